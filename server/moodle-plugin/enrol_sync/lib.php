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
 * The enrolment method.
 *
 * @package    enrol_sync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

/**
 * The method by which files enrol people, which tells their enrolments from those made by hand.
 *
 * A course has one instance at most. It comes with the first enrolment (or with the course, where the site's setting says so) and
 * goes with the last one; nobody adds or deletes it by hand. Roles come and go with the enrolments.
 */
class enrol_sync_plugin extends enrol_plugin {
    /** @var bool[] Instances that are being deleted, by id: with their last enrolment they need not be deleted once more. */
    private $closing = [];

    /**
     * The instance of a course, which is made when there is none. One that the course has hidden stays hidden.
     *
     * @param stdClass $course The course; its id counts.
     * @return stdClass Row of the table enrol.
     */
    public function instance_of(stdClass $course): stdClass {
        global $DB;

        $instance = $this->find_instance_of($course->id);
        if ($instance) {
            return $instance;
        }
        return $DB->get_record('enrol', ['id' => $this->add_instance($course)], '*', MUST_EXIST);
    }

    /**
     * The instance of a course, if there is one.
     *
     * @param int $courseid Id of the course.
     * @return stdClass|null Row of the table enrol.
     */
    public function find_instance_of($courseid): ?stdClass {
        global $DB;

        $instances = $DB->get_records('enrol', ['courseid' => $courseid, 'enrol' => $this->get_name()], 'sortorder, id', '*', 0, 1);
        return reset($instances) ?: null;
    }

    /**
     * Whoever has the right may enrol others.
     *
     * @param stdClass $instance The instance.
     * @return bool
     */
    public function allow_enrol(stdClass $instance) {
        return true;
    }

    /**
     * Whoever has the right may end enrolments.
     *
     * @param stdClass $instance The instance.
     * @return bool
     */
    public function allow_unenrol(stdClass $instance) {
        return true;
    }

    /**
     * Whoever has the right may change periods, suspend and activate.
     *
     * @param stdClass $instance The instance.
     * @return bool
     */
    public function allow_manage(stdClass $instance) {
        return true;
    }

    /**
     * Nobody adds the method to a course by hand.
     *
     * @param int $courseid Id of the course.
     * @return bool
     */
    public function can_add_instance($courseid) {
        return false;
    }

    /**
     * Nobody deletes it from a course by hand.
     *
     * @param stdClass $instance The instance.
     * @return bool
     */
    public function can_delete_instance($instance) {
        return false;
    }

    /**
     * Whether it can be hidden in the course and shown again: by administrators, and where the site lets them, by those who
     * manage the course.
     *
     * @param stdClass $instance The instance.
     * @return bool
     */
    public function can_hide_show_instance($instance) {
        if (is_siteadmin()) {
            return true;
        }
        $course = context_course::instance($instance->courseid);
        return $this->get_config('canhideshowinstances') && has_capability('enrol/sync:config', $course);
    }

    /**
     * Adds the method to a new course.
     *
     * @param stdClass $course The course.
     * @return int|null Id of the instance; null when the course has one.
     */
    public function add_default_instance($course) {
        return $this->add_instance($course);
    }

    /**
     * Adds the method to a course that does not have it.
     *
     * @param stdClass $course The course.
     * @param array|null $fields Values of the instance.
     * @return int|null Id of the instance; null when the course has one.
     */
    public function add_instance($course, ?array $fields = null) {
        if ($this->find_instance_of($course->id)) {
            return null;
        }
        return parent::add_instance($course, $fields);
    }

    /**
     * Ends an enrolment, and with the last one the instance.
     *
     * @param stdClass $instance The instance.
     * @param int $userid Id of the account.
     */
    public function unenrol_user(stdClass $instance, $userid) {
        global $DB;

        parent::unenrol_user($instance, $userid);
        $closing = isset($this->closing[$instance->id]);
        if (!$closing && !$DB->record_exists('user_enrolments', ['enrolid' => $instance->id])) {
            $this->delete_instance($instance);
        }
    }

    /**
     * Ends all enrolments and removes the instance.
     *
     * @param stdClass $instance The instance.
     */
    public function delete_instance($instance) {
        $this->closing[$instance->id] = true;
        try {
            parent::delete_instance($instance);
        } finally {
            unset($this->closing[$instance->id]);
        }
    }

    /**
     * Restores the instance, or takes the one that the course has.
     *
     * @param restore_enrolments_structure_step $step The step of the restoration.
     * @param stdClass $data The instance in the backup.
     * @param stdClass $course The course.
     * @param int $oldid Id of the instance in the backup.
     */
    public function restore_instance(restore_enrolments_structure_step $step, stdClass $data, $course, $oldid) {
        $present = $this->find_instance_of($course->id);
        $id = $present ? $present->id : $this->add_instance($course, (array) $data);
        $step->set_mapping('enrol', $oldid, $id);
    }

    /**
     * Restores an enrolment. One that is there stays as it is.
     *
     * @param restore_enrolments_structure_step $step The step of the restoration.
     * @param stdClass $data The enrolment in the backup.
     * @param stdClass $instance The instance in the course.
     * @param int $userid Id of the account.
     * @param int $oldinstancestatus Whether the instance in the backup was hidden.
     */
    public function restore_user_enrolment(restore_enrolments_structure_step $step, $data, $instance, $userid, $oldinstancestatus) {
        global $DB;

        if (!$DB->record_exists('user_enrolments', ['enrolid' => $instance->id, 'userid' => $userid])) {
            $this->enrol_user($instance, $userid, null, $data->timestart, $data->timeend, $data->status);
        }
    }

    /**
     * Restores a role that an enrolment gave.
     *
     * @param stdClass $instance The instance in the course.
     * @param int $roleid Id of the role.
     * @param int $userid Id of the account.
     * @param int $contextid Id of the context of the course.
     */
    public function restore_role_assignment($instance, $roleid, $userid, $contextid) {
        role_assign($roleid, $userid, $contextid, 'enrol_' . $this->get_name(), $instance->id);
    }
}
