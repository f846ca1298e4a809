//! Toolsync: keeps a Moodle site in step with an institution's CSV files.
//!
//! One binary: the server with its page, and the command line over the same core.

mod accounts;
mod cli;
mod http;
mod mail;
mod moodle;
mod runs;
mod store;
mod workbook;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::Parser as _;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    // The server logs what happens, for administrators; a command says itself what they must know.
    let usual = if arguments.is_serve() {
        "info"
    } else {
        "error"
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    match cli::run(arguments).await {
        Ok(ending) => ending.into(),
        Err(error) => {
            // The reader went away (`toolsync check … | head`): there is nobody to tell.
            if !is_closed_output(&error) {
                eprintln!("toolsync: {}", in_words(&error));
            }
            cli::Ending::Refused.into()
        }
    }
}

/// The error with what caused it. Many an error repeats its cause in its own words: it is not said twice.
fn in_words(error: &anyhow::Error) -> String {
    let mut words = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if !words.contains(&cause) {
            if !words.is_empty() {
                words.push_str(": ");
            }
            words.push_str(&cause);
        }
    }
    words
}

fn is_closed_output(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
