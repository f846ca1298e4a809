//! Categories, courses and what is in them.

use super::row;

row! {
    /// A course category.
    CategoryRow, "categories" from "{course_categories} c" => category {
        /// Moodle's id.
        id: u64 = "c.id",
        /// Id of the category above; 0 at the root.
        parent: u64 = "c.parent",
        /// Name.
        name: String = "c.name",
        /// External identifier.
        idnumber: String = "c.idnumber",
        /// Whether students see it.
        visible: bool = "c.visible",
    }
}

row! {
    /// A course. The front page is one, with id 1 and category 0.
    CourseRow, "courses" from "{course} c" => course {
        /// Moodle's id.
        id: u64 = "c.id",
        /// Id of its category.
        category: u64 = "c.category",
        /// Short name.
        shortname: String = "c.shortname",
        /// Full name.
        fullname: String = "c.fullname",
        /// External identifier.
        idnumber: String = "c.idnumber",
        /// Summary, HTML.
        summary: String = "c.summary",
        /// Course format.
        format: String = "c.format",
        /// Language code; empty: the reader's own.
        lang: String = "c.lang",
        /// Theme; empty: the site's.
        theme: String = "c.theme",
        /// Place among the courses of the whole site, which Moodle counts anew when courses move.
        sortorder: i64 = "c.sortorder",
        /// Whether students see their grades.
        showgrades: i64 = "c.showgrades",
        /// How many announcements are shown.
        newsitems: i64 = "c.newsitems",
        /// Start, Unix seconds.
        startdate: i64 = "c.startdate",
        /// End, Unix seconds; 0 when none.
        enddate: i64 = "c.enddate",
        /// Number of the highlighted section.
        marker: i64 = "c.marker",
        /// The largest file that may be uploaded, in bytes; 0: the site's limit.
        maxbytes: i64 = "c.maxbytes",
        /// Whether it has files of Moodle 1.9.
        legacyfiles: i64 = "c.legacyfiles",
        /// Whether students see activity reports.
        showreports: i64 = "c.showreports",
        /// Whether students see it.
        visible: i64 = "c.visible",
        /// Whether they saw it before its category was hidden.
        visibleold: i64 = "c.visibleold",
        /// Group mode: 0 none, 1 separate, 2 visible.
        groupmode: i64 = "c.groupmode",
        /// Whether activities have to have that mode.
        groupmodeforce: i64 = "c.groupmodeforce",
        /// Whether completion is tracked.
        enablecompletion: i64 = "c.enablecompletion",
        /// Id of the default grouping; 0 when none.
        defaultgroupingid: i64 = "c.defaultgroupingid",
        /// When it was made, Unix seconds.
        timecreated: i64 = "c.timecreated",
        /// When it was changed last, Unix seconds.
        timemodified: i64 = "c.timemodified",
        /// Id of the course that it was restored from, on the same site.
        original: u64 = "c.originalcourseid",
    }
}

row! {
    /// The layout of a course: one page (`0`) or a page for each section (`1`). Of the options of formats it is the one that a command file sets.
    FormatOptionRow, "format_options" from "{course_format_options} o"
        where "o.name = 'coursedisplay' AND o.sectionid = 0" => format_option {
        /// Moodle's id.
        id: u64 = "o.id",
        /// Id of the course.
        course: u64 = "o.courseid",
        /// Format that has the option: one that the course had before keeps its own.
        format: String = "o.format",
        /// Its value.
        value: String = "o.value",
    }
}

row! {
    /// A section of a course.
    SectionRow, "sections" from "{course_sections} s" => section {
        /// Moodle's id.
        id: u64 = "s.id",
        /// Id of the course.
        course: u64 = "s.course",
        /// Its number.
        number: i64 = "s.section",
        /// Title.
        name: String = "s.name",
        /// Summary, HTML.
        summary: String = "s.summary",
        /// From Moodle 4.4 on, the plugin whose section this is: a subsection is an activity's. Empty for the course's own.
        component: String = "s.component" or "''",
    }
}

row! {
    /// An activity of a course.
    ActivityRow, "activities" from "{course_modules} cm JOIN {modules} m ON m.id = cm.module"
        where "cm.deletioninprogress = 0" => activity {
        /// Moodle's id of its place in the course.
        id: u64 = "cm.id",
        /// Id of the course.
        course: u64 = "cm.course",
        /// Module: `quiz`.
        module: String = "m.name",
        /// Id in the module's own table.
        instance: u64 = "cm.instance",
    }
}

row! {
    /// A backup in a course's own area: made by hand with people's data, or by schedule.
    BackupRow, "backups" from "{files} f JOIN {context} x ON x.id = f.contextid"
        where "f.component = 'backup' AND f.filearea IN ('course', 'automated') AND f.filename <> '.' AND x.contextlevel = 50" => backup {
        /// Moodle's id of the file.
        id: u64 = "f.id",
        /// Id of the course.
        course: u64 = "x.instanceid",
    }
}

row! {
    /// When somebody last opened a course.
    LastAccessRow, "last_access" from "{user_lastaccess} a" group by "a.courseid" => last_access {
        /// Id of the course.
        course: u64 = "a.courseid",
        /// Unix seconds.
        time: i64 = "MAX(a.timeaccess)",
    }
}
