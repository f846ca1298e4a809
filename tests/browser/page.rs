//! What a person does on the page, in a person's words.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::Value;
use tempfile::TempDir;
use whole_system_tests::chromium::{Browser, Window};
use whole_system_tests::server::Server;

use crate::serve;

/// How long the page may take for anything.
const PATIENCE: Duration = Duration::from_secs(60);

/// A new installation, and a browser in which its page can be opened.
pub struct Visit {
    pub page: Page,
    pub browser: Browser,
    pub server: Server,
    /// The data folder.
    pub data: TempDir,
}

impl Visit {
    /// Nobody has signed in yet; none where there is no browser, which is said in the name of `tests`.
    pub async fn new(tests: &str) -> Option<Self> {
        let browser = Browser::start(tests, Window::default()).await.unwrap()?;
        let data = tempfile::tempdir().unwrap();
        let server = serve(data.path()).await;
        Some(Self {
            page: Page::of(&browser, server.address),
            browser,
            server,
            data,
        })
    }

    /// The first administrator has signed in.
    pub async fn of_administrator(tests: &str) -> Option<Self> {
        let visit = Self::new(tests).await?;
        let link = visit.server.welcome.as_ref().unwrap();
        visit.page.become_administrator(link).await;
        Some(visit)
    }
}

/// The page at an address.
pub struct Page {
    pub client: Client,
    address: SocketAddr,
}

impl Page {
    pub fn of(browser: &Browser, address: SocketAddr) -> Self {
        Self {
            client: browser.client.clone(),
            address,
        }
    }

    pub async fn go(&self, path: &str) {
        self.client
            .goto(&format!("http://{}{path}", self.address))
            .await
            .unwrap();
        self.find("main").await;
    }

    /// The first element that answers to a selector, once it is there.
    pub async fn find(&self, css: &str) -> Element {
        let waiting = self
            .client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css));
        waiting
            .await
            .unwrap_or_else(|error| panic!("waiting for {css}: {error}"))
    }

    pub async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.unwrap()
    }

    pub async fn click(&self, css: &str) {
        self.find(css)
            .await
            .click()
            .await
            .unwrap_or_else(|error| panic!("clicking {css}: {error}"));
    }

    /// Waits until what a script gives is this.
    pub async fn until(&self, script: &str, wanted: &Value) {
        let started = std::time::Instant::now();
        loop {
            let found = self
                .client
                .execute(&format!("return {script}"), vec![])
                .await
                .unwrap_or(Value::Null);
            if found == *wanted {
                return;
            }
            assert!(
                started.elapsed() < PATIENCE,
                "{script} is {found}, not {wanted}"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Opens the one-time link, and becomes the first administrator.
    pub async fn become_administrator(&self, link: &str) {
        self.go(link).await;
        for (field, value) in [
            ("login", "ada"),
            ("name", "Ada Lovelace"),
            ("password", "a few words that do not rhyme"),
        ] {
            self.find(&format!("#{field}"))
                .await
                .send_keys(value)
                .await
                .unwrap();
        }
        self.click("main form button[type=submit]").await;
        self.find(".session").await;
    }

    /// Chooses a file as with the file dialog, and waits for its verdict.
    pub async fn check(&self, file: &Path) {
        self.check_several(&[file.to_path_buf()]).await;
    }

    /// Chooses files as with the file dialog, and waits for the verdict on one of them.
    pub async fn check_several(&self, files: &[PathBuf]) {
        let paths: Vec<_> = files.iter().map(|file| file.to_str().unwrap()).collect();
        self.find("input[type=file]")
            .await
            .send_keys(&paths.join("\n"))
            .await
            .unwrap();
        self.find(".verdict").await;
    }

    /// Waits until the page counts so many findings of a weight (`error`, `warning`, `info`).
    pub async fn counts(&self, severity: &str, count: u64) {
        let script = format!("document.querySelector('.tile.{severity} b')?.textContent");
        self.until(&script, &Value::String(count.to_string())).await;
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: &[Key]) {
        for key in keys {
            self.type_in(&char::from(*key).to_string()).await;
        }
    }

    /// Types where the focus is.
    pub async fn type_in(&self, text: &str) {
        self.client
            .active_element()
            .await
            .unwrap()
            .send_keys(text)
            .await
            .unwrap();
    }
}
