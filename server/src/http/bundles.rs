//! `/api/bundles`: submitting several files at once.

use actix_web::web;
use futures_util::{StreamExt as _, stream};
use toolsync_core::api::{BundlePart, BundleSubmission, RunSummary};

use super::App;
use super::problem::Problem;
use super::session::SignedIn;
use crate::runs::Part;

/// The most bytes of the first line of a bundle.
const LONGEST_LINE: usize = 1 << 20;

async fn submit(
    app: web::Data<App>,
    SignedIn(person): SignedIn,
    bundle: web::Query<BundleSubmission>,
    mut bytes: web::Payload,
) -> Result<web::Json<RunSummary>, Problem> {
    let malformed = |what: &str| Problem::BadRequest(what.to_owned());
    let mut head = Vec::new();
    let end = loop {
        if let Some(end) = head.iter().position(|byte| *byte == b'\n') {
            break end;
        }
        if head.len() > LONGEST_LINE {
            return Err(malformed("the first line is too long"));
        }
        match bytes.next().await {
            Some(Ok(chunk)) => head.extend_from_slice(&chunk),
            Some(Err(_)) | None => return Err(malformed("there is no first line")),
        }
    };
    let parts: Vec<BundlePart> = serde_json::from_slice(&head[..end])
        .map_err(|error| malformed(&format!("the first line: {error}")))?;
    let parts = parts.into_iter().map(|part| Part {
        bytes: Some(part.bytes),
        submission: bundle.of(part),
    });
    let rest = web::Bytes::from(head.split_off(end + 1));
    let chunks = stream::iter([Ok(rest)]).chain(bytes);
    let summary = app
        .runs
        .submit_bundle(parts.collect(), &person.login, chunks)
        .await?;
    Ok(web::Json(summary))
}

/// Routes of the resource.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/bundles").route(web::post().to(submit)));
}
