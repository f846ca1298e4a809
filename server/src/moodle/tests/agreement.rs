//! Of one live Moodle, all means tell the same: its database, the companion, and Moodle's own functions but for what these do not tell.
//! `TOOLSYNC_MOODLE_URL`, `TOOLSYNC_MOODLE_TOKEN` and `TOOLSYNC_MOODLE_DATABASE_URL` name it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{SystemTime, UNIX_EPOCH};

use toolsync_core::kinds::{Kind, Value};
use toolsync_core::plan::{Decision, PlanOptions, Secret, plan};
use toolsync_core::settings::UserIdentifier;
use toolsync_core::site::{
    Enrolment, FRONT_PAGE, Object, Password, RoleAssignment, SiteFacts, SiteIndex, Unknown,
};
use whole_system_tests::skip::leave_out;

use crate::moodle::companion::Companion;
use crate::moodle::database::Database;
use crate::moodle::tables::Extent;
use crate::moodle::webservices::{self, Client};
use crate::moodle::{Applied, RowToApply};

/// What is put on the site, so that there is something of everything; `{p}` stands for a prefix.
const FILLED: &[(Kind, &str)] = &[
    (
        Kind::Courses,
        "\
shortname;fullname;category;idnumber;summary;visible;topic1;self
{p}one;One & only;{p}top/below;{p}1;<p>About one</p>;1;Start|Read;1
{p}two;Two;{p}top;{p}2;;0;;
{p}tre;Three;{p}top;;;1;;
",
    ),
    (
        Kind::Users,
        "\
username;firstname;lastname;email;idnumber;city;suspended
{p}ada;Ada;Tester & Sons;{p}ada@example.org;{p}A;Nîmes;
{p}ben;Ben;Tester;{p}ben@example.org;{p}B;;
{p}cyd;Cyd;Tester;{p}cyd@example.org;;;1
{p}dan;Dan;Tester;{p}dan@example.org;{p}D;;
",
    ),
    (
        Kind::Enrolments,
        "\
cmd;cid;uid;rolename;enrol;starttime;endtime;gcmd;g1
add;{p}one;{p}ada;student;manual;1725235200;1767225600;gaddcreate;Team A & B
add;{p}one;{p}ben;teacher;manual;;;gaddcreate;Team C
add;{p}one;{p}cyd;student;manual;;;;
add;{p}tre;{p}ben;editingteacher;manual;;;;
",
    ),
    (
        Kind::Enrolments,
        "cmd;cid;uid;rolename;enrol\ndisable;{p}one;{p}cyd;;manual\n",
    ),
    (
        Kind::Cohorts,
        "\
cmd;cidnumber;cname;cdescription;userid
add;{p}k1;{p}Cohort;All & more;{p}A
add;{p}k2;{p}Empty;;
",
    ),
    (
        Kind::CohortCourses,
        "cohort;course;role\n{p}k1;{p}2;student\n",
    ),
    (
        Kind::Groups,
        "\
type;courseid;name;idnumber;description;selfgrouping;grouping
grouping;{p}one;Halves;{p}HH;Both;0;
group;{p}one;First half;{p}H1;;0;{p}HH
",
    ),
    (Kind::Metacourses, "master;meta;cmd\n{p}one;{p}tre;add\n"),
    (Kind::UserDeletions, "username;deleted\n{p}dan;1\n"),
];

/// What takes it away again.
const EMPTIED: &[(Kind, &str)] = &[
    (Kind::CourseDeletions, "{p}one\n{p}two\n{p}tre\n"),
    (
        Kind::UserDeletions,
        "username;deleted\n{p}ada;1\n{p}ben;1\n{p}cyd;1\n",
    ),
    (Kind::Cohorts, "cmd;cidnumber\ndel;{p}k1\ndel;{p}k2\n"),
    (
        Kind::CategoryDeletions,
        "emptycategory\n{p}top/below\n{p}top\n",
    ),
];

