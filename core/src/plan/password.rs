//! Passwords: known again by a keyed digest, never kept.

use std::hash::Hasher;

use siphasher::sip128::{Hasher128, SipHasher24};

/// The digest (32 hex digits) by which the same password, given again for the same account, is no change.
/// Without `key` it tells nothing; the same password of two accounts has two digests.
pub fn password_digest(key: &[u8; 16], username: &str, password: &str) -> String {
    let mut hasher = SipHasher24::new_with_key(key);
    hasher.write(username.as_bytes());
    hasher.write(&[0]); // No login name holds a NUL: the two texts cannot run into each other.
    hasher.write(password.as_bytes());
    format!("{:032x}", hasher.finish128().as_u128())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_depends_on_key_account_and_password() {
        let digest = password_digest(&[1; 16], "m.curie", "Radium-1898");
        assert_eq!(digest.len(), 32);
        assert_eq!(digest, password_digest(&[1; 16], "m.curie", "Radium-1898"));
        for other in [
            password_digest(&[2; 16], "m.curie", "Radium-1898"),
            password_digest(&[1; 16], "p.curie", "Radium-1898"),
            password_digest(&[1; 16], "m.curie", "Radium-1899"),
        ] {
            assert_ne!(digest, other);
        }
    }
}
