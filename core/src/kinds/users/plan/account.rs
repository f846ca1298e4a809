//! The account that a row is about, and what becomes of it (`spec/operations.md` §7.2 to §7.5).

use super::password;
use crate::finding::Code;
use crate::kinds::Value;
use crate::kinds::values::sends_no_mail;
use crate::plan::{Draft, ObjectKey, Operation, Refusal, changes};
use crate::settings::UserIdentifier;
use crate::site::{Fields, Unknown, User};

/// Columns that are no attributes of the account.
const APART: &[&str] = &[
    "username",
    "password",
    "deleted",
    "oldusername",
    "cohort",
    "cohortid",
    "course{n}",
    "role{n}",
    "enrol{n}",
    "group{n}",
    "start{n}",
    "end{n}",
    "wwwroot{n}",
];

/// What the row is about.
pub struct Account {
    /// Login name that the account will have.
    username: String,
    found: Found,
}

/// What the account is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be created or updated.
    Keep,
    /// To be deleted: `oldusername` does not count, since at the next run somebody else may have that name.
    Delete,
}

/// What the site has of it.
enum Found {
    /// No account.
    Nothing,
    /// A live account, by id; under another login name when it is to be renamed.
    Live(u64),
    /// A deleted account that comes back.
    Deleted(u64),
}

impl Account {
    /// Finds the account.
    ///
    /// # Errors
    /// The finding that refuses the row: it mixes two accounts up, or renames one that does not exist.
    pub fn of(draft: &mut Draft<'_>, purpose: Purpose) -> Result<Self, Refusal> {
        let username = draft.normal_text("username").unwrap_or_default();
        let renamed = match purpose {
            Purpose::Keep => renamed(draft, &username)?,
            Purpose::Delete => None,
        };
        let named = renamed.or_else(|| draft.site().user_by_username(&username));
        let found = match live(draft, named, purpose)? {
            Some(user) => Found::Live(user.id),
            None => {
                deleted(draft, &username).map_or(Found::Nothing, |user| Found::Deleted(user.id))
            }
        };
        if let Found::Live(id) | Found::Deleted(id) = found {
            let name = username_of(draft, id).unwrap_or_default();
            draft.about(id, &name, "username")?;
        }
        Ok(Self { username, found })
    }

    /// The account, when it is live.
    pub fn live<'d>(&self, draft: &'d Draft<'_>) -> Option<&'d User> {
        match self.found {
            Found::Live(id) => draft.site().user(id),
            Found::Nothing | Found::Deleted(_) => None,
        }
    }

    /// Brings the account to what the row says, and gives its id.
    ///
    /// # Errors
    /// See [`Draft::apply`].
    pub fn settle(self, draft: &mut Draft<'_>) -> Result<Option<u64>, Refusal> {
        let id = match self.found {
            Found::Nothing => {
                create(draft, &self.username)?;
                let made = draft.site().user_by_username(&self.username);
                let Some(id) = made.map(|user| user.id) else {
                    return Ok(None);
                };
                draft.has_made(id);
                return Ok(Some(id));
            }
            Found::Live(id) => id,
            Found::Deleted(id) => {
                let Some(username) = username_of(draft, id) else {
                    return Ok(None);
                };
                draft.apply(Operation::ReviveUser { username })?;
                id
            }
        };
        let Some(from) = username_of(draft, id) else {
            return Ok(None);
        };
        if from != self.username {
            draft.apply(Operation::RenameUser {
                from,
                to: self.username,
            })?;
        }
        update(draft, id)?;
        Ok(Some(id))
    }
}

fn username_of(draft: &Draft<'_>, id: u64) -> Option<String> {
    draft.site().user(id).map(|user| user.username.clone())
}

/// The account that `oldusername` names, when it is to be renamed (Q66). One that has its new name already is not.
fn renamed<'d>(draft: &'d Draft<'_>, username: &str) -> Result<Option<&'d User>, Refusal> {
    let Some(old) = draft
        .normal_text("oldusername")
        .filter(|old| old != username)
    else {
        return Ok(None);
    };
    let refuse = |code, column| Err(Box::new(draft.finding(code, column).with("value", &old)));
    if !draft.settings().allow_rename {
        return refuse(Code::RenameNotAllowed, "oldusername");
    }
    match (
        draft.site().user_by_username(&old),
        draft.site().user_by_username(username),
    ) {
        (Some(user), None) => Ok(Some(user)),
        (Some(_), Some(_)) => Err(Box::new(
            draft
                .finding(Code::RenameTargetTaken, "username")
                .with("value", username)
                .with("old", &old),
        )),
        (None, Some(_)) => Ok(None),
        (None, None) => {
            draft.not_blocked(&ObjectKey::user(&old), "oldusername")?;
            refuse(Code::RenameSourceMissing, "oldusername")
        }
    }
}

