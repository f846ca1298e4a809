//! Many questions to one site: several in a call where the site's service lets them, a few calls at a time.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use super::super::client::Client;
use super::super::error::CallError;
use super::super::refusal::Refusal;

/// How many calls are under way at once. Reading locks nothing; more would only take the site from its people.
const IN_FLIGHT: usize = 3;

/// How many questions one call may hold. A call answers after the last of them, within the time that proxies allow (60 s).
const QUESTIONS: usize = 40;

/// Fields of a form that one question in a call takes.
const FIELDS_OF_A_QUESTION: usize = 3;

/// How often a call is tried when the site does not answer. Reading again does no harm.
const TRIES: u32 = 3;

/// The longest wait before a call is tried again.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The function that holds several questions.
const BUNDLE: &str = "tool_mobile_call_external_functions";

/// A function, and what it is asked.
#[derive(Debug, Clone)]
pub struct Question {
    pub function: &'static str,
    pub parameters: Json,
}

/// Reads from one site.
pub struct Reader<'c> {
    client: &'c Client,
    /// Questions that one call holds; 1: each is asked alone.
    questions: usize,
}

/// What was told of things by their ids.
pub struct Listed<'i> {
    /// Answers, each with the ids that were asked about.
    pub answers: Vec<(&'i [u64], Json)>,
    /// Ids of which nothing is there any more.
    pub gone: BTreeSet<u64>,
}

/// What became of one question of several: JSON in a text.
#[derive(Deserialize)]
struct Response {
    error: bool,
    #[serde(default)]
    data: Option<String>,
    #[serde(default)]
    exception: Option<String>,
}

/// What [`BUNDLE`] returns.
#[derive(Deserialize)]
struct Responses {
    responses: Vec<Response>,
}

impl<'c> Reader<'c> {
    /// Reads by `client`; `has` tells whether the token's service has a function.
    pub fn new(client: &'c Client, has: impl Fn(&str) -> bool) -> Self {
        let room = client.room() / FIELDS_OF_A_QUESTION;
        let questions = if has(BUNDLE) { QUESTIONS.min(room) } else { 1 };
        Self {
            client,
            questions: questions.max(1),
        }
    }

    /// How many values a question may list.
    pub fn room(&self) -> usize {
        // Beside the list, a name and two settings of the answer.
        self.client.room().saturating_sub(3).max(1)
    }

    /// Asks one question. Texts come as the site keeps them, neither filtered nor made HTML.
    ///
    /// # Errors
    /// Any [`CallError`].
    pub async fn ask<T: DeserializeOwned>(
        &self,
        function: &'static str,
        parameters: Json,
    ) -> Result<T, CallError> {
        let mut parameters = parameters;
        parameters["moodlewssettingraw"] = json!(true);
        parameters["moodlewssettingfileurl"] = json!(false);
        self.call(function, &parameters).await
    }

    /// Asks all questions, and gives the answers in their order.
    ///
    /// # Errors
    /// Any [`CallError`]: that of the first question that was not answered.
    pub async fn ask_all(&self, questions: Vec<Question>) -> Result<Vec<Json>, CallError> {
        let calls: Vec<_> = questions
            .chunks(self.questions)
            .map(|some| self.some(some))
            .collect();
        let answers: Vec<Vec<Json>> = stream::iter(calls)
            .buffered(IN_FLIGHT)
            .try_collect()
            .await?;
        Ok(answers.into_iter().flatten().collect())
    }

