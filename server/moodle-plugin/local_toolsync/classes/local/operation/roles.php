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
 * Roles in courses.
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
 * Roles in courses.
 */
class roles extends family {
    /**
     * Gives a role by hand, without an enrolment.
     *
     * @param array $operation course, user, role.
     */
    public function assign_role(array $operation): void {
        [$course, $user, $context] = $this->place($operation);
        $role = $this->directory->assignable_role($operation['role'], $context);
        if ($this->has_role($role, (int) $user->id, $context)) {
            throw refusal::exists(self::label($operation));
        }
        role_assign($role, $user->id, $context->id);
    }

    /**
     * Takes a role away that was given by hand.
     *
     * @param array $operation course, user, role.
     */
    public function unassign_role(array $operation): void {
        [$course, $user, $context] = $this->place($operation);
        $role = $this->directory->assignable_role($operation['role'], $context);
        if (!$this->has_role($role, (int) $user->id, $context)) {
            throw refusal::missing(self::label($operation));
        }
        role_unassign($role, $user->id, $context->id);
    }

    /**
     * Gives one role in place of the others that were given in the same way.
     *
     * @param array $operation course, user, method, old, role.
     */
    public function shift_role(array $operation): void {
        [$course, $user, $context] = $this->place($operation);
        $method = $operation['method'] ?? '';
        $part = participation::of([$user->id], [$course->id])->part($course->shortname, $user->username);
        $found = $method === '' ? $part['roles'] : ($part['enrolments'][$method]['roles'] ?? []);
        $old = $operation['old'];
        $what = thing::part(thing::of('participant', $user->username, ['course' => $course->shortname]), 'roles');
        refusal::unless($found == $old, $what, implode(', ', $old), implode(', ', $found));
        [$component, $item] = ['', 0];
        if ($method !== '') {
            if (!isset($part['enrolments'][$method])) {
                $names = ['course' => $course->shortname, 'user' => $user->username];
                throw refusal::missing(thing::of('enrolment', $method, $names));
            }
            [$component, $item] = ["enrol_$method", $this->instance_of((int) $course->id, (int) $user->id, $method)];
        }
        $role = $this->directory->assignable_role($operation['role'], $context);
        foreach (array_diff($found, [$operation['role']]) as $other) {
            role_unassign($this->directory->assignable_role($other, $context), $user->id, $context->id, $component, $item);
        }
        role_assign($role, $user->id, $context->id, $component, $item);
    }

    /**
     * Where a role is given or taken, and to whom.
     *
     * @param array $operation course, user.
     * @return array The course, the account, the context of the course.
     */
    private function place(array $operation): array {
        $course = $this->directory->course($operation['course']);
        $user = $this->directory->account($operation['user']);
        return [$course, $user, self::course_context($course, 'moodle/role:assign')];
    }

    /**
     * Whether a person has a role that was given by hand.
     *
     * @param int $role Id of the role.
     * @param int $userid Id of the account.
     * @param \context $context The context of the course.
     * @return bool
     */
    private function has_role(int $role, int $userid, \context $context): bool {
        global $DB;

        return $DB->record_exists('role_assignments', ['roleid' => $role, 'userid' => $userid, 'contextid' => $context->id,
            'component' => '']);
    }

    /**
     * The instance by which a person is enrolled.
     *
     * @param int $courseid Id of the course.
     * @param int $userid Id of the account.
     * @param string $method The method.
     * @return int Its id.
     */
    private function instance_of(int $courseid, int $userid, string $method): int {
        global $DB;

        $sql = 'SELECT MIN(e.id)
                  FROM {enrol} e
                  JOIN {user_enrolments} n ON n.enrolid = e.id
                 WHERE e.courseid = :course AND e.enrol = :method AND n.userid = :user';
        return (int) $DB->get_field_sql($sql, ['course' => $courseid, 'method' => $method, 'user' => $userid]);
    }

    /**
     * A role as messages name it.
     *
     * @param array $operation role, user, course.
     * @return string[]
     */
    private static function label(array $operation): array {
        $names = ['course' => $operation['course'], 'user' => $operation['user']];
        return thing::of('assigned_role', $operation['role'], $names);
    }
}