/// The live account that the row is about: by the identifier of the settings where the row gives it, else by login name.
/// An account without that identifier may get it (Q26); two accounts may not be mixed up.
fn live<'d>(
    draft: &'d Draft<'_>,
    named: Option<&'d User>,
    purpose: Purpose,
) -> Result<Option<&'d User>, Refusal> {
    let taken = |code, column: &str| {
        let value = draft.text(column).unwrap_or_default();
        let finding = draft.finding(code, column).with("value", value);
        Err(Box::new(finding.with("object", "account")))
    };
    let by_idnumber = draft
        .text("idnumber")
        .and_then(|idnumber| draft.site().user_by_idnumber(idnumber));
    if let Some(holder) = by_idnumber
        && named.map(|named| named.id) != Some(holder.id)
    {
        return taken(Code::IdnumberTaken, "idnumber");
    }
    let identifier = draft.settings().user_identifier;
    let given = address(draft).unwrap_or_default();
    let has_address = named.is_some_and(|named| {
        let own = text_field(named, "email");
        !given.is_empty() && own.to_lowercase() == given.to_lowercase()
    });
    let other = named.is_some_and(|named| {
        let own = text_field(named, "idnumber");
        let given = draft.text("idnumber").unwrap_or_default();
        !own.is_empty() && !given.is_empty() && own != given
    });
    let identified = match identifier {
        UserIdentifier::Idnumber => false,
        UserIdentifier::Email => has_address,
        UserIdentifier::Username | UserIdentifier::Id => true,
    };
    if other && !identified {
        return taken(Code::UsernameTaken, "username");
    }
    // The address of somebody who is deleted matters only where it says who that is.
    let counts = purpose == Purpose::Keep || identifier == UserIdentifier::Email;
    if counts && !has_address && draft.site().user_by_email(given).is_some() {
        return taken(Code::EmailTaken, "email");
    }
    Ok(named)
}

/// The deleted account that comes back: of this login name, else of the identifier of the settings (Q30). One whose idnumber
/// differs is another person's; one whose login name somebody uses by now, or which a later deleted account had as well, stays
/// deleted, as [`Operation::ReviveUser`] goes by that name.
fn deleted<'d>(draft: &'d Draft<'_>, username: &str) -> Option<&'d User> {
    let site = draft.site();
    let idnumber = draft.text("idnumber");
    let by_key = || match draft.settings().user_identifier {
        UserIdentifier::Idnumber => {
            idnumber.and_then(|idnumber| site.deleted_user_by_idnumber(idnumber))
        }
        UserIdentifier::Email => address(draft).and_then(|email| site.deleted_user_by_email(email)),
        UserIdentifier::Username | UserIdentifier::Id => None,
    };
    site.deleted_user_by_username(username)
        .filter(|user| {
            let own = text_field(user, "idnumber");
            own.is_empty() || idnumber.is_none_or(|given| given == own)
        })
        .or_else(by_key)
        .filter(|user| {
            let revived = site.deleted_user_by_username(&user.username);
            site.user_by_username(&user.username).is_none()
                && revived.is_some_and(|revived| revived.id == user.id)
        })
}

fn text_field(user: &User, field: &str) -> String {
    user.fields
        .get(field)
        .map(Value::to_string)
        .unwrap_or_default()
}

fn create(draft: &mut Draft<'_>, username: &str) -> Result<(), Refusal> {
    let password::New {
        password,
        secret,
        digest,
        force_change,
        mail,
    } = password::of_new(draft, username);
    draft.apply(Operation::CreateUser {
        username: username.to_owned(),
        fields: attributes(draft),
        password,
        secret,
        digest,
        force_change,
        mail,
    })
}

fn update(draft: &mut Draft<'_>, id: u64) -> Result<(), Refusal> {
    let mut given = attributes(draft);
    let Some(user) = draft.site().user(id) else {
        return Ok(());
    };
    // An account that records nothing is not suspended.
    if given.get("suspended") == Some(&Value::Bool(false)) && !user.fields.contains_key("suspended")
    {
        given.remove("suspended");
    }
    if given.get("suspended") == Some(&Value::Bool(true)) {
        draft.not_protected(user, "suspended")?;
    }
    // A protected address stays; a missing one is completed (Q26). The checks say so.
    if protected_address(draft, user).is_some() {
        given.remove("email");
    }
    draft.leave_not_told(&mut given, Unknown::UserField);
    // Of most rows nothing changes: the account is copied only where something may.
    let Some(user) = draft.site().user(id) else {
        return Ok(());
    };
    let changed = changes(&user.fields, &draft.site().facts.defaults.user, &given);
    if changed.is_empty() && !draft.has_column("password") {
        return Ok(());
    }
    let user = user.clone();
    if !changed.is_empty() {
        draft.apply(Operation::UpdateUser {
            username: user.username.clone(),
            changes: changed,
        })?;
    }
    password::set(draft, &user)
}

/// The address of the account, when it has one that the settings do not let a file change.
pub(super) fn protected_address(draft: &Draft<'_>, user: &User) -> Option<String> {
    let own = text_field(user, "email");
    (draft.settings().protect_emails && !own.is_empty()).then_some(own)
}

/// The attributes that the row gives. A text that asks for no mail is no address.
fn attributes(draft: &Draft<'_>) -> Fields {
    let mut fields = draft.fields(|column| APART.contains(&column));
    if address(draft).is_none() {
        fields.remove("email");
    }
    fields
}

/// The address that the row gives.
pub(super) fn address<'r>(draft: &Draft<'r>) -> Option<&'r str> {
    draft.text("email").filter(|email| !sends_no_mail(email))
}
