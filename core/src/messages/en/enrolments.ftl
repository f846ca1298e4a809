# Enrolments, roles and groups of people in courses. $roles, $groups: numbers.

operation-set-enrolment = { $how ->
        [enabled] Gives { $user } access again to the course { $course } ({ $method })
        [disabled] Suspends the enrolment of { $user } in the course { $course } ({ $method })
       *[period] Changes the period of the enrolment of { $user } in the course { $course } ({ $method })
    }
operation-unenrol = Unenrols { $user } from the course { $course } ({ $method }; roles that end: { $roles }; groups that are left: { $groups })
operation-unassign-role = Takes the role { $role } in the course { $course } from { $user }
operation-shift-role = Gives { $user } the role { $role } in the course { $course }, in place of other roles

# Findings. $first, $last: lines; $groups: names of groups.

finding-two-roles = Line { $first } gives this person another role in the same course: with “{ $value }” there will be two. Use the command shift if one is to replace the other.
    .title = Two roles for one person
finding-shift-again = Line { $first } shifts the role of this person in this course too. Only the last of these lines is done.
    .title = Roles shifted again
finding-shift-superseded = Line { $last } shifts the role of this person again, and is done instead of this one.
    .title = Shifts that a later line replaces
finding-method-not-offered = { $reason ->
        [switched_off] The course { $course } has the enrolment method “{ $value }” switched off. Switch it on in the course, choose another one, or have the settings allow it.
        [automatic] The enrolment method “{ $value }” keeps its own list of people, which no file changes. Use manual, or leave the cell empty.
        [not_told] Without its companion plugin or its database, this site does not tell whether the course { $course } has the enrolment method “{ $value }”: only manual can be used.
       *[missing] The course { $course } does not have the enrolment method “{ $value }”. Add it to the course, or choose another one, such as manual.
    }
    .title = Enrolment methods that cannot be used
finding-role-not-told = { $reason ->
        [held] Without its companion plugin or its database, this site tells roles only of people who are enrolled, and { $value } is not: which other roles the command shift would take away is not known. Enrol the person (column enrol), or take the old role with the command del once the site tells.
       *[which] Without its companion plugin or its database, this site does not tell which roles it has, and nobody was seen with the role “{ $value }”. Check its short name; or give it to somebody in any course by hand, and run the line again.
    }
    .title = Roles that the site does not tell
finding-period-not-told = This site does not tell from when to when { $value } is enrolled in the course { $course }, and the change would end that period. Give both, starttime and endtime (0: not bounded).
    .title = Periods that would be lost
finding-not-told = { $what ->
        [period] This site does not tell from when to when people are enrolled: the enrolment exists, and its period stays as it is.
        [inactive] The enrolment exists and gives no access: it is suspended, not begun, or over. This site does not tell which, and the enrolment stays as it is.
        [method] This site does not tell by which method people are enrolled: the row ends the enrolment by hand, and one by another method stays.
        [field] This site does not tell this attribute of what exists already: it stays as it is. It is set only where the row creates something.
        [template] This site does not tell what the course was made from: the template is not applied, as it may have been already.
        [content] This site does not tell what people have left in the course: it goes with the course, whatever it is.
        [links] This site does not tell which courses take the people of others: the row is done without knowing whether it changes anything, and a link that was not seen is not taken away.
        [roles] This site tells roles only of people who are enrolled: the row is done without knowing whether it changes anything, and a role that was not seen is not taken away.
       *[bindings] This site does not tell which cohorts are bound to courses: the row is done without knowing whether it changes anything, and a binding that was not seen is not taken away.
    }
    .title = What the site does not tell
finding-sync-not-enabled = This site does not have the enrolment method sync switched on: the people of this file are enrolled by the method manual.
    .title = Enrolled by hand instead of by sync
finding-enrolment-missing = { $value } is not enrolled in the course { $course } in this way, so there is no access to give or to suspend. Enrol the person first, with the command add.
    .title = Enrolments that do not exist
finding-not-a-participant = { $value } does not take part in the course { $course } and is put in none of its groups ({ $groups }). Enrol the person, or give a role.
    .title = People outside the course
finding-group-absent = The course { $course } has no group “{ $value }”: nobody has to leave it.
    .title = Groups that do not exist any more
finding-membership-protected = { $value } stays in groups of the course { $course } that were given by hand: { $groups }. The settings protect them.
    .title = Group memberships given by hand
