//! Plans of courses files (`spec/operations.md` §2), among them one test per quirk that must not survive.

use super::{
    Change, Decision, Kind, Operation, Plan, Settings, Value, assert_all, change, codes,
    operations, options, plan, planned, row, site, text, updates,
};
use crate::finding::Code;
use crate::plan::{CategoryKey, plan_and_apply};
use crate::settings::{CategoryIdentifier, CourseIdentifier, TemplateMode};
use crate::site::Section;

fn courses(file: &str) -> Plan {
    planned(Kind::Courses, file, |_| {})
}

fn courses_with(file: &str, set: impl FnOnce(&mut Settings)) -> Plan {
    planned(Kind::Courses, file, set)
}

fn forced(file: &str) -> Plan {
    courses_with(file, |settings| settings.force_update = true)
}

/// Where the course of the row on this line is created.
fn category(plan: &Plan, line: u64) -> &CategoryKey {
    row(plan, line)
        .operations
        .iter()
        .find_map(|operation| match operation {
            Operation::CreateCourse { category, .. } => Some(category),
            _ => None,
        })
        .expect("the row creates a course")
}

#[test]
fn courses_are_created() {
    let plan = courses(
        "shortname;fullname;category;idnumber;summary;startdate;visible;topic0;topic1;self;guest;template;teacher1_account;teacher1_role;teacher2_account\n\
         BIO-102;Cell biology II;Sciences/Biology/Year 1;C-102;;2024-09-02;0;Welcome;Tissues|What cells make together;1;0;;m.curie;editingteacher;p.curie\n\
         PHY-1;Mechanics;Sciences/Physics/Year 1;C-301;;;;;;;;;;;\n\
         PHY-2;Optics;/Sciences/Physics/Year 1/;C-302;;;;;;;;;;;\n\
         MISC;No category;;;;;;;;;;;;;\n\
         BIO-103;From a template;4;;Our own summary;;;;Our own section;;;TPL-SCI;;;\n\
         LAB-2;From an archive;Sciences;;;;;;;;;/srv/templates/lab.mbz;;;\n\
         BIO-104;No such template;4;;;;;;;;;NOWHERE;;;\n\
         BIO-105;No such category;99;;;;;;;;;;;;\n\
         BIO-106;No such teacher;4;;;;;;;;;;nobody;;\n\
         BIO-107;A wrong date;4;;;tomorrow-ish;;;;;;;;;\n\
         BIO-101;Cell biology I;;;;;;;;;;;;;\n",
    );
    insta::assert_snapshot!(text(&plan));
}

#[test]
fn courses_are_updated() {
    let plan = courses_with(
        "shortname;fullname;category;idnumber;summary;visible;topic1;topic2;self;guest;template;teacher1_account\n\
         BIO-101;Cell biology;Sciences/Biology;C-101;;0;Cell|;Membranes;1;;;m.curie\n\
         CHEM-1;General chemistry;;C-201;;;;;0;0;;p.curie\n\
         LAB;Laboratory;Sciences/Chemistry;;;;;;;;TPL-SCI;p.curie\n\
         TPL-SCI;Template of science courses;Miscellaneous;;Restored summary;1;;;;1;;\n",
        |settings| {
            settings.force_update = true;
            settings.template_mode = TemplateMode::Add;
        },
    );
    insta::assert_snapshot!(text(&plan));
}

#[test]
fn a_second_run_of_the_same_file_changes_nothing() {
    let file = "shortname;fullname;category;startdate;topic0;topic1;self;template;teacher1_account\n\
                BIO-101;Cell biology;Sciences/Biology;2024-09-02;Welcome;Cells|;1;TPL-SCI;m.curie\n\
                PHY-1;Mechanics;Sciences/Physics;1 September 2024;|Only a summary;;0;tpl-sci;n.bohr\n\
                PHY-2;Optics;Sciences/Physics;@1725148800;;;1;/srv/templates/lab.mbz;\n";
    for mode in [
        TemplateMode::Ignore,
        TemplateMode::Add,
        TemplateMode::Replace,
    ] {
        let options = options(Kind::Courses, |settings| {
            settings.force_update = true;
            settings.template_mode = mode;
        });
        let (first, after) = plan_and_apply([file.as_bytes()], &options, site::small());
        assert_all(&first, Decision::Change);
        let second = plan([file.as_bytes()], &options, after);
        assert_all(&second, Decision::Unchanged);
    }
}

#[test]
fn an_existing_course_is_left_alone_unless_updates_are_forced() {
    let plan = courses("shortname;fullname;self\nbio-101;Another name;1\n");
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(codes(&plan, 2), [Code::CourseExists]);
}

/// Q12: a cell that is no value refuses its row whole; an empty one is not given.
#[test]
fn q12_a_bad_cell_refuses_its_row() {
    let plan = courses(
        "shortname;fullname;visible;newsitems;startdate\n\
         A;First;perhaps;;\n\
         B;Second;;;32 September 2024\n\
         C;Third;;;\n",
    );
    assert_eq!(codes(&plan, 2), [Code::NotBoolean]);
    assert_eq!(codes(&plan, 3), [Code::BadDate]);
    let [Operation::CreateCourse { fields, .. }] = &row(&plan, 4).operations[..] else {
        panic!("one course is created")
    };
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["fullname"]);
}

