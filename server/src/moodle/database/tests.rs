//! Real servers, with the two databases of one small Moodle site (`tests/moodle-db/README.md`).
#![allow(clippy::unwrap_used, reason = "tests")]

mod content;
mod plans;

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Instant;

use sqlx::mysql::MySqlConnection;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _};
use toolsync_core::kinds::Value;
use toolsync_core::site::{
    FRONT_PAGE, Fields, MetaMethod, Object, Password, SiteFacts, SiteIndex, User,
};
use whole_system_tests::mariadb::MariaDb;
use whole_system_tests::postgres::Postgres;
use whole_system_tests::workspace;

use super::{Address, Connection, Database, DatabaseError};
use crate::moodle::tables::{Assembler, Extent, Table};

/// A dump, unpacked.
fn dump(name: &str) -> String {
    let path = workspace().join("tests/moodle-db").join(name);
    let unpacked = Command::new("gzip").arg("-dc").arg(path).output().unwrap();
    assert!(unpacked.status.success());
    String::from_utf8(unpacked.stdout).unwrap()
}

async fn on_postgres(url: &str, script: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let script = sqlx::raw_sql(AssertSqlSafe(script));
    script.execute(&mut connection).await.unwrap();
}

async fn on_mariadb(url: &str, script: &str) {
    let mut connection = MySqlConnection::connect(url).await.unwrap();
    let script = sqlx::raw_sql(AssertSqlSafe(script));
    script.execute(&mut connection).await.unwrap();
}

/// A script beside the dumps.
fn script(name: &str) -> String {
    std::fs::read_to_string(workspace().join("tests/moodle-db").join(name)).unwrap()
}

/// A PostgreSQL with the site, and an account `reader` that can only read it.
async fn postgres(tests: &str) -> Option<Postgres> {
    let server = Postgres::start(tests).unwrap()?;
    on_postgres(&server.url(), &dump("moodle45-postgresql.sql.gz")).await;
    on_postgres(&server.url(), &script("tables.sql")).await;
    let reader = "CREATE USER reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader";
    on_postgres(&server.url(), reader).await;
    Some(server)
}

/// A MariaDB with the site, and an account `reader` that can only read it.
async fn mariadb(tests: &str) -> Option<MariaDb> {
    let server = MariaDb::start(tests).unwrap()?;
    on_mariadb(&server.url(), &dump("moodle45-mariadb.sql.gz")).await;
    on_mariadb(&server.url(), &script("tables.sql")).await;
    let reader = "CREATE USER reader@'127.0.0.1'; GRANT SELECT ON moodle.* TO reader@'127.0.0.1'";
    on_mariadb(&server.url(), reader).await;
    Some(server)
}

/// The address of a server's database, by the account that can only read it.
fn by_reader(url: &str) -> String {
    url.replace("toolsync@", "reader@")
}

fn database(address: &str) -> Database {
    Database::new(address.parse().unwrap())
}

fn number(fields: &Fields, name: &str) -> i64 {
    match fields.get(name) {
        Some(Value::Int(number)) => *number,
        other => panic!("{name} is {other:?}"),
    }
}

/// The objects of a site without what the two installations do not have in common: their names, and when things were made.
fn timeless(site: &SiteIndex) -> Vec<Object> {
    let mut objects: Vec<Object> = site.objects().collect();
    for object in &mut objects {
        match object {
            Object::Course(course) => {
                for moment in ["timecreated", "timemodified"] {
                    assert!(number(&course.fields, moment) >= 0);
                    course.fields.remove(moment);
                }
                if course.id == FRONT_PAGE {
                    course.shortname.clear();
                    course.fields.remove("fullname");
                }
            }
            Object::User(user) if user.deleted => {
                let (name, second) = user.username.rsplit_once('.').unwrap();
                assert_eq!(second.len(), 10);
                user.username = name.to_owned();
            }
            // Each installer gave the administrator an address.
            Object::User(user) if user.username == "admin" => {
                user.fields.remove("email");
            }
            _ => {}
        }
    }
    objects
}

#[tokio::test]
async fn both_servers_hold_the_same_site() {
    let tests = "one site in PostgreSQL and in MariaDB";
    let (Some(postgres), Some(mariadb)) = (postgres(tests).await, mariadb(tests).await) else {
        return;
    };
    let one = database(&by_reader(&postgres.url()))
        .snapshot(Extent::WithContent)
        .await
        .unwrap();
    let other = database(&by_reader(&mariadb.url()))
        .snapshot(Extent::WithContent)
        .await
        .unwrap();
    let (objects, others) = (timeless(&one), timeless(&other));
    assert_eq!(objects.len(), others.len());
    for (object, other) in objects.iter().zip(&others) {
        assert_eq!(object, other);
    }
    assert_eq!(other.facts.name, "LabMaria");
    let named = SiteFacts {
        name: one.facts.name.clone(),
        ..other.facts
    };
    assert_eq!(one.facts, named);

    holds_what_was_counted(&one);
    has_its_people(&one);
    has_its_courses(&one);
    has_its_participants(&one);
    offers_what_it_offers(&one);
}

