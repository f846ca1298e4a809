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
 * The queries of a snapshot.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local;

/**
 * The queries of a snapshot. Toolsync reads the same columns in the same order where it reads the database itself.
 */
class queries {
    /** All queries: tables, columns in order, what stands for columns that not every Moodle has, which rows. */
    private const ALL = [
        'settings' => [
            'from' => '{config} c',
            'where' => "c.name IN ('release', 'timezone', 'lang', 'langlist', 'country', 'defaultcity', 'siteguest', 'siteadmins', 'enrol_plugins_enabled', 'mnet_localhost_id', 'defaultpreference_maildisplay', 'defaultpreference_mailformat', 'defaultpreference_maildigest', 'defaultpreference_autosubscribe', 'defaultpreference_trackforums')",
            'columns' => [
                'id' => 'c.id',
                'name' => 'c.name',
                'value' => 'c.value',
            ],
        ],
        'plugin_settings' => [
            'from' => '{config_plugins} c',
            'where' => "c.name IN ('version', 'disabled') OR c.plugin = 'moodlecourse' OR (c.plugin LIKE 'enrol%' AND c.name IN ('defaultenrol', 'status', 'unenrolaction'))",
            'columns' => [
                'id' => 'c.id',
                'plugin' => 'c.plugin',
                'name' => 'c.name',
                'value' => 'c.value',
            ],
        ],
        'modules' => [
            'from' => '{modules} m',
            'columns' => [
                'id' => 'm.id',
                'name' => 'm.name',
            ],
        ],
        'roles' => [
            'from' => '{role} r',
            'columns' => [
                'id' => 'r.id',
                'shortname' => 'r.shortname',
            ],
        ],
        'profile_fields' => [
            'from' => '{user_info_field} f',
            'columns' => [
                'id' => 'f.id',
                'shortname' => 'f.shortname',
                'datatype' => 'f.datatype',
                'defaultdata' => 'f.defaultdata',
                'param1' => 'f.param1',
            ],
        ],
        'users' => [
            'from' => '{user} u',
            'columns' => [
                'id' => 'u.id',
                'username' => 'u.username',
                'deleted' => 'u.deleted',
                'suspended' => 'u.suspended',
                'auth' => 'u.auth',
                'idnumber' => 'u.idnumber',
                'email' => 'u.email',
                'firstname' => 'u.firstname',
                'lastname' => 'u.lastname',
                'institution' => 'u.institution',
                'department' => 'u.department',
                'city' => 'u.city',
                'country' => 'u.country',
                'lang' => 'u.lang',
                'timezone' => 'u.timezone',
                'phone1' => 'u.phone1',
                'phone2' => 'u.phone2',
                'address' => 'u.address',
                'description' => 'u.description',
                'maildisplay' => 'u.maildisplay',
                'maildigest' => 'u.maildigest',
                'mailformat' => 'u.mailformat',
                'autosubscribe' => 'u.autosubscribe',
                'trackforums' => 'u.trackforums',
                'mnethostid' => 'u.mnethostid',
                'picture' => 'u.picture',
                'has_password' => "CASE WHEN u.password IN ('', 'not cached', 'to be generated', 'restored') THEN 0 ELSE 1 END",
            ],
            'missing' => ['description' => "''"],
        ],
        'profile_values' => [
            'from' => '{user_info_data} d',
            'columns' => [
                'id' => 'd.id',
                'user' => 'd.userid',
                'field' => 'd.fieldid',
                'data' => 'd.data',
            ],
        ],
        'preferences' => [
            'from' => '{user_preferences} p',
            'where' => "p.name IN ('auth_forcepasswordchange', 'create_password', 'local_toolsync_password')",
            'columns' => [
                'id' => 'p.id',
                'user' => 'p.userid',
                'name' => 'p.name',
                'value' => 'p.value',
            ],
        ],
        'categories' => [
            'from' => '{course_categories} c',
            'columns' => [
                'id' => 'c.id',
                'parent' => 'c.parent',
                'name' => 'c.name',
                'idnumber' => 'c.idnumber',
                'visible' => 'c.visible',
            ],
        ],
        'courses' => [
            'from' => '{course} c',
            'columns' => [
                'id' => 'c.id',
                'category' => 'c.category',
                'shortname' => 'c.shortname',
                'fullname' => 'c.fullname',
                'idnumber' => 'c.idnumber',
                'summary' => 'c.summary',
                'format' => 'c.format',
                'lang' => 'c.lang',
                'theme' => 'c.theme',
                'sortorder' => 'c.sortorder',
                'showgrades' => 'c.showgrades',
                'newsitems' => 'c.newsitems',
                'startdate' => 'c.startdate',
                'enddate' => 'c.enddate',
                'marker' => 'c.marker',
                'maxbytes' => 'c.maxbytes',
                'legacyfiles' => 'c.legacyfiles',
                'showreports' => 'c.showreports',
                'visible' => 'c.visible',
                'visibleold' => 'c.visibleold',
                'groupmode' => 'c.groupmode',
                'groupmodeforce' => 'c.groupmodeforce',
                'enablecompletion' => 'c.enablecompletion',
                'defaultgroupingid' => 'c.defaultgroupingid',
                'timecreated' => 'c.timecreated',
                'timemodified' => 'c.timemodified',
                'original' => 'c.originalcourseid',
            ],
        ],
        'format_options' => [
            'from' => '{course_format_options} o',
            'where' => "o.name = 'coursedisplay' AND o.sectionid = 0",
            'columns' => [
                'id' => 'o.id',
                'course' => 'o.courseid',
                'format' => 'o.format',
                'value' => 'o.value',
            ],
        ],
        'sections' => [
            'from' => '{course_sections} s',
            'columns' => [
                'id' => 's.id',
                'course' => 's.course',
                'number' => 's.section',
                'name' => 's.name',
                'summary' => 's.summary',
                'component' => 's.component',
            ],
            'missing' => ['component' => "''"],
        ],
        'activities' => [
            'from' => '{course_modules} cm JOIN {modules} m ON m.id = cm.module',
            'where' => 'cm.deletioninprogress = 0',
            'columns' => [
                'id' => 'cm.id',
                'course' => 'cm.course',
                'module' => 'm.name',
                'instance' => 'cm.instance',
            ],
        ],
        'backups' => [
            'from' => '{files} f JOIN {context} x ON x.id = f.contextid',
            'where' => "f.component = 'backup' AND f.filearea IN ('course', 'automated') AND f.filename <> '.' AND x.contextlevel = 50",
            'columns' => [
                'id' => 'f.id',
                'course' => 'x.instanceid',
            ],
        ],
        'last_access' => [
            'from' => '{user_lastaccess} a',
            'group' => 'a.courseid',
            'columns' => [
                'course' => 'a.courseid',
                'time' => 'MAX(a.timeaccess)',
            ],
        ],
        'methods' => [
            'from' => '{enrol} e',
            'columns' => [
                'id' => 'e.id',
                'method' => 'e.enrol',
                'status' => 'e.status',
                'course' => 'e.courseid',
                'role' => 'e.roleid',
                'start' => 'e.enrolstartdate',
                'end' => 'e.enrolenddate',
                'source' => 'e.customint1',
                'group' => 'e.customint2',
            ],
        ],
        'user_enrolments' => [
            'from' => '{user_enrolments} n',
            'columns' => [
                'id' => 'n.id',
                'instance' => 'n.enrolid',
                'user' => 'n.userid',
                'status' => 'n.status',
                'start' => 'n.timestart',
                'end' => 'n.timeend',
            ],
        ],
        'role_assignments' => [
            'from' => '{role_assignments} a JOIN {context} x ON x.id = a.contextid',
            'where' => 'x.contextlevel = 50',
            'columns' => [
                'id' => 'a.id',
                'role' => 'a.roleid',
                'course' => 'x.instanceid',
                'user' => 'a.userid',
                'component' => 'a.component',
            ],
        ],
        'cohorts' => [
            'from' => '{cohort} c LEFT JOIN {context} x ON x.id = c.contextid AND x.contextlevel = 40',
            'columns' => [
                'id' => 'c.id',
                'name' => 'c.name',
                'idnumber' => 'c.idnumber',
                'description' => 'c.description',
                'category' => 'x.instanceid',
                'visible' => 'c.visible',
                'component' => 'c.component',
            ],
        ],
        'cohort_members' => [
            'from' => '{cohort_members} m',
            'columns' => [
                'id' => 'm.id',
                'cohort' => 'm.cohortid',
                'user' => 'm.userid',
            ],
        ],
        'groups' => [
            'from' => '{groups} g',
            'columns' => [
                'id' => 'g.id',
                'course' => 'g.courseid',
                'name' => 'g.name',
                'idnumber' => 'g.idnumber',
                'description' => 'g.description',
            ],
        ],
        'group_members' => [
            'from' => '{groups_members} m',
            'columns' => [
                'id' => 'm.id',
                'group' => 'm.groupid',
                'user' => 'm.userid',
                'component' => 'm.component',
            ],
        ],
        'groupings' => [
            'from' => '{groupings} g',
            'columns' => [
                'id' => 'g.id',
                'course' => 'g.courseid',
                'name' => 'g.name',
                'idnumber' => 'g.idnumber',
                'description' => 'g.description',
            ],
        ],
        'grouping_groups' => [
            'from' => '{groupings_groups} b',
            'columns' => [
                'id' => 'b.id',
                'grouping' => 'b.groupingid',
                'group' => 'b.groupid',
            ],
        ],
    ];

