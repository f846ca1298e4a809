//! Scenarios as texts: files in the order in which they are run, what becomes of each row, and what holds at the end.
//!
//! ```text
//! # What it shows.
//! [users.csv users_primaryidentity=username]
//! username;firstname;lastname;email
//! {p}ada;Ada;Tester;{p}ada@example.org => done
//! {p}bob;;Tester;{p}bob@example.org => failed required_empty
//! [state]
//! user;{p}ada;firstname;Ada
//! - user;{p}bob;suspended;0
//! ```
//!
//! `{p}` stands for a prefix of the run, so that scenarios run side by side and on sites that hold other things. `{template}` stands for a
//! course that has a backup; without one, rows that need it are left out. A file is run twice: a row
//! that was done is `unchanged` the second time and one that failed fails again, unless the row says otherwise behind `then`. Lines without
//! an outcome (headers) are no rows.

/// A scenario.
pub struct Scenario {
    /// The files, in order.
    pub steps: Vec<Step>,
    /// Facts that hold at the end.
    pub holds: Vec<String>,
    /// Facts that do not.
    pub fails: Vec<String>,
}

/// A file.
pub struct Step {
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
    /// Reads a scenario; `prefix` stands for `{p}`, and `template` for `{template}`.
    ///
    /// # Panics
    /// When it is not of the form.
    pub fn new(text: &str, prefix: &str, template: Option<&str>) -> Self {
        let mut scenario = Self {
            steps: Vec::new(),
            holds: Vec::new(),
            fails: Vec::new(),
        };
        let mut in_state = false;
        for line in text.lines() {
            let left_out = template.is_none() && line.contains("{template}");
            if line.starts_with('#') || line.is_empty() || left_out {
                continue;
            }
            let line = line.replace("{p}", prefix);
            let line = line.replace("{template}", template.unwrap_or_default());
            let line = line.as_str();
            if let Some(head) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                in_state = head == "state";
                if !in_state {
                    scenario.steps.push(Step::new(head));
                }
            } else if in_state {
                match line.strip_prefix("- ") {
                    Some(fact) => scenario.fails.push(fact.to_owned()),
                    None => scenario.holds.push(line.to_owned()),
                }
            } else {
                let step = scenario.steps.last_mut().expect("lines stand below a file");
                step.add(line);
            }
        }
        scenario
    }
}

impl Step {
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

    fn add(&mut self, line: &str) {
        let (text, outcome) = match line.split_once(" => ") {
            Some((text, outcome)) => (text, Some(outcome)),
            None => (line, None),
        };
        self.lines.push(text.to_owned());
        let Some(outcome) = outcome else {
            return;
        };
        let number = self.lines.len() as u64;
        let read = |text: &str| {
            let (state, code) = text.split_once(' ').unwrap_or((text, ""));
            (number, state.to_owned(), code.to_owned())
        };
        let first = read(outcome.split(", then ").next().unwrap_or_default());
        let second = match outcome.split_once(", then ") {
            Some((_, second)) => read(second),
            None if first.1 == "done" => read("unchanged"),
            None => first.clone(),
        };
        let [once, again] = &mut self.outcomes;
        once.push(first);
        again.push(second);
    }
}
