//! Why something that a run did is not undone.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::finding::Params;
use crate::site::ApplyError;

/// Why something is not undone. A code is never renamed once released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// It was changed again since the run: it is left as it is now.
    ChangedSince,
    /// It is as it was before the run: somebody took it back already.
    TakenBack,
    /// The planner refuses the row that would undo it.
    RowRefused,
    /// The deleted course does not come back: only a backup has its content.
    CourseGone,
    /// What people had left in the course does not come back.
    ContentGone,
    /// What a template brought into a course stays there.
    TemplateStays,
    /// The password before was kept nowhere.
    PasswordNotKept,
    /// The picture before was kept nowhere.
    PictureNotKept,
    /// No file takes a picture away.
    PictureStays,
    /// The deleted category does not come back: no file makes an empty one.
    CategoryGone,
    /// The category stays.
    CategoryStays,
    /// The group stays, since a cohort fills it.
    GroupStays,
    /// The grouping stays.
    GroupingStays,
    /// No file takes groups out of a grouping.
    GroupingKeepsGroups,
    /// The grouping that is made again is not the course's default.
    DefaultGrouping,
    /// The section stays.
    SectionStays,
    /// The enrolment method stays in the course, switched off.
    MethodStays,
    /// Whom the cohort had enrolled for the first time stays enrolled, without access.
    EnrolmentsStay,
    /// The field was empty: no cell empties it.
    FieldNotCleared,
    /// No column of a file sets the field.
    FieldWithoutColumn,
    /// It would end otherwise than it was.
    EndsOtherwise,
}

impl ReasonCode {
    /// Every code, in the order of the reference.
    pub const ALL: &'static [Self] = &[
        Self::ChangedSince,
        Self::TakenBack,
        Self::RowRefused,
        Self::CourseGone,
        Self::ContentGone,
        Self::TemplateStays,
        Self::PasswordNotKept,
        Self::PictureNotKept,
        Self::PictureStays,
        Self::CategoryGone,
        Self::CategoryStays,
        Self::GroupStays,
        Self::GroupingStays,
        Self::GroupingKeepsGroups,
        Self::DefaultGrouping,
        Self::SectionStays,
        Self::MethodStays,
        Self::EnrolmentsStay,
        Self::FieldNotCleared,
        Self::FieldWithoutColumn,
        Self::EndsOtherwise,
    ];

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ChangedSince => "changed_since",
            Self::TakenBack => "taken_back",
            Self::RowRefused => "row_refused",
            Self::CourseGone => "course_gone",
            Self::ContentGone => "content_gone",
            Self::TemplateStays => "template_stays",
            Self::PasswordNotKept => "password_not_kept",
            Self::PictureNotKept => "picture_not_kept",
            Self::PictureStays => "picture_stays",
            Self::CategoryGone => "category_gone",
            Self::CategoryStays => "category_stays",
            Self::GroupStays => "group_stays",
            Self::GroupingStays => "grouping_stays",
            Self::GroupingKeepsGroups => "grouping_keeps_groups",
            Self::DefaultGrouping => "default_grouping",
            Self::SectionStays => "section_stays",
            Self::MethodStays => "method_stays",
            Self::EnrolmentsStay => "enrolments_stay",
            Self::FieldNotCleared => "field_not_cleared",
            Self::FieldWithoutColumn => "field_without_column",
            Self::EndsOtherwise => "ends_otherwise",
        }
    }
}

/// A reason, with what its words mention.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reason {
    /// Which.
    pub code: ReasonCode,
    /// What the words mention, by name.
    #[serde(default, skip_serializing_if = "Params::is_empty")]
    pub params: Params,
}

impl Reason {
    /// A reason that mentions nothing.
    pub(super) fn new(code: ReasonCode) -> Self {
        Self {
            code,
            params: Params::new(),
        }
    }

    /// A reason that mentions one thing, as `$value`.
    pub(super) fn of(code: ReasonCode, value: impl ToString) -> Self {
        Self::new(code).with("value", value)
    }

    /// With one thing more that is mentioned.
    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.insert(Cow::Borrowed(name), value.to_string());
        self
    }

    /// The site is not as the run left it.
    pub(super) fn changed_since(error: &ApplyError) -> Self {
        Self {
            code: ReasonCode::ChangedSince,
            params: error.params(),
        }
    }
}
