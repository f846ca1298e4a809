//! A plan as text, for terminals and mails.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{
    BindingState, CategoryKey, CategoryState, Change, CourseState, Decision, Loss, Operation, Plan,
    PlannedRow, Removed, ResetSetting, ResetValue,
};
use crate::finding::{Finding, Severity};
use crate::kinds::Value;
use crate::messages::Catalogue;
use crate::site::{Features, Fields, Picture, Section};

/// The plan, a paragraph per row: its line, what it is about and what is decided; then, indented, what is to be said about it and
/// each operation with its fields, old → new. Totals come last.
pub fn render_text(plan: &Plan, catalogue: &Catalogue) -> String {
    let mut text = String::new();
    let heads = Heads::of(catalogue);
    for row in &plan.rows {
        push_row(&mut text, row, &heads, &plan.files, catalogue);
    }
    let totals = plan.totals();
    let numbers = [
        ("change", totals.change.to_string()),
        ("unchanged", totals.unchanged.to_string()),
        ("refused", totals.refused.to_string()),
    ];
    let args = numbers
        .each_ref()
        .map(|(name, number)| (*name, Cow::Borrowed(number.as_str())));
    push_line(&mut text, 0, &catalogue.text("plan-totals", &args));
    if let Some(without) = &plan.without_picture {
        let all = if without.count == 0 { "yes" } else { "no" };
        let args = [
            ("all", Cow::Borrowed(all)),
            ("count", Cow::from(without.count.to_string())),
        ];
        push_line(&mut text, 0, &catalogue.text("plan-without-picture", &args));
    }
    text
}

/// What stands for the number of a line, and for what it is about, in a head that is not filled in: no text holds these characters.
const LINE: char = '\u{f0000}';
const SUBJECT: char = '\u{f0001}';

/// How rows begin: worded once, and then filled in for each of a hundred thousand rows.
struct Heads {
    change: String,
    unchanged: String,
    refused: String,
}

impl Heads {
    fn of(catalogue: &Catalogue) -> Self {
        let args = [
            ("line", Cow::from(LINE.to_string())),
            ("subject", Cow::from(SUBJECT.to_string())),
        ];
        Self {
            change: catalogue.text("plan-row-change", &args),
            unchanged: catalogue.text("plan-row-unchanged", &args),
            refused: catalogue.text("plan-row-refused", &args),
        }
    }

    fn filled(&self, row: &PlannedRow) -> String {
        let head = match row.decision {
            Decision::Change => &self.change,
            Decision::Unchanged => &self.unchanged,
            Decision::Refused => &self.refused,
        };
        let with_line = head.replace(LINE, &row.line.to_string());
        // Last, since it is a text of the file.
        with_line.replace(SUBJECT, &row.subject)
    }
}

fn push_row(
    text: &mut String,
    row: &PlannedRow,
    heads: &Heads,
    files: &[String],
    catalogue: &Catalogue,
) {
    push_line(text, 0, &heads.filled(row));
    for finding in &row.findings {
        push_line(text, 1, &said(finding, catalogue));
    }
    if !row.needs.is_empty() {
        let lines: Vec<String> = row.needs.iter().map(u64::to_string).collect();
        let needs = catalogue.text("plan-row-needs", &[("lines", Cow::from(lines.join(", ")))]);
        push_line(text, 1, &needs);
    }
    for needed in &row.needs_elsewhere {
        let line = needed.line.to_string();
        let file = files.get(needed.file as usize).map_or("", String::as_str);
        let args = [("line", Cow::from(line)), ("file", Cow::from(file))];
        push_line(text, 1, &catalogue.text("plan-row-needs-elsewhere", &args));
    }
    for operation in &row.operations {
        push_line(text, 1, &catalogue.operation(operation));
        for detail in details(operation, catalogue) {
            push_line(text, 2, &detail);
        }
    }
}

fn said(finding: &Finding, catalogue: &Catalogue) -> String {
    let severity = match finding.severity() {
        Severity::Error => "plan-finding-error",
        Severity::Warning => "plan-finding-warning",
        Severity::Info => "plan-finding-info",
    };
    catalogue.text(
        severity,
        &[
            ("message", Cow::from(catalogue.finding(finding))),
            ("code", Cow::Borrowed(finding.code.as_str())),
        ],
    )
}

