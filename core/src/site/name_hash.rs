//! Hashes of names.

use std::hash::{BuildHasher, Hasher};
use std::sync::LazyLock;

use hashbrown::DefaultHashBuilder;

/// The hash of a name in the form in which it is compared. It has no meaning outside this process. What asks several tables for one name
/// hashes it once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameHash(u64);

impl NameHash {
    /// The hash of `name`.
    #[inline]
    pub fn of(name: &str) -> Self {
        /// Seeded once, so that all tables agree and nobody can write a file whose names collide.
        static SEED: LazyLock<DefaultHashBuilder> = LazyLock::new(DefaultHashBuilder::default);
        let mut hasher = SEED.build_hasher();
        hasher.write(name.as_bytes());
        Self(hasher.finish())
    }

    /// All bits.
    #[inline]
    pub(crate) const fn bits(self) -> u64 {
        self.0
    }
}
