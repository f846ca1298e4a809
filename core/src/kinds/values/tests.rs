//! What is and what is no value of each type. The expected values were judged by hand against `spec/files.md` and Moodle's own rules.

use proptest::prelude::*;

use super::*;

/// What a type says of a text: its value as a person would write it, and what is said about it.
fn said(value: ValueType, text: &str) -> (Option<String>, Vec<String>) {
    let mut problems = Vec::new();
    let parsed = value.read(text, &mut problems).map(|parsed| match parsed {
        Parsed::Text(text) => text.into_owned(),
        Parsed::Int(number) => number.to_string(),
        Parsed::Bool(yes) => if yes { "yes" } else { "no" }.to_owned(),
        Parsed::Moment(second) => format!("@{second}"),
        Parsed::Civil(civil) => civil.strftime("%F %T").to_string(),
    });
    let problems = problems
        .into_iter()
        .map(|problem| match problem.fix {
            None => problem.code.as_str().to_owned(),
            Some(Fix {
                grade,
                action: FixAction::Replace(text),
            }) => {
                format!("{} {grade:?} {text}", problem.code.as_str())
            }
            Some(other) => panic!("a cell cannot be mended by {other:?}"),
        })
        .collect();
    (parsed, problems)
}

/// Texts that are values, with what they are, and nothing is said.
fn good(value: ValueType, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(
            said(value, text),
            (Some((*expected).to_owned()), vec![]),
            "{value:?} {text:?}"
        );
    }
}

/// Texts that are no values, with the one thing said: code, grade and text of the mend.
fn bad(value: ValueType, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(
            said(value, text),
            (None, vec![(*expected).to_owned()]),
            "{value:?} {text:?}"
        );
    }
}

/// Texts that are values with a remark.
fn remarked(value: ValueType, cases: &[(&str, &str, &str)]) {
    for (text, expected, remark) in cases {
        let expected = (Some((*expected).to_owned()), vec![(*remark).to_owned()]);
        assert_eq!(said(value, text), expected, "{value:?} {text:?}");
    }
}

#[test]
fn integers() {
    good(
        ValueType::Integer(0, 10),
        &[("0", "0"), ("10", "10"), ("007", "7"), ("+5", "5")],
    );
    good(
        ValueType::Integer(-3, i64::MAX),
        &[("-3", "-3"), ("9223372036854775807", "9223372036854775807")],
    );
    bad(
        ValueType::Integer(0, 10),
        &[
            ("11", "out_of_range"),
            ("-1", "out_of_range"),
            (
                "-99999999999999999999999999999999999999999999",
                "out_of_range",
            ),
            ("ten", "not_integer"),
            ("1.5", "not_integer"),
            ("-", "not_integer"),
            ("9223372036854775808", "out_of_range"),
            ("3,0", "not_integer Likely 3"),
            ("3.00", "not_integer Likely 3"),
        ],
    );
    bad(
        ValueType::Integer(0, i64::MAX),
        &[
            ("1 000", "not_integer Likely 1000"),
            ("2\u{a0}097\u{202f}152", "not_integer Likely 2097152"),
        ],
    );
}

#[test]
fn booleans() {
    good(ValueType::Boolean, &[("0", "no"), ("1", "yes")]);
    bad(
        ValueType::Boolean,
        &[
            ("yes", "not_boolean Likely 1"),
            ("Oui", "not_boolean Likely 1"),
            ("VRAI", "not_boolean Likely 1"),
            ("true", "not_boolean Likely 1"),
            ("no", "not_boolean Likely 0"),
            ("non", "not_boolean Likely 0"),
            ("False", "not_boolean Likely 0"),
            ("2", "not_boolean"),
            ("01", "not_boolean"),
            ("maybe", "not_boolean"),
        ],
    );
}

#[test]
fn choices() {
    let value = ValueType::Choice(&["add", "del"]);
    good(value, &[("add", "add")]);
    bad(
        value,
        &[("Del", "not_in_list Likely del"), ("remove", "not_in_list")],
    );
}

