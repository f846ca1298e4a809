//! Scenarios on what a live Moodle said when they were last run there (`tests/moodle-exchanges/scenarios/`).
//!
//! A recording holds every call with its fields and the answer to it, in order, and what held in Moodle's tables at the end. A run that asks
//! anything else is refused, and so is one that asks less: the scenario is to be recorded anew then, by `TOOLSYNC_MOODLE_RECORD=1` beside
//! what names the live Moodle. No recording holds a token or a password: scenarios that give some are not recorded.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};
use tokio::runtime::Runtime;
use whole_system_tests::moodle::{Called, Said, Scripted};
use whole_system_tests::workspace;

use crate::means::Means;

/// What a site tells its caller of himself and nobody else should know.
const PRIVATE: &str = "userprivateaccesskey";

/// The function that takes a list of questions; none of them changes anything.
const QUESTIONS: &str = "tool_mobile_call_external_functions";

/// Fields of a call, by their names.
type Fields = BTreeMap<String, String>;

/// What was said, and what came of it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Recording {
    /// What stood for `{p}` in the scenario.
    pub prefix: String,
    /// What held at the end, as [`crate::facts`] tells it.
    pub facts: BTreeSet<String>,
    /// Answers, each once.
    answers: Vec<String>,
    /// Calls in the order in which they were answered: function, fields, place of the answer.
    calls: Vec<(String, Fields, usize)>,
}

/// A server that is called in place of a Moodle.
pub struct InPlace {
    server: Scripted,
    // Dropped last: the server runs on it.
    _runtime: Runtime,
}

impl InPlace {
    fn start(script: impl Fn(&Called) -> Said + Send + Sync + 'static) -> Self {
        let runtime = Runtime::new().unwrap();
        let server = Scripted::start(move |call, _, _| script(call));
        let server = runtime.block_on(server).unwrap();
        Self {
            server,
            _runtime: runtime,
        }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://{}", self.server.address)
    }
}

/// The answers that nobody asked for yet, by function and fields, in order.
type Waiting = BTreeMap<(String, Fields), VecDeque<String>>;

/// A recording that is told again.
pub struct Replay {
    /// Who tells it.
    pub in_place: InPlace,
    waiting: Arc<Mutex<Waiting>>,
}

impl Replay {
    /// The recorded calls that did not come: functions with their fields. Of two lists of questions that are under way together, the
    /// second is given up when something in the first is gone: whether it had been sent by then is a matter of time.
    pub fn left(&self) -> Vec<String> {
        let waiting = self.waiting.lock().unwrap();
        let left = waiting
            .iter()
            .filter(|((function, _), answers)| function != QUESTIONS && !answers.is_empty());
        left.map(|((function, fields), _)| format!("{function} {fields:?}"))
            .collect()
    }
}

/// Where the recording of a scenario is kept.
fn path(name: &str, means: Means) -> PathBuf {
    let folder = workspace().join("tests/moodle-exchanges/scenarios");
    folder.join(format!("{name}-{means}.json.gz"))
}

impl Recording {
    /// The recording of a scenario by some means.
    ///
    /// # Panics
    /// When there is none.
    pub fn open(name: &str, means: Means) -> Self {
        let path = path(name, means);
        let unpacked = Command::new("gzip").arg("-dc").arg(&path).output().unwrap();
        assert!(unpacked.status.success(), "{}", path.display());
        serde_json::from_slice(&unpacked.stdout).unwrap()
    }

    /// Answers as the Moodle did: to a call that came several times with the answers of these times in order.
    pub fn replay(self) -> Replay {
        let mut waiting = Waiting::new();
        for (function, fields, answer) in self.calls {
            let answers = waiting.entry((function, fields)).or_default();
            answers.push_back(self.answers[answer].clone());
        }
        let waiting = Arc::new(Mutex::new(waiting));
        let told = Arc::clone(&waiting);
        let in_place = InPlace::start(move |(function, fields)| {
            let call = (function.clone(), shortened(fields));
            let answer = told
                .lock()
                .unwrap()
                .get_mut(&call)
                .and_then(VecDeque::pop_front);
            match answer {
                Some(body) => Said {
                    status: 200,
                    body,
                    ..Said::lost()
                },
                None => {
                    println!("this call was not recorded, or not as often: {call:?}");
                    Said::error("moodle_exception", "notrecorded")
                }
            }
        });
        Replay { in_place, waiting }
    }

