# Groupes et groupements des cours. $object : group ou grouping.

kind-groups = Groupes
    .explanation = Groupes et groupements de cours à créer, à mettre à jour ou à supprimer.

column-groups-cmd = Commande
    .explanation = add crée ou met à jour ; del supprime le groupe, avec ses appartenances, ou le groupement, s’il ne contient aucun groupe. Vide : add.
column-groups-type = Type
    .explanation = group (groupe) ou grouping (groupement) ; vide : group.
column-groups-courseid = Cours
    .explanation = Cours du groupe : son nom abrégé, son numéro d’identification ou son numéro de Moodle, selon les réglages.
column-groups-updateid = Groupe à mettre à jour
    .explanation = Numéro d’identification, nom ou numéro de Moodle du groupe ou groupement à modifier, selon les réglages. Les lignes qui ne le remplissent pas ajoutent.
column-groups-name = Nom
    .explanation = Nom du groupe ou groupement, unique dans son cours.
column-groups-idnumber = Numéro d’identification
    .explanation = Identifiant du groupe ou groupement dans vos autres systèmes, unique dans son cours.
column-groups-description = Description
    .explanation = Description du groupe ou groupement ; le HTML est permis.
column-groups-selfgrouping = Groupement propre
    .explanation = 1 : le groupe est mis dans un groupement du même nom, créé s’il manque.
column-groups-grouping = Groupement
    .explanation = Numéro d’identification du groupement du même cours où le groupe est mis.

finding-unknown-group = Le cours { $course } n’a pas de groupe « { $value } ».{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Vérifiez l’identifiant, ou créez d’abord le groupe.
    }
    .title = Groupes inconnus
finding-unknown-grouping = Le cours { $course } n’a pas de groupement « { $value } », et aucune ligne au-dessus ne le crée.{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Vérifiez le numéro d’identification, ou placez la ligne du groupement au-dessus de celle-ci.
    }
    .title = Groupements inconnus
finding-ambiguous-group = { $object ->
        [grouping] Deux groupements du cours s’appellent « { $value } », et rien ne dit duquel il s’agit. Renommez l’un des deux dans Moodle.
       *[group] Deux groupes du cours s’appellent « { $value } », et rien ne dit duquel il s’agit. Renommez l’un des deux dans Moodle.
    }
    .title = Groupes du même nom
finding-group-name-taken = { $object ->
        [grouping] Un autre groupement du cours s’appelle « { $value } ». Choisissez un autre nom, ou mettez ce groupement à jour (colonne updateid).
       *[group] Un autre groupe du cours s’appelle « { $value } ». Choisissez un autre nom, ou mettez ce groupe à jour (colonne updateid).
    }
    .title = Noms de groupes déjà pris
finding-update-creates = { $object ->
        [grouping] Le cours { $course } n’a pas de groupement « { $value } » à mettre à jour : il sera créé.
       *[group] Le cours { $course } n’a pas de groupe « { $value } » à mettre à jour : il sera créé.
    }{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Vérifiez l’identifiant.
    }
    .title = Groupes à mettre à jour qui n’existent pas
finding-identifier-kept = Le groupement garde « { $kept } » : ce qui identifie un groupement n’est pas changé en « { $value } ». Renommez-le dans Moodle, ou faites-le identifier autrement.
    .title = Identifiants de groupements qui restent
finding-grouping-without-idnumber = Le groupement « { $value } » n’a pas de numéro d’identification : aucune ligne ne peut y mettre de groupe. Donnez-lui un numéro.
    .title = Groupements sans numéro d’identification
finding-not-for-groupings = Cette cellule n’a aucun effet sur un groupement. Videz-la, ou faites de la ligne un groupe.
    .title = Cellules sans effet sur les groupements
finding-group-exists = { $object ->
        [grouping] Le groupement « { $value } » existe déjà et reste tel quel. Pour le modifier, ajoutez la colonne updateid.
       *[group] Le groupe « { $value } » existe déjà et reste tel quel. Pour le modifier, ajoutez la colonne updateid.
    }
    .title = Groupes qui existent déjà
finding-missing-group = { $object ->
        [grouping] Le cours { $course } n’a pas de groupement « { $value } » : il n’y a rien à supprimer.
       *[group] Le cours { $course } n’a pas de groupe « { $value } » : il n’y a rien à supprimer.
    }{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Vérifiez le nom et le numéro d’identification, à moins qu’il n’ait déjà été supprimé.
    }
    .title = Groupes à supprimer qui n’existent pas
finding-group-with-members = Le groupe « { $value } » part avec ses appartenances : { $count }, dont { $byhand } données à la main.
    .title = Groupes à supprimer qui ont des membres
finding-group-of-cohort = La cohorte « { $cohort } » remplit le groupe « { $value } », qui reste. Retirez d’abord le lien de la cohorte avec le cours.
    .title = Groupes à supprimer qu’une cohorte remplit
finding-grouping-with-groups = Le groupement « { $value } » contient des groupes, et reste : { $groups }. Supprimez-les au-dessus de cette ligne, ou retirez-les du groupement dans Moodle.
    .title = Groupements à supprimer qui contiennent des groupes

operation-update-group = Met à jour le groupe { $group } du cours { $course }
operation-delete-group = Supprime le groupe { $group } du cours { $course }, qui n’a pas de membre
operation-create-grouping = Crée le groupement { $grouping } dans le cours { $course }
operation-update-grouping = Met à jour le groupement { $grouping } du cours { $course }
operation-delete-grouping = Supprime le groupement { $grouping } du cours { $course }, qui n’a pas de groupe
operation-add-to-grouping = Met le groupe { $group } dans le groupement { $grouping } du cours { $course }
operation-remove-group-member = Retire { $user } du groupe { $group } du cours { $course }
