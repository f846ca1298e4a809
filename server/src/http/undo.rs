//! `/api/runs/{id}/undo`: how far a run can be undone, and the files that do it.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use toolsync_core::api::{RunSummary, UndoDetail, UndoFileEntry, UndoRowEntry};
use toolsync_core::messages::Language;
use toolsync_core::undo::{UndoGrade, UndoWords, render_csv, render_text};

use super::App;
use super::downloads::{attachment, undo_name};
use super::problem::{Problem, language};
use super::session::{Administrator, SignedIn};

/// The most rows that are listed with their reasons; the list as CSV has all.
const MOST_ROWS: usize = 100;

async fn get(
    app: web::Data<App>,
    _: SignedIn,
    request: HttpRequest,
    id: web::Path<i64>,
) -> Result<web::Json<UndoDetail>, Problem> {
    let made = app.runs.undo(*id).await?;
    let words = UndoWords::new(language(request.headers()));
    let [fully, partly, not] = made.undo.counts();
    let files = made.undo.files.iter();
    let rest = made.undo.rows.iter();
    let rest = rest.filter(|row| row.grade != UndoGrade::Fully);
    Ok(web::Json(UndoDetail {
        fully,
        partly,
        not,
        files: files
            .map(|file| UndoFileEntry {
                name: file.name.clone(),
                kind: file.kind,
                rows: file.rows,
            })
            .collect(),
        rows: rest
            .take(MOST_ROWS)
            .map(|row| UndoRowEntry {
                file: row.file.clone(),
                line: row.line,
                subject: row.subject.clone(),
                grade: words.grade(row.grade),
                reasons: row.reasons.iter().map(|why| words.reason(why)).collect(),
            })
            .collect(),
        settings: made.settings,
    }))
}

/// The settings that the files need are put over the server's, which is an administrator's to do.
async fn submit(
    app: web::Data<App>,
    Administrator(person): Administrator,
    id: web::Path<i64>,
) -> Result<web::Json<RunSummary>, Problem> {
    Ok(web::Json(app.runs.submit_undo(*id, &person.login).await?))
}

/// The language of a list; that of the request when none is named.
#[derive(Debug, Deserialize)]
struct ListQuery {
    lang: Option<Language>,
}

async fn download(
    app: web::Data<App>,
    _: SignedIn,
    request: HttpRequest,
    path: web::Path<(i64, String)>,
    query: web::Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    let (id, format) = path.into_inner();
    let run = app.runs.get(id).await?;
    let words = UndoWords::new(query.lang.unwrap_or_else(|| language(request.headers())));
    let undo = app.runs.undo(id).await?.undo;
    let (media_type, bytes) = match format.as_str() {
        "zip" => ("application/zip", undo.archive()),
        "csv" => (
            "text/csv; charset=utf-8",
            render_csv(&undo, &words).into_bytes(),
        ),
        "txt" => (
            "text/plain; charset=utf-8",
            render_text(&undo, &words).into_bytes(),
        ),
        _ => return Err(Problem::NotFound),
    };
    let name = undo_name(&run.summary.file, &run.finished_at, &format);
    Ok(attachment(&name, media_type, bytes))
}

/// Routes of the resource.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/runs/{id}/undo")
                .route(web::get().to(get))
                .route(web::post().to(submit)),
        )
        .service(web::resource("/runs/{id}/undo.{format}").route(web::get().to(download)));
}
