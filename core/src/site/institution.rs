//! A small, invented university that fills the sandbox: believable, and the same every time.

mod content;

use std::collections::BTreeSet;

use super::{
    Category, Cohort, CohortBinding, Course, CourseLink, Enrolment, Fields, Group, Grouping,
    Password, Picture, ProtectedAccounts, Role, RoleAssignment, Section, SiteFacts, SiteIndex,
    User,
};
use crate::kinds::Value;
use crate::kinds::pictures::checksum_column;
use crate::kinds::values::fold;

/// MD5 and size of `P-0001.png` in the sample archive of pictures, which that person has already.
const KNOWN_PICTURE: (&str, u64) = ("21f08eaa5c26e5fc4ba2cefcc6fd466d", 397);

/// A department: its name, and the letters of its courses.
type Department = (&'static str, &'static str);

/// Faculties: name, code, departments.
const FACULTIES: [(&str, &str, [Department; 2]); 4] = [
    (
        "Sciences",
        "SCI",
        [("Biology", "BIO"), ("Chemistry", "CHE")],
    ),
    (
        "Lettres et langues",
        "LET",
        [("Littérature", "LIT"), ("Linguistics", "LIN")],
    ),
    (
        "Law and Economics",
        "ECO",
        [("Droit", "DRO"), ("Economics", "ECN")],
    ),
    ("Health", "MED", [("Nursing", "NUR"), ("Pharmacie", "PHA")]),
];
const FIRST_NAMES: [&str; 20] = [
    "Amélie",
    "Benoît",
    "Chloé",
    "David",
    "Élodie",
    "François",
    "Grace",
    "Hélène",
    "Ibrahim",
    "Jürgen",
    "Katarína",
    "Loïc",
    "Maëlle",
    "Noël",
    "Olivia",
    "Peter",
    "Renée",
    "Søren",
    "Thérèse",
    "Zoë",
];
const LAST_NAMES: [&str; 15] = [
    "Ashdown",
    "Bélanger",
    "Corbière",
    "Dufrêne",
    "Ellwood",
    "Fairbrook",
    "Gauthérin",
    "Holloway",
    "Josselin",
    "Kühnel",
    "Lefèvre",
    "Núñez",
    "Pommerel",
    "Wexford",
    "Øvrebø",
];
const TITLES: [&str; 8] = [
    "Introduction",
    "Foundations",
    "Méthodes",
    "Seminar",
    "Laboratory",
    "Advanced topics",
    "Atelier",
    "Project",
];
/// Courses, of which each department has seven or eight.
const COURSES: u64 = 60;
/// People, of which the first are staff.
const PEOPLE: u64 = 300;
const STAFF: u64 = 40;
/// 2 September 2024, 00:00 UTC.
const TERM: i64 = 1_725_235_200;
const WEEK: i64 = 7 * 24 * 3600;