/// Q12: tool_sync takes a wrong date for 0.
#[test]
fn q12_dates() {
    good(
        ValueType::Date,
        &[
            ("2024-09-01", "2024-09-01 00:00:00"),
            ("2024-9-1", "2024-09-01 00:00:00"),
            ("2024/09/01", "2024-09-01 00:00:00"),
            ("20240901", "2024-09-01 00:00:00"),
            ("2024-02-29", "2024-02-29 00:00:00"),
            ("2024-09-01 08:00", "2024-09-01 08:00:00"),
            ("2024-09-01T08:00:30", "2024-09-01 08:00:30"),
            ("2024-09-01 8h30", "2024-09-01 08:30:00"),
            ("2024-09-01T08:00:00Z", "@1725177600"),
            ("2024-09-01T08:00:00+02:00", "@1725170400"),
            ("1 September 2024", "2024-09-01 00:00:00"),
            ("1 septembre 2024", "2024-09-01 00:00:00"),
            ("1er sept. 2024", "2024-09-01 00:00:00"),
            ("1 Sep 2024", "2024-09-01 00:00:00"),
            ("01-Sep-2024", "2024-09-01 00:00:00"),
            ("September 1, 2024", "2024-09-01 00:00:00"),
            ("Sept 1st, 2024 08:00", "2024-09-01 08:00:00"),
            ("Sun, 1 Sep 2024", "2024-09-01 00:00:00"),
            ("dimanche 1 août 2027", "2027-08-01 00:00:00"),
            ("15 DÉCEMBRE 2024", "2024-12-15 00:00:00"),
            ("1.9.2024", "2024-09-01 00:00:00"),
            ("01-09-2024", "2024-09-01 00:00:00"),
            ("@1725148800", "@1725148800"),
            ("1725148800", "@1725148800"),
            ("315532800", "@315532800"),
        ],
    );
    bad(
        ValueType::Date,
        &[
            ("01/09/2024", "bad_date Ask 2024-09-01"),
            ("01/09/2024 08:00", "bad_date Ask 2024-09-01 08:00"),
            ("25/12/2024", "bad_date Likely 2024-12-25"),
            ("12/25/2024", "bad_date Likely 2024-12-25"),
            ("09/09/2024", "bad_date Likely 2024-09-09"),
            ("12-25-2024", "bad_date Likely 2024-12-25"),
            ("25/12/24", "bad_date Ask 2024-12-25"),
            ("45536", "bad_date Ask 2024-09-01"),
            ("1725148800000", "bad_date Likely 1725148800"),
            ("2024-02-30", "bad_date"),
            ("2023-02-29", "bad_date"),
            ("2024-13-01", "bad_date"),
            ("2024-09-01 25:00", "bad_date"),
            ("2024-09-01x", "bad_date"),
            ("31/11/2024", "bad_date"),
            ("1024-09-01", "bad_date"),
            ("1 ma 2024", "bad_date"),
            ("1 ju 2024", "bad_date"),
            ("September 2024", "bad_date"),
            ("tomorrow", "bad_date"),
            ("2024", "bad_date"),
            ("@", "bad_date"),
            ("@12x", "bad_date"),
        ],
    );
}

#[test]
fn a_date_in_doubt_tells_both_days() {
    let problem = ValueType::Date.parse("01/09/2024").unwrap_err();
    assert_eq!(
        (
            &*problem.params["doubt"],
            &*problem.params["first"],
            &*problem.params["second"]
        ),
        ("yes", "2024-09-01", "2024-01-09")
    );
    let problem = ValueType::Date.parse("31/12/2024").unwrap_err();
    assert_eq!(problem.params["doubt"], "no");
}

