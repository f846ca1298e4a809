//! Every code, operation, column, kind and state has its texts, in both languages, with the same parameters.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{column_id, finding_id};
use super::*;
use crate::finding::{Code, Finding, Span};
use crate::kinds::Kind;
use crate::kinds::course_resets::options::OPTIONS;
use crate::report::State;
use crate::site::{ApplyError, Features, Part, STATES, Thing, ThingKind};

/// Every message (`id` or `id.attribute`) of a language, with the parameters it mentions. Fluent's own parser has checked the
/// syntax; lines are enough here.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, ftl) in language.files() {
        let (mut message, mut current) = (String::new(), String::new());
        for line in ftl.lines().filter(|line| !line.starts_with('#')) {
            if let Some((id, _)) = line
                .split_once(" =")
                .filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic()))
            {
                message = id.to_owned();
                current = id.to_owned();
                messages.entry(current.clone()).or_default();
            } else if let Some((attribute, _)) = line
                .trim_start()
                .strip_prefix('.')
                .and_then(|line| line.split_once(" ="))
            {
                current = format!("{message}.{attribute}");
                messages.entry(current.clone()).or_default();
            }
            for part in line.split('$').skip(1) {
                let end = part
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(part.len());
                messages
                    .entry(current.clone())
                    .or_default()
                    .insert(part[..end].to_owned());
            }
        }
    }
    messages
}

/// Ids that must be written.
fn expected() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for code in Code::ALL {
        ids.insert(finding_id(*code));
        ids.insert(format!("{}.title", finding_id(*code)));
    }
    for id in super::operation::IDS {
        ids.insert((*id).to_owned());
        ids.insert(id.replacen("operation-", "operations-", 1));
    }
    ids.extend(
        State::ALL
            .iter()
            .map(|state| format!("state-{}", state.as_str())),
    );
    for kind in Kind::ALL {
        ids.insert(format!("kind-{}", kind.as_str()));
        ids.insert(format!("kind-{}.explanation", kind.as_str()));
        for column in kind.columns() {
            ids.insert(column_id(*kind, column));
            ids.insert(format!("{}.explanation", column_id(*kind, column)));
        }
    }
    ids
}

#[test]
fn every_text_is_written_in_both_languages() {
    for language in Language::ALL {
        let written: BTreeSet<String> = messages(*language).into_keys().collect();
        let missing: Vec<_> = expected().difference(&written).cloned().collect();
        assert!(
            missing.is_empty(),
            "{} lacks {missing:#?}",
            language.as_str()
        );
    }
}

#[test]
fn no_text_is_left_over() {
    for language in Language::ALL {
        let written: BTreeSet<String> = messages(*language).into_keys().collect();
        // Other rooms may have texts of their own (reports, headings); those of findings, operations and columns are all known.
        let ours = |id: &&String| {
            [
                "finding-",
                "operation-",
                "operations-",
                "column-",
                "kind-",
                "state-",
            ]
            .iter()
            .any(|prefix| id.starts_with(prefix))
        };
        let unknown: Vec<_> = written
            .difference(&expected())
            .filter(ours)
            .cloned()
            .collect();
        assert!(
            unknown.is_empty(),
            "{} has texts that nothing shows: {unknown:#?}",
            language.as_str()
        );
    }
}

#[test]
fn both_languages_have_the_same_parameters() {
    let (english, french) = (messages(Language::En), messages(Language::Fr));
    for (id, parameters) in &english {
        assert_eq!(Some(parameters), french.get(id), "{id}");
    }
    for id in french.keys() {
        assert!(english.contains_key(id), "{id} is in French only");
    }
}

/// French sets a non-breaking space before `: ; ? !` and inside « ».
#[test]
fn french_has_its_spaces() {
    for (name, ftl) in Language::Fr.files() {
        for line in ftl.lines().filter(|line| !line.starts_with('#')) {
            for wrong in [" : ", " ; ", " ?", " !", "« ", " »"] {
                assert!(!line.contains(wrong), "{name}.ftl: {wrong:?} in {line}");
            }
        }
    }
}

#[test]
fn a_finding_is_told_in_both_languages() {
    let finding = Finding::new(Code::OutOfRange, 12, Span::default())
        .column("newsitems")
        .with("value", 11)
        .with("side", "high")
        .with("min", 0)
        .with("max", 10);
    assert_eq!(
        Catalogue::new(Language::En).finding(&finding),
        "11 is too large: the largest number allowed is 10."
    );
    assert_eq!(
        Catalogue::new(Language::Fr).finding(&finding),
        "11 est trop grand\u{a0}: le plus grand nombre permis est 10."
    );
    assert_eq!(
        Catalogue::new(Language::Fr).code_title(Code::OutOfRange),
        "Nombre hors limites"
    );
}

