//! What a list of courses to look for found: the courses that are missing first, then those that were perhaps meant otherwise.

use toolsync_core::api::Phase;
use toolsync_core::report::Existence;
use yew::prelude::*;

use crate::api;
use crate::pages::parts::Failure;
use crate::text::{Text, use_text};

/// The most courses of a group that are shown; the report has them all.
const MOST: usize = 500;

#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    /// Number of the run.
    pub id: i64,
    /// The place of the file that is looked at.
    pub file: usize,
    /// Where the run is; the answer is asked for again when it moves on.
    pub phase: Phase,
}

/// The answer of a run of a list of courses to look for.
#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    let text = use_text();
    let answer = use_state(Existence::default);
    let failure = use_state(|| None::<api::Failure>);
    {
        let (answer, failure) = (answer.clone(), failure.clone());
        use_effect_with((props.id, props.file, props.phase), move |(id, file, _)| {
            let path = format!("/api/runs/{id}/existence?file={file}");
            wasm_bindgen_futures::spawn_local(async move {
                match api::get(&path).await {
                    Ok(found) => answer.set(found),
                    Err(error) => failure.set(Some(error)),
                }
            });
        });
    }
    let missing = |of: &[toolsync_core::report::MissingCourse]| -> Vec<Line> {
        let lines = of.iter().take(MOST);
        lines
            .map(|course| {
                let near = match &*course.near {
                    "" => String::new(),
                    near => text.with("report-perhaps", &[("near", near.to_owned())]),
                };
                (
                    course.line,
                    course.asked.clone(),
                    vec![course.description.clone(), near],
                )
            })
            .collect()
    };
    let found = answer.found.iter().take(MOST);
    let found = found.map(|course| {
        let names = vec![
            course.shortname.clone(),
            course.fullname.clone(),
            course.idnumber.clone(),
        ];
        (course.line, course.asked.clone(), names)
    });
    html! {
        <section class="card" aria-labelledby="answer-title">
            <h2 id="answer-title">{ text.get("answer-title") }</h2>
            <Failure failure={(*failure).clone()} />
            { group(&text, "report-missing", answer.missing.len(), missing(&answer.missing), true) }
            { group(&text, "report-near-miss", answer.near.len(), missing(&answer.near), true) }
            { group(&text, "report-found", answer.found.len(), found.collect(), answer.found.len() < 20) }
        </section>
    }
}

/// Number of a line, the course that it asks for, and what is said of it.
type Line = (u64, String, Vec<String>);

/// A group of courses, open or to be opened.
fn group(text: &Text, id: &str, count: usize, lines: Vec<Line>, is_open: bool) -> Html {
    if count == 0 {
        return Html::default();
    }
    let shown = lines.len();
    let lines = lines.into_iter().map(|(line, asked, said)| {
        let said = said.into_iter().filter(|said| !said.is_empty());
        html! { <li key={line}><b>{ asked }</b>{ for said.map(|said| html! { <span class="muted">{ said }</span> }) }</li> }
    });
    html! {
        <details class="kept" open={is_open}>
            <summary>{ text.get(id) }{ " " }<b>{ text.number(count as u64) }</b></summary>
            <ul class="entries" tabindex="0">{ for lines }</ul>
            if shown < count {
                <p class="muted">{ text.count("answer-more", (count - shown) as u64) }</p>
            }
        </details>
    }
}
