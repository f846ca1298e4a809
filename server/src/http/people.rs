//! `/api/people`: who has an account, inviting and removing people.

use actix_web::{HttpResponse, web};
use toolsync_core::api::{InvitationLink, NewPerson, Person};

use super::App;
use super::problem::Problem;
use super::session::Administrator;

async fn list(app: web::Data<App>, _: Administrator) -> Result<web::Json<Vec<Person>>, Problem> {
    Ok(web::Json(app.accounts.people().await?))
}

async fn post(
    app: web::Data<App>,
    _: Administrator,
    new: web::Json<NewPerson>,
) -> Result<web::Json<InvitationLink>, Problem> {
    let token = app.accounts.invite(&new).await?;
    Ok(web::Json(InvitationLink {
        path: format!("/welcome/{}", token.as_str()),
    }))
}

async fn delete(
    app: web::Data<App>,
    _: Administrator,
    login: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    app.accounts.remove(&login).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Routes of the resource.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/people")
                .route(web::get().to(list))
                .route(web::post().to(post)),
        )
        .service(web::resource("/people/{login}").route(web::delete().to(delete)));
}
