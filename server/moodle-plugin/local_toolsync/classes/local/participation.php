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
 * What people are in courses.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local;

/**
 * What people are in courses: enrolments, roles and groups. Read from the site or from what a plan saw, and compared.
 */
class participation {
    /** Components whose memberships of groups are those of command files, apart from memberships made by hand. */
    public const OWNERS = ['local_toolsync', 'tool_sync'];

    /** Enrolment methods that give roles as a person would: such roles outlast the enrolment (their roles_protected() is false). */
    private const ROLES_BY_HAND = ['manual', 'self', 'flatfile'];

    /** What the column timeend holds by default: no end, as 0. */
    private const NO_END = 2147483647;

    /** @var array[] By short name of the course and login name: enrolments by method, roles, groups. */
    private $parts = [];

    /**
     * What people are in courses of the site.
     *
     * @param int[]|null $userids These accounts; all of them when null.
     * @param int[]|null $courseids In these courses; in all when null.
     * @return self
     */
    public static function of(?array $userids, ?array $courseids): self {
        $part = new self();
        if ($userids !== [] && $courseids !== []) {
            $part->read_enrolments($userids, $courseids);
            $part->read_roles($userids, $courseids);
            $part->read_groups($userids, $courseids);
        }
        return $part;
    }

    /**
     * What a plan saw that people lose.
     *
     * @param array $losses course, user, enrolments, roles, groups of each.
     * @return self
     */
    public static function of_losses(array $losses): self {
        $part = new self();
        foreach ($losses as $loss) {
            $of = &$part->part($loss['course'], $loss['user']);
            foreach ($loss['enrolments'] ?? [] as $enrolment) {
                $of['enrolments'][$enrolment['method']] = ['roles' => $enrolment['roles'] ?? []] + $enrolment;
            }
            $of['roles'] = $loss['roles'] ?? [];
            foreach ($loss['groups'] ?? [] as $membership) {
                $of['groups'][$membership['group']] = !empty($membership['owned']);
            }
            unset($of);
        }
        return $part;
    }

    /**
     * What a plan saw that a course holds.
     *
     * @param string $course Short name.
     * @param array $state people and groups of it.
     * @return self
     */
    public static function of_course(string $course, array $state): self {
        $part = new self();
        foreach ($state['people'] ?? [] as $person) {
            $of = &$part->part($course, $person['user']);
            foreach ($person['enrolments'] ?? [] as $method => [$period, $roles]) {
                $of['enrolments'][$method] = $period + ['roles' => $roles];
            }
            $of['roles'] = $person['roles'] ?? [];
            unset($of);
        }
        foreach ($state['groups'] ?? [] as $group) {
            foreach ($group['members'] ?? [] as [$user, $owned]) {
                $part->part($course, $user)['groups'][$group['name']] = $owned;
            }
        }
        return $part;
    }

    /**
     * Whether the roles that a method gives come and go with its enrolments.
     *
     * @param string $method The method.
     * @return bool
     */
    public static function keeps_its_roles(string $method): bool {
        return !in_array($method, self::ROLES_BY_HAND, true);
    }

    /**
     * What a person is in a course; nothing at first.
     *
     * @param string $course Short name.
     * @param string $user Login name.
     * @return array
     */
    public function &part(string $course, string $user): array {
        if (!isset($this->parts[$course][$user])) {
            $this->parts[$course][$user] = ['enrolments' => [], 'roles' => [], 'groups' => []];
        }
        return $this->parts[$course][$user];
    }

