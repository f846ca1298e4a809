//! A MariaDB server of its own, in a temporary folder, ended and removed when dropped.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};

/// Where Debian puts the server and the program that makes its tables.
const SERVER: &str = "/usr/sbin/mariadbd";
const INSTALLER: &str = "/usr/bin/mariadb-install-db";

/// The account that the server runs as when a test runs as root.
const ACCOUNT: &str = "mysql";

/// How long the server may take to answer.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// What is done when the server starts: an account that may do everything, and a database with the collation that Moodle asks for.
const FIRST_STATEMENTS: &str = "\
CREATE USER 'toolsync'@'127.0.0.1';
GRANT ALL PRIVILEGES ON *.* TO 'toolsync'@'127.0.0.1' WITH GRANT OPTION;
CREATE DATABASE moodle CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
";

/// A running server.
pub struct MariaDb {
    port: u16,
    server: Child,
    // Dropped last: the server is gone by then.
    _folder: tempfile::TempDir,
}

impl MariaDb {
    /// Starts a server; none, after [`crate::skip::skip`] in the name of `tests`, when MariaDB is not installed.
    ///
    /// # Errors
    /// When it is installed and does not start.
    pub fn start(tests: &str) -> Result<Option<Self>> {
        if !Path::new(SERVER).exists() {
            crate::skip::skip(tests, "MariaDB", "apt-get install mariadb-server");
            return Ok(None);
        }
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        let statements = folder.path().join("first.sql");
        std::fs::write(&statements, FIRST_STATEMENTS)?;
        let account = crate::postgres::is_root()?.then_some(ACCOUNT);
        if account.is_some() {
            let mut give = Command::new("chown");
            give.args(["-R", ACCOUNT]).arg(folder.path());
            ensure!(
                quietly(&mut give)?,
                "the folder could not be given to {ACCOUNT}"
            );
        }
        let as_account = account.map(|account| format!("--user={account}"));
        let at = |option: &str, path: &PathBuf| format!("{option}={}", path.display());
        let mut install = Command::new(INSTALLER);
        install
            .args(["--no-defaults", "--skip-test-db", "--skip-name-resolve"])
            .arg("--auth-root-authentication-method=normal")
            .arg(at("--datadir", &data))
            .args(&as_account);
        ensure!(quietly(&mut install)?, "{INSTALLER} failed");

        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let server = Command::new(SERVER)
            .args([
                "--no-defaults",
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
            ])
            .args(["--innodb-flush-log-at-trx-commit=0", "--skip-log-bin"])
            .arg(format!("--port={port}"))
            .arg(at("--datadir", &data))
            .arg(at("--socket", &folder.path().join("socket")))
            .arg(at("--pid-file", &folder.path().join("pid")))
            .arg(at("--init-file", &statements))
            .args(&as_account)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context(SERVER)?;
        let mut started = Self {
            port,
            server,
            _folder: folder,
        };
        started.wait()?;
        Ok(Some(started))
    }

    /// The URL of the empty database in it, by the account that may do everything.
    pub fn url(&self) -> String {
        format!("mysql://toolsync@127.0.0.1:{}/moodle", self.port)
    }

    /// Waits until the server takes connections; it does so once the first statements are done.
    fn wait(&mut self) -> Result<()> {
        let begun = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            if let Some(status) = self.server.try_wait()? {
                bail!("{SERVER} ended with {status}");
            }
            ensure!(begun.elapsed() < START_TIMEOUT, "{SERVER} does not answer");
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for MariaDb {
    fn drop(&mut self) {
        // There is nothing to keep, and nobody to tell.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Runs a program without a word, and says whether it was content.
fn quietly(command: &mut Command) -> Result<bool> {
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .with_context(|| format!("{command:?}"))?;
    Ok(status.success())
}
