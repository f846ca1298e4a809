-- On top of the PostgreSQL dump: 22,000 people, 2,200 courses, 104,000 enrolments and as many roles, 101,000 memberships of cohorts and 102,000 of groups.
INSERT INTO mdl_user (id, auth, confirmed, mnethostid, username, password, idnumber, firstname, lastname, email, institution, department, city, country)
    SELECT 1000 + n, 'manual', 1, 1, 'person' || n, 'x', 'L' || n, 'First' || n % 500, 'Last' || n, 'person' || n || '@example.org',
        'Valmore', 'Department ' || n % 40, 'Vellmar', 'CH'
    FROM generate_series(1, 21696) n;
INSERT INTO mdl_user_info_data (id, userid, fieldid, data)
    SELECT 100000 + n, 1000 + n, 1, 'S-' || n FROM generate_series(1, 21696) n;
INSERT INTO mdl_course (id, category, sortorder, fullname, shortname, idnumber, summary, format, startdate, enddate)
    SELECT 1000 + n, 1 + n % 23, 100000 + n, 'Large course ' || n, 'LARGE-' || n, 'LC-' || n, '<p>What course ' || n || ' is about.</p>', 'topics', 1725228000, 1751148000
    FROM generate_series(1, 2137) n;
INSERT INTO mdl_context (id, contextlevel, instanceid, path, depth)
    SELECT 100000 + n, 50, 1000 + n, '/1/' || 100000 + n, 2 FROM generate_series(1, 2137) n;
INSERT INTO mdl_course_sections (id, course, section, summary)
    SELECT 100000 + n, 1001 + n / 5, n % 5, '' FROM generate_series(0, 2137 * 5 - 1) n;
INSERT INTO mdl_enrol (id, enrol, status, courseid, roleid)
    SELECT 100000 + n, 'manual', 0, 1000 + n, 5 FROM generate_series(1, 2137) n
    UNION ALL SELECT 110000 + n, 'self', 1, 1000 + n, 5 FROM generate_series(1, 2137) n;
-- 48 people in each course and a few more in the first ones, nobody twice: 48 * 2137 + 156.
CREATE TEMPORARY TABLE part AS
    SELECT row_number() OVER () AS n, 1001 + c AS course, 1001 + (c * 151 + p * 419) % 21696 AS person
    FROM generate_series(0, 2136) c, generate_series(0, 48) p WHERE p < 48 OR c < 156;
INSERT INTO mdl_user_enrolments (id, status, enrolid, userid, timestart, timeend)
    SELECT 100000 + n, 0, 99000 + course, person, 1725228000, 0 FROM part;
INSERT INTO mdl_role_assignments (id, roleid, contextid, userid)
    SELECT 100000 + n, 5, 99000 + course, person FROM part;
INSERT INTO mdl_cohort (id, contextid, name, idnumber, descriptionformat, timecreated, timemodified)
    SELECT 1000 + n, 1, 'Large cohort ' || n, 'LCO-' || n, 1, 0, 0 FROM generate_series(1, 500) n;
INSERT INTO mdl_cohort_members (id, cohortid, userid, timeadded)
    SELECT 100000 + c * 1000 + p, 1001 + c, 1001 + (c * 43 + p) % 21696, 0 FROM generate_series(0, 499) c, generate_series(0, 201) p WHERE p < 200 OR c < 400;
INSERT INTO mdl_groups (id, courseid, name, idnumber)
    SELECT 100000 + n, 1001 + n / 2, 'Group ' || n % 2, '' FROM generate_series(0, 2137 * 2 - 1) n;
INSERT INTO mdl_groups_members (id, groupid, userid, timeadded)
    SELECT 100000 + n, 100000 + (course - 1001) * 2 + n % 2, person, 0 FROM part WHERE n <= 101577;
ANALYZE;
