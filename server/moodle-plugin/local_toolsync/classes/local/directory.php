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
 * Objects of the site by their natural keys.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local;

/**
 * Finds the objects that operations name. What it found it knows until the call ends, so that a batch asks once; what an
 * operation changes it is told. All that is known is kept in one array, which a row that fails puts back as it was.
 */
class directory {
    /** Fields of an account that are known here. */
    private const ACCOUNT = 'id, username, auth, deleted, suspended, mnethostid, email, idnumber, picture';

    /** Operations after which Moodle's tree of categories and courses is another. */
    private const MOVES_COURSES = ['create_category', 'delete_category', 'create_course', 'update_course', 'delete_course'];

    /** Operations that make nobody a contact of a course, unless they give a role of contacts. */
    private const LEAVES_CONTACTS = ['enrol', 'set_enrolment', 'create_user', 'update_user', 'set_password', 'create_group',
        'update_group', 'add_group_member', 'remove_group_member', 'create_grouping', 'update_grouping', 'add_to_grouping'];

    /** @var array[] What is known: by kind of object, then by key. */
    private $known = [];

    /**
     * All that is known, for {@see restore()}.
     *
     * @return array
     */
    public function remembered(): array {
        return $this->known;
    }

    /**
     * Knows again what it knew, and has Moodle forget what its caches may have learnt of what is rolled back.
     *
     * @param array $known From {@see remembered()}.
     * @param array $operations The operations that are rolled back.
     */
    public function restore(array $known, array $operations): void {
        \context_helper::reset_caches();
        accesslib_clear_all_caches(false);
        if (array_intersect(array_column($operations, 'type'), self::MOVES_COURSES)) {
            \cache_helper::purge_by_event('changesincoursecat');
        }
        foreach (array_unique(array_filter(self::shortnames($operations), 'is_string')) as $shortname) {
            $course = $known['courses'][$shortname] ?? $this->known['courses'][$shortname] ?? null;
            if ($course !== null) {
                \cache_helper::invalidate_by_definition('core', 'groupdata', [], [$course->id]);
                rebuild_course_cache($course->id, true);
            }
        }
        foreach (array_column($operations, 'user') as $username) {
            $account = $known['accounts'][$username] ?? null;
            if ($account !== null) {
                \cache_helper::invalidate_by_definition('core', 'user_group_groupings', [], [$account->id]);
            }
        }
        $this->known = $known;
    }

    /**
     * The courses that operations name.
     *
     * @param array $operations The operations.
     * @return array Short names, and null where an operation names none.
     */
    private static function shortnames(array $operations): array {
        $shortnames = [];
        foreach ($operations as $operation) {
            foreach (['course', 'source', 'shortname'] as $key) {
                $shortnames[] = $operation[$key] ?? null;
            }
            $shortnames[] = $operation['binding']['course'] ?? null;
        }
        return $shortnames;
    }

