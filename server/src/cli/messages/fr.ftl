# Les mots de la ligne de commande.

severity-error = erreur
severity-warning = avertissement
severity-info = note

place-line = ligne { $line }
place-cell = ligne { $line }, { $column }
said-at = { $place } : { $message }

check-facts = { $kind }, { $encoding }, séparateur { $separator }
check-kind-unknown = type inconnu
check-more = et { $count } autres du type « { $title } »
check-totals = Lignes : { $rows }, erreurs : { $errors }, avertissements : { $warnings }

separator-tab = tabulation

plan-fingerprint = Empreinte du plan : { $fingerprint }

run-ask = Exécuter ceci sur { $site } ? [o/N]
run-declined = Rien n’a été exécuté.
run-no-terminal = Rien n’a été exécuté : il n’y a pas de terminal où poser la question. Ajoutez --yes pour exécuter sans question.
run-rejected = { $file } n’a pas été exécuté. { $reason }
run-done = Exécution { $id } : fait { $done }, déjà ainsi { $unchanged }, échec { $failed }, bloqué { $blocked }, retenu { $held }
run-tryback = Les lignes en échec : { $path }