/// Counts that the makers of the site wrote down, and `SELECT count(*)` says again.
fn holds_what_was_counted(site: &SiteIndex) {
    assert_eq!(site.users().count(), 304);
    assert_eq!(site.users().filter(|user| user.deleted).count(), 5);
    assert_eq!(site.courses().count(), 63);
    assert_eq!(site.categories().count(), 23);
    assert_eq!(site.cohorts().count(), 12);
    assert_eq!(site.groups().count(), 91);
    assert_eq!(site.groupings().count(), 30);
    assert_eq!(site.enrolments().count(), 1268);
    // 1,266 roles in courses, of which cohorts gave 146 and other courses 58.
    assert_eq!(site.role_assignments().count(), 1062);
    let given = |method: &str| {
        let enrolments = site
            .enrolments()
            .filter(|enrolment| enrolment.method == method);
        enrolments
            .map(|enrolment| enrolment.roles.len())
            .sum::<usize>()
    };
    assert_eq!(
        (given("cohort"), given("meta"), given("manual")),
        (146, 58, 0)
    );
    let members: usize = site.groups().map(|group| group.members.len()).sum();
    assert_eq!(members, 398 + 25);
    let members: usize = site.cohorts().map(|cohort| cohort.members.len()).sum();
    assert_eq!(members, 254);
    assert_eq!(site.roles().count(), 11);
}

fn has_its_people(site: &SiteIndex) {
    let first: &User = site.user_by_idnumber("E00001").unwrap();
    assert_eq!((first.id, first.username.as_str()), (3, "dario.tanaka001"));
    for (field, value) in [
        ("firstname", Value::Text("Dario".to_owned())),
        (
            "email",
            Value::Text("dario.tanaka001@example.org".to_owned()),
        ),
        ("city", Value::Text("Vellmar".to_owned())),
        ("country", Value::Text("CH".to_owned())),
        ("timezone", Value::Text("99".to_owned())),
        ("maildisplay", Value::Int(2)),
        ("suspended", Value::Bool(false)),
        ("profile_field_employeeid", Value::Text("S-0001".to_owned())),
        ("profile_field_campus", Value::Text("North".to_owned())),
        ("profile_field_boarding", Value::Text("1".to_owned())),
        ("profile_field_joined", Value::Text("1472684400".to_owned())),
    ] {
        assert_eq!(first.fields.get(field), Some(&value), "{field}");
    }
    // Every hash of a password in the dumps is the mark of an account without one.
    assert!(site.users().all(|user| user.password == Password::None));
    assert_eq!(site.users().filter(|user| user.is_suspended()).count(), 5);
    // Two share an idnumber, and deleted accounts have none.
    let shared = site
        .users()
        .filter(|user| user.fields.get("idnumber") == Some(&Value::Text("E00200".to_owned())));
    assert_eq!(shared.map(|user| user.id).collect::<Vec<_>>(), [202, 203]);
    let gone = site.deleted_user_by_email("dario.fenwick061@example.org");
    assert_eq!(gone.map(|user| user.id), Some(63));
    assert!(site.user_by_email("dario.fenwick061@example.org").is_none());
    let nologin = Value::Text("nologin".to_owned());
    let without_login = |user: &&User| user.fields.get("auth") == Some(&nologin);
    assert_eq!(site.users().filter(without_login).count(), 6);
}

