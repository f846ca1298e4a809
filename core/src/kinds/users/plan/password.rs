//! The password that a row gives (`spec/operations.md` §7.6).

use super::account::{address, protected_address};
use crate::finding::Code;
use crate::kinds::users::check::OWN_PASSWORD;
use crate::plan::{Draft, Operation, Refusal, Secret, password_digest};
use crate::site::{Password, User};

/// The cell that asks for an account without password, for which none is to be made.
const NO_PASSWORD: &str = "*NOPASS*";

/// How a new account logs in.
pub struct New {
    /// With which kind of password.
    pub password: Password,
    /// The clear password; empty when none is given.
    pub secret: Secret,
    /// Its digest; empty likewise.
    pub digest: String,
    /// Whether it must be changed at the first login.
    pub force_change: bool,
    /// Address to which it is mailed; empty: nobody is mailed.
    pub mail: String,
}

/// What the row says of the password of a new account.
pub fn of_new(draft: &mut Draft<'_>, username: &str) -> New {
    let without = |password, force_change| New {
        password,
        secret: Secret::default(),
        digest: String::new(),
        force_change,
        mail: String::new(),
    };
    match given(draft, None) {
        Given::Text(text) => New {
            password: Password::Set,
            digest: digest(draft, username, &text),
            secret: Secret(text),
            force_change: false,
            mail: mail(draft, None),
        },
        Given::Empty => without(Password::ToGenerate, false),
        Given::NoColumn if draft.settings().create_passwords => without(Password::ToGenerate, true),
        Given::None | Given::NoColumn | Given::NotUsed => without(Password::None, false),
    }
}

/// Gives an account that exists another password, when the row gives one that is new; an empty cell changes nothing (Q29).
///
/// # Errors
/// See [`Draft::apply`].
pub fn set(draft: &mut Draft<'_>, user: &User) -> Result<(), Refusal> {
    let (password, secret, digest, mail) = match given(draft, Some(user)) {
        Given::Text(text) => {
            let digest = digest(draft, &user.username, &text);
            if digest == user.password_digest {
                return Ok(());
            }
            (Password::Set, text, digest, mail(draft, Some(user)))
        }
        Given::None if user.password != Password::None => {
            (Password::None, String::new(), String::new(), String::new())
        }
        Given::None | Given::Empty | Given::NoColumn | Given::NotUsed => return Ok(()),
    };
    draft.apply(Operation::SetPassword {
        username: user.username.clone(),
        password,
        secret: Secret(secret),
        digest,
        mail,
        old: Some(user.password),
    })
}

/// Where a given password is mailed: to the address that the account has once the row is done, if the settings want it and the row
/// itself gives an address. A cell that asks for no mail is none (`spec/operations.md` §7.6).
fn mail(draft: &Draft<'_>, user: Option<&User>) -> String {
    match address(draft).filter(|_| draft.settings().send_passwords) {
        Some(given) => user
            .and_then(|user| protected_address(draft, user))
            .unwrap_or_else(|| given.to_owned()),
        None => String::new(),
    }
}

/// What the row says of the password (`spec/operations.md` §7.6).
enum Given {
    /// This one.
    Text(String),
    /// None, and none is to be made.
    None,
    /// The cell is empty.
    Empty,
    /// The file says nothing.
    NoColumn,
    /// The account logs in by another system's password: none is set and none is made.
    NotUsed,
}

/// What the row says of the password of this account, or of a new one.
fn given(draft: &mut Draft<'_>, user: Option<&User>) -> Given {
    let text = draft.text("password");
    if text == Some(NO_PASSWORD) {
        return Given::None;
    }
    if let Some(auth) = external_auth(draft, user) {
        if text.is_some() {
            let not_used = draft.finding(Code::PasswordNotUsed, "password");
            draft.note(not_used.with("auth", auth));
        }
        return Given::NotUsed;
    }
    match text {
        Some(text) => Given::Text(text.to_owned()),
        None if draft.has_column("password") => Given::Empty,
        None => Given::NoColumn,
    }
}

/// The authentication method of the account, when it knows no password of its own: the row's, else the account's, else the
/// site's for new accounts.
fn external_auth(draft: &Draft<'_>, user: Option<&User>) -> Option<String> {
    let recorded = user
        .map_or(&draft.site().facts.defaults.user, |user| &user.fields)
        .get("auth");
    draft
        .normal_text("auth")
        .or_else(|| recorded.map(ToString::to_string))
        .filter(|auth| !auth.is_empty() && !OWN_PASSWORD.contains(&auth.as_str()))
}

fn digest(draft: &Draft<'_>, username: &str, password: &str) -> String {
    password_digest(draft.password_key(), username, password)
}
