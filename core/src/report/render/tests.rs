//! The four forms of one report, in which every state and both kinds of codes occur.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::finding::Span;
use crate::input::{Dialect, Encoding, LineEnd};
use crate::kinds::{Kind, Value};
use crate::messages::Language;
use crate::plan::{Change, Secret};
use crate::report::Outcome;
use crate::site::{Fields, Password};

fn outcome(line: u64, subject: &str, state: State) -> Outcome {
    Outcome {
        line,
        span: Span::new(line * 10, line * 10 + 10),
        subject: subject.to_owned(),
        state,
        operations: Vec::new(),
        findings: Vec::new(),
    }
}

fn finding(code: Code, line: u64) -> Finding {
    Finding::new(code, line, Span::new(line * 10, line * 10 + 10))
}

fn report() -> Report {
    let mut renamed = outcome(2, "BIO-101", State::Done);
    renamed.operations.push(Operation::UpdateCourse {
        shortname: "BIO-101".to_owned(),
        changes: vec![Change {
            field: "fullname".to_owned(),
            old: Some(Value::Text("Biology".to_owned())),
            new: Some(Value::Text("Biology I".to_owned())),
        }],
        category: None,
    });
    renamed.findings.push(
        finding(Code::CourseNearMiss, 2)
            .column("shortname")
            .with("value", "BIO-101")
            .with("near", "BIO101"),
    );
    let mut template = outcome(4, "CHE-200", State::Failed);
    template.findings.push(
        finding(Code::TemplateNotFound, 4)
            .column("template")
            .with("value", "TPL-CHE")
            .with("suggested", "no"),
    );
    template
        .findings
        .push(finding(Code::SiteRefused, 4).with("details", "=1+1;\n<script>alert(1)</script>"));
    let mut blocked = outcome(5, "=HYPERLINK(\"http://evil.example\")", State::Blocked);
    blocked
        .findings
        .push(finding(Code::BlockedByLine, 5).with("needed", 4));
    let mut held = outcome(9, "", State::Held);
    held.findings.push(finding(Code::Cancelled, 9));
    Report {
        file: "courses.csv".to_owned(),
        sheet: String::new(),
        kind: Kind::Courses,
        site: "sandbox".to_owned(),
        dialect: Dialect {
            encoding: Encoding::Windows1252,
            separator: ';',
            line_end: LineEnd::CrLf,
        },
        submitted_by: "staff".to_owned(),
        approved_by: "admin".to_owned(),
        started: "2026-09-01T08:00:00Z".to_owned(),
        finished: "2026-09-01T08:00:03Z".to_owned(),
        core: "0.1.0".to_owned(),
        fingerprint: "00ff".to_owned(),
        outcomes: vec![
            renamed,
            outcome(3, "BIO-102", State::Unchanged),
            template,
            blocked,
            held,
        ],
    }
}

