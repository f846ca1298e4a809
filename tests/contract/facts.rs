//! What holds on a site, a line a fact: `user;ada;city;Lyon`. Only what carries the prefix of the run counts, and only what both a sandbox
//! and Moodle keep in the same way. [`crate::live`] tells the same of a Moodle.

use std::collections::{BTreeMap, BTreeSet};

use toolsync_core::kinds::Value;
use toolsync_core::site::{Fields, Object, SiteFacts, SiteIndex};

use crate::desk::Desk;

/// Attributes of accounts that are told.
pub const OF_USERS: [&str; 9] = [
    "firstname",
    "lastname",
    "email",
    "idnumber",
    "city",
    "institution",
    "department",
    "phone1",
    "address",
];

/// Attributes of courses that are told.
pub const OF_COURSES: [&str; 3] = ["fullname", "idnumber", "summary"];

/// The facts of a sandbox.
pub fn of_sandbox(desk: &Desk, prefix: &str) -> BTreeSet<String> {
    let mut site = SiteIndex::new(SiteFacts::default());
    for (_, object) in desk.objects() {
        site.put(serde_json::from_str::<Object>(&object).unwrap());
    }
    let mut facts = Facts {
        courses: site
            .courses()
            .filter(|course| course.shortname.starts_with(prefix))
            .map(|course| (course.id, course.shortname.as_str()))
            .collect(),
        site: &site,
        prefix,
        facts: BTreeSet::new(),
    };
    facts.people();
    facts.courses();
    facts.participants();
    facts.groups();
    facts.cohorts();
    facts.facts
}

struct Facts<'s> {
    site: &'s SiteIndex,
    prefix: &'s str,
    /// Short names of the courses that count.
    courses: BTreeMap<u64, &'s str>,
    facts: BTreeSet<String>,
}

impl Facts<'_> {
    fn tell(&mut self, parts: &[&str]) {
        self.facts.insert(parts.join(";"));
    }

    fn tell_fields(&mut self, what: &str, name: &str, attributes: &[&str], fields: &Fields) {
        for attribute in attributes {
            let value = fields.get(*attribute).map(Value::to_string);
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                self.tell(&[what, name, attribute, &value]);
            }
        }
    }

    fn name(&self, user: u64) -> String {
        let user = self.site.user(user);
        user.map(|user| user.username.clone()).unwrap_or_default()
    }

    fn people(&mut self) {
        let (site, prefix) = (self.site, self.prefix);
        let users = site.users().filter(|user| !user.deleted);
        for user in users.filter(|user| user.username.starts_with(prefix)) {
            let name = &user.username;
            self.tell_fields("user", name, &OF_USERS, &user.fields);
            self.tell(&["user", name, "suspended", flag(user.is_suspended())]);
            self.tell(&["user", name, "picture", flag(user.picture.is_some())]);
        }
    }

    fn courses(&mut self) {
        let site = self.site;
        for category in site.categories() {
            let path = site.category_path(category.id).join("/");
            if path.starts_with(self.prefix) {
                self.tell(&["category", &path, &category.idnumber]);
            }
        }
        for (id, name) in self.courses.clone() {
            let course = site.course(id).unwrap();
            self.tell_fields("course", name, &OF_COURSES, &course.fields);
            let path = site.category_path(course.category).join("/");
            self.tell(&["course", name, "category", &path]);
            let visible = course.fields.get("visible").map(Value::to_string);
            let visible = visible.unwrap_or_else(|| "1".to_owned());
            self.tell(&["course", name, "visible", &visible]);
            for (number, section) in &course.sections {
                if *number > 0 && !section.name.is_empty() {
                    let number = number.to_string();
                    self.tell(&["section", name, &number, &section.name, &section.summary]);
                }
            }
            for (method, enabled) in &course.methods {
                // Cohorts and linked courses have facts of their own.
                if ["manual", "self", "guest"].contains(&method.as_str()) && *enabled {
                    self.tell(&["method", name, method]);
                }
            }
        }
        for link in site.course_links() {
            if let (Some(course), Some(source)) = (
                self.courses.get(&link.course),
                self.courses.get(&link.source),
            ) {
                let (course, source) = (*course, *source);
                self.tell(&["link", course, source, flag(link.enabled)]);
            }
        }
    }

    fn participants(&mut self) {
        let site = self.site;
        for one in site.enrolments() {
            let Some(course) = self.courses.get(&one.course).copied() else {
                continue;
            };
            let user = self.name(one.user);
            let (start, end) = (one.start.to_string(), one.end.to_string());
            let active = flag(one.active);
            self.tell(&[
                "enrolment",
                course,
                &user,
                &one.method,
                &start,
                &end,
                active,
            ]);
            for role in &one.roles {
                self.tell(&["role", course, &user, role, &one.method]);
            }
        }
        for one in site.role_assignments() {
            if let Some(course) = self.courses.get(&one.course).copied() {
                let user = self.name(one.user);
                self.tell(&["role", course, &user, &one.role, ""]);
            }
        }
    }

    fn groups(&mut self) {
        let site = self.site;
        for group in site.groups() {
            let Some(course) = self.courses.get(&group.course).copied() else {
                continue;
            };
            self.tell(&[
                "group",
                course,
                &group.name,
                &group.idnumber,
                &group.description,
            ]);
            for member in &group.members {
                let user = self.name(*member);
                self.tell(&["member", course, &group.name, &user]);
            }
        }
        for grouping in site.groupings() {
            let Some(course) = self.courses.get(&grouping.course).copied() else {
                continue;
            };
            let description = &grouping.description;
            self.tell(&[
                "grouping",
                course,
                &grouping.name,
                &grouping.idnumber,
                description,
            ]);
            for group in site
                .groups()
                .filter(|group| grouping.groups.contains(&group.id))
            {
                self.tell(&["part", course, &grouping.name, &group.name]);
            }
        }
    }

    fn cohorts(&mut self) {
        let (site, prefix) = (self.site, self.prefix);
        let cohorts = site.cohorts();
        for cohort in cohorts.filter(|cohort| cohort.name.starts_with(prefix)) {
            let name = &cohort.name;
            self.tell(&["cohort", name, &cohort.idnumber, &cohort.description]);
            for member in &cohort.members {
                let user = self.name(*member);
                self.tell(&["in", name, &user]);
            }
            for binding in site.cohort_bindings() {
                if let Some(course) = self.courses.get(&binding.course).copied()
                    && binding.cohort == cohort.id
                {
                    let enabled = flag(binding.enabled);
                    self.tell(&["binding", name, course, &binding.role, enabled]);
                }
            }
        }
    }
}

const fn flag(yes: bool) -> &'static str {
    if yes { "1" } else { "0" }
}
