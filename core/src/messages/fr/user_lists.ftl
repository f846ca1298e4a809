# Listes de comptes à supprimer et à suspendre : types de fichier, colonnes, constats.

kind-user_suspensions = Suspensions d’utilisateurs
    .explanation = Comptes à suspendre, ou à rouvrir. Une personne suspendue ne peut plus se connecter ; rien de son compte n’est perdu.
kind-user_deletions = Suppressions d’utilisateurs
    .explanation = Comptes à supprimer, avec leurs inscriptions, rôles, groupes et cohortes.

column-user_suspensions-id = Numéro dans Moodle
    .explanation = Le numéro du compte dans Moodle, si les réglages identifient les comptes ainsi.
column-user_suspensions-username = Identifiant de connexion
    .explanation = L’identifiant de connexion. Il désigne la personne là où l’identifiant des réglages est absent ou vide.
column-user_suspensions-idnumber = Numéro d’identification
    .explanation = L’identifiant externe du compte. S’il n’est pas l’identifiant des réglages, il est seulement comparé.
column-user_suspensions-email = Adresse de courriel
    .explanation = L’adresse du compte. Si elle n’est pas l’identifiant des réglages, elle est seulement comparée.
column-user_suspensions-suspended = Suspendu
    .explanation = 1 ou vide : le compte est suspendu. 0 : la personne peut de nouveau se connecter.
column-user_deletions-id = Numéro dans Moodle
    .explanation = Le numéro du compte dans Moodle, si les réglages identifient les comptes ainsi.
column-user_deletions-username = Identifiant de connexion
    .explanation = L’identifiant de connexion. Il désigne la personne là où l’identifiant des réglages est absent ou vide.
column-user_deletions-idnumber = Numéro d’identification
    .explanation = L’identifiant externe du compte. S’il n’est pas l’identifiant des réglages, il est seulement comparé.
column-user_deletions-email = Adresse de courriel
    .explanation = L’adresse du compte. Si elle n’est pas l’identifiant des réglages, elle est seulement comparée.
column-user_deletions-deleted = Supprimé
    .explanation = 1 ou vide : le compte est supprimé. 0 : il reste.

finding-already-deleted = Le compte « { $value } » est déjà supprimé. Il n’y a plus rien à faire.
    .title = Comptes déjà supprimés
finding-account-protected = Le compte « { $value } » est protégé : aucun fichier ne supprime ni ne suspend le compte invité, un administrateur du site ou le compte avec lequel Toolsync travaille. Supprimez la ligne.
    .title = Comptes protégés
finding-identifiers-disagree = « { $value } » n’appartient pas au compte que désigne { $by ->
        [id] le numéro (id)
        [idnumber] le numéro d’identification
        [email] l’adresse de courriel
       *[username] l’identifiant de connexion
    }. Corrigez l’un ou l’autre, ou videz cette cellule.
    .title = Identifiants de deux comptes différents
finding-suspension-is-gentler = Supprimer un compte emporte ses inscriptions, rôles, groupes et cohortes ; rétablir le compte ne les rétablit pas. Une suspension (fichier de suspensions d’utilisateurs) ferme l’accès, garde tout, et peut être levée.
    .title = Suspendre au lieu de supprimer ?

help-already-deleted = Le compte n’existe plus : la ligne ne fait rien. Relancer le même fichier donne ce constat à chaque ligne.
    .mend = Rien.
help-account-protected = Sans ce compte, le site ou Toolsync lui-même ne fonctionnerait plus, ou personne ne pourrait l’administrer.
    .mend = Supprimez la ligne. S’il le faut vraiment, faites-le à la main dans Moodle.
help-identifiers-disagree = La ligne donne plusieurs identifiants, qui appartiennent à des comptes différents. Les colonnes ont pu être décalées l’une par rapport à l’autre.
    .mend = Corrigez l’identifiant faux, ou n’en donnez qu’un.
help-suspension-is-gentler = Une suppression ne s’annule pas entièrement. Si les personnes peuvent revenir, suspendez-les.
    .mend = Rien, si les comptes doivent disparaître. Sinon, utilisez un fichier de suspensions.
