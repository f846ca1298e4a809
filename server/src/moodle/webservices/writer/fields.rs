//! Fields of accounts and courses as Moodle's functions take them.

use serde_json::{Map, Value as Json, json};
use toolsync_core::kinds::Value;

/// How the columns of custom profile fields begin.
pub(super) const PROFILE: &str = "profile_field_";

/// Moodle's number for texts that are HTML.
const HTML: u64 = 1;

/// The parameters of one object.
pub(super) type Parameters = Map<String, Json>;

/// Whether a field says no more than that the account is of the site itself, which core functions take for granted.
pub(super) fn is_own_host(field: &str, value: Option<&Value>) -> bool {
    field == "mnethostid" && value.is_some_and(|value| value.to_string() == "1")
}

/// Adds fields of an account; one without a value becomes empty.
pub(super) fn add_account<'f>(
    parameters: &mut Parameters,
    fields: impl Iterator<Item = (&'f str, Option<&'f Value>)>,
) {
    for (field, value) in fields {
        if is_own_host(field, value) {
            continue;
        }
        let given = match (field, value) {
            // An account that records nothing is not suspended.
            ("suspended", None) => json!(0),
            _ => said(value),
        };
        match field.strip_prefix(PROFILE) {
            Some(name) => add_to_list(
                parameters,
                "customfields",
                json!({"type": name, "value": given}),
            ),
            None => drop(parameters.insert(field.to_owned(), given)),
        }
    }
}

/// Adds fields of a course; one without a value becomes empty.
pub(super) fn add_course<'f>(
    parameters: &mut Parameters,
    fields: impl Iterator<Item = (&'f str, Option<&'f Value>)>,
) {
    for (field, value) in fields {
        match field {
            // An option of the course's format.
            "coursedisplay" => add_to_list(
                parameters,
                "courseformatoptions",
                json!({"name": field, "value": said(value)}),
            ),
            "summary" => {
                parameters.insert("summaryformat".to_owned(), json!(HTML));
                parameters.insert(field.to_owned(), said(value));
            }
            _ => drop(parameters.insert(field.to_owned(), said(value))),
        }
    }
}

/// Asks for another password at the next login.
pub(super) fn force_change(parameters: &mut Parameters) {
    let preference = json!({"type": "auth_forcepasswordchange", "value": 1});
    add_to_list(parameters, "preferences", preference);
}

fn add_to_list(parameters: &mut Parameters, name: &str, item: Json) {
    let list = parameters.entry(name).or_insert_with(|| json!([]));
    if let Json::Array(list) = list {
        list.push(item);
    }
}

fn said(value: Option<&Value>) -> Json {
    match value {
        Some(Value::Bool(flag)) => json!(u8::from(*flag)),
        Some(Value::Int(number)) => json!(number),
        Some(Value::Text(text)) => json!(text),
        None => json!(""),
    }
}
