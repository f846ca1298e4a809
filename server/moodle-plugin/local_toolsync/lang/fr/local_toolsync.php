<?php
// This file is part of Moodle - https://moodle.org/
//
// Moodle is free software: you can redistribute it and/or modify
// it under the terms of the GNU General Public License as published by
// the Free Software Foundation, either version 3 of the License, or
// (at your option) any later version.
//
// Moodle is distributed in the hope that it will be useful,
// but WITHOUT ANY WARRANTY; without even the implied warranty of
// MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
// GNU General Public License for more details.
//
// You should have received a copy of the GNU General Public License
// along with Moodle.  If not, see <https://www.gnu.org/licenses/>.

/**
 * French texts.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['archivefolder'] = 'Dossier des sauvegardes de cours';
$string['archivefolder_desc'] = 'Un fichier de cours peut nommer une sauvegarde (.mbz) présente sur ce serveur, à partir de laquelle le cours est créé. Seules les sauvegardes de ce dossier et de ses sous-dossiers peuvent être nommées. Si ce champ est vide, aucune ne peut l’être.';
$string['checksumfield'] = 'Somme de contrôle de l’avatar';
$string['checksumfield_desc'] = 'Cette valeur permet à Toolsync de reconnaître un avatar inchangé. Elle n’est pas destinée à être modifiée.';
$string['passwordmailbody'] = 'Bonjour {$a->fullname},

voici votre mot de passe pour {$a->site} :

    identifiant : {$a->username}
    mot de passe : {$a->password}

Pour vous connecter : {$a->link}';
$string['passwordmailsubject'] = 'Votre mot de passe pour {$a}';
$string['pluginname'] = 'Compagnon de Toolsync';
$string['privacy:metadata:core_group'] = 'Une personne que Toolsync a placée dans un groupe d’un cours est membre de ce groupe, et cette appartenance est marquée comme venant de Toolsync.';
$string['privacy:metadata:core_user'] = 'La somme de contrôle de l’avatar d’un compte est conservée dans un champ de profil, afin qu’un avatar inchangé ne soit pas enregistré de nouveau.';
$string['privacy:metadata:password'] = 'Une empreinte à clé du dernier mot de passe attribué au compte par Toolsync, afin que le même mot de passe ne soit pas attribué de nouveau. Le mot de passe ne peut pas en être déduit.';
$string['toolsync:apply'] = 'Exécuter des fichiers de commandes : créer, modifier et supprimer des comptes, des cours, des inscriptions, des cohortes et des groupes';
$string['toolsync:info'] = 'Demander les versions et les limites du site';
$string['toolsync:snapshot'] = 'Lire les comptes, les cours, les inscriptions, les cohortes et les groupes de tout le site';
