# Groups and groupings of courses.

operation-update-group = Updates the group { $group } of the course { $course }
operation-delete-group = Deletes the group { $group } of the course { $course }, which has no members
operation-create-grouping = Creates the grouping { $grouping } in the course { $course }
operation-update-grouping = Updates the grouping { $grouping } of the course { $course }
operation-delete-grouping = Deletes the grouping { $grouping } of the course { $course }, which has no groups
operation-add-to-grouping = Puts the group { $group } in the grouping { $grouping } of the course { $course }
operation-remove-group-member = Takes { $user } out of the group { $group } of the course { $course }
