//! Attributes as cells.

use crate::kinds::{Kind, Value, ValueType};
use crate::site::Fields;
use crate::undo::compare::is_nothing;

/// The columns of a cohort's own texts: name, idnumber, description, component.
pub(in crate::undo) const COHORT_COLUMNS: [&str; 4] =
    ["cname", "cidnumber", "cdescription", "component"];

/// Whether files of this kind have a column for the attribute.
pub(in crate::undo) fn has_column(kind: Kind, field: &str) -> bool {
    value_type(kind, field).is_some()
}

fn value_type(kind: Kind, field: &str) -> Option<ValueType> {
    let columns = kind.columns().iter();
    let mut found = columns.filter(|column| column.matches(field).is_some());
    found.next().map(|column| column.value)
}

/// The cell that gives an attribute the value that it has in `fields`, or the site's default where it has none. Nothing where no column
/// does, or where the attribute is empty and no cell says so.
pub(super) fn cell(kind: Kind, field: &str, fields: &Fields, defaults: &Fields) -> Option<String> {
    let value = fields.get(field).or_else(|| defaults.get(field));
    let value = value.filter(|value| !is_nothing(value));
    match (value_type(kind, field)?, value) {
        (ValueType::Date, Some(Value::Int(seconds))) => Some(format!("@{seconds}")),
        (_, Some(value)) => Some(value.to_string()),
        (ValueType::Boolean, None) => Some("0".to_owned()),
        (ValueType::Integer(least, _), None) if least <= 0 => Some("0".to_owned()),
        (ValueType::Date, None) => Some("@0".to_owned()),
        (_, None) => None,
    }
}

/// A moment as a cell; 0 is no bound.
pub(super) fn moment(seconds: i64) -> String {
    match seconds {
        0 => "0".to_owned(),
        _ => format!("@{seconds}"),
    }
}
