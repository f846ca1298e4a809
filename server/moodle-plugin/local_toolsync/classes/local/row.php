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
 * What a row is besides its operations.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local;

/**
 * What the operations of one row share while they are done.
 */
class row {
    /** @var string|null Bytes of the picture that the row gives. */
    public $content;

    /** @var bool[] Accounts that the row itself has revived, by id: Moodle has forgotten what the plan saw of their addresses. */
    public $revived = [];

    /** @var bool Whether the row makes a course: tool_sync has a code for a teacher who cannot be enrolled then. */
    public $newcourse = false;

    /** @var callable[] What is done once the row is kept. */
    private $afterwards = [];

    /**
     * A row.
     *
     * @param string|null $content Bytes of its picture.
     */
    public function __construct(?string $content) {
        $this->content = $content;
    }

    /**
     * Has something done once the row is kept, and not at all when it is rolled back: what cannot be taken back, like a mail.
     *
     * @param callable $action Takes nothing.
     */
    public function afterwards(callable $action): void {
        $this->afterwards[] = $action;
    }

    /**
     * Does what was put off. The row is kept by now: what fails here fails alone.
     */
    public function conclude(): void {
        foreach ($this->afterwards as $action) {
            try {
                $action();
            } catch (\Throwable $error) {
                debugging('Toolsync: ' . get_class($error) . ' after a row was done', DEBUG_DEVELOPER);
            }
        }
    }
}
