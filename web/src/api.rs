//! Requests to the server: JSON over `fetch`, with the CSRF token and the language of the page.

use std::cell::RefCell;

use js_sys::{Array, JSON};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use toolsync_core::api::{ApiError, BundlePart, BundleSubmission, Session, Submission};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Headers, RequestInit, Response};

use crate::browser;
use crate::text::Text;

thread_local! {
    /// The token of the session; every request but `GET` carries it.
    static CSRF: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Why a request failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Status of the answer; 0 when there was none.
    pub status: u16,
    /// What the server says; ours, when it said nothing that can be read.
    pub error: ApiError,
}

impl Failure {
    /// What happened and how to mend it, in the language that the page had when it asked.
    pub fn message(&self) -> &str {
        &self.error.message
    }

    /// The server was not reached, or its answer made no sense.
    fn own(status: u16, id: &str) -> Self {
        let message = Text::current().with(id, &[("status", status.to_string())]);
        Self {
            status,
            error: ApiError {
                code: "unreachable".to_owned(),
                message,
                findings: Vec::new(),
            },
        }
    }
}

/// The address of this server, without a slash at the end.
pub fn origin() -> String {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// `GET`, and reads the JSON of the answer.
///
/// # Errors
/// When the server is not reached or refuses.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Failure> {
    json(request("GET", path, None).await?).await
}

/// `GET`, and gives the bytes of the answer as an `ArrayBuffer`, with its entity tag (without quotes).
///
/// # Errors
/// As [`get`].
pub async fn get_bytes(path: &str) -> Result<(JsValue, String), Failure> {
    let response = request("GET", path, None).await?;
    let status = response.status();
    let tag = response.headers().get("ETag").ok().flatten();
    let tag = tag.unwrap_or_default().trim_matches('"').to_owned();
    let promise = response
        .array_buffer()
        .map_err(|_| Failure::own(status, "shell-bad-answer"))?;
    let bytes = JsFuture::from(promise)
        .await
        .map_err(|_| Failure::own(status, "shell-unreachable"))?;
    Ok((bytes, tag))
}

/// `POST` of a JSON body.
///
/// # Errors
/// As [`get`].
pub async fn post<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Result<T, Failure> {
    json(request("POST", path, Some(encode(body))).await?).await
}

/// `PUT` of a JSON body.
///
/// # Errors
/// As [`get`].
pub async fn put<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Result<T, Failure> {
    json(request("PUT", path, Some(encode(body))).await?).await
}

/// `DELETE`.
///
/// # Errors
/// As [`get`].
pub async fn delete(path: &str) -> Result<(), Failure> {
    request("DELETE", path, None).await.map(drop)
}

/// Asks who is at the page, and keeps the token for later requests.
///
/// # Errors
/// As [`get`].
pub async fn session() -> Result<Session, Failure> {
    get("/api/session").await.inspect(keep_token)
}

/// Keeps the CSRF token of a session that was just opened.
pub fn keep_token(session: &Session) {
    CSRF.with_borrow_mut(|csrf| csrf.clone_from(&session.csrf));
}

/// Submits a file: the only request that carries bytes of one.
///
/// # Errors
/// As [`get`].
pub async fn submit<T: DeserializeOwned>(
    submission: &Submission,
    file: &Blob,
) -> Result<T, Failure> {
    let path = format!("/api/runs?{}", query(submission));
    let body = Body {
        content: file.clone().into(),
        media_type: "text/csv",
    };
    json(request("POST", &path, Some(body)).await?).await
}

/// Submits several files: a line that describes them, and their bytes.
///
/// # Errors
/// As [`get`].
pub async fn submit_bundle<T: DeserializeOwned>(
    bundle: &BundleSubmission,
    parts: &[BundlePart],
    files: &[Blob],
) -> Result<T, Failure> {
    let pieces = Array::of2(&written(parts), &"\n".into());
    for file in files {
        pieces.push(file);
    }
    let content = Blob::new_with_blob_sequence(&pieces);
    let body = Body {
        content: content
            .map_err(|_| Failure::own(0, "shell-unreachable"))?
            .into(),
        media_type: "application/octet-stream",
    };
    let query = query_of(&[
        ("site", bundle.site.clone()),
        ("core", bundle.core.clone()),
        ("site_state", bundle.site_state.clone()),
    ]);
    json(request("POST", &format!("/api/bundles?{query}"), Some(body)).await?).await
}