/// Q13: a course without category goes to the one of lowest id.
#[test]
fn q13_a_course_without_category_goes_to_the_first() {
    let first = CategoryKey {
        id: Some(1),
        path: vec!["Miscellaneous".to_owned()],
    };
    let absent = courses("shortname;fullname\nNEW;New\n");
    assert_eq!(category(&absent, 2), &first);
    let empty = courses("shortname;fullname;category\nNEW;New;\n");
    assert_eq!(category(&empty, 2), &first);
}

/// Q14: courses are found by id and by idnumber, and no idnumber is nobody's.
#[test]
fn q14_every_identifier_identifies() {
    let by_id = courses_with("shortname;fullname;id\nBIO-100;Cells;10\n", |settings| {
        settings.course_identifier = CourseIdentifier::Id;
        settings.force_update = true;
    });
    assert_eq!(
        updates(&by_id, 2),
        [
            change("fullname", "Cell biology I", "Cells"),
            change("shortname", "BIO-101", "BIO-100")
        ]
    );
    let by_idnumber = courses_with(
        "shortname;fullname;idnumber\nBIO-100;Cell biology I;C-101\nNEW;New;C-900\nNEW-2;New;\n",
        |settings| {
            settings.course_identifier = CourseIdentifier::Idnumber;
            settings.force_update = true;
        },
    );
    assert_eq!(
        updates(&by_idnumber, 2),
        [change("shortname", "BIO-101", "BIO-100")]
    );
    assert_eq!(operations(&by_idnumber, 3), ["create_course"]);
    assert!(
        !operations(&by_idnumber, 4).contains(&"update_course"),
        "LAB has no idnumber and stays as it is"
    );
}

/// Q15: these three columns keep their values.
#[test]
fn q15_display_completion_and_grouping_are_kept() {
    let plan = courses(
        "shortname;fullname;coursedisplay;enablecompletion;defaultgroupingid\nNEW;New;1;1;3\n",
    );
    let [Operation::CreateCourse { fields, .. }] = &row(&plan, 2).operations[..] else {
        panic!("one course is created")
    };
    assert_eq!(fields.get("coursedisplay"), Some(&Value::Bool(true)));
    assert_eq!(fields.get("enablecompletion"), Some(&Value::Bool(true)));
    assert_eq!(fields.get("defaultgroupingid"), Some(&Value::Int(3)));
}

