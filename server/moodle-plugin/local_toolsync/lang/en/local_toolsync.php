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
 * English texts.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['archivefolder'] = 'Folder of course backups';
$string['archivefolder_desc'] = 'Course files can name a backup (.mbz) on this server to create a course from. Only backups in this folder and in folders below it can be named. Leave it empty, and none can.';
$string['checksumfield'] = 'Checksum of the picture';
$string['checksumfield_desc'] = 'By this value Toolsync sees that a picture did not change. It is not meant to be edited.';
$string['passwordmailbody'] = 'Hello {$a->fullname},

you have a password for {$a->site}:

    login name: {$a->username}
    password: {$a->password}

You log in at {$a->link}';
$string['passwordmailsubject'] = 'Your password for {$a}';
$string['pluginname'] = 'Toolsync companion';
$string['privacy:metadata:core_group'] = 'A person whom Toolsync has put in a group of a course is a member of that group, and the membership is marked as Toolsync\'s.';
$string['privacy:metadata:core_user'] = 'The checksum of an account\'s picture is kept in a profile field, by which a picture that did not change is not stored again.';
$string['privacy:metadata:password'] = 'A keyed digest of the password that Toolsync gave to the account last, by which the same password is not set again. The password cannot be read from it.';
$string['toolsync:apply'] = 'Carry out command files: create, change and delete accounts, courses, enrolments, cohorts and groups';
$string['toolsync:info'] = 'Ask for the versions and limits of the site';
$string['toolsync:snapshot'] = 'Read accounts, courses, enrolments, cohorts and groups of the whole site';
