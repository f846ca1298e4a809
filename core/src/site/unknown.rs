//! What a site does not tell. Whoever reads a site lists the facts that it had no means to know, so that nobody takes "not told" for
//! "not there".

use serde::{Deserialize, Serialize};

use super::{SiteIndex, Space};

/// A fact that the site does not tell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// Roles that nobody holds in a course.
    Roles,
    /// Roles of people who are not enrolled in the course.
    OutsideRoles,
    /// By which method people are enrolled, and which methods courses have: `manual` is assumed of both.
    EnrolmentMethods,
    /// When enrolments begin and end.
    EnrolmentPeriods,
    /// Cohorts bound to courses.
    CohortBindings,
    /// Courses that take the people of others.
    CourseLinks,
    /// What people have left in courses.
    CourseContent,
    /// Which courses have backups.
    Backups,
    /// What courses were made from.
    Templates,
    /// Installed formats, authentication methods, themes and activity modules.
    Plugins,
    /// Installed language packs.
    Languages,
    /// Custom profile fields that nobody has filled.
    ProfileFields,
    /// This attribute of courses, by its column in a courses file.
    CourseField(String),
    /// This attribute of accounts, by its column in a users file.
    UserField(String),
}

impl Unknown {
    /// The spaces of which not all names are told.
    const fn hidden(&self) -> &'static [Space] {
        match self {
            Self::Roles => &[Space::Role, Space::RoleId],
            Self::EnrolmentMethods => &[
                Space::CourseMethod,
                Space::MethodByCourseIdnumber,
                Space::MethodByCourseId,
                Space::AnyMethod,
                Space::AnyMethodByCourseIdnumber,
                Space::AnyMethodByCourseId,
            ],
            Self::Backups => &[Space::CourseBackup, Space::Archive, Space::ReadableArchive],
            Self::Plugins => &[Space::Format, Space::Auth, Space::Theme, Space::Module],
            Self::Languages => &[Space::Language],
            Self::ProfileFields => &[Space::ProfileField],
            Self::OutsideRoles
            | Self::EnrolmentPeriods
            | Self::CohortBindings
            | Self::CourseLinks
            | Self::CourseContent
            | Self::Templates
            | Self::CourseField(_)
            | Self::UserField(_) => &[],
        }
    }
}

impl SiteIndex {
    /// Whether the site tells this.
    pub fn tells(&self, fact: &Unknown) -> bool {
        !self.facts.unknown.contains(fact)
    }

    /// The spaces of which the site does not tell all names.
    pub(super) fn hidden_spaces(&self) -> impl Iterator<Item = Space> {
        let unknown = self.facts.unknown.iter();
        unknown.flat_map(Unknown::hidden).copied()
    }
}