    /**
     * Looks up in a few queries what the rows of a call will ask for one by one.
     *
     * @param array $rows The rows.
     */
    public function foresee(array $rows): void {
        global $CFG, $DB;

        $usernames = [];
        $shortnames = [];
        $addresses = [];
        foreach ($rows as $row) {
            $operations = $row['operations'] ?? [];
            $shortnames = array_merge($shortnames, self::shortnames($operations));
            foreach ($operations as $operation) {
                foreach (['user', 'username', 'from', 'to'] as $key) {
                    $usernames[] = $operation[$key] ?? null;
                }
                $addresses[] = $operation['fields']['email'] ?? null;
                foreach ($operation['changes'] ?? [] as $change) {
                    $addresses[] = ($change['field'] ?? '') === 'email' ? ($change['new'] ?? null) : null;
                }
            }
        }
        foreach (self::names($usernames) as $names) {
            $this->known['accounts'] = ($this->known['accounts'] ?? []) + array_fill_keys($names, null);
            [$in, $params] = $DB->get_in_or_equal($names, SQL_PARAMS_NAMED);
            $select = "username $in AND deleted = 0 AND mnethostid = :host";
            $params['host'] = $CFG->mnet_localhost_id;
            foreach ($DB->get_records_select('user', $select, $params, '', self::ACCOUNT) as $account) {
                $this->known['accounts'][$account->username] = $account;
            }
        }
        foreach (self::names($shortnames) as $names) {
            $this->known['courses'] = ($this->known['courses'] ?? []) + array_fill_keys($names, null);
            [$in, $params] = $DB->get_in_or_equal($names, SQL_PARAMS_NAMED);
            $context = \context_helper::get_preload_record_columns_sql('x');
            $sql = "SELECT c.*, $context
                      FROM {course} c
                      JOIN {context} x ON x.instanceid = c.id AND x.contextlevel = :level
                     WHERE c.shortname $in";
            foreach ($DB->get_records_sql($sql, $params + ['level' => CONTEXT_COURSE]) as $course) {
                \context_helper::preload_from_record($course);
                $this->known['courses'][$course->shortname] = $course;
            }
        }
        if (empty($CFG->allowaccountssameemail)) {
            $this->foresee_addresses($addresses);
        }
    }

    /**
     * Looks up in one query who has any of the addresses that a batch gives: Moodle's own check reads the whole table for each.
     *
     * @param array $addresses Texts; others are skipped.
     */
    private function foresee_addresses(array $addresses): void {
        global $DB;

        $addresses = array_map([self::class, 'folded'], array_filter($addresses, 'is_string'));
        foreach (self::names($addresses) as $some) {
            $this->known['addresses'] = ($this->known['addresses'] ?? []) + array_fill_keys($some, []);
            [$in, $params] = $DB->get_in_or_equal($some);
            foreach ($DB->get_records_select('user', "LOWER(email) $in", $params, '', 'id, email') as $holder) {
                $this->known['addresses'][self::folded($holder->email)][$holder->id] = true;
            }
        }
    }

    /**
     * Distinct names, in pieces that a query can hold.
     *
     * @param array $names Names; what is no text, or empty, is left out.
     * @return string[][]
     */
    private static function names(array $names): array {
        $names = array_filter($names, function ($name): bool {
            return is_string($name) && $name !== '';
        });
        return array_chunk(array_values(array_unique($names)), 500);
    }

    /**
     * An address without regard to capitals.
     *
     * @param string $address The address.
     * @return string
     */
    private static function folded(string $address): string {
        return \core_text::strtolower($address);
    }

    /**
     * Whether another account has an address, on a site where each has its own.
     *
     * @param string $address The address.
     * @param int $own Id of the account that may have it; 0 for none.
     * @return bool
     */
    public function address_taken(string $address, int $own): bool {
        global $CFG;

        if ($address === '' || !empty($CFG->allowaccountssameemail)) {
            return false;
        }
        $folded = self::folded($address);
        if (!isset($this->known['addresses'][$folded])) {
            $this->foresee_addresses([$address]);
        }
        return array_diff(array_keys($this->known['addresses'][$folded]), [$own]) !== [];
    }

    /**
     * An account that lives.
     *
     * @param string $username Login name.
     * @return \stdClass|null With the fields of {@see ACCOUNT}.
     */
    public function find_account(string $username): ?\stdClass {
        global $CFG, $DB;

        if (!array_key_exists($username, $this->known['accounts'] ?? [])) {
            $found = $DB->get_records('user', ['username' => $username, 'deleted' => 0], 'id', self::ACCOUNT);
            $local = array_filter($found, function (\stdClass $account) use ($CFG): bool {
                return $account->mnethostid == $CFG->mnet_localhost_id;
            });
            $this->known['accounts'][$username] = (reset($local) ?: reset($found)) ?: null;
        }
        return $this->known['accounts'][$username];
    }

