//! The site's settings, as far as they say what it is and offers. No setting that holds a key is read.

use super::row;

row! {
    /// A setting of the site.
    SettingRow, "settings" from "{config} c"
        where "c.name IN ('release', 'timezone', 'lang', 'langlist', 'country', 'defaultcity', 'siteguest', 'siteadmins', 'enrol_plugins_enabled', 'mnet_localhost_id', 'defaultpreference_maildisplay', 'defaultpreference_mailformat', 'defaultpreference_maildigest', 'defaultpreference_autosubscribe', 'defaultpreference_trackforums')" => setting {
        /// Moodle's id.
        id: u64 = "c.id",
        /// Its name.
        name: String = "c.name",
        /// Its value.
        value: String = "c.value",
    }
}

row! {
    /// A setting of a plugin: that it is installed (`version`), that it is switched off (`disabled`), what a new course is like (plugin `moodlecourse`;
    /// `defaultenrol` and `status` of enrolment methods), and what a metacourse does with people who left (`unenrolaction`).
    PluginSettingRow, "plugin_settings" from "{config_plugins} c"
        where "c.name IN ('version', 'disabled') OR c.plugin = 'moodlecourse' OR (c.plugin LIKE 'enrol%' AND c.name IN ('defaultenrol', 'status', 'unenrolaction'))" => plugin_setting {
        /// Moodle's id.
        id: u64 = "c.id",
        /// The plugin: `format_weeks`.
        plugin: String = "c.plugin",
        /// The setting's name.
        name: String = "c.name",
        /// Its value.
        value: String = "c.value",
    }
}

row! {
    /// An installed activity module.
    ModuleRow, "modules" from "{modules} m" => module {
        /// Moodle's id.
        id: u64 = "m.id",
        /// Its name: `quiz`.
        name: String = "m.name",
    }
}
