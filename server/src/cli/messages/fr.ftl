# Les mots de la ligne de commande.

severity-error = erreur
severity-warning = avertissement
severity-info = note

place-file = le fichier
place-line = ligne { $line }
place-cell = ligne { $line }, { $column }
place-sheet-cell = cellule { $cell }, { $column }
said-at = { $place } : { $message }

check-facts = { $kind }, { $encoding }, séparateur { $separator }
check-facts-archive = { $kind }, archive ZIP
check-facts-workbook = { $kind }, classeur, feuille « { $sheet } »
check-kind-unknown = type inconnu
check-more = et { $count } autres du type « { $title } »
check-totals = Lignes : { $rows }, erreurs : { $errors }, avertissements : { $warnings }

separator-none = aucun
separator-tab = tabulation

plan-fingerprint = Empreinte du plan : { $fingerprint }

run-ask = Exécuter ceci sur { $site } ? [o/N]
run-declined = Rien n’a été exécuté.
run-no-terminal = Rien n’a été exécuté : il n’y a pas de terminal où poser la question. Ajoutez --yes pour exécuter sans question.
run-rejected = { $file } n’a pas été exécuté. { $reason }
run-done = Exécution { $id } : fait { $done }, déjà ainsi { $unchanged }, échec { $failed }, bloqué { $blocked }, retenu { $held }
run-deleted = { $file } a été supprimé de son dossier, comme le veut le réglage userpictures_forcedeletion ; l’exécution { $id } en garde une copie.
undo-written = Les fichiers sont dans { $path }. Pour les y exécuter : { $command }
run-tryback = Les lignes en échec : { $path }
run-tryback-of-workbook = Les lignes en échec, en fichier CSV : { $path }

# Fichiers générés.

left-out-shared = Laissé de côté : { $course }, dont le numéro d’identification appartient à plusieurs cours.
left-out-without = Laissé de côté : { $course }, qui n’a pas de numéro d’identification.
generated-courses = Cours listés : { $count }.
kept-for-courses = cours qu’elle contient : { $count }
kept-for-courses-below = cours dans les catégories en dessous : { $count }
kept-for-subcategories = catégories en dessous : { $count }

# Sites connectés.

site-token-ask = Jeton des services web de { $address } :{" "}
site-added = { $site } est connecté. Voyez ce que son jeton permet : toolsync site check { $site }
site-removed = { $site } est oublié.
site-none = Aucun site Moodle n’est connecté. Pour en connecter un : toolsync site add NOM --url URL
site-listed = { $site } : { $address }, { $fields } champs par appel, depuis { $since }

site-facts = { $title }, Moodle { $release }, compte { $account }
site-facts-administrator = { $title }, Moodle { $release }, compte { $account } (administrateur du site)
site-timing = Un appel prend { $time } ms et compte { $fields } champs au plus.
site-too-old = Ce Moodle est plus ancien que la version 4.1 : Toolsync ne le connaît pas, et rien ne devrait y être exécuté.
site-administrator-unwise = Le jeton appartient à un administrateur du site. Un compte doté de son propre rôle, avec les seuls droits nécessaires, est plus sûr.
site-clock-ahead = L’horloge du site avance de { $seconds } s sur celle de cette machine : réglez les deux sur un serveur de temps, sinon des inscriptions pourraient commencer et finir un autre jour que ne le dit le fichier.
site-clock-behind = L’horloge du site retarde de { $seconds } s sur celle de cette machine : réglez les deux sur un serveur de temps, sinon des inscriptions pourraient commencer et finir un autre jour que ne le dit le fichier.
site-clock-silent = Le site ne dit pas quelle heure il y est.
site-no-uploads = Ce jeton ne permet pas de déposer des fichiers : aucune photo ne peut être mise. Activez « Peut déposer des fichiers » dans le service du jeton.

