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
 * What the functions of the enrolment method have in common.
 *
 * @package    enrol_sync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace enrol_sync\external;

use core_external\external_api;

// Moodle 4.1 has these classes under their old names.
if (!class_exists('core_external\external_api')) {
    require_once($GLOBALS['CFG']->libdir . '/externallib.php');
}
foreach (['api', 'description', 'value', 'function_parameters', 'single_structure', 'multiple_structure'] as $name) {
    if (!class_exists("core_external\\external_$name")) {
        class_alias("external_$name", "core_external\\external_$name");
    }
}

/**
 * A function about the enrolments of courses. A fault throws, and nothing of the call takes effect.
 */
abstract class course_function extends external_api {
    /**
     * A course and its context, in which the caller has a right.
     *
     * @param int $courseid Id of the course.
     * @param string $capability The right.
     * @return array The row of the table course, and the context.
     */
    protected static function course(int $courseid, string $capability): array {
        $course = get_course($courseid);
        $context = \context_course::instance($course->id);
        self::validate_context($context);
        require_capability($capability, $context);
        return [$course, $context];
    }

    /**
     * The same, of a caller who sees who is enrolled: where groups are apart, one who sees all groups.
     *
     * @param int $courseid Id of the course.
     * @return array The row of the table course, and the context.
     */
    protected static function reviewed_course(int $courseid): array {
        [$course, $context] = self::course($courseid, 'moodle/course:enrolreview');
        if (groups_get_course_groupmode($course) == SEPARATEGROUPS) {
            require_capability('moodle/site:accessallgroups', $context);
        }
        return [$course, $context];
    }

    /**
     * The enrolment method.
     *
     * @return \enrol_sync_plugin
     */
    protected static function plugin(): \enrol_sync_plugin {
        global $CFG;

        require_once($CFG->libdir . '/enrollib.php');
        require_once($CFG->dirroot . '/enrol/sync/lib.php');
        return enrol_get_plugin('sync');
    }

    /**
     * An account that is in use.
     *
     * @param int $userid Its id.
     * @return \stdClass Its record.
     */
    protected static function account(int $userid): \stdClass {
        $user = \core_user::get_user($userid, '*', MUST_EXIST);
        \core_user::require_active_user($user);
        return $user;
    }
}
