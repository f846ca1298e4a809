//! The words that the page and the server exchange (JSON over HTTP). Both sides compile this file.
//!
//! | request | answer |
//! |---|---|
//! | `GET /api/session` | [`Session`] |
//! | `POST /api/session` [`Login`] | [`Session`], 401 when refused |
//! | `DELETE /api/session` | 204 |
//! | `GET /api/invitations/{token}` | [`Invitation`], 404 when used or unknown |
//! | `POST /api/invitations/{token}` [`Acceptance`] | [`Session`] (signed in) |
//! | `GET /api/people` (administrator) | `[Person]` |
//! | `POST /api/people` [`NewPerson`] (administrator) | [`InvitationLink`] |
//! | `DELETE /api/people/{login}` (administrator) | 204 |
//! | `GET /api/settings` | [`AppSettings`] |
//! | `PUT /api/settings` [`AppSettings`] (administrator) | [`AppSettings`] |
//! | `GET /api/sites` | `[SiteSummary]` |
//! | `GET /api/sites/{site}/digest` | [`crate::site::DigestIndex`] bytes |
//! | `GET /api/sites/{site}/courses` (administrator) | `[`[`crate::generate::CourseEntry`]`]`, by short name |
//! | `GET /api/sites/{site}/categories` (administrator) | `[`[`crate::generate::CategoryFate`]`]` of the whole site, branches as a whole |
//! | `GET /api/connections` (administrator) | `[`[`ConnectedSite`]`]`, by name |
//! | `POST /api/connections` [`NewSite`] (administrator) | [`ConnectedSite`] |
//! | `DELETE /api/connections/{name}` (administrator) | 204 |
//! | `GET /api/connections/{name}/check` (administrator) | [`SiteReport`], whether the site answers or not |
//! | `GET /api/reference` | [`ReferenceContents`] |
//! | `GET /api/reference/kinds/{kind}` | [`crate::reference::KindPage`] |
//! | `GET /api/reference/codes/{code}` | [`crate::reference::CodePage`] |
//! | `GET /api/templates/{kind}.{csv,xlsx}?lang=` | a blank file |
//! | `POST /api/runs?name=&site=&kind=&encoding=&separator=&core=&digest=&site_state=` (bytes of the file) | [`RunSummary`] |
//! | `POST /api/bundles?site=&core=&site_state=` (`[`[`BundlePart`]`]` in one line, a line feed, the bytes of the files one after the other) | [`RunSummary`] |
//! | `GET /api/runs` | `[RunSummary]`, newest first |
//! | `GET /api/runs/{id}` | [`RunDetail`] |
//! | `GET /api/runs/{id}/rows?from=&limit=&state=&decision=&file=` | [`RowPage`] |
//! | `POST /api/runs/{id}/approve` [`Approve`] (administrator) | [`RunDetail`] |
//! | `POST /api/runs/{id}/refuse` [`Refuse`] (administrator) | [`RunDetail`] |
//! | `POST /api/runs/{id}/plan` (plan again on the site as it is now) | [`RunDetail`] |
//! | `POST /api/runs/{id}/cancel` | [`RunDetail`] |
//! | `GET /api/runs/{id}/report.{txt,csv,json,html,eml}?lang=&file=` | the report on one of its files, by place from 0 |
//! | `GET /api/runs/{id}/undo` (of a run that has ended) | [`UndoDetail`] |
//! | `POST /api/runs/{id}/undo` (administrator) | [`RunSummary`]: the files of the undo, submitted as one run |
//! | `GET /api/runs/{id}/undo.{zip,csv,txt}?lang=` | its files; its grades |
//! | `GET /api/runs/{id}/existence?file=` (of a list of courses to look for) | [`crate::report::Existence`] |
//! | `GET /api/runs/{id}/pictures?file=&limit=&state=` (of an archive of pictures that is planned) | [`PictureBoard`] |
//! | `GET /api/runs/{id}/tryback?file=`, `…/archive?file=` | the file |
//! | `GET /api/runs/{id}/trybacks` | a ZIP archive of all trybacks, which is a bundle |
//!
//! A ZIP archive of command files that is posted to `/api/runs` is a bundle of its files; so is one among the files that are posted to
//! `/api/bundles`.
//!
//! Every request but `GET` carries the header `X-CSRF-Token` with [`Session::csrf`]. Errors are [`ApiError`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::check::Verdict;
use crate::finding::{Finding, Severity};
use crate::input::Encoding;
use crate::kinds::Kind;
pub use crate::kinds::pictures::{BoardQuery, PictureBoard, PictureEntry, PictureState};
use crate::messages::Catalogue;
use crate::plan::{Decision, Operation, PeopleWithoutPicture};
use crate::reference::CodePage;
use crate::report::{State, Totals};
use crate::settings::Settings;

