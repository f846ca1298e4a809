//! `toolsync site`: the Moodle sites that Toolsync works on.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, bail};
use serde::Serialize;
use toolsync_core::messages::Language;
use toolsync_core::plan::Secret;

use super::Ending;
use super::arguments::{AddSite, Format, Site};
use super::output::{catalogue, json_line, text};
use super::site_check::Telling;
use super::site_plugin::plugins;
use crate::moodle::database::Address;
use crate::moodle::{Connection, Connections, webservices};

/// A connected site, as programs see it.
#[derive(Serialize)]
struct Listed<'s> {
    name: &'s str,
    address: String,
    fields: usize,
    added_at: &'s str,
    database: bool,
    /// Empty: at any time.
    hours: String,
}

/// Adds, lists, forgets or checks sites, or writes the plugins for them.
///
/// # Errors
/// When a name or a token cannot be used, or the store fails.
pub async fn site(asked: &Site, data: &Path) -> anyhow::Result<Ending> {
    let mut out = io::stdout().lock();
    match asked {
        Site::Add(asked) => {
            let token = token(asked)?;
            let database = database_address(asked)?;
            if let Some(address) = &database {
                // Before the site is kept: one that is mistyped is typed again.
                address.0.parse::<Address>()?;
            }
            let sites = open(data).await?;
            sites
                .add(&asked.name, &asked.url, &token, asked.fields)
                .await?;
            if let Some(address) = &database {
                sites.set_database(&asked.name, address).await?;
            }
            if let Some(hours) = &asked.hours {
                sites.set_hours(&asked.name, hours).await?;
            }
            let words = catalogue(Language::En);
            writeln!(
                out,
                "{}",
                text(&words, "site-added", &[("site", &asked.name)])
            )?;
            Ok(Ending::Good)
        }
        Site::List { format } => {
            let sites = open(data).await?;
            list(&sites.list().await?, *format, &mut out)?;
            Ok(Ending::Good)
        }
        Site::Remove { name } => {
            open(data).await?.remove(name).await?;
            let words = catalogue(Language::En);
            writeln!(out, "{}", text(&words, "site-removed", &[("site", name)]))?;
            Ok(Ending::Good)
        }
        Site::Plugin(asked) => plugins(asked),
        Site::Check { name, format, lang } => {
            let sites = open(data).await?;
            let (connection, client) = sites.client(name).await?;
            let now = jiff::Timestamp::now().as_second();
            let checked = webservices::check(&client, now).await;
            let database = match sites.database(name).await? {
                Some(database) => Some(database.check().await),
                None => None,
            };
            let telling = Telling::new(&connection, database.as_ref(), *lang);
            match (&checked, format) {
                (Ok(check), Format::Json) => telling.check_json(check, &mut out)?,
                (Ok(check), Format::Text) => telling.check_text(check, &mut out)?,
                (Err(error), Format::Json) => telling.error_json(error, &mut out)?,
                (Err(error), Format::Text) => {
                    eprintln!("{}", telling.error(error));
                    telling.database_text(None, &mut out)?;
                }
            }
            let is_readable = match &database {
                Some(Ok(report)) => report.is_usable(),
                Some(Err(_)) => false,
                None => true,
            };
            Ok(match checked {
                Ok(check) if check.is_complete() && is_readable => Ending::Good,
                Ok(_) => Ending::Bad,
                Err(_) => Ending::Refused,
            })
        }
    }
}

async fn open(data: &Path) -> anyhow::Result<Connections> {
    Ok(Connections::open(super::store(data).await?, data).await?)
}

/// The address of the database in the environment, or else what is typed on the terminal where the token was; none when that is empty.
fn database_address(asked: &AddSite) -> anyhow::Result<Option<Secret>> {
    let address = match (&asked.database_url_env, &asked.token_env) {
        (Some(variable), _) => std::env::var(variable).with_context(|| {
            format!("reading the address of the database from the environment variable {variable}")
        })?,
        (None, None) => {
            let words = catalogue(Language::En);
            let question = text(&words, "site-database-ask", &[]);
            rpassword::prompt_password(question).context("reading the address of the database")?
        }
        (None, Some(_)) => return Ok(None),
    };
    let address = address.trim().to_owned();
    Ok(Some(Secret(address)).filter(|address| !address.0.is_empty()))
}

/// The token in the environment, or else what is typed on the terminal, unseen.
fn token(asked: &AddSite) -> anyhow::Result<Secret> {
    if let Some(variable) = &asked.token_env {
        let token = std::env::var(variable).with_context(|| {
            format!("reading the token from the environment variable {variable}")
        })?;
        return Ok(Secret(token.trim().to_owned()));
    }
    if !io::stdin().is_terminal() {
        bail!(
            "there is no terminal to ask for the token on: put it in an environment variable and name that with --token-env"
        );
    }
    let address = asked.url.to_string();
    let words = catalogue(Language::En);
    let question = text(&words, "site-token-ask", &[("address", &address)]);
    let typed = rpassword::prompt_password(question).context("reading the token")?;
    Ok(Secret(typed.trim().to_owned()))
}

fn list(sites: &[Connection], format: Format, out: &mut impl io::Write) -> io::Result<()> {
    let words = catalogue(Language::En);
    if sites.is_empty() && matches!(format, Format::Text) {
        return writeln!(out, "{}", text(&words, "site-none", &[]));
    }
    for site in sites {
        let address = site.address.to_string();
        match format {
            Format::Json => json_line(
                out,
                &Listed {
                    name: &site.name,
                    address,
                    fields: site.largest_form,
                    added_at: &site.added_at,
                    database: site.database.is_some(),
                    hours: site.hours.to_string(),
                },
            )?,
            Format::Text => {
                let args = [
                    ("site", site.name.as_str()),
                    ("address", &address),
                    ("fields", &site.largest_form.to_string()),
                    ("since", &site.added_at),
                ];
                writeln!(out, "{}", text(&words, "site-listed", &args))?;
            }
        }
    }
    Ok(())
}
