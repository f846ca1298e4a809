//! One row on its way to a plan: its cells as values, and the operations so far.

use super::lines::{Lines, ObjectKey, Subject};
use super::{CategoryKey, CohortKey, Operation, PlanOptions, diff};
use crate::finding::{Code, Finding, Severity};
use crate::kinds::{Parsed, Row, Value};
use crate::settings::{GroupIdentifier, Settings};
use crate::site::{Before, Fields, SiteIndex, Unknown, User};

/// Why a row is refused after all. Boxed: refusals are rare, results are everywhere.
pub type Refusal = Box<Finding>;

/// What a kind's planner works on. It reads cells, looks at the site as the lines above leave it, and asks for operations with
/// [`Draft::apply`]; each takes effect on the planner's copy of the site at once, so the next one sees it.
///
/// A planner decides everything that may refuse the row before it asks for the first operation.
pub struct Draft<'a> {
    row: Row<'a>,
    checked: &'a [Finding],
    site: &'a mut SiteIndex,
    options: &'a PlanOptions,
    lines: &'a Lines,
    subject: Option<Subject>,
    concerns: Option<u64>,
    operations: Vec<Operation>,
    findings: Vec<Finding>,
    /// What the operations changed; kept where some of them may turn out to be more than the site can do.
    before: Option<Before>,
}

/// What a planner made of a row.
pub struct Drafted {
    /// Id of the account or course that the row is about.
    pub subject: Option<Subject>,
    /// Id of what the row concerns, for kinds that come back to it once all rows are planned.
    pub concerns: Option<u64>,
    /// What the site is asked.
    pub operations: Vec<Operation>,
    /// What the planner has to say.
    pub findings: Vec<Finding>,
    /// What the operations changed on the planner's copy of the site, where that was kept.
    pub before: Option<Before>,
}

impl<'a> Draft<'a> {
    /// A row without operations, with what the checks found.
    pub fn new(
        row: Row<'a>,
        checked: &'a [Finding],
        site: &'a mut SiteIndex,
        options: &'a PlanOptions,
        lines: &'a Lines,
    ) -> Self {
        Self {
            before: options.limits.map(|_| Before::default()),
            row,
            checked,
            site,
            options,
            lines,
            subject: None,
            concerns: None,
            operations: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// What became of the row.
    pub fn finish(self) -> Drafted {
        Drafted {
            subject: self.subject,
            concerns: self.concerns,
            operations: self.operations,
            findings: self.findings,
            before: self.before,
        }
    }

    /// The settings.
    pub fn settings(&self) -> &'a Settings {
        &self.options.check.settings
    }

    /// The key of the password digests.
    pub fn password_key(&self) -> &'a [u8; 16] {
        &self.options.password_key
    }

    /// The site, as the lines above and the operations so far leave it.
    pub fn site(&self) -> &SiteIndex {
        self.site
    }

    /// The line on which the row starts.
    pub fn line(&self) -> u64 {
        self.row.line()
    }