#[test]
fn timestamps() {
    good(
        ValueType::Timestamp,
        &[
            ("0", "@0"),
            ("1725148800", "@1725148800"),
            ("2024-09-01", "2024-09-01 00:00:00"),
            ("2024-09-02 08:00:00", "2024-09-02 08:00:00"),
        ],
    );
    bad(
        ValueType::Timestamp,
        &[
            ("20240901", "bad_date Likely 2024-09-01"),
            ("45536", "bad_date Ask 2024-09-01"),
            ("12", "bad_date"),
            ("-1", "bad_date"),
            ("01/09/2024", "bad_date Ask 2024-09-01"),
        ],
    );
}

#[test]
fn email_addresses() {
    let same: Vec<(&str, &str)> = [
        "m.curie@example.org",
        "M.Curie+lab@Sub.Example.ORG",
        "o'neil@univ-lyon1.fr",
        "a@1.fr",
        "x@xn--bcher-kva.example",
        "NOMAIL",
        "NO MAIL",
        "NO MAIL m.curie@example.org",
    ]
    .map(|text| (text, text))
    .to_vec();
    good(ValueType::Email, &same);
    bad(
        ValueType::Email,
        &[
            (
                "mailto:m.curie@example.org",
                "bad_email Likely m.curie@example.org",
            ),
            (
                "<m.curie@example.org>",
                "bad_email Likely m.curie@example.org",
            ),
            (
                "Marie Curie <m.curie@example.org>",
                "bad_email Likely m.curie@example.org",
            ),
            (
                "m.curie @example.org",
                "bad_email Likely m.curie@example.org",
            ),
            ("m.curie", "bad_email"),
            ("m.curie@example", "bad_email"),
            ("m.curie@@example.org", "bad_email"),
            ("m.curie@example..org", "bad_email"),
            ("m..curie@example.org", "bad_email"),
            (".m@example.org", "bad_email"),
            ("m@example.org.", "bad_email"),
            ("m@-example.org", "bad_email"),
            ("m@192.168.1.10", "bad_email"),
            ("m@example.org, n@example.org", "bad_email"),
            ("@example.org", "bad_email"),
            ("m@", "bad_email"),
            ("éric@example.org", "bad_email"),
            ("m.curie(at)example.org", "bad_email"),
        ],
    );
    let long = format!("{}@{}.org", "a".repeat(60), "b".repeat(50));
    bad(ValueType::Email, &[(&long, "too_long")]);
}

#[test]
fn login_names() {
    good(
        ValueType::Username,
        &[
            ("m.curie", "m.curie"),
            ("p_0042", "p_0042"),
            ("a-b@example.org", "a-b@example.org"),
        ],
    );
    remarked(
        ValueType::Username,
        &[
            ("M.Curie", "m.curie", "username_case Safe m.curie"),
            ("P0042", "p0042", "username_case Safe p0042"),
        ],
    );
    bad(
        ValueType::Username,
        &[
            ("hélène", "bad_username Likely helene"),
            ("Jean Dupont", "bad_username Likely jean.dupont"),
            ("j. o’hara", "bad_username Likely j..ohara"),
            ("Œdipe", "bad_username Likely oedipe"),
            ("helÃ¨ne", "bad_username Likely helene"),
            ("m+curie", "bad_username"),
            ("李", "bad_username"),
        ],
    );
    let long = "a".repeat(101);
    bad(ValueType::Username, &[(&long, "too_long")]);
}

#[test]
fn countries() {
    good(
        ValueType::Country,
        &[("FR", "FR"), ("fr", "FR"), ("Ad", "AD"), ("ZW", "ZW")],
    );
    bad(
        ValueType::Country,
        &[
            ("XX", "bad_country"),
            ("FRA", "bad_country"),
            ("F", "bad_country"),
            ("é", "bad_country"),
            ("UK", "bad_country Likely GB"),
            ("France", "bad_country Likely FR"),
            ("ALGÉRIE", "bad_country Likely DZ"),
            ("États-Unis", "bad_country Likely US"),
            ("Côte d’Ivoire", "bad_country Likely CI"),
        ],
    );
    let codes = (b'A'..=b'Z').flat_map(|first| (b'A'..=b'Z').map(move |second| [first, second]));
    let assigned = codes
        .filter(|code| {
            ValueType::Country
                .parse(std::str::from_utf8(code).unwrap())
                .is_ok()
        })
        .count();
    assert_eq!(
        assigned, 249,
        "ISO 3166-1 has 249 officially assigned codes"
    );
}

