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
        Self::of_bytes(name.as_bytes())
    }

    /// The hash of bytes.
    #[inline]
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        /// Seeded once, so that all tables agree and nobody can write a file whose names collide.
        static SEED: LazyLock<DefaultHashBuilder> = LazyLock::new(DefaultHashBuilder::default);
        let mut hasher = SEED.build_hasher();
        hasher.write(bytes);
        Self(hasher.finish())
    }

    /// The hash of two names together.
    #[inline]
    pub(crate) const fn with(self, other: Self) -> Self {
        // The product mixes both; that its high half counts as much as its low one keeps apart what differs in high bits only.
        let product = (self.0 ^ 0x9e37_79b9_7f4a_7c15) as u128 * (other.0 | 1) as u128;
        Self(product as u64 ^ (product >> 64) as u64)
    }

    /// All bits.
    #[inline]
    pub(crate) const fn bits(self) -> u64 {
        self.0
    }
}
