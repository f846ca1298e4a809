//! Accounts.
//!
//! Columns of a users file that no table has: `htmleditor` (an account's editor is the name of a plugin today), and `icq` and `url`, which are custom
//! profile fields of the type `social` since Moodle 3.11 and are taken from there.

use super::*;
use toolsync_core::site::{Password, Picture, User};

use crate::moodle::tables::{PreferenceRow, ProfileFieldRow, ProfileValueRow, UserRow};

/// The profile field with the checksum of the picture (seed 000).
const CHECKSUM: &str = "profile_field_userpicturehash";

/// What Moodle puts after the login name of a deleted account that had no address.
const NO_ADDRESS: &str = "@unknownemail.invalid";

/// Accounts and what waits for them.
#[derive(Debug, Default)]
pub(super) struct People {
    users: Vec<User>,
    fields: HashMap<u64, ProfileField>,
    values: Vec<(u64, u64, String)>,
    preferences: Vec<PreferenceRow>,
}

/// A custom profile field.
#[derive(Debug)]
struct ProfileField {
    shortname: String,
    /// The name of the column that sets it.
    column: String,
    /// The column of its own that it is behind as well.
    social: Option<&'static str>,
    default: String,
}

impl Assembler {
    /// Takes an account.
    pub fn user(&mut self, row: UserRow) {
        self.configuration.uses_language(&row.lang);
        self.people.users.push(user(row));
    }

    /// Takes a custom profile field.
    pub fn profile_field(&mut self, row: ProfileFieldRow) {
        let field = ProfileField {
            column: format!("profile_field_{}", row.shortname),
            social: match (row.datatype.as_str(), row.param1.as_str()) {
                ("social", "icq") => Some("icq"),
                ("social", "url") => Some("url"),
                _ => None,
            },
            shortname: row.shortname,
            default: row.defaultdata,
        };
        self.people.fields.insert(row.id, field);
    }

    /// Takes a value of a custom profile field.
    pub fn profile_value(&mut self, row: ProfileValueRow) {
        self.people.values.push((row.user, row.field, row.data));
    }

    /// Takes a preference.
    pub fn preference(&mut self, row: PreferenceRow) {
        self.people.preferences.push(row);
    }
}

impl People {
    /// See [`Assembler::absorb`].
    pub(super) fn absorb(&mut self, other: Self) {
        let Self {
            users,
            fields,
            values,
            preferences,
        } = other;
        join(&mut self.users, users);
        self.fields.extend(fields);
        join(&mut self.values, values);
        join(&mut self.preferences, preferences);
    }

    /// Short names of the custom profile fields.
    pub(super) fn profile_fields(&self) -> BTreeSet<String> {
        let fields = self.fields.values();
        fields.map(|field| field.shortname.clone()).collect()
    }

    /// Puts the accounts into the site, with their custom fields and preferences.
    pub(super) fn put(mut self, site: &mut SiteIndex) {
        // Of custom fields, what is absent is at the default indeed.
        let without_custom = site.facts.defaults.user.clone();
        let defaults = &mut site.facts.defaults.user;
        for field in self.fields.values() {
            record(defaults, &field.column, field.default.clone());
        }
        self.users.sort_by_key(|user| user.id);
        self.put_values();
        self.put_preferences();
        for mut user in self.users {
            say_empty(&mut user.fields, &without_custom);
            if user.password != Password::Set {
                user.password_digest.clear();
            }
            if let (Some(picture), Some(Value::Text(checksum))) =
                (&mut user.picture, user.fields.get(CHECKSUM))
            {
                picture.checksum.clone_from(checksum);
            }
            site.put_user(user);
        }
    }

    fn put_values(&mut self) {
        for (id, field, data) in std::mem::take(&mut self.values) {
            let Some(field) = self.fields.get(&field) else {
                continue;
            };
            let Some(user) = find(&mut self.users, id) else {
                continue;
            };
            if let Some(column) = field.social {
                record(&mut user.fields, column, data.clone());
            }
            // One that was emptied is not at the field's default.
            if !data.is_empty() || !field.default.is_empty() {
                user.fields.insert(field.column.clone(), Value::Text(data));
            }
        }
    }

    fn put_preferences(&mut self) {
        for row in std::mem::take(&mut self.preferences) {
            let Some(user) = find(&mut self.users, row.user) else {
                continue;
            };
            let is_set = !matches!(row.value.as_str(), "" | "0");
            match row.name.as_str() {
                "auth_forcepasswordchange" => user.force_change = is_set,
                "create_password" if is_set => user.password = Password::ToGenerate,
                "local_toolsync_password" => user.password_digest = row.value,
                _ => {}
            }
        }
    }
}

/// The account of this id among `users`, which are in the order of their ids.
fn find(users: &mut [User], id: u64) -> Option<&mut User> {
    let place = users.binary_search_by_key(&id, |user| user.id).ok()?;
    users.get_mut(place)
}

/// An account without custom fields and preferences. A deleted one has the address that it had, as far as Moodle kept it, and the name that it got
/// when it was deleted; only where it had no address is the login name known that it had before.
fn user(row: UserRow) -> User {
    // In place of the address Moodle keeps the MD5 of the login name.
    let former_username = match row.deleted && is_md5(&row.email) {
        true => row.email.clone(),
        false => String::new(),
    };
    let (username, email) = if row.deleted {
        before_deletion(&row.username)
    } else {
        (row.username, row.email)
    };
    let mut fields = Fields::new();
    for (name, text) in [
        ("firstname", row.firstname),
        ("lastname", row.lastname),
        ("idnumber", row.idnumber),
        ("email", email),
        ("auth", row.auth),
        ("institution", row.institution),
        ("department", row.department),
        ("city", row.city),
        ("country", row.country),
        ("lang", row.lang),
        ("timezone", row.timezone),
        ("phone1", row.phone1),
        ("phone2", row.phone2),
        ("address", row.address),
        ("description", row.description),
    ] {
        record(&mut fields, name, text);
    }
    for (name, value) in [
        ("maildisplay", Value::Int(row.maildisplay)),
        ("maildigest", Value::Int(row.maildigest)),
        ("mailformat", Value::Int(row.mailformat)),
        ("autosubscribe", Value::Int(row.autosubscribe)),
        ("trackforums", Value::Int(row.trackforums)),
        ("mnethostid", Value::Int(row.mnethostid)),
        ("suspended", Value::Bool(row.suspended)),
    ] {
        fields.insert(name.to_owned(), value);
    }
    User {
        id: row.id,
        username,
        fields,
        password: if row.has_password {
            Password::Set
        } else {
            Password::None
        },
        picture: (row.picture > 0).then(Picture::default),
        deleted: row.deleted,
        former_username,
        ..User::default()
    }
}

fn is_md5(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Login name and address of a deleted account by the name that it has now.
fn before_deletion(name: &str) -> (String, String) {
    let digits = |second: &str| second.len() >= 10 && second.bytes().all(|b| b.is_ascii_digit());
    let before = match name.rsplit_once('.') {
        Some((before, second)) if digits(second) => before,
        _ => return (name.to_owned(), String::new()),
    };
    match before.strip_suffix(NO_ADDRESS) {
        Some(username) => (username.to_owned(), String::new()),
        None => (name.to_owned(), before.to_owned()),
    }
}
