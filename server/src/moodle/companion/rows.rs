//! Rows as the companion takes them.

use serde_json::{Value as Json, json};
use toolsync_core::plan::{Operation, Removed, ResetSetting};

use crate::moodle::RowToApply;
use crate::moodle::weight::{OF_A_CALL, weight};

/// What a call has beside its rows (token, names of the fields) is far less than this, in bytes.
const AROUND: usize = 4096;

/// A call for some of the rows.
pub(super) enum Call {
    /// So many rows, as the text that the function takes.
    Together {
        /// How many rows.
        rows: usize,
        /// The text: a JSON array.
        text: String,
        /// Whether it is one row that nobody can say how long it takes.
        is_slow: bool,
    },
    /// One row, which no call can take: it would have this many bytes.
    TooLarge {
        /// In the form, in which many a byte becomes three.
        bytes: usize,
    },
}

/// A call that has room for more rows.
struct Open {
    rows: usize,
    /// In usual rows.
    weight: usize,
    /// In the form.
    bytes: usize,
    texts: String,
}

/// Puts rows together to as few calls as the limit (bytes; 0: none) and what a call may weigh let, in order.
pub(super) fn calls(rows: &[RowToApply<'_>], largest: usize) -> Vec<Call> {
    let room = match largest {
        0 => usize::MAX,
        largest => largest.saturating_sub(AROUND),
    };
    let mut calls = Vec::new();
    let mut open: Option<Open> = None;
    for row in rows {
        let text = in_json(row).to_string();
        let bytes = in_form(&text) + in_form(",");
        let weight = weight(row.operations);
        open = match open {
            Some(mut open) if open.weight + weight <= OF_A_CALL && open.bytes + bytes <= room => {
                open.rows += 1;
                open.weight += weight;
                open.bytes += bytes;
                open.texts.push(',');
                open.texts.push_str(&text);
                Some(open)
            }
            full => {
                calls.extend(full.map(together));
                if bytes <= room {
                    Some(Open {
                        rows: 1,
                        weight,
                        bytes,
                        texts: text,
                    })
                } else {
                    calls.push(Call::TooLarge { bytes });
                    None
                }
            }
        };
    }
    calls.extend(open.map(together));
    calls
}

fn together(open: Open) -> Call {
    Call::Together {
        rows: open.rows,
        text: format!("[{}]", open.texts),
        is_slow: open.rows == 1 && open.weight == OF_A_CALL,
    }
}

/// How many bytes a text takes in a form.
fn in_form(text: &str) -> usize {
    url::form_urlencoded::byte_serialize(text.as_bytes())
        .map(str::len)
        .sum()
}

fn in_json(row: &RowToApply<'_>) -> Json {
    let operations: Vec<Json> = row.operations.iter().map(in_full).collect();
    let mut row_in_json = json!({ "operations": operations });
    if let Some(content) = row.content {
        row_in_json["content"] = base64(content).into();
    }
    row_in_json
}

/// An operation, and what the companion cannot know without it: the clear password, which nothing but this call ever holds; and what the options of a
/// reset remove, so that it can see whether that has become more.
fn in_full(operation: &Operation) -> Json {
    let mut in_json =
        serde_json::to_value(operation).expect("operations have names for keys and finite numbers");
    if let Operation::CreateUser { secret, .. } | Operation::SetPassword { secret, .. } = operation
        && !secret.0.is_empty()
    {
        in_json["secret"] = secret.0.as_str().into();
    }
    if let Operation::ResetCourse {
        options, removed, ..
    } = operation
    {
        in_json["removes"] = removes(options, removed).into();
    }
    in_json
}

/// What options of a reset remove, as the companion counts it.
fn removes(options: &[ResetSetting], removed: &Removed) -> Vec<String> {
    let mut names: Vec<String> = options.iter().flat_map(ResetSetting::removes).collect();
    let is_set = |name: &str| options.iter().any(|option| option.name == name);
    let go = removed.counts.iter().any(|count| count.what == "grades");
    let gradebook = is_set("reset_gradebook_grades") || is_set("reset_gradebook_items");
    for (name, is_removed) in [
        ("local_roles", is_set("reset_roles_local")),
        ("overrides", is_set("reset_roles_overrides")),
        ("grades", go),
        // Grades of activities that are left alone come back.
        ("grades_by_hand", gradebook && !go),
    ] {
        names.extend(is_removed.then(|| name.to_owned()));
    }
    names
}

/// RFC 4648 §4, with padding, without line breaks.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |place: usize| u32::from(group.get(place).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            if place > group.len() {
                text.push('=');
            } else {
                let digit = bits >> (18 - 6 * place) & 63;
                text.push(char::from(ALPHABET[digit as usize]));
            }
        }
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use toolsync_core::plan::{Count, ResetValue, Secret};
    use toolsync_core::site::Password;

    use super::*;
    use crate::moodle::testing::{delete_course, restore};

    fn role(user: &str) -> [Operation; 1] {
        [Operation::AssignRole {
            course: "PHY-101".to_owned(),
            user: user.to_owned(),
            role: "student".to_owned(),
        }]
    }

    fn row(operations: &[Operation]) -> RowToApply<'_> {
        RowToApply {
            operations,
            content: None,
        }
    }

    /// The examples of RFC 4648 §10.
    #[test]
    fn base64_is_that_of_the_rfc() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
    }

    #[test]
    fn a_row_holds_its_operations_with_their_passwords_and_its_picture() {
        let operations = [Operation::SetPassword {
            username: "m.curie".to_owned(),
            password: Password::Set,
            secret: Secret("Radium-1898".to_owned()),
            digest: "00ff".to_owned(),
            mail: String::new(),
            old: None,
        }];
        let row = RowToApply {
            operations: &operations,
            content: Some(b"foo"),
        };
        let expected = json!({
            "operations": [{
                "type": "set_password", "username": "m.curie", "password": "set", "secret": "Radium-1898", "digest": "00ff",
            }],
            "content": "Zm9v",
        });
        assert_eq!(in_json(&row), expected);
    }

    /// The companion has to know what an option removes, to see whether that has become more since the plan.
    #[test]
    fn a_reset_says_what_its_options_remove() {
        let flag = |name: &str| ResetSetting {
            name: name.to_owned(),
            value: ResetValue::Flag(true),
        };
        let reset = |options: &[&str], counts: &[&str]| {
            let counts = counts.iter().map(|what| Count {
                what: (*what).to_owned(),
                old: 1,
                new: 0,
            });
            in_full(&Operation::ResetCourse {
                course: "PHY-101".to_owned(),
                options: options.iter().map(|name| flag(name)).collect(),
                removed: Removed {
                    counts: counts.collect(),
                    ..Removed::default()
                },
            })["removes"]
                .clone()
        };
        assert_eq!(
            reset(
                &["reset_notes", "feedback_reset_data_7", "reset_roles_local"],
                &["notes"]
            ),
            json!(["notes", "feedback.answers.7", "local_roles"])
        );
        assert_eq!(
            reset(&["reset_gradebook_grades"], &["grades"]),
            json!(["grades"])
        );
        assert_eq!(
            reset(&["reset_gradebook_items"], &[]),
            json!(["grade_items", "grades_by_hand"])
        );
        assert_eq!(reset(&["reset_groups_remove"], &[]), json!([]));
    }

    #[test]
    fn rows_go_together_as_far_as_a_call_has_room() {
        let (short, long) = (role("a"), role(&"é".repeat(1000)));
        let one = in_form(&in_json(&row(&short)).to_string()) + 3;
        // Two short rows fit, three do not; the long one (6 bytes for each é) never does.
        let largest = AROUND + 3 * one - 1;
        let rows = [
            row(&short),
            row(&short),
            row(&short),
            row(&long),
            row(&short),
        ];
        let shapes: Vec<String> = calls(&rows, largest)
            .iter()
            .map(|call| match call {
                Call::Together { rows, .. } => rows.to_string(),
                Call::TooLarge { bytes } => format!("{bytes} bytes"),
            })
            .collect();
        let bytes = one - 1 + 6 * 1000;
        assert_eq!(shapes, ["2", "1", &format!("{bytes} bytes"), "1"]);
        let all = calls(&rows, 0);
        assert!(
            matches!(&all[..], [Call::Together { rows: 5, text, is_slow: false }] if text.starts_with("[{"))
        );
        assert!(calls(&[], 0).is_empty());
        assert_eq!(shapes_of(&vec![row(&short); 401]), ["200", "200", "1"]);
    }

    /// The shapes of calls without a limit of bytes.
    fn shapes_of(rows: &[RowToApply<'_>]) -> Vec<String> {
        let shape = |call: &Call| match call {
            Call::Together { rows, is_slow, .. } if *is_slow => format!("{rows} slow"),
            Call::Together { rows, .. } => rows.to_string(),
            Call::TooLarge { .. } => "too large".to_owned(),
        };
        calls(rows, 0).iter().map(shape).collect()
    }

    /// A call of 200 restores would take many times as long as an answer may.
    #[test]
    fn slow_rows_make_small_calls() {
        let [restore, usual] = [[restore("PHY-101")], role("a")];
        let deletion = [delete_course("PHY-101")];
        assert_eq!(
            shapes_of(&[row(&restore); 3]),
            ["1 slow", "1 slow", "1 slow"]
        );
        assert_eq!(shapes_of(&[row(&deletion); 25]), ["10", "10", "5"]);
        let mixed = [
            &[row(&usual); 150][..],
            &[row(&restore)],
            &[row(&usual); 60],
            &[row(&deletion); 8],
        ]
        .concat();
        assert_eq!(shapes_of(&mixed), ["150", "1 slow", "67", "1"]);
    }
}
