//! Plans of groups files (`spec/operations.md` §11), among them one test per quirk that must not survive.

use proptest::prelude::*;
use proptest::sample::select;

use super::properties::{Column, file, hold, twice_on};
use super::{
    Change, Decision, Kind, Operation, Plan, Settings, assert_all, change, codes, operations,
    options, row, site, text,
};
use crate::finding::Code;
use crate::plan::plan_and_apply;
use crate::settings::{CourseIdentifier, GroupIdentifier};
use crate::site::{Group, Grouping, SiteIndex};

/// [`site::small`] with groupings: `BIO-101` has `Lab 3` (`GRP-LAB3`) in `Labs` (`GRPG-LAB`), the grouping `Loose` without idnumber,
/// and two groups `Twin`; `CHEM-1` has a group of idnumber `GRP-ACID`.
fn with_groupings() -> SiteIndex {
    let mut site = site::small();
    for (id, course, name, idnumber) in [
        (2, 10, "Lab 3", "GRP-LAB3"),
        (3, 11, "Acids", "GRP-ACID"),
        (4, 10, "Twin", "GRP-TWIN1"),
        (5, 10, "Twin", "GRP-TWIN2"),
    ] {
        site.put_group(Group {
            id,
            course,
            name: name.to_owned(),
            idnumber: idnumber.to_owned(),
            description: "Wednesday".to_owned(),
            ..Group::default()
        });
    }
    for (id, name, idnumber) in [(2, "Labs", "GRPG-LAB"), (3, "Loose", "")] {
        site.put_grouping(Grouping {
            id,
            course: 10,
            name: name.to_owned(),
            idnumber: idnumber.to_owned(),
            groups: if id == 2 { [2].into() } else { [].into() },
            ..Grouping::default()
        });
    }
    site
}

fn groups_with(file: &str, set: impl FnOnce(&mut Settings)) -> (Plan, SiteIndex) {
    let options = options(Kind::Groups, set);
    plan_and_apply([file.as_bytes()], &options, with_groupings())
}

fn groups(file: &str) -> (Plan, SiteIndex) {
    groups_with(file, |_| {})
}

/// The changes of the first update of the row on this line.
fn updates(plan: &Plan, line: u64) -> &[Change] {
    let mut operations = row(plan, line).operations.iter();
    let found = operations.find_map(|operation| match operation {
        Operation::UpdateGroup { changes, .. } | Operation::UpdateGrouping { changes, .. } => {
            Some(changes.as_slice())
        }
        _ => None,
    });
    found.unwrap_or_default()
}

#[test]
fn groups_and_groupings_are_created() {
    let (plan, _) = groups(
        "\
type;courseid;name;idnumber;description;selfgrouping;grouping
grouping;BIO-101;Practicals;GRPG-PRA;All of them;0;
group;BIO-101;Lab 4;GRP-LAB4;Friday;0;GRPG-PRA
group;bio-101;Lab 5;;;1;GRPG-LAB
group;BIO-101;Lab 3;GRP-LAB3;;0;GRPG-LAB
group;BIO-101;Group A;;Another text;0;
group;BIO-101;Lab 3;GRP-OTHER;;0;
group;BIO-101;Lab 6;;;0;GRPG-NONE
grouping;BIO-101;Others;GRPG-LAB;;0;
grouping;CHEM-1;Labs;GRPG-LAB;;0;
grouping;CHEM-1;Seminars;;;0;
group;BIO-101;Twin;GRP-TWIN2;;1;
group;NOWHERE;Lab 1;;;0;
",
    );
    insta::assert_snapshot!(text(&plan));
}

#[test]
fn groups_and_groupings_are_updated() {
    let (plan, _) = groups(
        "\
type;courseid;updateid;name;idnumber;description;selfgrouping
group;BIO-101;GRP-LAB3;Lab 3 (moved);GRP-LAB3;Thursday;1
grouping;BIO-101;GRPG-LAB;Laboratories;GRPG-NEW;All;0
group;BIO-101;GRP-LAB9;Lab 9;;;0
group;BIO-101;GRP-ACID;;;;0
group;BIO-101;;Added;;;0
group;CHEM-1;GRP-ACID;;;Fridays;0
grouping;CHEM-1;GRPG-CHE;Tutorials;;;0
",
    );
    insta::assert_snapshot!(text(&plan));
}