site-ready = prêt
site-there = présent
site-lacking = manque
site-not-allowed = non autorisé
site-ability-functions = { $ability }. Sans cela : { $forbids } Ajoutez au service du jeton (Administration du site, Serveur, Services web, Services externes, Fonctions) : { $names }
site-ability-capabilities = { $ability }. Sans cela : { $forbids } Accordez au rôle du compte ce qui lui manque de ceci (Administration du site, Utilisateurs, Permissions, Définition des rôles) : { $names }
site-beyond = Aucune fonction du noyau de Moodle ne réinitialise des cours, ne les restaure depuis des archives, ne lie des cohortes à des cours, ne ranime des comptes supprimés ni ne cache des catégories.

site-unreachable = { $address } est injoignable : { $why }. Vérifiez l’adresse, le réseau et le certificat.
site-timed-out = { $address } n’a pas répondu à temps. Essayez encore ; si cela persiste, demandez à qui gère le site.
site-elsewhere = { $address } renvoie vers { $other }. Retirez le site et ajoutez-le de nouveau avec l’adresse qu’il utilise lui-même.
site-unavailable = { $address } n’est pas disponible en ce moment (état { $status }). Essayez plus tard.
site-not-moodle = Ce qui répond à { $address } n’est pas le service web de Moodle (état { $status }). Vérifiez l’adresse, et que les services web et le protocole REST sont activés (Administration du site, Serveur, Services web, Aperçu).
site-misunderstood = { $address } a répondu sous une forme que Toolsync ne comprend pas : { $why }.
site-token-refused = { $address } ne connaît pas le jeton, ou ne l’accepte pas d’ici ou à cette heure. Créez-en un nouveau (Administration du site, Serveur, Services web, Gérer les jetons), puis retirez le site et ajoutez-le de nouveau.
site-no-service = Il manque au service du jeton la fonction core_webservice_get_site_info, ou les services web sont désactivés sur { $address }. Ajoutez-la (Administration du site, Serveur, Services web, Services externes, Fonctions).
site-account-refused = { $address } ne laisse pas le compte du jeton utiliser les services web : accordez à son rôle webservice/rest:use, et vérifiez que le compte est actif et a accepté les politiques du site.
site-maintenance = { $address } est en maintenance. Essayez plus tard.
site-refused = { $address } a refusé : { $message }

ability-read-courses = connaître les cours et les catégories
  .forbids = rien ne peut être planifié.
ability-read-users = connaître les comptes
  .forbids = rien de ce qui nomme des personnes ne peut être planifié.
ability-read-enrolments = connaître les participants des cours
  .forbids = inscriptions, groupes et suppressions de cours ne peuvent être planifiés.
ability-read-cohorts = connaître les cohortes
  .forbids = les fichiers de cohortes ne peuvent être planifiés.
ability-read-groups = connaître les groupes et les groupements
  .forbids = les fichiers de groupes ne peuvent être planifiés.
ability-create-users = créer des comptes
  .forbids = les fichiers d’utilisateurs ne peuvent créer de comptes.
ability-update-users = modifier et suspendre des comptes
  .forbids = les fichiers d’utilisateurs ne modifient aucun compte, et les fichiers de suspension sont refusés.
ability-delete-users = supprimer des comptes
  .forbids = les fichiers de suppression d’utilisateurs sont refusés.
ability-set-pictures = mettre des photos
  .forbids = les archives de photos sont refusées.
ability-write-categories = créer, modifier et supprimer des catégories
  .forbids = les cours ne peuvent aller dans de nouvelles catégories, et les fichiers de suppression de catégories sont refusés.
ability-write-courses = créer et modifier des cours
  .forbids = les fichiers de cours sont refusés.
ability-delete-courses = supprimer des cours
  .forbids = les fichiers de suppression de cours sont refusés.
ability-write-enrolments = inscrire des personnes, mettre fin à des inscriptions, donner et retirer des rôles
  .forbids = les fichiers d’inscriptions sont refusés.
ability-write-metacourses = lier des cours à des métacours
  .forbids = les fichiers de métacours sont refusés.
ability-write-cohorts = créer, modifier, remplir et supprimer des cohortes
  .forbids = les fichiers de cohortes sont refusés.
ability-write-groups = créer, modifier, remplir et supprimer des groupes et des groupements
  .forbids = les fichiers de groupes et de membres de groupes sont refusés.
ability-copy-courses = remplir un cours du contenu d’un autre
  .forbids = les fichiers de cours ne peuvent utiliser de cours modèle.
