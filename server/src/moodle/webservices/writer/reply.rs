//! What an answer says of each element of a call.

use serde_json::Value as Json;
use toolsync_core::plan::Operation;
use toolsync_core::site::{Thing, ThingKind};

use super::super::error::CallError;
use super::calls::{Outcome, Verdict};
use super::element::Element;
use super::function::{Function, Reply};
use super::problem::{How, Problem, meaning};

/// Where the address of a picture leads that an account has, and not the site's icon for those without.
const OWN_PICTURE: &str = "/user/icon/";

/// The parameter that is a login name.
const LOGIN: &str = "username";

/// The verdict on each element. `repeated`: the call was made before, and nobody knows what became of it.
pub(super) fn read(
    function: Function,
    elements: &[&Element<'_>],
    answer: &Json,
    repeated: bool,
) -> Outcome {
    let told = |verdicts: Vec<Verdict>| Outcome::Told(verdicts.into_iter().map(Some).collect());
    match function.traits().reply {
        Reply::Together => told(vec![Verdict::Done(None); elements.len()]),
        Reply::Ids => match ids(elements, answer) {
            Some(verdicts) => told(verdicts),
            None => cut(function, elements.len(), answer),
        },
        Reply::Warnings => told(with_warnings(function, elements, answer)),
        Reply::WarningsInWords => told(
            elements
                .iter()
                .map(|element| in_words(function, element, answer, repeated))
                .collect(),
        ),
        Reply::Status => match status(function, elements, answer, repeated) {
            Some(verdicts) => told(verdicts),
            None => cut(function, elements.len(), answer),
        },
        Reply::Success => told(vec![picture(function, answer)]),
    }
}

/// An answer that tells of fewer elements than were sent, or of others: PHP cut the form, or the answer is not what it should be.
fn cut(function: Function, sent: usize, answer: &Json) -> Outcome {
    let told = answer.as_array().map_or(0, Vec::len);
    Outcome::Lost(CallError::Unexpected {
        function: function.traits().name.to_owned(),
        what: format!("it tells of {told} of {sent} elements"),
    })
}

fn ids(elements: &[&Element<'_>], answer: &Json) -> Option<Vec<Verdict>> {
    let answers = answer.as_array()?;
    if answers.len() != elements.len() {
        return None;
    }
    let pairs = elements.iter().zip(answers);
    pairs
        .map(|(element, answer)| {
            // Where the answer repeats a login name, it must be the one that was sent.
            if let (Some(sent), Some(told)) = (element.value.get(LOGIN), answer.get(LOGIN))
                && sent != told
            {
                return None;
            }
            Some(Verdict::Done(Some(answer.get("id")?.as_u64()?)))
        })
        .collect()
}

fn with_warnings(function: Function, elements: &[&Element<'_>], answer: &Json) -> Vec<Verdict> {
    let warnings = answer.get("warnings").and_then(Json::as_array);
    let warnings = warnings.map(Vec::as_slice).unwrap_or_default();
    let of = |element: &Element<'_>| {
        warnings.iter().find(|warning| {
            let id = warning.get("itemid").and_then(number);
            id == Some(element.id)
        })
    };
    let verdict = |element: &&Element<'_>| match of(element) {
        Some(warning) => {
            let code = text(warning, "warningcode");
            let problem = Problem::warned(function, &code, &text(warning, "message"));
            Verdict::Refused(match meaning(&code, &element.subject) {
                Some(how) => problem.meaning(how),
                None => problem,
            })
        }
        None => Verdict::Done(None),
    };
    elements.iter().map(verdict).collect()
}

/// A membership of a cohort: the warnings have no number, but name cohort and account by the ids that were sent.
fn in_words(function: Function, element: &Element<'_>, answer: &Json, repeated: bool) -> Verdict {
    let warnings = answer.get("warnings").and_then(Json::as_array);
    for warning in warnings.into_iter().flatten() {
        let message = text(warning, "message");
        let problem = || Problem::warned(function, &text(warning, "warningcode"), &message);
        let (cohort, user) = (element.id, element.user);
        if message == format!("record already exists: cohort(id={cohort} id={user})") {
            return match (repeated, element.operation) {
                (true, _) => Verdict::Done(None),
                (false, Operation::AddCohortMember { cohort, user }) => {
                    let member = Thing::cohort_member(&cohort.name, user);
                    Verdict::Refused(problem().meaning(How::exists(member)))
                }
                _ => Verdict::Refused(problem()),
            };
        }
        if message == format!("user id={user} not exists") {
            return Verdict::Refused(problem().meaning(How::missing(element.user())));
        }
        if message == format!("cohort id={cohort} not exists") {
            let what = Thing::numbered(ThingKind::NumberedCohort, cohort);
            return Verdict::Refused(problem().meaning(How::missing(what)));
        }
        // Others ("Invalid context") name nobody, and nobody was added after them for the same reason.
        if !message.contains("id=") {
            return Verdict::Refused(problem());
        }
    }
    Verdict::Done(None)
}

fn status(
    function: Function,
    elements: &[&Element<'_>],
    answer: &Json,
    repeated: bool,
) -> Option<Vec<Verdict>> {
    let answers = answer.as_array()?;
    if answers.len() != elements.len() {
        return None;
    }
    let pairs = elements.iter().zip(answers);
    pairs
        .map(|(element, answer)| {
            // No core function tells which links there are: a plan asks for one that may be there, and is right to.
            let may_be_there = function == Function::AddLinks;
            if answer.get("status")?.as_bool()? || repeated || may_be_there {
                return Some(Verdict::Done(None));
            }
            let problem = Problem::warned(function, "status", "nothing to do");
            Some(Verdict::Refused(match element.subject.made.clone() {
                Some(link) => problem.meaning(How::missing(link)),
                None => problem,
            }))
        })
        .collect()
}

/// Moodle answers "success" to a file that is no picture for it, and takes the picture of the account away.
fn picture(function: Function, answer: &Json) -> Verdict {
    let refused = |message: &str| {
        let code = answer.get("warnings").map(|warnings| text(warnings, "0"));
        Verdict::Refused(Problem::warned(
            function,
            &code.unwrap_or_default(),
            message,
        ))
    };
    let success = answer.get("success").and_then(Json::as_bool);
    if success != Some(true) {
        return refused("the site did not take the picture");
    }
    match text(answer, "profileimageurl").contains(OWN_PICTURE) {
        true => Verdict::Done(None),
        false => refused(
            "the site could not read the picture; the account has none now, also if it had one before",
        ),
    }
}

fn text(value: &Json, field: &str) -> String {
    match value.get(field) {
        Some(Json::String(text)) => text.clone(),
        Some(Json::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

/// A number, which Moodle writes as one or as a text.
pub(super) fn number(value: &Json) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}
