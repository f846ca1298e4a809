//! Field by field: what a row gives against what the site has.

use std::borrow::Cow;

use super::Change;
use crate::kinds::Value;
use crate::site::Fields;

/// The changes that turn `old` into what is `given`, in the order of the field names. A field that is not given does not change
/// (Q17, Q72); one that the site does not record has the site's default.
pub fn changes(old: &Fields, defaults: &Fields, given: &Fields) -> Vec<Change> {
    let mut changes = Vec::new();
    for (field, new) in given {
        let recorded = old.get(field);
        let same = recorded
            .or_else(|| defaults.get(field))
            .is_some_and(|value| means_the_same(value, new));
        if !same {
            changes.push(Change {
                field: field.clone(),
                old: recorded.cloned(),
                new: Some(new.clone()),
            });
        }
    }
    changes
}

/// Whether a site would not tell two values apart. A flag may be kept as a number or as a text, and line ends of texts do not count.
pub fn means_the_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => plain_lines(one) == plain_lines(other),
        _ => one == other || one.to_string() == other.to_string(),
    }
}

/// A text with `\n` at the end of its lines, whatever was there.
pub fn plain_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, Value)]) -> Fields {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect()
    }

    fn text(value: &str) -> Value {
        Value::Text(value.to_owned())
    }

    #[test]
    fn only_given_fields_that_differ_change() {
        let old = fields(&[("city", text("Lyon")), ("country", text("FR"))]);
        let given = fields(&[
            ("city", text("Paris")),
            ("country", text("FR")),
            ("phone1", text("12")),
        ]);
        let changes = changes(&old, &Fields::new(), &given);
        assert_eq!(
            changes,
            [
                Change {
                    field: "city".into(),
                    old: Some(text("Lyon")),
                    new: Some(text("Paris"))
                },
                Change {
                    field: "phone1".into(),
                    old: None,
                    new: Some(text("12"))
                },
            ]
        );
    }

    #[test]
    fn a_field_at_the_default_of_the_site_does_not_change() {
        let defaults = fields(&[("lang", text("en"))]);
        let given = fields(&[("lang", text("en"))]);
        assert!(changes(&Fields::new(), &defaults, &given).is_empty());
        let old = fields(&[("lang", text("fr"))]);
        assert_eq!(
            changes(&old, &defaults, &given).len(),
            1,
            "the recorded value counts, not the default"
        );
    }

    #[test]
    fn values_are_compared_by_meaning() {
        assert!(means_the_same(&Value::Bool(true), &Value::Int(1)));
        assert!(means_the_same(&Value::Int(0), &text("0")));
        assert!(means_the_same(&text("a\r\nb\rc"), &text("a\nb\nc")));
        assert!(!means_the_same(&text("a"), &text("A")));
    }
}
