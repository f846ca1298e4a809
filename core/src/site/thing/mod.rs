//! What refusals and reasons are about: a stable word for the kind of object, and its names. The words that people read are in the messages
//! of each language (`site-thing`), since articles and genders are a language's own.

mod kind;

use std::borrow::Cow;
use std::fmt;

use crate::finding::Params;
use crate::plan::{BindingKey, LinkKey};

pub use kind::{Part, ThingKind};

/// An object of a site, or a part of one, as findings and reasons name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    kind: ThingKind,
    part: Option<Part>,
    /// By the names of [`Self::NAMES`].
    names: Params,
}

impl Thing {
    /// The parameters that name a thing, besides `what` and `part`.
    pub const NAMES: &'static [&'static str] =
        &["name", "course", "user", "group", "method", "role", "field"];

    /// A thing by the name that its kind says.
    pub fn new(kind: ThingKind, name: impl Into<String>) -> Self {
        let names = Params::from([(Cow::Borrowed("name"), name.into())]);
        Self {
            kind,
            part: None,
            names,
        }
    }

    /// A thing as a site tells it, by the stable words; none when they are not of those. Other names are left out.
    pub fn told<'n>(
        kind: &str,
        part: Option<&str>,
        names: impl IntoIterator<Item = (&'n str, &'n str)>,
    ) -> Option<Self> {
        let kind = ThingKind::ALL.iter().find(|one| one.as_str() == kind)?;
        let part = match part {
            Some(part) => Some(*Part::ALL.iter().find(|one| one.as_str() == part)?),
            None => None,
        };
        let known = |name: &str| Self::NAMES.iter().find(|known| **known == name);
        let names = names.into_iter();
        let names =
            names.filter_map(|(name, text)| Some((Cow::Borrowed(*known(name)?), text.to_owned())));
        Some(Self {
            kind: *kind,
            part,
            names: names.collect(),
        })
    }

    /// An account.
    pub fn account(username: &str) -> Self {
        Self::new(ThingKind::Account, username)
    }

    /// Something of which only the number is known.
    pub fn numbered(kind: ThingKind, id: u64) -> Self {
        Self::new(kind, id.to_string())
    }

    /// A course.
    pub fn course(shortname: &str) -> Self {
        Self::new(ThingKind::Course, shortname)
    }

    /// A category.
    pub fn category(path: &[String]) -> Self {
        Self::new(ThingKind::Category, path.join("/"))
    }

    /// A cohort.
    pub fn cohort(name: &str) -> Self {
        Self::new(ThingKind::Cohort, name)
    }

    /// A role.
    pub fn role(shortname: &str) -> Self {
        Self::new(ThingKind::Role, shortname)
    }

    /// An enrolment method of the site.
    pub fn method(method: &str) -> Self {
        Self::new(ThingKind::Method, method)
    }

    /// Something of this kind and name in a course.
    pub fn in_course(kind: ThingKind, name: impl Into<String>, course: &str) -> Self {
        Self::new(kind, name).with("course", course)
    }

    /// A group.
    pub fn group(course: &str, name: &str) -> Self {
        Self::in_course(ThingKind::Group, name, course)
    }

    /// A grouping.
    pub fn grouping(course: &str, name: &str) -> Self {
        Self::in_course(ThingKind::Grouping, name, course)
    }

    /// Somebody in a cohort.
    pub fn cohort_member(cohort: &str, user: &str) -> Self {
        Self::new(ThingKind::CohortMember, cohort).with("user", user)
    }

    /// Somebody in a group.
    pub fn group_member(course: &str, group: &str, user: &str) -> Self {
        Self::in_course(ThingKind::GroupMember, group, course).with("user", user)
    }

    /// A group in a grouping.
    pub fn grouping_member(course: &str, grouping: &str, group: &str) -> Self {
        Self::in_course(ThingKind::GroupingMember, grouping, course).with("group", group)
    }

    /// Somebody's enrolment.
    pub fn enrolment(course: &str, user: &str, method: &str) -> Self {
        Self::in_course(ThingKind::Enrolment, method, course).with("user", user)
    }

    /// Somebody's role in a course.
    pub fn assigned_role(course: &str, user: &str, role: &str) -> Self {
        Self::in_course(ThingKind::AssignedRole, role, course).with("user", user)
    }

    /// Somebody's roles in a course.
    pub fn roles(course: &str, user: &str) -> Self {
        Self::in_course(ThingKind::Participant, user, course).part(Part::Roles)
    }

    /// A cohort's binding.
    pub fn binding(key: &BindingKey) -> Self {
        Self::in_course(ThingKind::Binding, &key.cohort.name, &key.course)
            .with("method", &key.method)
            .with("role", &key.role)
    }

    /// A link between courses.
    pub fn link(key: &LinkKey) -> Self {
        Self::in_course(ThingKind::Link, &key.source, &key.course)
    }

    /// A part of it.
    #[must_use]
    pub fn part(mut self, part: Part) -> Self {
        self.part = Some(part);
        self
    }

    /// A field of it.
    #[must_use]
    pub fn field(self, field: &str) -> Self {
        self.part(Part::Field).with("field", field)
    }

    fn with(mut self, name: &'static str, text: &str) -> Self {
        self.names.insert(Cow::Borrowed(name), text.to_owned());
        self
    }

    /// What sort of thing it is.
    pub const fn kind(&self) -> ThingKind {
        self.kind
    }

    /// Whether what it holds is somebody's own text, which no word of ours is meant by.
    pub(super) fn is_text(&self) -> bool {
        matches!(
            self.part,
            Some(Part::Field | Part::Name | Part::Shortname | Part::Path)
        )
    }

    /// Whether what it is and holds takes more than one word ([`super::Features`]).
    pub(super) fn has_features(&self) -> bool {
        match self.part {
            Some(part) => matches!(
                part,
                Part::Ties | Part::Contents | Part::Reset | Part::Operations
            ),
            None => matches!(
                self.kind,
                ThingKind::Category
                    | ThingKind::Cohort
                    | ThingKind::Course
                    | ThingKind::Section
                    | ThingKind::Enrolment
                    | ThingKind::Binding
            ),
        }
    }

    /// As parameters of messages: `what`, `part` (`whole` when all of it is meant), and its names.
    pub fn params(&self) -> Params {
        let mut params = self.names.clone();
        let part = self.part.map_or("whole", Part::as_str);
        params.insert(Cow::Borrowed("what"), self.kind.as_str().to_owned());
        params.insert(Cow::Borrowed("part"), part.to_owned());
        params
    }
}

/// For logs and tests: the stable words and the names, as `field city of account (name ana)`.
impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(part) = self.part {
            write!(f, "{} of ", part.as_str())?;
        }
        let names = self.names.iter();
        let names: Vec<_> = names.map(|(name, text)| format!("{name} {text}")).collect();
        write!(f, "{} ({})", self.kind.as_str(), names.join(", "))
    }
}
