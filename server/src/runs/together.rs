//! The rows that the site is about to be asked together.

use std::collections::BTreeMap;

use hashbrown::HashSet;
use toolsync_core::archive::{Archive, Limits};
use toolsync_core::finding::FileLine;
use toolsync_core::plan::{Company, Operation, PlannedRow};

use super::planning::Loaded;
use crate::moodle::weight;
use crate::store::RowRecord;

/// Rows whose order among each other does not matter.
#[derive(Default)]
pub(super) struct Together<'p> {
    rows: Vec<Pending<'p>>,
    company: Company,
    lines: HashSet<FileLine>,
    weight: usize,
}

/// A row that the site is about to be asked.
pub(super) struct Pending<'p> {
    /// As it was approved.
    pub(super) row: RowRecord,
    /// As it was planned again: what the site is asked.
    pub(super) now: &'p PlannedRow,
}

impl<'p> Together<'p> {
    /// How many usual rows they may take as long as.
    pub(super) const fn weight(&self) -> usize {
        self.weight
    }

    /// Whether one of them is a line that `row` needs: it is not decided before that one has ended.
    pub(super) fn has_needed_by(&self, row: &RowRecord, now: Option<&PlannedRow>) -> bool {
        let mut plans = [Some(&row.planned), now].into_iter().flatten();
        plans.any(|plan| {
            let above = plan.needs.iter().map(|line| FileLine {
                file: row.file,
                line: *line,
            });
            let mut needed = above.chain(plan.needs_elsewhere.iter().copied());
            needed.any(|line| self.lines.contains(&line))
        })
    }

    /// Whether the row may be asked with the others: none changes what another relies on.
    pub(super) fn admits(&mut self, now: &PlannedRow) -> bool {
        self.company.admit(&now.operations)
    }

    /// Adds a row that was admitted.
    pub(super) fn push(&mut self, row: RowRecord, now: &'p PlannedRow) {
        self.lines.insert(FileLine {
            file: row.file,
            line: row.planned.line,
        });
        self.weight += weight(&now.operations);
        self.rows.push(Pending { row, now });
    }

    /// Takes them all out, in file order.
    pub(super) fn take(&mut self) -> Vec<Pending<'p>> {
        std::mem::take(self).rows
    }
}

/// The pictures in the archives of a run.
pub(super) struct Pictures<'f> {
    files: &'f [Loaded],
    /// The directories of those that were asked for, by the place of the file.
    archives: BTreeMap<u32, Option<Archive>>,
}

impl<'f> Pictures<'f> {
    /// Those in the files of a run.
    pub(super) const fn new(files: &'f [Loaded]) -> Self {
        Self {
            files,
            archives: BTreeMap::new(),
        }
    }

    /// The picture that a row gives somebody; none for other rows. The planner has read it: it can be had within the limits.
    pub(super) fn of(&mut self, row: &Pending<'_>) -> Option<Vec<u8>> {
        let is_picture = |operation: &Operation| matches!(operation, Operation::SetPicture { .. });
        if !row.now.operations.iter().any(is_picture) {
            return None;
        }
        let place = row.row.file;
        let bytes = &self.files.get(usize::try_from(place).ok()?)?.bytes;
        let archive = self
            .archives
            .entry(place)
            .or_insert_with(|| Archive::open(bytes, Limits::default()).ok())
            .as_ref()?;
        let mut entries = archive.entries.iter();
        let entry = entries.find(|entry| entry.span == row.now.span)?;
        entry.content(bytes, &mut archive.budget()).ok()
    }
}
