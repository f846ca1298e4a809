//! Calls to a site's web services, one at a time.

mod upload;

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::sync::Once;
use std::time::{Duration, Instant};

use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use toolsync_core::plan::Secret;
use url::{Host, Url};

use super::form::fields;
use super::refusal::Refusal;
use super::{CallError, ClientError};

/// How long a connection may take to come about.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long an answer may take. Proxies usually give up after 60 s; Moodle itself would go on for 360 s.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(120);

/// Fields that every call has beside its parameters: token, function, form of the answer.
const OWN_FIELDS: usize = 3;

/// The address of a site as in a browser, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteAddress(String);

impl FromStr for SiteAddress {
    type Err = ClientError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let address = || ClientError::Address(text.to_owned());
        let url = Url::parse(text.trim()).map_err(|_| address())?;
        let formed = url.query().is_none() && url.fragment().is_none();
        let without_name = url.username().is_empty() && url.password().is_none();
        if !formed || !without_name {
            return Err(address());
        }
        match (url.scheme(), url.host()) {
            ("https", Some(_)) => {}
            ("http", Some(host)) if is_this_machine(&host) => {}
            ("http", Some(_)) => return Err(ClientError::Unencrypted(text.to_owned())),
            _ => return Err(address()),
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }
}

impl fmt::Display for SiteAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_this_machine(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => IpAddr::from(*address).is_loopback(),
        Host::Ipv6(address) => IpAddr::from(*address).is_loopback(),
    }
}

/// What came back from a call.
#[derive(Debug)]
pub struct Answer<T> {
    /// What the function returns.
    pub value: T,
    /// The site's clock when it answered, Unix seconds; none when it does not say.
    pub clock: Option<i64>,
    /// How long it took.
    pub took: Duration,
}

/// A caller of one site's web services. Copies share their connections.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    address: SiteAddress,
    token: Secret,
    /// `max_input_vars` of the site's PHP.
    largest_form: usize,
    /// How long an answer may take.
    answer_within: Duration,
}

/// Neither the token nor anything made of it.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", self.address)
    }
}

impl Client {
    /// What PHP takes when nobody changed it. No web service tells what a site takes.
    pub const USUAL_FORM: usize = 1000;

