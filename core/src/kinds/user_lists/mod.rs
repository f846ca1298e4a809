//! Lists of accounts to delete, and of accounts to suspend (or to let in again).
//!
//! Mirrors `spec/files.md` §7.1 and `spec/operations.md` §7.10, as intended: unknown people are failures, plans are made as for any
//! other kind, and a suspension can be lifted, which tool_sync announces by a button and does not do.
//!
//! | room | what it says |
//! |---|---|
//! | `person` | the columns that name a person, and which of them does |
//! | `check` | one row per person; people who do not exist, are deleted already, or are protected |
//! | `plan` | how a row becomes operations |
//!
//! A person stands in the column of the settings (`users_primaryidentity`), or, where that is absent or empty, under the login name. What
//! a row gives besides must belong to the same account: a list whose columns were shifted deletes nobody.
//!
//! The header of such a list tells nothing of what is to become of the people in it, so the kind is recognised only by the column that says
//! so for each row: `deleted`, `suspended`. Only the value 1 deletes (Q27). Without the column, the file's name tells it (`userdelete.csv`,
//! `usersuspend.csv`), or the kind must be chosen.

mod check;
mod person;
mod plan;

#[cfg(test)]
mod tests;

use self::check::ListChecks;
use super::{Column, Definition, Planning, ValueType};

/// What the list of accounts to delete is.
pub(super) const DELETIONS: Definition = Definition {
    name: "user_deletions",
    columns: &[ID, USERNAME, IDNUMBER, EMAIL, Fate::Deletion.asks()],
    retired: &[],
    synonyms: SYNONYMS,
    partners: &[],
    subject: SUBJECT,
    sample: include_str!("../../../../samples/userdelete.csv"),
    makes: None,
    told_by: Some(Fate::Deletion.column()),
    checks: |header, settings| Box::new(ListChecks::new(header, settings, Fate::Deletion)),
    brings: Some(person::brings),
};

/// How a row of it becomes operations.
pub(super) const DELETING: Planning = Planning {
    plan: plan::delete,
    finish: None,
};

/// What the list of accounts to suspend is.
pub(super) const SUSPENSIONS: Definition = Definition {
    name: "user_suspensions",
    columns: &[ID, USERNAME, IDNUMBER, EMAIL, Fate::Suspension.asks()],
    retired: &[],
    synonyms: SYNONYMS,
    partners: &[],
    subject: SUBJECT,
    sample: include_str!("../../../../samples/usersuspend.csv"),
    makes: None,
    told_by: Some(Fate::Suspension.column()),
    checks: |header, settings| Box::new(ListChecks::new(header, settings, Fate::Suspension)),
    brings: None,
};

/// How a row of it becomes operations.
pub(super) const SUSPENDING: Planning = Planning {
    plan: plan::suspend,
    finish: None,
};

/// The columns that tell a person who is meant.
const SUBJECT: &[&str] = &["username", "idnumber", "email", "id"];

/// Other words for columns, without capitals, accents, blanks and joining signs.
const SYNONYMS: &[(&str, &str)] = &[
    ("adresseelectronique", "email"),
    ("courriel", "email"),
    ("identifiant", "username"),
    ("login", "username"),
    ("mail", "email"),
    ("numerodidentification", "idnumber"),
    ("suspendu", "suspended"),
    ("userid", "id"),
];

const ID: Column = Column::optional("id", ValueType::Integer(1, i64::MAX));
const USERNAME: Column = Column::optional("username", ValueType::Username);
const IDNUMBER: Column = Column::optional("idnumber", ValueType::Text(255));
const EMAIL: Column = Column::optional("email", ValueType::Email);

/// What becomes of the people in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Their accounts are deleted.
    Deletion,
    /// Their accounts are suspended, or not any more.
    Suspension,
}

impl Fate {
    /// The column that says for each row whether it is so; without it, it is.
    const fn column(self) -> &'static str {
        match self {
            Self::Deletion => "deleted",
            Self::Suspension => "suspended",
        }
    }

    /// That column.
    const fn asks(self) -> Column {
        Column::optional(self.column(), ValueType::Boolean)
    }
}
