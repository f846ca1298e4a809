//! The password that a row gives (`spec/operations.md` §7.6).

use crate::finding::Code;
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
}

/// What the row says of the password of a new account.
pub fn of_new(draft: &Draft<'_>, username: &str) -> New {
    let without = |password, force_change| New {
        password,
        secret: Secret::default(),
        digest: String::new(),
        force_change,
    };
    match given(draft) {
        Given::Text(text) => New {
            password: Password::Set,
            digest: digest(draft, username, &text),
            secret: Secret(text),
            force_change: false,
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
    let (password, secret, digest) = match given(draft) {
        Given::Text(text) => {
            let digest = digest(draft, &user.username, &text);
            if digest == user.password_digest {
                return Ok(());
            }
            (Password::Set, text, digest)
        }
        Given::None if user.password != Password::None => {
            (Password::None, String::new(), String::new())
        }
        Given::None | Given::Empty | Given::NoColumn | Given::NotUsed => return Ok(()),
    };
    draft.apply(Operation::SetPassword {
        username: user.username.clone(),
        password,
        secret: Secret(secret),
        digest,
    })
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
    /// The account logs in elsewhere; the checks said so.
    NotUsed,
}

fn given(draft: &Draft<'_>) -> Given {
    if draft.was_found(Code::PasswordNotUsed) {
        return Given::NotUsed;
    }
    match draft.text("password") {
        Some(NO_PASSWORD) => Given::None,
        Some(text) => Given::Text(text.to_owned()),
        None if draft.has_column("password") => Given::Empty,
        None => Given::NoColumn,
    }
}

fn digest(draft: &Draft<'_>, username: &str, password: &str) -> String {
    password_digest(draft.password_key(), username, password)
}
