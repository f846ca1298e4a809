//! Snapshots of a small site, whose answers have the form of those of Moodle 4.5.5, and of a live one.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use toolsync_core::kinds::{Kind, Value};
use toolsync_core::plan::{Decision, PlanOptions, Secret, plan};
use toolsync_core::site::{Directory as _, SiteIndex, Space, Unknown};
use whole_system_tests::moodle::{Said, Scripted};

use super::super::{Client, Fault};
use super::*;

/// Which functions the service has beside those that a snapshot cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Service {
    /// Several questions may come in one call, settings and places of cohorts are told.
    Whole,
    /// None more.
    Least,
}

/// What a Moodle answers of which course 3, group 32, grouping 42, cohort 53 and category 3 were deleted while it was read.
fn answer(function: &str, fields: &BTreeMap<String, String>, service: Service) -> Json {
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let lists = |list: &str, id: &str| {
        let mut listed = fields.iter().filter(|(name, _)| name.starts_with(list));
        listed.any(|(_, value)| value == id)
    };
    let gone = || json!({"exception": "dml_missing_record_exception", "errorcode": "invalidrecord", "message": "…"});
    let course = field("courseid");
    let is_set = |wanted: &str| {
        let options = (0..4).filter(|n| field(&format!("options[{n}][name]")) == wanted);
        options.count() > 0
    };
    match function {
        "core_webservice_get_site_info" => {
            let names: &[&str] = match service {
                Service::Whole => &[
                    "tool_mobile_call_external_functions",
                    "tool_mobile_get_config",
                    "core_cohort_search_cohorts",
                ],
                Service::Least => &[],
            };
            let functions = names.iter().map(|name| json!({"name": name}));
            json!({
                "sitename": "Institut d’essai", "release": "4.5.5+ (Build: 20250613)",
                "version": "2024100705.01", "username": "sync.agent", "userid": 3,
                "functions": functions.collect::<Vec<_>>(),
            })
        }
        "tool_mobile_get_config" => json!({"settings": [
            {"name": "fullname", "value": "Institut d’essai"},
            {"name": "timezone", "value": "Europe/Paris"},
        ]}),
        "core_course_get_categories" => json!([
            {"id": 1, "name": "Arts & lettres", "idnumber": null, "parent": 0, "visible": 1},
            {"id": 2, "name": "Hidden", "idnumber": "H", "parent": 1, "visible": 0},
            {"id": 3, "name": "Gone", "idnumber": "", "parent": 0, "visible": 1},
        ]),
        "core_course_get_courses" if field("options[ids][0]") == "3" => json!([]),
        "core_course_get_courses" => json!([
            {"id": 1, "shortname": "front", "categoryid": 0, "fullname": "Institut", "format": "site"},
            {
                "id": 2, "shortname": "BIO", "categoryid": 2, "fullname": "Cells & tissues",
                "idnumber": "C-2", "summary": "<p>Of cells</p>", "format": "topics", "showgrades": 1,
                "newsitems": 5, "startdate": 1_725_235_200, "enddate": 0, "visible": 0, "lang": "",
                "forcetheme": "", "groupmode": 1,
                "courseformatoptions": [{"name": "hiddensections", "value": 1}, {"name": "coursedisplay", "value": 1}],
            },
            {"id": 3, "shortname": "GONE", "categoryid": 1, "fullname": "Gone"},
        ]),
        "core_user_get_users_by_field" if field("values[0]") == "1" => json!([
            {"id": 1, "username": "guest", "firstname": "Guest user", "lastname": " ", "email": "root@localhost", "auth": "manual", "suspended": false},
            {"id": 3, "username": "sync.agent", "firstname": "Sync", "lastname": "Agent", "email": "sync@example.org", "auth": "manual", "suspended": false},
            {
                "id": 4, "username": "ada", "firstname": "Ada", "lastname": "Tester", "email": "ada@example.org",
                "idnumber": "P-4", "department": "", "city": "Lyon", "country": "FR", "auth": "manual",
                "lang": "en", "timezone": "99", "mailformat": 1, "trackforums": 0, "suspended": false,
                "customfields": [{"type": "text", "value": "B-12", "displayvalue": "B-12", "name": "Badge", "shortname": "badge"}],
            },
            {"id": 5, "username": "bela", "firstname": "Béla", "lastname": "Tester", "email": "bela@example.org", "auth": "manual", "suspended": true},
            {
                "id": 6, "username": "cleo@example.org.1795229678", "firstname": "Cléo", "lastname": "Tester",
                "email": "237af28e55da7fbbcdf2f9e39bde7f6a", "auth": "manual", "suspended": false,
            },
        ]),
        "core_enrol_get_enrolled_users" if course == "3" => {
            json!({"exception": "moodle_exception", "errorcode": "errorcoursecontextnotvalid", "message": "…"})
        }
        "core_enrol_get_enrolled_users" if is_set("onlysuspended") => {
            json!([{"id": 5, "fullname": "Béla Tester"}])
        }
        "core_enrol_get_enrolled_users" => json!([
            {"id": 4, "fullname": "Ada Tester", "lastcourseaccess": 1_725_300_000, "roles": [
                {"roleid": 5, "name": "", "shortname": "student", "sortorder": 0},
                {"roleid": 4, "name": "", "shortname": "teacher", "sortorder": 0},
            ]},
            {"id": 5, "fullname": "Béla Tester", "lastcourseaccess": 0, "roles": []},
        ]),
        "core_course_get_contents" => json!([
            {"id": 11, "name": "General", "section": 0, "summary": "", "component": null, "modules": []},
            {"id": 12, "name": "Cells", "section": 1, "summary": "What a cell is", "component": null, "modules": []},
            {"id": 13, "name": "Part", "section": 2, "summary": "", "component": "mod_subsection", "modules": []},
        ]),
        "core_enrol_get_course_enrolment_methods" => json!([
            {"id": 21, "courseid": 2, "type": "self", "name": "Self enrolment", "status": "No"},
        ]),
        "core_group_get_course_groups" => json!([
            {"id": 31, "courseid": 2, "name": "Lab 1", "idnumber": "L1", "description": "", "descriptionformat": 1},
            {"id": 32, "courseid": 2, "name": "Gone", "idnumber": "L2", "description": "", "descriptionformat": 1},
        ]),
        "core_group_get_course_groupings" => json!([
            {"id": 41, "courseid": 2, "name": "Labs", "idnumber": ""},
            {"id": 42, "courseid": 2, "name": "Gone", "idnumber": ""},
        ]),
        "core_group_get_group_members" if lists("groupids", "32") => gone(),
        "core_group_get_groupings" if lists("groupingids", "42") => gone(),
        "core_cohort_get_cohort_members" if lists("cohortids", "53") => gone(),
        "core_cohort_search_cohorts" if field("context[instanceid]") == "3" => gone(),
        "core_group_get_group_members" => json!([{"groupid": 31, "userids": [4]}]),
        "core_group_get_groupings" => json!([
            {"id": 41, "courseid": 2, "name": "Labs", "idnumber": "", "description": "All", "groups": [{"id": 31}]},
        ]),
        "core_cohort_get_cohorts" => json!([
            {"id": 51, "name": "All", "idnumber": "K1", "description": "", "visible": true},
            {"id": 52, "name": "Hidden", "idnumber": null, "description": null, "visible": false},
            {"id": 53, "name": "Gone", "idnumber": "K3", "description": "", "visible": true},
        ]),
        "core_cohort_search_cohorts" => {
            match (field("context[contextlevel]"), field("context[instanceid]")) {
                ("system", _) => json!({"cohorts": [{"id": 51}]}),
                ("coursecat", "2") => json!({"cohorts": [{"id": 52}]}),
                _ => json!({"cohorts": []}),
            }
        }
        "core_cohort_get_cohort_members" => {
            let told = [
                json!({"cohortid": 51, "userids": [4, 5]}),
                json!({"cohortid": 52, "userids": []}),
            ];
            let asked = told.into_iter();
            asked
                .filter(|one| lists("cohortids", &one["cohortid"].to_string()))
                .collect()
        }
        _ => json!([]),
    }
}

