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
 * The profile field for the checksums of pictures.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local;

/**
 * The profile field in which the checksum of each account's picture is kept, so that a picture that is there already is not
 * stored again.
 */
class checksum_field {
    /** Short name of the field. */
    public const SHORTNAME = 'userpicturehash';

    /**
     * Makes the field if there is none: a text area that nobody sees and nobody but administrators changes.
     */
    public static function ensure(): void {
        global $CFG, $DB;

        if ($DB->record_exists('user_info_field', ['shortname' => self::SHORTNAME])) {
            return;
        }
        require_once($CFG->dirroot . '/user/profile/lib.php');
        require_once($CFG->dirroot . '/user/profile/definelib.php');

        profile_save_field((object) [
            'datatype' => 'textarea',
            'shortname' => self::SHORTNAME,
            'name' => get_string('checksumfield', 'local_toolsync'),
            'description' => ['text' => get_string('checksumfield_desc', 'local_toolsync'), 'format' => FORMAT_PLAIN],
            'categoryid' => self::category(),
            'required' => 0,
            'locked' => 1,
            'visible' => PROFILE_VISIBLE_NONE,
            'forceunique' => 0,
            'signup' => 0,
            'defaultdata' => ['text' => '', 'format' => FORMAT_PLAIN],
        ], []);
    }

    /**
     * Removes the field and all checksums, unless another plugin that keeps its checksums there is still on the site.
     */
    public static function remove(): void {
        global $CFG, $DB;

        $id = $DB->get_field('user_info_field', 'id', ['shortname' => self::SHORTNAME]);
        if (!$id || \core_component::get_component_directory('tool_sync') !== null) {
            return;
        }
        require_once($CFG->dirroot . '/user/profile/lib.php');
        require_once($CFG->dirroot . '/user/profile/definelib.php');
        profile_delete_field($id);
    }

    /**
     * The category of profile fields that the field goes to: the first one, or a new one when the site has none.
     *
     * @return int Its id.
     */
    private static function category(): int {
        global $DB;

        $first = $DB->get_records('user_info_category', null, 'sortorder, id', 'id', 0, 1);
        if (!$first) {
            profile_save_category((object) ['name' => get_string('profiledefaultcategory', 'admin')]);
            $first = $DB->get_records('user_info_category', null, 'sortorder, id', 'id', 0, 1);
        }
        return (int) reset($first)->id;
    }
}
