//! Which line makes what: how a row knows the lines that must be done before it.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::{BindingKey, CategoryKey, Change, CohortKey, Operation};
use crate::finding::FileLine;
use crate::kinds::TemplateSource;

/// An object as operations name it, folded as Moodle compares names: short names and login names
/// without regard to case, other names exactly.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ObjectKey {
    /// A category, by its names from the root.
    Category(Vec<String>),
    /// A course, by short name in lower case.
    Course(String),
    /// An account, by login name in lower case.
    User(String),
    /// A cohort, by name.
    Cohort(String),
    /// A group, by the short name of its course in lower case and its own name.
    Group(String, String),
    /// A grouping, likewise.
    Grouping(String, String),
    /// That somebody takes part in a course: its short name and the login name, both in lower case.
    Participant(String, String),
}

impl ObjectKey {
    /// The course of this short name.
    pub fn course(shortname: &str) -> Self {
        Self::Course(shortname.to_lowercase())
    }

    /// The account of this login name.
    pub fn user(username: &str) -> Self {
        Self::User(username.to_lowercase())
    }

    /// The cohort of this name.
    pub fn cohort(cohort: &CohortKey) -> Self {
        Self::Cohort(cohort.name.clone())
    }

    /// The category of this path.
    pub fn category(category: &CategoryKey) -> Self {
        Self::Category(category.path.clone())
    }

    /// The grouping of this name in the course of this short name.
    pub fn grouping(course: &str, name: &str) -> Self {
        Self::Grouping(course.to_lowercase(), name.to_owned())
    }

    /// That the account of this login name takes part in the course of this short name.
    pub fn participant(course: &str, username: &str) -> Self {
        Self::Participant(course.to_lowercase(), username.to_lowercase())
    }

    /// The group of this name in the course of this short name.
    pub fn group(course: &str, name: &str) -> Self {
        Self::Group(course.to_lowercase(), name.to_owned())
    }
}

impl Operation {
    /// The names that mean another object, or one more, once the operation is done:
    /// what it creates, revives, renames (both names) or deletes.
    pub fn provides(&self) -> Vec<ObjectKey> {
        match self {
            Self::CreateCategory { category, .. } | Self::DeleteCategory { category, .. } => {
                vec![ObjectKey::category(category)]
            }
            Self::CreateCourse { shortname, .. } | Self::DeleteCourse { shortname, .. } => {
                vec![ObjectKey::course(shortname)]
            }
            Self::UpdateCourse {
                shortname, changes, ..
            } => {
                let renamed = changes.iter().find(|change| change.field == "shortname");
                match renamed.and_then(|change| change.new.as_ref()) {
                    Some(new) => vec![
                        ObjectKey::course(shortname),
                        ObjectKey::course(&new.to_string()),
                    ],
                    None => Vec::new(),
                }
            }
            Self::CreateUser { username, .. }
            | Self::ReviveUser { username }
            | Self::DeleteUser { username, .. } => vec![ObjectKey::user(username)],
            Self::RenameUser { from, to } => vec![ObjectKey::user(from), ObjectKey::user(to)],
            Self::CreateCohort { cohort, .. } | Self::DeleteCohort { cohort, .. } => {
                vec![ObjectKey::cohort(cohort)]
            }
            Self::UpdateCohort {
                cohort, changes, ..
            } => match renamed(changes, "cname") {
                Some(new) => vec![ObjectKey::cohort(cohort), ObjectKey::Cohort(new)],
                None => Vec::new(),
            },
            Self::CreateGroup {
                course,
                group: state,
            }
            | Self::DeleteGroup {
                course, old: state, ..
            } => {
                vec![ObjectKey::group(course, &state.name)]
            }
            Self::CreateGrouping {
                course,
                grouping: state,
            }
            | Self::DeleteGrouping {
                course, old: state, ..
            } => {
                vec![ObjectKey::grouping(course, &state.name)]
            }
            Self::UpdateGroup {
                course,
                group,
                changes,
            } => match renamed(changes, "name") {
                Some(new) => vec![
                    ObjectKey::group(course, group),
                    ObjectKey::group(course, &new),
                ],
                None => Vec::new(),
            },
            Self::UpdateGrouping {
                course,
                grouping,
                changes,
            } => match renamed(changes, "name") {
                Some(new) => vec![
                    ObjectKey::grouping(course, grouping),
                    ObjectKey::grouping(course, &new),
                ],
                None => Vec::new(),
            },
            Self::ResetCourse {
                course, removed, ..
            } => {
                let groups = removed.groups.iter().filter(|removed| removed.deleted);
                let groups = groups.map(|removed| ObjectKey::group(course, &removed.group.name));
                let groupings = removed.groupings.iter().filter(|removed| removed.deleted);
                let groupings =
                    groupings.map(|removed| ObjectKey::grouping(course, &removed.grouping.name));
                groups.chain(groupings).collect()
            }
            Self::ApplyTemplate { .. }
            | Self::SetSection { .. }
            | Self::SetMethod { .. }
            | Self::UpdateUser { .. }
            | Self::SetPassword { .. }
            | Self::SetPicture { .. }
            | Self::Enrol { .. }
            | Self::SetEnrolment { .. }
            | Self::Unenrol { .. }
            | Self::AssignRole { .. }
            | Self::UnassignRole { .. }
            | Self::ShiftRole { .. }
            | Self::AddCohortMember { .. }
            | Self::RemoveCohortMember { .. }
            | Self::EmptyCohort { .. }
            | Self::SetCohortBinding { .. }
            | Self::RemoveCohortBinding { .. }
            | Self::SetCourseLink { .. }
            | Self::RemoveCourseLink { .. }
            | Self::AddGroupMember { .. }
            | Self::RemoveGroupMember { .. }
            | Self::AddToGrouping { .. } => Vec::new(),
        }
    }

