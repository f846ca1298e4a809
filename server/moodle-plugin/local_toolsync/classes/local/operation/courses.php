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
 * Courses.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\content;
use local_toolsync\local\features;
use local_toolsync\local\participation;
use local_toolsync\local\refusal;
use local_toolsync\local\row;
use local_toolsync\local\thing;

/**
 * Courses.
 */
class courses extends family {
    /** Rights that Moodle asks for beside that of changing a course, by field. */
    private const RIGHTS = [
        'fullname' => 'moodle/course:changefullname',
        'shortname' => 'moodle/course:changeshortname',
        'idnumber' => 'moodle/course:changeidnumber',
        'summary' => 'moodle/course:changesummary',
        'visible' => 'moodle/course:visibility',
        'lang' => 'moodle/course:setforcedlanguage',
    ];

    /** Settings of the site for new courses that a row may leave out. */
    private const DEFAULTS = ['format', 'newsitems', 'showgrades', 'showreports', 'maxbytes', 'groupmode', 'groupmodeforce',
        'lang', 'visible', 'enablecompletion', 'hiddensections', 'coursedisplay'];

    /** Fields that are numbers: one that a row empties is 0 from then on. */
    private const NUMBERS = ['coursedisplay', 'defaultgroupingid', 'enablecompletion', 'enddate', 'groupmode', 'groupmodeforce',
        'legacyfiles', 'marker', 'maxbytes', 'newsitems', 'showgrades', 'showreports', 'sortorder', 'startdate', 'timecreated',
        'timemodified', 'visible', 'visibleold'];

    /** Fields that a file may set and Moodle's own functions always set themselves; they are mere records. */
    private const STAMPS = ['timecreated', 'timemodified', 'visibleold'];

    /** @var templates|null Restores courses, once a row asked for it: it loads all of Moodle's backup library. */
    private $templates = null;

    /**
     * Loads Moodle's functions for courses.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->dirroot . '/course/lib.php');
        require_once($CFG->dirroot . '/course/format/lib.php');
    }

    /**
     * Prepares a restore.
     *
     * @param array $operation The operation.
     */
    public function prepare(array $operation): void {
        if (($operation['template'] ?? '') !== '') {
            $this->templates()->prepare($operation);
        }
    }

    /**
     * Clears up after a restore that was not done.
     *
     * @param array $operation The operation.
     */
    public function clear(array $operation): void {
        if (($operation['template'] ?? '') !== '') {
            $this->templates()->clear($operation);
        }
    }

    /**
     * Creates a course, with the site's defaults or restored from a template; what the row gives wins.
     *
     * @param array $operation shortname, category, fields, template.
     * @param row $row The row.
     */
    public function create_course(array $operation, row $row): void {
        $shortname = $operation['shortname'];
        if ($this->directory->find_course($shortname) !== null) {
            throw refusal::exists(thing::of('course', $shortname));
        }
        $category = $this->directory->category($operation['category']);
        require_capability('moodle/course:create', \context_coursecat::instance($category->id));
        $given = array_map([refusal::class, 'text'], array_diff_key($operation['fields'], array_flip(['category', 'shortname'])));
        $this->refuse_wrong($given);
        $given += ['fullname' => $shortname];
        $data = (object) ($given + ['category' => $category->id, 'shortname' => $shortname]);
        if (($operation['template'] ?? '') !== '') {
            $data->id = $this->templates()->new_course($operation['template'], $data);
            update_course((object) ((array) $data + self::kind_of_summary($given)));
        } else {
            $data = (object) ((array) $data + array_intersect_key((array) get_config('moodlecourse'), array_flip(self::DEFAULTS)));
            self::complete($data);
            $data->id = create_course($data)->id;
        }
        self::stamp((int) $data->id, $given);
        $row->newcourse = true;
        $this->directory->course_changed($shortname);
    }

    /**
     * What restores courses.
     *
     * @return templates
     */
    private function templates(): templates {
        if ($this->templates === null) {
            $this->templates = new templates($this->directory);
        }
        return $this->templates;
    }

