kind-courses = Cours
    .explanation = Cours à créer ou à mettre à jour, avec leurs catégories, sections, enseignants et gabarits.
kind-users = Utilisateurs
    .explanation = Comptes à créer, mettre à jour, renommer, suspendre ou supprimer, avec leurs cohortes et leurs cours.
