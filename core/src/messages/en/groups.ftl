# Groups and groupings of courses. $object: group or grouping.

kind-groups = Groups
    .explanation = Groups and groupings of courses to create, update or delete.

column-groups-cmd = Command
    .explanation = add creates or updates; del deletes the group, with its memberships, or the grouping, when no group is in it. Empty: add.
column-groups-type = Type
    .explanation = group or grouping; empty: group.
column-groups-courseid = Course
    .explanation = Course of the group: its short name, idnumber or Moodle number, as the settings say.
column-groups-updateid = Group to update
    .explanation = Idnumber, name or Moodle number of the group or grouping to change, as the settings say. Rows that do not fill it add.
column-groups-name = Name
    .explanation = Name of the group or grouping, unique in its course.
column-groups-idnumber = Identification number
    .explanation = Identifier of the group or grouping in your other systems, unique in its course.
column-groups-description = Description
    .explanation = Description of the group or grouping; HTML is allowed.
column-groups-selfgrouping = Grouping of its own
    .explanation = 1: the group is put in a grouping of the same name, which is created when missing.
column-groups-grouping = Grouping
    .explanation = Idnumber of the grouping of the same course that the group is put in.

finding-unknown-group = The course { $course } has no group “{ $value }”.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Check the identifier, or create the group first.
    }
    .title = Unknown groups
finding-unknown-grouping = The course { $course } has no grouping “{ $value }”, and no line above creates it.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Check the idnumber, or move the line of the grouping above this one.
    }
    .title = Unknown groupings
finding-ambiguous-group = { $object ->
        [grouping] Two groupings of the course are called “{ $value }”, and which one is meant cannot be told. Rename one of them in Moodle.
       *[group] Two groups of the course are called “{ $value }”, and which one is meant cannot be told. Rename one of them in Moodle.
    }
    .title = Groups of the same name
finding-group-name-taken = { $object ->
        [grouping] Another grouping of the course is called “{ $value }”. Choose another name, or update that grouping (column updateid).
       *[group] Another group of the course is called “{ $value }”. Choose another name, or update that group (column updateid).
    }
    .title = Names of groups already taken
finding-update-creates = { $object ->
        [grouping] The course { $course } has no grouping “{ $value }” to update: it will be created.
       *[group] The course { $course } has no group “{ $value }” to update: it will be created.
    }{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Check the identifier.
    }
    .title = Groups to update that do not exist
finding-identifier-kept = The grouping keeps “{ $kept }”: what identifies a grouping is not changed to “{ $value }”. Rename it in Moodle, or have it identified in another way.
    .title = Identifiers of groupings that stay
finding-grouping-without-idnumber = The grouping “{ $value }” has no idnumber, so no line can put groups in it. Give it one.
    .title = Groupings without idnumber
finding-not-for-groupings = This cell has no effect on a grouping. Empty it, or make the row a group.
    .title = Cells without effect on groupings
finding-group-exists = { $object ->
        [grouping] The grouping “{ $value }” already exists and stays as it is. To change it, add the column updateid.
       *[group] The group “{ $value }” already exists and stays as it is. To change it, add the column updateid.
    }
    .title = Groups that already exist
finding-missing-group = { $object ->
        [grouping] The course { $course } has no grouping “{ $value }”: nothing is left to delete.
       *[group] The course { $course } has no group “{ $value }”: nothing is left to delete.
    }{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Check the name and the idnumber, unless it was deleted before.
    }
    .title = Groups to delete that do not exist
finding-group-with-members = The group “{ $value }” goes with its memberships: { $count }, of which { $byhand } were made by hand.
    .title = Groups to delete that have members
finding-group-of-cohort = The cohort “{ $cohort }” fills the group “{ $value }”, which stays. Take the binding of the cohort away first.
    .title = Groups to delete that a cohort fills
finding-grouping-with-groups = The grouping “{ $value }” has groups, and stays: { $groups }. Delete them above this line, or take them out of it in Moodle.
    .title = Groupings to delete that have groups

operation-update-group = Updates the group { $group } of the course { $course }
operation-delete-group = Deletes the group { $group } of the course { $course }, which has no members
operation-create-grouping = Creates the grouping { $grouping } in the course { $course }
operation-update-grouping = Updates the grouping { $grouping } of the course { $course }
operation-delete-grouping = Deletes the grouping { $grouping } of the course { $course }, which has no groups
operation-add-to-grouping = Puts the group { $group } in the grouping { $grouping } of the course { $course }
operation-remove-group-member = Takes { $user } out of the group { $group } of the course { $course }