#[test]
fn languages() {
    good(
        ValueType::Language,
        &[
            ("fr", "fr"),
            ("FR", "fr"),
            ("fr_ca", "fr_ca"),
            ("fr_utf8", "fr"),
            ("sr_cr_bo", "sr_cr_bo"),
            ("es_419", "es_419"),
            ("fil", "fil"),
        ],
    );
    bad(
        ValueType::Language,
        &[
            ("fr-FR", "bad_language Likely fr"),
            ("en-GB", "bad_language Likely en"),
            ("fr-CA", "bad_language Likely fr_ca"),
            ("français", "bad_language"),
            ("french", "bad_language"),
            ("f", "bad_language"),
            ("fr_", "bad_language"),
            ("_utf8", "bad_language"),
        ],
    );
}

#[test]
fn time_zones() {
    let same = [
        "99",
        "UTC",
        "Europe/Paris",
        "America/Argentina/Buenos_Aires",
        "Etc/GMT+3",
        "0",
        "5.5",
        "-13",
        "14",
        "-3.5",
        "+2",
    ];
    good(ValueType::Timezone, &same.map(|text| (text, text)));
    bad(
        ValueType::Timezone,
        &[
            ("europe/paris", "bad_timezone Likely Europe/Paris"),
            ("America/New York", "bad_timezone Likely America/New_York"),
            ("utc", "bad_timezone Likely UTC"),
            ("Paris", "bad_timezone"),
            ("Mars/Olympus", "bad_timezone"),
            ("15", "bad_timezone"),
            ("-13.5", "bad_timezone"),
            ("5.25", "bad_timezone"),
            ("GMT+1", "bad_timezone"),
        ],
    );
}

#[test]
fn web_addresses() {
    let same = [
        "https://example.org",
        "http://localhost:8080/a?b=c#d",
        "HTTPS://Example.org/é",
    ];
    good(ValueType::Url, &same.map(|text| (text, text)));
    bad(
        ValueType::Url,
        &[
            ("www.example.org", "bad_url Likely https://www.example.org"),
            ("//example.org/a", "bad_url Likely https://example.org/a"),
            ("ftp://example.org", "bad_url"),
            ("https://", "bad_url"),
            ("https://exa mple.org", "bad_url"),
            ("example", "bad_url"),
            ("javascript:alert(1)", "bad_url"),
        ],
    );
}

#[test]
fn passwords_are_never_repeated() {
    good(
        ValueType::Password,
        &[
            ("*NOPASS*", "*NOPASS*"),
            ("s3cret é;,", "s3cret é;,"),
            ("Ã©", "Ã©"),
        ],
    );
    bad(ValueType::Password, &[("s3\u{1}cret", "control_character")]);
    let problem = ValueType::Password.parse("s3\u{1}cret").unwrap_err();
    assert!(!format!("{problem:?}").contains("cret"), "{problem:?}");
}

#[test]
fn categories() {
    good(
        ValueType::Category,
        &[
            ("Sciences/Biology/Year 1", "Sciences/Biology/Year 1"),
            ("/Sciences/Biology/", "/Sciences/Biology/"),
            ("42", "42"),
        ],
    );
    bad(
        ValueType::Category,
        &[
            (
                "Sciences//Biology",
                "empty_category_level Likely Sciences/Biology",
            ),
            (
                "Sciences/ /Biology",
                "empty_category_level Likely Sciences/Biology",
            ),
            ("/", "empty_category_level"),
            ("//", "empty_category_level"),
        ],
    );
    remarked(
        ValueType::Category,
        &[
            (
                "Sciences\\Biology",
                "Sciences\\Biology",
                "category_separator Likely Sciences/Biology",
            ),
            (
                "Sciences > Biology",
                "Sciences > Biology",
                "category_separator Likely Sciences/Biology",
            ),
        ],
    );
    let long = format!("Sciences/{}", "é".repeat(256));
    bad(ValueType::Category, &[(&long, "too_long")]);
    let fits = format!("Sciences/{}", "é".repeat(255));
    good(ValueType::Category, &[(&fits, &fits)]);
}

