# Catégories vides à supprimer.

finding-category-not-empty = La catégorie « { $path } » n’est pas supprimée, car elle n’est pas vide { $what ->
        [courses] (cours qu’elle contient : { $count }). Déplacez-les ou supprimez-les d’abord, ou retirez la ligne.
       *[categories] (catégories qu’elle contient : { $count }). Placez celles-ci sur des lignes au-dessus, ou retirez la ligne.
    }
    .title = Catégories qui ne sont pas vides
finding-category-differs = C’est la catégorie « { $path } » du site, et non « { $value } ». Rien n’est supprimé : refaites le fichier à partir de ce site, ou corrigez la ligne.
    .title = Autre catégorie que celle de la ligne
finding-ambiguous-category = Ce site a { $count } catégories « { $value } ». Écrivez le numéro de celle que vous voulez : il figure dans la liste des catégories vides.
    .title = Plusieurs catégories de même chemin

help-category-not-empty = Une catégorie n’est supprimée que si elle ne contient rien : ni cours, ni catégorie autre que celles que suppriment les lignes au-dessus.
    .mend = Déplacez ou supprimez d’abord les cours, placez les sous-catégories sur des lignes au-dessus, ou retirez la ligne.
help-category-differs = La ligne donne le numéro d’une catégorie et son chemin, et sur ce site ce numéro est celui d’une catégorie d’un autre chemin : elle a été renommée ou déplacée, ou le fichier vient d’un autre site.
    .mend = Refaites le fichier à partir de ce site, ou corrigez le numéro ou le chemin.
help-ambiguous-category = Des catégories peuvent porter le même nom sous le même parent ; le chemin ne les distingue pas.
    .mend = Écrivez le numéro de la catégorie à la place de son chemin.

operation-delete-category = Supprime la catégorie vide { $category }{ $moves ->
        [yes] {" "}(cohortes qui remontent d’un niveau : { $cohorts })
       *[no] {""}
    }

kind-category_deletions = Catégories vides à supprimer
    .explanation = Catégories sans cours, les plus basses d’abord. Celle qui contient quelque chose reste.
column-category_deletions-emptycategory = Catégorie
    .explanation = Catégorie à supprimer : chemin de noms depuis la racine, séparés par /, ou numéro dans Moodle.
column-category_deletions-path = Chemin
    .explanation = Chemin de la catégorie, pour qu’un numéro soit lisible. S’il est donné et qu’il est autre sur le site, rien n’est supprimé.
