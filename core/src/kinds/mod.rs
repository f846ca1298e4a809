//! The kinds of command file. One room per kind: to know all about users files, open
//! [`users`] and nothing else.
//!
//! A kind has columns ([`Column`]), checks, and a way to make operations of a row. Shared
//! vocabulary (value types, header reading) stands beside them.

pub mod category_deletions;
mod cells;
pub mod cohort_courses;
pub mod cohorts;
mod course_checks;
mod course_deletions;
mod course_list;
pub mod course_resets;
pub mod courses;
mod duplicates;
pub mod enrolments;
pub mod group_members;
pub mod groups;
mod header;
mod keys;
pub mod metacourses;
mod nearby;
mod people;
mod period;
pub mod pictures;
mod references;
mod row;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod user_lists;
pub mod users;
pub mod values;

use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::input::{AlikeRows, Record, Writing};
use crate::plan::{Draft, ObjectKey, PlannedRow, Refusal};
use crate::settings::Settings;
use crate::site::{Directory, Forecast, SiteIndex};

pub use header::{Header, HeaderColumn};
pub(crate) use keys::{KeyMaker, Keys, RowKeys};
pub use row::Row;
pub use values::{CategoryName, Parsed, Problem, SectionText, TemplateSource, Value, ValueType};
pub(crate) use values::{leftover, may_be_leftover};

/// A kind of command file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Courses to create or update (`spec/files.md` §2).
    Courses,
    /// Courses to empty of what people have left in them (`spec/files.md` §5).
    CourseResets,
    /// Courses that take the people of others (`spec/files.md` §6).
    Metacourses,
    /// Cohorts and their members (`spec/files.md` §9).
    Cohorts,
    /// Cohorts bound to courses (`spec/files.md` §10).
    CohortCourses,
    /// Accounts to create, update, rename, suspend, delete and enrol (`spec/files.md` §7).
    Users,
    /// Accounts to suspend, or to let in again (`spec/files.md` §7.1).
    UserSuspensions,
    /// Accounts to delete (`spec/files.md` §7.1).
    UserDeletions,
    /// Pictures of people, in ZIP archives (`spec/files.md` §13).
    Pictures,
    /// Enrolments, roles and group memberships of people in courses (`spec/files.md` §8).
    Enrolments,
    /// Groups and groupings of courses (`spec/files.md` §11).
    Groups,
    /// Members of groups (`spec/files.md` §12).
    GroupMembers,
    /// Courses whose existence is asked for (`spec/files.md` §4).
    CourseChecks,
    /// Courses to delete (`spec/files.md` §3).
    CourseDeletions,
    /// Empty categories to delete (`spec/utilities.md` §4).
    CategoryDeletions,
}

/// What a kind is: each room under `kinds/` has one.
pub(crate) struct Definition {
    /// The stable name.
    pub name: &'static str,
    /// The columns, in the order of the documentation.
    pub columns: &'static [Column],
    /// Columns of older versions of tool_sync, which are refused by name.
    pub retired: &'static [&'static str],
    /// Other words for columns, normalised, and the column that each means.
    pub synonyms: &'static [(&'static str, &'static str)],
    /// Columns that mean nothing without another one, each with that one.
    pub partners: &'static [(&'static str, &'static str)],
    /// The columns that tell a person what a row is about: the first one that is filled does.
    pub subject: &'static [&'static str],
    /// A small file of this kind, without mistakes: what the reference and templates show. Of an archive, the names in it.
    pub sample: &'static str,
    /// The object that a row of a subject makes, for kinds whose rows make objects.
    pub makes: Option<fn(&str) -> ObjectKey>,
    /// The column by which a header gives the kind away, for kinds whose other columns are those of another kind, too. A header
    /// without it tells nothing: the kind must be chosen.
    pub told_by: Option<&'static str>,
    /// Starts the checks of a file.
    pub checks: fn(&Header, &Settings) -> Box<dyn RowChecks>,
    /// Says which names a row changes, for kinds on whose rows those of other kinds can rely.
    pub brings: Option<Brings>,
}

/// Says which names a row changes: for the files of a bundle that come after.
pub(crate) type Brings = fn(&Row<'_>, &Settings, &mut Forecast<'_>);