/// Has the companion do what a file asks; every row must be done.
async fn run(companion: &Companion<'_>, kind: Kind, text: &str) {
    let mut site = companion.snapshot(Extent::WithContent).await.unwrap();
    site.facts.can_restore = true;
    let mut options = PlanOptions::default();
    options.check.kind = Some(kind);
    options.check.separator = Some(';');
    options.check.settings.user_identifier = UserIdentifier::Username;
    let plan = plan([text.as_bytes()], &options, site);
    for row in &plan.rows {
        assert_eq!(row.decision, Decision::Change, "{row:#?}");
        let row = RowToApply {
            operations: &row.operations,
            content: None,
        };
        assert_eq!(companion.apply(&[row]).await.unwrap(), [Applied::Done]);
    }
}

#[tokio::test]
async fn all_means_tell_the_same_of_a_live_moodle() {
    let of_environment = |name: &str| std::env::var(format!("TOOLSYNC_MOODLE_{name}"));
    let (Ok(address), Ok(token), Ok(database)) = (
        of_environment("URL"),
        of_environment("TOKEN"),
        of_environment("DATABASE_URL"),
    ) else {
        leave_out(
            "one state of a live Moodle by all means",
            "live Moodle with a database",
            "TOOLSYNC_MOODLE_URL, TOOLSYNC_MOODLE_TOKEN, TOOLSYNC_MOODLE_DATABASE_URL",
        );
        return;
    };
    let client = Client::new(&address.parse().unwrap(), Secret(token), Client::USUAL_FORM).unwrap();
    let info = Companion::info(&client).await.unwrap();
    let companion = Companion::new(&client, info.largest_call);
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let prefix = format!("agree{:x}.", seconds.as_secs() % 0x0010_0000);
    for (kind, text) in FILLED {
        run(&companion, *kind, &text.replace("{p}", &prefix)).await;
    }
    let by_companion = companion.snapshot(Extent::WithContent).await.unwrap();
    let by_functions = webservices::snapshot(&client).await.unwrap();
    let database = Database::new(database.parse().unwrap());
    let by_database = database.snapshot(Extent::WithContent).await.unwrap();
    for (kind, text) in EMPTIED {
        run(&companion, *kind, &text.replace("{p}", &prefix)).await;
    }

    let ours = |site: &SiteIndex| {
        let users = site
            .users()
            .filter(|user| user.username.starts_with(&prefix));
        let courses = site
            .courses()
            .filter(|course| course.shortname.starts_with(&prefix));
        // The deleted account has the prefix too, at the head of the address that its name became.
        (users.count(), courses.count())
    };
    assert_eq!(ours(&by_database), (4, 3));
    assert_eq!(differences(&by_companion, &by_database), [""; 0]);
    assert_eq!(by_companion.facts, by_database.facts);
    let told = as_functions_tell(&by_database, &by_functions);
    assert_eq!(differences(&by_functions, &told), [""; 0]);
    assert_eq!(by_functions.facts.name, by_database.facts.name);
    // Of Moodle 4.1, no function tells it.
    let is_told = !by_database.facts.release.starts_with("4.1.");
    let zone = match is_told {
        true => &by_database.facts.timezone,
        false => &SiteFacts::default().timezone,
    };
    assert_eq!(&by_functions.facts.timezone, zone);
}

/// What only one of two sites holds.
fn differences(one: &SiteIndex, other: &SiteIndex) -> Vec<String> {
    let texts = |site: &SiteIndex| -> BTreeSet<String> {
        site.objects().map(|object| format!("{object:?}")).collect()
    };
    let (one, other) = (texts(one), texts(other));
    let first = one.difference(&other).map(|text| format!("first: {text}"));
    let second = other.difference(&one).map(|text| format!("second: {text}"));
    first.chain(second).collect()
}

