//! Attributes as Moodle writes them, as the cells of command files would have them.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};
use toolsync_core::kinds::{Column, Value, ValueType};
use toolsync_core::site::Fields;

/// Columns that Moodle told of an object; none: empty.
pub type Told = BTreeMap<String, Option<Value>>;

/// The attributes that Moodle told under the first name of each pair, by the column of the second.
pub fn attributes(columns: &[Column], pairs: &[(&str, &str)], told: &Map<String, Json>) -> Told {
    let of_pair = |(name, column): &(&str, &str)| {
        let column = columns.iter().find(|known| known.name == *column)?;
        let value = told.get(*name)?;
        Some((column.name.to_owned(), cell(column.value, value)))
    };
    pairs.iter().filter_map(of_pair).collect()
}

/// What is not empty of it.
pub fn filled(told: Told) -> Fields {
    let filled = |(column, value): (String, Option<Value>)| Some((column, value?));
    told.into_iter().filter_map(filled).collect()
}

/// A value as a cell of this type would have it; none for an empty text and for nothing.
pub fn cell(kind: ValueType, told: &Json) -> Option<Value> {
    let text = text(told)?;
    Some(match kind {
        ValueType::Boolean => Value::Bool(text != "0"),
        ValueType::Integer(..) | ValueType::Date | ValueType::Timestamp => {
            text.parse().map_or(Value::Text(text), Value::Int)
        }
        _ => Value::Text(text),
    })
}

/// A value as text, with the line ends of files; none for an empty text and for nothing.
pub fn text(told: &Json) -> Option<String> {
    let text = match told {
        Json::String(text) => text.replace("\r\n", "\n"),
        Json::Number(number) => number.to_string(),
        Json::Bool(flag) => u8::from(*flag).to_string(),
        Json::Null | Json::Array(_) | Json::Object(_) => return None,
    };
    (!text.is_empty()).then_some(text)
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
        let told = attributes(courses::COLUMNS, &pairs, &told);
        let empty: Vec<&String> = told
            .iter()
            .filter_map(|(column, value)| value.is_none().then_some(column))
            .collect();
        assert_eq!(empty, ["lang", "summary"]);
        assert_eq!(filled(told), expected.into());
    }
}
