//! The server as a client meets it: real routes, a real SQLite file, real workers, a site in memory.
//! One file per resource, as the routes.

mod connections;
mod guards;
mod invitations;
mod lives;
mod people;
mod plugins;
mod sessions;
mod undo;
mod workbooks;

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::http::header::{CONTENT_TYPE, COOKIE, HOST, HeaderMap, SET_COOKIE};
use actix_web::http::{Method, StatusCode};
use actix_web::{test, web};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use toolsync_core::api::{
    Acceptance, AppSettings, InvitationLink, Login, NewPerson, Phase, Role, RunDetail, RunSummary,
    Session,
};

use super::*;
use crate::runs::memory::MemorySite;

/// The password of everybody.
const PASSWORD: &str = "correct horse";

/// A server without a socket, over a data folder that goes with it.
struct TestApp {
    app: web::Data<App>,
    assets: web::Data<Assets>,
    site: Arc<MemorySite>,
    workers: Option<Workers>,
    data: TempDir,
}

impl TestApp {
    /// A server with nobody in it.
    async fn empty() -> Self {
        Self::over(
            tempfile::tempdir().unwrap(),
            MemorySite::new(),
            RunOptions::default(),
        )
        .await
    }

    /// A server with the administrator `ada` and the member of staff `sam`.
    async fn start() -> Self {
        let app = Self::empty().await;
        let mut ada = app.first_administrator().await;
        app.invited(&mut ada, "sam", Role::Staff).await;
        app
    }

    /// A server over an existing folder.
    async fn over(data: TempDir, site: Arc<MemorySite>, runs: RunOptions) -> Self {
        let store = Store::open(data.path(), None).await.unwrap();
        let given: Arc<dyn crate::moodle::Site> = site.clone();
        let sites = Sites::of([("sandbox".to_owned(), given)]);
        let connections = Connections::open(store.clone(), data.path()).await.unwrap();
        let runs = Runs::open(store.clone(), sites, data.path().to_path_buf(), runs)
            .await
            .unwrap();
        let runs = Arc::new(runs);
        let app = web::Data::new(App {
            accounts: Accounts::new(store.clone(), Effort::Least),
            store,
            runs: Arc::clone(&runs),
            connections,
            options: AnswerOptions {
                https: false,
                loopback: true,
            },
        });
        Self {
            workers: Some(Workers::start(&runs)),
            assets: web::Data::new(Assets::load()),
            app,
            site,
            data,
        }
    }

    /// Ends the workers; gives what outlives a process.
    async fn stop(mut self) -> (TempDir, Arc<MemorySite>) {
        if let Some(workers) = self.workers.take() {
            workers.stop().await;
        }
        (self.data, self.site)
    }

    /// Somebody at a page of their own.
    async fn visitor(&self) -> Client {
        let mut client = Client {
            app: self.app.clone(),
            assets: self.assets.clone(),
            cookie: None,
            csrf: String::new(),
            headers: Vec::new(),
        };
        let session: Session = client.get("/api/session").await.json();
        client.csrf = session.csrf;
        client
    }

    /// Somebody who is signed in.
    async fn signed_in(&self, login: &str) -> Client {
        let mut client = self.visitor().await;
        let login = Login {
            login: login.to_owned(),
            password: PASSWORD.to_owned(),
        };
        let answer = client.post("/api/session", &login).await;
        client.csrf = answer.json::<Session>().csrf;
        client
    }

    async fn first_administrator(&self) -> Client {
        let token = self
            .app
            .accounts
            .first_administrator()
            .await
            .unwrap()
            .unwrap();
        self.accept(token.as_str(), "ada").await
    }

    /// Invites somebody, who accepts.
    async fn invited(&self, administrator: &mut Client, login: &str, role: Role) -> Client {
        let link: InvitationLink = administrator
            .post("/api/people", &new_person(login, role))
            .await
            .json();
        let token = link.path.strip_prefix("/welcome/").unwrap();
        self.accept(token, login).await
    }

    async fn accept(&self, token: &str, login: &str) -> Client {
        let mut client = self.visitor().await;
        let path = format!("/api/invitations/{token}");
        let answer = client.post(&path, &acceptance(login, PASSWORD)).await;
        client.csrf = answer.json::<Session>().csrf;
        client
    }
}