    /// A client of the site at `address`, which takes forms of `largest_form` fields.
    ///
    /// # Errors
    /// [`ClientError::Tls`] when the machine's certificates cannot be read.
    pub fn new(
        address: &SiteAddress,
        token: Secret,
        largest_form: usize,
    ) -> Result<Self, ClientError> {
        static CRYPTOGRAPHY: Once = Once::new();
        CRYPTOGRAPHY.call_once(|| {
            // It fails when there is one already, and then that one is used.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let http = reqwest::Client::builder()
            .user_agent(concat!("toolsync/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT_TIMEOUT)
            // A form that follows a redirection arrives empty, and the token could end at a stranger's.
            .redirect(Policy::none())
            .build()
            .map_err(|error| ClientError::Tls(causes(&error)))?;
        Ok(Self {
            http,
            address: address.clone(),
            token,
            largest_form,
            answer_within: ANSWER_TIMEOUT,
        })
    }

    /// The same, which waits so long for an answer.
    #[must_use]
    pub const fn within(mut self, answer: Duration) -> Self {
        self.answer_within = answer;
        self
    }

    /// How many fields a call's parameters may have.
    pub const fn room(&self) -> usize {
        self.largest_form.saturating_sub(OWN_FIELDS)
    }

    /// How many fields a whole call may have.
    pub const fn largest_form(&self) -> usize {
        self.largest_form
    }

    /// Calls a function and reads its answer.
    ///
    /// # Errors
    /// Any [`CallError`]; [`CallError::Unexpected`] when the answer is not a `T`.
    pub async fn ask<T: DeserializeOwned>(
        &self,
        function: &str,
        parameters: &Json,
    ) -> Result<Answer<T>, CallError> {
        let mut form = fields(parameters)?;
        if form.len() > self.room() {
            return Err(CallError::TooManyFields {
                fields: form.len() + OWN_FIELDS,
                limit: self.largest_form,
            });
        }
        form.push(("wstoken".to_owned(), self.token.0.clone()));
        form.push(("wsfunction".to_owned(), function.to_owned()));
        form.push(("moodlewsrestformat".to_owned(), "json".to_owned()));
        let began = Instant::now();
        let answer = self.send(&form).await;
        let took = began.elapsed();
        // Function, duration and code are all that a log may know of a call.
        match &answer {
            Ok(_) => tracing::debug!(function, ?took, "called"),
            Err(CallError::Refused(refusal)) => {
                tracing::debug!(function, ?took, code = refusal.code(), "refused");
            }
            Err(error) => tracing::debug!(function, ?took, error = error.name(), "call failed"),
        }
        let (value, clock) = answer?;
        let value = serde_json::from_value(value).map_err(|error| CallError::Unexpected {
            function: function.to_owned(),
            what: error.to_string(),
        })?;
        Ok(Answer { value, clock, took })
    }

    async fn send(&self, form: &[(String, String)]) -> Result<(Json, Option<i64>), CallError> {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        let request = self
            .http
            .post(format!("{}/webservice/rest/server.php", self.address))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body);
        self.answered(request).await
    }

    /// Sends a request, and gives the value in the answer with the site's clock.
    async fn answered(
        &self,
        request: reqwest::RequestBuilder,
    ) -> Result<(Json, Option<i64>), CallError> {
        let broken = |error: &reqwest::Error| {
            if error.is_timeout() && !error.is_connect() {
                CallError::TimedOut(self.answer_within)
            } else {
                CallError::Unreachable(causes(error))
            }
        };
        let sent = request.timeout(self.answer_within).send().await;
        let response = sent.map_err(|error| broken(&error))?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        match status {
            300..=399 => {
                let place = text(&headers, LOCATION.as_str()).unwrap_or_default();
                return Err(CallError::Elsewhere(origin(&place)));
            }
            413 => return Err(CallError::TooLarge),
            429 | 502..=504 => {
                let seconds = text(&headers, RETRY_AFTER.as_str()).and_then(|s| s.parse().ok());
                return Err(CallError::Unavailable {
                    status,
                    retry_after: seconds.map(Duration::from_secs),
                });
            }
            _ => {}
        }
        let bytes = response.bytes().await.map_err(|error| broken(&error))?;
        let clock = text(&headers, DATE.as_str()).and_then(|date| moment(&date));
        Ok((understood(status, &bytes)?, clock))
    }
}

/// The value in the body of an answer.
fn understood(status: u16, body: &[u8]) -> Result<Json, CallError> {
    let Ok(value) = serde_json::from_slice::<Json>(body) else {
        // PHP drops a body that is too large, and Moodle, left without token and format, says so in XML.
        let xml_of_moodle = body.starts_with(b"<?xml") && contains(body, b"<EXCEPTION");
        return Err(if xml_of_moodle && contains(body, b"invalidtoken") {
            CallError::TooLarge
        } else {
            CallError::NotMoodle { status }
        });
    };
    // Functions that return an object never have this field.
    if value.get("errorcode").is_some()
        && let Ok(refusal) = serde_json::from_value::<Refusal>(value.clone())
    {
        return Err(CallError::Refused(Box::new(refusal)));
    }
    if status != 200 {
        return Err(CallError::NotMoodle { status });
    }
    Ok(value)
}

fn contains(body: &[u8], piece: &[u8]) -> bool {
    body.windows(piece.len()).any(|window| window == piece)
}

/// What caused an error, without the address that it happened at.
fn causes(error: &reqwest::Error) -> String {
    let mut last: &dyn std::error::Error = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    last.to_string()
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

/// Scheme, host and port of an address; what follows may hold what was asked.
fn origin(place: &str) -> String {
    Url::parse(place).map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
}

/// A moment as HTTP writes it, in Unix seconds.
fn moment(date: &str) -> Option<i64> {
    let moment = jiff::fmt::rfc2822::parse(date).ok()?;
    Some(moment.timestamp().as_second())
}
