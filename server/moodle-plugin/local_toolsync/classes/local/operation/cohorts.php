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
 * Cohorts.
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
 * Cohorts.
 */
class cohorts extends family {
    /** Columns of a command file, and Moodle's names. */
    private const FIELDS = ['cname' => 'name', 'cidnumber' => 'idnumber', 'cdescription' => 'description',
        'component' => 'component'];

    /**
     * Loads Moodle's functions for cohorts.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->dirroot . '/cohort/lib.php');
    }

    /**
     * Creates a cohort.
     *
     * @param array $operation cohort, idnumber, description, component, category.
     */
    public function create_cohort(array $operation): void {
        $name = $operation['cohort']['name'];
        self::refuse_taken('name', $name);
        self::refuse_taken('idnumber', $operation['idnumber']);
        $context = $this->context($operation['category'] ?? null);
        cohort_add_cohort((object) [
            'contextid' => $context->id,
            'name' => $name,
            'idnumber' => $operation['idnumber'],
            'description' => $operation['description'] ?? '',
            'descriptionformat' => FORMAT_HTML,
            'component' => $operation['component'] ?? '',
        ]);
        $this->directory->cohorts_changed();
    }

    /**
     * Changes fields of a cohort, its name and its place.
     *
     * @param array $operation cohort, changes, category.
     */
    public function update_cohort(array $operation): void {
        $cohort = clone $this->directory->cohort($operation['cohort']);
        $place = \context::instance_by_id($cohort->contextid);
        require_capability('moodle/cohort:manage', $place);
        $what = thing::of('cohort', $operation['cohort']['name']);
        foreach ($operation['changes'] as $change) {
            $column = $change['field'];
            $new = refusal::text($change['new'] ?? null);
            if ($column === 'ccatcontext') {
                $path = $place->contextlevel == CONTEXT_COURSECAT ? $this->directory->category_path((int) $place->instanceid) : [];
                refusal::unless_as_expected($what, $change, implode('/', $path));
                $cohort->contextid = $this->context($operation['category'] ?? null)->id;
                continue;
            }
            $field = self::FIELDS[$column] ?? null;
            if ($field === null) {
                throw refusal::missing(thing::field($what, $column));
            }
            refusal::unless_as_expected($what, $change, $cohort->$field);
            if ($field === 'name' || $field === 'idnumber') {
                self::refuse_taken($field, $new);
            }
            $cohort->$field = $new;
        }
        cohort_update_cohort($cohort);
        $this->directory->cohorts_changed();
    }

    /**
     * Deletes a cohort. Moodle takes its instances out of courses, with the enrolments that came of them.
     *
     * @param array $operation cohort, old, losses.
     */
    public function delete_cohort(array $operation): void {
        global $DB;

        $cohort = $this->directory->cohort($operation['cohort']);
        require_capability('moodle/cohort:manage', \context::instance_by_id($cohort->contextid));
        $what = thing::of('cohort', $cohort->name);
        $members = cohort_members::of((int) $cohort->id);
        $instances = $DB->get_records_select('enrol', cohort_bindings::CONDITION, ['cohort' => $cohort->id]);
        $old = $operation['old'];
        $expected = self::told($old['idnumber'] ?? '', $old['members'] ?? [], count($old['bindings'] ?? []));
        $found = self::told((string) $cohort->idnumber, $members, count($instances));
        refusal::unless_alike($what, $expected, $found, array_values($members) === ($old['members'] ?? []));
        $before = $instances ? participation::of(array_keys($members), null) : null;
        cohort_delete_cohort($cohort);
        if ($before !== null) {
            // Variants of the method may wait for their own task.
            cohort_bindings::remove_left_over($instances);
            participation::unless_lost($operation['losses'] ?? [], $before, participation::of(array_keys($members), null));
        }
        $this->directory->cohorts_changed();
        foreach ($instances as $instance) {
            $this->directory->instances_changed((int) $instance->courseid);
        }
    }

    /**
     * Where a cohort goes; the caller may keep cohorts there.
     *
     * @param array|null $category Key of the category; null for the whole site.
     * @return \context
     */
    private function context(?array $category): \context {
        $context = \context_system::instance();
        if ($category !== null) {
            $context = \context_coursecat::instance($this->directory->category($category)->id);
        }
        require_capability('moodle/cohort:manage', $context);
        return $context;
    }

    /**
     * Refuses a name or idnumber that another cohort has. Moodle's own functions do not look.
     *
     * @param string $field `name` or `idnumber`.
     * @param string $value The value; an empty one is nobody's.
     */
    private static function refuse_taken(string $field, string $value): void {
        global $DB;

        if ($value !== '' && $DB->record_exists('cohort', [$field => $value])) {
            throw refusal::exists(thing::of($field === 'name' ? 'cohort' : 'cohort_of_idnumber', $value));
        }
    }

    /**
     * A cohort as messages tell it.
     *
     * @param string $idnumber External identifier.
     * @param string[] $members Login names.
     * @param int $bindings In how many courses it is.
     * @return features
     */
    private static function told(string $idnumber, array $members, int $bindings): features {
        return (new features())->text('idnumber', $idnumber)->count('members', count($members))->count('courses', $bindings);
    }
}
