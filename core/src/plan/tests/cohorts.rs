//! Cohorts files, row by row; and the enrolments that follow memberships.

use proptest::prelude::*;
use proptest::sample::select;

use super::properties::{Column, file, hold, twice_on};
use super::{Decision, Kind, change, codes, operations, options, row, site, text};
use crate::finding::Code;
use crate::plan::{
    BindingKey, BindingState, Change, CohortKey, GroupState, Operation, Plan, plan, plan_and_apply,
};
use crate::settings::{GroupIdentifier, Settings, UserIdentifier};
use crate::site::{Cohort, SiteIndex};

/// [`site::small`] with three more cohorts: `Staff` (2, `COH-9`, nobody, in Sciences) and two called `Twins` (3 with `p.curie`,
/// 4 `COH-4`, empty). `Year 1` (`m.curie`) is bound to `CHEM-1` as student, with the group `Chemists`.
pub fn with_cohorts() -> SiteIndex {
    let mut site = site::small();
    for (id, name, idnumber, category, members) in [
        (2, "Staff", "COH-9", 2, vec![]),
        (3, "Twins", "", 0, vec![101]),
        (4, "Twins", "COH-4", 0, vec![]),
    ] {
        site.put_cohort(Cohort {
            id,
            name: name.to_owned(),
            idnumber: idnumber.to_owned(),
            category,
            members: members.into_iter().collect(),
            ..Cohort::default()
        });
    }
    let group = Operation::CreateGroup {
        course: "CHEM-1".to_owned(),
        group: GroupState {
            name: "Chemists".to_owned(),
            ..GroupState::default()
        },
    };
    let binding = Operation::SetCohortBinding {
        binding: BindingKey {
            course: "CHEM-1".to_owned(),
            cohort: key(1, "Year 1"),
            role: "student".to_owned(),
            method: "cohort".to_owned(),
        },
        old: None,
        new: BindingState {
            enabled: true,
            group: "Chemists".to_owned(),
            ..BindingState::default()
        },
        people: 1,
        newcomers: Vec::new(),
    };
    for operation in [group, binding] {
        site.apply(&operation).expect("the small site takes it");
    }
    site
}

pub fn key(id: u64, name: &str) -> CohortKey {
    CohortKey {
        id: Some(id),
        name: name.to_owned(),
    }
}

/// By login name, as people read them; other settings are the defaults.
fn planned_with(file: &str, set: impl FnOnce(&mut Settings)) -> (Plan, SiteIndex) {
    let options = options(Kind::Cohorts, |settings| {
        settings.cohort_user_identifier = UserIdentifier::Username;
        set(settings);
    });
    plan_and_apply([file.as_bytes()], &options, with_cohorts())
}

fn planned(file: &str) -> (Plan, SiteIndex) {
    planned_with(file, |_| {})
}

/// The changes that the row on this line makes to its cohort.
fn changes(plan: &Plan, line: u64) -> &[Change] {
    let mut operations = row(plan, line).operations.iter();
    operations
        .find_map(|operation| match operation {
            Operation::UpdateCohort { changes, .. } => Some(changes.as_slice()),
            _ => None,
        })
        .unwrap_or_default()
}

fn members(site: &SiteIndex, cohort: u64) -> Vec<u64> {
    let cohort = site.cohort(cohort).expect("the cohort is there");
    cohort.members.iter().copied().collect()
}

/// Every outcome of a row, as a person reads the plan.
#[test]
fn a_cohorts_file_as_text() {
    let file = "\
cmd;cidnumber;cname;cdescription;userid;ccatcontext;ccatcontextidnumber;component
add;COH-3;Year 3;Autumn intake;m.curie;;SCI-BIO;
add;COH-3;;;p.curie;;;
add;COH-1;;;m.curie;;;
add;COH-1;;Spring intake;n.bohr;2;;
add;COH-9;Personnel;;;0;;enrol_hr
add;COH-4;;;l.meitner;99;;
add;COH-5;Year 5;;nobody;;;
add;COH-6;;;m.curie;;;
add;COH-7;Year 1;;;;;
del;COH-1;;;i.joliot;;;
del;COH-8;;;m.curie;;;
";
    let (plan, _) = planned(file);
    insta::assert_snapshot!(text(&plan));
}