/// Of a workbook, each form names the sheet and the cell.
#[test]
fn cells_of_a_sheet_are_named() {
    let mut report = report();
    report.file = "courses.xlsx".to_owned();
    report.sheet = "September".to_owned();
    report.outcomes[2].findings[0].cell = Some("D4".to_owned());
    let text = render_text(&report, Language::En);
    assert!(text.contains("Sheet: September\n"), "{text}");
    assert!(text.contains("error, cell D4, column template: "), "{text}");
    assert!(!text.contains("Encoding"), "{text}");
    let csv = String::from_utf8(render_csv(&report, Language::Fr)).unwrap();
    assert!(csv.contains(";Cellule;Colonne;"), "{csv}");
    assert!(csv.contains(";D4;template;"), "{csv}");
    let html = render_html(&report, Language::Fr);
    assert!(
        html.contains("<dt>Feuille</dt><dd>September</dd>"),
        "{html}"
    );
    assert!(
        html.contains("</strong> D4 <code>template</code>"),
        "{html}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&render_json(&report, Language::En)).unwrap();
    assert_eq!(json["sheet"], "September");
    assert_eq!(json["rows"][2]["findings"][0]["cell"], "D4");
}

/// Quirk Q51: the stored report lacks its last line, and totals are counted and never told.
#[test]
fn totals_are_told_by_every_form() {
    let report = report();
    assert_eq!(
        report.totals(),
        Totals {
            done: 1,
            unchanged: 1,
            failed: 1,
            blocked: 1,
            held: 1,
            warnings: 2,
        }
    );
    let told = "Done: 1, Already so: 1, Failed: 1, Blocked: 1, Held: 1, With warnings: 2";
    assert_eq!(
        render_text(&report, Language::En).lines().last(),
        Some(told)
    );
    let csv = String::from_utf8(render_csv(&report, Language::En)).unwrap();
    assert!(csv.lines().last().unwrap().contains(told));
    let json: serde_json::Value =
        serde_json::from_str(&render_json(&report, Language::En)).unwrap();
    assert_eq!(json["totals"]["warnings"], 2);
    let html = render_html(&report, Language::En);
    assert!(html.contains("<dt>With warnings</dt><dd>2</dd>"));
}

/// Quirk Q70: line numbers are those of the file, in every form and in file order.
#[test]
fn lines_are_those_of_the_file() {
    let report = report();
    let text = render_text(&report, Language::En);
    let lines: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("Line ")?.split_once(','))
        .map(|(line, _)| line.to_owned())
        .collect();
    assert_eq!(lines, ["2", "3", "4", "5", "9"]);
    let json: serde_json::Value =
        serde_json::from_str(&render_json(&report, Language::En)).unwrap();
    let of_json: Vec<_> = json["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["line"].to_string())
        .collect();
    assert_eq!(of_json, lines);
}

/// Quirk Q08: a run in which nothing was executed has a report all the same.
#[test]
fn a_run_without_any_line_has_a_report() {
    let mut report = report();
    report.outcomes.clear();
    for text in [
        render_text(&report, Language::En),
        String::from_utf8(render_csv(&report, Language::En)).unwrap(),
        render_json(&report, Language::En),
        render_html(&report, Language::En),
    ] {
        assert!(text.contains("courses.csv"), "{text}");
    }
}

#[test]
fn the_text_reads_well_in_both_languages() {
    insta::assert_snapshot!("text_en", render_text(&report(), Language::En));
    insta::assert_snapshot!("text_fr", render_text(&report(), Language::Fr));
}

#[test]
fn the_list_opens_in_a_spreadsheet() {
    let bytes = render_csv(&report(), Language::En);
    assert!(bytes.starts_with("\u{feff}Line;About;".as_bytes()));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(&bytes[3..]);
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    // Two findings on line 4 make two rows; the totals are one more.
    assert_eq!(rows.len(), 7);
    for cell in rows.iter().flatten() {
        assert!(
            !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
            "{cell}"
        );
    }
    assert_eq!(&rows[2][3], "template_not_found");
    assert_eq!(&rows[2][4], "\u{2212}7");
    assert_eq!(&rows[4][1], "'=HYPERLINK(\"http://evil.example\")");
    assert_eq!(
        &rows[0][9],
        "Updates the course BIO-101 (fullname: \"Biology\" → \"Biology I\")"
    );
}

#[test]
fn the_json_has_our_codes_and_those_of_the_seeds() {
    let json: serde_json::Value =
        serde_json::from_str(&render_json(&report(), Language::Fr)).unwrap();
    assert_eq!(json["kind"], "courses");
    assert_eq!(json["language"], "fr");
    assert_eq!(json["approved_by"], "admin");
    let finding = &json["rows"][2]["findings"][0];
    assert_eq!(finding["code"], "template_not_found");
    assert_eq!(finding["seed_code"], -7);
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["column"], "template");
    let operation = &json["rows"][0]["operations"][0];
    assert_eq!(operation["type"], "update_course");
    assert_eq!(operation["changes"][0]["old"], "Biology");
    assert_eq!(operation["changes"][0]["new"], "Biology I");
}