/// As [`answer`], several questions in a call too.
fn answer_all(function: &str, fields: &BTreeMap<String, String>) -> Json {
    if function != "tool_mobile_call_external_functions" {
        return answer(function, fields, Service::Whole);
    }
    let mut responses = Vec::new();
    for number in 0.. {
        let Some(function) = fields.get(&format!("requests[{number}][function]")) else {
            break;
        };
        let asked: Json =
            serde_json::from_str(&fields[&format!("requests[{number}][arguments]")]).unwrap();
        let form = super::super::form::fields(&asked).unwrap();
        let answered = answer(function, &form.into_iter().collect(), Service::Whole);
        let refused = answered.get("exception").is_some();
        responses.push(match refused {
            true => json!({"error": true, "exception": answered.to_string()}),
            false => json!({"error": false, "data": answered.to_string()}),
        });
        if refused {
            break;
        }
    }
    json!({"responses": responses})
}

async fn read(service: Service) -> (SiteIndex, Vec<String>) {
    let moodle = Scripted::start(move |(function, fields), _, _| {
        Said::json(&match service {
            Service::Whole => answer_all(function, fields),
            Service::Least => answer(function, fields, service),
        })
    });
    let moodle = moodle.await.unwrap();
    let address = format!("http://{}", moodle.address);
    let token = Secret("any".to_owned());
    let client = Client::new(&address.parse().unwrap(), token, Client::USUAL_FORM).unwrap();
    let site = snapshot(&client).await.unwrap();
    (site, moodle.functions())
}

