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
 * What something is and holds.
 *
 * @package    local_toolsync
 * @copyright  2026 The Toolsync authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_toolsync\local;

/**
 * What something is and holds, in stable words with numbers and texts, where one word does not tell it: hidden, members 3,
 * group "Lab 1". Toolsync has the words of each language for them, and its sandbox tells in the same form
 * (core/src/site/features.rs). What there is none of is left out: empty texts, zeros, ends that are not set.
 */
class features {
    /** @var string[] One by one, in a fixed order. */
    private $told = [];

    /**
     * One that a word tells.
     *
     * @param string $word The word.
     * @return self
     */
    public function word(string $word): self {
        $this->told[] = $word;
        return $this;
    }

    /**
     * How many there are of something.
     *
     * @param string $word The word for it.
     * @param int $count How many.
     * @return self
     */
    public function count(string $word, int $count): self {
        return $count > 0 ? $this->word("$word $count") : $this;
    }

    /**
     * A text, or a name.
     *
     * @param string $word The word for what it is.
     * @param string $text The text.
     * @return self
     */
    public function text(string $word, string $text): self {
        return $text === '' ? $this : $this->word("$word \"" . addcslashes($text, '\\"') . '"');
    }

    /**
     * Each of several names, in the order of their bytes.
     *
     * @param string $word The word for what has them.
     * @param string[] $names The names.
     * @return self
     */
    public function names(string $word, array $names): self {
        sort($names, SORT_STRING);
        foreach ($names as $name) {
            $this->text($word, $name);
        }
        return $this;
    }

    /**
     * A moment.
     *
     * @param string $word The word for it.
     * @param int $seconds Unix seconds; 0 when there is none.
     * @return self
     */
    public function moment(string $word, int $seconds): self {
        return $this->text($word, $seconds === 0 ? '' : gmdate('Y-m-d\TH:i:s\Z', $seconds));
    }

    /**
     * Whether two things are and hold the same, as far as it is told; null where a thing is not there.
     *
     * @param self|null $one One.
     * @param self|null $other The other.
     * @return bool
     */
    public static function alike(?self $one, ?self $other): bool {
        return ($one === null) === ($other === null) && ($one === null || $one->told === $other->told);
    }

    /**
     * What was expected of a thing and what was found, as texts; null where it is not there. Of both, only what the other lacks is
     * told; where nothing is, that there is something else.
     *
     * @param self|null $expected What the plan saw.
     * @param self|null $found What is there now.
     * @return string[]
     */
    public static function difference(?self $expected, ?self $found): array {
        if ($expected === null || $found === null) {
            return [self::shown($expected), self::shown($found)];
        }
        [$lacking, $more] = [$expected->without($found), $found->without($expected)];
        if (!$lacking->told && !$more->told) {
            return ['as_seen', 'otherwise'];
        }
        return [self::shown($lacking), self::shown($more)];
    }

    /**
     * What stands here and not there; what stands twice here and once there, once.
     *
     * @param self $there The others.
     * @return self
     */
    private function without(self $there): self {
        $left = $there->told;
        $without = new self();
        foreach ($this->told as $feature) {
            $place = array_search($feature, $left, true);
            if ($place === false) {
                $without->told[] = $feature;
            } else {
                unset($left[$place]);
            }
        }
        return $without;
    }

    /**
     * Features as the protocol has them.
     *
     * @param self|null $features The features; null where the thing is not there.
     * @return string
     */
    private static function shown(?self $features): string {
        if ($features === null) {
            return 'absent';
        }
        return $features->told ? implode(', ', $features->told) : 'nothing';
    }
}
