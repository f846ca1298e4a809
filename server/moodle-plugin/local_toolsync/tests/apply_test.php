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
 * Rows done on a Moodle.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync;

use local_toolsync\external\apply;
use local_toolsync\local\row_runner;
use local_toolsync\privacy\provider;

/**
 * Rows done on a Moodle.
 *
 * @covers \local_toolsync\external\apply
 * @covers \local_toolsync\local\row_runner
 */
final class apply_test extends \advanced_testcase {
    /** The outcome of a row that is done. */
    private const DONE = ['state' => 'done'];

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
     * Does rows.
     *
     * @param array ...$rows Lists of operations; the first element of an operation is its type.
     * @return array[] Their outcomes.
     */
    private function apply(array ...$rows): array {
        $written = [];
        foreach ($rows as $operations) {
            $row = ['operations' => []];
            foreach ($operations as $operation) {
                $row['operations'][] = ['type' => array_shift($operation)] + $operation;
            }
            $written[] = $row;
        }
        return json_decode(apply::execute(json_encode($written)), true);
    }

    /**
     * Does one row, which takes effect.
     *
     * @param array ...$operations Its operations.
     */
    private function done(array ...$operations): void {
        $this->assertSame([self::DONE], $this->apply($operations));
    }

    /**
     * The object that a refusal names: the words for its part and kind, and its names.
     *
     * @param array $outcome The refusal.
     * @return string
     */
    private static function named(array $outcome): string {
        return rtrim(implode(' ', array_diff_key($outcome, array_flip(['state', 'how', 'code', 'expected', 'found']))));
    }

    /**
     * Does one row, which does not take effect.
     *
     * @param string $how How it is refused.
     * @param string $what What it is about; of Moodle's own refusals, their code.
     * @param array ...$operations Its operations.
     */
    private function refused(string $how, string $what, array ...$operations): void {
        [$outcome] = $this->apply($operations);
        $told = $outcome['how'] === 'refused' ? ($outcome['code'] ?? '') : self::named($outcome);
        $this->assertSame(['refused', $how, $what], [$outcome['state'], $outcome['how'], $told], $outcome['message'] ?? '');
    }

    /**
     * The creation of an account.
     *
     * @param string $username Login name.
     * @param array $more What differs.
     * @return array
     */
    private static function account(string $username, array $more = []): array {
        $fields = ($more['fields'] ?? []) + ['firstname' => 'Marie', 'lastname' => 'Curie', 'email' => "$username@example.org"];
        return ['create_user', 'username' => $username, 'fields' => $fields] + $more + ['password' => 'none'];
    }

    /**
     * The enrolment of a person.
     *
     * @param string $user Login name.
     * @param array $more What differs.
     * @return array
     */
    private static function enrolment(string $user, array $more = []): array {
        return ['enrol'] + $more + ['course' => 'BIO', 'user' => $user, 'method' => 'manual', 'role' => 'student', 'start' => 0,
            'end' => 0, 'old' => null];
    }

    /**
     * An active enrolment without bounds, as a plan sees it.
     *
     * @param string $user Login name.
     * @param string $method The method.
     * @param array $more Roles and groups that end with it.
     * @return array
     */
    private static function loss(string $user, string $method, array $more = []): array {
        $enrolment = ['method' => $method, 'start' => 0, 'end' => 0, 'active' => true];
        return ['course' => 'BIO', 'user' => $user, 'enrolments' => [$enrolment]] + $more;
    }

    /**
     * Makes the course BIO and accounts.
     *
     * @param string ...$usernames Login names.
     * @return \stdClass The course.
     */
    private function course_with(string ...$usernames): \stdClass {
        foreach ($usernames as $username) {
            $this->getDataGenerator()->create_user(['username' => $username]);
        }
        return $this->getDataGenerator()->create_course(['shortname' => 'BIO', 'newsitems' => 0]);
    }

    /**
     * Enrolments in a course.
     *
     * @param \stdClass $course The course.
     * @return string[] Login name and method, in order.
     */
    private function enrolled(\stdClass $course): array {
        global $DB;

        $sql = 'SELECT n.id, u.username, e.enrol
                  FROM {user_enrolments} n
                  JOIN {enrol} e ON e.id = n.enrolid
                  JOIN {user} u ON u.id = n.userid
                 WHERE e.courseid = :course';
        $found = [];
        foreach ($DB->get_records_sql($sql, ['course' => $course->id]) as $one) {
            $found[] = "$one->username $one->enrol";
        }
        sort($found);
        return $found;
    }

