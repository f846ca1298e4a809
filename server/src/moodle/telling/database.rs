//! How the database of a site stands, in words.

use toolsync_core::finding::Severity;

use super::{SiteWords, harmless};
use crate::moodle::database::{DatabaseError, DatabaseReport};

impl SiteWords {
    /// What answers, and what that gives.
    pub fn database(&self, report: &DatabaseReport) -> String {
        let facts = [
            ("server", report.server.as_str()),
            ("release", &report.release),
            ("prefix", &report.prefix),
        ];
        let database = harmless(&self.say("site-database", &facts));
        let id = if report.is_usable() {
            "site-database-read"
        } else {
            "site-database-unread"
        };
        self.say(id, &[("database", &database)])
    }

    /// What is to be known of a database that answered. `release`: what the site itself says it is, if it was asked.
    pub fn database_remarks(
        &self,
        report: &DatabaseReport,
        release: Option<&str>,
    ) -> Vec<(Severity, String)> {
        let mut remarks = Vec::new();
        let mut remark = |severity, id: &str, args: &[(&str, &str)]| {
            remarks.push((severity, harmless(&self.say(id, args))));
        };
        match &report.can_write {
            None => remark(Severity::Info, "site-database-read-only", &[]),
            Some(what) => {
                let (severity, id) = if report.writable {
                    (Severity::Warning, "site-database-writable")
                } else {
                    (Severity::Error, "site-database-can-write")
                };
                remark(severity, id, &[("what", what)]);
            }
        }
        if let Some(release) = release.filter(|release| *release != report.release) {
            let args = [("release", release), ("found", &*report.release)];
            remark(Severity::Error, "site-database-other", &args);
        }
        if let Some(collation) = &report.folding {
            let args = [("collation", collation.as_str())];
            remark(Severity::Info, "site-database-folding", &args);
        }
        remarks
    }

    /// Why the database cannot be read, and what to do about it.
    pub fn database_error(&self, error: &DatabaseError) -> String {
        let what = match error {
            DatabaseError::Closed(source) | DatabaseError::Failed(source) => source.to_string(),
            DatabaseError::Reader(source) => source.to_string(),
            DatabaseError::NoMoodle(name)
            | DatabaseError::Hidden(name)
            | DatabaseError::CanWrite(name) => name.clone(),
            DatabaseError::Cell(what) => (*what).to_owned(),
            DatabaseError::Silent => String::new(),
        };
        let id = match error {
            DatabaseError::Silent => "site-database-silent",
            DatabaseError::Closed(_) => "site-database-closed",
            DatabaseError::Failed(_) | DatabaseError::Reader(_) | DatabaseError::Cell(_) => {
                "site-database-failed"
            }
            DatabaseError::NoMoodle(_) => "site-database-no-moodle",
            DatabaseError::Hidden(_) => "site-database-hidden",
            DatabaseError::CanWrite(_) => "site-database-can-write",
        };
        harmless(&self.say(id, &[("what", &what)]))
    }
}
