//! The answer of a list of courses to look for, in each form: what is missing comes first.

use std::borrow::Cow;

use maud::{Markup, html};

use super::word;
use crate::messages::Catalogue;
use crate::plan::push_line;
use crate::report::{Existence, MissingCourse, Outcome, Report};

/// The answer of a report, and the lines that have none.
pub(super) fn answer(report: &Report) -> (Existence, Vec<&Outcome>) {
    let mut existence = Existence::default();
    let outcomes = report.outcomes.iter();
    let silent = outcomes
        .filter(|outcome| !existence.add(outcome.line, &outcome.subject, &outcome.findings));
    let silent = silent.collect();
    (existence, silent)
}

/// A group's name, and how many courses are in it.
fn head(group: &str, count: usize, catalogue: &Catalogue) -> String {
    let args = [
        ("name", Cow::from(word(group, catalogue))),
        ("count", Cow::from(count.to_string())),
    ];
    catalogue.text("report-count", &args)
}

/// The answer as text, a paragraph for each group that is not empty.
pub(super) fn push(text: &mut String, existence: &Existence, catalogue: &Catalogue) {
    for (group, courses) in [
        ("missing", &existence.missing),
        ("near-miss", &existence.near),
    ] {
        if courses.is_empty() {
            continue;
        }
        push_line(text, 0, &head(group, courses.len(), catalogue));
        for course in courses {
            push_line(text, 1, &said(course, catalogue));
        }
        text.push('\n');
    }
    if !existence.found.is_empty() {
        push_line(text, 0, &head("found", existence.found.len(), catalogue));
        for course in &existence.found {
            // Most lists ask by one of the identifiers that are told.
            let mut fields = vec![&*course.asked, &course.shortname, &course.idnumber];
            fields.dedup();
            if fields.len() > 1 && fields.last() == fields.first() {
                fields.pop();
            }
            fields.push(&course.fullname);
            fields.retain(|field| !field.is_empty());
            push_line(text, 1, &fields.join(" – "));
        }
        text.push('\n');
    }
}

/// A missing course in one line.
fn said(course: &MissingCourse, catalogue: &Catalogue) -> String {
    let mut said = course.asked.clone();
    if !course.description.is_empty() {
        said.push_str(" – ");
        said.push_str(&course.description);
    }
    if !course.near.is_empty() {
        let args = [("near", Cow::from(course.near.as_str()))];
        said.push_str(" – ");
        said.push_str(&catalogue.text("report-perhaps", &args));
    }
    said
}

/// The answer as part of a page, a table for each group that is not empty.
pub(super) fn tables(existence: &Existence, catalogue: &Catalogue) -> Markup {
    let heads = |names: &[&str]| {
        html! { thead { tr { @for name in names { th scope="col" { (word(name, catalogue)) } } } } }
    };
    html! {
        @for (group, courses, names) in [
            ("missing", &existence.missing, &["line", "course", "description"][..]),
            ("near-miss", &existence.near, &["line", "course", "description", "meant"][..]),
        ] {
            @if !courses.is_empty() {
                h2 { (head(group, courses.len(), catalogue)) }
                table {
                    (heads(names))
                    tbody { @for course in courses { tr {
                        td { (course.line) }
                        th scope="row" { (course.asked) }
                        td { (course.description) }
                        @if names.len() > 3 { td { (course.near) } }
                    } } }
                }
            }
        }
        @if !existence.found.is_empty() {
            h2 { (head("found", existence.found.len(), catalogue)) }
            table {
                (heads(&["line", "course", "shortname", "fullname", "idnumber"]))
                tbody { @for course in &existence.found { tr {
                    td { (course.line) }
                    th scope="row" { (course.asked) }
                    td { (course.shortname) }
                    td { (course.fullname) }
                    td { (course.idnumber) }
                } } }
            }
        }
    }
}

/// Columns of the list, by the end of the id of their names in words.
pub(super) const COLUMNS: &[&str] = &[
    "line",
    "course",
    "answer",
    "shortname",
    "fullname",
    "idnumber",
    "meant",
    "description",
];

/// The rows of the list in the order of the file, under [`COLUMNS`]. A line without an answer says how it ended.
pub(super) fn rows(report: &Report, catalogue: &Catalogue) -> Vec<[String; 8]> {
    let (existence, silent) = answer(report);
    let none = String::new;
    let found = existence.found.into_iter().map(|course| {
        let answer = word("found", catalogue);
        let names = (course.shortname, course.fullname, course.idnumber);
        (
            course.line,
            [
                course.line.to_string(),
                course.asked,
                answer,
                names.0,
                names.1,
                names.2,
                none(),
                none(),
            ],
        )
    });
    let missing = existence
        .missing
        .into_iter()
        .map(|course| (course, "missing"));
    let near = existence
        .near
        .into_iter()
        .map(|course| (course, "near-miss"));
    let missing = missing.chain(near).map(|(course, group)| {
        let (answer, line) = (word(group, catalogue), course.line.to_string());
        (
            course.line,
            [
                line,
                course.asked,
                answer,
                none(),
                none(),
                none(),
                course.near,
                course.description,
            ],
        )
    });
    let silent = silent.into_iter().map(|outcome| {
        let (answer, line) = (catalogue.state(outcome.state), outcome.line.to_string());
        let said = outcome
            .findings
            .iter()
            .map(|finding| catalogue.finding(finding));
        let said = said.collect::<Vec<_>>().join(" ");
        (
            outcome.line,
            [
                line,
                outcome.subject.clone(),
                answer,
                none(),
                none(),
                none(),
                none(),
                said,
            ],
        )
    });
    let mut rows: Vec<_> = found.chain(missing).chain(silent).collect();
    rows.sort_by_key(|(line, _)| *line);
    rows.into_iter().map(|(_, row)| row).collect()
}
