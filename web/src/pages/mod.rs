//! One file per page.

pub mod check;
pub mod generate;
pub mod not_found;
mod parts;
pub mod people;
pub mod reference;
pub mod run;
pub mod runs;
pub mod settings;
pub mod sign_in;
pub mod sites;
pub mod welcome;