    /// Asks about things by their ids, at most `most` in a question. Who lists one that was deleted meanwhile gets no answer about the others
    /// either: such a list is asked about in halves, until what is gone stands alone.
    ///
    /// # Errors
    /// Any [`CallError`].
    pub async fn ask_about<'i>(
        &self,
        ids: &'i [u64],
        most: usize,
        question: impl Fn(&[u64]) -> Question,
    ) -> Result<Listed<'i>, CallError> {
        let mut lists: VecDeque<&[u64]> = ids.chunks(most.max(1)).collect();
        let mut listed = Listed {
            answers: Vec::new(),
            gone: BTreeSet::new(),
        };
        match self
            .ask_all(lists.iter().map(|some| question(some)).collect())
            .await
        {
            Ok(answers) => {
                listed.answers = lists.into_iter().zip(answers).collect();
                return Ok(listed);
            }
            Err(CallError::Refused(refusal)) if refusal.is_of_missing() => {}
            Err(error) => return Err(error),
        }
        while let Some(some) = lists.pop_front() {
            match self.ask_all(vec![question(some)]).await {
                Ok(answers) => {
                    let answer = answers.into_iter().next().unwrap_or_default();
                    listed.answers.push((some, answer));
                }
                Err(CallError::Refused(refusal)) if refusal.is_of_missing() => {
                    let (first, second) = some.split_at(some.len() / 2);
                    if first.is_empty() {
                        listed.gone.extend(second);
                    } else {
                        lists.extend([first, second]);
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Ok(listed)
    }

    /// Asks some questions in one call.
    async fn some(&self, questions: &[Question]) -> Result<Vec<Json>, CallError> {
        if let [question] = questions {
            let answer = self.ask(question.function, question.parameters.clone());
            return Ok(vec![answer.await?]);
        }
        let requests = questions.iter().map(|question| {
            json!({
                "function": question.function,
                "arguments": question.parameters.to_string(),
                "settingraw": true,
            })
        });
        let requests: Vec<Json> = requests.collect();
        let answered: Responses = self.call(BUNDLE, &json!({"requests": requests})).await?;
        let pairs = questions.iter().zip(answered.responses);
        let answers = pairs.map(|(question, response)| answer_in(question.function, response));
        let answers = answers.collect::<Result<Vec<_>, _>>()?;
        if answers.len() < questions.len() {
            return Err(unexpected(BUNDLE, "fewer answers than questions"));
        }
        Ok(answers)
    }

    /// One call, again when the site asks to wait or stays silent.
    async fn call<T: DeserializeOwned>(
        &self,
        function: &str,
        parameters: &Json,
    ) -> Result<T, CallError> {
        let mut tries = 1;
        loop {
            let answer = self.client.ask(function, parameters).await;
            let error = match answer {
                Ok(answer) => return Ok(answer.value),
                Err(error) => error,
            };
            let wait = match &error {
                CallError::Unavailable { retry_after, .. } => {
                    retry_after.unwrap_or(Duration::from_secs(5))
                }
                CallError::Unreachable(_) | CallError::TimedOut(_) => Duration::from_secs(1),
                _ => return Err(error),
            };
            if tries == TRIES || wait > LONGEST_WAIT {
                return Err(error);
            }
            tokio::time::sleep(wait * tries).await;
            tries += 1;
        }
    }
}

/// The value in one answer of several.
fn answer_in(function: &str, response: Response) -> Result<Json, CallError> {
    let read = |text: Option<String>| {
        let text = text.unwrap_or_else(|| "null".to_owned());
        serde_json::from_str::<Json>(&text)
            .map_err(|error| unexpected(function, &error.to_string()))
    };
    if !response.error {
        return read(response.data);
    }
    let refusal = serde_json::from_value::<Refusal>(read(response.exception)?);
    match refusal {
        Ok(refusal) => Err(CallError::Refused(Box::new(refusal))),
        Err(error) => Err(unexpected(function, &error.to_string())),
    }
}

/// A value as what it should be.
///
/// # Errors
/// [`CallError::Unexpected`] when it is something else.
pub fn understood<T: DeserializeOwned>(function: &str, value: Json) -> Result<T, CallError> {
    serde_json::from_value(value).map_err(|error| unexpected(function, &error.to_string()))
}

fn unexpected(function: &str, what: &str) -> CallError {
    CallError::Unexpected {
        function: function.to_owned(),
        what: what.to_owned(),
    }
}
