//! Every option of Moodle's course reset, as data: the column that asks for it, Moodle's name, and what it removes
//! (`spec/moodle-reset.md`, measured on Moodle 4.5). Checks, plans and the sandbox read this table, and nothing else knows options.

/// What the cell of an option's column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// `yes` or `1`, `no` or `0`.
    Flag,
    /// One word of several; those named here, and `all`, ask for the option.
    Word(&'static [&'static str]),
    /// A list of words out of these.
    Types(&'static [&'static str]),
    /// Short names of roles, or `all`.
    Roles,
    /// A date.
    Date,
}

/// What becomes of the grades that a module's activities gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModuleGrades {
    /// They stay.
    Stay,
    /// They go.
    Go,
    /// They go where `reset_gradebook_grades` is set too, and stay otherwise.
    GoWithGradebook,
}

/// An option of the course reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResetOption {
    /// The column of the file.
    pub column: &'static str,
    /// What its cells hold.
    pub cell: Cell,
    /// Moodle's name of the option; `{id}` stands for the id of each activity.
    pub name: &'static str,
    /// The activity module; empty: the course itself.
    pub module: &'static str,
    /// What it removes, by the names of [`crate::site::CourseContent::counts`], parts included; `{}` stands for each word of the cell, or for the id.
    /// Empty where it acts on people, groups, dates or grades, or on nothing at all ([`Self::works`]).
    pub removes: &'static [&'static str],
    /// What becomes of the module's grades.
    pub grades: ModuleGrades,
    /// Whether Moodle's own page sets it by its button "Select default"; for a module, whether the column `modules` asks for it.
    pub by_default: bool,
    /// The option that does this and more; empty when none.
    pub within: &'static str,
    /// Whether a Moodle of today does anything for it.
    pub works: bool,
    /// The last Moodle whose core has it; empty: the newest one has it.
    pub until: &'static str,
}

impl ResetOption {
    /// An option of the course itself.
    const fn core(column: &'static str, cell: Cell, name: &'static str) -> Self {
        Self {
            column,
            cell,
            name,
            module: "",
            removes: &[],
            grades: ModuleGrades::Stay,
            by_default: false,
            within: "",
            works: true,
            until: "",
        }
    }

    /// A yes-or-no option of a module.
    const fn of(module: &'static str, column: &'static str, name: &'static str) -> Self {
        Self {
            module,
            ..Self::core(column, Cell::Flag, name)
        }
    }

    const fn removes(mut self, removes: &'static [&'static str]) -> Self {
        self.removes = removes;
        self
    }

    const fn grades(mut self, grades: ModuleGrades) -> Self {
        self.grades = grades;
        self
    }

    const fn cell(mut self, cell: Cell) -> Self {
        self.cell = cell;
        self
    }

    const fn by_default(mut self) -> Self {
        self.by_default = true;
        self
    }

    const fn within(mut self, option: &'static str) -> Self {
        self.within = option;
        self
    }

    const fn without_effect(mut self) -> Self {
        self.works = false;
        self
    }

    const fn until(mut self, release: &'static str) -> Self {
        self.until = release;
        self
    }

    /// Whether the usual first reset file ([`STANDARD`]) asks for it.
    pub fn is_standard(&self) -> bool {
        let mut cells = STANDARD.iter();
        let by_column =
            cells.any(|(column, cell)| *column == self.column && self.is_asked_by(cell));
        by_column || (self.by_default && !self.module.is_empty())
    }

    /// Whether a cell (neither empty nor in error) of the option's column asks for it.
    pub fn is_asked_by(&self, cell: &str) -> bool {
        match self.cell {
            Cell::Flag => matches!(cell, "yes" | "1"),
            Cell::Word(words) => cell == ALL || words.contains(&cell),
            Cell::Types(_) | Cell::Roles => words(cell).next().is_some(),
            Cell::Date => true,
        }
    }
}

/// Asks for everything that a column can ask for.
pub const ALL: &str = "all";
/// Ask for nothing.
pub const NOTHING: &[&str] = &["none", "no", "0"];
/// What cells of yes-or-no columns hold.
pub const YES_OR_NO: &[&str] = &["yes", "no", "1", "0"];
/// The option of the roles whose holders are unenrolled.
pub const UNENROL: &str = "unenrol_users";
/// The role of those enrolled without any role, as Moodle numbers it.
pub const NO_ROLE: &str = "0";

/// The column of the activities whose own defaults are asked for.
pub const MODULES: &str = "modules";

/// The cells of a usual first reset file, in the order in which tool_sync writes them after the course (`spec/utilities.md` §2), without
/// `logs`, which a current Moodle keeps.
pub const STANDARD: &[(&str, &str)] = &[
    ("roles", "student teacher guest"),
    ("local_roles", ALL),
    ("completion", "yes"),
    ("grades", ALL),
    ("groups", ALL),
    ("groupings", ALL),
    ("blog_associations", "yes"),
    ("events", "yes"),
    ("notes", "yes"),
    ("comments", "yes"),
    (MODULES, ALL),
];

