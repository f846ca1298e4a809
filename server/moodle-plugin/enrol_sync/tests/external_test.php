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
 * The functions of the enrolment method on a Moodle.
 *
 * @package    enrol_sync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace enrol_sync;

use enrol_sync\external\enrol_users;
use enrol_sync\external\get_enrolled_users;
use enrol_sync\external\get_instance_info;
use enrol_sync\external\unenrol_users;

/**
 * The functions of the enrolment method on a Moodle.
 *
 * @covers \enrol_sync\external\enrol_users
 * @covers \enrol_sync\external\get_enrolled_users
 * @covers \enrol_sync\external\get_instance_info
 * @covers \enrol_sync\external\unenrol_users
 */
final class external_test extends \advanced_testcase {
    /** @var \stdClass The course that people are enrolled in. */
    private $course;

    /** @var int Id of the role of students. */
    private $student;

    /**
     * A course, and a site in which the method is enabled. A refusal rolls back, which the transaction of a test would not bear.
     */
    protected function setUp(): void {
        global $CFG, $DB;

        parent::setUp();
        $this->resetAfterTest();
        $this->preventResetByRollback();
        $this->setAdminUser();
        $CFG->enrol_plugins_enabled = 'manual,sync';
        $this->course = $this->getDataGenerator()->create_course();
        $this->student = (int) $DB->get_field('role', 'id', ['shortname' => 'student'], MUST_EXIST);
    }

    /**
     * Enrols a person.
     *
     * @param \stdClass $user The account.
     * @param array $more What differs.
     */
    private function enrol(\stdClass $user, array $more = []): void {
        enrol_users::execute([$more + ['roleid' => $this->student, 'userid' => $user->id, 'courseid' => $this->course->id]]);
    }

    /**
     * How the method stands in the course.
     *
     * @return array
     */
    private function info(): array {
        return get_instance_info::clean_returnvalue(
            get_instance_info::execute_returns(),
            get_instance_info::execute($this->course->id)
        );
    }

    /**
     * Who is enrolled in the course.
     *
     * @return array[]
     */
    private function enrolled(): array {
        return get_enrolled_users::clean_returnvalue(
            get_enrolled_users::execute_returns(),
            get_enrolled_users::execute($this->course->id)
        );
    }

    /**
     * The code of the refusal that an action throws.
     *
     * @param callable $action Takes nothing.
     * @return string
     */
    private function refusal(callable $action): string {
        try {
            $action();
        } catch (\moodle_exception $error) {
            return $error->errorcode;
        }
        return 'none';
    }

    /**
     * The method comes with the first enrolment and goes with the last.
     */
    public function test_the_method_comes_with_the_first_enrolment_and_goes_with_the_last(): void {
        $user = $this->getDataGenerator()->create_user();
        $before = $this->info();
        $this->assertSame([0, false, 0], [$before['id'], $before['visible'], $before['enrolled']]);
        $this->assertSame([], $this->enrolled());

        $this->enrol($user, ['timestart' => 1000, 'timeend' => 2000]);
        $info = $this->info();
        $this->assertGreaterThan(0, $info['id']);
        $this->assertSame(['sync', true, true, 1], [$info['type'], $info['enabled'], $info['visible'], $info['enrolled']]);
        $expected = ['userid' => (int) $user->id, 'username' => $user->username, 'timestart' => 1000, 'timeend' => 2000,
            'suspended' => false, 'roleids' => [$this->student]];
        $this->assertSame([$expected], $this->enrolled());

        unenrol_users::execute([['userid' => $user->id, 'courseid' => $this->course->id]]);
        $this->assertSame([], $this->enrolled());
        $this->assertSame(0, $this->info()['id']);
    }

    /**
     * An enrolment by hand stays apart, and another one of the same person changes the period.
     */
    public function test_enrolments_by_hand_stay_apart(): void {
        $byhand = $this->getDataGenerator()->create_and_enrol($this->course, 'student');
        $user = $this->getDataGenerator()->create_user();
        $this->enrol($user);
        $this->enrol($user, ['timeend' => 3000, 'suspend' => true]);
        $found = $this->enrolled();
        $this->assertSame([(int) $user->id], array_column($found, 'userid'));
        $this->assertSame([3000, true], [$found[0]['timeend'], $found[0]['suspended']]);
        $end = ['userid' => $byhand->id, 'courseid' => $this->course->id];
        $this->assertSame('notenrolled', $this->refusal(function () use ($end): void {
            unenrol_users::execute([$end]);
        }));
        $this->assertTrue(is_enrolled(\context_course::instance($this->course->id), $byhand));
    }

    /**
     * Nobody is enrolled where the site or the course has switched the method off, or by somebody without the rights.
     */
    public function test_what_is_refused(): void {
        global $CFG, $DB;

        $user = $this->getDataGenerator()->create_user();
        $enrol = function () use ($user): void {
            $this->enrol($user);
        };
        $CFG->enrol_plugins_enabled = 'manual';
        $this->assertSame('notenabled', $this->refusal($enrol));
        $CFG->enrol_plugins_enabled = 'manual,sync';
        $this->assertSame('cannotassign', $this->refusal(function () use ($user): void {
            $this->enrol($user, ['roleid' => 0]);
        }));
        $plugin = enrol_get_plugin('sync');
        $instance = $plugin->instance_of($this->course);
        $plugin->update_status($instance, ENROL_INSTANCE_DISABLED);
        $this->assertSame('hiddenincourse', $this->refusal($enrol));
        $this->assertFalse($this->info()['visible']);
        $plugin->update_status($instance, ENROL_INSTANCE_ENABLED);

        $teacher = $this->getDataGenerator()->create_and_enrol($this->course, 'teacher');
        $this->setUser($teacher);
        $this->assertSame('nopermissions', $this->refusal($enrol));
        $this->assertSame(0, $DB->count_records('user_enrolments', ['enrolid' => $instance->id]));
    }
}
