//! Bytes to records: encoding, dialect, and a push-fed reader that remembers where each record
//! stands in the file.
//!
//! ```text
//! bytes ─ source ─▶ UTF-8 ─ reader (lines) ─ cells (cutting) ─ content (unquoting) ─▶ Record
//! ```
//!
//! Formats accepted: what tool_sync accepts (`spec/files.md` §1) and RFC 4180 quoting as well. All spans are those of the
//! original bytes, whatever the encoding.

mod alike;
mod block;
mod cells;
mod content;
mod decode;
mod dialect;
mod encoding;
#[cfg(not(target_arch = "wasm32"))]
mod line;
mod marks;
mod reader;
mod recognise;
mod record;
mod records;
#[cfg(not(target_arch = "wasm32"))]
mod skim;
mod source;
pub mod spreadsheet;
mod text;
mod write;

pub(crate) use alike::{Alike, AlikeRow, AlikeRows, WayNumber, Writing};
pub use dialect::{Dialect, LineEnd};
pub use encoding::{Encoding, UnknownEncoding};
pub use reader::{MAX_RECORD, ReadOptions, Reader};
pub(crate) use record::may_be_blank;
pub use record::{Cell, Item, Record};
pub use records::Records;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use skim::Unread;
pub use write::{Unencodable, encode, quote, write_cell};
