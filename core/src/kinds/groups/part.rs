//! Groups and groupings: what a row of a groups file may be about, treated alike as far as they are alike.

use crate::plan::{Change, GroupState, Operation};
use crate::settings::{GroupIdentifier, Settings};
use crate::site::SiteIndex;

/// A part of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Group,
    Grouping,
}

/// A group or grouping that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Moodle's id; groups and groupings are numbered apart.
    pub(super) id: u64,
    /// What it is.
    pub(super) state: GroupState,
}

impl Part {
    /// What the column `type` says; a row that does not fill it is about a group.
    pub(super) fn of(text: Option<&str>) -> Self {
        match text {
            Some("grouping") => Self::Grouping,
            _ => Self::Group,
        }
    }

    /// The word of messages.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Grouping => "grouping",
        }
    }

    /// What identifies it in `updateid`.
    pub(super) const fn identifier(self, settings: &Settings) -> GroupIdentifier {
        match self {
            Self::Group => settings.group_identifier,
            Self::Grouping => settings.grouping_identifier,
        }
    }

    /// The part of this course that has this identifier.
    pub(super) fn find(
        self,
        site: &SiteIndex,
        course: u64,
        by: GroupIdentifier,
        text: &str,
    ) -> Option<Found> {
        match self {
            Self::Group => site.group_by(course, by, text).map(|group| Found {
                id: group.id,
                state: GroupState::of_group(group),
            }),
            Self::Grouping => site.grouping_by(course, by, text).map(|grouping| Found {
                id: grouping.id,
                state: GroupState::of_grouping(grouping),
            }),
        }
    }

    /// Whether several of the course have this name.
    pub(super) fn share_name(self, site: &SiteIndex, course: u64, name: &str) -> bool {
        match self {
            Self::Group => site.groups_share_name(course, name),
            Self::Grouping => site.groupings_share_name(course, name),
        }
    }

    /// The operation that creates it.
    pub(super) fn create(self, course: &str, state: GroupState) -> Operation {
        let course = course.to_owned();
        match self {
            Self::Group => Operation::CreateGroup {
                course,
                group: state,
            },
            Self::Grouping => Operation::CreateGrouping {
                course,
                grouping: state,
            },
        }
    }

    /// The operation that changes the one of this name.
    pub(super) fn update(self, course: &str, name: &str, changes: Vec<Change>) -> Operation {
        let (course, name) = (course.to_owned(), name.to_owned());
        match self {
            Self::Group => Operation::UpdateGroup {
                course,
                group: name,
                changes,
            },
            Self::Grouping => Operation::UpdateGrouping {
                course,
                grouping: name,
                changes,
            },
        }
    }

    /// A number for the lines of a file to claim it by: groups and groupings of one id have two.
    pub(super) const fn claim(self, id: u64) -> u64 {
        match self {
            Self::Group => 2 * id,
            Self::Grouping => 2 * id + 1,
        }
    }
}
