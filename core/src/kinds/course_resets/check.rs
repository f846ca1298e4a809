//! What the rows of a file of course resets must satisfy beyond their single cells. What destroys is checked hardest: a name that is
//! not there is an error even where it would only be left out, because a misspelt `-quizz` would empty the quizzes.

use std::collections::BTreeMap;

use super::asked::Asked;
use super::identity::Identity;
use super::options::{
    ALL, Cell, MODULES, MODULES_WITHOUT_OPTIONS, ModuleGrades, ResetOption, has_options, words,
};
use crate::finding::{Code, Finding, FixAction, Severity};
use crate::input::Record;
use crate::kinds::nearby::Near;
use crate::kinds::references::{Reference, suggest};
use crate::kinds::{Header, Parsed, Row, RowChecks};
use crate::settings::Settings;
use crate::site::{Directory, Space};

/// The checks of a file of course resets, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct CourseResetsChecks {
    identity: Identity,
    roles: Reference,
    modules: Reference,
}

impl CourseResetsChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        Self {
            identity: Identity::new(header, settings.reset_course_identifier),
            roles: Reference::to(Space::Role),
            modules: Reference::to(Space::Module),
        }
    }

    /// Roles whose holders are unenrolled: each must be one of the site's.
    fn roles(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        let cell = row.text("roles").unwrap_or_default();
        for role in words(cell).filter(|role| *role != ALL) {
            if self.roles.exists(role, directory) == Some(false) {
                let unknown = row.finding(Code::UnknownRole, "roles");
                let near = self.roles.near(role, directory);
                findings.push(suggest_word(unknown, cell, role, near));
            }
        }
    }

    /// Names in the column `modules`: each must be a module, and what they say must agree.
    fn modules(
        &mut self,
        row: &Row<'_>,
        asked: &Asked<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let cell = row.text(MODULES).unwrap_or_default();
        if asked.modules.contradicts_itself() {
            let finding = row.finding(Code::ContradictoryModules, MODULES);
            findings.push(finding.with("what", "cell").with("value", cell));
            return;
        }
        for named in &asked.modules.named {
            let module = named.module;
            let known = has_options(module) || MODULES_WITHOUT_OPTIONS.contains(&module);
            let installed = self.modules.exists(module, directory);
            let code = match installed {
                Some(false) if known => Code::ModuleNotInstalled,
                Some(false) => {
                    let unknown = row.finding(Code::UnknownModule, MODULES);
                    let near = self.modules.near(module, directory);
                    findings.push(suggest_word(unknown, cell, module, near));
                    continue;
                }
                _ if !has_options(module) && named.sign != "-" => Code::ModuleWithoutOptions,
                _ => continue,
            };
            findings.push(row.finding(code, MODULES).with("value", module));
        }
    }

    /// What a column of its own asks for, against the site and the other columns.
    fn option(
        &mut self,
        row: &Row<'_>,
        asked: &Asked<'_>,
        (option, cell): (&'static ResetOption, &str),
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let about = |code| {
            row.finding(code, option.column)
                .with("column", option.column)
        };
        if let Cell::Types(types) = option.cell {
            let unknown = words(cell).filter(|word| !types.contains(word));
            findings.extend(unknown.map(|word| {
                about(Code::NotInList)
                    .with("value", word)
                    .with("allowed", types.join(", "))
            }));
        }
        if !option.works {
            findings.push(about(Code::ResetWithoutEffect));
            return;
        }
        if option.module.is_empty() {
            return;
        }
        if asked.modules.exclude(option.module) {
            let contradictory = about(Code::ContradictoryModules).with("what", "option");
            findings.push(contradictory.with("value", option.module));
        } else if self.modules.exists(option.module, directory) == Some(false) {
            findings.push(about(Code::ModuleNotInstalled).with("value", option.module));
        } else if let Some(wider) = asked.options().find(|other| other.name == option.within) {
            findings.push(about(Code::ResetIncluded).with("wider", wider.column));
        }
    }
}

impl RowChecks for CourseResetsChecks {
    fn header(
        &mut self,
        record: &Record<'_>,
        _directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        if let Some(column) = self.identity.missing_column() {
            findings.push(
                Finding::new(Code::MissingColumn, record.line(), record.span()).column(column),
            );
        }
    }

    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        if !self.identity.check(row, directory, findings) {
            return;
        }
        if directory.covers(Space::Capability) && !directory.has(Space::Capability, "reset") {
            let not_capable = row.finding_on(Code::NotCapable, self.identity.place());
            findings.push(not_capable.with("what", "reset"));
            return;
        }
        let asked = Asked::of(|column| row.parsed(column).and(row.text(column)));
        self.roles(row, directory, findings);
        self.modules(row, &asked, directory, findings);
        for by_column in asked.by_column() {
            self.option(row, &asked, by_column, directory, findings);
        }
        dates(row, findings);
        if findings
            .iter()
            .all(|finding| finding.severity() != Severity::Error)
        {
            grades_that_stay(row, &asked, findings);
        }
        // Of a row with an error nobody knows what it asks for.
        if asked.is_empty() && findings.is_empty() {
            findings.push(row.row_finding(Code::NothingAsked));
        }
    }
}

/// Finds a course that would end before it starts.
fn dates(row: &Row<'_>, findings: &mut Vec<Finding>) {
    let reversed = match (row.parsed("start_date"), row.parsed("end_date")) {
        (Some(Parsed::Moment(start)), Some(Parsed::Moment(end))) => end <= start,
        (Some(Parsed::Civil(start)), Some(Parsed::Civil(end))) => end <= start,
        // A moment and a date of the site's own time zone are compared by the planner.
        _ => false,
    };
    if reversed {
        findings.push(
            row.finding(Code::PeriodReversed, "end_date")
                .with("value", row.text("end_date").unwrap_or_default())
                .with("start", row.text("start_date").unwrap_or_default()),
        );
    }
}

/// Warns where modules keep their grades though what was graded goes: assignments and workshops need the gradebook's option too.
/// Said once for each column that asks for it.
fn grades_that_stay(row: &Row<'_>, asked: &Asked<'_>, findings: &mut Vec<Finding>) {
    if asked.wants("reset_gradebook_grades") {
        return;
    }
    let mut columns: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for option in asked.options() {
        if option.grades == ModuleGrades::GoWithGradebook {
            let column = match row.text(option.column) {
                Some(_) => option.column,
                None => MODULES,
            };
            columns.entry(column).or_default().push(option.module);
        }
    }
    for (column, modules) in columns {
        let finding = row.finding(Code::GradesStay, column);
        findings.push(finding.with("value", modules.join(", ")));
    }
}

/// Proposes another word of a list in place of one that is not known, keeping the others. Params: those of [`suggest`], `value`.
fn suggest_word(finding: Finding, cell: &str, word: &str, near: Option<Near>) -> Finding {
    let mut finding = suggest(finding.with("value", word), near);
    if let Some(fix) = &mut finding.fix
        && let FixAction::Replace(name) = &fix.action
    {
        let mended = words(cell).map(|other| match other.strip_suffix(word) {
            Some(sign) if matches!(sign, "" | "+" | "-") => format!("{sign}{name}"),
            _ => other.to_owned(),
        });
        fix.action = FixAction::Replace(mended.collect::<Vec<_>>().join(" "));
    }
    finding
}
