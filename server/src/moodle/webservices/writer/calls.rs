//! Elements become calls: as many in one as pay, several beside each other, and what comes back is told of each element.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::stream::{FuturesUnordered, StreamExt as _};
use hashbrown::HashSet;
use serde_json::{Map, Value as Json};

use super::super::client::Client;
use super::super::error::CallError;
use super::super::form::fields;
use super::super::refusal::{Fault, Refusal};
use super::element::{Element, Lock};
use super::function::{AfterLoss, Function};
use super::pace::{Limits, Pace};
use super::problem::{EMAIL_TAKEN, How, INVALID, Problem, meaning};
use super::reply::read;

/// What became of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It took effect; with the id of what is new.
    Done(Option<u64>),
    /// It did not.
    Refused(Problem),
}

/// What became of a call.
pub(super) enum Outcome {
    /// Every element has its verdict; none: it is to be sent again.
    Told(Vec<Option<Verdict>>),
    /// Nothing took effect, because of one of the elements.
    Refused(Box<Refusal>),
    /// Nothing took effect, whatever the elements were.
    RefusedAll(Problem),
    /// Nothing took effect: the call is too large.
    TooLarge,
    /// Nothing took effect: it was locked out by another call.
    LockedOut(Box<Refusal>),
    /// Nothing took effect: the site asks to come back later.
    Busy(Option<Duration>, CallError),
    /// Nobody knows what took effect.
    Lost(CallError),
    /// The site cannot be worked with.
    Away(CallError),
}

/// Elements that go in one call.
#[derive(Debug)]
struct Batch {
    /// Places of the elements.
    elements: Vec<usize>,
    /// Whether no other call may be in flight.
    alone: bool,
    /// How often it was locked out or found the site busy.
    tries: u32,
    /// Whether it is sent again after nobody knew what became of it.
    repeated: bool,
}

impl Batch {
    fn halves(&self) -> [Self; 2] {
        let (first, second) = self.elements.split_at(self.elements.len() / 2);
        [first, second].map(|elements| Self {
            elements: elements.to_vec(),
            ..*self
        })
    }
}

/// Makes calls.
pub(super) struct Calls<'w> {
    pub(super) client: &'w Client,
    pub(super) limits: &'w Limits,
    pub(super) pace: &'w Mutex<Pace>,
}

