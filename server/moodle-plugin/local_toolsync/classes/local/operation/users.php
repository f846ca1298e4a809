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
 * Accounts.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local\operation;

use local_toolsync\local\directory;
use local_toolsync\local\features;
use local_toolsync\local\participation;
use local_toolsync\local\refusal;
use local_toolsync\local\row;
use local_toolsync\local\thing;

/**
 * Accounts.
 */
class users extends family {
    /** What a field that a row empties holds from then on, where it is not the empty text or the site's setting. */
    private const EMPTY = ['timezone' => '99', 'suspended' => 0, 'maildisplay' => 0, 'maildigest' => 0, 'mailformat' => 1,
        'autosubscribe' => 0, 'trackforums' => 0];

    /** Columns of old Moodles that are profile fields of the type `social` since Moodle 4.0. */
    private const SOCIAL = ['aim', 'icq', 'msn', 'skype', 'url', 'yahoo'];

    /** What Moodle puts after the login name of a deleted account that had no address. */
    private const NO_ADDRESS = '@unknownemail.invalid';

    /** What a column of a profile field begins with. */
    private const CUSTOM = 'profile_field_';

    /** @var passwords How accounts log in. */
    private $passwords;

    /** @var \stdClass[]|null Custom profile fields by short name in lower case. */
    private $customfields = null;

    /**
     * The family.
     *
     * @param directory $directory Objects by their names.
     */
    public function __construct(directory $directory) {
        parent::__construct($directory);
        $this->passwords = new passwords($directory);
    }

    /**
     * Loads Moodle's functions for accounts and their profiles.
     */
    protected function load(): void {
        global $CFG;

        require_once($CFG->dirroot . '/user/lib.php');
        require_once($CFG->dirroot . '/user/profile/lib.php');
    }

    /**
     * Creates an account.
     *
     * @param array $operation username, fields, password, secret, digest, force_change, mail.
     * @param row $row The row.
     */
    public function create_user(array $operation, row $row): void {
        global $CFG;

        require_capability('moodle/user:create', \context_system::instance());
        $username = $operation['username'];
        $this->refuse_existing($username);
        $user = (object) ['username' => $username, 'confirmed' => 1, 'mnethostid' => $CFG->mnet_localhost_id, 'auth' => 'manual',
            'email' => '', 'firstname' => '', 'lastname' => '', 'idnumber' => '', 'deleted' => 0, 'suspended' => 0,
            'description' => '', 'descriptionformat' => FORMAT_HTML, 'picture' => 0];
        $custom = [];
        foreach ($operation['fields'] as $field => $value) {
            $shortname = $this->custom_field($field);
            if ($shortname !== null) {
                $custom[$shortname] = refusal::text($value);
            } else if ($value !== null) {
                $user->$field = refusal::text($value);
            }
        }
        $this->refuse_wrong($user, 0);
        $user->password = passwords::stored($operation, $user);
        $user->id = user_create_user($user, false, false);
        $this->directory->account_made((object) array_intersect_key((array) $user, array_flip(['id', 'username', 'auth',
            'deleted', 'suspended', 'mnethostid', 'email', 'idnumber', 'picture'])));
        $this->save_custom((int) $user->id, $custom);
        $this->passwords->remember_first($operation, $user, $row);
        \core\event\user_created::create_from_userid($user->id)->trigger();
    }

    /**
     * Changes fields of an account.
     *
     * @param array $operation username, changes.
     * @param row $row The row.
     */
    public function update_user(array $operation, row $row): void {
        global $DB;

        require_capability('moodle/user:update', \context_system::instance());
        $username = $operation['username'];
        $account = $this->directory->account($username);
        self::refuse_protected($account);
        $user = $DB->get_record('user', ['id' => $account->id], '*', MUST_EXIST);
        $what = thing::of('account', $username);
        $update = ['id' => $user->id];
        $custom = [];
        foreach ($operation['changes'] as $change) {
            $field = $change['field'];
            $new = refusal::text($change['new'] ?? null);
            $shortname = $this->custom_field($field);
            if ($shortname !== null) {
                $this->unless_custom_as_expected($what, $change, (int) $user->id, $shortname);
                $custom[$shortname] = $new;
                continue;
            }
            $forgotten = isset($row->revived[$user->id]) && in_array($field, ['email', 'idnumber'], true);
            if (!$forgotten) {
                refusal::unless_as_expected($what, $change, $user->$field ?? null);
            }
            $update[$field] = $new === '' ? self::empty_value($field) : $new;
        }
        $update = (object) $update;
        if (!empty($update->suspended)) {
            self::refuse_own_end($user, 'suspended');
        }
        $this->refuse_wrong($update, (int) $user->id);
        if (count((array) $update) > 1) {
            user_update_user($update, false, false);
            $this->directory->account_changed((int) $user->id);
        }
        $this->save_custom((int) $user->id, $custom);
        if (!empty($update->suspended)) {
            self::end_sessions((int) $user->id);
        }
        \core\event\user_updated::create_from_userid($user->id)->trigger();
    }

