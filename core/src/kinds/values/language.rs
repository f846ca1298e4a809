//! Language codes as Moodle names its language packs: `fr`, `fr_ca`, `sr_cr_bo`.

use std::borrow::Cow;

use super::{Parsed, Problem, Problems};
use crate::finding::Code;

/// Reads a code in either case; it is kept in lower case, without the suffix `_utf8` of old Moodles (`spec/files.md` §7).
pub(super) fn read<'a>(text: &'a str, problems: &mut Problems) -> Option<Parsed<'a>> {
    let code = match text
        .len()
        .checked_sub(5)
        .and_then(|end| text.split_at_checked(end))
    {
        Some((code, suffix)) if suffix.eq_ignore_ascii_case("_utf8") => code,
        _ => text,
    };
    if !has_shape(code) {
        problems.push(Problem::of(Code::BadLanguage, text).likely(from_tag(text)));
        return None;
    }
    let lower = code.bytes().any(|byte| byte.is_ascii_uppercase());
    Some(Parsed::Text(if lower {
        Cow::Owned(code.to_ascii_lowercase())
    } else {
        Cow::Borrowed(code)
    }))
}

/// Two or three letters, then any number of `_` and letters or digits.
fn has_shape(code: &str) -> bool {
    let mut parts = code.split('_');
    let language = parts.next().unwrap_or_default();
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The pack meant by a tag of browsers (`fr-FR`: `fr`; `fr-CA`: `fr_ca`): the country where the language
/// is at home adds nothing.
fn from_tag(text: &str) -> Option<String> {
    let code = text.to_ascii_lowercase().replace('-', "_");
    if !text.contains('-') || !has_shape(&code) {
        return None;
    }
    Some(match code.split_once('_') {
        Some((language, country)) if language == country || (language, country) == ("en", "gb") => {
            language.to_owned()
        }
        _ => code,
    })
}
