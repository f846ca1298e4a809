# Cohortes, leurs membres et les cours auxquels elles sont liées : opérations.
# $members, $bindings, $lost (inscriptions qui prennent fin), $people : nombres.

operation-update-cohort = Met à jour la cohorte { $cohort }
operation-delete-cohort = Supprime la cohorte { $cohort } (membres : { $members } ; cours auxquels elle est liée : { $bindings } ; inscriptions qui prennent fin : { $lost })
operation-remove-cohort-member = Retire { $user } de la cohorte { $cohort }{ $loses ->
        [yes] {" "}(cours que la personne quitte : { $lost })
       *[no] {""}
    }
operation-empty-cohort = Retire tous les membres de la cohorte { $cohort } (membres : { $members } ; inscriptions qui prennent fin : { $lost })
operation-set-cohort-binding = { $how ->
        [new] Lie la cohorte { $cohort } au cours { $course } ({ $method }), comme { $role }. Personnes concernées : { $people }
        [enabled] Rend à la cohorte { $cohort } l’accès au cours { $course } ({ $method }), comme { $role }. Personnes concernées : { $people }
        [disabled] Retire à la cohorte { $cohort } l’accès au cours { $course } ({ $method }), comme { $role } ; ce que ses membres y ont fait est gardé. Personnes concernées : { $people }
       *[changed] Change le lien de la cohorte { $cohort } au cours { $course } ({ $method }), comme { $role }. Personnes concernées : { $people }
    }
operation-remove-cohort-binding = Délie la cohorte { $cohort } du cours { $course } ({ $method }), comme { $role }. Inscriptions qui prennent fin : { $lost }