/// Q16: teachers are enrolled, with the role that the row gives.
#[test]
fn q16_teachers_get_their_role() {
    let plan = courses(
        "shortname;fullname;template;teacher1_account;teacher1_role;teacher2_account\n\
         NEW;New;TPL-SCI;m.curie;editingteacher;P-0043\n",
    );
    let roles: Vec<(&str, &str, &str)> = row(&plan, 2)
        .operations
        .iter()
        .filter_map(|operation| match operation {
            Operation::Enrol {
                user, method, role, ..
            } => Some((user.as_str(), method.as_str(), role.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(
        roles,
        [
            ("m.curie", "manual", "editingteacher"),
            ("p.curie", "manual", "teacher")
        ]
    );
}

/// Q17: a forced update changes what the row gives, and nothing else.
#[test]
fn q17_absent_columns_change_nothing() {
    let plan = forced("shortname;fullname;summary;idnumber\nBIO-101;Cell biology;;\n");
    assert_eq!(
        updates(&plan, 2),
        [change("fullname", "Cell biology I", "Cell biology")]
    );
    assert_eq!(operations(&plan, 2), ["update_course"]);
}

/// Q18: absent and empty `self` and `guest` leave these methods alone.
#[test]
fn q18_methods_that_are_not_given_stay() {
    let absent = forced("shortname;fullname\nCHEM-1;General chemistry\n");
    assert_eq!(row(&absent, 2).decision, Decision::Unchanged);
    let given = forced(
        "shortname;fullname;self;guest\n\
         CHEM-1;General chemistry;;\n\
         BIO-101;Cell biology I;1;0\n\
         TPL-SCI;Template of science courses;0;0\n",
    );
    assert_eq!(row(&given, 2).decision, Decision::Unchanged);
    let method = |course: &str, method: &str, old, enabled| Operation::SetMethod {
        course: course.to_owned(),
        method: method.to_owned(),
        old,
        enabled,
    };
    assert_eq!(
        row(&given, 3).operations,
        [method("BIO-101", "self", Some(false), true)]
    );
    assert_eq!(
        row(&given, 4).operations,
        [method("TPL-SCI", "guest", Some(true), false)]
    );
}

/// Q19: the title stands before the bar, in sections that exist too; no topic leaves the sections as they are.
#[test]
fn q19_the_title_stands_before_the_bar() {
    let plan = forced(
        "shortname;fullname;topic1;topic3\n\
         BIO-101;Cell biology I;The cell|Its parts;\n\
         CHEM-1;General chemistry;;\n",
    );
    let section = |name: &str, summary: &str| Section {
        name: name.to_owned(),
        summary: summary.to_owned(),
    };
    assert_eq!(
        row(&plan, 2).operations,
        [Operation::SetSection {
            course: "BIO-101".to_owned(),
            number: 1,
            old: Some(section("Cells", "What a cell is made of")),
            new: section("The cell", "Its parts"),
        }]
    );
    assert_eq!(row(&plan, 3).decision, Decision::Unchanged);
}

/// An archive that is there and can be read, of which Moodle makes no course all the same.
#[test]
fn an_archive_without_a_course_refuses_its_row() {
    let mut site = site::small();
    let archive = "/srv/templates/lab.mbz".to_owned();
    site.facts.archives_without_course = [archive].into();
    let file = "shortname;fullname;template\nNEW;New;/srv/templates/lab.mbz\n";
    let plan = plan([file.as_bytes()], &options(Kind::Courses, |_| {}), site);
    assert_eq!(codes(&plan, 2), [Code::TemplateCourseNotCreated]);
    assert_eq!(row(&plan, 2).decision, Decision::Refused);
    assert_eq!(operations(&plan, 2), [""; 0]);
}

/// Q61: what the row gives wins over what the template restores; what it does not give is the template's.
#[test]
fn q61_a_template_gives_what_the_row_does_not() {
    let file = "shortname;fullname;summary;template\nLAB;Laboratory;Our own summary;TPL-SCI\n";
    let options = options(Kind::Courses, |settings| {
        settings.force_update = true;
        settings.template_mode = TemplateMode::Replace;
    });
    let (plan, after) = plan_and_apply([file.as_bytes()], &options, site::small());
    assert_eq!(operations(&plan, 2)[0], "apply_template");
    let lab = after.course_by_shortname("LAB").expect("it existed before");
    assert_eq!(lab.template, "TPL-SCI");
    assert_eq!(
        lab.fields.get("summary"),
        Some(&Value::Text("Our own summary".to_owned()))
    );
}

/// Q62: a template that is not there refuses the row once, with the seeds' code −7 or −22.
#[test]
fn q62_a_missing_template_is_said_once() {
    let plan =
        courses("shortname;fullname;template\nA;First;NOWHERE\nB;Second;/srv/templates/gone.mbz\n");
    assert_eq!(codes(&plan, 2), [Code::TemplateNotFound]);
    assert_eq!(codes(&plan, 3), [Code::TemplateFileMissing]);
    assert_eq!(Code::TemplateNotFound.seed_code(), Some(-7));
    assert_eq!(Code::TemplateFileMissing.seed_code(), Some(-22));
}

#[test]
fn a_category_by_idnumber_must_exist() {
    let plan = courses_with(
        "shortname;fullname;category\nA;First;SCI-BIO\nB;Second;SCI-PHY\n",
        |settings| settings.category_identifier = CategoryIdentifier::Idnumber,
    );
    assert_eq!(category(&plan, 2).id, Some(3));
    assert_eq!(codes(&plan, 3), [Code::UnknownCategory]);
}

#[test]
fn a_protected_category_is_not_left() {
    let file = "shortname;fullname;category\nBIO-101;Cell biology I;Sciences/New\n";
    let moved = forced(file);
    assert_eq!(operations(&moved, 2), ["create_category", "update_course"]);
    assert_eq!(
        updates(&moved, 2),
        [Change {
            field: "category".to_owned(),
            old: Some(Value::Text("Sciences/Biology/Year 1".to_owned())),
            new: Some(Value::Text("Sciences/New".to_owned())),
        }]
    );
    let kept = courses_with(file, |settings| {
        settings.force_update = true;
        settings.protect_category = true;
    });
    assert_eq!(row(&kept, 2).decision, Decision::Unchanged);
}

/// Levels that a line above makes are made once, and the row says on which line it depends.
#[test]
fn new_categories_are_made_once() {
    let plan = courses_with(
        "shortname;fullname;category\n\
         A;First;Sciences/Physics/Year 1\n\
         B;Second;Sciences/Physics/Year 2\n\
         C;Third;Sciences/Physics/Year 1\n",
        |settings| settings.new_categories_visible = false,
    );
    assert_eq!(
        operations(&plan, 2),
        ["create_category", "create_category", "create_course"]
    );
    assert_eq!(operations(&plan, 3), ["create_category", "create_course"]);
    assert_eq!(operations(&plan, 4), ["create_course"]);
    assert_eq!(row(&plan, 3).needs, [2]);
    assert_eq!(row(&plan, 4).needs, [2]);
    assert_eq!(category(&plan, 4).id, None, "the plan makes it");
    assert!(
        row(&plan, 2)
            .operations
            .iter()
            .all(|operation| !matches!(operation, Operation::CreateCategory { visible: true, .. })),
        "new categories are hidden by these settings"
    );
}