    /**
     * Reads enrolments. Of several by one method in a course the one that gives access counts: an active one before a suspended
     * one, then that of the older instance.
     *
     * @param int[]|null $userids Accounts.
     * @param int[]|null $courseids Courses.
     */
    private function read_enrolments(?array $userids, ?array $courseids): void {
        global $DB;

        [$where, $params] = self::condition('n.userid', $userids, 'e.courseid', $courseids);
        $sql = "SELECT n.id, c.shortname, u.username, e.enrol, n.status, n.timestart, n.timeend
                  FROM {user_enrolments} n
                  JOIN {enrol} e ON e.id = n.enrolid
                  JOIN {course} c ON c.id = e.courseid
                  JOIN {user} u ON u.id = n.userid AND u.deleted = 0
                 WHERE $where
              ORDER BY n.enrolid, n.id";
        foreach ($DB->get_records_sql($sql, $params) as $found) {
            $of = &$this->part($found->shortname, $found->username);
            $one = self::period($found);
            $known = $of['enrolments'][$found->enrol] ?? null;
            if ($known === null || ($one['active'] && !$known['active'])) {
                $of['enrolments'][$found->enrol] = $one + ['roles' => []];
            }
            unset($of);
        }
    }

    /**
     * An enrolment as plans tell it.
     *
     * @param \stdClass $found status, timestart, timeend.
     * @return array start, end, active.
     */
    public static function period(\stdClass $found): array {
        return [
            'start' => (int) $found->timestart,
            'end' => $found->timeend == self::NO_END ? 0 : (int) $found->timeend,
            'active' => $found->status == ENROL_USER_ACTIVE,
        ];
    }

    /**
     * Reads roles: those of methods that keep them stand with the enrolment. No row gives or takes those of other components.
     *
     * @param int[]|null $userids Accounts.
     * @param int[]|null $courseids Courses.
     */
    private function read_roles(?array $userids, ?array $courseids): void {
        global $DB;

        [$where, $params] = self::condition('a.userid', $userids, 'x.instanceid', $courseids);
        $sql = "SELECT a.id, c.shortname, u.username, r.shortname AS role, a.component
                  FROM {role_assignments} a
                  JOIN {context} x ON x.id = a.contextid AND x.contextlevel = :level
                  JOIN {course} c ON c.id = x.instanceid
                  JOIN {user} u ON u.id = a.userid AND u.deleted = 0
                  JOIN {role} r ON r.id = a.roleid
                 WHERE $where
              ORDER BY a.id";
        foreach ($DB->get_records_sql($sql, $params + ['level' => CONTEXT_COURSE]) as $found) {
            $of = &$this->part($found->shortname, $found->username);
            $method = strpos($found->component, 'enrol_') === 0 ? substr($found->component, 6) : '';
            if ($found->component === '' || in_array($method, self::ROLES_BY_HAND, true)) {
                $of['roles'] = self::with($of['roles'], $found->role);
            } else if (isset($of['enrolments'][$method])) {
                $of['enrolments'][$method]['roles'] = self::with($of['enrolments'][$method]['roles'], $found->role);
            }
            unset($of);
        }
    }

    /**
     * Reads memberships of groups.
     *
     * @param int[]|null $userids Accounts.
     * @param int[]|null $courseids Courses.
     */
    private function read_groups(?array $userids, ?array $courseids): void {
        global $DB;

        [$where, $params] = self::condition('m.userid', $userids, 'g.courseid', $courseids);
        $sql = "SELECT m.id, c.shortname, u.username, g.name, m.component
                  FROM {groups_members} m
                  JOIN {groups} g ON g.id = m.groupid
                  JOIN {course} c ON c.id = g.courseid
                  JOIN {user} u ON u.id = m.userid AND u.deleted = 0
                 WHERE $where
              ORDER BY g.id";
        foreach ($DB->get_records_sql($sql, $params) as $found) {
            $owned = in_array($found->component, self::OWNERS, true);
            $this->part($found->shortname, $found->username)['groups'][$found->name] = $owned;
        }
    }

    /**
     * The condition that picks people and courses.
     *
     * @param string $user Column of the account.
     * @param int[]|null $userids Accounts; null for all.
     * @param string $course Column of the course.
     * @param int[]|null $courseids Courses; null for all.
     * @return array SQL and its parameters.
     */
    private static function condition(string $user, ?array $userids, string $course, ?array $courseids): array {
        global $DB;

        $where = ['1 = 1'];
        $params = [];
        foreach ([[$user, $userids, 'user'], [$course, $courseids, 'course']] as [$column, $ids, $prefix]) {
            if ($ids !== null) {
                [$in, $some] = $DB->get_in_or_equal($ids, SQL_PARAMS_NAMED, $prefix);
                $where[] = "$column $in";
                $params += $some;
            }
        }
        return [implode(' AND ', $where), $params];
    }

