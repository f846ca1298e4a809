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
