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
 * Members of cohorts.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\participation;
use local_toolsync\local\refusal;
use local_toolsync\local\thing;

/**
 * Members of cohorts. Moodle's methods for cohorts enrol them, and end their enrolments, as members come and go.
 */
class cohort_members extends family {
    /**
     * Loads Moodle's functions for cohorts.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->dirroot . '/cohort/lib.php');
    }

    /**
     * Puts a person in a cohort.
     *
     * @param array $operation cohort, user.
     */
    public function add_cohort_member(array $operation): void {
        $cohort = $this->cohort($operation);
        $user = $this->directory->account($operation['user']);
        if (cohort_is_member($cohort->id, $user->id)) {
            throw refusal::exists(thing::of('cohort_member', $cohort->name, ['user' => $user->username]));
        }
        cohort_add_member($cohort->id, $user->id);
        cohort_bindings::keep_periods((int) $cohort->id, (int) $user->id);
    }

    /**
     * Takes a person out of a cohort.
     *
     * @param array $operation cohort, user, losses.
     */
    public function remove_cohort_member(array $operation): void {
        $cohort = $this->cohort($operation);
        $user = $this->directory->account($operation['user']);
        $this->remove($cohort, [$user->id => $user->username], $operation['losses'] ?? []);
    }

    /**
     * Takes everybody out of a cohort.
     *
     * @param array $operation cohort, members, losses.
     */
    public function empty_cohort(array $operation): void {
        $cohort = $this->cohort($operation);
        $members = self::of((int) $cohort->id);
        [$expected, $found] = [count($operation['members']), count($members)];
        $what = thing::part(thing::of('cohort', $cohort->name), 'members');
        refusal::unless($found === $expected, $what, (string) $expected, (string) $found);
        foreach (array_diff($operation['members'], $members) as $stranger) {
            throw refusal::missing(thing::of('cohort_member', $cohort->name, ['user' => $stranger]));
        }
        $this->remove($cohort, $members, $operation['losses'] ?? []);
    }

    /**
     * The members of a cohort.
     *
     * @param int $id Id of the cohort.
     * @return string[] Login names by id, in the order of ids.
     */
    public static function of(int $id): array {
        global $DB;

        $sql = 'SELECT u.id, u.username
                  FROM {cohort_members} m
                  JOIN {user} u ON u.id = m.userid AND u.deleted = 0
                 WHERE m.cohortid = :cohort
              ORDER BY u.id';
        return $DB->get_records_sql_menu($sql, ['cohort' => $id]);
    }

    /**
     * Takes people out of a cohort; they lose what the plan saw.
     *
     * @param \stdClass $cohort The cohort.
     * @param string[] $users Login names by id.
     * @param array $losses What they lose.
     */
    private function remove(\stdClass $cohort, array $users, array $losses): void {
        global $DB;

        foreach ($users as $id => $username) {
            if (!cohort_is_member($cohort->id, $id)) {
                throw refusal::missing(thing::of('cohort_member', $cohort->name, ['user' => $username]));
            }
        }
        $bound = $DB->record_exists_select('enrol', cohort_bindings::CONDITION, ['cohort' => $cohort->id]);
        $ids = $bound || $losses ? array_keys($users) : [];
        $before = participation::of($ids, null);
        foreach ($users as $id => $username) {
            cohort_remove_member($cohort->id, $id);
        }
        participation::unless_lost($losses, $before, participation::of($ids, null));
    }

    /**
     * The cohort of an operation, whose members the caller may choose.
     *
     * @param array $operation cohort.
     * @return \stdClass
     */
    private function cohort(array $operation): \stdClass {
        $cohort = $this->directory->cohort($operation['cohort']);
        $context = \context::instance_by_id($cohort->contextid);
        if (!has_capability('moodle/cohort:manage', $context)) {
            require_capability('moodle/cohort:assign', $context);
        }
        return $cohort;
    }
}
