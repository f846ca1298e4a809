# Cohorts, their members, and the courses that they are bound to: operations.
# $members, $bindings, $lost (enrolments that end), $people: numbers.

operation-update-cohort = Updates the cohort { $cohort }
operation-delete-cohort = Deletes the cohort { $cohort } (members: { $members }; courses it is bound to: { $bindings }; enrolments that end: { $lost })
operation-remove-cohort-member = Takes { $user } out of the cohort { $cohort }{ $loses ->
        [yes] {" "}(courses that the person leaves: { $lost })
       *[no] {""}
    }
operation-empty-cohort = Takes everybody out of the cohort { $cohort } (members: { $members }; enrolments that end: { $lost })
operation-set-cohort-binding = { $how ->
        [new] Binds the cohort { $cohort } to the course { $course } ({ $method }), as { $role }. People concerned: { $people }
        [enabled] Gives the cohort { $cohort } access again to the course { $course } ({ $method }), as { $role }. People concerned: { $people }
        [disabled] Takes access to the course { $course } ({ $method }), as { $role }, from the cohort { $cohort }; what its members did there is kept. People concerned: { $people }
       *[changed] Changes how the cohort { $cohort } is bound to the course { $course } ({ $method }), as { $role }. People concerned: { $people }
    }
operation-remove-cohort-binding = Unbinds the cohort { $cohort } from the course { $course } ({ $method }), as { $role }. Enrolments that end: { $lost }

# Findings. $first: a line; $reason: `numbered` or `switched_off`; $what: `del` or `free`.

finding-contradictory-row = { $what ->
        [command] This row undoes what line { $first } does, or the other way round: run again, the file would change the site each time. Keep one of the two rows, or put them in two files.
       *[field] Line { $first } says something else here of the same object. Correct one of the two rows.
    }
    .title = Rows that contradict each other
finding-unknown-cohort = The cohort “{ $value }” does not exist on this site.{ $reason ->
        [switched_off] {" "}The settings do not let files create cohorts.
        [numbered] {" "}A number is given by Moodle: it cannot name a new cohort.
       *[unbound] {" "}Create it first, with a cohorts file.
    }{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {""}
    }
    .title = Unknown cohorts
finding-missing-cohort = There is no cohort “{ $value }” on this site: nothing is left to remove.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {""}
    }
    .title = Cohorts that do not exist any more
finding-ambiguous-cohort = Several cohorts of this site are called “{ $value }”. Identify cohorts by idnumber, or rename one of them.
    .title = Several cohorts possible
finding-cohort-without-name = The cohort “{ $value }” does not exist yet, and a new cohort needs a name. Give it in the column cname.{ $suggested ->
        [yes] {" "}Or did you mean “{ $near }”?
       *[no] {""}
    }
    .title = New cohorts without name
finding-cohort-name-taken = Another cohort is already called “{ $value }”. Choose another name, or correct what identifies the cohort.
    .title = Cohort names already taken
finding-unknown-cohort-context = The category “{ $value }” does not exist on this site. A new cohort will belong to the whole site; an existing one stays where it is.{ $suggested ->
        [yes] {" "}Did you mean “{ $near }”?
       *[no] {""}
    }
    .title = Unknown categories of cohorts
finding-whole-cohort = { $what ->
        [free] This row takes everybody out of the cohort “{ $value }”, whoever stands in the column userid.
       *[del] This row names nobody, so it deletes the whole cohort “{ $value }”. To take one person out, name the person in the column userid.
    }
    .title = Rows about a whole cohort
finding-emptied-cohort-deleted = This row takes the last member out of the cohort “{ $value }”, so the cohort is deleted, as the settings say.
    .title = Cohorts left empty and deleted

help-contradictory-row = Rows of one file are done one after the other. Two rows that say opposite things of one object would undo each other at every run, and the result would depend on their order.
    .mend = Keep the row that is right. If both are meant (empty a cohort, then fill it again), put them in two files and run one after the other.
help-unknown-cohort = The row needs a cohort that is not there and that it cannot create: the settings do not allow it (cohorts_autocreate), the cohort is named by Moodle’s own number, or the file only binds cohorts to courses.
    .mend = Correct the identifier, or create the cohort first.
help-missing-cohort = The row removes a cohort, or people from it, and the cohort does not exist. Either that was done before, or the identifier is misspelt.
    .mend = Compare the identifier with the site. Nothing has to be done if the cohort is meant to be gone.
help-ambiguous-cohort = Cohorts are identified by name, and Moodle lets several cohorts have one name. Which one is meant cannot be known.
    .mend = Let cohorts be identified by idnumber (setting cohorts_cohortidentifier), or give each its own name.
help-cohort-without-name = Moodle asks for the name of each cohort. The row would create one and gives none.
    .mend = Add the column cname, and fill it in the first row of each new cohort.
help-cohort-name-taken = Names of cohorts are kept unique, so that people can tell them apart. The name of this row belongs to a cohort with another identifier.
    .mend = Choose another name, or write the identifier of the cohort that has it.
help-unknown-cohort-context = A cohort belongs to the whole site or to one category, by Moodle’s number (ccatcontext) or by idnumber (ccatcontextidnumber). This category does not exist, so it is not used.
    .mend = Correct the category, or empty the cell. The number 0 stands for the whole site.
help-whole-cohort = The file has a column of people, and this row concerns nobody in particular: it deletes the cohort, or takes everybody out of it.
    .mend = Nothing, if that is meant. Otherwise name the person, or take the row out.
help-emptied-cohort-deleted = After this file the cohort has no members left, and the setting cohorts_syncdelete has such cohorts deleted, with what binds them to courses. Cohorts emptied by the command free stay, and so do those that a row of the file adds.
    .mend = Nothing, if the cohort has served its time. To keep it, switch the setting off, or add a row that says what the cohort is.

kind-cohorts = Cohorts
    .explanation = Cohorts to create, change, empty or delete, and their members.
column-cohorts-cmd = Command
    .explanation = add (also when empty): creates or changes the cohort and puts the person in. del: takes the person out, or deletes the cohort when no person is named. free: takes everybody out.
column-cohorts-cid = Moodle number
    .explanation = Number that Moodle gave to an existing cohort; identifies it when the settings say so.
column-cohorts-cidnumber = Identification number
    .explanation = Identifier of the cohort in your other systems; usually what identifies it.
column-cohorts-cname = Name
    .explanation = Name of the cohort; needed for a new one.
column-cohorts-userid = Member
    .explanation = Person to put in or take out, by the identifier that the settings choose.
column-cohorts-cdescription = Description
    .explanation = Description of the cohort.
column-cohorts-ccatcontext = Category number
    .explanation = Moodle’s number of the category that the cohort belongs to; 0: the whole site.
column-cohorts-ccatcontextidnumber = Category identifier
    .explanation = Identification number of the category that the cohort belongs to; used when ccatcontext is empty.
column-cohorts-component = Owner
    .explanation = Component that owns the cohort, so that it cannot be changed by hand.