/// What a person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Checks and submits files, sees the runs.
    Staff,
    /// Also approves, refuses, sets, and invites people.
    Administrator,
}

/// A person with an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Login name.
    pub login: String,
    /// Name, as others see it.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// Whether the invitation was not yet accepted.
    #[serde(default)]
    pub invited: bool,
}

/// Who is at the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The person signed in, if any.
    pub person: Option<Person>,
    /// To be sent as `X-CSRF-Token` with every request but `GET`.
    pub csrf: String,
    /// Version of the server's core.
    pub core: String,
}

/// Signing in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Login {
    /// Login name.
    pub login: String,
    /// Password.
    pub password: String,
}

/// An invitation that can be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Login name; empty when the person chooses one (the first administrator).
    pub login: String,
    /// Name; may be empty likewise.
    pub name: String,
    /// The role that comes with it.
    pub role: Role,
}

/// Accepting an invitation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Acceptance {
    /// Login name; passed over when the invitation names one.
    pub login: String,
    /// Name.
    pub name: String,
    /// Password, at least 10 characters.
    pub password: String,
}

/// Inviting a person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewPerson {
    /// Login name.
    pub login: String,
    /// Name.
    pub name: String,
    /// What the person may do.
    pub role: Role,
}

/// The one-time link to hand to an invited person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationLink {
    /// Path on this server, `/welcome/…`.
    pub path: String,
}

/// Settings of the server and of checks and plans.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AppSettings {
    /// The approver must be another person than the submitter.
    pub four_eyes: bool,
    /// Of checks and plans.
    pub sync: Settings,
}

/// A site that files can be executed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteSummary {
    /// Its name in Toolsync.
    pub name: String,
    /// Its full name.
    pub title: String,
    /// What it is: `sandbox`, `moodle`; `away` when it does not answer, and nothing is known of it but its name.
    pub kind: String,
    /// How many courses, accounts and categories it has.
    pub courses: u64,
    /// Accounts that are not deleted.
    pub users: u64,
    /// Categories.
    pub categories: u64,
}

/// A connected Moodle site. Its token is never told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectedSite {
    /// Its name in Toolsync.
    pub name: String,
    /// Its address.
    pub address: String,
    /// When it was added, RFC 3339.
    pub added_at: String,
}

/// Connecting a Moodle site. (Without `Debug`: it holds a token.)
#[derive(Clone, Serialize, Deserialize)]
pub struct NewSite {
    /// Its name in Toolsync.
    pub name: String,
    /// Its address, as a browser shows it.
    pub address: String,
    /// The token of its web services.
    pub token: String,
    /// The address of its database, with user and password; empty: none.
    #[serde(default)]
    pub database: String,
}

/// How a connected site stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SiteStanding {
    /// Nothing is missing of what Moodle's own functions can do.
    Ready,
    /// It answers; something is missing or not as it should be.
    Lacking,
    /// It does not answer, or does not let Toolsync in.
    Away,
}

/// What a check of a connected site says, in the language of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteReport {
    /// How it stands.
    pub standing: SiteStanding,
    /// Who answers, how fast, and how much at once; of one that is away, why and what to do.
    pub facts: Vec<String>,
    /// What is not as it should be with the site as a whole.
    pub remarks: Vec<SiteRemark>,
    /// What the token may do, each ability with what is missing, what that forbids and how to grant it.
    pub abilities: Vec<SiteRemark>,
}

/// Something that is said of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteRemark {
    /// How much it weighs; none when all is well.
    pub weight: Option<Severity>,
    /// How it stands, in a word or two; may be empty.
    pub standing: String,
    /// What is said.
    pub told: String,
}

