problem-not-signed-in = Vous n’êtes pas connecté, ou votre session est terminée. Connectez-vous de nouveau.
problem-not-allowed = Seul un administrateur peut faire cela.
problem-not-found = Cette page ou ce fichier n’existe pas, ou n’existe plus.
problem-bad-request = Le serveur n’a pas pu lire la requête : { $details }.
problem-csrf = La requête ne vient pas de cette page. Rechargez la page et recommencez.
problem-host = Ce serveur ne répond pas à ce nom. Utilisez l’adresse affichée à son démarrage.
problem-sign-in-refused = L’identifiant ou le mot de passe est incorrect.
problem-throttled = Trop d’essais ont échoué. Attendez { $seconds } s, puis recommencez.
problem-weak-password = Le mot de passe est trop court ou trop long : utilisez au moins { $least } caractères.
problem-unusable-name = Le nom ou l’identifiant ne convient pas. Un identifiant n’a que des lettres, des chiffres et les signes . _ - @ ; aucun des deux ne peut être vide ni dépasser 100 caractères.
problem-no-invitation = Cette invitation a déjà servi, ou elle est trop ancienne. Demandez-en une nouvelle à un administrateur.
problem-login-taken = Une autre personne a cet identifiant. Choisissez-en un autre.
problem-not-removable = Cette personne n’existe pas, ou c’est le dernier administrateur, qui doit rester.
problem-unknown-site = Il n’y a pas de site nommé { $site }.
problem-too-large = Le fichier dépasse { $mebibytes } Mio. Partagez-le, ou demandez une limite plus haute.
problem-interrupted = Le fichier n’est pas arrivé en entier. Déposez-le de nouveau.
problem-four-eyes = L’approbation doit venir d’une autre personne que celle qui a soumis le fichier.
problem-other-plan = Le plan a changé depuis que vous l’avez vu. Relisez-le, puis approuvez-le.
problem-other-phase = L’exécution a avancé entre-temps, ce n’est donc plus possible. Rechargez la page pour voir où elle en est.
problem-no-reason = Dites pourquoi vous refusez : la personne qui a soumis le fichier le lira.
problem-site-name = Ce ne peut pas être le nom d’un site. Utilisez jusqu’à 40 lettres minuscules, chiffres et signes - et _ ; « sandbox » est pris.
problem-site-taken = Un site porte déjà ce nom. Retirez-le d’abord, ou choisissez un autre nom.
problem-site-token = Ce n’est pas un jeton. Un jeton de Moodle compte 32 lettres et chiffres.
problem-site-address = Ce n’est pas l’adresse d’un site. Donnez-la comme un navigateur la montre, https:// compris.
problem-site-database = Ce n’est pas l’adresse d’une base de données. Donnez-la sous la forme postgres://utilisateur:motdepasse@serveur/base?prefix=mdl_ ou mysql://…, ou laissez-la vide.
problem-site-damaged = Le jeton de ce site n’est plus lisible. Retirez le site et ajoutez-le de nouveau.
problem-companion-old = Le plugin compagnon du site est en version { $version }, et Toolsync a besoin de la version { $needed } ou d’une plus récente. Rien n’a été modifié. Mettez le plugin à jour : téléchargez-le sur la page des sites, ou écrivez-le avec toolsync site plugin, puis installez-le par-dessus l’ancien (Administration du site, Plugins, Installer des plugins). Recommencez ensuite.
problem-internal = Une erreur s’est produite sur le serveur. Recommencez ; si elle se répète, donnez à l’administrateur l’heure et le numéro de requête de l’en-tête X-Request-Id.
reason-verdicts-differ = Le contrôle du navigateur et celui du serveur donnent des résultats différents pour le même fichier. Rien n’a été modifié. Rechargez la page et refaites le contrôle ; prévenez l’administrateur si cela se répète.
reason-unusable-header = L’en-tête du fichier est inutilisable : aucune ligne n’a pu être planifiée. Corrigez l’en-tête et soumettez-le de nouveau.
reason-crashed = Toolsync a échoué en planifiant ce fichier : c’est une anomalie du programme. Rien n’a été modifié. Envoyez le fichier et le journal du serveur à qui maintient Toolsync.
reason-companion-old = Le plugin compagnon du site est plus ancien que ce qu’il faut à ce Toolsync. Rien n’a été modifié. Faites mettre le plugin à jour : téléchargez-le sur la page des sites, ou écrivez-le avec toolsync site plugin, puis installez-le par-dessus l’ancien (Administration du site, Plugins, Installer des plugins). Soumettez ensuite le fichier de nouveau.
reason-file-lost = Le fichier n’est pas arrivé en entier. Déposez-le de nouveau.

# Feuilles des modèles vides.
template-sheet = Données
template-explained = Explications
mail-subject = { $kind } : rapport sur { $file } ({ $site })
