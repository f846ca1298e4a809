# La référence, et les fichiers faits à partir d’un site.

reference-page-title = Aide
reference-page-lead = Ce que contient chaque type de fichier, et ce que veut dire chaque remarque. Tout vient des tables mêmes qui vérifient vos fichiers.
reference-page-kinds = Types de fichiers
reference-page-codes = Remarques
reference-page-search = Rechercher
reference-page-says = Ce qu’elle dit
reference-page-code = Code
reference-page-weight = Gravité
reference-page-error = erreur
reference-page-warning = avertissement
reference-page-info = note
reference-page-blank-csv = Fichier vide (CSV)
reference-page-blank-xlsx = Fichier vide (Excel)
reference-page-columns = Colonnes
reference-page-column = Colonne
reference-page-holds = Contient
reference-page-meaning = À quoi elle sert
reference-page-required = obligatoire
reference-page-example = Exemple
reference-page-what = Ce que cela veut dire
reference-page-mend = Comment corriger

generate-title = Préparer un fichier
generate-lead = Préparez un fichier de commandes à partir des cours d’un site. Rien ne change sur le site : regardez le fichier, puis vérifiez-le et soumettez-le comme un autre.
generate-site = Site
generate-search = Rechercher dans les noms et numéros
generate-category = Dans la catégorie
generate-category-any = Toutes les catégories
generate-empty = sans participants
generate-never = jamais ouverts
generate-hidden = cachés
generate-ended = Terminés avant le
generate-shown = { $form ->
        [one] { $n } cours
       *[other] { $n } cours
    }
generate-chosen = { $form ->
        [one] { $n } choisi
       *[other] { $n } choisis
    }
generate-choose-shown = Choisir tous ceux affichés
generate-choose-none = N’en choisir aucun
generate-choose = Choisir { $course }
generate-shortname = Nom abrégé
generate-fullname = Nom complet
generate-idnumber = Numéro d’identification
generate-in = Catégorie
generate-people = Personnes
generate-access = Dernière ouverture
generate-end = Fin
generate-never-word = jamais
generate-identifier = Nommer les cours par
generate-identifier-shortname = nom abrégé
generate-identifier-idnumber = numéro d’identification
generate-identifier-id = numéro de Moodle
generate-deletions = Fichier de suppression de cours
generate-resets = Fichier de réinitialisation
generate-options = Ce que demande le fichier de réinitialisation, option par option
generate-options-lead = Ces options sont réglées d’avance. Chacune est une colonne du fichier : modifiez ses cellules avant de le vérifier.
generate-left-out = { $form ->
        [one] { $n } cours n’a pas de numéro d’identification à lui et est laissé de côté.
       *[other] { $n } cours n’ont pas de numéro d’identification à eux et sont laissés de côté.
    }
generate-categories = Catégories vides
generate-categories-lead = Catégories sans aucun cours en elles ou en dessous, les plus profondes d’abord. Choisissez celles à supprimer : rien n’est supprimé avant l’approbation d’un plan.
generate-categories-none = Aucune catégorie n’est vide.
generate-categories-file = Fichier de suppression de catégories
generate-categories-all = Tout choisir
generate-categories-chosen = { $form ->
        [one] { $n } catégorie choisie
       *[other] { $n } catégories choisies
    }
generate-categories-plan = Planifier la suppression
generate-categories-kept = { $form ->
        [one] { $n } catégorie reste
       *[other] { $n } catégories restent
    }
generate-categories-in = { $form ->
        [one] { $n } cours dans la catégorie
       *[other] { $n } cours dans la catégorie
    }
generate-categories-below = { $form ->
        [one] { $n } cours dans ses sous-catégories
       *[other] { $n } cours dans ses sous-catégories
    }