    /**
     * An account that lives, or the refusal.
     *
     * @param string $username Login name.
     * @return \stdClass With the fields of {@see ACCOUNT}.
     */
    public function account(string $username): \stdClass {
        $found = $this->find_account($username);
        if ($found === null) {
            throw refusal::missing(thing::of('account', $username));
        }
        return $found;
    }

    /**
     * Learns that an account is made or changed.
     *
     * @param int $id Its id.
     * @param string $username The login name by which it is no longer known; empty when none.
     */
    public function account_changed(int $id, string $username = ''): void {
        global $DB;

        if ($username !== '') {
            $this->known['accounts'][$username] = null;
        }
        foreach ($this->known['addresses'] ?? [] as $address => $holders) {
            if (isset($holders[$id])) {
                unset($this->known['addresses'][$address][$id]);
            }
        }
        $account = $DB->get_record('user', ['id' => $id], self::ACCOUNT, MUST_EXIST);
        if (!$account->deleted) {
            $this->account_made($account);
        }
    }

    /**
     * Learns of an account as it is now.
     *
     * @param \stdClass $account With the fields of {@see ACCOUNT}.
     */
    public function account_made(\stdClass $account): void {
        $this->known['accounts'][$account->username] = $account;
        if ($account->email !== '') {
            $this->known['addresses'][self::folded($account->email)][$account->id] = true;
        }
    }

    /**
     * A course.
     *
     * @param string $shortname Short name.
     * @return \stdClass|null Its record.
     */
    public function find_course(string $shortname): ?\stdClass {
        global $DB;

        if (!array_key_exists($shortname, $this->known['courses'] ?? [])) {
            $found = $DB->get_records('course', ['shortname' => $shortname], 'id', '*', 0, 1);
            $this->known['courses'][$shortname] = reset($found) ?: null;
        }
        return $this->known['courses'][$shortname];
    }

    /**
     * A course, or the refusal.
     *
     * @param string $shortname Short name.
     * @return \stdClass Its record.
     */
    public function course(string $shortname): \stdClass {
        $found = $this->find_course($shortname);
        if ($found === null) {
            throw refusal::missing(thing::of('course', $shortname));
        }
        return $found;
    }

    /**
     * Forgets a course that is changed or deleted.
     *
     * @param string $shortname The short name that it had.
     */
    public function course_changed(string $shortname): void {
        unset($this->known['courses'][$shortname]);
    }

    /**
     * The id of a role, or the refusal.
     *
     * @param string $shortname Short name.
     * @return int
     */
    public function role(string $shortname): int {
        $roles = $this->role_names();
        $id = array_search($shortname, $roles, true);
        if ($id === false) {
            throw refusal::missing(thing::of('role', $shortname));
        }
        return $id;
    }

    /**
     * Short names of all roles.
     *
     * @return string[] By id.
     */
    public function role_names(): array {
        global $DB;

        if (!isset($this->known['roles'])) {
            $this->known['roles'] = $DB->get_records_menu('role', null, 'id', 'id, shortname');
        }
        return $this->known['roles'];
    }

    /**
     * The role of this name, which the caller may give in this course, or the refusal.
     *
     * @param string $shortname Short name.
     * @param \context $context The course's context.
     * @return int Its id.
     */
    public function assignable_role(string $shortname, \context $context): int {
        $id = $this->role($shortname);
        if (!isset($this->known['assignable'][$context->id])) {
            $this->known['assignable'][$context->id] = get_assignable_roles($context, ROLENAME_SHORT);
        }
        if (!isset($this->known['assignable'][$context->id][$id])) {
            throw refusal::refused('wsusercannotassign', "The account may not give the role $shortname in this course.");
        }
        return $id;
    }

