//! How a row of a list becomes operations (`spec/operations.md` §7.10, as intended).

use super::Fate;
use super::person::column;
use crate::finding::Code;
use crate::kinds::Value;
use crate::plan::{Change, Draft, Operation, Refusal};
use crate::settings::UserIdentifier;
use crate::site::{Space, User};

/// Plans a row of a list of accounts to delete. One that is deleted already is left alone, and so is one that the row does not ask for.
///
/// # Errors
/// The finding that refuses it.
pub(super) fn delete(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    if draft.flag(Fate::Deletion.column()) == Some(false) {
        return Ok(());
    }
    let Some((user, column)) = live(draft, true)? else {
        return Ok(());
    };
    draft.not_protected(&user, column)?;
    draft.about(user.id, &user.username, column)?;
    let old = draft.site().account_state(&user);
    draft.apply(Operation::DeleteUser {
        username: user.username,
        old,
    })
}

/// Plans a row of a list of accounts to suspend, or to let in again (`suspended` is 0).
///
/// # Errors
/// The finding that refuses it.
pub(super) fn suspend(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let field = Fate::Suspension.column();
    let wanted = draft.flag(field).unwrap_or(true);
    let Some((user, column)) = live(draft, wanted)? else {
        return Ok(());
    };
    let recorded = user.fields.get(field);
    let default = draft.site().facts.defaults.user.get(field);
    // An account that records nothing is not suspended.
    let suspended = recorded
        .or(default)
        .is_some_and(|value| !["0", ""].contains(&value.to_string().as_str()));
    if suspended == wanted {
        note_repetition(draft, &user, column);
        return Ok(());
    }
    if wanted {
        draft.not_protected(&user, column)?;
    }
    draft.about(user.id, &user.username, column)?;
    draft.apply(Operation::UpdateUser {
        username: user.username.clone(),
        changes: vec![Change {
            field: field.to_owned(),
            old: recorded.cloned(),
            new: Some(Value::Bool(wanted)),
        }],
    })
}

/// The account that the row names, with the column that does; none when it is deleted already, which is as good as `closing` it.
fn live(draft: &mut Draft<'_>, closing: bool) -> Result<Option<(User, &'static str)>, Refusal> {
    let identifiers = [draft.settings().user_identifier, UserIdentifier::Username];
    let named = identifiers
        .into_iter()
        .find_map(|identifier| Some((identifier, draft.text(column(identifier))?)));
    let Some((by, text)) = named else {
        return Err(Box::new(
            draft.finding(Code::RequiredEmpty, column(identifiers[0])),
        ));
    };
    let column = column(by);
    if let Some(user) = draft.site().user_by(by, text).cloned() {
        belongs_together(draft, &user, by)?;
        return Ok(Some((user, column)));
    }
    let deleted = draft.site().deleted_user_by(by, text).cloned();
    if let Some(user) = deleted.filter(|_| closing) {
        note_repetition(draft, &user, column);
        return Ok(None);
    }
    let unknown = draft.finding(Code::UnknownUser, column);
    Err(Box::new(
        unknown.with("value", text).with("suggested", "no"),
    ))
}

/// Refuses a row whose identifiers belong to two accounts.
fn belongs_together(draft: &Draft<'_>, user: &User, by: UserIdentifier) -> Result<(), Refusal> {
    for other in UserIdentifier::ALL {
        let Some(text) = draft.text(column(other)) else {
            continue;
        };
        let own = Space::account(other, &user.identifier(other));
        if own != Space::account(other, text) {
            let finding = draft.finding(Code::IdentifiersDisagree, column(other));
            return Err(Box::new(finding.with("value", text).with("by", column(by))));
        }
    }
    Ok(())
}

/// Says that a line above names the same person, by another name perhaps; nothing is left for this one to do.
fn note_repetition(draft: &mut Draft<'_>, user: &User, column: &str) {
    if let Some(first) = draft.claimed_by(user.id) {
        let repeated = draft.finding(Code::DuplicateRow, column);
        draft.note(repeated.with("first", first));
    }
}