    /**
     * Each type of operation has a method that does it.
     */
    public function test_every_type_has_a_method(): void {
        $families = (new \ReflectionClass(row_runner::class))->getConstant('FAMILIES');
        $this->assertCount(41, $families);
        foreach ($families as $type => $class) {
            $this->assertTrue(method_exists($class, $type), $type);
        }
        $this->refused('refused', 'unknownoperation', ['split_course']);
    }

    /**
     * Nobody without the right may do anything.
     */
    public function test_the_right_is_needed(): void {
        $this->setUser($this->getDataGenerator()->create_user());
        $this->expectException(\required_capability_exception::class);
        $this->apply([self::account('m.curie')]);
    }

    /**
     * A row whose second operation is refused leaves nothing of its first; the rows beside it take effect.
     */
    public function test_a_row_takes_effect_whole_or_not_at_all(): void {
        global $DB;

        $change = ['field' => 'city', 'old' => 'Paris', 'new' => 'Rome'];
        $moved = ['update_user', 'username' => 'm.curie', 'changes' => [$change]];
        $outcomes = $this->apply([self::account('p.curie')], [self::account('m.curie'), $moved], [self::account('i.curie')]);
        $refusal = ['state' => 'refused', 'how' => 'changed', 'part' => 'field', 'field' => 'city', 'what' => 'account',
            'name' => 'm.curie', 'expected' => 'Paris', 'found' => ''];
        $this->assertSame([self::DONE, $refusal, self::DONE], $outcomes);
        $this->assertFalse($DB->record_exists('user', ['username' => 'm.curie']));
        $this->done(self::account('m.curie'));
    }

    /**
     * A password is hashed and its digest kept, none is to be had, or Moodle is to make one.
     */
    public function test_passwords(): void {
        $set = ['password' => 'set', 'secret' => 'Radium-1898', 'digest' => 'd1'];
        $this->done(self::account('m.curie', $set));
        $user = \core_user::get_user_by_username('m.curie', '*');
        $this->assertTrue(validate_internal_user_password($user, 'Radium-1898'));
        $this->assertSame('d1', get_user_preferences(provider::PASSWORD, null, $user->id));

        $this->done(['set_password', 'username' => 'm.curie', 'password' => 'none']);
        $user = \core_user::get_user_by_username('m.curie', '*');
        $this->assertSame(AUTH_PASSWORD_NOT_CACHED, $user->password);
        $this->assertNull(get_user_preferences(provider::PASSWORD, null, $user->id));

        $this->done(self::account('p.curie', ['password' => 'to_generate', 'force_change' => true]));
        $id = \core_user::get_user_by_username('p.curie')->id;
        $this->assertEquals(1, get_user_preferences('create_password', null, $id));
        $this->assertEquals(1, get_user_preferences('auth_forcepasswordchange', null, $id));

        $this->refused('refused', 'passwordpolicy', self::account('i.curie', ['password' => 'set', 'secret' => 'weak']));
    }

    /**
     * A password is mailed once the account is there, and not when the row is rolled back.
     */
    public function test_a_password_is_mailed(): void {
        $sink = $this->redirectEmails();
        $given = ['password' => 'set', 'secret' => 'Radium-1898', 'mail' => 'm.curie@example.net'];
        $rename = ['rename_user', 'from' => 'nobody', 'to' => 'x'];
        $this->refused('missing', 'account nobody', self::account('m.curie', $given), $rename);
        $this->assertSame(0, $sink->count());
        $this->done(self::account('m.curie', $given));
        [$mail] = $sink->get_messages();
        $this->assertSame('m.curie@example.net', $mail->to);
        $this->assertStringContainsString('Radium-1898', quoted_printable_decode($mail->body));
    }

    /**
     * No two accounts get the same address, whatever its capitals, not within one call either.
     */
    public function test_addresses_are_unique(): void {
        $row = function (string $username, string $address): array {
            return [self::account($username, ['fields' => ['email' => $address]])];
        };
        $outcomes = $this->apply($row('m.curie', 'curie@example.org'), $row('p.curie', 'Curie@Example.org'));
        $this->assertSame(self::DONE, $outcomes[0]);
        $this->assertSame('account_of_address Curie@Example.org', self::named($outcomes[1]));
        $this->assertSame('exists', $outcomes[1]['how']);
    }

