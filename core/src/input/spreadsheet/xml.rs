//! The XML of a workbook's parts: elements, attributes and text, one after the other. Nothing is fetched, no entity is defined.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::Stop;

/// Reads a part.
pub(super) struct Xml<'x>(Reader<&'x [u8]>);

/// What comes next.
pub(super) enum Node<'x> {
    /// An element begins.
    Open(Element<'x>),
    /// An element ends.
    Close(End<'x>),
    /// Text of the element at hand, or a piece of it.
    Text(Cow<'x, str>),
    /// The part ends.
    End,
}

/// The beginning of an element.
pub(super) struct Element<'x>(BytesStart<'x>);

/// The end of an element.
pub(super) struct End<'x>(BytesEnd<'x>);

impl<'x> Xml<'x> {
    pub(super) fn new(part: &'x str) -> Self {
        let mut reader = Reader::from_str(part.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        Self(reader)
    }

    /// What comes next.
    ///
    /// # Errors
    /// [`Stop::Damaged`] when it is no XML.
    pub(super) fn next(&mut self) -> Result<Node<'x>, Stop> {
        loop {
            return Ok(match self.0.read_event().map_err(|_| Stop::Damaged)? {
                Event::Start(element) => Node::Open(Element(element)),
                Event::End(element) => Node::Close(End(element)),
                Event::Text(text) => Node::Text(text.xml10_content()),
                Event::CData(text) => Node::Text(text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let sign = reference.resolve_char_ref().map_err(|_| Stop::Damaged)?;
                    match (sign, resolve_predefined_entity(&reference)) {
                        (Some(sign), _) => Node::Text(sign.to_string().into()),
                        (None, Some(text)) => Node::Text(text.into()),
                        // No part of a workbook defines its own.
                        (None, None) => return Err(Stop::Damaged),
                    }
                }
                Event::Eof => Node::End,
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => continue,
            });
        }
    }
}

impl Element<'_> {
    /// Its name, as written.
    pub(super) fn name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// Its name, without the prefix of its namespace.
    pub(super) fn local(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Its attributes by name as written, in order. What is no attribute is passed over.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        attributes.filter_map(|attribute| {
            let attribute = attribute.ok()?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            Some((attribute.key.into_inner(), value))
        })
    }

    /// The attribute of this name, as written.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.attributes();
        attributes.find_map(|(other, value)| (other == name).then_some(value))
    }

    /// The attribute of this name, without the prefix of its namespace.
    pub(super) fn local_attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.attributes();
        attributes.find_map(|(other, value)| {
            let local = other.rsplit_once(':').map_or(other, |(_, local)| local);
            (local == name).then_some(value)
        })
    }
}

impl End<'_> {
    /// As [`Element::name`].
    pub(super) fn name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// As [`Element::local`].
    pub(super) fn local(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// What XML Schema calls a boolean.
pub(super) fn is_true(text: &str) -> bool {
    matches!(text, "1" | "true")
}
