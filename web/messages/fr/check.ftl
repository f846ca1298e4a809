check-title = Vérifier un fichier
check-lead = Déposez ici un fichier de commandes. Chaque erreur est montrée avec sa ligne et la façon de la corriger, avant que rien ne quitte cet ordinateur.
check-drop = Déposez un fichier CSV ou un classeur (.xlsx, .ods) n’importe où sur cette page
check-pick = Choisir un fichier
check-promise = Le fichier reste dans votre navigateur jusqu’à ce que vous appuyiez sur Soumettre.
check-kinds = Ce qui peut être vérifié
check-samples = Juste pour voir ?
check-samples-lead = Ces petits fichiers contiennent quelques erreurs.
check-sample = Essayer : { $kind }
check-another = Autre fichier
check-close = Fermer
check-undo = Annuler
check-download = Télécharger
check-download-bad = Télécharger les lignes en erreur
check-download-bad-csv = Télécharger les lignes en erreur (CSV)
check-bad-rows-name = erreurs
check-submit = Soumettre

check-options = Comment le fichier est lu
check-kind = Type
check-encoding = Encodage
check-sheet = Feuille
check-separator = Séparateur
check-separator-semicolon = point-virgule ;
check-separator-comma = virgule ,
check-separator-none = aucun
check-separator-tab = tabulation
check-separator-colon = deux-points :
check-site = Site
check-no-site = sans site
check-site-signed-out = Connectez-vous pour vérifier par rapport à un site.
check-recognised = { $value } (reconnu)
check-automatic = reconnu d’après le fichier

check-checking = { $form ->
    [one] Vérification… { $rows } ligne jusqu’ici
   *[other] Vérification… { $rows } lignes jusqu’ici
}
check-stop = Arrêter
check-stopped = La vérification a été arrêtée. Le fichier a été refermé ; rien n’a été envoyé.
check-became-csv = Vos corrections sont dans un fichier CSV, { $name } : c’est lui que prennent Télécharger et Soumettre. Le classeur { $workbook } reste tel qu’il était ; Annuler y revient.
check-mended = { $form ->
    [one] { $n } cellule corrigée. Le fichier est vérifié à nouveau ; Annuler revient en arrière.
   *[other] { $n } cellules corrigées. Le fichier est vérifié à nouveau ; Annuler revient en arrière.
}
check-refused-nothing = Rien n’a changé : la ligne n’est plus celle que la vérification a vue. Attendez la fin de la vérification et réessayez.
check-refused-unencodable = Le caractère { $character } ne peut pas être écrit en { $encoding }, l’encodage de ce fichier. Utilisez un autre caractère, ou enregistrez le fichier en UTF-8.
check-unreadable = Le fichier ne peut pas être lu : { $words }. Il a peut-être été déplacé, ou modifié par un autre programme. Choisissez-le à nouveau.
check-no-digest = Le fichier est vérifié sans site : { $words }

check-result-clean = { $rowsform ->
    [one] Tout va bien : le fichier a { $rows } ligne, et rien n’est à corriger.
   *[other] Tout va bien : { $rows } lignes, et rien à corriger.
}
check-result-warnings = { $warningsform ->
    [one] Aucune erreur. { $warnings } avertissement mérite un coup d’œil avant l’envoi.
   *[other] Aucune erreur. { $warnings } avertissements méritent un coup d’œil avant l’envoi.
}
check-result-errors = { $badform ->
    [one] { $bad } ligne sur { $rows } a des erreurs et serait refusée. Corrigez-la ici, ou soumettez les autres.
   *[other] { $bad } lignes sur { $rows } ont des erreurs et seraient refusées. Corrigez-les ici, ou soumettez les autres.
}
check-result-clean-archive = { $rowsform ->
    [one] L’archive a { $rows } fichier, qui peut être soumis.
   *[other] L’archive a { $rows } fichiers, qui peuvent tous être soumis.
}
check-result-errors-archive = { $badform ->
    [one] { $bad } fichier de l’archive sur { $rows } serait laissé de côté.
   *[other] { $bad } fichiers de l’archive sur { $rows } seraient laissés de côté.
}
check-result-blocked = Le fichier ne peut pas être utilisé tel quel : il faut d’abord corriger sa première ligne ou la façon dont il est lu.
check-result-no-site = Vérifié pour lui-même : l’existence des cours, des personnes et des catégories sur le site n’a pas été contrôlée.
check-tile-rows = { $form ->
    [one] ligne
   *[other] lignes
}
check-tile-files = { $form ->
    [one] fichier
   *[other] fichiers
}
check-tile-errors = { $form ->
    [one] erreur
   *[other] erreurs
}
check-tile-warnings = { $form ->
    [one] avertissement
   *[other] avertissements
}
check-tile-notes = { $form ->
    [one] remarque
   *[other] remarques
}
check-mend-safe = { $form ->
    [one] Appliquer { $n } correction sûre
   *[other] Appliquer { $n } corrections sûres
}