/// One line at this depth. Control characters become spaces: a value of a file cannot forge a line of a plan or a report.
pub(crate) fn push_line(text: &mut String, depth: usize, line: &str) {
    for _ in 0..depth {
        text.push_str("    ");
    }
    text.extend(
        line.trim_end()
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c }),
    );
    text.push('\n');
}

/// What an operation sets, field by field, where its own line does not tell. Fields have the names of files; what else there is has words.
pub(crate) fn details(operation: &Operation, catalogue: &Catalogue) -> Vec<String> {
    let named = |part: &str| part_of(part, catalogue);
    match operation {
        Operation::CreateCourse { fields, .. } | Operation::CreateUser { fields, .. } => {
            given(fields)
        }
        Operation::CreateGroup { group: state, .. }
        | Operation::DeleteGroup { old: state, .. }
        | Operation::CreateGrouping {
            grouping: state, ..
        }
        | Operation::DeleteGrouping { old: state, .. } => [
            ("idnumber", &state.idnumber),
            ("description", &state.description),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(field, value)| format!("{field}: {}", quoted(value)))
        .collect(),
        Operation::ResetCourse {
            options, removed, ..
        } => reset(options, removed, catalogue),
        Operation::SetSection { old, new, .. } => section(old.as_ref(), new, catalogue),
        Operation::Enrol {
            start, end, old, ..
        } => period(*start, *end, *old, catalogue),
        Operation::SetPicture { old, new, .. } => picture(old.as_ref(), new, catalogue),
        Operation::SetEnrolment { old, new, .. } => {
            let old_period = Some((old.start, old.end, true));
            let mut lines = period(new.start, new.end, old_period, catalogue);
            if old.active != new.active {
                let suspended = |active: bool| u8::from(!active);
                let (old, new) = (suspended(old.active), suspended(new.active));
                lines.push(format!("{}: {old} → {new}", named("suspended")));
            }
            lines
        }
        Operation::Unenrol { with, .. } => {
            let roles = with.own_roles.iter().chain(&with.roles);
            let role = named("role");
            let roles = roles.map(|name| format!("{role}: {name} → –"));
            let groups = with.groups.iter();
            let group = named("group");
            let groups =
                groups.map(|membership| format!("{group}: {} → –", quoted(&membership.group)));
            let lost = lost(&with.linked, catalogue);
            roles.chain(groups).chain(lost).collect()
        }
        Operation::ShiftRole { old, role, .. } => old
            .iter()
            .filter(|old| *old != role)
            .map(|old| format!("{}: {old} → –", named("role")))
            .collect(),
        Operation::CreateCohort {
            idnumber,
            description,
            component,
            category,
            ..
        } => {
            let place = category.as_ref().map(|category| category.path.join("/"));
            let place = place.unwrap_or_default();
            [
                ("idnumber", idnumber),
                ("description", description),
                ("component", component),
                ("category", &place),
            ]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(field, value)| format!("{field}: {}", quoted(value)))
            .collect()
        }
        Operation::DeleteCohort { losses, .. }
        | Operation::RemoveCohortMember { losses, .. }
        | Operation::EmptyCohort { losses, .. }
        | Operation::RemoveCohortBinding { losses, .. }
        | Operation::RemoveCourseLink { losses, .. } => lost(losses, catalogue),
        Operation::DeleteUser { old, .. } => {
            let cohorts = old.cohorts.iter();
            let name = named("cohort");
            let cohorts = cohorts.map(|cohort| format!("{name}: {}", quoted(&cohort.name)));
            let lost = lost(&old.losses, catalogue).into_iter();
            lost.chain(cohorts).collect()
        }
        Operation::SetCohortBinding { old, new, .. } => binding(old.as_ref(), new, catalogue),
        Operation::DeleteCourse { old, .. } => gone_with(old, catalogue),
        Operation::DeleteCategory { category, old } => moved_up(category, old, catalogue),
        _ => operation.changes().iter().map(change).collect(),
    }
}

