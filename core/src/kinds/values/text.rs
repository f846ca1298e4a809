//! Free texts, passwords and words of a list; and what is wrong with any text: characters that nobody sees, and
//! UTF-8 that was once read as windows-1252.

use std::borrow::Cow;

use super::{Parsed, Problem, Problems};
use crate::finding::{Code, Grade};

/// Reads a text of at most `most` characters (0: any number, and it may have line breaks and tabs).
pub(super) fn read<'a>(text: &'a str, most: usize, problems: &mut Problems) -> Option<Parsed<'a>> {
    let lines = if most == 0 { Lines::Many } else { Lines::One };
    (legible(text, lines, problems) && fits(text, most, problems))
        .then_some(Parsed::Text(Cow::Borrowed(text)))
}

/// Reads a password. Nothing of it is repeated.
pub(super) fn password<'a>(text: &'a str, problems: &mut Problems) -> Option<Parsed<'a>> {
    if let Some(character) = text.chars().find(|c| unseen(*c)) {
        problems.push(Problem::new(Code::ControlCharacter).with("character", name_of(character)));
        return None;
    }
    Some(Parsed::Text(Cow::Borrowed(text)))
}

/// Reads one of `words`.
pub(super) fn choice<'a>(
    text: &'a str,
    words: &[&str],
    problems: &mut Problems,
) -> Option<Parsed<'a>> {
    if words.contains(&text) {
        return Some(Parsed::Text(Cow::Borrowed(text)));
    }
    let meant = words
        .iter()
        .find(|word| word.eq_ignore_ascii_case(text))
        .copied();
    problems.push(
        Problem::of(Code::NotInList, text)
            .with("allowed", words.join(", "))
            .likely(meant),
    );
    None
}

/// Whether a text has at most `most` characters (0: any number); says so when not.
pub(super) fn fits(text: &str, most: usize, problems: &mut Problems) -> bool {
    // No text has more characters than bytes, so most texts need not be counted.
    if most == 0 || text.len() <= most {
        return true;
    }
    let length = text.chars().count();
    if length > most {
        problems.push(
            Problem::of(Code::TooLong, text)
                .with("max", most)
                .with("length", length),
        );
    }
    length <= most
}

/// Whether a text may have line breaks and tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    Many,
}

/// Whether a text has no character that nobody sees; says so when not, and warns of mojibake.
pub(super) fn legible(text: &str, lines: Lines, problems: &mut Problems) -> bool {
    let suspicions = suspicions(text.as_bytes());
    let mojibake = suspicion::MOJIBAKE | suspicion::MOJIBAKE_SECOND;
    if suspicions & suspicion::UNSEEN == 0 && suspicions & mojibake != mojibake {
        return true;
    }
    look_closer(text, lines, problems)
}

/// As [`legible`], for a text with suspicious bytes.
#[cold]
fn look_closer(text: &str, lines: Lines, problems: &mut Problems) -> bool {
    if may_be_mojibake(text.as_bytes())
        && let Some(repaired) = repair(text)
    {
        problems.push(
            Problem::of(Code::Mojibake, text)
                .with("repaired", &repaired)
                .fix(Grade::Likely, repaired),
        );
        return true;
    }
    let allowed = |c: char| lines == Lines::Many && matches!(c, '\n' | '\r' | '\t');
    let Some(found) = text.chars().find(|c| unseen(*c) && !allowed(*c)) else {
        return true;
    };
    let mended: String = text
        .chars()
        .filter_map(|c| match c {
            c if allowed(c) || !unseen(c) => Some(c),
            '\n' | '\t' | '\u{a0}' => Some(' '),
            _ => None,
        })
        .collect();
    problems.push(
        Problem::new(Code::ControlCharacter)
            .with("character", name_of(found))
            .fix(Grade::Likely, mended.trim()),
    );
    false
}

/// What may be wrong with a text in which a byte occurs.
mod suspicion {
    /// A control, or the first byte of a character that [`super::unseen`] may mean.
    pub(super) const UNSEEN: u8 = 1;
    /// The first byte of all mojibake that [`super::repair`] mends.
    pub(super) const MOJIBAKE: u8 = 2;
    /// The second byte of such mojibake.
    pub(super) const MOJIBAKE_SECOND: u8 = 4;
    /// By byte.
    pub(super) const OF: [u8; 256] = {
        let mut of = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            of[byte] = match byte {
                // U+0080 to U+009F start with C2; U+200B, U+2028, U+2029 and U+2060 with E2; U+FEFF with EF.
                0x00..=0x1f | 0x7f | 0xc2 | 0xe2 | 0xef => UNSEEN,
                0xc3 => MOJIBAKE,
                0x82..=0x85 | 0xa2 => MOJIBAKE_SECOND,
                _ => 0,
            };
            byte += 1;
        }
        of
    };
}

/// All that may be wrong with a text, by the bytes that occur in it. Most texts have none that is suspicious, accents or not.
fn suspicions(bytes: &[u8]) -> u8 {
    bytes
        .iter()
        .fold(0, |all, byte| all | suspicion::OF[usize::from(*byte)])
}

/// Controls, and characters without width or shape.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}'
        )
}

fn name_of(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Quick look for what [`repair`] may repair: one of Â Ã Ä Å â, followed by another character outside ASCII.
fn may_be_mojibake(bytes: &[u8]) -> bool {
    bytes
        .windows(3)
        .any(|three| three[0] == 0xc3 && matches!(three[1], 0x82..=0x85 | 0xa2) && three[2] >= 0x80)
}

/// Undoes, piece by piece, UTF-8 that was read as windows-1252 and saved (`Ã©` for é). None when there is no such piece.
///
/// Only pieces that give a letter of Western or Central Europe, or the punctuation of word processors, are undone:
/// `É»` at the end of a quotation is UTF-8 for a phonetic sign, and nobody meant that.
fn repair(text: &str) -> Option<String> {
    let mut repaired = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some(first) = rest.chars().next() {
        let (piece, taken) = match undo(rest) {
            Some((meant, taken)) => {
                found = true;
                (meant, taken)
            }
            None => (first, first.len_utf8()),
        };
        repaired.push(piece);
        rest = &rest[taken..];
    }
    found.then_some(repaired)
}

/// The character that the beginning of `text` stood for, and how many bytes of `text` it takes.
fn undo(text: &str) -> Option<(char, usize)> {
    let mut characters = text.chars();
    let lead = windows_1252(characters.next()?)?;
    let length = match lead {
        0xc2..=0xc5 => 2,
        0xe2 => 3,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0];
    for byte in &mut bytes[1..length] {
        *byte = windows_1252(characters.next()?)?;
    }
    let meant = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    let taken = text.len() - characters.as_str().len();
    matches!(meant, '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{203a}' | '€' | '™')
        .then_some((meant, taken))
}

/// The byte of a character in windows-1252 (where it has none of its own: in ISO-8859-1).
fn windows_1252(c: char) -> Option<u8> {
    /// The characters of windows-1252 at 0x80 to 0x9F; the five that it leaves out stand for themselves.
    const EIGHTIES: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let index = EIGHTIES.iter().position(|other| *other == c)?;
    u8::try_from(0x80 + index).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_quick_look_lets_nothing_pass_that_the_closer_one_finds(text in "[\\x00-\\x{ff}\\u{2000}-\\u{2070}\\u{feff}€]{0,6}") {
            let (mut quick, mut close) = (Vec::new(), Vec::new());
            prop_assert_eq!(
                legible(&text, Lines::One, &mut quick),
                look_closer(&text, Lines::One, &mut close)
            );
            prop_assert_eq!(quick, close);
        }
    }
}
