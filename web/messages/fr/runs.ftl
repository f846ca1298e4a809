loading = Un instant…
rows = { $form ->
    [one] ligne
   *[other] lignes
}
unknown = inconnu
empty = vide
previous = Précédent
next = Suivant

runs-title = Exécutions
runs-lead = Tous les fichiers soumis, avec leur plan, la décision prise et le résultat.
runs-empty = Aucun fichier n’a encore été soumis.
runs-empty-action = Vérifier un fichier

run-file = Fichier
run-kind = Type
run-sheet = Feuille
run-site = Site
run-phase = État
run-rows = Lignes
run-submitted-by = Soumis par
run-submitted-at = Soumis le
run-decided-by = Décidé par
run-decided-at = Décidé le
run-started-at = Commencé le
run-finished-at = Terminé le
run-reason = Motif :
run-being-planned = Le fichier est vérifié de nouveau et le plan est en cours. Rien n’a changé sur le site.
run-waits-its-turn = Approuvé. Il attend son tour sur ce site.
run-progress = Lignes : { $done } sur { $rows }

phase-submitted = plan en cours
phase-awaiting-approval = attend l’approbation
phase-approved = approuvé
phase-executing = en cours
phase-finished = terminé
phase-refused = refusé
phase-cancelled = annulé
phase-rejected = non recevable

plan-title = Ce qui va changer
plan-title-past = Ce qui était prévu
plan-operations = Sur le site
decision-change = { $form ->
    [one] change
   *[other] changent
}
decision-unchanged = déjà ainsi
decision-refused = { $form ->
    [one] refusée
   *[other] refusées
}
decision-change-rows = { $form ->
    [one] ligne qui change quelque chose
   *[other] lignes qui changent quelque chose
}
decision-unchanged-rows = { $form ->
    [one] ligne déjà satisfaite
   *[other] lignes déjà satisfaites
}
decision-refused-rows = { $form ->
    [one] ligne refusée, gardée pour la reprise
   *[other] lignes refusées, gardées pour la reprise
}

decide-title = Décision
decide-running = Cette exécution
decide-may = Lisez le plan ci-dessous. L’approuver exécute ces lignes et rien d’autre.
decide-may-not = Le plan attend un administrateur.
decide-four-eyes = Vous avez soumis ce fichier : un autre administrateur doit l’approuver.
approve = Approuver et exécuter
refuse = Refuser…
refuse-reason = Pourquoi ce refus ? La personne qui a soumis le fichier lira ce motif.
refuse-confirm = Refuser
keep = Retour
plan-again = Refaire le plan
cancel-run = Annuler

downloads-title = Fichiers de cette exécution
download-tryback = Reprise : les lignes restées sans effet
download-tryback-hint = Les lignes d’origine sous l’en-tête d’origine. Corrigez-les, puis soumettez de nouveau le fichier.
download-tryback-csv-hint = En fichier CSV : les lignes de la feuille « { $sheet } » sous son en-tête. Corrigez-les, puis soumettez ce fichier.
download-report-html = Rapport (page)
download-report-text = Rapport (texte)
download-report-csv = Rapport (CSV)
download-report-json = Rapport (JSON)
download-report-mail = Rapport sous forme de courriel à transmettre (.eml)
download-archive = Copie archivée du fichier, mots de passe masqués

undo-title = Annulation
undo-hint = Des fichiers de commandes qui défont ce que cette exécution a fait, autant que des fichiers le peuvent. Ils sont planifiés sur le site tel qu’il est maintenant : ce qui a changé depuis reste tel quel.
undo-look = Voir ce qui peut être annulé
undo-fully = Lignes entièrement annulées
undo-partly = Lignes annulées en partie
undo-not = Lignes non annulées
undo-row-of-file = { $file }, ligne { $line } ({ $subject }) : { $grade }
undo-row = Ligne { $line } ({ $subject }) : { $grade }
undo-more = Ce sont les premières lignes ; la liste les a toutes.
undo-download = Fichiers de l’annulation (ZIP)
undo-settings = Il leur faut ces réglages : { $settings }.
undo-list = Résultats et raisons de toutes les lignes (CSV)
undo-submit = Soumettre ces fichiers
undo-submitted = Soumis comme une seule exécution, avec les réglages qu’il faut à ces fichiers :

