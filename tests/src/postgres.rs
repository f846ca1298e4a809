//! A PostgreSQL cluster of its own, in a temporary folder, ended and removed when dropped.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, ensure};

/// Where Debian puts the programs, newest version last.
const DEBIAN: &str = "/usr/lib/postgresql";

/// A running cluster.
pub struct Postgres {
    programs: PathBuf,
    port: u16,
    folder: tempfile::TempDir,
}

impl Postgres {
    /// Starts a cluster; none, after [`crate::skip::skip`] in the name of `tests`, when PostgreSQL is not installed.
    ///
    /// # Errors
    /// When it is installed and does not start.
    pub fn start(tests: &str) -> Result<Option<Self>> {
        let Some(programs) = programs() else {
            crate::skip::skip(tests, "PostgreSQL", "apt-get install postgresql");
            return Ok(None);
        };
        let folder = tempfile::tempdir()?;
        if is_root()? {
            run(Command::new("chown").arg("postgres").arg(folder.path()))?;
        }
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let cluster = Self {
            programs,
            port,
            folder,
        };
        let data = cluster.data();
        run(cluster
            .program("initdb")?
            .args([
                "--username=toolsync",
                "--auth=trust",
                "--encoding=UTF8",
                "--no-sync",
                "-D",
            ])
            .arg(&data))?;
        let sockets = cluster.folder.path().display();
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={sockets} -c fsync=off"
        );
        run(cluster
            .program("pg_ctl")?
            .args(["start", "--wait", "--silent", "-o", &options, "-l"])
            .arg(cluster.folder.path().join("log"))
            .arg("-D")
            .arg(&data))?;
        Ok(Some(cluster))
    }

    /// The URL of the database in it.
    pub fn url(&self) -> String {
        format!("postgres://toolsync@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// One of PostgreSQL's programs. It refuses to run as root, as tests in containers do: then it runs as `postgres`.
    fn program(&self, name: &str) -> Result<Command> {
        let program = self.programs.join(name);
        let mut command = if is_root()? {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(self.folder.path());
        Ok(command)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let stopped = self.program("pg_ctl").and_then(|mut command| {
            run(command
                .args(["stop", "--mode=immediate", "--silent", "-D"])
                .arg(self.data()))
        });
        if let Err(error) = stopped {
            println!(
                "PostgreSQL in {} was not stopped: {error:#}",
                self.folder.path().display()
            );
        }
    }
}

/// The folder of the newest version's programs.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir(DEBIAN).ok()?;
    versions
        .flatten()
        .map(|version| version.path().join("bin"))
        .filter(|bin| bin.join("initdb").exists())
        .max_by_key(|bin| version_of(bin))
}

/// The version in `/usr/lib/postgresql/15/bin`.
fn version_of(bin: &Path) -> u32 {
    bin.parent()
        .and_then(|version| version.file_name()?.to_str()?.parse().ok())
        .unwrap_or(0)
}

/// Whether this process runs as root, as tests in containers do.
pub(crate) fn is_root() -> Result<bool> {
    Ok(run(Command::new("id").arg("-u"))?.stdout.trim_ascii() == b"0")
}

fn run(command: &mut Command) -> Result<Output> {
    // A server that is started would keep a piped error output open: it goes to its log.
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .with_context(|| format!("{command:?}"))?;
    ensure!(
        output.status.success(),
        "{command:?} ended with {}",
        output.status
    );
    Ok(output)
}
