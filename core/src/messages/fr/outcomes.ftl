# La fin des lignes, et les mots des rapports.

state-done = Fait
state-unchanged = Déjà ainsi
state-failed = Échec
state-blocked = Bloqué
state-held = Retenu

report-title = Rapport d’exécution
report-file = Fichier
report-sheet = Feuille
report-kind = Type
report-site = Site
report-encoding = Encodage
report-submitted-by = Soumis par
report-approved-by = Approuvé par
report-started = Début
report-finished = Fin
report-fingerprint = Empreinte du plan
report-core = Version de Toolsync
report-totals = Totaux
report-warnings = Avec avertissement
report-lines = Lignes
report-line = Ligne
report-subject = Objet
report-state = État
report-done = Ce qui a été fait
report-findings = Remarques
report-code = Code
report-seed-code = Code tool_sync
report-severity = Gravité
report-cell = Cellule
report-column = Colonne
report-message = Message
report-error = erreur
report-warning = avertissement
report-info = note
report-missing = Introuvable
report-near-miss = Introuvable, mais un nom presque identique existe
report-found = Trouvé
report-course = Cours demandé
report-answer = Réponse
report-description = Description
report-meant = Peut-être
report-perhaps = peut-être { $near }
report-shortname = Nom abrégé
report-fullname = Nom complet
report-idnumber = Numéro d’identification
report-fact = { $name } : { $value }
report-count = { $name } : { $count }
report-row = Ligne { $line }, { $named ->
        [no] { $state }
       *[yes] { $subject } : { $state }
    }
report-finding = { $severity }{ $cell ->
        [no] {""}
       *[other] , cellule { $cell }
    }{ $placed ->
        [no] {""}
       *[yes] , colonne { $column }
    } : { $message } [{ $codes }]

# Ce qu’une exécution peut dire. $needed : numéro de ligne ; $how : ce qui diffère, comme le dit things.ftl (refused : on n’en sait rien) ;
# $details : les mots du site ou du programme ; $cause : pourquoi le programme n’a rien demandé au site (things.ftl) ; $reason (password, permission) : qui peut corriger ce que le site refuse.

finding-empty-definition = La ligne ne donne rien dont on puisse faire un cours. Donnez au moins un nom abrégé et un nom complet.
    .title = Rien pour créer un cours
finding-section-not-created = Une section du cours n’a pas pu être créée : { $details }. Relancez le fichier de reprise ; en cas de nouvel échec, adressez-vous à l’administrateur du site.
    .title = Section non créée
finding-not-enrolled = La personne n’a pas pu être inscrite : { $details }. Relancez le fichier de reprise ; en cas de nouvel échec, adressez-vous à l’administrateur du site.
    .title = Personne non inscrite
finding-site-moved = Le site a changé après l’approbation du plan : { site-moved }. Rien de cette ligne n’a été fait. Relancez le fichier de reprise pour planifier la ligne sur le site tel qu’il est maintenant.
    .title = Le site a changé entre-temps
finding-blocked-by-line = Cette ligne a besoin de ce que crée la ligne { $needed }, qui n’a pas été faite. Corrigez d’abord la ligne { $needed }, puis relancez le fichier de reprise.
    .title = Attend une ligne non faite
finding-blocked-by-file = Cette ligne a besoin de ce que crée la ligne { $needed } de { $file }, qui n’a pas été faite. Corrigez-la d’abord, puis relancez ensemble les fichiers de reprise des deux fichiers.
    .title = Attend une ligne d’un autre fichier qui n’a pas été faite
finding-site-refused = Le site a refusé : { site-refusal }. Rien de cette ligne n’a été fait. { $reason ->
        [password] Donnez un mot de passe conforme aux règles du site
        [permission] Faites donner ce droit au compte de Toolsync par l’administrateur du site
       *[other] Corrigez ce qu’il nomme
    }, puis relancez le fichier de reprise.
    .title = Refusé par le site
finding-partly-done = Le site n’a fait qu’une partie de cette ligne : { $done } opérations sur { $asked }, par { $functions }. Il a refusé la suivante : { $how ->
        [missing] { site-moved }
        [exists] { site-moved }
        [changed] { site-moved }
       *[refused] { site-refusal }
    }{ $answered ->
        [yes] {" "}({ $details })
       *[no] {""}
    }. Corrigez ce qu’il nomme, puis relancez le fichier de reprise : seul ce qui manque y est planifié.
    .title = Faite en partie
finding-cancelled = L’exécution a été annulée avant cette ligne. Relancez le fichier de reprise pour la traiter.
    .title = Annulé avant cette ligne
