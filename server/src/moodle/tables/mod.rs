//! Moodle's tables as far as a snapshot needs them, and what becomes of their rows.
//!
//! Whoever can read the tables, over SQL ([`super::database`]) or through the companion plugin, runs the queries of [`Extent::tables`] and gives their
//! rows to an [`Assembler`], which makes a [`SiteIndex`](toolsync_core::site::SiteIndex) of them. One text of each query and one assembler: two
//! readers cannot differ.
//!
//! | room | what it holds |
//! |---|---|
//! | `query` | the text of a query, its columns, and those that not every Moodle has |
//! | `cells` | the cells of a row, whoever brings them |
//! | `people`, `courses`, `participants`, `cohorts`, `groups`, `configuration` | one struct per query |
//! | `content` | what people left in courses: queries that count |
//! | `extent` | how much of a site is read |
//! | `assembler` | rows to objects |
//!
//! # What has no counterpart
//! In Moodle's tables and not here: everything that no command file sets. Of enrolment instances of one method in a course, a [`SiteIndex`] has one
//! (see `assembler::participants`). In a [`SiteIndex`] and not in Moodle's tables: the installed language packs, which are folders (those in use are
//! taken), the archives that the site can read, what can be restored and reset, the account by which Toolsync works, whom passwords were mailed to,
//! the size of a picture as it was given, the archive that a course was restored from, and the login name of a deleted account (`assembler::people`).
//!
//! [`SiteIndex`]: toolsync_core::site::SiteIndex

mod assembler;
mod cells;
mod cohorts;
mod configuration;
mod content;
mod courses;
mod extent;
mod groups;
mod participants;
mod people;
mod query;
#[cfg(test)]
mod tests;

pub use assembler::Assembler;
pub use cells::{Cell, Cells};
pub use cohorts::{CohortMemberRow, CohortRow};
pub use configuration::{ModuleRow, PluginSettingRow, SettingRow};
pub use content::{CountRow, GradeRow, LocalRoleRow, OverrideRow};
pub use courses::{
    ActivityRow, BackupRow, CategoryRow, CourseRow, FormatOptionRow, LastAccessRow, SectionRow,
};
pub use extent::Extent;
pub use groups::{GroupMemberRow, GroupRow, GroupingGroupRow, GroupingRow};
pub use participants::{MethodRow, RoleAssignmentRow, RoleRow, UserEnrolmentRow};
pub use people::{PreferenceRow, ProfileFieldRow, ProfileValueRow, UserRow};
pub use query::{Column, Query};

/// A row of a query.
pub trait Row: Sized {
    /// The query.
    const QUERY: Query;

    /// Reads the cells of a row, which come in the order of the query's columns.
    ///
    /// # Errors
    /// When a cell is not there or has another type.
    fn read<C: Cells>(cells: &mut C) -> Result<Self, C::Error>;

    /// Gives the row to an assembler.
    fn give(self, assembler: &mut Assembler);
}

/// Declares the struct of a row together with its query, so that struct and columns cannot differ: the name of a column in the answer is that of
/// the field, and `or` says what stands for a column of a table that not every Moodle has, or that the reader may not see.
macro_rules! row {
    (
        $(#[$about:meta])*
        $row:ident, $name:literal from $from:literal $(where $condition:literal)? $(group by $group:literal)? => $give:ident
        { $( $(#[$doc:meta])* $field:ident: $type:ty = $sql:literal $(or $missing:literal)?, )* }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $row { $( $(#[$doc])* pub $field: $type, )* }

        impl $crate::moodle::tables::Row for $row {
            const QUERY: $crate::moodle::tables::Query = $crate::moodle::tables::Query {
                name: $name,
                columns: &[ $( $crate::moodle::tables::Column {
                    name: stringify!($field),
                    sql: $sql,
                    missing: row!(@given $($missing)?),
                }, )* ],
                from: $from,
                condition: row!(@given $($condition)?),
                group: row!(@given $($group)?),
            };

            fn read<C: $crate::moodle::tables::Cells>(cells: &mut C) -> Result<Self, C::Error> {
                Ok(Self { $( $field: $crate::moodle::tables::Cell::of(cells)?, )* })
            }

            fn give(self, assembler: &mut $crate::moodle::tables::Assembler) {
                assembler.$give(self);
            }
        }
    };
    (@given) => { None };
    (@given $given:literal) => { Some($given) };
}
use row;

/// Lists the queries of a snapshot.
macro_rules! tables {
    ($( $table:ident: $row:ty, )*) => {
        /// A query of the snapshot.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Table { $(
            #[doc = concat!("Rows are [`", stringify!($row), "`]s.")]
            $table,
        )*
            /// Rows are [`CountRow`]s.
            Count(&'static Query),
        }

        impl Table {
            /// Its query.
            pub const fn query(self) -> Query {
                match self {
                    $( Self::$table => <$row as Row>::QUERY, )*
                    Self::Count(query) => *query,
                }
            }

            /// Reads a row of this query and gives it to the assembler.
            ///
            /// # Errors
            /// When a cell is not there or has another type.
            pub fn take<C: Cells>(
                self,
                cells: &mut C,
                assembler: &mut Assembler,
            ) -> Result<(), C::Error> {
                match self {
                    $( Self::$table => <$row>::read(cells)?.give(assembler), )*
                    Self::Count(_) => assembler.count(CountRow::read(cells)?),
                }
                Ok(())
            }
        }
    };
}

tables! {
    Settings: SettingRow,
    PluginSettings: PluginSettingRow,
    Modules: ModuleRow,
    Roles: RoleRow,
    ProfileFields: ProfileFieldRow,
    Users: UserRow,
    ProfileValues: ProfileValueRow,
    Preferences: PreferenceRow,
    Categories: CategoryRow,
    Courses: CourseRow,
    FormatOptions: FormatOptionRow,
    Sections: SectionRow,
    Activities: ActivityRow,
    Backups: BackupRow,
    LastAccess: LastAccessRow,
    Methods: MethodRow,
    UserEnrolments: UserEnrolmentRow,
    RoleAssignments: RoleAssignmentRow,
    Cohorts: CohortRow,
    CohortMembers: CohortMemberRow,
    Groups: GroupRow,
    GroupMembers: GroupMemberRow,
    Groupings: GroupingRow,
    GroupingGroups: GroupingGroupRow,
    Grades: GradeRow,
    LocalRoles: LocalRoleRow,
    Overrides: OverrideRow,
}

impl Table {
    /// Those that every snapshot is made of. Their order does not matter to the assembler.
    pub const USUAL: &'static [Self] = &[
        Self::Settings,
        Self::PluginSettings,
        Self::Modules,
        Self::Roles,
        Self::ProfileFields,
        Self::Users,
        Self::ProfileValues,
        Self::Preferences,
        Self::Categories,
        Self::Courses,
        Self::FormatOptions,
        Self::Sections,
        Self::Activities,
        Self::Backups,
        Self::LastAccess,
        Self::Methods,
        Self::UserEnrolments,
        Self::RoleAssignments,
        Self::Cohorts,
        Self::CohortMembers,
        Self::Groups,
        Self::GroupMembers,
        Self::Groupings,
        Self::GroupingGroups,
    ];

    /// Those that tell what people left in courses.
    pub const CONTENT: &'static [&'static [Self]] = &[
        &[Self::Grades, Self::LocalRoles, Self::Overrides],
        content::COUNTS,
    ];

    /// Whether a site without its tables just has nothing of it: those of a module that is not installed.
    pub const fn may_be_missing(self) -> bool {
        matches!(self, Self::Count(_))
    }
}
