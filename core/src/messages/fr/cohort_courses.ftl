# Cohortes liées à des cours : constats, référence, colonnes.

finding-unknown-cohort-method = Ce site n’a pas de méthode d’inscription « { $value } » qui lie des cohortes à des cours.{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Laissez la cellule vide pour la méthode cohort, ou faites activer cette méthode.
    }
    .title = Méthodes inconnues pour les cohortes
finding-every-role = Une cohorte est liée à un cours dans un seul rôle. Nommez-le ; * ne désigne tous les rôles qu’avec del, restore et fulldel.
    .title = Tous les rôles là où il en faut un
finding-missing-binding = La cohorte { $cohort } n’est pas liée au cours { $course } { $every ->
        [yes] dans aucun rôle
       *[no] comme { $role }
    } : il ne reste rien à retirer.
    .title = Liens qui n’existent plus
finding-unknown-binding = La cohorte { $cohort } n’est pas liée au cours { $course } { $every ->
        [yes] dans aucun rôle
       *[no] comme { $role }
    } : aucun accès ne peut être rendu. Pour la lier, employez la commande add.
    .title = Liens inconnus

help-unknown-cohort-method = Les cohortes sont liées aux cours par la méthode d’inscription cohort, ou par une variante (delayedcohort, cohortrestricted) quand le site l’a et l’a activée.
    .mend = Corrigez le nom, videz la cellule, ou demandez à l’administrateur du site d’activer la méthode.
help-every-role = Le signe * désigne tous les rôles dans lesquels la cohorte est déjà liée au cours. Un nouveau lien a besoin d’un rôle, que ses membres auront.
    .mend = Écrivez le rôle, par exemple student, ou laissez la cellule vide pour student.
help-missing-binding = La ligne retire un lien, ou son accès, et il n’y en a pas entre cette cohorte et ce cours dans ce rôle. Ou bien c’est déjà fait, ou bien l’un des trois n’est pas celui qui était voulu.
    .mend = Comparez avec les méthodes d’inscription du cours. Il n’y a rien à faire si le lien doit avoir disparu.
help-unknown-binding = La commande restore rend l’accès là où del l’a retiré. Il n’y a pas de lien entre cette cohorte et ce cours dans ce rôle.
    .mend = Corrigez la cohorte, le cours ou le rôle, ou écrivez add à la place de restore.

kind-cohort_courses = Cours des cohortes
    .explanation = Cohortes à lier à des cours, pour que leurs membres y soient inscrits ; liens à suspendre, à rendre ou à retirer.
column-cohort_courses-cohort = Cohorte
    .explanation = Cohorte, par l’identifiant que choisissent les réglages.
column-cohort_courses-course = Cours
    .explanation = Cours, par l’identifiant que choisissent les réglages.
column-cohort_courses-cmd = Commande
    .explanation = add (aussi quand la cellule est vide) : lie la cohorte au cours. del : retire l’accès et garde ce qui a été fait. restore : rend l’accès. fulldel : retire le lien, avec ses inscriptions.
column-cohort_courses-role = Rôle
    .explanation = Rôle que reçoivent les membres ; vide : student. * : tous les rôles, avec del, restore et fulldel.
column-cohort_courses-enrol = Méthode d’inscription
    .explanation = cohort (aussi quand la cellule est vide), ou une variante que le site possède.
column-cohort_courses-enrolstart = Début d’inscription
    .explanation = Quand commencent les inscriptions des membres ; 0 : sans borne. Vide : comme avant, tout de suite pour un nouveau lien.
column-cohort_courses-enrolend = Fin d’inscription
    .explanation = Quand se terminent les inscriptions des membres ; 0 : jamais. Vide : comme avant.
column-cohort_courses-makegroup = Groupe
    .explanation = 1 : les membres rejoignent un groupe du cours qui porte le nom de la cohorte, créé s’il manque. 0 : pas de groupe. Vide : comme avant.
