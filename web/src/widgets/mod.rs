//! Parts that several pages use.

pub mod field;
pub mod header;
