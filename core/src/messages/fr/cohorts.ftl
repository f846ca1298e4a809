# Cohortes, leurs membres et les cours auxquels elles sont liées : opérations.
# $members, $bindings, $lost (inscriptions qui prennent fin), $people : nombres.

operation-update-cohort = Met à jour la cohorte { $cohort }
operation-delete-cohort = Supprime la cohorte { $cohort } (membres : { $members } ; cours auxquels elle est liée : { $bindings } ; inscriptions qui prennent fin : { $lost })
operation-remove-cohort-member = Retire { $user } de la cohorte { $cohort }{ $loses ->
        [yes] {" "}(cours que la personne quitte : { $lost })
       *[no] {""}
    }
operation-empty-cohort = Retire tous les membres de la cohorte { $cohort } (membres : { $members } ; inscriptions qui prennent fin : { $lost })
operation-set-cohort-binding = { $how ->
        [new] Lie la cohorte { $cohort } au cours { $course } ({ $method }), comme { $role }. Personnes concernées : { $people }
        [enabled] Rend à la cohorte { $cohort } l’accès au cours { $course } ({ $method }), comme { $role }. Personnes concernées : { $people }
        [disabled] Retire à la cohorte { $cohort } l’accès au cours { $course } ({ $method }), comme { $role } ; ce que ses membres y ont fait est gardé. Personnes concernées : { $people }
       *[changed] Change le lien de la cohorte { $cohort } au cours { $course } ({ $method }), comme { $role }. Personnes concernées : { $people }
    }
operation-remove-cohort-binding = Délie la cohorte { $cohort } du cours { $course } ({ $method }), comme { $role }. Inscriptions qui prennent fin : { $lost }

# Constats. $first : une ligne ; $reason : `numbered` ou `switched_off` ; $what : `del` ou `free`.

finding-contradictory-row = { $what ->
        [command] Cette ligne défait ce que fait la ligne { $first }, ou l’inverse : à chaque exécution, le fichier changerait le site. Gardez l’une des deux lignes, ou mettez-les dans deux fichiers.
       *[field] La ligne { $first } dit autre chose ici du même objet. Corrigez l’une des deux lignes.
    }
    .title = Lignes qui se contredisent
finding-unknown-cohort = La cohorte « { $value } » n’existe pas sur ce site.{ $reason ->
        [switched_off] {" "}Les réglages ne permettent pas aux fichiers de créer des cohortes.
        [numbered] {" "}Un numéro est donné par Moodle : il ne peut pas nommer une nouvelle cohorte.
       *[unbound] {" "}Créez-la d’abord, avec un fichier de cohortes.
    }{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {""}
    }
    .title = Cohortes inconnues
finding-missing-cohort = Il n’y a pas de cohorte « { $value } » sur ce site : il ne reste rien à retirer.{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {""}
    }
    .title = Cohortes qui n’existent plus
finding-ambiguous-cohort = Plusieurs cohortes de ce site s’appellent « { $value } ». Identifiez les cohortes par leur numéro d’identification, ou renommez l’une d’elles.
    .title = Plusieurs cohortes possibles
finding-cohort-without-name = La cohorte « { $value } » n’existe pas encore, et une nouvelle cohorte a besoin d’un nom. Donnez-le dans la colonne cname.{ $suggested ->
        [yes] {" "}Ou vouliez-vous dire « { $near } » ?
       *[no] {""}
    }
    .title = Nouvelles cohortes sans nom
finding-cohort-name-taken = Une autre cohorte s’appelle déjà « { $value } ». Choisissez un autre nom, ou corrigez ce qui identifie la cohorte.
    .title = Noms de cohorte déjà pris
finding-unknown-cohort-context = La catégorie « { $value } » n’existe pas sur ce site. Une nouvelle cohorte appartiendra au site entier ; une cohorte existante reste où elle est.{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {""}
    }
    .title = Catégories de cohorte inconnues
finding-whole-cohort = { $what ->
        [free] Cette ligne retire tous les membres de la cohorte « { $value } », quelle que soit la personne dans la colonne userid.
       *[del] Cette ligne ne nomme personne : elle supprime donc toute la cohorte « { $value } ». Pour retirer une seule personne, nommez-la dans la colonne userid.
    }
    .title = Lignes sur une cohorte entière
finding-emptied-cohort-deleted = Cette ligne retire le dernier membre de la cohorte « { $value } » : la cohorte est donc supprimée, comme le veulent les réglages.
    .title = Cohortes vidées et supprimées

