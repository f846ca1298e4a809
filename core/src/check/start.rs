//! How a file starts: with a header, or with its first row where its kind has none.

use std::sync::Arc;

use super::CheckOptions;
use super::batch::{Batch, Entry};
use super::cells::Cells;
use super::front::Stage;
use crate::finding::{Code, Finding, FixAction, Grade, Span};
use crate::input::{Dialect, Item, Reader, Record};
use crate::kinds::{Header, Kind};

/// What is known of the start of a file.
#[derive(Debug)]
pub(super) struct Start {
    /// The kind, where it is known before the first line: chosen by a person, or told by the file's name.
    pub(super) kind: Option<Kind>,
    /// Whether nobody chose it.
    is_assumed: bool,
    /// Where the first line begins, after the byte-order mark.
    begins: Option<u64>,
    /// Whether the line before the one at hand is blank.
    is_after_blank: bool,
}

/// Names of the column of identifiers with which a person may head a list.
const HEADINGS: [&str; 5] = ["course", "id", "idnumber", "shortname", "cours"];

impl Start {
    /// What is known before the first byte.
    ///
    /// A list of deletions is known by its name at once, since no separator cuts it. A list of checks shares its name with files that
    /// people write with a header: it waits for the first line.
    pub(super) fn of(options: &CheckOptions) -> Self {
        let named = Kind::of_headerless_name(&options.name).filter(|kind| kind.has_whole_lines());
        Self {
            kind: options.kind.or(named),
            is_assumed: options.kind.is_none(),
            begins: None,
            is_after_blank: false,
        }
    }

    /// Takes notice of an item that stands before the first record: where the first line begins, and whether the last one is blank.
    pub(super) fn meet(&mut self, item: &Item<'_>) {
        let span = match item {
            Item::Record(record) => record.span(),
            Item::Skipped { span, is_blank, .. } => {
                self.is_after_blank = *is_blank;
                *span
            }
            Item::Unreadable { span, .. } => *span,
        };
        self.begins.get_or_insert(span.start);
    }

    /// Reads the first record, and comes to the stage after it.
    pub(super) fn read(
        &self,
        record: &Record<'_>,
        options: &CheckOptions,
        batch: &mut Batch,
    ) -> Stage {
        if let Some(kind) = self.kind.filter(|kind| kind.is_headerless()) {
            let because = self.is_assumed.then_some("name");
            return self.list(kind, because, record, options, batch);
        }
        let people = Kind::of_people_by_name(&options.name)
            .filter(|_| self.is_assumed && Header::names_people_only(record));
        let kind = options.kind.or(people);
        let (header, findings) = Header::read(record, kind, &options.settings);
        let is_unknown = |finding: &Finding| finding.code == Code::UnknownKind;
        if header.is_none()
            && findings.iter().any(is_unknown)
            && let Some(because) = may_be_checked(record, options)
        {
            return self.list(Kind::CourseChecks, Some(because), record, options, batch);
        }
        let header = header.map(Arc::new);
        batch.findings().extend_from_slice(record.findings());
        batch
            .findings()
            .extend(people.map(|kind| assumed(kind, "name", record)));
        batch.findings().extend(findings);
        batch.push_record(Entry::Header(header.clone()), record);
        match header {
            Some(header) => Stage::Rows(Box::new(Cells::new(header, &options.settings))),
            None => Stage::Unusable,
        }
    }

    /// The first record of a file without header is a row. `because`: how the kind was recognised, where nobody chose it.
    fn list(
        &self,
        kind: Kind,
        because: Option<&str>,
        record: &Record<'_>,
        options: &CheckOptions,
        batch: &mut Batch,
    ) -> Stage {
        let header = Arc::new(Header::implied(kind));
        let names: Vec<&str> = header.names.iter().map(String::as_str).collect();
        if let Some(because) = because {
            batch.findings().push(assumed(kind, because, record));
        }
        let heading = heading(record).filter(|_| !self.is_after_blank);
        let is_headed = heading.is_some();
        batch.findings().extend(heading);
        // A tryback begins with what stands before the rows: the byte-order mark.
        let mark = self.begins.unwrap_or_default();
        let entry = Entry::Header(Some(Arc::clone(&header)));
        batch.push_cells(entry, record.line(), Span::new(mark, mark), &names);
        let mut cells = Cells::new(header, &options.settings);
        if !is_headed {
            let shape = cells.check(record, batch.findings());
            batch.push_record(Entry::Row(shape), record);
        }
        Stage::Rows(Box::new(cells))
    }
}

/// That a file was taken to be of this kind, because of its name or its content.
fn assumed(kind: Kind, because: &str, record: &Record<'_>) -> Finding {
    Finding::new(Code::KindAssumed, record.line(), record.span())
        .with("kind", kind.as_str())
        .with("because", because)
}

/// Why a file whose first line is no header may be taken for a list of courses to look for, which changes nothing. A list to delete
/// is never guessed.
fn may_be_checked(record: &Record<'_>, options: &CheckOptions) -> Option<&'static str> {
    if Kind::of_headerless_name(&options.name) == Some(Kind::CourseChecks) {
        return Some("name");
    }
    let is_identifier = record.len() == 1
        && record.findings().is_empty()
        && record.cell(0).is_some_and(|cell| cell.text.len() <= 255);
    (is_identifier && Header::resembles_none(record)).then_some("content")
}

/// Whether a list that begins with these bytes would be told that its first line is a header.
pub(crate) fn begins_as_header(list: &[u8], dialect: Dialect) -> bool {
    let mut reader = Reader::resume(dialect, 0, 1, 0);
    reader.push(list);
    reader.finish();
    matches!(reader.next(), Some(Item::Record(record)) if heading(&record).is_some())
}

/// The first line of a list is a header, which the list must not have: that of another kind of file, or a word that heads the identifiers.
/// Below a blank line it is a row, whatever it looks like: a tryback may have to begin with it, and a course be called `id`.
fn heading(record: &Record<'_>) -> Option<Finding> {
    let finding = Finding::new(Code::ListWithHeader, record.line(), record.span());
    if let Some(kind) = Header::kind_of(record) {
        return Some(finding.with("kind", kind.as_str()));
    }
    let first = record.cell(0)?.text;
    let is_word = HEADINGS.iter().any(|word| first.eq_ignore_ascii_case(word));
    is_word.then(|| {
        finding
            .with("kind", "none")
            .fix(Grade::Likely, FixAction::RemoveRecord(record.span()))
    })
}