    /**
     * Names with one more, in order, each once.
     *
     * @param string[] $names Names.
     * @param string $name Another.
     * @return string[]
     */
    private static function with(array $names, string $name): array {
        $names = array_unique(array_merge($names, [$name]));
        sort($names, SORT_STRING);
        return $names;
    }

    /**
     * All that there is, one line for each thing, in order: two of these are the same when their lines are.
     *
     * @return string[]
     */
    public function names(): array {
        $lines = [];
        foreach ($this->parts as $course => $people) {
            foreach ($people as $user => $part) {
                foreach ($part['enrolments'] as $method => $one) {
                    $roles = $one['roles'];
                    sort($roles, SORT_STRING);
                    $active = $one['active'] ? 'active' : 'suspended';
                    $lines[] = "$course, $user: $method $active {$one['start']} {$one['end']} " . implode(' ', $roles);
                }
                foreach ($part['roles'] as $role) {
                    $lines[] = "$course, $user: role $role";
                }
                foreach ($part['groups'] as $group => $owned) {
                    $lines[] = "$course, $user: group $group " . ($owned ? 'owned' : '');
                }
            }
        }
        sort($lines, SORT_STRING);
        return $lines;
    }

    /**
     * How much there is, as messages tell it.
     *
     * @param features $features What else is told, to which it is added.
     * @param string $groups The word for memberships of groups.
     * @return features
     */
    public function counted(features $features, string $groups): features {
        $counts = ['enrolments' => 0, 'roles' => 0, 'groups' => 0];
        foreach ($this->parts as $people) {
            foreach ($people as $part) {
                foreach ($counts as $what => $count) {
                    $counts[$what] = $count + count($part[$what]);
                }
            }
        }
        $features->count('enrolments', $counts['enrolments'])->count('roles', $counts['roles']);
        return $features->count($groups, $counts['groups']);
    }

    /**
     * The courses.
     *
     * @return string[] Short names.
     */
    public function courses(): array {
        return array_map('strval', array_keys($this->parts));
    }

    /**
     * Refuses the row when people lost other enrolments than the plan saw: no more, and no less. Where the site is set to keep
     * enrolments and take the access only, that is what they lose.
     *
     * @param array $losses What the plan saw.
     * @param self $before What people were.
     * @param self $after What they are now.
     */
    public static function unless_lost(array $losses, self $before, self $after): void {
        $expected = self::of_losses($losses);
        $found = [];
        $same = true;
        foreach ($before->parts as $course => $people) {
            foreach ($people as $user => $part) {
                $then = $after->parts[$course][$user] ?? ['enrolments' => [], 'roles' => [], 'groups' => []];
                $ended = array_diff_key($part['enrolments'], $then['enrolments']);
                $closed = array_filter($then['enrolments'], function (array $one, string $method) use ($part): bool {
                    return !$one['active'] && !empty($part['enrolments'][$method]['active']);
                }, ARRAY_FILTER_USE_BOTH);
                $told = $expected->parts[$course][$user] ?? null;
                if ($ended || ($closed && $told !== null)) {
                    $found[] = "$user ($course)";
                }
                $planned = $told['enrolments'] ?? [];
                $same = $same && !array_diff_key($ended, $planned) && !array_diff_key($planned, $ended + $closed);
                if ($ended && count($ended) === count($planned)) {
                    $roles = array_values(array_diff($part['roles'], $then['roles']));
                    $groups = array_diff_key($part['groups'], $then['groups']);
                    $same = $same && $roles == $told['roles'] && array_keys($groups) == array_keys($told['groups']);
                }
                unset($expected->parts[$course][$user]);
            }
        }
        $absent = array_filter($expected->parts);
        $shown = array_map(function (array $loss): string {
            return "{$loss['user']} ({$loss['course']})";
        }, $losses);
        $losers = thing::of('losses', '');
        refusal::unless($same && !$absent, $losers, implode(', ', $shown), implode(', ', $found));
    }
}