/// How the rows of a kind become operations. Apart from the [`Definition`], so that the page, which plans nothing, carries nothing of it.
pub(crate) struct Planning {
    /// Plans a row.
    pub plan: fn(&mut Draft<'_>) -> Result<(), Refusal>,
    /// What is still to be asked for once all rows are planned, for kinds where it takes the whole file to know.
    pub finish: Option<Finish>,
}

/// Finishes the rows of a plan, with for each of them the id of what it concerns ([`Draft::concerns`]), and applies what it adds to the
/// working copy of the site.
pub(crate) type Finish = fn(&Settings, &mut SiteIndex, &mut [PlannedRow], &[Option<u64>]);

/// What a kind checks beyond single cells: columns together, rows together, references to the site.
pub(crate) trait RowChecks {
    /// Checks the header against the site, once, before the rows.
    fn header(
        &mut self,
        _record: &Record<'_>,
        _directory: &dyn Directory,
        _findings: &mut Vec<Finding>,
    ) {
    }

    /// Is told how many rows the file has, more or less.
    fn expect(&mut self, _rows: usize) {}

    /// Is told the hashes of the rows that are checked next, and the names of those like some above, to fetch what is far away in memory. Nothing may come of
    /// it.
    fn look_ahead(&mut self, _keys: &Keys, _alike: &AlikeRows, _directory: &dyn Directory) {}

    /// Checks a row that is written as one above but for the two cells below the kind's key columns; `names`: what these hold, in the form in which it is compared. Says whether nothing is to be said
    /// of it. If there is, or may be, nothing was done: it is checked as any other row.
    fn alike(
        &mut self,
        _writing: Writing,
        _names: [&str; 2],
        _line: u64,
        _directory: &dyn Directory,
    ) -> bool {
        false
    }

    /// Checks a row; what was found in its cells stands in `findings` already.
    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>);
}

/// No kind of command file has this name.
#[derive(Debug, thiserror::Error)]
#[error("unknown kind {0:?}: use one of {names}", names = Kind::names())]
pub struct UnknownKindName(pub String);

/// Endings of files that may be tables: the text of tool_sync, and the workbooks that are read in its place.
const TABLES: [&str; 3] = [".csv", ".xlsx", ".ods"];

