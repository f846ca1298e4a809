kind-courses = Courses
    .explanation = Courses to create or update, with their categories, sections, teachers and templates.
kind-users = Users
    .explanation = Accounts to create, update, rename, suspend or delete, with their cohorts and courses.
