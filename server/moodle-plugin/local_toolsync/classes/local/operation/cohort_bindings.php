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
 * Cohorts bound to courses.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\features;
use local_toolsync\local\participation;
use local_toolsync\local\refusal;
use local_toolsync\local\thing;

/**
 * Cohorts bound to courses: instances of the enrolment method `cohort` or of a variant of it. Moodle accepts the same cohort with
 * the same role twice; here a course has it once.
 *
 * Moodle's method knows no dates. They are kept in the instance, in the columns that all methods have for them, and given to the
 * enrolments that come of it.
 */
class cohort_bindings extends family {
    /** The instances of a cohort, by whatever method; takes the parameter `cohort`. */
    public const CONDITION = "customint1 = :cohort AND enrol LIKE '%cohort%'";

    /**
     * Loads Moodle's functions for enrolments and groups.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->libdir . '/enrollib.php');
        require_once($CFG->dirroot . '/group/lib.php');
    }

    /**
     * Binds a cohort to a course, or changes how it is bound.
     *
     * @param array $operation binding, old, new: enabled, start, end, group.
     */
    public function set_cohort_binding(array $operation): void {
        [$course, $cohort, $role] = $this->place($operation['binding']);
        $method = $operation['binding']['method'];
        $plugin = self::plugin($method);
        $new = $operation['new'];
        $found = $this->instance($course, $cohort, $role, $method);
        $expected = self::told($operation['old'] ?? null);
        refusal::unless_alike(self::label($operation['binding']), $expected, self::told($found ? $this->state($found) : null));
        $group = $new['group'] ?? '';
        $data = [
            'customint1' => $cohort->id,
            'customint2' => $group === '' ? 0 : $this->directory->group($course, $group)->id,
            'roleid' => $role,
            'status' => $new['enabled'] ? ENROL_INSTANCE_ENABLED : ENROL_INSTANCE_DISABLED,
            'enrolstartdate' => $new['start'],
            'enrolenddate' => $new['end'],
        ];
        if ($found) {
            $plugin->update_instance($found, (object) $data);
        } else {
            $plugin->add_instance($course, $data + ['name' => '']);
        }
        $this->directory->instances_changed((int) $course->id);
        $this->directory->groups_changed((int) $course->id);
        $instance = $this->instance($course, $cohort, $role, $method);
        if (!$instance) {
            throw refusal::refused('cannotaddinstance', 'Moodle does not bind the cohort to the course.');
        }
        self::give_period($plugin, $instance, null);
    }

    /**
     * Takes a binding away, with the enrolments that came of it.
     *
     * @param array $operation binding, old, losses.
     */
    public function remove_cohort_binding(array $operation): void {
        [$course, $cohort, $role] = $this->place($operation['binding']);
        $method = $operation['binding']['method'];
        $found = $this->instance($course, $cohort, $role, $method);
        $label = self::label($operation['binding']);
        if (!$found) {
            throw refusal::missing($label);
        }
        refusal::unless_alike($label, self::told($operation['old']), self::told($this->state($found)));
        $concerned = array_merge([$course->id], $this->directory->takers((int) $course->id));
        $before = participation::of(null, $concerned);
        self::plugin($method)->delete_instance($found);
        participation::unless_lost($operation['losses'] ?? [], $before, participation::of(null, $concerned));
        $this->directory->instances_changed((int) $course->id);
    }

    /**
     * Gives the enrolments of a new member the periods of the bindings.
     *
     * @param int $cohortid Id of the cohort.
     * @param int $userid Id of the account.
     */
    public static function keep_periods(int $cohortid, int $userid): void {
        global $DB;

        $select = self::CONDITION . ' AND (enrolstartdate > 0 OR enrolenddate > 0)';
        foreach ($DB->get_records_select('enrol', $select, ['cohort' => $cohortid]) as $instance) {
            $plugin = enrol_get_plugin($instance->enrol);
            if ($plugin) {
                self::give_period($plugin, $instance, $userid);
            }
        }
    }