    /// Keeps it as the recording of a scenario.
    ///
    /// # Panics
    /// When it holds `token`.
    pub fn keep(&self, name: &str, means: Means, token: &str) {
        let path = path(name, means);
        let text = serde_json::to_string(self).unwrap();
        assert!(!text.contains(token), "{name} by {means} tells the token");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let plain = path.with_extension("");
        std::fs::write(&plain, text).unwrap();
        // Without name and time: the same recording is the same file.
        let packed = Command::new("gzip").arg("-nf9").arg(&plain).status();
        assert!(packed.unwrap().success());
    }

    fn note(&mut self, (function, fields): &Called, answer: &str) {
        let known = self.answers.iter().position(|known| known == answer);
        let place = known.unwrap_or_else(|| {
            self.answers.push(answer.to_owned());
            self.answers.len() - 1
        });
        let fields = shortened(fields);
        let tells_password = fields.iter().any(|(name, value)| {
            // By core functions; by the companion, whose rows are JSON.
            name.ends_with("[password]") || value.contains("\"secret\":")
        });
        assert!(!tells_password, "{function} is called with a password");
        self.calls.push((function.clone(), fields, place));
    }
}

/// The fields of a call, with each list of numbers that follow on each other as one field, `values[]`: `1..500`.
fn shortened(fields: &Fields) -> Fields {
    let mut short = Fields::new();
    let mut lists: BTreeMap<&str, BTreeMap<u64, u64>> = BTreeMap::new();
    for (name, value) in fields {
        let place = name
            .strip_suffix(']')
            .and_then(|name| name.rsplit_once('['));
        let place = place.and_then(|(list, place)| Some((list, place.parse().ok()?)));
        match (place, value.parse()) {
            (Some((list, place)), Ok(number)) => {
                lists.entry(list).or_default().insert(place, number);
            }
            _ => drop(short.insert(name.clone(), value.clone())),
        }
    }
    for (list, numbers) in lists {
        let first = numbers.values().next().copied().unwrap_or_default();
        let follow = (first..).zip(0..).map(|(number, place)| (place, number));
        if numbers.len() > 1
            && follow
                .zip(&numbers)
                .all(|(next, (place, number))| next == (*place, *number))
        {
            let last = first + numbers.len() as u64 - 1;
            short.insert(format!("{list}[]"), format!("{first}..{last}"));
        } else {
            let one_by_one = numbers.into_iter();
            short.extend(
                one_by_one.map(|(place, number)| (format!("{list}[{place}]"), number.to_string())),
            );
        }
    }
    short
}

/// An answer without [`PRIVATE`].
fn without_secrets(answer: String) -> String {
    if !answer.contains(PRIVATE) {
        return answer;
    }
    let mut told: serde_json::Map<_, _> = serde_json::from_str(&answer).unwrap();
    told.remove(PRIVATE);
    serde_json::Value::Object(told).to_string()
}

/// Stands between a caller and a live Moodle, and notes what is said. `ask` gives the answer to a call.
pub fn record(
    prefix: &str,
    ask: impl Fn(&Called) -> String + Send + Sync + 'static,
) -> (InPlace, Arc<Mutex<Recording>>) {
    let recording = Arc::new(Mutex::new(Recording {
        prefix: prefix.to_owned(),
        ..Recording::default()
    }));
    let noted = Arc::clone(&recording);
    let in_place = InPlace::start(move |call| {
        let body = without_secrets(ask(call));
        noted.lock().unwrap().note(call, &body);
        Said {
            status: 200,
            body,
            ..Said::lost()
        }
    });
    (in_place, recording)
}
