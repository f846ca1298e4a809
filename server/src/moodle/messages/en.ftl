# How a connected site stands, and what is missing.

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
site-there = in the service
site-lacking = lacking
site-not-allowed = not allowed
site-ability-functions = { $ability }. Without it: { $forbids } Add to the service of the token (Site administration, Server, Web services, External services, Functions): { $names }
site-ability-capabilities = { $ability }. Without it: { $forbids } Allow the role of the account what it lacks of these (Site administration, Users, Permissions, Define roles): { $names }
site-beyond = No core function of Moodle resets courses, restores them from archives, binds cohorts to courses, revives deleted accounts or hides categories. The companion plugin does all this, and reads the site in seconds: toolsync site plugin

site-companion = use the companion plugin
    .forbids = courses are neither reset nor restored from archives, cohorts are not bound to courses, deleted accounts are not revived, categories are not hidden, and reading a large site takes minutes.
site-companion-version = The companion plugin has version { $version }.
site-companion-too-old = The companion plugin has version { $version }, and this Toolsync needs version { $needed } or a newer one: nothing can be planned or executed on this site until it is updated. Write version { $ours } with toolsync site plugin (or download it on the page of sites), and install it over the old one (Site administration, Plugins, Install plugins).
site-companion-old = The companion plugin has version { $version }, and this Toolsync brings version { $ours }: write it with toolsync site plugin, and install it again.
site-fields-cut = Toolsync was told that a call may have { $told } fields. The site’s PHP takes { $fields } (max_input_vars) and cuts off the rest without a word: remove the site and add it again with --fields { $fields }.
site-fields-more = The site’s PHP takes { $fields } fields a call (max_input_vars), and Toolsync was told { $told }: removed and added again with --fields { $fields }, the site is called less often.
site-enrol-sync-on = The enrolment method for files (enrol_sync) has version { $version } and is switched on.
site-enrol-sync-off = The enrolment method for files (enrol_sync, version { $version }) is switched off. Without it: rows with the enrolment method sync make manual enrolments, which cannot be told from those made by hand. Switch it on (Site administration, Plugins, Enrolments, Manage enrol plugins).
site-enrol-sync-absent = The enrolment method for files (enrol_sync) is not installed. Without it: rows with the enrolment method sync make manual enrolments, which cannot be told from those made by hand. Write it with toolsync site plugin, and install it.

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

site-database = Database: { $server }, with Moodle { $release } in tables whose names begin with { $prefix }
site-database-read = { $database }. The state of the site is read there: seconds instead of minutes on a large site.
site-database-unread = { $database }. It is not used.
site-database-read-only = The account of the database can only read, as it should be.
site-database-can-write = The account of the database can write ({ $what }), and is not used. Take one that was granted SELECT only, or add writable=yes to the address.
site-database-writable = The account of the database can write ({ $what }), and is used as the address says so. One that can only read is safer.
site-database-other = The database holds Moodle { $found }, the site says that it is Moodle { $release }: is it the database of another site?
site-database-folding = In the database, names that differ in case or accents only are the same ({ $collation }): the site refuses a second one.
site-database-silent = The database does not answer. Look at its address, and whether this machine may reach it.
site-database-closed = The database does not let Toolsync in: { $what }.
site-database-failed = The database failed: { $what }.
site-database-no-moodle = The database has no table { $what } that the account may read. Look at the name of the database and the prefix (prefix=… in the address), and grant the account SELECT.
site-database-hidden = The account of the database may not read { $what }. Grant it SELECT on Moodle’s tables.

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
