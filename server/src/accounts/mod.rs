//! People, their passwords, their sessions, and how they come in: by one-time invitations.

mod passwords;
mod throttle;
mod token;

use std::time::Duration;

use jiff::Timestamp;
use toolsync_core::api::{Acceptance, Invitation, Login, NewPerson, Person, Role};

use crate::store::{InvitationRecord, PersonRecord, Store, StoreError};
pub use passwords::{Effort, PasswordError, Passwords};
use throttle::Throttle;
pub use token::{Token, hex};

/// How long an unused session lasts.
const IDLE: Duration = Duration::from_secs(12 * 3600);

/// How long an invitation holds.
const INVITATION: Duration = Duration::from_secs(7 * 24 * 3600);

/// The fewest characters of a password.
pub const PASSWORD_CHARACTERS: usize = 10;

/// The most bytes of a password: more would only be work for the hash.
const PASSWORD_BYTES: usize = 1024;

/// The longest login name and name, in characters.
const NAME_CHARACTERS: usize = 100;

/// Why an account was not opened, made or removed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Login name or password is wrong; which one is not said.
    #[error("login name or password is wrong")]
    Refused,
    /// Too many failures; try again later.
    #[error("too many attempts; try again in {0:?}")]
    Throttled(Duration),
    /// The password is too short or too long.
    #[error("a password has at least {PASSWORD_CHARACTERS} characters")]
    WeakPassword,
    /// A login name is empty, too long or has characters other than letters, digits and `. _ - @`; or the name is empty or too long.
    #[error("the login name or the name cannot be used")]
    UnusableName,
    /// The invitation was used, withdrawn or is too old.
    #[error("the invitation no longer holds")]
    NoInvitation,
    /// Another person has this login name.
    #[error("the login name is taken")]
    Taken,
    /// There is no such person, or the last administrator would go.
    #[error("there is no such person, or it is the last administrator")]
    NotRemovable,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A password could not be hashed or a token not be drawn.
    #[error(transparent)]
    Password(#[from] PasswordError),
}

/// The door: who may come in, and who is in.
#[derive(Debug)]
pub struct Accounts {
    store: Store,
    passwords: Passwords,
    throttle: Throttle,
}

impl Accounts {
    /// Accounts kept in `store`; `effort` says how hard passwords are hashed.
    pub fn new(store: Store, effort: Effort) -> Self {
        Self {
            store,
            passwords: Passwords::new(effort),
            throttle: Throttle::default(),
        }
    }

    /// Opens a session. `address` is where the request comes from. Takes as long for an unknown login name as for a wrong password.
    ///
    /// # Errors
    /// [`AccountError::Refused`] and [`AccountError::Throttled`]; or when the store fails.
    pub async fn sign_in(
        &self,
        login: &Login,
        address: &str,
    ) -> Result<(Token, Person), AccountError> {
        let name = normal_login(&login.login);
        // The attempt counts before it is made, so that a thousand at once are no thousand guesses.
        self.throttle
            .attempt(&name, address, Timestamp::now())
            .map_err(AccountError::Throttled)?;
        let record = self.store.person(&name).await?;
        let hash = record.as_ref().and_then(|record| record.password.clone());
        let matches = login.password.len() <= PASSWORD_BYTES
            && self.passwords.verify(login.password.clone(), hash).await?;
        let Some(record) = record.filter(|_| matches) else {
            tracing::warn!("a sign-in was refused");
            return Err(AccountError::Refused);
        };
        self.throttle.forget(&name, address);
        let token = self.open_session(&record.person).await?;
        Ok((token, record.person))
    }

    async fn open_session(&self, person: &Person) -> Result<Token, AccountError> {
        let now = Timestamp::now();
        self.store
            .remove_idle_sessions(millis_ago(now, IDLE))
            .await?;
        let token = Token::draw()?;
        self.store
            .add_session(&token.hash(), &person.login, now.as_millisecond())
            .await?;
        tracing::info!(login = person.login, "signed in");
        Ok(token)
    }

    /// Who holds the session of this token, if it still lasts.
    pub async fn signed_in(&self, token: &Token) -> Result<Option<Person>, AccountError> {
        let now = Timestamp::now();
        let record = self
            .store
            .session_person(&token.hash(), millis_ago(now, IDLE), now.as_millisecond())
            .await?;
        Ok(record.map(|record| record.person))
    }

    /// Ends the session of this token.
    pub async fn sign_out(&self, token: &Token) -> Result<(), AccountError> {
        Ok(self.store.remove_session(&token.hash()).await?)
    }

    /// Everybody.
    pub async fn people(&self) -> Result<Vec<Person>, AccountError> {
        let records = self.store.people().await?;
        Ok(records.into_iter().map(|record| record.person).collect())
    }