/// The site as one would know it to whom all is not told that functions do not tell; names that sections show without having one are taken from there.
fn as_functions_tell(site: &SiteIndex, by_functions: &SiteIndex) -> SiteIndex {
    let unknown = &by_functions.facts.unknown;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now = i64::try_from(now.as_secs()).unwrap();
    for never in [
        Unknown::Roles,
        Unknown::OutsideRoles,
        Unknown::EnrolmentMethods,
        Unknown::EnrolmentPeriods,
        Unknown::CohortBindings,
        Unknown::CourseLinks,
        Unknown::CourseContent,
        Unknown::Backups,
        Unknown::Templates,
    ] {
        assert!(unknown.contains(&never), "{never:?}");
    }
    let mut told = SiteIndex::new(site.facts.clone());
    // By account and course: whether some enrolment gives access, none without any; and the roles.
    let mut people: BTreeMap<(u64, u64), (Option<bool>, BTreeSet<String>)> = BTreeMap::new();
    let mut held = BTreeSet::new();
    for object in site.objects() {
        match object {
            Object::Course(mut course) => {
                course.methods.retain(|method, on| *on && method == "self");
                course.methods.insert("manual".to_owned(), true);
                let shown = by_functions.course(course.id).map(|shown| &shown.sections);
                for (number, section) in &mut course.sections {
                    let shown = shown.and_then(|shown| shown.get(number));
                    if let Some(shown) = shown.filter(|_| section.name.is_empty()) {
                        section.name.clone_from(&shown.name);
                    }
                }
                course.backup = false;
                course.template.clear();
                course.content = Box::default();
                let is_told =
                    |field: &String| !unknown.contains(&Unknown::CourseField(field.clone()));
                course.fields.retain(|field, _| is_told(field));
                if course.id == FRONT_PAGE {
                    course.methods.clear();
                    course.sections.clear();
                }
                told.put_course(course);
            }
            Object::User(mut user) => {
                let is_told =
                    |field: &String| !unknown.contains(&Unknown::UserField(field.clone()));
                user.fields.retain(|field, _| is_told(field));
                user.fields
                    .entry("suspended".to_owned())
                    .or_insert(Value::Bool(false));
                user.password = Password::default();
                user.picture = None;
                user.former_username.clear();
                user.force_change = false;
                told.put_user(user);
            }
            Object::Enrolment(enrolment) => {
                let part = (enrolment.course, enrolment.user);
                let (active, roles) = people.entry(part).or_default();
                let course = site.course(enrolment.course).unwrap();
                let is_on = course.methods.get(&enrolment.method) != Some(&false);
                // Whether it gives access is told, which it does from its start to its end.
                let is_now = enrolment.start <= now && (enrolment.end == 0 || enrolment.end > now);
                let gives_access = enrolment.active && is_on && is_now;
                *active = Some(active.unwrap_or_default() || gives_access);
                roles.extend(enrolment.roles);
            }
            Object::RoleAssignment(given) => {
                let part = (given.course, given.user);
                people.entry(part).or_default().1.insert(given.role);
            }
            Object::Role(_) | Object::CohortBinding(_) | Object::CourseLink(_) => {}
            Object::Group(mut group) => {
                group.owned.clear();
                told.put_group(group);
            }
            Object::Cohort(mut cohort) => {
                cohort.component.clear();
                told.put_cohort(cohort);
            }
            other => told.put(other),
        }
    }
    for ((course, user), (active, roles)) in people {
        let Some(active) = active else {
            continue; // Who has a role without an enrolment is not told.
        };
        told.put_enrolment(Enrolment {
            course,
            user,
            method: "manual".to_owned(),
            start: 0,
            end: 0,
            active,
            roles: BTreeSet::new(),
        });
        for role in roles {
            held.insert(role.clone());
            told.put_role_assignment(RoleAssignment { course, user, role });
        }
    }
    for role in site.roles().filter(|role| held.contains(&role.shortname)) {
        told.put_role(role.clone());
    }
    told
}
