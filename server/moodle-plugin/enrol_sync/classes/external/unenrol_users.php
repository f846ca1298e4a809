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
 * Ends enrolments that came from files.
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
 * Ends enrolments that came from files, with their roles. With the last one a course loses the method.
 */
class unenrol_users extends course_function {
    /**
     * Takes people and courses.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([
            'enrolments' => new external_multiple_structure(new external_single_structure([
                'userid' => new external_value(PARAM_INT, 'Id of the account'),
                'courseid' => new external_value(PARAM_INT, 'Id of the course'),
            ])),
        ]);
    }

    /**
     * Ends enrolments.
     *
     * @param array[] $enrolments See {@see execute_parameters()}.
     */
    public static function execute($enrolments): void {
        global $DB;

        $params = self::validate_parameters(self::execute_parameters(), ['enrolments' => $enrolments]);
        $plugin = self::plugin();
        $transaction = $DB->start_delegated_transaction();
        try {
            foreach ($params['enrolments'] as $enrolment) {
                [$course] = self::course($enrolment['courseid'], 'enrol/sync:unenrol');
                $instance = $plugin->find_instance_of($course->id);
                $found = ['enrolid' => $instance->id ?? 0, 'userid' => $enrolment['userid']];
                if (!$DB->record_exists('user_enrolments', $found)) {
                    throw new \moodle_exception('notenrolled', 'enrol_sync', '', (object) $enrolment);
                }
                $plugin->unenrol_user($instance, $enrolment['userid']);
            }
            $transaction->allow_commit();
        } catch (\Throwable $error) {
            $transaction->rollback($error);
        }
    }

    /**
     * Nothing comes back.
     *
     * @return external_description|null
     */
    public static function execute_returns(): ?external_description {
        return null;
    }
}