    /**
     * Changes fields of a course.
     *
     * @param array $operation shortname, changes, category.
     */
    public function update_course(array $operation): void {
        $shortname = $operation['shortname'];
        $course = $this->directory->course($shortname);
        $context = self::course_context($course, 'moodle/course:update');
        // With the options of its format, which are kept apart.
        $found = course_get_format($course->id)->get_course();
        $what = thing::of('course', $shortname);
        $new = [];
        foreach ($operation['changes'] as $change) {
            $field = $change['field'];
            if ($field === 'category') {
                $path = implode('/', $this->directory->category_path((int) $found->category));
                refusal::unless_as_expected($what, $change, $path);
                continue;
            }
            refusal::unless_as_expected($what, $change, $found->$field ?? null);
            if (isset(self::RIGHTS[$field])) {
                require_capability(self::RIGHTS[$field], $context);
            }
            $empty = in_array($field, self::NUMBERS, true) ? '0' : '';
            $new[$field] = refusal::text($change['new'] ?? $empty);
        }
        if (isset($new['shortname'])) {
            $taken = $this->directory->find_course($new['shortname']);
            if ($taken !== null && $taken->id != $course->id) {
                throw refusal::exists(thing::of('course', $new['shortname']));
            }
        }
        $this->refuse_wrong($new);
        if (isset($operation['category'])) {
            $category = $this->directory->category($operation['category']);
            require_capability('moodle/course:changecategory', $context);
            require_capability('moodle/course:create', \context_coursecat::instance($category->id));
            $new['category'] = $category->id;
        }
        // The check of the dates needs both.
        $dates = array_key_exists('startdate', $new) || array_key_exists('enddate', $new);
        $kept = $dates ? ['startdate' => $found->startdate, 'enddate' => $found->enddate] : [];
        update_course((object) ($new + $kept + self::kind_of_summary($new) + ['id' => $course->id]));
        self::stamp((int) $course->id, $new);
        $this->directory->course_changed($shortname);
        $this->directory->course_changed($new['shortname'] ?? $shortname);
    }

    /**
     * Deletes a course with all that is in it. Moodle's function runs in the transaction of the row: the database has nothing of it
     * when the row is rolled back, and Moodle takes the contents of files back from its trash. Where the site has a recycle bin, it
     * makes its backup first; on MariaDB and MySQL that ends the transaction, so that nothing may follow in the row that can fail.
     *
     * @param array $operation shortname, old.
     */
    public function delete_course(array $operation): void {
        global $DB;

        $shortname = $operation['shortname'];
        $course = $this->directory->course($shortname);
        if ($course->id == SITEID) {
            throw refusal::exists(thing::of('front_page', $shortname));
        }
        self::course_context($course, 'moodle/course:delete');
        $old = $operation['old'];
        $state = participation::of(null, [$course->id]);
        $expected = participation::of_course($shortname, $old);
        $content = content::told($old['content'] ?? []);
        $activities = $DB->count_records('course_modules', ['course' => $course->id, 'deletioninprogress' => 0]);
        $same = $activities === (int) ($old['content']['activities'] ?? 0) && $state->names() === $expected->names();
        [$told, $held] = [self::told($old), $this->held($course)];
        if (!$same || !features::alike($told, $held)) {
            $told = $content->features(null, $expected->counted($told, 'group_members'));
            // Activities are no content that people leave; in plans they stand first.
            $held = $state->counted($held, 'group_members')->count('activities', $activities);
            $held = content::of((int) $course->id)->features(null, $held);
            refusal::unless_alike(thing::part(thing::of('course', $shortname), 'contents'), $told, $held, false);
        }
        $content->unless_more($course, 'contents');
        if (!can_delete_course($course->id)) {
            throw refusal::refused('cannotdeletecourse', "The account may not delete the course $shortname.");
        }
        if (!delete_course($course->id, false)) {
            throw refusal::refused('cannotdeletecourse', "Moodle does not delete the course $shortname.");
        }
        fix_course_sortorder();
        $this->directory->course_changed($shortname);
        $this->directory->instances_changed((int) $course->id);
        $this->directory->takers_changed();
        $this->directory->groups_changed((int) $course->id);
    }