/// Types of forums, in Moodle's words.
pub const FORUM_TYPES: &[&str] = &[
    "news", "social", "general", "eachuser", "single", "qanda", "blog",
];
/// Types of glossaries, in Moodle's words.
pub const GLOSSARY_TYPES: &[&str] = &["main", "secondary"];

/// The words of a cell that holds a list: cut by blanks or commas. A cell that asks for nothing has none.
pub fn words(cell: &str) -> impl Iterator<Item = &str> {
    let cell = if NOTHING.contains(&cell) { "" } else { cell };
    cell.split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
}

/// Modules of Moodle's core that have nothing to reset.
pub const MODULES_WITHOUT_OPTIONS: &[&str] = &[
    "folder",
    "imscp",
    "label",
    "lti",
    "page",
    "resource",
    "subsection",
    "url",
];

/// The option of this name, with the id where the name holds one.
pub fn find(name: &str) -> Option<(&'static ResetOption, Option<u64>)> {
    OPTIONS.iter().find_map(|option| {
        let Some((before, after)) = option.name.split_once("{id}") else {
            return (option.name == name).then_some((option, None));
        };
        let id = name.strip_prefix(before)?.strip_suffix(after)?;
        Some((option, Some(id.parse().ok()?)))
    })
}

/// Whether the table has options of this module.
pub fn has_options(module: &str) -> bool {
    OPTIONS.iter().any(|option| option.module == module)
}