    /**
     * Changes a login name.
     *
     * @param array $operation from, to.
     */
    public function rename_user(array $operation): void {
        require_capability('moodle/user:update', \context_system::instance());
        $account = $this->directory->account($operation['from']);
        self::refuse_protected($account);
        $taken = $this->directory->find_account($operation['to']);
        if ($taken !== null && $taken->id != $account->id) {
            throw refusal::exists(thing::of('account', $operation['to']));
        }
        user_update_user((object) ['id' => $account->id, 'username' => $operation['to']], false, true);
        $this->directory->account_changed((int) $account->id, $operation['from']);
    }

    /**
     * Revives a deleted account. Moodle keeps its name, place and the like; of the login name it keeps the MD5, where a living
     * account has its address, and of the address something like it. The rest comes back with the other operations of the row.
     *
     * @param array $operation username: the login name that the account had, or the name that it was given when it was deleted.
     * @param row $row The row.
     */
    public function revive_user(array $operation, row $row): void {
        global $DB;

        $system = \context_system::instance();
        require_capability('moodle/user:create', $system);
        require_capability('moodle/user:update', $system);
        $username = $operation['username'];
        $this->refuse_existing($username);
        $select = 'deleted = 1 AND (email = :digest OR username = :username)';
        $params = ['digest' => md5($username), 'username' => $username];
        $found = $DB->get_records_select('user', $select, $params, 'id DESC', 'id, username', 0, 1);
        if (!$found) {
            throw refusal::missing(thing::of('deleted_account', $username));
        }
        $id = (int) reset($found)->id;
        $address = self::address_before_deletion(reset($found)->username);
        if (!validate_email($address) || $this->directory->address_taken($address, $id)) {
            $address = '';
        }
        // The password of a deleted account is not to work again: whoever had it may be gone.
        $back = ['id' => $id, 'deleted' => 0, 'username' => $username, 'email' => $address, 'idnumber' => '',
            'password' => AUTH_PASSWORD_NOT_CACHED];
        user_update_user((object) $back, false, true);
        $row->revived[$id] = true;
        $this->directory->account_changed($id);
    }

    /**
     * The address of a deleted account, of which Moodle makes the name that the account then has: without signs that no login name
     * may have, and followed by the second of the deletion.
     *
     * @param string $name The login name of the deleted account.
     * @return string Empty when the account had none.
     */
    private static function address_before_deletion(string $name): string {
        $found = preg_match('/^(.*)\.\d{10,}$/', $name, $parts);
        return $found && substr($parts[1], -strlen(self::NO_ADDRESS)) !== self::NO_ADDRESS ? $parts[1] : '';
    }

    /**
     * Deletes an account.
     *
     * @param array $operation username, old.
     */
    public function delete_user(array $operation): void {
        global $DB;

        require_capability('moodle/user:delete', \context_system::instance());
        $username = $operation['username'];
        $account = $this->directory->account($username);
        self::refuse_protected($account);
        self::refuse_own_end($account, 'deleted');
        $id = (int) $account->id;
        $old = $operation['old'] ?? [];
        $sql = 'SELECT m.cohortid FROM {cohort_members} m WHERE m.userid = :user ORDER BY m.cohortid';
        $cohorts = $DB->get_fieldset_sql($sql, ['user' => $id]);
        $state = participation::of([$id], null);
        $expected = participation::of_losses($old['losses'] ?? []);
        $same = $state->names() === $expected->names()
            && array_map('intval', $cohorts) === array_map('intval', array_column($old['cohorts'] ?? [], 'id'));
        $told = function (participation $part, array $cohorts): features {
            return $part->counted(new features(), 'groups')->count('cohorts', count($cohorts))->names('course', $part->courses());
        };
        [$told, $found] = [$told($expected, $old['cohorts'] ?? []), $told($state, $cohorts)];
        refusal::unless_alike(thing::part(thing::of('account', $username), 'ties'), $told, $found, $same);
        $user = $DB->get_record('user', ['id' => $id], '*', MUST_EXIST);
        if (!user_delete_user($user)) {
            throw refusal::refused('usernotdeletederror', "Moodle does not delete the account $username.");
        }
        $this->directory->account_changed($id, $username);
    }

    /**
     * What a field that a row empties holds from then on.
     *
     * @param string $field The field.
     * @return string
     */
    private static function empty_value(string $field): string {
        global $CFG;

        return $field === 'lang' ? $CFG->lang : (string) (self::EMPTY[$field] ?? '');
    }

    /**
     * Refuses what Moodle's own functions refuse: changes of the guest, of accounts of other sites, and of administrators by
     * anybody but administrators.
     *
     * @param \stdClass $account The account: id, username, mnethostid.
     */
    public static function refuse_protected(\stdClass $account): void {
        if (isguestuser($account->id)) {
            throw refusal::refused('usernotupdatedguest', 'The account of guests is not changed.');
        }
        if (is_siteadmin($account->id) && !is_siteadmin()) {
            throw refusal::refused('usernotupdatedadmin', "The account {$account->username} is an administrator's.");
        }
        if (is_mnet_remote_user($account)) {
            throw refusal::refused('usernotupdatedremote', "The account {$account->username} is another site's.");
        }
    }

