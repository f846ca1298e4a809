//! What becomes of a row when its turn comes: what was approved, held against what a second planning still wants.

use hashbrown::HashMap;
use toolsync_core::finding::{Code, FileLine, Finding, Severity};
use toolsync_core::plan::{Change, Decision, Operation, PlannedRow};
use toolsync_core::report::{Outcome, State};
use toolsync_core::site::{ApplyError, Features, Part, Thing, ThingKind};

use super::meaning::explained;
use crate::store::RowRecord;

/// How lines ended so far, of all files of the run.
pub(super) type Ended = HashMap<FileLine, State>;

/// The next step of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step<'n> {
    /// It ends so, and the site is not asked.
    End(Outcome),
    /// The site is asked the operations of this row.
    Apply(&'n PlannedRow),
}

/// Decides on `row`. `now` is the same row planned again on the site as it is; `files` are the names of the files of the run.
pub(super) fn decide<'n>(
    row: &RowRecord,
    now: Option<&'n PlannedRow>,
    ended: &Ended,
    files: &[String],
) -> Step<'n> {
    let approved = &row.planned;
    if approved.decision == Decision::Refused {
        let state = if errs_only_by(approved, &[Code::BlockedByLine, Code::BlockedByFile]) {
            State::Blocked
        } else {
            State::Failed
        };
        return Step::End(outcome(approved, state, approved.findings.clone()));
    }
    let Some(now) = now.filter(|now| now.line == approved.line && now.span == approved.span) else {
        return Step::End(moved(approved, None));
    };
    let above = approved.needs.iter().chain(&now.needs);
    let above = above.map(|line| FileLine {
        file: row.file,
        line: *line,
    });
    let elsewhere = approved.needs_elsewhere.iter().chain(&now.needs_elsewhere);
    let missing = above
        .chain(elsewhere.copied())
        .find(|line| !matches!(ended.get(line), Some(State::Done | State::Unchanged)));
    if let Some(line) = missing {
        let code = if line.file == row.file {
            Code::BlockedByLine
        } else {
            Code::BlockedByFile
        };
        let file = files.get(line.file as usize).map_or("", String::as_str);
        let finding = Finding::new(code, approved.line, approved.span)
            .with("needed", line.line)
            .with("file", file);
        return Step::End(outcome(approved, State::Blocked, vec![finding]));
    }
    // The process ended after the site had deleted the account and before that was recorded.
    if row.intended && is_deleted(approved, now) {
        return Step::End(done(approved, approved));
    }
    if now.decision == Decision::Refused || !now.is_subset_of(approved) {
        return Step::End(moved(approved, Some(now)));
    }
    if !now.operations.is_empty() {
        return Step::Apply(now);
    }
    // The process ended after the site had done it and before that was recorded.
    if row.intended {
        return Step::End(done(approved, approved));
    }
    Step::End(outcome(approved, State::Unchanged, lasting(now)))
}

/// Whether the row was to delete an account, a course or a category, and nothing refuses it now but that there is none.
fn is_deleted(approved: &PlannedRow, now: &PlannedRow) -> bool {
    let mut missing = approved
        .operations
        .iter()
        .filter_map(|operation| match operation {
            Operation::DeleteUser { .. } => Some(Code::DeleteMissing),
            Operation::DeleteCourse { .. } => Some(Code::CourseDeleteMissing),
            Operation::DeleteCategory { .. } => Some(Code::UnknownCategory),
            _ => None,
        });
    missing.any(|code| errs_only_by(now, &[code]))
}

/// Whether there are errors in the row, all of these codes.
fn errs_only_by(row: &PlannedRow, codes: &[Code]) -> bool {
    let mut errors = row
        .findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error)
        .peekable();
    errors.peek().is_some() && errors.all(|finding| codes.contains(&finding.code))
}

