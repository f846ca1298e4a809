//! Absolute web addresses.

use std::borrow::Cow;

use super::text::fits;
use super::{Parsed, Problem, Problems};
use crate::finding::Code;

/// How many characters Moodle keeps of an address.
const LONGEST: usize = 255;

/// Reads an http or https address with a host.
pub(super) fn read<'a>(text: &'a str, problems: &mut Problems) -> Option<Parsed<'a>> {
    if is_address(text) {
        return fits(text, LONGEST, problems).then_some(Parsed::Text(Cow::Borrowed(text)));
    }
    let with_scheme = format!("https://{}", text.trim_start_matches('/'));
    let meant = (!text.contains(':') && text.contains('.') && is_address(&with_scheme))
        .then_some(with_scheme);
    problems.push(Problem::of(Code::BadUrl, text).likely(meant));
    None
}

fn is_address(text: &str) -> bool {
    let scheme = text.split_once("://").filter(|(scheme, _)| {
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    });
    let Some((_, rest)) = scheme else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | ':' | '_' | '@' | '[' | ']');
    host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
        && host.chars().all(is_host)
        && !rest
            .contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
}
