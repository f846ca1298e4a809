//! Enrolments, roles, and memberships of groups given by hand.
//!
//! Four files, since rows of one may not contradict each other: the enrolments that begin, end or change; those of the new ones that are
//! suspended; the roles that are given by hand, which a file names without the column `enrol`; the groups.

use std::collections::{BTreeMap, BTreeSet};

use super::Gap;
use super::columns::moment;
use crate::kinds::Kind;
use crate::site::{Enrolment, Group, SiteIndex, Touched, keeps_its_roles};
use crate::undo::follows_others;
use crate::undo::sheet::{Sheet, SheetRow};

/// A role that is given for the time being to who is enrolled without one: a row must name a role. The next file takes it again.
const ANY_ROLE: &str = "student";

/// The most groups that a row names.
const GROUPS: usize = 9;

/// A person in a course who was there before the run, as both were.
struct Part {
    course: u64,
    user: u64,
}

impl Part {
    fn row(&self, gap: &Gap<'_>, about: Vec<Touched>) -> SheetRow {
        let (course, user) = (gap.before.course(self.course), gap.before.user(self.user));
        SheetRow::about(about)
            .with("cid", course.map_or("", |course| &course.shortname))
            .with("uid", user.map_or("", |user| &user.username))
    }

    fn enrolment(&self, method: &str) -> Touched {
        Touched::Enrolment(self.course, self.user, method.to_owned())
    }

    fn role(&self, role: &str) -> Touched {
        Touched::RoleAssignment(self.course, self.user, role.to_owned())
    }

    /// The enrolments that files are about.
    fn enrolments<'s>(&self, site: &'s SiteIndex) -> Vec<&'s Enrolment> {
        let all = site.enrolments_of(self.course, self.user);
        all.filter(|enrolment| !follows_others(site, &enrolment.method))
            .collect()
    }

    fn roles(&self, site: &SiteIndex) -> Vec<String> {
        site.roles_of(self.course, self.user, "")
    }
}

/// The people whose part in a course the run changed, each once for each course.
fn parts(gap: &Gap<'_>) -> Vec<Part> {
    let parts: BTreeSet<(u64, u64)> = gap
        .keys
        .iter()
        .filter_map(|key| match key {
            Touched::Enrolment(course, user, _) | Touched::RoleAssignment(course, user, _) => {
                Some((*course, *user))
            }
            _ => None,
        })
        .collect();
    let lived = |user: &u64| gap.before.user(*user).is_some_and(|user| !user.deleted);
    parts
        .into_iter()
        .filter(|(course, user)| gap.before.course(*course).is_some() && lived(user))
        .map(|(course, user)| Part { course, user })
        .collect()
}

/// Enrolments that begin, end, or change their period or access.
pub(super) fn enrolments(gap: &Gap<'_>) -> Sheet {
    let mut rows = Vec::new();
    for part in parts(gap) {
        let (was, is) = (part.enrolments(gap.before), part.enrolments(&gap.site));
        for ended in is.iter().filter(|is| !has(&was, &is.method)) {
            let row = part.row(gap, vec![part.enrolment(&ended.method)]);
            rows.push(row.with("cmd", "del").with("enrol", &ended.method));
        }
        for was in was {
            let is = is.iter().find(|is| is.method == was.method);
            rows.extend(begun(gap, &part, was, is.copied()));
        }
    }
    Sheet::new(Kind::Enrolments, rows).with_columns(&["rolename", "enrol"])
}

fn has(enrolments: &[&Enrolment], method: &str) -> bool {
    enrolments
        .iter()
        .any(|enrolment| enrolment.method == method)
}

