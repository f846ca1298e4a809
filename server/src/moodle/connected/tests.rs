//! Connected sites against made-up answers: what keeps them from being used, and what of them changes while a server runs.

use std::sync::Arc;
use std::time::Duration;

use futures_util::stream;
use serde_json::json;
use tokio::net::TcpListener;
use toolsync_core::api::{Phase, Submission};
use toolsync_core::plan::Secret;
use whole_system_tests::moodle::{Said, Scripted};

use super::*;
use crate::moodle::companion::FUNCTIONS;
use crate::moodle::{Connections, Sites};
use crate::runs::{RunOptions, Runs};
use crate::store::Store;

/// A Moodle whose companion has this version, and which takes so long for each answer. It has no data.
async fn moodle(version: &'static str, after: Duration) -> Scripted {
    let answer = move |function: &str| {
        match function {
        "core_webservice_get_site_info" => json!({
            "sitename": "Example", "release": "4.5.5", "version": "2024100705.01", "username": "sync.agent", "userid": 5,
            "functions": FUNCTIONS.map(|name| json!({ "name": name })),
        }),
        "local_toolsync_info" => json!({
            "version": version, "moodle": "2024100705.01", "release": "4.5.5", "maxinputvars": 5000, "postmaxsize": 0, "clock": 0,
            "functions": FUNCTIONS, "account": 5, "languages": ["en"], "archives": [], "enrolsync": null,
        })
        .to_string()
        .into(),
        _ => json!({"rows": [], "next": null}).to_string().into(),
    }
    };
    Scripted::start(move |(function, _), _, _| Said {
        after,
        ..Said::json(&answer(function))
    })
    .await
    .unwrap()
}

/// The sites of a data folder, with one named `prod` that answers at this address.
async fn connected(folder: &std::path::Path, address: &str) -> (Store, Connections) {
    let store = Store::open(folder, None).await.unwrap();
    let connections = Connections::open(store.clone(), folder).await.unwrap();
    let token = Secret("d41d8cd98f00b204e9800998ecf8427e".to_owned());
    let address = address.parse().unwrap();
    connections
        .add("prod", &address, &token, 5000)
        .await
        .unwrap();
    (store, connections)
}

#[tokio::test]
async fn nothing_is_planned_where_the_companion_is_too_old() {
    let moodle = moodle("2026112100", Duration::ZERO).await;
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = connected(folder.path(), &format!("http://{}", moodle.address)).await;
    let sites = Sites::open(store.clone(), folder.path()).await.unwrap();

    let site = sites.site("prod").await.unwrap();
    let error = site.snapshot().await.unwrap_err();
    let SiteError::CompanionTooOld { version, needed } = error else {
        panic!("{error}")
    };
    assert_eq!((version.as_str(), needed), ("2026112100", NEEDED));

    let data = folder.path().to_path_buf();
    let runs = Runs::open(store, sites, data, RunOptions::default());
    let runs = runs.await.unwrap();
    let file = stream::iter([Ok::<_, std::io::Error>(
        b"shortname;fullname\nA;A course\n".to_vec(),
    )]);
    let submission = Submission {
        name: "courses.csv".to_owned(),
        site: "prod".to_owned(),
        kind: None,
        encoding: None,
        separator: None,
        sheet: None,
        core: String::new(),
        digest: String::new(),
        site_state: String::new(),
        set: std::collections::BTreeMap::new(),
    };
    let run = runs.submit(submission, "sam", file).await.unwrap();
    let run = runs.work_on(run.id).await.unwrap();
    assert_eq!(run.summary.phase, Phase::Rejected);
    assert_eq!(run.reason, "companion_old");
    // It was asked for its version, and for nothing else.
    let mut functions = moodle.functions();
    functions.sort_unstable();
    functions.dedup();
    assert_eq!(
        functions,
        ["core_webservice_get_site_info", "local_toolsync_info"]
    );
}

/// Whether the site's state is looked for at this port.
async fn is_asked(site: &dyn Site, database: &TcpListener) -> bool {
    tokio::select! {
        accepted = database.accept() => accepted.is_ok(),
        _ = site.snapshot() => false,
    }
}

#[tokio::test]
async fn a_database_that_moves_is_read_where_it_is_now() {
    // While it keeps the caller waiting, the database is asked.
    let moodle = moodle("2099010100", Duration::from_secs(60)).await;
    let folder = tempfile::tempdir().unwrap();
    let address = format!("http://{}", moodle.address);
    let (store, connections) = connected(folder.path(), &address).await;
    let sites = Sites::open(store, folder.path()).await.unwrap();
    let [first, second] = [
        TcpListener::bind("127.0.0.1:0").await.unwrap(),
        TcpListener::bind("127.0.0.1:0").await.unwrap(),
    ];
    let mut before: Option<Arc<dyn Site>> = None;
    for database in [&first, &second] {
        let port = database.local_addr().unwrap().port();
        let url = format!("postgres://reader:hunter2@127.0.0.1:{port}/moodle");
        connections
            .set_database("prod", &Secret(url))
            .await
            .unwrap();
        let site = sites.site("prod").await.unwrap();
        assert!(is_asked(site.as_ref(), database).await);
        // As long as nothing changes, it is the same site: what was read of it is kept.
        assert!(Arc::ptr_eq(&site, &sites.site("prod").await.unwrap()));
        if let Some(before) = before.replace(Arc::clone(&site)) {
            assert!(!Arc::ptr_eq(&site, &before));
        }
    }
}