    /// The text of a column; none when the column is absent or the cell is empty.
    pub fn text(&self, column: &str) -> Option<&'a str> {
        self.row.text(column)
    }

    /// Whether the header has the column.
    pub fn has_column(&self, column: &str) -> bool {
        self.row.header.position(column).is_some()
    }

    /// The value of a column, as a site keeps it; none when it is not given.
    pub fn value(&self, column: &str) -> Option<Value> {
        self.row.parsed(column).map(|parsed| self.kept(parsed))
    }

    /// A value as a site keeps it.
    fn kept(&self, parsed: Parsed<'_>) -> Value {
        match parsed {
            Parsed::Text(text) => Value::Text(diff::plain_lines(&text).into_owned()),
            Parsed::Int(number) | Parsed::Moment(number) => Value::Int(number),
            Parsed::Bool(yes) => Value::Bool(yes),
            Parsed::Civil(date) => Value::Int(self.moment(date)),
        }
    }

    /// Unix seconds of a date in the site's zone. In the hour that a clock change skips, the hour after; in the one that it
    /// repeats, the first.
    fn moment(&self, date: jiff::civil::DateTime) -> i64 {
        let zone = self.options.zone.clone().unwrap_or(jiff::tz::TimeZone::UTC);
        zone.to_ambiguous_timestamp(date)
            .compatible()
            .map_or(0, |moment| moment.as_second())
    }

    /// The value of a column of texts.
    pub fn normal_text(&self, column: &str) -> Option<String> {
        self.value(column).map(|value| value.to_string())
    }

    /// The value of a column of `0` and `1`.
    pub fn flag(&self, column: &str) -> Option<bool> {
        match self.value(column)? {
            Value::Bool(yes) => Some(yes),
            Value::Int(number) => Some(number != 0),
            Value::Text(_) => None,
        }
    }

    /// The value of a column of numbers or moments.
    pub fn number(&self, column: &str) -> Option<i64> {
        match self.value(column)? {
            Value::Int(number) => Some(number),
            Value::Bool(_) | Value::Text(_) => None,
        }
    }

    /// The numbers that stand for `{n}` in the header's columns of this pattern, in order.
    pub fn numbers(&self, pattern: &str) -> Vec<u32> {
        self.row.header.numbered(pattern).into_keys().collect()
    }

    /// The given values of all columns but those for which `skip` says so, by the name of the kind's column (`topic{n}`).
    pub fn fields(&self, skip: impl Fn(&str) -> bool) -> Fields {
        let columns = self.row.header.columns.iter().enumerate();
        columns
            .filter_map(|(position, column)| Some((position, column.as_ref()?)))
            .filter(|(_, column)| !skip(column.column.name))
            .filter_map(|(position, column)| {
                let value = self.kept(self.row.parsed_at(position)?);
                Some((column.name.clone(), value))
            })
            .collect()
    }

    /// Whether the checks found this in the row.
    pub fn was_found(&self, code: Code) -> bool {
        self.checked.iter().any(|finding| finding.code == code)
    }

    /// A finding about the cell of `column`, or about the whole row when the header lacks it.
    pub fn finding(&self, code: Code, column: &str) -> Finding {
        self.row.finding(code, column)
    }

    /// Says something about the row that the checks have not said already.
    pub fn note(&mut self, finding: Finding) {
        debug_assert!(
            finding.severity() != Severity::Error,
            "an error is a refusal"
        );
        let said = |other: &Finding| other.code == finding.code && other.column == finding.column;
        if !self.checked.iter().chain(&self.findings).any(said) {
            self.findings.push(finding);
        }
    }

    /// Takes those out of the attributes given for what exists already that the site does not tell, and says so: compared with nothing,
    /// they would change at every run. `fact` names such an attribute.
    pub fn leave_not_told(&mut self, given: &mut Fields, fact: fn(String) -> Unknown) {
        if self.site.facts.unknown.is_empty() {
            return;
        }
        let (told, not_told) = std::mem::take(given)
            .into_iter()
            .partition(|(field, _)| self.site.tells(&fact(field.clone())));
        *given = told;
        for field in Fields::into_keys(not_told) {
            self.note_not_told("field", &field);
        }
    }

    /// Says on `column` that the plan of the row does without something that the site does not tell: `what` names it.
    pub fn note_not_told(&mut self, what: &str, column: &str) {
        let not_told = self.finding(Code::NotTold, column).with("what", what);
        self.note(not_told);
    }

    /// The refusal when a line above was refused that alone would have made `key`.
    ///
    /// # Errors
    /// That refusal.
    pub fn not_blocked(&self, key: &ObjectKey, column: &str) -> Result<(), Refusal> {
        match self.lines.refused(key) {
            Some(line) => Err(Box::new(
                self.finding(Code::BlockedByLine, column)
                    .with("needed", line),
            )),
            None => Ok(()),
        }
    }

    /// The refusal when no file may delete or suspend the account.
    ///
    /// # Errors
    /// That refusal.
    pub fn not_protected(&self, user: &User, column: &str) -> Result<(), Refusal> {
        if self.site.facts.protected.has(user.id) {
            let finding = self.finding(Code::AccountProtected, column);
            return Err(Box::new(finding.with("value", &user.username)));
        }
        Ok(())
    }

    /// The line above that is about the account or course of this id.
    pub fn claimed_by(&self, id: u64) -> Option<u64> {
        self.lines.claimed(id)
    }

    /// Says that the row is about the account or course of this id, known as `name`. Two rows about one object would undo each
    /// other at every run, even where they name it differently (by old and by new login name); the same row twice does no harm.
    ///
    /// # Errors
    /// The refusal when a line above is about it.
    pub fn about(&mut self, id: u64, name: &str, column: &str) -> Result<(), Refusal> {
        match self.lines.claimed(id) {
            Some(first) if !self.was_found(Code::DuplicateRow) => {
                let finding = self.finding(Code::DuplicateKey, column);
                Err(Box::new(finding.with("value", name).with("first", first)))
            }
            _ => {
                self.subject = Some(Subject::Found(id));
                Ok(())
            }
        }
    }

    /// Says that the row has made the account, course, group or grouping of this id. A line above that was about the id has deleted
    /// what had it: a sandbox gives the last number again.
    pub fn has_made(&mut self, id: u64) {
        self.subject = Some(Subject::Made(id));
    }

    /// Says what the row concerns, for the kind to come back to once all rows are planned. Unlike what rows are about, many may concern
    /// the same.
    pub fn concerns(&mut self, id: u64) {
        self.concerns = Some(id);
    }

    /// Asks for an operation.
    ///
    /// # Errors
    /// When the site as it is by now cannot take it, which a planner should have seen before.
    pub fn apply(&mut self, operation: Operation) -> Result<(), Refusal> {
        let applied = match &mut self.before {
            Some(before) => self.site.apply_keeping(&operation, before),
            None => self.site.apply(&operation).map(drop),
        };
        match applied {
            Ok(()) => {
                self.operations.push(operation);
                Ok(())
            }
            Err(error) => Err(Box::new(
                self.row
                    .row_finding(Code::SiteRefused)
                    .with_all(error.params())
                    .with("cause", "moved")
                    .with("details", error),
            )),
        }
    }

    /// Asks for an operation on a cohort, its members or bindings, with what people lose by it and how many are concerned.
    ///
    /// # Errors
    /// See [`Draft::apply`].
    pub fn apply_with_losses(&mut self, mut operation: Operation) -> Result<(), Refusal> {
        // Where the site cannot take the operation, its application says why.
        if let Ok((losses, people)) = self.site.consequences(&operation) {
            operation.tell(losses, people);
        }
        self.apply(operation)
    }

    /// How operations name the category of this id and path: by id only when it is on the site already.
    pub fn category_key(&self, id: u64, path: Vec<String>) -> CategoryKey {
        let key = ObjectKey::Category(path.clone());
        CategoryKey {
            id: (!self.made_here(&key)).then_some(id),
            path,
        }
    }

    /// How operations name the cohort of this id and name: by id only when it is on the site already. Files make no second cohort of
    /// a name, so of several cohorts of one name each is on the site.
    pub fn cohort_key(&self, id: u64, name: &str) -> CohortKey {
        let key = ObjectKey::Cohort(name.to_owned());
        let is_shared = || self.site.cohorts_by(GroupIdentifier::Name, name).len() > 1;
        CohortKey {
            id: (!self.made_here(&key) || is_shared()).then_some(id),
            name: name.to_owned(),
        }
    }

    /// Whether a line above or this row itself makes the object.
    fn made_here(&self, key: &ObjectKey) -> bool {
        self.lines.provides(key)
            || self
                .operations
                .iter()
                .any(|operation| operation.provides().contains(key))
    }
}