#[tokio::test]
async fn a_site_is_read_as_far_as_it_tells() {
    let (site, _) = read(Service::Whole).await;
    assert_eq!(site.facts.name, "Institut d’essai");
    assert_eq!(site.facts.release, "4.5.5");
    assert_eq!(site.facts.timezone, "Europe/Paris");
    let hidden = site.category_by_path(&["Arts & lettres".to_owned(), "Hidden".to_owned()]);
    assert_eq!(hidden.map(|hidden| hidden.visible), Some(false));

    let course = site.course_by_shortname("BIO").unwrap();
    assert_eq!(course.category, 2);
    assert_eq!(course.text("fullname"), "Cells & tissues");
    assert_eq!(course.fields.get("visible"), Some(&Value::Bool(false)));
    assert_eq!(course.fields.get("coursedisplay"), Some(&Value::Bool(true)));
    assert_eq!(course.number("startdate"), Some(1_725_235_200));
    assert_eq!(course.last_access, 1_725_300_000);
    let sections: Vec<_> = course
        .sections
        .iter()
        .map(|(n, s)| (*n, s.name.as_str()))
        .collect();
    assert_eq!(sections, [(0, "General"), (1, "Cells")]);
    let methods: Vec<_> = course.methods.keys().map(String::as_str).collect();
    assert_eq!(methods, ["manual", "self"]);
    // They were deleted meanwhile.
    assert!(site.course_by_shortname("GONE").is_none());
    let groups: Vec<_> = site.groups().map(|group| group.id).collect();
    let groupings: Vec<_> = site.groupings().map(|grouping| grouping.id).collect();
    let cohorts: Vec<_> = site.cohorts().map(|cohort| cohort.id).collect();
    assert_eq!(
        (groups, groupings, cohorts),
        (vec![31], vec![41], vec![51, 52])
    );

    let ada = site.user_by_username("ada").unwrap();
    assert_eq!(ada.fields.get("mailformat"), Some(&Value::Int(1)));
    assert_eq!(
        ada.fields.get("profile_field_badge"),
        Some(&Value::Text("B-12".to_owned()))
    );
    assert_eq!(ada.fields.get("department"), None);
    let bela = site.user_by_username("bela").unwrap();
    assert!(bela.is_suspended() && !ada.is_suspended());
    let cleo = site.user(6).unwrap();
    assert!(cleo.deleted);
    assert_eq!(
        cleo.fields.get("email"),
        Some(&Value::Text("cleo@example.org".to_owned()))
    );
    assert_eq!(
        (site.facts.protected.guest, site.facts.protected.service),
        (1, 3)
    );

    let enrolments: Vec<_> = site
        .enrolments()
        .map(|one| (one.course, one.user, one.active))
        .collect();
    assert_eq!(enrolments, [(2, 4, true), (2, 5, false)]);
    assert!(site.has_role(2, 4, "student") && site.has_role(2, 4, "teacher"));
    let group = site.group(2, "Lab 1").unwrap();
    assert_eq!(group.members, [4].into());
    let grouping = site.groupings().next().unwrap();
    assert_eq!(
        (grouping.description.as_str(), &grouping.groups),
        ("All", &[31].into())
    );
    let cohorts: Vec<_> = site
        .cohorts()
        .map(|one| (one.category, one.visible, one.members.len()))
        .collect();
    assert_eq!(cohorts, [(0, true, 2), (2, false, 0)]);
}

