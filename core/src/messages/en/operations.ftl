# What an operation does, one line each. Field changes are shown beside it, not in it.

operation-create-category = Creates the category { $category }{ $visible ->
        [no] , hidden
       *[yes] {""}
    }
operation-create-course = Creates the course { $course } in { $category }{ $from ->
        [yes] , from the template { $template }
       *[no] {""}
    }
operation-update-course = Updates the course { $course }
operation-apply-template = { $replace ->
        [yes] Replaces the content of the course { $course } with the template { $template }
       *[no] Adds the content of the template { $template } to the course { $course }
    }
operation-set-section = Sets section { $number } of the course { $course }: { $title }
operation-set-method = { $enabled ->
        [yes] Enables the enrolment method { $method } in the course { $course }
       *[no] Disables the enrolment method { $method } in the course { $course }
    }
operation-create-user = Creates the account { $user }{ $password ->
        [generate] ; the site will make a password and mail it
        [none] , without a password
       *[set] {""}
    }{ $mailed ->
        [yes] , and mails the password to { $mail }
       *[no] {""}
    }
operation-update-user = Updates the account { $user }
operation-set-password = { $password ->
        [generate] Has the site make a new password for { $user } and mail it
        [none] Takes the password of { $user } away
       *[set] Sets the password of { $user }
    }{ $mailed ->
        [yes] , and mails the password to { $mail }
       *[no] {""}
    }
operation-rename-user = Renames the account { $from } to { $to }
operation-revive-user = Restores the deleted account { $user }
operation-delete-user = Deletes the account { $user }{ $alone ->
        [yes] {""}
       *[no] {" "}and with it: enrolments { $enrolments }, roles { $roles }, groups { $groups }, cohorts { $cohorts }
    }
operation-enrol = { $enrolled ->
        [yes] Changes the enrolment of { $user } in the course { $course } ({ $method })
       *[no] Enrols { $user } in the course { $course } ({ $method })
    }{ $with ->
        [yes] , as { $role }
       *[no] {""}
    }
operation-assign-role = Gives { $user } the role { $role } in the course { $course }
operation-create-cohort = Creates the cohort { $cohort }
operation-add-cohort-member = Adds { $user } to the cohort { $cohort }
operation-create-group = Creates the group { $group } in the course { $course }
operation-add-group-member = Adds { $user } to the group { $group } of the course { $course }
