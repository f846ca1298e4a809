//! Who takes part in courses, and how.

use super::row;

row! {
    /// A role.
    RoleRow, "roles" from "{role} r" => role {
        /// Moodle's id.
        id: u64 = "r.id",
        /// Short name.
        shortname: String = "r.shortname",
    }
}

row! {
    /// An instance of an enrolment method in a course. Cohorts bound to courses, and metacourses, are instances too.
    MethodRow, "methods" from "{enrol} e" => method {
        /// Moodle's id.
        id: u64 = "e.id",
        /// The method: `manual`, `cohort`…
        method: String = "e.enrol",
        /// 0 when it is enabled.
        status: i64 = "e.status",
        /// Id of the course.
        course: u64 = "e.courseid",
        /// Id of the role that it gives; 0 when none.
        role: u64 = "e.roleid",
        /// Start of enrolment, Unix seconds; 0 when none.
        start: i64 = "e.enrolstartdate",
        /// End of enrolment, Unix seconds; 0 when none.
        end: i64 = "e.enrolenddate",
        /// Of a cohort method: id of the cohort. Of `meta`: id of the course whose people are taken.
        source: u64 = "e.customint1",
        /// Of a cohort method: id of the group that people join; 0 when none.
        group: u64 = "e.customint2",
    }
}

row! {
    /// An enrolment of a person by an instance.
    UserEnrolmentRow, "user_enrolments" from "{user_enrolments} n" => user_enrolment {
        /// Moodle's id.
        id: u64 = "n.id",
        /// Id of the instance.
        instance: u64 = "n.enrolid",
        /// Id of the account.
        user: u64 = "n.userid",
        /// 0 when it is active, 1 when it is suspended.
        status: i64 = "n.status",
        /// Start, Unix seconds; 0 when not bounded.
        start: i64 = "n.timestart",
        /// End, Unix seconds; 0 and 2147483647 when not bounded.
        end: i64 = "n.timeend",
    }
}

row! {
    /// A role that a person holds in a course (and not only in something in it).
    RoleAssignmentRow, "role_assignments" from "{role_assignments} a JOIN {context} x ON x.id = a.contextid"
        where "x.contextlevel = 50" => role_assignment {
        /// Moodle's id.
        id: u64 = "a.id",
        /// Id of the role.
        role: u64 = "a.roleid",
        /// Id of the course.
        course: u64 = "x.instanceid",
        /// Id of the account.
        user: u64 = "a.userid",
        /// What gave it: `enrol_cohort`; empty: it was given by hand, or by a method that gives roles as if by hand.
        component: String = "a.component",
    }
}