    /// Who takes part in which course from then on, if not before.
    fn participant(&self) -> Option<ObjectKey> {
        match self {
            Self::Enrol { course, user, .. } | Self::AssignRole { course, user, .. } => {
                Some(ObjectKey::participant(course, user))
            }
            _ => None,
        }
    }

    /// The groupings that groups go out of.
    fn empties(&self) -> Vec<ObjectKey> {
        match self {
            Self::DeleteGroup {
                course, groupings, ..
            } => groupings
                .iter()
                .map(|grouping| ObjectKey::grouping(course, grouping))
                .collect(),
            Self::ResetCourse {
                course, removed, ..
            } => {
                let of_groups = removed.groups.iter().flat_map(|group| &group.groupings);
                let emptied = removed.groupings.iter();
                let names = of_groups.chain(emptied.map(|emptied| &emptied.grouping.name));
                let keys: BTreeSet<ObjectKey> = names
                    .map(|grouping| ObjectKey::grouping(course, grouping))
                    .collect();
                keys.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The grouping that must be empty by then.
    fn needs_empty(&self) -> Option<ObjectKey> {
        match self {
            Self::DeleteGrouping { course, old, .. } => {
                Some(ObjectKey::grouping(course, &old.name))
            }
            _ => None,
        }
    }

    /// The names that the operation relies on: of what it changes or refers to, and of what it creates
    /// (a line above may have freed the name).
    pub fn uses(&self) -> Vec<ObjectKey> {
        match self {
            Self::CreateCategory { category, .. } => {
                let above = &category.path[..category.path.len().saturating_sub(1)];
                vec![ObjectKey::Category(above.to_vec())]
            }
            Self::DeleteCategory { category, .. } => vec![ObjectKey::category(category)],
            Self::CreateCourse {
                shortname,
                category,
                template,
                ..
            } => {
                let mut keys = vec![
                    ObjectKey::course(shortname),
                    ObjectKey::Category(category.path.clone()),
                ];
                keys.extend(template_key(template));
                keys
            }
            Self::UpdateCourse {
                shortname,
                changes,
                category,
            } => {
                let mut keys = vec![ObjectKey::course(shortname)];
                let renamed = changes.iter().find(|change| change.field == "shortname");
                keys.extend(
                    renamed
                        .and_then(|change| change.new.as_ref())
                        .map(|new| ObjectKey::course(&new.to_string())),
                );
                keys.extend(
                    category
                        .as_ref()
                        .map(|category| ObjectKey::Category(category.path.clone())),
                );
                keys
            }
            Self::ApplyTemplate {
                shortname,
                template,
                ..
            } => {
                let mut keys = vec![ObjectKey::course(shortname)];
                keys.extend(template_key(template));
                keys
            }
            Self::DeleteCourse {
                shortname: course, ..
            }
            | Self::SetSection { course, .. }
            | Self::SetMethod { course, .. }
            | Self::ResetCourse { course, .. } => {
                vec![ObjectKey::course(course)]
            }
            Self::CreateUser { username, .. }
            | Self::UpdateUser { username, .. }
            | Self::SetPassword { username, .. }
            | Self::ReviveUser { username }
            | Self::DeleteUser { username, .. } => vec![ObjectKey::user(username)],
            Self::RenameUser { from, to } => vec![ObjectKey::user(from), ObjectKey::user(to)],
            Self::SetPicture { user, .. } => vec![ObjectKey::user(user)],
            Self::Enrol { course, user, .. }
            | Self::SetEnrolment { course, user, .. }
            | Self::Unenrol { course, user, .. }
            | Self::AssignRole { course, user, .. }
            | Self::UnassignRole { course, user, .. }
            | Self::ShiftRole { course, user, .. } => {
                vec![ObjectKey::course(course), ObjectKey::user(user)]
            }
            Self::CreateCohort {
                cohort, category, ..
            } => {
                let mut keys = vec![ObjectKey::cohort(cohort)];
                keys.extend(category.iter().map(ObjectKey::category));
                keys
            }
            Self::UpdateCohort {
                cohort,
                changes,
                category,
            } => {
                let mut keys = vec![ObjectKey::cohort(cohort)];
                keys.extend(renamed(changes, "cname").map(ObjectKey::Cohort));
                keys.extend(category.iter().map(ObjectKey::category));
                keys
            }
            Self::DeleteCohort { cohort, .. } | Self::EmptyCohort { cohort, .. } => {
                vec![ObjectKey::cohort(cohort)]
            }
            Self::AddCohortMember { cohort, user }
            | Self::RemoveCohortMember { cohort, user, .. } => {
                vec![ObjectKey::cohort(cohort), ObjectKey::user(user)]
            }
            Self::SetCohortBinding { binding, new, .. } => {
                let mut keys = binding_keys(binding);
                if !new.group.is_empty() {
                    keys.push(ObjectKey::group(&binding.course, &new.group));
                }
                keys
            }
            Self::RemoveCohortBinding { binding, .. } => binding_keys(binding),
            Self::SetCourseLink { link, .. } | Self::RemoveCourseLink { link, .. } => vec![
                ObjectKey::course(&link.course),
                ObjectKey::course(&link.source),
            ],
            Self::CreateGroup {
                course,
                group: state,
            }
            | Self::DeleteGroup {
                course, old: state, ..
            } => {
                vec![
                    ObjectKey::course(course),
                    ObjectKey::group(course, &state.name),
                ]
            }
            Self::CreateGrouping {
                course,
                grouping: state,
            }
            | Self::DeleteGrouping {
                course, old: state, ..
            } => {
                vec![
                    ObjectKey::course(course),
                    ObjectKey::grouping(course, &state.name),
                ]
            }
            Self::UpdateGroup {
                course,
                group,
                changes,
            } => {
                let mut keys = vec![ObjectKey::course(course), ObjectKey::group(course, group)];
                keys.extend(renamed(changes, "name").map(|new| ObjectKey::group(course, &new)));
                keys
            }
            Self::UpdateGrouping {
                course,
                grouping,
                changes,
            } => {
                let mut keys = vec![
                    ObjectKey::course(course),
                    ObjectKey::grouping(course, grouping),
                ];
                keys.extend(renamed(changes, "name").map(|new| ObjectKey::grouping(course, &new)));
                keys
            }
            Self::AddToGrouping {
                course,
                grouping,
                group,
            } => vec![
                ObjectKey::course(course),
                ObjectKey::grouping(course, grouping),
                ObjectKey::group(course, group),
            ],
            Self::AddGroupMember {
                course,
                group,
                user,
                ..
            } => vec![
                ObjectKey::course(course),
                ObjectKey::group(course, group),
                ObjectKey::user(user),
                ObjectKey::participant(course, user),
            ],
            Self::RemoveGroupMember {
                course,
                group,
                user,
                ..
            } => vec![
                ObjectKey::course(course),
                ObjectKey::group(course, group),
                ObjectKey::user(user),
            ],
        }
    }
}

/// The new name among changes, when the field that names the object changes.
fn renamed(changes: &[Change], field: &str) -> Option<String> {
    let change = changes.iter().find(|change| change.field == field)?;
    change.new.as_ref().map(ToString::to_string)
}

/// What the binding of a cohort to a course relies on.
fn binding_keys(binding: &BindingKey) -> Vec<ObjectKey> {
    vec![
        ObjectKey::cohort(&binding.cohort),
        ObjectKey::course(&binding.course),
    ]
}

/// The course that a template names, unless it is the path of an archive.
fn template_key(template: &str) -> Option<ObjectKey> {
    match TemplateSource::of(template) {
        TemplateSource::Course("") | TemplateSource::Archive(_) => None,
        TemplateSource::Course(shortname) => Some(ObjectKey::course(shortname)),
    }
}

/// What a row is about, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Something that the site has.
    Found(u64),
    /// Something that the row makes.
    Made(u64),
}

/// What the lines of a bundle have made so far, and what refused lines of the file at hand would have made.
#[derive(Debug, Default)]
pub struct Lines {
    /// The place of the file at hand.
    file: u32,
    provided: HashMap<ObjectKey, FileLine>,
    /// The lines that take groups out of a grouping: each of them must be done before it can be deleted.
    emptied: HashMap<ObjectKey, BTreeSet<FileLine>>,
    /// Who would take part in which course, had lines of this file or those before not been refused.
    absent: HashMap<ObjectKey, FileLine>,
    /// Whether more files may follow, for which it is kept who takes part in what.
    is_followed: bool,
    refused: HashMap<ObjectKey, u64>,
    /// Ids of the accounts or courses that rows of the file at hand are about.
    subjects: HashMap<u64, u64>,
}

/// The lines that a row needs, in order.
#[derive(Debug, Default)]
pub struct Needed {
    /// Those above it.
    pub above: Vec<u64>,
    /// Those of other files.
    pub elsewhere: Vec<FileLine>,
}

impl Lines {
    /// Goes on to the next file of the bundle.
    pub fn next_file(&mut self) {
        self.file += 1;
        self.refused.clear();
        self.subjects.clear();
    }

    /// Says whether more files may follow the one at hand.
    pub fn set_followed(&mut self, is_followed: bool) {
        self.is_followed = is_followed;
    }

    /// Whether more files may follow the one at hand.
    pub fn is_followed(&self) -> bool {
        self.is_followed
    }

    /// The place of the file at hand.
    pub fn file(&self) -> u32 {
        self.file
    }

    /// The lines before that `operations` rely on.
    pub fn needed_by(&self, operations: &[Operation]) -> Needed {
        let own: Vec<ObjectKey> = operations
            .iter()
            .filter_map(Operation::participant)
            .collect();
        let uses = operations.iter().flat_map(Operation::uses);
        let mut lines: BTreeSet<FileLine> = uses
            .filter(|key| !own.contains(key))
            .filter_map(|key| self.provided.get(&key).copied())
            .collect();
        let emptied = operations.iter().filter_map(Operation::needs_empty);
        lines.extend(emptied.filter_map(|key| self.emptied.get(&key)).flatten());
        let mut needed = Needed::default();
        for line in lines {
            if line.file == self.file {
                needed.above.push(line.line);
            } else {
                needed.elsewhere.push(line);
            }
        }
        needed
    }

    /// Notes what the operations of `line` make.
    pub fn record(&mut self, line: u64, operations: &[Operation]) {
        let file = self.file;
        for key in operations.iter().flat_map(Operation::provides) {
            self.provided.insert(key, FileLine { file, line });
        }
        for key in operations.iter().flat_map(Operation::empties) {
            let lines = self.emptied.entry(key).or_default();
            lines.insert(FileLine { file, line });
        }
        if self.is_followed {
            for key in operations.iter().filter_map(Operation::participant) {
                self.provided.entry(key).or_insert(FileLine { file, line });
            }
        }
    }

    /// Forgets what the lines of the file at hand make: none of them is executed.
    pub fn forget_file(&mut self) {
        let file = self.file;
        self.provided.retain(|_, line| line.file != file);
        for lines in self.emptied.values_mut() {
            lines.retain(|line| line.file != file);
        }
    }

    /// Notes that `line` would have made `key`, had it not been refused.
    pub fn refuse(&mut self, line: u64, key: ObjectKey) {
        self.refused.entry(key).or_insert(line);
    }

    /// Notes that somebody would take part in a course, had `line` not been refused.
    pub fn miss(&mut self, line: u64, participant: ObjectKey) {
        let file = self.file;
        self.absent
            .entry(participant)
            .or_insert(FileLine { file, line });
    }

    /// The refused line of a file before by which somebody would take part in a course.
    pub fn missed(&self, participant: &ObjectKey) -> Option<FileLine> {
        let line = self.absent.get(participant).copied();
        line.filter(|line| line.file < self.file)
    }

    /// Notes what `line` is about.
    pub fn claim(&mut self, line: u64, subject: Subject) {
        match subject {
            Subject::Found(id) => {
                self.subjects.entry(id).or_insert(line);
            }
            Subject::Made(id) => {
                self.subjects.insert(id, line);
            }
        }
    }

    /// The line above that is about the account or course of this id.
    pub fn claimed(&self, subject: u64) -> Option<u64> {
        self.subjects.get(&subject).copied()
    }

    /// Whether a line before makes `key`: it is then not on the site yet.
    pub fn provides(&self, key: &ObjectKey) -> bool {
        self.provided.contains_key(key)
    }

    /// The refused line that would have made `key`, when no other line does.
    pub fn refused(&self, key: &ObjectKey) -> Option<u64> {
        if self.provides(key) {
            return None;
        }
        self.refused.get(key).copied()
    }
}