#[test]
fn cohorts_are_deleted_and_emptied_as_text() {
    let file = "cmd;cidnumber;userid\ndel;COH-1;\ndel;COH-9;\nfree;COH-4;\nfree;COH-2;m.curie\n";
    let (plan, site) = planned(file);
    insta::assert_snapshot!(text(&plan));
    assert!(site.cohort(1).is_none() && site.cohort(2).is_none());
    assert_eq!(site.cohort_bindings().len(), 0);
}

#[test]
fn a_cohort_is_created_in_its_category() {
    let (plan, site) = planned(
        "cidnumber;cname;cdescription;ccatcontextidnumber;component\nCOH-3;Year 3;Autumn;SCI-BIO;hr\n",
    );
    assert_eq!(operations(&plan, 2), ["create_cohort"]);
    let cohort = site.cohort_by_idnumber("COH-3").expect("it was created");
    assert_eq!(
        (cohort.name.as_str(), cohort.category, cohort.visible),
        ("Year 3", 3, true)
    );
    assert_eq!(
        (cohort.description.as_str(), cohort.component.as_str()),
        ("Autumn", "hr")
    );
}

#[test]
fn a_category_that_is_missing_leaves_a_new_cohort_to_the_whole_site() {
    let (plan, site) = planned("cidnumber;cname;ccatcontext\nCOH-3;Year 3;99\nCOH-9;;99\n");
    assert_eq!(operations(&plan, 2), ["create_cohort"]);
    assert_eq!(row(&plan, 3).decision, Decision::Unchanged);
    let category = |idnumber| {
        site.cohort_by_idnumber(idnumber)
            .map(|found| found.category)
    };
    assert_eq!((category("COH-3"), category("COH-9")), (Some(0), Some(2)));
}

#[test]
fn q33_a_cohort_gets_another_name_and_idnumber() {
    let (plan, site) = planned("cidnumber;cname\nCOH-1;First year\n");
    assert_eq!(changes(&plan, 2), [change("cname", "Year 1", "First year")]);
    assert_eq!(site.cohort(1).map(|found| &*found.name), Some("First year"));
    let (plan, site) = planned_with("cname;cidnumber\nYear 1;Y-1\n", |settings| {
        settings.cohort_identifier = GroupIdentifier::Name;
    });
    assert_eq!(changes(&plan, 2), [change("cidnumber", "COH-1", "Y-1")]);
    assert_eq!(site.cohort(1).map(|found| &*found.idnumber), Some("Y-1"));
    let (plan, _) = planned_with("cid;cname;cidnumber\n1;First;Y-1\n", |settings| {
        settings.cohort_identifier = GroupIdentifier::Id;
    });
    assert_eq!(
        changes(&plan, 2),
        [
            change("cname", "Year 1", "First"),
            change("cidnumber", "COH-1", "Y-1")
        ]
    );
}

#[test]
fn q33_a_cohort_returns_to_the_whole_site() {
    let (plan, site) = planned("cidnumber;ccatcontext\nCOH-9;0\nCOH-1;2\n");
    assert_eq!(changes(&plan, 2), [change("ccatcontext", "Sciences", "")]);
    assert_eq!(changes(&plan, 3), [change("ccatcontext", "", "Sciences")]);
    let category = |id| site.cohort(id).map(|found| found.category);
    assert_eq!((category(2), category(1)), (Some(0), Some(2)));
}

#[test]
fn q33_a_name_or_idnumber_of_another_cohort_is_taken() {
    let (plan, _) = planned("cidnumber;cname\nCOH-1;Staff\nCOH-4;Twins\n");
    assert_eq!(codes(&plan, 2), [Code::CohortNameTaken]);
    // It has that name already, as the site lets it.
    assert_eq!(row(&plan, 3).decision, Decision::Unchanged);
    let (plan, _) = planned_with("cname;cidnumber\nYear 1;COH-9\nStaff;\n", |settings| {
        settings.cohort_identifier = GroupIdentifier::Name;
    });
    assert_eq!(codes(&plan, 2), [Code::IdnumberTaken]);
    assert_eq!(row(&plan, 3).decision, Decision::Unchanged);
}