/// The row took effect: by the operations of `applied`.
pub(super) fn done(approved: &PlannedRow, applied: &PlannedRow) -> Outcome {
    let mut outcome = outcome(approved, State::Done, lasting(applied));
    outcome.operations = applied.operations.clone();
    outcome
}

/// The site refused the row.
pub(super) fn refused(approved: &PlannedRow, finding: Finding) -> Outcome {
    outcome(approved, State::Failed, explained(approved, finding))
}

/// The run was cancelled before the row.
pub(super) fn held(approved: &PlannedRow) -> Outcome {
    let finding = Finding::new(Code::Cancelled, approved.line, approved.span);
    outcome(approved, State::Held, vec![finding])
}

fn outcome(approved: &PlannedRow, state: State, findings: Vec<Finding>) -> Outcome {
    Outcome {
        line: approved.line,
        span: approved.span,
        subject: approved.subject.clone(),
        state,
        operations: Vec::new(),
        findings,
    }
}

/// What is still worth saying when the row has ended well: warnings, and the course that was looked for and found.
fn lasting(row: &PlannedRow) -> Vec<Finding> {
    let findings = row.findings.iter();
    findings
        .filter(|finding| {
            finding.severity() == Severity::Warning || finding.code == Code::CourseFound
        })
        .cloned()
        .collect()
}

/// The site is no longer as the approved plan saw it. What refuses the row now comes along.
fn moved(approved: &PlannedRow, now: Option<&PlannedRow>) -> Outcome {
    let difference = now
        .and_then(|now| first_difference(approved, now))
        .unwrap_or_else(|| {
            let what = subject(approved).part(Part::Operations);
            ApplyError::moved(what, counted(approved), now.map(counted))
        });
    let finding =
        Finding::new(Code::SiteMoved, approved.line, approved.span).with_all(difference.params());
    let refusals = now.into_iter().flat_map(|now| &now.findings);
    let refusals = refusals.filter(|finding| finding.severity() == Severity::Error);
    let findings = std::iter::once(finding).chain(refusals.cloned()).collect();
    outcome(approved, State::Failed, findings)
}

/// The operations of a row, by their types in the order in which they come first.
fn counted(row: &PlannedRow) -> Features {
    let mut types: Vec<(&str, u64)> = Vec::new();
    for name in row.operations.iter().map(Operation::name) {
        match types.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => types.push((name, 1)),
        }
    }
    let features = Features::new();
    types.into_iter().fold(features, |features, (name, count)| {
        features.count(name, count)
    })
}

/// What a row is about, as findings name it.
fn subject(row: &PlannedRow) -> Thing {
    Thing::new(ThingKind::Subject, &row.subject)
}

/// The first field that has another value than the approved plan saw.
fn first_difference(approved: &PlannedRow, now: &PlannedRow) -> Option<ApplyError> {
    let shown = |change: &Change| {
        let value = change.old.as_ref().map(ToString::to_string);
        value.unwrap_or_default()
    };
    let before: Vec<&Change> = approved
        .operations
        .iter()
        .flat_map(Operation::changes)
        .collect();
    now.operations
        .iter()
        .flat_map(Operation::changes)
        .find_map(|change| {
            let other = before.iter().find(|other| other.field == change.field)?;
            (other.old != change.old).then(|| ApplyError::Moved {
                what: subject(approved).field(&change.field),
                expected: shown(other),
                found: shown(change),
            })
        })
}

#[cfg(test)]
mod tests {
    use toolsync_core::finding::Span;
    use toolsync_core::kinds::Value;
    use toolsync_core::plan::{AccountState, CategoryKey};

    use super::*;

    fn city(old: &str, new: &str) -> Operation {
        let value = |text: &str| Some(Value::Text(text.to_owned()));
        Operation::UpdateUser {
            username: "ana".to_owned(),
            changes: vec![Change {
                field: "city".to_owned(),
                old: value(old),
                new: value(new),
            }],
        }
    }

