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
site-added = { $site } is connected. See what its token may do: toolsync site check { $site }
site-removed = { $site } is forgotten.
site-none = No Moodle site is connected. Connect one: toolsync site add NAME --url URL
site-listed = { $site }: { $address }, { $fields } fields a call, since { $since }

site-facts = { $title }, Moodle { $release }, account { $account }
site-facts-administrator = { $title }, Moodle { $release }, account { $account } (site administrator)
site-timing = A call takes { $time } ms and has { $fields } fields at most.
site-too-old = This Moodle is older than 4.1: Toolsync does not know it, and nothing should be executed on it.
site-administrator-unwise = The token belongs to a site administrator. An account with a role of its own, allowed what is needed, is safer.
site-clock-ahead = The site’s clock is { $seconds } s ahead of this machine’s: set both by a time server, or enrolments may start and end on another day than the file says.
site-clock-behind = The site’s clock is { $seconds } s behind this machine’s: set both by a time server, or enrolments may start and end on another day than the file says.
site-clock-silent = The site does not say what time it is there.
site-no-uploads = Files cannot be uploaded with this token, so that pictures cannot be set. Switch “Can upload files” on in the service of the token.

site-ready = ready
site-there = there
site-lacking = lacking
site-not-allowed = not allowed
site-ability-functions = { $ability }. Without it: { $forbids } Add to the service of the token (Site administration, Server, Web services, External services, Functions): { $names }
site-ability-capabilities = { $ability }. Without it: { $forbids } Allow the role of the account what it lacks of these (Site administration, Users, Permissions, Define roles): { $names }
site-beyond = No core function of Moodle resets courses, restores them from archives, binds cohorts to courses, revives deleted accounts or hides categories.

site-unreachable = { $address } cannot be reached: { $why }. Look at the address, the network and the certificate.
site-timed-out = { $address } did not answer in time. Try again; if it stays so, ask whoever runs the site.
site-elsewhere = { $address } sends callers to { $other }. Remove the site and add it again with the address that it uses itself.
site-unavailable = { $address } is not available at the moment (status { $status }). Try again later.
site-not-moodle = What answers at { $address } is not Moodle’s web service (status { $status }). Look at the address, and that web services and the REST protocol are switched on (Site administration, Server, Web services, Overview).
site-misunderstood = { $address } answered in a form that Toolsync does not understand: { $why }.
site-token-refused = { $address } does not know the token, or does not take it from here or at this time. Make a new one (Site administration, Server, Web services, Manage tokens), then remove the site and add it again.
site-no-service = The service of the token lacks the function core_webservice_get_site_info, or web services are switched off on { $address }. Add it (Site administration, Server, Web services, External services, Functions).
site-account-refused = { $address } does not let the account of the token use web services: allow its role webservice/rest:use, and see that the account is active and has agreed to the site’s policies.
site-maintenance = { $address } is being maintained. Try again later.
site-refused = { $address } refused: { $message }

ability-read-courses = know courses and categories
  .forbids = nothing can be planned.
ability-read-users = know accounts
  .forbids = nothing that names people can be planned.
ability-read-enrolments = know who takes part in courses
  .forbids = enrolments, groups and deletions of courses cannot be planned.
ability-read-cohorts = know cohorts
  .forbids = cohort files cannot be planned.
ability-read-groups = know groups and groupings
  .forbids = group files cannot be planned.
ability-create-users = create accounts
  .forbids = users files cannot create accounts.
ability-update-users = change and suspend accounts
  .forbids = users files change no account, and suspension files are refused.
ability-delete-users = delete accounts
  .forbids = user deletion files are refused.
ability-set-pictures = set pictures
  .forbids = archives of pictures are refused.
ability-write-categories = create, change and delete categories
  .forbids = courses cannot go into new categories, and category deletion files are refused.
ability-write-courses = create and change courses
  .forbids = courses files are refused.
ability-delete-courses = delete courses
  .forbids = course deletion files are refused.
ability-write-enrolments = enrol people, end enrolments, give and take roles
  .forbids = enrolments files are refused.
ability-write-metacourses = link courses to metacourses
  .forbids = metacourses files are refused.
ability-write-cohorts = create, change, fill and delete cohorts
  .forbids = cohorts files are refused.
ability-write-groups = create, change, fill and delete groups and groupings
  .forbids = groups and group members files are refused.
ability-copy-courses = fill a course with the content of another
  .forbids = courses files cannot use a template course.