#[test]
fn a_name_that_cohorts_share_names_none() {
    let by_name = |settings: &mut Settings| settings.cohort_identifier = GroupIdentifier::Name;
    let (plan, _) = planned_with("cmd;cname\ndel;Twins\n", by_name);
    assert_eq!(codes(&plan, 2), [Code::AmbiguousCohort]);
    assert_eq!(row(&plan, 2).decision, Decision::Refused);
}

/// Of two cohorts of one name, the one that a row names by id is the one that changes, whatever lines above did to the other.
#[test]
fn cohorts_of_one_name_are_told_apart_by_id() {
    let by_id = |settings: &mut Settings| {
        settings.cohort_identifier = GroupIdentifier::Id;
        settings.delete_emptied_cohorts = false;
    };
    let (plan, site) = planned_with("cmd;cid;cname\nadd;3;Elder\ndel;4;\n", by_id);
    assert_eq!(operations(&plan, 3), ["delete_cohort"]);
    assert!(site.cohort(4).is_none() && site.cohort(3).is_some());
}

#[test]
fn q32_a_person_who_is_not_found_costs_no_cohort_its_life() {
    let (plan, site) = planned("cmd;cidnumber;userid\ndel;COH-1;nobody\ndel;COH-1;a.einstein\n");
    for line in [2, 3] {
        assert_eq!(row(&plan, line).decision, Decision::Refused);
        assert_eq!(codes(&plan, line), [Code::UnknownUser]);
    }
    assert_eq!(site, with_cohorts());
}

#[test]
fn a_member_is_put_in_and_taken_out_once() {
    let file = "cmd;cidnumber;userid\nadd;COH-1;m.curie\nadd;COH-1;p.curie\ndel;COH-1;n.bohr\n";
    let (plan, site) = planned(file);
    assert_eq!(row(&plan, 2).decision, Decision::Unchanged);
    assert_eq!(operations(&plan, 3), ["add_cohort_member"]);
    assert_eq!(row(&plan, 4).decision, Decision::Unchanged);
    assert_eq!(members(&site, 1), [100, 101]);
}

#[test]
fn members_are_named_as_the_settings_say() {
    for (identifier, name) in [
        (UserIdentifier::Id, "102"),
        (UserIdentifier::Username, "I.Joliot"),
        (UserIdentifier::Email, "I.Joliot@example.org"),
    ] {
        let file = format!("cidnumber;userid\nCOH-1;{name}\n");
        let (_, site) = planned_with(&file, |settings| {
            settings.cohort_user_identifier = identifier;
        });
        assert_eq!(members(&site, 1), [100, 102], "{identifier:?}");
    }
}

#[test]
fn creation_can_be_switched_off() {
    let file = "cidnumber;cname\nCOH-3;Year 3\nCOH-1;First year\n";
    let (plan, _) = planned_with(file, |settings| settings.create_cohorts = false);
    assert_eq!(codes(&plan, 2), [Code::UnknownCohort]);
    assert_eq!(operations(&plan, 3), ["update_cohort"]);
}

/// `cohorts_syncdelete`.
#[test]
fn a_cohort_whose_last_member_is_taken_out_is_deleted() {
    let file = "cmd;cidnumber;userid\ndel;COH-1;m.curie\ndel;COH-1;n.bohr\n";
    let (plan, site) = planned(file);
    assert_eq!(
        operations(&plan, 2),
        ["remove_cohort_member", "delete_cohort"]
    );
    assert_eq!(codes(&plan, 2), [Code::EmptiedCohortDeleted]);
    assert!(site.cohort(1).is_none());
    assert_eq!(site.cohort_bindings().len(), 0);

    let (plan, site) = planned_with(file, |settings| settings.delete_emptied_cohorts = false);
    assert_eq!(operations(&plan, 2), ["remove_cohort_member"]);
    assert_eq!(members(&site, 1), [0; 0]);
}

#[test]
fn a_cohort_that_is_wanted_stays_without_members() {
    for kept in [
        "del;COH-1;m.curie;\nadd;COH-1;p.curie;\n",
        "del;COH-1;m.curie;\nadd;COH-1;;Kept\n",
        "add;COH-1;;\ndel;COH-1;m.curie;\n",
        "add;COH-1;;Kept\ndel;COH-1;m.curie;\n",
        "free;COH-1;;\n",
    ] {
        let (_, site) = planned(&format!("cmd;cidnumber;userid;cdescription\n{kept}"));
        assert!(site.cohort(1).is_some(), "{kept}");
        assert!(site.cohort(2).is_some(), "it was empty before");
    }
}

