//! Writes to a site by Moodle's core functions, with nothing installed.
//!
//! | room | what it is for |
//! |---|---|
//! | `lacking` | what core functions cannot do, for the plan to tell |
//! | `element`, `fields` | operations as elements of calls |
//! | `ids`, `find` | names and the ids that functions want; those that the snapshot lacks are looked up |
//! | `function` | the functions that write, and how each behaves |
//! | `look` | what must be read before some of them |
//! | `expected` | whether what they change is still as the plan saw it |
//! | `calls`, `pace` | elements become calls; how many at once, and how large |
//! | `reply`, `settle` | what an answer says of each element; what a lost one would have said |
//! | `problem` | what is said of a row that was not done |
//!
//! Operations of different rows go together in calls; those of one row keep their order. Core functions know no transaction over several
//! calls: what can be seen to be wrong with a row is seen before its first call, and a row that fails in the middle says what it did.

mod calls;
mod element;
mod expected;
mod fields;
mod find;
mod function;
mod ids;
mod lacking;
mod look;
mod pace;
mod picture;
mod problem;
mod reply;
mod settle;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use toolsync_core::finding::Finding;
use toolsync_core::plan::Operation;
use toolsync_core::site::SiteIndex;

pub use self::lacking::Lacking;
pub use self::pace::Limits;

use self::calls::{Calls, Verdict};
use self::element::{Builder, Element, Step, learn, steps};
use self::function::Function;
use self::ids::{Ids, needed};
use self::pace::Pace;
use self::problem::Problem;
use super::client::Client;
use super::error::CallError;
use crate::moodle::{Applied, RowToApply};

/// Writes to one site during one run.
#[derive(Debug)]
pub struct Writer {
    client: Client,
    limits: Limits,
    ids: Mutex<Ids>,
    pace: Mutex<Pace>,
}

/// A row on its way.
struct Task<'r> {
    row: RowToApply<'r>,
    steps: VecDeque<Step<'r>>,
    /// How many operations are done.
    done: usize,
    /// The functions that took effect for it, in order.
    effects: Vec<&'static str>,
    ended: Option<Ended>,
}

/// Why a row goes no further.
enum Ended {
    /// Core functions cannot do it.
    Lacking(Lacking),
    /// Something was seen to be wrong, or the site refused.
    Problem(Problem),
}

/// An element with the place of its row and the step that it is of.
type Assigned<'r> = (usize, Step<'r>, Element<'r>);

impl Writer {
    /// A writer that keeps these limits.
    pub fn new(client: Client, limits: Limits) -> Self {
        Self {
            client: client.within(limits.answer),
            pace: Mutex::new(Pace::new(&limits)),
            ids: Mutex::default(),
            limits,
        }
    }

    /// Whether core functions can do an operation.
    ///
    /// # Errors
    /// What they lack.
    pub fn can(operation: &Operation) -> Result<(), Lacking> {
        lacking::can(operation)
    }

    /// What a plan says of an operation that core functions cannot do.
    pub fn limits(operation: &Operation) -> Option<Finding> {
        let lacking = Self::can(operation).err()?;
        Some(lacking.finding())
    }

