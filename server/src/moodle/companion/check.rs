//! How things stand with a site's companion.

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{APPLY, Companion, FUNCTIONS, INFO, Info, SNAPSHOT};
use crate::moodle::webservices::{CallError, Client, Fault, Standing};

/// How things stand with a site's companion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompanionCheck {
    /// Whether it can be used.
    pub standing: Standing,
    /// Functions of it that the token's service lacks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<&'static str>,
    /// Capabilities that the account lacks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub capabilities: Vec<&'static str>,
    /// What the site says of itself; none when the account may not ask.
    pub info: Option<Info>,
}

impl CompanionCheck {
    /// Whether it is known to be older than what is asked of it.
    pub fn is_too_old(&self) -> bool {
        self.info.as_ref().is_some_and(Info::is_too_old)
    }

    /// Tries each of the functions that the token's service holds, without changing anything. `has` says which it holds.
    ///
    /// # Errors
    /// When the site does not answer.
    pub async fn of(client: &Client, has: impl Fn(&str) -> bool) -> Result<Self, CallError> {
        let missing: Vec<_> = FUNCTIONS.into_iter().filter(|name| !has(name)).collect();
        let mut capabilities = Vec::new();
        let mut info = None;
        if has(INFO) {
            match permitted(Companion::info(client).await)? {
                Some(told) => info = Some(told),
                None => capabilities.push("local/toolsync:info"),
            }
        }
        // No row has an id beyond the largest, and nothing is done for no rows.
        let no_page = json!({"query": "modules", "after": i32::MAX, "limit": 1});
        for (function, parameters, capability) in [
            (SNAPSHOT, no_page, "local/toolsync:snapshot"),
            (APPLY, json!({"rows": "[]"}), "local/toolsync:apply"),
        ] {
            let asked = has(function).then(|| client.ask::<Json>(function, &parameters));
            if let Some(asked) = asked
                && permitted(asked.await)?.is_none()
            {
                capabilities.push(capability);
            }
        }
        let standing = match (missing.is_empty(), capabilities.is_empty()) {
            (false, _) => Standing::FunctionsMissing,
            (true, false) => Standing::NotPermitted,
            (true, true) => Standing::Ready,
        };
        Ok(Self {
            standing,
            missing,
            capabilities,
            info,
        })
    }
}

/// What was answered; none when the account lacks the right.
fn permitted<T>(asked: Result<T, CallError>) -> Result<Option<T>, CallError> {
    match asked {
        Ok(answer) => Ok(Some(answer)),
        Err(CallError::Refused(refusal)) if refusal.fault() == Fault::Permission => Ok(None),
        Err(error) => Err(error),
    }
}
