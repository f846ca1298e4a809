//! `/api/runs/{id}/pictures`: the pictures of an archive beside the people who get them, as planned.

use actix_web::web;
use serde::Deserialize;
use toolsync_core::api::{BoardQuery, PictureBoard, PictureEntry, PictureState};
use toolsync_core::kinds::Kind;

use super::App;
use super::problem::Problem;
use super::session::SignedIn;

/// The most pictures of one answer.
const MOST_PICTURES: u32 = 1000;

/// Which pictures of which file of a run are asked for.
#[derive(Debug, Deserialize)]
struct PicturesQuery {
    #[serde(default)]
    file: usize,
    state: Option<PictureState>,
    #[serde(default = "most_pictures")]
    limit: u32,
}

const fn most_pictures() -> u32 {
    MOST_PICTURES
}

async fn get(
    app: web::Data<App>,
    _: SignedIn,
    id: web::Path<i64>,
    query: web::Query<PicturesQuery>,
) -> Result<web::Json<PictureBoard>, Problem> {
    let run = app.runs.get(*id).await?;
    let file = run.files.get(query.file).ok_or(Problem::NotFound)?;
    if file.kind != Some(Kind::Pictures) {
        return Err(Problem::NotFound);
    }
    let rows = app.runs.every_row(*id, query.file).await?;
    let entries = rows.iter().map(|row| PictureEntry::planned(&row.planned));
    let entries: Vec<PictureEntry> = entries.collect();
    let wanted = BoardQuery {
        state: query.state,
        limit: query.limit.min(MOST_PICTURES),
    };
    Ok(web::Json(PictureBoard::of(entries.iter(), wanted)))
}

/// Routes of the resource.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/runs/{id}/pictures").route(web::get().to(get)));
}
