//! `/api/connections`: the Moodle sites that are connected, how each stands; connecting another, forgetting one. An administrator's to see and to do.

use actix_web::{HttpRequest, HttpResponse, web};
use toolsync_core::api::{ConnectedSite, NewSite, SiteRemark, SiteReport, SiteStanding};
use toolsync_core::plan::Secret;

use super::App;
use super::problem::{Problem, language};
use super::session::Administrator;
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
    app.connections
        .add(name, &address, &token, Client::USUAL_FORM)
        .await?;
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
    Ok(web::Json(match webservices::check(&client, now).await {
        Ok(check) => report(&check, &words),
        Err(error) => SiteReport {
            standing: SiteStanding::Away,
            facts: vec![words.error(&error)],
            remarks: Vec::new(),
            abilities: Vec::new(),
        },
    }))
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
