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
 * Enrolments.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\features;
use local_toolsync\local\participation;
use local_toolsync\local\refusal;
use local_toolsync\local\row;
use local_toolsync\local\thing;

/**
 * Enrolments. Nothing is written where nothing changes: a second enrolment of the same person by hand would send Moodle's welcome
 * message again.
 */
class enrolments extends family {
    /** The companion's method, which leaves a course with the last person enrolled by it. */
    private const SYNC = 'sync';

    /** Where instances of the methods that welcome people keep from whom the message comes. */
    private const WELCOME = ['manual' => 'customint1', 'self' => 'customint4'];

    /** Code of tool_sync for a teacher of a new course who could not be enrolled. */
    private const TEACHER = '-4';

    /**
     * Loads Moodle's functions for enrolments.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->libdir . '/enrollib.php');
        require_once($CFG->dirroot . '/group/lib.php');
    }

    /**
     * Enrols a person, or changes the period of the enrolment and makes it active.
     *
     * @param array $operation course, user, method, role, start, end, old, switched_off.
     * @param row $row The row.
     */
    public function enrol(array $operation, row $row): void {
        $method = $operation['method'];
        $course = $this->directory->course($operation['course']);
        $user = $this->directory->account($operation['user']);
        $plugin = $this->plugin($method);
        $context = self::course_context($course, self::right($method, isset($operation['old']) ? 'manage' : 'enrol'));
        $found = $this->found((int) $course->id, (int) $user->id, $method);
        $old = $operation['old'] ?? null;
        $expected = $old === null ? null : array_combine(['start', 'end', 'active'], $old);
        $this->unless_as_expected($operation, $expected, $found);
        $role = $operation['role'] === '' ? null : $this->directory->assignable_role($operation['role'], $context);
        if (!$found) {
            $instance = $this->instance($course, $method, !empty($operation['switched_off']));
            $instance = $this->without_vain_welcome($plugin, $instance, $context);
            try {
                $plugin->enrol_user($instance, $user->id, $role, $operation['start'], $operation['end'], ENROL_USER_ACTIVE);
            } catch (\moodle_exception $error) {
                if (!$row->newcourse || $error instanceof \dml_exception) {
                    throw $error;
                }
                throw refusal::refused(self::TEACHER, $error->getMessage());
            }
            return;
        }
        foreach ($found as $one) {
            $plugin->update_user_enrol($one->instance, $user->id, ENROL_USER_ACTIVE, $operation['start'], $operation['end']);
        }
        if ($role !== null) {
            $instance = reset($found)->instance;
            $keeps = $plugin->roles_protected();
            role_assign($role, $user->id, $context->id, $keeps ? "enrol_$method" : '', $keeps ? $instance->id : 0);
        }
    }

    /**
     * Suspends an enrolment or gives its access back, within a period.
     *
     * @param array $operation course, user, method, old, new: start, end, active.
     */
    public function set_enrolment(array $operation): void {
        $method = $operation['method'];
        $course = $this->directory->course($operation['course']);
        $user = $this->directory->account($operation['user']);
        $plugin = $this->plugin($method);
        self::course_context($course, self::right($method, 'manage'));
        $found = $this->expected($operation, $course, $user);
        $new = $operation['new'];
        $status = $new['active'] ? ENROL_USER_ACTIVE : ENROL_USER_SUSPENDED;
        foreach ($found as $one) {
            $plugin->update_user_enrol($one->instance, $user->id, $status, $new['start'], $new['end']);
        }
    }

    /**
     * Ends an enrolment, with what goes with it.
     *
     * @param array $operation course, user, method, old, own_roles, roles, groups, closes_method, linked.
     */
    public function unenrol(array $operation): void {
        global $DB;

        $method = $operation['method'];
        $course = $this->directory->course($operation['course']);
        $user = $this->directory->account($operation['user']);
        $plugin = $this->plugin($method);
        self::course_context($course, self::right($method, 'unenrol'));
        $found = $this->expected($operation, $course, $user);
        $this->unless_goes_with_it($operation, $course, $user);
        $takers = $this->directory->takers((int) $course->id);
        $before = participation::of([$user->id], $takers);
        foreach ($found as $one) {
            $plugin->unenrol_user($one->instance, $user->id);
        }
        if ($takers) {
            participation::unless_lost($operation['linked'] ?? [], $before, participation::of([$user->id], $takers));
        }
        if (!empty($operation['closes_method'])) {
            // The method may go by itself with its last enrolment.
            foreach ($found as $one) {
                if ($DB->record_exists('enrol', ['id' => $one->instance->id])) {
                    $plugin->delete_instance($one->instance);
                }
            }
            $this->directory->instances_changed((int) $course->id);
        }
    }