    /// Does what rows ask, and says what became of each, in their order. No row may need another one of the same call. `known`: the site as it
    /// was last read.
    ///
    /// # Errors
    /// When the site went away; then nothing is known of rows that were under way.
    pub async fn apply(
        &self,
        known: &SiteIndex,
        rows: &[RowToApply<'_>],
    ) -> Result<Vec<Applied>, CallError> {
        let mut tasks: Vec<Task<'_>> = rows.iter().map(Task::new).collect();
        self.check(known, &mut tasks).await?;
        loop {
            let wave = self.wave(known, &mut tasks);
            if wave.is_empty() {
                break;
            }
            for (function, assigned) in wave {
                self.make(function, assigned, &mut tasks).await?;
            }
        }
        Ok(tasks.into_iter().map(Task::applied).collect())
    }

    /// Ends rows that cannot be done to the end, as far as that can be seen before the first call.
    async fn check(&self, known: &SiteIndex, tasks: &mut [Task<'_>]) -> Result<(), CallError> {
        let needed: Vec<BTreeSet<_>> = tasks
            .iter()
            .map(|task| match task.ended {
                None => needed(task.row.operations),
                Some(_) => BTreeSet::new(),
            })
            .collect();
        let all = needed.iter().flatten().cloned().collect();
        self.calls().find(known, &self.ids, &all).await?;
        let ids = self.ids();
        for (task, names) in tasks.iter_mut().zip(&needed) {
            let missing = names.iter().find(|name| ids.find(known, name).is_none());
            if let Some(name) = missing {
                task.fail(Problem::missing(name.thing()));
            }
        }
        Ok(())
    }

    /// The next elements of every row, by function.
    fn wave<'r>(
        &self,
        known: &SiteIndex,
        tasks: &mut [Task<'r>],
    ) -> BTreeMap<Function, Vec<Assigned<'r>>> {
        let ids = self.ids();
        let builder = Builder { known, ids: &ids };
        let mut wave: BTreeMap<Function, Vec<Assigned<'r>>> = BTreeMap::new();
        for (place, task) in tasks.iter_mut().enumerate() {
            while task.ended.is_none()
                && let Some(step) = task.steps.pop_front()
            {
                match builder.elements(step) {
                    // Nothing to do.
                    Ok(elements) if elements.is_empty() => task.step_done(step),
                    Ok(elements) => {
                        for element in elements {
                            let assigned = wave.entry(element.function).or_default();
                            assigned.push((place, step, element));
                        }
                        break;
                    }
                    Err(problem) => task.fail(problem),
                }
            }
        }
        wave
    }

    /// Has the site do elements of one function, and tells their rows.
    async fn make<'r>(
        &self,
        function: Function,
        assigned: Vec<Assigned<'r>>,
        tasks: &mut [Task<'r>],
    ) -> Result<(), CallError> {
        let calls = self.calls();
        let mut places = Vec::new();
        let mut elements = Vec::new();
        for (place, step, element) in assigned {
            places.push((place, step));
            elements.push(element);
        }
        let mut problems = match function {
            Function::UpdatePicture => {
                let contents = places.iter().map(|(place, _)| tasks[*place].row.content);
                calls.upload(&mut elements, contents).await?
            }
            _ => calls.look(function, &mut elements).await?,
        };
        let wanted: Vec<usize> = (0..elements.len())
            .filter(|place| problems[*place].is_none())
            .collect();
        let sent: Vec<Element<'r>> = wanted.iter().map(|at| elements[*at].clone()).collect();
        let verdicts = calls.make(function, &sent).await?;
        let mut verdict_of: BTreeMap<usize, Verdict> = wanted.into_iter().zip(verdicts).collect();
        // A step may have several elements; it is done when all are.
        let mut steps: BTreeMap<usize, (Step<'r>, Option<Problem>)> = BTreeMap::new();
        for (at, (place, step)) in places.into_iter().enumerate() {
            let task = &mut tasks[place];
            let (_, failed) = steps.entry(place).or_insert((step, None));
            match verdict_of.remove(&at) {
                Some(Verdict::Done(id)) => {
                    task.took_effect(function);
                    learn(&mut self.ids(), step, &elements[at], id);
                }
                Some(Verdict::Refused(problem)) => *failed = Some(problem),
                None => *failed = problems[at].take(),
            }
        }
        for (place, (step, failed)) in steps {
            match failed {
                Some(problem) => tasks[place].fail(problem),
                None => tasks[place].step_done(step),
            }
        }
        Ok(())
    }

    fn calls(&self) -> Calls<'_> {
        Calls {
            client: &self.client,
            limits: &self.limits,
            pace: &self.pace,
        }
    }

    fn ids(&self) -> MutexGuard<'_, Ids> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'r> Task<'r> {
    fn new(row: &RowToApply<'r>) -> Self {
        let mut operations = row.operations.iter();
        let lacking = operations.find_map(|operation| lacking::can(operation).err());
        let mut task = Self {
            row: *row,
            steps: steps(row.operations).into(),
            done: 0,
            effects: Vec::new(),
            ended: lacking.map(Ended::Lacking),
        };
        let mut operations = row.operations.iter();
        if let Some(problem) = operations.find_map(|one| picture::problem(one, row.content)) {
            task.fail(problem);
        }
        task
    }

    fn fail(&mut self, problem: Problem) {
        if self.ended.is_none() {
            self.ended = Some(Ended::Problem(problem));
        }
    }

    fn took_effect(&mut self, function: Function) {
        let name = function.traits().name;
        if self.effects.last() != Some(&name) {
            self.effects.push(name);
        }
    }

    fn step_done(&mut self, step: Step<'_>) {
        if step.last {
            self.done += step.operations.len();
        }
    }

    fn applied(self) -> Applied {
        let finding: Finding = match self.ended {
            None => return Applied::Done,
            Some(Ended::Lacking(lacking)) => lacking.finding(),
            Some(Ended::Problem(problem)) => {
                let steps = (self.done, self.row.operations.len());
                problem.finding(&self.effects, steps)
            }
        };
        Applied::Refused(Box::new(finding))
    }
}
