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
 * Why a row takes no effect.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local;

/**
 * Why a row takes no effect. Objects are named by stable words, which Toolsync tells in the reader's language; the texts of
 * other refusals are English, as those of Moodle are in its own.
 */
class refusal extends \Exception {
    /** @var array The answer for the row, as the protocol has it. */
    private $outcome;

    /**
     * A refusal.
     *
     * @param array $outcome Its answer, but for the state.
     */
    private function __construct(array $outcome) {
        parent::__construct(implode(' ', $outcome));
        $this->outcome = ['state' => 'refused'] + $outcome;
    }

    /**
     * The answer for the row.
     *
     * @return array
     */
    public function outcome(): array {
        return $this->outcome;
    }

    /**
     * An object that the operation needs is not there.
     *
     * @param string[] $thing The object.
     * @param string $code Code of tool_sync for it; empty when it has none.
     * @return self
     */
    public static function missing(array $thing, string $code = ''): self {
        return new self(['how' => 'missing'] + $thing + ($code === '' ? [] : ['code' => $code]));
    }

    /**
     * An object that the operation makes is there already.
     *
     * @param string[] $thing The object.
     * @return self
     */
    public static function exists(array $thing): self {
        return new self(['how' => 'exists'] + $thing);
    }

    /**
     * Moodle does not do it, or the account may not ask for it.
     *
     * @param string $code Moodle's code, or that of tool_sync.
     * @param string $message What is wrong.
     * @return self
     */
    public static function refused(string $code, string $message): self {
        return new self(['how' => 'refused', 'code' => $code, 'message' => $message]);
    }

    /**
     * Refuses the row unless the site is as the plan saw it.
     *
     * @param bool $same Whether it is.
     * @param string[] $thing The object, or the part of it that is meant.
     * @param string $expected What the plan saw: a text, or a stable word for a state (absent, enabled…).
     * @param string $found What is there now.
     */
    public static function unless(bool $same, array $thing, string $expected, string $found): void {
        if (!$same) {
            throw new self(['how' => 'changed'] + $thing + ['expected' => $expected, 'found' => $found]);
        }
    }

    /**
     * Refuses the row unless a thing is and holds what the plan saw, where more than one word tells it; null where it is not there.
     *
     * @param string[] $thing The object, or the part of it that is meant.
     * @param features|null $expected What the plan saw.
     * @param features|null $found What is there now.
     * @param bool $same Whether what they do not tell is the same.
     */
    public static function unless_alike(array $thing, ?features $expected, ?features $found, bool $same = true): void {
        $same = $same && features::alike($expected, $found);
        self::unless($same, $thing, ...features::difference($expected, $found));
    }

    /**
     * Refuses the row unless a field is as the plan saw it. Empty and absent are the same, and so are nothing and the number 0:
     * Moodle keeps either.
     *
     * @param string[] $thing The object.
     * @param array $change The change: field, old, new.
     * @param mixed $found What is there now.
     */
    public static function unless_as_expected(array $thing, array $change, $found): void {
        $expected = self::text($change['old'] ?? null);
        $found = self::text($found);
        $same = $expected === $found || (in_array($expected, ['', '0'], true) && in_array($found, ['', '0'], true));
        self::unless($same, thing::field($thing, $change['field']), $expected, $found);
    }

    /**
     * A value as Moodle's tables hold it.
     *
     * @param mixed $value Text, number, flag or nothing.
     * @return string
     */
    public static function text($value): string {
        return $value === false ? '0' : (string) $value;
    }
}