/// Whether a file has this name, whatever folder it is in and whatever table it is.
fn is_table_named(path: &str, name: &str) -> bool {
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let is = |(start, ending): (&str, &str)| {
        start.eq_ignore_ascii_case(name)
            && TABLES
                .iter()
                .any(|table| ending.eq_ignore_ascii_case(table))
    };
    file.split_at_checked(name.len()).is_some_and(is)
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: &'static [Kind] = &[
        Self::Courses,
        Self::CourseResets,
        Self::Metacourses,
        Self::Users,
        Self::Groups,
        Self::Enrolments,
        Self::Cohorts,
        Self::CohortCourses,
        Self::GroupMembers,
        Self::UserSuspensions,
        Self::UserDeletions,
        Self::Pictures,
        Self::CourseChecks,
        Self::CourseDeletions,
        Self::CategoryDeletions,
    ];

    /// Every kind, in the order in which the files of a bundle are executed.
    ///
    /// 1. What is about the site as it is (`spec/operations.md` §1 has the same order): courses are emptied and looked for.
    /// 2. What goes, goes before anything comes: the names that it has are free then for what comes, so that a course can be replaced by
    ///    a new one of its name; and a row that names what another file deletes is told so before anything happens, where otherwise
    ///    people would be enrolled in a course that is deleted a minute later.
    /// 3. What others need, before those who need it: courses, their groups (people who are put in one that is missing would make it,
    ///    without idnumber), people, enrolments, cohorts of the people, courses of the cohorts, members of groups (who must take part in
    ///    the course).
    /// 4. What is done to people who are there by then: suspensions, pictures.
    /// 5. Cleaning: categories that are empty when all is done.
    pub const BUNDLE_ORDER: &'static [Kind] = &[
        Self::CourseResets,
        Self::CourseChecks,
        Self::CourseDeletions,
        Self::UserDeletions,
        Self::Courses,
        Self::Metacourses,
        Self::Groups,
        Self::Users,
        Self::Enrolments,
        Self::Cohorts,
        Self::CohortCourses,
        Self::GroupMembers,
        Self::UserSuspensions,
        Self::Pictures,
        Self::CategoryDeletions,
    ];

    /// The place of the kind in a bundle: files of a lower one are executed first.
    pub fn place_in_bundle(self) -> usize {
        let place = Self::BUNDLE_ORDER.iter().position(|kind| *kind == self);
        place.unwrap_or(Self::BUNDLE_ORDER.len())
    }

    /// All that the rest of the program knows of the kind.
    const fn definition(self) -> &'static Definition {
        match self {
            Self::Cohorts => &cohorts::DEFINITION,
            Self::CohortCourses => &cohort_courses::DEFINITION,
            Self::Courses => &courses::DEFINITION,
            Self::CourseResets => &course_resets::DEFINITION,
            Self::Metacourses => &metacourses::DEFINITION,
            Self::Users => &users::DEFINITION,
            Self::UserSuspensions => &user_lists::SUSPENSIONS,
            Self::UserDeletions => &user_lists::DELETIONS,
            Self::Pictures => &pictures::DEFINITION,
            Self::Enrolments => &enrolments::DEFINITION,
            Self::Groups => &groups::DEFINITION,
            Self::GroupMembers => &group_members::DEFINITION,
            Self::CourseChecks => &course_checks::DEFINITION,
            Self::CourseDeletions => &course_deletions::DEFINITION,
            Self::CategoryDeletions => &category_deletions::DEFINITION,
        }
    }

    /// How its rows become operations.
    const fn planning(self) -> &'static Planning {
        match self {
            Self::Cohorts => &cohorts::PLANNING,
            Self::CohortCourses => &cohort_courses::PLANNING,
            Self::Courses => &courses::PLANNING,
            Self::CourseResets => &course_resets::PLANNING,
            Self::Metacourses => &metacourses::PLANNING,
            Self::Users => &users::PLANNING,
            Self::UserSuspensions => &user_lists::SUSPENDING,
            Self::UserDeletions => &user_lists::DELETING,
            Self::Pictures => &pictures::PLANNING,
            Self::Enrolments => &enrolments::PLANNING,
            Self::Groups => &groups::PLANNING,
            Self::GroupMembers => &group_members::PLANNING,
            Self::CourseChecks => &course_checks::PLANNING,
            Self::CourseDeletions => &course_deletions::PLANNING,
            Self::CategoryDeletions => &category_deletions::PLANNING,
        }
    }

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        self.definition().name
    }

    /// Whether its files are ZIP archives. Their entries are read as rows, whose cells stand in no text.
    pub const fn is_archive(self) -> bool {
        matches!(self, Self::Pictures)
    }

    /// Whether its files have no header: each line is a row, from the first on.
    pub const fn is_headerless(self) -> bool {
        matches!(self, Self::CourseChecks | Self::CourseDeletions)
    }

    /// Whether its files name their columns in a header, by which the kind can be recognised.
    pub const fn has_header(self) -> bool {
        !self.is_archive() && !self.is_headerless()
    }

    /// Whether each line of its files is one cell, whatever signs stand in it (`spec/files.md` §3).
    pub const fn has_whole_lines(self) -> bool {
        matches!(self, Self::CourseDeletions)
    }

    /// What becomes of the accounts in a file of this name, whose header only names them; folders before the name do not matter. These are
    /// the names that tool_sync gives such files.
    pub(crate) fn of_people_by_name(name: &str) -> Option<Self> {
        let is = |default: &str| is_table_named(name, default);
        if is("userdelete") {
            Some(Self::UserDeletions)
        } else if is("usersuspend") {
            Some(Self::UserSuspensions)
        } else {
            None
        }
    }

    /// The headerless kind that tool_sync reads from a file of this name (`spec/files.md` §1.9); folders before it do not matter.
    /// Files with a header tell their kind themselves.
    pub fn of_headerless_name(name: &str) -> Option<Self> {
        let is = |default: &str| is_table_named(name, default);
        if is("deletecourses") {
            Some(Self::CourseDeletions)
        } else if is("courses") {
            Some(Self::CourseChecks)
        } else {
            None
        }
    }

    /// The columns of the kind, in the order of its documentation.
    pub const fn columns(self) -> &'static [Column] {
        self.definition().columns
    }

    /// Columns of older versions of tool_sync, which are refused by name.
    pub const fn retired_columns(self) -> &'static [&'static str] {
        self.definition().retired
    }

    /// Other words for columns: each without capitals, accents, blanks and joining signs, and the column that it means.
    pub const fn synonyms(self) -> &'static [(&'static str, &'static str)] {
        self.definition().synonyms
    }

    /// Columns that mean nothing without another one, each with that one.
    pub const fn partners(self) -> &'static [(&'static str, &'static str)] {
        self.definition().partners
    }

    /// The column without which a header does not tell that it is one of this kind; none for kinds that their other columns tell.
    pub(crate) const fn told_by(self) -> Option<&'static str> {
        self.definition().told_by
    }

    /// What tells a person what the row is about; none when the row fills none of the columns that do.
    pub(crate) fn subject<'r>(self, row: &Row<'r>) -> Option<&'r str> {
        let mut columns = self.definition().subject.iter();
        columns.find_map(|column| row.text(column))
    }

    /// A small file of this kind, without mistakes.
    pub const fn sample(self) -> &'static str {
        self.definition().sample
    }

    /// The object that a row of this subject makes; none for a kind whose rows make no object that others could need.
    pub(crate) fn makes(self, subject: &str) -> Option<ObjectKey> {
        self.definition().makes.map(|key| key(subject))
    }

    /// What the kind checks beyond single cells, for one file.
    pub(crate) fn checks(self, header: &Header, settings: &Settings) -> Box<dyn RowChecks> {
        (self.definition().checks)(header, settings)
    }

    /// Says which names a row changes.
    pub(crate) fn brings(self, row: &Row<'_>, settings: &Settings, forecast: &mut Forecast<'_>) {
        if let Some(brings) = self.definition().brings {
            brings(row, settings, forecast);
        }
    }

    /// Plans a row.
    ///
    /// # Errors
    /// The refusal of a row that cannot be planned.
    pub(crate) fn plan(self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        (self.planning().plan)(draft)
    }

    /// Who takes part in which course once a row is done, where that is what files of the kind are for and the row says so.
    pub(crate) fn participant(self, draft: &Draft<'_>) -> Option<ObjectKey> {
        match self {
            Self::Enrolments => enrolments::participant(draft),
            _ => None,
        }
    }

    /// Adds to the rows what is to be asked for now that all are planned, and applies it to the working copy of the site. `concerns`: what
    /// each row concerns.
    pub(crate) fn finish(
        self,
        settings: &Settings,
        site: &mut SiteIndex,
        rows: &mut [PlannedRow],
        concerns: &[Option<u64>],
    ) {
        if let Some(finish) = self.planning().finish {
            finish(settings, site, rows, concerns);
        }
    }

    fn names() -> String {
        Self::ALL
            .iter()
            .map(|kind| kind.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

impl std::str::FromStr for Kind {
    type Err = UnknownKindName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| UnknownKindName(name.to_owned()))
    }
}

