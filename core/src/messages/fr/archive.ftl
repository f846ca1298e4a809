# What is wrong with a ZIP archive and its entries. $entry: path of the entry in the archive; $found, $limit: bytes, or a number of entries.

finding-archive-damaged = Ce fichier n’est pas une archive ZIP, ou elle est endommagée ou tronquée. Refaites l’archive, et vérifiez qu’elle s’ouvre sur votre ordinateur.
    .title = Archive endommagée
finding-archive-too-large = { $what ->
        [entries] L’archive contient { $found } éléments ; { $limit } au plus sont admis. Répartissez-les dans plusieurs archives.
       *[bytes] L’archive compte plus de { $limit } octets. Répartissez son contenu dans plusieurs archives.
    }
    .title = Archive trop grande
finding-entry-path-unsafe = { $how ->
        [traversal] Le chemin « { $entry } » remonte hors de l’archive (..), comme dans une attaque.
        [absolute] Le chemin « { $entry } » désigne un emplacement sur un ordinateur au lieu d’un emplacement dans l’archive.
        [control] Le chemin « { $entry } » contient un caractère de contrôle.
       *[empty] Un fichier de l’archive n’a pas de nom.
    } Le fichier n’a pas été lu. Refaites l’archive à partir d’un dossier à vous.
    .title = Chemins qui mènent ailleurs
finding-entry-is-link = « { $entry } » est un lien vers un autre fichier, qui n’est pas dans l’archive. Mettez le fichier lui-même à sa place.
    .title = Liens au lieu de fichiers
finding-entry-encrypted = « { $entry } » est protégé par un mot de passe et ne peut pas être lu. Refaites l’archive sans mot de passe.
    .title = Fichiers protégés par un mot de passe
finding-entry-unreadable = { $why ->
        [method] « { $entry } » est compressé par une méthode qui n’est pas lue ici : { $method }. Refaites l’archive au format ZIP ordinaire.
        [overlap] « { $entry } » partage ses octets avec un autre fichier de l’archive, comme dans une attaque. Refaites l’archive.
       *[damaged] « { $entry } » est endommagé et ne peut pas être lu. Refaites l’archive.
    }
    .title = Fichiers illisibles dans l’archive
finding-entry-too-large = { $which ->
        [ratio] « { $entry } » deviendrait un fichier de { $found } octets, bien plus que sa place dans l’archive ne le laisse attendre ({ $limit }).
        [total] Décompressés, les fichiers de l’archive dépasseraient { $limit } octets ; « { $entry } » et la suite n’ont pas été lus.
       *[entry] « { $entry } » deviendrait un fichier de { $found } octets ; { $limit } au plus sont admis.
    } Réduisez le fichier, ou mettez-le dans une autre archive.
    .title = Fichiers trop grands
finding-duplicate-entry = « { $entry } » est deux fois dans l’archive : le numéro { $first } a le même chemin. Retirez l’un des deux.
    .title = Fichiers en double dans l’archive
finding-entry-name-encoding = Le nom de « { $entry } » est écrit dans un encodage inconnu, et ses lettres sont supposées. Vérifiez les accents ; s’ils sont faux, renommez le fichier sans accents.
    .title = Noms dans un encodage inconnu
finding-entry-passed-over = « { $entry } » a été mis dans l’archive par l’ordinateur pour lui-même. Il est ignoré.
    .title = Fichiers du système
