# The ends of lines, and the words of reports.

state-done = Done
state-unchanged = Already so
state-failed = Failed
state-blocked = Blocked
state-held = Held

report-title = Report of a run
report-file = File
report-sheet = Sheet
report-kind = Kind
report-site = Site
report-encoding = Encoding
report-submitted-by = Submitted by
report-approved-by = Approved by
report-started = Started
report-finished = Finished
report-fingerprint = Fingerprint of the plan
report-core = Version of Toolsync
report-totals = Totals
report-warnings = With warnings
report-lines = Lines
report-line = Line
report-subject = About
report-state = State
report-done = What was done
report-findings = Remarks
report-code = Code
report-seed-code = tool_sync code
report-severity = Weight
report-cell = Cell
report-column = Column
report-message = Message
report-error = error
report-warning = warning
report-info = note
report-missing = Not found
report-near-miss = Not found, but one of nearly the same name
report-found = Found
report-course = Course asked for
report-answer = Answer
report-description = Description
report-meant = Perhaps meant
report-perhaps = perhaps { $near }
report-shortname = Short name
report-fullname = Full name
report-idnumber = Idnumber
report-fact = { $name }: { $value }
report-count = { $name }: { $count }
report-row = Line { $line }, { $named ->
        [no] { $state }
       *[yes] { $subject }: { $state }
    }
report-finding = { $severity }{ $cell ->
        [no] {""}
       *[other] , cell { $cell }
    }{ $placed ->
        [no] {""}
       *[yes] , column { $column }
    }: { $message } [{ $codes }]

# What an execution has to say. $needed: number of a line; $how: what differs, as things.ftl tells it (refused: nothing is known to);
# $details: words of the site or of the program; $cause: why the program did not ask the site (things.ftl); $reason (password, permission): who can mend what the site refuses.

finding-empty-definition = The row gives nothing that a course could be made of. Give at least a short name and a full name.
    .title = Nothing to create a course from
finding-section-not-created = A section of the course could not be created: { $details }. Run the tryback; if it fails again, ask the administrator of the site.
    .title = Section not created
finding-not-enrolled = The person could not be enrolled: { $details }. Run the tryback; if it fails again, ask the administrator of the site.
    .title = Person not enrolled
finding-site-moved = The site changed after the plan was approved: { site-moved }. Nothing of this line was done. Run the tryback to plan the line on the site as it is now.
    .title = The site changed meanwhile
finding-blocked-by-line = This line needs what line { $needed } makes, and that line was not done. Mend line { $needed } first, then run the tryback.
    .title = Needs a line that was not done
finding-blocked-by-file = This line needs what line { $needed } of { $file } makes, and that line was not done. Mend it first, then run the trybacks of both files together.
    .title = Needs a line of another file that was not done
finding-site-refused = The site refused: { site-refusal }. Nothing of this line was done. { $reason ->
        [password] Give a password that keeps the rules of the site
        [permission] Have the administrator of the site give Toolsync’s account this right
       *[other] Mend what it names
    }, then run the tryback.
    .title = Refused by the site
finding-partly-done = The site did only a part of this line: { $done } of { $asked } operations, by { $functions }. It refused the next one: { $how ->
        [missing] { site-moved }
        [exists] { site-moved }
        [changed] { site-moved }
       *[refused] { site-refusal }
    }{ $answered ->
        [yes] {" "}({ $details })
       *[no] {""}
    }. Mend what it names, then run the tryback: only what is missing is planned.
    .title = Done in part
finding-cancelled = The run was cancelled before this line. Run the tryback to do it.
    .title = Cancelled before this line
