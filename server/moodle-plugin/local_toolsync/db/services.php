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
 * The functions that Toolsync calls, and a service that holds them.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$functions = [
    'local_toolsync_info' => [
        'classname' => 'local_toolsync\external\info',
        'description' => 'Tells the versions and limits of the site.',
        'type' => 'read',
        'capabilities' => 'local/toolsync:info',
    ],
    'local_toolsync_snapshot' => [
        'classname' => 'local_toolsync\external\snapshot',
        'description' => 'Reads one page of what the site holds.',
        'type' => 'read',
        'capabilities' => 'local/toolsync:snapshot',
    ],
    'local_toolsync_apply' => [
        'classname' => 'local_toolsync\external\apply',
        'description' => 'Does the operations of some rows of command files.',
        'type' => 'write',
        'capabilities' => 'local/toolsync:apply',
    ],
];

// Names of services are unique in a site, and a service that was made by hand for Toolsync may well be called Toolsync.
$services = [
    'Toolsync companion' => [
        'shortname' => 'local_toolsync',
        'enabled' => 1,
        'restrictedusers' => 1,
        'downloadfiles' => 0,
        'uploadfiles' => 1,
        'functions' => [
            'local_toolsync_info',
            'local_toolsync_snapshot',
            'local_toolsync_apply',
            // What Toolsync can do by Moodle's own functions.
            'core_webservice_get_site_info',
            'core_course_get_categories',
            'core_course_get_courses',
            'core_course_create_categories',
            'core_course_update_categories',
            'core_course_delete_categories',
            'core_course_create_courses',
            'core_course_update_courses',
            'core_course_delete_courses',
            'core_course_duplicate_course',
            'core_course_import_course',
            'core_user_get_users',
            'core_user_get_users_by_field',
            'core_user_create_users',
            'core_user_update_users',
            'core_user_delete_users',
            'core_user_update_picture',
            'core_enrol_get_enrolled_users',
            'core_role_assign_roles',
            'core_role_unassign_roles',
            'enrol_manual_enrol_users',
            'enrol_manual_unenrol_users',
            'enrol_meta_add_instances',
            'enrol_meta_delete_instances',
            'core_cohort_get_cohorts',
            'core_cohort_get_cohort_members',
            'core_cohort_create_cohorts',
            'core_cohort_update_cohorts',
            'core_cohort_delete_cohorts',
            'core_cohort_add_cohort_members',
            'core_cohort_delete_cohort_members',
            'core_group_get_course_groups',
            'core_group_get_course_groupings',
            'core_group_get_groupings',
            'core_group_get_group_members',
            'core_group_create_groups',
            'core_group_update_groups',
            'core_group_delete_groups',
            'core_group_add_group_members',
            'core_group_delete_group_members',
            'core_group_create_groupings',
            'core_group_update_groupings',
            'core_group_delete_groupings',
            'core_group_assign_grouping',
            'core_group_unassign_grouping',
        ],
    ],
];
