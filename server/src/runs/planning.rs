//! Planning: the same core checks what was submitted, compares its verdict with the submitter's, and plans.

use sha2::{Digest as _, Sha256};
use toolsync_core::api::{AppSettings, Phase, PlanTotals, Submission};
use toolsync_core::check::{CheckOptions, Checker, Verdict};
use toolsync_core::plan::{Plan, PlanOptions, plan};
use toolsync_core::site::{DigestIndex, SiteIndex};

use super::{Breakpoint, RunError, Runs, in_background, state_name};
use crate::accounts::hex;
use crate::store::{Execution, PlanRecord, RowRecord, RunRecord};

/// How many findings of a verdict are stored with the run; those of rows are with the rows.
const FINDINGS: usize = 200;

/// How many bytes the checker is given at a time.
const CHUNK: usize = 1 << 20;

/// Reasons of a rejection; the message is `reason-<with hyphens>`.
const VERDICTS_DIFFER: &str = "verdicts_differ";
const UNUSABLE_HEADER: &str = "unusable_header";
const FILE_LOST: &str = "file_lost";
const CRASHED: &str = "crashed";

/// How the server's verdict stands to the submitter's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// They are the same, or there is nothing to compare.
    Agree,
    /// They differ, and so do the states of the site that they were made on.
    SiteMoved,
    /// They differ on the same file, settings, site and core: one of them is wrong.
    Differ,
}

impl Runs {
    /// Plans the run under this lease.
    pub(super) async fn plan_run(&self, lease: &Execution) -> Result<(), RunError> {
        let run = self.get(lease.run).await?;
        let Some(file) = self.original(&run).await? else {
            return self.reject(lease, FILE_LOST, None).await;
        };
        let settings = self.store.settings().await?;
        let options = check_options(&run.submission, &settings);
        let planned = self
            .plan_file(&run, options.clone(), file, Some(settings))
            .await;
        let (made, compared) = match planned {
            // A file that the planner cannot stand must not be tried for ever.
            Err(RunError::Crashed) => return self.reject(lease, CRASHED, None).await,
            planned => planned?,
        };
        if compared == Comparison::Differ {
            tracing::error!(
                submitted = run.submission.digest,
                own = made.verdict.digest,
                core = toolsync_core::VERSION,
                "ALARM: the submitter's verdict and the server's differ on the same file, settings, site and core"
            );
            return self
                .reject(lease, VERDICTS_DIFFER, Some((options, made.verdict)))
                .await;
        }
        if made.verdict.blocks_execution() {
            return self
                .reject(lease, UNUSABLE_HEADER, Some((options, made.verdict)))
                .await;
        }
        self.options
            .breakpoints
            .reached(Breakpoint::BeforePlanStored)?;
        let record = PlanRecord {
            phase: Phase::AwaitingApproval,
            reason: String::new(),
            options,
            plan: made.totals(),
            fingerprint: made.fingerprint,
            site_moved: compared == Comparison::SiteMoved,
            verdict: Some(cut(made.verdict)),
            rows: (0..)
                .zip(made.rows)
                .map(|(position, planned)| RowRecord {
                    position,
                    planned,
                    intended: false,
                    outcome: None,
                })
                .collect(),
        };
        let stored = self.store.record_plan(lease, &record).await?;
        if stored {
            tracing::info!(rows = record.rows.len(), "planned");
        }
        Ok(())
    }

    /// The file of a run as it was submitted; none when it is gone or is no longer what was taken in.
    pub(super) async fn original(&self, run: &RunRecord) -> Result<Option<Vec<u8>>, RunError> {
        let Some(file) = self.files.original(run.summary.id).await? else {
            return Ok(None);
        };
        let (file, digest) = in_background(move || {
            let digest = hex(&Sha256::digest(&file));
            (file, digest)
        })
        .await?;
        Ok((digest == run.file_digest).then_some(file))
    }

    /// Plans a file on the site as it is now. With settings, compares the verdict with the submitter's.
    pub(super) async fn plan_file(
        &self,
        run: &RunRecord,
        check: CheckOptions,
        file: Vec<u8>,
        compare: Option<AppSettings>,
    ) -> Result<(Plan, Comparison), RunError> {
        let site = self.site(&run.summary.site)?;
        let (snapshot, key) = (site.snapshot().await?, site.digest_key());
        let submission = run.submission.clone();
        in_background(move || {
            let options = PlanOptions {
                zone: jiff::tz::TimeZone::get(&snapshot.facts.timezone).ok(),
                password_key: key,
                check,
            };
            let comparable = compare.filter(|_| {
                submission.core == toolsync_core::VERSION && !submission.digest.is_empty()
            });
            let seen = comparable.map(|settings| Seen::of(&snapshot, key, &settings));
            let made = plan(file.chunks(CHUNK), &options, snapshot);
            let compared = seen.map_or(Comparison::Agree, |seen| {
                seen.compare(&submission, &made.verdict, &options.check, &file)
            });
            (made, compared)
        })
        .await
    }

    /// Rejects the run; `checked` is how its file was checked, if there was one, and what came of it.
    async fn reject(
        &self,
        lease: &Execution,
        reason: &str,
        checked: Option<(CheckOptions, Verdict)>,
    ) -> Result<(), RunError> {
        tracing::warn!(reason, "rejected");
        let (options, verdict) = checked.unzip();
        let record = PlanRecord {
            phase: Phase::Rejected,
            reason: reason.to_owned(),
            options: options.unwrap_or_default(),
            plan: PlanTotals::default(),
            fingerprint: String::new(),
            site_moved: false,
            verdict: verdict.map(cut),
            rows: Vec::new(),
        };
        self.store.record_plan(lease, &record).await?;
        Ok(())
    }
}

/// The site as the browser sees it.
struct Seen {
    index: DigestIndex,
    state: String,
}

impl Seen {
    fn of(site: &SiteIndex, key: [u8; 16], settings: &AppSettings) -> Self {
        let index = DigestIndex::of(site, key);
        let state = state_name(&index.to_bytes(), settings);
        Self { index, state }
    }

    fn compare(
        &self,
        submission: &Submission,
        own: &Verdict,
        options: &CheckOptions,
        file: &[u8],
    ) -> Comparison {
        if submission.digest == own.digest {
            return Comparison::Agree;
        }
        if submission.site_state != self.state {
            return Comparison::SiteMoved;
        }
        // The plan's verdict was made with the whole site, the browser's with its digests: before an alarm, check as it did.
        let mut checker = Checker::new(options.clone(), &self.index);
        for chunk in file.chunks(CHUNK) {
            checker.push(chunk);
        }
        if checker.finish().digest == submission.digest {
            Comparison::Agree
        } else {
            Comparison::Differ
        }
    }
}

fn check_options(submission: &Submission, settings: &AppSettings) -> CheckOptions {
    // They were taken in by a Toolsync that knew them; one that this version does not know has no effect.
    let settings = submission
        .set
        .iter()
        .fold(settings.sync.clone(), |settings, (key, value)| {
            settings.with(key, value).unwrap_or(settings)
        });
    CheckOptions {
        kind: submission.kind,
        encoding: submission.encoding,
        separator: submission.separator,
        sheet: submission.sheet.clone(),
        settings,
        name: submission.name.clone(),
    }
}

fn cut(mut verdict: Verdict) -> Verdict {
    verdict.findings.truncate(FINDINGS);
    verdict
}