/// The query of a submission.
fn query(submission: &Submission) -> String {
    let mut pairs = vec![
        ("name", submission.name.clone()),
        ("site", submission.site.clone()),
    ];
    pairs.extend(
        submission
            .kind
            .map(|kind| ("kind", kind.as_str().to_owned())),
    );
    pairs.extend(
        submission
            .encoding
            .map(|encoding| ("encoding", encoding.name().to_owned())),
    );
    pairs.extend(
        submission
            .separator
            .map(|separator| ("separator", separator.to_string())),
    );
    pairs.extend(submission.sheet.clone().map(|sheet| ("sheet", sheet)));
    pairs.push(("core", submission.core.clone()));
    pairs.push(("digest", submission.digest.clone()));
    pairs.push(("site_state", submission.site_state.clone()));
    query_of(&pairs)
}

fn query_of(pairs: &[(&str, String)]) -> String {
    pairs
        .iter()
        .map(|(name, value)| format!("{name}={}", js_sys::encode_uri_component(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// What a request carries.
struct Body {
    content: JsValue,
    media_type: &'static str,
}

fn encode<B: Serialize>(body: &B) -> Body {
    Body {
        content: written(body),
        media_type: "application/json",
    }
}

/// The JSON text of some words of the API.
fn written<B: Serialize + ?Sized>(body: &B) -> JsValue {
    let value = body.serialize(&Serializer::json_compatible());
    let value = value.expect("the words of the API are plain data");
    let text = JSON::stringify(&value).expect("plain data has no cycles");
    text.into()
}

/// Sends a request. One that is refused for its token is sent once more with a fresh one: the session may have been
/// opened, renewed or ended since (also by another tab, or by a request that ran beside the page's first).
async fn request(method: &str, path: &str, body: Option<Body>) -> Result<Response, Failure> {
    let answer = attempt(method, path, body.as_ref()).await;
    match answer {
        Err(failure) if failure.error.code == "csrf" => {
            let session = attempt("GET", "/api/session", None).await?;
            keep_token(&json(session).await?);
            attempt(method, path, body.as_ref()).await
        }
        answer => answer,
    }
}

async fn attempt(method: &str, path: &str, body: Option<&Body>) -> Result<Response, Failure> {
    let unreachable = |_: JsValue| Failure::own(0, "shell-unreachable");
    let headers = Headers::new().map_err(unreachable)?;
    headers
        .set("Accept-Language", browser::current_language().as_str())
        .map_err(unreachable)?;
    if method != "GET" {
        CSRF.with_borrow(|csrf| headers.set("X-CSRF-Token", csrf))
            .map_err(unreachable)?;
    }
    let init = RequestInit::new();
    init.set_method(method);
    if let Some(body) = body {
        headers
            .set("Content-Type", body.media_type)
            .map_err(unreachable)?;
        init.set_body(&body.content);
    }
    init.set_headers(&headers);
    let window = web_sys::window().ok_or_else(|| Failure::own(0, "shell-unreachable"))?;
    let response = JsFuture::from(window.fetch_with_str_and_init(path, &init))
        .await
        .map_err(unreachable)?;
    let response: Response = response.dyn_into().map_err(unreachable)?;
    if response.ok() {
        return Ok(response);
    }
    let status = response.status();
    match json::<ApiError>(response).await {
        Ok(error) => Err(Failure { status, error }),
        Err(_) => Err(Failure::own(status, "shell-refused")),
    }
}

async fn json<T: DeserializeOwned>(response: Response) -> Result<T, Failure> {
    let status = response.status();
    let bad = || Failure::own(status, "shell-bad-answer");
    let value = JsFuture::from(response.json().map_err(|_| bad())?)
        .await
        .map_err(|_| bad())?;
    serde_wasm_bindgen::from_value(value).map_err(|_| bad())
}