check-findings = Ce qui a été trouvé
check-findings-none = Rien ne correspond à ces filtres.
check-filter = Afficher
check-filter-error = Erreurs
check-filter-warning = Avertissements
check-filter-info = Remarques
check-filter-column = Colonne
check-filter-all-columns = Toutes les colonnes
check-search = Rechercher
check-severity-error = Erreur :
check-severity-warning = Avertissement :
check-severity-info = Remarque :
check-mend-all = Corriger les { $n }
check-seed-code = Code de l’ancien outil
check-more = Afficher plus
check-line = Ligne { $line }
check-place-cell = Cellule { $cell }
check-show = Montrer dans le tableau
check-fix-replace = Écrire « { $value } »
check-fix-empty = Vider la cellule
check-fix-remove = Retirer la ligne
check-fix-separator = Lire avec { $separator }
check-fix-encoding = Lire en { $encoding }
check-grade-safe = sûr
check-grade-likely = probable
check-grade-ask = à vous de choisir

check-rows = Lignes
check-rows-filter = Quelles lignes
check-rows-all = Toutes
check-rows-errors = En erreur
check-rows-findings = Avec remarques
check-column-line = Ligne
check-cell = Nouveau texte de la cellule
check-keys = Les flèches déplacent, Entrée modifie et enregistre, Échap abandonne.

check-submit-header = Le fichier ne peut pas être soumis avant que son en-tête soit corrigé.
check-submit-signed-out = Connectez-vous pour soumettre.
check-submit-no-site = Choisissez un site pour soumettre.
check-submit-title = Soumettre ce fichier ?
check-submit-title-files = Soumettre ces { $n } fichiers ensemble ?
check-submit-file = Fichier
check-submit-files = Fichiers
check-submit-site = Site
check-submit-rows = Lignes
check-submit-bad = { $form ->
    [one] { $n } ligne a des erreurs. Elle sera refusée, et vous la récupérerez dans un fichier à part.
   *[other] { $n } lignes ont des erreurs. Elles seront refusées, et vous les récupérerez dans un fichier à part.
}
check-submit-next = Le serveur vérifie à nouveau et montre ce qui changerait. Rien ne change sur le site avant que le plan soit approuvé.
check-submit-anyway = Soumettre sans ces lignes
check-submit-back = Retour
check-bundle = { $form ->
    [one] { $n } fichier, vérifié seul
   *[other] { $n } fichiers, vérifiés ensemble
}
check-bundle-order = Dans l’ordre où ils sont exécutés, quels que soient leurs noms : ce que l’un crée, les suivants peuvent le nommer. Choisissez-en un pour l’examiner. Tous sont soumis ensemble.

board-title = Images et personnes
board-lead = Chaque image est rapprochée par le nom de son fichier. Les noms des personnes restent sur le site : ils sont montrés une fois l’archive soumise.
board-lead-no-site = Chaque image revient à qui porte le nom de son fichier. Choisissez un site pour voir lesquelles ont un propriétaire.
board-lead-plan = Qui reçoit quelle image, selon le plan.
board-filter = Quelles images
board-all = Toutes
board-without = { $form ->
    [one] { $n } personne restera sans image
   *[other] { $n } personnes resteront sans image
}
picture-matched = a un propriétaire
picture-no-owner = sans propriétaire
picture-several-owners = plusieurs propriétaires
picture-second = seconde d’une personne
picture-unusable = inutilisable
picture-new = première image
picture-replaces = en remplace une
picture-unchanged = déjà en place
picture-kept = laissée : en a une
