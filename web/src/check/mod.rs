//! The Check page's parts.

mod desk;
mod downloads;
mod findings;
mod grid;
mod options;
mod start;
mod submit;
mod summary;
mod window;

pub use desk::Desk;
pub use downloads::save;
pub use start::named;
pub use window::Window;
