//! What something is and holds, told in stable words with numbers and texts, where one word does not tell it: `hidden`, `members 3`,
//! `group "Lab 1"`. Sites and reports have it as one text of this form, the companion plugin writes the same (`features.php`), and messages
//! have the words of each language (`feature-…`).

use std::borrow::Cow;
use std::fmt;

/// What stands for a thing that is not there.
const ABSENT: &str = "absent";
/// What stands for what the plan saw, where what differs from it is not told.
const AS_SEEN: &str = "as_seen";
/// What stands for what is there instead.
const OTHERWISE: &str = "otherwise";

/// What something is and holds, in a fixed order. What there is none of is left out: empty texts, zeros, ends that are not set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Features(Vec<String>);

impl Features {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One that a word tells.
    #[must_use]
    pub fn word(mut self, word: &str) -> Self {
        self.0.push(word.to_owned());
        self
    }

    /// How many there are of something.
    #[must_use]
    pub fn count(mut self, word: &str, count: u64) -> Self {
        if count > 0 {
            self.0.push(format!("{word} {count}"));
        }
        self
    }

    /// A text, or a name.
    #[must_use]
    pub fn text(mut self, word: &str, text: &str) -> Self {
        if !text.is_empty() {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"");
            self.0.push(format!("{word} \"{text}\""));
        }
        self
    }

    /// Each of several names, in the order of their bytes.
    #[must_use]
    pub fn names<'n>(mut self, word: &str, names: impl IntoIterator<Item = &'n String>) -> Self {
        let mut names: Vec<&String> = names.into_iter().collect();
        names.sort();
        for name in names {
            self = self.text(word, name);
        }
        self
    }

    /// A moment, in Unix seconds; 0 when there is none.
    #[must_use]
    pub fn moment(self, word: &str, seconds: i64) -> Self {
        match jiff::Timestamp::from_second(seconds) {
            Ok(_) if seconds == 0 => self,
            Ok(moment) => self.text(word, &moment.to_string()),
            Err(_) => self.text(word, &seconds.to_string()),
        }
    }

    /// What was expected of a thing and what was found, as texts; none where it is not there. Of both, only what the other lacks is told.
    pub(super) fn difference(expected: Option<Self>, found: Option<Self>) -> (String, String) {
        let (expected, found) = match (expected, found) {
            (Some(expected), Some(found)) => {
                let (lacking, more) = (expected.without(&found), found.without(&expected));
                if lacking.0.is_empty() && more.0.is_empty() {
                    return (AS_SEEN.to_owned(), OTHERWISE.to_owned());
                }
                (Some(lacking), Some(more))
            }
            one_alone => one_alone,
        };
        let told = |features: Option<Self>| {
            features.map_or_else(|| ABSENT.to_owned(), |of| of.to_string())
        };
        (told(expected), told(found))
    }

    /// What stands here and not there; what stands twice here and once there, once.
    fn without(&self, there: &Self) -> Self {
        let mut there = there.0.clone();
        let lacks = |feature: &&String| match there.iter().position(|other| other == *feature) {
            Some(place) => {
                there.swap_remove(place);
                false
            }
            None => true,
        };
        Self(self.0.iter().filter(lacks).cloned().collect())
    }
}

/// As reports have it: `nothing`, or the features with commas between them.
impl fmt::Display for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.is_empty() {
            true => f.write_str("nothing"),
            false => f.write_str(&self.0.join(", ")),
        }
    }
}

/// One feature, as it is read from a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Feature<'t> {
    /// Its stable word; points part the whole from its parts (`forum.posts.news`).
    pub(crate) word: &'t str,
    /// What the word is said of.
    pub(crate) value: FeatureValue<'t>,
}

/// What the word of a feature is said of.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum FeatureValue<'t> {
    /// Of the thing itself.
    None,
    /// Of so many.
    Count(u64),
    /// Of this text or name.
    Text(Cow<'t, str>),
}

/// The features that a text tells; none when it has not their form.
pub(crate) fn read(text: &str) -> Option<Vec<Feature<'_>>> {
    let mut features = Vec::new();
    let mut rest = text;
    loop {
        let (feature, after) = read_one(rest)?;
        features.push(feature);
        if after.is_empty() {
            return Some(features);
        }
        rest = after.strip_prefix(", ")?;
    }
}

