# The undo of a run: how far its rows can be taken back, and why not further.

undo-grade-fully = fully
undo-grade-partly = partly
undo-grade-not = not

undo-count-fully = Rows that are fully undone: { $count }
undo-count-partly = Rows that are partly undone: { $count }
undo-count-not = Rows that are not undone: { $count }

undo-file = { $file }: { $kind }, rows: { $rows }
undo-row-of-file = { $file }, line { $line } ({ $subject }): { $grade }
undo-row = Line { $line } ({ $subject }): { $grade }

undo-reason-changed-since = It was changed again since the run, and is left as it is now: { site-moved }.
undo-reason-taken-back = It is already taken back: what the run did is as it was before.
undo-reason-row-refused = The row that would undo it is refused as the site is now: { $value }, line { $line } ({ $code }).
undo-reason-course-gone = A deleted course does not come back: only a backup on the site has its content.
undo-reason-content-gone = What people had left in the course (attempts, submissions, posts…) does not come back.
undo-reason-template-stays = What the template “{ $value }” brought into the course stays there.
undo-reason-password-not-kept = The password before was kept nowhere, and is not given back.
undo-reason-picture-not-kept = The picture before was kept nowhere, and is not given back.
undo-reason-picture-stays = No file takes a picture away: the new one stays.
undo-reason-category-gone = A deleted category does not come back: no file makes an empty one. Its cohorts stay where they moved.
undo-reason-category-stays = The category “{ $value }” stays.
undo-reason-group-stays = The group “{ $value }” of the course { $course } stays: a cohort fills it, or did when the files were written.
undo-reason-grouping-stays = The grouping “{ $value }” of the course { $course } stays.
undo-reason-grouping-keeps-groups = No file takes groups out of a grouping: “{ $value }” of the course { $course } keeps them.
undo-reason-default-grouping = The grouping comes back, but is not the default grouping of its course any more.
undo-reason-section-stays = Section { $value } of the course stays.
undo-reason-method-stays = The enrolment method “{ $value }” stays in the course, switched off where files can switch it off.
undo-reason-enrolments-stay = Whom the cohort enrolled in the course { $value } for the first time stays enrolled, without access.
undo-reason-field-not-cleared = The field “{ $value }” was empty. No cell empties a field, so it keeps what the run gave it.
undo-reason-field-without-column = No column of a file sets the field “{ $value }”.
undo-reason-ends-otherwise = Something ends otherwise than it was: { $value }.
