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
site-database-ask = Adresse de la base de données du site, pour la lire vite (postgres://… ou mysql://… ; vide : aucune) :{" "}
site-added = { $site } est connecté. Voyez ce que son jeton permet : toolsync site check { $site }
site-removed = { $site } est oublié.
site-none = Aucun site Moodle n’est connecté. Pour en connecter un : toolsync site add NOM --url URL
site-listed = { $site } : { $address }, { $fields } champs par appel, depuis { $since }
site-plugin-install =
    Installez-les sur le site, l’un après l’autre : Administration du site, Plugins, Installer des plugins. (Ou décompressez local_toolsync.zip dans le dossier local de Moodle et enrol_sync.zip dans son dossier enrol, puis lancez : php admin/cli/upgrade.php)
    Ensuite, dans l’administration du site :
    1. Utilisateurs, Permissions, Définition des rôles : accordez au rôle du compte de Toolsync local/toolsync:apply, local/toolsync:snapshot et local/toolsync:info.
    2. Serveur, Services web, Services externes : ajoutez le compte aux utilisateurs autorisés de « Toolsync companion », ou ajoutez les trois fonctions local_toolsync_… au service que son jeton possède déjà.
    3. Serveur, Services web, Gérer les jetons : créez un jeton du compte pour « Toolsync companion », s’il n’en a pas pour un service doté de ces fonctions.
    4. Plugins, Inscriptions, Gérer les plugins d’inscription : activez « Inscriptions par fichier », si les inscriptions par fichier doivent rester distinctes de celles faites à la main.
    Voyez ce que le jeton permet désormais : toolsync site check NOM
