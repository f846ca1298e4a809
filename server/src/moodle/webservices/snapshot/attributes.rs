//! Attributes as Moodle writes them, as the cells of command files would have them.

use serde_json::{Map, Value as Json};
use toolsync_core::kinds::{Column, Value, ValueType};
use toolsync_core::site::Fields;

/// The attributes that Moodle told under the first name of each pair, by the column of the second.
pub fn attributes(columns: &[Column], pairs: &[(&str, &str)], told: &Map<String, Json>) -> Fields {
    let mut fields = Fields::new();
    for (name, column) in pairs {
        let value = told.get(*name);
        let column = columns.iter().find(|known| known.name == *column);
        if let Some((column, value)) = column.zip(value)
            && let Some(value) = cell(column.value, value)
        {
            fields.insert(column.name.to_owned(), value);
        }
    }
    fields
}

/// A value as a cell of this type would have it; none for an empty text and for nothing.
pub fn cell(kind: ValueType, told: &Json) -> Option<Value> {
    let text = match told {
        Json::String(text) => text.replace("\r\n", "\n"),
        Json::Number(number) => number.to_string(),
        Json::Bool(flag) => u8::from(*flag).to_string(),
        Json::Null | Json::Array(_) | Json::Object(_) => return None,
    };
    if text.is_empty() {
        return None;
    }
    Some(match kind {
        ValueType::Boolean => Value::Bool(text != "0"),
        ValueType::Integer(..) | ValueType::Date | ValueType::Timestamp => {
            text.parse().map_or(Value::Text(text), Value::Int)
        }
        _ => Value::Text(text),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use toolsync_core::kinds::courses;

    use super::*;

    #[test]
    fn values_come_as_cells_have_them() {
        let told = json!({
            "fullname": "Cells & tissues",
            "visible": 1,
            "newsitems": 5,
            "startdate": "1725235200",
            "summary": "",
            "lang": null,
        });
        let pairs = [
            "fullname",
            "visible",
            "newsitems",
            "startdate",
            "summary",
            "lang",
        ];
        let pairs = pairs.map(|name| (name, name));
        let told = told.as_object().cloned().unwrap_or_default();
        let expected = [
            ("fullname", Value::Text("Cells & tissues".to_owned())),
            ("newsitems", Value::Int(5)),
            ("startdate", Value::Int(1_725_235_200)),
            ("visible", Value::Bool(true)),
        ];
        let expected = expected.map(|(name, value)| (name.to_owned(), value));
        assert_eq!(attributes(courses::COLUMNS, &pairs, &told), expected.into());
    }
}
