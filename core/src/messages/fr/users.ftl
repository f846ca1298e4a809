# Constats sur les lignes entre elles et face au site : ce que les deux types de fichier partagent, et les fichiers d’utilisateurs.

finding-duplicate-row = Cette ligne est identique à la ligne { $first }. Supprimez l’une des deux.
    .title = Lignes répétées
finding-duplicate-key = « { $value } » figure déjà à la ligne { $first }. Une seule ligne peut en parler : fusionnez les deux.
    .title = Deux lignes sur le même objet
finding-duplicate-identifier = « { $value } » est déjà attribué à quelqu’un ou quelque chose d’autre à la ligne { $first }. Un identifiant n’appartient qu’à un seul objet : corrigez l’une des deux lignes.
    .title = Identifiants attribués deux fois
finding-duplicate-email = L’adresse { $value } est déjà donnée à une autre personne à la ligne { $first }. Vérifiez les deux lignes.
    .title = Deux personnes avec la même adresse

finding-orphan-cell = Cette cellule n’a aucun effet, car { $partner } est vide sur cette ligne. Remplissez { $partner } ou videz cette cellule.
    .title = Cellules sans effet

finding-unknown-user = Aucun compte n’a l’id, l’identifiant de connexion, l’adresse ou le numéro d’identification « { $value } ».{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Vérifiez l’orthographe, ou créez d’abord le compte.
    }
    .title = Comptes inconnus
finding-ambiguous-user = Plusieurs comptes répondent à « { $value } ». Écrivez plutôt l’identifiant de connexion.
    .title = Plusieurs comptes possibles
finding-unknown-course = Le cours « { $value } » n’existe pas sur ce site.{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Vérifiez l’identifiant, ou créez d’abord le cours.
    }
    .title = Cours inconnus
finding-unknown-role = Ce site n’a pas de rôle « { $value } ».{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Écrivez le nom abrégé d’un rôle, par exemple student ou editingteacher.
    }
    .title = Rôles inconnus
finding-unknown-auth = Ce site n’a pas de méthode d’authentification « { $value } ».{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Écrivez le nom d’une méthode active, par exemple manual, ou laissez la cellule vide.
    }
    .title = Méthodes d’authentification inconnues
finding-unknown-language = La langue « { $value } » n’est pas installée sur ce site.{ $suggested ->
        [yes] {" "}Vouliez-vous dire « { $near } » ?
       *[no] {" "}Choisissez une langue installée, ou faites installer son paquetage.
    }
    .title = Langues non installées
finding-unknown-method = Le cours { $course } ne propose pas la méthode d’inscription « { $value } » : la personne reçoit le rôle mais n’est pas inscrite. Activez la méthode dans le cours, ou choisissez-en une autre.
    .title = Méthodes d’inscription non proposées
finding-unknown-profile-field = Ce site n’a pas de champ de profil « { $value } ».{ $suggested ->
        [yes] {" "}Vouliez-vous dire { $near } ?
       *[no] {" "}Créez le champ sur le site, ou supprimez la colonne.
    }
    .title = Champs de profil inconnus

finding-new-cohort = La cohorte « { $value } » n’existe pas encore ; elle sera créée.
    .title = Nouvelles cohortes
finding-new-group = Le groupe « { $value } » n’existe pas encore dans le cours { $course } ; il sera créé.
    .title = Nouveaux groupes

finding-idnumber-taken = Le numéro d’identification « { $value } » appartient déjà à { $object ->
        [course] un autre cours. Corrigez-le, ou identifiez les cours par leur numéro.
        [group] un autre groupe du cours. Corrigez-le, ou mettez ce groupe à jour (colonne updateid).
        [grouping] un autre groupement du cours. Corrigez-le, ou mettez ce groupement à jour (colonne updateid).
        [cohort] une autre cohorte. Corrigez-le, ou écrivez le nom de cette cohorte.
       *[account] un autre compte, sous un autre identifiant de connexion. Corrigez-le, écrivez cet identifiant, ou renommez le compte (colonne oldusername).
    }
    .title = Numéros d’identification déjà pris
finding-username-taken = L’identifiant de connexion « { $value } » appartient déjà à une autre personne sur ce site, avec un autre numéro d’identification. Choisissez un autre identifiant, ou corrigez le numéro.
    .title = Identifiants de connexion déjà pris
