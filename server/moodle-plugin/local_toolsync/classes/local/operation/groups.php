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
 * Groups.
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
 * Groups and their members.
 */
class groups extends family {
    /** Fields that a row changes. */
    public const FIELDS = ['name', 'idnumber', 'description'];

    /**
     * Loads Moodle's functions for groups.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->dirroot . '/group/lib.php');
    }

    /**
     * Creates a group.
     *
     * @param array $operation course, name, idnumber, description.
     */
    public function create_group(array $operation): void {
        $course = $this->course($operation);
        $this->refuse_taken($course, 'name', $operation['name']);
        $this->refuse_taken($course, 'idnumber', $operation['idnumber'] ?? '');
        groups_create_group((object) [
            'courseid' => $course->id,
            'name' => $operation['name'],
            'idnumber' => $operation['idnumber'] ?? '',
            'description' => $operation['description'] ?? '',
            'descriptionformat' => FORMAT_HTML,
        ]);
    }

    /**
     * Changes fields of a group.
     *
     * @param array $operation course, group, changes.
     */
    public function update_group(array $operation): void {
        $course = $this->course($operation);
        $group = clone $this->directory->group($course, $operation['group']);
        $what = self::label($course, $operation['group']);
        foreach ($operation['changes'] as $change) {
            $field = $change['field'];
            if (!in_array($field, self::FIELDS, true)) {
                throw refusal::missing(thing::field($what, $field));
            }
            refusal::unless_as_expected($what, $change, $group->$field);
            $new = refusal::text($change['new'] ?? null);
            if ($field !== 'description') {
                $this->refuse_taken($course, $field, $new);
            }
            $group->$field = $new;
        }
        // Moodle reads whether the group has a conversation from what its page would send.
        $conversation = \core_message\api::get_conversation_by_area('core_group', 'groups', $group->id,
            \context_course::instance($course->id)->id);
        $group->enablemessaging = $conversation ? (int) $conversation->enabled : 0;
        groups_update_group($group);
        $this->directory->groups_changed((int) $course->id);
    }

    /**
     * Deletes a group that nobody is in.
     *
     * @param array $operation course, name, idnumber, description, groupings.
     */
    public function delete_group(array $operation): void {
        global $DB;

        $course = $this->course($operation);
        $group = $this->directory->group($course, $operation['name']);
        $what = self::label($course, $operation['name']);
        $members = $DB->count_records('groups_members', ['groupid' => $group->id]);
        refusal::unless(!$members, thing::part($what, 'members'), '0', (string) $members);
        self::unless_same($what, $operation, $group);
        $sql = 'SELECT g.id, g.name
                  FROM {groupings} g
                  JOIN {groupings_groups} b ON b.groupingid = g.id
                 WHERE b.groupid = :group
              ORDER BY g.id';
        $found = implode(', ', $DB->get_records_sql_menu($sql, ['group' => $group->id]));
        $expected = implode(', ', $operation['groupings'] ?? []);
        refusal::unless($found === $expected, thing::part($what, 'groupings'), $expected, $found);
        groups_delete_group($group->id);
        $this->directory->groups_changed((int) $course->id);
    }

    /**
     * Puts a person in a group.
     *
     * @param array $operation course, group, user, owned.
     */
    public function add_group_member(array $operation): void {
        $course = $this->course($operation);
        $group = $this->directory->group($course, $operation['group']);
        $user = $this->directory->account($operation['user']);
        if (groups_is_member($group->id, $user->id)) {
            throw refusal::exists(self::member($course, $group, $user));
        }
        $owner = empty($operation['owned']) ? null : participation::OWNERS[0];
        if (!groups_add_member(clone $group, $user, $owner)) {
            throw refusal::refused('usernotenrolled', "{$user->username} takes no part in the course.");
        }
    }

    /**
     * Takes a person out of a group.
     *
     * @param array $operation course, group, user, owned.
     */
    public function remove_group_member(array $operation): void {
        global $DB;

        $course = $this->course($operation);
        $group = $this->directory->group($course, $operation['group']);
        $user = $this->directory->account($operation['user']);
        $what = self::member($course, $group, $user);
        $owner = $DB->get_field('groups_members', 'component', ['groupid' => $group->id, 'userid' => $user->id]);
        if ($owner === false) {
            throw refusal::missing($what);
        }
        $owned = in_array($owner, participation::OWNERS, true);
        [$expected, $found] = [self::owner(!empty($operation['owned'])), self::owner($owned)];
        refusal::unless($found === $expected, thing::part($what, 'origin'), $expected, $found);
        if ($owner !== '' && !$owned && !groups_remove_member_allowed($group->id, $user->id)) {
            throw refusal::refused('errorremovenotpermitted', "$owner does not let go of {$user->username}.");
        }
        groups_remove_member(clone $group, $user);
    }

    /**
     * Refuses the row unless a group or grouping that goes is what the plan saw.
     *
     * @param string[] $thing The object.
     * @param array $expected idnumber, description.
     * @param \stdClass $found idnumber, description.
     */
    public static function unless_same(array $thing, array $expected, \stdClass $found): void {
        foreach (['idnumber', 'description'] as $field) {
            [$then, $now] = [$expected[$field] ?? '', (string) $found->$field];
            refusal::unless($now === $then, thing::field($thing, $field), $then, $now);
        }
    }

    /**
     * The course of an operation, whose groups the caller may set.
     *
     * @param array $operation course.
     * @return \stdClass
     */
    private function course(array $operation): \stdClass {
        $course = $this->directory->course($operation['course']);
        self::course_context($course, 'moodle/course:managegroups');
        return $course;
    }

    /**
     * Refuses a name or idnumber that another group of the course has. Moodle's own function does not look at names.
     *
     * @param \stdClass $course The course.
     * @param string $field `name` or `idnumber`.
     * @param string $value The value; an empty one is no group's.
     */
    private function refuse_taken(\stdClass $course, string $field, string $value): void {
        global $DB;

        if ($value !== '' && $DB->record_exists('groups', ['courseid' => $course->id, $field => $value])) {
            $idnumber = thing::of('group_of_idnumber', $value, ['course' => $course->shortname]);
            throw refusal::exists($field === 'name' ? self::label($course, $value) : $idnumber);
        }
    }

    /**
     * A member as messages name it.
     *
     * @param \stdClass $course The course.
     * @param \stdClass $group The group.
     * @param \stdClass $user The account.
     * @return string[]
     */
    private static function member(\stdClass $course, \stdClass $group, \stdClass $user): array {
        return thing::of('group_member', $group->name, ['course' => $course->shortname, 'user' => $user->username]);
    }

    /**
     * A group as messages name it.
     *
     * @param \stdClass $course The course.
     * @param string $name Name of the group.
     * @return string[]
     */
    private static function label(\stdClass $course, string $name): array {
        return thing::of('group', $name, ['course' => $course->shortname]);
    }

    /**
     * The owner of a membership as messages show it.
     *
     * @param bool $owned Whether it is that of command files.
     * @return string
     */
    private static function owner(bool $owned): string {
        return $owned ? 'by_tool' : 'by_hand';
    }
}
