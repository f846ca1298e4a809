//! What the site is and offers.

use std::collections::{BTreeMap, BTreeSet};

use toolsync_core::kinds::Value;
use toolsync_core::site::{CourseDefaults, META, MetaMethod, ProtectedAccounts, SYNC, SiteFacts};

use super::{Assembler, flag};
use crate::moodle::tables::{ModuleRow, PluginSettingRow, SettingRow};

/// `ENROL_EXT_REMOVED_UNENROL` of Moodle's `lib/enrollib.php`: people who left the other course are unenrolled.
const UNENROLS: &str = "0";

/// Attributes of a course that the plugin `moodlecourse` has defaults for: numbers, then flags, then texts.
const COURSE_NUMBERS: &[&str] = &["newsitems", "maxbytes", "groupmode"];
const COURSE_FLAGS: &[&str] = &[
    "visible",
    "showgrades",
    "showreports",
    "groupmodeforce",
    "enablecompletion",
    "coursedisplay",
];
const COURSE_TEXTS: &[&str] = &["format", "lang"];

/// Attributes of an account for which the site keeps a default, as `defaultpreference_…`.
const PREFERENCES: &[&str] = &[
    "maildisplay",
    "mailformat",
    "maildigest",
    "autosubscribe",
    "trackforums",
];

/// Settings of site and plugins.
#[derive(Debug, Default)]
pub(super) struct Configuration {
    settings: BTreeMap<String, String>,
    plugins: BTreeMap<(String, String), String>,
    modules: BTreeSet<String>,
    languages: BTreeSet<String>,
}

impl Assembler {
    /// Takes a setting of the site.
    pub fn setting(&mut self, row: SettingRow) {
        self.configuration.settings.insert(row.name, row.value);
    }

    /// Takes a setting of a plugin.
    pub fn plugin_setting(&mut self, row: PluginSettingRow) {
        let key = (row.plugin, row.name);
        self.configuration.plugins.insert(key, row.value);
    }

    /// Takes an activity module.
    pub fn module(&mut self, row: ModuleRow) {
        self.configuration.modules.insert(row.name);
    }
}

impl Configuration {
    /// See [`Assembler::absorb`].
    pub(super) fn absorb(&mut self, other: Self) {
        let Self {
            settings,
            plugins,
            modules,
            languages,
        } = other;
        self.settings.extend(settings);
        self.plugins.extend(plugins);
        self.modules.extend(modules);
        self.languages.extend(languages);
    }

    /// Notes that a language is in use.
    pub(super) fn uses_language(&mut self, code: &str) {
        if !code.is_empty() && !self.languages.contains(code) {
            self.languages.insert(code.to_owned());
        }
    }

    /// Whether an enrolment method is switched on for the site. A reader that could not see the setting takes it that all are.
    pub(super) fn is_enabled(&self, method: &str) -> bool {
        let enabled = self.settings.get("enrol_plugins_enabled");
        enabled.is_none_or(|enabled| enabled.split(',').any(|other| other == method))
    }

    /// The facts, without what other tables say.
    pub(super) fn facts(&self) -> SiteFacts {
        SiteFacts {
            release: self.text("release").to_owned(),
            timezone: self.timezone(),
            formats: self.installed("format_"),
            auths: self.installed("auth_"),
            languages: self.languages(),
            themes: self.installed("theme_"),
            defaults: self.defaults(),
            cohort_methods: self
                .installed("enrol_")
                .into_iter()
                .filter(|method| binds_cohorts(method) && self.is_enabled(method))
                .collect(),
            modules: self.modules.clone(),
            other_backup_strategy: self.plugin("block_publishflow", "version").is_some(),
            protected: ProtectedAccounts {
                guest: self.text("siteguest").parse().unwrap_or_default(),
                administrators: self
                    .text("siteadmins")
                    .split(',')
                    .filter_map(|id| id.trim().parse().ok())
                    .collect(),
                service: 0,
            },
            enrol_sync: self.plugin("enrol_sync", "version").is_some() && self.is_enabled(SYNC),
            meta: match self.plugin("enrol_meta", "unenrolaction") {
                _ if !self.is_enabled(META) => MetaMethod::Off,
                Some(UNENROLS) => MetaMethod::Unenrols,
                _ => MetaMethod::Suspends,
            },
            ..SiteFacts::default()
        }
    }