#[test]
fn groups_and_groupings_are_deleted() {
    let file = "\
cmd;type;courseid;updateid;name;idnumber
del;group;BIO-101;GRP-LAB3;;
del;grouping;BIO-101;;;GRPG-LAB
del;grouping;BIO-101;;Loose;
del;group;BIO-101;;Group A;
del;group;BIO-101;;Lab 9;
del;group;CHEM-1;;Salts;GRP-ACID
del;group;BIO-101;;Twin;
add;group;BIO-101;;Lab 4;
";
    let (plan, after) = groups(file);
    insta::assert_snapshot!(text(&plan));
    for name in ["Lab 3", "Group A"] {
        assert!(after.group(10, name).is_none(), "{name}");
    }
    assert!(
        after.group(11, "Acids").is_some(),
        "another name than that of the row"
    );
    assert_eq!(after.groupings_of_course(10).count(), 0);
    let again = super::plan([file.as_bytes()], &options(Kind::Groups, |_| {}), after);
    for line in 2..=7 {
        assert_eq!(
            row(&again, line).decision,
            Decision::Unchanged,
            "line {line}"
        );
    }
}

/// What something else depends on stays.
#[test]
fn groups_that_cohorts_fill_and_groupings_with_groups_are_not_deleted() {
    let (plan, after) = groups("cmd;type;courseid;name\ndel;grouping;BIO-101;Labs\n");
    assert_eq!(codes(&plan, 2), [Code::GroupingWithGroups]);
    assert_eq!(row(&plan, 2).findings[0].params["groups"], "Lab 3");
    assert_eq!(after, with_groupings());

    let site = super::cohorts::with_cohorts();
    let binding = site.cohort_bindings().find(|binding| binding.group != 0);
    let (course, group) = binding
        .map(|found| (found.course, found.group))
        .expect("a cohort fills a group");
    let course = site.course(course).expect("its course").shortname.clone();
    let group = site.group_of_id(group).expect("its group").name.clone();
    let file = format!("cmd;courseid;name\ndel;{course};{group}\n");
    let options = options(Kind::Groups, |_| {});
    let (plan, after) = plan_and_apply([file.as_bytes()], &options, site.clone());
    assert_eq!(codes(&plan, 2), [Code::GroupOfCohort]);
    assert_eq!(after, site);
}

/// A group that is not found is created in the course that the row names, not in one whose id its identifier happens to be; and
/// what the file has no column for stays as it is.
#[test]
fn q40_updates_stay_in_their_course_and_columns() {
    let file = "courseid;updateid;name\n11;GRP-LAB3;Salts\n11;GRP-ACID;Strong acids\n";
    let (plan, after) = groups_with(file, |settings| {
        settings.group_course_identifier = CourseIdentifier::Id;
    });
    assert_eq!(operations(&plan, 2), ["create_group"]);
    let made = after.group_by_idnumber(11, "GRP-LAB3").expect("made");
    assert_eq!(made.name, "Salts");
    let untouched = after.group_by_idnumber(10, "GRP-LAB3").expect("another");
    assert_eq!(untouched.name, "Lab 3");
    assert_eq!(updates(&plan, 3), [change("name", "Acids", "Strong acids")]);
    let renamed = after.group_by_idnumber(11, "GRP-ACID").expect("kept");
    assert_eq!(
        (&*renamed.name, &*renamed.description),
        ("Strong acids", "Wednesday")
    );
}

#[test]
fn q42_a_group_is_put_in_the_grouping_of_its_own_name() {
    let (plan, after) = groups("courseid;name;selfgrouping\nBIO-101;Lab 4;1\nBIO-101;Group A;1\n");
    let made = ["create_group", "create_grouping", "add_to_grouping"];
    assert_eq!(operations(&plan, 2), made);
    assert_eq!(operations(&plan, 3), made[1..]);
    for name in ["Lab 4", "Group A"] {
        let group = after.group(10, name).expect("a group").id;
        let grouping = after.grouping(10, name).expect("a grouping");
        assert_eq!(grouping.groups, [group].into());
    }
}

#[test]
fn created_groups_get_a_grouping_when_the_settings_say_so() {
    let file = "courseid;name;grouping\nBIO-101;Lab 4;\nBIO-101;Lab 5;GRPG-LAB\nBIO-101;Group A;\n";
    let (plan, _) = groups(file);
    assert_eq!(operations(&plan, 2), ["create_group"]);
    let (plan, after) = groups_with(file, |settings| settings.group_created_groups = true);
    assert_eq!(
        operations(&plan, 2),
        ["create_group", "create_grouping", "add_to_grouping"]
    );
    assert_eq!(operations(&plan, 3), ["create_group", "add_to_grouping"]);
    assert_eq!(row(&plan, 4).decision, Decision::Unchanged, "it was there");
    let again = super::plan([file.as_bytes()], &options(Kind::Groups, |_| {}), after);
    assert_all(&again, Decision::Unchanged);
}

