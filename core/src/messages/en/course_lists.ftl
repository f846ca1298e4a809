# Lists of courses without header: to delete, to look for.

finding-kind-assumed = { $kind ->
        [user_deletions] The header names accounts, and not what becomes of them. By the file’s name they are to be deleted. Choose another kind if they are not.
        [user_suspensions] The header names accounts, and not what becomes of them. By the file’s name they are to be suspended. Choose another kind if they are not.
        [course_deletions] This file has no header. By its name it is a list of courses to delete. Choose another kind if it is not.
       *[other] { $because ->
            [name] This file has no header. By its name it is a list of courses to look for, which changes nothing. Choose another kind if it is not.
           *[other] This file has no header. It is read as a list of courses to look for, which changes nothing. If the courses are to be deleted, choose that kind.
        }
    }
    .title = Kind told by name or content
finding-list-with-header = { $kind ->
        [none] This list must have no header, and its first line looks like one. Take the line out.
       *[other] This list must have no header, and its first line is that of another kind of file ({ $kind }). Choose that kind, or take the line out.
    }
    .title = Lists with a header
finding-course-delete-missing = There is no course “{ $value }” on this site, so it cannot be deleted.{ $suggested ->
        [yes] {" "}There is one “{ $near }”: is that the one?
       *[no] {" "}Check the identifier; take the line out if the course is gone already.
    }
    .title = Courses to delete that do not exist
finding-front-page = This is the front page of the site. It cannot be deleted: take the line out.
    .title = Front page
finding-course-found = There is such a course: { $shortname }, “{ $fullname }”{ $numbered ->
        [yes] , idnumber { $idnumber }
       *[no] {""}
    }.
    .title = Courses that exist
finding-course-missing = There is no course “{ $value }” on this site{ $described ->
        [yes] {" "}({ $description })
       *[no] {""}
    }.{ $suggested ->
        [yes] {" "}There is one “{ $near }”.
       *[no] {""}
    }
    .title = Courses that do not exist

help-kind-assumed = Lists of courses have no header that would tell their kind, and the header of a list of accounts may only name them. The name that tool_sync gives such files tells it, or, for courses, a first line that is no header of any kind. A list of courses to delete is never recognised by its content.
    .mend = Nothing has to be done if the kind is right. Otherwise choose the kind above the findings, or on the command line with --kind.
help-list-with-header = Each line of a list is a course, from the first on. The first line of this one is the header of another kind of file, or a word such as shortname.
    .mend = Take the first line out. If the file is of another kind, choose that kind. If it is a course that is called so, leave a blank line above it, as trybacks do.
help-course-delete-missing = No course of the site has this identifier: it was deleted before, or the identifier is misspelt or of another sort.
    .mend = Check the spelling, and which identifier the settings expect: short name, idnumber or Moodle’s number. Take the line out if the course is gone already.
help-front-page = Moodle keeps the front page of a site as the course with number 1. Deleting it would destroy the site.
    .mend = Take the line out.
help-course-found = The course of this line is on the site. The answer is in the report; nothing is changed.
    .mend = Nothing has to be done.
help-course-missing = No course of the site has this identifier. The answer is in the report; nothing is changed, and the line is not tried again.
    .mend = Check the spelling, and which identifier the settings expect. If the course is still to be made, use a courses file.

operation-delete-course = Deletes the course { $course } (“{ $fullname }”) with its content, submissions and grades (participants: { $people }; groups: { $groups }; cohorts: { $cohorts }; { $backup ->
        [yes] it has a backup, which goes too
       *[no] it has no backup
    })

kind-course_deletions = Courses to delete
    .explanation = A list without header: one course a line, which is deleted with all that is in it.
column-course_deletions-course = Course
    .explanation = Course, by the identifier that the settings choose. The whole line is the identifier.

kind-course_checks = Courses to look for
    .explanation = A list without header: one course a line, perhaps with a description. The report says which exist; nothing is changed.
column-course_checks-course = Course
    .explanation = Course, by the identifier that the settings choose.
column-course_checks-description = Description
    .explanation = For who reads the report.