fn has_its_courses(site: &SiteIndex) {
    let first = site.course_by_shortname("ANC-001").unwrap();
    assert_eq!(first.text("fullname"), "Ancient History 01");
    assert_eq!(first.text("summary"), "<p>Invented course 1.</p>");
    assert_eq!(first.text("format"), "topics");
    assert_eq!(number(&first.fields, "startdate"), 1_725_228_000);
    assert_eq!(number(&first.fields, "enddate"), 1_751_148_000);
    assert_eq!(first.fields.get("visible"), Some(&Value::Bool(true)));
    assert_eq!(first.fields.get("coursedisplay"), Some(&Value::Bool(false)));
    let hidden = Value::Bool(false);
    let hidden = site
        .courses()
        .filter(|course| course.fields["visible"] == hidden);
    assert_eq!(hidden.count(), 6);
    let without = site
        .courses()
        .filter(|course| course.text("idnumber").is_empty());
    assert_eq!(without.count(), 4);
    let with_backup: Vec<u64> = site
        .courses()
        .filter(|course| course.backup)
        .map(|course| course.id)
        .collect();
    assert_eq!(with_backup, [9, 17, 62]);

    let path = |id| site.category_path(id).join("/");
    assert_eq!(path(7), "School of Letters/Year 2/Languages");
    assert_eq!(path(22), "Éducation continue/Archive/Empty shelf");
    assert_eq!(site.categories().filter(|one| !one.visible).count(), 3);
    assert_eq!(
        site.category_by_idnumber("LET-2-LAN").map(|one| one.id),
        Some(7)
    );

    // LOG-002 has manual enrolment switched off, MEC-004 has none.
    let methods = |name: &str| site.course_by_shortname(name).unwrap().methods.clone();
    assert_eq!(methods("LOG-002").get("manual"), Some(&false));
    assert_eq!(methods("MEC-004").get("manual"), None);
    assert_eq!(methods("MEC-004").get("guest"), Some(&false));
    let modules = &site
        .course_by_idnumber("C-0008")
        .unwrap()
        .content
        .activities;
    assert_eq!(modules.len(), 20);
    assert_eq!(modules["forum"].len(), 2);
    let activities = site
        .courses()
        .flat_map(|course| course.content.activities.values());
    assert_eq!(activities.map(BTreeSet::len).sum::<usize>(), 108);
}

fn has_its_participants(site: &SiteIndex) {
    let enrolled = |course: &str, user: &str, method: &str| {
        let course = site.course_by_shortname(course).unwrap().id;
        let user = site.user_by_username(user).unwrap().id;
        site.enrolment(course, user, method).unwrap()
    };
    let dated = enrolled("BOT-006", "baran.mercier005", "manual");
    assert_eq!(
        (dated.start, dated.end, dated.active),
        (1_725_141_600, 1_756_677_600, true)
    );
    let suspended = enrolled("ANC-001", "jonas.okonjo073", "manual");
    assert_eq!(
        (suspended.start, suspended.end, suspended.active),
        (0, 0, false)
    );
    assert_eq!(site.enrolments().filter(|one| !one.active).count(), 60);
    // 108 and 10 have begun and end, 86 end only.
    assert_eq!(
        site.enrolments().filter(|one| one.end > 0).count(),
        108 + 10 + 86
    );

    let bindings: Vec<_> = site
        .cohort_bindings()
        .map(|binding| {
            (
                binding.course,
                binding.cohort,
                binding.role.as_str(),
                binding.group,
            )
        })
        .collect();
    let expected = [
        (11, 1, 0),
        (12, 2, 0),
        (13, 3, 0),
        (15, 4, 0),
        (21, 5, 91),
        (22, 9, 0),
    ];
    let expected = expected.map(|(course, cohort, group)| (course, cohort, "student", group));
    assert_eq!(
        bindings.iter().copied().collect::<BTreeSet<_>>(),
        expected.into()
    );
    let links = site.course_links().map(|link| (link.course, link.source));
    assert_eq!(
        links.collect::<BTreeSet<_>>(),
        [(34, 35), (31, 33), (31, 32)].into()
    );

    let cohort = |name| site.cohort_by_name(name).unwrap();
    assert_eq!(cohort("No number").idnumber, "");
    assert!(!cohort("Hidden one").visible);
    assert!(cohort("Empty one").members.is_empty());
    assert_eq!(
        (cohort("Évening").category, cohort("Évening").members.len()),
        (16, 25)
    );
    assert_eq!(cohort("Staff").category, 0);
    // Those whom the cohort method put there: not by a file, so they count as put in by hand.
    let group = site.groups().find(|group| group.id == 91).unwrap();
    assert_eq!((group.members.len(), group.owned.len()), (25, 0));
    let filled = site
        .groupings()
        .filter(|grouping| !grouping.groups.is_empty());
    assert_eq!(filled.count(), 15);
}

