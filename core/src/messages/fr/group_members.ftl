# Membres des groupes.

kind-group_members = Membres des groupes
    .explanation = Personnes à mettre dans des groupes de leurs cours, à changer de groupe ou à en retirer.

column-group_members-cmd = Commande
    .explanation = add : mettre dans le groupe. shift : y mettre et retirer des autres groupes du cours. del : retirer. Vide : add.
column-group_members-courseid = Cours
    .explanation = Cours du groupe : son nom abrégé, son numéro d’identification ou son numéro de Moodle, selon les réglages.
column-group_members-groupid = Groupe
    .explanation = Groupe de ce cours : son numéro d’identification, son nom ou son numéro de Moodle, selon les réglages.
column-group_members-userid = Personne
    .explanation = Compte : son identifiant de connexion, son numéro d’identification, son adresse ou son numéro de Moodle, selon les réglages.

finding-not-in-course = { $value } n’est pas inscrit au cours { $course } et n’y a aucun rôle : impossible de l’ajouter à un groupe. Inscrivez d’abord la personne.
    .title = Personnes absentes du cours
finding-last-line-counts = La ligne { $first } met cette personne dans le groupe « { $group } » du cours, et celle-ci la déplace dans « { $value } ». La dernière ligne compte.
    .title = Personnes déplacées plusieurs fois
finding-membership-kept = { $value } reste aussi dans d’autres groupes du cours, car ces appartenances ont été données à la main : { $groups }.
    .title = Appartenances données à la main
