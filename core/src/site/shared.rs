//! Copies of a site that cost next to nothing: the planner's working copy, and what is kept of a site between two readings.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A part of a site that copies of the site have in common until one of them changes it, which copies that part then.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shared<T>(Arc<T>);

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}
