# Findings about rows among themselves and against the site: what both kinds share, and users files.

finding-duplicate-row = This row is the same as the one on line { $first }. Take one of them out.
    .title = Repeated rows
finding-duplicate-key = “{ $value }” was already given on line { $first }. Only one row may be about it: merge the two rows.
    .title = Two rows about the same object
finding-duplicate-identifier = “{ $value }” was already given on line { $first } to someone or something else. An identifier belongs to one only: correct one of the two rows.
    .title = Identifiers given twice
finding-duplicate-email = The address { $value } was already given to another person on line { $first }. Check that both rows are right.
    .title = Two people with the same address

finding-orphan-cell = This cell has no effect, because { $partner } is empty on this row. Fill { $partner }, or empty this cell.
    .title = Cells without effect

finding-unknown-user = No account has the id, login name, e-mail address or idnumber “{ $value }”.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Check the spelling, or create the account first.
    }
    .title = Unknown accounts
finding-ambiguous-user = Several accounts answer to “{ $value }”. Write the login name instead.
    .title = Several accounts possible
finding-unknown-course = The course “{ $value }” does not exist on this site.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Check the identifier, or create the course first.
    }
    .title = Unknown courses
finding-unknown-role = This site has no role “{ $value }”.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Use the short name of a role, such as student or editingteacher.
    }
    .title = Unknown roles
finding-unknown-auth = This site has no authentication method “{ $value }”.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Use the name of an enabled method, such as manual, or leave the cell empty.
    }
    .title = Unknown authentication methods
finding-unknown-language = This site does not have the language “{ $value }”.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Choose an installed one, or have its language pack installed.
    }
    .title = Languages that are not installed
finding-unknown-method = The course { $course } does not offer the enrolment method “{ $value }”: the person gets the role, but is not enrolled. Enable the method in the course, or choose another one.
    .title = Enrolment methods not offered
finding-unknown-profile-field = This site has no custom profile field “{ $value }”.{ $suggested ->
        [yes] {" "}Did you mean { $near }?
       *[no] {" "}Create the field on the site, or take the column out.
    }
    .title = Unknown profile fields

finding-new-cohort = The cohort “{ $value }” does not exist yet and will be created.
    .title = New cohorts
finding-new-group = The group “{ $value }” does not exist yet in the course { $course } and will be created.
    .title = New groups

finding-idnumber-taken = The idnumber “{ $value }” already belongs to another { $object ->
        [course] course. Correct it, or identify courses by idnumber.
        [group] group of the course. Correct it, or update that group (column updateid).
        [grouping] grouping of the course. Correct it, or update that grouping (column updateid).
        [cohort] cohort. Correct it, or write that cohort’s name.
       *[account] account, under another login name. Correct it, write that login name, or rename the account (column oldusername).
    }
    .title = Idnumbers already taken
finding-username-taken = The login name “{ $value }” already belongs to another person on this site, with another idnumber. Choose another login name, or correct the idnumber.
    .title = Login names already taken
finding-email-taken = Another account already has the address { $value }. Correct the address or the login name.
    .title = Addresses already taken
finding-email-protected = This account already has another address, which the settings protect: { $value } will not be applied.
    .title = Protected addresses
finding-password-not-used = The password will not be used: an account with the authentication method { $auth } does not keep one on this site. Empty the cell.
    .title = Unused passwords

finding-rename-not-allowed = The settings do not allow renaming accounts. Empty the column oldusername, or ask an administrator to allow it.
    .title = Renaming not allowed
finding-rename-source-missing = No account has the old login name “{ $value }”, nor the new one. Correct the old name, or empty the cell to create the account.
    .title = Accounts to rename that do not exist
finding-rename-target-taken = An account already has the new login name “{ $value }”. Choose another one.
    .title = New login names already taken
finding-delete-missing = There is no account “{ $value }” to delete. Correct the row, or take it out.
    .title = Accounts to delete that do not exist

finding-not-capable = { $what ->
        [remote_enrolment] Enrolling people in courses of another site (columns wwwroot) is not offered. Empty this cell, and import these enrolments on the other site.
        [restore] This site cannot make courses from templates: it has no means to restore a backup, and Moodle’s own functions only copy a course as it is now, without its enrolment methods. Empty this cell, or use a site with the companion plugin.
        [reset] This site cannot reset courses from outside: the companion plugin is missing.
        [meta] On this site no course can take the people of another: the enrolment method meta is not switched on.
        [sections] Section titles and summaries cannot be written on this site: the companion plugin is missing.
        [course_methods] Enrolment methods of courses cannot be added or switched on this site: the companion plugin is missing.
        [enrolment_method] On this site people can be enrolled by the enabled method manual only, and with a role: the companion plugin is missing.
        [cohort_bindings] Cohorts cannot be bound to courses on this site: the companion plugin is missing.
        [link_switch] A link between courses can be made and ended on this site, not switched off and on: the companion plugin is missing.
        [revival] Deleted accounts cannot be revived on this site: the companion plugin is missing.
        [hidden_category] A category that students do not see cannot be made on this site: the companion plugin is missing. Let new categories be visible, or hide it in Moodle.
        [attribution] This site cannot record that a cohort or a membership belongs to a component: the companion plugin is missing.
        [no_password] Accounts without a password cannot be made on this site: the companion plugin is missing. Give a password, or let the site make one.
        [password_mail] This site cannot mail a given password: the companion plugin is missing. Let the site make the password: it mails that itself.
        [no_address] Accounts without an e-mail address cannot be made on this site: the companion plugin is missing.
        [account_field] The field { $field } of accounts cannot be written so on this site: the companion plugin is missing. Leave the column out.
        [course_field] The field { $field } of courses cannot be written so on this site: the companion plugin is missing. Leave the column out.
       *[other] This site cannot do what this row asks.
    }
    .title = Not possible on this site
