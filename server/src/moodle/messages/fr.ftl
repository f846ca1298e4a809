# L’état d’un site connecté, et ce qui manque.

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
site-there = dans le service
site-lacking = manque
site-not-allowed = non autorisé
site-ability-functions = { $ability }. Sans cela : { $forbids } Ajoutez au service du jeton (Administration du site, Serveur, Services web, Services externes, Fonctions) : { $names }
site-ability-capabilities = { $ability }. Sans cela : { $forbids } Accordez au rôle du compte ce qui lui manque de ceci (Administration du site, Utilisateurs, Permissions, Définition des rôles) : { $names }
site-beyond = Aucune fonction du noyau de Moodle ne réinitialise des cours, ne les restaure depuis des archives, ne lie des cohortes à des cours, ne ranime des comptes supprimés ni ne cache des catégories. Le plugin compagnon fait tout cela et lit le site en quelques secondes : toolsync site plugin

site-companion = utiliser le plugin compagnon
    .forbids = les cours ne sont ni réinitialisés ni restaurés depuis des archives, les cohortes ne sont pas liées à des cours, les comptes supprimés ne sont pas ranimés, les catégories ne sont pas cachées, et la lecture d’un grand site prend des minutes.
site-companion-version = Le plugin compagnon est en version { $version }.
site-companion-too-old = Le plugin compagnon est en version { $version }, et ce Toolsync a besoin de la version { $needed } ou d’une plus récente : rien ne peut être planifié ni exécuté sur ce site avant sa mise à jour. Écrivez la version { $ours } avec toolsync site plugin (ou téléchargez-la sur la page des sites), puis installez-la par-dessus l’ancienne (Administration du site, Plugins, Installer des plugins).
site-companion-old = Le plugin compagnon est en version { $version }, et ce Toolsync apporte la version { $ours } : écrivez-le avec toolsync site plugin, puis installez-le de nouveau.
site-fields-cut = Il a été dit à Toolsync qu’un appel peut compter { $told } champs. Le PHP du site en accepte { $fields } (max_input_vars) et coupe le reste sans un mot : supprimez le site et ajoutez-le de nouveau avec --fields { $fields }.
site-fields-more = Le PHP du site accepte { $fields } champs par appel (max_input_vars), et il a été dit { $told } à Toolsync : supprimé puis ajouté de nouveau avec --fields { $fields }, le site est appelé moins souvent.
site-enrol-sync-on = La méthode d’inscription par fichier (enrol_sync) est en version { $version } et elle est activée.
site-enrol-sync-off = La méthode d’inscription par fichier (enrol_sync, version { $version }) est désactivée. Sans elle : les lignes avec la méthode d’inscription sync donnent des inscriptions manuelles, qui ne se distinguent pas de celles faites à la main. Activez-la (Administration du site, Plugins, Inscriptions, Gérer les plugins d’inscription).
site-enrol-sync-absent = La méthode d’inscription par fichier (enrol_sync) n’est pas installée. Sans elle : les lignes avec la méthode d’inscription sync donnent des inscriptions manuelles, qui ne se distinguent pas de celles faites à la main. Écrivez-la avec toolsync site plugin, puis installez-la.

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

site-database = Base de données : { $server }, avec Moodle { $release } dans des tables dont le nom commence par { $prefix }
site-database-read = { $database }. L’état du site y est lu : des secondes au lieu de minutes sur un grand site.
site-database-unread = { $database }. Elle n’est pas utilisée.
site-database-read-only = Le compte de la base de données ne peut que lire, comme il convient.
site-database-can-write = Le compte de la base de données peut écrire ({ $what }) ; il n’est pas utilisé. Prenez-en un qui n’a reçu que SELECT, ou ajoutez writable=yes à l’adresse.
site-database-writable = Le compte de la base de données peut écrire ({ $what }) ; il est utilisé puisque l’adresse le dit. Un compte qui ne peut que lire est plus sûr.
site-database-other = La base de données contient Moodle { $found }, alors que le site se dit Moodle { $release } : est-ce la base d’un autre site ?
site-database-folding = Dans la base de données, des noms qui ne diffèrent que par la casse ou les accents sont les mêmes ({ $collation }) : le site en refuse un second.
site-database-silent = La base de données ne répond pas. Vérifiez son adresse, et que cette machine peut l’atteindre.
site-database-closed = La base de données refuse l’accès à Toolsync : { $what }.
site-database-failed = La base de données a échoué : { $what }.
site-database-no-moodle = La base de données n’a pas de table { $what } que le compte puisse lire. Vérifiez le nom de la base et le préfixe (prefix=… dans l’adresse), et accordez SELECT au compte.
site-database-hidden = Le compte de la base de données ne peut pas lire { $what }. Accordez-lui SELECT sur les tables de Moodle.

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
