# Cohorts bound to courses: findings, reference, columns.

finding-unknown-cohort-method = This site has no enrolment method “{ $value }” that binds cohorts to courses.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Leave the cell empty for the method cohort, or have that method switched on.
    }
    .title = Unknown methods for cohorts
finding-every-role = A cohort is bound to a course in one role. Name it; * stands for every role with del, restore and fulldel only.
    .title = Every role where one is needed
finding-missing-binding = The cohort { $cohort } is not bound to the course { $course } { $every ->
        [yes] in any role
       *[no] as { $role }
    }: nothing is left to take away.
    .title = Bindings that do not exist any more
finding-unknown-binding = The cohort { $cohort } is not bound to the course { $course } { $every ->
        [yes] in any role
       *[no] as { $role }
    }, so no access can be given back. To bind it, use the command add.
    .title = Unknown bindings

help-unknown-cohort-method = Cohorts are bound to courses by the enrolment method cohort, or by a variant of it (delayedcohort, cohortrestricted) where the site has it, switched on.
    .mend = Correct the name, empty the cell, or ask the administrator of the site to switch the method on.
help-every-role = The sign * stands for every role in which the cohort is bound to the course already. A new binding needs one role, which its members will have.
    .mend = Write the role, such as student, or leave the cell empty for student.
help-missing-binding = The row takes a binding away, or its access, and there is none between this cohort and this course in this role. Either that was done before, or one of the three is not the one that was meant.
    .mend = Compare with the enrolment methods of the course. Nothing has to be done if the binding is meant to be gone.
help-unknown-binding = The command restore gives access back where del took it away. There is no binding between this cohort and this course in this role.
    .mend = Correct cohort, course or role, or write add in place of restore.

kind-cohort_courses = Cohorts’ courses
    .explanation = Cohorts to bind to courses, so that their members are enrolled there; bindings to suspend, give back or take away.
column-cohort_courses-cohort = Cohort
    .explanation = Cohort, by the identifier that the settings choose.
column-cohort_courses-course = Course
    .explanation = Course, by the identifier that the settings choose.
column-cohort_courses-cmd = Command
    .explanation = add (also when empty): binds the cohort to the course. del: takes access away and keeps what was done. restore: gives access back. fulldel: takes the binding away, with its enrolments.
column-cohort_courses-role = Role
    .explanation = Role that members get; empty: student. *: every role, with del, restore and fulldel.
column-cohort_courses-enrol = Enrolment method
    .explanation = cohort (also when empty), or a variant that the site has.
column-cohort_courses-enrolstart = Start of enrolment
    .explanation = When the members’ enrolments start; 0: not bounded. Empty: as it is, at once for a new binding.
column-cohort_courses-enrolend = End of enrolment
    .explanation = When the members’ enrolments end; 0: never. Empty: as it is.
column-cohort_courses-makegroup = Group
    .explanation = 1: the members join a group of the course with the cohort’s name, which is created when missing. 0: no group. Empty: as it is.
