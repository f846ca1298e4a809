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
 * Courses made of archives.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\refusal;
use local_toolsync\local\thing;

/**
 * Courses made of archives: the newest backup of a course, or a file in the folder that the site allows for it. People and what
 * they did are left out.
 *
 * Moodle's restore makes temporary tables and may end with transactions of its own still open. Both is well within the transaction
 * of the row, which is rolled back as a whole when it fails: MariaDB and MySQL, where indexes would end the transaction, have the
 * tables made before it.
 */
class templates extends family {
    /** Code of tool_sync: no course has this short name. */
    private const NO_COURSE = '-7';
    /** Code of tool_sync: the course has no backup, and nowhere else is one either. */
    private const NO_BACKUP_ANYWHERE = '-20';
    /** Code of tool_sync: the course has no backup. */
    private const NO_BACKUP = '-21';
    /** Code of tool_sync: there is no such file. */
    private const NO_FILE = '-22';
    /** Code of tool_sync: no course came of the archive. */
    private const NOT_RESTORED = '-23';
    /** Code of tool_sync: the archive cannot be opened. */
    private const DAMAGED = '-24';
    /** Code of tool_sync: Moodle's checks before a restore refuse it. */
    private const NOT_FIT = '-25';

    /** Stands for the id of a restore where tables are made for none in particular. */
    private const ANY_RESTORE = 'local_toolsync';

    /** How archives begin: ZIP, gzip. */
    private const BEGINNINGS = ['PK', "\x1f\x8b"];

    /**
     * Loads Moodle's functions for restoring.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->dirroot . '/course/lib.php');
        require_once($CFG->dirroot . '/backup/util/includes/restore_includes.php');
    }

    /**
     * Makes Moodle's temporary tables where their indexes would end the transaction of the row. A restore takes those that it finds.
     *
     * @param array $operation An operation that may name a template.
     */
    public function prepare(array $operation): void {
        global $DB;

        if (($operation['template'] ?? '') !== '' && $DB->get_dbfamily() === 'mysql') {
            \restore_controller_dbops::create_restore_temp_tables(self::ANY_RESTORE);
        }
    }

    /**
     * Removes the temporary tables that a restore has left which did not come to its end.
     *
     * @param array $operation An operation that may name a template.
     */
    public function clear(array $operation): void {
        global $DB;

        if (($operation['template'] ?? '') === '' || !$DB->get_manager()->table_exists('backup_ids_temp')) {
            return;
        }
        if ($DB->get_dbfamily() === 'postgres') {
            // They went with the transaction, but not off Moodle's list, by which the next restore would take them for there: only the
            // dropping of a table does that.
            foreach (['backup_ids_temp', 'backup_files_temp'] as $table) {
                $DB->execute("CREATE TEMPORARY TABLE {{$table}} (id INTEGER)");
            }
        }
        \restore_controller_dbops::drop_restore_temp_tables(self::ANY_RESTORE);
    }

    /**
     * Restores an archive into a course that exists. Its own names, text and settings stay; where its content is replaced, pictures
     * in the summary go with it.
     *
     * @param array $operation shortname, template, replace.
     */
    public function apply_template(array $operation): void {
        $course = $this->directory->course($operation['shortname']);
        self::course_context($course, 'moodle/restore:restorecourse');
        $folder = $this->unpack($operation['template']);
        if ($operation['replace']) {
            \restore_dbops::delete_course_content($course->id, [
                'keep_roles_and_enrolments' => true,
                'keep_groups_and_groupings' => true,
            ]);
        }
        $target = $operation['replace'] ? \backup::TARGET_EXISTING_DELETING : \backup::TARGET_EXISTING_ADDING;
        $settings = ['enrolments' => \backup::ENROL_NEVER, 'keep_roles_and_enrolments' => 1, 'keep_groups_and_groupings' => 1,
            'overwrite_conf' => 0];
        $this->restore($folder, (int) $course->id, $target, $settings);
        if ($operation['replace']) {
            // Moodle empties these with the content.
            $own = ['id', 'summary', 'summaryformat', 'legacyfiles', 'defaultgroupingid'];
            update_course((object) array_intersect_key((array) $course, array_flip($own)));
        }
        $this->directory->course_changed($course->shortname);
        $this->directory->instances_changed((int) $course->id);
        $this->directory->groups_changed((int) $course->id);
    }