    fn text(&self, name: &str) -> &str {
        self.settings.get(name).map_or("", String::as_str)
    }

    fn plugin(&self, plugin: &str, name: &str) -> Option<&str> {
        let key = (plugin.to_owned(), name.to_owned());
        self.plugins.get(&key).map(String::as_str)
    }

    /// Names, without the prefix of their type, of the plugins that have a version and are not switched off.
    fn installed(&self, prefix: &str) -> BTreeSet<String> {
        let versions = self.plugins.keys().filter(|(_, name)| name == "version");
        versions
            .filter_map(|(plugin, _)| {
                let off = self.plugin(plugin, "disabled");
                let name = plugin.strip_prefix(prefix)?;
                off.is_none_or(|off| matches!(off, "" | "0"))
                    .then(|| name.to_owned())
            })
            .collect()
    }

    /// `99` is the server's own, which the database does not know.
    fn timezone(&self) -> String {
        match self.text("timezone") {
            "" | "99" => SiteFacts::default().timezone,
            zone => zone.to_owned(),
        }
    }

    /// Language packs are folders: known are English, which is always there, and those that the settings, courses and accounts use.
    fn languages(&self) -> BTreeSet<String> {
        let listed = self.text("langlist").split([',', '|']).map(str::trim);
        let known = ["en", self.text("lang")].into_iter().chain(listed);
        let mut languages = self.languages.clone();
        languages.extend(known.filter(|code| is_code(code)).map(str::to_owned));
        languages
    }

    fn defaults(&self) -> CourseDefaults {
        let mut defaults = CourseDefaults::default();
        let numbers = COURSE_NUMBERS
            .iter()
            .map(|name| (name, Value::Int as fn(i64) -> Value));
        let flags = COURSE_FLAGS
            .iter()
            .map(|name| (name, flag as fn(i64) -> Value));
        for (name, value) in numbers.chain(flags) {
            if let Some(number) = self.course_default(name).and_then(|text| text.parse().ok()) {
                defaults.course.insert((*name).to_owned(), value(number));
            }
        }
        for name in COURSE_TEXTS {
            let text = self.course_default(name).unwrap_or_default();
            super::record(&mut defaults.course, name, text.to_owned());
        }
        let user = &mut defaults.user;
        for name in PREFERENCES {
            if let Ok(number) = self.text(&format!("defaultpreference_{name}")).parse() {
                user.insert((*name).to_owned(), Value::Int(number));
            }
        }
        let country = Some(self.text("country")).filter(|country| *country != "0");
        for (name, text) in [
            ("auth", "manual"),
            ("timezone", "99"),
            ("lang", self.text("lang")),
            ("city", self.text("defaultcity")),
            ("country", country.unwrap_or_default()),
        ] {
            super::record(user, name, text.to_owned());
        }
        if let Some(methods) = self.methods_of_a_new_course() {
            defaults.methods = methods;
        }
        defaults
    }

    /// The methods that the site gives a new course, where its settings tell any.
    fn methods_of_a_new_course(&self) -> Option<BTreeMap<String, bool>> {
        let told = self.plugins.iter();
        let told = told.filter_map(|((plugin, name), value)| {
            let method = plugin.strip_prefix("enrol_")?;
            (name == "defaultenrol").then_some((method, value))
        });
        let mut methods = None;
        for (method, given) in told {
            let methods = methods.get_or_insert_with(BTreeMap::new);
            if !matches!(given.as_str(), "" | "0") && self.is_enabled(method) {
                let status = self.plugin(&format!("enrol_{method}"), "status");
                methods.insert(method.to_owned(), matches!(status, None | Some("" | "0")));
            }
        }
        methods
    }

    fn course_default(&self, name: &str) -> Option<&str> {
        self.plugin("moodlecourse", name)
    }
}

/// Whether an enrolment method binds cohorts to courses: `cohort` itself and its variants (`cohortrestricted`, `delayedcohort`), which keep the cohort
/// where it does.
pub(super) fn binds_cohorts(method: &str) -> bool {
    method.contains("cohort")
}

/// Whether a text is shaped like the name of a language pack: the list of languages may give each a name of its own.
fn is_code(text: &str) -> bool {
    let valid = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    (2..=20).contains(&text.len()) && text.chars().all(valid)
}
