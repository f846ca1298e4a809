problem-not-signed-in = You are not signed in, or your session has ended. Sign in again.
problem-not-allowed = Only an administrator may do this.
problem-not-found = This page or file does not exist, or no longer.
problem-bad-request = The server could not read the request: { $details }.
problem-csrf = The request did not come from this page. Reload the page and try again.
problem-host = This server does not answer to that name. Use the address that it printed when it started.
problem-sign-in-refused = The login name or the password is wrong.
problem-throttled = There were too many failed attempts. Wait { $seconds } s, then try again.
problem-weak-password = The password is too short or too long: use at least { $least } characters.
problem-unusable-name = The name or the login name cannot be used. A login name has letters, digits and the signs . _ - @ only; neither may be empty or longer than 100 characters.
problem-no-invitation = This invitation was used already, or it is too old. Ask an administrator for a new one.
problem-login-taken = Another person has this login name. Choose another one.
problem-not-removable = There is no such person, or it is the last administrator, who must stay.
problem-unknown-site = There is no site named { $site }.
problem-too-large = The file is larger than { $mebibytes } MiB. Split it, or ask for a higher limit.
problem-interrupted = The file did not arrive whole. Submit it again.
problem-four-eyes = The approver must be another person than the submitter.
problem-other-plan = The plan has changed since you saw it. Read it again, then approve it.
problem-other-phase = The run has moved on, so this can no longer be done. Reload the page to see where it is.
problem-no-reason = Say why you refuse: the submitter will read it.
problem-site-name = That cannot be the name of a site. Use up to 40 lower-case letters, digits and the signs - and _; “sandbox” is taken.
problem-site-taken = There is a site of this name already. Remove it first, or choose another name.
problem-site-token = That is no token. A token of Moodle is 32 letters and digits.
problem-site-address = That is no address of a site. Give it as a browser shows it, with https:// in front.
problem-site-database = That is no address of a database. Give it as postgres://user:password@host/database?prefix=mdl_ or mysql://…, or leave it empty.
problem-site-damaged = The token of this site can no longer be read. Remove the site and add it again.
problem-companion-old = The companion plugin of the site has version { $version }, and Toolsync needs version { $needed } or a newer one. Nothing was changed. Update the plugin: download it on the page of sites, or write it with toolsync site plugin, and install it over the old one (Site administration, Plugins, Install plugins). Then try again.
problem-internal = Something failed on the server. Try again; if it fails again, give the administrator the time and the request number from the X-Request-Id header.
reason-verdicts-differ = The check in the browser and the check on the server came to different results on the same file. Nothing was changed. Reload the page and check again; tell the administrator if it happens again.
reason-unusable-header = The header of the file cannot be used, so no row could be planned. Mend the header and submit the file again.
reason-crashed = Toolsync failed while it planned this file: it has a bug. Nothing was changed. Send the file and the server's log to whoever maintains Toolsync.
reason-companion-old = The companion plugin of the site is older than what this Toolsync needs. Nothing was changed. Have the plugin updated: download it on the page of sites, or write it with toolsync site plugin, and install it over the old one (Site administration, Plugins, Install plugins). Then submit the file again.
reason-file-lost = The file did not arrive whole. Submit it again.

# Sheets of blank templates.
template-sheet = Data
template-explained = Explanations
mail-subject = { $kind }: report on { $file } ({ $site })
