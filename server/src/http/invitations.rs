//! `/api/invitations/{token}`: what an invitation is, and accepting it.

use actix_web::{HttpResponse, web};
use toolsync_core::api::{Acceptance, Invitation};

use super::App;
use super::problem::Problem;
use super::session::welcome;
use crate::accounts::{AccountError, Token};

fn token(text: &str) -> Result<Token, AccountError> {
    Token::parse(text).ok_or(AccountError::NoInvitation)
}

async fn get(
    app: web::Data<App>,
    path: web::Path<String>,
) -> Result<web::Json<Invitation>, Problem> {
    Ok(web::Json(app.accounts.invitation(&token(&path)?).await?))
}

async fn post(
    app: web::Data<App>,
    path: web::Path<String>,
    acceptance: web::Json<Acceptance>,
) -> Result<HttpResponse, Problem> {
    let (session, person) = app.accounts.accept(&token(&path)?, &acceptance).await?;
    Ok(welcome(&app, session, person))
}

/// Routes of the resource.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/invitations/{token}")
            .route(web::get().to(get))
            .route(web::post().to(post)),
    );
}
