//! E-mail addresses, as Moodle accepts them: a local part, one `@`, a domain of at least two labels, in ASCII.

use std::borrow::Cow;

use super::text::{Lines, fits, legible};
use super::{Parsed, Problem, Problems, byte_set};
use crate::finding::{Code, Severity};

/// How many characters Moodle keeps of an address.
const LONGEST: usize = 100;

/// Reads an address, or a text that says that no mail is to be sent.
pub(super) fn read<'a>(text: &'a str, problems: &mut Problems) -> Option<Parsed<'a>> {
    if is_address(text.as_bytes()) || sends_no_mail(text) {
        return fits(text, LONGEST, problems).then_some(Parsed::Text(Cow::Borrowed(text)));
    }
    let before = problems.len();
    if legible(text, Lines::One, problems) {
        // The address would be wrong even if it were legible: that is the error, and one remark is enough.
        problems.truncate(before);
        problems.push(Problem::of(Code::BadEmail, text).likely(bare_address(text)));
    }
    debug_assert!(
        problems
            .iter()
            .any(|problem| problem.code.severity() == Severity::Error)
    );
    None
}

/// Whether the text stands where an address should be to say that no mail is to be sent (`spec/files.md` §7).
pub fn sends_no_mail(text: &str) -> bool {
    // Addresses are in lower case, nearly all of them: one look for a capital spares the search.
    text.as_bytes().contains(&b'N') && (text.contains("NO MAIL") || text.contains("NOMAIL"))
}

/// Whether it is an address that Moodle keeps.
pub(super) fn is_fine(text: &[u8]) -> bool {
    text.len() <= LONGEST && is_address(text)
}

/// Which bytes the words of a local part may have.
const WORD_BYTES: [bool; 256] =
    byte_set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~");

/// Before the first `@`: words of ASCII letters, digits and the signs of RFC 5322, joined by dots; at most 64 characters.
fn is_address(bytes: &[u8]) -> bool {
    let mut after_dot = true;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == b'@' {
            return !after_dot && at <= 64 && is_domain(&bytes[at + 1..]);
        }
        let dot = byte == b'.';
        if !(WORD_BYTES[usize::from(byte)] || dot && !after_dot) {
            return false;
        }
        after_dot = dot;
    }
    false
}

/// Which bytes a label may have at its edges.
const EDGE_BYTES: [bool; 256] =
    byte_set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

/// Labels of letters, digits and inner hyphens, joined by dots; the last one is no number.
fn is_domain(domain: &[u8]) -> bool {
    let mut before = b'.';
    let mut last = 0;
    for (at, &byte) in domain.iter().enumerate() {
        let is_fine = EDGE_BYTES[usize::from(byte)]
            || byte == b'-' && before != b'.'
            || byte == b'.' && before != b'.' && before != b'-';
        if !is_fine {
            return false;
        }
        if byte == b'.' {
            last = at + 1;
        }
        before = byte;
    }
    let is_long = domain.len() > 63
        && domain
            .split(|byte| *byte == b'.')
            .any(|label| label.len() > 63);
    let is_number = domain[last..].iter().all(u8::is_ascii_digit);
    last > 0 && !is_number && before != b'-' && !is_long
}

/// The address inside `mailto:…`, `<…>` or `Name <…>`, or the one that stray blanks cut.
fn bare_address(text: &str) -> Option<String> {
    let inner = match (text.find('<'), text.rfind('>')) {
        (Some(open), Some(close)) if open < close => &text[open + 1..close],
        _ => text,
    };
    let inner = inner.trim();
    let scheme = inner
        .get(..7)
        .filter(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    let address: String = inner[scheme.map_or(0, str::len)..]
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    is_address(address.as_bytes()).then_some(address)
}
