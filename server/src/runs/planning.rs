//! Planning: the same core checks what was submitted, compares its verdict with the submitter's, and plans.

use std::convert::Infallible;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use toolsync_core::api::{AppSettings, Phase, PlanTotals, Submission};
use toolsync_core::check::{CheckOptions, Checker, Feed, Verdict, kind_of};
use toolsync_core::kinds::Kind;
use toolsync_core::plan::{BundlePlanner, Plan, PlanOptions, fingerprint_of};
use toolsync_core::site::{DigestIndex, ExpectedNames, ExpectedSite, SiteIndex};

use super::{Breakpoint, RunError, Runs, in_background, state_name};
use crate::accounts::hex;
use crate::moodle::SiteError;
use crate::store::{Execution, PlanRecord, PlannedFile, RowRecord, RunRecord};

/// How many findings of a verdict are stored with the run; those of rows are with the rows.
const FINDINGS: usize = 200;

/// How many bytes the checker is given at a time.
const CHUNK: usize = 1 << 20;

/// Reasons of a rejection; the message is `reason-<with hyphens>`.
const VERDICTS_DIFFER: &str = "verdicts_differ";
const UNUSABLE_HEADER: &str = "unusable_header";
const FILE_LOST: &str = "file_lost";
const CRASHED: &str = "crashed";
const COMPANION_OLD: &str = "companion_old";

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

/// A file of a run, with how it is read.
pub(super) struct Loaded {
    pub(super) options: CheckOptions,
    pub(super) bytes: Vec<u8>,
}