help-contradictory-row = Les lignes d’un fichier sont faites l’une après l’autre. Deux lignes qui disent le contraire du même objet se déferaient à chaque exécution, et le résultat dépendrait de leur ordre.
    .mend = Gardez la ligne qui est juste. Si les deux sont voulues (vider une cohorte, puis la remplir), mettez-les dans deux fichiers, exécutés l’un après l’autre.
help-unknown-cohort = La ligne a besoin d’une cohorte qui n’existe pas et qu’elle ne peut pas créer : les réglages ne le permettent pas (cohorts_autocreate), la cohorte est nommée par le numéro de Moodle, ou le fichier ne fait que lier des cohortes à des cours.
    .mend = Corrigez l’identifiant, ou créez d’abord la cohorte.
help-missing-cohort = La ligne retire une cohorte, ou des personnes d’une cohorte, et cette cohorte n’existe pas. Ou bien c’est déjà fait, ou bien l’identifiant est mal écrit.
    .mend = Comparez l’identifiant avec le site. Il n’y a rien à faire si la cohorte doit avoir disparu.
help-ambiguous-cohort = Les cohortes sont identifiées par leur nom, et Moodle laisse plusieurs cohortes porter le même. On ne peut pas savoir laquelle est voulue.
    .mend = Faites identifier les cohortes par leur numéro d’identification (réglage cohorts_cohortidentifier), ou donnez à chacune son propre nom.
help-cohort-without-name = Moodle demande le nom de chaque cohorte. La ligne en créerait une sans le donner.
    .mend = Ajoutez la colonne cname, et remplissez-la dans la première ligne de chaque nouvelle cohorte.
help-cohort-name-taken = Les noms des cohortes restent uniques, pour que l’on puisse les distinguer. Le nom de cette ligne appartient à une cohorte d’un autre identifiant.
    .mend = Choisissez un autre nom, ou écrivez l’identifiant de la cohorte qui le porte.
help-unknown-cohort-context = Une cohorte appartient au site entier ou à une catégorie, désignée par le numéro de Moodle (ccatcontext) ou par son numéro d’identification (ccatcontextidnumber). Cette catégorie n’existe pas : elle n’est pas utilisée.
    .mend = Corrigez la catégorie, ou videz la cellule. Le numéro 0 désigne le site entier.
help-whole-cohort = Le fichier a une colonne de personnes, et cette ligne ne concerne personne en particulier : elle supprime la cohorte, ou en retire tout le monde.
    .mend = Rien, si c’est voulu. Sinon, nommez la personne, ou retirez la ligne.
help-emptied-cohort-deleted = Après ce fichier, la cohorte n’a plus de membre, et le réglage cohorts_syncdelete fait supprimer ces cohortes, avec ce qui les lie à des cours. Les cohortes vidées par la commande free restent, ainsi que celles qu’une ligne du fichier ajoute.
    .mend = Rien, si la cohorte a fait son temps. Pour la garder, désactivez le réglage, ou ajoutez une ligne qui décrit la cohorte.

kind-cohorts = Cohortes
    .explanation = Cohortes à créer, modifier, vider ou supprimer, et leurs membres.
column-cohorts-cmd = Commande
    .explanation = add (aussi quand la cellule est vide) : crée ou modifie la cohorte et y met la personne. del : retire la personne, ou supprime la cohorte quand personne n’est nommé. free : retire tout le monde.
column-cohorts-cid = Numéro Moodle
    .explanation = Numéro que Moodle a donné à une cohorte existante ; l’identifie quand les réglages le disent.
column-cohorts-cidnumber = Numéro d’identification
    .explanation = Identifiant de la cohorte dans vos autres systèmes ; c’est lui qui l’identifie d’ordinaire.
column-cohorts-cname = Nom
    .explanation = Nom de la cohorte ; nécessaire pour une nouvelle cohorte.
column-cohorts-userid = Membre
    .explanation = Personne à mettre dans la cohorte ou à en retirer, par l’identifiant que choisissent les réglages.
column-cohorts-cdescription = Description
    .explanation = Description de la cohorte.
column-cohorts-ccatcontext = Numéro de catégorie
    .explanation = Numéro Moodle de la catégorie à laquelle la cohorte appartient ; 0 : le site entier.
column-cohorts-ccatcontextidnumber = Identifiant de catégorie
    .explanation = Numéro d’identification de la catégorie à laquelle la cohorte appartient ; sert quand ccatcontext est vide.
column-cohorts-component = Propriétaire
    .explanation = Composant propriétaire de la cohorte : elle ne peut alors pas être modifiée à la main.
