//! Connected sites.

use super::Store;
use super::database::{FromRow, Row, StoreError, sql};

/// A connected site as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteRecord {
    /// Its name in Toolsync.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its token, sealed.
    pub token: String,
    /// The key of its digests, hex.
    pub digest_key: String,
    /// How many fields a call may have.
    pub largest_form: i64,
    /// RFC 3339.
    pub added_at: String,
    /// The address of its database, sealed; empty when it is not known.
    pub database_address: String,
    /// When it may be written to: `22:00-06:00`; empty: at any time.
    pub writing_hours: String,
}

impl FromRow for SiteRecord {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            name: row.text(0)?,
            address: row.text(1)?,
            token: row.text(2)?,
            digest_key: row.text(3)?,
            largest_form: row.int(4)?,
            added_at: row.text(5)?,
            database_address: row.text(6)?,
            writing_hours: row.text(7)?,
        })
    }
}

impl Store {
    /// All connected sites, by name.
    pub async fn sites(&self) -> Result<Vec<SiteRecord>, StoreError> {
        self.database
            .all(sql(
                "SELECT name, address, token, digest_key, largest_form, added_at, database_address, \
                 writing_hours FROM site ORDER BY name",
            ))
            .await
    }

    /// Adds a site; false when there is one of this name, which then stays as it is.
    pub async fn add_site(&self, site: &SiteRecord) -> Result<bool, StoreError> {
        let added = self
            .database
            .execute(
                sql(
                    "INSERT INTO site (name, address, token, digest_key, largest_form, added_at, \
                     database_address, writing_hours) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (name) DO NOTHING",
                )
                .bind(site.name.as_str())
                .bind(site.address.as_str())
                .bind(site.token.as_str())
                .bind(site.digest_key.as_str())
                .bind(site.largest_form)
                .bind(site.added_at.as_str())
                .bind(site.database_address.as_str())
                .bind(site.writing_hours.as_str()),
            )
            .await?;
        Ok(added == 1)
    }

    /// Keeps when a site may be written to, and says whether there is a site of this name.
    pub async fn set_writing_hours(&self, name: &str, hours: &str) -> Result<bool, StoreError> {
        let changed = self
            .database
            .execute(
                sql("UPDATE site SET writing_hours = $2 WHERE name = $1")
                    .bind(name)
                    .bind(hours),
            )
            .await?;
        Ok(changed == 1)
    }

    /// Keeps the sealed address of a site's database, and says whether there is a site of this name.
    pub async fn set_database_address(&self, name: &str, sealed: &str) -> Result<bool, StoreError> {
        let changed = self
            .database
            .execute(
                sql("UPDATE site SET database_address = $2 WHERE name = $1")
                    .bind(name)
                    .bind(sealed),
            )
            .await?;
        Ok(changed == 1)
    }

    /// Removes a site, and says whether there was one of this name.
    pub async fn remove_site(&self, name: &str) -> Result<bool, StoreError> {
        let removed = self
            .database
            .execute(sql("DELETE FROM site WHERE name = $1").bind(name))
            .await?;
        Ok(removed == 1)
    }
}
