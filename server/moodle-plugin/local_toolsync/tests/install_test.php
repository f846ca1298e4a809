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
 * What comes with the plugin, and goes with it.
 *
 * @package    local_toolsync
 * @category   test
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync;

use local_toolsync\local\checksum_field;
use local_toolsync\privacy\provider;

/**
 * What comes with the plugin, and goes with it.
 *
 * @covers \local_toolsync\local\checksum_field
 */
final class install_test extends \advanced_testcase {
    /**
     * The installation makes the profile field of checksums, once; the removal takes it away with all checksums and digests of passwords,
     * and nothing that is another's.
     */
    public function test_the_removal_takes_away_what_was_stored_about_people(): void {
        global $CFG, $DB;

        require_once($CFG->dirroot . '/local/toolsync/db/install.php');
        require_once($CFG->dirroot . '/local/toolsync/db/uninstall.php');
        $this->resetAfterTest();
        $this->setAdminUser();
        xmldb_local_toolsync_install();
        xmldb_local_toolsync_install();
        $field = ['shortname' => checksum_field::SHORTNAME];
        $this->assertSame(1, $DB->count_records('user_info_field', $field));
        $checksums = ['fieldid' => $DB->get_field('user_info_field', 'id', $field)];
        $category = $DB->get_field('user_info_field', 'categoryid', $field);
        $generator = $this->getDataGenerator();
        $campus = ['shortname' => 'campus', 'name' => 'Campus', 'datatype' => 'text', 'categoryid' => $category];
        $campus = $generator->create_custom_profile_field($campus);
        $values = ['profile_field_' . checksum_field::SHORTNAME => md5('picture'), 'profile_field_campus' => 'North'];
        $user = $generator->create_user($values);
        set_user_preference(provider::PASSWORD, 'digest', $user->id);
        set_user_preference('others', 'stays', $user->id);
        $this->assertTrue($DB->record_exists('user_info_data', $checksums));

        $this->assertTrue(xmldb_local_toolsync_uninstall());
        $this->assertFalse($DB->record_exists('user_info_field', $field));
        $this->assertFalse($DB->record_exists('user_info_data', $checksums));
        $this->assertFalse($DB->record_exists('user_preferences', ['name' => provider::PASSWORD]));
        $this->assertTrue($DB->record_exists('user_preferences', ['name' => 'others', 'userid' => $user->id]));
        $this->assertTrue($DB->record_exists('user_info_data', ['fieldid' => $campus->id, 'userid' => $user->id]));
        $this->assertTrue(xmldb_local_toolsync_uninstall());
    }
}