#[test]
fn groups_are_identified_as_the_settings_say() {
    for (by, id) in [
        (GroupIdentifier::Name, "Lab 3"),
        (GroupIdentifier::Idnumber, "GRP-LAB3"),
        (GroupIdentifier::Id, "2"),
    ] {
        let file = format!("courseid;updateid;name;idnumber\nBIO-101;{id};Lab X;GRP-X\n");
        let (plan, after) = groups_with(&file, |settings| settings.group_identifier = by);
        let changes = [
            change("name", "Lab 3", "Lab X"),
            change("idnumber", "GRP-LAB3", "GRP-X"),
        ];
        assert_eq!(updates(&plan, 2), changes);
        // Found again by the name and idnumber that it got.
        let own = options(Kind::Groups, |settings| settings.group_identifier = by);
        assert_all(
            &super::plan([file.as_bytes()], &own, after),
            Decision::Unchanged,
        );
    }
}

/// A grouping keeps the field that identifies it; the others change.
#[test]
fn groupings_are_identified_as_the_settings_say() {
    for (by, id, field) in [
        (GroupIdentifier::Name, "Labs", "idnumber"),
        (GroupIdentifier::Idnumber, "GRPG-LAB", "name"),
    ] {
        let file = format!("type;courseid;updateid;name;idnumber\ngrouping;BIO-101;{id};New;NEW\n");
        let (plan, _) = groups_with(&file, |settings| settings.grouping_identifier = by);
        let changes: Vec<_> = updates(&plan, 2)
            .iter()
            .map(|change| &change.field)
            .collect();
        assert_eq!(changes, [field]);
        assert_eq!(codes(&plan, 2), [Code::IdentifierKept]);
    }
    let file = "type;courseid;updateid;name;idnumber\ngrouping;BIO-101;2;New;NEW\n";
    let (plan, _) = groups_with(file, |settings| {
        settings.grouping_identifier = GroupIdentifier::Id;
    });
    assert_eq!(updates(&plan, 2).len(), 2);
}

#[test]
fn what_cannot_be_told_or_taken_is_refused() {
    let file = "\
courseid;updateid;name;idnumber
BIO-101;GRP-TWIN2;Lab 7;
BIO-101;GRP-LAB3;Group A;
BIO-101;GRP-X;Group A;
BIO-101;GRP-Y;New;GRP-TWIN1
BIO-101;GRP-Z;;
";
    let (plan, after) = groups(file);
    assert_all(&plan, Decision::Refused);
    for (line, code) in [
        (2, Code::AmbiguousGroup),
        (3, Code::GroupNameTaken),
        (4, Code::GroupNameTaken),
        (5, Code::IdnumberTaken),
        (6, Code::RequiredEmpty),
    ] {
        assert_eq!(codes(&plan, line).last(), Some(&code), "line {line}");
    }
    assert_eq!(after, with_groupings());
    let (plan, _) = groups_with("courseid;updateid;name\nCHEM-1;2;X\n", |settings| {
        settings.group_identifier = GroupIdentifier::Id;
    });
    assert_eq!(codes(&plan, 2), [Code::UnknownGroup]);
}

/// Two lines that say different things of one group, by its idnumber and by its name.
#[test]
fn one_line_per_group() {
    let file = "courseid;name;idnumber\nBIO-101;Lab 3;\nBIO-101;Lab X;GRP-LAB3\n";
    let (plan, _) = groups(file);
    assert_eq!(
        codes(&plan, 3),
        [Code::GroupExists, Code::DuplicateKey][1..]
    );
}

/// A sandbox gives the number of the grouping that was made last, and is deleted, to the next one.
#[test]
fn what_is_made_after_a_deletion_is_not_what_was_deleted() {
    let file = "courseid;name;cmd;type;idnumber\nBIO-101;Loose;del;grouping;\n\
        BIO-101;Lab 3;;grouping;GRPG-3\nBIO-101;Lab X;;grouping;GRPG-3\n";
    let (plan, site) = groups(file);
    assert_eq!(codes(&plan, 3), []);
    assert!(codes(&plan, 4).contains(&Code::DuplicateIdentifier));
    let names: Vec<&str> = site.groupings().map(|made| made.name.as_str()).collect();
    assert_eq!(names, ["Labs", "Lab 3"]);
}

