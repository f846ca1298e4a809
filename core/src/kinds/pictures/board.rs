//! Pictures beside people: what a page shows of each entry of an archive.

use serde::{Deserialize, Serialize};

use crate::archive::stem;
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

impl PictureState {
    /// Every state: what somebody has to look at first.
    pub const ALL: [Self; 9] = [
        Self::NoOwner,
        Self::SeveralOwners,
        Self::Second,
        Self::Unusable,
        Self::Matched,
        Self::New,
        Self::Replaces,
        Self::Kept,
        Self::Unchanged,
    ];

    /// The stable name, as in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::NoOwner => "no_owner",
            Self::SeveralOwners => "several_owners",
            Self::Second => "second",
            Self::Unusable => "unusable",
            Self::New => "new",
            Self::Replaces => "replaces",
            Self::Unchanged => "unchanged",
            Self::Kept => "kept",
        }
    }
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
    /// `png`, `jpeg` or `gif`; empty when it is no picture, and in a plan.
    pub format: String,
    /// In pixels; 0 when it is no picture, and in a plan.
    pub width: u64,
    /// In pixels; 0 when it is no picture, and in a plan.
    pub height: u64,
    /// Size of the file in bytes; 0 when it is no picture, and in a plan when it is not set.
    pub bytes: u64,
    /// MD5 (hex) of the file; empty when it is no picture, and in a plan when it is not set.
    pub checksum: String,
}

/// The entries of an archive of pictures beside their owners: how many there are of each state, and the first of those asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PictureBoard {
    /// How many entries are in each state, in the order of [`PictureState::ALL`], without those in which none is.
    pub counts: Vec<(PictureState, u64)>,
    /// The first of those in the state asked for, in the order of [`PictureState::ALL`] and of the archive.
    pub entries: Vec<PictureEntry>,
}

/// Which pictures a board shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardQuery {
    /// Those in this state; all when none.
    #[serde(default)]
    pub state: Option<PictureState>,
    /// The most that are shown.
    pub limit: u32,
}

impl PictureBoard {
    /// The board of all pictures of an archive.
    pub fn of<'e>(all: impl Iterator<Item = &'e PictureEntry> + Clone, query: BoardQuery) -> Self {
        let mut board = Self::default();
        let mut left = query.limit as usize;
        for state in PictureState::ALL {
            let these = all.clone().filter(|entry| entry.state == state);
            let count = these.clone().count();
            if count > 0 {
                board.counts.push((state, count as u64));
            }
            if query.state.is_none_or(|asked| asked == state) {
                board.entries.extend(these.take(left).cloned());
                left = left.saturating_sub(count);
            }
        }
        board
    }
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

    /// What a plan says of an entry: its row, as it is stored with a run.
    pub fn planned(row: &PlannedRow) -> Self {
        let set = row.operations.iter().find_map(|operation| match operation {
            Operation::SetPicture { user, old, new } => Some((user, old, new)),
            _ => None,
        });
        let state = match (row.decision, set) {
            (Decision::Refused, _) => state(&row.findings),
            (_, Some((_, None, _))) => PictureState::New,
            (_, Some((_, Some(_), _))) => PictureState::Replaces,
            (_, None) if has(&row.findings, Code::PictureKept) => PictureState::Kept,
            (_, None) => PictureState::Unchanged,
        };
        Self {
            line: row.line,
            picture: row.subject.clone(),
            user: stem(&row.subject).trim().to_owned(),
            owner: set.map(|(user, ..)| user.clone()),
            state,
            format: String::new(),
            width: 0,
            height: 0,
            bytes: set.map_or(0, |(_, _, new)| new.bytes),
            checksum: set
                .map(|(_, _, new)| new.checksum.clone())
                .unwrap_or_default(),
        }
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
