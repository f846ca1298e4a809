# Plans as text.

plan-row-change = Line { $line }, { $subject }: will change
plan-row-unchanged = Line { $line }, { $subject }: nothing to do
plan-row-refused = Line { $line }, { $subject }: refused
plan-row-needs = needs what these lines make: { $lines }
plan-row-needs-elsewhere = needs what line { $line } of { $file } makes
plan-finding-error = error ({ $code }): { $message }
plan-finding-warning = warning ({ $code }): { $message }
plan-finding-info = note ({ $code }): { $message }
plan-totals = { $change } to change, { $unchanged } with nothing to do, { $refused } refused

# Findings of the planner.

finding-no-role-given = The row gives neither a role nor an enrolment method that the course { $course } offers, so the person is not bound to this course. Give a role, such as student, or a method, such as manual.
    .title = Course without role or method
# A part of what an operation changes or ends, which no file has a column for.
plan-part = { $part ->
        [bytes] bytes
        [category] category
        [cohort] cohort
        [cohorts] cohorts
        [end] end
        [enrolments] enrolments
        [group] group
        [groupings] groupings
        [groups] groups
        [last_access] last access
        [links] links
        [role] role
        [start] start
        [summary] summary
        [suspended] suspended
        [title] title
       *[other] { $part }
    }
