//! Where the end of an undo differs from the site as it was before the run, and why: the only place that says so.
//!
//! Objects are the same by what people see of them. What is made again has another number, so cohorts, groups and groupings that are gone
//! now are known by name.

use std::collections::BTreeSet;

use super::files::columns::{COHORT_COLUMNS, has_column};
use super::{Reason, ReasonCode, follows_others};
use crate::kinds::{Kind, Value};
use crate::plan::means_the_same;
use crate::site::{Cohort, CohortBinding, Course, Fields, Grouping, SiteIndex, Touched, User};

/// The sites that are compared.
struct Sites<'s> {
    now: &'s SiteIndex,
    before: &'s SiteIndex,
    end: &'s SiteIndex,
}

/// Why the object of this key is not at the `end` of the undo what it was `before` the run; nothing when it is.
pub(super) fn differences(
    now: &SiteIndex,
    before: &SiteIndex,
    end: &SiteIndex,
    key: &Touched,
) -> Vec<Reason> {
    let sites = Sites { now, before, end };
    match key {
        Touched::Category(id) => sites.category(*id),
        Touched::Course(id) => sites.course(*id),
        Touched::User(id) => sites.user(*id),
        Touched::Cohort(id) => sites.cohort(*id),
        Touched::CohortBinding(id) => sites.binding(*id),
        Touched::CourseLink(id) => sites.link(*id),
        Touched::Group(id) => sites.group(*id),
        Touched::Grouping(id) => sites.grouping(*id),
        Touched::Enrolment(course, user, method) => sites.enrolment(*course, *user, method),
        Touched::RoleAssignment(course, user, role) => sites.role(*course, *user, role),
    }
}

/// The fields that mean something else in two objects. An absent field is the site's default, or nothing: an empty text, no, 0.
pub(super) fn differing(one: &Fields, other: &Fields, defaults: &Fields) -> BTreeSet<String> {
    let fields: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differ = |field: &String| {
        let value = |fields: &Fields| fields.get(field).or_else(|| defaults.get(field)).cloned();
        match (value(one), value(other)) {
            (Some(one), Some(other)) => {
                !(means_the_same(&one, &other) || is_nothing(&one) && is_nothing(&other))
            }
            (Some(value), None) | (None, Some(value)) => !is_nothing(&value),
            (None, None) => false,
        }
    };
    fields
        .into_iter()
        .filter(|field| differ(field))
        .cloned()
        .collect()
}

/// Whether a value is as good as none.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => !yes,
        Value::Int(number) => *number == 0,
        Value::Text(text) => text.is_empty() || text == "0",
    }
}

