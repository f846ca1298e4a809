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
 * Course resets.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\content;
use local_toolsync\local\participation;
use local_toolsync\local\refusal;
use local_toolsync\local\thing;

/**
 * Course resets. Moodle's function opens no transaction of its own; that of the row makes it all or nothing.
 */
class resets extends family {
    /** Stands among roles for those who are enrolled without any. */
    private const NO_ROLE = '0';

    /**
     * Loads Moodle's functions for courses.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->dirroot . '/course/lib.php');
        require_once($CFG->libdir . '/gradelib.php');
        require_once($CFG->libdir . '/completionlib.php');
    }

    /**
     * Resets a course.
     *
     * @param array $operation course, options, removed, removes.
     */
    public function reset_course(array $operation): void {
        $course = $this->directory->course($operation['course']);
        self::course_context($course, 'moodle/course:reset');
        $removed = $operation['removed'];
        foreach ($removed['changes'] ?? [] as $change) {
            refusal::unless_as_expected(thing::of('course', $course->shortname), $change, $course->{$change['field']} ?? null);
        }
        $this->unless_groups_as_expected($course, $removed);
        $told = content::told(array_column($removed['counts'] ?? [], 'old', 'what'));
        $told->unless_more($course, 'reset', $operation['removes'] ?? []);
        // Moodle takes an option that it does not know, or a type of forum that no forum has, for something else or for nothing:
        // they are checked where the plan is made, and here once more as far as they are dangerous.
        $data = (object) ['id' => $course->id, 'reset_start_date_old' => $course->startdate,
            'reset_end_date_old' => $course->enddate];
        foreach ($operation['options'] as $option) {
            $data->{$option['name']} = $this->value($option['name'], $option['value']);
        }
        $concerned = array_merge([$course->id], $this->directory->takers((int) $course->id));
        $before = participation::of(null, $concerned);
        foreach (reset_course_userdata($data) as $line) {
            if ($line['error'] !== false && $line['error'] !== get_string('resetnotimplemented')) {
                throw refusal::refused('resetfailed', "{$line['component']}, {$line['item']}: {$line['error']}");
            }
        }
        $losses = array_merge($removed['people'] ?? [], $removed['linked'] ?? []);
        // Those who lose only some of their roles stay enrolled.
        $losses = array_filter($losses, function (array $loss): bool {
            return !empty($loss['enrolments']);
        });
        participation::unless_lost(array_values($losses), $before, participation::of(null, $concerned));
        foreach ($removed['methods'] ?? [] as $method) {
            $this->close_method((int) $course->id, $method);
        }
        $this->directory->course_changed($course->shortname);
        $this->directory->instances_changed((int) $course->id);
        $this->directory->groups_changed((int) $course->id);
    }

    /**
     * The value of an option as Moodle has it.
     *
     * @param string $name Its name.
     * @param mixed $value Flag, moment or words.
     * @return mixed
     */
    private function value(string $name, $value) {
        if ($name === 'unenrol_users') {
            return array_map(function (string $role): int {
                return $role === self::NO_ROLE ? 0 : $this->directory->role($role);
            }, $value);
        }
        if ($name === 'reset_forum_types') {
            $types = array_merge(['news', 'social'], array_keys($this->forum_types()));
            $unknown = array_diff($value, $types);
            if ($unknown) {
                // Moodle would empty all forums.
                throw refusal::missing(thing::of('forum_type', implode(', ', $unknown)));
            }
        }
        return is_bool($value) ? (int) $value : $value;
    }

    /**
     * The types of forums.
     *
     * @return string[] By name.
     */
    private function forum_types(): array {
        global $CFG;

        require_once($CFG->dirroot . '/mod/forum/lib.php');
        return forum_get_forum_types_all();
    }

    /**
     * Refuses the row unless the groups and groupings that go are those that the plan saw, with their members.
     *
     * @param \stdClass $course The course.
     * @param array $removed groups and groupings.
     */
    private function unless_groups_as_expected(\stdClass $course, array $removed): void {
        global $DB;

        $sql = 'SELECT m.id, u.username
                  FROM {groups_members} m
                  JOIN {user} u ON u.id = m.userid
                 WHERE m.groupid = :group
              ORDER BY u.id';
        foreach ($removed['groups'] ?? [] as $gone) {
            $group = $this->directory->group($course, $gone['group']['name']);
            $members = implode(', ', $DB->get_records_sql_menu($sql, ['group' => $group->id]));
            $expected = implode(', ', $gone['members']);
            $what = thing::part(thing::of('group', $group->name, ['course' => $course->shortname]), 'members');
            refusal::unless($members === $expected, $what, $expected, $members);
        }
        $sql = 'SELECT b.id, g.name
                  FROM {groupings_groups} b
                  JOIN {groups} g ON g.id = b.groupid
                 WHERE b.groupingid = :grouping
              ORDER BY g.id';
        foreach ($removed['groupings'] ?? [] as $gone) {
            $grouping = $this->directory->grouping($course, $gone['grouping']['name']);
            $groups = $DB->get_records_sql_menu($sql, ['grouping' => $grouping->id]);
            sort($groups, SORT_STRING);
            sort($gone['groups'], SORT_STRING);
            $what = thing::part(thing::of('grouping', $grouping->name, ['course' => $course->shortname]), 'groups');
            [$expected, $found] = [implode(', ', $gone['groups']), implode(', ', $groups)];
            refusal::unless($found === $expected, $what, $expected, $found);
        }
    }

    /**
     * Takes a method out of a course when nobody is enrolled by it any more.
     *
     * @param int $courseid Id of the course.
     * @param string $method The method.
     */
    private function close_method(int $courseid, string $method): void {
        global $DB;

        $plugin = enrol_get_plugin($method);
        foreach ($DB->get_records('enrol', ['courseid' => $courseid, 'enrol' => $method]) as $instance) {
            if ($plugin && !$DB->record_exists('user_enrolments', ['enrolid' => $instance->id])) {
                $plugin->delete_instance($instance);
            }
        }
    }
}
