//! What an operation says of a site that is not as its plan saw it, where that takes more than one word: the same stable words for every
//! reader, and both languages.

use super::cohorts::{key, with_cohorts};
use super::{Kind, options, plan, row, site};
use crate::kinds::Value;
use crate::messages::{Catalogue, Language};
use crate::plan::{
    BindingKey, BindingState, CategoryKey, Change, Ending, EnrolmentState, Operation,
};
use crate::site::{ApplyError, Cohort, Section, SiteIndex};

/// Asserts what is told when `site` takes `operation`: what it expected and what it found, as reports have them, and the sentence in English
/// and French. A blank of the French text stands for each non-breaking one before a colon or a semicolon, or inside quotation marks.
fn assert_told(site: &SiteIndex, operation: &Operation, raw: [&str; 2], said: [&str; 2]) {
    let error = site.clone().apply(operation).expect_err("the site moved");
    let params = error.params();
    assert_eq!([&params["expected"], &params["found"]], raw);
    let [english, french] = [Language::En, Language::Fr]
        .map(|language| Catalogue::new(language).reason("site-moved", &params));
    assert_eq!([english, french.replace('\u{a0}', " ")], said);
    assert!(french_is_set(&error), "{error}");
}

/// Whether the blanks of the French sentence are non-breaking where they have to be.
fn french_is_set(error: &ApplyError) -> bool {
    let said = Catalogue::new(Language::Fr).reason("site-moved", &error.params());
    [" :", " ;", "« ", " »"]
        .iter()
        .all(|wrong| !said.contains(wrong))
}

