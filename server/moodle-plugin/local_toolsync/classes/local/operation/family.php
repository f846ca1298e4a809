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
 * What all families of operations have.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\directory;

/**
 * A family of operations. For each type there is a method of that name, which takes the operation as an array and the row that it
 * is part of. It throws a refusal, or what Moodle throws, when the site cannot take the operation; the row is rolled back then.
 */
abstract class family {
    /** @var directory Objects by their names. */
    protected $directory;

    /**
     * The family.
     *
     * @param directory $directory Objects by their names.
     */
    public function __construct(directory $directory) {
        $this->directory = $directory;
        $this->load();
    }

    /**
     * Loads the libraries of Moodle that the family needs.
     */
    protected function load(): void {
    }

    /**
     * What an operation needs before the transaction of its row begins.
     *
     * @param array $operation The operation.
     */
    public function prepare(array $operation): void {
    }

    /**
     * Removes what is left of the preparation once the row was rolled back.
     *
     * @param array $operation The operation.
     */
    public function clear(array $operation): void {
    }

    /**
     * The context of a course, in which the caller has a right.
     *
     * @param \stdClass $course The course.
     * @param string $capability The right.
     * @return \context_course
     */
    protected static function course_context(\stdClass $course, string $capability): \context_course {
        $context = \context_course::instance($course->id);
        require_capability($capability, $context);
        return $context;
    }
}