    /**
     * A deleted account comes back under its id, by its old login name and by the name that it has since.
     */
    public function test_a_deleted_account_is_revived(): void {
        global $DB;

        $id = $this->getDataGenerator()->create_user(['username' => 'm.curie', 'email' => 'm@example.org'])->id;
        $delete = ['delete_user', 'username' => 'm.curie', 'old' => []];
        $this->done($delete);
        $this->done(['revive_user', 'username' => 'm.curie']);
        $this->assertSame($id, \core_user::get_user_by_username('m.curie')->id);

        $this->done($delete);
        $name = $DB->get_field('user', 'username', ['id' => $id]);
        $address = ['field' => 'email', 'old' => 'of the plan', 'new' => 'new@example.org'];
        $this->done(
            ['revive_user', 'username' => $name],
            ['rename_user', 'from' => $name, 'to' => 'm.curie'],
            ['update_user', 'username' => 'm.curie', 'changes' => [$address]]
        );
        $this->assertSame('new@example.org', $DB->get_field('user', 'email', ['id' => $id, 'deleted' => 0]));
        $this->refused('exists', 'account m.curie', ['revive_user', 'username' => 'm.curie']);
    }

    /**
     * An account that takes part in more than the plan saw is not deleted.
     */
    public function test_what_goes_with_an_account(): void {
        $course = $this->course_with('m.curie');
        $this->done(self::enrolment('m.curie'));
        $what = 'ties account m.curie';
        $this->refused('changed', $what, ['delete_user', 'username' => 'm.curie', 'old' => []]);
        $losses = [self::loss('m.curie', 'manual', ['roles' => ['student']])];
        $this->done(['delete_user', 'username' => 'm.curie', 'old' => ['losses' => $losses]]);
        $this->assertSame([], $this->enrolled($course));
    }

    /**
     * Bytes that are no picture leave the picture that is there.
     */
    public function test_pictures(): void {
        global $DB;

        $user = $this->getDataGenerator()->create_user(['username' => 'm.curie']);
        $set = function (string $bytes, ?array $old): array {
            $new = ['checksum' => md5($bytes), 'bytes' => strlen($bytes)];
            $operation = ['type' => 'set_picture', 'user' => 'm.curie', 'old' => $old, 'new' => $new];
            $row = ['operations' => [$operation], 'content' => base64_encode($bytes)];
            return json_decode(apply::execute(json_encode([$row])), true)[0];
        };
        $image = imagecreatetruecolor(40, 40);
        ob_start();
        imagepng($image);
        $bytes = ob_get_clean();
        $this->assertSame(self::DONE, $set($bytes, null));
        $picture = $DB->get_field('user', 'picture', ['id' => $user->id]);
        $this->assertNotEquals(0, $picture);
        $known = ['checksum' => md5($bytes), 'bytes' => 0];
        $this->assertSame('invalidimage', $set('no picture', $known)['code']);
        $this->assertSame('changed', $set($bytes, null)['how']);
        $this->assertSame($picture, $DB->get_field('user', 'picture', ['id' => $user->id]));
    }

    /**
     * Categories, courses, sections and methods are made, and made again after a row that was rolled back.
     */
    public function test_a_course(): void {
        global $DB;

        $path = ['Science', 'Life'];
        $operations = [
            ['create_category', 'category' => ['path' => ['Science']], 'visible' => true],
            ['create_category', 'category' => ['path' => $path], 'visible' => false],
            ['create_course', 'shortname' => 'BIO', 'category' => ['path' => $path], 'fields' => ['fullname' => 'Biology']],
            ['set_section', 'course' => 'BIO', 'number' => 2, 'old' => null, 'new' => ['name' => 'Cells', 'summary' => '']],
            ['set_method', 'course' => 'BIO', 'method' => 'self', 'old' => false, 'enabled' => true],
        ];
        $nobody = ['assign_role', 'course' => 'BIO', 'user' => 'nobody', 'role' => 'student'];
        $this->refused('missing', 'account nobody', ...array_merge($operations, [$nobody]));
        $this->assertFalse($DB->record_exists('course_categories', ['name' => 'Science']));
        $this->done(...$operations);
        $course = $DB->get_record('course', ['shortname' => 'BIO'], '*', MUST_EXIST);
        $this->assertEquals(0, $DB->get_field('course_categories', 'visible', ['id' => $course->category]));
        $this->assertSame('Cells', $DB->get_field('course_sections', 'name', ['course' => $course->id, 'section' => 2]));
        $this->assertTrue($DB->record_exists('enrol', ['courseid' => $course->id, 'enrol' => 'self', 'status' => 0]));
        $this->refused('exists', 'course BIO', $operations[2]);
    }