impl Sites<'_> {
    /// One that was not there before goes; none comes back.
    fn category(&self, id: u64) -> Vec<Reason> {
        let stays = self.before.category(id).is_none() && self.end.category(id).is_some();
        let path = self.end.category_path(id).join(" / ");
        let stays = stays.then(|| Reason::of(ReasonCode::CategoryStays, path));
        stays.into_iter().collect()
    }

    fn course(&self, id: u64) -> Vec<Reason> {
        let (was, is) = match (self.before.course(id), self.end.course(id)) {
            (Some(was), Some(is)) => (was, is),
            (None, None) => return Vec::new(),
            (was, is) => return otherwise(was.or(is).map_or("", |course| &course.shortname)),
        };
        let mut reasons = Vec::new();
        if was.shortname != is.shortname {
            reasons.extend(otherwise("shortname"));
        }
        if was.category != is.category {
            reasons.extend(otherwise("category"));
        }
        let defaults = &self.before.facts.defaults.course;
        reasons.extend(fields(Kind::Courses, &was.fields, &is.fields, defaults));
        reasons.extend(parts(was, is));
        reasons
    }

    fn user(&self, id: u64) -> Vec<Reason> {
        let (was, is) = match (self.before.user(id), self.end.user(id)) {
            (Some(was), Some(is)) if was.deleted && is.deleted => return Vec::new(),
            (Some(was), Some(is)) if was.deleted == is.deleted => (was, is),
            (None, None) => return Vec::new(),
            (was, is) => return otherwise(was.or(is).map_or("", |user| &user.username)),
        };
        let mut reasons = Vec::new();
        if was.username != is.username {
            reasons.extend(otherwise("username"));
        }
        let defaults = &self.before.facts.defaults.user;
        reasons.extend(fields(Kind::Users, &was.fields, &is.fields, defaults));
        if login(was) != login(is) {
            reasons.push(Reason::new(ReasonCode::PasswordNotKept));
        }
        reasons
    }

    fn cohort(&self, id: u64) -> Vec<Reason> {
        let was = self.before.cohort(id);
        let is = self.counterpart_of_cohort(id);
        let (was, is) = match (was, is) {
            (Some(was), Some(is)) => (was, is),
            (None, None) => return Vec::new(),
            // Made again: it is compared under the number that it had.
            (None, Some(_)) if self.cohort_before(id).is_some() => return Vec::new(),
            (was, is) => return otherwise(was.or(is).map_or("", |cohort| &cohort.name)),
        };
        let mut reasons = Vec::new();
        for ((column, was), (_, is)) in cohort_texts(was).into_iter().zip(cohort_texts(is)) {
            reasons.extend(text(column, was, is));
        }
        if was.category != is.category {
            reasons.extend(otherwise("ccatcontext"));
        }
        if was.visible != is.visible {
            reasons.push(Reason::of(ReasonCode::FieldWithoutColumn, "visible"));
        }
        if was.members != is.members {
            reasons.extend(otherwise(&was.name));
        }
        reasons
    }

    /// The cohort at the end that is the one of this number before: by name where it was made again.
    fn counterpart_of_cohort(&self, id: u64) -> Option<&Cohort> {
        match (self.now.cohort(id), self.before.cohort(id)) {
            (None, Some(was)) => self.end.cohort_by_name(&was.name),
            _ => self.end.cohort(id),
        }
    }

    /// The number before of the cohort of this number, which may have been made again at the end.
    fn cohort_before(&self, id: u64) -> Option<u64> {
        let same = self.before.cohort(id).or_else(|| {
            let made = self.end.cohort(id)?;
            self.before.cohort_by_name(&made.name)
        });
        same.map(|cohort| cohort.id)
    }

    /// A binding is known by its course, cohort, role and method: another one may have its number by now.
    fn binding(&self, id: u64) -> Vec<Reason> {
        let known = [self.before, self.now, self.end].map(|site| site.cohort_binding(id));
        let mut reasons: Vec<Reason> = Vec::new();
        for known in known.into_iter().flatten() {
            let Some(course) = self.before.course(known.course) else {
                continue;
            };
            let (role, method) = (&known.role, &known.method);
            let cohort = self.cohort_before(known.cohort).unwrap_or(known.cohort);
            let was = self.before.binding_of(course.id, cohort, role, method);
            let cohort = self.counterpart_of_cohort(cohort);
            let is =
                cohort.and_then(|cohort| self.end.binding_of(course.id, cohort.id, role, method));
            let state = |site: &SiteIndex, binding: Option<&CohortBinding>| {
                binding.map(|binding| site.binding_state(binding))
            };
            if state(self.before, was) != state(self.end, is) {
                let what = format!("{} ({method}, {role})", course.shortname);
                reasons.extend(otherwise(&what));
            }
        }
        reasons
    }

    /// A link is known by its courses: another one may have its number by now.
    fn link(&self, id: u64) -> Vec<Reason> {
        let known = [self.before, self.now, self.end].map(|site| site.course_link(id));
        let mut reasons: Vec<Reason> = Vec::new();
        for known in known.into_iter().flatten() {
            let [course, source] = [known.course, known.source].map(|id| self.before.course(id));
            let (Some(course), Some(source)) = (course, source) else {
                continue;
            };
            let enabled = |site: &SiteIndex| {
                let found = site.link_of(course.id, source.id);
                found.map(|found| found.enabled)
            };
            if enabled(self.before) != enabled(self.end) {
                let what = format!("{} ← {}", course.shortname, source.shortname);
                reasons.extend(otherwise(&what));
            }
        }
        reasons
    }

    fn group(&self, id: u64) -> Vec<Reason> {
        let was = self.before.group_of_id(id);
        let is = match (was, self.now.group_of_id(id)) {
            (Some(was), None) => self.end.group(was.course, &was.name),
            _ => self.end.group_of_id(id),
        };
        let course = was.or(is).map(|group| group.course);
        if course.is_none_or(|course| self.before.course(course).is_none()) {
            return Vec::new();
        }
        match (was, is) {
            (Some(was), Some(is)) => {
                let mut reasons = group_texts(
                    &was.description,
                    &is.description,
                    &was.idnumber,
                    &is.idnumber,
                );
                let same_people = was.members == is.members
                    && was.owned == is.owned
                    && was.by_cohort == is.by_cohort;
                if was.name != is.name || !same_people {
                    reasons.extend(otherwise(&was.name));
                }
                reasons
            }
            (None, None) => Vec::new(),
            // Made again: it is compared under the number that it had.
            (None, Some(is)) if self.before.group(is.course, &is.name).is_some() => Vec::new(),
            (None, Some(is)) => vec![self.stays(ReasonCode::GroupStays, is.course, &is.name)],
            (Some(was), None) => otherwise(&was.name),
        }
    }

    fn grouping(&self, id: u64) -> Vec<Reason> {
        let was = self.before.grouping_of_id(id);
        let is = match (was, self.now.grouping_of_id(id)) {
            (Some(was), None) => self.end.grouping(was.course, &was.name),
            _ => self.end.grouping_of_id(id),
        };
        let course = was.or(is).map(|grouping| grouping.course);
        if course.is_none_or(|course| self.before.course(course).is_none()) {
            return Vec::new();
        }
        match (was, is) {
            (Some(was), Some(is)) => {
                let mut reasons = group_texts(
                    &was.description,
                    &is.description,
                    &was.idnumber,
                    &is.idnumber,
                );
                let (had, has) = (names(self.before, was), names(self.end, is));
                if has.difference(&had).next().is_some() {
                    let code = ReasonCode::GroupingKeepsGroups;
                    reasons.push(self.stays(code, was.course, &was.name));
                } else if was.name != is.name || had != has {
                    reasons.extend(otherwise(&was.name));
                }
                reasons
            }
            (None, None) => Vec::new(),
            (None, Some(is)) if self.before.grouping(is.course, &is.name).is_some() => Vec::new(),
            (None, Some(is)) => vec![self.stays(ReasonCode::GroupingStays, is.course, &is.name)],
            (Some(was), None) => otherwise(&was.name),
        }
    }

    fn stays(&self, code: ReasonCode, course: u64, name: &str) -> Reason {
        let course = self.end.course(course);
        Reason::of(code, name).with("course", course.map_or("", |course| &course.shortname))
    }

    fn enrolment(&self, course: u64, user: u64, method: &str) -> Vec<Reason> {
        let seen = |site: &SiteIndex| {
            let found = site.enrolment(course, user, method);
            found.map(|found| (found.state(), found.roles.clone()))
        };
        if self.is_out(course, user) || seen(self.before) == seen(self.end) {
            return Vec::new();
        }
        let left = self.end.enrolment(course, user, method);
        if follows_others(self.before, method)
            && seen(self.before).is_none()
            && left.is_some_and(|left| !left.active)
        {
            let course = self.before.course(course);
            let course = course.map_or("", |course| &course.shortname);
            return vec![Reason::of(ReasonCode::EnrolmentsStay, course)];
        }
        self.person_otherwise(course, user, method)
    }

    fn role(&self, course: u64, user: u64, role: &str) -> Vec<Reason> {
        let has = |site: &SiteIndex| site.has_role(course, user, role);
        if self.is_out(course, user) || has(self.before) == has(self.end) {
            return Vec::new();
        }
        self.person_otherwise(course, user, role)
    }

    /// Whether the course or the account was not there before the run: what is in them goes with them.
    fn is_out(&self, course: u64, user: u64) -> bool {
        let lives = self.before.user(user).is_some_and(|user| !user.deleted);
        self.before.course(course).is_none() || !lives
    }

    fn person_otherwise(&self, course: u64, user: u64, what: &str) -> Vec<Reason> {
        let course = self.before.course(course);
        let user = self.before.user(user);
        otherwise(&format!(
            "{} – {} ({what})",
            user.map_or("", |user| &user.username),
            course.map_or("", |course| &course.shortname)
        ))
    }
}

