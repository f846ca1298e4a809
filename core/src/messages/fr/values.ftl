# Ce qui ne va pas dans une cellule. La colonne et la ligne sont affichées à côté du message.

finding-required-empty = La colonne { $column } doit être remplie à chaque ligne. Indiquez une valeur.
    .title = Valeur obligatoire absente
finding-surrounding-spaces = Des espaces précèdent ou suivent la valeur. Ils sont supprimés.
    .title = Espaces autour d’une valeur
finding-control-character = La valeur contient un caractère invisible ({ $character }), souvent venu d’un copier-coller. Supprimez-le ou saisissez de nouveau la valeur.
    .title = Caractère invisible
finding-mojibake = « { $value } » ressemble à un texte dont les accents ont été abîmés par un changement d’encodage. C’était probablement « { $repaired } ».
    .title = Accents abîmés
finding-too-long = Le texte compte { $length } caractères ; Moodle en garde { $max } au plus. Raccourcissez-le.
    .title = Texte trop long
finding-not-integer = « { $value } » n’est pas un nombre entier. Utilisez seulement des chiffres, par exemple 12.
    .title = Nombre entier attendu
finding-out-of-range = { $side ->
        [low] { $value } est trop petit : le plus petit nombre permis est { $min }.
       *[high] { $value } est trop grand : le plus grand nombre permis est { $max }.
    }
    .title = Nombre hors limites
finding-not-boolean = « { $value } » n’est ni 0 ni 1. Écrivez 1 pour oui, 0 pour non.
    .title = Ni 0 ni 1
finding-not-in-list = « { $value } » n’est pas une valeur permise. Choisissez parmi : { $allowed }.
    .title = Valeur non permise
finding-bad-date = { $doubt ->
        [yes] « { $value } » peut être { $first } ou { $second }. Écrivez année-mois-jour, pour qu’il n’y ait pas de doute.
       *[no] « { $value } » ne se lit pas comme une date. Écrivez année-mois-jour, par exemple 2024-09-01, ou 2024-09-01 08:00.
    }
    .title = Date ambiguë ou fausse
finding-period-reversed = La fin ({ $value }) n’est pas après le début ({ $start }). Corrigez l’une des deux dates.
    .title = Période qui finit avant de commencer
finding-bad-email = « { $value } » n’est pas une adresse de courriel. Écrivez-la comme nom@exemple.fr, sans espace ni accent.
    .title = Adresse de courriel incorrecte
finding-bad-username = Le nom d’utilisateur « { $value } » contient des caractères que Moodle refuse : { $characters }. Utilisez seulement des minuscules, des chiffres et les signes - _ . @.
    .title = Nom d’utilisateur incorrect
finding-username-case = Le nom d’utilisateur « { $value } » contient des majuscules. Moodle l’enregistre sous la forme « { $lower } ».
    .title = Majuscules dans un nom d’utilisateur
finding-bad-country = « { $value } » n’est pas un code de pays. Écrivez les deux lettres de la norme ISO 3166, par exemple FR ou BE.
    .title = Pays incorrect
finding-bad-language = « { $value } » n’est pas un code de langue de Moodle. Écrivez-le comme fr, en ou fr_ca.
    .title = Langue incorrecte
finding-bad-timezone = « { $value } » n’est pas un fuseau horaire. Écrivez un nom comme Europe/Paris, ou 99 pour le fuseau du site.
    .title = Fuseau horaire incorrect
finding-bad-url = « { $value } » n’est pas une adresse web. Elle commence par https:// ou http://.
    .title = Adresse web incorrecte
finding-empty-category-level = Le chemin de catégorie « { $value } » contient un niveau vide. Écrivez les noms l’un après l’autre, séparés par un seul /.
    .title = Niveau vide dans un chemin de catégorie
finding-category-separator = « { $value } » est lu comme le nom d’une seule catégorie. Si c’est un chemin, séparez les niveaux par / au lieu de { $sign }.
    .title = Chemin de catégorie sans /