finding-email-taken = Un autre compte a déjà l’adresse { $value }. Corrigez l’adresse ou l’identifiant de connexion.
    .title = Adresses déjà prises
finding-email-protected = Ce compte a déjà une autre adresse, protégée par les réglages : { $value } ne sera pas appliquée.
    .title = Adresses protégées
finding-password-not-used = Le mot de passe ne servira pas : avec la méthode d’authentification { $auth }, un compte n’en garde pas sur ce site. Videz la cellule.
    .title = Mots de passe inutilisés

finding-rename-not-allowed = Les réglages ne permettent pas de renommer des comptes. Videz la colonne oldusername, ou demandez à un administrateur de l’autoriser.
    .title = Renommage non autorisé
finding-rename-source-missing = Aucun compte n’a l’ancien identifiant « { $value } », ni le nouveau. Corrigez l’ancien identifiant, ou videz la cellule pour créer le compte.
    .title = Comptes à renommer introuvables
finding-rename-target-taken = Un compte a déjà le nouvel identifiant de connexion « { $value } ». Choisissez-en un autre.
    .title = Nouveaux identifiants déjà pris
finding-delete-missing = Il n’y a pas de compte « { $value } » à supprimer. Corrigez la ligne, ou supprimez-la.
    .title = Comptes à supprimer introuvables

finding-not-capable = { $what ->
        [remote_enrolment] Inscrire des personnes à des cours d’un autre site (colonnes wwwroot) n’est pas proposé. Videz cette cellule, et importez ces inscriptions sur l’autre site.
        [restore] Ce site ne peut pas créer de cours à partir d’un gabarit : il n’a pas le moyen de restaurer une sauvegarde, et les fonctions de Moodle ne savent que copier un cours tel qu’il est, sans ses méthodes d’inscription. Videz cette cellule, ou utilisez un site doté du module compagnon.
        [reset] Ce site ne peut pas réinitialiser de cours de l’extérieur : le module compagnon manque.
        [meta] Sur ce site, aucun cours ne peut prendre les personnes d’un autre : la méthode d’inscription meta n’est pas activée.
        [sections] Les titres et résumés de sections ne peuvent pas être écrits sur ce site : le plugin compagnon manque.
        [course_methods] Les méthodes d’inscription des cours ne peuvent être ni ajoutées ni activées sur ce site : le plugin compagnon manque.
        [enrolment_method] Sur ce site, les inscriptions ne se font que par la méthode manual activée, et avec un rôle : le plugin compagnon manque.
        [cohort_bindings] Les cohortes ne peuvent pas être liées à des cours sur ce site : le plugin compagnon manque.
        [link_switch] Un lien entre cours peut être créé et supprimé sur ce site, mais ni désactivé ni réactivé : le plugin compagnon manque.
        [revival] Les comptes supprimés ne peuvent pas être rétablis sur ce site : le plugin compagnon manque.
        [hidden_category] Une catégorie invisible pour les étudiants ne peut pas être créée sur ce site : le plugin compagnon manque. Laissez visibles les nouvelles catégories, ou cachez-la dans Moodle.
        [attribution] Ce site ne peut pas noter qu’une cohorte ou une appartenance relève d’un composant : le plugin compagnon manque.
        [no_password] Des comptes sans mot de passe ne peuvent pas être créés sur ce site : le plugin compagnon manque. Donnez un mot de passe, ou laissez le site en créer un.
        [password_mail] Ce site ne peut pas envoyer par courriel un mot de passe donné : le plugin compagnon manque. Laissez le site créer le mot de passe : il l’envoie lui-même.
        [no_address] Des comptes sans adresse de courriel ne peuvent pas être créés sur ce site : le plugin compagnon manque.
        [account_field] Le champ { $field } des comptes ne peut pas être écrit ainsi sur ce site : le plugin compagnon manque. Retirez la colonne.
        [course_field] Le champ { $field } des cours ne peut pas être écrit ainsi sur ce site : le plugin compagnon manque. Retirez la colonne.
       *[other] Ce site ne peut pas faire ce que demande cette ligne.
    }
    .title = Impossible sur ce site