#[test]
fn category_names_are_taken_apart() {
    assert_eq!(CategoryName::of("42"), CategoryName::Id(42));
    assert_eq!(
        CategoryName::of("/Sciences / Biology/"),
        CategoryName::Path(vec!["Sciences", "Biology"])
    );
    assert_eq!(CategoryName::of("1/2"), CategoryName::Path(vec!["1", "2"]));
}

#[test]
fn templates_and_sections() {
    good(
        ValueType::Template,
        &[
            ("TPL-BIO", "TPL-BIO"),
            ("/srv/templates/bio.mbz", "/srv/templates/bio.mbz"),
        ],
    );
    assert_eq!(
        TemplateSource::of("TPL-BIO"),
        TemplateSource::Course("TPL-BIO")
    );
    assert_eq!(
        TemplateSource::of("C:\\tpl\\bio.MBZ"),
        TemplateSource::Archive("C:\\tpl\\bio.MBZ")
    );
    good(
        ValueType::Section,
        &[(
            "Cells|What a cell\nis made of",
            "Cells|What a cell\nis made of",
        )],
    );
    assert_eq!(
        SectionText::of("Cells | a | b"),
        SectionText {
            title: "Cells",
            summary: Some("a | b")
        }
    );
    assert_eq!(
        SectionText::of("Cells"),
        SectionText {
            title: "Cells",
            summary: None
        }
    );
    let long = format!("{}|summary", "x".repeat(256));
    bad(ValueType::Section, &[(&long, "too_long")]);
}

/// Q12: lengths are counted in characters, not in bytes.
#[test]
fn q12_lengths_are_counted_in_characters() {
    good(ValueType::Text(5), &[("ééééé", "ééééé"), ("", "")]);
    bad(
        ValueType::Text(5),
        &[("éééééé", "too_long"), ("abcdef", "too_long")],
    );
}

#[test]
fn unseen_characters() {
    bad(
        ValueType::Text(100),
        &[
            ("Ma\u{0}rie", "control_character Likely Marie"),
            ("Marie\u{200b}", "control_character Likely Marie"),
            ("Jean\nPaul", "control_character Likely Jean Paul"),
            ("Jean\tPaul", "control_character Likely Jean Paul"),
            ("a\u{7f}bcdefghijk", "control_character Likely abcdefghijk"),
            ("Hélène\u{85}", "control_character Likely Hélène"),
        ],
    );
    good(
        ValueType::Text(0),
        &[("one\r\ntwo\tthree", "one\r\ntwo\tthree")],
    );
    bad(
        ValueType::Text(0),
        &[("one\n\u{1b}two", "control_character Likely one\ntwo")],
    );
}

#[test]
fn mojibake() {
    remarked(
        ValueType::Text(100),
        &[
            ("HÃ©lÃ¨ne", "HÃ©lÃ¨ne", "mojibake Likely Hélène"),
            ("lâ€™annÃ©e", "lâ€™annÃ©e", "mojibake Likely l’année"),
            ("Å“uvre", "Å“uvre", "mojibake Likely œuvre"),
            ("Ã‰cole", "Ã‰cole", "mojibake Likely École"),
            ("NÂ° 3", "NÂ° 3", "mojibake Likely N° 3"),
            ("Prix : 3 â‚¬", "Prix : 3 â‚¬", "mojibake Likely Prix : 3 €"),
            ("Ã\u{a0} Paris", "Ã\u{a0} Paris", "mojibake Likely à Paris"),
            // Some of it was repaired by hand before.
            (
                "Hélène HÃ©lie",
                "Hélène HÃ©lie",
                "mojibake Likely Hélène Hélie",
            ),
        ],
    );
    // Right texts that hold the same characters.
    let right = [
        "Hélène",
        "LYCÉE « BLÉ »",
        "SANTÉ\u{a0}: PÂTÉ",
        "São João",
        "NÃO",
        "Ærø",
        "Ångström",
        "«\u{a0}À\u{a0}»",
        "pâté",
        "Châtelet",
    ];
    for text in right {
        good(ValueType::Text(100), &[(text, text)]);
    }
}

