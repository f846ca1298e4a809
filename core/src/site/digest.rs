//! The digest index: what a browser may have of a site. Keyed 64-bit hashes, no names, no addresses.

use super::{Directory, SiteIndex, Space};

/// Keyed 64-bit hashes (SipHash-1-3) of the identifiers of a site, enough to ask "does this exist?".
#[derive(Debug, Clone, Default)]
pub struct DigestIndex {
    key: [u8; 16],
}

/// Bytes that are no digest index, or one of another version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a digest index of this version: {0}")]
pub struct InvalidDigestIndex(pub &'static str);

impl DigestIndex {
    /// The digests of all identifiers of `site`, under a key that the caller draws at random per site.
    pub fn of(_site: &SiteIndex, _key: [u8; 16]) -> Self {
        todo!()
    }

    /// The form in which it travels to the browser.
    pub fn to_bytes(&self) -> Vec<u8> {
        todo!("{:?}", self.key)
    }

    /// Reads the form in which it travelled.
    ///
    /// # Errors
    /// When the bytes are cut short or of another version.
    pub fn from_bytes(_bytes: &[u8]) -> Result<Self, InvalidDigestIndex> {
        todo!()
    }
}

impl Directory for DigestIndex {
    fn covers(&self, _space: Space) -> bool {
        todo!()
    }

    fn has(&self, _space: Space, _name: &str) -> bool {
        todo!()
    }
}
