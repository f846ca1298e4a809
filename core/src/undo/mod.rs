//! Undo: command files of the ordinary kinds that take back what a run did, and for each of its rows whether they do so fully, in part,
//! or not at all, and why.
//!
//! ```text
//! operations of the run ─ rewind ─▶ the site as it was ─ files ─▶ command files ─ the planner ─▶ the site as it will be
//!                                            └──────────────── compare ────────────────────────────┘
//! ```
//!
//! | room | what it says |
//! |---|---|
//! | `rewind` | takes the operations back, the last one first, on a copy of the site as it is now. What somebody changed since stays |
//! | `files` | the rows that lead from the site as it is to the site as it was, kind by kind, each file planned before the next is made |
//! | `compare` | where the planned end differs from the site as it was, and why |
//! | `reason` | why something is not undone |
//! | `render` | the grades as a text and as a CSV list |
//!
//! Nothing is claimed that was not planned: a row is graded fully reversible only where the planner, given these files and the site as
//! it is, arrives at what was there before. "The same" is meant by names: Moodle numbers anew what is made again, an attribute that is
//! absent is the site's default or nothing, and an account that was made stays as a deleted one.

mod compare;
mod files;
mod reason;
mod render;
mod rewind;
mod sheet;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use self::reason::{Reason, ReasonCode};
pub use self::render::{UndoWords, render_csv, render_text};

use self::files::Files;
use self::rewind::Rewind;
use crate::archive::archive_of;
use crate::kinds::Kind;
use crate::plan::{Operation, PlanOptions};
use crate::settings::Settings;
use crate::site::{META, SiteIndex, Touched};

/// A row of a run that took effect.
#[derive(Debug, Clone, Copy)]
pub struct DoneRow<'r> {
    /// Name of its file, in a run of several; empty otherwise.
    pub file: &'r str,
    /// The line on which it starts.
    pub line: u64,
    /// What it is about, for a person.
    pub subject: &'r str,
    /// What was done, in order, with what was there before.
    pub operations: &'r [Operation],
}

/// How far a row can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UndoGrade {
    /// All that it did is taken back.
    Fully,
    /// Some of it is; the reasons say what is not.
    Partly,
    /// Nothing of it is.
    Not,
}

impl UndoGrade {
    /// Every grade, from the best.
    pub const ALL: [Self; 3] = [Self::Fully, Self::Partly, Self::Not];

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fully => "fully",
            Self::Partly => "partly",
            Self::Not => "not",
        }
    }
}

/// How far one row of the run can be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoneRow {
    /// Name of its file, in a run of several; empty otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// The line on which it starts.
    pub line: u64,
    /// What it is about, for a person.
    pub subject: String,
    /// How far.
    pub grade: UndoGrade,
    /// Why not further; empty when fully.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// A command file of an undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoFile {
    /// Its name. Lists of courses to delete are known by theirs; all others are numbered in the order in which they must run.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// UTF-8, with semicolons.
    pub text: String,
    /// How many rows it has.
    pub rows: u64,
}

/// The undo of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// The files, in the order in which they must run.
    pub files: Vec<UndoFile>,
    /// Each row of the run that took effect, in that order.
    pub rows: Vec<UndoneRow>,
    /// The settings that the files are written for.
    pub settings: Settings,
}

impl Undo {
    /// The files as one ZIP archive.
    pub fn archive(&self) -> Vec<u8> {
        let files = self.files.iter();
        archive_of(files.map(|file| (file.name.as_str(), file.text.as_bytes())))
    }

    /// How many rows have each grade, in the order of [`UndoGrade::ALL`].
    pub fn counts(&self) -> [u64; 3] {
        UndoGrade::ALL.map(|grade| {
            let rows = self.rows.iter().filter(|row| row.grade == grade);
            rows.count() as u64
        })
    }
}

/// Whether enrolments by a method follow something else: cohorts, or other courses. No file is about them.
fn follows_others(site: &SiteIndex, method: &str) -> bool {
    method == META || site.facts.cohort_methods.contains(method)
}

/// The undo of the rows of a run that took effect (in the order in which they did), on the site as it is `now`. `options`: the site's time zone, key
/// of passwords and settings, of which the undo changes those that it relies on.
pub fn undo(done: &[DoneRow<'_>], now: &SiteIndex, options: &PlanOptions) -> Undo {
    let mut rewind = Rewind::new(now.clone(), done.len());
    for (index, row) in done.iter().enumerate().rev() {
        rewind.row(index, row.operations);
    }
    rewind.tell_taken_back(done);
    let Rewind {
        site: before,
        touched,
        mut reasons,
        ..
    } = rewind;
    let keys: Vec<Touched> = touched.keys().cloned().collect();
    let files = Files::write(now, &before, &keys, options);

    let mut acted: BTreeSet<usize> = BTreeSet::new();
    for key in &files.changed {
        acted.extend(touched.get(key).into_iter().flatten());
    }
    let mut found: BTreeMap<&Touched, Vec<Reason>> = BTreeMap::new();
    for key in &keys {
        let mut why = files.refused.get(key).cloned().unwrap_or_default();
        if why.is_empty() {
            why = compare::differences(now, &before, &files.site, key);
        }
        if !why.is_empty() {
            found.insert(key, why);
        }
    }
    for (key, causes) in &files.aside {
        let why = compare::differences(now, &before, &files.site, key);
        for cause in causes.iter().filter(|_| !why.is_empty()) {
            found.entry(cause).or_default().extend(why.iter().cloned());
        }
    }
    for (key, why) in found {
        for row in touched.get(key).into_iter().flatten() {
            reasons[*row].extend(why.iter().cloned());
        }
    }
    let rows = done.iter().zip(reasons).enumerate();
    Undo {
        rows: rows
            .map(|(index, (row, reasons))| UndoneRow {
                file: row.file.to_owned(),
                line: row.line,
                subject: row.subject.to_owned(),
                grade: match (reasons.is_empty(), acted.contains(&index)) {
                    (true, _) => UndoGrade::Fully,
                    (false, true) => UndoGrade::Partly,
                    (false, false) => UndoGrade::Not,
                },
                reasons: reasons.into_iter().collect(),
            })
            .collect(),
        settings: files.settings,
        files: files.files,
    }
}