#[test]
fn a_refused_file_deletes_nothing() {
    let file = "cmd;cidnumber;userid;surprise\ndel;COH-1;m.curie;\n";
    let (plan, site) = planned(file);
    assert_eq!(row(&plan, 2).operations, []);
    assert_eq!(site, with_cohorts());
}

/// A row of a users file puts a person in a cohort; the enrolment follows.
#[test]
fn members_get_the_enrolments_of_their_cohort() {
    let users = "username;firstname;lastname;cohort\nn.bohr;Niels;Bohr;Year 1\n";
    let (_, site) = plan_and_apply(
        [users.as_bytes()],
        &options(Kind::Users, |settings| {
            settings.user_identifier = UserIdentifier::Username;
        }),
        with_cohorts(),
    );
    let enrolment = site.enrolment(11, 105, "cohort").expect("it follows");
    assert!(enrolment.active && enrolment.roles.contains("student"));
    assert!(!site.has_role(11, 105, "student"), "not by hand");
    let group = site.group(11, "Chemists").expect("the group is there");
    assert_eq!(group.members, [100, 105].into());
}

#[test]
fn the_plan_says_what_a_member_loses() {
    let (plan, site) = planned("cmd;cidnumber;userid\ndel;COH-1;m.curie\nadd;COH-1;n.bohr\n");
    let [Operation::RemoveCohortMember { losses, .. }] = &row(&plan, 2).operations[..] else {
        panic!("{:?}", row(&plan, 2).operations);
    };
    let said: Vec<_> = losses
        .iter()
        .map(|loss| (&*loss.course, &*loss.user, &loss.enrolments[0].method[..]))
        .collect();
    assert_eq!(said, [("CHEM-1", "m.curie", "cohort")]);
    assert_eq!(losses[0].groups[0].group, "Chemists");
    assert!(!site.takes_part(11, 100) && site.takes_part(11, 105));
    assert!(site.takes_part(10, 100), "another course is another matter");
}

#[test]
fn what_the_plan_saw_is_what_is_lost() {
    let options = options(Kind::Cohorts, |_| {});
    let file = "cmd;cidnumber\ndel;COH-1\n";
    let plan = plan([file.as_bytes()], &options, with_cohorts());
    let delete = &row(&plan, 2).operations[0];
    let mut site = with_cohorts();
    assert!(site.clone().apply(delete).is_ok());
    let joins = Operation::AddCohortMember {
        cohort: key(1, "Year 1"),
        user: "n.bohr".to_owned(),
    };
    site.apply(&joins).expect("the cohort is there");
    let before = site.clone();
    assert!(site.apply(delete).is_err(), "one member more");
    assert_eq!(site, before);
}

const REQUIRED: &[Column] = &[(
    "cidnumber",
    &["COH-1", "COH-9", "COH-4", "COH-10", "COH-11", ""],
)];

const OPTIONAL: &[Column] = &[
    ("cmd", &["", "add", "add", "del", "del", "free", "insert"]),
    ("cid", &["", "", "1", "2", "03", "4", "99"]),
    (
        "cname",
        &["", "", "Year 1", "Staff", "Twins", "New A", "New B"],
    ),
    (
        "userid",
        &["", "P-0042", "P-0043", "P-0052", "P-0050", "nobody"],
    ),
    ("cdescription", &["", "", "Autumn intake", "Other"]),
    ("ccatcontext", &["", "", "0", "2", "99"]),
    ("ccatcontextidnumber", &["", "SCI", "SCI-BIO", "ART"]),
    ("component", &["", "enrol_hr"]),
];

proptest! {
    #[test]
    fn cohorts_files_are_idempotent(
        file in file(REQUIRED, OPTIONAL),
        identifier in select(vec![
            GroupIdentifier::Idnumber,
            GroupIdentifier::Name,
            GroupIdentifier::Id,
        ]),
        [create, delete] in any::<[bool; 2]>(),
    ) {
        let options = options(Kind::Cohorts, |settings| {
            settings.cohort_identifier = identifier;
            settings.create_cohorts = create;
            settings.delete_emptied_cohorts = delete;
        });
        let (first, second) = twice_on(with_cohorts(), &file, &options);
        hold(&file, &first, &second)?;
    }
}
