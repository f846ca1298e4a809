//! The tables, version by version. A version that was released is never changed: the next one mends it.

use super::database::{Database, StoreError, sql};

/// Each entry brings the tables to the version of its place, from 1. `{id}` stands for a number that the database gives.
/// Moments that are computed with are `BIGINT` (Unix milliseconds); moments that are shown are RFC 3339 texts.
const VERSIONS: &[&str] = &["
    CREATE TABLE person (
        login TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        password TEXT,
        created_at TEXT NOT NULL
    );
    CREATE TABLE session (
        token_hash TEXT PRIMARY KEY,
        login TEXT NOT NULL REFERENCES person (login) ON DELETE CASCADE,
        seen_at BIGINT NOT NULL
    );
    CREATE TABLE invitation (
        token_hash TEXT PRIMARY KEY,
        login TEXT REFERENCES person (login) ON DELETE CASCADE,
        role TEXT NOT NULL,
        expires_at BIGINT NOT NULL
    );
    CREATE TABLE setting (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    );
    CREATE TABLE run (
        id {id},
        file TEXT NOT NULL,
        site TEXT NOT NULL,
        kind TEXT,
        phase TEXT NOT NULL,
        submitted_by TEXT NOT NULL,
        submitted_at TEXT NOT NULL,
        submission TEXT NOT NULL,
        options TEXT NOT NULL,
        file_digest TEXT NOT NULL,
        verdict TEXT,
        plan TEXT NOT NULL,
        fingerprint TEXT NOT NULL DEFAULT '',
        site_moved BIGINT NOT NULL DEFAULT 0,
        decided_by TEXT NOT NULL DEFAULT '',
        decided_at TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        cancelled BIGINT NOT NULL DEFAULT 0,
        started_at TEXT NOT NULL DEFAULT '',
        finished_at TEXT NOT NULL DEFAULT '',
        rows BIGINT NOT NULL DEFAULT 0,
        done BIGINT NOT NULL DEFAULT 0,
        unchanged BIGINT NOT NULL DEFAULT 0,
        failed BIGINT NOT NULL DEFAULT 0,
        blocked BIGINT NOT NULL DEFAULT 0,
        held BIGINT NOT NULL DEFAULT 0,
        warnings BIGINT NOT NULL DEFAULT 0,
        lease_owner TEXT NOT NULL DEFAULT '',
        lease_until BIGINT NOT NULL DEFAULT 0
    );
    CREATE INDEX run_by_phase ON run (phase);
    -- One run at a time writes to a site; the database itself holds to it, whatever the nodes believe.
    CREATE UNIQUE INDEX run_one_per_site ON run (site) WHERE phase = 'executing';
    CREATE TABLE run_row (
        run BIGINT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
        position BIGINT NOT NULL,
        line BIGINT NOT NULL,
        span_start BIGINT NOT NULL,
        span_end BIGINT NOT NULL,
        subject TEXT NOT NULL,
        decision TEXT NOT NULL,
        planned TEXT NOT NULL,
        intended BIGINT NOT NULL DEFAULT 0,
        state TEXT,
        outcome TEXT,
        PRIMARY KEY (run, position)
    );
    CREATE INDEX run_row_by_state ON run_row (run, state);
",
// A run may be of several files.
"
    CREATE TABLE run_file (
        run BIGINT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
        place BIGINT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT,
        submission TEXT NOT NULL,
        options TEXT NOT NULL,
        file_digest TEXT NOT NULL,
        verdict TEXT,
        plan TEXT NOT NULL,
        PRIMARY KEY (run, place)
    );
    INSERT INTO run_file (run, place, name, kind, submission, options, file_digest, verdict, plan)
        SELECT id, 0, file, kind, submission, options, file_digest, verdict, plan FROM run;
    ALTER TABLE run DROP COLUMN submission;
    ALTER TABLE run DROP COLUMN options;
    ALTER TABLE run DROP COLUMN file_digest;
    ALTER TABLE run DROP COLUMN verdict;
    ALTER TABLE run_row ADD COLUMN file BIGINT NOT NULL DEFAULT 0;
    ALTER TABLE run_row ADD COLUMN warned BIGINT NOT NULL DEFAULT 0;
",
// Sites that are not built in, with their tokens sealed.
"
    CREATE TABLE site (
        name TEXT PRIMARY KEY,
        address TEXT NOT NULL,
        token TEXT NOT NULL,
        digest_key TEXT NOT NULL,
        largest_form BIGINT NOT NULL,
        added_at TEXT NOT NULL
    );
",
// The address of a site's database, sealed as the token is; empty when it is not known.
"
    ALTER TABLE site ADD COLUMN database_address TEXT NOT NULL DEFAULT '';
",
// When a site may be written to; empty: at any time.
"
    ALTER TABLE site ADD COLUMN writing_hours TEXT NOT NULL DEFAULT '';
"];

/// Brings the tables to the newest version.
pub async fn migrate(database: &Database) -> Result<(), StoreError> {
    let mut transaction = database.begin().await?;
    if let Database::Postgres(_) = database {
        // Two nodes may start at once; the number is ours alone.
        transaction
            .script("SELECT pg_advisory_xact_lock(7462839)".to_owned())
            .await?;
    }
    transaction
        .script("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY)".to_owned())
        .await?;
    let found = transaction
        .first::<i64>(sql("SELECT COALESCE(MAX(version), 0) FROM schema_version"))
        .await?
        .unwrap_or(0);
    let id = database.by_kind(
        "INTEGER PRIMARY KEY AUTOINCREMENT",
        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    );
    let mut version = 0;
    for tables in VERSIONS {
        version += 1;
        if version > found {
            transaction.script(tables.replace("{id}", id)).await?;
            transaction
                .execute(sql("INSERT INTO schema_version (version) VALUES ($1)").bind(version))
                .await?;
        }
    }
    if found > version {
        return Err(StoreError::Newer {
            found,
            known: version,
        });
    }
    transaction.commit().await
}
