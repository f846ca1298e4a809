//! Hashes of the cells by which rows are looked up: among the rows above them, and on the site. They are made where cells are read, which may be
//! another thread than the one that compares rows, and for a batch of rows at once, so that what is far away in memory is fetched before
//! it is asked for.

use super::cells::Place;
use super::duplicates::lower_case;
use super::values::sends_no_mail;
use super::{Header, Kind, enrolments, users};
use crate::input::{Alike, Record, WayNumber, Writing};
use crate::settings::Settings;
use crate::site::{Directory, NameHash, Space, is_lower, is_lower_of};

/// A column whose cells are looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeyColumn {
    pub(crate) place: Place,
    pub(crate) form: Form,
    /// Where the site is asked, while cells are read already, which of them it does not have.
    pub(crate) space: Option<Space>,
}

/// The form in which cells are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As they are.
    Exact,
    /// In lower case.
    Lower,
    /// In lower case, as an e-mail address: a text that asks for no mail, which takes capitals, is none (`spec/files.md` §7).
    Address,
}

impl Form {
    /// A cell in this form; in `buffer` only when it is not so already.
    pub(crate) fn of<'a>(self, cell: &'a str, buffer: &'a mut String) -> &'a str {
        match self {
            Self::Exact => cell,
            Self::Address if sends_no_mail(cell) => "",
            Self::Lower | Self::Address => lower_case(cell, buffer),
        }
    }

    /// Whether a cell in this form is known to be `key`, which is in this form already.
    #[inline]
    pub(crate) fn is_key(self, cell: &str, key: &[u8]) -> bool {
        match self {
            // Names differ at their end, most often.
            Self::Exact => {
                let cell = cell.as_bytes();
                cell.last_chunk::<4>() == key.last_chunk::<4>() && cell == key
            }
            // What has capitals beyond ASCII is told by its lower case only.
            Self::Lower => is_lower_of(key, cell.as_bytes()),
            Self::Address => false,
        }
    }
}

/// The hashes of some rows, in file order: of those whose cells could be read.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// In the order in which the kind names them.
    columns: Vec<Below>,
    /// Of each row, whether all these cells stand in it in the form in which they are compared.
    as_given: Vec<bool>,
    /// Of each row, the fingerprint ([`super::duplicates::FirstRow`]).
    fingerprints: Vec<u64>,
    /// Of each row, the way in which it is written.
    ways: Vec<WayNumber>,
}

/// What is known of the cells below a column.
#[derive(Debug, Default)]
struct Below {
    space: Option<Space>,
    hashes: Vec<NameHash>,
    /// Which of them the site is known not to have; empty where that is not known.
    absent: Vec<bool>,
}

impl Keys {
    /// Of no row.
    pub(crate) const NONE: &'static Self = &Self {
        columns: Vec::new(),
        as_given: Vec::new(),
        fingerprints: Vec::new(),
        ways: Vec::new(),
    };

    /// Forgets all rows.
    pub(crate) fn clear(&mut self) {
        for below in &mut self.columns {
            below.hashes.clear();
            below.absent.clear();
        }
        self.as_given.clear();
        self.fingerprints.clear();
        self.ways.clear();
    }

    /// The hashes below a column; none when there is no row.
    pub(crate) fn column(&self, column: usize) -> &[NameHash] {
        self.columns.get(column).map_or(&[], |below| &below.hashes)
    }

    /// Which cells below a column the site is known not to have; empty where that is not known.
    pub(crate) fn absent(&self, column: usize) -> &[bool] {
        self.columns.get(column).map_or(&[], |below| &below.absent)
    }

    /// Asks which of the names the site does not have.
    pub(crate) fn ask(&mut self, directory: &dyn Directory) {
        for below in &mut self.columns {
            if let Some(space) = below.space {
                below.absent = directory.absent(space, &below.hashes);
            }
        }
    }

    /// Those of the row at `index`.
    pub(crate) fn row(&self, index: usize) -> RowKeys<'_> {
        RowKeys { keys: self, index }
    }
}

/// The hashes of a row. Only kinds that name columns ([`KeyMaker`]) can ask for them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowKeys<'k> {
    keys: &'k Keys,
    index: usize,
}

