# Les plans en texte.

plan-row-change = Ligne { $line }, { $subject } : sera modifiée
plan-row-unchanged = Ligne { $line }, { $subject } : rien à faire
plan-row-refused = Ligne { $line }, { $subject } : refusée
plan-row-needs = a besoin de ce que font ces lignes : { $lines }
plan-row-needs-elsewhere = a besoin de ce que fait la ligne { $line } de { $file }
plan-finding-error = erreur ({ $code }) : { $message }
plan-finding-warning = avertissement ({ $code }) : { $message }
plan-finding-info = note ({ $code }) : { $message }
plan-totals = { $change } à modifier, { $unchanged } sans rien à faire, { $refused } refusées

# Ce que dit le planificateur.

finding-no-role-given = La ligne ne donne ni rôle ni méthode d’inscription proposée par le cours { $course } : la personne n’est pas rattachée à ce cours. Indiquez un rôle, par exemple student, ou une méthode, par exemple manual.
    .title = Cours sans rôle ni méthode
# Une partie de ce qu’une opération change ou termine, pour laquelle aucun fichier n’a de colonne.
plan-part = { $part ->
        [bytes] octets
        [category] catégorie
        [cohort] cohorte
        [cohorts] cohortes
        [end] fin
        [enrolments] inscriptions
        [group] groupe
        [groupings] groupements
        [groups] groupes
        [last_access] dernier accès
        [links] liens
        [role] rôle
        [start] début
        [summary] résumé
        [suspended] suspendue
        [title] titre
       *[other] { $part }
    }