    /**
     * A course is deleted within the transaction of its row, which can be rolled back, but on MariaDB and MySQL: the backup that Moodle
     * makes for its recycle bin ends the transaction there.
     */
    public function test_a_course_is_deleted(): void {
        global $DB;

        $course = $this->course_with('m.curie');
        $this->done(self::enrolment('m.curie'));
        $person = ['user' => 'm.curie', 'roles' => ['student'],
            'enrolments' => ['manual' => [['start' => 0, 'end' => 0, 'active' => true], []]]];
        $delete = ['delete_course', 'shortname' => 'BIO', 'old' => ['id' => (int) $course->id, 'people' => [$person]]];
        if ($DB->get_dbfamily() !== 'mysql') {
            $this->refused('missing', 'account nobody', $delete, ['rename_user', 'from' => 'nobody', 'to' => 'x']);
            $this->assertSame(['m.curie manual'], $this->enrolled($course));
        }
        $other = array_replace($delete, ['old' => ['id' => (int) $course->id]]);
        $this->refused('changed', 'contents course BIO', $other);
        $this->done($delete);
        $this->assertFalse($DB->record_exists('course', ['id' => $course->id]));
    }

    /**
     * A change of an enrolment welcomes nobody a second time, and an enrolment that the plan did not see is not touched.
     */
    public function test_nobody_is_welcomed_twice(): void {
        $course = $this->course_with('m.curie', 'teacher');
        $this->done(self::enrolment('teacher', ['role' => 'editingteacher']));
        $sink = $this->redirectMessages();
        $this->done(self::enrolment('m.curie'));
        $welcomes = $sink->count();
        $this->refused('changed', 'enrolment manual BIO m.curie', self::enrolment('m.curie'));
        $this->done(self::enrolment('m.curie', ['role' => '', 'end' => 2000000000, 'old' => [0, 0, true]]));
        $this->assertSame($welcomes, $sink->count());
        $this->assertSame(['m.curie manual', 'teacher manual'], $this->enrolled($course));
    }

    /**
     * The message that welcomes people comes from a contact of the course: none is sent before there is one, all from then on, within
     * one call too; a row that is taken back makes no contact.
     */
    public function test_people_are_welcomed_by_a_contact(): void {
        if (!method_exists(\enrol_plugin::class, 'get_welcome_message_contact')) {
            $this->markTestSkipped('This Moodle welcomes only people who enrol themselves.');
        }
        $this->course_with('before', 'teacher', 'between', 'after', 'last');
        $sink = $this->redirectMessages();
        $outcomes = $this->apply(
            [self::enrolment('before')],
            [self::enrolment('teacher', ['role' => 'editingteacher']), self::enrolment('nobody')],
            [self::enrolment('between')],
            [self::enrolment('teacher', ['role' => 'editingteacher'])],
            [self::enrolment('after')],
            [['unassign_role', 'course' => 'BIO', 'user' => 'teacher', 'role' => 'editingteacher']],
            [self::enrolment('last')],
        );
        $this->assertSame(['done', 'refused', 'done', 'done', 'done', 'done', 'done'], array_column($outcomes, 'state'));
        $welcomed = array_map(function (\stdClass $message): string {
            return \core_user::get_user($message->useridto)->username;
        }, $sink->get_messages());
        $this->assertSame(['after'], $welcomed);
    }

    /**
     * With the last enrolment go roles and groups, as the plan saw them.
     */
    public function test_what_goes_with_an_enrolment(): void {
        $course = $this->course_with('m.curie');
        $this->done(
            self::enrolment('m.curie'),
            ['create_group', 'course' => 'BIO', 'name' => 'A'],
            ['add_group_member', 'course' => 'BIO', 'group' => 'A', 'user' => 'm.curie', 'owned' => true]
        );
        $member = ['course' => 'BIO', 'group' => 'A', 'user' => 'm.curie'];
        $what = 'origin group_member A BIO m.curie';
        $this->refused('changed', $what, ['remove_group_member', 'owned' => false] + $member);
        $end = ['unenrol', 'course' => 'BIO', 'user' => 'm.curie', 'method' => 'manual',
            'old' => ['start' => 0, 'end' => 0, 'active' => true], 'roles' => ['student'], 'closes_method' => false];
        $this->refused('changed', 'ties enrolment manual BIO m.curie', $end);
        $this->done($end + ['groups' => [['group' => 'A', 'owned' => true]]]);
        $this->assertSame([], $this->enrolled($course));
    }

