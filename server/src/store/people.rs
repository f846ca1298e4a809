//! People with an account.

use toolsync_core::api::{Person, Role};

use super::Store;
use super::database::{FromRow, Row, StoreError, from_name, sql, to_name};

/// A person as stored.
#[derive(Clone)]
pub struct PersonRecord {
    /// As others see the person.
    pub person: Person,
    /// Argon2 hash in PHC form; none until the invitation is accepted.
    pub password: Option<String>,
}

impl FromRow for PersonRecord {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let password = row.optional_text(3)?;
        Ok(Self {
            person: Person {
                login: row.text(0)?,
                name: row.text(1)?,
                role: from_name(&row.text(2)?, "person.role")?,
                invited: password.is_none(),
            },
            password,
        })
    }
}

impl Store {
    /// The person of this login name.
    pub async fn person(&self, login: &str) -> Result<Option<PersonRecord>, StoreError> {
        self.database
            .first(
                sql("SELECT login, name, role, password FROM person WHERE login = $1").bind(login),
            )
            .await
    }

    /// Everybody, by login name.
    pub async fn people(&self) -> Result<Vec<PersonRecord>, StoreError> {
        self.database
            .all(sql(
                "SELECT login, name, role, password FROM person ORDER BY login",
            ))
            .await
    }

    /// Whether a person of this role can sign in.
    pub async fn has_active(&self, role: Role) -> Result<bool, StoreError> {
        let count = self
            .database
            .first::<i64>(
                sql("SELECT COUNT(*) FROM person WHERE role = $1 AND password IS NOT NULL")
                    .bind(to_name(&role)?),
            )
            .await?;
        Ok(count.unwrap_or(0) > 0)
    }

    /// Adds a person; false when the login name is taken. `now` is RFC 3339.
    pub async fn add_person(&self, record: &PersonRecord, now: &str) -> Result<bool, StoreError> {
        let added = self
            .database
            .execute(
                sql(
                    "INSERT INTO person (login, name, role, password, created_at) \
                     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (login) DO NOTHING",
                )
                .bind(record.person.login.as_str())
                .bind(record.person.name.as_str())
                .bind(to_name(&record.person.role)?)
                .bind(record.password.clone())
                .bind(now),
            )
            .await?;
        Ok(added == 1)
    }

    /// Removes a person, with sessions and invitations; false when there is none of this login name, or
    /// when the last administrator who can sign in would go.
    pub async fn remove_person(&self, login: &str) -> Result<bool, StoreError> {
        let removed = self
            .database
            .execute(
                sql("DELETE FROM person WHERE login = $1 AND (role <> 'administrator' OR password IS NULL \
                     OR EXISTS (SELECT 1 FROM person other WHERE other.login <> $1 \
                     AND other.role = 'administrator' AND other.password IS NOT NULL))")
                .bind(login),
            )
            .await?;
        Ok(removed == 1)
    }
}
