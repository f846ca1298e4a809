//! Headless Chromium, driven through ChromeDriver.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// A browser with an empty profile. It ends when [`Browser::close`] is called, or its driver is dropped.
pub struct Browser {
    /// The page.
    pub client: Client,
    /// Where its downloads land.
    pub downloads: PathBuf,
    _driver: Child,
    _profile: TempDir,
}

/// The programs needed, or the name of the one that is missing.
fn programs() -> Result<(PathBuf, PathBuf), &'static str> {
    let find = |names: &[&str]| {
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
            .flat_map(|folder| {
                names
                    .iter()
                    .map(move |name| folder.join(name))
                    .collect::<Vec<_>>()
            })
            .find(|path| path.is_file())
    };
    let chromium = find(&["chromium", "chromium-browser", "google-chrome"]).ok_or("Chromium")?;
    let driver = find(&["chromedriver"]).ok_or("ChromeDriver")?;
    Ok((chromium, driver))
}

/// How a browser is started.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// The language it asks for: `en`, `fr`.
    pub language: &'static str,
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Whether it prefers dark colours.
    pub dark: bool,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            language: "en",
            width: 1280,
            height: 900,
            dark: false,
        }
    }
}

impl Browser {
    /// Starts a browser; none (said loudly) when the machine has no Chromium, so that `tests` are skipped.
    ///
    /// # Errors
    /// When the programs are there and do not start.
    pub async fn start(tests: &str, window: Window) -> Result<Option<Self>> {
        let (chromium, driver) = match programs() {
            Ok(found) => found,
            Err(missing) => {
                crate::skip::skip(
                    tests,
                    missing,
                    "on Debian: apt-get install chromium chromium-driver",
                );
                return Ok(None);
            }
        };
        let mut driver = Command::new(driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("starting ChromeDriver")?;
        let port = port(&mut driver).await?;
        let profile = tempfile::tempdir()?;
        let downloads = profile.path().join("downloads");
        std::fs::create_dir(&downloads)?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&chromium, profile.path(), &downloads, window))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .context("opening a page through ChromeDriver")?;
        Ok(Some(Self {
            client,
            downloads,
            _driver: driver,
            _profile: profile,
        }))
    }

    /// Ends the browser.
    ///
    /// # Errors
    /// When the driver no longer answers.
    pub async fn close(self) -> Result<()> {
        Ok(self.client.close().await?)
    }
}

/// ChromeDriver says on which port it listens.
async fn port(driver: &mut Child) -> Result<u16> {
    let mut lines = BufReader::new(driver.stdout.take().context("its output is piped")?).lines();
    while let Some(line) = lines.next_line().await? {
        // An earlier line repeats the port asked for, which is 0: "any".
        if let Some(port) = line
            .strip_prefix("ChromeDriver was started successfully on port ")
            .and_then(|text| text.trim_end_matches('.').parse().ok())
        {
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok(port);
        }
    }
    anyhow::bail!("ChromeDriver ended without naming its port")
}

fn capabilities(
    chromium: &Path,
    profile: &Path,
    downloads: &Path,
    window: Window,
) -> Map<String, Value> {
    let mut arguments: Vec<String> = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.push(format!(
        "--user-data-dir={}",
        profile.join("profile").display()
    ));
    arguments.push(format!("--window-size={},{}", window.width, window.height));
    arguments.push(format!("--lang={}", window.language));
    if window.dark {
        arguments.push("--blink-settings=preferredColorScheme=0".to_owned());
    }
    let options = json!({
        "binary": chromium,
        "args": arguments,
        "prefs": {
            "intl.accept_languages": window.language,
            "download.default_directory": downloads,
            "download.prompt_for_download": false,
        },
    });
    let mut capabilities = Map::new();
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    capabilities
}
