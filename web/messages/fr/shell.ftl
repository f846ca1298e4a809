app-name = Toolsync

nav-label = Principale
nav-check = Vérifier
nav-runs = Exécutions
nav-generate = Préparer
nav-people = Personnes
nav-settings = Réglages
nav-reference = Aide

shell-skip = Aller au contenu
shell-language = Langue
shell-theme = Couleurs
shell-theme-system = Système
shell-theme-light = Clair
shell-theme-dark = Sombre
shell-sign-out = Se déconnecter
shell-unreachable = Le serveur ne répond pas. Vérifiez la connexion et réessayez.
shell-refused = Le serveur a refusé la demande (état { $status }). Réessayez ; si cela continue, prévenez votre administrateur.
shell-bad-answer = La réponse du serveur est illisible (état { $status }). Rechargez la page : elle est peut-être plus ancienne que le serveur.

not-found-title = Rien ici
not-found-lead = Cette adresse ne mène à aucune page.
not-found-action = Vérifier un fichier

sign-in-title = Se connecter
sign-in-lead = On peut vérifier des fichiers sans se connecter. Connectez-vous pour les vérifier par rapport à un site et pour les soumettre.
sign-in-login = Identifiant
sign-in-password = Mot de passe
sign-in-action = Se connecter

welcome-title = Bienvenue
welcome-loading = Recherche de l’invitation…
welcome-lead-administrator = Vous serez administrateur : vous approuvez les exécutions, modifiez les réglages et invitez des personnes. Choisissez comment vous vous connectez.
welcome-lead-staff = Vous vérifierez et soumettrez des fichiers, et suivrez leur exécution. Choisissez comment vous vous connectez.
welcome-login-hint = Vous le saisirez à chaque connexion.
welcome-name = Votre nom
welcome-password-hint = Au moins 10 caractères. Quelques mots sans rapport entre eux se retiennent facilement.
welcome-action = Entrer