    /// Invites a person; gives the token of the one-time link. Somebody invited already gets a new link, the old one no longer holds.
    ///
    /// # Errors
    /// When the name cannot be used or another person has it.
    pub async fn invite(&self, new: &NewPerson) -> Result<Token, AccountError> {
        let record = PersonRecord {
            person: Person {
                login: usable_login(&new.login)?,
                name: usable_name(&new.name)?,
                role: new.role,
                invited: true,
            },
            password: None,
        };
        let login = record.person.login.clone();
        if !self.store.add_person(&record, &now_text()).await? {
            let there = self.store.person(&login).await?;
            let waits = there.is_some_and(|there| {
                there.password.is_none() && there.person.role == record.person.role
            });
            if !waits {
                return Err(AccountError::Taken);
            }
        }
        self.hand_out(Some(login), new.role).await
    }

    /// The token of the link that makes the first administrator, as long as there is none. Links handed out before no longer hold.
    pub async fn first_administrator(&self) -> Result<Option<Token>, AccountError> {
        if self.store.has_active(Role::Administrator).await? {
            return Ok(None);
        }
        self.hand_out(None, Role::Administrator).await.map(Some)
    }

    async fn hand_out(&self, login: Option<String>, role: Role) -> Result<Token, AccountError> {
        let token = Token::draw()?;
        self.store
            .add_invitation(&InvitationRecord {
                token_hash: token.hash(),
                login,
                role,
                expires_at: millis_ago(Timestamp::now(), Duration::ZERO)
                    + i64::try_from(INVITATION.as_millis()).unwrap_or(i64::MAX),
            })
            .await?;
        Ok(token)
    }

    /// What the invitation with this token is.
    ///
    /// # Errors
    /// [`AccountError::NoInvitation`] when it does not hold.
    pub async fn invitation(&self, token: &Token) -> Result<Invitation, AccountError> {
        self.store
            .invitation(&token.hash(), Timestamp::now().as_millisecond())
            .await?
            .ok_or(AccountError::NoInvitation)
    }

    /// Accepts an invitation and opens a session for the new person.
    ///
    /// # Errors
    /// When it does not hold, or name or password cannot be used.
    pub async fn accept(
        &self,
        token: &Token,
        acceptance: &Acceptance,
    ) -> Result<(Token, Person), AccountError> {
        let invitation = self.invitation(token).await?;
        let login = if invitation.login.is_empty() {
            usable_login(&acceptance.login)?
        } else {
            invitation.login
        };
        let password = &acceptance.password;
        if password.chars().count() < PASSWORD_CHARACTERS || password.len() > PASSWORD_BYTES {
            return Err(AccountError::WeakPassword);
        }
        let record = PersonRecord {
            person: Person {
                login,
                name: usable_name(&acceptance.name)?,
                role: invitation.role,
                invited: false,
            },
            password: Some(self.passwords.hash(password.clone()).await?),
        };
        let now = Timestamp::now();
        let accepted = self
            .store
            .accept_invitation(
                &token.hash(),
                &record,
                now.as_millisecond(),
                &now.to_string(),
            )
            .await?;
        if !accepted {
            return Err(AccountError::Taken);
        }
        let session = self.open_session(&record.person).await?;
        Ok((session, record.person))
    }

    /// Removes a person; the sessions end with the account.
    ///
    /// # Errors
    /// [`AccountError::NotRemovable`] when there is none, or it is the last administrator.
    pub async fn remove(&self, login: &str) -> Result<(), AccountError> {
        if self.store.remove_person(login).await? {
            tracing::info!(login, "a person was removed");
            Ok(())
        } else {
            Err(AccountError::NotRemovable)
        }
    }
}

fn millis_ago(now: Timestamp, ago: Duration) -> i64 {
    now.as_millisecond() - i64::try_from(ago.as_millis()).unwrap_or(i64::MAX)
}

/// Now, as RFC 3339 with whole seconds.
pub fn now_text() -> String {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second())
        .unwrap_or(now)
        .to_string()
}

/// Login names are compared without regard to case and outer blanks.
fn normal_login(login: &str) -> String {
    login.trim().to_lowercase()
}

fn usable_login(login: &str) -> Result<String, AccountError> {
    let login = normal_login(login);
    let usable = !login.is_empty()
        && login.chars().count() <= NAME_CHARACTERS
        && login
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@'));
    usable.then_some(login).ok_or(AccountError::UnusableName)
}

fn usable_name(name: &str) -> Result<String, AccountError> {
    let name = name.trim();
    let usable = !name.is_empty()
        && name.chars().count() <= NAME_CHARACTERS
        && !name.chars().any(char::is_control);
    usable
        .then(|| name.to_owned())
        .ok_or(AccountError::UnusableName)
}
