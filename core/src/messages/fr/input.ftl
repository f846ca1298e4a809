# Ce qui ne va pas dans le fichier comme texte : ses octets, son encodage, le découpage de ses lignes.

finding-empty-file = Le fichier est vide. Il doit contenir les noms des colonnes sur sa première ligne, puis une ligne par objet.
    .title = Fichier vide
finding-not-text = { $what ->
        [spreadsheet] Ce classeur a un format ancien (.xls, .xlsb) ou est protégé par un mot de passe. Enregistrez-le en .xlsx ou .ods, sans mot de passe, et ouvrez ce fichier-là.
        [archive] Ce fichier est une archive. Décompressez-la et prenez le fichier CSV qu’elle contient.
        [document] Ce fichier est un document, pas un tableau. Enregistrez le tableau au format CSV (UTF-8).
       *[picture] Ce fichier est une image, pas un texte. Choisissez le fichier CSV.
    }
    .title = Pas un fichier texte
finding-encoding-recognised = Le fichier n’est pas écrit en UTF-8. Il est lu en { $encoding }. Vérifiez quelques accents ; choisissez un autre encodage s’ils sont faux.
    .title = Encodage reconnu
finding-undecodable-bytes = Certains caractères de cette ligne ne se lisent pas dans l’encodage du fichier. Choisissez un autre encodage, ou corrigez la ligne et enregistrez le fichier en UTF-8.
    .title = Caractères illisibles
finding-nul-byte = La ligne contient un octet nul, qu’aucun texte ne contient. Le fichier est peut-être abîmé : supprimez l’octet ou exportez de nouveau le fichier.
    .title = Octet nul
finding-stray-quote = Un guillemet (") de cette ligne n’a pas de correspondant, ou du texte le suit. La ligne a été lue sans guillemets. Fermez le guillemet, ou doublez chaque guillemet intérieur ("").
    .title = Guillemet isolé
finding-record-too-long = La ligne dépasse { $limit } octets et n’a pas été lue. Un guillemet n’est peut-être jamais fermé, ou les fins de ligne sont incorrectes.
    .title = Ligne trop longue
finding-cell-count = La ligne a { $found } cellules alors que l’en-tête a { $expected } colonnes. Cherchez un séparateur manquant, ou un séparateur à l’intérieur d’une valeur ; mettez entre guillemets les valeurs qui en contiennent.
    .title = Nombre de cellules incorrect
finding-row-like-comment = La ligne commence comme un commentaire de tool_sync, qui l’ignorerait. Elle est lue ici comme une ligne ordinaire. Pour en faire un commentaire, commencez-la par #.
    .title = Ligne semblable à un commentaire
finding-blank-row = Toutes les cellules de cette ligne sont vides. Elle est ignorée.
    .title = Ligne vide

# Ce qui ne va pas dans le fichier en tant que classeur, et ce que les tableurs laissent dans les cellules.

finding-workbook-damaged = Ce classeur ne peut pas être lu. Il est peut-être abîmé, tronqué en chemin ou protégé par un mot de passe. Ouvrez-le dans votre tableur, et enregistrez-le à nouveau sans mot de passe (.xlsx ou .ods).
    .title = Classeur illisible
finding-workbook-too-large = { $what ->
        [rows] La feuille a plus de { $limit } lignes.
        [columns] La première ligne de la feuille, ou une autre, dépasse { $limit } colonnes.
        [text] La feuille contient plus de { $limit } octets de texte.
       *[part] Une partie du classeur dépasse { $limit } octets une fois décompressée.
    } Elle n’est pas lue. Supprimez ce qui ne fait pas partie de la liste, ou enregistrez la liste en CSV.
    .title = Classeur trop grand
finding-sheet-unknown = Le classeur n’a pas de feuille « { $sheet } ». Il contient : { $sheets }.
    .title = Feuille introuvable
finding-sheet-read = La feuille « { $sheet } » est lue. Ne sont pas lues : { $others }.
    .title = Feuille lue
finding-rows-hidden = { $form ->
        [one] Cette ligne est masquée dans la feuille. Elle est lue comme toutes les autres.
       *[other] Les { $count } lignes d’ici à la ligne { $last } sont masquées dans la feuille. Elles sont lues comme toutes les autres.
    } Supprimez les lignes qui ne doivent pas être exécutées ; les masquer ou les filtrer ne suffit pas.
    .title = Lignes masquées
finding-cells-merged = Les cellules { $cells } sont fusionnées. Leur valeur ne compte que pour la première ; les autres sont vides. Défusionnez-les, et écrivez la valeur là où elle doit être.
    .title = Cellules fusionnées
finding-number-rounded = Le nombre { $value } a plus de chiffres que les tableurs n’en gardent : les derniers sont peut-être devenus des zéros. Mettez la colonne au format texte, et saisissez à nouveau le nombre.
    .title = Nombre qui a pu perdre des chiffres
finding-cell-error = La cellule montre l’erreur de tableur { $value } au lieu d’une valeur. Corrigez la formule, ou écrivez la valeur elle-même.
    .title = Erreur de tableur
finding-formula-text = La cellule contient la formule { $value } au lieu de son résultat. Ouvrez le fichier dans votre tableur et enregistrez-le, ou écrivez la valeur elle-même.
    .title = Formule au lieu d’une valeur
