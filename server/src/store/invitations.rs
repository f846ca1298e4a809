//! Invitations: one-time tokens, kept as hashes.

use toolsync_core::api::{Invitation, Role};

use super::Store;
use super::database::{FromRow, Row, StoreError, from_name, sql, to_name};
use super::people::PersonRecord;

/// An invitation as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRecord {
    /// SHA-256 of the token, hex.
    pub token_hash: String,
    /// Who is invited; none: whoever comes first (the first administrator).
    pub login: Option<String>,
    /// The role that comes with it.
    pub role: Role,
    /// Unix milliseconds.
    pub expires_at: i64,
}

impl FromRow for Invitation {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            login: row.text(0)?,
            name: row.text(1)?,
            role: from_name(&row.text(2)?, "invitation.role")?,
        })
    }
}

impl Store {
    /// Adds an invitation; earlier ones to the same person (or to nobody by name) no longer hold.
    pub async fn add_invitation(&self, invitation: &InvitationRecord) -> Result<(), StoreError> {
        let mut transaction = self.database.begin().await?;
        transaction
            .execute(
                sql("DELETE FROM invitation WHERE COALESCE(login, '') = $1")
                    .bind(invitation.login.clone().unwrap_or_default()),
            )
            .await?;
        transaction
            .execute(
                sql("INSERT INTO invitation (token_hash, login, role, expires_at) VALUES ($1, $2, $3, $4)")
                    .bind(invitation.token_hash.as_str())
                    .bind(invitation.login.clone())
                    .bind(to_name(&invitation.role)?)
                    .bind(invitation.expires_at),
            )
            .await?;
        transaction.commit().await
    }

    /// The invitation with this token, if it still holds `now` (Unix milliseconds).
    pub async fn invitation(
        &self,
        token_hash: &str,
        now: i64,
    ) -> Result<Option<Invitation>, StoreError> {
        self.database
            .first(
                sql("SELECT i.login, p.name, i.role FROM invitation i \
                     LEFT JOIN person p ON p.login = i.login WHERE i.token_hash = $1 AND i.expires_at > $2")
                .bind(token_hash)
                .bind(now),
            )
            .await
    }

    /// Uses the invitation up and gives `record`, its person, a name and a password, in one step. False when the
    /// invitation no longer holds or, for the first administrator, when the login name is taken; nothing is changed then.
    pub async fn accept_invitation(
        &self,
        token_hash: &str,
        record: &PersonRecord,
        now: i64,
        created_at: &str,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.database.begin().await?;
        let used = transaction
            .execute(
                sql("DELETE FROM invitation WHERE token_hash = $1 AND expires_at > $2")
                    .bind(token_hash)
                    .bind(now),
            )
            .await?;
        // A person who is there and has a password is never overwritten.
        let taken_in = transaction
            .execute(
                sql(
                    "INSERT INTO person (login, name, role, password, created_at) \
                     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (login) DO UPDATE \
                     SET name = excluded.name, password = excluded.password \
                     WHERE person.password IS NULL AND person.role = excluded.role",
                )
                .bind(record.person.login.as_str())
                .bind(record.person.name.as_str())
                .bind(to_name(&record.person.role)?)
                .bind(record.password.clone())
                .bind(created_at),
            )
            .await?;
        if used != 1 || taken_in != 1 {
            return Ok(false);
        }
        transaction.commit().await?;
        Ok(true)
    }
}
