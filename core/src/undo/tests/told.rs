//! What is told of what changed since a run.

use super::options;
use crate::kinds::{Kind, Value};
use crate::messages::Language;
use crate::plan::{CategoryKey, Change, CohortKey, GroupState, Operation, Secret};
use crate::site::{Password, institution};
use crate::undo::{DoneRow, UndoWords, undo};

/// What a run made and somebody uses by now is told part by part, in the language of the reader.
#[test]
fn what_has_been_made_of_something_since_is_told_in_both_languages() {
    let key = || CohortKey {
        id: None,
        name: "New choir".to_owned(),
    };
    let cohort = Operation::CreateCohort {
        cohort: key(),
        idnumber: "NC".to_owned(),
        description: String::new(),
        component: String::new(),
        category: None,
    };
    let join = Operation::AddCohortMember {
        cohort: key(),
        user: "chloe.corbiere".to_owned(),
    };
    let describe = Operation::UpdateCohort {
        cohort: key(),
        changes: vec![text_change("cidnumber", "NC", "members 3")],
        category: None,
    };
    let account = Operation::CreateUser {
        username: "new.person".to_owned(),
        fields: [("city".to_owned(), Value::Text("Paris".to_owned()))].into(),
        password: Password::None,
        secret: Secret::default(),
        digest: String::new(),
        mail: String::new(),
        force_change: false,
    };
    let appoint = Operation::AssignRole {
        course: "BIO-101".to_owned(),
        user: "new.person".to_owned(),
        role: "student".to_owned(),
    };
    let move_away = Operation::UpdateUser {
        username: "new.person".to_owned(),
        changes: vec![text_change("city", "Paris", "Rome")],
    };
    let course = Operation::CreateCourse {
        shortname: "NEW-1".to_owned(),
        category: CategoryKey {
            id: None,
            path: institution_path(),
        },
        fields: [("fullname".to_owned(), Value::Text("New".to_owned()))].into(),
        template: String::new(),
    };
    let lab = || GroupState {
        name: "Lab".to_owned(),
        ..GroupState::default()
    };
    let divide = Operation::CreateGroup {
        course: "NEW-1".to_owned(),
        group: lab(),
    };
    let grouping = Operation::CreateGrouping {
        course: "BIO-101".to_owned(),
        grouping: lab(),
    };
    let number = Operation::UpdateGrouping {
        course: "BIO-101".to_owned(),
        grouping: "Lab".to_owned(),
        changes: vec![Change {
            old: None,
            ..text_change("idnumber", "", "groups 2")
        }],
    };
    for (made, since, english, french) in [
        (
            &course,
            &divide,
            "for the course NEW-1, expected: nothing; found: 1 group",
            "pour le cours NEW-1, valeur attendue : aucune ; valeur trouvée : 1 groupe",
        ),
        (
            &grouping,
            &number,
            "for the grouping Lab of the course BIO-101 (field idnumber), expected: nothing; found: “groups 2”",
            "pour le groupement Lab du cours BIO-101 (champ idnumber), valeur attendue : aucune ; valeur trouvée : « groups 2 »",
        ),
        (
            &cohort,
            &join,
            "for the cohort New choir, expected: nothing; found: 1 member",
            "pour la cohorte New choir, valeur attendue : aucune ; valeur trouvée : 1 membre",
        ),
        (
            &cohort,
            &describe,
            "for the cohort New choir (field cidnumber), expected: “NC”; found: “members 3”",
            "pour la cohorte New choir (champ cidnumber), valeur attendue : « NC » ; valeur trouvée : « members 3 »",
        ),
        (
            &account,
            &appoint,
            "for the account new.person (what goes with it), expected: nothing; found: 1 role, the course “BIO-101”",
            "pour le compte new.person (ce qui en dépend), valeur attendue : aucune ; valeur trouvée : 1 rôle, le cours « BIO-101 »",
        ),
        (
            &account,
            &move_away,
            "for the account new.person (field city), expected: “Paris”; found: “Rome”",
            "pour le compte new.person (champ city), valeur attendue : « Paris » ; valeur trouvée : « Rome »",
        ),
    ] {
        let mut site = institution();
        let operations = [made.clone()];
        for operation in [made, since] {
            site.apply(operation).expect("the institution takes it");
        }
        let row = DoneRow {
            file: "",
            line: 2,
            subject: "",
            operations: &operations,
        };
        let undo = undo(&[row], &site, &options(Kind::Users, |_| {}));
        let [reason] = &undo.rows[0].reasons[..] else {
            panic!("{:?}", undo.rows[0].reasons);
        };
        let [said_in_english, said_in_french] =
            [Language::En, Language::Fr].map(|language| UndoWords::new(language).reason(reason));
        assert!(
            said_in_english.ends_with(&format!(": {english}.")),
            "{said_in_english}"
        );
        let said_in_french = said_in_french.replace('\u{a0}', " ");
        assert!(
            said_in_french.ends_with(&format!(" : {french}.")),
            "{said_in_french}"
        );
    }
}

fn text_change(field: &str, old: &str, new: &str) -> Change {
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    Change {
        field: field.to_owned(),
        old: text(old),
        new: text(new),
    }
}

/// The first category of the institution.
fn institution_path() -> Vec<String> {
    let site = institution();
    let first = site.categories().next().expect("there is one").id;
    site.category_path(first)
}