    /**
     * Refuses the row unless roles and groups go with an enrolment as the plan saw it.
     *
     * @param array $operation The end of the enrolment.
     * @param \stdClass $course The course.
     * @param \stdClass $user The account.
     */
    private function unless_goes_with_it(array $operation, \stdClass $course, \stdClass $user): void {
        global $DB;

        $method = $operation['method'];
        $part = participation::of([$user->id], [$course->id])->part($course->shortname, $user->username);
        $own = participation::keeps_its_roles($method) ? $part['enrolments'][$method]['roles'] : [];
        $last = count($part['enrolments']) === 1;
        $roles = $last ? $part['roles'] : [];
        $groups = $last ? $part['groups'] : [];
        $closes = false;
        if ($method === self::SYNC) {
            $sql = "SELECT 1
                      FROM {user_enrolments} n
                      JOIN {enrol} e ON e.id = n.enrolid
                     WHERE e.courseid = :course AND e.enrol = 'sync' AND n.userid <> :user";
            $closes = !$DB->record_exists_sql($sql, ['course' => $course->id, 'user' => $user->id]);
        }
        $planned = array_column($operation['groups'] ?? [], 'owned', 'group');
        $same = $own == ($operation['own_roles'] ?? []) && $roles == ($operation['roles'] ?? [])
            && $groups == array_map('boolval', $planned) && $closes === !empty($operation['closes_method']);
        $told = function (array $roles, array $groups): features {
            return (new features())->names('role', $roles)->names('group', array_keys($groups));
        };
        $expected = $told(array_merge($operation['own_roles'] ?? [], $operation['roles'] ?? []), $planned);
        $found = $told(array_merge($own, $roles), $groups);
        refusal::unless_alike(thing::part(self::label($operation), 'ties'), $expected, $found, $same);
    }

    /**
     * The enrolments of a person by a method, which are as the plan saw them.
     *
     * @param array $operation With old.
     * @param \stdClass $course The course.
     * @param \stdClass $user The account.
     * @return \stdClass[] See {@see found()}.
     */
    private function expected(array $operation, \stdClass $course, \stdClass $user): array {
        $found = $this->found((int) $course->id, (int) $user->id, $operation['method']);
        if (!$found) {
            throw refusal::missing(self::label($operation));
        }
        $this->unless_as_expected($operation, $operation['old'], $found);
        return $found;
    }

    /**
     * The enrolments of a person in a course by one method: more than one where the course has it twice.
     *
     * @param int $courseid Id of the course.
     * @param int $userid Id of the account.
     * @param string $method The method.
     * @return \stdClass[] status, timestart, timeend, and the instance.
     */
    private function found(int $courseid, int $userid, string $method): array {
        global $DB;

        $instances = $this->directory->instances_of($courseid, $method);
        if (!$instances) {
            return [];
        }
        [$in, $params] = $DB->get_in_or_equal(array_keys($instances), SQL_PARAMS_NAMED);
        $select = "enrolid $in AND userid = :user";
        $params['user'] = $userid;
        $fields = 'id, enrolid, status, timestart, timeend';
        $found = $DB->get_records_select('user_enrolments', $select, $params, 'enrolid', $fields);
        foreach ($found as $one) {
            $one->instance = $instances[$one->enrolid];
        }
        return $found;
    }

