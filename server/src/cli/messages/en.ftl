# The command line's own words.

severity-error = error
severity-warning = warning
severity-info = note

place-file = the file
place-line = line { $line }
place-cell = line { $line }, { $column }
place-sheet-cell = cell { $cell }, { $column }
said-at = { $place }: { $message }

check-facts = { $kind }, { $encoding }, separator { $separator }
check-facts-archive = { $kind }, ZIP archive
check-facts-workbook = { $kind }, workbook, sheet “{ $sheet }”
check-kind-unknown = unknown kind
check-more = and { $count } more of the kind “{ $title }”
check-totals = Rows: { $rows }, errors: { $errors }, warnings: { $warnings }

separator-none = none
separator-tab = tab

plan-fingerprint = Fingerprint of the plan: { $fingerprint }

run-ask = Execute this on { $site }? [y/N]
run-declined = Nothing was executed.
run-no-terminal = Nothing was executed: there is no terminal to ask on. Add --yes to execute without asking.
run-rejected = { $file } was not executed. { $reason }
run-done = Run { $id }: done { $done }, already so { $unchanged }, failed { $failed }, blocked { $blocked }, held { $held }
run-deleted = { $file } was deleted from its folder, as the setting userpictures_forcedeletion says; run { $id } keeps a copy.
undo-written = The files are in { $path }. They are run there by: { $command }
run-tryback = The lines that failed: { $path }
run-tryback-of-workbook = The rows that failed, as a CSV file: { $path }

# Generated files.

left-out-shared = Left out: { $course }, whose idnumber belongs to several courses.
left-out-without = Left out: { $course }, which has no idnumber.
generated-courses = Courses listed: { $count }.
kept-for-courses = courses in it: { $count }
kept-for-courses-below = courses in the categories below it: { $count }
kept-for-subcategories = categories below it: { $count }

# Connected sites.

site-token-ask = Token of the web services of { $address }:{" "}
site-database-ask = Address of the site’s database, to read it quickly (postgres://… or mysql://…; empty: none):{" "}
site-added = { $site } is connected. See what its token may do: toolsync site check { $site }
site-removed = { $site } is forgotten.
site-none = No Moodle site is connected. Connect one: toolsync site add NAME --url URL
site-listed = { $site }: { $address }, { $fields } fields a call, since { $since }
site-plugin-install =
    Install them on the site, one after the other: Site administration, Plugins, Install plugins. (Or unpack local_toolsync.zip in the folder local of Moodle and enrol_sync.zip in its folder enrol, and run: php admin/cli/upgrade.php)
    Then, under Site administration:
    1. Users, Permissions, Define roles: allow the role of Toolsync’s account local/toolsync:apply, local/toolsync:snapshot and local/toolsync:info.
    2. Server, Web services, External services: add the account to the authorised users of “Toolsync companion”, or add the three functions local_toolsync_… to the service that its token has already.
    3. Server, Web services, Manage tokens: make a token of the account for “Toolsync companion”, if it has none for a service with these functions.
    4. Plugins, Enrolments, Manage enrol plugins: switch “Enrolments from files” on, if enrolments from files are to be kept apart from those made by hand.
    See what the token may do now: toolsync site check NAME