finding-emptied-group-deleted = After this file the group “{ $value }” of the course { $course } has no members: it is deleted, as the settings ask.
    .title = Groups that are left empty

help-two-roles = Two rows give one person two roles in one course. Both are given: roles add up. That is right for somebody who teaches and learns, and wrong for somebody who changes from one to the other.
    .mend = Nothing, if both are meant. To replace one role by another, use the command shift.
help-shift-again = The command shift gives one role in place of the others, so that of several shifts of one person in one course only the last one can hold.
    .mend = Keep the line that is right.
help-shift-superseded = A line below shifts the role of the same person in the same course. Doing both would change the site at every run, so only the last one is done.
    .mend = Keep the line that is right.
help-method-not-offered = The row asks for an enrolment by a method that files cannot use in that course. tool_sync gives the role without the enrolment then; here the row is refused, so that nobody is taken for enrolled who is not.
    .mend = Add the method to the course or switch it on, choose another one, or allow methods that are switched off (setting enrols_enableenrolondisabled). To give a role without enrolment, take the column enrol out.
help-role-not-told = Moodle’s own web services tell only which roles people hold who are enrolled, not which roles there are, nor which somebody holds without being enrolled. Without knowing the role, nothing is given or taken.
    .mend = Install the companion plugin, or let Toolsync read the database. Or give the role to somebody by hand once: from then on it is known. Or enrol the person.
help-period-not-told = Moodle’s own web services tell that somebody is enrolled and whether it gives access, but not from when to when; and they change all of it at once.
    .mend = Give both dates in the row; or install the companion plugin, or let Toolsync read the database, which tell the dates.
help-not-told = Moodle’s own web services tell only part of what a site holds. The plan does not guess: what is not told is left alone, or the message says what is assumed.
    .mend = Nothing, if that is good enough. Otherwise install the companion plugin, or let Toolsync read the database: both tell everything.
help-sync-not-enabled = The method sync is the companion plugin’s: it keeps what files enrol apart from what people enrol. Where it is not installed or not switched on, these enrolments are manual ones, and look like those made by hand.
    .mend = Nothing, if that is good enough. Otherwise have the method sync switched on for the site.
help-enrolment-missing = The commands enable and disable change enrolments that there are. This person has none by that method in that course.
    .mend = Check the person, the course and the method; or use the command add, which enrols.
help-not-a-participant = Groups of a course are for who is enrolled in it or holds a role there. The rest of the row is done.
    .mend = Enrol the person (command add), then run the line again.
help-group-absent = The row takes a person out of a group that the course does not have. Either the group is gone, or its name is misspelt.
    .mend = Compare the name with the course. Nothing has to be done if the group is meant to be gone.
help-membership-protected = The setting enrols_protectgroups keeps memberships that people gave by hand: gdel and greplace take only those away that files gave.
    .mend = Nothing, or take the person out of the group in Moodle, or switch the setting off.
help-emptied-group-deleted = The file takes the last member out of the group, and the setting enrolcleanup has such groups deleted. Groups that were empty before stay.
    .mend = Nothing, if the group has served its time. To keep it, switch the setting off.

kind-enrolments = Enrolments
    .explanation = Who is enrolled in which course, in which role, until when, and in which groups.
column-enrolments-rolename = Role
    .explanation = Short name of the role, such as student. With del it may be empty: all roles.
column-enrolments-cid = Course
    .explanation = Course, by the identifier that the settings choose; usually its short name.
column-enrolments-uid = Person
    .explanation = Person, by the identifier that the settings choose; usually the login name.
column-enrolments-cmd = Command
    .explanation = add: gives the role and enrols. del: takes both away. shift: gives the role in place of others. enable, disable: gives access by the enrolment, or suspends it.
column-enrolments-enrol = Enrolment method
    .explanation = manual (also when empty), self, sync… Without this column roles are given and nobody is enrolled.
column-enrolments-starttime = Start
    .explanation = From when, such as 2024-09-02 08:00; empty: at once.
column-enrolments-endtime = End
    .explanation = Until when, such as 2025-06-30 18:00; empty: no end.
column-enrolments-gcmd = Group command
    .explanation = gadd: puts the person in the groups. greplace: in these groups only. gdel: takes the person out of them. gaddcreate, greplacecreate: create missing groups.
column-enrolments-gn = Group
    .explanation = Name of a group of the course.
