//! What people left in courses: read only for plans that tell it, of which there are few and for which it is much ([`Extent`](super::Extent)).
//!
//! Nearly all of it is counted, by [`COUNTS`]: a query for each table that a course reset empties, whose rows are [`CountRow`]s. Their names are those
//! of [`CourseContent::counts`], made by the database; which option removes what is known to the table of options alone (`core`, `kinds/course_resets`).
//!
//! Counted is what Moodle's functions delete (`reset_course_userdata`, `<module>_reset_userdata`), so that the plan says how much goes: also rows that no
//! page of Moodle shows as such (a submission that was begun, an activity that was looked at). Not counted is what comes back by itself (events of
//! activities, totals of the gradebook) and what is nobody's work (a teacher's preview of a quiz).
//!
//! [`CourseContent::counts`]: toolsync_core::site::CourseContent

use super::{Cell, Cells, Column, Query, Table, row};

/// How many there are of something, in a course or in an activity of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountRow {
    /// The course's or the activity's Moodle id: of one query, no two rows have the same.
    pub id: u64,
    /// Id of the course.
    pub course: u64,
    /// What is counted: `quiz.attempts`, `forum.posts.news`.
    pub what: String,
    /// How many.
    pub count: u64,
}

impl CountRow {
    /// Reads the cells of a row.
    ///
    /// # Errors
    /// When a cell is not there or has another type.
    pub(super) fn read<C: Cells>(cells: &mut C) -> Result<Self, C::Error> {
        Ok(Self {
            id: Cell::of(cells)?,
            course: Cell::of(cells)?,
            what: Cell::of(cells)?,
            count: Cell::of(cells)?,
        })
    }
}

row! {
    /// The grades of a person in a course that come from one place, and that Moodle does not work out from others.
    GradeRow, "grades" from "{grade_grades} g JOIN {grade_items} i ON i.id = g.itemid"
        where "g.finalgrade IS NOT NULL AND (g.overridden > 0 OR i.itemtype IN ('mod', 'manual') AND i.calculation IS NULL)"
        group by "i.courseid, g.userid, i.itemmodule" => grade {
        /// Moodle's id of one of them.
        id: u64 = "MIN(g.id)",
        /// Id of the course.
        course: u64 = "i.courseid",
        /// Id of the account.
        user: u64 = "g.userid",
        /// The module that gave them; empty: a person did.
        source: String = "i.itemmodule",
        /// How many.
        count: u64 = "COUNT(*)",
    }
}

row! {
    /// A role that somebody has in an activity or a block.
    LocalRoleRow, "local_roles" from "{role_assignments} a JOIN {role} r ON r.id = a.roleid JOIN {context} x ON x.id = a.contextid LEFT JOIN {course_modules} cm ON x.contextlevel = 70 AND cm.id = x.instanceid LEFT JOIN {modules} m ON m.id = cm.module LEFT JOIN {block_instances} b ON x.contextlevel = 80 AND b.id = x.instanceid LEFT JOIN {context} p ON p.id = b.parentcontextid LEFT JOIN {course_modules} pm ON p.contextlevel = 70 AND pm.id = p.instanceid"
        where "x.contextlevel IN (70, 80)" => local_role {
        /// Moodle's id.
        id: u64 = "a.id",
        /// Id of the course; 0 for a block that is in none.
        course: u64 = "COALESCE(cm.course, pm.course, CASE WHEN p.contextlevel = 50 THEN p.instanceid END)",
        /// The activity's module; empty for a block.
        module: String = "m.name",
        /// The activity's id in the table of its module.
        instance: u64 = "cm.instance",
        /// The block's id; 0 for an activity.
        block: u64 = "COALESCE(b.id, 0)",
        /// Id of the account.
        user: u64 = "a.userid",
        /// Short name of the role.
        role: String = "r.shortname",
    }
}

