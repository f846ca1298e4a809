//! A Moodle that says again what a real one said: recorded exchanges (`tests/moodle-exchanges/`) behind a port of this machine.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::Value as Json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// A recorded call.
#[derive(Debug, Deserialize)]
struct Exchange {
    caller: String,
    function: String,
    request: Json,
    status: u16,
    response: Json,
}

/// Who calls, what, and with which fields.
type Asked = (String, String, BTreeMap<String, String>);

/// What is answered: status and body.
type Answers = BTreeMap<Asked, (u16, String)>;

/// A web server that answers calls of Moodle's web services from recorded exchanges. A caller's token is its name.
pub struct Replay {
    /// Where it listens.
    pub address: SocketAddr,
    called: Arc<Mutex<Vec<String>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Replay {
    /// Starts one with all recorded exchanges.
    ///
    /// # Errors
    /// When an exchange cannot be read, or no port can be had.
    pub async fn start() -> Result<Self> {
        Self::start_without(&[]).await
    }

    /// Starts one whose service lacks these functions, as far as their calls are not recorded.
    ///
    /// # Errors
    /// When an exchange cannot be read, or no port can be had.
    pub async fn start_without(functions: &'static [&'static str]) -> Result<Self> {
        let answers = Arc::new(recorded()?);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let called = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&called);
        let task = tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let (answers, record) = (Arc::clone(&answers), Arc::clone(&record));
                tokio::spawn(async move {
                    // A caller that goes away is no fault of the server's.
                    let _ = answer(connection, &answers, functions, &record).await;
                });
            }
        });
        Ok(Self {
            address,
            called,
            task,
        })
    }

    /// Names of the functions that were called so far, in order.
    pub fn called(&self) -> Vec<String> {
        let called = self.called.lock();
        called.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Replay {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A web server that gives every caller the same answer, byte for byte; none: it takes the call and stays silent.
///
/// # Errors
/// When no port can be had.
pub async fn always(answer: &'static str) -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            tokio::spawn(async move {
                if request(&mut connection).await.is_ok() {
                    let _ = connection.write_all(answer.as_bytes()).await;
                }
            });
        }
    });
    Ok(address)
}

/// What a scripted Moodle says to one call.
#[derive(Debug, Clone)]
pub struct Said {
    /// HTTP status; 0: the connection ends without an answer.
    pub status: u16,
    /// Header lines, each with its line end.
    pub headers: &'static str,
    /// The body.
    pub body: String,
    /// How long it takes to say it.
    pub after: Duration,
}

impl Said {
    /// An answer in JSON.
    pub fn json(value: &Json) -> Self {
        Self {
            status: 200,
            body: value.to_string(),
            ..Self::lost()
        }
    }

    /// An error of Moodle's with this class and code.
    pub fn error(class: &str, code: &str) -> Self {
        let (exception, message) = (
            format!("core\\exception\\{class}"),
            format!("said of {code}"),
        );
        Self::json(&serde_json::json!({
            "exception": exception, "errorcode": code, "message": message,
        }))
    }

    /// The answer is lost on its way.
    pub const fn lost() -> Self {
        Self {
            status: 0,
            headers: "",
            body: String::new(),
            after: Duration::ZERO,
        }
    }
}

/// A call as it came: the function and its fields, without token and format.
pub type Called = (String, BTreeMap<String, String>);

