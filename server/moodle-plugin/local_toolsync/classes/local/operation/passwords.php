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
 * Passwords.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\refusal;
use local_toolsync\local\row;
use local_toolsync\privacy\provider;

/**
 * How accounts log in.
 */
class passwords extends family {
    /** What Moodle keeps in place of a hash until its task has made a password and mailed it. */
    private const TO_GENERATE = 'to be generated';

    /**
     * Loads Moodle's functions for accounts.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->dirroot . '/user/lib.php');
    }

    /**
     * Gives an account a password.
     *
     * @param array $operation username, password, secret, digest, mail.
     * @param row $row The row.
     */
    public function set_password(array $operation, row $row): void {
        global $CFG, $DB;

        require_capability('moodle/user:update', \context_system::instance());
        $account = $this->directory->account($operation['username']);
        users::refuse_protected($account);
        $user = $DB->get_record('user', ['id' => $account->id], '*', MUST_EXIST);
        $hash = self::stored($operation, $user);
        user_update_user((object) ['id' => $user->id, 'password' => $hash], false, false);
        \core\event\user_password_updated::create_from_user($user)->trigger();
        if (!empty($CFG->passwordchangetokendeletion)) {
            require_once($CFG->dirroot . '/webservice/lib.php');
            \webservice::delete_user_ws_tokens($user->id);
        }
        $this->remember($operation, $user, $row);
        if ($operation['password'] !== 'to_generate') {
            unset_user_preference('create_password', $user);
        }
    }

    /**
     * What is stored as the password of an account: a hash, or a word of Moodle's by which nobody can log in.
     *
     * @param array $operation password, secret.
     * @param \stdClass $user The account, with auth.
     * @return string
     */
    public static function stored(array $operation, \stdClass $user): string {
        if ($operation['password'] === 'to_generate') {
            return self::TO_GENERATE;
        }
        $plugin = get_auth_plugin($user->auth);
        if ($operation['password'] === 'none' || $plugin->prevent_local_passwords()) {
            return AUTH_PASSWORD_NOT_CACHED;
        }
        $password = $operation['secret'] ?? '';
        if ($password === '') {
            throw refusal::refused('nopassword', "The password of the account {$user->username} is not in the request.");
        }
        $errors = '';
        if (!check_password_policy($password, $errors, $user)) {
            $errors = trim(html_to_text($errors, 0, false));
            throw refusal::refused('passwordpolicy', $errors);
        }
        // From Moodle 4.3 on a site may add a secret of its own to what is hashed.
        $peppers = function_exists('get_password_peppers') ? get_password_peppers() : [];
        // The fast hash, as Moodle's own uploader of accounts has it: half the rounds of SHA-512 (5,000), or until Moodle 4.2 a cheap
        // bcrypt, which Moodle replaces when the person logs in. The full one would be half of what an account costs.
        return hash_internal_user_password($password . (reset($peppers) ?: ''), true);
    }

    /**
     * Keeps what goes with a password: its digest, that it is to be made or changed, and the mail that tells it.
     *
     * @param array $operation password, secret, digest, force_change, mail.
     * @param \stdClass $user The account.
     * @param row $row The row.
     */
    public function remember(array $operation, \stdClass $user, row $row): void {
        $preferences = self::preferences($operation);
        if (!isset($preferences[provider::PASSWORD])) {
            unset_user_preference(provider::PASSWORD, $user);
        }
        set_user_preferences($preferences, $user);
        self::mail_afterwards($operation, $user, $row);
    }

    /**
     * Keeps what goes with the password of an account that the row makes. Nobody is logged in with it, so that no session has to
     * be told of its preferences, which would take four queries for each.
     *
     * @param array $operation password, secret, digest, force_change, mail.
     * @param \stdClass $user The account.
     * @param row $row The row.
     */
    public function remember_first(array $operation, \stdClass $user, row $row): void {
        global $DB;

        $records = [];
        foreach (self::preferences($operation) as $name => $value) {
            $records[] = ['userid' => $user->id, 'name' => $name, 'value' => $value];
        }
        $DB->insert_records('user_preferences', $records);
        self::mail_afterwards($operation, $user, $row);
    }

    /**
     * The preferences that go with a password.
     *
     * @param array $operation password, digest, force_change.
     * @return array Values by name.
     */
    private static function preferences(array $operation): array {
        $preferences = [
            provider::PASSWORD => $operation['password'] === 'set' ? ($operation['digest'] ?? '') : '',
            'create_password' => $operation['password'] === 'to_generate' ? '1' : '',
            'auth_forcepasswordchange' => empty($operation['force_change']) ? '' : '1',
        ];
        return array_filter($preferences, 'strlen');
    }

    /**
     * Has the password told to its owner once the row is kept, if the row wants that.
     *
     * @param array $operation secret, mail.
     * @param \stdClass $user The account.
     * @param row $row The row.
     */
    private static function mail_afterwards(array $operation, \stdClass $user, row $row): void {
        if (($operation['mail'] ?? '') !== '' && ($operation['secret'] ?? '') !== '') {
            $row->afterwards(function () use ($operation, $user): void {
                self::mail((int) $user->id, $operation['mail'], $operation['secret']);
            });
        }
    }

    /**
     * Mails a password in the language of its owner.
     *
     * @param int $id Id of the account.
     * @param string $address Where to.
     * @param string $password The clear password.
     */
    private static function mail(int $id, string $address, string $password): void {
        global $CFG, $DB;

        $user = $DB->get_record('user', ['id' => $id], '*', MUST_EXIST);
        $user->email = $address;
        $site = format_string(get_site()->fullname);
        $values = (object) [
            'fullname' => fullname($user, true),
            'site' => $site,
            'username' => $user->username,
            'password' => $password,
            'link' => $CFG->wwwroot . '/login/',
        ];
        $language = $user->lang ?: $CFG->lang;
        $subject = new \lang_string('passwordmailsubject', 'local_toolsync', $site, $language);
        $body = new \lang_string('passwordmailbody', 'local_toolsync', $values, $language);
        email_to_user($user, \core_user::get_support_user(), (string) $subject, (string) $body);
    }
}
