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

use core_group\privacy\provider as groups;
use core_privacy\local\metadata\collection;
use core_privacy\local\request\approved_contextlist;
use core_privacy\local\request\approved_userlist;
use core_privacy\local\request\contextlist;
use core_privacy\local\request\core_userlist_provider;
use core_privacy\local\request\user_preference_provider;
use core_privacy\local\request\userlist;
use core_privacy\local\request\writer;

/**
 * What the plugin stores about people: a preference and the value of a profile field, which Moodle's own user subsystem removes with
 * the account, and memberships of groups, which are the plugin's to answer for as it owns them.
 */
class provider implements
    \core_privacy\local\metadata\provider,
    \core_privacy\local\request\plugin\provider,
    core_userlist_provider,
    user_preference_provider {
    /** Owner of the memberships. */
    private const COMPONENT = 'local_toolsync';

    /** Preference: keyed digest of the password that Toolsync gave last. */
    public const PASSWORD = 'local_toolsync_password';

    /**
     * Says what is stored: a preference here; a value of a profile field and memberships of groups by those subsystems.
     *
     * @param collection $collection What is known so far.
     * @return collection The same, with what this plugin stores.
     */
    public static function get_metadata(collection $collection): collection {
        $collection->add_user_preference(self::PASSWORD, 'privacy:metadata:password');
        $collection->add_subsystem_link('core_user', [], 'privacy:metadata:core_user');
        $collection->add_subsystem_link('core_group', [], 'privacy:metadata:core_group');
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

    /**
     * The courses in whose groups the plugin has put a person.
     *
     * @param int $userid Id of the account.
     * @return contextlist
     */
    public static function get_contexts_for_userid(int $userid): contextlist {
        return groups::get_contexts_for_group_member($userid, self::COMPONENT);
    }

    /**
     * The people whom the plugin has put in groups of a course.
     *
     * @param userlist $userlist The course's context; the people are added.
     */
    public static function get_users_in_context(userlist $userlist) {
        groups::get_group_members_in_context($userlist, self::COMPONENT);
    }

    /**
     * Exports memberships.
     *
     * @param approved_contextlist $contextlist Contexts of courses.
     */
    public static function export_user_data(approved_contextlist $contextlist) {
        foreach ($contextlist as $context) {
            if ($context->contextlevel == CONTEXT_COURSE) {
                groups::export_groups($context, self::COMPONENT);
            }
        }
    }

    /**
     * Ends all memberships in a course.
     *
     * @param \context $context The course's context.
     */
    public static function delete_data_for_all_users_in_context(\context $context) {
        groups::delete_groups_for_all_users($context, self::COMPONENT);
    }

    /**
     * Ends the memberships of a person.
     *
     * @param approved_contextlist $contextlist Contexts of courses.
     */
    public static function delete_data_for_user(approved_contextlist $contextlist) {
        groups::delete_groups_for_user($contextlist, self::COMPONENT);
    }

    /**
     * Ends the memberships of people in a course.
     *
     * @param approved_userlist $userlist The people and the course's context.
     */
    public static function delete_data_for_users(approved_userlist $userlist) {
        groups::delete_groups_for_users($userlist, self::COMPONENT);
    }
}