/// All options, in the order in which Moodle works: the course's own, then modules by name.
#[rustfmt::skip]
pub const OPTIONS: &[ResetOption] = {
    use Cell::{Date, Flag, Roles, Types, Word};
    use ModuleGrades::{Go, GoWithGradebook};
    type O = ResetOption;
    &[
        O::core("start_date", Date, "reset_start_date"),
        O::core("end_date", Date, "reset_end_date"),
        O::core("events", Flag, "reset_events").removes(&["events"]).by_default(),
        O::core("logs", Flag, "reset_logs").without_effect(),
        O::core("notes", Flag, "reset_notes").removes(&["notes"]).by_default(),
        O::core("blog_associations", Flag, "delete_blog_associations").removes(&["blog_associations"]),
        O::core("completion", Flag, "reset_completion").removes(&["completion"]),
        O::core("competency_ratings", Flag, "reset_competency_ratings").removes(&["competency_ratings"]),
        O::core("local_roles", Word(&["overrides"]), "reset_roles_overrides"),
        O::core("local_roles", Word(&["roles"]), "reset_roles_local").by_default(),
        O::core("roles", Roles, UNENROL).by_default(),
        O::core("without_role", Flag, UNENROL),
        O::core("groups", Word(&["members"]), "reset_groups_members"),
        O::core("groups", Word(&["groups"]), "reset_groups_remove"),
        O::core("groupings", Word(&["members"]), "reset_groupings_members"),
        O::core("groupings", Word(&["groups", "groupings"]), "reset_groupings_remove"),
        O::core("grades", Word(&["items"]), "reset_gradebook_items").removes(&["grade_items"]),
        O::core("grades", Word(&["grades"]), "reset_gradebook_grades").by_default(),
        O::core("comments", Flag, "reset_comments").removes(&["comments"]),

        O::of("assign", "assign_submissions", "reset_assign_submissions").removes(&["assign.submissions", "assign.user_flags"]).grades(GoWithGradebook).by_default(),
        O::of("assign", "assign_user_overrides", "reset_assign_user_overrides").removes(&["assign.user_overrides"]).by_default(),
        O::of("assign", "assign_group_overrides", "reset_assign_group_overrides").removes(&["assign.group_overrides"]).by_default(),
        O::of("assignment", "assignment_submissions", "reset_assignment_submissions").without_effect(),
        O::of("bigbluebuttonbn", "bigbluebuttonbn_events", "reset_bigbluebuttonbn_events").without_effect(),
        O::of("bigbluebuttonbn", "bigbluebuttonbn_tags", "reset_bigbluebuttonbn_tags").removes(&["bigbluebuttonbn.tags"]),
        O::of("bigbluebuttonbn", "bigbluebuttonbn_logs", "reset_bigbluebuttonbn_logs").removes(&["bigbluebuttonbn.logs"]),
        O::of("bigbluebuttonbn", "bigbluebuttonbn_recordings", "reset_bigbluebuttonbn_recordings").removes(&["bigbluebuttonbn.recordings"]),
        O::of("book", "book_tags", "reset_book_tags").removes(&["book.tags"]),
        O::of("chat", "chat", "reset_chat").removes(&["chat.messages"]).by_default().until("4.5"),
        O::of("choice", "choice", "reset_choice").removes(&["choice.answers"]).by_default(),
        O::of("data", "data", "reset_data").removes(&["data.entries", "data.ratings", "data.comments", "data.tags"]).grades(Go),
        O::of("data", "data_notenrolled", "reset_data_notenrolled").removes(&["data.entries.not_enrolled"]).within("reset_data"),
        O::of("data", "data_ratings", "reset_data_ratings").removes(&["data.ratings"]).grades(Go).by_default().within("reset_data"),
        O::of("data", "data_comments", "reset_data_comments").removes(&["data.comments"]).by_default().within("reset_data"),
        O::of("data", "data_tags", "reset_data_tags").removes(&["data.tags"]).within("reset_data"),
        O::of("feedback", "feedback", "feedback_reset_data_{id}").removes(&["feedback.answers.{}"]).by_default(),
        O::of("forum", "forum_all", "reset_forum_all").removes(&["forum.posts", "forum.ratings", "forum.tags", "forum.read_marks", "forum.track_prefs"]).grades(Go).by_default(),
        O::of("forum", "forum_types", "reset_forum_types").cell(Types(FORUM_TYPES)).removes(&["forum.posts.{}", "forum.ratings.{}", "forum.tags.{}", "forum.read_marks.{}", "forum.track_prefs.{}"]).within("reset_forum_all"),
        O::of("forum", "forum_digests", "reset_forum_digests").removes(&["forum.digests"]),
        O::of("forum", "forum_subscriptions", "reset_forum_subscriptions").removes(&["forum.subscriptions"]),
        O::of("forum", "forum_track_prefs", "reset_forum_track_prefs").removes(&["forum.track_prefs"]).within("reset_forum_all"),
        O::of("forum", "forum_ratings", "reset_forum_ratings").removes(&["forum.ratings"]).grades(Go).by_default().within("reset_forum_all"),
        O::of("forum", "forum_tags", "reset_forum_tags").removes(&["forum.tags"]).within("reset_forum_all"),
        O::of("glossary", "glossary_all", "reset_glossary_all").removes(&["glossary.entries", "glossary.ratings", "glossary.comments", "glossary.tags"]).grades(Go),
        O::of("glossary", "glossary_types", "reset_glossary_types").cell(Types(GLOSSARY_TYPES)).removes(&["glossary.entries.{}", "glossary.ratings.{}", "glossary.comments.{}", "glossary.tags.{}"]).within("reset_glossary_all"),
        O::of("glossary", "glossary_notenrolled", "reset_glossary_notenrolled").removes(&["glossary.entries.main.not_enrolled", "glossary.entries.secondary.not_enrolled"]).within("reset_glossary_all"),
        O::of("glossary", "glossary_ratings", "reset_glossary_ratings").removes(&["glossary.ratings"]).grades(Go).by_default().within("reset_glossary_all"),
        O::of("glossary", "glossary_comments", "reset_glossary_comments").removes(&["glossary.comments"]).by_default().within("reset_glossary_all"),
        O::of("glossary", "glossary_tags", "reset_glossary_tags").removes(&["glossary.tags"]).within("reset_glossary_all"),
        O::of("h5pactivity", "h5pactivity", "reset_h5pactivity").removes(&["h5pactivity.attempts"]).grades(Go).by_default(),
        O::of("lesson", "lesson", "reset_lesson").removes(&["lesson.attempts", "lesson.answers"]).grades(Go).by_default(),
        O::of("lesson", "lesson_user_overrides", "reset_lesson_user_overrides").removes(&["lesson.user_overrides"]).by_default(),
        O::of("lesson", "lesson_group_overrides", "reset_lesson_group_overrides").removes(&["lesson.group_overrides"]).by_default(),
        O::of("quiz", "quiz_attempts", "reset_quiz_attempts").removes(&["quiz.attempts"]).grades(Go).by_default(),
        O::of("quiz", "quiz_user_overrides", "reset_quiz_user_overrides").removes(&["quiz.user_overrides"]).by_default(),
        O::of("quiz", "quiz_group_overrides", "reset_quiz_group_overrides").removes(&["quiz.group_overrides"]).by_default(),
        O::of("scheduler", "slots", "reset_slots").removes(&["scheduler.slots", "scheduler.appointments"]),
        O::of("scheduler", "apointments", "reset_apointments").removes(&["scheduler.appointments"]).within("reset_slots"),
        O::of("scorm", "scorm", "reset_scorm").removes(&["scorm.attempts"]).grades(Go).by_default(),
        O::of("survey", "survey_answers", "reset_survey_answers").removes(&["survey.answers", "survey.analysis"]).by_default().until("4.5"),
        O::of("survey", "survey_analysis", "reset_survey_analysis").removes(&["survey.analysis"]).by_default().within("reset_survey_answers").until("4.5"),
        O::of("wiki", "wiki_pages", "reset_wiki_pages").removes(&["wiki.pages", "wiki.tags", "wiki.comments"]),
        O::of("wiki", "wiki_tags", "reset_wiki_tags").removes(&["wiki.tags"]).within("reset_wiki_pages"),
        O::of("wiki", "wiki_comments", "reset_wiki_comments").removes(&["wiki.comments"]).within("reset_wiki_pages"),
        O::of("workshop", "workshop_submissions", "reset_workshop_submissions").removes(&["workshop.submissions", "workshop.assessments"]).grades(GoWithGradebook).by_default(),
        O::of("workshop", "workshop_assessments", "reset_workshop_assessments").removes(&["workshop.assessments"]).by_default().within("reset_workshop_submissions"),
        O::of("workshop", "workshop_phase", "reset_workshop_phase").removes(&["workshop.phases"]).by_default(),
    ]
};
