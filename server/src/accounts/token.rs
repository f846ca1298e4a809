//! Random tokens: of sessions and of invitations. The store keeps their hashes only.

use sha2::{Digest as _, Sha256};

use super::PasswordError;

/// 32 random bytes, written in hex. Never printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn draw() -> Result<Self, PasswordError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| PasswordError::NoRandomness)?;
        Ok(Self(hex(&bytes)))
    }

    /// The token of this text, if it has the form of one.
    pub fn parse(text: &str) -> Option<Self> {
        let formed = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        formed.then(|| Self(text.to_owned()))
    }

    /// The text that is handed out.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the store knows it by: its SHA-256, hex.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }

    /// The CSRF token of the session with this token. Only who knows the session's token can make it.
    pub fn csrf(&self) -> String {
        hex(&Sha256::digest(format!("toolsync csrf {}", self.0)))
    }
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
