# The reference, and files made from a site.

reference-page-title = Help
reference-page-lead = What each kind of file holds, and what each remark means. Everything here comes from the tables that check your files.
reference-page-kinds = Kinds of file
reference-page-codes = Remarks
reference-page-search = Search
reference-page-says = What it says
reference-page-code = Code
reference-page-weight = Weight
reference-page-error = error
reference-page-warning = warning
reference-page-info = note
reference-page-blank-csv = Blank file (CSV)
reference-page-blank-xlsx = Blank file (Excel)
reference-page-columns = Columns
reference-page-column = Column
reference-page-holds = Holds
reference-page-meaning = What it is for
reference-page-required = required
reference-page-example = Example
reference-page-what = What it means
reference-page-mend = How to mend it

generate-title = Make a file
generate-lead = Make a command file from the courses of a site. Nothing changes on the site: look at the file, then check and submit it like any other.
generate-site = Site
generate-search = Search in names and idnumbers
generate-category = In category
generate-category-any = All categories
generate-empty = without participants
generate-never = never opened
generate-hidden = hidden
generate-ended = Ended before
generate-shown = { $form ->
        [one] { $n } course
       *[other] { $n } courses
    }
generate-chosen = { $form ->
        [one] { $n } chosen
       *[other] { $n } chosen
    }
generate-choose-shown = Choose all shown
generate-choose-none = Choose none
generate-choose = Choose { $course }
generate-shortname = Short name
generate-fullname = Full name
generate-idnumber = Idnumber
generate-in = Category
generate-people = People
generate-access = Last opened
generate-end = End
generate-never-word = never
generate-identifier = Name courses by
generate-identifier-shortname = short name
generate-identifier-idnumber = idnumber
generate-identifier-id = Moodle’s number
generate-deletions = Course deletion file
generate-resets = Course reset file
generate-options = What the reset file asks for, and what each option does
generate-options-lead = These options are preset. Each is a column of the file: change its cells before you check it.
generate-left-out = { $form ->
        [one] { $n } course has no idnumber of its own and is left out.
       *[other] { $n } courses have no idnumber of their own and are left out.
    }
generate-categories = Empty categories
generate-categories-lead = Categories without any course in them or below them, children first. Choose those that go: nothing is deleted before a plan is approved.
generate-categories-none = No category is empty.
generate-categories-file = Category deletion file
generate-categories-all = Choose all
generate-categories-chosen = { $form ->
        [one] { $n } category chosen
       *[other] { $n } categories chosen
    }
generate-categories-plan = Plan the deletion
generate-categories-kept = { $form ->
        [one] { $n } category stays
       *[other] { $n } categories stay
    }
generate-categories-in = { $form ->
        [one] { $n } course in it
       *[other] { $n } courses in it
    }
generate-categories-below = { $form ->
        [one] { $n } course in the categories below it
       *[other] { $n } courses in the categories below it
    }
