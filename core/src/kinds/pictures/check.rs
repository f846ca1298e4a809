//! Whose pictures they are.

use hashbrown::HashMap;

use super::{CHECKSUM_FIELD, owner};
use crate::finding::{Code, Finding, Severity};
use crate::input::Record;
use crate::kinds::references::Reference;
use crate::kinds::{Row, RowChecks};
use crate::settings::{PictureIdentifier, Settings};
use crate::site::{Directory, Space};

/// The checks of an archive of pictures, fed entry by entry.
#[derive(Debug)]
pub(super) struct PictureChecks {
    identifier: PictureIdentifier,
    /// Names in the space of the identifier.
    owners: Reference,
    /// The first usable picture of each owner.
    firsts: HashMap<Box<str>, First>,
}

/// The first picture of somebody.
#[derive(Debug)]
struct First {
    line: u64,
    path: Box<str>,
    checksum: Box<str>,
}

impl PictureChecks {
    /// Nobody has a picture yet.
    pub(super) fn new(settings: &Settings) -> Self {
        let identifier = settings.picture_identifier;
        Self {
            identifier,
            owners: Reference::to(owner(identifier, "").0),
            firsts: HashMap::new(),
        }
    }

    /// That nobody, or more than one, has the name of the file.
    fn owner(&mut self, row: &Row<'_>, directory: &dyn Directory) -> Option<Finding> {
        let name = row.text("user").unwrap_or_default();
        let (space, key) = owner(self.identifier, name);
        let finding = |code| row.row_finding(code).column("user").with("value", name);
        if !self.owners.exists(&key, directory)? {
            // No mend comes along: a name in an archive cannot be written over.
            let near = self.owners.near(&key, directory);
            let near = near.filter(|near| !differ_by_digits(&near.name, &key));
            let suggested = if near.is_some() { "yes" } else { "no" };
            let near = near.map(|near| near.name).unwrap_or_default();
            return Some(
                finding(Code::UnknownUser)
                    .with("suggested", suggested)
                    .with("near", near),
            );
        }
        let shared = match space {
            Space::UserIdnumber => Space::SharedUserIdnumber,
            Space::UserEmail => Space::SharedEmail,
            _ => return None,
        };
        directory
            .has(shared, &key)
            .then(|| finding(Code::AmbiguousUser))
    }

    /// That the owner has a picture already in this archive: the same, which does no harm, or another.
    fn second(&mut self, row: &Row<'_>) -> Option<Finding> {
        let cell = |name| row.text(name).unwrap_or_default();
        let (_, key) = owner(self.identifier, cell("user"));
        let this = First {
            line: row.line(),
            path: cell("picture").into(),
            checksum: cell("md5").into(),
        };
        let Some(first) = self.firsts.get(&*key) else {
            self.firsts.insert(key.as_ref().into(), this);
            return None;
        };
        if first.checksum == this.checksum {
            return Some(
                row.row_finding(Code::DuplicateRow)
                    .with("first", first.line),
            );
        }
        Some(
            row.row_finding(Code::SecondPicture)
                .column("user")
                .with("entry", &this.path)
                .with("value", cell("user"))
                .with("first", first.line)
                .with("other", &first.path),
        )
    }
}

/// Whether two names have digits in the same places, and the same letters between them: they are two people's.
fn differ_by_digits(one: &str, other: &str) -> bool {
    let plain = |c: char| if c.is_ascii_digit() { '0' } else { c };
    one.chars().map(plain).eq(other.chars().map(plain))
}

impl RowChecks for PictureChecks {
    fn header(
        &mut self,
        record: &Record<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        if directory.covers(Space::ProfileField)
            && !directory.has(Space::ProfileField, CHECKSUM_FIELD)
        {
            let finding = Finding::new(Code::NoChecksumField, record.line(), record.span());
            findings.push(finding.with("field", CHECKSUM_FIELD));
        }
    }

    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        // Of a file that cannot be used, its owner does not matter; and it leaves its place to the next one.
        let is_used = |finding: &Finding| finding.severity() != Severity::Error;
        if findings.iter().all(is_used) {
            findings.extend(self.owner(row, directory));
        }
        if findings.iter().all(is_used) {
            findings.extend(self.second(row));
        }
    }
}
