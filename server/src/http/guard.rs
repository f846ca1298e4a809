//! What every request goes through: host and origin, session, CSRF token, security headers, errors in the
//! language of the request.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, web};
use tracing_actix_web::RequestId;

use super::App;
use super::problem::{Problem, language};
use super::session::{Visitor, cookie};
use crate::accounts::Token;

/// Header that carries the CSRF token.
const CSRF_HEADER: &str = "X-CSRF-Token";

/// Nothing from elsewhere, nothing inline; WebAssembly is compiled, nothing else evaluated. The page shows pictures of archives that it made
/// itself (`blob:`).
const CONTENT_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; \
     worker-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// Lets a request through, or answers why not.
pub async fn guard(
    app: web::Data<App>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let language = language(request.headers());
    let request_id = request.extensions().get::<RequestId>().copied();
    let is_api = request.path().starts_with("/api/");
    let response = match admit(&app, &request, is_api).await {
        Ok(visitor) => {
            if let Some(visitor) = visitor {
                request.extensions_mut().insert(visitor);
            }
            next.call(request).await?.map_into_boxed_body()
        }
        Err(problem) => request.error_response(problem).map_into_boxed_body(),
    };
    let mut response = in_language(response, language);
    let headers = response.headers_mut();
    if let Some(value) = request_id.and_then(|id| HeaderValue::from_str(&id.to_string()).ok()) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
    if is_api && !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

/// Who asks, for requests to the API; or why the request is not let in.
async fn admit(
    app: &App,
    request: &ServiceRequest,
    is_api: bool,
) -> Result<Option<Visitor>, Problem> {
    let host = header(request.headers(), HOST).unwrap_or_default();
    if app.options.loopback && !is_loopback(host) {
        return Err(Problem::Host);
    }
    if !is_api {
        return Ok(None);
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if changes && !same_origin(request.headers(), host) {
        return Err(Problem::Csrf);
    }
    let visitor = match cookie(request) {
        Some(token) => Visitor {
            person: app.accounts.signed_in(&token).await?,
            token,
            new: false,
        },
        None => Visitor {
            token: Token::draw().map_err(crate::accounts::AccountError::from)?,
            new: true,
            person: None,
        },
    };
    if changes {
        let expected = visitor.token.csrf();
        let given = request
            .headers()
            .get(CSRF_HEADER)
            .map(HeaderValue::as_bytes)
            .unwrap_or_default();
        if visitor.new || !same_bytes(expected.as_bytes(), given) {
            return Err(Problem::Csrf);
        }
    }
    Ok(Some(visitor))
}

fn header(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Whether a `Host` names this machine. A name elsewhere that was made to resolve to 127.0.0.1 does not (DNS rebinding).
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// Whether the request comes from a page of this server, as far as the browser says. Programs send no `Origin`.
fn same_origin(headers: &HeaderMap, host: &str) -> bool {
    match header(headers, ORIGIN) {
        None => !headers.contains_key(ORIGIN),
        Some(origin) => origin
            .split_once("://")
            .is_some_and(|(_, origin_host)| origin_host.eq_ignore_ascii_case(host)),
    }
}

/// Compares without telling by its time how much agrees.
fn same_bytes(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// Says an error again in the language of the request, and logs those that are ours.
fn in_language(
    response: ServiceResponse<actix_web::body::BoxBody>,
    language: toolsync_core::messages::Language,
) -> ServiceResponse<actix_web::body::BoxBody> {
    let Some(problem) = response
        .response()
        .error()
        .and_then(|error| error.as_error::<Problem>())
    else {
        return response;
    };
    let answer = problem.response(language);
    if answer.status().is_server_error() {
        tracing::error!(%problem, "a request failed");
    }
    response.into_response(answer).map_into_boxed_body()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_loopback() {
        for host in [
            "localhost",
            "localhost:8080",
            "127.0.0.1:1",
            "[::1]",
            "[::1]:8080",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example:8080",
            "127.0.0.1.evil.example",
            "[::2]:80",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn an_origin_is_the_same_or_absent() {
        let with = |origin: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            if let Some(origin) = origin {
                headers.insert(ORIGIN, HeaderValue::from_static(origin));
            }
            same_origin(&headers, "127.0.0.1:8080")
        };
        assert!(with(None));
        assert!(with(Some("http://127.0.0.1:8080")));
        assert!(!with(Some("http://127.0.0.1:9090")));
        assert!(!with(Some("null")));
        assert!(!with(Some("https://evil.example")));
    }
}
