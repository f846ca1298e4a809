# Ce qu’une chose est et contient, trait par trait, là où un refus ou une raison le dit. $count : combien (un nombre, dont le pluriel est
# connu) ; $text : un nom, un texte ou un moment. De ce qui a été laissé dans une activité, le module suit entre parenthèses.

feature-active = active
feature-suspended = suspendue
feature-enabled = activée
feature-disabled = désactivée
feature-visible = visible
feature-hidden = masquée

feature-cohort = la cohorte « { $text } »
feature-course = le cours « { $text } »
feature-end = jusqu’au { $text }
feature-group = le groupe « { $text } »
feature-grouping = le groupement « { $text } »
feature-idnumber = le numéro d’identification « { $text } »
feature-person = la personne « { $text } »
feature-role = le rôle « { $text } »
feature-start = à partir du { $text }
feature-summary = le résumé « { $text } »
feature-title = le titre « { $text } »
feature-number = le numéro { $count }

feature-courses = { $count ->
        [one] { $count } cours
       *[other] { $count } cours
    }
feature-categories = { $count ->
        [one] { $count } catégorie
       *[other] { $count } catégories
    }
feature-members = { $count ->
        [one] { $count } membre
       *[other] { $count } membres
    }
feature-people = { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    }
feature-participants = { $count ->
        [one] { $count } participant
       *[other] { $count } participants
    }
feature-enrolments = { $count ->
        [one] { $count } inscription
       *[other] { $count } inscriptions
    }
feature-roles = { $count ->
        [one] { $count } rôle
       *[other] { $count } rôles
    }
feature-local-roles = { $count ->
        [one] { $count } rôle dans une activité ou un bloc
       *[other] { $count } rôles dans des activités ou des blocs
    }
feature-overrides = { $count ->
        [one] { $count } permission modifiée
       *[other] { $count } permissions modifiées
    }
feature-groups = { $count ->
        [one] { $count } groupe
       *[other] { $count } groupes
    }
feature-group-members = { $count ->
        [one] { $count } appartenance à un groupe
       *[other] { $count } appartenances à des groupes
    }
feature-groupings = { $count ->
        [one] { $count } groupement
       *[other] { $count } groupements
    }
feature-groups-in-groupings = { $count ->
        [one] { $count } groupe dans un groupement
       *[other] { $count } groupes dans des groupements
    }
feature-cohorts = { $count ->
        [one] { $count } cohorte
       *[other] { $count } cohortes
    }
feature-links = { $count ->
        [one] { $count } lien avec un autre cours
       *[other] { $count } liens avec d’autres cours
    }

feature-activities = { $count ->
        [one] { $count } activité
       *[other] { $count } activités
    }
feature-analysis = { $count ->
        [one] { $count } analyse
       *[other] { $count } analyses
    }
feature-answers = { $count ->
        [one] { $count } réponse
       *[other] { $count } réponses
    }
feature-appointments = { $count ->
        [one] { $count } rendez-vous
       *[other] { $count } rendez-vous
    }
feature-assessments = { $count ->
        [one] { $count } évaluation
       *[other] { $count } évaluations
    }
feature-attempts = { $count ->
        [one] { $count } tentative
       *[other] { $count } tentatives
    }
feature-blog-associations = { $count ->
        [one] { $count } association d’un article de blog
       *[other] { $count } associations d’articles de blog
    }
feature-comments = { $count ->
        [one] { $count } commentaire
       *[other] { $count } commentaires
    }
feature-competency-ratings = { $count ->
        [one] { $count } compétence évaluée
       *[other] { $count } compétences évaluées
    }
feature-completion = { $count ->
        [one] { $count } état d’achèvement
       *[other] { $count } états d’achèvement
    }
feature-digests = { $count ->
        [one] { $count } choix de courriel quotidien
       *[other] { $count } choix de courriel quotidien
    }
feature-entries = { $count ->
        [one] { $count } fiche ou article
       *[other] { $count } fiches ou articles
    }
feature-events = { $count ->
        [one] { $count } événement
       *[other] { $count } événements
    }
feature-grade-items = { $count ->
        [one] { $count } élément d’évaluation
       *[other] { $count } éléments d’évaluation
    }
feature-grades = { $count ->
        [one] { $count } note
       *[other] { $count } notes
    }
feature-grades-by-hand = { $count ->
        [one] { $count } note donnée à la main
       *[other] { $count } notes données à la main
    }
feature-group-overrides = { $count ->
        [one] { $count } dérogation de groupe
       *[other] { $count } dérogations de groupe
    }
feature-logs = { $count ->
        [one] { $count } entrée de journal
       *[other] { $count } entrées de journal
    }
feature-messages = { $count ->
        [one] { $count } message
       *[other] { $count } messages
    }
feature-notes = { $count ->
        [one] { $count } annotation
       *[other] { $count } annotations
    }
feature-pages = { $count ->
        [one] { $count } page
       *[other] { $count } pages
    }
feature-phases = { $count ->
        [one] { $count } phase commencée
       *[other] { $count } phases commencées
    }
feature-posts = { $count ->
        [one] { $count } message
       *[other] { $count } messages
    }
feature-ratings = { $count ->
        [one] { $count } évaluation
       *[other] { $count } évaluations
    }
feature-read-marks = { $count ->
        [one] { $count } marque de lecture
       *[other] { $count } marques de lecture
    }
feature-recordings = { $count ->
        [one] { $count } enregistrement
       *[other] { $count } enregistrements
    }
feature-slots = { $count ->
        [one] { $count } créneau
       *[other] { $count } créneaux
    }
feature-submissions = { $count ->
        [one] { $count } travail remis
       *[other] { $count } travaux remis
    }
feature-subscriptions = { $count ->
        [one] { $count } abonnement
       *[other] { $count } abonnements
    }
feature-tags = { $count ->
        [one] { $count } tag
       *[other] { $count } tags
    }
feature-track-prefs = { $count ->
        [one] { $count } choix de suivi
       *[other] { $count } choix de suivi
    }
feature-user-flags = { $count ->
        [one] { $count } marque sur un travail
       *[other] { $count } marques sur des travaux
    }
feature-user-overrides = { $count ->
        [one] { $count } dérogation individuelle
       *[other] { $count } dérogations individuelles
    }

feature-of-assign = devoirs
feature-of-bigbluebuttonbn = BigBlueButton
feature-of-book = livres
feature-of-chat = chats
feature-of-choice = sondages
feature-of-data = bases de données
feature-of-feedback = feedback
feature-of-forum = forums
feature-of-glossary = glossaires
feature-of-h5pactivity = H5P
feature-of-lesson = leçons
feature-of-not-enrolled = de personnes qui ne sont pas inscrites
feature-of-quiz = tests
feature-of-scheduler = rendez-vous
feature-of-scorm = SCORM
feature-of-survey = consultations
feature-of-wiki = wikis
feature-of-workshop = ateliers
