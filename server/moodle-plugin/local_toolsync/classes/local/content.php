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

namespace local_toolsync\local;

/**
 * What people left in a course, counted: for a row that removes it, to be compared with what its plan saw.
 */
class content {
    /** What is counted apart for resets: by hand or not, plans of deletions have grades as one number. */
    private const BY_HAND = 'grades_by_hand';

    /** @var int[] How many there are, by what is counted; nothing stands here that there is none of. */
    private $counts;

    /**
     * What is counted.
     *
     * @param int[] $counts How many, by what is counted.
     */
    private function __construct(array $counts) {
        $this->counts = array_filter($counts);
        ksort($this->counts, SORT_STRING);
    }

    /**
     * What a plan saw that a course holds.
     *
     * @param array $counts How many, by what is counted.
     * @return self
     */
    public static function told(array $counts): self {
        return new self($counts);
    }

    /**
     * What a course holds now.
     *
     * @param int $courseid Id of the course.
     * @param string[]|null $names Of what alone, as {@see among} takes them; null: of everything.
     * @return self
     */
    public static function of(int $courseid, ?array $names = null): self {
        global $DB;

        $counts = [];
        $held = [];
        foreach (content_queries::ALL as $name => $query) {
            if (($names !== null && !self::is_asked($name, $names)) || !queries::is_there($name)) {
                continue;
            }
            $rows = $DB->get_recordset_sql(queries::of_course($name), ['course' => $courseid]);
            foreach ($rows as $row) {
                $cells = array_values((array) $row);
                if (isset($query['what'])) {
                    $counts[$cells[2]] = ($counts[$cells[2]] ?? 0) + $cells[3];
                } else if ($name === 'grades') {
                    $counts['grades'] = ($counts['grades'] ?? 0) + $cells[4];
                    $byhand = (string) $cells[3] === '' ? $cells[4] : 0;
                    $counts[self::BY_HAND] = ($counts[self::BY_HAND] ?? 0) + $byhand;
                } else {
                    // One role that is given twice, by different components, is one.
                    $held[$name][implode('|', array_slice($cells, 2))] = true;
                }
            }
            $rows->close();
        }
        $found = new self($counts + array_map('count', $held));
        return $names === null ? $found : $found->among($names);
    }

    /**
     * Whether a query may count something of one of these names: each is a query for every course that is reset.
     *
     * @param string $query Its name.
     * @param string[] $names Names.
     * @return bool
     */
    private static function is_asked(string $query, array $names): bool {
        $counted = content_queries::counted($query);
        foreach ($names as $name) {
            // Either may be a part of the other: forum.posts of forum.posts.news, of which the query knows only when it is run.
            if (strpos("$name.", "$counted.") === 0 || strpos("$counted.", "$name.") === 0) {
                return true;
            }
        }
        return $query === 'grades' && in_array(self::BY_HAND, $names, true);
    }

    /**
     * Refuses the row when a course holds more of anything than the plan saw, which nobody has agreed to remove. Less may be there:
     * what goes with an account or an enrolment does not stand in the plans of the rows below.
     *
     * @param \stdClass $course The course.
     * @param string $part What of the course is meant, by its stable word.
     * @param string[]|null $names Of what alone: names, each with its parts (forum.posts.news of forum.posts); null: of everything.
     */
    public function unless_more(\stdClass $course, string $part, ?array $names = null): void {
        if ($names === []) {
            return;
        }
        $found = self::of((int) $course->id, $names);
        [$told, $found] = [$this->among($names), $found->among($names)];
        $more = array_filter($found->counts, function (int $count, string $what) use ($told): bool {
            return $count > ($told->counts[$what] ?? 0);
        }, ARRAY_FILTER_USE_BOTH);
        $thing = thing::part(thing::of('course', $course->shortname), $part);
        refusal::unless(!$more, $thing, ...features::difference($told->features($names), $found->features($names)));
    }

    /**
     * Only what has one of these names, or is a part of what has; without names, everything as plans of deletions have it.
     *
     * @param string[]|null $names Names.
     * @return self
     */
    private function among(?array $names): self {
        if ($names === null) {
            return new self(array_diff_key($this->counts, [self::BY_HAND => 0]));
        }
        return new self(array_filter($this->counts, function (string $counted) use ($names): bool {
            foreach ($names as $name) {
                if ($counted === $name || strpos($counted, "$name.") === 0) {
                    return true;
                }
            }
            return false;
        }, ARRAY_FILTER_USE_KEY));
    }

    /**
     * How much there is of everything, as messages tell it.
     *
     * @param string[]|null $names As {@see among()} has them.
     * @param features|null $features What else is told, to which it is added.
     * @return features
     */
    public function features(?array $names = null, ?features $features = null): features {
        $features = $features ?? new features();
        foreach ($this->among($names)->counts as $what => $count) {
            $features->count((string) $what, $count);
        }
        return $features;
    }
}