    /**
     * Whether a course has a contact whom Moodle's message that welcomes people can come from.
     *
     * @param \enrol_plugin $plugin A method that sends such messages, of Moodle 4.4 or later.
     * @param \context_course $context The course's context.
     * @return bool
     */
    public function has_contact(\enrol_plugin $plugin, \context_course $context): bool {
        if (!isset($this->known['contacts'][$context->id])) {
            $contact = $plugin->get_welcome_message_contact(ENROL_SEND_EMAIL_FROM_COURSE_CONTACT, $context);
            $this->known['contacts'][$context->id] = $contact !== null;
        }
        return $this->known['contacts'][$context->id];
    }

    /**
     * Learns that an operation is done: forgets which courses have contacts when it may have made one.
     *
     * @param array $operation The operation.
     */
    public function operation_done(array $operation): void {
        global $CFG;

        if (empty($this->known['contacts'])) {
            return;
        }
        $role = array_search($operation['role'] ?? '', $this->role_names(), true);
        $contacts = explode(',', $CFG->coursecontact ?? '');
        if (!in_array($operation['type'], self::LEAVES_CONTACTS, true) || in_array((string) $role, $contacts, true)) {
            unset($this->known['contacts']);
        }
    }

    /**
     * The enrolment instances of a course, in Moodle's order.
     *
     * @param int $courseid Id of the course.
     * @return \stdClass[] By id.
     */
    public function instances(int $courseid): array {
        if (!isset($this->known['instances'][$courseid])) {
            $this->known['instances'][$courseid] = enrol_get_instances($courseid, false);
        }
        return $this->known['instances'][$courseid];
    }

    /**
     * The instances of one method in a course.
     *
     * @param int $courseid Id of the course.
     * @param string $method The method.
     * @return \stdClass[] By id.
     */
    public function instances_of(int $courseid, string $method): array {
        return array_filter($this->instances($courseid), function (\stdClass $instance) use ($method): bool {
            return $instance->enrol === $method;
        });
    }

    /**
     * Forgets the enrolment instances of a course.
     *
     * @param int $courseid Id of the course.
     */
    public function instances_changed(int $courseid): void {
        unset($this->known['instances'][$courseid]);
    }

    /**
     * Courses that take the people of this one.
     *
     * @param int $courseid Id of the course.
     * @return int[] Their ids.
     */
    public function takers(int $courseid): array {
        global $DB;

        if (!isset($this->known['takers'][$courseid])) {
            $select = "enrol = 'meta' AND customint1 = :course";
            $takers = $DB->get_fieldset_select('enrol', 'courseid', $select, ['course' => $courseid]);
            $this->known['takers'][$courseid] = $takers;
        }
        return $this->known['takers'][$courseid];
    }

    /**
     * Forgets which courses take the people of which.
     */
    public function takers_changed(): void {
        unset($this->known['takers']);
    }

    /**
     * All categories.
     *
     * @return \stdClass[] By id: name, parent, idnumber, visible.
     */
    private function categories(): array {
        global $DB;

        if (!isset($this->known['categories'])) {
            $fields = 'id, name, parent, idnumber, visible';
            $this->known['categories'] = $DB->get_records('course_categories', null, 'id', $fields);
        }
        return $this->known['categories'];
    }

    /**
     * Forgets the categories.
     */
    public function categories_changed(): void {
        unset($this->known['categories']);
    }

    /**
     * The names of a category and of those above it, from the root.
     *
     * @param int $id Id of the category.
     * @return string[]
     */
    public function category_path(int $id): array {
        $categories = $this->categories();
        $path = [];
        while (isset($categories[$id]) && count($path) < count($categories)) {
            array_unshift($path, $categories[$id]->name);
            $id = (int) $categories[$id]->parent;
        }
        return $path;
    }

