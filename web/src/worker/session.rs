//! A file that was checked: its verdict, its rows, and the changes made since.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use toolsync_core::api::{BoardQuery, PictureBoard, PictureEntry};
use toolsync_core::archive::content_at;
use toolsync_core::check::Verdict;
use toolsync_core::finding::{Code, Finding, FixAction, Grade, Severity, Span};
use toolsync_core::input::{Item, Reader, Record, write_cell};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

use super::messages::{
    CellView, Edit, FindingPage, FindingView, Group, Mend, Query, Refusal, RowFilter, RowPage,
    RowView, RowsWanted, Summary,
};
use super::rows::RowIndex;
use super::splice::{Piece, Splice, Splices, join};
use super::stream;
use crate::text::Text;

/// The most pixels of an image that is shown beside others: browsers hold each in memory at 4 bytes a pixel.
const MOST_PIXELS: u64 = 8_000_000;

/// A checked file. Offsets are those of `blob`, which stays what was checked while changes gather in `splices`.
pub struct Session {
    blob: Blob,
    /// How many bytes it has.
    length: u64,
    /// Its findings stand in the order of their spans.
    verdict: Verdict,
    index: RowIndex,
    /// The entries of an archive of pictures; empty for other files.
    pictures: Vec<Picture>,
    splices: Splices,
}

/// An entry of an archive of pictures.
pub struct Picture {
    /// What the check says of it.
    pub entry: PictureEntry,
    /// Its bytes in the archive.
    pub span: Span,
}

/// A file that was changed.
pub struct Changed {
    /// The new file.
    pub blob: Blob,
    /// How many fixes were applied.
    pub mends: u32,
}

impl Session {
    /// What a check of `blob` came to, or of the workbook whose text it is. `pictures`: the entries of an archive of them.
    pub fn new(blob: Blob, mut verdict: Verdict, index: RowIndex, pictures: Vec<Picture>) -> Self {
        verdict.findings.sort_by_key(|finding| finding.span);
        Self {
            // The size of a blob is a whole number below 2^53.
            length: blob.size() as u64,
            blob,
            verdict,
            index,
            pictures,
            splices: Splices::default(),
        }
    }

    /// What the page shows of it at once.
    pub fn summary(&self) -> Summary {
        let findings = &self.verdict.findings;
        let mut columns: Vec<String> = findings
            .iter()
            .filter_map(|finding| finding.column.clone())
            .collect();
        columns.sort_unstable();
        columns.dedup();
        let safe = findings
            .iter()
            .filter(|finding| is_mended_by(finding, Mend::Safe));
        Summary {
            safe_fixes: u32::try_from(safe.count()).unwrap_or(u32::MAX),
            verdict: Verdict {
                findings: Vec::new(),
                ..self.verdict.clone()
            },
            rows: [RowFilter::All, RowFilter::Errors, RowFilter::Findings]
                .map(|filter| self.index.count(filter)),
            columns,
        }
    }

    /// The findings that a query lists, in groups.
    pub fn findings(&self, query: &Query) -> FindingPage {
        let search = query.search.trim().to_lowercase();
        // The texts came along with a search, and only with one.
        let text = (!search.is_empty()).then(|| Text::of(query.language));
        let is_filtered = !search.is_empty() || query.column.is_some();
        let mut groups: BTreeMap<(Severity, Code), Group> = BTreeMap::new();
        for (id, finding) in self.verdict.findings.iter().enumerate() {
            let severity = finding.severity();
            let matches = query.severities.contains(&severity)
                && (query.column.is_none() || query.column == finding.column)
                && text
                    .as_ref()
                    .is_none_or(|text| says(finding, &search, text));
            if !matches {
                continue;
            }
            let group = groups
                .entry((severity, finding.code))
                .or_insert_with(|| Group {
                    code: finding.code,
                    total: 0,
                    listed: 0,
                    fixes: 0,
                    findings: Vec::new(),
                });
            group.listed += 1;
            if is_mended_by(finding, Mend::Code(finding.code)) {
                group.fixes += 1;
            }
            let open = query.open.iter().find(|(code, _)| *code == finding.code);
            if open.is_some_and(|(_, limit)| group.findings.len() < *limit as usize) {
                group.findings.push(self.view(id, finding));
            }
        }
        let groups = groups
            .into_values()
            .map(|mut group| {
                let counted = self.verdict.counts.get(&group.code).copied();
                group.total = match counted {
                    Some(counted) if !is_filtered => counted,
                    _ => u64::from(group.listed),
                };
                group
            })
            .collect();
        FindingPage { groups }
    }

    fn view(&self, id: usize, finding: &Finding) -> FindingView {
        let column = finding.column.as_ref().and_then(|name| {
            let header = &self.verdict.header;
            header.iter().position(|cell| cell == name)
        });
        let entry = self.picture_on(finding.line);
        let row = self.index.row_of(finding.span.start, finding.line);
        FindingView {
            id: u32::try_from(id).unwrap_or(u32::MAX),
            row: row.filter(|_| entry.is_none()),
            entry: entry.map(|entry| entry.picture.clone()),
            column: column.and_then(|column| u32::try_from(column).ok()),
            finding: finding.clone(),
        }
    }