impl RowKeys<'_> {
    /// The hash of the cell below a column, in the form in which it is compared.
    #[inline]
    pub(crate) fn hash(self, column: usize) -> NameHash {
        self.keys.columns[column].hashes[self.index]
    }

    /// Whether the site is known not to have the cell below a column.
    #[inline]
    pub(crate) fn is_absent(self, column: usize) -> bool {
        let marks = self.keys.absent(column);
        marks.get(self.index).copied().unwrap_or(false)
    }

    /// The form to bring these cells into: none when all of them stand in the row in the form in which they are compared.
    #[inline]
    pub(crate) fn form(self, form: Form) -> Form {
        if self.keys.as_given[self.index] {
            Form::Exact
        } else {
            form
        }
    }

    /// The way in which the row is written.
    #[inline]
    pub(crate) fn way(self) -> WayNumber {
        self.keys.ways[self.index]
    }

    /// What tells whether two rows are written the same ([`super::duplicates::FirstRow`]).
    #[inline]
    pub(crate) fn fingerprint(self) -> u64 {
        self.keys.fingerprints[self.index]
    }
}

/// Makes the hashes of rows under one header.
#[derive(Debug)]
pub(crate) struct KeyMaker {
    columns: Vec<KeyColumn>,
    /// The rows of kinds that name two columns are often alike but for these.
    alike: Option<Alike>,
    /// The hash of a cell that is not given.
    empty: NameHash,
    buffers: [String; 2],
}

impl KeyMaker {
    /// For rows under this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        let columns = match header.kind {
            Kind::Users => users::key_columns(header),
            Kind::Enrolments => enrolments::key_columns(header, settings),
            _ => Vec::new(),
        };
        let alike = match &columns[..] {
            [one, other] => one.place.zip(other.place),
            _ => None,
        };
        Self {
            columns,
            alike: alike.map(|(one, other)| Alike::new([one, other])),
            empty: NameHash::of(""),
            buffers: Default::default(),
        }
    }

    /// Appends the hashes of a row whose cells could be read. `is_fine`: nothing was to be said of any of them.
    pub(crate) fn add(&mut self, record: &Record<'_>, is_fine: bool, keys: &mut Keys) {
        if self.columns.is_empty() {
            return;
        }
        let alike = self.alike.as_mut();
        let writing = alike.and_then(|alike| alike.learn(record, is_fine));
        let writing = writing.unwrap_or_else(|| Writing {
            way: WayNumber::NONE,
            fingerprint: NameHash::of_bytes(record.as_written()).bits(),
        });
        self.add_as(record, writing, keys);
    }

    /// As [`KeyMaker::add`], where it is known how the row is written.
    pub(crate) fn add_as(&mut self, record: &Record<'_>, writing: Writing, keys: &mut Keys) {
        if keys.columns.is_empty() {
            let below = |column: &KeyColumn| Below {
                space: column.space,
                ..Below::default()
            };
            keys.columns.extend(self.columns.iter().map(below));
        }
        let mut as_given = true;
        for (KeyColumn { place, form, .. }, below) in self.columns.iter().zip(&mut keys.columns) {
            let cell = place.and_then(|position| record.cell(position));
            let text = cell.map_or("", |cell| cell.text);
            below.hashes.push(if text.is_empty() {
                self.empty
            } else if *form == Form::Exact || is_lower(text) {
                NameHash::of(text)
            } else {
                as_given = false;
                NameHash::of(form.of(text, &mut self.buffers[0]))
            });
        }
        keys.as_given.push(as_given);
        keys.fingerprints.push(writing.fingerprint);
        keys.ways.push(writing.way);
    }

    /// The same, for a second reader of the same file.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn beside(&self) -> Self {
        Self {
            columns: self.columns.clone(),
            alike: self.alike.as_ref().map(Alike::beside),
            empty: self.empty,
            buffers: Default::default(),
        }
    }

    /// How rows above were written, where rows are often alike but for the cells below these columns.
    #[inline]
    pub(crate) fn alike(&mut self) -> Option<&mut Alike> {
        self.alike.as_mut()
    }

    /// Two cells below the first columns, in the form in which they are compared.
    #[inline]
    pub(crate) fn formed<'c>(&'c mut self, [one, other]: [&'c str; 2]) -> [&'c str; 2] {
        let form = |index: usize| {
            self.columns
                .get(index)
                .map_or(Form::Exact, |column| column.form)
        };
        let (first, second) = (form(0), form(1));
        let [buffer, more] = &mut self.buffers;
        [first.of(one, buffer), second.of(other, more)]
    }

    /// Where the columns stand that the file has.
    #[inline]
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().filter_map(|column| column.place)
    }
}
