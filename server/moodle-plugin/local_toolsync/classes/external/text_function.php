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
 * What the functions of the plugin have in common.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\external;

use core_external\external_api;
use core_external\external_description;
use core_external\external_value;

if (!class_exists('core_external\external_api')) {
    // Moodle 4.1 has these classes under their old names.
    require_once($GLOBALS['CFG']->libdir . '/externallib.php');
    foreach (['external_api', 'external_description', 'external_value', 'external_function_parameters'] as $name) {
        class_alias($name, 'core_external\\' . $name);
    }
}

/**
 * A function that answers with JSON in one text. Moodle then looks at one value instead of at every field of every row, and no
 * limit on the number of form fields applies.
 */
abstract class text_function extends external_api {
    /**
     * What comes back.
     *
     * @return external_description
     */
    public static function execute_returns(): external_description {
        return new external_value(PARAM_RAW, 'JSON');
    }

    /**
     * Refuses callers without the right, and sets up the page as every function must.
     *
     * @param string $capability The right, in the context of the site.
     */
    protected static function authorise(string $capability): void {
        $system = \context_system::instance();
        self::validate_context($system);
        require_capability($capability, $system);
    }

    /**
     * Writes an answer as JSON. Bytes that are no UTF-8, which old sites hold, become replacement characters.
     *
     * @param array $answer The answer.
     * @return string
     */
    protected static function encode(array $answer): string {
        $options = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR;
        return json_encode($answer, $options);
    }
}