/// The institution: 28 categories, 60 courses, 300 people, 8 cohorts, 20 groups and 600 enrolments.
pub fn institution() -> SiteIndex {
    let mut site = SiteIndex::new(facts());
    let roles = [
        "manager",
        "coursecreator",
        "editingteacher",
        "teacher",
        "student",
        "guest",
        "user",
        "frontpage",
    ];
    for (id, shortname) in (1..).zip(roles) {
        let shortname = shortname.to_owned();
        site.put_role(Role { id, shortname });
    }
    let years = put_categories(&mut site);
    for number in 0..COURSES {
        put_course(&mut site, number, &years);
    }
    for number in 0..PEOPLE {
        put_person(&mut site, number);
    }
    put_bindings(&mut site);
    content::put_content(&mut site);
    site
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn fields<const N: usize>(pairs: [(&str, Value); N]) -> Fields {
    pairs.map(|(name, value)| (name.to_owned(), value)).into()
}

fn facts() -> SiteFacts {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let mut facts = SiteFacts {
        name: "Université de Valmore".to_owned(),
        timezone: "Europe/Paris".to_owned(),
        formats: set(&["topics", "weeks", "social", "singleactivity"]),
        auths: set(&["manual", "email", "nologin", "ldap", "cas"]),
        languages: set(&["en", "fr", "de", "es"]),
        themes: set(&["boost", "classic"]),
        profile_fields: set(&["badge", "office", "userpicturehash"]),
        cohort_methods: set(&["cohort", "cohortrestricted"]),
        can_restore: true,
        archives: set(&["archives/laboratory.mbz", "archives/no-course.mbz"]),
        damaged_archives: set(&["archives/damaged.mbz"]),
        archives_without_course: set(&["archives/no-course.mbz"]),
        can_reset: true,
        modules: set(content::MODULES),
        other_backup_strategy: true,
        protected: ProtectedAccounts {
            // The last two of the staff.
            administrators: [STAFF + 2].into(),
            service: STAFF + 1,
            ..ProtectedAccounts::default()
        },
        enrol_sync: true,
        ..SiteFacts::default()
    };
    facts.defaults.course = fields([
        ("format", text("topics")),
        ("visible", Value::Bool(true)),
        ("groupmode", Value::Int(0)),
        ("groupmodeforce", Value::Bool(false)),
        ("newsitems", Value::Int(5)),
        ("showgrades", Value::Bool(true)),
        ("showreports", Value::Bool(false)),
    ]);
    facts.defaults.user = fields([
        ("auth", text("manual")),
        ("lang", text("en")),
        ("mailformat", Value::Int(1)),
        ("maildisplay", Value::Int(2)),
        ("timezone", text("99")),
    ]);
    facts
}

/// Faculties, departments and two years of each department, and a branch without courses; says which are the years.
fn put_categories(site: &mut SiteIndex) -> Vec<(u64, &'static str)> {
    let mut years = Vec::new();
    let mut last = 0;
    let mut put = |parent, name: &str, idnumber: &str| {
        last += 1;
        site.put_category(Category {
            id: last,
            parent,
            name: name.to_owned(),
            idnumber: idnumber.to_owned(),
            visible: true,
        });
        last
    };
    for (faculty, code, departments) in FACULTIES {
        let faculty = put(0, faculty, code);
        for (department, letters) in departments {
            let department = put(faculty, department, &format!("{code}-{letters}"));
            for year in ["Year 1", "Year 2"] {
                years.push((put(department, year, ""), letters));
            }
        }
    }
    let old = put(0, "Old programmes", "");
    for year in ["2019", "2020"] {
        put(old, year, "");
    }
    years
}

fn put_course(site: &mut SiteIndex, number: u64, years: &[(u64, &str)]) {
    let turn = number as usize;
    let (category, letters) = years[turn % years.len()];
    let level = 101 + turn / years.len() + 100 * (turn % 2);
    let title = TITLES[turn % TITLES.len()];
    let format = [
        "topics",
        "topics",
        "weeks",
        "topics",
        "social",
        "weeks",
        "singleactivity",
    ];
    let mut all = site.facts.defaults.course.clone();
    all.extend(fields([
        (
            "fullname",
            Value::Text(format!("{title} ({letters} {level})")),
        ),
        ("idnumber", Value::Text(format!("C-2024-{}", 101 + number))),
        ("format", text(format[turn % format.len()])),
        ("visible", Value::Bool(number % 9 != 8)),
        ("startdate", Value::Int(TERM + WEEK * (number % 3) as i64)),
        ("enddate", Value::Int(TERM + WEEK * 20)),
    ]));
    let section = |name: &str| Section {
        name: name.to_owned(),
        summary: String::new(),
    };
    let mut methods = vec![("manual".to_owned(), true)];
    if number.is_multiple_of(4) {
        methods.push(("self".to_owned(), number.is_multiple_of(8)));
    }
    if number % 10 == 3 {
        methods.push(("guest".to_owned(), true));
    }
    // Somebody does not want files to enrol in this one.
    if number == 7 {
        methods.push(("sync".to_owned(), false));
    }
    site.put_course(Course {
        id: number + 2,
        shortname: format!("{letters}-{level}"),
        category,
        fields: all,
        sections: [
            (0, section("")),
            (1, section("Introduction")),
            (2, section("Évaluation")),
        ]
        .into(),
        methods: methods.into_iter().collect(),
        backup: number.is_multiple_of(12),
        template: String::new(),
        // One course in seven was never opened.
        last_access: match number % 7 {
            6 => 0,
            week => TERM + WEEK * (18 - week as i64),
        },
        content: Box::default(),
    });
}

/// A name in the letters of a login name.
fn plain(name: &str) -> String {
    let mut plain = fold(name);
    plain.retain(|letter| letter.is_ascii_alphanumeric());
    plain
}

fn put_person(site: &mut SiteIndex, number: u64) {
    // 20 first names by 15 last names: each of the 300 pairs comes once.
    let first = FIRST_NAMES[number as usize % FIRST_NAMES.len()];
    let last = LAST_NAMES[number as usize / FIRST_NAMES.len()];
    let username = if number < STAFF {
        let initial: String = plain(first).chars().take(1).collect();
        let twice = site.user_by_username(&format!("{initial}.{}", plain(last)));
        let more = if twice.is_some() {
            (number + 1).to_string()
        } else {
            String::new()
        };
        format!("{initial}.{}{more}", plain(last))
    } else {
        format!("{}.{}", plain(first), plain(last))
    };
    let mut all = site.facts.defaults.user.clone();
    all.extend(fields([
        ("firstname", text(first)),
        ("lastname", text(last)),
        ("email", Value::Text(format!("{username}@example.org"))),
        ("idnumber", Value::Text(format!("P-{:04}", number + 1))),
        ("country", text("FR")),
        ("suspended", Value::Bool(number % 70 == 69)),
    ]));
    let picture = picture(number);
    if let Some(known) = picture.as_ref().filter(|picture| picture.bytes > 0) {
        all.insert(checksum_column(), text(&known.checksum));
    }
    site.put_user(User {
        id: number + 3,
        username,
        fields: all,
        password: Password::Set,
        picture,
        deleted: number == PEOPLE - 1,
        ..User::default()
    });
}

/// The picture of a person: one that came from an archive, ones that were set by hand, and for most none.
fn picture(number: u64) -> Option<Picture> {
    let (checksum, bytes) = match number {
        0 => KNOWN_PICTURE,
        _ if number % 6 == 1 => ("", 0),
        _ => return None,
    };
    Some(Picture {
        checksum: checksum.to_owned(),
        bytes,
    })
}

/// Ten people in each course: one who teaches and nine students; cohorts by faculty and year; groups in twenty courses.
fn put_bindings(site: &mut SiteIndex) {
    // The last account is deleted and takes part in nothing.
    let students = PEOPLE - STAFF - 1;
    for number in 0..COURSES {
        let course = number + 2;
        let mut members = BTreeSet::new();
        for place in 0..10 {
            let (person, role) = match place {
                0 => (number % STAFF, "editingteacher"),
                _ => (STAFF + (number * 9 + place) % students, "student"),
            };
            let user = person + 3;
            if place % 2 == 1 {
                members.insert(user);
            }
            site.put_enrolment(Enrolment {
                course,
                user,
                method: "manual".to_owned(),
                start: TERM,
                end: 0,
                active: place != 9 || number % 10 != 0,
                roles: BTreeSet::new(),
            });
            let role = role.to_owned();
            site.put_role_assignment(RoleAssignment { course, user, role });
        }
        if number % 3 == 0 {
            put_groups(site, number, course, members);
        }
    }
    for number in 0..8 {
        let (faculty, code, _) = FACULTIES[number as usize / 2];
        let year = 2024 + number % 2;
        site.put_cohort(Cohort {
            id: number + 1,
            // The last two share a name, as Moodle lets them: a row that names a cohort by it is refused.
            name: format!("{faculty} {}", if number == 7 { 2024 } else { year }),
            idnumber: format!("{code}-{year}"),
            description: format!("Intake of {year}"),
            category: site.category_by_idnumber(code).map_or(0, |found| found.id),
            members: (0..30)
                .map(|place| STAFF + 3 + number * 30 + place)
                .collect(),
            ..Cohort::default()
        });
    }
    // Without access for now, so nobody is enrolled by them: `restore` gives it back.
    for (id, course, cohort, role) in [
        (1, 6, 3, "student"),
        (2, 6, 3, "teacher"),
        (3, 7, 4, "student"),
    ] {
        site.put_cohort_binding(CohortBinding {
            id,
            course,
            cohort,
            role: role.to_owned(),
            method: "cohort".to_owned(),
            ..CohortBinding::default()
        });
    }
    // Nor by these: `add` gives access, `fulldel` takes them away.
    for (id, course, source) in [(1, 8, 9), (2, 12, 13)] {
        site.put_course_link(CourseLink {
            id,
            course,
            source,
            enabled: false,
        });
    }
}

/// A group with an idnumber; in every second one two memberships are tool_sync's own, and in every other such course, a grouping that it is in. One group has lost its members, and one
/// grouping its groups: there is something to purge.
fn put_groups(site: &mut SiteIndex, number: u64, course: u64, members: BTreeSet<u64>) {
    let id = number / 3 + 1;
    let emptied = number == COURSES - 3;
    let turn = (number % 2) as usize;
    let by_tool = members.iter().take(2 * turn).copied().collect();
    site.put_group(Group {
        id,
        course,
        name: ["Groupe A", "Group B"][turn].to_owned(),
        idnumber: format!("G-2024-{id}"),
        members: if emptied { BTreeSet::new() } else { members },
        owned: if emptied { BTreeSet::new() } else { by_tool },
        ..Group::default()
    });
    if turn == 0 || emptied {
        site.put_grouping(Grouping {
            id,
            course,
            name: ["Travaux dirigés", "Tutorials"][turn].to_owned(),
            idnumber: format!("GG-2024-{id}"),
            groups: if emptied { [].into() } else { [id].into() },
            ..Grouping::default()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{DigestIndex, Directory};

    #[test]
    fn the_institution_is_whole() {
        let site = institution();
        assert_eq!(site.categories().len(), 31);
        assert_eq!(site.courses().len(), 60);
        assert_eq!(site.users().len(), 300);
        assert_eq!(site.cohorts().len(), 8);
        assert_eq!(site.groups().len(), 20);
        assert_eq!(site.groupings().len(), 11);
        assert_eq!(site.enrolments().count(), 600);
        for course in site.courses() {
            assert_eq!(site.category_path(course.category).len(), 3);
            assert_eq!(site.courses_by_shortname(&course.shortname).count(), 1);
        }
        let live = |id| site.user(id).is_some_and(|user| !user.deleted);
        assert!(site.enrolments().all(|enrolment| live(enrolment.user)));
        assert!(
            site.cohorts()
                .all(|cohort| cohort.members.iter().all(|id| live(*id)))
        );
        for user in site.users().filter(|user| !user.deleted) {
            let found = site.user_by_username(&user.username).map(|found| found.id);
            assert_eq!(found, Some(user.id), "{}", user.username);
            let valid =
                |letter: char| letter.is_ascii_lowercase() || ".0123456789".contains(letter);
            assert!(user.username.chars().all(valid), "{}", user.username);
        }
    }

    #[test]
    fn a_site_survives_its_objects_and_its_digest_answers_alike() {
        let site = institution();
        let mut again = SiteIndex::new(site.facts.clone());
        for object in site.objects() {
            let json = serde_json::to_string(&object).expect("objects are plain data");
            again.put(serde_json::from_str(&json).expect("it was just written"));
        }
        assert_eq!(site, again);
        let digest = DigestIndex::of(&site, [7; 16]);
        let read = DigestIndex::from_bytes(&digest.to_bytes());
        assert_eq!(read.as_ref(), Ok(&digest));
        site.each_name(|space, name| {
            assert!(site.has(space, name), "{space:?} {name}");
            assert!(digest.has(space, name), "{space:?} {name}");
            let other = format!("{name}?");
            assert_eq!(site.has(space, &other), digest.has(space, &other));
        });
        let bytes = digest.to_bytes();
        assert!(DigestIndex::from_bytes(&bytes[..bytes.len() - 1]).is_err());
    }
}