fn offers_what_it_offers(site: &SiteIndex) {
    let facts = &site.facts;
    assert_eq!(facts.name, "Lab Moodle");
    assert_eq!(facts.release, "4.5.5+ (Build: 20250613)");
    assert_eq!(facts.timezone, "Europe/London");
    let formats = ["singleactivity", "social", "topics", "weeks"].map(str::to_owned);
    assert_eq!(facts.formats, formats.into());
    assert!(facts.auths.contains("nologin") && facts.auths.contains("ldap"));
    assert_eq!(facts.languages, ["en".to_owned()].into());
    assert_eq!(facts.cohort_methods, ["cohort".to_owned()].into());
    assert_eq!(facts.meta, MetaMethod::Suspends);
    assert!(!facts.enrol_sync);
    assert_eq!(
        (facts.protected.guest, &facts.protected.administrators),
        (1, &[2].into())
    );
    assert_eq!(facts.profile_fields.len(), 6);
    assert_eq!(facts.defaults.course.get("newsitems"), Some(&Value::Int(5)));
    assert_eq!(
        facts.defaults.course.get("visible"),
        Some(&Value::Bool(true))
    );
}

/// How many memberships of groups a connection sees.
async fn memberships(connection: &mut Connection, address: &Address) -> usize {
    let schema = connection.schema(&address.prefix).await.unwrap();
    let mut assembler = Assembler::default();
    for table in [Table::Groups, Table::GroupMembers] {
        let statement = schema.statement(table, address);
        let read = connection.read(&statement, table, &mut assembler).await;
        read.unwrap();
    }
    let site = assembler.finish();
    site.groups().map(|group| group.members.len()).sum()
}

#[tokio::test]
async fn two_connections_to_postgresql_see_one_moment() {
    let Some(server) = postgres("two connections to PostgreSQL").await else {
        return;
    };
    let address: Address = by_reader(&server.url()).parse().unwrap();
    let mut first = Connection::open(&address).await.unwrap();
    let moment = first.moment().await.unwrap().unwrap();
    on_postgres(&server.url(), "DELETE FROM mdl_groups_members").await;
    let mut second = Connection::open_at(&address, &moment).await.unwrap();
    let mut later = Connection::open(&address).await.unwrap();
    let seen = memberships(&mut first, &address).await;
    assert!(seen > 0);
    assert_eq!(memberships(&mut second, &address).await, seen);
    assert_eq!(memberships(&mut later, &address).await, 0);
    for connection in [first, second, later] {
        connection.close().await;
    }

    // A server that lets the account in only once is read over one connection.
    let once =
        "CREATE USER once CONNECTION LIMIT 1; GRANT SELECT ON ALL TABLES IN SCHEMA public TO once";
    on_postgres(&server.url(), once).await;
    let by_once = server.url().replace("toolsync@", "once@");
    let site = database(&by_once).snapshot(Extent::WithContent).await;
    assert_eq!(site.unwrap().users().count(), 304);
}

/// The account of this address can write.
async fn a_writer_is_refused_unless_told(url: &str) {
    let read = async |url: &str| database(url).snapshot(Extent::WithContent).await;
    let refused = read(url).await.unwrap_err();
    assert!(matches!(refused, DatabaseError::CanWrite(_)), "{refused}");
    let site = read(&format!("{url}?writable=yes")).await.unwrap();
    assert_eq!(site.users().count(), 304);
}

#[tokio::test]
async fn a_postgresql_account_that_can_write_is_refused() {
    let Some(server) = postgres("accounts of PostgreSQL").await else {
        return;
    };
    a_writer_is_refused_unless_told(&server.url()).await;

    let reader = by_reader(&server.url());
    let report = database(&reader).check().await.unwrap();
    assert!(
        report.server.starts_with("PostgreSQL 1"),
        "{}",
        report.server
    );
    assert_eq!(
        (report.prefix.as_str(), report.release.as_str()),
        ("mdl_", "4.5.5+ (Build: 20250613)")
    );
    assert_eq!((report.can_write, report.folding), (None, None));

    // One table, or one column of it, is enough to be refused.
    on_postgres(&server.url(), "GRANT UPDATE (name) ON mdl_cohort TO reader").await;
    let report = database(&reader).check().await.unwrap();
    assert!(report.can_write.unwrap().contains("mdl_cohort"));
    on_postgres(
        &server.url(),
        "REVOKE UPDATE (name) ON mdl_cohort FROM reader",
    )
    .await;

    // The hashes of passwords need not be seen, an older Moodle has fewer columns, a table that cannot be seen is named.
    on_postgres(
        &server.url(),
        "REVOKE SELECT ON mdl_user FROM reader; \
         ALTER TABLE mdl_course_sections DROP COLUMN component; \
         DO $$ BEGIN EXECUTE (SELECT format('GRANT SELECT (%s) ON mdl_user TO reader', string_agg(quote_ident(attname), ',')) \
            FROM pg_attribute WHERE attrelid = 'mdl_user'::regclass AND attnum > 0 AND attname NOT IN ('password', 'secret')); END $$",
    )
    .await;
    let site = database(&reader)
        .snapshot(Extent::WithContent)
        .await
        .unwrap();
    assert_eq!(site.users().count(), 304);
    assert!(site.users().all(|user| user.password == Password::Set));
    assert_eq!(
        site.course_by_shortname("ANC-001").unwrap().sections.len(),
        3
    );
    on_postgres(&server.url(), "REVOKE SELECT ON mdl_cohort FROM reader").await;
    let hidden = database(&reader)
        .snapshot(Extent::WithContent)
        .await
        .unwrap_err();
    assert!(
        matches!(&hidden, DatabaseError::Hidden(table) if table == "mdl_cohort"),
        "{hidden}"
    );

    let elsewhere = format!("{reader}?prefix=moo_");
    let error = database(&elsewhere).check().await.unwrap_err();
    assert!(
        matches!(&error, DatabaseError::NoMoodle(table) if table == "moo_config"),
        "{error}"
    );
    let nobody = server.url().replace("toolsync@", "nobody:hunter2@");
    let closed = database(&nobody).check().await.unwrap_err();
    assert!(matches!(closed, DatabaseError::Closed(_)), "{closed}");
    assert!(!closed.to_string().contains("hunter2"));
}