    /**
     * Takes instances away whose cohort is deleted, where their method has not done so itself.
     *
     * @param \stdClass[] $instances The instances as they were.
     */
    public static function remove_left_over(array $instances): void {
        global $DB;

        foreach ($instances as $instance) {
            $plugin = enrol_get_plugin($instance->enrol);
            if ($plugin && $DB->record_exists('enrol', ['id' => $instance->id])) {
                $plugin->delete_instance($instance);
            }
        }
    }

    /**
     * Gives enrolments the period of their instance.
     *
     * @param \enrol_plugin $plugin The method.
     * @param \stdClass $instance The instance.
     * @param int|null $userid Of this account only.
     */
    private static function give_period(\enrol_plugin $plugin, \stdClass $instance, ?int $userid): void {
        global $DB;

        $period = ['start' => (int) $instance->enrolstartdate, 'end' => (int) $instance->enrolenddate];
        $select = 'enrolid = :instance AND (timestart <> :start OR timeend <> :end)';
        $params = $period + ['instance' => $instance->id];
        if ($userid !== null) {
            $select .= ' AND userid = :user';
            $params['user'] = $userid;
        }
        foreach ($DB->get_fieldset_select('user_enrolments', 'userid', $select, $params) as $enrolled) {
            $plugin->update_user_enrol($instance, $enrolled, null, $period['start'], $period['end']);
        }
    }

    /**
     * The course, the cohort and the role of a binding, which the caller may set.
     *
     * @param array $binding course, cohort, role, method.
     * @return array The course, the cohort, the id of the role.
     */
    private function place(array $binding): array {
        $course = $this->directory->course($binding['course']);
        $context = self::course_context($course, 'moodle/course:enrolconfig');
        $cohort = $this->directory->cohort($binding['cohort']);
        $method = $binding['method'];
        self::plugin($method);
        require_capability("enrol/$method:config", $context);
        return [$course, $cohort, $this->directory->assignable_role($binding['role'], $context)];
    }

    /**
     * The plugin of a method that is switched on.
     *
     * @param string $method The method.
     * @return \enrol_plugin
     */
    private static function plugin(string $method): \enrol_plugin {
        $plugin = strpos($method, 'cohort') !== false && enrol_is_enabled($method) ? enrol_get_plugin($method) : null;
        if (!$plugin) {
            throw refusal::missing(thing::of('method', $method));
        }
        return $plugin;
    }

    /**
     * The instance of a binding.
     *
     * @param \stdClass $course The course.
     * @param \stdClass $cohort The cohort.
     * @param int $role Id of the role.
     * @param string $method The method.
     * @return \stdClass|null
     */
    private function instance(\stdClass $course, \stdClass $cohort, int $role, string $method): ?\stdClass {
        global $DB;

        $select = ['courseid' => $course->id, 'enrol' => $method, 'customint1' => $cohort->id, 'roleid' => $role];
        $found = $DB->get_records('enrol', $select, 'id', '*', 0, 1);
        return reset($found) ?: null;
    }

    /**
     * A binding as plans tell it.
     *
     * @param \stdClass $instance The instance.
     * @return array enabled, start, end, group.
     */
    private function state(\stdClass $instance): array {
        global $DB;

        $group = $instance->customint2 ? $DB->get_field('groups', 'name', ['id' => $instance->customint2]) : '';
        return [
            'enabled' => $instance->status == ENROL_INSTANCE_ENABLED,
            'start' => (int) $instance->enrolstartdate,
            'end' => (int) $instance->enrolenddate,
            'group' => (string) $group,
        ];
    }

    /**
     * A binding as messages name it.
     *
     * @param array $binding course, cohort, role, method.
     * @return string[]
     */
    private static function label(array $binding): array {
        $names = ['course' => $binding['course'], 'method' => $binding['method'], 'role' => $binding['role']];
        return thing::of('binding', $binding['cohort']['name'], $names);
    }

    /**
     * A binding as messages tell it.
     *
     * @param array|null $state enabled, start, end, group; null when there is none.
     * @return features|null
     */
    private static function told(?array $state): ?features {
        if ($state === null) {
            return null;
        }
        $features = (new features())->word($state['enabled'] ? 'enabled' : 'disabled');
        return $features->moment('start', $state['start'])->moment('end', $state['end'])->text('group', $state['group'] ?? '');
    }
}