    /// Applies fixes.
    ///
    /// # Errors
    /// When one of them cannot be written in the file's encoding, or there is none.
    pub fn mend(&mut self, mend: Mend) -> Result<Changed, Refusal> {
        let chosen: Vec<&Finding> = match mend {
            Mend::One(id) => self.verdict.findings.get(id as usize).into_iter().collect(),
            Mend::Code(_) | Mend::Safe => self
                .verdict
                .findings
                .iter()
                .filter(|finding| is_mended_by(finding, mend))
                .collect(),
        };
        let mut splices = Vec::with_capacity(chosen.len());
        for finding in chosen {
            match finding.fix.as_ref().map(|fix| &fix.action) {
                Some(FixAction::Replace(text)) => splices.push(self.write(finding.span, text)?),
                Some(FixAction::RemoveRecord(span)) => splices.push(Splice {
                    span: *span,
                    bytes: Vec::new(),
                    text: None,
                }),
                // The whole file is read in another way: the page's doing.
                Some(FixAction::UseSeparator(_) | FixAction::UseEncoding(_)) | None => {}
            }
        }
        let mends = u32::try_from(splices.len()).unwrap_or(u32::MAX);
        for splice in splices {
            self.splices.add(splice);
        }
        if mends == 0 {
            return Err(Refusal::Nothing);
        }
        self.compose(mends)
    }

    fn write(&self, span: Span, text: &str) -> Result<Splice, Refusal> {
        let bytes =
            write_cell(text, &self.verdict.dialect).map_err(|error| Refusal::Unencodable {
                character: error.character,
                encoding: error.encoding.to_owned(),
            })?;
        Ok(Splice {
            span,
            bytes,
            text: Some(text.to_owned()),
        })
    }

    fn compose(&self, mends: u32) -> Result<Changed, Refusal> {
        let pieces = self.splices.compose(self.length);
        let blob = stream::compose(&self.blob, &pieces).map_err(Refusal::Browser)?;
        Ok(Changed { blob, mends })
    }

    /// A file of the header and the rows with errors, byte for byte: what can be mended and submitted by itself.
    ///
    /// # Errors
    /// When the browser cannot compose it.
    pub fn bad_rows(&self) -> Result<Blob, String> {
        let header = self.verdict.header_span;
        let lines = self.verdict.findings.iter().filter(|finding| {
            finding.severity() == Severity::Error
                && finding.span.start >= header.end
                && self
                    .index
                    .row_of(finding.span.start, finding.line)
                    .is_none()
        });
        let mut spans = vec![header];
        spans.extend(self.index.bad_spans());
        // Lines that could not be made a row of are not in the index.
        spans.extend(lines.map(|finding| finding.span));
        let pieces: Vec<_> = join(spans).into_iter().map(Piece::Old).collect();
        stream::compose(&self.blob, &pieces)
    }

    /// The bytes from one row to the end of another.
    fn extent(&self, first: u32, last: u32) -> Option<(Span, u64)> {
        let (start, line) = self.index.place(first)?;
        Some((Span::new(start, self.index.end(last, self.length)), line))
    }

    /// The picture of this number in its archive.
    fn picture_on(&self, line: u64) -> Option<&PictureEntry> {
        let place = self
            .pictures
            .binary_search_by_key(&line, |picture| picture.entry.line);
        Some(&self.pictures.get(place.ok()?)?.entry)
    }

    fn row(&self, index: u32, record: &Record<'_>) -> RowView {
        let span = record.span();
        let all = &self.verdict.findings;
        let from = all.partition_point(|finding| finding.span.start < span.start);
        let to = all.partition_point(|finding| finding.span.start < span.end);
        let on_row = |finding: &&Finding| finding.line == record.line();
        let mut findings: Vec<_> = all[from..to].iter().filter(on_row).collect();
        let cells = (0..record.len())
            .map(|column| {
                let span = record.cell_span(column);
                let (here, elsewhere) = findings.iter().partition(|finding| {
                    finding.column.is_some()
                        && finding.span.start >= span.start
                        && finding.span.end <= span.end
                });
                findings = elsewhere;
                let here: Vec<&Finding> = here;
                let edited = self
                    .splices
                    .at(span)
                    .and_then(|splice| splice.text.as_deref());
                let text = record.cell(column).map_or("", |cell| cell.text);
                CellView {
                    text: edited.unwrap_or(text).to_owned(),
                    edited: edited.is_some(),
                    findings: here.into_iter().cloned().collect(),
                }
            })
            .collect();
        RowView {
            index,
            line: record.line(),
            cells,
            findings: findings.into_iter().cloned().collect(),
        }
    }
}

