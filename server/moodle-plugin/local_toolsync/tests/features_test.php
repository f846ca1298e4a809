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
 * Tests of what refusals tell in features.
 *
 * @package    local_toolsync
 * @category   test
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync;

use local_toolsync\external\apply;
use local_toolsync\local\features;

/**
 * What refusals tell in features: stable words with numbers and texts, the same as those of Toolsync's sandbox.
 *
 * @covers \local_toolsync\local\features
 * @covers \local_toolsync\local\refusal
 */
final class features_test extends \advanced_testcase {
    /**
     * Rows have transactions of their own, which that of a test would hide.
     */
    protected function setUp(): void {
        parent::setUp();
        $this->resetAfterTest();
        $this->preventResetByRollback();
        $this->setAdminUser();
    }

    /**
     * Asserts what a refusal tells.
     *
     * @param string $expected What the plan saw.
     * @param string $found What was found.
     * @param string $type Type of the operation.
     * @param array $operation The operation.
     */
    private function told(string $expected, string $found, string $type, array $operation): void {
        $rows = [['operations' => [['type' => $type] + $operation]]];
        $outcome = json_decode(apply::execute(json_encode($rows)), true)[0];
        $told = [$outcome['state'], $outcome['expected'] ?? '', $outcome['found'] ?? ''];
        $this->assertSame(['refused', $expected, $found], $told, json_encode($outcome));
    }

    /**
     * They are one text, whose quotes are told apart from those of names.
     */
    public function test_their_form(): void {
        $features = (new features())->word('hidden')->text('idnumber', '')->names('cohort', ['b', 'A'])->count('members', 3)
            ->count('courses', 0)->moment('start', 1767225600)->moment('end', 0)->text('group', 'Lab "1" \\ 2');
        $text = 'hidden, cohort "A", cohort "b", members 3, start "2026-01-01T00:00:00Z", group "Lab \\"1\\" \\\\ 2"';
        $this->assertSame([$text, 'absent'], features::difference($features, null));
        $this->assertSame(['nothing', $text], features::difference(new features(), $features));
    }

    /**
     * Of two things, only what differs is told.
     */
    public function test_their_difference(): void {
        $of = function (int $members, string $group): features {
            return (new features())->count('members', $members)->text('group', $group);
        };
        $this->assertSame(['members 3', 'members 4'], features::difference($of(3, 'A'), $of(4, 'A')));
        $this->assertSame(['group "A"', 'nothing'], features::difference($of(3, 'A'), $of(3, '')));
        $this->assertSame(['as_seen', 'otherwise'], features::difference($of(3, 'A'), $of(3, 'A')));
        $this->assertSame(['nothing', 'group "A"'], features::difference($of(0, 'A'), $of(0, 'A')->text('group', 'A')));
        $this->assertTrue(features::alike(null, null));
        $this->assertFalse(features::alike(null, new features()));
    }

    /**
     * Categories and cohorts.
     */
    public function test_categories_and_cohorts(): void {
        $generator = $this->getDataGenerator();
        $arts = $generator->create_category(['name' => 'Arts']);
        $old = $generator->create_category(['name' => 'Old', 'parent' => $arts->id, 'visible' => 0, 'idnumber' => 'A "B"']);
        foreach (['One', 'Two'] as $name) {
            $generator->create_course(['fullname' => $name, 'shortname' => $name, 'category' => $arts->id]);
        }
        $context = \context_coursecat::instance($old->id)->id;
        $choir = $generator->create_cohort(['name' => 'Choir', 'idnumber' => 'CH', 'contextid' => $context]);
        $key = ['id' => (int) $arts->id, 'path' => ['Arts']];
        $this->told('nothing', 'courses 2, categories 1', 'delete_category', ['category' => $key, 'old' => ['visible' => true]]);
        $key = ['id' => (int) $old->id, 'path' => ['Arts', 'Old']];
        $found = 'hidden, idnumber "A \\"B\\"", cohort "Choir"';
        $this->told('visible', $found, 'delete_category', ['category' => $key, 'old' => ['visible' => true]]);
        cohort_add_member($choir->id, $generator->create_user(['username' => 'm.curie'])->id);
        $key = ['id' => (int) $choir->id, 'name' => 'Choir'];
        $members = ['idnumber' => 'CH', 'members' => ['m.curie', 'p.curie', 'i.curie']];
        $this->told('members 3', 'members 1', 'delete_cohort', ['cohort' => $key, 'old' => $members]);
        $members['members'] = ['p.curie'];
        $this->told('as_seen', 'otherwise', 'delete_cohort', ['cohort' => $key, 'old' => $members]);
    }

    /**
     * Enrolments, what goes with them and with accounts, bindings of cohorts, sections, courses, resets.
     */
    public function test_courses_and_people(): void {
        $generator = $this->getDataGenerator();
        $course = $generator->create_course(['shortname' => 'BIO', 'newsitems' => 0]);
        $user = $generator->create_and_enrol($course, 'student', ['username' => 'm.curie']);
        $group = $generator->create_group(['courseid' => $course->id, 'name' => 'Lab 1']);
        $generator->create_group_member(['groupid' => $group->id, 'userid' => $user->id]);
        $forum = $generator->create_module('forum', ['course' => $course->id, 'type' => 'general']);
        $posted = ['course' => $course->id, 'forum' => $forum->id, 'userid' => $user->id];
        $generator->get_plugin_generator('mod_forum')->create_discussion($posted);

        $old = ['start' => 0, 'end' => 1767225600, 'active' => false];
        $end = ['course' => 'BIO', 'user' => 'm.curie', 'method' => 'manual', 'old' => $old, 'roles' => ['student', 'teacher']];
        $this->told('suspended, end "2026-01-01T00:00:00Z"', 'active', 'unenrol', $end);
        $end['old'] = ['start' => 0, 'end' => 0, 'active' => true];
        $this->told('role "teacher"', 'group "Lab 1"', 'unenrol', $end);

        $found = 'enrolments 1, roles 1, groups 1, course "BIO"';
        $this->told('nothing', $found, 'delete_user', ['username' => 'm.curie', 'old' => []]);

        $delete = ['shortname' => 'BIO', 'old' => ['id' => (int) $course->id, 'groups' => [['name' => 'Lab 2']]]];
        $found = 'group "Lab 1", enrolments 1, roles 1, group_members 1, activities 1, forum.posts.general 1';
        $this->told('group "Lab 2"', $found, 'delete_course', $delete);

        $reset = ['course' => 'BIO', 'options' => [['name' => 'reset_forum_all', 'value' => true]], 'removes' => ['forum.posts'],
            'removed' => []];
        $this->told('nothing', 'forum.posts.general 1', 'reset_course', $reset);

        $section = ['course' => 'BIO', 'number' => 1, 'old' => ['name' => 'Cells'], 'new' => ['name' => 'A']];
        $this->told('title "Cells"', 'nothing', 'set_section', $section);

        $cohort = $generator->create_cohort(['name' => 'Choir']);
        $binding = ['course' => 'BIO', 'cohort' => ['id' => (int) $cohort->id, 'name' => 'Choir'], 'role' => 'student',
            'method' => 'cohort'];
        $state = ['enabled' => false, 'start' => 0, 'end' => 1767225600, 'group' => 'Lab 1'];
        $found = 'disabled, end "2026-01-01T00:00:00Z", group "Lab 1"';
        $this->told($found, 'absent', 'set_cohort_binding', ['binding' => $binding, 'old' => $state, 'new' => $state]);
    }
}
