# Ce que fait une opération, une ligne chacune. Les champs modifiés sont montrés à côté.

operation-create-category = Crée la catégorie { $category }{ $visible ->
        [no] , cachée
       *[yes] {""}
    }
operation-create-course = Crée le cours { $course } dans { $category }{ $from ->
        [yes] , à partir du gabarit { $template }
       *[no] {""}
    }
operation-update-course = Met à jour le cours { $course }
operation-apply-template = { $replace ->
        [yes] Remplace le contenu du cours { $course } par le gabarit { $template }
       *[no] Ajoute le contenu du gabarit { $template } au cours { $course }
    }
operation-set-section = Définit la section { $number } du cours { $course } : { $title }
operation-set-method = { $enabled ->
        [yes] Active la méthode d’inscription { $method } dans le cours { $course }
       *[no] Désactive la méthode d’inscription { $method } dans le cours { $course }
    }
operation-create-user = Crée le compte { $user }{ $password ->
        [generate]  ; le site créera un mot de passe et l’enverra par courriel
        [none] , sans mot de passe
       *[set] {""}
    }{ $mailed ->
        [yes] {" "}et envoie le mot de passe à { $mail }
       *[no] {""}
    }
operation-update-user = Met à jour le compte { $user }
operation-set-password = { $password ->
        [generate] Fait créer par le site un nouveau mot de passe pour { $user }, envoyé par courriel
        [none] Retire le mot de passe de { $user }
       *[set] Définit le mot de passe de { $user }
    }{ $mailed ->
        [yes] {" "}et envoie le mot de passe à { $mail }
       *[no] {""}
    }
operation-rename-user = Renomme le compte { $from } en { $to }
operation-revive-user = Rétablit le compte supprimé { $user }
operation-delete-user = Supprime le compte { $user }{ $alone ->
        [yes] {""}
       *[no] {" "}et avec lui : inscriptions { $enrolments }, rôles { $roles }, groupes { $groups }, cohortes { $cohorts }
    }
operation-enrol = { $enrolled ->
        [yes] Modifie l’inscription de { $user } au cours { $course } ({ $method })
       *[no] Inscrit { $user } au cours { $course } ({ $method })
    }{ $with ->
        [yes] , comme { $role }
       *[no] {""}
    }
operation-assign-role = Donne à { $user } le rôle { $role } dans le cours { $course }
operation-create-cohort = Crée la cohorte { $cohort }
operation-add-cohort-member = Ajoute { $user } à la cohorte { $cohort }
operation-create-group = Crée le groupe { $group } dans le cours { $course }
operation-add-group-member = Ajoute { $user } au groupe { $group } du cours { $course }
