//! Office Open XML (`.xlsx`, `.xlsm`): ECMA-376, part 1.

mod sheet;
mod strings;
mod styles;

use self::strings::Strings;
use super::package::Package;
use super::row::{EachRow, Merged};
use super::value::Format;
use super::xml::{Node, Xml, is_true};
use super::{Sheet, Stop};

/// What all sheets of a workbook share.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// Paths of the sheets' parts.
    parts: Vec<String>,
    strings: Strings,
    /// Formats of cells, by the number that cells say.
    formats: Vec<Format>,
    /// Whether days are counted from 1904.
    is_1904: bool,
}

/// A relationship between parts (ECMA-376, part 2, 9).
struct Relation {
    id: String,
    /// The last word of its type.
    kind: String,
    /// The path that it leads to.
    target: String,
}

impl Book {
    /// Reads what the sheets share, and their names. None when the package is no workbook of this form.
    pub(super) fn open(package: &mut Package<'_>) -> Result<Option<(Self, Vec<Sheet>)>, Stop> {
        let Some(roots) = relations(package, "")? else {
            return Ok(None);
        };
        let main = roots.iter().find(|root| root.kind == "officeDocument");
        let Some(main) = main.filter(|main| main.target.ends_with("workbook.xml")) else {
            return Ok(None);
        };
        let workbook = package.needed(&main.target)?;
        let relations = relations(package, &main.target)?.unwrap_or_default();
        let part = |kind: &str| relations.iter().find(|relation| relation.kind == kind);
        let mut book = Self::default();
        if let Some(strings) = part("sharedStrings")
            && let Some(strings) = package.part(&strings.target)?
        {
            book.strings = Strings::read(&strings)?;
        }
        if let Some(styles) = part("styles")
            && let Some(styles) = package.part(&styles.target)?
        {
            book.formats = styles::read(&styles)?;
        }
        let sheets = book.sheets(&workbook, &relations)?;
        Ok(Some((book, sheets)))
    }

    /// Reads which sheets there are. Those that hold no cells (charts, dialogs) are passed over.
    fn sheets(&mut self, workbook: &str, relations: &[Relation]) -> Result<Vec<Sheet>, Stop> {
        let mut xml = Xml::new(workbook);
        let mut sheets = Vec::new();
        loop {
            match xml.next()? {
                Node::Open(element) if element.local() == "workbookPr" => {
                    let system = element.local_attribute("date1904");
                    self.is_1904 = system.is_some_and(|value| is_true(&value));
                }
                Node::Open(element) if element.local() == "sheet" => {
                    let id = element.local_attribute("id").unwrap_or_default();
                    let part = relations.iter().find(|relation| relation.id == id);
                    let Some(part) = part.filter(|part| part.kind == "worksheet") else {
                        continue;
                    };
                    let state = element.local_attribute("state");
                    self.parts.push(part.target.clone());
                    sheets.push(Sheet {
                        name: element
                            .local_attribute("name")
                            .unwrap_or_default()
                            .into_owned(),
                        is_hidden: state.is_some_and(|state| state != "visible"),
                    });
                }
                Node::End => return Ok(sheets),
                _ => {}
            }
        }
    }

    /// The path of the part that holds a sheet.
    pub(super) fn part(&self, sheet: usize) -> Option<&str> {
        self.parts.get(sheet).map(String::as_str)
    }

    /// Hands the rows of a sheet to `each`.
    pub(super) fn rows(&self, part: &str, each: EachRow<'_>) -> Result<Merged, Stop> {
        sheet::read(part, self, each)
    }
}

/// The relationships of the part at `source` (of the package, when empty); none when there are none.
fn relations(package: &mut Package<'_>, source: &str) -> Result<Option<Vec<Relation>>, Stop> {
    let (folder, name) = source.rsplit_once('/').unwrap_or(("", source));
    let path = join(folder, &format!("_rels/{name}.rels"));
    let Some(part) = package.part(&path)? else {
        return Ok(None);
    };
    let mut xml = Xml::new(&part);
    let mut relations = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(element) if element.local() == "Relationship" => {
                let attribute = |name| element.attribute(name).unwrap_or_default();
                let kind = attribute("Type");
                relations.push(Relation {
                    id: attribute("Id").into_owned(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: join(folder, &attribute("Target")),
                });
            }
            Node::End => return Ok(Some(relations)),
            _ => {}
        }
    }
}

/// The path that `target` means in `folder`.
fn join(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').collect(),
    };
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_within_the_package() {
        for (folder, target, path) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/styles.xml", "xl/styles.xml"),
            (
                "xl/worksheets",
                "../sharedStrings.xml",
                "xl/sharedStrings.xml",
            ),
            ("", "./xl/workbook.xml", "xl/workbook.xml"),
            ("xl", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(join(folder, target), path);
        }
    }
}
