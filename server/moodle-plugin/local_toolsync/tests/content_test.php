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
 * What people left in a course.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync;

use local_toolsync\local\content;
use local_toolsync\local\refusal;

/**
 * What people left in a course.
 *
 * @covers \local_toolsync\local\content
 * @covers \local_toolsync\local\content_queries
 */
final class content_test extends \advanced_testcase {
    /** @var \stdClass A course with a post in a forum of news and two in another, a note, and two grades, one of them by hand. */
    private $course;

    /**
     * Fills the course.
     */
    protected function setUp(): void {
        global $CFG, $DB;

        parent::setUp();
        require_once($CFG->libdir . '/gradelib.php');
        $this->resetAfterTest();
        $this->setAdminUser();
        $generator = $this->getDataGenerator();
        $this->course = $generator->create_course(['shortname' => 'BIO']);
        $user = $generator->create_and_enrol($this->course);
        $forums = $generator->get_plugin_generator('mod_forum');
        foreach (['news' => 1, 'general' => 2] as $type => $posts) {
            $forum = $generator->create_module('forum', ['course' => $this->course->id, 'type' => $type]);
            for ($post = 0; $post < $posts; $post++) {
                $discussion = ['course' => $this->course->id, 'forum' => $forum->id, 'userid' => $user->id];
                $forums->create_discussion($discussion);
            }
        }
        $note = ['module' => 'notes', 'courseid' => $this->course->id, 'userid' => $user->id, 'subject' => '', 'content' => 'Late.'];
        $DB->insert_record('post', $note + ['publishstate' => 'site', 'created' => 1, 'lastmodified' => 1]);
        $item = new \grade_item($generator->create_grade_item(['courseid' => $this->course->id]), false);
        $item->update_final_grade($user->id, 70);
        $quiz = $generator->create_module('quiz', ['course' => $this->course->id, 'grade' => 100]);
        grade_update('mod/quiz', $this->course->id, 'mod', 'quiz', $quiz->id, 0, ['userid' => $user->id, 'rawgrade' => 50]);
    }

    /**
     * What a course holds more of than a plan that saw nothing.
     *
     * @param string[]|null $names Of what alone.
     * @return string
     */
    private function more(?array $names): string {
        try {
            content::told([])->unless_more($this->course, 'reset', $names);
        } catch (refusal $refusal) {
            return $refusal->outcome()['found'];
        }
        return 'nothing';
    }

    /**
     * What is counted of one name is what is counted of it among all.
     *
     * @dataProvider names
     * @param string[]|null $names Names.
     * @param string $found What the course holds of them.
     */
    public function test_a_name_is_counted_with_its_parts(?array $names, string $found): void {
        $this->assertSame($found, $this->more($names));
    }

    /**
     * Names, and what the course holds of them.
     *
     * @return array[]
     */
    public static function names(): array {
        return [
            'none' => [[], 'nothing'],
            'everything' => [null, 'forum.posts.general 2, forum.posts.news 1, grade_items 1, grades 2, notes 1'],
            'a name without parts' => [['notes'], 'notes 1'],
            'all parts' => [['forum.posts'], 'forum.posts.general 2, forum.posts.news 1'],
            'one part' => [['forum.posts.news'], 'forum.posts.news 1'],
            'a part that is not there' => [['forum.posts.qanda'], 'nothing'],
            'a part of a part' => [['forum.posts.news.old'], 'nothing'],
            'a whole module' => [['forum'], 'forum.posts.general 2, forum.posts.news 1'],
            'the beginning of a name' => [['note', 'forum.post', 'grade'], 'nothing'],
            'grades' => [['grades'], 'grades 2'],
            'grades by hand' => [['grades_by_hand'], 'grades_by_hand 1'],
            'several' => [['quiz.attempts', 'notes', 'forum.posts.general'], 'forum.posts.general 2, notes 1'],
        ];
    }

    /**
     * Tables of what nobody asks for are not read.
     */
    public function test_only_what_is_asked_for_is_read(): void {
        global $DB;

        $reads = function (?array $names) use ($DB): int {
            $before = $DB->perf_get_reads();
            content::of((int) $this->course->id, $names);
            return $DB->perf_get_reads() - $before;
        };
        // The names of the tables are read once. How many reads a query is depends on the database.
        $reads(null);
        $query = $reads(['notes']);
        $this->assertGreaterThan(40 * $query, $reads(null));
        $this->assertSame(0, $reads([]));
        $this->assertSame($query, $reads(['grades', 'grades_by_hand']));
        $this->assertSame($query, $reads(['feedback.answers.7']));
        $this->assertSame(2 * $query, $reads(['forum.posts', 'events']));
    }
}