rows-title = Ligne par ligne
rows-filter = Quelles lignes
rows-all = Toutes
rows-none = Aucune ligne de cette sorte.
rows-pages = Pages de lignes
rows-place = { $first }–{ $last } sur { $total }
row-line = Ligne
row-number = N°
row-entry = Entrée
row-subject = Objet
row-state = État
row-what = Ce qui se passe

people-title = Personnes
person-login = Identifiant
person-name = Nom
person-role = Rôle
person-state = État
person-invited = invité
person-active = actif
person-remove = Retirer
person-remove-label = Retirer { $login }
role-staff = Gestionnaire
role-administrator = Administrateur
invite-title = Inviter quelqu’un
invite-lead = Vous obtenez un lien valable une fois, pendant sept jours. Transmettez-le vous-même : aucun courriel n’est envoyé.
invite = Créer le lien
invitation-made = L’invitation est prête. La personne ouvre ce lien et choisit un mot de passe :

save = Enregistrer
saved = Enregistré.

# Les lots : plusieurs fichiers en une exécution.
run-files = Fichiers
run-files-more = { $file } et { $form ->
        [one] 1 autre
       *[other] { $n } autres
    }
run-files-order = Dans l’ordre où ils sont exécutés, quels que soient leurs noms. Choisissez-en un pour voir ses lignes et ce qu’il laisse.
downloads-of = Ce que laisse { $file } :
download-trybacks = Télécharger les fichiers de reprise de tous les fichiers
download-trybacks-hint = Une archive ZIP : les lignes d’origine de chaque fichier qui n’ont pas pris effet. Corrigez-les et relancez l’archive telle quelle.

answer-title = Réponse
answer-more = { $form ->
        [one] Et { $n } autre, dans le rapport.
       *[other] Et { $n } autres, dans le rapport.
    }

# Combien de lignes ont fini dans chaque état.
totals-done = { $form ->
    [one] faite
   *[other] faites
}
totals-unchanged = déjà ainsi
totals-failed = en échec
totals-blocked = { $form ->
    [one] bloquée
   *[other] bloquées
}
totals-held = { $form ->
    [one] retenue
   *[other] retenues
}

sites-title = Sites
sites-lead = Les sites Moodle sur lesquels Toolsync travaille. Chacun est interrogé sur son état ; rien n’y est modifié.
sites-none = Aucun site Moodle n’est connecté.
sites-asked = interrogation…
sites-ready = prêt
sites-lacking = il manque quelque chose
sites-away = inutilisable
sites-added = connecté le { $date }
sites-check = Vérifier de nouveau
sites-remove = Oublier { $site }
sites-remove-sure = Oublier vraiment { $site } et son jeton
sites-abilities = { $form ->
    [one] { $n } chose que le jeton permet
   *[other] { $n } choses que le jeton permet
}
sites-connect = Connecter un site
sites-name = Nom dans Toolsync
sites-name-hint = Lettres minuscules, chiffres, - et _.
sites-address = Adresse
sites-address-hint = Comme un navigateur la montre, https:// compris.
sites-token = Jeton de ses services web
sites-database = Adresse de sa base de données (peut être vide)
sites-database-hint = Le site est alors lu en quelques secondes : postgres://utilisateur:motdepasse@serveur/base?prefix=mdl_ ou mysql://…. Le compte ne devrait pouvoir que lire.
sites-token-hint = Créé dans Moodle : Administration du site, Serveur, Services web, Gérer les jetons. Il est gardé chiffré, et n’est plus jamais montré.