    /**
     * Makes a course of an archive.
     *
     * @param string $template Short name of a course or path of an archive.
     * @param \stdClass $data fullname, shortname, category (id); startdate, to which dates in the course are moved.
     * @return int Id of the course.
     */
    public function new_course(string $template, \stdClass $data): int {
        require_capability('moodle/restore:restorecourse', \context_coursecat::instance($data->category));
        $folder = $this->unpack($template);
        $id = \restore_dbops::create_new_course($data->fullname, $data->shortname, $data->category);
        if (!$id) {
            throw refusal::refused(self::NOT_RESTORED, "No course comes of the template $template.");
        }
        $settings = ['enrolments' => \backup::ENROL_ALWAYS, 'course_fullname' => $data->fullname,
            'course_shortname' => $data->shortname];
        if (!empty($data->startdate)) {
            $settings['course_startdate'] = $data->startdate;
        }
        $this->restore($folder, (int) $id, \backup::TARGET_NEW_COURSE, $settings);
        return (int) $id;
    }

    /**
     * Restores an unpacked archive.
     *
     * @param string $folder Name of the folder among the temporary ones for backups. Moodle removes it.
     * @param int $courseid Id of the course.
     * @param int $target What becomes of what the course holds.
     * @param array $settings Settings of the restore, as far as the archive has them.
     */
    private function restore(string $folder, int $courseid, int $target, array $settings): void {
        global $USER;

        $mode = \backup::MODE_GENERAL;
        $controller = new \restore_controller($folder, $courseid, \backup::INTERACTIVE_NO, $mode, $USER->id, $target);
        try {
            $plan = $controller->get_plan();
            foreach ($settings + ['users' => 0] as $name => $value) {
                if ($plan->setting_exists($name)) {
                    $setting = $plan->get_setting($name);
                    if ($setting->get_status() === \base_setting::NOT_LOCKED) {
                        $setting->set_value($value);
                    }
                }
            }
            if (!$controller->execute_precheck()) {
                $results = $controller->get_precheck_results();
                if (!empty($results['errors'])) {
                    throw refusal::refused(self::NOT_FIT, strip_tags(implode(' ', $results['errors'])));
                }
            }
            $controller->execute_plan();
        } finally {
            $controller->destroy();
            fulldelete(make_backup_temp_directory($folder, false));
        }
    }

    /**
     * Unpacks the archive that a template names.
     *
     * @param string $template Short name of a course or path of an archive.
     * @return string Name of a folder among the temporary ones for backups.
     */
    private function unpack(string $template): string {
        $packer = get_file_packer('application/vnd.moodle.backup');
        $folder = \restore_controller::get_tempdir_name();
        $path = make_backup_temp_directory($folder);
        if (strtolower(substr($template, -4)) === '.mbz') {
            $archive = $this->archive($template);
            $kind = file_get_contents($archive, false, null, 0, 2);
            $unpacked = in_array($kind, self::BEGINNINGS, true) && $packer->extract_to_pathname($archive, $path);
        } else {
            $unpacked = $this->newest_backup($template)->extract_to_pathname($packer, $path);
        }
        if (!$unpacked || !is_file($path . '/moodle_backup.xml')) {
            fulldelete($path);
            throw refusal::refused(self::DAMAGED, "The archive of the template $template cannot be opened.");
        }
        return $folder;
    }

    /**
     * A file in the folder that the site allows for archives.
     *
     * @param string $path Its path, or what follows the folder's.
     * @return string Its true path.
     */
    private function archive(string $path): string {
        $allowed = realpath((string) get_config('local_toolsync', 'archivefolder')) ?: null;
        $file = $allowed === null ? false : realpath($path[0] === '/' ? $path : "$allowed/$path");
        if ($file === false || strpos($file, "$allowed/") !== 0 || !is_readable($file)) {
            throw refusal::missing(thing::of('archive', $path), self::NO_FILE);
        }
        return $file;
    }

    /**
     * The newest backup in a course's own areas.
     *
     * @param string $shortname Short name of the course.
     * @return \stored_file
     */
    private function newest_backup(string $shortname): \stored_file {
        $course = $this->directory->find_course($shortname);
        if ($course === null) {
            throw refusal::missing(thing::of('backup', $shortname), self::NO_COURSE);
        }
        $context = self::course_context($course, 'moodle/backup:downloadfile');
        $newest = null;
        foreach (['course', 'automated'] as $area) {
            $files = get_file_storage()->get_area_files($context->id, 'backup', $area, false, 'timecreated DESC, id DESC', false);
            $file = reset($files) ?: null;
            if ($file !== null && ($newest === null || $file->get_timecreated() > $newest->get_timecreated())) {
                $newest = $file;
            }
        }
        if ($newest === null) {
            $elsewhere = \core_component::get_plugin_directory('block', 'publishflow') !== null;
            $code = $elsewhere ? self::NO_BACKUP_ANYWHERE : self::NO_BACKUP;
            throw refusal::missing(thing::of('backup', $shortname), $code);
        }
        return $newest;
    }
}
