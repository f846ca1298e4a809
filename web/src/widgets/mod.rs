//! Parts that several pages use.

pub mod board;
pub mod field;
pub mod header;
