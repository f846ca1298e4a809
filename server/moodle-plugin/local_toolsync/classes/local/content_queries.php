<?php
// This file is part of Moodle - https://moodle.org/
//
// Moodle is free software: you can redistribute it and/or modify
// it under the terms of the GNU General Public License as published by
// the Free Software Foundation, either version 3 of the License, or
// (at your option) any later version.
//
// Moodle is distributed in the hope that it will be useful,
// but WITHOUT ANY WARRANTY; without even the implied warranty of
// MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
// GNU General Public License for more details.
//
// You should have received a copy of the GNU General Public License
// along with Moodle.  If not, see <https://www.gnu.org/licenses/>.

/**
 * The queries that tell what people left in courses.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local;

/**
 * The queries that tell what people left in courses. Toolsync asks the same where it reads the database itself.
 */
class content_queries {
    /**
     * All of them, as {@see queries} has its own; the second column is the course. Those that only count (how many rows, unless said
     * otherwise) have a name of what they count, and are grouped by the course or by the activity, whose course is then said.
     */
    public const ALL = [
        'grades' => [
            'from' => '{grade_grades} g JOIN {grade_items} i ON i.id = g.itemid',
            'where' => "g.finalgrade IS NOT NULL AND (g.overridden > 0 OR i.itemtype IN ('mod', 'manual') AND i.calculation IS NULL)",
            'group' => 'i.courseid, g.userid, i.itemmodule',
            'columns' => [
                'id' => 'MIN(g.id)',
                'course' => 'i.courseid',
                'user' => 'g.userid',
                'source' => 'i.itemmodule',
                'count' => 'COUNT(*)',
            ],
        ],
        'local_roles' => [
            'from' => '{role_assignments} a JOIN {role} r ON r.id = a.roleid JOIN {context} x ON x.id = a.contextid LEFT JOIN {course_modules} cm ON x.contextlevel = 70 AND cm.id = x.instanceid LEFT JOIN {modules} m ON m.id = cm.module LEFT JOIN {block_instances} b ON x.contextlevel = 80 AND b.id = x.instanceid LEFT JOIN {context} p ON p.id = b.parentcontextid LEFT JOIN {course_modules} pm ON p.contextlevel = 70 AND pm.id = p.instanceid',
            'where' => 'x.contextlevel IN (70, 80)',
            'columns' => [
                'id' => 'a.id',
                'course' => 'COALESCE(cm.course, pm.course, CASE WHEN p.contextlevel = 50 THEN p.instanceid END)',
                'module' => 'm.name',
                'instance' => 'cm.instance',
                'block' => 'COALESCE(b.id, 0)',
                'user' => 'a.userid',
                'role' => 'r.shortname',
            ],
        ],
        'overrides' => [
            'from' => '{role_capabilities} c JOIN {role} r ON r.id = c.roleid JOIN {context} x ON x.id = c.contextid LEFT JOIN {course_modules} cm ON x.contextlevel = 70 AND cm.id = x.instanceid LEFT JOIN {modules} m ON m.id = cm.module LEFT JOIN {block_instances} b ON x.contextlevel = 80 AND b.id = x.instanceid LEFT JOIN {context} p ON p.id = b.parentcontextid LEFT JOIN {course_modules} pm ON p.contextlevel = 70 AND pm.id = p.instanceid',
            'where' => 'x.contextlevel IN (50, 70, 80)',
            'columns' => [
                'id' => 'c.id',
                'course' => 'COALESCE(cm.course, pm.course, CASE WHEN p.contextlevel = 50 THEN p.instanceid END, CASE WHEN x.contextlevel = 50 THEN x.instanceid END)',
                'module' => 'm.name',
                'instance' => 'cm.instance',
                'block' => 'COALESCE(b.id, 0)',
                'role' => 'r.shortname',
                'capability' => 'c.capability',
                'permission' => 'c.permission',
            ],
        ],
        'events' => [
            'what' => "'events'",
            'from' => '{event} e',
            'where' => 'e.courseid > 0 AND e.instance = 0',
            'group' => 'e.courseid',
        ],
        'notes' => [
            'what' => "'notes'",
            'from' => '{post} p',
            'where' => "p.module = 'notes'",
            'group' => 'p.courseid',
        ],
        'blog_associations' => [
            'what' => "'blog_associations'",
            'from' => '{blog_association} b JOIN {context} x ON x.id = b.contextid',
            'where' => 'x.contextlevel = 50',
            'group' => 'x.instanceid',
        ],
        'completion_activities' => [
            'what' => "'completion'",
            'from' => '{course_modules_completion} c JOIN {course_modules} cm ON cm.id = c.coursemoduleid',
            'group' => 'cm.course',
        ],
        'completion_views' => [
            'what' => "'completion'",
            'from' => '{course_modules_viewed} v JOIN {course_modules} cm ON cm.id = v.coursemoduleid',
            'group' => 'cm.course',
        ],
        'completion_courses' => [
            'what' => "'completion'",
            'from' => '{course_completions} c',
            'group' => 'c.course',
        ],
        'completion_criteria' => [
            'what' => "'completion'",
            'from' => '{course_completion_crit_compl} c',
            'group' => 'c.course',
        ],
        'competency_ratings' => [
            'what' => "'competency_ratings'",
            'from' => '{competency_usercompcourse} c',
            'group' => 'c.courseid',
        ],
        'grade_items' => [
            'what' => "'grade_items'",
            'from' => '{grade_items} i',
            'where' => "i.itemtype <> 'course' AND (i.itemtype <> 'mod' OR i.outcomeid IS NOT NULL)",
            'group' => 'i.courseid',
        ],
        'comments_course' => [
            'what' => "'comments'",
            'from' => '{comments} o JOIN {context} x ON x.id = o.contextid',
            'where' => "o.commentarea = 'page_comments' AND x.contextlevel = 50",
            'group' => 'x.instanceid',
        ],
        'comments_activities' => [
            'what' => "'comments'",
            'from' => '{comments} o JOIN {context} x ON x.id = o.contextid JOIN {course_modules} cm ON cm.id = x.instanceid',
            'where' => "o.commentarea = 'page_comments' AND x.contextlevel = 70",
            'group' => 'cm.course',
        ],
        'assign_submissions' => [
            'what' => "'assign.submissions'",
            'from' => '{assign} a JOIN {assign_submission} s ON s.assignment = a.id',
            'group' => 'a.course',
        ],
        'assign_user_flags' => [
            'what' => "'assign.user_flags'",
            'from' => '{assign} a JOIN {assign_user_flags} f ON f.assignment = a.id',
            'group' => 'a.course',
        ],
        'assign_user_overrides' => [
            'what' => "'assign.user_overrides'",
            'from' => '{assign} a JOIN {assign_overrides} o ON o.assignid = a.id',
            'where' => 'o.userid IS NOT NULL',
            'group' => 'a.course',
        ],
        'assign_group_overrides' => [
            'what' => "'assign.group_overrides'",
            'from' => '{assign} a JOIN {assign_overrides} o ON o.assignid = a.id',
            'where' => 'o.groupid IS NOT NULL',
            'group' => 'a.course',
        ],
        'bigbluebuttonbn_tags' => [
            'what' => "'bigbluebuttonbn.tags'",
            'from' => "{bigbluebuttonbn} a JOIN {course_modules} cm ON cm.instance = a.id JOIN {modules} m ON m.id = cm.module AND m.name = 'bigbluebuttonbn' JOIN {context} x ON x.contextlevel = 70 AND x.instanceid = cm.id JOIN {tag_instance} t ON t.contextid = x.id AND t.component = 'mod_bigbluebuttonbn'",
            'group' => 'a.course',
        ],
        'bigbluebuttonbn_logs' => [
            'what' => "'bigbluebuttonbn.logs'",
            'from' => '{bigbluebuttonbn_logs} l',
            'group' => 'l.courseid',
        ],
        'bigbluebuttonbn_recordings' => [
            'what' => "'bigbluebuttonbn.recordings'",
            'from' => '{bigbluebuttonbn_recordings} r',
            'group' => 'r.courseid',
        ],
        'book_tags' => [
            'what' => "'book.tags'",
            'from' => "{book} a JOIN {course_modules} cm ON cm.instance = a.id JOIN {modules} m ON m.id = cm.module AND m.name = 'book' JOIN {context} x ON x.contextlevel = 70 AND x.instanceid = cm.id JOIN {tag_instance} t ON t.contextid = x.id AND t.component = 'mod_book'",
            'group' => 'a.course',
        ],
        'chat_messages' => [
            'what' => "'chat.messages'",
            'from' => '{chat} a JOIN {chat_messages} c ON c.chatid = a.id',
            'group' => 'a.course',
        ],
        'choice_answers' => [
            'what' => "'choice.answers'",
            'from' => '{choice} a JOIN {choice_answers} c ON c.choiceid = a.id',
            'group' => 'a.course',
        ],
        'data_entries' => [
            'what' => "'data.entries'",
            'from' => '{data} a JOIN {data_records} r ON r.dataid = a.id',
            'where' => 'r.userid = 0 OR EXISTS (SELECT 1 FROM {user_enrolments} n JOIN {enrol} e ON e.id = n.enrolid JOIN {user} u ON u.id = n.userid WHERE n.userid = r.userid AND e.courseid = a.course AND u.deleted = 0)',
            'group' => 'a.course',
        ],
        'data_entries_not_enrolled' => [
            'what' => "'data.entries.not_enrolled'",
            'from' => '{data} a JOIN {data_records} r ON r.dataid = a.id',
            'where' => 'r.userid > 0 AND NOT EXISTS (SELECT 1 FROM {user_enrolments} n JOIN {enrol} e ON e.id = n.enrolid JOIN {user} u ON u.id = n.userid WHERE n.userid = r.userid AND e.courseid = a.course AND u.deleted = 0)',
            'group' => 'a.course',
        ],
        'data_ratings' => [
            'what' => "'data.ratings'",
            'from' => "{data} a JOIN {course_modules} cm ON cm.instance = a.id JOIN {modules} m ON m.id = cm.module AND m.name = 'data' JOIN {context} x ON x.contextlevel = 70 AND x.instanceid = cm.id JOIN {rating} r ON r.contextid = x.id AND r.component = 'mod_data'",
            'group' => 'a.course',
        ],
        'data_comments' => [
            'what' => "'data.comments'",
            'from' => "{data} a JOIN {data_records} r ON r.dataid = a.id JOIN {comments} o ON o.itemid = r.id AND o.commentarea = 'database_entry'",
            'group' => 'a.course',
        ],
        'data_tags' => [
            'what' => "'data.tags'",
            'from' => "{data} a JOIN {course_modules} cm ON cm.instance = a.id JOIN {modules} m ON m.id = cm.module AND m.name = 'data' JOIN {context} x ON x.contextlevel = 70 AND x.instanceid = cm.id JOIN {tag_instance} t ON t.contextid = x.id AND t.component = 'mod_data'",
            'group' => 'a.course',
        ],
        'feedback_answers' => [
            'what' => "CONCAT('feedback.answers.', a.id)",
            'from' => '{feedback} a JOIN {feedback_completed} c ON c.feedback = a.id',
            'group' => 'a.id',
            'course' => 'a.course',
        ],
        'forum_posts' => [
            'what' => "CONCAT('forum.posts.', MAX(a.type))",
            'from' => '{forum} a JOIN {forum_discussions} d ON d.forum = a.id JOIN {forum_posts} p ON p.discussion = d.id',
            'where' => "a.type <> 'single' OR p.parent <> 0",
            'group' => 'a.id',
            'course' => 'a.course',
        ],
        'forum_ratings' => [
            'what' => "CONCAT('forum.ratings.', MAX(a.type))",
            'from' => "{forum} a JOIN {course_modules} cm ON cm.instance = a.id JOIN {modules} m ON m.id = cm.module AND m.name = 'forum' JOIN {context} x ON x.contextlevel = 70 AND x.instanceid = cm.id JOIN {rating} r ON r.contextid = x.id AND r.component = 'mod_forum' AND r.ratingarea = 'post'",
            'group' => 'a.id',
            'course' => 'a.course',
        ],
        'forum_tags' => [
            'what' => "CONCAT('forum.tags.', MAX(a.type))",
            'from' => "{forum} a JOIN {course_modules} cm ON cm.instance = a.id JOIN {modules} m ON m.id = cm.module AND m.name = 'forum' JOIN {context} x ON x.contextlevel = 70 AND x.instanceid = cm.id JOIN {tag_instance} t ON t.contextid = x.id AND t.component = 'mod_forum'",
            'group' => 'a.id',
            'course' => 'a.course',
        ],
        'forum_read_marks' => [
            'what' => "CONCAT('forum.read_marks.', MAX(a.type))",
            'from' => '{forum} a JOIN {forum_read} r ON r.forumid = a.id',
            'group' => 'a.id',
            'course' => 'a.course',
        ],
        'forum_track_prefs' => [
            'what' => "CONCAT('forum.track_prefs.', MAX(a.type))",
            'from' => '{forum} a JOIN {forum_track_prefs} p ON p.forumid = a.id',
            'group' => 'a.id',
            'course' => 'a.course',
        ],
        'forum_digests' => [
            'what' => "'forum.digests'",
            'from' => '{forum} a JOIN {forum_digests} d ON d.forum = a.id',
            'group' => 'a.course',
        ],
        'forum_subscriptions' => [
            'what' => "'forum.subscriptions'",
            'from' => '{forum} a JOIN {forum_subscriptions} s ON s.forum = a.id',
            'group' => 'a.course',
        ],
        'forum_discussion_subscriptions' => [
            'what' => "'forum.subscriptions'",
            'from' => '{forum} a JOIN {forum_discussion_subs} s ON s.forum = a.id',
            'group' => 'a.course',
        ],
        'glossary_entries' => [
            'what' => "CONCAT('glossary.entries.', CASE WHEN MAX(a.mainglossary) = 1 THEN 'main' ELSE 'secondary' END)",
            'from' => '{glossary} a JOIN {glossary_entries} r ON r.glossaryid = a.id',
            'where' => 'r.userid = 0 OR EXISTS (SELECT 1 FROM {user_enrolments} n JOIN {enrol} e ON e.id = n.enrolid JOIN {user} u ON u.id = n.userid WHERE n.userid = r.userid AND e.courseid = a.course AND u.deleted = 0)',
            'group' => 'a.id',
            'course' => 'a.course',
        ],
        'glossary_entries_not_enrolled' => [
            'what' => "CONCAT('glossary.entries.', CASE WHEN MAX(a.mainglossary) = 1 THEN 'main.not_enrolled' ELSE 'secondary.not_enrolled' END)",
            'from' => '{glossary} a JOIN {glossary_entries} r ON r.glossaryid = a.id',
            'where' => 'r.userid > 0 AND NOT EXISTS (SELECT 1 FROM {user_enrolments} n JOIN {enrol} e ON e.id = n.enrolid JOIN {user} u ON u.id = n.userid WHERE n.userid = r.userid AND e.courseid = a.course AND u.deleted = 0)',
            'group' => 'a.id',
            'course' => 'a.course',
        ],
        'glossary_ratings' => [
            'what' => "CONCAT('glossary.ratings.', CASE WHEN MAX(a.mainglossary) = 1 THEN 'main' ELSE 'secondary' END)",
            'from' => "{glossary} a JOIN {course_modules} cm ON cm.instance = a.id JOIN {modules} m ON m.id = cm.module AND m.name = 'glossary' JOIN {context} x ON x.contextlevel = 70 AND x.instanceid = cm.id JOIN {rating} r ON r.contextid = x.id AND r.component = 'mod_glossary'",
            'group' => 'a.id',
            'course' => 'a.course',
        ],
        'glossary_comments' => [
            'what' => "CONCAT('glossary.comments.', CASE WHEN MAX(a.mainglossary) = 1 THEN 'main' ELSE 'secondary' END)",
            'from' => "{glossary} a JOIN {glossary_entries} r ON r.glossaryid = a.id JOIN {comments} o ON o.itemid = r.id AND o.commentarea = 'glossary_entry'",
            'group' => 'a.id',
            'course' => 'a.course',
        ],
        'glossary_tags' => [
            'what' => "CONCAT('glossary.tags.', CASE WHEN MAX(a.mainglossary) = 1 THEN 'main' ELSE 'secondary' END)",
            'from' => "{glossary} a JOIN {course_modules} cm ON cm.instance = a.id JOIN {modules} m ON m.id = cm.module AND m.name = 'glossary' JOIN {context} x ON x.contextlevel = 70 AND x.instanceid = cm.id JOIN {tag_instance} t ON t.contextid = x.id AND t.component = 'mod_glossary'",
            'group' => 'a.id',
            'course' => 'a.course',
        ],
        'h5pactivity_attempts' => [
            'what' => "'h5pactivity.attempts'",
            'from' => '{h5pactivity} a JOIN {h5pactivity_attempts} t ON t.h5pactivityid = a.id',
            'group' => 'a.course',
        ],
        'lesson_attempts' => [
            'what' => "'lesson.attempts'",
            'from' => '{lesson} a JOIN {lesson_timer} t ON t.lessonid = a.id',
            'group' => 'a.course',
        ],
        'lesson_answers' => [
            'what' => "'lesson.answers'",
            'from' => '{lesson} a JOIN {lesson_attempts} t ON t.lessonid = a.id',
            'group' => 'a.course',
        ],
        'lesson_user_overrides' => [
            'what' => "'lesson.user_overrides'",
            'from' => '{lesson} a JOIN {lesson_overrides} o ON o.lessonid = a.id',
            'where' => 'o.userid IS NOT NULL',
            'group' => 'a.course',
        ],
        'lesson_group_overrides' => [
            'what' => "'lesson.group_overrides'",
            'from' => '{lesson} a JOIN {lesson_overrides} o ON o.lessonid = a.id',
            'where' => 'o.groupid IS NOT NULL',
            'group' => 'a.course',
        ],
        'quiz_attempts' => [
            'what' => "'quiz.attempts'",
            'from' => '{quiz} a JOIN {quiz_attempts} t ON t.quiz = a.id',
            'where' => 't.preview = 0',
            'group' => 'a.course',
        ],
        'quiz_user_overrides' => [
            'what' => "'quiz.user_overrides'",
            'from' => '{quiz} a JOIN {quiz_overrides} o ON o.quiz = a.id',
            'where' => 'o.userid IS NOT NULL',
            'group' => 'a.course',
        ],
        'quiz_group_overrides' => [
            'what' => "'quiz.group_overrides'",
            'from' => '{quiz} a JOIN {quiz_overrides} o ON o.quiz = a.id',
            'where' => 'o.groupid IS NOT NULL',
            'group' => 'a.course',
        ],
        'scheduler_slots' => [
            'what' => "'scheduler.slots'",
            'from' => '{scheduler} a JOIN {scheduler_slots} s ON s.schedulerid = a.id',
            'group' => 'a.course',
        ],
        'scheduler_appointments' => [
            'what' => "'scheduler.appointments'",
            'from' => '{scheduler} a JOIN {scheduler_slots} s ON s.schedulerid = a.id JOIN {scheduler_appointment} p ON p.slotid = s.id',
            'group' => 'a.course',
        ],
        'scorm_attempts' => [
            'what' => "'scorm.attempts'",
            'from' => '{scorm} a JOIN {scorm_attempt} t ON t.scormid = a.id',
            'group' => 'a.course',
        ],
        'scorm_tracks' => [
            'what' => "'scorm.attempts'",
            'count' => "COUNT(DISTINCT CONCAT(t.scormid, '.', t.userid, '.', t.attempt))",
            'from' => '{scorm} a JOIN {scorm_scoes_track} t ON t.scormid = a.id',
            'group' => 'a.course',
        ],
        'survey_answers' => [
            'what' => "'survey.answers'",
            'from' => '{survey} a JOIN {survey_answers} s ON s.survey = a.id',
            'group' => 'a.course',
        ],
        'survey_analysis' => [
            'what' => "'survey.analysis'",
            'from' => '{survey} a JOIN {survey_analysis} s ON s.survey = a.id',
            'group' => 'a.course',
        ],
        'wiki_pages' => [
            'what' => "'wiki.pages'",
            'from' => '{wiki} a JOIN {wiki_subwikis} s ON s.wikiid = a.id JOIN {wiki_pages} p ON p.subwikiid = s.id',
            'group' => 'a.course',
        ],
        'wiki_tags' => [
            'what' => "'wiki.tags'",
            'from' => "{wiki} a JOIN {wiki_subwikis} s ON s.wikiid = a.id JOIN {wiki_pages} p ON p.subwikiid = s.id JOIN {tag_instance} t ON t.component = 'mod_wiki' AND t.itemtype = 'wiki_pages' AND t.itemid = p.id",
            'group' => 'a.course',
        ],
        'wiki_comments' => [
            'what' => "'wiki.comments'",
            'from' => "{wiki} a JOIN {course_modules} cm ON cm.instance = a.id JOIN {modules} m ON m.id = cm.module AND m.name = 'wiki' JOIN {context} x ON x.contextlevel = 70 AND x.instanceid = cm.id JOIN {comments} o ON o.contextid = x.id AND o.commentarea = 'wiki_page'",
            'group' => 'a.course',
        ],
        'workshop_submissions' => [
            'what' => "'workshop.submissions'",
            'from' => '{workshop} a JOIN {workshop_submissions} s ON s.workshopid = a.id',
            'where' => 's.example = 0',
            'group' => 'a.course',
        ],
        'workshop_assessments' => [
            'what' => "'workshop.assessments'",
            'from' => '{workshop} a JOIN {workshop_submissions} s ON s.workshopid = a.id JOIN {workshop_assessments} v ON v.submissionid = s.id',
            'where' => 's.example = 0 OR v.weight = 0',
            'group' => 'a.course',
        ],
        'workshop_phases' => [
            'what' => "'workshop.phases'",
            'from' => '{workshop} a',
            'where' => 'a.phase > 10',
            'group' => 'a.course',
        ],
    ];

    /**
     * What a query counts, as far as its text says: forum.posts, of which each type of forum is a part of its own.
     *
     * @param string $name Name of the query.
     * @return string
     */
    public static function counted(string $name): string {
        $what = self::ALL[$name]['what'] ?? "'$name'";
        return rtrim(explode("'", $what)[1], '.');
    }
}