    /**
     * Whether a query can be asked: the tables of a module that is not installed are not there.
     *
     * @param string $name Name of the query.
     * @return bool
     */
    public static function is_there(string $name): bool {
        global $DB;

        preg_match_all('/\{(\w+)\}/', self::named($name)['from'], $tables);
        return !array_diff($tables[1], $DB->get_tables());
    }

    /**
     * The text of a query that goes on after the row of id :after, ids ascending.
     *
     * @param string $name Name of the query.
     * @return string SQL for Moodle's database layer.
     */
    public static function text(string $name): string {
        $query = self::named($name);
        $first = reset($query['columns']);
        // The least id of a group is known once there are groups.
        $isofgroup = strpos($first, '(') !== false;
        $text = self::selected($query, $isofgroup ? '' : "{$first} > :after");
        return $text . ($isofgroup ? " HAVING {$first} > :after" : '') . " ORDER BY {$first}";
    }

    /**
     * The text of a query for the rows of the course of id :course.
     *
     * @param string $name Name of one of the {@see content_queries}.
     * @return string SQL for Moodle's database layer.
     */
    public static function of_course(string $name): string {
        $query = self::named($name);
        $course = array_values($query['columns'])[1];
        return self::selected($query, preg_replace('/^MAX\((.*)\)$/', '$1', $course) . ' = :course');
    }