/// The feature at the beginning of a text, and what follows it.
fn read_one(text: &str) -> Option<(Feature<'_>, &str)> {
    let of_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.');
    let end = text.find(|c| !of_word(c)).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    if !word.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let Some(value) = after.strip_prefix(' ') else {
        let value = FeatureValue::None;
        return Some((Feature { word, value }, after));
    };
    let (value, after) = match value.strip_prefix('"') {
        Some(quoted) => {
            let end = end_of_quoted(quoted)?;
            let (text, after) = (&quoted[..end], &quoted[end + 1..]);
            (FeatureValue::Text(unquoted(text)), after)
        }
        None => {
            let end = value.find(|c: char| !c.is_ascii_digit());
            let (digits, after) = value.split_at(end.unwrap_or(value.len()));
            (FeatureValue::Count(digits.parse().ok()?), after)
        }
    };
    Some((Feature { word, value }, after))
}

/// Where the quote is that ends a text.
fn end_of_quoted(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

/// A text without the signs that keep its quotes apart from the one at its end.
fn unquoted(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut escaped = false;
    for c in text.chars() {
        escaped = c == '\\' && !escaped;
        if !escaped {
            plain.push(c);
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_one_text() {
        let group = "Lab \"1\" \\ 2".to_owned();
        let features = Features::new()
            .word("hidden")
            .text("idnumber", "")
            .names("cohort", &["b".to_owned(), "A".to_owned()])
            .count("members", 3)
            .count("courses", 0)
            .moment("start", 1_767_225_600)
            .moment("end", 0)
            .text("group", &group);
        let text = r#"hidden, cohort "A", cohort "b", members 3, start "2026-01-01T00:00:00Z", group "Lab \"1\" \\ 2""#;
        assert_eq!(features.to_string(), text);
        assert_eq!(Features::new().count("groups", 0).to_string(), "nothing");
    }

    #[test]
    fn they_are_read_as_they_were_told() {
        let name = "A, group \"B\" \\, members 2\\";
        let text = Features::new()
            .word("hidden")
            .count("forum.posts.news", 12)
            .text("group", name)
            .word("x2");
        let feature = |word, value| Feature { word, value };
        assert_eq!(
            read(&text.to_string()).unwrap(),
            [
                feature("hidden", FeatureValue::None),
                feature("forum.posts.news", FeatureValue::Count(12)),
                feature("group", FeatureValue::Text(name.into())),
                feature("x2", FeatureValue::None),
            ]
        );
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "",
            "Lab 3",
            "members",
            "members 3 in 2 courses",
            "members 3,courses 2",
            "members 3, ",
            "members x",
            "members 99999999999999999999",
            "group \"A",
            "group \"A\\\"",
            "with 0 courses and 0 categories",
            "“X” with 3 members in 2 courses",
            "active from 0 to 0",
            "ana, bob",
            "9 lives",
        ] {
            let is_word = matches!(text, "members" | "ana, bob");
            assert_eq!(read(text).is_some(), is_word, "{text}");
        }
    }

    #[test]
    fn of_two_only_what_differs_is_told() {
        let told = |expected, found| Features::difference(Some(expected), Some(found));
        let of = |members, name| {
            Features::new()
                .count("members", members)
                .text("group", name)
        };
        let texts = |expected: &str, found: &str| (expected.to_owned(), found.to_owned());
        assert_eq!(
            told(of(3, "A"), of(4, "A")),
            texts("members 3", "members 4")
        );
        assert_eq!(told(of(3, "A"), of(3, "")), texts("group \"A\"", "nothing"));
        assert_eq!(told(of(3, "A"), of(3, "A")), texts("as_seen", "otherwise"));
        let twice = of(0, "A").text("group", "A");
        assert_eq!(told(of(0, "A"), twice), texts("nothing", "group \"A\""));
        let gone = Features::difference(Some(of(3, "A")), None);
        assert_eq!(gone, texts("members 3, group \"A\"", "absent"));
    }
}