#[tokio::test]
async fn a_mariadb_account_that_can_write_is_refused() {
    let Some(server) = mariadb("accounts of MariaDB").await else {
        return;
    };
    a_writer_is_refused_unless_told(&server.url()).await;

    let reader = by_reader(&server.url());
    let report = database(&reader).check().await.unwrap();
    assert!(report.server.starts_with("MariaDB 1"), "{}", report.server);
    assert_eq!(report.can_write, None);
    assert_eq!(report.folding.as_deref(), Some("utf8mb4_unicode_ci"));

    for (grant, revoke) in [
        (
            "GRANT UPDATE (name) ON moodle.mdl_cohort TO reader@'127.0.0.1'",
            "REVOKE UPDATE (name) ON moodle.mdl_cohort FROM reader@'127.0.0.1'",
        ),
        (
            "GRANT DELETE ON moodle.mdl_cohort TO reader@'127.0.0.1'",
            "REVOKE DELETE ON moodle.mdl_cohort FROM reader@'127.0.0.1'",
        ),
        (
            "CREATE ROLE writer; GRANT INSERT ON moodle.* TO writer; GRANT writer TO reader@'127.0.0.1'; SET DEFAULT ROLE writer FOR reader@'127.0.0.1'",
            "DROP ROLE writer",
        ),
    ] {
        on_mariadb(&server.url(), grant).await;
        let report = database(&reader).check().await.unwrap();
        assert!(report.can_write.is_some(), "{grant}");
        on_mariadb(&server.url(), revoke).await;
    }
    assert_eq!(database(&reader).check().await.unwrap().can_write, None);

    // Another prefix, with capitals.
    let mut connection = MySqlConnection::connect(&server.url()).await.unwrap();
    let tables = "SELECT CAST(table_name AS CHAR) FROM information_schema.tables WHERE table_schema = 'moodle'";
    let tables: Vec<String> = sqlx::query_scalar(tables)
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let names = tables.iter().filter_map(|table| table.strip_prefix("mdl_"));
    let renamed: Vec<String> = names
        .map(|name| format!("mdl_{name} TO `M2_{name}`"))
        .collect();
    let renamed = renamed.join(", ");
    on_mariadb(&server.url(), &format!("RENAME TABLE {renamed}")).await;
    let site = database(&format!("{reader}?prefix=M2_"))
        .snapshot(Extent::WithContent)
        .await
        .unwrap();
    assert_eq!(site.users().count(), 304);
    let error = database(&reader).check().await.unwrap_err();
    assert!(
        matches!(&error, DatabaseError::NoMoodle(table) if table == "mdl_config"),
        "{error}"
    );
}

/// How long a snapshot of a large site takes. Run it in a release build: see `docs/performance.md`.
#[tokio::test]
#[ignore = "a measurement"]
async fn how_long_a_large_site_takes() {
    let Some(server) = postgres("the time of a large snapshot").await else {
        return;
    };
    on_postgres(&server.url(), &script("large.sql")).await;
    let site = database(&by_reader(&server.url()));
    for round in 0..14 {
        let extent = match round % 2 {
            0 => Extent::Usual,
            _ => Extent::WithContent,
        };
        let begun = Instant::now();
        let index = site.snapshot(extent).await.unwrap();
        let taken = begun.elapsed();
        assert_eq!(index.users().count(), 22_000);
        println!("round {round}, {extent:?}: {} ms", taken.as_millis());
    }
}
