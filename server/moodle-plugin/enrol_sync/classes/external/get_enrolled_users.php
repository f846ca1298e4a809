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
 * Lists who is enrolled by files.
 *
 * @package    enrol_sync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace enrol_sync\external;

use core_external\external_description;
use core_external\external_function_parameters;
use core_external\external_multiple_structure;
use core_external\external_single_structure;
use core_external\external_value;

/**
 * Lists the people of a course whose enrolments came from files.
 */
class get_enrolled_users extends course_function {
    /**
     * Takes a course.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters(['courseid' => new external_value(PARAM_INT, 'Id of the course')]);
    }

    /**
     * Who is enrolled.
     *
     * @param int $courseid Id of the course.
     * @return array[] See {@see execute_returns()}; by the ids of the accounts.
     */
    public static function execute($courseid): array {
        global $DB;

        $params = self::validate_parameters(self::execute_parameters(), ['courseid' => $courseid]);
        [$course, $context] = self::reviewed_course($params['courseid']);
        $instance = self::plugin()->find_instance_of($course->id);
        if ($instance === null) {
            return [];
        }
        $sql = 'SELECT n.userid, u.username, n.status, n.timestart, n.timeend
                  FROM {user_enrolments} n
                  JOIN {user} u ON u.id = n.userid AND u.deleted = 0
                 WHERE n.enrolid = :instance
              ORDER BY n.userid';
        $people = [];
        foreach ($DB->get_records_sql($sql, ['instance' => $instance->id]) as $one) {
            $people[$one->userid] = [
                'userid' => (int) $one->userid,
                'username' => $one->username,
                'timestart' => (int) $one->timestart,
                'timeend' => (int) $one->timeend,
                'suspended' => $one->status != ENROL_USER_ACTIVE,
                'roleids' => [],
            ];
        }
        $of = ['contextid' => $context->id, 'component' => 'enrol_sync', 'itemid' => $instance->id];
        foreach ($DB->get_records('role_assignments', $of, 'roleid, id', 'id, userid, roleid') as $given) {
            if (isset($people[$given->userid])) {
                $people[$given->userid]['roleids'][] = (int) $given->roleid;
            }
        }
        return array_values($people);
    }

    /**
     * What comes back.
     *
     * @return external_description
     */
    public static function execute_returns(): external_description {
        return new external_multiple_structure(new external_single_structure([
            'userid' => new external_value(PARAM_INT, 'Id of the account'),
            'username' => new external_value(PARAM_RAW, 'Login name'),
            'timestart' => new external_value(PARAM_INT, 'Start, in Unix seconds; 0: none'),
            'timeend' => new external_value(PARAM_INT, 'End, in Unix seconds; 0: none'),
            'suspended' => new external_value(PARAM_BOOL, 'Whether the enrolment is suspended'),
            'roleids' => new external_multiple_structure(
                new external_value(PARAM_INT, 'Id of a role'),
                'Roles that came with the enrolment'
            ),
        ]));
    }
}
