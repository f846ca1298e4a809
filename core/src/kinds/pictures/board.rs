//! Pictures beside people: what a page shows of each entry of an archive.

use serde::{Deserialize, Serialize};

use crate::finding::{Code, Finding, Severity};
use crate::kinds::Row;
use crate::plan::{Decision, Operation, PlannedRow};

/// What becomes of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureState {
    /// It has an owner, as far as a check can tell.
    Matched,
    /// Nobody has the name of the file.
    NoOwner,
    /// Several people have it.
    SeveralOwners,
    /// Its owner has another picture in the archive.
    Second,
    /// The file cannot be used.
    Unusable,
    /// Its owner gets a first picture.
    New,
    /// It replaces the picture that its owner has.
    Replaces,
    /// Its owner has this picture already.
    Unchanged,
    /// Its owner has another picture, which the settings keep.
    Kept,
}

/// An entry of an archive of pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureEntry {
    /// Its number in the archive, from 1; findings have it as their line.
    pub line: u64,
    /// Its path in the archive.
    pub picture: String,
    /// What the file's name says of its owner.
    pub user: String,
    /// Login name of the owner; none before a plan, since a browser knows no names of a site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// What becomes of it.
    pub state: PictureState,
    /// `png`, `jpeg` or `gif`; empty when it is no picture.
    pub format: String,
    /// In pixels; 0 when it is no picture.
    pub width: u64,
    /// In pixels; 0 when it is no picture.
    pub height: u64,
    /// Size of the file in bytes; 0 when it is no picture.
    pub bytes: u64,
    /// MD5 (hex) of the file; empty when it is no picture.
    pub checksum: String,
}

impl PictureEntry {
    /// What a check says of an entry: its row, as [`crate::check::Checker::push_rows`] hands it out, and its findings.
    pub fn checked(row: &Row<'_>, findings: &[Finding]) -> Self {
        let text = |column| row.text(column).unwrap_or_default().to_owned();
        let number = |column| row.text(column).and_then(|text| text.parse().ok());
        Self {
            line: row.line(),
            picture: text("picture"),
            user: text("user"),
            owner: None,
            state: state(findings),
            format: text("format"),
            width: number("width").unwrap_or_default(),
            height: number("height").unwrap_or_default(),
            bytes: number("bytes").unwrap_or_default(),
            checksum: text("md5"),
        }
    }

    /// The same with what a plan says of it. `row` is the planned row of this entry.
    #[must_use]
    pub fn planned(mut self, row: &PlannedRow) -> Self {
        let set = row.operations.iter().find_map(|operation| match operation {
            Operation::SetPicture { user, old, .. } => Some((user, old)),
            _ => None,
        });
        self.state = match (row.decision, set) {
            (Decision::Refused, _) => state(&row.findings),
            (_, Some((_, None))) => PictureState::New,
            (_, Some((_, Some(_)))) => PictureState::Replaces,
            (_, None) if has(&row.findings, Code::PictureKept) => PictureState::Kept,
            (_, None) => PictureState::Unchanged,
        };
        self.owner = set.map(|(user, _)| user.clone());
        self
    }
}

/// What findings say of a picture: the worst that cannot be mended by another name comes first.
fn state(findings: &[Finding]) -> PictureState {
    let of_owners = [
        (Code::UnknownUser, PictureState::NoOwner),
        (Code::AmbiguousUser, PictureState::SeveralOwners),
        (Code::SecondPicture, PictureState::Second),
    ];
    let is_of_owners = |code| of_owners.iter().any(|(one, _)| *one == code);
    let is_unusable =
        |finding: &Finding| finding.severity() == Severity::Error && !is_of_owners(finding.code);
    if findings.iter().any(is_unusable) {
        return PictureState::Unusable;
    }
    let found = of_owners.iter().find(|(code, _)| has(findings, *code));
    found.map_or(PictureState::Matched, |(_, state)| *state)
}

fn has(findings: &[Finding], code: Code) -> bool {
    findings.iter().any(|finding| finding.code == code)
}