#[test]
fn a_line_needs_the_line_of_its_grouping() {
    let file = "\
type;courseid;name;idnumber;grouping
grouping;BIO-101;Practicals;GRPG-PRA;
group;BIO-101;Lab 4;;GRPG-PRA
";
    let (plan, _) = groups(file);
    assert_eq!(row(&plan, 3).needs, [2]);
}

/// Two lines take the groups of it away; the others have no part in it.
#[test]
fn the_end_of_a_grouping_needs_the_lines_that_empty_it() {
    let mut site = with_groupings();
    let mut labs = site.grouping_of_id(2).unwrap().clone();
    labs.groups.insert(1);
    site.put_grouping(labs);
    let file = "\
cmd;type;courseid;name;idnumber
del;group;BIO-101;Lab 3;GRP-LAB3
add;group;BIO-101;Lab 4;
del;group;BIO-101;Group A;
del;grouping;BIO-101;Labs;GRPG-LAB
del;grouping;BIO-101;Loose;
";
    let options = options(Kind::Groups, |_| {});
    let (plan, _) = plan_and_apply([file.as_bytes()], &options, site);
    assert_eq!(row(&plan, 5).needs, [2, 4]);
    assert!(row(&plan, 6).needs.is_empty());
}

const REQUIRED: &[Column] = &[
    (
        "courseid",
        &["BIO-101", "BIO-101", "bio-101", "CHEM-1", "NOWHERE"],
    ),
    (
        "name",
        &["Lab 3", "Lab 4", "Lab 5", "Labs", "Loose", "Twin", ""],
    ),
];

const OPTIONAL: &[Column] = &[
    ("cmd", &["", "", "add", "del"]),
    ("type", &["", "group", "group", "grouping"]),
    (
        "idnumber",
        &["", "", "GRP-LAB3", "GRPG-LAB", "NEW-1", "NEW-2"],
    ),
    ("description", &["", "Wednesday", "Thursday"]),
    (
        "updateid",
        &[
            "", "GRP-LAB3", "GRPG-LAB", "Lab 3", "Labs", "2", "NEW-1", "NEW-3",
        ],
    ),
    ("selfgrouping", &["", "0", "1"]),
    ("grouping", &["", "", "GRPG-LAB", "NEW-1", "NEW-2"]),
];

fn settings() -> impl Strategy<Value = Settings> {
    let by = || {
        select(vec![
            GroupIdentifier::Idnumber,
            GroupIdentifier::Name,
            GroupIdentifier::Id,
        ])
    };
    (by(), by(), any::<bool>()).prop_map(|(group, grouping, own)| Settings {
        group_identifier: group,
        grouping_identifier: grouping,
        group_created_groups: own,
        ..Settings::default()
    })
}

fn renames_a_grouping(plan: &Plan) -> bool {
    let mut operations = plan.rows.iter().flat_map(|row| &row.operations);
    operations.any(|operation| match operation {
        Operation::UpdateGrouping { changes, .. } => {
            changes.iter().any(|change| change.field == "name")
        }
        _ => false,
    })
}

/// Whether a row makes what another row wanted to change before there was such a thing.
fn makes_what_was_asked_for(plan: &Plan) -> bool {
    let findings = plan.rows.iter().flat_map(|row| &row.findings);
    let asked: Vec<&String> = findings
        .filter(|finding| finding.code == Code::UpdateCreates)
        .filter_map(|finding| finding.params.get("value"))
        .collect();
    let mut operations = plan.rows.iter().flat_map(|row| &row.operations);
    operations.any(|operation| match operation {
        Operation::CreateGroup { group: made, .. }
        | Operation::CreateGrouping { grouping: made, .. } => {
            asked.contains(&&made.name) || asked.contains(&&made.idnumber)
        }
        _ => false,
    })
}

proptest! {
    #[test]
    fn groups_files_are_idempotent(file in file(REQUIRED, OPTIONAL), settings in settings()) {
        let options = options(Kind::Groups, |own| *own = settings);
        let (first, second) = twice_on(with_groupings(), &file, &options);
        // A grouping that is renamed leaves its name to the group above that had its own grouping in it: that is made at the next run.
        prop_assume!(!file.contains("selfgrouping") || !renames_a_grouping(&first));
        // What a row wanted to change was not there, so it made another; a row below made it, and at the next run it is there to be changed.
        prop_assume!(!makes_what_was_asked_for(&first));
        hold(&file, &first, &second)?;
    }
}