#[tokio::test]
async fn fewer_functions_take_more_calls_and_tell_the_same() {
    let (whole, few) = read(Service::Whole).await;
    let (mut least, many) = read(Service::Least).await;
    // 40 pages of 500 accounts without anybody are the end of them.
    let beside_people = |calls: &[String]| {
        let people = calls
            .iter()
            .filter(|name| *name != "core_user_get_users_by_field");
        people.count()
    };
    assert!(beside_people(&few) < beside_people(&many), "{few:?}");
    // Without them, the zone is unknown and cohorts belong to the whole site.
    assert_eq!(least.facts.timezone, "UTC");
    assert_eq!(least.cohort(52).map(|cohort| cohort.category), Some(0));
    least.facts.timezone = "Europe/Paris".to_owned();
    least.put_cohort(whole.cohort(52).unwrap().clone());
    assert_eq!(least, whole);
}

#[tokio::test]
async fn what_is_not_told_is_known_to_be_unknown() {
    let (site, _) = read(Service::Whole).await;
    for unknown in NEVER_TOLD {
        assert!(!site.tells(&unknown), "{unknown:?}");
    }
    assert!(!site.tells(&Unknown::UserField("maildigest".to_owned())));
    // Some account told it, so that the token sees it.
    assert!(site.tells(&Unknown::UserField("mailformat".to_owned())));
    assert!(!site.covers(Space::Role) && site.covers(Space::Username));
}

/// The decisions about a file on the site.
fn decisions(site: &SiteIndex, kind: Kind, file: &str) -> Vec<Decision> {
    let mut options = PlanOptions::default();
    options.check.kind = Some(kind);
    options.check.separator = Some(';');
    options.check.settings.force_update = true;
    let plan = plan([file.as_bytes()], &options, site.clone());
    plan.rows.iter().map(|row| row.decision).collect()
}

#[tokio::test]
async fn a_file_that_says_what_is_so_changes_nothing() {
    let (site, _) = read(Service::Whole).await;
    let users = "\
username;firstname;lastname;email;idnumber;city;country;lang;mailformat;maildigest;suspended;profile_field_badge
ada;Ada;Tester;ada@example.org;P-4;Lyon;FR;en;1;2;0;B-12
bela;Béla;Tester;bela@example.org;;;;;;;1;
";
    assert_eq!(
        decisions(&site, Kind::Users, users),
        [Decision::Unchanged; 2]
    );
    let courses = "\
shortname;fullname;idnumber;summary;format;showgrades;newsitems;startdate;visible;groupmode;coursedisplay;legacyfiles;topic1;self
BIO;Cells & tissues;C-2;<p>Of cells</p>;topics;1;5;2024-09-02 00:00:00Z;0;1;1;1;Cells|What a cell is;1
";
    let dated = courses.replace("2024-09-02 00:00:00Z", "1725235200");
    assert_eq!(
        decisions(&site, Kind::Courses, &dated),
        [Decision::Unchanged]
    );
    let enrolments = "\
cmd;cid;uid;rolename;enrol;starttime
add;BIO;ada;student;manual;2024-09-02
add;BIO;ada;teacher;manual;
";
    assert_eq!(
        decisions(&site, Kind::Enrolments, enrolments),
        [Decision::Unchanged; 2]
    );
}

#[tokio::test]
async fn a_live_moodle_is_read() {
    let (Ok(address), Ok(token)) = (
        std::env::var("TOOLSYNC_MOODLE_URL"),
        std::env::var("TOOLSYNC_MOODLE_TOKEN"),
    ) else {
        println!("left out: TOOLSYNC_MOODLE_URL and TOOLSYNC_MOODLE_TOKEN name no live Moodle");
        return;
    };
    let client = |token: &str| {
        let token = Secret(token.to_owned());
        Client::new(&address.parse().unwrap(), token, Client::USUAL_FORM).unwrap()
    };
    let began = std::time::Instant::now();
    let site = snapshot(&client(&token)).await.unwrap();
    println!(
        "{} accounts, {} courses, {} enrolments in {:?}",
        site.users().count(),
        site.courses().count(),
        site.enrolments().count(),
        began.elapsed()
    );
    let service = site.user(site.facts.protected.service).unwrap();
    assert!(!service.deleted && service.fields.contains_key("email"));
    assert!(site.course(toolsync_core::site::FRONT_PAGE).is_some());
    for enrolment in site.enrolments() {
        assert!(site.user(enrolment.user).is_some_and(|user| !user.deleted));
    }
    // Whoever may see nothing gets an error, not an empty site.
    match snapshot(&client("stranger")).await {
        Err(CallError::Refused(refusal)) => assert_eq!(refusal.fault(), Fault::Token),
        other => panic!("{other:?}"),
    }
}