/// A column that a kind of command file has.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in the header. `{n}` stands for a number (`course{n}`), `{name}` for any name (`profile_field_{name}`).
    pub name: &'static str,
    /// Whether the header must have it.
    pub required: bool,
    /// Whether each row must fill it.
    pub filled: bool,
    /// The numbers that `{n}` stands for; meaningless without `{n}`.
    pub numbers: (u32, u32),
    /// What its cells hold.
    pub value: ValueType,
}

impl Column {
    /// An optional column.
    pub const fn optional(name: &'static str, value: ValueType) -> Self {
        Self {
            name,
            required: false,
            filled: false,
            numbers: (1, u32::MAX),
            value,
        }
    }

    /// A column that the header must have and each row must fill.
    pub const fn required(name: &'static str, value: ValueType) -> Self {
        Self {
            name,
            required: true,
            filled: true,
            numbers: (1, u32::MAX),
            value,
        }
    }

    /// Bounds the numbers of a numbered column.
    #[must_use]
    pub const fn numbered(mut self, first: u32, last: u32) -> Self {
        self.numbers = (first, last);
        self
    }

    /// Whether `name` is this column: the number that it has for `{n}` (0 without `{n}`), or none.
    /// The whole name must fit, and numbers have no leading zero.
    pub fn matches(&self, name: &str) -> Option<u32> {
        if let Some((before, after)) = self.name.split_once("{n}") {
            let digits = name.strip_prefix(before)?.strip_suffix(after)?;
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit())
                && (digits == "0" || !digits.starts_with('0'));
            let number = digits.parse().ok().filter(|_| is_number)?;
            return (self.numbers.0..=self.numbers.1)
                .contains(&number)
                .then_some(number);
        }
        if let Some(before) = self.name.strip_suffix("{name}") {
            let rest = name.strip_prefix(before)?;
            return (!rest.is_empty() && !rest.contains(char::is_whitespace)).then_some(0);
        }
        (self.name == name).then_some(0)
    }
}
