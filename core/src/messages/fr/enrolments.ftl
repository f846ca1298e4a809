# Inscriptions, rôles et groupes de personnes dans les cours. $roles, $groups : des nombres.

operation-set-enrolment = { $how ->
        [enabled] Rend à { $user } l’accès au cours { $course } ({ $method })
        [disabled] Suspend l’inscription de { $user } au cours { $course } ({ $method })
       *[period] Change la période de l’inscription de { $user } au cours { $course } ({ $method })
    }
operation-unenrol = Désinscrit { $user } du cours { $course } ({ $method } ; rôles qui prennent fin : { $roles } ; groupes quittés : { $groups })
operation-unassign-role = Retire à { $user } le rôle { $role } dans le cours { $course }
operation-shift-role = Donne à { $user } le rôle { $role } dans le cours { $course }, à la place d’autres rôles

# Constats. $first, $last : des lignes ; $groups : des noms de groupes.

finding-two-roles = La ligne { $first } donne à cette personne un autre rôle dans le même cours : avec « { $value } », elle en aura deux. Utilisez la commande shift si l’un doit remplacer l’autre.
    .title = Deux rôles pour une personne
finding-shift-again = La ligne { $first } change elle aussi le rôle de cette personne dans ce cours. Seule la dernière de ces lignes est faite.
    .title = Rôles changés plusieurs fois
finding-shift-superseded = La ligne { $last } change de nouveau le rôle de cette personne, et est faite à la place de celle-ci.
    .title = Changements qu’une ligne suivante remplace
finding-method-not-offered = { $reason ->
        [switched_off] Le cours { $course } a désactivé la méthode d’inscription « { $value } ». Activez-la dans le cours, choisissez-en une autre, ou faites-la permettre dans les réglages.
        [automatic] La méthode d’inscription « { $value } » tient sa propre liste de personnes, qu’aucun fichier ne change. Utilisez manual, ou videz la cellule.
        [not_told] Sans son plugin compagnon ou sa base de données, ce site ne dit pas si le cours { $course } a la méthode d’inscription « { $value } » : seule manual peut servir.
       *[missing] Le cours { $course } n’a pas la méthode d’inscription « { $value } ». Ajoutez-la au cours, ou choisissez-en une autre, par exemple manual.
    }
    .title = Méthodes d’inscription inutilisables
finding-role-not-told = { $reason ->
        [held] Sans son plugin compagnon ou sa base de données, ce site ne dit les rôles que des personnes inscrites, et { $value } ne l’est pas : on ne sait pas quels autres rôles la commande shift retirerait. Inscrivez la personne (colonne enrol), ou retirez l’ancien rôle avec la commande del une fois que le site le dit.
       *[which] Sans son plugin compagnon ou sa base de données, ce site ne dit pas quels rôles il a, et personne n’a été vu avec le rôle « { $value } ». Vérifiez son nom abrégé ; ou donnez-le à la main à quelqu’un dans un cours, et relancez la ligne.
    }
    .title = Rôles que le site ne dit pas
finding-period-not-told = Ce site ne dit pas de quand à quand { $value } est inscrit au cours { $course }, et le changement mettrait fin à cette période. Donnez les deux, starttime et endtime (0 : sans limite).
    .title = Périodes qui seraient perdues
