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
 * Enrolment methods of courses.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\refusal;
use local_toolsync\local\thing;

/**
 * Enrolment methods of courses.
 */
class methods extends family {
    /**
     * Loads Moodle's functions for enrolments.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->libdir . '/enrollib.php');
    }

    /**
     * Adds, enables or disables a method of a course. Of several instances of a method all are disabled, and the first is enabled.
     *
     * @param array $operation course, method, old, enabled.
     */
    public function set_method(array $operation): void {
        $method = $operation['method'];
        $course = $this->directory->course($operation['course']);
        $plugin = enrol_get_plugin($method);
        if (!$plugin || !enrol_is_enabled($method)) {
            throw refusal::missing(thing::of('method', $method));
        }
        $context = self::course_context($course, 'moodle/course:enrolconfig');
        require_capability("enrol/$method:config", $context);
        $this->directory->instances_changed((int) $course->id);
        $instances = $this->directory->instances_of((int) $course->id, $method);
        $enabled = array_filter($instances, function (\stdClass $instance): bool {
            return $instance->status == ENROL_INSTANCE_ENABLED;
        });
        $expected = self::shown($operation['old'] ?? null);
        $found = self::shown($instances ? (bool) $enabled : null);
        $what = thing::of('course_method', $method, ['course' => $course->shortname]);
        refusal::unless($found === $expected, $what, $expected, $found);
        if (!$instances) {
            $id = $plugin->add_default_instance($course) ?: $plugin->add_instance($course, []);
            $this->directory->instances_changed((int) $course->id);
            $instances = $this->directory->instances_of((int) $course->id, $method);
            if (!$id || !$instances) {
                throw refusal::refused('cannotaddinstance', "Moodle does not add the enrolment method $method.");
            }
            $enabled = [];
        }
        $status = $operation['enabled'] ? ENROL_INSTANCE_ENABLED : ENROL_INSTANCE_DISABLED;
        foreach ($operation['enabled'] ? [reset($instances)] : $instances as $instance) {
            if ($instance->status != $status) {
                $plugin->update_status($instance, $status);
            }
        }
        $this->directory->instances_changed((int) $course->id);
    }

    /**
     * A method as messages show it.
     *
     * @param bool|null $enabled Whether it is enabled; null when the course lacks it.
     * @return string
     */
    private static function shown(?bool $enabled): string {
        if ($enabled === null) {
            return 'absent';
        }
        return $enabled ? 'enabled' : 'disabled';
    }
}
