//! `toolsync user`: the people who may sign in.

use std::path::Path;

use anyhow::Context as _;
use toolsync_core::api::NewPerson;

use super::Ending;
use super::arguments::User;
use crate::accounts::{Accounts, Effort};

/// Invites a person and prints the one-time link. Whoever has the link can take the account: it is a secret.
///
/// # Errors
/// When the login name cannot be used or is taken, or the store fails.
pub async fn user(asked: &User, data: &Path) -> anyhow::Result<Ending> {
    let User::Add { login, name, role } = asked;
    let accounts = Accounts::new(super::store(data).await?, Effort::Full);
    let person = NewPerson {
        login: login.clone(),
        name: name.clone(),
        role: (*role).into(),
    };
    let token = accounts
        .invite(&person)
        .await
        .with_context(|| format!("inviting {login}"))?;
    println!("/welcome/{}", token.as_str());
    eprintln!(
        "{name} opens this path on the server's address, once, within a week, and chooses a password. The link is a secret."
    );
    Ok(Ending::Good)
}
