# Métacours : opérations, constats, référence, colonnes. $course prend les personnes de $source.

operation-set-course-link = { $how ->
        [new] Le cours { $course } prend les personnes du cours { $source }. Personnes concernées : { $people }
        [enabled] Le cours { $course } prend de nouveau les personnes du cours { $source }. Personnes concernées : { $people }
       *[disabled] Retire l’accès au cours { $course } aux personnes du cours { $source } ; ce qu’elles y ont fait est gardé. Personnes concernées : { $people }
    }
operation-remove-course-link = Le cours { $course } ne prend plus les personnes du cours { $source }. Inscriptions qui prennent fin : { $lost }

finding-link-to-itself = « { $value } » est deux fois le même cours : un cours ne peut pas prendre ses propres personnes.
    .title = Cours liés à eux-mêmes
finding-link-loop = Les cours { $course } et { $source } prennent les personnes l’un de l’autre, directement ou en passant par d’autres. Moodle l’admet ; les personnes venues par un tel lien ne sont pas transmises plus loin.
    .title = Cours qui prennent les personnes l’un de l’autre
finding-link-exists = Le cours { $course } prend déjà les personnes du cours { $source }.
    .title = Liens qui existent
finding-missing-link = Le cours { $course } ne prend pas les personnes du cours { $source } : il ne reste rien à retirer.
    .title = Liens de métacours qui n’existent plus

help-link-to-itself = Les deux cellules d’une ligne nomment deux cours : master est celui dont on prend les personnes, meta celui qui les reçoit. Ici, elles nomment le même.
    .mend = Corrigez l’une des deux.
help-link-loop = Le cours qui doit recevoir des personnes donne les siennes à l’autre, directement ou en passant par d’autres cours. Cela fonctionne : chaque cours a les personnes des deux. Les personnes qui ne sont dans un cours que par un tel lien ne sont pas transmises au suivant.
    .mend = Il n’y a rien à faire si c’est ce qui est voulu. Sinon, vérifiez lequel des cours est le maître.
help-link-exists = Le lien de la ligne existe et donne accès. Rien n’est fait.
    .mend = Il n’y a rien à faire.
help-missing-link = La ligne retire un lien, ou son accès, et il n’y en a pas entre ces cours dans ce sens. Ou bien c’est déjà fait, ou bien les cours ne sont pas ceux qui étaient voulus.
    .mend = Comparez avec les méthodes d’inscription du cours qui reçoit les personnes. Il n’y a rien à faire si le lien doit avoir disparu.

kind-metacourses = Métacours
    .explanation = Cours qui prennent les personnes d’autres cours, avec leurs rôles ; liens à suspendre ou à retirer.
column-metacourses-master = Cours dont on prend les personnes
    .explanation = Cours, par l’identifiant que choisissent les réglages.
column-metacourses-meta = Cours qui les reçoit
    .explanation = Cours, par l’identifiant que choisissent les réglages.
column-metacourses-cmd = Commande
    .explanation = add (aussi quand la cellule est vide) : lie les cours, ou rend l’accès. del : retire l’accès et garde ce qui a été fait. fulldel : retire le lien, avec ses inscriptions.
