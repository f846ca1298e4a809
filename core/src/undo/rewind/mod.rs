//! Takes operations back on a copy of the site: the site as it was before them. What is not as the operation left it was changed since,
//! and stays.

mod account;
mod cohort;
mod course;
mod enrolment;
mod group;
mod link;

use std::collections::{BTreeMap, BTreeSet};

use super::{DoneRow, Reason, ReasonCode};
use crate::plan::{Change, Operation};
use crate::site::{ApplyError, META, Object, SiteIndex, Thing, Touched};

/// A site that goes back in time.
pub(super) struct Rewind {
    /// As it was before the operations so far.
    pub(super) site: SiteIndex,
    /// What changed on the way, each with the places of the rows that changed it.
    pub(super) touched: BTreeMap<Touched, BTreeSet<usize>>,
    /// What cannot be taken back, by the place of the row.
    pub(super) reasons: Vec<BTreeSet<Reason>>,
    /// The places of rows of which something is not as they left it, each with how many operations that concerns.
    moved: BTreeMap<usize, usize>,
    /// The place of the row that is taken back.
    row: usize,
    /// The next id for a group or grouping that comes back: not one that another has had since.
    free: u64,
}

/// That an operation was taken back, or that the site is not as the operation left it.
type Step = Result<(), ApplyError>;

impl Rewind {
    /// The site as it is now, after so many rows.
    pub(super) fn new(site: SiteIndex, rows: usize) -> Self {
        let groups = site.groups().map(|group| group.id);
        let groupings = site.groupings().map(|grouping| grouping.id);
        Self {
            free: 1 + groups.chain(groupings).max().unwrap_or_default(),
            site,
            touched: BTreeMap::new(),
            reasons: vec![BTreeSet::new(); rows],
            moved: BTreeMap::new(),
            row: 0,
        }
    }

    /// Takes a row back, whose place this is. Each operation for itself: what was changed since does not keep the others.
    pub(super) fn row(&mut self, place: usize, operations: &[Operation]) {
        self.row = place;
        for operation in operations.iter().rev() {
            if let Err(error) = self.operation(operation) {
                self.tell(Reason::changed_since(&error));
                *self.moved.entry(place).or_default() += 1;
            }
        }
    }

    /// Tells what was taken back already from what changed since: a row that could be done again, on the site as it was before and
    /// after the rows above it, is one of which nothing is left. `rows`: the operations of each, in order.
    pub(super) fn tell_taken_back(&mut self, rows: &[DoneRow<'_>]) {
        let Some(last) = self.moved.keys().next_back().copied() else {
            return;
        };
        let mut site = self.site.clone();
        for (place, row) in rows.iter().enumerate().take(last + 1) {
            let is_as_before = site.apply_all(row.operations).is_ok();
            let Some(moved) = self.moved.get(&place).filter(|_| is_as_before) else {
                continue;
            };
            let reasons = &mut self.reasons[place];
            reasons.retain(|reason| reason.code != ReasonCode::ChangedSince);
            if *moved == row.operations.len() {
                reasons.insert(Reason::new(ReasonCode::TakenBack));
            }
        }
    }

    fn operation(&mut self, operation: &Operation) -> Step {
        match operation {
            Operation::CreateCategory { .. }
            | Operation::DeleteCategory { .. }
            | Operation::CreateCourse { .. }
            | Operation::UpdateCourse { .. }
            | Operation::DeleteCourse { .. }
            | Operation::ApplyTemplate { .. }
            | Operation::SetSection { .. }
            | Operation::SetMethod { .. }
            | Operation::ResetCourse { .. } => course::back(self, operation),
            Operation::CreateUser { .. }
            | Operation::UpdateUser { .. }
            | Operation::SetPassword { .. }
            | Operation::RenameUser { .. }
            | Operation::ReviveUser { .. }
            | Operation::DeleteUser { .. }
            | Operation::SetPicture { .. } => account::back(self, operation),
            Operation::Enrol { .. }
            | Operation::SetEnrolment { .. }
            | Operation::Unenrol { .. }
            | Operation::AssignRole { .. }
            | Operation::UnassignRole { .. }
            | Operation::ShiftRole { .. } => enrolment::back(self, operation),
            Operation::CreateCohort { .. }
            | Operation::UpdateCohort { .. }
            | Operation::DeleteCohort { .. }
            | Operation::AddCohortMember { .. }
            | Operation::RemoveCohortMember { .. }
            | Operation::EmptyCohort { .. }
            | Operation::SetCohortBinding { .. }
            | Operation::RemoveCohortBinding { .. } => cohort::back(self, operation),
            Operation::SetCourseLink { .. } | Operation::RemoveCourseLink { .. } => {
                link::back(self, operation)
            }
            Operation::CreateGroup { .. }
            | Operation::UpdateGroup { .. }
            | Operation::DeleteGroup { .. }
            | Operation::CreateGrouping { .. }
            | Operation::UpdateGrouping { .. }
            | Operation::DeleteGrouping { .. }
            | Operation::AddToGrouping { .. }
            | Operation::AddGroupMember { .. }
            | Operation::RemoveGroupMember { .. } => group::back(self, operation),
        }
    }

    /// Says that something of the row does not come back.
    fn tell(&mut self, reason: Reason) {
        self.reasons[self.row].insert(reason);
    }

    /// Says so by a code alone.
    fn tell_of(&mut self, code: ReasonCode) -> Step {
        self.tell(Reason::new(code));
        Ok(())
    }

    /// Does what an operation says, which takes another one back.
    fn apply(&mut self, operation: &Operation) -> Step {
        let keys = self.site.apply(operation)?;
        self.touch_all(keys);
        Ok(())
    }

    /// An id that no group or grouping has or has had.
    fn free_id(&mut self) -> u64 {
        self.free += 1;
        self.free - 1
    }

    /// The object is so from now on (that is, was so before).
    fn put(&mut self, object: Object) {
        let keys = self.site.restore(object);
        self.touch_all(keys);
    }

    /// The object is not there from now on.
    fn remove(&mut self, key: Touched) {
        let keys = self.site.withdraw(key);
        self.touch_all(keys);
    }

    fn touch_all(&mut self, keys: Vec<Touched>) {
        for key in keys {
            if let Touched::Enrolment(course, user, method) = &key
                && method == META
                && link::is_left_over(&self.site, *course, *user)
            {
                self.site.remove(&key);
            }
            self.touch(key);
        }
    }

    fn touch(&mut self, key: Touched) {
        self.touched.entry(key).or_default().insert(self.row);
    }
}

/// A change the other way round.
fn turned(change: &Change) -> Change {
    Change {
        field: change.field.clone(),
        old: change.new.clone(),
        new: change.old.clone(),
    }
}

/// That something is not as the run left it.
fn moved(what: Thing, expected: impl Into<String>, found: impl Into<String>) -> Step {
    Err(ApplyError::Moved {
        what,
        expected: expected.into(),
        found: found.into(),
    })
}

/// That an object is not there any more.
fn missing(what: Thing) -> ApplyError {
    ApplyError::Missing(what)
}
