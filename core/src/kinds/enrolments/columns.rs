//! The columns of an enrolments file, and the cells of a row below them, cut once.

use super::demand::{GROUPS, Texts};
use crate::kinds::cells::Place;
use crate::kinds::{Header, Row};

/// Where the columns stand.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) role: Place,
    pub(super) course: Place,
    pub(super) user: Place,
    pub(super) cmd: Place,
    pub(super) enrol: Place,
    pub(super) start: Place,
    pub(super) end: Place,
    pub(super) gcmd: Place,
    pub(super) groups: Vec<Place>,
}

/// The cells of a row, person and course apart; empty where nothing is given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<'r> {
    pub(super) cmd: &'r str,
    pub(super) gcmd: &'r str,
    /// What it asks for. The method as the cell has it.
    pub(super) texts: Texts<'r>,
}

impl Columns {
    /// Those of a header.
    pub(super) fn of(header: &Header) -> Self {
        Self {
            role: header.position("rolename"),
            course: header.position("cid"),
            user: header.position("uid"),
            cmd: header.position("cmd"),
            enrol: header.position("enrol"),
            start: header.position("starttime"),
            end: header.position("endtime"),
            gcmd: header.position("gcmd"),
            groups: header.numbered("g{n}").into_values().map(Some).collect(),
        }
    }

    /// The cells of a row.
    pub(super) fn given<'r>(&self, row: &Row<'r>) -> Given<'r> {
        let mut groups = [""; GROUPS];
        for (group, place) in groups.iter_mut().zip(&self.groups) {
            *group = row.given(*place);
        }
        Given {
            cmd: row.given(self.cmd),
            gcmd: row.given(self.gcmd),
            texts: Texts {
                role: row.given(self.role),
                method: row.given(self.enrol),
                start: row.given(self.start),
                end: row.given(self.end),
                groups,
                columns: self.groups.len().min(GROUPS),
            },
        }
    }
}