fn path(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn delete_category(site: &SiteIndex, id: u64) -> Operation {
    let found = site.category(id).expect("there is one");
    Operation::DeleteCategory {
        category: CategoryKey {
            id: Some(id),
            path: site.category_path(id),
        },
        old: Box::new(site.category_state(found)),
    }
}

#[test]
fn a_category_that_is_not_empty() {
    let site = site::small();
    assert_told(
        &site,
        &delete_category(&site, 2),
        ["nothing", "courses 2, categories 1"],
        [
            "for the category Sciences, expected: nothing; found: 2 courses, 1 category",
            "pour la catégorie Sciences, valeur attendue : aucune ; valeur trouvée : 2 cours, 1 catégorie",
        ],
    );
    assert_told(
        &site,
        &delete_category(&site, 3),
        ["nothing", "categories 1"],
        [
            "for the category Sciences/Biology, expected: nothing; found: 1 category",
            "pour la catégorie Sciences/Biology, valeur attendue : aucune ; valeur trouvée : 1 catégorie",
        ],
    );
}

#[test]
fn a_category_that_changed() {
    let mut site = site::small();
    let mut empty = site.category(4).expect("there is one").clone();
    (empty.id, empty.name) = (90, "Old".to_owned());
    site.put_category(empty.clone());
    let delete = delete_category(&site, 90);
    (empty.visible, empty.idnumber) = (false, "A \"B\"".to_owned());
    site.put_category(empty);
    for (id, name) in [(90, "Twins"), (91, "Choir")] {
        site.put_cohort(Cohort {
            id,
            name: name.to_owned(),
            category: 90,
            ..Cohort::default()
        });
    }
    assert_told(
        &site,
        &delete,
        [
            "visible",
            r#"hidden, idnumber "A \"B\"", cohort "Choir", cohort "Twins""#,
        ],
        [
            "for the category Sciences/Biology/Old, expected: visible; found: hidden, the idnumber “A \"B\"”, the cohort “Choir”, the cohort “Twins”",
            "pour la catégorie Sciences/Biology/Old, valeur attendue : visible ; valeur trouvée : masquée, le numéro \
             d’identification « A \"B\" », la cohorte « Choir », la cohorte « Twins »",
        ],
    );
}

#[test]
fn a_cohort_that_changed() {
    let mut site = with_cohorts();
    let mut cohort = site.cohort(1).expect("there is one").clone();
    let delete = Operation::DeleteCohort {
        cohort: key(1, "Year 1"),
        old: site.cohort_state(&cohort),
        losses: Vec::new(),
    };
    cohort.members.extend([101, 102]);
    site.put_cohort(cohort.clone());
    assert_told(
        &site,
        &delete,
        ["members 1", "members 3"],
        [
            "for the cohort Year 1, expected: 1 member; found: 3 members",
            "pour la cohorte Year 1, valeur attendue : 1 membre ; valeur trouvée : 3 membres",
        ],
    );
    // Who is in it changed, and not how many: that something did is all that is told.
    cohort.members = [101].into();
    site.put_cohort(cohort);
    assert_told(
        &site,
        &delete,
        ["as_seen", "otherwise"],
        [
            "for the cohort Year 1, expected: what the plan saw; found: something else",
            "pour la cohorte Year 1, valeur attendue : celle que le plan a vue ; valeur trouvée : une autre",
        ],
    );
}

#[test]
fn a_binding_that_changed() {
    let site = with_cohorts();
    let binding = BindingKey {
        course: "CHEM-1".to_owned(),
        cohort: key(1, "Year 1"),
        role: "student".to_owned(),
        method: "cohort".to_owned(),
    };
    let named = [
        "for the binding (cohort, student) of the cohort Year 1 to the course CHEM-1",
        "pour le rattachement (cohort, student) de la cohorte Year 1 au cours CHEM-1",
    ];
    let old = BindingState {
        enabled: false,
        start: 1_767_225_600,
        end: 0,
        group: String::new(),
    };
    let remove = Operation::RemoveCohortBinding {
        binding: binding.clone(),
        old: old.clone(),
        losses: Vec::new(),
    };
    assert_told(
        &site,
        &remove,
        [
            "disabled, start \"2026-01-01T00:00:00Z\"",
            "enabled, group \"Chemists\"",
        ],
        [
            &format!(
                "{}, expected: disabled, from 2026-01-01T00:00:00Z; found: enabled, the group “Chemists”",
                named[0]
            ),
            &format!(
                "{}, valeur attendue : désactivée, à partir du 2026-01-01T00:00:00Z ; valeur trouvée : activée, \
                 le groupe « Chemists »",
                named[1]
            ),
        ],
    );
    let make = Operation::SetCohortBinding {
        binding,
        old: None,
        new: old,
        people: 0,
        newcomers: Vec::new(),
    };
    assert_told(
        &site,
        &make,
        ["absent", "enabled, group \"Chemists\""],
        [
            &format!(
                "{}, expected: nothing; found: enabled, the group “Chemists”",
                named[0]
            ),
            &format!(
                "{}, valeur attendue : aucune ; valeur trouvée : activée, le groupe « Chemists »",
                named[1]
            ),
        ],
    );
}

#[test]
fn an_enrolment_that_changed() {
    let site = site::small();
    let active = EnrolmentState {
        start: 0,
        end: 1_767_225_600,
        active: true,
    };
    let change = Operation::SetEnrolment {
        course: "BIO-101".to_owned(),
        user: "n.bohr".to_owned(),
        method: "manual".to_owned(),
        old: active,
        new: active,
    };
    assert_told(
        &site,
        &change,
        ["active, end \"2026-01-01T00:00:00Z\"", "suspended"],
        [
            "for the enrolment (manual) of n.bohr in the course BIO-101, expected: active, until 2026-01-01T00:00:00Z; found: suspended",
            "pour l’inscription (manual) de n.bohr au cours BIO-101, valeur attendue : active, jusqu’au 2026-01-01T00:00:00Z ; \
             valeur trouvée : suspendue",
        ],
    );
    let end = Operation::Unenrol {
        course: "BIO-101".to_owned(),
        user: "m.curie".to_owned(),
        method: "manual".to_owned(),
        old: EnrolmentState {
            start: 1_725_148_800,
            end: 0,
            active: true,
        },
        with: Ending {
            roles: path(&["student", "teacher"]),
            ..Ending::default()
        },
    };
    assert_told(
        &site,
        &end,
        ["role \"teacher\"", "group \"Group A\""],
        [
            "for the enrolment (manual) of m.curie in the course BIO-101 (what goes with it), expected: the role “teacher”; found: the group “Group A”",
            "pour l’inscription (manual) de m.curie au cours BIO-101 (ce qui en dépend), valeur attendue : le rôle « teacher » ; \
             valeur trouvée : le groupe « Group A »",
        ],
    );
}

#[test]
fn an_account_that_takes_part_in_more() {
    let mut site = site::small();
    let account = site.user(105).expect("there is one").clone();
    let delete = Operation::DeleteUser {
        username: account.username.clone(),
        old: site.account_state(&account),
    };
    site.put_role_assignment(crate::site::RoleAssignment {
        course: 11,
        user: 105,
        role: "teacher".to_owned(),
    });
    assert_told(
        &site,
        &delete,
        ["roles 1", "roles 2, course \"CHEM-1\""],
        [
            "for the account n.bohr (what goes with it), expected: 1 role; found: 2 roles, the course “CHEM-1”",
            "pour le compte n.bohr (ce qui en dépend), valeur attendue : 1 rôle ; valeur trouvée : 2 rôles, le cours « CHEM-1 »",
        ],
    );
}

#[test]
fn a_course_that_holds_something_else() {
    let mut site = site::small();
    let mut course = site.course(10).expect("there is one").clone();
    let delete = Operation::DeleteCourse {
        shortname: "BIO-101".to_owned(),
        old: Box::new(site.course_state(&course)),
    };
    let counts = [
        ("forum.posts.news", 1),
        ("quiz.attempts", 3),
        ("widgets", 2),
    ];
    course.content.counts = counts
        .into_iter()
        .map(|(what, count)| (what.to_owned(), count))
        .collect();
    site.put_course(course);
    let mut group = site.group(10, "Group A").expect("there is one").clone();
    site.remove_group(group.id);
    (group.name, group.members) = ("Group B".to_owned(), [100, 105].into());
    site.put_group(group);
    assert_told(
        &site,
        &delete,
        [
            "group \"Group A\", group_members 1",
            "group \"Group B\", group_members 2, forum.posts.news 1, quiz.attempts 3, widgets 2",
        ],
        [
            "for the course BIO-101 (all that is in it), expected: the group “Group A”, 1 membership of a group; found: the group “Group B”, 2 memberships of groups, 1 post (forums, news), 3 attempts (quizzes), widgets 2",
            "pour le cours BIO-101 (tout ce qu’il contient), valeur attendue : le groupe « Group A », 1 appartenance à un groupe ; \
             valeur trouvée : le groupe « Group B », 2 appartenances à des groupes, 1 message (forums, news), 3 tentatives (tests), \
             widgets 2",
        ],
    );
}

#[test]
fn a_section_that_changed() {
    let site = site::small();
    let section = |name: &str, summary: &str| Section {
        name: name.to_owned(),
        summary: summary.to_owned(),
    };
    let set = |old| Operation::SetSection {
        course: "BIO-101".to_owned(),
        number: 1,
        old,
        new: Section::default(),
    };
    assert_told(
        &site,
        &set(Some(section("Cell", "What a cell is made of"))),
        ["title \"Cell\"", "title \"Cells\""],
        [
            "for section 1 of the course BIO-101, expected: the title “Cell”; found: the title “Cells”",
            "pour la section 1 du cours BIO-101, valeur attendue : le titre « Cell » ; valeur trouvée : le titre « Cells »",
        ],
    );
    assert_told(
        &site,
        &set(None),
        [
            "absent",
            "title \"Cells\", summary \"What a cell is made of\"",
        ],
        [
            "for section 1 of the course BIO-101, expected: nothing; found: the title “Cells”, the summary “What a cell is made of”",
            "pour la section 1 du cours BIO-101, valeur attendue : aucune ; valeur trouvée : le titre « Cells », \
             le résumé « What a cell is made of »",
        ],
    );
}

#[test]
fn a_reset_that_would_remove_something_else() {
    let mut site = site::small();
    let mut course = site.course(10).expect("there is one").clone();
    let attempts = |count| [("quiz.attempts".to_owned(), count)].into();
    course.content.counts = attempts(1);
    course.content.activities = [("quiz".to_owned(), [3].into())].into();
    site.put_course(course.clone());
    let file = "shortname;quiz_attempts\nBIO-101;1\n";
    let options = options(Kind::CourseResets, |_| {});
    let plan = plan([file.as_bytes()], &options, site.clone());
    course.content.counts = attempts(2);
    site.put_course(course);
    assert_told(
        &site,
        &row(&plan, 2).operations[0],
        ["quiz.attempts 1", "quiz.attempts 2"],
        [
            "for the course BIO-101 (what the reset would remove), expected: 1 attempt (quizzes); found: 2 attempts (quizzes)",
            "pour le cours BIO-101 (ce que la réinitialisation enlèverait), valeur attendue : 1 tentative (tests) ; \
             valeur trouvée : 2 tentatives (tests)",
        ],
    );
}

/// What a deletion takes along stands below its own line in the plan.
#[test]
fn what_goes_with_a_course_is_told_in_both_languages() {
    let mut site = site::small();
    let mut course = site.course(10).expect("there is one").clone();
    course.last_access = 1_767_225_600;
    course.content.counts = [("quiz.attempts".to_owned(), 2)].into();
    site.put_course(course.clone());
    let delete = Operation::DeleteCourse {
        shortname: "BIO-101".to_owned(),
        old: Box::new(site.course_state(&course)),
    };
    let user = site.user(100).expect("there is one").clone();
    let leave = Operation::DeleteUser {
        username: "m.curie".to_owned(),
        old: site.account_state(&user),
    };
    let told = |language| {
        let catalogue = Catalogue::new(language);
        [&delete, &leave].map(|one| crate::plan::details(one, &catalogue))
    };
    assert_eq!(
        told(Language::En),
        [
            vec![
                "category: \"Sciences/Biology/Year 1\" → –",
                "last access: 2026-01-01T00:00:00Z → –",
                "enrolments: manual 2 → –",
                "groups: \"Group A\" → –",
                "2 attempts (quizzes) → –",
            ],
            vec![
                "BIO-101: 1 enrolment, 1 role, 1 group",
                "cohort: \"Year 1\"",
            ],
        ]
    );
    assert_eq!(
        told(Language::Fr),
        [
            vec![
                "catégorie: \"Sciences/Biology/Year 1\" → –",
                "dernier accès: 2026-01-01T00:00:00Z → –",
                "inscriptions: manual 2 → –",
                "groupes: \"Group A\" → –",
                "2 tentatives (tests) → –",
            ],
            vec![
                "BIO-101: 1 inscription, 1 rôle, 1 groupe",
                "cohorte: \"Year 1\"",
            ],
        ]
    );
}

/// Names alone are no words of ours: they stand as they are.
#[test]
fn other_people_who_lose_enrolments() {
    let site = with_cohorts();
    let binding = BindingKey {
        course: "CHEM-1".to_owned(),
        cohort: key(1, "Year 1"),
        role: "student".to_owned(),
        method: "cohort".to_owned(),
    };
    let found = site.binding_of(11, 1, "student", "cohort");
    let remove = Operation::RemoveCohortBinding {
        binding,
        old: site.binding_state(found.expect("there is one")),
        losses: Vec::new(),
    };
    assert_told(
        &site,
        &remove,
        ["", "m.curie (CHEM-1)"],
        [
            "for the people who lose enrolments, expected: nothing; found: “m.curie (CHEM-1)”",
            "pour les personnes qui perdent des inscriptions, valeur attendue : aucune ; valeur trouvée : « m.curie (CHEM-1) »",
        ],
    );
}

/// What somebody wrote into a field is a text, even where it has the form of features.
#[test]
fn a_text_in_the_form_of_features_stays_a_text() {
    let mut site = site::small();
    let mut cohort = site.cohort(1).expect("there is one").clone();
    cohort.description = "members 3".to_owned();
    site.put_cohort(cohort);
    let change = Operation::UpdateCohort {
        cohort: key(1, "Year 1"),
        changes: vec![Change {
            field: "cdescription".to_owned(),
            old: None,
            new: Some(Value::Text("New".to_owned())),
        }],
        category: None,
    };
    assert_told(
        &site,
        &change,
        ["", "members 3"],
        [
            "for the cohort Year 1 (field cdescription), expected: nothing; found: “members 3”",
            "pour la cohorte Year 1 (champ cdescription), valeur attendue : aucune ; valeur trouvée : « members 3 »",
        ],
    );
}
