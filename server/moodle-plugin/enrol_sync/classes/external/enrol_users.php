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
 * Enrols people as files do.
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
 * Enrols people in courses as files do. Whoever is enrolled so gets the role and the period. A course that does not have the method
 * gets it.
 */
class enrol_users extends course_function {
    /**
     * Takes enrolments.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([
            'enrolments' => new external_multiple_structure(new external_single_structure([
                'roleid' => new external_value(PARAM_INT, 'Id of the role'),
                'userid' => new external_value(PARAM_INT, 'Id of the account'),
                'courseid' => new external_value(PARAM_INT, 'Id of the course'),
                'timestart' => new external_value(PARAM_INT, 'Start, in Unix seconds; 0: none', VALUE_DEFAULT, 0),
                'timeend' => new external_value(PARAM_INT, 'End, in Unix seconds; 0: none', VALUE_DEFAULT, 0),
                'suspend' => new external_value(PARAM_BOOL, 'Whether the enrolment is suspended', VALUE_DEFAULT, false),
            ])),
        ]);
    }

    /**
     * Enrols.
     *
     * @param array[] $enrolments See {@see execute_parameters()}.
     */
    public static function execute($enrolments): void {
        global $DB;

        $params = self::validate_parameters(self::execute_parameters(), ['enrolments' => $enrolments]);
        $plugin = self::plugin();
        if (!enrol_is_enabled('sync')) {
            throw new \moodle_exception('notenabled', 'enrol_sync');
        }
        $transaction = $DB->start_delegated_transaction();
        try {
            foreach ($params['enrolments'] as $enrolment) {
                [$course, $context] = self::course($enrolment['courseid'], 'enrol/sync:enrol');
                $user = self::account($enrolment['userid']);
                if (!array_key_exists($enrolment['roleid'], get_assignable_roles($context))) {
                    throw new \moodle_exception('cannotassign', 'enrol_sync', '', (object) $enrolment);
                }
                $instance = $plugin->instance_of($course);
                if ($instance->status != ENROL_INSTANCE_ENABLED) {
                    throw new \moodle_exception('hiddenincourse', 'enrol_sync', '', (object) $enrolment);
                }
                $status = $enrolment['suspend'] ? ENROL_USER_SUSPENDED : ENROL_USER_ACTIVE;
                $period = [$enrolment['timestart'], $enrolment['timeend']];
                $plugin->enrol_user($instance, $user->id, $enrolment['roleid'], $period[0], $period[1], $status);
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
