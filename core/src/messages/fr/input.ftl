# Ce qui ne va pas dans le fichier comme texte : ses octets, son encodage, le découpage de ses lignes.

finding-empty-file = Le fichier est vide. Il doit contenir les noms des colonnes sur sa première ligne, puis une ligne par objet.
    .title = Fichier vide
finding-not-text = { $what ->
        [spreadsheet] Ce fichier est un classeur de tableur, pas un texte. Ouvrez-le dans votre tableur et enregistrez-le au format CSV (UTF-8).
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
