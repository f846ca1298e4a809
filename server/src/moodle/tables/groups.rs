//! Groups and groupings.

use super::row;

row! {
    /// A group of a course.
    GroupRow, "groups" from "{groups} g" => group {
        /// Moodle's id.
        id: u64 = "g.id",
        /// Id of its course.
        course: u64 = "g.courseid",
        /// Name.
        name: String = "g.name",
        /// External identifier.
        idnumber: String = "g.idnumber",
        /// Description, HTML.
        description: String = "g.description",
    }
}

row! {
    /// A member of a group.
    GroupMemberRow, "group_members" from "{groups_members} m" => group_member {
        /// Moodle's id.
        id: u64 = "m.id",
        /// Id of the group.
        group: u64 = "m.groupid",
        /// Id of the account.
        user: u64 = "m.userid",
        /// Component that owns the membership; empty: it was made by hand.
        component: String = "m.component",
    }
}

row! {
    /// A grouping of a course.
    GroupingRow, "groupings" from "{groupings} g" => grouping {
        /// Moodle's id.
        id: u64 = "g.id",
        /// Id of its course.
        course: u64 = "g.courseid",
        /// Name.
        name: String = "g.name",
        /// External identifier.
        idnumber: String = "g.idnumber",
        /// Description, HTML.
        description: String = "g.description",
    }
}

row! {
    /// A group in a grouping.
    GroupingGroupRow, "grouping_groups" from "{groupings_groups} b" => grouping_group {
        /// Moodle's id.
        id: u64 = "b.id",
        /// Id of the grouping.
        grouping: u64 = "b.groupingid",
        /// Id of the group.
        group: u64 = "b.groupid",
    }
}