/// Where a run is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Taken in; the plan is being made.
    Submitted,
    /// Planned; waits for an administrator.
    AwaitingApproval,
    /// Approved; waits for its turn.
    Approved,
    /// Being executed.
    Executing,
    /// Every line has its outcome.
    Finished,
    /// An administrator refused it.
    Refused,
    /// Cancelled before the end; lines that were not reached are held.
    Cancelled,
    /// No plan could be made (the file has no usable header, or the verdicts differ).
    Rejected,
}

/// A run in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSummary {
    /// Its number.
    pub id: i64,
    /// Name of the file; of a bundle, of the first.
    pub file: String,
    /// Names of all its files, in the order in which they are executed.
    #[serde(default)]
    pub files: Vec<String>,
    /// The kind of the (first) file, once known.
    pub kind: Option<Kind>,
    /// Name of the site.
    pub site: String,
    /// Where it is in its life.
    pub phase: Phase,
    /// Login of who submitted it.
    pub submitted_by: String,
    /// RFC 3339.
    pub submitted_at: String,
    /// Rows in all files.
    pub rows: u64,
    /// Rows that have an outcome.
    pub finished_rows: u64,
    /// Outcomes so far.
    pub totals: Totals,
}

/// Counts of a plan's decisions and operations.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanTotals {
    /// Rows that change something.
    pub change: u64,
    /// Rows that the site already satisfies.
    pub unchanged: u64,
    /// Rows that will not be executed.
    pub refused: u64,
    /// How many operations of each type (`create_course`…), by the type's name.
    pub operations: BTreeMap<String, u64>,
    /// Who will have no picture then; known of archives of pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_picture: Option<PeopleWithoutPicture>,
}

/// A run, whole but for its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunDetail {
    /// As in the list.
    pub summary: RunSummary,
    /// Its files, in the order in which they are executed.
    pub files: Vec<RunFile>,
    /// What the plan would do, all files together.
    pub plan: PlanTotals,
    /// Fingerprint of the plan, to be approved.
    pub fingerprint: String,
    /// Whether the site or the settings changed between the submitter's check and the plan, so that the two verdicts differ.
    #[serde(default)]
    pub site_moved: bool,
    /// Login of who approved or refused it.
    pub decided_by: String,
    /// RFC 3339.
    pub decided_at: String,
    /// Why it was refused or rejected.
    pub reason: String,
    /// RFC 3339; empty before.
    pub started_at: String,
    /// RFC 3339; empty before.
    pub finished_at: String,
    /// Whether the person asking may approve it.
    pub may_approve: bool,
    /// Whether there is a tryback to fetch.
    pub has_tryback: bool,
}

/// A file of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunFile {
    /// Its name; of a file that came in an archive, its path there.
    pub name: String,
    /// Its kind, once known.
    pub kind: Option<Kind>,
    /// How many rows it has.
    pub rows: u64,
    /// Outcomes so far.
    pub totals: Totals,
    /// What the check said; its findings are cut at 200.
    pub verdict: Option<Verdict>,
    /// What its plan would do.
    pub plan: PlanTotals,
    /// Whether there is a tryback of it to fetch.
    pub has_tryback: bool,
}

/// How far a run can be undone on the site as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoDetail {
    /// Rows that are fully undone.
    pub fully: u64,
    /// Rows of which something is not undone.
    pub partly: u64,
    /// Rows of which nothing is undone.
    pub not: u64,
    /// The command files that undo the run, in the order in which they must run.
    pub files: Vec<UndoFileEntry>,
    /// The first hundred rows that are not fully undone.
    pub rows: Vec<UndoRowEntry>,
    /// Settings that the files need and that are otherwise by now, by their tool_sync keys.
    pub settings: Vec<(String, String)>,
}

/// A command file of an undo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoFileEntry {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// How many rows it has.
    pub rows: u64,
}

/// A row of a run that is not fully undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoRowEntry {
    /// Name of its file, in a run of several; empty otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// The line on which it starts.
    pub line: u64,
    /// What it is about, for a person.
    pub subject: String,
    /// How far it is undone, in words.
    pub grade: String,
    /// Why not further, in words.
    pub reasons: Vec<String>,
}