row! {
    /// What a role may do in a course, an activity or a block other than elsewhere.
    OverrideRow, "overrides" from "{role_capabilities} c JOIN {role} r ON r.id = c.roleid JOIN {context} x ON x.id = c.contextid LEFT JOIN {course_modules} cm ON x.contextlevel = 70 AND cm.id = x.instanceid LEFT JOIN {modules} m ON m.id = cm.module LEFT JOIN {block_instances} b ON x.contextlevel = 80 AND b.id = x.instanceid LEFT JOIN {context} p ON p.id = b.parentcontextid LEFT JOIN {course_modules} pm ON p.contextlevel = 70 AND pm.id = p.instanceid"
        where "x.contextlevel IN (50, 70, 80)" => permission {
        /// Moodle's id.
        id: u64 = "c.id",
        /// Id of the course; 0 for a block that is in none.
        course: u64 = "COALESCE(cm.course, pm.course, CASE WHEN p.contextlevel = 50 THEN p.instanceid END, CASE WHEN x.contextlevel = 50 THEN x.instanceid END)",
        /// The activity's module; empty for a block and for the course itself.
        module: String = "m.name",
        /// The activity's id in the table of its module.
        instance: u64 = "cm.instance",
        /// The block's id; 0 for an activity and for the course itself.
        block: u64 = "COALESCE(b.id, 0)",
        /// Short name of the role.
        role: String = "r.shortname",
        /// What is permitted or not.
        capability: String = "c.capability",
        /// Moodle's number: 1 allowed, −1 prevented, −1000 prohibited.
        permission: i64 = "c.permission",
    }
}

/// Declares the queries of [`CountRow`]s: a name, what is counted (an expression that gives a name of the counts), how (all rows if not said), where,
/// and by what rows are put together: the id of the course, or of the activity with the column that says its course.
macro_rules! counts {
    ($( $name:literal: $what:tt $(as $count:literal)? from $from:tt $(where $condition:tt)? by $id:literal $(of $course:literal)?; )*) => {
        /// The queries that count. A site that does not have the tables of one (a module that is not installed) has nothing of it.
        pub(super) const COUNTS: &[Table] = &[ $( Table::Count(&Query {
            name: $name,
            columns: &[
                Column { name: "id", sql: $id, missing: None },
                Column { name: "in_course", sql: concat!("MAX(", counts!(@course $id $($course)?), ")"), missing: None },
                Column { name: "what", sql: $what, missing: None },
                Column { name: "count", sql: counts!(@count $($count)?), missing: None },
            ],
            from: $from,
            condition: counts!(@given $($condition)?),
            group: Some($id),
        }), )* ];
    };
    (@course $id:literal) => { $id };
    (@course $id:literal $course:literal) => { $course };
    (@count) => { "COUNT(*)" };
    (@count $count:literal) => { $count };
    (@given) => { None };
    (@given $given:tt) => { Some($given) };
}

/// An activity with its context: what stands in a table of Moodle's own that many modules share. What follows is such a table and its `ON`.
macro_rules! place {
    ($module:literal) => {
        concat!(
            "{",
            $module,
            "} a JOIN {course_modules} cm ON cm.instance = a.id ",
            "JOIN {modules} m ON m.id = cm.module AND m.name = '",
            $module,
            "' ",
            "JOIN {context} x ON x.contextlevel = 70 AND x.instanceid = cm.id JOIN "
        )
    };
}

/// Whether the author of an entry `r` is enrolled in the course, however, as Moodle's `is_enrolled` sees it.
macro_rules! enrolled {
    () => {
        concat!(
            "EXISTS (SELECT 1 FROM {user_enrolments} n JOIN {enrol} e ON e.id = n.enrolid JOIN {user} u ON u.id = n.userid ",
            "WHERE n.userid = r.userid AND e.courseid = a.course AND u.deleted = 0)"
        )
    };
}

