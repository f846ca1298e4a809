//! The real binary, serving on a port of the system's choice over an empty data folder.

use std::ffi::OsStr;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::OnceLock;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// How long a server may take to say where it listens.
const START: Duration = Duration::from_secs(60);

/// A running server. It is killed when dropped.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// The path of its first administrator's one-time link, while there is none.
    pub welcome: Option<String>,
    process: Child,
}

impl Server {
    /// Starts `binary serve` over `data`, with `variables` in its environment.
    ///
    /// # Errors
    /// When it ends or says nothing before it listens.
    pub async fn start(binary: &Path, data: &Path, variables: &[(&str, &OsStr)]) -> Result<Self> {
        let mut process = Command::new(binary)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("starting {}", binary.display()))?;
        let output = process.stdout.take().context("its output is piped")?;
        let mut lines = BufReader::new(output).lines();
        let (mut address, mut welcome) = (None, None);
        let reading = async {
            while let Some(line) = lines.next_line().await? {
                let Some(start) = line.find("http://") else {
                    continue;
                };
                let url = line[start + "http://".len()..]
                    .split_whitespace()
                    .next()
                    .unwrap_or_default();
                let (host, path) = url.split_once('/').unwrap_or((url, ""));
                address.get_or_insert(
                    host.parse::<SocketAddr>()
                        .with_context(|| format!("an address in {line:?}"))?,
                );
                if path.starts_with("welcome/") {
                    welcome = Some(format!("/{path}"));
                }
                if line.contains("Ready") || welcome.is_some() {
                    return Ok(());
                }
            }
            bail!("the server ended before it listened")
        };
        tokio::time::timeout(START, reading)
            .await
            .context("waiting for the server's address")??;
        // Whatever else it prints must not fill the pipe.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self {
            address: address.context("the server printed no address")?,
            welcome,
            process,
        })
    }

    /// Kills it as a power cut would.
    ///
    /// # Errors
    /// When the system refuses.
    pub async fn kill(&mut self) -> Result<()> {
        Ok(self.process.kill().await?)
    }
}

/// The web app's bundle, built once per test process. `target` is cargo's target folder.
///
/// # Panics
/// When it does not build: that is a failure of the checkout, not of a test.
pub fn bundle(target: &Path) -> &'static Path {
    static BUNDLE: OnceLock<PathBuf> = OnceLock::new();
    BUNDLE.get_or_init(|| {
        toolsync_bundle::build(&crate::workspace(), target).expect("the web app builds")
    })
}