#[test]
fn the_page_is_whole_and_harmless() {
    for language in Language::ALL {
        let page = render_html(&report(), *language);
        assert!(page.starts_with("<!DOCTYPE html>"));
        assert!(page.contains(&format!("<html lang=\"{}\">", language.as_str())));
        // Nothing from elsewhere, nothing that runs; what the file says is text.
        for forbidden in ["<script", "src=", "href=", "url(", "@import"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.contains("&lt;script&gt;"));
        // A table that a screen reader can tell: named, with headers of columns and of rows.
        assert!(page.contains("<table aria-labelledby=\"lines\">"));
        assert_eq!(page.matches("<th scope=\"col\">").count(), 5);
        assert_eq!(page.matches("<th scope=\"row\">").count(), 5);
        assert!(page.contains("@media print"));
        assert!(page.contains("prefers-color-scheme: dark"));
        assert!(page.contains("template_not_found, \u{2212}7"));
    }
}

#[test]
fn no_form_holds_a_password_or_its_digest() {
    let mut report = report();
    let mut user = outcome(2, "m.curie", State::Done);
    user.operations.push(Operation::CreateUser {
        username: "m.curie".to_owned(),
        fields: Fields::new(),
        password: Password::Set,
        secret: Secret("Radium-1898".to_owned()),
        digest: "d1ge57".to_owned(),
        force_change: false,
        mail: "m.curie@example.org".to_owned(),
    });
    user.operations.push(Operation::SetPassword {
        username: "m.curie".to_owned(),
        password: Password::Set,
        secret: Secret("Radium-1898".to_owned()),
        digest: "d1ge57".to_owned(),
        mail: String::new(),
        old: Some(Password::Set),
    });
    report.outcomes = vec![user];
    for text in [
        render_text(&report, Language::En),
        String::from_utf8(render_csv(&report, Language::En)).unwrap(),
        render_json(&report, Language::En),
        render_html(&report, Language::En),
    ] {
        assert!(text.contains("m.curie"));
        assert!(!text.contains("Radium-1898"), "{text}");
        assert!(!text.contains("d1ge57"), "{text}");
    }
}

/// Five lines of a list of courses to look for: found, found under another name, nearly found, missing, and one that could not be read.
fn answered() -> Report {
    let found = |line, asked: &str, shortname: &str, idnumber: &str| {
        let mut outcome = outcome(line, asked, State::Unchanged);
        outcome.findings.push(
            finding(Code::CourseFound, line)
                .with("shortname", shortname)
                .with("fullname", "Cells & tissues")
                .with("numbered", "yes")
                .with("idnumber", idnumber),
        );
        outcome
    };
    let missing = |line, asked: &str, description: &str, near: &str| {
        let mut outcome = outcome(line, asked, State::Unchanged);
        let flag = |text: &str| if text.is_empty() { "no" } else { "yes" };
        let finding = finding(Code::CourseMissing, line)
            .with("value", asked)
            .with("described", flag(description))
            .with("description", description)
            .with("suggested", flag(near));
        outcome.findings.push(match near {
            "" => finding,
            near => finding.with("near", near),
        });
        outcome
    };
    let mut unread = outcome(6, "", State::Failed);
    unread.findings.push(finding(Code::NulByte, 6));
    Report {
        file: "courses.csv".to_owned(),
        kind: Kind::CourseChecks,
        outcomes: vec![
            found(2, "BIO-101", "BIO-101", ""),
            missing(3, "BIO-1O2", "the <second> one", "BIO-102"),
            missing(4, "=NOWHERE", "", ""),
            found(5, "C-7", "CHE-7", "C-7"),
            unread,
        ],
        ..report()
    }
}

#[test]
fn courses_that_were_looked_for_as_text() {
    insta::assert_snapshot!(render_text(&answered(), Language::En));
}

#[test]
fn courses_that_were_looked_for_as_a_list() {
    let list = render_csv(&answered(), Language::Fr);
    insta::assert_snapshot!(String::from_utf8(list).unwrap());
}

#[test]
fn courses_that_were_looked_for_as_a_page() {
    let page = render_html(&answered(), Language::En);
    let (_, main) = page.split_once("<h2>").unwrap();
    insta::assert_snapshot!(main.replace("<h2", "\n<h2").replace("<tr", "\n<tr"));
}
