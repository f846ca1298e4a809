//! The digest index: what a browser may have of a site. Keyed 64-bit hashes, no names, no addresses.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `TSDI` |
//! | 1 | version, 1 |
//! | 16 | key |
//! | 1, then as many | number of covered spaces, then each, ascending |
//! | 8 | number of hashes, little-endian |
//! | 8 each | hashes, little-endian, ascending, each once |

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::names::normal;
use super::{Directory, SiteIndex, Space};

const MAGIC: &[u8; 4] = b"TSDI";
const VERSION: u8 = 1;

/// Keyed 64-bit hashes (SipHash-1-3) of the identifiers of a site, enough to ask "does this exist?".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DigestIndex {
    key: [u8; 16],
    /// Numbers of the spaces that are covered, ascending.
    spaces: Vec<u8>,
    hashes: Hashes,
}

/// Hashes, ascending, each once, and where to look for one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Hashes {
    sorted: Vec<u64>,
    /// How many of the first bits of a hash name its stretch.
    bits: u32,
    /// Where each stretch of `sorted` starts, and where the last one ends. A stretch has about two hashes: a file of a million
    /// rows asks millions of times, and halving the whole list would wait for memory a dozen times each.
    starts: Vec<usize>,
}

impl Hashes {
    fn new(sorted: Vec<u64>) -> Self {
        let bits = (sorted.len() / 2).checked_ilog2().unwrap_or(0).clamp(1, 31);
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        for (index, hash) in sorted.iter().enumerate() {
            let stretch = first_bits(*hash, bits);
            while starts.len() <= stretch {
                starts.push(index);
            }
        }
        starts.resize((1 << bits) + 1, sorted.len());
        Self {
            sorted,
            bits,
            starts,
        }
    }

    fn has(&self, hash: u64) -> bool {
        let stretch = first_bits(hash, self.bits);
        match self.starts.get(stretch..stretch + 2) {
            Some(&[start, end]) => self.sorted[start..end].binary_search(&hash).is_ok(),
            _ => false,
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "at most 31 bits are left")]
fn first_bits(hash: u64, bits: u32) -> usize {
    hash.checked_shr(u64::BITS - bits).unwrap_or(0) as usize
}

/// Bytes that are no digest index, or one of another version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a digest index of this version: {0}")]
pub struct InvalidDigestIndex(pub &'static str);

impl DigestIndex {
    /// The digests of all identifiers of `site`, under a key that the caller draws at random per site.
    pub fn of(site: &SiteIndex, key: [u8; 16]) -> Self {
        let mut hashes = Vec::new();
        site.each_name(|space, name| hashes.push(hash(&key, space, name)));
        hashes.sort_unstable();
        hashes.dedup();
        Self {
            key,
            spaces: (0..=Space::LAST as u8)
                .filter(|number| !site.hidden_spaces().any(|hidden| hidden as u8 == *number))
                .collect(),
            hashes: Hashes::new(hashes),
        }
    }

    /// The form in which it travels to the browser.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.extend(self.key);
        // Spaces are numbered by a byte and each is listed once, so their number fits too.
        bytes.push(self.spaces.len() as u8);
        bytes.extend(&self.spaces);
        bytes.extend((self.hashes.sorted.len() as u64).to_le_bytes());
        bytes.extend(
            self.hashes
                .sorted
                .iter()
                .flat_map(|hash| hash.to_le_bytes()),
        );
        bytes
    }

    /// Reads the form in which it travelled.
    ///
    /// # Errors
    /// When the bytes are cut short, damaged or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, InvalidDigestIndex> {
        let cut = InvalidDigestIndex("cut short");
        let (magic, rest) = bytes.split_first_chunk::<4>().ok_or(cut.clone())?;
        let ([version], rest) = rest.split_first_chunk::<1>().ok_or(cut.clone())?;
        if magic != MAGIC {
            return Err(InvalidDigestIndex("another kind of file"));
        }
        if *version != VERSION {
            return Err(InvalidDigestIndex("another version"));
        }
        let (key, rest) = rest.split_first_chunk::<16>().ok_or(cut.clone())?;
        let ([count], rest) = rest.split_first_chunk::<1>().ok_or(cut.clone())?;
        let (spaces, rest) = rest
            .split_at_checked(usize::from(*count))
            .ok_or(cut.clone())?;
        if spaces.iter().any(|space| *space > Space::LAST as u8) {
            return Err(InvalidDigestIndex("of names that are unknown here"));
        }
        let (count, rest) = rest.split_first_chunk::<8>().ok_or(cut.clone())?;
        let (hashes, []) = rest.as_chunks::<8>() else {
            return Err(cut);
        };
        if u64::from_le_bytes(*count) != hashes.len() as u64 {
            return Err(InvalidDigestIndex("not as many hashes as it says"));
        }
        let hashes: Vec<u64> = hashes
            .iter()
            .map(|hash| u64::from_le_bytes(*hash))
            .collect();
        if !spaces.is_sorted_by(|a, b| a < b) || !hashes.is_sorted_by(|a, b| a < b) {
            return Err(InvalidDigestIndex("not in order"));
        }
        Ok(Self {
            key: *key,
            spaces: spaces.to_vec(),
            hashes: Hashes::new(hashes),
        })
    }
}

/// The digest of a name that is in the form in which it is compared.
fn hash(key: &[u8; 16], space: Space, name: &str) -> u64 {
    let mut hasher = SipHasher13::new_with_key(key);
    hasher.write(&[space as u8]);
    hasher.write(name.as_bytes());
    hasher.finish()
}

impl Directory for DigestIndex {
    fn covers(&self, space: Space) -> bool {
        self.spaces.binary_search(&(space as u8)).is_ok()
    }

    fn has(&self, space: Space, name: &str) -> bool {
        let hash = hash(&self.key, space, &normal(space, name));
        self.hashes.has(hash)
    }
}
