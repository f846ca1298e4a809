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
 * Course categories.
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
 * Course categories.
 */
class categories extends family {
    /**
     * Creates the last level of a path.
     *
     * @param array $operation category, visible.
     */
    public function create_category(array $operation): void {
        $path = $operation['category']['path'];
        if ($this->directory->find_category($path) !== null) {
            throw refusal::exists(thing::of('category', implode('/', $path)));
        }
        $above = array_slice($path, 0, -1);
        $parent = $above ? $this->directory->find_category($above) : 0;
        if ($parent === null) {
            throw refusal::missing(thing::of('category', implode('/', $above)));
        }
        $context = $parent ? \context_coursecat::instance($parent) : \context_system::instance();
        require_capability('moodle/category:manage', $context);
        \core_course_category::create((object) [
            'name' => end($path),
            'parent' => $parent,
            'visible' => $operation['visible'] ? 1 : 0,
            'description' => '',
        ]);
        $this->directory->categories_changed();
    }

    /**
     * Deletes a category that holds neither courses nor categories. Moodle moves its cohorts to the one above.
     *
     * @param array $operation category, old.
     */
    public function delete_category(array $operation): void {
        global $DB;

        $found = $this->directory->category($operation['category']);
        $id = (int) $found->id;
        $what = thing::of('category', implode('/', $operation['category']['path']));
        $courses = $DB->count_records('course', ['category' => $id]);
        $below = $DB->count_records('course_categories', ['parent' => $id]);
        $held = (new features())->count('courses', $courses)->count('categories', $below);
        refusal::unless_alike($what, new features(), $held);
        $context = \context_coursecat::instance($id);
        $cohorts = $DB->get_records_menu('cohort', ['contextid' => $context->id], 'id', 'id, name');
        $old = $operation['old'];
        $expected = self::told(!empty($old['visible']), $old['idnumber'] ?? '', array_column($old['cohorts'] ?? [], 'name'));
        refusal::unless_alike($what, $expected, self::told((bool) $found->visible, (string) $found->idnumber, $cohorts));
        require_capability('moodle/category:manage', $context);
        $category = \core_course_category::get($id, MUST_EXIST, true);
        if (!$category->can_delete_full()) {
            throw refusal::refused('cannotdeletecategory', 'The account may not delete the category.');
        }
        $category->delete_full(false);
        $this->directory->categories_changed();
        $this->directory->cohorts_changed();
    }

    /**
     * A category as messages tell it.
     *
     * @param bool $visible Whether students see it.
     * @param string $idnumber External identifier.
     * @param string[] $cohorts Names of its cohorts.
     * @return features
     */
    private static function told(bool $visible, string $idnumber, array $cohorts): features {
        return (new features())->word($visible ? 'visible' : 'hidden')->text('idnumber', $idnumber)->names('cohort', $cohorts);
    }
}
