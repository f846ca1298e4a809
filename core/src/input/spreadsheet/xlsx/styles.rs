//! How cells show their numbers (ECMA-376, part 1, 18.8).

use hashbrown::HashMap;

use super::super::Stop;
use super::super::value::Format;
use super::super::xml::{Node, Xml};

/// The formats of cells, by the number that cells say.
pub(super) fn read(part: &str) -> Result<Vec<Format>, Stop> {
    let mut xml = Xml::new(part);
    let mut own: HashMap<u32, Format> = HashMap::new();
    let (mut formats, mut is_cells) = (Vec::new(), false);
    loop {
        match xml.next()? {
            Node::Open(element) => match element.local() {
                "numFmt" => {
                    let id = element.local_attribute("numFmtId").unwrap_or_default();
                    let code = element.local_attribute("formatCode").unwrap_or_default();
                    if let Ok(id) = id.parse() {
                        own.insert(id, Format::of_code(&code));
                    }
                }
                "cellXfs" => is_cells = true,
                "xf" if is_cells => {
                    let id = element.local_attribute("numFmtId").unwrap_or_default();
                    let id = id.parse().unwrap_or_default();
                    let format = own.get(&id).copied();
                    formats.push(format.unwrap_or_else(|| Format::of_number(id)));
                }
                _ => {}
            },
            Node::Close(element) if element.local() == "cellXfs" => is_cells = false,
            Node::Close(_) | Node::Text(_) => {}
            Node::End => return Ok(formats),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_formats_of_the_second_list() {
        let part = r#"<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>
            <numFmt numFmtId="165" formatCode="000000"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs>
            <dxfs><dxf><numFmt numFmtId="164" formatCode="0"/></dxf></dxfs></styleSheet>"#;
        let expected = [Format::Number, Format::Day, Format::Padded(6), Format::Day];
        assert_eq!(read(part).unwrap(), expected);
    }
}
