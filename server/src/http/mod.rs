//! The server: one file per resource under `/api`, the page under every other path.

pub mod assets;
mod bundles;
mod connections;
mod downloads;
mod guard;
mod invitations;
mod people;
mod pictures;
mod plugins;
mod problem;
mod reference;
mod runs;
mod session;
mod settings;
mod sites;
#[cfg(test)]
mod tests;
mod trace;
mod undo;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::{App as ActixApp, Error, HttpServer, web};
use anyhow::Context as _;
use tracing_actix_web::TracingLogger;

use crate::accounts::{Accounts, Effort};
use crate::moodle::{Connections, Sites};
use crate::runs::{RunOptions, Runs, Workers};
use crate::store::Store;
use assets::Assets;
use problem::Problem;

/// The largest JSON body, in bytes: settings are the largest thing sent so.
const LARGEST_JSON: usize = 64 << 10;

/// How the server is run.
#[derive(Debug, Clone, Default)]
pub struct ServeOptions {
    /// The PostgreSQL database (`postgres://…`); the SQLite file in the data folder when none.
    pub database_url: Option<String>,
    /// Whether people reach the server by https, through a proxy: cookies are then sent by https only.
    pub https: bool,
    /// How runs are worked on.
    pub runs: RunOptions,
}

/// What answers depend on, besides what is stored.
#[derive(Debug, Clone, Copy, Default)]
struct AnswerOptions {
    /// Whether people reach the server by https.
    https: bool,
    /// Whether only this machine reaches the server.
    loopback: bool,
}

/// What handlers share.
struct App {
    store: Store,
    accounts: Accounts,
    runs: Arc<Runs>,
    connections: Connections,
    options: AnswerOptions,
}

/// Serves the page and its API until the process is told to end (Ctrl-C, SIGTERM), working on runs meanwhile. Prints
/// the address and, as long as there is no administrator, the one-time link that makes the first.
///
/// # Errors
/// When the store or the data folder cannot be opened, or the address not be listened on.
pub async fn serve(
    listen: SocketAddr,
    data: PathBuf,
    sites: Sites,
    options: ServeOptions,
) -> anyhow::Result<()> {
    let store = Store::open(&data, options.database_url.as_deref())
        .await
        .context("opening the store")?;
    let connections = Connections::open(store.clone(), &data)
        .await
        .context("opening the connected sites")?;
    let runs = Runs::open(store.clone(), sites, data, options.runs).await?;
    let app = web::Data::new(App {
        accounts: Accounts::new(store.clone(), Effort::Full),
        store,
        runs: Arc::new(runs),
        connections,
        options: AnswerOptions {
            https: options.https,
            loopback: listen.ip().is_loopback(),
        },
    });
    let assets = web::Data::new(Assets::load());
    let served = app.clone();
    let server = HttpServer::new(move || routes(served.clone(), assets.clone()))
        .bind(listen)
        .with_context(|| {
            format!("cannot listen on {listen}; choose another address or port with --listen")
        })?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    let workers = Workers::start(&app.runs);
    announce(&app, address).await?;
    let ended = server.run().await;
    workers.stop().await;
    Ok(ended?)
}

/// Says on the standard output where the server is. Links are secrets, so they are printed and not logged.
async fn announce(app: &App, address: SocketAddr) -> anyhow::Result<()> {
    println!("Toolsync listens on http://{address}");
    match app.accounts.first_administrator().await? {
        Some(token) => println!(
            "There is no administrator yet. This link makes the first one, once: http://{address}/welcome/{}",
            token.as_str()
        ),
        None => println!("Ready: http://{address}"),
    }
    Ok(())
}

/// Every route, behind the guard.
fn routes(
    app: web::Data<App>,
    assets: web::Data<Assets>,
) -> ActixApp<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    ActixApp::new()
        .app_data(app)
        .app_data(assets)
        .app_data(
            web::JsonConfig::default()
                .limit(LARGEST_JSON)
                .error_handler(|error, _| Problem::BadRequest(error.to_string()).into()),
        )
        .app_data(
            web::QueryConfig::default()
                .error_handler(|error, _| Problem::BadRequest(error.to_string()).into()),
        )
        .app_data(web::PathConfig::default().error_handler(|_, _| Problem::NotFound.into()))
        .wrap(from_fn(guard::guard))
        .wrap(TracingLogger::<trace::Spans>::new())
        .service(
            web::scope("/api")
                .configure(session::configure)
                .configure(invitations::configure)
                .configure(people::configure)
                .configure(settings::configure)
                .configure(sites::configure)
                .configure(connections::configure)
                .configure(plugins::configure)
                .configure(reference::configure)
                .configure(runs::configure)
                .configure(bundles::configure)
                .configure(undo::configure)
                .configure(pictures::configure)
                .default_service(web::to(|| async { Err::<String, _>(Problem::NotFound) })),
        )
        .configure(assets::configure)
}