    /**
     * The plugin answers for the memberships that it owns, and for no others.
     */
    public function test_memberships_are_told_and_forgotten(): void {
        global $DB;

        $course = $this->course_with('m.curie');
        $member = ['course' => 'BIO', 'user' => 'm.curie'];
        $this->done(
            self::enrolment('m.curie'),
            ['create_group', 'course' => 'BIO', 'name' => 'A'],
            ['create_group', 'course' => 'BIO', 'name' => 'B'],
            ['add_group_member', 'group' => 'A', 'owned' => true] + $member,
            ['add_group_member', 'group' => 'B', 'owned' => false] + $member
        );
        $context = \context_course::instance($course->id);
        $id = (int) \core_user::get_user_by_username('m.curie')->id;
        $this->assertContainsEquals($context->id, provider::get_contexts_for_userid($id)->get_contextids());
        provider::delete_data_for_all_users_in_context($context);
        $sql = 'SELECT g.name FROM {groups} g JOIN {groups_members} m ON m.groupid = g.id WHERE m.userid = ?';
        $this->assertSame(['B'], $DB->get_fieldset_sql($sql, [$id]));
    }

    /**
     * A bound cohort brings its members into the course, with group and period, and takes them out as the plan saw.
     */
    public function test_a_cohort_in_a_course(): void {
        global $DB;

        $course = $this->course_with('m.curie', 'p.curie');
        $cohort = ['name' => 'Nobel'];
        $binding = ['course' => 'BIO', 'cohort' => $cohort, 'role' => 'student', 'method' => 'cohort'];
        $state = ['enabled' => true, 'start' => 0, 'end' => 2000000000, 'group' => 'A'];
        $this->done(
            ['create_cohort', 'cohort' => $cohort, 'idnumber' => '', 'component' => 'local_toolsync'],
            ['add_cohort_member', 'cohort' => $cohort, 'user' => 'm.curie'],
            ['create_group', 'course' => 'BIO', 'name' => 'A'],
            ['set_cohort_binding', 'binding' => $binding, 'old' => null, 'new' => $state]
        );
        $this->done(['add_cohort_member', 'cohort' => $cohort, 'user' => 'p.curie']);
        $this->assertSame(['m.curie cohort', 'p.curie cohort'], $this->enrolled($course));
        $this->assertSame(2, $DB->count_records('user_enrolments', ['timeend' => 2000000000]));
        $this->assertSame(2, $DB->count_records('groups_members', ['component' => 'enrol_cohort']));

        $leave = ['remove_cohort_member', 'cohort' => $cohort, 'user' => 'p.curie'];
        $this->refused('changed', 'losses', $leave);
        $loss = self::loss('p.curie', 'cohort', ['groups' => [['group' => 'A', 'owned' => false]]]);
        $this->done($leave + ['losses' => [$loss]]);
        $this->assertSame(['m.curie cohort'], $this->enrolled($course));
    }

    /**
     * Resetting a course unenrols whom the plan saw, and nobody else; of what people left it removes what it is asked to.
     */
    public function test_a_reset(): void {
        global $DB;

        $course = $this->course_with('m.curie', 'p.curie');
        $this->done(self::enrolment('m.curie'), self::enrolment('p.curie', ['role' => 'editingteacher']));
        $reset = ['reset_course', 'course' => 'BIO', 'options' => [['name' => 'unenrol_users', 'value' => ['student']]]];
        $this->refused('changed', 'losses', $reset + ['removed' => []]);
        $this->assertSame(['m.curie manual', 'p.curie manual'], $this->enrolled($course));
        $loss = self::loss('m.curie', 'manual', ['roles' => ['student']]);
        $this->done($reset + ['removed' => ['people' => [$loss]]]);
        $this->assertSame(['p.curie manual'], $this->enrolled($course));

        $forum = $this->getDataGenerator()->create_module('forum', ['course' => $course->id, 'type' => 'general']);
        $id = \core_user::get_user_by_username('p.curie')->id;
        $discussion = ['course' => $course->id, 'forum' => $forum->id, 'userid' => $id];
        $this->getDataGenerator()->get_plugin_generator('mod_forum')->create_discussion($discussion);
        $reset['options'] = [['name' => 'reset_forum_types', 'value' => ['qanda']]];
        $this->done($reset + ['removed' => []]);
        $this->assertSame(1, $DB->count_records('forum_posts'));
        $reset['options'] = [['name' => 'reset_forum_all', 'value' => true]];
        $this->done($reset + ['removed' => []]);
        $this->assertSame(0, $DB->count_records('forum_posts'));
        $types = ['name' => 'reset_forum_types', 'value' => ['nonsense']];
        $reset['options'] = [$types];
        $this->refused('missing', 'forum_type nonsense', $reset + ['removed' => []]);
    }