#[test]
fn messages_repeat_the_beginning_of_a_long_value() {
    let problem = ValueType::Text(100)
        .parse(&"é".repeat(500))
        .map(|_| ())
        .unwrap_err();
    assert_eq!(problem.params["value"], format!("{}…", "é".repeat(60)));
    assert_eq!(problem.params["max"], "100");
    assert_eq!(problem.params["length"], "500");
}

/// Every type, for properties.
const TYPES: &[ValueType] = &[
    ValueType::Text(20),
    ValueType::Text(0),
    ValueType::Integer(0, 10),
    ValueType::Boolean,
    ValueType::Choice(&["add", "del"]),
    ValueType::Date,
    ValueType::Timestamp,
    ValueType::Email,
    ValueType::Username,
    ValueType::Country,
    ValueType::Language,
    ValueType::Timezone,
    ValueType::Url,
    ValueType::Password,
    ValueType::Category,
    ValueType::Template,
    ValueType::Section,
];

proptest! {
    #[test]
    fn a_text_has_a_value_or_an_error(text in ".{1,40}|[0-9a-zA-Zé/:@. -]{1,24}|[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}( [0-9:]{1,8})?") {
        for value in TYPES {
            let mut problems = Vec::new();
            let parsed = value.read(&text, &mut problems);
            let errors = problems.iter().any(|problem| problem.code.severity() == Severity::Error);
            prop_assert_eq!(parsed.is_none(), errors, "{:?} {:?} {:?}", value, text, problems);
        }
    }

    #[test]
    fn what_is_proposed_is_a_value(text in ".{1,40}|[0-9a-zA-Zé/:@. -]{1,24}|[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}( [0-9:]{1,8})?|[ÃÂâ€©™éa-z]{2,12}") {
        for value in TYPES {
            let mut problems = Vec::new();
            value.read(&text, &mut problems);
            for problem in problems {
                if let Some(Fix { action: FixAction::Replace(mended), .. }) = problem.fix {
                    let mut again = Vec::new();
                    value.read(&mended, &mut again);
                    // Mending a character that nobody sees may leave a text that is too long, or none.
                    let same = again.iter().any(|again| again.code == problem.code && problem.code != Code::Mojibake);
                    prop_assert!(!same, "{:?} {:?} {:?} {:?}", value, text, mended, again);
                }
            }
        }
    }

    #[test]
    fn of_what_is_fine_at_a_quick_look_nothing_is_said(
        cell in "[0-9a-zA-Zé@._/ \\-]{1,24}|[ÃÂâ€©é\\x00-\\x7f\\u{80}-\\u{a2}\\u{200b}\\u{feff}]{1,8}|[a-z]{90,110}|[01]|[a-z]{1,5}@[a-z.-]{1,8}"
    ) {
        let mut reader = crate::input::Reader::new(crate::input::ReadOptions { separator: Some('|'), ..Default::default() });
        reader.push(cell.as_bytes());
        reader.finish();
        while let Some(item) = reader.next() {
            let crate::input::Item::Record(record) = item else { continue };
            for cell in record.cells().filter(|cell| !cell.text.is_empty()) {
                for value in TYPES.iter().filter(|value| value.is_fine(cell.text.as_bytes(), record.is_clean())) {
                    let mut problems = Vec::new();
                    prop_assert!(value.read(cell.text, &mut problems).is_some(), "{:?} {:?}", value, cell);
                    prop_assert_eq!(problems, vec![], "{:?} {:?}", value, cell);
                }
            }
        }
    }
}