/// The rows of an enrolment that was there before; `is`: as it is by now.
fn begun(gap: &Gap<'_>, part: &Part, was: &Enrolment, is: Option<&Enrolment>) -> Vec<SheetRow> {
    let row = |command: &str| {
        let row = part.row(gap, vec![part.enrolment(&was.method)]);
        row.with("cmd", command)
            .with("enrol", &was.method)
            .with("starttime", moment(was.start))
            .with("endtime", moment(was.end))
    };
    let keeps_roles = keeps_its_roles(&was.method);
    let added = |is: Option<&Enrolment>| -> Vec<SheetRow> {
        let missing = was.roles.iter();
        let missing = missing.filter(|role| is.is_none_or(|is| !is.roles.contains(*role)));
        missing
            .map(|role| row("add").with("rolename", role))
            .collect()
    };
    match is {
        None if keeps_roles && !was.roles.is_empty() => added(None),
        None => {
            let roles = part.roles(gap.before);
            let role = roles.first().map_or(ANY_ROLE, String::as_str);
            vec![row("add").with("rolename", role)]
        }
        Some(is) if keeps_roles && was.roles != is.roles => match was.roles.first() {
            Some(role) if was.roles.len() == 1 => vec![row("shift").with("rolename", role)],
            _ => added(Some(is)),
        },
        Some(is) if was.state() != is.state() => {
            vec![row(if was.active { "enable" } else { "disable" })]
        }
        Some(_) => Vec::new(),
    }
}

/// Enrolments that are there again and were suspended.
pub(super) fn suspensions(gap: &Gap<'_>) -> Sheet {
    let mut rows = Vec::new();
    for part in parts(gap) {
        let is = part.enrolments(&gap.site);
        for was in part.enrolments(gap.before) {
            let is = is.iter().find(|is| is.method == was.method);
            if is.is_some_and(|is| is.active && !was.active) {
                let row = part.row(gap, vec![part.enrolment(&was.method)]);
                rows.push(row.with("cmd", "disable").with("enrol", &was.method));
            }
        }
    }
    Sheet::new(Kind::Enrolments, rows).with_columns(&["rolename"])
}

/// Roles given by hand.
pub(super) fn roles(gap: &Gap<'_>) -> Sheet {
    let mut rows = Vec::new();
    for part in parts(gap) {
        let (was, is) = (part.roles(gap.before), part.roles(&gap.site));
        let mut row = |command: &str, role: &str| {
            let row = part.row(gap, vec![part.role(role)]);
            rows.push(row.with("cmd", command).with("rolename", role));
        };
        for role in is.iter().filter(|role| !was.contains(role)) {
            row("del", role);
        }
        for role in was.iter().filter(|role| !is.contains(role)) {
            row("add", role);
        }
    }
    Sheet::new(Kind::Enrolments, rows)
}

/// Memberships of groups that somebody gave by hand. A row needs a command that changes nothing: the person has the role already, or
/// the enrolments are all so. Who takes part in the course by neither gets the groups by a file of group members.
pub(super) fn memberships(gap: &Gap<'_>) -> Sheet {
    let mut rows = Vec::new();
    let mut left: BTreeMap<(u64, u64), Vec<(&Touched, &Group)>> = BTreeMap::new();
    for key in gap.keys {
        let Touched::Group(id) = key else { continue };
        let Some(was) = gap.before.group_of_id(*id) else {
            continue;
        };
        let is = gap.group(was);
        for user in by_hand(was) {
            if is.is_some_and(|is| !is.members.contains(&user)) {
                left.entry((was.course, user)).or_default().push((key, was));
            }
        }
    }
    for ((course, user), groups) in left {
        let part = Part { course, user };
        let Some((command, role)) = nothing_to_do(gap, &part) else {
            continue;
        };
        for groups in groups.chunks(GROUPS) {
            let about = groups.iter().map(|(key, _)| (*key).clone()).collect();
            let mut row = part
                .row(gap, about)
                .with("cmd", command)
                .with("rolename", &role);
            row.set("gcmd", "gadd");
            for (number, (_, group)) in (1..).zip(groups) {
                row.set(&format!("g{number}"), &group.name);
            }
            rows.push(row);
        }
    }
    Sheet::new(Kind::Enrolments, rows).with_columns(&["rolename"])
}

/// Members who were put in by hand.
fn by_hand(group: &Group) -> impl Iterator<Item = u64> {
    group.members.difference(&group.owned).copied()
}

/// A command, with its role, that leaves a person's part in a course as it is.
fn nothing_to_do(gap: &Gap<'_>, part: &Part) -> Option<(&'static str, String)> {
    if let Some(role) = part.roles(&gap.site).first() {
        return Some(("add", role.clone()));
    }
    let mut enrolments = gap.site.enrolments_of(part.course, part.user).peekable();
    let active = enrolments.peek()?.active;
    let alike = enrolments.all(|enrolment| enrolment.active == active);
    alike.then(|| (if active { "enable" } else { "disable" }, String::new()))
}