    /**
     * Refuses to delete or suspend an administrator, or the account that asks for it.
     *
     * @param \stdClass $account The account: id, username.
     * @param string $how What it would be.
     */
    private static function refuse_own_end(\stdClass $account, string $how): void {
        global $USER;

        if (is_siteadmin($account->id)) {
            throw refusal::refused('useradminodelete', "Administrators are not $how: {$account->username}.");
        }
        if ($account->id == $USER->id) {
            throw refusal::refused('usernotdeletederror', "The account {$account->username} is the one that asks.");
        }
    }

    /**
     * Refuses a login name that is in use.
     *
     * @param string $username Login name.
     */
    private function refuse_existing(string $username): void {
        if ($this->directory->find_account($username) !== null) {
            throw refusal::exists(thing::of('account', $username));
        }
    }

    /**
     * Refuses values that Moodle's own pages refuse: an address in use or malformed, an authentication method or a language that
     * is not installed, and what Moodle would cut down to something else.
     *
     * @param \stdClass $user What will be stored.
     * @param int $own Id of the account; 0 for a new one.
     */
    private function refuse_wrong(\stdClass $user, int $own): void {
        $address = $user->email ?? '';
        if ($address !== '' && !validate_email($address)) {
            throw refusal::refused('invalidemail', "$address is no address.");
        }
        if ($this->directory->address_taken($address, $own)) {
            throw refusal::exists(thing::of('account_of_address', $address));
        }
        if (isset($user->auth) && !exists_auth_plugin($user->auth)) {
            throw refusal::missing(thing::of('authentication', $user->auth));
        }
        $checked = array_intersect_key((array) $user, array_flip(['lang', 'theme', 'timezone', 'country', 'username', 'firstname',
            'lastname', 'idnumber', 'institution', 'department', 'address', 'city', 'phone1', 'phone2']));
        $wrong = $checked ? \core_user::validate((object) array_filter($checked, 'strlen')) : true;
        if ($wrong !== true) {
            $field = array_key_first($wrong);
            throw refusal::refused('invaliduserfield', "$field: Moodle does not take “{$user->$field}”.");
        }
    }

    /**
     * The short name of the profile field that a column stands for.
     *
     * @param string $column Name of the column.
     * @return string|null None for a column that is a field of the account itself.
     */
    private function custom_field(string $column): ?string {
        if (in_array($column, self::SOCIAL, true)) {
            foreach ($this->custom_fields() as $field) {
                if ($field->datatype === 'social' && $field->param1 === $column) {
                    return $field->shortname;
                }
            }
            return $column;
        }
        if (strpos($column, self::CUSTOM) !== 0) {
            return null;
        }
        $name = substr($column, strlen(self::CUSTOM));
        $field = $this->custom_fields()[\core_text::strtolower($name)] ?? null;
        return $field->shortname ?? $name;
    }

    /**
     * The profile fields of the site.
     *
     * @return \stdClass[] By short name in lower case.
     */
    private function custom_fields(): array {
        global $DB;

        if ($this->customfields === null) {
            $this->customfields = [];
            foreach ($DB->get_records('user_info_field', null, 'id', 'id, shortname, datatype, defaultdata, param1') as $field) {
                $this->customfields[\core_text::strtolower($field->shortname)] = $field;
            }
        }
        return $this->customfields;
    }

    /**
     * Refuses the row unless a profile field is as the plan saw it. One that was never stored shows its default.
     *
     * @param string[] $what The account.
     * @param array $change The change.
     * @param int $id Id of the account.
     * @param string $shortname Short name of the field.
     */
    private function unless_custom_as_expected(array $what, array $change, int $id, string $shortname): void {
        global $DB;

        $field = $this->custom_fields()[\core_text::strtolower($shortname)] ?? null;
        if ($field === null) {
            throw refusal::missing(thing::of('profile_field', $shortname));
        }
        $data = $DB->get_field('user_info_data', 'data', ['userid' => $id, 'fieldid' => $field->id]);
        if ($data === false) {
            $expected = refusal::text($change['old'] ?? null);
            $data = $expected === (string) $field->defaultdata ? $expected : '';
        }
        refusal::unless_as_expected($what, $change, $data);
    }

    /**
     * Stores values of profile fields.
     *
     * @param int $id Id of the account.
     * @param string[] $values Texts by short name of the field.
     */
    private function save_custom(int $id, array $values): void {
        if (!$values) {
            return;
        }
        $user = (object) ['id' => $id];
        foreach ($values as $shortname => $value) {
            if (!isset($this->custom_fields()[\core_text::strtolower($shortname)])) {
                throw refusal::missing(thing::of('profile_field', $shortname));
            }
            $user->{self::CUSTOM . $shortname} = $value;
        }
        profile_save_data($user);
    }

    /**
     * Logs an account out everywhere.
     *
     * @param int $id Id of the account.
     */
    private static function end_sessions(int $id): void {
        if (method_exists(\core\session\manager::class, 'destroy_user_sessions')) {
            \core\session\manager::destroy_user_sessions($id);
        } else {
            \core\session\manager::kill_user_sessions($id);
        }
    }
}
