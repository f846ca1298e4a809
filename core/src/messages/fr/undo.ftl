# L’annulation d’une exécution : jusqu’où ses lignes peuvent être défaites, et pourquoi pas au-delà.

undo-grade-fully = entièrement
undo-grade-partly = en partie
undo-grade-not = non

undo-count-fully = Lignes entièrement annulées : { $count }
undo-count-partly = Lignes annulées en partie : { $count }
undo-count-not = Lignes non annulées : { $count }

undo-file = { $file } : { $kind }, lignes : { $rows }
undo-row-of-file = { $file }, ligne { $line } ({ $subject }) : { $grade }
undo-row = Ligne { $line } ({ $subject }) : { $grade }

undo-reason-changed-since = Cela a changé de nouveau depuis l’exécution, et reste tel quel : { site-moved }.
undo-reason-taken-back = C’est déjà annulé : ce que l’exécution avait fait est comme avant.
undo-reason-row-refused = La ligne qui l’annulerait est refusée dans l’état actuel du site : { $value }, ligne { $line } ({ $code }).
undo-reason-course-gone = Un cours supprimé ne revient pas : seule une sauvegarde sur le site en a le contenu.
undo-reason-content-gone = Ce que les participants avaient laissé dans le cours (tentatives, devoirs remis, messages…) ne revient pas.
undo-reason-template-stays = Ce que le modèle « { $value } » a apporté au cours y reste.
undo-reason-password-not-kept = Le mot de passe précédent n’a été conservé nulle part ; il n’est pas rétabli.
undo-reason-picture-not-kept = La photo précédente n’a été conservée nulle part ; elle n’est pas rétablie.
undo-reason-picture-stays = Aucun fichier ne retire une photo : la nouvelle reste.
undo-reason-category-gone = Une catégorie supprimée ne revient pas : aucun fichier n’en crée une vide. Ses cohortes restent là où elles ont été déplacées.
undo-reason-category-stays = La catégorie « { $value } » reste.
undo-reason-group-stays = Le groupe « { $value } » du cours { $course } reste : une cohorte le remplit, ou le remplissait quand les fichiers ont été écrits.
undo-reason-grouping-stays = Le groupement « { $value } » du cours { $course } reste.
undo-reason-grouping-keeps-groups = Aucun fichier ne retire des groupes d’un groupement : « { $value } » du cours { $course } les garde.
undo-reason-default-grouping = Le groupement revient, mais n’est plus le groupement par défaut de son cours.
undo-reason-section-stays = La section { $value } du cours reste.
undo-reason-method-stays = La méthode d’inscription « { $value } » reste dans le cours, désactivée là où les fichiers peuvent la désactiver.
undo-reason-enrolments-stay = Les personnes que la cohorte a inscrites pour la première fois au cours { $value } y restent inscrites, sans accès.
undo-reason-field-not-cleared = Le champ « { $value } » était vide. Aucune cellule ne vide un champ : il garde ce que l’exécution lui a donné.
undo-reason-field-without-column = Aucune colonne d’un fichier ne fixe le champ « { $value } ».
undo-reason-ends-otherwise = Quelque chose finit autrement qu’avant : { $value }.
