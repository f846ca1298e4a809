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
 * What the site holds, in pages.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\external;

use core_external\external_function_parameters;
use core_external\external_value;
use local_toolsync\local\queries;

/**
 * Reads what the site holds, a page at a time, and changes nothing. Pages of a large site come seconds apart: whoever wants to
 * know that nothing changed in between has to look at what is done, not at what was read.
 */
class snapshot extends text_function {
    /** The largest number of rows in an answer. */
    private const MOST_ROWS = 100000;

    /** An answer ends after the row with which it has so many bytes: Moodle keeps some copies of it in memory. */
    private const ENOUGH_BYTES = 12000000;

    /**
     * What is asked for.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([
            'query' => new external_value(PARAM_RAW, 'Names of queries, joined by commas'),
            'after' => new external_value(PARAM_INT, 'The first query goes on after the row of this id', VALUE_DEFAULT, 0),
            'limit' => new external_value(PARAM_INT, 'How many rows to answer with', VALUE_DEFAULT, self::MOST_ROWS),
        ]);
    }

    /**
     * Runs one query after the other until there are as many rows as asked for.
     *
     * The answer is {"pages":[["users",[[2,"admin",…],…]],…],"next":["courses",1200]}: the rows of each query in the order of their
     * ids, cells in the order of its columns, and where to go on: with which query, after which id. next is null after the last row.
     *
     * @param string $query Names of queries, joined by commas.
     * @param int $after The first query goes on after the row of this id.
     * @param int $limit How many rows to answer with.
     * @return string JSON.
     */
    public static function execute(string $query, int $after = 0, int $limit = self::MOST_ROWS): string {
        $asked = compact('query', 'after', 'limit');
        ['query' => $query, 'after' => $after, 'limit' => $limit] = self::validate_parameters(self::execute_parameters(), $asked);
        self::authorise('local/toolsync:snapshot');
        raise_memory_limit(MEMORY_EXTRA);
        // The answer takes its time and needs nothing of the session.
        \core\session\manager::write_close();

        $rows = min(max($limit, 1), self::MOST_ROWS);
        $bytes = self::ENOUGH_BYTES;
        $pages = [];
        $next = null;
        foreach (explode(',', $query) as $name) {
            [$text, $count, $last] = self::page($name, $after, $rows, $bytes);
            $pages[] = '["' . $name . '",[' . $text . ']]';
            $rows -= $count;
            $bytes -= strlen($text);
            if ($rows <= 0 || $bytes <= 0) {
                $next = [$name, $last];
                break;
            }
            $after = 0;
        }
        return '{"pages":[' . implode(',', $pages) . '],"next":' . json_encode($next) . '}';
    }

    /**
     * Reads some rows of a query.
     *
     * @param string $name Name of the query.
     * @param int $after Id of the row before the first.
     * @param int $most The most rows.
     * @param int $enough After so many bytes no further row is read.
     * @return array The rows as JSON, joined by commas; how many they are; the id of the last.
     */
    private static function page(string $name, int $after, int $most, int $enough): array {
        global $DB;

        $json = '';
        $count = 0;
        $last = $after;
        if (!queries::is_there($name)) {
            return ['', 0, $after];
        }
        $found = $DB->get_recordset_sql(queries::text($name), ['after' => $after], 0, $most);
        foreach ($found as $row) {
            $cells = array_values((array) $row);
            $last = $cells[0];
            $json .= ',' . self::encode($cells);
            $count++;
            if (strlen($json) > $enough) {
                break;
            }
        }
        $found->close();
        return [substr($json, 1), $count, (int) $last];
    }
}
