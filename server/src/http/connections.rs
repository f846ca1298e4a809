//! `/api/connections`: the Moodle sites that are connected, how each stands; connecting another, forgetting one. An administrator's to see and to do.

use actix_web::{HttpRequest, HttpResponse, web};
use toolsync_core::api::{ConnectedSite, NewSite, SiteRemark, SiteReport, SiteStanding};
use toolsync_core::finding::Severity;
use toolsync_core::plan::Secret;

use super::App;
use super::problem::{Problem, language};
use super::session::Administrator;
use crate::moodle::database::{Address, DatabaseError, DatabaseReport};
use crate::moodle::webservices::{self, Client, SiteAddress, SiteCheck};
use crate::moodle::{Connection, ConnectionError, SiteWords};

async fn list(
    app: web::Data<App>,
    _: Administrator,
) -> Result<web::Json<Vec<ConnectedSite>>, Problem> {
    let sites = app.connections.list().await?;
    Ok(web::Json(sites.iter().map(shown).collect()))
}

fn shown(site: &Connection) -> ConnectedSite {
    ConnectedSite {
        name: site.name.clone(),
        address: site.address.to_string(),
        added_at: site.added_at.clone(),
    }
}

/// Nothing is asked of the site yet.
async fn post(
    app: web::Data<App>,
    _: Administrator,
    new: web::Json<NewSite>,
) -> Result<web::Json<ConnectedSite>, Problem> {
    let new = new.into_inner();
    let address: SiteAddress = new.address.parse().map_err(ConnectionError::from)?;
    let token = Secret(new.token.trim().to_owned());
    let name = new.name.trim();
    let database = Secret(new.database.trim().to_owned());
    if !database.0.is_empty() {
        // Before the site is kept: one that is mistyped is typed again.
        database
            .0
            .parse::<Address>()
            .map_err(ConnectionError::from)?;
    }
    app.connections
        .add(name, &address, &token, Client::USUAL_FORM)
        .await?;
    if !database.0.is_empty() {
        app.connections.set_database(name, &database).await?;
    }
    let site = app.connections.list().await?;
    let site = site.iter().find(|site| site.name == name);
    site.map(|site| web::Json(shown(site)))
        .ok_or(Problem::NotFound)
}

async fn delete(
    app: web::Data<App>,
    _: Administrator,
    name: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    app.connections.remove(&name).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn check(
    app: web::Data<App>,
    _: Administrator,
    request: HttpRequest,
    name: web::Path<String>,
) -> Result<web::Json<SiteReport>, Problem> {
    let (connection, client) = app.connections.client(&name).await?;
    let words = SiteWords::new(language(request.headers()), connection.address.to_string());
    let now = jiff::Timestamp::now().as_second();
    let checked = webservices::check(&client, now).await;
    let mut told = match &checked {
        Ok(check) => report(check, &words),
        Err(error) => SiteReport {
            standing: SiteStanding::Away,
            facts: vec![words.error(error)],
            remarks: Vec::new(),
            abilities: Vec::new(),
        },
    };
    if let Some(database) = app.connections.database(&name).await? {
        let release = checked.as_ref().ok().map(|check| check.release.as_str());
        tell_database(&mut told, &database.check().await, release, &words);
    }
    Ok(web::Json(told))
}

/// Adds how the site's database stands. `release`: what the site itself says it is.
fn tell_database(
    told: &mut SiteReport,
    database: &Result<DatabaseReport, DatabaseError>,
    release: Option<&str>,
    words: &SiteWords,
) {
    let remarks = match database {
        Ok(report) => {
            told.facts.push(words.database(report));
            words.database_remarks(report, release)
        }
        Err(error) => vec![(Severity::Error, words.database_error(error))],
    };
    let is_usable = database.as_ref().is_ok_and(DatabaseReport::is_usable);
    if !is_usable && told.standing == SiteStanding::Ready {
        told.standing = SiteStanding::Lacking;
    }
    told.remarks
        .extend(remarks.into_iter().map(|(weight, told)| SiteRemark {
            weight: Some(weight),
            standing: String::new(),
            told,
        }));
}

fn report(check: &SiteCheck, words: &SiteWords) -> SiteReport {
    let remarks = words
        .remarks(check)
        .into_iter()
        .map(|(weight, told)| (Some(weight), told));
    let beyond = words.beyond(check).map(|told| (None, told));
    SiteReport {
        standing: if check.is_complete() {
            SiteStanding::Ready
        } else {
            SiteStanding::Lacking
        },
        facts: vec![words.facts(check), words.limits(check)],
        remarks: remarks
            .chain(beyond)
            .map(|(weight, told)| SiteRemark {
                weight,
                standing: String::new(),
                told,
            })
            .collect(),
        abilities: words
            .abilities(check)
            .into_iter()
            .map(|words| SiteRemark {
                weight: words.weight,
                standing: words.standing,
                told: words.told,
            })
            .collect(),
    }
}

/// Routes of the resource.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/connections")
                .route(web::get().to(list))
                .route(web::post().to(post)),
        )
        .service(web::resource("/connections/{name}").route(web::delete().to(delete)))
        .service(web::resource("/connections/{name}/check").route(web::get().to(check)));
}
