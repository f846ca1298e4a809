-- Tables of Moodle that the dumps leave out, with the columns that are read. For PostgreSQL, MariaDB and MySQL.
CREATE TABLE mdl_bigbluebuttonbn_logs (id BIGINT NOT NULL PRIMARY KEY, courseid BIGINT NOT NULL, bigbluebuttonbnid BIGINT NOT NULL);
CREATE TABLE mdl_bigbluebuttonbn_recordings (id BIGINT NOT NULL PRIMARY KEY, courseid BIGINT NOT NULL, bigbluebuttonbnid BIGINT NOT NULL);
CREATE TABLE mdl_block_instances (id BIGINT NOT NULL PRIMARY KEY, blockname VARCHAR(40) NOT NULL, parentcontextid BIGINT NOT NULL);
CREATE TABLE mdl_blog_association (id BIGINT NOT NULL PRIMARY KEY, contextid BIGINT NOT NULL, blogid BIGINT NOT NULL);
CREATE TABLE mdl_competency_usercompcourse (id BIGINT NOT NULL PRIMARY KEY, userid BIGINT NOT NULL, courseid BIGINT NOT NULL, competencyid BIGINT NOT NULL);
CREATE TABLE mdl_course_completion_crit_compl (id BIGINT NOT NULL PRIMARY KEY, userid BIGINT NOT NULL, course BIGINT NOT NULL, criteriaid BIGINT NOT NULL);
CREATE TABLE mdl_course_modules_viewed (id BIGINT NOT NULL PRIMARY KEY, coursemoduleid BIGINT NOT NULL, userid BIGINT NOT NULL);
CREATE TABLE mdl_forum_discussion_subs (id BIGINT NOT NULL PRIMARY KEY, forum BIGINT NOT NULL, userid BIGINT NOT NULL, discussion BIGINT NOT NULL);
CREATE TABLE mdl_lesson_timer (id BIGINT NOT NULL PRIMARY KEY, lessonid BIGINT NOT NULL, userid BIGINT NOT NULL);
CREATE TABLE mdl_rating (id BIGINT NOT NULL PRIMARY KEY, contextid BIGINT NOT NULL, component VARCHAR(100) NOT NULL, ratingarea VARCHAR(50) NOT NULL, itemid BIGINT NOT NULL, userid BIGINT NOT NULL);
CREATE TABLE mdl_scorm_attempt (id BIGINT NOT NULL PRIMARY KEY, userid BIGINT NOT NULL, scormid BIGINT NOT NULL, attempt BIGINT NOT NULL);
CREATE TABLE mdl_survey_analysis (id BIGINT NOT NULL PRIMARY KEY, survey BIGINT NOT NULL, userid BIGINT NOT NULL);
