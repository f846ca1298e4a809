//! Login names, as Moodle accepts them when extended characters are off (its default): lower-case letters, digits and `-_.@`.

use std::borrow::Cow;

use super::text::{Lines, fits, legible};
use super::{Parsed, Problem, Problems, byte_set, fold};
use crate::finding::{Code, Grade};

/// How many characters Moodle keeps of a login name.
const LONGEST: usize = 100;

/// Reads a login name; capitals are lowered, with a warning, as tool_sync and Moodle do.
pub(super) fn read<'a>(text: &'a str, problems: &mut Problems) -> Option<Parsed<'a>> {
    if is_login(text) {
        return fits(text, LONGEST, problems).then_some(Parsed::Text(Cow::Borrowed(text)));
    }
    let lower = text.to_lowercase();
    if is_login(&lower) {
        problems.push(
            Problem::of(Code::UsernameCase, text)
                .with("lower", &lower)
                .fix(Grade::Safe, &*lower),
        );
        return fits(text, LONGEST, problems).then_some(Parsed::Text(Cow::Owned(lower)));
    }
    let before = problems.len();
    if legible(text, Lines::One, problems) {
        let repaired = problems
            .drain(before..)
            .find_map(|mojibake| mojibake.params.get("repaired").cloned());
        let meant = transliterated(repaired.as_deref().unwrap_or(text));
        problems.push(
            Problem::of(Code::BadUsername, text)
                .with("characters", refused(&lower))
                .likely(meant),
        );
    }
    None
}

/// Whether it is a login name as it stands.
pub(super) fn is_fine(text: &[u8]) -> bool {
    // To ask all bytes is faster than to stop at the first that is wrong.
    text.len() <= LONGEST
        && text
            .iter()
            .fold(true, |all, byte| all & is_login_byte(*byte))
}

fn is_login(text: &str) -> bool {
    text.bytes().all(is_login_byte)
}

fn is_login_byte(byte: u8) -> bool {
    LOGIN_BYTES[usize::from(byte)]
}

/// Which bytes a login name may have.
const LOGIN_BYTES: [bool; 256] = byte_set(b"abcdefghijklmnopqrstuvwxyz0123456789-_.@");

/// The characters that Moodle refuses, each once, for the message.
fn refused(lower: &str) -> String {
    let mut refused: Vec<char> = Vec::new();
    for c in lower
        .chars()
        .filter(|c| !u8::try_from(*c).is_ok_and(is_login_byte))
    {
        if !refused.contains(&c) {
            refused.push(c);
        }
    }
    // In quotes, so that a blank is seen.
    let shown: Vec<String> = refused.into_iter().map(|c| format!("\"{c}\"")).collect();
    shown.join(" ")
}

/// The login name without accents and apostrophes, and with dots for blanks, if that makes it valid.
fn transliterated(text: &str) -> Option<String> {
    let folded = fold(text);
    let words: Vec<String> = folded
        .split_whitespace()
        .map(|word| word.replace('\'', ""))
        .collect();
    let login = words.join(".");
    (!login.is_empty() && is_login(&login)).then_some(login)
}
