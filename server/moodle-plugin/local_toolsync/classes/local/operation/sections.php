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
 * Sections of courses.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\features;
use local_toolsync\local\refusal;
use local_toolsync\local\thing;

/**
 * Sections of courses.
 */
class sections extends family {
    /** Code of tool_sync for a section that could not be made. */
    private const FAILED = '-3';

    /**
     * Loads Moodle's functions for courses.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->dirroot . '/course/lib.php');
    }

    /**
     * Sets title and summary of a section, which is made when it is missing.
     *
     * @param array $operation course, number, old, new: name, summary.
     */
    public function set_section(array $operation): void {
        global $DB;

        $course = $this->directory->course($operation['course']);
        self::course_context($course, 'moodle/course:update');
        $number = $operation['number'];
        $place = ['course' => $course->id, 'section' => $number];
        $found = $DB->get_record('course_sections', $place);
        $what = thing::of('section', (string) $number, ['course' => $course->shortname]);
        refusal::unless_alike($what, self::told($operation['old'] ?? null), self::told($found ? (array) $found : null));
        if (!$found) {
            course_create_sections_if_missing($course, range(0, $number));
            $found = $DB->get_record('course_sections', $place);
            if (!$found) {
                throw refusal::refused(self::FAILED, "Moodle does not make section $number.");
            }
        }
        $new = $operation['new'];
        $data = ['name' => $new['name'] === '' ? null : $new['name'], 'summary' => $new['summary'] ?? '',
            'summaryformat' => FORMAT_HTML];
        course_update_section($course, $found, $data);
    }

    /**
     * A section as messages tell it.
     *
     * @param array|null $section name, summary; null when there is none.
     * @return features|null
     */
    private static function told(?array $section): ?features {
        if ($section === null) {
            return null;
        }
        return (new features())->text('title', $section['name'] ?? '')->text('summary', $section['summary'] ?? '');
    }
}