/// A web server whose answers a test makes up.
pub struct Scripted {
    /// Where it listens.
    pub address: SocketAddr,
    called: Arc<Mutex<Vec<Called>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Scripted {
    /// Starts one that answers what `script` says to a call, which it is given with the calls before it and those that have no answer yet.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(
        script: impl Fn(&Called, &[Called], &[Called]) -> Said + Send + Sync + 'static,
    ) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let called = Arc::new(Mutex::new(Vec::new()));
        let (record, script) = (Arc::clone(&called), Arc::new(script));
        let open = Arc::new(Mutex::new(Vec::new()));
        let task = tokio::spawn(async move {
            while let Ok((mut connection, _)) = listener.accept().await {
                let (record, open) = (Arc::clone(&record), Arc::clone(&open));
                let script = Arc::clone(&script);
                tokio::spawn(async move {
                    let Ok(body) = request(&mut connection).await else {
                        return;
                    };
                    let call = call_in(&body);
                    let said = script(&call, &held(&record), &held(&open));
                    held(&record).push(call.clone());
                    held(&open).push(call.clone());
                    tokio::time::sleep(said.after).await;
                    forget(&open, &call);
                    if said.status != 0 {
                        let (status, headers) = (said.status, said.headers);
                        let _ = respond(&mut connection, status, headers, &said.body).await;
                    }
                });
            }
        });
        Ok(Self {
            address,
            called,
            task,
        })
    }

    /// The calls so far, in order.
    pub fn called(&self) -> Vec<Called> {
        held(&self.called).clone()
    }

    /// Names of the functions that were called so far, in order.
    pub fn functions(&self) -> Vec<String> {
        self.called().into_iter().map(|(name, _)| name).collect()
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn held(calls: &Mutex<Vec<Called>>) -> MutexGuard<'_, Vec<Called>> {
    calls.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes one such call from a list.
fn forget(calls: &Mutex<Vec<Called>>, call: &Called) {
    let mut calls = held(calls);
    if let Some(place) = calls.iter().position(|other| other == call) {
        calls.remove(place);
    }
}

/// The call in a body; an upload is a call of `upload` without fields.
fn call_in(body: &[u8]) -> Called {
    let mut fields: BTreeMap<String, String> =
        url::form_urlencoded::parse(body).into_owned().collect();
    let function = fields.remove("wsfunction");
    for own in ["wstoken", "moodlewsrestformat"] {
        fields.remove(own);
    }
    match function {
        Some(function) => (function, fields),
        None => ("upload".to_owned(), BTreeMap::new()),
    }
}

async fn respond(connection: &mut TcpStream, status: u16, headers: &str, body: &str) -> Result<()> {
    let head = format!(
        "HTTP/1.1 {status} X\r\nDate: Sat, 21 Nov 2026 12:00:00 GMT\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).await?;
    connection.write_all(body.as_bytes()).await?;
    Ok(())
}

fn recorded() -> Result<Answers> {
    let folder = crate::workspace().join("tests/moodle-exchanges");
    let mut answers = Answers::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let exchange: Exchange = serde_json::from_slice(&std::fs::read(&path)?)
            .with_context(|| path.display().to_string())?;
        let mut fields = BTreeMap::new();
        flatten(String::new(), &exchange.request, &mut fields);
        // A text was recorded as it came; all else was JSON.
        let body = match exchange.response {
            Json::String(text) => text,
            value => value.to_string(),
        };
        let asked = (exchange.caller, exchange.function, fields);
        answers.insert(asked, (exchange.status, body));
    }
    Ok(answers)
}

/// The fields of a form that PHP reads as these parameters.
fn flatten(name: String, value: &Json, fields: &mut BTreeMap<String, String>) {
    let below = |key: &str| match name.as_str() {
        "" => key.to_owned(),
        name => format!("{name}[{key}]"),
    };
    match value {
        Json::Object(named) => {
            for (key, value) in named {
                flatten(below(key), value, fields);
            }
        }
        Json::Array(list) => {
            for (place, value) in list.iter().enumerate() {
                flatten(below(&place.to_string()), value, fields);
            }
        }
        Json::Bool(flag) => drop(fields.insert(name, i32::from(*flag).to_string())),
        Json::String(text) => drop(fields.insert(name, text.clone())),
        other => drop(fields.insert(name, other.to_string())),
    }
}

async fn answer(
    mut connection: TcpStream,
    answers: &Answers,
    lacking: &[&str],
    record: &Mutex<Vec<String>>,
) -> Result<()> {
    let body = request(&mut connection).await?;
    let mut fields: BTreeMap<String, String> =
        url::form_urlencoded::parse(&body).into_owned().collect();
    let caller = fields.remove("wstoken").context("no token")?;
    let function = fields.remove("wsfunction").context("no function")?;
    let format = fields.remove("moodlewsrestformat");
    record
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(function.clone());
    let is_lacking = lacking.contains(&function.as_str());
    let found = answers.get(&(caller, function, fields));
    let said = match found {
        Some((status, body)) if format.as_deref() == Some("json") => Said {
            status: *status,
            body: body.clone(),
            ..Said::lost()
        },
        _ if is_lacking => Said::error("webservice_access_exception", "accessexception"),
        _ => Said {
            status: 500,
            body: "nobody recorded this".to_owned(),
            ..Said::lost()
        },
    };
    respond(&mut connection, said.status, said.headers, &said.body).await
}

/// Reads a request, and gives its body.
async fn request(connection: &mut TcpStream) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"))
                .and_then(|length| length.trim().parse::<usize>().ok())
                .unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                return Ok(bytes.split_off(end + 4));
            }
        }
        let read = connection.read_buf(&mut bytes).await?;
        anyhow::ensure!(read > 0, "the caller went away");
    }
}