impl Calls<'_> {
    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the site do all these elements of one function, and says what became of each, in their order.
    ///
    /// # Errors
    /// When the site is away: then nothing is known of elements that were not told of.
    pub(super) async fn make(
        &self,
        function: Function,
        elements: &[Element<'_>],
    ) -> Result<Vec<Verdict>, CallError> {
        let mut verdicts: Vec<Option<Verdict>> = vec![None; elements.len()];
        let mut pending = self.batches(function, elements);
        let mut flying = FuturesUnordered::new();
        let mut locked: HashSet<Lock> = HashSet::new();
        let mut lonely = false;
        let mut away = None;
        loop {
            while away.is_none() && !lonely && flying.len() < self.at_once(function) {
                let in_flight = !flying.is_empty();
                let fits = |batch: &Batch| {
                    let free = locks(batch, elements).all(|lock| !locked.contains(&lock));
                    !in_flight || (free && !batch.alone)
                };
                let Some(place) = pending.iter().position(fits) else {
                    break;
                };
                let Some(batch) = pending.remove(place) else {
                    break;
                };
                locked.extend(locks(&batch, elements));
                lonely = batch.alone;
                flying.push(async move {
                    let sent: Vec<&Element<'_>> = batch
                        .elements
                        .iter()
                        .map(|place| &elements[*place])
                        .collect();
                    let outcome = self.call(function, &sent, batch.repeated).await;
                    (batch, outcome)
                });
            }
            let Some((batch, outcome)) = flying.next().await else {
                break;
            };
            for lock in locks(&batch, elements) {
                locked.remove(&lock);
            }
            lonely = false;
            match self.judge(function, elements, batch, outcome).await {
                Ok((told, again)) => {
                    for (place, verdict) in told {
                        verdicts[place] = Some(verdict);
                    }
                    for batch in again.into_iter().rev() {
                        pending.push_front(batch);
                    }
                }
                // What is in flight is still waited for: the site would do it all the same.
                Err(error) => away = Some(error),
            }
        }
        match away {
            Some(error) => Err(error),
            None => Ok(verdicts
                .into_iter()
                .map(|verdict| {
                    verdict.expect("every element is in a batch, and every batch is judged")
                })
                .collect()),
        }
    }

    fn at_once(&self, function: Function) -> usize {
        match function.traits().beside {
            true => self.pace().at_once(),
            false => 1,
        }
    }

    /// The elements in calls of a good size, each within the fields that the site takes, and sorted by account: two calls that lock the same
    /// rows in the same order wait for each other, in place of locking each other out.
    fn batches(&self, function: Function, elements: &[Element<'_>]) -> VecDeque<Batch> {
        let size = self.pace().size(function, self.limits);
        let mut order: Vec<usize> = (0..elements.len()).collect();
        // What is of one course comes together, so that calls share few courses. New objects stay in the order of the file.
        order.sort_by_key(|place| (elements[*place].place, elements[*place].user));
        let mut batches = VecDeque::new();
        let mut batch = Vec::new();
        let mut room = self.client.room();
        for place in order {
            let needs = fields_of(function, &elements[place]);
            if !batch.is_empty() && (batch.len() >= size || needs > room) {
                batches.push_back(std::mem::take(&mut batch));
                room = self.client.room();
            }
            room = room.saturating_sub(needs);
            batch.push(place);
        }
        if !batch.is_empty() {
            batches.push_back(batch);
        }
        let by_user = |mut batch: Vec<usize>| {
            batch.sort_by_key(|place| (elements[*place].user, elements[*place].place));
            Batch {
                elements: batch,
                alone: false,
                tries: 0,
                repeated: false,
            }
        };
        batches.into_iter().map(by_user).collect()
    }

    /// What follows of a call: verdicts, and batches that are still to be sent.
    async fn judge(
        &self,
        function: Function,
        elements: &[Element<'_>],
        batch: Batch,
        outcome: Outcome,
    ) -> Result<(Vec<(usize, Verdict)>, Vec<Batch>), CallError> {
        let all = |problem: &Problem| {
            let refused = Verdict::Refused(problem.clone());
            let places = batch.elements.iter();
            places.map(|place| (*place, refused.clone())).collect()
        };
        match outcome {
            Outcome::Told(verdicts) => {
                let mut told = Vec::new();
                let mut again = Vec::new();
                for (place, verdict) in batch.elements.iter().copied().zip(verdicts) {
                    match verdict {
                        Some(verdict) => told.push((place, verdict)),
                        None => again.push(place),
                    }
                }
                let again = (!again.is_empty()).then_some(Batch {
                    elements: again,
                    repeated: true,
                    ..batch
                });
                Ok((told, again.into_iter().collect()))
            }
            Outcome::Refused(refusal) => match batch.elements.as_slice() {
                [only] => {
                    let element = &elements[*only];
                    let verdict = self
                        .diagnose(function, element, &refusal, batch.repeated)
                        .await;
                    Ok((vec![(*only, verdict)], Vec::new()))
                }
                _ => Ok((Vec::new(), batch.halves().into())),
            },
            Outcome::RefusedAll(problem) => Ok((all(&problem), Vec::new())),
            Outcome::TooLarge if batch.elements.len() > 1 => {
                Ok((Vec::new(), batch.halves().into()))
            }
            Outcome::TooLarge => {
                let problem = Problem::warned(
                    function,
                    "too_large",
                    "this alone is larger than the site accepts",
                );
                Ok((all(&problem), Vec::new()))
            }
            Outcome::LockedOut(refusal) => {
                self.pace().ease();
                let again = Batch {
                    alone: true,
                    tries: batch.tries + 1,
                    ..batch
                };
                if again.tries <= self.limits.attempts {
                    Ok((Vec::new(), vec![again]))
                } else if let [only] = again.elements.as_slice() {
                    let problem = Problem::refused(function, &refusal);
                    Ok((vec![(*only, Verdict::Refused(problem))], Vec::new()))
                } else {
                    // "Too long" and "twice" have the same code as a lock: what fails alone, again and again, is one of these.
                    let halves = again.halves().map(|half| Batch {
                        tries: self.limits.attempts,
                        ..half
                    });
                    Ok((Vec::new(), halves.into()))
                }
            }
            Outcome::Busy(wait, error) => {
                if batch.tries >= self.limits.attempts {
                    return Err(error);
                }
                let wait = wait.unwrap_or(self.limits.patience * 2_u32.pow(batch.tries.min(10)));
                self.pace().close_until(Instant::now() + wait);
                let again = Batch {
                    tries: batch.tries + 1,
                    ..batch
                };
                Ok((Vec::new(), vec![again]))
            }
            Outcome::Lost(error) | Outcome::Away(error) => Err(error),
        }
    }

    /// One call, with what it takes to know what became of it.
    async fn call(&self, function: Function, elements: &[&Element<'_>], repeated: bool) -> Outcome {
        loop {
            let wait = self.pace().closed(Instant::now());
            if wait.is_zero() {
                break;
            }
            tokio::time::sleep(wait).await;
        }
        let traits = function.traits();
        let parameters = parameters(function, elements);
        let answer = self.client.ask::<Json>(traits.name, &parameters).await;
        let outcome = match answer {
            Ok(answer) => {
                self.pace().answered(function, elements.len(), answer.took);
                read(function, elements, &answer.value, repeated)
            }
            Err(error) => failed(function, error),
        };
        match outcome {
            // Lost twice: the site is not in order.
            Outcome::Lost(error) if repeated => Outcome::Away(error),
            Outcome::Lost(error) => self.settle(function, elements, error).await,
            outcome => outcome,
        }
    }

    /// What an element that was refused alone is refused for.
    async fn diagnose(
        &self,
        function: Function,
        element: &Element<'_>,
        refusal: &Refusal,
        repeated: bool,
    ) -> Verdict {
        let problem = Problem::refused(function, refusal);
        if function.traits().after_loss == AfterLoss::LookForNew
            && let Some(made) = element.subject.made.clone()
            && let Ok(found) = self.there(function, &[element]).await
            && let [Some(id)] = found.as_slice()
        {
            // Sent again after a loss: the first one came through after all.
            return match repeated {
                true => Verdict::Done(Some(*id)),
                false => Verdict::Refused(problem.meaning(How::exists(made))),
            };
        }
        if function == Function::CreateUsers
            && refusal.errorcode == INVALID
            && let Some(address) = element.value.get("email")
            && let Ok(found) = self.users("email", vec![address.clone()]).await
            && !found.is_empty()
        {
            return Verdict::Refused(problem.coded(EMAIL_TAKEN));
        }
        Verdict::Refused(match meaning(&refusal.errorcode, &element.subject) {
            Some(how) => problem.meaning(how),
            None => problem,
        })
    }
}

/// What a call that was not answered, or answered with an error, comes to.
fn failed(function: Function, error: CallError) -> Outcome {
    match error {
        CallError::Refused(refusal) => match refusal.fault() {
            Fault::Token => Outcome::Away(CallError::Refused(refusal)),
            Fault::NotInService | Fault::NoFunction => {
                Outcome::RefusedAll(Problem::refused(function, &refusal))
            }
            Fault::Maintenance => Outcome::Busy(None, CallError::Refused(refusal)),
            Fault::Database => Outcome::LockedOut(refusal),
            Fault::AnswerLost => Outcome::Lost(CallError::Refused(refusal)),
            // It deletes one after the other, and stops with an error: those before it are gone.
            Fault::Permission | Fault::Data if function == Function::DeleteCourses => {
                Outcome::Lost(CallError::Refused(refusal))
            }
            Fault::Permission | Fault::Data => Outcome::Refused(refusal),
        },
        // A gateway that gives up says nothing of the site behind it.
        CallError::Unavailable {
            status: 429 | 503,
            retry_after,
        } => Outcome::Busy(retry_after, error),
        CallError::TooLarge | CallError::TooManyFields { .. } => Outcome::TooLarge,
        CallError::NotEncodable(_) => {
            Outcome::RefusedAll(Problem::warned(function, "", &error.to_string()))
        }
        CallError::Elsewhere(_) => Outcome::Away(error),
        CallError::Unavailable { .. }
        | CallError::Unreachable(_)
        | CallError::TimedOut(_)
        | CallError::NotMoodle { .. }
        | CallError::Unexpected { .. } => Outcome::Lost(error),
    }
}

fn locks(batch: &Batch, elements: &[Element<'_>]) -> impl Iterator<Item = Lock> {
    let locks = batch
        .elements
        .iter()
        .flat_map(|place| &elements[*place].locks);
    locks.copied()
}

fn parameters(function: Function, elements: &[&Element<'_>]) -> Json {
    let traits = function.traits();
    let mut values = elements.iter().map(|element| element.value.clone());
    if traits.list.is_empty() {
        return values.next().unwrap_or_default();
    }
    let list = Json::Array(values.collect());
    Json::Object(Map::from_iter([(traits.list.to_owned(), list)]))
}

/// How many fields of a form an element takes.
fn fields_of(function: Function, element: &Element<'_>) -> usize {
    fields(&parameters(function, &[element])).map_or(0, |fields| fields.len())
}
