//! The undo of a run: made of the operations that its rows are recorded to have done, and of the site as it is now. Nothing more is kept.

use std::collections::BTreeMap;
use std::convert::Infallible;

use futures_util::stream;
use toolsync_core::api::{Phase, RunSummary, Submission};
use toolsync_core::check::CheckOptions;
use toolsync_core::plan::PlanOptions;
use toolsync_core::report::{Outcome, State};
use toolsync_core::undo::{DoneRow, Undo, undo};

use super::submit::Part;
use super::{RunError, Runs, in_background};

/// The undo of a run, with what its files need to be run.
#[derive(Debug, Clone)]
pub struct RunUndo {
    /// Its files and grades.
    pub undo: Undo,
    /// Name of the site.
    pub site: String,
    /// The settings that its files are written for and that are otherwise by now, by their tool_sync keys.
    pub settings: Vec<(String, String)>,
}

impl Runs {
    /// The undo of a run that has ended, on the site as it is now.
    ///
    /// # Errors
    /// [`RunError::OtherPhase`] when it has not ended; when the site cannot be read or the store fails.
    pub async fn undo(&self, id: i64) -> Result<RunUndo, RunError> {
        let run = self.get(id).await?;
        if !matches!(run.summary.phase, Phase::Finished | Phase::Cancelled) {
            return Err(RunError::OtherPhase);
        }
        let several = run.files.len() > 1;
        let mut outcomes: Vec<(String, Outcome)> = Vec::new();
        for (place, file) in run.files.iter().enumerate() {
            let name = if several { &*file.submission.name } else { "" };
            let ended = self.outcomes(id, place).await?.into_iter();
            outcomes.extend(ended.map(|outcome| (name.to_owned(), outcome)));
        }
        let site = self.site(&run.summary.site).await?;
        let (now, key) = (site.snapshot().await?, site.digest_key());
        let limits = site.limits();
        let settings = self.store.settings().await?.sync;
        let (undo, settings) = in_background(move || {
            let options = PlanOptions {
                zone: jiff::tz::TimeZone::get(&now.facts.timezone).ok(),
                password_key: key,
                limits,
                check: CheckOptions {
                    settings: settings.clone(),
                    ..CheckOptions::default()
                },
            };
            let done = outcomes.iter();
            let done: Vec<DoneRow<'_>> = done
                .filter(|(_, outcome)| outcome.state == State::Done)
                .map(|(file, outcome)| DoneRow {
                    file,
                    line: outcome.line,
                    subject: &outcome.subject,
                    operations: &outcome.operations,
                })
                .collect();
            let undo = undo(&done, &now, &options);
            let settings = undo.settings.other_than(&settings);
            (undo, settings)
        })
        .await?;
        Ok(RunUndo {
            undo,
            site: run.summary.site,
            settings,
        })
    }

    /// Submits the files of a run's undo in the name of `by`, as one run with the settings that they need.
    ///
    /// # Errors
    /// See [`Runs::undo`] and [`Runs::submit_bundle`]; [`RunError::NotFound`] when no file undoes anything.
    pub async fn submit_undo(&self, id: i64, by: &str) -> Result<RunSummary, RunError> {
        let made = self.undo(id).await?;
        if made.undo.files.is_empty() {
            return Err(RunError::NotFound);
        }
        let set: BTreeMap<String, String> = made.settings.into_iter().collect();
        let (parts, texts): (Vec<_>, Vec<_>) = made
            .undo
            .files
            .into_iter()
            .map(|file| {
                let submission = Submission {
                    name: format!("undo-{id}-{}", file.name),
                    site: made.site.clone(),
                    kind: Some(file.kind),
                    encoding: None,
                    separator: None,
                    sheet: None,
                    core: String::new(),
                    digest: String::new(),
                    site_state: String::new(),
                    set: set.clone(),
                };
                let part = Part {
                    submission,
                    bytes: Some(file.text.len() as u64),
                };
                (part, Ok::<_, Infallible>(file.text.into_bytes()))
            })
            .unzip();
        self.submit_bundle(parts, by, stream::iter(texts)).await
    }
}
