//! Accounts: their names and attributes, who is suspended, who goes.

use super::Gap;
use super::columns::cell;
use crate::kinds::Kind;
use crate::site::{Password, Touched, User};
use crate::undo::compare::differing;
use crate::undo::sheet::{Sheet, SheetRow};

/// What names an account in a users file, with what each row must give.
const NAMING: [&str; 3] = ["username", "firstname", "lastname"];

/// Accounts with another name or other attributes than before, and those that come back.
pub(super) fn update(gap: &Gap<'_>) -> Sheet {
    let rows = pairs(gap).filter_map(|(was, is)| {
        if was.deleted || suspension(gap, was, is).is_some() {
            return None;
        }
        let defaults = &gap.site.facts.defaults.user;
        let mut row = SheetRow::about([Touched::User(was.id)]);
        let naming = if is.deleted {
            &is.username
        } else {
            &was.username
        };
        row.set("username", naming);
        for field in ["firstname", "lastname"] {
            row.set(
                field,
                was.fields
                    .get(field)
                    .map_or_else(String::new, ToString::to_string),
            );
        }
        if is.deleted {
            // Its attributes are there, but not all of them in a Moodle: it forgets address and idnumber.
            for field in was.fields.keys() {
                row.set(
                    field,
                    cell(Kind::Users, field, &was.fields, defaults).unwrap_or_default(),
                );
            }
            return Some(row);
        }
        let mut changed = false;
        for field in differing(&was.fields, &is.fields, defaults) {
            if let Some(text) = cell(Kind::Users, &field, &was.fields, defaults) {
                row.set(&field, text);
                changed = true;
            }
        }
        if was.username != is.username {
            row.set("oldusername", &is.username);
        }
        if was.password == Password::None && is.password != Password::None {
            row.set("password", "*NOPASS*");
        }
        (changed || !row.has_only(&NAMING)).then_some(row)
    });
    Sheet::new(Kind::Users, rows.collect())
}

/// Accounts that are suspended and were not, or the other way round, and nothing else.
pub(super) fn suspend(gap: &Gap<'_>) -> Sheet {
    let rows = pairs(gap).filter_map(|(was, is)| {
        let suspended = suspension(gap, was, is)?;
        let row = SheetRow::about([Touched::User(was.id)]);
        let row = row.with("username", &was.username);
        Some(row.with("suspended", u8::from(suspended)))
    });
    Sheet::new(Kind::UserSuspensions, rows.collect())
}

/// Accounts that were not there before.
pub(super) fn delete(gap: &Gap<'_>) -> Sheet {
    let rows = pairs(gap)
        .filter(|(was, is)| was.deleted && !is.deleted)
        .map(|(was, is)| {
            let row = SheetRow::about([Touched::User(was.id)]);
            row.with("username", &is.username).with("deleted", 1)
        });
    Sheet::new(Kind::UserDeletions, rows.collect())
}

/// Each account that the run changed: as before, and after the files so far.
fn pairs<'g>(gap: &'g Gap<'_>) -> impl Iterator<Item = (&'g User, &'g User)> {
    gap.keys.iter().filter_map(|key| match key {
        Touched::User(id) => Some((gap.before.user(*id)?, gap.site.user(*id)?)),
        _ => None,
    })
}

/// Whether the account was suspended, when that is all that differs.
fn suspension(gap: &Gap<'_>, was: &User, is: &User) -> Option<bool> {
    let lives = !was.deleted && !is.deleted;
    let same = was.username == is.username && was.password == is.password;
    let defaults = &gap.site.facts.defaults.user;
    let differing = differing(&was.fields, &is.fields, defaults);
    let only = differing.len() == 1 && differing.contains("suspended");
    (lives && same && only).then(|| was.is_suspended())
}
