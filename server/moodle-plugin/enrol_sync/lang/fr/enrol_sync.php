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
 * @package    enrol_sync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['canhideshowinstances'] = 'Les cours peuvent masquer la méthode';
$string['canhideshowinstances_desc'] = 'Les gestionnaires d’un cours peuvent y masquer les inscriptions par fichier, puis les afficher de nouveau. Tant qu’elles sont masquées, les personnes ainsi inscrites n’ont pas accès au cours.';
$string['cannotassign'] = 'Ce compte ne peut pas attribuer le rôle {$a->roleid} dans le cours {$a->courseid}.';
$string['endexpiredenrolments'] = 'Échéance des inscriptions par fichier';
$string['expiredaction'] = 'À l’échéance d’une inscription';
$string['expiredaction_desc'] = 'Ce que devient une inscription par fichier dont la fin est passée. La désinscription supprime également les notes, les appartenances aux groupes et d’autres traces de la personne dans le cours.';
$string['hiddenincourse'] = 'Le cours {$a->courseid} a masqué les inscriptions par fichier.';
$string['notenabled'] = 'Les inscriptions par fichier ne sont pas activées sur ce site.';
$string['notenrolled'] = 'Aucun fichier n’a inscrit le compte {$a->userid} dans le cours {$a->courseid}.';
$string['pluginname'] = 'Inscriptions par fichier';
$string['pluginname_desc'] = 'Les inscriptions qui proviennent de fichiers de l’établissement, distinctes de celles faites à la main. Un cours reçoit la méthode avec la première de ces inscriptions et la perd avec la dernière.';
$string['privacy:metadata'] = 'La méthode d’inscription n’enregistre rien en propre : les inscriptions sont conservées par Moodle.';
$string['sync:config'] = 'Masquer et afficher les inscriptions par fichier dans un cours';
$string['sync:enrol'] = 'Inscrire des personnes comme le font les fichiers';
$string['sync:manage'] = 'Modifier, suspendre et réactiver des inscriptions par fichier';
$string['sync:unenrol'] = 'Mettre fin à des inscriptions par fichier';