/// What of a course is neither field nor place.
fn parts(was: &Course, is: &Course) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (method, enabled) in &is.methods {
        match was.methods.get(method) {
            Some(before) if before == enabled => {}
            Some(_) => reasons.extend(otherwise(method)),
            None => reasons.push(Reason::of(ReasonCode::MethodStays, method)),
        }
    }
    let gone = was
        .methods
        .keys()
        .filter(|method| !is.methods.contains_key(*method));
    reasons.extend(gone.flat_map(|method| otherwise(method)));
    for (number, section) in &is.sections {
        match was.sections.get(number) {
            Some(before) if before == section => {}
            Some(before) => {
                let field = format!("topic{number}");
                let emptied = before.name.is_empty() && !section.name.is_empty()
                    || before.summary.is_empty() && !section.summary.is_empty();
                let code = if emptied {
                    ReasonCode::FieldNotCleared
                } else {
                    ReasonCode::EndsOtherwise
                };
                reasons.push(Reason::of(code, field));
            }
            None => reasons.push(Reason::of(ReasonCode::SectionStays, number)),
        }
    }
    reasons
}

/// The fields that end otherwise, and why.
fn fields(kind: Kind, was: &Fields, is: &Fields, defaults: &Fields) -> Vec<Reason> {
    let differing = differing(was, is, defaults).into_iter();
    differing
        .map(|field| {
            let old = was.get(&field).or_else(|| defaults.get(&field));
            let code = if !has_column(kind, &field) {
                ReasonCode::FieldWithoutColumn
            } else if old.is_none_or(is_nothing) {
                ReasonCode::FieldNotCleared
            } else {
                ReasonCode::EndsOtherwise
            };
            Reason::of(code, field)
        })
        .collect()
}