/// Whether a fix of several applies to a finding.
fn is_mended_by(finding: &Finding, mend: Mend) -> bool {
    let Some(fix) = &finding.fix else {
        return false;
    };
    let is_local = matches!(
        fix.action,
        FixAction::Replace(_) | FixAction::RemoveRecord(_)
    );
    is_local
        && match mend {
            Mend::One(_) => true,
            Mend::Code(code) => finding.code == code && fix.grade != Grade::Ask,
            Mend::Safe => fix.grade == Grade::Safe,
        }
}

/// Whether a finding's words contain a text (in lower case).
fn says(finding: &Finding, search: &str, text: &Text) -> bool {
    let contains = |words: &str| words.to_lowercase().contains(search);
    finding.column.as_deref().is_some_and(contains)
        || finding.line.to_string() == search
        || finding.cell.as_deref().is_some_and(contains)
        || finding.params.values().any(|value| contains(value))
        || contains(&text.finding(finding))
}

/// The pictures that are asked for, and their images.
pub async fn board(session: &Rc<RefCell<Session>>, query: BoardQuery) -> (PictureBoard, Array) {
    let (blob, board, spans) = {
        let session = session.borrow();
        let all = session.pictures.iter().map(|picture| &picture.entry);
        let board = PictureBoard::of(all, query);
        let span_of = |entry: &PictureEntry| {
            let line = |picture: &Picture| picture.entry.line;
            let place = session.pictures.binary_search_by_key(&entry.line, line);
            place.map_or(Span::default(), |place| session.pictures[place].span)
        };
        let spans: Vec<_> = board.entries.iter().map(span_of).collect();
        (session.blob.clone(), board, spans)
    };
    let images = Array::new();
    for (entry, span) in board.entries.iter().zip(spans) {
        let image = image(&blob, entry, span).await;
        images.push(&image.map_or(JsValue::UNDEFINED, Into::into));
    }
    (board, images)
}

/// The image of an entry; none of one that is no picture, is too large to be drawn small beside others, or cannot be read any more.
async fn image(blob: &Blob, entry: &PictureEntry, span: Span) -> Option<Blob> {
    if entry.format.is_empty() || entry.width * entry.height > MOST_PIXELS {
        return None;
    }
    let place = stream::slice(blob, span).await.ok()?;
    let content = content_at(&place, entry.bytes)?;
    let media_type = BlobPropertyBag::new();
    media_type.set_type(&format!("image/{}", entry.format));
    let parts = Array::of1(&Uint8Array::from(content.as_slice()));
    Blob::new_with_u8_array_sequence_and_options(&parts, &media_type).ok()
}

/// Reads rows out of the file.
///
/// # Errors
/// The browser's words, when the file cannot be read any more.
pub async fn rows(session: &Rc<RefCell<Session>>, wanted: RowsWanted) -> Result<RowPage, String> {
    let indexes: Vec<u32> = (wanted.from..wanted.from.saturating_add(wanted.count))
        .map_while(|position| session.borrow().index.row_at(wanted.filter, position))
        .collect();
    let mut rows = Vec::with_capacity(indexes.len());
    // Rows that follow each other in the file are read together.
    for run in indexes.chunk_by(|one, next| one + 1 == *next) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            continue;
        };
        read_rows(session, *first, *last, |session, index, record| {
            rows.push(session.row(index, record));
        })
        .await?;
    }
    Ok(RowPage { wanted, rows })
}

/// Reads rows `first..=last` again, and hands each to `each`.
async fn read_rows(
    session: &Rc<RefCell<Session>>,
    first: u32,
    last: u32,
    mut each: impl FnMut(&Session, u32, &Record<'_>),
) -> Result<(), String> {
    let Some((span, line)) = session.borrow().extent(first, last) else {
        return Ok(());
    };
    let blob = session.borrow().blob.clone();
    let bytes = stream::slice(&blob, span).await?;
    let session = session.borrow();
    let verdict = &session.verdict;
    let mut reader = Reader::resume(verdict.dialect, span.start, line, verdict.header.len())
        .counting_records(verdict.sheet.is_some());
    reader.push(&bytes);
    reader.finish();
    while let Some(item) = reader.next() {
        if let Item::Record(record) = item
            && let Some(index) = session.index.row_of(record.span().start, record.line())
        {
            each(&session, index, &record);
        }
    }
    Ok(())
}

/// Writes a cell.
///
/// # Errors
/// When there is no such cell, or its text cannot be written in the file's encoding.
pub async fn edit(session: &Rc<RefCell<Session>>, edit: Edit) -> Result<Changed, Refusal> {
    let mut span = None;
    read_rows(session, edit.row, edit.row, |_, _, record| {
        let column = edit.column as usize;
        if column < record.len() {
            span = Some(record.cell_span(column));
        }
    })
    .await
    .map_err(Refusal::Browser)?;
    let span = span.ok_or(Refusal::Nothing)?;
    let mut session = session.borrow_mut();
    let splice = session.write(span, &edit.text)?;
    session.splices.add(splice);
    session.compose(0)
}
