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
 * @package    enrol_sync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['canhideshowinstances'] = 'Courses can hide the method';
$string['canhideshowinstances_desc'] = 'Whoever manages a course can hide the enrolments of files there, and show them again. While they are hidden, people enrolled by them have no access.';
$string['cannotassign'] = 'This account may not give the role {$a->roleid} in the course {$a->courseid}.';
$string['endexpiredenrolments'] = 'Ends of enrolments from files';
$string['expiredaction'] = 'When an enrolment has ended';
$string['expiredaction_desc'] = 'What becomes of an enrolment from a file when its end has passed. Ending an enrolment also removes grades, group memberships and other traces of the person in the course.';
$string['hiddenincourse'] = 'The course {$a->courseid} has hidden the enrolments from files.';
$string['notenabled'] = 'Enrolments from files are not enabled in this site.';
$string['notenrolled'] = 'No file has enrolled the account {$a->userid} in the course {$a->courseid}.';
$string['pluginname'] = 'Enrolments from files';
$string['pluginname_desc'] = 'Enrolments that come from files of the institution, apart from those made by hand. A course gets the method with the first such enrolment and loses it with the last.';
$string['privacy:metadata'] = 'The enrolment method stores nothing of its own: enrolments are kept by Moodle.';
$string['sync:config'] = 'Hide and show enrolments from files in a course';
$string['sync:enrol'] = 'Enrol people as files do';
$string['sync:manage'] = 'Change, suspend and activate enrolments from files';
$string['sync:unenrol'] = 'End enrolments from files';
