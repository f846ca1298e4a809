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
 * What the plugin stores about people.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\privacy;

use core_privacy\local\metadata\collection;
use core_privacy\local\request\user_preference_provider;
use core_privacy\local\request\writer;

/**
 * What the plugin stores about people. Both are removed with the account by Moodle's own user subsystem.
 */
class provider implements \core_privacy\local\metadata\provider, user_preference_provider {
    /** Preference: keyed digest of the password that Toolsync gave last. */
    public const PASSWORD = 'local_toolsync_password';

    /**
     * Says what is stored: a preference here, and a value of a profile field, which is the user subsystem's to export and delete.
     *
     * @param collection $collection What is known so far.
     * @return collection The same, with what this plugin stores.
     */
    public static function get_metadata(collection $collection): collection {
        $collection->add_user_preference(self::PASSWORD, 'privacy:metadata:password');
        $collection->add_subsystem_link('core_user', [], 'privacy:metadata:core_user');
        return $collection;
    }

    /**
     * Exports the preference of one account.
     *
     * @param int $userid Id of the account.
     */
    public static function export_user_preferences(int $userid) {
        $digest = get_user_preferences(self::PASSWORD, null, $userid);
        if ($digest !== null) {
            $meaning = get_string('privacy:metadata:password', 'local_toolsync');
            writer::export_user_preference('local_toolsync', self::PASSWORD, $digest, $meaning);
        }
    }
}
