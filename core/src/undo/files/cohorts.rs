//! Cohorts, their members, and the courses that they are bound to.

use super::Gap;
use super::columns::{COHORT_COLUMNS, moment};
use crate::kinds::Kind;
use crate::settings::GroupIdentifier;
use crate::site::{Cohort, CohortBinding, SiteIndex, Touched};
use crate::undo::sheet::{Sheet, SheetRow};

/// How files name cohorts: by number, so that a name can be given back, unless one must be made again, which has no number yet.
pub(super) fn identifier(now: &SiteIndex, before: &SiteIndex, keys: &[Touched]) -> GroupIdentifier {
    let makes = keys.iter().any(|key| match key {
        Touched::Cohort(id) => now.cohort(*id).is_none() && before.cohort(*id).is_some(),
        _ => false,
    });
    if makes {
        GroupIdentifier::Name
    } else {
        GroupIdentifier::Id
    }
}

/// Cohorts that go, come back, or are otherwise, each with its members.
pub(super) fn cohorts(gap: &Gap<'_>) -> Sheet {
    let mut rows = Vec::new();
    for key in gap.keys {
        let Touched::Cohort(id) = key else { continue };
        let (was, is) = (gap.before.cohort(*id), gap.site.cohort(*id));
        match (was, is.filter(|_| gap.now.cohort(*id).is_some())) {
            (Some(was), Some(is)) => {
                rows.extend(changed(gap, key, was, is));
                rows.extend(members(gap, key, was, Some(is)));
            }
            (Some(was), None) => {
                rows.push(made(gap, key, was));
                rows.extend(members(gap, key, was, None));
            }
            (None, Some(is)) => rows.push(named(gap, key, is).with("cmd", "del")),
            (None, None) => {}
        }
    }
    // By these columns a file is known as one of cohorts.
    Sheet::new(Kind::Cohorts, rows).with_columns(&["cname", "userid"])
}

/// A row that names a cohort as it is by now.
fn named(gap: &Gap<'_>, key: &Touched, is: &Cohort) -> SheetRow {
    let row = SheetRow::about([key.clone()]);
    match gap.cohorts {
        GroupIdentifier::Id => row.with("cid", is.id),
        GroupIdentifier::Name | GroupIdentifier::Idnumber => row.with("cname", &is.name),
    }
}

fn texts(cohort: &Cohort) -> [(&'static str, &String); 4] {
    let [name, idnumber, description, component] = COHORT_COLUMNS;
    [
        (name, &cohort.name),
        (idnumber, &cohort.idnumber),
        (description, &cohort.description),
        (component, &cohort.component),
    ]
}

/// A cohort that is made again, without members.
fn made(gap: &Gap<'_>, key: &Touched, was: &Cohort) -> SheetRow {
    let mut row = named(gap, key, was).with("cmd", "add");
    for (column, text) in texts(was) {
        row.set(column, text);
    }
    row.with("ccatcontext", was.category)
}

/// The texts and the place of a cohort that has others by now.
fn changed(gap: &Gap<'_>, key: &Touched, was: &Cohort, is: &Cohort) -> Option<SheetRow> {
    let mut row = named(gap, key, is).with("cmd", "add");
    for ((column, was), (_, is)) in texts(was).into_iter().zip(texts(is)) {
        if was != is {
            row.set(column, was);
        }
    }
    if was.category != is.category {
        row.set("ccatcontext", was.category);
    }
    let naming = match gap.cohorts {
        GroupIdentifier::Id => ["cid", "cmd"],
        GroupIdentifier::Name | GroupIdentifier::Idnumber => ["cname", "cmd"],
    };
    (!row.has_only(&naming)).then_some(row)
}

/// Who joins and who leaves. Accounts that were not there before go with theirs.
fn members(gap: &Gap<'_>, key: &Touched, was: &Cohort, is: Option<&Cohort>) -> Vec<SheetRow> {
    let row = |user: u64, command: &str| {
        let user = gap.site.user(user).filter(|user| !user.deleted)?;
        let row = named(gap, key, is.unwrap_or(was)).with("cmd", command);
        Some(row.with("userid", &user.username))
    };
    let now = is.map(|is| &is.members);
    let left = now.into_iter().flatten();
    let left = left.filter(|user| !was.members.contains(user));
    let joined = was.members.iter();
    let joined = joined.filter(|user| now.is_none_or(|now| !now.contains(user)));
    let left = left.filter_map(|user| row(*user, "del"));
    left.chain(joined.filter_map(|user| row(*user, "add")))
        .collect()
}

/// A binding that the run changed, as before and as it is by now.
struct Binding<'g> {
    key: &'g Touched,
    /// Course, cohort, role and method, from a site on which the binding is.
    known: &'g CohortBinding,
    was: Option<&'g CohortBinding>,
    is: Option<&'g CohortBinding>,
}

