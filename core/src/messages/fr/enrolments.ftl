# Inscriptions, rôles et groupes de personnes dans les cours. $roles, $groups : des nombres.

operation-set-enrolment = { $how ->
        [enabled] Rend à { $user } l’accès au cours { $course } ({ $method })
        [disabled] Suspend l’inscription de { $user } au cours { $course } ({ $method })
       *[period] Change la période de l’inscription de { $user } au cours { $course } ({ $method })
    }
operation-unenrol = Désinscrit { $user } du cours { $course } ({ $method } ; rôles qui prennent fin : { $roles } ; groupes quittés : { $groups })
operation-unassign-role = Retire à { $user } le rôle { $role } dans le cours { $course }
operation-shift-role = Donne à { $user } le rôle { $role } dans le cours { $course }, à la place d’autres rôles
