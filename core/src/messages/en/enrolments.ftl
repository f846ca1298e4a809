# Enrolments, roles and groups of people in courses. $roles, $groups: numbers.

operation-set-enrolment = { $how ->
        [enabled] Gives { $user } access again to the course { $course } ({ $method })
        [disabled] Suspends the enrolment of { $user } in the course { $course } ({ $method })
       *[period] Changes the period of the enrolment of { $user } in the course { $course } ({ $method })
    }
operation-unenrol = Unenrols { $user } from the course { $course } ({ $method }; roles that end: { $roles }; groups that are left: { $groups })
operation-unassign-role = Takes the role { $role } in the course { $course } from { $user }
operation-shift-role = Gives { $user } the role { $role } in the course { $course }, in place of other roles
