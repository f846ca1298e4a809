# How many operations of a type a plan holds, without the number: $form is one or other, as the number and the language have it.

operations-create-category = { $form ->
        [one] category to create
       *[other] categories to create
    }
operations-create-course = { $form ->
        [one] course to create
       *[other] courses to create
    }
operations-update-course = { $form ->
        [one] course to change
       *[other] courses to change
    }
operations-apply-template = { $form ->
        [one] template to restore
       *[other] templates to restore
    }
operations-set-section = { $form ->
        [one] section to set
       *[other] sections to set
    }
operations-set-method = { $form ->
        [one] enrolment method to switch
       *[other] enrolment methods to switch
    }
operations-create-user = { $form ->
        [one] account to create
       *[other] accounts to create
    }
operations-update-user = { $form ->
        [one] account to change
       *[other] accounts to change
    }
operations-set-password = { $form ->
        [one] password to set
       *[other] passwords to set
    }
operations-rename-user = { $form ->
        [one] account to rename
       *[other] accounts to rename
    }
operations-revive-user = { $form ->
        [one] account to revive
       *[other] accounts to revive
    }
operations-delete-user = { $form ->
        [one] account to delete
       *[other] accounts to delete
    }
operations-enrol = { $form ->
        [one] enrolment
       *[other] enrolments
    }
operations-assign-role = { $form ->
        [one] role to give
       *[other] roles to give
    }
operations-create-cohort = { $form ->
        [one] cohort to create
       *[other] cohorts to create
    }
operations-update-cohort = { $form ->
        [one] cohort to change
       *[other] cohorts to change
    }
operations-delete-cohort = { $form ->
        [one] cohort to delete
       *[other] cohorts to delete
    }
operations-add-cohort-member = { $form ->
        [one] cohort member to add
       *[other] cohort members to add
    }
operations-remove-cohort-member = { $form ->
        [one] cohort member to take out
       *[other] cohort members to take out
    }
operations-empty-cohort = { $form ->
        [one] cohort to empty
       *[other] cohorts to empty
    }
operations-set-cohort-binding = { $form ->
        [one] binding of a cohort to a course to set
       *[other] bindings of cohorts to courses to set
    }
operations-remove-cohort-binding = { $form ->
        [one] binding of a cohort to a course to take away
       *[other] bindings of cohorts to courses to take away
    }
operations-set-course-link = { $form ->
        [one] metacourse link to set
       *[other] metacourse links to set
    }
operations-remove-course-link = { $form ->
        [one] metacourse link to take away
       *[other] metacourse links to take away
    }
operations-create-group = { $form ->
        [one] group to create
       *[other] groups to create
    }
operations-add-group-member = { $form ->
        [one] group member to add
       *[other] group members to add
    }
operations-delete-category = { $form ->
        [one] empty category to delete
       *[other] empty categories to delete
    }
operations-delete-course = { $form ->
        [one] course to delete
       *[other] courses to delete
    }
operations-reset-course = { $form ->
        [one] course to reset
       *[other] courses to reset
    }
operations-set-picture = { $form ->
        [one] picture to set
       *[other] pictures to set
    }
operations-set-enrolment = { $form ->
        [one] enrolment to suspend or to give back
       *[other] enrolments to suspend or to give back
    }
operations-unenrol = { $form ->
        [one] person to unenrol
       *[other] people to unenrol
    }
operations-unassign-role = { $form ->
        [one] role to take away
       *[other] roles to take away
    }
operations-shift-role = { $form ->
        [one] role to shift
       *[other] roles to shift
    }
operations-update-group = { $form ->
        [one] group to change
       *[other] groups to change
    }
operations-delete-group = { $form ->
        [one] group to delete
       *[other] groups to delete
    }
operations-create-grouping = { $form ->
        [one] grouping to create
       *[other] groupings to create
    }
operations-update-grouping = { $form ->
        [one] grouping to change
       *[other] groupings to change
    }
operations-delete-grouping = { $form ->
        [one] grouping to delete
       *[other] groupings to delete
    }
operations-add-to-grouping = { $form ->
        [one] group to put in a grouping
       *[other] groups to put in groupings
    }
operations-remove-group-member = { $form ->
        [one] group member to take out
       *[other] group members to take out
    }
