# Metacourses: operations, findings, reference, columns. $course takes the people of $source.

operation-set-course-link = { $how ->
        [new] The course { $course } takes the people of the course { $source }. People concerned: { $people }
        [enabled] The course { $course } takes the people of the course { $source } again. People concerned: { $people }
       *[disabled] Takes access to the course { $course } from the people of the course { $source }; what they did there is kept. People concerned: { $people }
    }
operation-remove-course-link = The course { $course } takes the people of the course { $source } no more. Enrolments that end: { $lost }

finding-link-to-itself = “{ $value }” is the same course twice: a course cannot take its own people.
    .title = Courses linked to themselves
finding-link-loop = The courses { $course } and { $source } take each other’s people, directly or by way of others. Moodle allows it; people who come by such a link are not handed on.
    .title = Courses that take each other’s people
finding-link-exists = The course { $course } takes the people of the course { $source } already.
    .title = Links that exist
finding-missing-link = The course { $course } does not take the people of the course { $source }: nothing is left to take away.
    .title = Links that do not exist any more

help-link-to-itself = The two cells of a row name two courses: master is the one whose people are taken, meta the one that receives them. Here they name the same one.
    .mend = Correct one of the two.
help-link-loop = The course that is to receive people gives its own to the other one, directly or by way of further courses. That works: each course has the people of both. People who are in a course by such a link only are not handed on to the next.
    .mend = Nothing has to be done if that is what is wanted. Otherwise check which course is the master.
help-link-exists = The link of the row is there, and gives access. Nothing is done.
    .mend = Nothing has to be done.
help-missing-link = The row takes a link away, or its access, and there is none between these courses in this direction. Either that was done before, or the courses are not the ones that were meant.
    .mend = Compare with the enrolment methods of the course that receives people. Nothing has to be done if the link is meant to be gone.

kind-metacourses = Metacourses
    .explanation = Courses that take the people of other courses, with their roles; links to suspend or take away.
column-metacourses-master = Course whose people are taken
    .explanation = Course, by the identifier that the settings choose.
column-metacourses-meta = Course that receives them
    .explanation = Course, by the identifier that the settings choose.
column-metacourses-cmd = Command
    .explanation = add (also when empty): links the courses, or gives access back. del: takes access away and keeps what was done. fulldel: takes the link away, with its enrolments.
