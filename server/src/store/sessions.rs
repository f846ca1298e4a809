//! Sessions of people who are signed in.

use super::Store;
use super::database::{StoreError, sql};
use super::people::PersonRecord;

/// How seldom a session's last use is written, in milliseconds.
const SEEN_EVERY: i64 = 60_000;

impl Store {
    /// Adds a session. Moments are Unix milliseconds here.
    pub async fn add_session(
        &self,
        token_hash: &str,
        login: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        self.database
            .execute(
                sql("INSERT INTO session (token_hash, login, seen_at) VALUES ($1, $2, $3)")
                    .bind(token_hash)
                    .bind(login)
                    .bind(now),
            )
            .await
            .map(drop)
    }

    /// Who holds this session, unless it was last used before `not_before`. Notes that it is used `now`.
    pub async fn session_person(
        &self,
        token_hash: &str,
        not_before: i64,
        now: i64,
    ) -> Result<Option<PersonRecord>, StoreError> {
        let person = self
            .database
            .first::<PersonRecord>(
                sql("SELECT p.login, p.name, p.role, p.password FROM session s \
                     JOIN person p ON p.login = s.login WHERE s.token_hash = $1 AND s.seen_at >= $2")
                .bind(token_hash)
                .bind(not_before),
            )
            .await?;
        if person.is_some() {
            self.database
                .execute(
                    sql("UPDATE session SET seen_at = $1 WHERE token_hash = $2 AND seen_at < $3")
                        .bind(now)
                        .bind(token_hash)
                        .bind(now - SEEN_EVERY),
                )
                .await?;
        }
        Ok(person)
    }

    /// Ends a session.
    pub async fn remove_session(&self, token_hash: &str) -> Result<(), StoreError> {
        self.database
            .execute(sql("DELETE FROM session WHERE token_hash = $1").bind(token_hash))
            .await
            .map(drop)
    }

    /// Ends the sessions last used before this moment.
    pub async fn remove_idle_sessions(&self, not_before: i64) -> Result<(), StoreError> {
        self.database
            .execute(sql("DELETE FROM session WHERE seen_at < $1").bind(not_before))
            .await
            .map(drop)
    }
}
