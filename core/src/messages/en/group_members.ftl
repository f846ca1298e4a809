# Members of groups.

kind-group_members = Group members
    .explanation = People to put in groups of their courses, to move to another group, or to take out.

column-group_members-cmd = Command
    .explanation = add: put in the group. shift: put in the group and take out of the others of the course. del: take out. Empty: add.
column-group_members-courseid = Course
    .explanation = Course of the group: its short name, idnumber or Moodle number, as the settings say.
column-group_members-groupid = Group
    .explanation = Group of that course: its idnumber, name or Moodle number, as the settings say.
column-group_members-userid = Person
    .explanation = Account: its login name, idnumber, e-mail address or Moodle number, as the settings say.

finding-not-in-course = { $value } neither is enrolled in the course { $course } nor has a role in it, and cannot be put in its groups. Enrol the person first.
    .title = People who are not in the course
finding-last-line-counts = Line { $first } puts this person in the group “{ $group }” of the course, and this one moves the person to “{ $value }”. The last line counts.
    .title = People who are moved more than once
finding-membership-kept = { $value } stays in other groups of the course as well, because these memberships were made by hand: { $groups }.
    .title = Memberships made by hand
