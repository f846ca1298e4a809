//! Done and undone: what is graded fully reversible ends as it was before.

mod likeness;
mod operations;
mod property;
mod told;

use self::likeness::likeness;
use super::{DoneRow, ReasonCode, Undo, UndoGrade, undo};
use crate::check::CheckOptions;
use crate::kinds::Kind;
use crate::plan::{Decision, Plan, PlanOptions, plan_and_apply};
use crate::settings::Settings;
use crate::site::SiteIndex;

/// A run of a file on a site, all of whose accepted rows are done, with its undo.
struct Undone {
    plan: Plan,
    undo: Undo,
    /// The site after the run.
    after: SiteIndex,
}

fn undone(site: &SiteIndex, file: &str, options: &PlanOptions) -> Undone {
    let (plan, after) = plan_and_apply([file.as_bytes()], options, site.clone());
    let undo = undo(&done(&plan), &after, options);
    Undone { plan, undo, after }
}

fn done(plan: &Plan) -> Vec<DoneRow<'_>> {
    let rows = plan.rows.iter();
    rows.filter(|row| row.decision == Decision::Change)
        .map(|row| DoneRow {
            file: "",
            line: row.line,
            subject: &row.subject,
            operations: &row.operations,
        })
        .collect()
}

/// The site after the files of an undo, run one after the other by their names and contents alone.
fn run(undo: &Undo, site: &SiteIndex, options: &PlanOptions) -> SiteIndex {
    let mut site = site.clone();
    let in_order = undo
        .files
        .is_sorted_by_key(|file| file.kind.place_in_bundle());
    assert!(in_order, "{:#?}", undo.files);
    for file in &undo.files {
        let mut options = options.clone();
        options.check = CheckOptions {
            settings: undo.settings.clone(),
            name: file.name.clone(),
            ..CheckOptions::default()
        };
        site = plan_and_apply([file.text.as_bytes()], &options, site).1;
    }
    site
}

/// Asserts that what the undo of a file grades as fully reversible is: when all rows are, the site ends as it was before.
pub(crate) fn assert_identity(site: &SiteIndex, file: &str, options: &PlanOptions) {
    let Undone { plan, undo, after } = undone(site, file, options);
    let end = run(&undo, &after, options);
    let (was, is) = (likeness(site), likeness(&end));
    if undo.rows.iter().all(|row| row.grade == UndoGrade::Fully) {
        let lost: Vec<_> = was.difference(&is).collect();
        let left: Vec<_> = is.difference(&was).collect();
        assert!(
            lost.is_empty() && left.is_empty(),
            "of\n{file}\nlost {lost:#?}\nleft {left:#?}\nundo {:#?}\nplan {:#?}",
            undo.files,
            plan.rows,
        );
    }
    for row in &undo.rows {
        assert_eq!(row.grade == UndoGrade::Fully, row.reasons.is_empty());
    }
}

/// Asserts that all rows of a file can be undone, and that the undo brings the site back. Gives the undo.
fn assert_undone(site: &SiteIndex, file: &str, options: &PlanOptions) -> Undo {
    assert_identity(site, file, options);
    let Undone { plan, undo, .. } = undone(site, file, options);
    assert!(!undo.rows.is_empty(), "nothing is done: {:#?}", plan.rows);
    for row in &undo.rows {
        let (grade, reasons) = (row.grade, &row.reasons);
        assert_eq!(
            grade,
            UndoGrade::Fully,
            "{reasons:#?} of\n{file}\nundo {:#?}\nplan {:#?}",
            undo.files,
            plan.rows
        );
    }
    undo
}

/// Options for a file of this kind with settings that `set` changes from their defaults.
fn options(kind: Kind, set: impl FnOnce(&mut Settings)) -> PlanOptions {
    let mut options = PlanOptions {
        password_key: [7; 16],
        ..PlanOptions::default()
    };
    options.check.kind = Some(kind);
    set(&mut options.check.settings);
    options
}

/// The grades and reasons of a file's rows on a site.
fn grades(
    site: &SiteIndex,
    file: &str,
    options: &PlanOptions,
) -> Vec<(UndoGrade, Vec<ReasonCode>)> {
    assert_identity(site, file, options);
    let rows = undone(site, file, options).undo.rows.into_iter();
    rows.map(|row| {
        let reasons = row.reasons.iter();
        (row.grade, reasons.map(|reason| reason.code).collect())
    })
    .collect()
}
