# Constats des fichiers de cours, face au site.

finding-unknown-category = La catégorie « { $value } » n’existe pas sur ce site.{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Vérifiez l’identifiant, ou créez d’abord la catégorie.
    }
    .title = Catégories inconnues
finding-unknown-format = Ce site n’a pas de format de cours « { $value } ».{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Écrivez le nom d’un format installé, ou laissez la cellule vide.
    }
    .title = Formats de cours inconnus
finding-unknown-theme = Le thème « { $value } » n’est pas installé sur ce site.{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Choisissez un thème installé, ou laissez la cellule vide.
    }
    .title = Thèmes non installés
finding-course-near-miss = Le cours « { $value } » serait créé, alors que « { $near } » existe. S’il s’agit de ce cours, corrigez le nom abrégé.
    .title = Cours au nom presque identique
finding-category-near-miss = La catégorie « { $level } » serait créée, alors qu’une catégorie au nom presque identique existe. Faut-il lire « { $near } » ?
    .title = Catégories au nom presque identique
finding-new-category = La catégorie « { $value } » n’existe pas encore ; elle sera créée.
    .title = Nouvelles catégories
finding-course-exists = Le cours { $course } existe déjà et reste tel quel : les réglages ne permettent pas aux fichiers de modifier des cours.
    .title = Cours déjà existants
finding-shortname-taken = Un autre cours a déjà le nom abrégé « { $value } ». Choisissez un autre nom abrégé.
    .title = Noms abrégés déjà pris
finding-template-not-found = Le gabarit « { $value } » n’est le nom abrégé d’aucun cours (code −7).{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Vérifiez le nom abrégé, ou videz la cellule pour créer un cours vide.
    }
    .title = Gabarits inconnus
finding-template-no-archive = Aucune sauvegarde du cours gabarit { $value } n’a été trouvée, ni parmi les siennes ni ailleurs (code −20). Sauvegardez d’abord ce cours.
    .title = Gabarits sans aucune sauvegarde
finding-template-no-backup = Le cours gabarit { $value } n’a pas de sauvegarde (code −21). Sauvegardez d’abord ce cours, sans données d’utilisateurs.
    .title = Gabarits sans sauvegarde
finding-template-file-missing = Le fichier « { $value } » n’est pas sur le site (code −22). Vérifiez le chemin du gabarit.
    .title = Fichiers de gabarit absents
finding-template-course-not-created = Le gabarit a été trouvé, mais le cours n’a pas pu être créé à partir de lui (code −23). Réessayez, ou créez le cours sans gabarit.
    .title = Cours non créés à partir de leur gabarit
finding-template-unreadable = Le fichier de gabarit « { $value } » ne peut pas être ouvert (code −24). Refaites la sauvegarde.
    .title = Gabarits illisibles
