//! Categories and courses.

use std::collections::BTreeMap;

use super::*;
use toolsync_core::site::{
    Category, Course, CourseContent, FRONT_PAGE, LocalRole, RoleOverride, Section,
};

use crate::moodle::tables::{
    ActivityRow, BackupRow, CategoryRow, CountRow, CourseRow, FormatOptionRow, GradeRow,
    LastAccessRow, LocalRoleRow, OverrideRow, SectionRow,
};

/// Categories and courses, and what waits for the latter.
#[derive(Debug, Default)]
pub(super) struct Courses {
    categories: Vec<Category>,
    courses: BTreeMap<u64, Course>,
    /// Course and the one that it was restored from.
    originals: Vec<(u64, u64)>,
    options: Vec<FormatOptionRow>,
    sections: Vec<(u64, u32, Section)>,
    activities: Vec<ActivityRow>,
    backups: BTreeSet<u64>,
    last_access: Vec<LastAccessRow>,
    counts: Vec<CountRow>,
    grades: Vec<GradeRow>,
    local_roles: Vec<LocalRoleRow>,
    overrides: Vec<OverrideRow>,
}

impl Assembler {
    /// Takes a category.
    pub fn category(&mut self, row: CategoryRow) {
        self.courses.categories.push(Category {
            id: row.id,
            parent: row.parent,
            name: row.name,
            idnumber: row.idnumber,
            visible: row.visible,
        });
    }

    /// Takes a course.
    pub fn course(&mut self, row: CourseRow) {
        self.configuration.uses_language(&row.lang);
        if row.original > 0 {
            self.courses.originals.push((row.id, row.original));
        }
        let course = course(row);
        self.courses.courses.insert(course.id, course);
    }

    /// Takes the layout of a course.
    pub fn format_option(&mut self, row: FormatOptionRow) {
        self.courses.options.push(row);
    }

    /// Takes a section; those of activities are no course's own.
    pub fn section(&mut self, row: SectionRow) {
        let Ok(number) = u32::try_from(row.number) else {
            return;
        };
        if row.component.is_empty() {
            let section = Section {
                name: row.name,
                summary: row.summary,
            };
            self.courses.sections.push((row.course, number, section));
        }
    }

    /// Takes an activity.
    pub fn activity(&mut self, row: ActivityRow) {
        self.courses.activities.push(row);
    }

    /// Takes a backup.
    pub fn backup(&mut self, row: BackupRow) {
        self.courses.backups.insert(row.course);
    }

    /// Takes the last access to a course.
    pub fn last_access(&mut self, row: LastAccessRow) {
        self.courses.last_access.push(row);
    }

    /// Takes how many there are of something.
    pub fn count(&mut self, row: CountRow) {
        self.courses.counts.push(row);
    }

    /// Takes grades.
    pub fn grade(&mut self, row: GradeRow) {
        self.courses.grades.push(row);
    }

    /// Takes a role in an activity or a block.
    pub fn local_role(&mut self, row: LocalRoleRow) {
        self.courses.local_roles.push(row);
    }

    /// Takes a permission.
    pub fn permission(&mut self, row: OverrideRow) {
        self.courses.overrides.push(row);
    }
}

impl Courses {
    /// See [`Assembler::absorb`].
    pub(super) fn absorb(&mut self, other: Self) {
        let Self {
            categories,
            courses,
            originals,
            options,
            sections,
            activities,
            backups,
            last_access,
            counts,
            grades,
            local_roles,
            overrides,
        } = other;
        join(&mut self.categories, categories);
        self.courses.extend(courses);
        join(&mut self.originals, originals);
        join(&mut self.options, options);
        join(&mut self.sections, sections);
        join(&mut self.activities, activities);
        self.backups.extend(backups);
        join(&mut self.last_access, last_access);
        join(&mut self.counts, counts);
        join(&mut self.grades, grades);
        join(&mut self.local_roles, local_roles);
        join(&mut self.overrides, overrides);
    }

    /// The site's own name is that of its front page.
    pub(super) fn name_of_front_page(&self) -> String {
        let front = self.courses.get(&FRONT_PAGE);
        front
            .map(|course| course.text("fullname"))
            .unwrap_or_default()
    }