/// The name of what is counted in a glossary, by its type.
macro_rules! glossary {
    ($what:literal, $which:literal) => {
        concat!(
            "CONCAT('glossary.",
            $what,
            ".', CASE WHEN MAX(a.mainglossary) = 1 THEN 'main",
            $which,
            "' ELSE 'secondary",
            $which,
            "' END)"
        )
    };
}

#[rustfmt::skip]
counts! {
    "events": "'events'" from "{event} e" where "e.courseid > 0 AND e.instance = 0" by "e.courseid";
    "notes": "'notes'" from "{post} p" where "p.module = 'notes'" by "p.courseid";
    "blog_associations": "'blog_associations'" from "{blog_association} b JOIN {context} x ON x.id = b.contextid" where "x.contextlevel = 50" by "x.instanceid";
    "completion_activities": "'completion'" from "{course_modules_completion} c JOIN {course_modules} cm ON cm.id = c.coursemoduleid" by "cm.course";
    "completion_views": "'completion'" from "{course_modules_viewed} v JOIN {course_modules} cm ON cm.id = v.coursemoduleid" by "cm.course";
    "completion_courses": "'completion'" from "{course_completions} c" by "c.course";
    "completion_criteria": "'completion'" from "{course_completion_crit_compl} c" by "c.course";
    "competency_ratings": "'competency_ratings'" from "{competency_usercompcourse} c" by "c.courseid";
    "grade_items": "'grade_items'" from "{grade_items} i" where "i.itemtype <> 'course' AND (i.itemtype <> 'mod' OR i.outcomeid IS NOT NULL)" by "i.courseid";
    "comments_course": "'comments'" from "{comments} o JOIN {context} x ON x.id = o.contextid" where "o.commentarea = 'page_comments' AND x.contextlevel = 50" by "x.instanceid";
    "comments_activities": "'comments'" from "{comments} o JOIN {context} x ON x.id = o.contextid JOIN {course_modules} cm ON cm.id = x.instanceid" where "o.commentarea = 'page_comments' AND x.contextlevel = 70" by "cm.course";

    "assign_submissions": "'assign.submissions'" from "{assign} a JOIN {assign_submission} s ON s.assignment = a.id" by "a.course";
    "assign_user_flags": "'assign.user_flags'" from "{assign} a JOIN {assign_user_flags} f ON f.assignment = a.id" by "a.course";
    "assign_user_overrides": "'assign.user_overrides'" from "{assign} a JOIN {assign_overrides} o ON o.assignid = a.id" where "o.userid IS NOT NULL" by "a.course";
    "assign_group_overrides": "'assign.group_overrides'" from "{assign} a JOIN {assign_overrides} o ON o.assignid = a.id" where "o.groupid IS NOT NULL" by "a.course";
    "bigbluebuttonbn_tags": "'bigbluebuttonbn.tags'" from (concat!(place!("bigbluebuttonbn"), "{tag_instance} t ON t.contextid = x.id AND t.component = 'mod_bigbluebuttonbn'")) by "a.course";
    "bigbluebuttonbn_logs": "'bigbluebuttonbn.logs'" from "{bigbluebuttonbn_logs} l" by "l.courseid";
    "bigbluebuttonbn_recordings": "'bigbluebuttonbn.recordings'" from "{bigbluebuttonbn_recordings} r" by "r.courseid";
    "book_tags": "'book.tags'" from (concat!(place!("book"), "{tag_instance} t ON t.contextid = x.id AND t.component = 'mod_book'")) by "a.course";
    "chat_messages": "'chat.messages'" from "{chat} a JOIN {chat_messages} c ON c.chatid = a.id" by "a.course";
    "choice_answers": "'choice.answers'" from "{choice} a JOIN {choice_answers} c ON c.choiceid = a.id" by "a.course";
    "data_entries": "'data.entries'" from "{data} a JOIN {data_records} r ON r.dataid = a.id" where (concat!("r.userid = 0 OR ", enrolled!())) by "a.course";
    "data_entries_not_enrolled": "'data.entries.not_enrolled'" from "{data} a JOIN {data_records} r ON r.dataid = a.id" where (concat!("r.userid > 0 AND NOT ", enrolled!())) by "a.course";
    "data_ratings": "'data.ratings'" from (concat!(place!("data"), "{rating} r ON r.contextid = x.id AND r.component = 'mod_data'")) by "a.course";
    "data_comments": "'data.comments'" from "{data} a JOIN {data_records} r ON r.dataid = a.id JOIN {comments} o ON o.itemid = r.id AND o.commentarea = 'database_entry'" by "a.course";
    "data_tags": "'data.tags'" from (concat!(place!("data"), "{tag_instance} t ON t.contextid = x.id AND t.component = 'mod_data'")) by "a.course";
    "feedback_answers": "CONCAT('feedback.answers.', a.id)" from "{feedback} a JOIN {feedback_completed} c ON c.feedback = a.id" by "a.id" of "a.course";
    "forum_posts": "CONCAT('forum.posts.', MAX(a.type))" from "{forum} a JOIN {forum_discussions} d ON d.forum = a.id JOIN {forum_posts} p ON p.discussion = d.id" where "a.type <> 'single' OR p.parent <> 0" by "a.id" of "a.course";
    "forum_ratings": "CONCAT('forum.ratings.', MAX(a.type))" from (concat!(place!("forum"), "{rating} r ON r.contextid = x.id AND r.component = 'mod_forum' AND r.ratingarea = 'post'")) by "a.id" of "a.course";
    "forum_tags": "CONCAT('forum.tags.', MAX(a.type))" from (concat!(place!("forum"), "{tag_instance} t ON t.contextid = x.id AND t.component = 'mod_forum'")) by "a.id" of "a.course";
    "forum_read_marks": "CONCAT('forum.read_marks.', MAX(a.type))" from "{forum} a JOIN {forum_read} r ON r.forumid = a.id" by "a.id" of "a.course";
    "forum_track_prefs": "CONCAT('forum.track_prefs.', MAX(a.type))" from "{forum} a JOIN {forum_track_prefs} p ON p.forumid = a.id" by "a.id" of "a.course";
    "forum_digests": "'forum.digests'" from "{forum} a JOIN {forum_digests} d ON d.forum = a.id" by "a.course";
    "forum_subscriptions": "'forum.subscriptions'" from "{forum} a JOIN {forum_subscriptions} s ON s.forum = a.id" by "a.course";
    "forum_discussion_subscriptions": "'forum.subscriptions'" from "{forum} a JOIN {forum_discussion_subs} s ON s.forum = a.id" by "a.course";
    "glossary_entries": (glossary!("entries", "")) from "{glossary} a JOIN {glossary_entries} r ON r.glossaryid = a.id" where (concat!("r.userid = 0 OR ", enrolled!())) by "a.id" of "a.course";
    "glossary_entries_not_enrolled": (glossary!("entries", ".not_enrolled")) from "{glossary} a JOIN {glossary_entries} r ON r.glossaryid = a.id" where (concat!("r.userid > 0 AND NOT ", enrolled!())) by "a.id" of "a.course";
    "glossary_ratings": (glossary!("ratings", "")) from (concat!(place!("glossary"), "{rating} r ON r.contextid = x.id AND r.component = 'mod_glossary'")) by "a.id" of "a.course";
    "glossary_comments": (glossary!("comments", "")) from "{glossary} a JOIN {glossary_entries} r ON r.glossaryid = a.id JOIN {comments} o ON o.itemid = r.id AND o.commentarea = 'glossary_entry'" by "a.id" of "a.course";
    "glossary_tags": (glossary!("tags", "")) from (concat!(place!("glossary"), "{tag_instance} t ON t.contextid = x.id AND t.component = 'mod_glossary'")) by "a.id" of "a.course";
    "h5pactivity_attempts": "'h5pactivity.attempts'" from "{h5pactivity} a JOIN {h5pactivity_attempts} t ON t.h5pactivityid = a.id" by "a.course";
    "lesson_attempts": "'lesson.attempts'" from "{lesson} a JOIN {lesson_timer} t ON t.lessonid = a.id" by "a.course";
    "lesson_answers": "'lesson.answers'" from "{lesson} a JOIN {lesson_attempts} t ON t.lessonid = a.id" by "a.course";
    "lesson_user_overrides": "'lesson.user_overrides'" from "{lesson} a JOIN {lesson_overrides} o ON o.lessonid = a.id" where "o.userid IS NOT NULL" by "a.course";
    "lesson_group_overrides": "'lesson.group_overrides'" from "{lesson} a JOIN {lesson_overrides} o ON o.lessonid = a.id" where "o.groupid IS NOT NULL" by "a.course";
    "quiz_attempts": "'quiz.attempts'" from "{quiz} a JOIN {quiz_attempts} t ON t.quiz = a.id" where "t.preview = 0" by "a.course";
    "quiz_user_overrides": "'quiz.user_overrides'" from "{quiz} a JOIN {quiz_overrides} o ON o.quiz = a.id" where "o.userid IS NOT NULL" by "a.course";
    "quiz_group_overrides": "'quiz.group_overrides'" from "{quiz} a JOIN {quiz_overrides} o ON o.quiz = a.id" where "o.groupid IS NOT NULL" by "a.course";
    "scheduler_slots": "'scheduler.slots'" from "{scheduler} a JOIN {scheduler_slots} s ON s.schedulerid = a.id" by "a.course";
    "scheduler_appointments": "'scheduler.appointments'" from "{scheduler} a JOIN {scheduler_slots} s ON s.schedulerid = a.id JOIN {scheduler_appointment} p ON p.slotid = s.id" by "a.course";
    "scorm_attempts": "'scorm.attempts'" from "{scorm} a JOIN {scorm_attempt} t ON t.scormid = a.id" by "a.course";
    "scorm_tracks": "'scorm.attempts'" as "COUNT(DISTINCT CONCAT(t.scormid, '.', t.userid, '.', t.attempt))" from "{scorm} a JOIN {scorm_scoes_track} t ON t.scormid = a.id" by "a.course";
    "survey_answers": "'survey.answers'" from "{survey} a JOIN {survey_answers} s ON s.survey = a.id" by "a.course";
    "survey_analysis": "'survey.analysis'" from "{survey} a JOIN {survey_analysis} s ON s.survey = a.id" by "a.course";
    "wiki_pages": "'wiki.pages'" from "{wiki} a JOIN {wiki_subwikis} s ON s.wikiid = a.id JOIN {wiki_pages} p ON p.subwikiid = s.id" by "a.course";
    "wiki_tags": "'wiki.tags'" from "{wiki} a JOIN {wiki_subwikis} s ON s.wikiid = a.id JOIN {wiki_pages} p ON p.subwikiid = s.id JOIN {tag_instance} t ON t.component = 'mod_wiki' AND t.itemtype = 'wiki_pages' AND t.itemid = p.id" by "a.course";
    "wiki_comments": "'wiki.comments'" from (concat!(place!("wiki"), "{comments} o ON o.contextid = x.id AND o.commentarea = 'wiki_page'")) by "a.course";
    "workshop_submissions": "'workshop.submissions'" from "{workshop} a JOIN {workshop_submissions} s ON s.workshopid = a.id" where "s.example = 0" by "a.course";
    "workshop_assessments": "'workshop.assessments'" from "{workshop} a JOIN {workshop_submissions} s ON s.workshopid = a.id JOIN {workshop_assessments} v ON v.submissionid = s.id" where "s.example = 0 OR v.weight = 0" by "a.course";
    "workshop_phases": "'workshop.phases'" from "{workshop} a" where "a.phase > 10" by "a.course";
}
