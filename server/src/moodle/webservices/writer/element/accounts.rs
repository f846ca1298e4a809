//! Accounts and their pictures.

use serde_json::{Value as Json, json};
use toolsync_core::kinds::pictures::CHECKSUM_FIELD;
use toolsync_core::plan::Operation;
use toolsync_core::site::Password;

use super::super::fields::{Parameters, add_account, force_change};
use super::super::function::Function;
use super::super::ids::Name;
use super::super::problem::{Cause, Problem};
use super::{Builder, Element, Lock, element, other, pair};

impl Builder<'_> {
    /// Operations that change one account, as one element.
    pub(super) fn account_update<'o>(
        &self,
        operations: &'o [Operation],
    ) -> Result<Element<'o>, Problem> {
        let mut value = Parameters::new();
        let Some(first) = operations.first() else {
            return Err(Problem::because(Cause::NoFunction("update_user")));
        };
        let username = match first {
            Operation::RenameUser { from, .. } => from,
            Operation::UpdateUser { username, .. } | Operation::SetPassword { username, .. } => {
                username
            }
            _ => return Err(other(first)),
        };
        let id = self.id(&Name::user(username))?;
        value.insert("id".to_owned(), json!(id));
        for operation in operations {
            match operation {
                Operation::RenameUser { to, .. } => {
                    drop(value.insert("username".to_owned(), json!(to)));
                }
                Operation::UpdateUser { changes, .. } => {
                    add_account(&mut value, changes.iter().map(pair));
                }
                Operation::SetPassword { secret, .. } => {
                    drop(value.insert("password".to_owned(), json!(secret.0)));
                }
                _ => return Err(other(operation)),
            }
        }
        let changed = self.of_user(Function::UpdateUsers, first, id, Json::Object(value));
        Ok(Element {
            operations,
            ..changed
        })
    }

    /// The picture itself, then its checksum, where the site has a profile field for it.
    pub(super) fn picture<'o>(
        &self,
        operation: &'o Operation,
        user: &str,
        checksum: &str,
        part: u8,
    ) -> Result<Vec<Element<'o>>, Problem> {
        let id = self.id(&Name::user(user))?;
        let (function, value) = match part {
            0 => (Function::UpdatePicture, json!({"userid": id})),
            _ if self.known.facts.profile_fields.contains(CHECKSUM_FIELD) => (
                Function::UpdateUsers,
                json!({"id": id, "customfields": [{"type": CHECKSUM_FIELD, "value": checksum}]}),
            ),
            _ => return Ok(Vec::new()),
        };
        let mut picture = self.of_user(function, operation, id, value);
        picture.locks.extend(file_of(checksum));
        Ok(vec![picture])
    }
}

/// The file of this checksum (hex), which one call at a time may bring.
fn file_of(checksum: &str) -> Option<Lock> {
    let half = u64::from_str_radix(checksum.get(..16)?, 16);
    half.ok().map(Lock::File)
}

pub(super) fn new_user(operation: &Operation) -> Element<'_> {
    let mut value = Parameters::new();
    if let Operation::CreateUser {
        username,
        fields,
        password,
        secret,
        force_change: force,
        ..
    } = operation
    {
        value.insert("username".to_owned(), json!(username));
        // Nobody is created suspended: that is the second part.
        let fields = fields.iter().filter(|(name, _)| *name != "suspended");
        add_account(
            &mut value,
            fields.map(|(name, value)| (name.as_str(), Some(value))),
        );
        match password {
            Password::Set => {
                value.insert("password".to_owned(), json!(secret.0));
                if *force {
                    force_change(&mut value);
                }
            }
            Password::ToGenerate => drop(value.insert("createpassword".to_owned(), json!(1))),
            Password::None => {}
        }
    }
    element(Function::CreateUsers, operation, Json::Object(value))
}
