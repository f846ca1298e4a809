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
 * Tells how the method stands in a course.
 *
 * @package    enrol_sync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace enrol_sync\external;

use core_external\external_description;
use core_external\external_function_parameters;
use core_external\external_single_structure;
use core_external\external_value;

/**
 * Tells whether a course has the enrolment method, and how it stands there.
 */
class get_instance_info extends course_function {
    /**
     * Takes a course.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters(['courseid' => new external_value(PARAM_INT, 'Id of the course')]);
    }

    /**
     * How the method stands in the course.
     *
     * @param int $courseid Id of the course.
     * @return array See {@see execute_returns()}.
     */
    public static function execute($courseid): array {
        global $DB;

        $params = self::validate_parameters(self::execute_parameters(), ['courseid' => $courseid]);
        [$course] = self::reviewed_course($params['courseid']);
        $plugin = self::plugin();
        $instance = $plugin->find_instance_of($course->id);
        return [
            'courseid' => (int) $course->id,
            'id' => $instance ? (int) $instance->id : 0,
            'type' => 'sync',
            'name' => $plugin->get_instance_name($instance),
            'enabled' => enrol_is_enabled('sync'),
            'visible' => $instance !== null && $instance->status == ENROL_INSTANCE_ENABLED,
            'enrolled' => $instance ? $DB->count_records('user_enrolments', ['enrolid' => $instance->id]) : 0,
        ];
    }

    /**
     * What comes back.
     *
     * @return external_description
     */
    public static function execute_returns(): external_description {
        return new external_single_structure([
            'courseid' => new external_value(PARAM_INT, 'Id of the course'),
            'id' => new external_value(PARAM_INT, 'Id of the instance; 0: the course does not have the method, which comes with its first enrolment'),
            'type' => new external_value(PARAM_PLUGIN, 'Name of the method'),
            'name' => new external_value(PARAM_TEXT, 'What the method is called'),
            'enabled' => new external_value(PARAM_BOOL, 'Whether the method is enabled in the site'),
            'visible' => new external_value(PARAM_BOOL, 'Whether the course has the method and has not hidden it'),
            'enrolled' => new external_value(PARAM_INT, 'How many people are enrolled by it'),
        ]);
    }
}
