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
