# Listes de cours sans en-tête : à supprimer, à rechercher.

finding-kind-assumed = { $kind ->
        [user_deletions] L’en-tête désigne des comptes sans dire ce qu’ils deviennent. D’après le nom du fichier, ils sont à supprimer. Sinon, choisissez un autre type.
        [user_suspensions] L’en-tête désigne des comptes sans dire ce qu’ils deviennent. D’après le nom du fichier, ils sont à suspendre. Sinon, choisissez un autre type.
        [course_deletions] Ce fichier n’a pas d’en-tête. D’après son nom, c’est une liste de cours à supprimer. Sinon, choisissez un autre type.
       *[other] { $because ->
            [name] Ce fichier n’a pas d’en-tête. D’après son nom, c’est une liste de cours à rechercher, qui ne change rien. Sinon, choisissez un autre type.
           *[other] Ce fichier n’a pas d’en-tête. Il est lu comme une liste de cours à rechercher, qui ne change rien. Si les cours sont à supprimer, choisissez ce type.
        }
    }
    .title = Type déduit du nom ou du contenu
finding-list-with-header = { $kind ->
        [none] Cette liste ne doit pas avoir d’en-tête, et sa première ligne en a l’air. Retirez cette ligne.
       *[other] Cette liste ne doit pas avoir d’en-tête, et sa première ligne est celle d’un autre type de fichier ({ $kind }). Choisissez ce type, ou retirez la ligne.
    }
    .title = Listes avec un en-tête
finding-course-delete-missing = Il n’y a pas de cours « { $value } » sur ce site : il ne peut pas être supprimé.{ $suggested ->
        [yes] {" "}Il y a « { $near } » : est-ce lui ?
       *[no] {" "}Vérifiez l’identifiant ; retirez la ligne si le cours n’existe déjà plus.
    }
    .title = Cours à supprimer inexistants
finding-front-page = C’est la page d’accueil du site. Elle ne peut pas être supprimée : retirez la ligne.
    .title = Page d’accueil
finding-course-found = Ce cours existe : { $shortname }, « { $fullname } »{ $numbered ->
        [yes] , numéro d’identification { $idnumber }
       *[no] {""}
    }.
    .title = Cours existants
finding-course-missing = Il n’y a pas de cours « { $value } » sur ce site{ $described ->
        [yes] {" "}({ $description })
       *[no] {""}
    }.{ $suggested ->
        [yes] {" "}Il y a « { $near } ».
       *[no] {""}
    }
    .title = Cours inexistants

help-kind-assumed = Les listes de cours n’ont pas d’en-tête qui dise leur type, et celui d’une liste de comptes peut ne faire que les désigner. Le type est déduit du nom que tool_sync donne à ces fichiers ou, pour les cours, d’une première ligne qui n’est l’en-tête d’aucun type. Une liste de cours à supprimer n’est jamais reconnue à son contenu.
    .mend = Rien à faire si le type est le bon. Sinon, choisissez le type au-dessus des constats, ou avec --kind en ligne de commande.
help-list-with-header = Chaque ligne d’une liste est un cours, dès la première. La première ligne de celle-ci est l’en-tête d’un autre type de fichier, ou un mot comme shortname.
    .mend = Retirez la première ligne. Si le fichier est d’un autre type, choisissez ce type. S’il s’agit d’un cours qui porte ce nom, laissez une ligne vide au-dessus, comme le font les fichiers de reprise.
help-course-delete-missing = Aucun cours du site n’a cet identifiant : il a déjà été supprimé, ou l’identifiant est mal écrit ou d’une autre sorte.
    .mend = Vérifiez l’orthographe, et l’identifiant que les réglages attendent : nom abrégé, numéro d’identification ou numéro de Moodle. Retirez la ligne si le cours n’existe déjà plus.
help-front-page = Moodle garde la page d’accueil d’un site comme le cours numéro 1. La supprimer détruirait le site.
    .mend = Retirez la ligne.
help-course-found = Le cours de cette ligne est sur le site. La réponse est dans le rapport ; rien n’est changé.
    .mend = Rien à faire.
help-course-missing = Aucun cours du site n’a cet identifiant. La réponse est dans le rapport ; rien n’est changé, et la ligne n’est pas à reprendre.
    .mend = Vérifiez l’orthographe, et l’identifiant que les réglages attendent. Si le cours reste à créer, employez un fichier de cours.

operation-delete-course = Supprime le cours { $course } (« { $fullname } ») avec son contenu, les travaux remis et les notes (participants : { $people } ; groupes : { $groups } ; cohortes : { $cohorts } ; { $backup ->
        [yes] il a une sauvegarde, qui part aussi
       *[no] il n’a pas de sauvegarde
    })

kind-course_deletions = Cours à supprimer
    .explanation = Une liste sans en-tête : un cours par ligne, supprimé avec tout ce qu’il contient.
column-course_deletions-course = Cours
    .explanation = Cours, par l’identifiant que les réglages choisissent. La ligne entière est l’identifiant.

kind-course_checks = Cours à rechercher
    .explanation = Une liste sans en-tête : un cours par ligne, avec une description s’il y a lieu. Le rapport dit lesquels existent ; rien n’est changé.
column-course_checks-course = Cours
    .explanation = Cours, par l’identifiant que les réglages choisissent.
column-course_checks-description = Description
    .explanation = Pour qui lit le rapport.
