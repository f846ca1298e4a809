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
 * Courses that take the people of others.
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
 * Courses that take the people of others: instances of the enrolment method `meta`, which enrols them at once.
 */
class course_links extends family {
    /**
     * Loads Moodle's functions for enrolments.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->libdir . '/enrollib.php');
    }

    /**
     * Has a course take the people of another, or changes whether they have access.
     *
     * @param array $operation course, source, old, enabled.
     */
    public function set_course_link(array $operation): void {
        $plugin = enrol_is_enabled('meta') ? enrol_get_plugin('meta') : null;
        if (!$plugin) {
            throw refusal::missing(thing::of('method', 'meta'));
        }
        [$course, $source] = $this->place($operation);
        $found = $this->instance($course, $source);
        $expected = self::shown($operation['old'] ?? null);
        $shown = self::shown($found ? $found->status == ENROL_INSTANCE_ENABLED : null);
        refusal::unless($shown === $expected, self::label($operation), $expected, $shown);
        $status = $operation['enabled'] ? ENROL_INSTANCE_ENABLED : ENROL_INSTANCE_DISABLED;
        if ($found) {
            $plugin->update_status($found, $status);
        } else {
            $plugin->add_instance($course, ['customint1' => $source->id, 'customint2' => 0, 'status' => $status]);
        }
        $this->changed($course);
    }

    /**
     * Ends that a course takes the people of another, with the enrolments that came of it.
     *
     * @param array $operation course, source, old, losses.
     */
    public function remove_course_link(array $operation): void {
        [$course, $source] = $this->place($operation);
        $found = $this->instance($course, $source);
        if (!$found) {
            throw refusal::missing(self::label($operation));
        }
        [$expected, $shown] = [self::shown($operation['old']), self::shown($found->status == ENROL_INSTANCE_ENABLED)];
        refusal::unless($shown === $expected, self::label($operation), $expected, $shown);
        $before = participation::of(null, [$course->id]);
        enrol_get_plugin('meta')->delete_instance($found);
        participation::unless_lost($operation['losses'] ?? [], $before, participation::of(null, [$course->id]));
        $this->changed($course);
    }

    /**
     * The two courses of a link, which the caller may set.
     *
     * @param array $operation course, source.
     * @return \stdClass[] The course that takes people, and the other.
     */
    private function place(array $operation): array {
        $course = $this->directory->course($operation['course']);
        $source = $this->directory->course($operation['source']);
        $context = self::course_context($course, 'moodle/course:enrolconfig');
        require_capability('enrol/meta:config', $context);
        self::course_context($source, 'enrol/meta:selectaslinked');
        return [$course, $source];
    }

    /**
     * The instance of a link.
     *
     * @param \stdClass $course The course that takes people.
     * @param \stdClass $source The other.
     * @return \stdClass|null
     */
    private function instance(\stdClass $course, \stdClass $source): ?\stdClass {
        global $DB;

        $select = ['courseid' => $course->id, 'enrol' => 'meta', 'customint1' => $source->id];
        $found = $DB->get_records('enrol', $select, 'id', '*', 0, 1);
        return reset($found) ?: null;
    }

    /**
     * Has forgotten what changes with a link.
     *
     * @param \stdClass $course The course that takes people.
     */
    private function changed(\stdClass $course): void {
        $this->directory->instances_changed((int) $course->id);
        $this->directory->takers_changed();
    }

    /**
     * A link as messages name it.
     *
     * @param array $operation course, source.
     * @return string[]
     */
    private static function label(array $operation): array {
        return thing::of('link', $operation['source'], ['course' => $operation['course']]);
    }

    /**
     * A link as messages show it.
     *
     * @param bool|null $enabled Whether it is enabled; null when there is none.
     * @return string
     */
    private static function shown(?bool $enabled): string {
        if ($enabled === null) {
            return 'absent';
        }
        return $enabled ? 'enabled' : 'disabled';
    }
}
