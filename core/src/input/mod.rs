//! Bytes to records: encoding, dialect, and a push-fed reader that remembers where each record
//! stands in the file.
//!
//! Formats accepted: what tool_sync accepts (`spec/files.md` §1) and RFC 4180 quoting as well.

mod dialect;
mod encoding;
mod reader;
mod write;

pub use dialect::{Dialect, LineEnd};
pub use encoding::{Encoding, UnknownEncoding};
pub use reader::{Cell, Item, MAX_RECORD, ReadOptions, Reader, Record};
pub use write::{Unencodable, write_cell};
