# Findings of courses files, against the site.

finding-unknown-category = The category “{ $value }” does not exist on this site.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Check the identifier, or create the category first.
    }
    .title = Unknown categories
finding-unknown-format = This site has no course format “{ $value }”.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Use the name of an installed format, or leave the cell empty.
    }
    .title = Unknown course formats
finding-unknown-theme = This site does not have the theme “{ $value }”.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Choose an installed theme, or leave the cell empty.
    }
    .title = Themes that are not installed
finding-course-near-miss = The course “{ $value }” would be created, but “{ $near }” exists. If you mean that course, correct the short name.
    .title = Courses of nearly the same name
finding-category-near-miss = The category “{ $level }” would be created, but one of nearly the same name exists. Should it read “{ $near }”?
    .title = Categories of nearly the same name
finding-new-category = The category “{ $value }” does not exist yet and will be created.
    .title = New categories
finding-course-exists = The course { $course } already exists and stays as it is: the settings do not let files change courses.
    .title = Courses that already exist
finding-shortname-taken = Another course already has the short name “{ $value }”. Choose another short name.
    .title = Short names already taken
finding-template-not-found = The template “{ $value }” is not the short name of any course (code −7).{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {" "}Check the short name, or empty the cell to create an empty course.
    }
    .title = Unknown templates
finding-template-no-archive = No backup of the template course { $value } was found, neither its own nor anywhere else (code −20). Back that course up first.
    .title = Templates without backup anywhere
finding-template-no-backup = The template course { $value } has no backup (code −21). Back that course up first, without user data.
    .title = Templates without backup
finding-template-file-missing = There is no file “{ $value }” on the site (code −22). Check the path of the template.
    .title = Template files that are missing
finding-template-course-not-created = The template was found, but the course could not be created from it (code −23). Try again, or create the course without template.
    .title = Courses not created from their template
finding-template-unreadable = The template file “{ $value }” cannot be opened (code −24). Make the backup again.
    .title = Unreadable templates
