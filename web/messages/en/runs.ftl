loading = One moment…
rows = { $form ->
    [one] row
   *[other] rows
}
unknown = not known
empty = empty
previous = Previous
next = Next

runs-title = Runs
runs-lead = Every file that was submitted, with its plan, its decision and its outcome.
runs-empty = No file was submitted yet.
runs-empty-action = Check a file

run-file = File
run-kind = Kind
run-sheet = Sheet
run-site = Site
run-phase = Where it is
run-rows = Rows
run-submitted-by = Submitted by
run-submitted-at = Submitted
run-decided-by = Decided by
run-decided-at = Decided
run-started-at = Started
run-finished-at = Finished
run-reason = Reason:
run-being-planned = The file is being checked again and planned. Nothing has changed on the site.
run-waits-its-turn = Approved. It waits for its turn on this site.
run-progress = Rows: { $done } of { $rows }

phase-submitted = being planned
phase-awaiting-approval = waiting for approval
phase-approved = approved
phase-executing = running
phase-finished = finished
phase-refused = refused
phase-cancelled = cancelled
phase-rejected = not accepted

plan-title = What will change
plan-title-past = What was planned
plan-operations = On the site
decision-change = change
decision-unchanged = already so
decision-refused = refused
decision-change-rows = { $form ->
    [one] row that changes something
   *[other] rows that change something
}
decision-unchanged-rows = { $form ->
    [one] row already so
   *[other] rows already so
}
decision-refused-rows = { $form ->
    [one] row refused, kept for the tryback
   *[other] rows refused, kept for the tryback
}

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

decide-title = Decision
decide-running = This run
decide-may = Read the plan below. Approving it executes these rows and nothing else.
decide-may-not = The plan waits for an administrator.
decide-four-eyes = You submitted this file: another administrator must approve it.
approve = Approve and run
refuse = Refuse…
refuse-reason = Why is it refused? The submitter will read this.
refuse-confirm = Refuse
keep = Back
plan-again = Plan again
cancel-run = Cancel

downloads-title = Files of this run
download-tryback = Tryback: the lines that did not take effect
download-tryback-hint = The original lines under the original header. Mend them and submit the file again.
download-tryback-csv-hint = As a CSV file: the rows of the sheet “{ $sheet }” under its header. Mend them and submit that file.
download-report-html = Report (page)
download-report-text = Report (text)
download-report-csv = Report (CSV)
download-report-json = Report (JSON)
download-report-mail = Report as a mail to send on (.eml)
download-archive = Archived copy of the file, passwords blanked

undo-title = Undo
undo-hint = Command files that take back what this run did, as far as files can. They are planned on the site as it is now: what somebody changed since stays as it is.
undo-look = Look what can be undone
undo-fully = Rows fully undone
undo-partly = Rows partly undone
undo-not = Rows not undone
undo-row-of-file = { $file }, line { $line } ({ $subject }): { $grade }
undo-row = Line { $line } ({ $subject }): { $grade }
undo-more = These are the first rows; the list has all.
undo-download = Files of the undo (ZIP)
undo-settings = They need these settings: { $settings }.
undo-list = Grades and reasons of all rows (CSV)
undo-submit = Submit these files
undo-submitted = Submitted as one run, with the settings that the files need:

rows-title = Row by row
rows-filter = Which rows
rows-all = All
rows-none = No such row.
rows-pages = Pages of rows
rows-place = { $first }–{ $last } of { $total }
row-line = Line
row-number = No.
row-entry = Entry
row-subject = Subject
row-state = State
row-what = What happens

people-title = People
person-login = Login
person-name = Name
person-role = Role
person-state = State
person-invited = invited
person-active = active
person-remove = Remove
person-remove-label = Remove { $login }
role-staff = Staff
role-administrator = Administrator
invite-title = Invite somebody
invite-lead = You get a link that works once, for seven days. Hand it over yourself: no mail is sent.
invite = Make the link
invitation-made = The invitation is ready. The person opens this link and chooses a password:

save = Save
saved = Saved.

# Bundles: runs of several files.
run-files = Files
run-files-more = { $file } and { $form ->
        [one] 1 other
       *[other] { $n } others
    }
run-files-order = In the order in which they are executed, whatever they are called. Choose one to see its rows and what it leaves.
downloads-of = What { $file } leaves:
download-trybacks = Download the trybacks of all files
download-trybacks-hint = A ZIP archive: the original lines of each file that did not take effect. Mend them and run the archive as it is.

answer-title = Answer
answer-more = { $form ->
        [one] And { $n } more, in the report.
       *[other] And { $n } more, in the report.
    }

# How many lines ended in each state.
totals-done = done
totals-unchanged = already so
totals-failed = failed
totals-blocked = blocked
totals-held = held

sites-title = Sites
sites-lead = The Moodle sites that Toolsync works on. Each is asked how it stands; nothing is changed on it.
sites-none = No Moodle site is connected.
sites-asked = asking…
sites-ready = ready
sites-lacking = something is missing
sites-away = cannot be used
sites-added = connected on { $date }
sites-check = Check again
sites-remove = Forget { $site }
sites-remove-sure = Really forget { $site } and its token
sites-abilities = { $form ->
    [one] { $n } thing that the token may do
   *[other] { $n } things that the token may do
}
sites-connect = Connect a site
sites-name = Name in Toolsync
sites-name-hint = Lower-case letters, digits, - and _.
sites-address = Address
sites-address-hint = As a browser shows it, with https:// in front.
sites-token = Token of its web services
sites-database = Address of its database (may be empty)
sites-database-hint = The site is then read in seconds: postgres://user:password@host/database?prefix=mdl_ or mysql://…. The account should be one that can only read.
sites-token-hint = Made in Moodle: Site administration, Server, Web services, Manage tokens. It is kept encrypted, and never shown again.
