# Groupes et groupements des cours.

operation-update-group = Met à jour le groupe { $group } du cours { $course }
operation-delete-group = Supprime le groupe { $group } du cours { $course }, qui n’a pas de membre
operation-create-grouping = Crée le groupement { $grouping } dans le cours { $course }
operation-update-grouping = Met à jour le groupement { $grouping } du cours { $course }
operation-delete-grouping = Supprime le groupement { $grouping } du cours { $course }, qui n’a pas de groupe
operation-add-to-grouping = Met le groupe { $group } dans le groupement { $grouping } du cours { $course }
operation-remove-group-member = Retire { $user } du groupe { $group } du cours { $course }
