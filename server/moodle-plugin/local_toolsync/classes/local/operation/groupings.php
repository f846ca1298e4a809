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
 * Groupings.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\refusal;
use local_toolsync\local\thing;

/**
 * Groupings and the groups in them.
 */
class groupings extends family {
    /**
     * Loads Moodle's functions for groups.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->dirroot . '/group/lib.php');
    }

    /**
     * Creates a grouping.
     *
     * @param array $operation course, name, idnumber, description.
     */
    public function create_grouping(array $operation): void {
        $course = $this->course($operation);
        $this->refuse_taken($course, 'name', $operation['name']);
        $this->refuse_taken($course, 'idnumber', $operation['idnumber'] ?? '');
        groups_create_grouping((object) [
            'courseid' => $course->id,
            'name' => $operation['name'],
            'idnumber' => $operation['idnumber'] ?? '',
            'description' => $operation['description'] ?? '',
            'descriptionformat' => FORMAT_HTML,
        ]);
    }

    /**
     * Changes fields of a grouping.
     *
     * @param array $operation course, grouping, changes.
     */
    public function update_grouping(array $operation): void {
        $course = $this->course($operation);
        $grouping = clone $this->directory->grouping($course, $operation['grouping']);
        $what = self::label($course, $operation['grouping']);
        foreach ($operation['changes'] as $change) {
            $field = $change['field'];
            if (!in_array($field, groups::FIELDS, true)) {
                throw refusal::missing(thing::field($what, $field));
            }
            refusal::unless_as_expected($what, $change, $grouping->$field);
            $new = refusal::text($change['new'] ?? null);
            if ($field !== 'description') {
                $this->refuse_taken($course, $field, $new);
            }
            $grouping->$field = $new;
        }
        groups_update_grouping($grouping);
        $this->directory->groups_changed((int) $course->id);
    }

    /**
     * Deletes a grouping without groups; a course whose default it was has none then.
     *
     * @param array $operation course, name, idnumber, description, default.
     */
    public function delete_grouping(array $operation): void {
        global $DB;

        $course = $this->course($operation);
        $grouping = $this->directory->grouping($course, $operation['name']);
        $what = self::label($course, $operation['name']);
        $groups = $DB->count_records('groupings_groups', ['groupingid' => $grouping->id]);
        refusal::unless(!$groups, thing::part($what, 'groups'), '0', (string) $groups);
        groups::unless_same($what, $operation, $grouping);
        $default = $DB->get_field('course', 'defaultgroupingid', ['id' => $course->id]) == $grouping->id;
        $expected = !empty($operation['default']);
        $shown = [true => 'yes', false => 'no'];
        refusal::unless($default === $expected, thing::part($what, 'default'), $shown[$expected], $shown[$default]);
        groups_delete_grouping($grouping->id);
        $this->directory->groups_changed((int) $course->id);
        $this->directory->course_changed($course->shortname);
    }

    /**
     * Puts a group in a grouping.
     *
     * @param array $operation course, grouping, group.
     */
    public function add_to_grouping(array $operation): void {
        global $DB;

        $course = $this->course($operation);
        $grouping = $this->directory->grouping($course, $operation['grouping']);
        $group = $this->directory->group($course, $operation['group']);
        if ($DB->record_exists('groupings_groups', ['groupingid' => $grouping->id, 'groupid' => $group->id])) {
            $names = ['course' => $course->shortname, 'group' => $group->name];
            throw refusal::exists(thing::of('grouping_member', $grouping->name, $names));
        }
        groups_assign_grouping($grouping->id, $group->id);
    }

    /**
     * The course of an operation, whose groupings the caller may set.
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
     * Refuses a name or idnumber that another grouping of the course has. Moodle's own function does not look at names.
     *
     * @param \stdClass $course The course.
     * @param string $field `name` or `idnumber`.
     * @param string $value The value; an empty one is no grouping's.
     */
    private function refuse_taken(\stdClass $course, string $field, string $value): void {
        global $DB;

        if ($value !== '' && $DB->record_exists('groupings', ['courseid' => $course->id, $field => $value])) {
            $idnumber = thing::of('grouping_of_idnumber', $value, ['course' => $course->shortname]);
            throw refusal::exists($field === 'name' ? self::label($course, $value) : $idnumber);
        }
    }

    /**
     * A grouping as messages name it.
     *
     * @param \stdClass $course The course.
     * @param string $name Name of the grouping.
     * @return string[]
     */
    private static function label(\stdClass $course, string $name): array {
        return thing::of('grouping', $name, ['course' => $course->shortname]);
    }
}
