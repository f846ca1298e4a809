//! What the rows of a list must satisfy: against each other, and against the site.

use super::Fate;
use super::person::{Columns, column};
use crate::finding::{Code, Finding, FixAction, Grade, Severity};
use crate::input::Record;
use crate::kinds::cells::Place;
use crate::kinds::duplicates::KeySet;
use crate::kinds::people::People;
use crate::kinds::references::is_wrong;
use crate::kinds::{Header, Row, RowChecks};
use crate::settings::{Settings, UserIdentifier};
use crate::site::{Directory, Space, was_deleted};

/// The checks of a list, fed row by row in file order.
#[derive(Debug)]
pub(super) struct ListChecks {
    fate: Fate,
    /// The column that says whether the row asks for it.
    asked: Place,
    columns: Columns,
    by_identity: People,
    by_username: People,
    identifier: UserIdentifier,
    /// The people of the rows above.
    above: KeySet<Above>,
    /// Whether it was said that there is a gentler way.
    told: bool,
}

/// The first row about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Above {
    line: u64,
    /// What it asks for.
    asked: bool,
}

impl ListChecks {
    /// Checks at the start of a file with this header.
    pub(super) fn new(header: &Header, settings: &Settings, fate: Fate) -> Self {
        let identifier = settings.user_identifier;
        let columns = Columns::new(header, identifier);
        Self {
            fate,
            asked: header.position(fate.column()),
            columns,
            by_identity: People::new(columns.place(identifier), identifier),
            by_username: People::new(columns.username, UserIdentifier::Username),
            identifier,
            above: KeySet::default(),
            told: false,
        }
    }

    /// Checks a row against those above: one row per person is enough, and two that contradict each other are one too many.
    fn repetition(
        &mut self,
        row: &Row<'_>,
        (key, place): (&str, Place),
        asked: bool,
        findings: &mut Vec<Finding>,
    ) {
        let this = Above {
            line: row.line(),
            asked,
        };
        let Some(first) = self.above.insert(key, this) else {
            return;
        };
        findings.push(if first.asked == asked {
            row.finding_on(Code::DuplicateRow, place)
                .with("first", first.line)
                .fix(Grade::Safe, FixAction::RemoveRecord(row.span()))
        } else {
            row.finding_on(Code::DuplicateKey, place)
                .with("value", row.given(place))
                .with("first", first.line)
        });
    }

    /// Checks that the person exists, and that the file may do this to the account.
    fn against_site(
        &mut self,
        row: &Row<'_>,
        (by, key): (UserIdentifier, &str),
        asked: bool,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let place = self.columns.place(by);
        let text = row.given(place);
        let people = if by == self.identifier {
            &mut self.by_identity
        } else {
            &mut self.by_username
        };
        let gone = asked && was_deleted(directory, key);
        if gone && !directory.has(Space::user(by), text) {
            let finding = row.finding_on(Code::AlreadyDeleted, place);
            findings.push(finding.with("value", text));
            return;
        }
        let before = errors(findings);
        people.check(row, directory, findings);
        if errors(findings) > before {
            return;
        }
        self.disagreement(row, by, directory, findings);
        if asked && directory.has(Space::ProtectedUser, key) {
            let finding = row.finding_on(Code::AccountProtected, place);
            findings.push(finding.with("value", text));
        }
    }

    /// What a row gives besides the identifier that counts must be the same account's. (What login names do not tell, the planner does.)
    fn disagreement(
        &self,
        row: &Row<'_>,
        by: UserIdentifier,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let login = row.given(self.columns.username);
        if login.is_empty() {
            return;
        }
        for (other, space) in [
            (UserIdentifier::Idnumber, Space::UsernameWithIdnumber),
            (UserIdentifier::Email, Space::UsernameWithEmail),
        ] {
            let place = self.columns.place(other);
            let text = row.given(place);
            let pair = format!("{}{}{text}", login.to_lowercase(), Space::PAIR);
            if text.is_empty() || is_wrong(row, place, findings) || directory.has(space, &pair) {
                continue;
            }
            let place = if by == other {
                self.columns.username
            } else {
                place
            };
            findings.push(
                row.finding_on(Code::IdentifiersDisagree, place)
                    .with("value", row.given(place))
                    .with("by", column(by)),
            );
            return;
        }
    }
}

impl RowChecks for ListChecks {
    fn header(
        &mut self,
        record: &Record<'_>,
        _directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        if let Some(column) = self.columns.missing() {
            let missing = Finding::new(Code::MissingColumn, record.line(), record.span());
            findings.push(missing.column(column));
        }
    }

    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        let asked = row.given(self.asked) != "0";
        if self.fate == Fate::Deletion {
            if !asked {
                return;
            }
            if !self.told {
                self.told = true;
                findings.push(row.row_finding(Code::SuspensionIsGentler));
            }
        }
        let Some(by) = self.columns.key(row) else {
            findings.push(row.finding_on(Code::RequiredEmpty, self.columns.wanted()));
            return;
        };
        let place = self.columns.place(by);
        let key = Space::account(by, row.given(place));
        let before = errors(findings);
        if directory.covers(Space::Username) {
            self.against_site(row, (by, &key), asked, directory, findings);
        }
        // A row that is refused anyway repeats nobody's.
        if errors(findings) == before {
            self.repetition(row, (&key, place), asked, findings);
        }
    }
}

/// How many errors there are among findings.
fn errors(findings: &[Finding]) -> usize {
    let errors = findings.iter();
    errors
        .filter(|finding| finding.severity() == Severity::Error)
        .count()
}
