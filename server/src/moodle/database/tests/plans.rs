//! Plans on the small site, wherever its state comes from.

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use toolsync_core::kinds::Kind;
use toolsync_core::plan::{Decision, Operation, Plan, PlanOptions, PlannedRow, plan};

use super::*;
use crate::moodle::{Applied, RowToApply, Sandbox, Site as _, objects};

/// A sandbox that holds what the site holds.
async fn sandbox(folder: &std::path::Path, site: &SiteIndex) -> Sandbox {
    let path = folder.join("sandbox.sqlite");
    Sandbox::open(&path).await.unwrap();
    let options = SqliteConnectOptions::new().filename(&path);
    let mut file = SqliteConnection::connect_with(&options).await.unwrap();
    let emptied = sqlx::query("DELETE FROM object").execute(&mut file);
    emptied.await.unwrap();
    for object in site.objects() {
        let stored = objects::stored(&object).unwrap();
        let put = sqlx::query("INSERT INTO object (key, json) VALUES (?, ?)");
        let put = put.bind(stored.key).bind(stored.json);
        put.execute(&mut file).await.unwrap();
    }
    let facts = sqlx::query("UPDATE meta SET facts = ?");
    let facts = facts.bind(objects::write("the facts", &site.facts).unwrap());
    facts.execute(&mut file).await.unwrap();
    file.close().await.unwrap();
    Sandbox::open(&path).await.unwrap()
}

fn planned(kind: Kind, file: &str, site: SiteIndex) -> Plan {
    let mut options = PlanOptions::default();
    options.check.kind = Some(kind);
    options.check.separator = Some(';');
    let settings = &mut options.check.settings;
    settings.force_update = true;
    plan([file.as_bytes()], &options, site)
}

/// Files with what becomes of their rows: people known by their numbers, a deleted account, a switched off method, a role that a cohort gave.
fn files() -> [(Kind, &'static str, &'static [Decision]); 4] {
    use Decision::{Change, Refused as Refuse, Unchanged};
    [
        (
            Kind::Users,
            "\
idnumber;username;firstname;lastname;email;city
E00001;dario.tanaka001;Dario;Tanaka;dario.tanaka001@example.org;Vellmar
E00001;dario.tanaka001;Dario;Tanaka;dario.tanaka001@example.org;Elsewhere
N00001;new.person;New;Person;new.person@example.org;Vellmar
",
            &[Unchanged, Refuse, Change],
        ),
        (
            Kind::Enrolments,
            "\
cmd;cid;uid;rolename;enrol
disable;BOT-006;baran.mercier005;;manual
add;LOG-002;dario.tanaka001;student;manual
add;MEC-004;dario.tanaka001;student;manual
add;NO-SUCH;dario.tanaka001;student;manual
del;ANC-001;jonas.okonjo073;;manual
",
            &[Change, Refuse, Refuse, Refuse, Change],
        ),
        (
            Kind::CourseDeletions,
            "ANC-001\nNO-SUCH\n",
            &[Change, Refuse],
        ),
        (
            Kind::UserDeletions,
            "username;deleted\ndario.tanaka001;1\nadmin;1\n",
            &[Change, Refuse],
        ),
    ]
}

#[tokio::test]
async fn a_file_has_one_plan_on_both_servers_and_on_a_sandbox_of_the_same_state() {
    let tests = "plans on one site in PostgreSQL, in MariaDB and in a sandbox";
    let (Some(postgres), Some(mariadb)) = (postgres(tests).await, mariadb(tests).await) else {
        return;
    };
    let read = async |url: &str| {
        database(&by_reader(url))
            .snapshot(Extent::WithContent)
            .await
            .unwrap()
    };
    let (one, other) = (read(&postgres.url()).await, read(&mariadb.url()).await);
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox(folder.path(), &one).await;
    assert_eq!(sandbox.snapshot().await.unwrap(), one);

    for (kind, file, decisions) in files() {
        let state = sandbox.snapshot().await.unwrap();
        let of_sandbox = planned(kind, file, state);
        let found: Vec<Decision> = of_sandbox.rows.iter().map(|row| row.decision).collect();
        assert_eq!(found, decisions, "{kind:?}: {:#?}", of_sandbox.rows);
        assert_eq!(planned(kind, file, one.clone()).rows, of_sandbox.rows);
        let mut of_other = planned(kind, file, other.clone()).rows;
        // The two installations were not made in the same second.
        of_other
            .iter_mut()
            .zip(&of_sandbox.rows)
            .for_each(|(row, as_there)| set_moments(row, as_there));
        assert_eq!(of_other, of_sandbox.rows);
    }

    // What was planned is what a sandbox does: afterwards the file changes nothing more.
    let (kind, file, _) = files()[1];
    let plan = planned(kind, file, one);
    for row in plan
        .rows
        .iter()
        .filter(|row| row.decision == Decision::Change)
    {
        let row = RowToApply {
            operations: &row.operations,
            content: None,
        };
        assert_eq!(sandbox.apply(&[row]).await.unwrap(), [Applied::Done]);
    }
    let again = planned(kind, file, sandbox.snapshot().await.unwrap());
    assert!(
        again
            .rows
            .iter()
            .all(|row| row.decision != Decision::Change)
    );
}

/// Gives the course that a row deletes the moments at which it was made and changed in the other installation.
fn set_moments(row: &mut PlannedRow, as_there: &PlannedRow) {
    for (operation, other) in row.operations.iter_mut().zip(&as_there.operations) {
        if let (Operation::DeleteCourse { old, .. }, Operation::DeleteCourse { old: there, .. }) =
            (operation, other)
        {
            for moment in ["timecreated", "timemodified"] {
                let value = there.fields[moment].clone();
                old.fields.insert(moment.to_owned(), value);
            }
        }
    }
}
