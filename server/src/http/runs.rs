//! `/api/runs`: submitting a file, following its run, deciding on it, and what it leaves.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use toolsync_core::api::{
    Approve, OperationWords, Person, Phase, Refuse, Role, RowPage, RunDetail, RunFile, RunRow,
    RunSummary, Submission,
};
use toolsync_core::archive::archive_of;
use toolsync_core::kinds::Kind;
use toolsync_core::messages::{Catalogue, Language};
use toolsync_core::plan::Decision;
use toolsync_core::report::{Existence, State, render_csv, render_html, render_json, render_text};

use super::App;
use super::downloads::{archive_name, attachment, made_of, report_name, tryback_name};
use super::problem::{Problem, catalogue, language};
use super::session::{Administrator, SignedIn};
use crate::mail::report_mail;
use crate::runs::{Produced, RunError};
use crate::store::{FileTotals, RowFilter, RowRecord, RunRecord};

/// The most rows in one page.
const MOST_ROWS: u64 = 1000;

async fn list(app: web::Data<App>, _: SignedIn) -> Result<web::Json<Vec<RunSummary>>, Problem> {
    Ok(web::Json(app.runs.list().await?))
}

async fn submit(
    app: web::Data<App>,
    SignedIn(person): SignedIn,
    submission: web::Query<Submission>,
    bytes: web::Payload,
) -> Result<web::Json<RunSummary>, Problem> {
    let summary = app
        .runs
        .submit(submission.into_inner(), &person.login, bytes)
        .await?;
    Ok(web::Json(summary))
}

async fn get(
    app: web::Data<App>,
    SignedIn(person): SignedIn,
    request: actix_web::HttpRequest,
    id: web::Path<i64>,
) -> Result<web::Json<RunDetail>, Problem> {
    detail(&app, &person, *id, language(request.headers())).await
}

/// What `person` sees of a run.
async fn detail(
    app: &App,
    person: &Person,
    id: i64,
    language: Language,
) -> Result<web::Json<RunDetail>, Problem> {
    let run = app.runs.get(id).await?;
    let four_eyes = app.store.settings().await?.four_eyes;
    let ended = !run.finished_at.is_empty();
    let reason = reason(&run, language);
    let mut totals = app.store.file_totals(id).await?;
    let files = run.files.into_iter().zip(0..).map(|(file, place)| {
        let FileTotals { rows, totals } = totals.remove(&place).unwrap_or_default();
        RunFile {
            name: file.submission.name,
            kind: file.kind,
            rows,
            totals,
            verdict: file.verdict,
            plan: file.plan,
            has_tryback: ended && totals.to_try_again() > 0,
        }
    });
    Ok(web::Json(RunDetail {
        may_approve: run.summary.phase == Phase::AwaitingApproval
            && person.role == Role::Administrator
            && !(four_eyes && run.summary.submitted_by == person.login),
        has_tryback: ended && run.summary.totals.to_try_again() > 0,
        reason,
        files: files.collect(),
        summary: run.summary,
        plan: run.plan,
        fingerprint: run.fingerprint,
        site_moved: run.site_moved,
        decided_by: run.decided_by,
        decided_at: run.decided_at,
        started_at: run.started_at,
        finished_at: run.finished_at,
    }))
}

/// The words of who refused; the server's own reasons are kept as codes and said in the language of the request.
fn reason(run: &RunRecord, language: Language) -> String {
    if run.summary.phase == Phase::Rejected {
        catalogue(language).text(&format!("reason-{}", run.reason.replace('_', "-")), &[])
    } else {
        run.reason.clone()
    }
}

/// Which rows are asked for.
#[derive(Debug, Deserialize)]
struct RowsQuery {
    #[serde(default)]
    from: u64,
    #[serde(default = "all_rows")]
    limit: u64,
    file: Option<u32>,
    state: Option<State>,
    decision: Option<Decision>,
}

const fn all_rows() -> u64 {
    MOST_ROWS
}

