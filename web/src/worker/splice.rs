//! Changes of a file as byte splices: the file itself is never in memory, only what is new.

use std::collections::BTreeMap;

use toolsync_core::finding::Span;

/// New bytes in place of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub bytes: Vec<u8>,
    /// The same as text, to be shown until the file is checked again; none for what is taken out.
    pub text: Option<String>,
}

/// A piece of the new file.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'s> {
    /// Bytes of the old file.
    Old(Span),
    /// New bytes.
    New(&'s [u8]),
}

/// Changes of one file, none of which overlap, by the start of their span.
#[derive(Debug, Default)]
pub struct Splices(BTreeMap<u64, Splice>);

impl Splices {
    /// Adds a change. Earlier ones on the same bytes give way.
    pub fn add(&mut self, splice: Splice) {
        let Span { start, end } = splice.span;
        self.0.retain(|_, other| {
            other.span != splice.span && (other.span.end <= start || other.span.start >= end)
        });
        self.0.insert(start, splice);
    }

    /// The change of exactly this span.
    pub fn at(&self, span: Span) -> Option<&Splice> {
        self.0.get(&span.start).filter(|splice| splice.span == span)
    }

    /// The new file, of `length` old bytes, in pieces.
    pub fn compose(&self, length: u64) -> Vec<Piece<'_>> {
        let mut pieces = Vec::with_capacity(self.0.len() * 2 + 1);
        let mut at = 0;
        for splice in self.0.values() {
            if splice.span.start > at {
                pieces.push(Piece::Old(Span::new(at, splice.span.start)));
            }
            if !splice.bytes.is_empty() {
                pieces.push(Piece::New(&splice.bytes));
            }
            at = splice.span.end;
        }
        if at < length {
            pieces.push(Piece::Old(Span::new(at, length)));
        }
        pieces
    }
}

/// The spans in file order, those that touch or overlap joined.
pub fn join(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splice(start: u64, end: u64, text: &str) -> Splice {
        Splice {
            span: Span::new(start, end),
            bytes: text.as_bytes().to_vec(),
            text: Some(text.to_owned()),
        }
    }

    fn apply(file: &str, splices: &Splices) -> String {
        let mut new = Vec::new();
        for piece in splices.compose(file.len() as u64) {
            match piece {
                Piece::Old(span) => {
                    new.extend_from_slice(&file.as_bytes()[span.start as usize..span.end as usize])
                }
                Piece::New(bytes) => new.extend_from_slice(bytes),
            }
        }
        String::from_utf8(new).unwrap()
    }

    #[test]
    fn splices_are_applied_in_file_order() {
        let mut splices = Splices::default();
        splices.add(splice(7, 8, "gamma"));
        splices.add(splice(0, 1, "alpha"));
        assert_eq!(apply("a;b;\nc;d", &splices), "alpha;b;\nc;gamma");
    }

    #[test]
    fn nothing_changes_without_splices() {
        assert_eq!(apply("a;b\n", &Splices::default()), "a;b\n");
        assert!(Splices::default().compose(0).is_empty());
    }

    #[test]
    fn an_empty_cell_is_filled_and_filled_again() {
        let mut splices = Splices::default();
        splices.add(splice(2, 2, "x"));
        splices.add(splice(2, 2, "y"));
        assert_eq!(apply("a;;b", &splices), "a;y;b");
        assert_eq!(
            splices.at(Span::new(2, 2)).unwrap().text.as_deref(),
            Some("y")
        );
    }

    #[test]
    fn a_record_taken_out_takes_its_changed_cells_along() {
        let mut splices = Splices::default();
        splices.add(splice(4, 5, "x"));
        splices.add(splice(4, 8, ""));
        assert_eq!(apply("a;b\nc;d\ne;f\n", &splices), "a;b\ne;f\n");
    }

    #[test]
    fn neighbours_do_not_disturb_each_other() {
        let mut splices = Splices::default();
        splices.add(splice(0, 1, "x"));
        splices.add(splice(2, 2, "y"));
        splices.add(splice(3, 4, "z"));
        assert_eq!(apply("a;;b", &splices), "x;y;z");
    }

    #[test]
    fn spans_that_touch_are_joined() {
        let spans = vec![Span::new(8, 9), Span::new(0, 4), Span::new(4, 6)];
        assert_eq!(join(spans), [Span::new(0, 6), Span::new(8, 9)]);
    }
}
