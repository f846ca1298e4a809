//! The texts that cells share (ECMA-376, part 1, 18.4).

use super::super::Stop;
use super::super::xml::{Node, Xml};

/// The texts, by number.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// Reads the part. Of a text in several fonts all pieces count; how it is pronounced does not.
    pub(super) fn read(part: &str) -> Result<Self, Stop> {
        let mut xml = Xml::new(part);
        let mut strings = Self::default();
        let (mut piece, mut is_text, mut is_phonetic) = (String::new(), false, false);
        loop {
            match xml.next()? {
                Node::Open(element) => match element.local() {
                    "t" => is_text = !is_phonetic,
                    "rPh" => is_phonetic = true,
                    _ => {}
                },
                Node::Close(element) => match element.local() {
                    "t" => {
                        is_text = false;
                        push_unescaped(&mut strings.text, &piece);
                        piece.clear();
                    }
                    "rPh" => is_phonetic = false,
                    "si" => strings.ends.push(strings.text.len()),
                    _ => {}
                },
                Node::Text(text) if is_text => piece.push_str(&text),
                Node::Text(_) => {}
                Node::End => return Ok(strings),
            }
        }
    }

    /// The text of this number, from 0.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = match number {
            0 => 0,
            number => self.ends[number - 1],
        };
        Some(&self.text[start..end])
    }
}

/// Appends a text whose characters that XML cannot hold are written `_x0007_` (ECMA-376, part 1, 22.9.2.19).
pub(super) fn push_unescaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..7).and_then(|code| code.strip_suffix('_'));
        let unit = code.and_then(|code| u16::from_str_radix(code, 16).ok());
        match unit.and_then(|unit| char::from_u32(unit.into())) {
            Some(sign) => {
                out.push(sign);
                rest = &rest[7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_joined_and_pronunciations_left_out() {
        let part = r#"<sst xmlns="x"><si><t>M. Curie</t></si><si/>
            <si><r><rPr><b/></rPr><t>Ma</t></r><r><t xml:space="preserve">rie </t></r><rPh sb="0"><t>mari</t></rPh></si>
            <si><t>a&amp;b &#233;<![CDATA[<c>]]></t></si></sst>"#;
        let strings = Strings::read(part).unwrap();
        let texts: Vec<_> = (0..5).map(|number| strings.get(number)).collect();
        let expected = [
            Some("M. Curie"),
            Some(""),
            Some("Marie "),
            Some("a&b é<c>"),
            None,
        ];
        assert_eq!(texts, expected);
    }

    #[test]
    fn escaped_characters_are_read() {
        for (written, text) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x0041_", "_x0041_"),
            ("snake_x_case", "snake_x_case"),
            ("_x00", "_x00"),
            ("_xZZZZ_", "_xZZZZ_"),
            ("_xD800_", "_xD800_"),
            ("_x00é_", "_x00é_"),
        ] {
            let mut out = String::new();
            push_unescaped(&mut out, written);
            assert_eq!(out, text, "{written}");
        }
    }
}
