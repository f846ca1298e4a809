//! Passwords: argon2id, off the threads that serve requests, a few at a time.

use std::sync::{Arc, OnceLock};

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

/// How many passwords are hashed at once: each takes memory (19 MiB).
const AT_ONCE: usize = 2;

/// How hard passwords are hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// As OWASP advises for argon2id: 19 MiB, two passes.
    Full,
    /// As little as can be, for tests.
    #[cfg(test)]
    Least,
}

/// Why a password could not be hashed or verified. Never says anything about the password.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// The system has no randomness to give.
    #[error("the system gave no random bytes")]
    NoRandomness,
    /// The hash function failed.
    #[error("hashing failed: {0}")]
    Hash(argon2::password_hash::Error),
    /// The task that hashes ended.
    #[error("hashing was interrupted")]
    Interrupted,
}

/// Hashes and verifies passwords.
#[derive(Debug, Clone)]
pub struct Passwords {
    effort: Effort,
    turns: Arc<Semaphore>,
    /// The hash that is verified when there is none, so that an unknown login name takes the same time.
    nobody: Arc<OnceLock<String>>,
}

impl Passwords {
    /// Hashes as hard as `effort` says.
    pub fn new(effort: Effort) -> Self {
        Self {
            effort,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            nobody: Arc::default(),
        }
    }

    /// The hash of a password, in PHC form.
    ///
    /// # Errors
    /// When there is no randomness or memory.
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        let effort = self.effort;
        self.in_turn(move || hash(effort, &password)).await
    }

    /// Whether the password has this hash. Without a hash: never, after the same work.
    ///
    /// # Errors
    /// When the hash is none, or there is no memory.
    pub async fn verify(
        &self,
        password: String,
        hash_text: Option<String>,
    ) -> Result<bool, PasswordError> {
        let (effort, nobody) = (self.effort, Arc::clone(&self.nobody));
        self.in_turn(move || {
            let Some(text) = hash_text else {
                if nobody.get().is_none() {
                    // Losing the race to set it does not matter: any hash will do.
                    let _ = nobody.set(hash(effort, "nobody")?);
                }
                if let Some(text) = nobody.get() {
                    verify(effort, &password, text)?;
                }
                return Ok(false);
            };
            verify(effort, &password, &text)
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(|_| PasswordError::Interrupted)?;
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        })
        .await
        .map_err(|_| PasswordError::Interrupted)?
    }
}

fn argon2(effort: Effort) -> Result<Argon2<'static>, PasswordError> {
    let params = match effort {
        Effort::Full => Params::default(),
        #[cfg(test)]
        Effort::Least => {
            Params::new(8, 1, 1, None).map_err(|error| PasswordError::Hash(error.into()))?
        }
    };
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(effort: Effort, password: &str) -> Result<String, PasswordError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| PasswordError::NoRandomness)?;
    let salt = SaltString::encode_b64(&salt).map_err(PasswordError::Hash)?;
    let hash = argon2(effort)?
        .hash_password(password.as_bytes(), &salt)
        .map_err(PasswordError::Hash)?;
    Ok(hash.to_string())
}

fn verify(effort: Effort, password: &str, hash: &str) -> Result<bool, PasswordError> {
    let hash = PasswordHash::new(hash).map_err(PasswordError::Hash)?;
    match argon2(effort)?.verify_password(password.as_bytes(), &hash) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::Password) => Ok(false),
        Err(error) => Err(PasswordError::Hash(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_has_its_own_hash_and_no_other() {
        let passwords = Passwords::new(Effort::Least);
        let hash = passwords.hash("correct horse".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$"), "{hash}");
        let verify =
            |password: &str, hash: Option<String>| passwords.verify(password.to_owned(), hash);
        assert!(verify("correct horse", Some(hash.clone())).await.unwrap());
        assert!(!verify("correct horsf", Some(hash)).await.unwrap());
        assert!(!verify("nobody", None).await.unwrap());
    }

    #[test]
    fn full_effort_is_what_owasp_advises() {
        let hash = hash(Effort::Full, "correct horse").unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
    }
}