    /**
     * The category of these names from the root.
     *
     * @param string[] $path Names.
     * @return int|null Its id.
     */
    public function find_category(array $path): ?int {
        $id = 0;
        foreach ($path as $name) {
            $below = array_filter($this->categories(), function (\stdClass $category) use ($id, $name): bool {
                return $category->parent == $id && $category->name === $name;
            });
            if (!$below) {
                return null;
            }
            $id = (int) reset($below)->id;
        }
        return $id ?: null;
    }

    /**
     * The category that an operation names, or the refusal.
     *
     * @param array $key Id, when the plan saw it, and path.
     * @return \stdClass id, name, parent, idnumber, visible.
     */
    public function category(array $key): \stdClass {
        $shown = implode('/', $key['path']);
        $id = $key['id'] ?? $this->find_category($key['path']);
        $categories = $this->categories();
        if ($id === null || !isset($categories[$id])) {
            throw refusal::missing(thing::of('category', $shown));
        }
        $path = $this->category_path($id);
        $thing = thing::part(thing::of('numbered_category', (string) $id), 'path');
        refusal::unless($path === $key['path'], $thing, $shown, implode('/', $path));
        return $categories[$id];
    }

    /**
     * The cohort that an operation names, or the refusal.
     *
     * @param array $key Id, when the plan saw it, and name.
     * @return \stdClass Its record.
     */
    public function cohort(array $key): \stdClass {
        global $DB;

        $name = $key['name'];
        $same = isset($key['id']) ? ['id' => $key['id']] : ['name' => $name];
        $known = isset($key['id']) ? "id {$key['id']}" : "name $name";
        if (!isset($this->known['cohorts'][$known])) {
            $found = $DB->get_records('cohort', $same, 'id', '*', 0, 1);
            if (!$found) {
                throw refusal::missing(thing::of('cohort', $name));
            }
            $this->known['cohorts'][$known] = reset($found);
        }
        $cohort = $this->known['cohorts'][$known];
        $thing = thing::part(thing::of('numbered_cohort', (string) $cohort->id), 'name');
        refusal::unless($cohort->name === $name, $thing, $name, $cohort->name);
        return $cohort;
    }

    /**
     * Forgets the cohorts.
     */
    public function cohorts_changed(): void {
        unset($this->known['cohorts']);
    }

    /**
     * A group or grouping of a course.
     *
     * @param string $table `groups` or `groupings`.
     * @param int $courseid Id of the course.
     * @param string $name Name.
     * @return \stdClass|null Its record.
     */
    public function find_in_course(string $table, int $courseid, string $name): ?\stdClass {
        global $DB;

        if (!isset($this->known[$table][$courseid][$name])) {
            $found = $DB->get_records($table, ['courseid' => $courseid, 'name' => $name], 'id', '*', 0, 1);
            if (!$found) {
                return null;
            }
            $this->known[$table][$courseid][$name] = reset($found);
        }
        return $this->known[$table][$courseid][$name];
    }

    /**
     * A group of a course, or the refusal.
     *
     * @param \stdClass $course The course.
     * @param string $name Name.
     * @return \stdClass Its record.
     */
    public function group(\stdClass $course, string $name): \stdClass {
        $found = $this->find_in_course('groups', (int) $course->id, $name);
        if ($found === null) {
            throw refusal::missing(thing::of('group', $name, ['course' => $course->shortname]));
        }
        return $found;
    }

    /**
     * A grouping of a course, or the refusal.
     *
     * @param \stdClass $course The course.
     * @param string $name Name.
     * @return \stdClass Its record.
     */
    public function grouping(\stdClass $course, string $name): \stdClass {
        $found = $this->find_in_course('groupings', (int) $course->id, $name);
        if ($found === null) {
            throw refusal::missing(thing::of('grouping', $name, ['course' => $course->shortname]));
        }
        return $found;
    }

    /**
     * Forgets the groups and groupings of a course.
     *
     * @param int $courseid Id of the course.
     */
    public function groups_changed(int $courseid): void {
        unset($this->known['groups'][$courseid], $this->known['groupings'][$courseid]);
    }
}