/// Where the cohorts of a category go, and what is lost with it.
fn moved_up(category: &CategoryKey, old: &CategoryState, catalogue: &Catalogue) -> Vec<String> {
    let above = &category.path[..category.path.len().saturating_sub(1)];
    let above = match above {
        [] => "–".to_owned(),
        above => quoted(&above.join("/")),
    };
    let cohorts = old.cohorts.iter();
    let name = part_of("cohort", catalogue);
    let cohorts = cohorts.map(|cohort| format!("{name}: {} → {above}", quoted(&cohort.name)));
    let idnumber =
        (!old.idnumber.is_empty()).then(|| format!("idnumber: {} → –", quoted(&old.idnumber)));
    idnumber.into_iter().chain(cohorts).collect()
}

/// What goes with a course, by its parts.
fn gone_with(course: &CourseState, catalogue: &Catalogue) -> Vec<String> {
    let names = |names: &mut dyn Iterator<Item = &String>| {
        names
            .map(|name| quoted(name))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut methods: BTreeMap<&str, usize> = BTreeMap::new();
    for person in &course.people {
        for method in person.enrolments.keys() {
            *methods.entry(method).or_default() += 1;
        }
    }
    let methods = methods
        .iter()
        .map(|(method, count)| format!("{method} {count}"));
    let access = match course.last_access {
        0 => String::new(),
        access => moment(access),
    };
    let groups = course.groups.iter().map(|group| &group.group.name);
    let groupings = course.groupings.iter().map(|group| &group.grouping.name);
    let cohorts = course.cohorts.iter().map(|(key, _)| &key.cohort.name);
    let links = course.links.iter();
    let links = links.map(|(link, _)| format!("{} ← {}", link.course, link.source));
    let left = course.content.iter();
    let left = left.map(|(what, count)| format!("{} → –", counted(what, *count, catalogue)));
    [
        ("category", quoted(&course.category.path.join("/"))),
        ("last_access", access),
        ("enrolments", methods.collect::<Vec<_>>().join(", ")),
        ("groups", names(&mut groups.into_iter())),
        ("groupings", names(&mut groupings.into_iter())),
        ("cohorts", names(&mut cohorts.into_iter())),
        ("links", links.collect::<Vec<_>>().join(", ")),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(part, value)| format!("{}: {value} → –", part_of(part, catalogue)))
    .chain(left)
    .chain(lost(&course.linked, catalogue))
    .collect()
}

fn given(fields: &Fields) -> Vec<String> {
    fields
        .iter()
        .map(|(field, value)| format!("{field}: {}", shown(field, Some(value))))
        .collect()
}

fn change(change: &Change) -> String {
    format!(
        "{}: {} → {}",
        change.field,
        shown(&change.field, change.old.as_ref()),
        shown(&change.field, change.new.as_ref())
    )
}

fn section(old: Option<&Section>, new: &Section, catalogue: &Catalogue) -> Vec<String> {
    let empty = Section::default();
    let old = old.unwrap_or(&empty);
    [
        ("title", &old.name, &new.name),
        ("summary", &old.summary, &new.summary),
    ]
    .into_iter()
    .filter(|(_, old, new)| old != new)
    .map(|(part, old, new)| {
        let part = part_of(part, catalogue);
        format!("{part}: {} → {}", quoted(old), quoted(new))
    })
    .collect()
}

/// Checksums as senders know them, and sizes in bytes; a picture set by hand has no known checksum.
fn picture(old: Option<&Picture>, new: &Picture, catalogue: &Catalogue) -> Vec<String> {
    let (sum, bytes) = match old {
        None => ("–".to_owned(), "–".to_owned()),
        Some(old) if old.checksum.is_empty() => ("?".to_owned(), "?".to_owned()),
        Some(old) => (old.checksum.clone(), old.bytes.to_string()),
    };
    vec![
        format!("md5: {sum} → {}", new.checksum),
        format!("{}: {bytes} → {}", part_of("bytes", catalogue), new.bytes),
    ]
}

fn period(
    start: i64,
    end: i64,
    old: Option<(i64, i64, bool)>,
    catalogue: &Catalogue,
) -> Vec<String> {
    let (old_start, old_end, active) = old.unwrap_or((0, 0, true));
    let mut lines = Vec::new();
    for (name, old, new) in [("start", old_start, start), ("end", old_end, end)] {
        if old != new {
            let name = part_of(name, catalogue);
            lines.push(format!("{name}: {} → {}", moment(old), moment(new)));
        }
    }
    if !active {
        lines.push(format!("{}: 1 → 0", part_of("suspended", catalogue)));
    }
    lines
}

/// How a binding of a cohort to a course changes; whether it is enabled stands in the operation's own line.
fn binding(old: Option<&BindingState>, new: &BindingState, catalogue: &Catalogue) -> Vec<String> {
    let none = BindingState::default();
    let old = old.unwrap_or(&none);
    let old_period = Some((old.start, old.end, true));
    let mut lines = period(new.start, new.end, old_period, catalogue);
    if old.group != new.group {
        let (old, new) = (quoted(&old.group), quoted(&new.group));
        lines.push(format!("{}: {old} → {new}", part_of("group", catalogue)));
    }
    lines
}

/// The options of a reset in Moodle's names, what changes, and what becomes less.
fn reset(options: &[ResetSetting], removed: &Removed, catalogue: &Catalogue) -> Vec<String> {
    let options = options.iter().map(|option| match &option.value {
        ResetValue::Flag(_) => option.name.clone(),
        ResetValue::Moment(seconds) => format!("{} = {}", option.name, moment(*seconds)),
        ResetValue::Words(words) => format!("{} = {}", option.name, words.join(" ")),
    });
    let mut lines: Vec<String> = options.collect();
    lines.extend(removed.changes.iter().map(change));
    let counts = removed.counts.iter();
    lines.extend(counts.map(|count| {
        let old = counted(&count.what, count.old, catalogue);
        format!("{old} → {}", count.new)
    }));
    lines.extend(lost(&removed.linked, catalogue));
    lines
}

/// What people lose, course by course: enrolments, roles given by hand, groups.
fn lost(losses: &[Loss], catalogue: &Catalogue) -> Vec<String> {
    let mut courses: BTreeMap<&str, [u64; 3]> = BTreeMap::new();
    for loss in losses {
        let [enrolments, roles, groups] = courses.entry(&loss.course).or_default();
        *enrolments += loss.enrolments.len() as u64;
        *roles += loss.roles.len() as u64;
        *groups += loss.groups.len() as u64;
    }
    courses
        .into_iter()
        .map(|(course, [enrolments, roles, groups])| {
            let lost = Features::new()
                .count("enrolments", enrolments)
                .count("roles", roles)
                .count("groups", groups);
            format!("{course}: {}", catalogue.features(&lost.to_string()))
        })
        .collect()
}

/// The words for a part of something that no file has a column for.
fn part_of(part: &str, catalogue: &Catalogue) -> String {
    catalogue.text("plan-part", &[("part", Cow::Borrowed(part))])
}

/// How many there are of what is counted, in words.
fn counted(what: &str, count: u64, catalogue: &Catalogue) -> String {
    catalogue.features(&format!("{what} {count}"))
}

/// A moment in UTC; `–` when not bounded.
fn moment(seconds: i64) -> String {
    match jiff::Timestamp::from_second(seconds) {
        Ok(moment) if seconds != 0 => moment.to_string(),
        Ok(_) => "–".to_owned(),
        Err(_) => seconds.to_string(),
    }
}

/// Fields whose numbers are moments.
const MOMENTS: &[&str] = &["startdate", "enddate", "timecreated", "timemodified"];

/// A value as a person tells texts from numbers; `–` when there is none.
fn shown(field: &str, value: Option<&Value>) -> String {
    match value {
        None => "–".to_owned(),
        Some(Value::Text(text)) => quoted(text),
        Some(Value::Int(seconds)) if MOMENTS.contains(&field) => moment(*seconds),
        Some(value) => value.to_string(),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
