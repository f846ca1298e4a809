//! How a picture becomes an operation (`spec/operations.md` §13, as intended).

use super::{CHECKSUM_FIELD, hosted};
use crate::finding::Code;
use crate::plan::{Draft, Operation, PeopleWithoutPicture, Refusal};
use crate::settings::{PictureIdentifier, UserIdentifier};
use crate::site::{Picture, SiteIndex, User};

/// How many people without a picture are named; more are counted only.
const NAMED: usize = 100;

/// Plans the picture of one entry.
///
/// # Errors
/// The finding that refuses it.
pub(super) fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let settings = draft.settings();
    let name = draft.text("user").unwrap_or_default();
    let Some(user) = account(draft.site(), settings.picture_identifier, name) else {
        let finding = draft.finding(Code::UnknownUser, "user");
        return Err(Box::new(
            finding
                .with("value", name)
                .with("suggested", "no")
                .with("near", ""),
        ));
    };
    let new = Picture {
        checksum: draft.text("md5").unwrap_or_default().to_owned(),
        bytes: draft
            .number("bytes")
            .and_then(|bytes| u64::try_from(bytes).ok())
            .unwrap_or_default(),
    };
    let (id, username, old) = (user.id, user.username.clone(), user.picture.clone());
    let is_same = is_known(draft.site(), user, &new);
    draft.about(id, name, "user")?;
    if is_same {
        return Ok(());
    }
    if old.is_some() && !settings.overwrite_pictures {
        let finding = draft.finding(Code::PictureKept, "user").with("value", name);
        draft.note(finding);
        return Ok(());
    }
    draft.apply(Operation::SetPicture {
        user: username,
        old,
        new,
    })
}

/// Whether the account has this picture already, and its checksum where people look for it.
fn is_known(site: &SiteIndex, user: &User, new: &Picture) -> bool {
    let kept = user.fields.get(&checksum_column());
    let has_field = site.facts.profile_fields.contains(CHECKSUM_FIELD);
    user.picture
        .as_ref()
        .is_some_and(|old| old.checksum == new.checksum)
        && (!has_field || kept.is_some_and(|kept| kept.to_string() == new.checksum))
}

/// The account that a file's name means.
fn account<'s>(site: &'s SiteIndex, by: PictureIdentifier, name: &str) -> Option<&'s User> {
    match by {
        PictureIdentifier::Id => site.user_by(UserIdentifier::Id, name),
        PictureIdentifier::Idnumber => site.user_by(UserIdentifier::Idnumber, name),
        PictureIdentifier::Username => site.user_by(UserIdentifier::Username, name),
        PictureIdentifier::Email => site.user_by(UserIdentifier::Email, name),
        PictureIdentifier::HostedUsername => {
            let (login, host) = hosted(name)?;
            site.user_by(UserIdentifier::Username, login)
                .filter(|user| user.host() == host)
        }
    }
}

/// The column of users files that holds the checksum.
pub(crate) fn checksum_column() -> String {
    format!("profile_field_{CHECKSUM_FIELD}")
}

/// Who has no picture: accounts that are neither deleted nor suspended.
pub(crate) fn without_picture(site: &SiteIndex) -> PeopleWithoutPicture {
    let mut without = PeopleWithoutPicture::default();
    let people = site
        .users()
        .filter(|user| !user.deleted && !user.is_suspended() && user.picture.is_none());
    for user in people {
        without.count += 1;
        if without.first.len() < NAMED {
            without.first.push(user.username.clone());
        }
    }
    without
}
