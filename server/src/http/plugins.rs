//! `/api/moodle-plugin`: the plugins for Moodle, as archives to install there.

use actix_web::{HttpResponse, web};

use super::downloads::attachment;
use super::problem::Problem;
use super::session::Administrator;
use crate::moodle::Plugin;

async fn archive(_: Administrator, component: web::Path<String>) -> Result<HttpResponse, Problem> {
    let plugin = Plugin::named(&component).ok_or(Problem::NotFound)?;
    Ok(attachment(
        &plugin.file_name(),
        "application/zip",
        plugin.archive(),
    ))
}

/// Routes of the resource.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/moodle-plugin/{component}.zip").route(web::get().to(archive)));
}