    /// Puts categories and courses into the site.
    pub(super) fn put(mut self, site: &mut SiteIndex) {
        self.put_content();
        self.categories.sort_by_key(|category| category.id);
        for category in self.categories {
            site.put_category(category);
        }
        let all = &mut self.courses;
        for row in self.options {
            if let Some(course) = all.get_mut(&row.course)
                && course.text("format") == row.format
                && let Ok(number) = row.value.parse()
            {
                course
                    .fields
                    .insert("coursedisplay".to_owned(), flag(number));
            }
        }
        for (course, number, section) in self.sections {
            if let Some(course) = all.get_mut(&course) {
                course.sections.insert(number, section);
            }
        }
        for course in self.backups {
            if let Some(course) = all.get_mut(&course) {
                course.backup = true;
            }
        }
        for row in self.last_access {
            if let Some(course) = all.get_mut(&row.course) {
                course.last_access = row.time;
            }
        }
        for (id, original) in self.originals {
            let template = all.get(&original).map(|course| course.shortname.clone());
            if let (Some(course), Some(template)) = (all.get_mut(&id), template) {
                course.template = template;
            }
        }
        for mut course in self.courses.into_values() {
            say_empty(&mut course.fields, &site.facts.defaults.course);
            site.put_course(course);
        }
    }

    /// What is in a course.
    fn content_of(&mut self, course: u64) -> Option<&mut CourseContent> {
        let course = self.courses.get_mut(&course)?;
        Some(&mut course.content)
    }

    /// Puts what is in courses into them.
    fn put_content(&mut self) {
        for row in std::mem::take(&mut self.activities) {
            if let Some(content) = self.content_of(row.course) {
                let activities = content.activities.entry(row.module).or_default();
                activities.insert(row.instance);
            }
        }
        for row in std::mem::take(&mut self.counts) {
            if let Some(content) = self.content_of(row.course) {
                *content.counts.entry(row.what).or_default() += row.count;
            }
        }
        for row in std::mem::take(&mut self.grades) {
            if let Some(content) = self.content_of(row.course) {
                let grades = content.grades.entry(row.user).or_default();
                *grades.entry(row.source).or_default() += row.count;
            }
        }
        for row in std::mem::take(&mut self.local_roles) {
            if let Some(content) = self.content_of(row.course) {
                content.local_roles.insert(LocalRole {
                    place: place(&row.module, row.instance, row.block),
                    user: row.user,
                    role: row.role,
                });
            }
        }
        for row in std::mem::take(&mut self.overrides) {
            if let Some(content) = self.content_of(row.course) {
                content.overrides.insert(RoleOverride {
                    place: place(&row.module, row.instance, row.block),
                    role: row.role,
                    capability: row.capability,
                    permission: i32::try_from(row.permission).unwrap_or_default(),
                });
            }
        }
    }
}

/// An activity (`forum 12`) or a block (`block 7`) of a course; empty for the course itself.
fn place(module: &str, instance: u64, block: u64) -> String {
    match (module, block) {
        ("", 0) => String::new(),
        ("", block) => format!("block {block}"),
        (module, _) => format!("{module} {instance}"),
    }
}

/// A course without what other tables say of it.
fn course(row: CourseRow) -> Course {
    let mut fields = Fields::new();
    for (name, text) in [
        ("fullname", row.fullname),
        ("idnumber", row.idnumber),
        ("summary", row.summary),
        ("format", row.format),
        ("lang", row.lang),
        ("theme", row.theme),
    ] {
        record(&mut fields, name, text);
    }
    for (name, value) in [
        ("sortorder", Value::Int(row.sortorder)),
        ("showgrades", flag(row.showgrades)),
        ("newsitems", Value::Int(row.newsitems)),
        ("startdate", Value::Int(row.startdate)),
        ("enddate", Value::Int(row.enddate)),
        ("marker", Value::Int(row.marker)),
        ("maxbytes", Value::Int(row.maxbytes)),
        ("legacyfiles", flag(row.legacyfiles)),
        ("showreports", flag(row.showreports)),
        ("visible", flag(row.visible)),
        ("visibleold", flag(row.visibleold)),
        ("groupmode", Value::Int(row.groupmode)),
        ("groupmodeforce", flag(row.groupmodeforce)),
        ("enablecompletion", flag(row.enablecompletion)),
        ("defaultgroupingid", Value::Int(row.defaultgroupingid)),
        ("timecreated", Value::Int(row.timecreated)),
        ("timemodified", Value::Int(row.timemodified)),
    ] {
        fields.insert(name.to_owned(), value);
    }
    Course {
        id: row.id,
        shortname: row.shortname,
        category: row.category,
        fields,
        ..Course::default()
    }
}