/// Why a text ends otherwise.
fn text(field: &str, was: &str, is: &str) -> Option<Reason> {
    let code = if was.is_empty() {
        ReasonCode::FieldNotCleared
    } else {
        ReasonCode::EndsOtherwise
    };
    (was != is).then(|| Reason::of(code, field))
}

fn group_texts(
    was_description: &str,
    description: &str,
    was_idnumber: &str,
    idnumber: &str,
) -> Vec<Reason> {
    let description = text("description", was_description, description);
    description
        .into_iter()
        .chain(text("idnumber", was_idnumber, idnumber))
        .collect()
}

/// The texts of a cohort, by their columns.
fn cohort_texts(cohort: &Cohort) -> [(&'static str, &str); 4] {
    let [name, idnumber, description, component] = COHORT_COLUMNS;
    [
        (name, &cohort.name),
        (idnumber, &cohort.idnumber),
        (description, &cohort.description),
        (component, &cohort.component),
    ]
}

fn login(user: &User) -> (crate::site::Password, &str) {
    (user.password, &user.password_digest)
}

fn names(site: &SiteIndex, grouping: &Grouping) -> BTreeSet<String> {
    let groups = grouping
        .groups
        .iter()
        .filter_map(|id| site.group_of_id(*id));
    groups.map(|group| group.name.clone()).collect()
}

fn otherwise(what: &str) -> Vec<Reason> {
    vec![Reason::of(ReasonCode::EndsOtherwise, what)]
}
