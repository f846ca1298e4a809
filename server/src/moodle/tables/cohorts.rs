//! Cohorts and their members.

use super::row;

row! {
    /// A cohort.
    CohortRow, "cohorts" from "{cohort} c LEFT JOIN {context} x ON x.id = c.contextid AND x.contextlevel = 40" => cohort {
        /// Moodle's id.
        id: u64 = "c.id",
        /// Name.
        name: String = "c.name",
        /// External identifier.
        idnumber: String = "c.idnumber",
        /// Description, HTML.
        description: String = "c.description",
        /// Id of the category that it belongs to; 0: the whole site.
        category: u64 = "x.instanceid",
        /// Whether people see it in lists of cohorts.
        visible: bool = "c.visible",
        /// Component that owns it; empty: it is kept by hand.
        component: String = "c.component",
    }
}

row! {
    /// A member of a cohort.
    CohortMemberRow, "cohort_members" from "{cohort_members} m" => cohort_member {
        /// Moodle's id.
        id: u64 = "m.id",
        /// Id of the cohort.
        cohort: u64 = "m.cohortid",
        /// Id of the account.
        user: u64 = "m.userid",
    }
}
