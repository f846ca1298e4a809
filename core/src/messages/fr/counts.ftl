# Combien d’opérations d’un type un plan contient, sans le nombre : $form vaut one ou other, selon le nombre et la langue.

operations-create-category = { $form ->
        [one] catégorie à créer
       *[other] catégories à créer
    }
operations-create-course = { $form ->
        [one] cours à créer
       *[other] cours à créer
    }
operations-update-course = { $form ->
        [one] cours à modifier
       *[other] cours à modifier
    }
operations-apply-template = { $form ->
        [one] modèle à restaurer
       *[other] modèles à restaurer
    }
operations-set-section = { $form ->
        [one] section à définir
       *[other] sections à définir
    }
operations-set-method = { $form ->
        [one] méthode d’inscription à régler
       *[other] méthodes d’inscription à régler
    }
operations-create-user = { $form ->
        [one] compte à créer
       *[other] comptes à créer
    }
operations-update-user = { $form ->
        [one] compte à modifier
       *[other] comptes à modifier
    }
operations-set-password = { $form ->
        [one] mot de passe à définir
       *[other] mots de passe à définir
    }
operations-rename-user = { $form ->
        [one] compte à renommer
       *[other] comptes à renommer
    }
operations-revive-user = { $form ->
        [one] compte à rétablir
       *[other] comptes à rétablir
    }
operations-delete-user = { $form ->
        [one] compte à supprimer
       *[other] comptes à supprimer
    }
operations-enrol = { $form ->
        [one] inscription
       *[other] inscriptions
    }
operations-assign-role = { $form ->
        [one] rôle à attribuer
       *[other] rôles à attribuer
    }
operations-create-cohort = { $form ->
        [one] cohorte à créer
       *[other] cohortes à créer
    }
operations-update-cohort = { $form ->
        [one] cohorte à modifier
       *[other] cohortes à modifier
    }
operations-delete-cohort = { $form ->
        [one] cohorte à supprimer
       *[other] cohortes à supprimer
    }
operations-add-cohort-member = { $form ->
        [one] membre de cohorte à ajouter
       *[other] membres de cohorte à ajouter
    }
operations-remove-cohort-member = { $form ->
        [one] membre de cohorte à retirer
       *[other] membres de cohorte à retirer
    }
operations-empty-cohort = { $form ->
        [one] cohorte à vider
       *[other] cohortes à vider
    }
operations-set-cohort-binding = { $form ->
        [one] lien d’une cohorte à un cours à régler
       *[other] liens de cohortes à des cours à régler
    }
operations-remove-cohort-binding = { $form ->
        [one] lien d’une cohorte à un cours à retirer
       *[other] liens de cohortes à des cours à retirer
    }
operations-set-course-link = { $form ->
        [one] lien de métacours à régler
       *[other] liens de métacours à régler
    }
operations-remove-course-link = { $form ->
        [one] lien de métacours à retirer
       *[other] liens de métacours à retirer
    }
operations-create-group = { $form ->
        [one] groupe à créer
       *[other] groupes à créer
    }
operations-add-group-member = { $form ->
        [one] membre de groupe à ajouter
       *[other] membres de groupe à ajouter
    }
operations-delete-category = { $form ->
        [one] catégorie vide à supprimer
       *[other] catégories vides à supprimer
    }
operations-delete-course = { $form ->
        [one] cours à supprimer
       *[other] cours à supprimer
    }
operations-reset-course = { $form ->
        [one] cours à réinitialiser
       *[other] cours à réinitialiser
    }
operations-set-picture = { $form ->
        [one] image à poser
       *[other] images à poser
    }
operations-set-enrolment = { $form ->
        [one] inscription à suspendre ou à rendre
       *[other] inscriptions à suspendre ou à rendre
    }
operations-unenrol = { $form ->
        [one] personne à désinscrire
       *[other] personnes à désinscrire
    }
operations-unassign-role = { $form ->
        [one] rôle à retirer
       *[other] rôles à retirer
    }
operations-shift-role = { $form ->
        [one] rôle à remplacer
       *[other] rôles à remplacer
    }
operations-update-group = { $form ->
        [one] groupe à modifier
       *[other] groupes à modifier
    }
operations-delete-group = { $form ->
        [one] groupe à supprimer
       *[other] groupes à supprimer
    }
operations-create-grouping = { $form ->
        [one] groupement à créer
       *[other] groupements à créer
    }
operations-update-grouping = { $form ->
        [one] groupement à modifier
       *[other] groupements à modifier
    }
operations-delete-grouping = { $form ->
        [one] groupement à supprimer
       *[other] groupements à supprimer
    }
operations-add-to-grouping = { $form ->
        [one] groupe à mettre dans un groupement
       *[other] groupes à mettre dans des groupements
    }
operations-remove-group-member = { $form ->
        [one] membre de groupe à retirer
       *[other] membres de groupes à retirer
    }
