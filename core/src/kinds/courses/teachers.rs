//! The teachers that a courses file names: `teacherN_account` and `teacherN_role` (`spec/files.md` §2).

use crate::finding::{Code, Finding};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::lower_case;
use crate::kinds::nearby::Near;
use crate::kinds::references::{Reference, suggest};
use crate::kinds::{Header, Row};
use crate::site::{Directory, Space};

/// The teacher columns of a file, and whom they have named so far.
#[derive(Debug)]
pub(super) struct Teachers {
    columns: Vec<Columns>,
    roles: Reference,
    ids: Reference,
    usernames: Reference,
    emails: Reference,
    shared_emails: Reference,
    idnumbers: Reference,
    shared_idnumbers: Reference,
    lower: String,
}

/// The columns of one number.
#[derive(Debug, Clone, Copy)]
struct Columns {
    number: u32,
    account: Place,
    role: Place,
}

/// What the site answers to a search.
enum Found {
    /// One account, or the site cannot be asked.
    One,
    Several,
    Nobody(Option<Near>),
}

impl Teachers {
    /// The teacher columns of this header.
    pub(super) fn new(header: &Header) -> Self {
        let sets = header.sets(["teacher{n}_account", "teacher{n}_role"]);
        Self {
            columns: sets
                .into_iter()
                .map(|(number, [account, role])| Columns {
                    number,
                    account,
                    role,
                })
                .collect(),
            roles: Reference::to(Space::Role),
            ids: Reference::to(Space::UserId),
            usernames: Reference::to(Space::Username),
            emails: Reference::to(Space::UserEmail),
            shared_emails: Reference::to(Space::SharedEmail),
            idnumbers: Reference::to(Space::UserIdnumber),
            shared_idnumbers: Reference::to(Space::SharedUserIdnumber),
            lower: String::new(),
        }
    }

    /// Checks the teachers of a row: each is exactly one account, with a role that the site has. A teacher without a role gets
    /// `teacher`.
    pub(super) fn check(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        for index in 0..self.columns.len() {
            let Columns {
                number,
                account,
                role,
            } = self.columns[index];
            let (search, role_name) = (row.given(account), row.given(role));
            if search.is_empty() {
                if !role_name.is_empty() {
                    findings.push(
                        row.finding_on(Code::OrphanCell, role)
                            .with("partner", format_args!("teacher{number}_account")),
                    );
                }
                continue;
            }
            match self.search(search, directory) {
                Found::One => {}
                Found::Several => findings.push(
                    row.finding_on(Code::AmbiguousUser, account)
                        .with("value", search),
                ),
                Found::Nobody(near) => findings.push(suggest(
                    row.finding_on(Code::UnknownUser, account)
                        .with("value", search),
                    near,
                )),
            }
            if !role_name.is_empty() {
                let place = (row, role);
                self.roles
                    .check(Code::UnknownRole, place, role_name, directory, findings);
            }
        }
    }

    /// Looks for an account by id (a number only), login name, e-mail address, idnumber, in this order.
    fn search(&mut self, search: &str, directory: &dyn Directory) -> Found {
        let number = search.bytes().all(|byte| byte.is_ascii_digit());
        if number && self.ids.exists(search, directory) != Some(false) {
            return Found::One;
        }
        let login = lower_case(search, &mut self.lower);
        if self.usernames.exists(login, directory) != Some(false) {
            return Found::One;
        }
        let several = if self.emails.exists(login, directory) == Some(true) {
            self.shared_emails.exists(login, directory)
        } else if self.idnumbers.exists(search, directory) == Some(true) {
            self.shared_idnumbers.exists(search, directory)
        } else {
            let near = self.usernames.near(login, directory);
            return Found::Nobody(near.or_else(|| self.emails.near(login, directory)));
        };
        if several == Some(true) {
            Found::Several
        } else {
            Found::One
        }
    }
}
