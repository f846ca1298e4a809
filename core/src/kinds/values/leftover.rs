//! What spreadsheets leave in cells instead of values: errors and formulas. Files that were saved as CSV have them too.

use super::Problem;
use crate::finding::{Code, Grade};
use crate::input::spreadsheet::is_error;

/// Whether a cell that starts with this byte may hold something of a spreadsheet's; most do not.
pub(crate) const fn may_be_leftover(first: u8) -> bool {
    matches!(first, b'#' | b'E' | b'=')
}

/// What is wrong with a cell that holds something of a spreadsheet's instead of a value.
#[inline]
pub(crate) fn leftover(text: &str) -> Option<Problem> {
    match text.as_bytes().first() {
        Some(b'#' | b'E') if is_error(text) => Some(Problem::of(Code::CellError, text)),
        Some(b'=') => formula(text),
        _ => None,
    }
}

/// A formula is an `=` before a call, a reference, a number or a text: `=A2&B2`, `=SUM(A1:A3)`, `="00123"`. The last is how people make a
/// spreadsheet keep zeros.
fn formula(text: &str) -> Option<Problem> {
    let after = &text[1..];
    let quoted = after
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inside| !inside.contains('"'));
    let name = after.trim_start_matches(|sign: char| {
        sign.is_ascii_uppercase() || matches!(sign, '$' | '.' | '_' | '!' | '\'')
    });
    let is_formula = after.starts_with(['"', '[', '(', '+', '-'])
        || name.starts_with(|sign: char| sign == '(' || sign.is_ascii_digit());
    is_formula.then(|| {
        let problem = Problem::of(Code::FormulaText, text);
        match quoted {
            Some(inside) => problem.fix(Grade::Likely, inside),
            None => problem,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::FixAction;

    #[test]
    fn errors_and_formulas_are_told_from_texts() {
        for text in [
            "#REF!",
            "#N/A",
            "#NAME?",
            "#NOM?",
            "#VALEUR!",
            "#DIV/0!",
            "#ÜBERLAUF!",
            "Err:502",
        ] {
            assert_eq!(
                leftover(text).map(|problem| problem.code),
                Some(Code::CellError),
                "{text}"
            );
            assert!(may_be_leftover(text.as_bytes()[0]));
        }
        for text in [
            "=A2&B2",
            "=SUM(A1:A3)",
            "=\"00123\"",
            "=-1",
            "=$A$1",
            "=Z.B(1)",
            "=[.A2]",
        ] {
            assert_eq!(
                leftover(text).map(|problem| problem.code),
                Some(Code::FormulaText),
                "{text}"
            );
            assert!(may_be_leftover(text.as_bytes()[0]));
        }
        for text in [
            "",
            "#",
            "#1",
            "#!",
            "#great!",
            "#N/B",
            "# REF!",
            "E",
            "Err:",
            "Err:5x2",
            "=",
            "==",
            "=> see below",
            "=D great",
            "Éric",
            "Eric",
        ] {
            assert_eq!(leftover(text), None, "{text}");
        }
    }

    #[test]
    fn zeros_that_were_kept_by_a_formula_are_proposed() {
        let fix = leftover("=\"00123\"").unwrap().fix.unwrap();
        assert_eq!(fix.action, FixAction::Replace("00123".to_owned()));
        assert_eq!(leftover("=\"a\"&\"b\"").unwrap().fix, None);
    }
}