/// The bindings that the run changed, of courses that were there before. One is known by its course, cohort, role and method: where the
/// number of one that was there is another's by now, both are meant.
fn bindings<'g>(gap: &'g Gap<'_>) -> Vec<Binding<'g>> {
    let mut bindings: Vec<Binding<'g>> = Vec::new();
    for key in gap.keys {
        let Touched::CohortBinding(id) = key else {
            continue;
        };
        let known = [gap.before, gap.now].map(|site| site.cohort_binding(*id));
        for known in known.into_iter().flatten() {
            let (role, method) = (&known.role, &known.method);
            let Some(cohort) = gap.cohort(known.cohort) else {
                continue;
            };
            if gap.before.course(known.course).is_none()
                || bindings.iter().any(|other| other.is_of(known))
            {
                continue;
            }
            bindings.push(Binding {
                key,
                known,
                was: gap
                    .before
                    .binding_of(known.course, known.cohort, role, method),
                is: gap.site.binding_of(known.course, cohort.id, role, method),
            });
        }
    }
    bindings
}

impl Binding<'_> {
    /// Whether it is of the same course, cohort, role and method.
    fn is_of(&self, other: &CohortBinding) -> bool {
        let known = self.known;
        (known.course, known.cohort) == (other.course, other.cohort)
            && (&known.role, &known.method) == (&other.role, &other.method)
    }

    fn row(&self, gap: &Gap<'_>, command: &str) -> Option<SheetRow> {
        let course = gap.before.course(self.known.course)?;
        let cohort = gap.cohort(self.known.cohort)?;
        let row = SheetRow::about([self.key.clone()]);
        let row = match gap.cohorts {
            GroupIdentifier::Id => row.with("cohort", cohort.id),
            GroupIdentifier::Name | GroupIdentifier::Idnumber => row.with("cohort", &cohort.name),
        };
        Some(
            row.with("course", &course.shortname)
                .with("cmd", command)
                .with("role", &self.known.role)
                .with("enrol", &self.known.method),
        )
    }
}

/// Bindings that go, come back, or change their period, group or access.
pub(super) fn bind(gap: &Gap<'_>) -> Sheet {
    let mut rows = Vec::new();
    for binding in bindings(gap) {
        let row = match (binding.was, binding.is) {
            (None, Some(_)) => binding.row(gap, "fulldel"),
            (Some(was), is) => {
                let state = gap.before.binding_state(was);
                let now = is.map(|is| gap.site.binding_state(is));
                if now.as_ref() == Some(&state) {
                    continue;
                }
                let same = now.is_some_and(|now| {
                    (now.start, now.end, &now.group) == (state.start, state.end, &state.group)
                });
                match (same, state.enabled) {
                    (true, true) => binding.row(gap, "restore"),
                    (true, false) => continue, // The next file takes the access.
                    (false, _) => binding.row(gap, "add").map(|row| {
                        row.with("enrolstart", moment(state.start))
                            .with("enrolend", moment(state.end))
                            .with("makegroup", u8::from(!state.group.is_empty()))
                    }),
                }
            }
            (None, None) => continue,
        };
        rows.extend(row);
    }
    Sheet::new(Kind::CohortCourses, rows)
}

/// Bindings that gave no access.
pub(super) fn disable(gap: &Gap<'_>) -> Sheet {
    let rows = bindings(gap).into_iter().filter_map(|binding| {
        let (was, is) = (binding.was?, binding.is?);
        (is.enabled && !was.enabled).then(|| binding.row(gap, "del"))?
    });
    Sheet::new(Kind::CohortCourses, rows.collect())
}

impl Gap<'_> {
    /// The cohort of this number as it is by now: by name where it was made again.
    fn cohort(&self, id: u64) -> Option<&Cohort> {
        match (self.now.cohort(id), self.before.cohort(id)) {
            (None, Some(was)) => self.site.cohort_by_name(&was.name),
            _ => self.site.cohort(id),
        }
    }
}
