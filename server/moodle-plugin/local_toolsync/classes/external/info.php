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
 * What the site is.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\external;

use core_external\external_function_parameters;

/**
 * Tells versions, limits and the time of the site.
 */
class info extends text_function {
    /**
     * Takes nothing.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([]);
    }

    /**
     * Versions are those of version.php files; postmaxsize is in bytes, 0 when there is no limit; clock is in Unix seconds;
     * account is the id of the caller; archives are the paths of the course backups that files can name; enrolsync is null where
     * the enrolment method is not installed.
     *
     * @return string JSON.
     */
    public static function execute(): string {
        global $CFG, $USER;

        self::authorise('local/toolsync:info');
        $functions = [];
        require(__DIR__ . '/../../db/services.php');
        return self::encode([
            'version' => (string) get_config('local_toolsync', 'version'),
            'moodle' => (string) $CFG->version,
            'release' => $CFG->release,
            'maxinputvars' => (int) ini_get('max_input_vars'),
            'postmaxsize' => (int) get_real_size(ini_get('post_max_size')),
            'clock' => time(),
            'functions' => array_keys($functions),
            'account' => (int) $USER->id,
            'languages' => array_keys(get_string_manager()->get_list_of_translations()),
            'archives' => self::archives(),
            'enrolsync' => self::enrolment_method(),
        ]);
    }

    /**
     * How things stand with the enrolment method.
     *
     * @return array|null Its version and whether the site has it enabled; null when it is not installed.
     */
    private static function enrolment_method(): ?array {
        $version = get_config('enrol_sync', 'version');
        if (!$version) {
            return null;
        }
        return ['version' => (string) $version, 'enabled' => enrol_is_enabled('sync')];
    }

    /**
     * The course backups that files can name.
     *
     * @return string[] Paths, in order.
     */
    private static function archives(): array {
        $folder = (string) get_config('local_toolsync', 'archivefolder');
        if ($folder === '' || !is_dir($folder)) {
            return [];
        }
        $entries = new \RecursiveIteratorIterator(
            new \RecursiveDirectoryIterator($folder, \FilesystemIterator::SKIP_DOTS),
            \RecursiveIteratorIterator::LEAVES_ONLY,
            \RecursiveIteratorIterator::CATCH_GET_CHILD
        );
        $paths = [];
        foreach ($entries as $entry) {
            if ($entry->isFile() && strtolower($entry->getExtension()) === 'mbz') {
                $paths[] = $entry->getPathname();
            }
        }
        sort($paths);
        return $paths;
    }
}