async fn rows(
    app: web::Data<App>,
    _: SignedIn,
    id: web::Path<i64>,
    query: web::Query<RowsQuery>,
    request: actix_web::HttpRequest,
) -> Result<web::Json<RowPage>, Problem> {
    let filter = RowFilter {
        file: query.file,
        state: query.state,
        decision: query.decision,
    };
    app.runs.get(*id).await?;
    let words = catalogue(language(request.headers()));
    let limit = query.limit.min(MOST_ROWS);
    let rows = app.store.rows(*id, filter, query.from, limit).await?;
    Ok(web::Json(RowPage {
        total: app.store.count_rows(*id, filter).await?,
        from: query.from,
        rows: rows
            .into_iter()
            .map(|row| row_in_words(row, words))
            .collect(),
    }))
}

/// A row as the page shows it.
fn row_in_words(row: RowRecord, words: &Catalogue) -> RunRow {
    let (state, findings) = match row.outcome {
        Some(outcome) => (Some(outcome.state), outcome.findings),
        None => (None, row.planned.findings),
    };
    let operations = row.planned.operations.iter();
    RunRow {
        file: row.file,
        line: row.planned.line,
        start: row.planned.span.start,
        subject: row.planned.subject,
        decision: row.planned.decision,
        operations: operations
            .map(|operation| OperationWords::new(operation, words))
            .collect(),
        state,
        findings,
    }
}

async fn approve(
    app: web::Data<App>,
    Administrator(person): Administrator,
    request: actix_web::HttpRequest,
    id: web::Path<i64>,
    approved: web::Json<Approve>,
) -> Result<web::Json<RunDetail>, Problem> {
    app.runs
        .approve(*id, &approved.fingerprint, &person.login)
        .await?;
    detail(&app, &person, *id, language(request.headers())).await
}

async fn refuse(
    app: web::Data<App>,
    Administrator(person): Administrator,
    request: actix_web::HttpRequest,
    id: web::Path<i64>,
    refused: web::Json<Refuse>,
) -> Result<web::Json<RunDetail>, Problem> {
    app.runs.refuse(*id, &refused.reason, &person.login).await?;
    detail(&app, &person, *id, language(request.headers())).await
}

async fn replan(
    app: web::Data<App>,
    SignedIn(person): SignedIn,
    request: actix_web::HttpRequest,
    id: web::Path<i64>,
) -> Result<web::Json<RunDetail>, Problem> {
    app.runs.replan(*id, &person.login).await?;
    detail(&app, &person, *id, language(request.headers())).await
}

/// Administrators cancel any run, others their own.
async fn cancel(
    app: web::Data<App>,
    SignedIn(person): SignedIn,
    request: actix_web::HttpRequest,
    id: web::Path<i64>,
) -> Result<web::Json<RunDetail>, Problem> {
    let run = app.runs.get(*id).await?;
    if person.role != Role::Administrator && run.summary.submitted_by != person.login {
        return Err(Problem::NotAllowed);
    }
    app.runs.cancel(*id, &person.login).await?;
    detail(&app, &person, *id, language(request.headers())).await
}

/// The language of a report (that of the request when none is named), and on which file of the run it is.
#[derive(Debug, Deserialize)]
struct ReportQuery {
    lang: Option<Language>,
    #[serde(default)]
    file: usize,
}

async fn report(
    app: web::Data<App>,
    _: SignedIn,
    request: actix_web::HttpRequest,
    path: web::Path<(i64, String)>,
    query: web::Query<ReportQuery>,
) -> Result<HttpResponse, Problem> {
    let (id, format) = path.into_inner();
    let language = query.lang.unwrap_or_else(|| language(request.headers()));
    let report = app.runs.report(id, query.file).await?;
    let name = report_name(&report.file, &report.finished, &format);
    let rendered = web::block(move || match format.as_str() {
        "eml" => report_mail(&report, id, catalogue(language), language)
            .ok()
            .map(|mail| ("message/rfc822", mail)),
        "txt" => Some((
            "text/plain; charset=utf-8",
            render_text(&report, language).into_bytes(),
        )),
        "csv" => Some(("text/csv; charset=utf-8", render_csv(&report, language))),
        "json" => Some((
            "application/json",
            render_json(&report, language).into_bytes(),
        )),
        "html" => Some((
            "text/html; charset=utf-8",
            render_html(&report, language).into_bytes(),
        )),
        _ => None,
    })
    .await
    .map_err(|_| Problem::NotFound)?;
    let (media_type, bytes) = rendered.ok_or(Problem::NotFound)?;
    Ok(attachment(&name, media_type, bytes))
}

