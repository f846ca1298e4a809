# The command line's own words.

severity-error = error
severity-warning = warning
severity-info = note

place-line = line { $line }
place-cell = line { $line }, { $column }
said-at = { $place }: { $message }

check-facts = { $kind }, { $encoding }, separator { $separator }
check-kind-unknown = unknown kind
check-more = and { $count } more of the kind “{ $title }”
check-totals = Rows: { $rows }, errors: { $errors }, warnings: { $warnings }

separator-tab = tab

plan-fingerprint = Fingerprint of the plan: { $fingerprint }

run-ask = Execute this on { $site }? [y/N]
run-declined = Nothing was executed.
run-no-terminal = Nothing was executed: there is no terminal to ask on. Add --yes to execute without asking.
run-rejected = { $file } was not executed. { $reason }
run-done = Run { $id }: done { $done }, already so { $unchanged }, failed { $failed }, blocked { $blocked }, held { $held }
run-tryback = The lines that failed: { $path }