impl Runs {
    /// Plans the run under this lease.
    pub(super) async fn plan_run(&self, lease: &Execution) -> Result<(), RunError> {
        let run = self.get(lease.run).await?;
        let settings = self.store.settings().await?;
        let options = run.files.iter();
        let options = options.map(|file| check_options(&file.submission, &settings));
        let Some(files) = self.originals(&run, options.collect()).await? else {
            return self.reject(lease, FILE_LOST, Vec::new()).await;
        };
        let files = Arc::new(files);
        let planned = self
            .plan_files(&run, Arc::clone(&files), 0, Some(settings))
            .await;
        let (plans, compared) = match planned {
            // A file that the planner cannot stand must not be tried for ever.
            Err(RunError::Crashed) => return self.reject(lease, CRASHED, Vec::new()).await,
            Err(RunError::Site(SiteError::CompanionTooOld { .. })) => {
                return self.reject(lease, COMPANION_OLD, Vec::new()).await;
            }
            planned => planned?,
        };
        let options = files.iter().map(|file| file.options.clone());
        if compared == Comparison::Differ {
            tracing::error!(
                core = toolsync_core::VERSION,
                "ALARM: the submitter's verdict and the server's differ on the same files, settings, site and core"
            );
            let checked = options.zip(plans).collect();
            return self.reject(lease, VERDICTS_DIFFER, checked).await;
        }
        // Of a bundle, nothing is executed unless all of it can be.
        if plans.iter().any(|plan| plan.verdict.blocks_execution()) {
            let checked = options.zip(plans).collect();
            return self.reject(lease, UNUSABLE_HEADER, checked).await;
        }
        self.options
            .breakpoints
            .reached(Breakpoint::BeforePlanStored)?;
        let mut whole = PlanTotals::default();
        let fingerprint = fingerprint_of(&plans);
        let (mut planned, mut rows) = (Vec::new(), Vec::new());
        for ((place, options), plan) in (0..).zip(options).zip(plans) {
            let totals = plan.totals();
            whole.add(&totals);
            rows.extend(plan.rows.into_iter().map(|row| (place, row)));
            planned.push(PlannedFile {
                options,
                verdict: Some(cut(plan.verdict)),
                plan: totals,
            });
        }
        let record = PlanRecord {
            phase: Phase::AwaitingApproval,
            reason: String::new(),
            files: planned,
            plan: whole,
            fingerprint,
            site_moved: compared == Comparison::SiteMoved,
            rows: (0..)
                .zip(rows)
                .map(|(position, (file, planned))| RowRecord {
                    position,
                    file,
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

    /// The files of a run as they were submitted, each with how it is read; none when one is gone or is no longer what was taken in.
    pub(super) async fn originals(
        &self,
        run: &RunRecord,
        options: Vec<CheckOptions>,
    ) -> Result<Option<Vec<Loaded>>, RunError> {
        let mut files = Vec::new();
        for ((place, record), options) in run.files.iter().enumerate().zip(options) {
            let Some(bytes) = self.files.original(run.summary.id, place).await? else {
                return Ok(None);
            };
            let (bytes, digest) = in_background(move || {
                let digest = hex(&Sha256::digest(&bytes));
                (bytes, digest)
            })
            .await?;
            if digest != record.file_digest {
                return Ok(None);
            }
            files.push(Loaded { options, bytes });
        }
        Ok(Some(files))
    }

    /// Plans files on the site as it is now, one on the other; the first `executed` of them are passed over, and have no plans. With settings,
    /// compares the verdicts with the submitter's.
    pub(super) async fn plan_files(
        &self,
        run: &RunRecord,
        files: Arc<Vec<Loaded>>,
        executed: usize,
        compare: Option<AppSettings>,
    ) -> Result<(Vec<Plan>, Comparison), RunError> {
        let site = self.site(&run.summary.site).await?;
        let kinds = kinds_of(&files, executed).await?;
        let (snapshot, key) = (site.snapshot_for(&kinds).await?, site.digest_key());
        let limits = site.limits();
        let submissions = run.files.iter().map(|file| file.submission.clone());
        let submissions: Vec<Submission> = submissions.collect();
        in_background(move || {
            let comparable = compare.filter(|_| {
                let mut submissions = submissions.iter();
                submissions.all(|submission| {
                    submission.core == toolsync_core::VERSION && !submission.digest.is_empty()
                })
            });
            let seen = comparable.map(|settings| Seen::of(&snapshot, key, &settings));
            let zone = jiff::tz::TimeZone::get(&snapshot.facts.timezone).ok();
            let mut planner = BundlePlanner::new(snapshot);
            let mut plans = Vec::new();
            for file in &files[..executed] {
                planner.pass_over(&file.options.name);
            }
            for file in &files[executed..] {
                let options = PlanOptions {
                    zone: zone.clone(),
                    password_key: key,
                    limits,
                    check: file.options.clone(),
                };
                plans.push(planner.plan(file.bytes.chunks(CHUNK), &options));
            }
            let compared = seen.map_or(Comparison::Agree, |seen| {
                seen.compare(&submissions, &plans, &files)
            });
            (plans, compared)
        })
        .await
    }

    /// Rejects the run; `checked` is how its files were checked, as far as they were, and what came of it.
    async fn reject(
        &self,
        lease: &Execution,
        reason: &str,
        checked: Vec<(CheckOptions, Plan)>,
    ) -> Result<(), RunError> {
        tracing::warn!(reason, "rejected");
        let files = checked.into_iter().map(|(options, plan)| PlannedFile {
            options,
            verdict: Some(cut(plan.verdict)),
            plan: PlanTotals::default(),
        });
        let record = PlanRecord {
            phase: Phase::Rejected,
            reason: reason.to_owned(),
            files: files.collect(),
            plan: PlanTotals::default(),
            fingerprint: String::new(),
            site_moved: false,
            rows: Vec::new(),
        };
        self.store.record_plan(lease, &record).await?;
        Ok(())
    }
}

/// The kinds of files, but for the first `executed`.
async fn kinds_of(files: &Arc<Vec<Loaded>>, executed: usize) -> Result<Vec<Kind>, RunError> {
    let files = Arc::clone(files);
    in_background(move || {
        let files = files.iter().skip(executed);
        files
            .filter_map(|file| kind_of(&file.bytes, &file.options))
            .collect()
    })
    .await
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

    /// How the verdicts of a bundle stand to the submitter's.
    fn compare(&self, submissions: &[Submission], plans: &[Plan], files: &[Loaded]) -> Comparison {
        let agree = submissions
            .iter()
            .zip(plans)
            .all(|(submission, plan)| submission.digest == plan.verdict.digest);
        if agree {
            return Comparison::Agree;
        }
        let moved = |submission: &Submission| submission.site_state != self.state;
        if submissions.iter().any(moved) {
            return Comparison::SiteMoved;
        }
        // The plans' verdicts were made with the whole site, the browser's with its digests: before an alarm, check as it did.
        let mut names = ExpectedNames::default();
        for ((place, file), submission) in (0..).zip(files).zip(submissions) {
            let mut noted = ExpectedNames::default();
            let expected = ExpectedSite::new(&self.index, &names);
            let checker = Checker::new(file.options.clone(), &expected)
                .expecting(file.bytes.len() as u64)
                .noting(place, &mut noted);
            let feed = |push: Feed<'_>| {
                file.bytes.chunks(CHUNK).for_each(push);
                Ok::<_, Infallible>(())
            };
            let Ok(again) = checker.whole(feed);
            if again.digest != submission.digest {
                return Comparison::Differ;
            }
            names.add(noted);
        }
        Comparison::Agree
    }
}

/// How a file is checked: as its submitter says, with the settings of the server.
pub(super) fn check_options(submission: &Submission, settings: &AppSettings) -> CheckOptions {
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
