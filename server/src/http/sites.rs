//! `/api/sites`: the sites that files can be executed on, and their digest indexes.

use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse, web};
use toolsync_core::api::SiteSummary;
use toolsync_core::generate::{CategoryFate, CourseEntry, clean_categories, course_entries};

use super::App;
use super::problem::Problem;
use super::session::{Administrator, SignedIn};

async fn list(app: web::Data<App>, _: SignedIn) -> Result<web::Json<Vec<SiteSummary>>, Problem> {
    let mut summaries = Vec::new();
    let sites = app.runs.sites();
    for name in sites.names().await? {
        let summary = async { sites.site(&name).await?.summary().await };
        summaries.push(summary.await.unwrap_or_else(|error| {
            tracing::warn!(site = name, %error, "does not answer");
            away(&name)
        }));
    }
    Ok(web::Json(summaries))
}

/// A site of which nothing can be said at the moment. The others are listed all the same.
fn away(name: &str) -> SiteSummary {
    SiteSummary {
        name: name.to_owned(),
        title: name.to_owned(),
        kind: "away".to_owned(),
        courses: 0,
        users: 0,
        categories: 0,
    }
}

/// The digest index as bytes. Its entity tag names the state of site and settings; the page sends it back with the file
/// (`site_state`), so that a verdict is compared with one on the same state only.
async fn digest(
    app: web::Data<App>,
    _: SignedIn,
    name: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let digest = app.runs.site_digest(&name).await?;
    let tag = format!("\"{}\"", digest.state);
    let known = request
        .headers()
        .get(IF_NONE_MATCH)
        .is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let mut response = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "private, no-cache"));
    Ok(if known {
        response.finish()
    } else {
        response
            .content_type("application/octet-stream")
            .body(digest.bytes)
    })
}

/// The courses of a site, from which lists are made. Names of a site are an administrator's to see.
async fn courses(
    app: web::Data<App>,
    _: Administrator,
    name: web::Path<String>,
) -> Result<web::Json<Vec<CourseEntry>>, Problem> {
    let site = app.runs.recent(&name).await?;
    Ok(web::Json(course_entries(&site)))
}

/// What a cleaning of empty categories would do.
async fn categories(
    app: web::Data<App>,
    _: Administrator,
    name: web::Path<String>,
) -> Result<web::Json<Vec<CategoryFate>>, Problem> {
    let site = app.runs.recent(&name).await?;
    Ok(web::Json(clean_categories(&site, 0, true)))
}

/// Routes of the resource.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/sites").route(web::get().to(list)))
        .service(web::resource("/sites/{site}/digest").route(web::get().to(digest)))
        .service(web::resource("/sites/{site}/courses").route(web::get().to(courses)))
        .service(web::resource("/sites/{site}/categories").route(web::get().to(categories)));
}
