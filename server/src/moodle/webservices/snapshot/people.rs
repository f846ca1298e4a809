//! Accounts, page by page of their ids: no function lists them, and the one that searches answers all at once.

use std::collections::BTreeSet;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde_json::json;
use toolsync_core::kinds::{Value, users};
use toolsync_core::site::{SiteIndex, Unknown, User};

use super::attributes::{Told, attributes, filled};
use super::reader::Reader;
use super::told;
use crate::moodle::webservices::CallError;

/// How many ids a page asks for. An account takes Moodle 3 to 6 ms.
const PAGE: usize = 500;

/// How many ids in a row without an account are taken for the end. Moodle numbers accounts one by one and keeps deleted ones; a
/// database that went through a restoration, or several that write in turns, leaves gaps.
const GAP: u64 = 20_000;

/// How many pages are asked for at once.
const PAGES: usize = 3;

/// Attributes by Moodle's names, and the columns of a users file that they stand in.
const TOLD: &[(&str, &str)] = &[
    ("firstname", "firstname"),
    ("lastname", "lastname"),
    ("idnumber", "idnumber"),
    ("email", "email"),
    ("auth", "auth"),
    ("institution", "institution"),
    ("department", "department"),
    ("city", "city"),
    ("country", "country"),
    ("lang", "lang"),
    ("timezone", "timezone"),
    ("mailformat", "mailformat"),
    ("trackforums", "trackforums"),
    ("phone1", "phone1"),
    ("phone2", "phone2"),
    ("address", "address"),
    ("description", "description"),
];

/// Columns of a users file that no function tells.
const NOT_TOLD: &[&str] = &[
    "maildisplay",
    "maildigest",
    "mnethostid",
    "htmleditor",
    "autosubscribe",
    "icq",
    "url",
];

/// Columns whose attributes are told only to accounts that may see all details.
const DETAILS: &[&str] = &["auth", "lang", "mailformat", "trackforums"];

/// Reads all accounts into the index. `known`: ids of accounts that must be there, to go on beyond a gap.
///
/// # Errors
/// Any [`CallError`].
pub async fn read(reader: &Reader<'_>, site: &mut SiteIndex, known: u64) -> Result<(), CallError> {
    let page = PAGE.min(reader.room()) as u64;
    let (mut next, mut end) = (1, known + GAP);
    let mut details: BTreeSet<String> = BTreeSet::new();
    while next <= end {
        let starts = (0..PAGES as u64).map(move |number| next + number * page);
        let pages = starts.map(|start| ask(reader, start, page));
        let mut pages = stream::iter(pages).buffered(PAGES);
        while let Some(people) = pages.try_next().await? {
            for person in people {
                end = end.max(person.id + GAP);
                details.extend(person.rest.keys().cloned());
                put(site, person);
            }
        }
        next += PAGES as u64 * page;
        tracing::info!(accounts = site.users().count(), "reading the site");
    }
    let hidden = DETAILS.iter().filter(|name| !details.contains(**name));
    let not_told = NOT_TOLD.iter().chain(hidden);
    let not_told = not_told.map(|column| Unknown::UserField((*column).to_owned()));
    site.facts.unknown.extend(not_told);
    Ok(())
}

async fn ask(reader: &Reader<'_>, start: u64, page: u64) -> Result<Vec<told::User>, CallError> {
    let ids: Vec<u64> = (start..start + page).collect();
    let parameters = json!({"field": "id", "values": ids});
    reader.ask("core_user_get_users_by_field", parameters).await
}

/// The columns of a users file that were told of an account, but for `suspended` and its profile fields. Many an attribute is left out when
/// it is empty.
pub fn columns(person: &told::User) -> Told {
    attributes(users::COLUMNS, TOLD, &person.rest)
}

fn put(site: &mut SiteIndex, person: told::User) {
    let mut fields = filled(columns(&person));
    for custom in person.customfields {
        if !custom.value.is_empty() {
            let name = format!("profile_field_{}", custom.shortname);
            fields.insert(name, Value::Text(custom.value));
        }
        site.facts.profile_fields.insert(custom.shortname);
    }
    let suspended = Value::Bool(person.suspended);
    fields.insert("suspended".to_owned(), suspended);
    let email = fields.get("email").map(ToString::to_string);
    let before = address_before_deletion(&person.username, &email.unwrap_or_default());
    let deleted = before.is_some();
    if let Some(address) = before {
        fields.insert("email".to_owned(), Value::Text(address));
    }
    site.put_user(User {
        id: person.id,
        deleted,
        username: person.username,
        fields,
        ..User::default()
    });
}

/// The address that an account had before it was deleted; none when it is not. Moodle says so by the names only: the login name becomes the
/// address and the time, and the address the MD5 of the login name.
fn address_before_deletion(username: &str, email: &str) -> Option<String> {
    let is_hash = email.len() == 32 && email.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (address, time) = username.rsplit_once('.')?;
    let is_time = time.len() >= 10 && time.bytes().all(|byte| byte.is_ascii_digit());
    (is_hash && is_time).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::address_before_deletion;

    #[test]
    fn a_deleted_account_is_known_by_its_names() {
        let hash = "237af28e55da7fbbcdf2f9e39bde7f6a";
        let before = address_before_deletion("d.fenwick@example.org.1795229678", hash);
        assert_eq!(before.as_deref(), Some("d.fenwick@example.org"));
        let live = address_before_deletion("d.fenwick@example.org.1795229678", "d@example.org");
        assert_eq!(live, None);
        assert_eq!(address_before_deletion("d.fenwick", hash), None);
    }
}