finding-not-told = { $what ->
        [period] Ce site ne dit pas de quand à quand les personnes sont inscrites : l’inscription existe, et sa période reste comme elle est.
        [inactive] L’inscription existe et ne donne pas accès : elle est suspendue, pas commencée ou terminée. Ce site ne dit pas laquelle des trois, et l’inscription reste comme elle est.
        [method] Ce site ne dit pas par quelle méthode les personnes sont inscrites : la ligne met fin à l’inscription manuelle, et une inscription par une autre méthode reste.
        [field] Ce site ne dit pas cet attribut de ce qui existe déjà : il reste comme il est. Il n’est donné qu’à ce que la ligne crée.
        [template] Ce site ne dit pas de quoi le cours a été fait : le modèle n’est pas appliqué, car il l’a peut-être déjà été.
        [content] Ce site ne dit pas ce que les personnes ont laissé dans le cours : cela part avec le cours, quoi que ce soit.
        [links] Ce site ne dit pas quels cours prennent les personnes d’autres cours : la ligne est exécutée sans que l’on sache si elle change quelque chose, et un lien qui n’a pas été vu n’est pas retiré.
        [roles] Ce site ne dit les rôles que des personnes inscrites : la ligne est exécutée sans que l’on sache si elle change quelque chose, et un rôle qui n’a pas été vu n’est pas retiré.
       *[bindings] Ce site ne dit pas quelles cohortes sont liées à des cours : la ligne est exécutée sans que l’on sache si elle change quelque chose, et une liaison qui n’a pas été vue n’est pas retirée.
    }
    .title = Ce que le site ne dit pas
finding-sync-not-enabled = La méthode d’inscription sync n’est pas activée sur ce site : les personnes de ce fichier sont inscrites par la méthode manual.
    .title = Inscriptions manuelles à la place de sync
finding-enrolment-missing = { $value } n’est pas inscrit de cette façon au cours { $course } : il n’y a pas d’accès à rendre ni à suspendre. Inscrivez d’abord la personne, avec la commande add.
    .title = Inscriptions qui n’existent pas
finding-not-a-participant = { $value } ne participe pas au cours { $course } et n’est mis dans aucun de ses groupes ({ $groups }). Inscrivez la personne, ou donnez-lui un rôle.
    .title = Personnes hors du cours
finding-group-absent = Le cours { $course } n’a pas de groupe « { $value } » : personne n’a à le quitter.
    .title = Groupes qui n’existent plus
finding-membership-protected = { $value } reste dans des groupes du cours { $course } attribués à la main : { $groups }. Les réglages les protègent.
    .title = Appartenances attribuées à la main
finding-emptied-group-deleted = Après ce fichier, le groupe « { $value } » du cours { $course } n’a plus de membre : il est supprimé, comme le demandent les réglages.
    .title = Groupes laissés vides

help-two-roles = Deux lignes donnent à une personne deux rôles dans un cours. Les deux sont donnés : les rôles s’ajoutent. C’est juste pour qui enseigne et apprend, et faux pour qui passe de l’un à l’autre.
    .mend = Rien, si les deux sont voulus. Pour remplacer un rôle par un autre, utilisez la commande shift.
help-shift-again = La commande shift donne un rôle à la place des autres : de plusieurs changements pour une personne dans un cours, seul le dernier peut tenir.
    .mend = Gardez la ligne qui est juste.
help-shift-superseded = Une ligne plus bas change le rôle de la même personne dans le même cours. Faire les deux changerait le site à chaque exécution : seule la dernière est faite.
    .mend = Gardez la ligne qui est juste.
help-method-not-offered = La ligne demande une inscription par une méthode qu’un fichier ne peut pas utiliser dans ce cours. tool_sync donne alors le rôle sans l’inscription ; ici la ligne est refusée, pour que personne ne passe pour inscrit sans l’être.
    .mend = Ajoutez la méthode au cours ou activez-la, choisissez-en une autre, ou permettez les méthodes désactivées (réglage enrols_enableenrolondisabled). Pour donner un rôle sans inscription, supprimez la colonne enrol.
help-role-not-told = Les services web de Moodle ne disent que les rôles des personnes inscrites : ni quels rôles il y a, ni lesquels quelqu’un a sans être inscrit. Sans connaître le rôle, rien n’est donné ni retiré.
    .mend = Installez le plugin compagnon, ou laissez Toolsync lire la base de données. Ou donnez le rôle une fois à la main à quelqu’un : il est connu ensuite. Ou inscrivez la personne.
