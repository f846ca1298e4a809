# Ce dont parle un refus ou une raison. $what : sorte d’objet ; $name, $course, $user, $group, $method, $role : ses noms ; $part, $field : la
# partie dont il s’agit ; $how (changed, missing, exists) ; $expected, $found : des textes, ou nos mots si $expected_is, $found_is ne sont pas text
# (features : plusieurs, déjà mis en mots par feature-…).

site-thing = { $what ->
        [account] le compte { $name }
        [numbered_account] le compte de numéro { $name }
        [deleted_account] le compte supprimé { $name }
        [account_of_address] un compte avec l’adresse { $name }
        [authentication] la méthode d’authentification { $name }
        [profile_field] le champ de profil { $name }
        [course] le cours { $name }
        [numbered_course] le cours de numéro { $name }
        [front_page] la page d’accueil { $name }, qui ne peut pas être supprimée,
        [course_format] le format de cours { $name }
        [theme] le thème { $name }
        [language] la langue { $name }
        [forum_type] le type de forum { $name }
        [category] la catégorie { $name }
        [numbered_category] la catégorie de numéro { $name }
        [nameless_category] une catégorie sans nom
        [cohort] la cohorte { $name }
        [numbered_cohort] la cohorte de numéro { $name }
        [cohort_of_idnumber] une cohorte avec le numéro d’identification { $name }
        [cohort_member] le membre { $user } de la cohorte { $name }
        [role] le rôle { $name }
        [group] le groupe { $name } du cours { $course }
        [group_of_idnumber] un groupe avec le numéro d’identification { $name } dans le cours { $course }
        [group_member] le membre { $user } du groupe { $name } du cours { $course }
        [grouping] le groupement { $name } du cours { $course }
        [grouping_of_idnumber] un groupement avec le numéro d’identification { $name } dans le cours { $course }
        [grouping_member] le groupe { $group } dans le groupement { $name } du cours { $course }
        [section] la section { $name } du cours { $course }
        [method] la méthode d’inscription { $name }
        [course_method] la méthode d’inscription { $name } du cours { $course }
        [enabled_method] la méthode d’inscription activée { $name } du cours { $course }
        [enrolment] l’inscription ({ $name }) de { $user } au cours { $course }
        [assigned_role] le rôle { $name } de { $user } dans le cours { $course }
        [participant] { $name } dans le cours { $course }
        [binding] le rattachement ({ $method }, { $role }) de la cohorte { $name } au cours { $course }
        [link] le lien par lequel le cours { $course } reprend les personnes du cours { $name }
        [losses] les personnes qui perdent des inscriptions
        [archive] l’archive { $name }
        [archived_course] le cours de l’archive { $name }
        [backup] la sauvegarde du modèle { $name }
        [subject] { $name }
       *[other] { $what }
    }{ $part ->
       *[whole] {""}
        [field] {" "}(champ { $field })
        [name] {" "}(nom)
        [shortname] {" "}(nom abrégé)
        [path] {" "}(chemin)
        [category] {" "}(numéro de la catégorie)
        [groups] {" "}(groupes)
        [groupings] {" "}(groupements)
        [members] {" "}(membres)
        [default] {" "}(par défaut dans son cours)
        [origin] {" "}(origine de l’appartenance)
        [picture] {" "}(image)
        [roles] {" "}(rôles)
        [ties] {" "}(ce qui en dépend)
        [contents] {" "}(tout ce qu’il contient)
        [reset] {" "}(ce que la réinitialisation enlèverait)
        [operations] {" "}(opérations)
    }
site-expected = { $expected_is ->
        [absent] aucune
        [as_left] celle que l’exécution a laissée
        [as_made] celle de la création
        [as_seen] celle que le plan a vue
        [by_hand] « à la main »
        [by_tool] « par un outil »
        [disabled] « désactivée »
        [empty] aucune
        [enabled] « activée »
        [features] { $expected }
        [no] « non »
        [nothing] aucune
        [otherwise] une autre
        [with_content] ce que des personnes y ont fait
        [yes] « oui »
       *[text] « { $expected } »
    }
site-found = { $found_is ->
        [absent] aucune
        [as_left] celle que l’exécution a laissée
        [as_made] celle de la création
        [as_seen] celle que le plan a vue
        [by_hand] « à la main »
        [by_tool] « par un outil »
        [disabled] « désactivée »
        [empty] aucune
        [enabled] « activée »
        [features] { $found }
        [no] « non »
        [nothing] aucune
        [otherwise] une autre
        [with_content] ce que des personnes y ont fait
        [yes] « oui »
       *[text] « { $found } »
    }
site-moved = { $how ->
        [missing] { site-thing } n’existe plus
        [exists] { site-thing } existe déjà
       *[changed] pour { site-thing }, valeur attendue : { site-expected } ; valeur trouvée : { site-found }
    }
site-refusal = { $cause ->
        [moved] { site-moved }
        [no_function] Moodle n’a pas de fonction pour cela ({ $details })
        [no_role] { $user } n’a aucun rôle dans le cours { $course }, et Moodle ne modifie une inscription qu’avec un rôle
        [picture_missing] l’image n’est pas venue avec sa ligne
        [picture_changed] l’image n’est pas celle du plan approuvé
        [no_picture] le fichier n’est pas une image qu’un site accepte, et il enlèverait celle qui s’y trouve
       *[said] { $details }
    }