/// A row of a run: what is planned and, once there, how it ended. Operations come in words, so that the page need not know every type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRow {
    /// The place of its file in the run.
    #[serde(default)]
    pub file: u32,
    /// The line on which it starts.
    pub line: u64,
    /// Where its bytes start in the file.
    pub start: u64,
    /// What it is about, for a person.
    pub subject: String,
    /// What the plan does with it.
    pub decision: Decision,
    /// What the site is asked, in the language of the request.
    pub operations: Vec<OperationWords>,
    /// How it ended; none yet.
    pub state: Option<State>,
    /// What is to be said of it: by its outcome, or until there is one by the plan.
    pub findings: Vec<Finding>,
}

/// An operation in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationWords {
    /// What is done, one line.
    pub text: String,
    /// What it sets or changes, field by field.
    pub details: Vec<String>,
}

impl OperationWords {
    /// The words of an operation.
    pub fn new(operation: &Operation, catalogue: &Catalogue) -> Self {
        Self {
            text: catalogue.operation(operation),
            details: crate::plan::details(operation, catalogue),
        }
    }
}

/// Some rows of a run, in file order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPage {
    /// How many rows match.
    pub total: u64,
    /// Index of the first row given.
    pub from: u64,
    /// The rows.
    pub rows: Vec<RunRow>,
}

/// How a submitted file is to be read (query of `POST /api/runs`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// Name of the file.
    pub name: String,
    /// Name of the site.
    pub site: String,
    /// The kind, when the person chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The encoding, when the person chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// The separator, when the person chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
    /// The sheet of a workbook, when the person chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Version of the submitter's core; empty from programs that did not check.
    #[serde(default)]
    pub core: String,
    /// Digest of the submitter's verdict; empty likewise.
    #[serde(default)]
    pub digest: String,
    /// The state of site and settings that the verdict was made on: the `ETag` of the digest index, without quotes (fetch
    /// the settings before it). Verdicts on different states may differ.
    #[serde(default)]
    pub site_state: String,
    /// Settings put over the server's for this file, by their tool_sync key. Only the command line of the server's own machine
    /// gives them; a query that does is refused.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, String>,
}

/// A file of a bundle, in the first line of its body; its bytes follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundlePart {
    /// Name of the file.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// As [`Submission::kind`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// As [`Submission::encoding`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// As [`Submission::separator`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
    /// As [`Submission::sheet`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// As [`Submission::digest`]: of the verdict on the file after those that are executed before it.
    #[serde(default)]
    pub digest: String,
}

/// What comes with a bundle, in the query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleSubmission {
    /// As [`Submission::site`].
    pub site: String,
    /// As [`Submission::core`].
    #[serde(default)]
    pub core: String,
    /// As [`Submission::site_state`].
    #[serde(default)]
    pub site_state: String,
}

impl BundleSubmission {
    /// What comes with one of its files.
    pub fn of(&self, part: BundlePart) -> Submission {
        Submission {
            name: part.name,
            site: self.site.clone(),
            kind: part.kind,
            encoding: part.encoding,
            separator: part.separator,
            sheet: part.sheet,
            core: self.core.clone(),
            digest: part.digest,
            site_state: self.site_state.clone(),
            set: BTreeMap::new(),
        }
    }
}

/// Approving a plan.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Approve {
    /// The fingerprint that was seen.
    pub fingerprint: String,
}

/// Refusing a plan.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Refuse {
    /// Why; never empty.
    pub reason: String,
}

/// Why a request failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    /// Stable code, snake_case: `not_signed_in`, `not_allowed`, `not_found`, `bad_request`, `csrf`, `conflict`, `four_eyes`, `too_large`, `throttled`, `internal`.
    pub code: String,
    /// What happened and how to mend it, in the language of the request's `Accept-Language`.
    pub message: String,
    /// Findings that explain it, if any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// What the reference holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceContents {
    /// Each kind with its name and what its files are for.
    pub kinds: Vec<(Kind, String, String)>,
    /// Each code.
    pub codes: Vec<CodePage>,
}
