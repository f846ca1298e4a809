//! The sandbox on disk: what is applied is there afterwards, for this process and for others.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use toolsync_core::finding::Code;
use toolsync_core::kinds::Value;
use toolsync_core::plan::{CategoryKey, Change, Operation};
use toolsync_core::site::institution;

mod agreement;

use super::*;
use crate::store::Store;

fn create(shortname: &str) -> Operation {
    Operation::CreateCourse {
        shortname: shortname.to_owned(),
        category: CategoryKey {
            id: None,
            path: vec!["Sciences".to_owned()],
        },
        fields: [(
            "fullname".to_owned(),
            Value::Text(format!("Course {shortname}")),
        )]
        .into(),
        template: String::new(),
    }
}

fn rename(shortname: &str, old: &str, new: &str) -> Operation {
    Operation::UpdateCourse {
        shortname: shortname.to_owned(),
        changes: vec![Change {
            field: "fullname".to_owned(),
            old: Some(Value::Text(old.to_owned())),
            new: Some(Value::Text(new.to_owned())),
        }],
        category: None,
    }
}

async fn sandbox(folder: &Path) -> Sandbox {
    Sandbox::open(&folder.join("sandbox.sqlite")).await.unwrap()
}

#[tokio::test]
async fn a_new_sandbox_holds_the_institution() {
    let folder = tempfile::tempdir().unwrap();
    let site = sandbox(folder.path()).await;
    assert_eq!(site.snapshot().await.unwrap(), institution());
    let summary = site.summary().await.unwrap();
    assert_eq!((summary.courses, summary.categories), (60, 31));
    assert_eq!(summary.users, 299, "one account is deleted");
    // The key stays, or digests that a page and the accounts keep would mean nothing.
    let again = sandbox(folder.path()).await;
    assert_eq!(again.digest_key(), site.digest_key());
}

/// Has a site apply one row.
async fn apply(site: &dyn Site, operations: &[Operation]) -> Applied {
    let row = RowToApply {
        operations,
        content: None,
    };
    site.apply(&[row]).await.unwrap().remove(0)
}

#[tokio::test]
async fn what_was_applied_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let site = sandbox(folder.path()).await;
    let row = [create("NEW-1"), rename("NEW-1", "Course NEW-1", "New")];
    assert_eq!(apply(&site, &row).await, Applied::Done);
    let before = site.snapshot().await.unwrap();
    drop(site);
    let after = sandbox(folder.path()).await.snapshot().await.unwrap();
    assert_eq!(before, after);
    let course = after.course_by_shortname("NEW-1").unwrap();
    assert_eq!(course.fields["fullname"], Value::Text("New".to_owned()));
}

#[tokio::test]
async fn operations_of_a_row_take_effect_together_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let site = sandbox(folder.path()).await;
    let before = site.snapshot().await.unwrap();
    let row = [create("NEW-1"), rename("NEW-1", "Something else", "New")];
    let Applied::Refused(finding) = apply(&site, &row).await else {
        panic!("the second operation expects another name")
    };
    assert_eq!(finding.code, Code::SiteMoved);
    assert_eq!(finding.params["how"], "changed");
    assert_eq!(finding.params["found"], "Course NEW-1");
    assert_eq!(site.snapshot().await.unwrap(), before);
    let reopened = sandbox(folder.path()).await;
    assert_eq!(reopened.snapshot().await.unwrap(), before);
}

#[tokio::test]
async fn two_processes_see_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let (server, command) = (sandbox(folder.path()).await, sandbox(folder.path()).await);
    server.snapshot().await.unwrap();
    assert_eq!(apply(&command, &[create("NEW-1")]).await, Applied::Done);
    // The server read the file before; it notices by the revision, also when it writes first.
    let Applied::Refused(finding) = apply(&server, &[create("new-1")]).await else {
        panic!("the course is there")
    };
    assert_eq!(finding.params["how"], "exists");
    assert_eq!(apply(&server, &[create("NEW-2")]).await, Applied::Done);
    assert_eq!(
        server.snapshot().await.unwrap(),
        command.snapshot().await.unwrap()
    );
}

#[tokio::test]
async fn writers_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let sites = [sandbox(folder.path()).await, sandbox(folder.path()).await];
    let rows: Vec<_> = (0..20).map(|n| [create(&format!("NEW-{n}"))]).collect();
    let writes = rows
        .iter()
        .zip(sites.iter().cycle())
        .map(|(row, site)| apply(site, row));
    for applied in futures_util::future::join_all(writes).await {
        assert_eq!(applied, Applied::Done);
    }
    for site in &sites {
        assert_eq!(site.snapshot().await.unwrap().courses().len(), 80);
    }
}

#[tokio::test]
async fn only_known_sites_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), None).await.unwrap();
    let sites = Sites::open(store, folder.path()).await.unwrap();
    assert!(sites.site(SANDBOX).await.is_ok());
    let error = sites.site("moodle").await.err().unwrap();
    assert!(
        error.to_string().contains("the sandbox is named"),
        "{error}"
    );
}
