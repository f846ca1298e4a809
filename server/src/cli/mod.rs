//! The command line: the same core as the page, for scripts and for those who like a terminal.
//!
//! Its forms, its JSON and its exit codes are a contract: scripts rely on them.
//!
//! | exit code | `check` | `plan` | `run` | `undo` | `site check` |
//! |---|---|---|---|---|---|
//! | 0 | no errors | no row refused | all rows done or unchanged | every row fully undone | nothing is missing |
//! | 1 | errors | rows refused | some rows failed; the tryback's path is printed | some are not | something is missing |
//! | 2 | unreadable or misused | unreadable or misused | refused | no such run, or not ended | no answer, or misused |

mod arguments;
mod bundle;
mod check;
mod generate;
mod output;
mod plan;
mod report;
mod run;
mod serve;
mod settings;
mod site;
mod site_check;
mod site_plugin;
mod source;
mod undo;
mod user;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;

pub use arguments::Arguments;
use arguments::Command;
#[cfg(test)]
pub use output::catalogue;

use crate::moodle::Sites;
use crate::store::Store;

/// The environment variable that names a PostgreSQL database to keep people and runs in.
const DATABASE_URL: &str = "TOOLSYNC_DATABASE_URL";

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// All is well.
    Good,
    /// Some lines have errors, or failed.
    Bad,
    /// Nothing was done: a file is unreadable, a command misused, a run refused.
    Refused,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(match ending {
            Ending::Good => 0,
            Ending::Bad => 1,
            Ending::Refused => 2,
        })
    }
}

/// Does what the arguments ask.
///
/// # Errors
/// When it could not be done; the message says what, where and how to mend it.
pub async fn run(arguments: Arguments) -> anyhow::Result<Ending> {
    let data = arguments.data;
    match arguments.command.unwrap_or_else(Command::usual) {
        Command::Check(check) => check::check(&check, &data).await,
        Command::Generate { what } => generate::generate(&what, &data).await,
        Command::Plan(plan) => plan::plan(&plan, &data).await,
        Command::Report(report) => report::report(&report, data.as_path()).await,
        Command::Run(run) => run::run(&run, &data).await,
        Command::Serve(serve) => serve::serve(&serve, &data).await,
        Command::Site { command } => site::site(&command, &data).await,
        Command::Undo(asked) => undo::undo(&asked, &data).await,
        Command::User { command } => user::user(&command, &data).await,
    }
}

/// The sites of this data folder.
async fn sites(data: &Path) -> anyhow::Result<Sites> {
    Ok(Sites::open(store(data).await?, data).await?)
}

/// Opens the store of this data folder, making both when they are missing.
async fn store(data: &Path) -> anyhow::Result<Store> {
    crate::runs::private_folder(data).await.with_context(|| {
        format!(
            "making the data folder {}; choose another with --data",
            data.display()
        )
    })?;
    let url = std::env::var(DATABASE_URL).ok();
    Store::open(data, url.as_deref())
        .await
        .with_context(|| match url {
            // Not the address itself: it may hold a password.
            Some(_) => format!("opening the PostgreSQL database that {DATABASE_URL} names"),
            None => format!(
                "opening the store in {}; restore that folder, or choose another with --data",
                data.display()
            ),
        })
}
