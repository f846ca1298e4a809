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
 * Does rows, each in a transaction of its own.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local;

/**
 * Does rows, each in a transaction of its own.
 */
class row_runner {
    /** How often a row is begun that the database stops because of a deadlock. */
    private const ATTEMPTS = 3;

    /** The class that does each type of operation, by a method of the type's name. */
    private const FAMILIES = [
        'create_user' => operation\users::class,
        'update_user' => operation\users::class,
        'rename_user' => operation\users::class,
        'revive_user' => operation\users::class,
        'delete_user' => operation\users::class,
        'set_password' => operation\passwords::class,
        'set_picture' => operation\pictures::class,
        'create_category' => operation\categories::class,
        'delete_category' => operation\categories::class,
        'create_course' => operation\courses::class,
        'update_course' => operation\courses::class,
        'delete_course' => operation\courses::class,
        'set_section' => operation\sections::class,
        'set_method' => operation\methods::class,
        'apply_template' => operation\templates::class,
        'reset_course' => operation\resets::class,
        'enrol' => operation\enrolments::class,
        'set_enrolment' => operation\enrolments::class,
        'unenrol' => operation\enrolments::class,
        'assign_role' => operation\roles::class,
        'unassign_role' => operation\roles::class,
        'shift_role' => operation\roles::class,
        'create_cohort' => operation\cohorts::class,
        'update_cohort' => operation\cohorts::class,
        'delete_cohort' => operation\cohorts::class,
        'add_cohort_member' => operation\cohort_members::class,
        'remove_cohort_member' => operation\cohort_members::class,
        'empty_cohort' => operation\cohort_members::class,
        'set_cohort_binding' => operation\cohort_bindings::class,
        'remove_cohort_binding' => operation\cohort_bindings::class,
        'set_course_link' => operation\course_links::class,
        'remove_course_link' => operation\course_links::class,
        'create_group' => operation\groups::class,
        'update_group' => operation\groups::class,
        'delete_group' => operation\groups::class,
        'add_group_member' => operation\groups::class,
        'remove_group_member' => operation\groups::class,
        'create_grouping' => operation\groupings::class,
        'update_grouping' => operation\groupings::class,
        'delete_grouping' => operation\groupings::class,
        'add_to_grouping' => operation\groupings::class,
    ];

    /** @var directory Objects by their names. */
    private $directory;

    /** @var operation\family[] The families that were needed so far, by class. */
    private $families = [];

    /**
     * Does rows.
     *
     * @param array $rows As they came.
     * @return array[] One outcome for each, in order.
     */
    public function run(array $rows): array {
        \core_php_time_limit::raise();
        raise_memory_limit(MEMORY_EXTRA);
        $this->directory = new directory();
        $this->directory->foresee($rows);
        return array_map([$this, 'do_row'], $rows);
    }

    /**
     * Does one row, all of it or nothing.
     *
     * @param array $given The row as it came.
     * @return array Its outcome.
     */
    private function do_row(array $given): array {
        $attempt = 1;
        while (true) {
            try {
                return $this->attempt($given);
            } catch (refusal $refusal) {
                return $refusal->outcome();
            } catch (\dml_exception $error) {
                if ($attempt++ < self::ATTEMPTS && self::is_deadlock($error)) {
                    continue;
                }
                return refusal::refused($error->errorcode, $error->getMessage())->outcome();
            } catch (\moodle_exception $error) {
                return refusal::refused($error->errorcode, $error->getMessage())->outcome();
            } catch (\Throwable $error) {
                return refusal::refused('exception', get_class($error) . ': ' . $error->getMessage())->outcome();
            }
        }
    }

    /**
     * Does the operations of a row in a transaction.
     *
     * @param array $given The row as it came.
     * @return array The outcome of a row that is done.
     */
    private function attempt(array $given): array {
        global $DB;

        $content = isset($given['content']) ? base64_decode($given['content'], true) : null;
        if ($content === false) {
            throw refusal::refused('invalidparameter', 'The content of the row is not base64.');
        }
        if (!is_array($given['operations'] ?? null)) {
            throw refusal::refused('invalidparameter', 'The row has no operations.');
        }
        $row = new row($content);
        $known = $this->directory->remembered();
        foreach ($given['operations'] as $operation) {
            $this->family($operation['type'] ?? '')->prepare($operation);
        }
        $transaction = $DB->start_delegated_transaction();
        try {
            foreach ($given['operations'] as $operation) {
                $type = $operation['type'] ?? '';
                $this->family($type)->$type($operation, $row);
                $this->directory->operation_done($operation);
            }
            $transaction->allow_commit();
        } catch (\Throwable $error) {
            // What Moodle's own functions began within this transaction and could not end goes with it.
            $DB->force_transaction_rollback();
            $this->directory->restore($known, $given['operations']);
            foreach ($given['operations'] as $operation) {
                $this->family($operation['type'] ?? '')->clear($operation);
            }
            throw $error;
        }
        $row->conclude();
        return ['state' => 'done'];
    }

    /**
     * What does operations of a type.
     *
     * @param string $type The type.
     * @return operation\family
     */
    private function family(string $type): operation\family {
        $class = self::FAMILIES[$type] ?? null;
        if ($class === null) {
            throw refusal::refused('unknownoperation', "This version of the plugin knows no operation $type.");
        }
        if (!isset($this->families[$class])) {
            $this->families[$class] = new $class($this->directory);
        }
        return $this->families[$class];
    }

    /**
     * Whether the database stopped a row because another request held what it needed: nothing is wrong with the row then.
     *
     * @param \dml_exception $error What was thrown.
     * @return bool
     */
    private static function is_deadlock(\dml_exception $error): bool {
        $text = ($error->error ?? '') . ' ' . $error->debuginfo;
        return (bool) preg_match('/deadlock|could not serialize|lock wait timeout/i', $text);
    }
}
