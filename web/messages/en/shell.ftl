app-name = Toolsync

nav-label = Main
nav-check = Check
nav-runs = Runs
nav-generate = Make
nav-people = People
nav-settings = Settings
nav-reference = Help

shell-skip = Go to the content
shell-language = Language
shell-theme = Colours
shell-theme-system = System
shell-theme-light = Light
shell-theme-dark = Dark
shell-sign-out = Sign out
shell-unreachable = The server does not answer. Check the connection and try again.
shell-refused = The server refused the request (status { $status }). Try again; if it goes on, tell your administrator.
shell-bad-answer = The server's answer could not be read (status { $status }). Reload the page: it may be older than the server.

not-found-title = Nothing here
not-found-lead = This address leads to no page.
not-found-action = Check a file

sign-in-title = Sign in
sign-in-lead = Files can be checked without signing in. Sign in to check them against a site and to submit them.
sign-in-login = Login name
sign-in-password = Password
sign-in-action = Sign in

welcome-title = Welcome
welcome-loading = The invitation is being looked up…
welcome-lead-administrator = You will be an administrator: you approve runs, change settings and invite people. Choose how you sign in.
welcome-lead-staff = You will check and submit files, and follow their runs. Choose how you sign in.
welcome-login-hint = You will type it at each sign-in.
welcome-name = Your name
welcome-password-hint = At least 10 characters. A few words that do not belong together are easy to keep in mind.
welcome-action = Come in
