//! The settings of this server.

use toolsync_core::api::AppSettings;

use super::Store;
use super::database::{StoreError, sql, to_json};

impl Store {
    /// The settings; the defaults until some are stored.
    pub async fn settings(&self) -> Result<AppSettings, StoreError> {
        let text = self
            .database
            .first::<String>(sql("SELECT value FROM setting WHERE name = 'app'"))
            .await?;
        text.map_or_else(
            || Ok(AppSettings::default()),
            |text| {
                serde_json::from_str(&text).map_err(|source| StoreError::Damaged {
                    what: "setting.value",
                    source,
                })
            },
        )
    }

    /// Stores the settings.
    pub async fn put_settings(&self, settings: &AppSettings) -> Result<(), StoreError> {
        self.database
            .execute(
                sql("INSERT INTO setting (name, value) VALUES ('app', $1) \
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                .bind(to_json(settings)?),
            )
            .await
            .map(drop)
    }
}