fn new_person(login: &str, role: Role) -> NewPerson {
    NewPerson {
        login: login.to_owned(),
        name: login.to_uppercase(),
        role,
    }
}

fn acceptance(login: &str, password: &str) -> Acceptance {
    Acceptance {
        login: login.to_owned(),
        name: login.to_uppercase(),
        password: password.to_owned(),
    }
}

/// A browser: it keeps its cookie and sends the CSRF token that it was given.
struct Client {
    app: web::Data<App>,
    assets: web::Data<Assets>,
    cookie: Option<String>,
    csrf: String,
    headers: Vec<(&'static str, &'static str)>,
}

impl Client {
    /// Adds a header to every request, in place of the usual one of that name.
    fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, Vec::new()).await
    }

    async fn post(&mut self, path: &str, body: &impl Serialize) -> Answer {
        self.send(Method::POST, path, serde_json::to_vec(body).unwrap())
            .await
    }

    async fn put(&mut self, path: &str, body: &impl Serialize) -> Answer {
        self.send(Method::PUT, path, serde_json::to_vec(body).unwrap())
            .await
    }

    async fn delete(&mut self, path: &str) -> Answer {
        self.send(Method::DELETE, path, Vec::new()).await
    }

    async fn send(&mut self, method: Method, path: &str, body: Vec<u8>) -> Answer {
        let service = test::init_service(routes(self.app.clone(), self.assets.clone())).await;
        let mut request = test::TestRequest::with_uri(path)
            .method(method)
            .insert_header((HOST, "127.0.0.1:8080"))
            .insert_header((CONTENT_TYPE, "application/json"))
            .insert_header(("X-CSRF-Token", self.csrf.as_str()))
            .set_payload(body);
        if let Some(cookie) = &self.cookie {
            request = request.insert_header((COOKIE, cookie.as_str()));
        }
        for header in &self.headers {
            request = request.insert_header(*header);
        }
        let response = test::call_service(&service, request.to_request()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        if let Some(cookie) = headers.get(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        Answer {
            status,
            headers,
            body: test::read_body(response).await.to_vec(),
        }
    }

    /// Submits a file; its run.
    async fn submit(&mut self, name: &str, file: impl AsRef<[u8]>) -> i64 {
        let path = format!("/api/runs?name={name}&site=sandbox");
        let answer = self.send(Method::POST, &path, file.as_ref().to_vec()).await;
        answer.json::<RunSummary>().id
    }

    async fn run(&mut self, id: i64) -> RunDetail {
        self.get(&format!("/api/runs/{id}")).await.json()
    }

    /// The run, once it has come to this phase.
    async fn run_in(&mut self, id: i64, phase: Phase) -> RunDetail {
        let start = Instant::now();
        loop {
            let run = self.run(id).await;
            if run.summary.phase == phase && (!has_ended(phase) || !run.finished_at.is_empty()) {
                return run;
            }
            assert!(
                start.elapsed() < Duration::from_secs(30),
                "not {phase:?} but {run:?}"
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn approve(&mut self, run: &RunDetail) -> Answer {
        let path = format!("/api/runs/{}/approve", run.summary.id);
        self.post(
            &path,
            &serde_json::json!({ "fingerprint": run.fingerprint }),
        )
        .await
    }

    async fn set(&mut self, settings: &AppSettings) {
        assert_eq!(
            self.put("/api/settings", settings).await.status,
            StatusCode::OK
        );
    }
}

fn has_ended(phase: Phase) -> bool {
    matches!(
        phase,
        Phase::Finished | Phase::Cancelled | Phase::Refused | Phase::Rejected
    )
}

/// An answer, read whole.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    #[track_caller]
    fn json<T: DeserializeOwned>(&self) -> T {
        let text = String::from_utf8_lossy(&self.body);
        assert!(self.status.is_success(), "{} {text}", self.status);
        serde_json::from_str(&text).unwrap()
    }

    /// Status, code and message of an error.
    #[track_caller]
    fn error(&self) -> (u16, String, String) {
        let error: toolsync_core::api::ApiError = serde_json::from_slice(&self.body).unwrap();
        (self.status.as_u16(), error.code, error.message)
    }

    #[track_caller]
    fn refused(&self) -> (u16, String) {
        let (status, code, _) = self.error();
        (status, code)
    }

    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// The pair that [`Answer::refused`] gives.
fn refusal(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}