    /**
     * A course comes of another's newest backup, and of an archive in the folder for them only.
     */
    public function test_templates(): void {
        global $CFG, $DB, $USER;

        require_once($CFG->dirroot . '/backup/util/includes/backup_includes.php');
        $template = $this->getDataGenerator()->create_course(['shortname' => 'TPL', 'summary' => 'of the template']);
        $category = ['id' => (int) $template->category, 'path' => [\core_course_category::get($template->category)->name]];
        $create = function (string $shortname, string $of) use ($category): array {
            return ['create_course', 'shortname' => $shortname, 'category' => $category, 'fields' => ['fullname' => 'New'],
                'template' => $of];
        };
        $this->refused('missing', 'backup TPL', $create('BIO', 'TPL'));
        $controller = new \backup_controller(\backup::TYPE_1COURSE, $template->id, \backup::FORMAT_MOODLE,
            \backup::INTERACTIVE_NO, \backup::MODE_AUTOMATED, $USER->id);
        $controller->execute_plan();
        $folder = make_request_directory();
        $file = $controller->get_results()['backup_destination'];
        $file->copy_content_to("$folder/one.mbz");
        $controller->destroy();
        if ($file->get_filearea() !== 'automated') {
            $context = \context_course::instance($template->id);
            $place = ['contextid' => $context->id, 'component' => 'backup', 'filearea' => 'automated', 'itemid' => 0,
                'filepath' => '/', 'filename' => 'one.mbz'];
            get_file_storage()->create_file_from_storedfile($place, $file);
        }

        // A row that fails after its restore leaves neither the course nor Moodle's temporary tables.
        $nobody = ['rename_user', 'from' => 'nobody', 'to' => 'x'];
        $this->refused('missing', 'account nobody', $create('BIO', 'TPL'), $nobody);
        $this->assertFalse($DB->record_exists('course', ['shortname' => 'BIO']));
        $this->done($create('BIO', 'TPL'));
        $this->assertSame('of the template', $DB->get_field('course', 'summary', ['shortname' => 'BIO']));
        $this->refused('missing', 'archive one.mbz', $create('CHE', 'one.mbz'));
        set_config('archivefolder', $folder, 'local_toolsync');
        $this->done($create('CHE', 'one.mbz'));
        $this->refused('missing', "archive $folder/../one.mbz", $create('PHY', "$folder/../one.mbz"));
        file_put_contents("$folder/two.mbz", 'no archive');
        $this->refused('refused', '-24', $create('PHY', 'two.mbz'));
        $this->assertFalse($DB->record_exists('course', ['shortname' => 'PHY']));

        // A restore that fails halfway leaves the next one alone.
        $packer = get_file_packer('application/vnd.moodle.backup');
        $packer->extract_to_pathname("$folder/one.mbz", "$folder/unpacked");
        file_put_contents("$folder/unpacked/course/course.xml", '<course');
        $parts = [];
        foreach (array_diff(scandir("$folder/unpacked"), ['.', '..']) as $name) {
            $parts[$name] = "$folder/unpacked/$name";
        }
        $packer->archive_to_pathname($parts, "$folder/three.mbz");
        [$failed, $done] = $this->apply([$create('PHY', 'three.mbz')], [$create('GEO', 'one.mbz')]);
        $this->assertSame('refused', $failed['state']);
        $this->assertSame(self::DONE, $done);
        $this->assertFalse($DB->record_exists('course', ['shortname' => 'PHY']));
    }
}
