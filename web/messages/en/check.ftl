check-title = Check a file
check-lead = Put a command file here. Every mistake is shown with its line and the way to mend it, before anything leaves this computer.
check-drop = Drop a CSV file or a workbook (.xlsx, .ods) anywhere on this page
check-pick = Choose a file
check-promise = The file stays in your browser until you press Submit.
check-kinds = What can be checked
check-samples = Just looking?
check-samples-lead = These small files have a few mistakes in them.
check-sample = Try: { $kind }
check-another = Another file
check-close = Close
check-undo = Undo
check-download = Download
check-download-bad = Download the rows with errors
check-download-bad-csv = Download the rows with errors (CSV)
check-bad-rows-name = errors
check-submit = Submit

check-options = How the file is read
check-kind = Kind
check-encoding = Encoding
check-sheet = Sheet
check-separator = Separator
check-separator-semicolon = semicolon ;
check-separator-comma = comma ,
check-separator-none = none
check-separator-tab = tab
check-separator-colon = colon :
check-site = Site
check-no-site = without a site
check-site-signed-out = Sign in to check against a site.
check-recognised = { $value } (recognised)
check-automatic = recognised from the file

check-checking = { $form ->
    [one] Checking… { $rows } row so far
   *[other] Checking… { $rows } rows so far
}
check-stop = Stop
check-stopped = The check was stopped. The file was put away; nothing was sent.
check-became-csv = Your changes are in a CSV file, { $name }: it is what Download and Submit take. The workbook { $workbook } stays as it was; Undo goes back to it.
check-mended = { $form ->
    [one] { $n } cell was mended. The file is checked again; Undo takes it back.
   *[other] { $n } cells were mended. The file is checked again; Undo takes it back.
}
check-refused-nothing = Nothing changed: the row is no longer as the check saw it. Wait for the check to end and try again.
check-refused-unencodable = The character { $character } cannot be written in { $encoding }, the encoding of this file. Use another character, or save the file in UTF-8.
check-unreadable = The file cannot be read: { $words }. It may have been moved, or changed by another program. Choose it again.
check-no-digest = The file is checked without a site: { $words }

check-result-clean = { $rowsform ->
    [one] All is well: the file has { $rows } row, and nothing to mend.
   *[other] All is well: { $rows } rows, and nothing to mend.
}
check-result-warnings = { $warningsform ->
    [one] No errors. { $warnings } warning is worth a look before you submit.
   *[other] No errors. { $warnings } warnings are worth a look before you submit.
}
check-result-errors = { $badform ->
    [one] { $bad } of { $rows } { $rowsform ->
        [one] row
       *[other] rows
    } has errors and would be refused. Mend it here, or submit the others.
   *[other] { $bad } of { $rows } rows have errors and would be refused. Mend them here, or submit the others.
}
check-result-clean-archive = { $rowsform ->
    [one] The archive has { $rows } file, which can be submitted.
   *[other] The archive has { $rows } files, which can all be submitted.
}
check-result-errors-archive = { $badform ->
    [one] { $bad } of { $rows } { $rowsform ->
        [one] file
       *[other] files
    } in the archive would be left out.
   *[other] { $bad } of { $rows } files in the archive would be left out.
}
check-result-blocked = The file cannot be used as it is: its first line or the way it is read must be mended first.
check-result-no-site = Checked by itself: whether courses, people and categories exist on the site was not looked up.
check-tile-rows = { $form ->
    [one] row
   *[other] rows
}
check-tile-files = { $form ->
    [one] file
   *[other] files
}
check-tile-errors = { $form ->
    [one] error
   *[other] errors
}
check-tile-warnings = { $form ->
    [one] warning
   *[other] warnings
}
check-tile-notes = { $form ->
    [one] note
   *[other] notes
}
check-mend-safe = { $form ->
    [one] Apply { $n } safe fix
   *[other] Apply { $n } safe fixes
}

check-findings = What was found
check-findings-none = Nothing matches these filters.
check-filter = Show
check-filter-error = Errors
check-filter-warning = Warnings
check-filter-info = Notes
check-filter-column = Column
check-filter-all-columns = All columns
check-search = Search
check-severity-error = Error:
check-severity-warning = Warning:
check-severity-info = Note:
check-mend-all = Fix all { $n }
check-seed-code = Code of the earlier tool
check-more = Show more
check-line = Line { $line }
check-place-cell = Cell { $cell }
check-show = Show it in the table
check-fix-replace = Write “{ $value }”
check-fix-empty = Empty the cell
check-fix-remove = Take the row out
check-fix-separator = Read with { $separator }
check-fix-encoding = Read as { $encoding }
check-grade-safe = safe
check-grade-likely = likely
check-grade-ask = your choice

check-rows = Rows
check-rows-filter = Which rows
check-rows-all = All
check-rows-errors = With errors
check-rows-findings = With findings
check-column-line = Line
check-cell = New text of the cell
check-keys = Arrow keys move, Enter edits and saves, Esc gives up.

check-submit-header = The file cannot be submitted before its header is mended.
check-submit-signed-out = Sign in to submit.
check-submit-no-site = Choose a site to submit.
check-submit-title = Submit this file?
check-submit-title-files = Submit these { $n } files together?
check-submit-file = File
check-submit-files = Files
check-submit-site = Site
check-submit-rows = Rows
check-submit-bad = { $form ->
    [one] { $n } row has errors. It will be refused, and you get it back in a file of its own.
   *[other] { $n } rows have errors. They will be refused, and you get them back in a file of their own.
}
check-submit-next = The server checks again and shows what would change. Nothing changes on the site before the plan is approved.
check-submit-anyway = Submit without these rows
check-submit-back = Back
check-bundle = { $form ->
    [one] { $n } file, checked by itself
   *[other] { $n } files, checked together
}
check-bundle-order = In the order in which they are executed, whatever they are called: what one makes, those after it may name. Choose one to look at it. All are submitted together.

board-title = Pictures and people
board-lead = Each picture is matched by the name of its file. The names of the people stay on the site: who they are is shown once the archive is submitted.
board-lead-no-site = Each picture belongs to whoever has the name of its file. Choose a site to see which have an owner.
board-lead-plan = Who gets which picture, as planned.
board-filter = Which pictures
board-all = All
board-without = { $form ->
    [one] { $n } person will have no picture
   *[other] { $n } people will have no picture
}
picture-matched = has an owner
picture-no-owner = no owner
picture-several-owners = several owners
picture-second = second for one person
picture-unusable = unusable
picture-new = first picture
picture-replaces = replaces another
picture-unchanged = already set
picture-kept = left out: has one
