# Archives of user pictures. $entry: path of the file in the archive; $value: what its name says of its owner.

finding-no-pictures = L’archive ne contient aucune image. Mettez-y les images, chacune au nom de la personne qu’elle montre, par exemple P-0042.jpg.
    .title = Archive sans image
finding-not-a-picture = { $what ->
        [webp] « { $entry } » est une image WebP, que Moodle n’accepte pas. Enregistrez-la en JPEG ou en PNG.
        [heic] « { $entry } » est une image HEIC ou AVIF, comme en font les téléphones, que Moodle n’accepte pas. Enregistrez-la en JPEG ou en PNG.
        [bmp] « { $entry } » est une image BMP, que Moodle n’accepte pas. Enregistrez-la en JPEG ou en PNG.
        [tiff] « { $entry } » est une image TIFF, que Moodle n’accepte pas. Enregistrez-la en JPEG ou en PNG.
        [svg] « { $entry } » est un dessin (SVG), que Moodle n’accepte pas. Enregistrez-le en JPEG ou en PNG.
        [damaged] « { $entry } » commence comme une image et est endommagé. Enregistrez-le de nouveau.
       *[other] « { $entry } » n’est pas une image. Retirez-le de l’archive, ou remplacez-le par une image JPEG, PNG ou GIF.
    }
    .title = Fichiers qui ne sont pas des images utilisables
finding-picture-too-large = « { $entry } » compte { $width } × { $height } points ; { $limit } millions au plus sont admis. Enregistrez l’image en plus petit : Moodle n’en montre que 512 × 512.
    .title = Images trop grandes
finding-picture-ending = « { $entry } » est une image { $format }, malgré son nom. Elle est prise pour ce qu’elle est.
    .title = Extensions qui ne vont pas avec l’image
finding-second-picture = « { $entry } » est une autre image de « { $value } » que « { $other } » (numéro { $first }). Une personne n’a qu’une image : retirez l’une des deux.
    .title = Plusieurs images d’une personne
finding-picture-kept = La personne « { $value } » a déjà une image, que les réglages conservent (userpictures_overwrite).
    .title = Images laissées en place
finding-no-checksum-field = Ce site n’a pas de champ de profil { $field } pour garder les sommes de contrôle des images. Des images pourront être renvoyées sans avoir changé. Demandez à l’administrateur du site de créer ce champ (zone de texte, verrouillé, non visible).
    .title = Pas de place pour les sommes de contrôle

operation-set-picture = { $replaces ->
        [yes] Remplace l’image de { $user }
       *[no] Donne une image à { $user }
    }

kind-pictures = Images des utilisateurs
    .explanation = Archives ZIP d’images, chacune au nom de la personne qu’elle montre.

column-pictures-picture = Image
    .explanation = Chemin de l’image dans l’archive.
column-pictures-user = Personne
    .explanation = Nom du fichier sans son extension : l’id, l’idnumber, l’identifiant de connexion ou l’adresse de la personne, selon les réglages.
column-pictures-format = Format
    .explanation = Ce qu’est l’image d’après son contenu : png, jpeg ou gif.
column-pictures-width = Largeur
    .explanation = Largeur en points.
column-pictures-height = Hauteur
    .explanation = Hauteur en points.
column-pictures-bytes = Taille
    .explanation = Taille du fichier en octets.
column-pictures-md5 = Somme de contrôle
    .explanation = Somme de contrôle MD5 du fichier ; une image dont la somme n’a pas changé n’est pas renvoyée.

plan-without-picture = { $all ->
        [yes] Tout le monde aura une image
       *[no] Encore sans image : { $count }
    }
