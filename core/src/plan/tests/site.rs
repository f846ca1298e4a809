//! A small site that holds each case the planner tells apart.

use crate::kinds::Value;
use crate::plan::password_digest;
use crate::site::{
    Category, Cohort, Course, Enrolment, Fields, Group, Password, Role, RoleAssignment, Section,
    SiteFacts, SiteIndex, User,
};

/// Four categories (`Miscellaneous`, `Sciences/Biology/Year 1`), four courses, six accounts of which one is deleted.
pub fn small() -> SiteIndex {
    let mut site = SiteIndex::new(facts());
    for (id, parent, name, idnumber) in [
        (1, 0, "Miscellaneous", ""),
        (2, 0, "Sciences", "SCI"),
        (3, 2, "Biology", "SCI-BIO"),
        (4, 3, "Year 1", ""),
    ] {
        site.put_category(Category {
            id,
            parent,
            name: name.to_owned(),
            idnumber: idnumber.to_owned(),
            visible: true,
        });
    }
    for (id, shortname) in [(1, "student"), (2, "teacher"), (3, "editingteacher")] {
        site.put_role(Role {
            id,
            shortname: shortname.to_owned(),
        });
    }
    put_courses(&mut site);
    put_users(&mut site);
    put_memberships(&mut site);
    site
}

fn facts() -> SiteFacts {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let mut facts = SiteFacts {
        name: "Institut Marie-Anne".to_owned(),
        formats: set(&["topics", "weeks"]),
        auths: set(&["manual", "cas"]),
        languages: set(&["en", "fr"]),
        themes: set(&["boost"]),
        profile_fields: set(&["badge"]),
        archives: set(&["/srv/templates/lab.mbz"]),
        can_restore: true,
        can_reset: true,
        modules: set(&["assign", "feedback", "forum", "page", "quiz", "workshop"]),
        ..SiteFacts::default()
    };
    facts.defaults.course = fields(&[("format", "topics")]);
    facts
        .defaults
        .course
        .insert("visible".to_owned(), Value::Bool(true));
    facts.defaults.user = fields(&[("lang", "en"), ("country", "FR"), ("auth", "manual")]);
    facts
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::Text((*value).to_owned())))
        .collect()
}

/// `BIO-101` (self-enrolment switched off), `CHEM-1` (self-enrolment on, has a backup), `LAB` (manual enrolment switched off),
/// `TPL-SCI` (a template with a backup).
fn put_courses(site: &mut SiteIndex) {
    let course = |id, shortname: &str, category, methods: &[(&str, bool)]| Course {
        id,
        shortname: shortname.to_owned(),
        category,
        fields: Fields::new(),
        sections: [].into(),
        methods: methods
            .iter()
            .map(|(name, enabled)| ((*name).to_owned(), *enabled))
            .collect(),
        backup: false,
        template: String::new(),
        last_access: 0,
        content: Default::default(),
    };
    let section = |name: &str, summary: &str| Section {
        name: name.to_owned(),
        summary: summary.to_owned(),
    };

    let mut biology = course(10, "BIO-101", 4, &[("manual", true), ("self", false)]);
    biology.fields = fields(&[
        ("fullname", "Cell biology I"),
        ("idnumber", "C-101"),
        ("summary", "Cells and how they live."),
    ]);
    biology.sections = [(1, section("Cells", "What a cell is made of"))].into();
    site.put_course(biology);

    let mut chemistry = course(11, "CHEM-1", 2, &[("manual", true), ("self", true)]);
    chemistry.fields = fields(&[("fullname", "General chemistry"), ("idnumber", "C-201")]);
    chemistry.backup = true;
    site.put_course(chemistry);

    let mut lab = course(12, "LAB", 2, &[("manual", false)]);
    lab.fields = fields(&[("fullname", "Laboratory")]);
    site.put_course(lab);

    let mut template = course(13, "TPL-SCI", 1, &[("manual", true), ("guest", true)]);
    template.fields = fields(&[
        ("fullname", "Template of science courses"),
        ("summary", "Restored summary"),
        ("format", "weeks"),
    ]);
    template.sections = [(1, section("Restored section", ""))].into();
    template.backup = true;
    site.put_course(template);
}

/// `m.curie` (complete), `p.curie` (no address), `i.joliot` (no idnumber), `a.einstein` (deleted), `l.meitner` (suspended),
/// `n.bohr` (password given by a file).
fn put_users(site: &mut SiteIndex) {
    let user = |id, username: &str, pairs: &[(&str, &str)]| User {
        id,
        username: username.to_owned(),
        fields: fields(pairs),
        password: Password::Set,
        ..User::default()
    };
    site.put_user(user(
        100,
        "m.curie",
        &[
            ("firstname", "Marie"),
            ("lastname", "Curie"),
            ("idnumber", "P-0042"),
            ("email", "m.curie@example.org"),
            ("city", "Paris"),
            ("lang", "fr"),
        ],
    ));
    site.put_user(user(
        101,
        "p.curie",
        &[
            ("firstname", "Pierre"),
            ("lastname", "Curie"),
            ("idnumber", "P-0043"),
        ],
    ));
    site.put_user(user(
        102,
        "i.joliot",
        &[
            ("firstname", "Irène"),
            ("lastname", "Joliot"),
            ("email", "i.joliot@example.org"),
        ],
    ));
    let mut deleted = user(
        103,
        "a.einstein",
        &[
            ("firstname", "Albert"),
            ("lastname", "Einstein"),
            ("idnumber", "P-0050"),
            ("email", "a.einstein@example.org"),
        ],
    );
    deleted.deleted = true;
    site.put_user(deleted);
    let mut suspended = user(
        104,
        "l.meitner",
        &[
            ("firstname", "Lise"),
            ("lastname", "Meitner"),
            ("idnumber", "P-0051"),
        ],
    );
    suspended
        .fields
        .insert("suspended".to_owned(), Value::Bool(true));
    site.put_user(suspended);
    let mut bohr = user(
        105,
        "n.bohr",
        &[
            ("firstname", "Niels"),
            ("lastname", "Bohr"),
            ("idnumber", "P-0052"),
        ],
    );
    bohr.password_digest = password_digest(&super::PASSWORD_KEY, "n.bohr", "Quantum-1913");
    site.put_user(bohr);
}

/// `m.curie` is a student of `BIO-101` from 1 September 2024, in `Group A` and the cohort `Year 1`;
/// the enrolment of `n.bohr` is suspended.
fn put_memberships(site: &mut SiteIndex) {
    site.put_cohort(Cohort {
        id: 1,
        name: "Year 1".to_owned(),
        idnumber: "COH-1".to_owned(),
        members: [100].into(),
        ..Cohort::default()
    });
    site.put_group(Group {
        id: 1,
        course: 10,
        name: "Group A".to_owned(),
        members: [100].into(),
        ..Group::default()
    });
    for (user, start, active) in [(100, 1_725_148_800, true), (105, 0, false)] {
        site.put_enrolment(Enrolment {
            course: 10,
            user,
            method: "manual".to_owned(),
            start,
            end: 0,
            active,
            roles: [].into(),
        });
        site.put_role_assignment(RoleAssignment {
            course: 10,
            user,
            role: "student".to_owned(),
        });
    }
}
