# What something is and holds, feature by feature, where a refusal or a reason tells it. $count: how many (a number, so that its plural is known);
# $text: a name, a text or a moment. Of what people left in an activity, its module follows in brackets.

feature-active = active
feature-suspended = suspended
feature-enabled = enabled
feature-disabled = disabled
feature-visible = visible
feature-hidden = hidden

feature-cohort = the cohort “{ $text }”
feature-course = the course “{ $text }”
feature-end = until { $text }
feature-group = the group “{ $text }”
feature-grouping = the grouping “{ $text }”
feature-idnumber = the idnumber “{ $text }”
feature-person = the person “{ $text }”
feature-role = the role “{ $text }”
feature-start = from { $text }
feature-summary = the summary “{ $text }”
feature-title = the title “{ $text }”
feature-number = the number { $count }

feature-courses = { $count ->
        [one] { $count } course
       *[other] { $count } courses
    }
feature-categories = { $count ->
        [one] { $count } category
       *[other] { $count } categories
    }
feature-members = { $count ->
        [one] { $count } member
       *[other] { $count } members
    }
feature-people = { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
feature-participants = { $count ->
        [one] { $count } participant
       *[other] { $count } participants
    }
feature-enrolments = { $count ->
        [one] { $count } enrolment
       *[other] { $count } enrolments
    }
feature-roles = { $count ->
        [one] { $count } role
       *[other] { $count } roles
    }
feature-local-roles = { $count ->
        [one] { $count } role in an activity or a block
       *[other] { $count } roles in activities or blocks
    }
feature-overrides = { $count ->
        [one] { $count } changed permission
       *[other] { $count } changed permissions
    }
feature-groups = { $count ->
        [one] { $count } group
       *[other] { $count } groups
    }
feature-group-members = { $count ->
        [one] { $count } membership of a group
       *[other] { $count } memberships of groups
    }
feature-groupings = { $count ->
        [one] { $count } grouping
       *[other] { $count } groupings
    }
feature-groups-in-groupings = { $count ->
        [one] { $count } group in a grouping
       *[other] { $count } groups in groupings
    }
feature-cohorts = { $count ->
        [one] { $count } cohort
       *[other] { $count } cohorts
    }
feature-links = { $count ->
        [one] { $count } link with another course
       *[other] { $count } links with other courses
    }

feature-activities = { $count ->
        [one] { $count } activity
       *[other] { $count } activities
    }
feature-analysis = { $count ->
        [one] { $count } analysis
       *[other] { $count } analyses
    }
feature-answers = { $count ->
        [one] { $count } answer
       *[other] { $count } answers
    }
feature-appointments = { $count ->
        [one] { $count } appointment
       *[other] { $count } appointments
    }
feature-assessments = { $count ->
        [one] { $count } assessment
       *[other] { $count } assessments
    }
feature-attempts = { $count ->
        [one] { $count } attempt
       *[other] { $count } attempts
    }
feature-blog-associations = { $count ->
        [one] { $count } link from a blog entry
       *[other] { $count } links from blog entries
    }
feature-comments = { $count ->
        [one] { $count } comment
       *[other] { $count } comments
    }
feature-competency-ratings = { $count ->
        [one] { $count } rated competency
       *[other] { $count } rated competencies
    }
feature-completion = { $count ->
        [one] { $count } record of completion
       *[other] { $count } records of completion
    }
feature-digests = { $count ->
        [one] { $count } choice of digest
       *[other] { $count } choices of digest
    }
feature-entries = { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
feature-events = { $count ->
        [one] { $count } event
       *[other] { $count } events
    }
feature-grade-items = { $count ->
        [one] { $count } grade item
       *[other] { $count } grade items
    }
feature-grades = { $count ->
        [one] { $count } grade
       *[other] { $count } grades
    }
feature-grades-by-hand = { $count ->
        [one] { $count } grade given by hand
       *[other] { $count } grades given by hand
    }
feature-group-overrides = { $count ->
        [one] { $count } exception for a group
       *[other] { $count } exceptions for groups
    }
feature-logs = { $count ->
        [one] { $count } log entry
       *[other] { $count } log entries
    }
feature-messages = { $count ->
        [one] { $count } message
       *[other] { $count } messages
    }
feature-notes = { $count ->
        [one] { $count } note
       *[other] { $count } notes
    }
feature-pages = { $count ->
        [one] { $count } page
       *[other] { $count } pages
    }
feature-phases = { $count ->
        [one] { $count } begun phase
       *[other] { $count } begun phases
    }
feature-posts = { $count ->
        [one] { $count } post
       *[other] { $count } posts
    }
feature-ratings = { $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    }
feature-read-marks = { $count ->
        [one] { $count } mark of what was read
       *[other] { $count } marks of what was read
    }
feature-recordings = { $count ->
        [one] { $count } recording
       *[other] { $count } recordings
    }
feature-slots = { $count ->
        [one] { $count } slot
       *[other] { $count } slots
    }
feature-submissions = { $count ->
        [one] { $count } submission
       *[other] { $count } submissions
    }
feature-subscriptions = { $count ->
        [one] { $count } subscription
       *[other] { $count } subscriptions
    }
feature-tags = { $count ->
        [one] { $count } tag
       *[other] { $count } tags
    }
feature-track-prefs = { $count ->
        [one] { $count } choice of tracking
       *[other] { $count } choices of tracking
    }
feature-user-flags = { $count ->
        [one] { $count } mark on a submission
       *[other] { $count } marks on submissions
    }
feature-user-overrides = { $count ->
        [one] { $count } exception for a person
       *[other] { $count } exceptions for people
    }

feature-of-assign = assignments
feature-of-bigbluebuttonbn = BigBlueButton
feature-of-book = books
feature-of-chat = chats
feature-of-choice = choices
feature-of-data = databases
feature-of-feedback = feedback
feature-of-forum = forums
feature-of-glossary = glossaries
feature-of-h5pactivity = H5P
feature-of-lesson = lessons
feature-of-not-enrolled = of people who are not enrolled
feature-of-quiz = quizzes
feature-of-scheduler = schedulers
feature-of-scorm = SCORM
feature-of-survey = surveys
feature-of-wiki = wikis
feature-of-workshop = workshops