    /**
     * Refuses the row unless an enrolment is as the plan saw it.
     *
     * @param array $operation The operation.
     * @param array|null $expected start, end, active; null when there was none.
     * @param \stdClass[] $found See {@see found()}.
     */
    private function unless_as_expected(array $operation, ?array $expected, array $found): void {
        // Of several the one that gives access counts: an active one, or that of the older instance.
        $now = null;
        foreach ($found as $one) {
            $period = participation::period($one);
            if ($now === null || ($period['active'] && !$now['active'])) {
                $now = $period;
            }
        }
        if ($now !== null && $expected !== null && $this->without_access($found)) {
            // Whether they are active says nothing then, and plans that switch an instance off take them for suspended.
            $now['active'] = $expected['active'];
        }
        refusal::unless_alike(self::label($operation), self::told($expected), self::told($now));
    }

    /**
     * Whether all instances of enrolments are switched off, of a method that takes people from elsewhere.
     *
     * @param \stdClass[] $found See {@see found()}.
     * @return bool
     */
    private function without_access(array $found): bool {
        foreach ($found as $one) {
            $taken = $one->instance->enrol === 'meta' || strpos($one->instance->enrol, 'cohort') !== false;
            if (!$taken || $one->instance->status == ENROL_INSTANCE_ENABLED) {
                return false;
            }
        }
        return true;
    }

    /**
     * The plugin of a method.
     *
     * @param string $method The method.
     * @return \enrol_plugin
     */
    private function plugin(string $method): \enrol_plugin {
        $plugin = enrol_get_plugin($method);
        if (!$plugin) {
            throw refusal::missing(thing::of('method', $method));
        }
        return $plugin;
    }

    /**
     * The right to do something with the enrolments of a method. Not every method has one for each work.
     *
     * @param string $method The method.
     * @param string $work `enrol`, `manage` or `unenrol`.
     * @return string
     */
    private static function right(string $method, string $work): string {
        return get_capability_info("enrol/$method:$work") ? "enrol/$method:$work" : "enrol/$method:config";
    }

    /**
     * The instance by which new people are enrolled: the first that is enabled, or the first at all.
     *
     * @param \stdClass $course The course.
     * @param string $method The method.
     * @param bool $disabled Whether a disabled one does.
     * @return \stdClass
     */
    private function instance(\stdClass $course, string $method, bool $disabled): \stdClass {
        $instances = $this->directory->instances_of((int) $course->id, $method);
        foreach ($instances as $instance) {
            if ($instance->status == ENROL_INSTANCE_ENABLED) {
                return $instance;
            }
        }
        if (!$disabled || !$instances) {
            throw refusal::missing(thing::of('enabled_method', $method, ['course' => $course->shortname]));
        }
        return reset($instances);
    }

    /**
     * An instance as people are enrolled by it: with its message of welcome switched off where that comes from a contact of the
     * course and the course has none. Moodle sends nothing then either, but looks up account, course, role and contacts for each
     * person before it knows, which takes as long as to enrol her.
     *
     * @param \enrol_plugin $plugin The method.
     * @param \stdClass $instance The instance.
     * @param \context_course $context The course's context.
     * @return \stdClass
     */
    private function without_vain_welcome(
        \enrol_plugin $plugin,
        \stdClass $instance,
        \context_course $context
    ): \stdClass {
        $setting = self::WELCOME[$instance->enrol] ?? null;
        // Up to Moodle 4.3 only people who enrol themselves are welcomed.
        if ($setting === null || !method_exists($plugin, 'get_welcome_message_contact')) {
            return $instance;
        }
        if ($instance->$setting != ENROL_SEND_EMAIL_FROM_COURSE_CONTACT || $this->directory->has_contact($plugin, $context)) {
            return $instance;
        }
        $silent = clone $instance;
        $silent->$setting = ENROL_DO_NOT_SEND_EMAIL;
        return $silent;
    }

    /**
     * An enrolment as messages name it.
     *
     * @param array $operation method, user, course.
     * @return string[]
     */
    private static function label(array $operation): array {
        return thing::of('enrolment', $operation['method'], ['course' => $operation['course'], 'user' => $operation['user']]);
    }

    /**
     * An enrolment as messages tell it.
     *
     * @param array|null $state start, end, active; null when there is none.
     * @return features|null
     */
    private static function told(?array $state): ?features {
        if ($state === null) {
            return null;
        }
        $features = (new features())->word($state['active'] ? 'active' : 'suspended');
        return $features->moment('start', $state['start'])->moment('end', $state['end']);
    }
}
