//! Parameters of a call as fields of a form, the way PHP reads them: `users[0][customfields][1][value]`.

use serde_json::Value as Json;

use super::CallError;

/// The name and value of each field that a call's parameters become, in their order.
///
/// # Errors
/// [`CallError::NotEncodable`] for an empty list and for nothing at all: a form has no way to write either, and Moodle would find the
/// parameter missing.
pub fn fields(parameters: &Json) -> Result<Vec<(String, String)>, CallError> {
    let mut fields = Vec::new();
    if let Json::Object(named) = parameters {
        for (name, value) in named {
            add(&mut fields, name.clone(), value)?;
        }
        return Ok(fields);
    }
    Err(CallError::NotEncodable("the parameters".to_owned()))
}

fn add(fields: &mut Vec<(String, String)>, name: String, value: &Json) -> Result<(), CallError> {
    match value {
        Json::Array(list) if !list.is_empty() => {
            for (place, item) in list.iter().enumerate() {
                add(fields, format!("{name}[{place}]"), item)?;
            }
        }
        Json::Object(named) if !named.is_empty() => {
            for (key, item) in named {
                add(fields, format!("{name}[{key}]"), item)?;
            }
        }
        Json::Null | Json::Array(_) | Json::Object(_) => {
            return Err(CallError::NotEncodable(name));
        }
        Json::Bool(flag) => fields.push((name, u8::from(*flag).to_string())),
        Json::Number(number) => fields.push((name, number.to_string())),
        Json::String(text) => fields.push((name, text.clone())),
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nested_parameters_become_fields_of_a_php_form() {
        let parameters = json!({"users": [
            {"username": "ada", "suspended": false, "customfields": [{"type": "campus", "value": "Nord & Süd"}]},
            {"username": "béla", "id": 12},
        ]});
        let expected = [
            // The keys of one object come in the order of their names.
            ("users[0][customfields][0][type]", "campus"),
            ("users[0][customfields][0][value]", "Nord & Süd"),
            ("users[0][suspended]", "0"),
            ("users[0][username]", "ada"),
            ("users[1][id]", "12"),
            ("users[1][username]", "béla"),
        ];
        let expected: Vec<_> = expected
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        assert_eq!(fields(&parameters).unwrap(), expected);
        assert_eq!(fields(&json!({})).unwrap(), []);
    }

    #[test]
    fn what_a_form_cannot_say_is_refused_by_name() {
        for (parameters, name) in [
            (json!({"users": []}), "users"),
            (json!({"users": [{"city": null}]}), "users[0][city]"),
            (json!({"options": {}}), "options"),
        ] {
            match fields(&parameters) {
                Err(CallError::NotEncodable(found)) => assert_eq!(found, name),
                other => panic!("{other:?}"),
            }
        }
    }
}