    /**
     * What a course that goes holds beside people and what they left, as the plan tells it.
     *
     * @param array $old The state that the plan saw.
     * @return features
     */
    private static function told(array $old): features {
        return (new features())->count('number', (int) $old['id'])
            ->names('group', array_column($old['groups'] ?? [], 'name'))
            ->names('grouping', array_column($old['groupings'] ?? [], 'name'))
            ->count('cohorts', count($old['cohorts'] ?? []))
            ->count('links', count($old['links'] ?? []));
    }

    /**
     * What a course that goes holds now, in the words of {@see told()}.
     *
     * @param \stdClass $course The course.
     * @return features
     */
    private function held(\stdClass $course): features {
        global $DB;

        $of = ['courseid' => $course->id];
        $cohorts = array_filter($this->directory->instances((int) $course->id), function (\stdClass $instance): bool {
            return strpos($instance->enrol, 'cohort') !== false;
        });
        // Moodle keeps the link to a course that is gone; nobody can name it any more, so that no plan counts it.
        $into = array_filter(
            $this->directory->instances_of((int) $course->id, 'meta'),
            function (\stdClass $instance) use ($DB): bool {
                return $DB->record_exists('course', ['id' => $instance->customint1]);
            }
        );
        $links = count($into) + $DB->count_records('enrol', ['enrol' => 'meta', 'customint1' => $course->id]);
        return self::told([
            'id' => $course->id,
            'groups' => $DB->get_records('groups', $of, '', 'id, name'),
            'groupings' => $DB->get_records('groupings', $of, '', 'id, name'),
            'cohorts' => $cohorts,
            'links' => array_fill(0, $links, null),
        ]);
    }

    /**
     * Refuses values that Moodle would store and then stumble over.
     *
     * @param string[] $fields Texts by field.
     */
    private function refuse_wrong(array $fields): void {
        $installed = ['format' => 'course_format', 'theme' => 'theme'];
        foreach ($installed as $type => $kind) {
            $name = $fields[$type] ?? '';
            if ($name !== '' && \core_component::get_plugin_directory($type, $name) === null) {
                throw refusal::missing(thing::of($kind, $name));
            }
        }
        $language = $fields['lang'] ?? '';
        if ($language !== '' && !get_string_manager()->translation_exists($language, false)) {
            throw refusal::missing(thing::of('language', $language));
        }
        foreach (['fullname', 'shortname'] as $field) {
            if (isset($fields[$field]) && trim($fields[$field]) === '') {
                throw refusal::refused('missing' . $field, "The $field of a course cannot be empty.");
            }
        }
    }

    /**
     * A summary that a row gives is HTML, whatever the one before it was.
     *
     * @param string[] $fields Texts by field.
     * @return array What is stored with them.
     */
    private static function kind_of_summary(array $fields): array {
        return isset($fields['summary']) ? ['summaryformat' => FORMAT_HTML] : [];
    }

    /**
     * Fills in what Moodle's page for new courses would: the dates and the kind of summary.
     *
     * @param \stdClass $data The course to be.
     */
    private static function complete(\stdClass $data): void {
        $data->summaryformat = FORMAT_HTML;
        if (empty($data->startdate)) {
            $data->startdate = usergetmidnight(time());
        }
        if (!isset($data->enddate) && get_config('moodlecourse', 'courseenddateenabled')) {
            $data->enddate = $data->startdate + (int) get_config('moodlecourse', 'courseduration');
        }
    }

    /**
     * Stores the fields that Moodle's functions always set themselves. There is no function for them: nothing depends on them.
     *
     * @param int $id Id of the course.
     * @param string[] $fields Texts by field; others are left alone.
     */
    private static function stamp(int $id, array $fields): void {
        global $DB;

        $stamps = array_filter(array_intersect_key($fields, array_flip(self::STAMPS)), 'strlen');
        if ($stamps) {
            $DB->update_record('course', (object) ($stamps + ['id' => $id]));
            rebuild_course_cache($id, true);
        }
    }
}
