//! What is to be said of a header.

use super::names::{Match, best, find, names_people_only};
use super::{Written, WrittenCell};
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::input::Dialect;
use crate::kinds::Kind;
use crate::settings::Settings;

/// The header is one cell, and would be several known columns if it were cut by another separator.
pub(super) fn wrong_separator(written: &Written<'_>, kind: Option<Kind>) -> Option<Finding> {
    let [cell] = written.cells.as_slice() else {
        return None;
    };
    let known = |name: &str| {
        let name = name.trim().trim_matches('"');
        let mut kinds = Kind::ALL
            .iter()
            .filter(|known| known.has_header() && kind.is_none_or(|kind| kind == **known));
        kinds.any(|kind| matches!(find(*kind, name), Match::Column { .. }))
    };
    let (count, separator) = Dialect::SEPARATORS
        .into_iter()
        .filter(|separator| cell.name.contains(*separator))
        .map(|separator| {
            (
                cell.name
                    .split(separator)
                    .filter(|name| known(name))
                    .count(),
                separator,
            )
        })
        .max_by_key(|(count, _)| *count)?;
    let shown = if separator == '\t' {
        "TAB".to_owned()
    } else {
        separator.to_string()
    };
    (count > 0).then(|| {
        Finding::new(Code::WrongSeparator, written.line, cell.span)
            .with("separator", shown)
            .fix(Grade::Safe, FixAction::UseSeparator(separator))
    })
}

/// The header fits no kind.
pub(super) fn unknown_kind(written: &Written<'_>) -> Finding {
    let names: Vec<&str> = written.names().collect();
    let kinds = Kind::ALL.iter().filter(|kind| kind.has_header());
    let kinds: Vec<&str> = kinds.map(|kind| kind.as_str()).collect();
    Finding::new(Code::UnknownKind, written.line, written.span)
        .with("kinds", kinds.join(", "))
        .with(
            "nearest",
            match best(&names) {
                _ if names_people_only(&names) => "accounts",
                Some((kind, _)) => kind.as_str(),
                None => "none",
            },
        )
}

/// Everything about single columns, from left to right, and then about what is absent.
pub(super) fn on_columns(
    written: &Written<'_>,
    kind: Kind,
    matches: &[Match],
    settings: &Settings,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let last_named = matches.iter().rposition(|found| *found != Match::Unnamed);
    let mut seen: Vec<&str> = Vec::new();
    for (index, (cell, found)) in written.cells.iter().zip(matches).enumerate() {
        let at = |code| on_cell(written, cell, code);
        match found {
            Match::Column { name, .. } if seen.contains(&name.as_str()) => {
                findings.push(at(Code::DuplicateColumn))
            }
            Match::Column { name, exact, .. } => {
                seen.push(name);
                if !exact {
                    findings.push(
                        at(Code::ColumnCase)
                            .with("name", name)
                            .fix(Grade::Safe, FixAction::Replace(name.clone())),
                    );
                }
            }
            Match::Unknown(_) | Match::Retired if settings.allow_unknown_columns => {
                findings.push(at(Code::IgnoredColumn).with("named", "yes"));
            }
            Match::Retired => findings.push(at(Code::RetiredColumn)),
            Match::Unknown(meant) => {
                // A name that stands elsewhere in the header is not what was meant here.
                let meant = meant
                    .as_ref()
                    .filter(|meant| !written.names().any(|name| name.eq_ignore_ascii_case(meant)));
                let finding =
                    at(Code::UnknownColumn).with("meant", meant.map_or("none", String::as_str));
                findings.push(match meant {
                    Some(meant) => finding.fix(Grade::Likely, FixAction::Replace(meant.clone())),
                    None => finding,
                });
            }
            Match::Unnamed if last_named.is_none_or(|last| index > last) => {
                findings.push(
                    at(Code::IgnoredColumn)
                        .with("named", "no")
                        .with("position", index + 1),
                );
            }
            Match::Unnamed => findings.push(at(Code::UnnamedColumn).with("position", index + 1)),
        }
    }
    missing(written, kind, matches, &mut findings);
    orphans(written, kind, matches, &mut findings);
    gaps(written, kind, matches, &mut findings);
    findings
}

/// Required columns that are absent.
fn missing(written: &Written<'_>, kind: Kind, matches: &[Match], findings: &mut Vec<Finding>) {
    for column in kind.columns().iter().filter(|column| column.required) {
        if !has(matches, column.name) {
            findings.push(
                Finding::new(Code::MissingColumn, written.line, written.span).column(column.name),
            );
        }
    }
}

/// Columns that mean nothing without another one.
fn orphans(written: &Written<'_>, kind: Kind, matches: &[Match], findings: &mut Vec<Finding>) {
    for (cell, found) in written.cells.iter().zip(matches) {
        let Match::Column { index, number, .. } = found else {
            continue;
        };
        let pattern = kind.columns()[*index].name;
        let Some((_, partner)) = kind
            .partners()
            .iter()
            .find(|(column, _)| *column == pattern)
        else {
            continue;
        };
        let partner = partner.replace("{n}", &number.to_string());
        if !has(matches, &partner) {
            findings.push(on_cell(written, cell, Code::OrphanColumn).with("partner", partner));
        }
    }
}

/// Course numbers that leave one out: tool_sync stops reading there.
fn gaps(written: &Written<'_>, kind: Kind, matches: &[Match], findings: &mut Vec<Finding>) {
    let mut numbers: Vec<(u32, &WrittenCell<'_>)> = matches
        .iter()
        .zip(&written.cells)
        .filter_map(|(found, cell)| match found {
            Match::Column { index, number, .. } if kind.columns()[*index].name == "course{n}" => {
                Some((*number, cell))
            }
            _ => None,
        })
        .collect();
    numbers.sort_by_key(|(number, _)| *number);
    let mut expected = 1;
    for (number, cell) in numbers {
        if number > expected {
            findings.push(
                on_cell(written, cell, Code::NumberGap)
                    .with("missing", format!("course{expected}")),
            );
        }
        expected = number.saturating_add(1);
    }
}

fn has(matches: &[Match], column: &str) -> bool {
    matches
        .iter()
        .any(|found| matches!(found, Match::Column { name, .. } if name == column))
}

fn on_cell(written: &Written<'_>, cell: &WrittenCell<'_>, code: Code) -> Finding {
    let finding = Finding::new(code, written.line, cell.span);
    if cell.name.is_empty() {
        finding
    } else {
        finding.column(cell.name)
    }
}
