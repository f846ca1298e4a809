//! `/api/settings`: the settings of the server and of checks and plans.

use actix_web::web;
use toolsync_core::api::AppSettings;

use super::App;
use super::problem::Problem;
use super::session::{Administrator, SignedIn};

async fn get(app: web::Data<App>, _: SignedIn) -> Result<web::Json<AppSettings>, Problem> {
    Ok(web::Json(app.store.settings().await?))
}

async fn put(
    app: web::Data<App>,
    Administrator(person): Administrator,
    settings: web::Json<AppSettings>,
) -> Result<web::Json<AppSettings>, Problem> {
    app.store.put_settings(&settings).await?;
    tracing::info!(login = person.login, "the settings were changed");
    Ok(settings)
}

/// Routes of the resource.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/settings")
            .route(web::get().to(get))
            .route(web::put().to(put)),
    );
}
