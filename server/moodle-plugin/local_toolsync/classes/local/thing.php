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
 * What a refusal is about.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local;

/**
 * What a refusal is about: a stable word for the kind of object and its names. Toolsync has the words of each language for them.
 */
class thing {
    /**
     * An object.
     *
     * @param string $kind The word for its kind.
     * @param string $name Its name.
     * @param string[] $more Other names that it takes: course, user, group, method, role.
     * @return string[]
     */
    public static function of(string $kind, string $name, array $more = []): array {
        return ['what' => $kind, 'name' => $name] + $more;
    }

    /**
     * A part of an object.
     *
     * @param string[] $thing The object.
     * @param string $part The word for the part.
     * @return string[]
     */
    public static function part(array $thing, string $part): array {
        return ['part' => $part] + $thing;
    }

    /**
     * A field of an object.
     *
     * @param string[] $thing The object.
     * @param string $field Name of the field.
     * @return string[]
     */
    public static function field(array $thing, string $field): array {
        return ['part' => 'field', 'field' => $field] + $thing;
    }
}