/// What a list of courses to look for found, as planned until there is an outcome.
async fn existence(
    app: web::Data<App>,
    _: SignedIn,
    id: web::Path<i64>,
    query: web::Query<FileQuery>,
) -> Result<web::Json<Existence>, Problem> {
    let run = app.runs.get(*id).await?;
    let file = run.files.get(query.file).ok_or(Problem::NotFound)?;
    if file.kind != Some(Kind::CourseChecks) {
        return Err(Problem::NotFound);
    }
    let mut existence = Existence::default();
    for row in app.runs.every_row(*id, query.file).await? {
        let findings = match &row.outcome {
            Some(outcome) => &outcome.findings,
            None => &row.planned.findings,
        };
        existence.add(row.planned.line, &row.planned.subject, findings);
    }
    Ok(web::Json(existence))
}

/// The bytes of a file in its own encoding and format, so no media type is claimed.
const BYTES: &str = "application/octet-stream";

/// Which file of a run is asked for.
#[derive(Debug, Deserialize)]
struct FileQuery {
    #[serde(default)]
    file: usize,
}

async fn tryback(
    app: web::Data<App>,
    _: SignedIn,
    id: web::Path<i64>,
    query: web::Query<FileQuery>,
) -> Result<HttpResponse, Problem> {
    let run = app.runs.get(*id).await?;
    let file = run.files.get(query.file).ok_or(Problem::NotFound)?;
    let name = tryback_name(&made_of(file), &run.finished_at);
    let what = Produced::Tryback;
    let bytes = app.runs.produced(*id, query.file, what).await?;
    Ok(attachment(&name, BYTES, bytes))
}

/// The trybacks of all files that have one, in an archive: a bundle by itself.
async fn trybacks(
    app: web::Data<App>,
    _: SignedIn,
    id: web::Path<i64>,
) -> Result<HttpResponse, Problem> {
    let run = app.runs.get(*id).await?;
    let mut files = Vec::new();
    for (place, file) in run.files.iter().enumerate() {
        match app.runs.produced(*id, place, Produced::Tryback).await {
            Ok(bytes) => files.push((made_of(file), bytes)),
            Err(RunError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    if files.is_empty() {
        return Err(Problem::NotFound);
    }
    let name = tryback_name("bundle.zip", &run.finished_at);
    let archive = archive_of(
        files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    );
    Ok(attachment(&name, "application/zip", archive))
}

async fn archive(
    app: web::Data<App>,
    _: SignedIn,
    id: web::Path<i64>,
    query: web::Query<FileQuery>,
) -> Result<HttpResponse, Problem> {
    let run = app.runs.get(*id).await?;
    let file = run.files.get(query.file).ok_or(Problem::NotFound)?;
    let name = archive_name(&made_of(file), &run.finished_at);
    let what = Produced::Archive;
    let bytes = app.runs.produced(*id, query.file, what).await?;
    Ok(attachment(&name, BYTES, bytes))
}

/// Routes of the resource.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/runs")
                .route(web::get().to(list))
                .route(web::post().to(submit)),
        )
        .service(web::resource("/runs/{id}").route(web::get().to(get)))
        .service(web::resource("/runs/{id}/rows").route(web::get().to(rows)))
        .service(web::resource("/runs/{id}/approve").route(web::post().to(approve)))
        .service(web::resource("/runs/{id}/refuse").route(web::post().to(refuse)))
        .service(web::resource("/runs/{id}/plan").route(web::post().to(replan)))
        .service(web::resource("/runs/{id}/cancel").route(web::post().to(cancel)))
        .service(web::resource("/runs/{id}/report.{format}").route(web::get().to(report)))
        .service(web::resource("/runs/{id}/existence").route(web::get().to(existence)))
        .service(web::resource("/runs/{id}/tryback").route(web::get().to(tryback)))
        .service(web::resource("/runs/{id}/trybacks").route(web::get().to(trybacks)))
        .service(web::resource("/runs/{id}/archive").route(web::get().to(archive)));
}
