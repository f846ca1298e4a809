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
 * The settings of the enrolment method.
 *
 * @package    enrol_sync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

if ($ADMIN->fulltree) {
    $settings->add(new admin_setting_heading('enrol_sync_about', '', get_string('pluginname_desc', 'enrol_sync')));
    $settings->add(new admin_setting_configcheckbox(
        'enrol_sync/canhideshowinstances',
        get_string('canhideshowinstances', 'enrol_sync'),
        get_string('canhideshowinstances_desc', 'enrol_sync'),
        0
    ));
    $settings->add(new admin_setting_configcheckbox(
        'enrol_sync/defaultenrol',
        get_string('defaultenrol', 'enrol'),
        get_string('defaultenrol_desc', 'enrol'),
        0
    ));
    $settings->add(new admin_setting_configselect(
        'enrol_sync/expiredaction',
        get_string('expiredaction', 'enrol_sync'),
        get_string('expiredaction_desc', 'enrol_sync'),
        ENROL_EXT_REMOVED_KEEP,
        [
            ENROL_EXT_REMOVED_KEEP => get_string('extremovedkeep', 'enrol'),
            ENROL_EXT_REMOVED_SUSPEND => get_string('extremovedsuspend', 'enrol'),
            ENROL_EXT_REMOVED_SUSPENDNOROLES => get_string('extremovedsuspendnoroles', 'enrol'),
            ENROL_EXT_REMOVED_UNENROL => get_string('extremovedunenrol', 'enrol'),
        ]
    ));
}