    fn planned(operations: Vec<Operation>) -> PlannedRow {
        PlannedRow {
            line: 3,
            span: Span::new(40, 60),
            subject: "ana".to_owned(),
            decision: if operations.is_empty() {
                Decision::Unchanged
            } else {
                Decision::Change
            },
            operations,
            needs: Vec::new(),
            needs_elsewhere: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn record(planned: PlannedRow, intended: bool) -> RowRecord {
        RowRecord {
            position: 1,
            file: 0,
            planned,
            intended,
            outcome: None,
        }
    }

    fn ended(step: Step<'_>) -> Outcome {
        match step {
            Step::End(outcome) => outcome,
            Step::Apply(_) => panic!("the row was to end"),
        }
    }

    #[test]
    fn what_was_approved_and_is_still_wanted_is_applied() {
        let row = record(planned(vec![city("Nantes", "Brest")]), false);
        let step = decide(&row, Some(&row.planned), &Ended::new(), &[]);
        assert_eq!(step, Step::Apply(&row.planned));
    }

    #[test]
    fn nothing_left_to_do_is_done_when_it_was_begun_and_unchanged_otherwise() {
        let approved = planned(vec![city("Nantes", "Brest")]);
        let now = planned(Vec::new());
        let begun = record(approved.clone(), true);
        let outcome = ended(decide(&begun, Some(&now), &Ended::new(), &[]));
        assert_eq!((outcome.state, outcome.operations.len()), (State::Done, 1));
        let not_begun = record(approved, false);
        let outcome = ended(decide(&not_begun, Some(&now), &Ended::new(), &[]));
        assert_eq!(
            (outcome.state, outcome.operations.len()),
            (State::Unchanged, 0)
        );
    }

    #[test]
    fn a_site_that_moved_fails_the_row_and_says_which_field() {
        let row = record(planned(vec![city("Nantes", "Brest")]), false);
        let now = planned(vec![city("Lyon", "Brest")]);
        let outcome = ended(decide(&row, Some(&now), &Ended::new(), &[]));
        assert_eq!(outcome.state, State::Failed);
        let finding = &outcome.findings[0];
        assert_eq!(finding.code, Code::SiteMoved);
        assert_eq!(finding.params["name"], "ana");
        assert_eq!(finding.params["field"], "city");
        assert_eq!(finding.params["expected"], "Nantes");
        assert_eq!(finding.params["found"], "Lyon");
    }

    #[test]
    fn a_row_that_asks_for_something_else_by_now_says_how_many_operations_differ() {
        let deletion = |username: &str| Operation::DeleteUser {
            username: username.to_owned(),
            old: AccountState::default(),
        };
        let row = record(planned(vec![city("Nantes", "Brest")]), false);
        let now = planned(vec![deletion("ana"), deletion("bob")]);
        let told = |now| {
            let finding = ended(decide(&row, now, &Ended::new(), &[]))
                .findings
                .remove(0);
            ["expected", "expected_is", "found", "found_is"]
                .map(|name| finding.params[name].clone())
        };
        assert_eq!(
            told(Some(&now)),
            ["update_user 1", "features", "delete_user 2", "features"]
        );
        // The row is not there any more.
        assert_eq!(
            told(None),
            ["update_user 1", "features", "absent", "absent"]
        );
    }

    #[test]
    fn a_row_waits_for_the_line_it_needs() {
        let mut needy = planned(vec![city("Nantes", "Brest")]);
        needy.needs = vec![2];
        let row = record(needy, false);
        for (state, goes_on) in [
            (State::Done, true),
            (State::Unchanged, true),
            (State::Failed, false),
            (State::Blocked, false),
            (State::Held, false),
        ] {
            let ended_so = Ended::from_iter([(FileLine { file: 0, line: 2 }, state)]);
            let step = decide(&row, Some(&row.planned), &ended_so, &[]);
            assert_eq!(matches!(step, Step::Apply(_)), goes_on, "{state:?}");
            if !goes_on {
                let outcome = ended(step);
                assert_eq!(outcome.state, State::Blocked);
                assert_eq!(outcome.findings[0].code, Code::BlockedByLine);
                assert_eq!(outcome.findings[0].params["needed"], "2");
            }
        }
    }

    #[test]
    fn a_row_waits_for_the_line_of_another_file_that_it_needs() {
        let mut needy = planned(vec![city("Nantes", "Brest")]);
        let line = FileLine { file: 0, line: 7 };
        needy.needs_elsewhere = vec![line];
        let mut row = record(needy, false);
        row.file = 1;
        let files = ["courses.csv".to_owned(), "users.csv".to_owned()];
        let of = |state| Ended::from_iter([(line, state)]);
        let done = of(State::Done);
        let step = decide(&row, Some(&row.planned), &done, &files);
        assert!(matches!(step, Step::Apply(_)));
        let failed = of(State::Failed);
        let outcome = ended(decide(&row, Some(&row.planned), &failed, &files));
        assert_eq!(outcome.state, State::Blocked);
        let finding = &outcome.findings[0];
        assert_eq!(finding.code, Code::BlockedByFile);
        let params = (&*finding.params["needed"], &*finding.params["file"]);
        assert_eq!(params, ("7", "courses.csv"));
    }

    #[test]
    fn a_category_that_is_gone_was_deleted_by_the_row_that_was_begun() {
        let delete = Operation::DeleteCategory {
            category: CategoryKey {
                id: Some(29),
                path: vec!["Old".to_owned()],
            },
            old: Box::default(),
        };
        let approved = planned(vec![delete]);
        let mut now = planned(Vec::new());
        now.decision = Decision::Refused;
        now.findings = vec![Finding::new(Code::UnknownCategory, 3, now.span)];
        let state = |was_begun| {
            let record = record(approved.clone(), was_begun);
            ended(decide(&record, Some(&now), &Ended::new(), &[])).state
        };
        assert_eq!((state(true), state(false)), (State::Done, State::Failed));
    }

    #[test]
    fn an_account_that_is_gone_was_deleted_by_the_row_that_was_begun() {
        let delete = Operation::DeleteUser {
            username: "ana".to_owned(),
            old: AccountState::default(),
        };
        let approved = planned(vec![delete]);
        let mut now = planned(Vec::new());
        now.decision = Decision::Refused;
        now.findings = vec![Finding::new(Code::DeleteMissing, 3, now.span)];
        let begun = record(approved.clone(), true);
        let outcome = ended(decide(&begun, Some(&now), &Ended::new(), &[]));
        assert_eq!((outcome.state, outcome.operations.len()), (State::Done, 1));
        let not_begun = record(approved, false);
        let outcome = ended(decide(&not_begun, Some(&now), &Ended::new(), &[]));
        assert_eq!(outcome.state, State::Failed, "somebody else deleted it");
        now.findings
            .push(Finding::new(Code::CellCount, 3, now.span));
        let outcome = ended(decide(&begun, Some(&now), &Ended::new(), &[]));
        assert_eq!(outcome.state, State::Failed, "the row says something else");
    }

    #[test]
    fn a_refused_row_fails_with_its_own_findings() {
        let mut bad = planned(Vec::new());
        bad.decision = Decision::Refused;
        bad.findings = vec![Finding::new(Code::CellCount, 3, bad.span)];
        let outcome = ended(decide(&record(bad, false), None, &Ended::new(), &[]));
        assert_eq!(outcome.state, State::Failed);
        assert_eq!(outcome.findings[0].code, Code::CellCount);
        let mut needy = planned(Vec::new());
        needy.decision = Decision::Refused;
        needy.findings = vec![Finding::new(Code::BlockedByLine, 3, needy.span)];
        let outcome = ended(decide(&record(needy, false), None, &Ended::new(), &[]));
        assert_eq!(outcome.state, State::Blocked, "by a line that was refused");
    }
}
