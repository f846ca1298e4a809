//! Courses: their names, places, attributes, sections and methods, and which go.

use super::Gap;
use super::columns::cell;
use crate::kinds::Kind;
use crate::kinds::category_deletions::CATEGORY;
use crate::site::{Course, SiteIndex, Touched};
use crate::undo::compare::differing;
use crate::undo::sheet::{Sheet, SheetRow};

/// What names a course in a courses file, with what each row must give.
const NAMING: [&str; 3] = ["id", "shortname", "fullname"];

/// The methods that a courses file switches on and off.
const METHODS: [&str; 2] = ["self", "guest"];

/// Courses that are otherwise than before.
pub(super) fn update(gap: &Gap<'_>) -> Sheet {
    let rows = courses(gap).filter_map(|id| {
        let (was, is) = (gap.before.course(id)?, gap.site.course(id)?);
        let mut row = SheetRow::about([Touched::Course(id)]);
        row.set("id", id);
        row.set("shortname", &was.shortname);
        row.set("fullname", was.text("fullname"));
        let mut changed = was.shortname != is.shortname;
        if was.category != is.category {
            row.set("category", was.category);
        }
        let defaults = &gap.site.facts.defaults.course;
        for field in differing(&was.fields, &is.fields, defaults) {
            if let Some(text) = cell(Kind::Courses, &field, &was.fields, defaults) {
                row.set(&field, text);
                changed = true;
            }
        }
        methods(was, is, &mut row);
        sections(was, is, &mut row);
        (changed || !row.has_only(&NAMING)).then_some(row)
    });
    Sheet::new(Kind::Courses, rows.collect())
}

/// Links between courses that go, come back, or give access.
pub(super) fn link(gap: &Gap<'_>) -> Sheet {
    let rows = links(gap)
        .into_iter()
        .filter_map(|link| match (link.was, link.is) {
            (Some(true), Some(true)) | (Some(false), Some(_)) | (None, None) => None,
            (Some(_), _) => Some(link.row("add")),
            (None, Some(_)) => Some(link.row("fulldel")),
        });
    Sheet::new(Kind::Metacourses, rows.collect())
}

/// Links between courses that gave no access.
pub(super) fn unlink(gap: &Gap<'_>) -> Sheet {
    let rows = links(gap)
        .into_iter()
        .filter(|link| (link.was, link.is) == (Some(false), Some(true)));
    let rows = rows.map(|link| link.row("del"));
    Sheet::new(Kind::Metacourses, rows.collect())
}

/// A link between courses that were there before.
struct Link<'g> {
    key: &'g Touched,
    course: &'g Course,
    source: &'g Course,
    /// Whether it gave access before; none when it was not there.
    was: Option<bool>,
    /// Whether it gives access by now.
    is: Option<bool>,
}

impl Link<'_> {
    fn row(&self, command: &str) -> SheetRow {
        SheetRow::about([self.key.clone()])
            .with("master", &self.source.shortname)
            .with("meta", &self.course.shortname)
            .with("cmd", command)
    }
}

/// The links that the run changed. One is known by its courses: where the number of one that was there is another's by now, both are meant.
fn links<'g>(gap: &'g Gap<'_>) -> Vec<Link<'g>> {
    let mut links: Vec<Link<'g>> = Vec::new();
    for key in gap.keys {
        let Touched::CourseLink(id) = key else {
            continue;
        };
        let known = [gap.before, gap.now].map(|site| site.course_link(*id));
        for known in known.into_iter().flatten() {
            let courses = [known.course, known.source].map(|id| gap.before.course(id));
            let [Some(course), Some(source)] = courses else {
                continue;
            };
            let ids = (course.id, source.id);
            if links
                .iter()
                .any(|link| (link.course.id, link.source.id) == ids)
            {
                continue;
            }
            let enabled = |site: &SiteIndex| {
                let found = site.link_of(course.id, source.id);
                found.map(|found| found.enabled)
            };
            links.push(Link {
                key,
                course,
                source,
                was: enabled(gap.before),
                is: enabled(&gap.site),
            });
        }
    }
    links
}

/// Courses that were not there before.
pub(super) fn delete(gap: &Gap<'_>) -> Sheet {
    let gone = courses(gap).filter(|id| gap.before.course(*id).is_none());
    let rows = gone
        .filter(|id| gap.site.course(*id).is_some())
        .map(|id| SheetRow::about([Touched::Course(id)]).with("course", id));
    Sheet::new(Kind::CourseDeletions, rows.collect())
}

/// Categories that were not there before, those in others first.
pub(super) fn delete_categories(gap: &Gap<'_>) -> Sheet {
    let mut paths: Vec<(Vec<String>, u64)> = gap
        .keys
        .iter()
        .filter_map(|key| match key {
            Touched::Category(id) => Some(*id),
            _ => None,
        })
        .filter(|id| gap.before.category(*id).is_none() && gap.site.category(*id).is_some())
        .map(|id| (gap.site.category_path(id), id))
        .collect();
    paths.sort_by(|one, other| other.0.len().cmp(&one.0.len()).then(one.cmp(other)));
    let rows = paths.into_iter().map(|(path, id)| {
        let row = SheetRow::about([Touched::Category(id)]).with(CATEGORY, id);
        row.with("path", path.join("/"))
    });
    Sheet::new(Kind::CategoryDeletions, rows.collect())
}

fn courses(gap: &Gap<'_>) -> impl Iterator<Item = u64> {
    gap.keys.iter().filter_map(|key| match key {
        Touched::Course(id) => Some(*id),
        _ => None,
    })
}

/// A method that the course did not have is switched off: no file takes it away.
fn methods(was: &Course, is: &Course, row: &mut SheetRow) {
    for method in METHODS {
        let before = was.methods.get(method).copied();
        if before != is.methods.get(method).copied() {
            row.set(method, u8::from(before.unwrap_or(false)));
        }
    }
}

/// Sections that were there; no file takes one away.
fn sections(was: &Course, is: &Course, row: &mut SheetRow) {
    for (number, section) in &was.sections {
        if is.sections.get(number) != Some(section) {
            let summary = &section.summary;
            row.set(
                &format!("topic{number}"),
                format!("{}|{summary}", section.name),
            );
        }
    }
}
