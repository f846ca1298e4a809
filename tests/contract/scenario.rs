//! Scenarios as texts: files in the order in which they are run, what becomes of each row, and what holds at the end.
//!
//! ```text
//! # What it shows.
//! [users.csv users_primaryidentity=username]
//! username;firstname;lastname;email
//! {p}ada;Ada;Tester;{p}ada@example.org => done
//! {p}bob;;Tester;{p}bob@example.org => failed required_empty
//! [backup {p}one]
//! [state]
//! user;{p}ada;firstname;Ada
//! - user;{p}bob;suspended;0
//! ```
//!
//! `{p}` stands for a prefix of the run, so that scenarios run side by side and on sites that hold other things. A file is run twice: a row
//! that was done is `unchanged` the second time and one that failed fails again, unless the row says otherwise behind `, then`. Lines without
//! an outcome (headers) are no rows. `[backup …]` has the site keep a backup of a course; where it cannot, this and rows with
//! `{template}` in them, which stands for nothing, are left out.
//!
//! Behind `|` stands what else becomes of a row by other [`Means`]: `=> done | core: failed not_capable`. What holds at the end is told
//! of a site that can do everything and tells everything. Rows that other means refuse or leave are left out of what a sandbox is compared
//! by; such a site ends the second time as it does without marks, where the first time
//! is the same.

use crate::means::Means;

/// Errors of rows that are refused for a lack of the means alone.
const LACKS: &[&str] = &["not_capable", "period_not_told", "role_not_told"];

/// What a scenario is read for.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// What stands for `{p}`.
    pub prefix: &'a str,
    /// Whose outcomes count.
    pub means: Means,
    /// Whether rows for which these means lack something stay in the files; a sandbox, which lacks nothing, comes to the same state without them.
    pub with_lacks: bool,
    /// Whether the site can be made to keep backups.
    pub with_backups: bool,
}

/// A scenario.
pub struct Scenario {
    /// What is done, in order.
    pub steps: Vec<Step>,
    /// Facts that hold at the end.
    pub holds: Vec<String>,
    /// Facts that do not.
    pub fails: Vec<String>,
}

/// Something that is done.
pub enum Step {
    /// A file is run.
    File(File),
    /// The course of this short name gets a backup.
    Backup(String),
}

/// A file.
pub struct File {
    /// Its name.
    pub name: String,
    /// Arguments of the command line beside it.
    pub arguments: Vec<String>,
    /// Its lines, without outcomes.
    pub lines: Vec<String>,
    /// What becomes of the rows, the first and the second time.
    pub outcomes: [Vec<Outcome>; 2],
}

/// What becomes of a row: its line, its state, and the code of the error when it failed.
pub type Outcome = (u64, String, String);

impl Scenario {
    /// Reads a scenario.
    ///
    /// # Panics
    /// When it is not of the form.
    pub fn new(text: &str, reading: Reading<'_>) -> Self {
        let mut scenario = Self {
            steps: Vec::new(),
            holds: Vec::new(),
            fails: Vec::new(),
        };
        let mut in_state = false;
        for line in text.lines() {
            let left_out = !reading.with_backups && line.contains("{template}");
            if line.starts_with('#') || line.is_empty() || left_out {
                continue;
            }
            let line = line
                .replace("{p}", reading.prefix)
                .replace("{template}", "");
            let line = line.as_str();
            if let Some(head) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                in_state = head == "state";
                match head.strip_prefix("backup ") {
                    _ if in_state => {}
                    Some(course) if reading.with_backups => {
                        scenario.steps.push(Step::Backup(course.to_owned()));
                    }
                    Some(_) => {}
                    None => scenario.steps.push(Step::File(File::new(head))),
                }
            } else if in_state {
                match line.strip_prefix("- ") {
                    Some(fact) => scenario.fails.push(fact.to_owned()),
                    None => scenario.holds.push(line.to_owned()),
                }
            } else {
                match scenario.steps.last_mut() {
                    Some(Step::File(file)) => file.add(line, reading),
                    _ => panic!("{line:?} stands below no file"),
                }
            }
        }
        scenario.steps.retain(|step| match step {
            Step::File(file) => !file.outcomes[0].is_empty(),
            Step::Backup(_) => true,
        });
        scenario
    }
}

impl File {
    /// `NAME [kind=KIND] [setting=value]…`
    fn new(head: &str) -> Self {
        let mut words = head.split(' ');
        let name = words.next().expect("a file has a name").to_owned();
        let mut arguments = Vec::new();
        for word in words {
            match word.strip_prefix("kind=") {
                Some(kind) => arguments.extend(["--kind".to_owned(), kind.to_owned()]),
                None => arguments.extend(["--set".to_owned(), word.to_owned()]),
            }
        }
        Self {
            name,
            arguments,
            lines: Vec::new(),
            outcomes: [Vec::new(), Vec::new()],
        }
    }

    fn add(&mut self, line: &str, reading: Reading<'_>) {
        let Some((text, outcomes)) = line.split_once(" => ") else {
            self.lines.push(line.to_owned());
            return;
        };
        let mut outcomes = outcomes.split(" | ");
        let usual = outcomes.next().unwrap_or_default();
        let mut meant = usual;
        for other in outcomes {
            let (mark, outcome) = other.split_once(": ").expect("a mark and an outcome");
            if reading.means.are_meant(mark) {
                meant = outcome;
            }
        }
        let number = self.lines.len() as u64 + 1;
        let read = |text: &str| {
            let (state, code) = text.split_once(' ').unwrap_or((text, ""));
            (number, state.to_owned(), code.to_owned())
        };
        let first_of = |outcome: &str| read(outcome.split(", then ").next().unwrap_or_default());
        let first = first_of(meant);
        if !reading.with_lacks {
            let is_left = first.1 == "unchanged" && first_of(usual).1 == "done";
            if is_left || LACKS.contains(&first.2.as_str()) {
                return;
            }
            if first == first_of(usual) {
                meant = usual;
            }
        }
        let second = match meant.split_once(", then ") {
            Some((_, second)) => read(second),
            None if first.1 == "done" => read("unchanged"),
            None => first.clone(),
        };
        self.lines.push(text.to_owned());
        let [once, again] = &mut self.outcomes;
        once.push(first);
        again.push(second);
    }
}
