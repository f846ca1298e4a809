//! User pictures: ZIP archives of images, each named after the person it shows.
//!
//! Mirrors `spec/files.md` §13 and `spec/operations.md` §13, as intended (quirks Q46, Q47): the identity is a choice from the start, the
//! checksum is kept and compared, images need no ending.
//!
//! An archive has no header and no cells. So that everything that works for rows works for images too, each entry of the archive is
//! read as a row of the columns below; its line is the entry's number, its span the entry's place in the archive.
//!
//! | room | what it says |
//! |---|---|
//! | `image` | what kind of picture bytes are, and how large it is, by their first bytes |
//! | `entry` | an entry of the archive as a row: whether it is a picture that a site takes |
//! | `check` | whose picture it is, by the name of the file; one picture for one person |
//! | `plan` | pictures that are new, that replace another, that are the same as before |
//! | `deposit` | which archives of a folder are pictures, and in which order they are taken |
//! | `board` | the same for a page that shows pictures beside people |

mod board;
mod check;
mod deposit;
mod entry;
mod image;
mod plan;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use self::check::PictureChecks;
use super::{Column, Definition, Planning, ValueType};
use crate::archive::{Archive, Limits};
use crate::settings::PictureIdentifier;
use crate::site::Space;

pub use board::{BoardQuery, PictureBoard, PictureEntry, PictureState};
pub use deposit::{in_order, is_candidate};
pub(crate) use entry::{Read, Reader, open};
pub use entry::{checksum, format};
pub(crate) use plan::{checksum_column, without_picture};

/// Short name of the custom profile field in which a site keeps the checksum of an account's picture (seed 000, `spec/settings.md` §3).
pub const CHECKSUM_FIELD: &str = "userpicturehash";

/// What an archive of pictures may ask of its reader.
pub(crate) const LIMITS: Limits = Limits {
    archive: 512 << 20,
    entries: 50_000,
    entry: 20 << 20,
    total: 2 << 30,
    ratio: 100,
};

/// What the kind is.
pub(super) const DEFINITION: Definition = Definition {
    name: "pictures",
    columns: COLUMNS,
    retired: &[],
    synonyms: &[],
    partners: &[],
    subject: &["picture"],
    sample: include_str!("../../../../samples/userpictures.txt"),
    makes: None,
    told_by: None,
    checks: |_, settings| Box::new(PictureChecks::new(settings)),
    brings: None,
};

/// How its rows become operations.
pub(super) const PLANNING: Planning = Planning {
    plan: plan::plan,
    finish: None,
};

/// What is known of each entry of an archive, as columns. No file has them.
pub const COLUMNS: &[Column] = &[
    Column::required("picture", ValueType::Text(0)),
    Column::required("user", ValueType::Text(0)),
    Column::optional("format", ValueType::Text(0)),
    Column::optional("width", ValueType::Integer(1, i64::MAX)),
    Column::optional("height", ValueType::Integer(1, i64::MAX)),
    Column::optional("bytes", ValueType::Integer(0, i64::MAX)),
    Column::optional("md5", ValueType::Text(0)),
];

/// Endings of files that are meant as pictures, whether a site takes them or not.
const ENDINGS: [&str; 9] = [
    "png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "heic",
];

/// Whether an archive was meant as one of pictures, as far as the names in it tell.
pub(crate) fn are_in(archive: &Archive) -> bool {
    let is_picture = |ending: &str| ENDINGS.iter().any(|one| one.eq_ignore_ascii_case(ending));
    let mut entries = archive.entries.iter();
    entries.any(|entry| {
        !entry.is_folder && !entry.name.is_of_a_system() && is_picture(entry.name.ending())
    })
}

/// What a file's name says of its owner: in which space the site looks, for which name. Empty when it cannot be the name of anybody.
fn owner(identifier: PictureIdentifier, name: &str) -> (Space, Cow<'_, str>) {
    match identifier {
        PictureIdentifier::Id => (Space::UserId, Cow::Borrowed(name)),
        PictureIdentifier::Idnumber => (Space::UserIdnumber, Cow::Borrowed(name)),
        PictureIdentifier::Username => (Space::Username, Cow::from(name.to_lowercase())),
        PictureIdentifier::Email => (Space::UserEmail, Cow::from(name.to_lowercase())),
        PictureIdentifier::HostedUsername => {
            let login = hosted(name).map_or("", |(login, _)| login);
            (Space::Username, Cow::from(login.to_lowercase()))
        }
    }
}

/// Login name and number of the host of a `username@mnethostid`. Login names may hold an `@` themselves.
fn hosted(name: &str) -> Option<(&str, i64)> {
    let (login, host) = name.rsplit_once('@')?;
    let host = host.parse().ok().filter(|host| *host > 0)?;
    Some((login, host))
}
