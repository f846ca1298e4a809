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
 * Pictures.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\checksum_field;
use local_toolsync\local\refusal;
use local_toolsync\local\row;
use local_toolsync\local\thing;

/**
 * Pictures of accounts.
 */
class pictures extends family {
    /**
     * Loads Moodle's functions for pictures and profiles.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->libdir . '/gdlib.php');
        require_once($CFG->dirroot . '/user/lib.php');
        require_once($CFG->dirroot . '/user/profile/lib.php');
    }

    /**
     * Gives an account a picture: Moodle makes its icons of it, and the checksum goes to the profile field for it.
     *
     * @param array $operation user, old, new: checksum, bytes.
     * @param row $row The row.
     */
    public function set_picture(array $operation, row $row): void {
        global $CFG, $DB;

        require_capability('moodle/user:update', \context_system::instance());
        if (!empty($CFG->disableuserimages)) {
            throw refusal::refused('userimagesdisabled', 'The site is set to show no pictures of people.');
        }
        $username = $operation['user'];
        $account = $this->directory->account($username);
        users::refuse_protected($account);
        $new = $operation['new']['checksum'];
        if ($row->content === null || md5($row->content) !== $new) {
            throw refusal::refused('wrongpicture', 'The bytes that came with the row are not those of the picture.');
        }
        $expected = self::shown(isset($operation['old']), $operation['old']['checksum'] ?? '');
        $found = self::shown($this->has_picture((int) $account->id), $this->checksum((int) $account->id));
        refusal::unless($found === $expected, thing::part(thing::of('account', $username), 'picture'), $expected, $found);
        $file = make_request_directory() . '/picture';
        file_put_contents($file, $row->content);
        $context = \context_user::instance($account->id);
        // Moodle removes the old icons once it has new ones: one that it cannot read changes nothing.
        $readable = strpos((string) (new \finfo(FILEINFO_MIME_TYPE))->buffer($row->content), 'image/') === 0;
        $icon = $readable ? process_new_icon($context, 'user', 'icon', 0, $file) : false;
        if (!$icon) {
            throw refusal::refused('invalidimage', 'Moodle cannot read the picture.');
        }
        if ($DB->record_exists('user_info_field', ['shortname' => checksum_field::SHORTNAME])) {
            $field = 'profile_field_' . checksum_field::SHORTNAME;
            profile_save_data((object) ['id' => $account->id, $field => $new]);
        }
        user_update_user((object) ['id' => $account->id, 'picture' => $icon], false, true);
    }

    /**
     * Whether an account has a picture.
     *
     * @param int $id Id of the account.
     * @return bool
     */
    private function has_picture(int $id): bool {
        global $DB;

        return $DB->get_field('user', 'picture', ['id' => $id]) != 0;
    }

    /**
     * The checksum of an account's picture.
     *
     * @param int $id Id of the account.
     * @return string MD5 (hex); empty when not known.
     */
    private function checksum(int $id): string {
        global $DB;

        $sql = 'SELECT d.id, d.data
                  FROM {user_info_data} d
                  JOIN {user_info_field} f ON f.id = d.fieldid
                 WHERE d.userid = :user AND f.shortname = :field';
        $found = $DB->get_records_sql($sql, ['user' => $id, 'field' => checksum_field::SHORTNAME], 0, 1);
        return $found ? trim(strip_tags(reset($found)->data)) : '';
    }

    /**
     * A picture as messages show it.
     *
     * @param bool $exists Whether there is one.
     * @param string $checksum Its checksum; empty when not known.
     * @return string
     */
    private static function shown(bool $exists, string $checksum): string {
        if (!$exists) {
            return 'absent';
        }
        return $checksum === '' ? 'by_hand' : $checksum;
    }
}
