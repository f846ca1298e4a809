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
 * Does the operations of rows.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\external;

use core_external\external_function_parameters;
use core_external\external_value;
use local_toolsync\local\row_runner;

/**
 * Does what the rows of a command file ask for.
 *
 * What comes in is one JSON text, an array of rows:
 *
 *     [{"operations": [{"type": "enrol", "course": "BIO", …}, …], "content": "<base64 of a picture>"}, …]
 *
 * An operation is written as Toolsync writes it in its plans; an operation that gives a password has it in "secret". What goes out
 * is one JSON text too, with one outcome for each row, in the same order:
 *
 *     {"state": "done"}
 *     {"state": "refused", "how": "changed", OBJECT, "expected": …, "found": …}     the site is not as the plan saw it
 *     {"state": "refused", "how": "missing", OBJECT, "code": …}                     what an operation needs is not there
 *     {"state": "refused", "how": "exists", OBJECT}                                 what an operation makes is there
 *     {"state": "refused", "how": "refused", "code": …, "message": …}               Moodle's own code and words
 *
 * "code" may be one of tool_sync's numbers (-3, -4, -7, -20 to -25) where that has one. OBJECT is "what", a
 * word for the kind of object; "name"; where they take part, "course", "user", "group", "method", "role"; and "part" (with "field")
 * where only a part of the object is meant. "expected" and "found" are texts, words for states, or features, which are
 * words with numbers and texts. The words are those of Toolsync's core (core/src/site/thing, core/src/site/features.rs).
 *
 * The operations of a row are one transaction: all take effect or none. What an operation expects to find (its "old" and the like)
 * is compared within it. Rows do not depend on each other: one that is refused leaves the others alone. A row that the database
 * stopped because of a deadlock is tried again.
 *
 * Besides local/toolsync:apply the account needs the rights that Moodle asks for the same work by hand. The classes of
 * local_toolsync\local\operation do the work, one class for each family of operations.
 */
class apply extends text_function {
    /**
     * Takes the rows.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters(['rows' => new external_value(PARAM_RAW, 'JSON')]);
    }

    /**
     * Does the operations of each row.
     *
     * @param string $rows JSON.
     * @return string JSON.
     */
    public static function execute(string $rows): string {
        $params = self::validate_parameters(self::execute_parameters(), ['rows' => $rows]);
        self::authorise('local/toolsync:apply');
        $decoded = json_decode($params['rows'], true);
        if (!is_array($decoded)) {
            throw new \invalid_parameter_exception('rows: ' . json_last_error_msg());
        }
        return self::encode((new row_runner())->run(array_values($decoded)));
    }
}