/// What a site that moved is said to be, in a language.
fn site_moved(language: Language, error: &ApplyError) -> String {
    let finding = Finding::new(Code::SiteMoved, 2, Span::default()).with_all(error.params());
    Catalogue::new(language).finding(&finding)
}

fn moved(what: Thing, expected: &str, found: &str) -> ApplyError {
    let (expected, found) = (expected.to_owned(), found.to_owned());
    ApplyError::Moved {
        what,
        expected,
        found,
    }
}

#[test]
fn a_site_that_moved_is_told_in_the_language_of_the_reader() {
    let account = || Thing::account("ana");
    let member = Thing::group_member("BIO-1", "Monday", "ana");
    let city = account().field("city");
    let method = Thing::in_course(ThingKind::CourseMethod, "self", "BIO-1");
    for (error, english, french) in [
        (
            ApplyError::Exists(account()),
            "the account ana exists already",
            "le compte ana existe déjà",
        ),
        (
            ApplyError::Missing(Thing::course("BIO-1")),
            "the course BIO-1 does not exist any more",
            "le cours BIO-1 n’existe plus",
        ),
        (
            ApplyError::Missing(Thing::cohort("Choir")),
            "the cohort Choir does not exist any more",
            "la cohorte Choir n’existe plus",
        ),
        (
            ApplyError::Missing(member),
            "the member ana of the group Monday of the course BIO-1 does not exist any more",
            "le membre ana du groupe Monday du cours BIO-1 n’existe plus",
        ),
        (
            moved(city, "Paris", ""),
            "for the account ana (field city), expected: “Paris”; found: nothing",
            "pour le compte ana (champ city), valeur attendue : «\u{a0}Paris\u{a0}» ; valeur trouvée : aucune",
        ),
        (
            moved(method, "enabled", "absent"),
            "for the enrolment method self of the course BIO-1, expected: “enabled”; found: nothing",
            "pour la méthode d’inscription self du cours BIO-1, valeur attendue : «\u{a0}activée\u{a0}» ; valeur trouvée : aucune",
        ),
    ] {
        assert_eq!(
            site_moved(Language::En, &error),
            format!(
                "The site changed after the plan was approved: {english}. Nothing of this line was done. \
                 Run the tryback to plan the line on the site as it is now."
            )
        );
        let french = french.replace(" : ", "\u{a0}: ").replace(" ; ", "\u{a0}; ");
        assert_eq!(
            site_moved(Language::Fr, &error),
            format!(
                "Le site a changé après l’approbation du plan\u{a0}: {french}. Rien de cette ligne n’a été fait. \
                 Relancez le fichier de reprise pour planifier la ligne sur le site tel qu’il est maintenant."
            )
        );
    }
}

/// What somebody wrote into a field is no word of ours, whatever it is.
#[test]
fn a_text_is_told_as_it_is() {
    let error = moved(Thing::account("ana").field("city"), "enabled", "yes");
    let said = site_moved(Language::Fr, &error);
    assert!(said.contains("«\u{a0}enabled\u{a0}»"), "{said}");
    assert!(said.contains("«\u{a0}yes\u{a0}»"), "{said}");
}

/// A word that a message has no text for is shown as it is, or as the text that somebody wrote.
#[test]
fn things_parts_and_states_have_their_words() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(*language);
        let said = |id: &str, args: &[(&str, &'static str)]| {
            let args: Vec<_> = args
                .iter()
                .map(|(name, text)| (*name, (*text).into()))
                .collect();
            catalogue.text(id, &args)
        };
        let names = Thing::NAMES.iter().map(|name| (*name, "@"));
        for kind in ThingKind::ALL {
            let args: Vec<_> = names.clone().chain([("what", kind.as_str())]).collect();
            let text = said("site-thing", &args);
            assert!(text != kind.as_str() && !text.contains('$'), "{text}");
        }
        for part in Part::ALL {
            let args = [
                ("what", "role"),
                ("name", "@"),
                ("field", "@"),
                ("part", part.as_str()),
            ];
            assert!(
                said("site-thing", &args).ends_with(')'),
                "{}",
                part.as_str()
            );
        }
        for state in STATES {
            let expected = said(
                "site-expected",
                &[("expected_is", state), ("expected", "@")],
            );
            let found = said("site-found", &[("found_is", state), ("found", "@")]);
            assert!(!expected.contains('@'), "{state}");
            assert_eq!(expected, found, "{state}");
        }
    }
}

