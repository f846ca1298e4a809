# Ce qui ne va pas dans l’en-tête, la première ligne, qui contient les noms des colonnes.

finding-unknown-kind = { $nearest ->
        [none] La première ligne ne contient aucun nom de colonne connu. Elle doit nommer les colonnes d’un de ces types de fichier : { $kinds }.
        [accounts] La première ligne désigne des personnes, mais ne dit pas ce qu’il faut en faire. Choisissez le type de fichier : user_suspensions ou user_deletions. Ou ajoutez la colonne suspended, ou deleted, avec 1 à chaque ligne.
       *[other] La première ligne ne nomme les colonnes d’aucun type de fichier ({ $kinds }). Le type le plus proche est { $nearest }. Vérifiez les noms ou choisissez le type.
    }
    .title = Type de fichier inconnu
finding-wrong-separator = Les colonnes de ce fichier sont séparées par un autre signe ({ $separator }) que celui en usage. Lisez le fichier avec ce séparateur.
    .title = Mauvais séparateur
finding-missing-column = La colonne { $column } est absente. Ajoutez-la à la première ligne et remplissez-la à chaque ligne.
    .title = Colonne absente
finding-unknown-column = { $meant ->
        [none] La colonne { $column } n’existe pas dans ce type de fichier. Corrigez son nom ou supprimez-la.
       *[other] La colonne { $column } n’existe pas dans ce type de fichier. Vouliez-vous dire { $meant } ?
    }
    .title = Colonne inconnue
finding-ignored-column = { $named ->
        [no] La colonne numéro { $position } n’a pas de nom. Elle est ignorée.
       *[yes] La colonne { $column } n’existe pas dans ce type de fichier. Elle est ignorée.
    }
    .title = Colonne ignorée
finding-retired-column = La colonne { $column } appartient à d’anciennes versions et n’a plus de sens. Supprimez-la.
    .title = Colonne d’anciennes versions
finding-duplicate-column = La colonne { $column } figure deux fois. Gardez-en une seule.
    .title = Colonne en double
finding-unnamed-column = La colonne numéro { $position } n’a pas de nom. Nommez-la ou supprimez-la.
    .title = Colonne sans nom
finding-column-case = La colonne { $column } s’écrit { $name }, en minuscules. Elle est acceptée ici ; tool_sync la refuserait.
    .title = Majuscules dans un nom de colonne
finding-orphan-column = La colonne { $column } ne veut rien dire sans { $partner }, qui est absente. Elle est ignorée. Ajoutez { $partner } ou supprimez { $column }.
    .title = Colonne sans sa partenaire
finding-number-gap = La colonne { $column } vient sans { $missing }. Elle est lue ici ; tool_sync s’arrêterait avant elle.
    .title = Numéro sauté
finding-no-rows = Le fichier a un en-tête et aucune ligne. Ajoutez au moins une ligne sous les noms des colonnes.
    .title = Aucune ligne
