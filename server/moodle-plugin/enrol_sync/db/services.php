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
 * The functions by which other programs enrol people as files do.
 *
 * @package    enrol_sync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$functions = [
    'enrol_sync_get_instance_info' => [
        'classname' => 'enrol_sync\external\get_instance_info',
        'description' => 'Tells whether a course has the enrolment method, and how it stands there.',
        'type' => 'read',
        'capabilities' => 'moodle/course:enrolreview',
    ],
    'enrol_sync_enrol_users' => [
        'classname' => 'enrol_sync\external\enrol_users',
        'description' => 'Enrols people in courses as files do.',
        'type' => 'write',
        'capabilities' => 'enrol/sync:enrol',
    ],
    'enrol_sync_unenrol_users' => [
        'classname' => 'enrol_sync\external\unenrol_users',
        'description' => 'Ends enrolments that came from files.',
        'type' => 'write',
        'capabilities' => 'enrol/sync:unenrol',
    ],
    'enrol_sync_get_enrolled_users' => [
        'classname' => 'enrol_sync\external\get_enrolled_users',
        'description' => 'Lists the people of a course whose enrolments came from files.',
        'type' => 'read',
        'capabilities' => 'moodle/course:enrolreview',
    ],
];