/// How many operations of which types: of what the plan and the site have, only what differs.
#[test]
fn operations_are_counted_in_the_language_of_the_reader() {
    let plan = Features::new()
        .count("create_user", 1)
        .count("enrol", 2)
        .count("add_cohort_member", 1);
    let now = Features::new().count("add_cohort_member", 1);
    let row = Thing::new(ThingKind::Subject, "ana").part(Part::Operations);
    let params = ApplyError::moved(row, plan, now).params();
    assert_eq!(params["expected"], "create_user 1, enrol 2");
    for (language, said) in [
        (
            Language::En,
            "for ana (operations), expected: 1 account to create, 2 enrolments; found: nothing",
        ),
        (
            Language::Fr,
            "pour ana (opérations), valeur attendue\u{a0}: 1 compte à créer, 2 inscriptions\u{a0}; valeur trouvée\u{a0}: aucune",
        ),
    ] {
        let catalogue = Catalogue::new(language);
        assert_eq!(catalogue.reason("site-moved", &params), said);
    }
}

/// What the planner sees that the site cannot take is told as what a site has otherwise, and not in the words of logs.
#[test]
fn what_a_site_cannot_take_is_told_in_the_language_of_the_reader() {
    let error = ApplyError::Missing(Thing::account("ana"));
    let finding = Finding::new(Code::SiteRefused, 2, Span::default())
        .with_all(error.params())
        .with("cause", "moved")
        .with("details", &error);
    for (language, said) in [
        (
            Language::En,
            "The site refused: the account ana does not exist any more. ",
        ),
        (
            Language::Fr,
            "Le site a refusé\u{a0}: le compte ana n’existe plus. ",
        ),
    ] {
        let told = Catalogue::new(language).finding(&finding);
        assert!(told.starts_with(said), "{told}");
    }
}

/// What people leave in courses, and what else is counted, has words for one and for several in both languages.
#[test]
fn what_is_counted_has_its_words() {
    let left = OPTIONS.iter().flat_map(|option| option.removes);
    let left = left.map(|name| name.replace("{}", "x"));
    let others = [
        "activities",
        "categories",
        "cohorts",
        "courses",
        "enrolments",
        "grades",
        "grades_by_hand",
        "group_members",
        "groups",
        "groups_in_groupings",
        "groupings",
        "links",
        "local_roles",
        "members",
        "overrides",
        "participants",
        "people",
        "roles",
    ];
    let others = others.into_iter().map(str::to_owned);
    for name in left.chain(others) {
        for language in Language::ALL {
            let catalogue = Catalogue::new(*language);
            let said = [1, 2].map(|count| catalogue.features(&format!("{name} {count}")));
            for (said, count) in said.iter().zip(["1 ", "2 "]) {
                let is_worded = said.starts_with(count) && !said.contains(['$', '_']);
                assert!(is_worded, "{said}");
            }
        }
    }
}

/// Parameters are texts, which no number is the same as: what stands for one thing among others has a word as its key.
#[test]
fn no_key_is_a_number() {
    for language in Language::ALL {
        for (name, ftl) in language.files() {
            for line in ftl.lines() {
                let key = line.trim_start().trim_start_matches('*');
                let key = key
                    .strip_prefix('[')
                    .and_then(|rest| rest.split(']').next());
                let is_number = key.is_some_and(|key| key.trim().parse::<f64>().is_ok());
                assert!(!is_number, "{name}.ftl: {line}");
            }
        }
    }
}

#[test]
fn a_front_adds_its_own_words() {
    let mut catalogue = Catalogue::new(Language::Fr);
    catalogue.add("greeting = Bonjour { $name }\n    .title = Accueil\n");
    assert_eq!(
        catalogue.text("greeting", &[("name", "Marie".into())]),
        "Bonjour Marie"
    );
    assert_eq!(catalogue.text("greeting.title", &[]), "Accueil");
    assert_eq!(catalogue.text("no-such-text", &[]), "no-such-text");
}

#[test]
#[should_panic(expected = "repeats an id")]
fn a_front_cannot_change_our_words() {
    Catalogue::new(Language::En).add("kind-users = People\n");
}

/// A server keeps one catalogue for all its threads.
#[test]
fn catalogues_are_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Catalogue>();
}

#[test]
fn texts_from_elsewhere_are_taken_as_far_as_they_can_be_read() {
    let ftl = "nav = Prüfung\n    .title = Titel\n= broken\nnav = again\nlast = { $n } Zeilen\n";
    let catalogue = Catalogue::of(Language::Fr, ftl.to_owned());
    assert_eq!(catalogue.text("nav", &[]), "Prüfung");
    assert_eq!(catalogue.text("nav.title", &[]), "Titel");
    let seven = [("n", "7".into())];
    assert_eq!(catalogue.text("last", &seven), "7 Zeilen");
    assert_eq!(catalogue.text("kind-users", &[]), "kind-users");
}