help-period-not-told = Les services web de Moodle disent que quelqu’un est inscrit et si cela donne accès, mais pas de quand à quand ; et ils changent le tout d’un coup.
    .mend = Donnez les deux dates dans la ligne ; ou installez le plugin compagnon, ou laissez Toolsync lire la base de données, qui disent les dates.
help-not-told = Les services web de Moodle ne disent qu’une partie de ce qu’un site contient. Le plan ne devine pas : ce qui n’est pas dit reste comme il est, ou le message dit ce qui est supposé.
    .mend = Rien, si cela suffit. Sinon, installez le plugin compagnon, ou laissez Toolsync lire la base de données : tous deux disent tout.
help-sync-not-enabled = La méthode sync est celle du plugin compagnon : elle distingue ce que les fichiers inscrivent de ce que les personnes inscrivent. Là où elle n’est pas installée ou pas activée, ces inscriptions sont manuelles, comme celles faites à la main.
    .mend = Rien, si cela suffit. Sinon, faites activer la méthode sync sur le site.
help-enrolment-missing = Les commandes enable et disable changent des inscriptions qui existent. Cette personne n’en a pas par cette méthode dans ce cours.
    .mend = Vérifiez la personne, le cours et la méthode ; ou utilisez la commande add, qui inscrit.
help-not-a-participant = Les groupes d’un cours sont pour qui y est inscrit ou y tient un rôle. Le reste de la ligne est fait.
    .mend = Inscrivez la personne (commande add), puis exécutez de nouveau la ligne.
help-group-absent = La ligne retire une personne d’un groupe que le cours n’a pas. Soit le groupe n’existe plus, soit son nom est mal écrit.
    .mend = Comparez le nom avec le cours. Rien n’est à faire si le groupe doit avoir disparu.
help-membership-protected = Le réglage enrols_protectgroups garde les appartenances attribuées à la main : gdel et greplace ne retirent que celles que des fichiers ont données.
    .mend = Rien, ou retirez la personne du groupe dans Moodle, ou désactivez le réglage.
help-emptied-group-deleted = Le fichier retire le dernier membre du groupe, et le réglage enrolcleanup fait supprimer de tels groupes. Ceux qui étaient déjà vides restent.
    .mend = Rien, si le groupe a fait son temps. Pour le garder, désactivez le réglage.

kind-enrolments = Inscriptions
    .explanation = Qui est inscrit à quel cours, avec quel rôle, jusqu’à quand, et dans quels groupes.
column-enrolments-rolename = Rôle
    .explanation = Nom abrégé du rôle, par exemple student. Avec del, peut être vide : tous les rôles.
column-enrolments-cid = Cours
    .explanation = Cours, par l’identifiant que choisissent les réglages ; d’ordinaire son nom abrégé.
column-enrolments-uid = Personne
    .explanation = Personne, par l’identifiant que choisissent les réglages ; d’ordinaire l’identifiant de connexion.
column-enrolments-cmd = Commande
    .explanation = add : donne le rôle et inscrit. del : retire les deux. shift : donne le rôle à la place des autres. enable, disable : rend l’accès, ou le suspend.
column-enrolments-enrol = Méthode d’inscription
    .explanation = manual (aussi si la cellule est vide), self, sync… Sans cette colonne, des rôles sont donnés et personne n’est inscrit.
column-enrolments-starttime = Début
    .explanation = À partir de quand, par exemple 2024-09-02 08:00 ; vide : tout de suite.
column-enrolments-endtime = Fin
    .explanation = Jusqu’à quand, par exemple 2025-06-30 18:00 ; vide : sans fin.
column-enrolments-gcmd = Commande de groupe
    .explanation = gadd : met la personne dans les groupes. greplace : dans ces groupes seulement. gdel : l’en retire. gaddcreate, greplacecreate : créent les groupes qui manquent.
column-enrolments-gn = Groupe
    .explanation = Nom d’un groupe du cours.