    /**
     * A query.
     *
     * @param string $name Its name.
     * @return array
     */
    private static function named(string $name): array {
        $query = self::ALL[$name] ?? content_queries::ALL[$name] ?? null;
        if ($query === null) {
            throw new \invalid_parameter_exception('There is no query of this name.');
        }
        if (isset($query['what'])) {
            $query['columns'] = [
                'id' => $query['group'],
                'in_course' => 'MAX(' . ($query['course'] ?? $query['group']) . ')',
                'what' => $query['what'],
                'count' => $query['count'] ?? 'COUNT(*)',
            ];
        }
        return $query;
    }

    /**
     * The text of a query without its order.
     *
     * @param array $query The query.
     * @param string $condition Which of its rows; all when empty.
     * @return string
     */
    private static function selected(array $query, string $condition): string {
        $columns = [];
        foreach ($query['columns'] as $column => $expression) {
            $columns[] = self::column($query['from'], $column, $expression, $query['missing'][$column] ?? null);
        }
        $conditions = array_filter([isset($query['where']) ? "({$query['where']})" : '', $condition]);
        $where = $conditions ? ' WHERE ' . implode(' AND ', $conditions) : '';
        $group = isset($query['group']) ? " GROUP BY {$query['group']}" : '';
        return 'SELECT ' . implode(', ', $columns) . " FROM {$query['from']}{$where}{$group}";
    }

    /**
     * A column of the answer.
     *
     * @param string $from Tables with their aliases.
     * @param string $name Name of the column.
     * @param string $expression What it is.
     * @param string|null $missing What it is on a Moodle whose table does not have it.
     * @return string
     */
    private static function column(string $from, string $name, string $expression, ?string $missing): string {
        global $DB;

        if ($missing !== null) {
            [$alias, $field] = explode('.', $expression);
            preg_match('/\{(\w+)\} ' . $alias . '\b/', $from, $table);
            if (!array_key_exists($field, $DB->get_columns($table[1]))) {
                return "{$missing} AS {$name}";
            }
        }
        // A column of a table needs no other name, and some of our names are words of SQL.
        return preg_match('/^\w+\.\w+$/', $expression) ? $expression : "{$expression} AS {$name}";
    }
}
