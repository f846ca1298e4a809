//! Secrets at rest: sealed with a key that is not in the store, so that a copy of the store alone gives nothing away.
//!
//! XChaCha20-Poly1305, whose nonces are long enough to be drawn at random. What a secret belongs to is sealed with it: one that was moved
//! to another site's row does not open.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use tokio::fs;
use tokio::io::AsyncWriteExt as _;
use toolsync_core::plan::Secret;

use crate::accounts::hex;
use crate::runs::private_file;

/// The environment variable that holds the key, in hexadecimal digits.
pub const KEY_VARIABLE: &str = "TOOLSYNC_KEY";

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// Why a secret could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The key in the environment is none.
    #[error("{KEY_VARIABLE} holds no key: it is 64 hexadecimal digits")]
    Variable,
    /// The key file is there and holds no key.
    #[error(
        "{0} holds no key: restore it; without it, remove the sites and add them again with their tokens"
    )]
    Damaged(PathBuf),
    /// Others on this machine can read the key.
    #[error("{0} can be read by others on this machine: let only its owner read it (chmod 600)")]
    Exposed(PathBuf),
    /// The key file cannot be read or made.
    #[error("the key file {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system has no randomness to give.
    #[error("the system gives no random bytes")]
    NoRandomness,
    /// The secret was sealed with another key, for another site, or was changed.
    #[error(
        "a stored secret does not open with this key; use the key that it was stored with, or remove the site and add it again"
    )]
    OtherKey,
}

/// The key that secrets are sealed with.
pub struct SealingKey([u8; KEY_BYTES]);

impl SealingKey {
    /// The key in the environment, or else in the file `key` of the data folder, which is made when it is missing.
    ///
    /// # Errors
    /// Any [`SealError`] but the last.
    pub async fn open(data: &Path) -> Result<Self, SealError> {
        if let Ok(text) = std::env::var(KEY_VARIABLE) {
            return parse(text.trim()).ok_or(SealError::Variable);
        }
        let path = data.join("key");
        let failed = |source| SealError::File {
            path: path.clone(),
            source,
        };
        if !fs::try_exists(&path).await.map_err(failed)? {
            make(&path).await.map_err(failed)?;
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&path).await.map_err(failed)?.permissions();
            if mode.mode() & 0o077 != 0 {
                return Err(SealError::Exposed(path));
            }
        }
        let text = fs::read_to_string(&path).await.map_err(failed)?;
        parse(text.trim()).ok_or(SealError::Damaged(path))
    }

    /// Seals a secret for `owner`.
    ///
    /// # Errors
    /// [`SealError::NoRandomness`].
    pub fn seal(&self, secret: &Secret, owner: &str) -> Result<String, SealError> {
        let nonce: [u8; NONCE_BYTES] = random()?;
        let payload = Payload {
            msg: secret.0.as_bytes(),
            aad: owner.as_bytes(),
        };
        let sealed = self
            .cipher()
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| SealError::OtherKey)?;
        Ok(hex(&[nonce.as_slice(), &sealed].concat()))
    }

    /// Opens a secret that was sealed for `owner`.
    ///
    /// # Errors
    /// [`SealError::OtherKey`].
    pub fn open_sealed(&self, sealed: &str, owner: &str) -> Result<Secret, SealError> {
        let bytes = unhex(sealed).ok_or(SealError::OtherKey)?;
        let (nonce, sealed) = bytes
            .split_at_checked(NONCE_BYTES)
            .ok_or(SealError::OtherKey)?;
        let payload = Payload {
            msg: sealed,
            aad: owner.as_bytes(),
        };
        let plain = self
            .cipher()
            .decrypt(XNonce::from_slice(nonce), payload)
            .map_err(|_| SealError::OtherKey)?;
        String::from_utf8(plain)
            .map(Secret)
            .map_err(|_| SealError::OtherKey)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&self.0).into())
    }
}

/// Draws a key into this file. Whole or not at all: another process may do the same at this moment, and the first one's key holds.
async fn make(path: &Path) -> std::io::Result<()> {
    let drawn: [u8; KEY_BYTES] = random().map_err(std::io::Error::other)?;
    let apart: [u8; 8] = random().map_err(std::io::Error::other)?;
    let whole = path.with_extension(hex(&apart));
    let mut file = private_file(&whole).await?;
    file.write_all(hex(&drawn).as_bytes()).await?;
    file.sync_all().await?;
    let linked = fs::hard_link(&whole, path).await;
    fs::remove_file(&whole).await?;
    linked.or_else(|error| match error.kind() {
        ErrorKind::AlreadyExists => Ok(()),
        _ => Err(error),
    })
}

/// Random bytes.
///
/// # Errors
/// [`SealError::NoRandomness`].
pub fn random<const N: usize>() -> Result<[u8; N], SealError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| SealError::NoRandomness)?;
    Ok(bytes)
}

fn parse(text: &str) -> Option<SealingKey> {
    Some(SealingKey(unhex(text)?.try_into().ok()?))
}

/// Bytes from hexadecimal digits.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect::<Option<Vec<u8>>>()?;
    let (pairs, []) = digits.as_chunks::<2>() else {
        return None;
    };
    Some(pairs.iter().map(|[high, low]| high * 16 + low).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_secret_opens_with_its_key_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let key = SealingKey::open(folder.path()).await.unwrap();
        let secret = Secret("0123456789abcdef".to_owned());
        let sealed = key.seal(&secret, "prod").unwrap();
        assert!(!sealed.contains(&hex(secret.0.as_bytes())));
        assert_ne!(sealed, key.seal(&secret, "prod").unwrap(), "a nonce each");

        let again = SealingKey::open(folder.path()).await.unwrap();
        assert_eq!(again.open_sealed(&sealed, "prod").unwrap(), secret);
        assert!(again.open_sealed(&sealed, "test").is_err());
        let mut changed = sealed.clone().into_bytes();
        let last = changed.last_mut().unwrap();
        *last = if *last == b'0' { b'1' } else { b'0' };
        let changed = String::from_utf8(changed).unwrap();
        assert!(again.open_sealed(&changed, "prod").is_err());

        let other = tempfile::tempdir().unwrap();
        let other = SealingKey::open(other.path()).await.unwrap();
        assert!(other.open_sealed(&sealed, "prod").is_err());
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_key_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        SealingKey::open(folder.path()).await.unwrap();
        let path = folder.path().join("key");
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        let refused = SealingKey::open(folder.path()).await;
        assert!(matches!(refused, Err(SealError::Exposed(_))));
    }

    #[test]
    fn hexadecimal_digits_come_in_pairs() {
        assert_eq!(unhex("00ff1A"), Some(vec![0, 255, 26]));
        assert_eq!(unhex("0"), None);
        assert_eq!(unhex("0g"), None);
    }
}
