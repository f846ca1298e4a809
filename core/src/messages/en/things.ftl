# What a refusal or a reason is about. $what: kind of the object; $name, $course, $user, $group, $method, $role: its names; $part, $field: what of
# it is meant; $how (changed, missing, exists); $expected, $found: texts, or words of ours when $expected_is, $found_is are not text
# (features: several, already worded by feature-…).

site-thing = { $what ->
        [account] the account { $name }
        [numbered_account] the account with the number { $name }
        [deleted_account] the deleted account { $name }
        [account_of_address] an account with the address { $name }
        [authentication] the authentication method { $name }
        [profile_field] the profile field { $name }
        [course] the course { $name }
        [numbered_course] the course with the number { $name }
        [front_page] the front page { $name }, which cannot be deleted,
        [course_format] the course format { $name }
        [theme] the theme { $name }
        [language] the language { $name }
        [forum_type] the forum type { $name }
        [category] the category { $name }
        [numbered_category] the category with the number { $name }
        [nameless_category] a category without a name
        [cohort] the cohort { $name }
        [numbered_cohort] the cohort with the number { $name }
        [cohort_of_idnumber] a cohort with the idnumber { $name }
        [cohort_member] the member { $user } of the cohort { $name }
        [role] the role { $name }
        [group] the group { $name } of the course { $course }
        [group_of_idnumber] a group with the idnumber { $name } in the course { $course }
        [group_member] the member { $user } of the group { $name } of the course { $course }
        [grouping] the grouping { $name } of the course { $course }
        [grouping_of_idnumber] a grouping with the idnumber { $name } in the course { $course }
        [grouping_member] the group { $group } in the grouping { $name } of the course { $course }
        [section] section { $name } of the course { $course }
        [method] the enrolment method { $name }
        [course_method] the enrolment method { $name } of the course { $course }
        [enabled_method] the enabled enrolment method { $name } of the course { $course }
        [enrolment] the enrolment ({ $name }) of { $user } in the course { $course }
        [assigned_role] the role { $name } of { $user } in the course { $course }
        [participant] { $name } in the course { $course }
        [binding] the binding ({ $method }, { $role }) of the cohort { $name } to the course { $course }
        [link] the link by which the course { $course } takes the people of the course { $name }
        [losses] the people who lose enrolments
        [archive] the archive { $name }
        [archived_course] the course in the archive { $name }
        [backup] the backup of the template { $name }
        [subject] { $name }
       *[other] { $what }
    }{ $part ->
       *[whole] {""}
        [field] {" "}(field { $field })
        [name] {" "}(name)
        [shortname] {" "}(short name)
        [path] {" "}(path)
        [category] {" "}(number of the category)
        [groups] {" "}(groups)
        [groupings] {" "}(groupings)
        [members] {" "}(members)
        [default] {" "}(default of its course)
        [origin] {" "}(where the membership comes from)
        [picture] {" "}(picture)
        [roles] {" "}(roles)
        [ties] {" "}(what goes with it)
        [contents] {" "}(all that is in it)
        [reset] {" "}(what the reset would remove)
        [operations] {" "}(operations)
    }
site-expected = { $expected_is ->
        [absent] nothing
        [as_left] what the run left
        [as_made] what the run made
        [as_seen] what the plan saw
        [by_hand] “by hand”
        [by_tool] “by a tool”
        [disabled] “disabled”
        [empty] nothing
        [enabled] “enabled”
        [features] { $expected }
        [no] “no”
        [nothing] nothing
        [otherwise] something else
        [with_content] what people did in it
        [yes] “yes”
       *[text] “{ $expected }”
    }
site-found = { $found_is ->
        [absent] nothing
        [as_left] what the run left
        [as_made] what the run made
        [as_seen] what the plan saw
        [by_hand] “by hand”
        [by_tool] “by a tool”
        [disabled] “disabled”
        [empty] nothing
        [enabled] “enabled”
        [features] { $found }
        [no] “no”
        [nothing] nothing
        [otherwise] something else
        [with_content] what people did in it
        [yes] “yes”
       *[text] “{ $found }”
    }
site-moved = { $how ->
        [missing] { site-thing } does not exist any more
        [exists] { site-thing } exists already
       *[changed] for { site-thing }, expected: { site-expected }; found: { site-found }
    }
site-refusal = { $cause ->
        [moved] { site-moved }
        [no_function] Moodle has no function for it ({ $details })
        [no_role] { $user } holds no role in the course { $course }, and Moodle changes an enrolment only together with a role
        [picture_missing] the picture did not come with its row
        [picture_changed] the picture is not the one of the approved plan
        [no_picture] the file is no picture that a site takes, and would remove the one there is
       *[said] { $details }
    }
