//! What a token may do on its site, and what stands in the way.

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::ability::{Ability, Standing};
use super::client::{Answer, Client};
use super::error::CallError;
use super::refusal::{Fault, Refusal};
use crate::moodle::companion::{CompanionCheck, FUNCTIONS};

/// The function by which a site tells about itself.
const SITE_INFO: &str = "core_webservice_get_site_info";

/// The version of Moodle 4.1, the oldest that is served.
const OLDEST: u64 = 2_022_112_800;

/// The account with which every Moodle is made.
const FIRST_ADMINISTRATOR: u64 = 2;

/// A difference of clocks, in seconds, from which "starts today" may mean another day here than there.
const CLOCKS_AGREE: i64 = 60;

/// All functions that are called: what each ability needs, and the one by which a site tells about itself.
#[cfg(test)]
pub fn functions() -> impl Iterator<Item = &'static str> {
    let needed = Ability::ALL
        .into_iter()
        .flat_map(|ability| ability.functions().iter().copied());
    needed.chain([SITE_INFO])
}

/// What a site tells about itself and about the token.
#[derive(Debug, Clone, Deserialize)]
pub struct SiteInfo {
    /// Full name of the site.
    pub sitename: String,
    /// `4.5.5+ (Build: 20250613)`.
    pub release: String,
    /// `2024100705.01`.
    pub version: String,
    /// Login name of the token's account.
    pub username: String,
    /// Id of the token's account.
    pub userid: u64,
    /// Whether that is a site administrator.
    #[serde(default)]
    pub userissiteadmin: bool,
    /// Whether files may be uploaded with the token, 0 or 1.
    #[serde(default)]
    pub uploadfiles: u8,
    /// The functions of the token's service.
    pub functions: Vec<Function>,
}

impl SiteInfo {
    /// Asks a site about itself.
    ///
    /// # Errors
    /// When the site does not answer, or knows no such token.
    pub async fn ask(client: &Client) -> Result<Answer<Self>, CallError> {
        client.ask(SITE_INFO, &json!({})).await
    }
}

/// A function of a service.
#[derive(Debug, Clone, Deserialize)]
pub struct Function {
    /// Its name.
    pub name: String,
}

/// How a site stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SiteCheck {
    /// Full name of the site.
    pub title: String,
    /// Moodle's release.
    pub release: String,
    /// Moodle's version, `2024100705.01`.
    pub version: String,
    /// Whether this release is served.
    pub supported: bool,
    /// Login name of the token's account.
    pub account: String,
    /// Whether that is a site administrator.
    pub administrator: bool,
    /// How many functions the token's service holds.
    pub functions: usize,
    /// How things stand with the companion plugin; none when no function of it is among them.
    pub companion: Option<CompanionCheck>,
    /// By how many seconds the site's clock is ahead of this machine's; none when the site does not tell the time.
    pub clock_ahead: Option<i64>,
    /// Whether the clocks agree well enough for days to be the same.
    pub clocks_agree: bool,
    /// How long the shortest call takes, in milliseconds.
    pub round_trip_ms: u64,
    /// How many fields a call may have (`max_input_vars`), as told when the site was added.
    pub largest_form: usize,
    /// Whether files may be uploaded with the token.
    pub uploads: bool,
    /// What the token may do.
    pub abilities: Vec<AbilityCheck>,
}

/// How things stand with one ability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AbilityCheck {
    /// Which.
    pub ability: Ability,
    /// How it stands.
    pub standing: Standing,
    /// Functions that the token's service lacks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<&'static str>,
    /// Capabilities of which the account lacks at least one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub capabilities: Vec<&'static str>,
}

impl SiteCheck {
    /// Whether nothing stands in the way of anything that core functions can do.
    pub fn is_complete(&self) -> bool {
        let lacks = |ability: &AbilityCheck| {
            matches!(
                ability.standing,
                Standing::FunctionsMissing | Standing::NotPermitted
            )
        };
        let whole = self.companion.as_ref().is_none_or(|companion| {
            companion.standing == Standing::Ready
                && !companion.is_too_old()
                && !self.is_told_too_much()
        });
        self.supported
            && self.uploads
            && self.clocks_agree
            && whole
            && !self.abilities.iter().any(lacks)
    }

    /// Whether calls would have more fields than the site takes, which cuts off the rest without a word. Only a companion knows.
    pub fn is_told_too_much(&self) -> bool {
        let info = self
            .companion
            .as_ref()
            .and_then(|check| check.info.as_ref());
        info.is_some_and(|info| info.largest_form < self.largest_form)
    }
}

/// Asks a site about itself, and tries what can be tried without changing anything. `now`: Unix seconds of this machine.
///
/// # Errors
/// When the site does not answer, or knows no such token.
pub async fn check(client: &Client, now: i64) -> Result<SiteCheck, CallError> {
    let answer = SiteInfo::ask(client).await?;
    let info = answer.value;
    let has = |function: &str| info.functions.iter().any(|known| known.name == function);
    let category = match has("core_course_get_categories") {
        true => first_category(client).await?,
        false => None,
    };
    let mut abilities = Vec::with_capacity(Ability::ALL.len());
    for ability in Ability::ALL {
        let missing: Vec<_> = ability
            .functions()
            .iter()
            .copied()
            .filter(|function| !has(function))
            .collect();
        let standing = if missing.is_empty() {
            try_ability(client, ability, info.userid, category).await?
        } else {
            Standing::FunctionsMissing
        };
        let capabilities = match standing {
            Standing::NotPermitted => ability.capabilities().to_vec(),
            _ => Vec::new(),
        };
        abilities.push(AbilityCheck {
            ability,
            standing,
            missing,
            capabilities,
        });
    }
    let companion = match FUNCTIONS.into_iter().any(has) {
        true => Some(CompanionCheck::of(client, has).await?),
        false => None,
    };
    let clock_ahead = answer.clock.map(|clock| clock - now);
    Ok(SiteCheck {
        supported: version_number(&info.version).is_some_and(|version| version >= OLDEST),
        title: info.sitename,
        release: info.release,
        version: info.version,
        account: info.username,
        administrator: info.userissiteadmin,
        companion,
        functions: info.functions.len(),
        clocks_agree: clock_ahead.is_none_or(|ahead| ahead.abs() < CLOCKS_AGREE),
        clock_ahead,
        round_trip_ms: u64::try_from(answer.took.as_millis()).unwrap_or(u64::MAX),
        largest_form: client.largest_form(),
        uploads: info.uploadfiles == 1,
        abilities,
    })
}

/// The day and the number of a version: `2024100705.01` is 2024100705.
pub fn version_number(version: &str) -> Option<u64> {
    version.split('.').next()?.parse().ok()
}

/// The id of a category that courses can be thought of in; none when the account sees none.
async fn first_category(client: &Client) -> Result<Option<u64>, CallError> {
    let asked = client
        .ask(
            "core_course_get_categories",
            &json!({"criteria": [{"key": "parent", "value": "0"}], "addsubcategories": false}),
        )
        .await;
    match answer_or_refusal(asked)? {
        Ok(value) => Ok(value.pointer("/0/id").and_then(Json::as_u64)),
        Err(_) => Ok(None),
    }
}

async fn try_ability(
    client: &Client,
    ability: Ability,
    account: u64,
    category: Option<u64>,
) -> Result<Standing, CallError> {
    let Some((function, parameters)) = ability.trial(category) else {
        return Ok(Standing::FunctionsThere);
    };
    let told = answer_or_refusal(client.ask(function, &parameters).await)?;
    Ok(standing(ability, account, told))
}

/// What the answer to the trial of an ability says of it. `account`: the token's.
fn standing(ability: Ability, account: u64, told: Result<Json, Box<Refusal>>) -> Standing {
    match told {
        // Moodle 4.1 looks at the role, which nobody has, once the account may enrol; later ones look at the person first.
        Err(refusal)
            if ability == Ability::WriteEnrolments && refusal.errorcode == "wsusercannotassign" =>
        {
            Standing::Ready
        }
        Err(refusal) if matches!(refusal.fault(), Fault::Permission | Fault::NotInService) => {
            Standing::NotPermitted
        }
        // Whoever may not see others gets no error, but nobody, or people without an address.
        Ok(found) if ability == Ability::ReadUsers && !shows_others(&found, account) => {
            Standing::NotPermitted
        }
        // There is none to be seen, nor to be hidden.
        Ok(found) if ability == Ability::ReadCohorts && found == json!([]) => {
            Standing::FunctionsThere
        }
        Ok(_) | Err(_) => Standing::Ready,
    }
}

/// Whether an account other than `own` is shown with its address. The token of the first administrator has only its own to show.
fn shows_others(found: &Json, own: u64) -> bool {
    let shown = found.as_array().map(Vec::as_slice).unwrap_or_default();
    shown.iter().any(|user| {
        let id = user.get("id").and_then(Json::as_u64);
        let other = id.is_some_and(|id| id != own || own == FIRST_ADMINISTRATOR);
        other && user.get("email").is_some()
    })
}

/// What a site answered, or how it refused.
///
/// # Errors
/// When it did not answer, knows no such token any more, or is being maintained.
fn answer_or_refusal(
    asked: Result<Answer<Json>, CallError>,
) -> Result<Result<Json, Box<Refusal>>, CallError> {
    match asked {
        Ok(answer) => Ok(Ok(answer.value)),
        Err(CallError::Refused(refusal)) => match refusal.fault() {
            Fault::Token | Fault::Maintenance => Err(CallError::Refused(refusal)),
            _ => Ok(Err(refusal)),
        },
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_that_nobody_has_tells_that_the_account_may_enrol() {
        let refused = |exception: &str, errorcode: &str| {
            Err(Box::new(Refusal {
                exception: exception.to_owned(),
                errorcode: errorcode.to_owned(),
                message: String::new(),
                debuginfo: None,
            }))
        };
        let told = |ability, answer| standing(ability, 5, answer);
        // Moodle 4.1 to an account that may enrol, Moodle 4.5 to the same, both to one that may not.
        let role = || refused("moodle_exception", "wsusercannotassign");
        assert_eq!(told(Ability::WriteEnrolments, role()), Standing::Ready);
        let person = refused("dml_missing_record_exception", "invaliduser");
        assert_eq!(told(Ability::WriteEnrolments, person), Standing::Ready);
        let right = refused("required_capability_exception", "nopermissions");
        assert_eq!(
            told(Ability::WriteEnrolments, right),
            Standing::NotPermitted
        );
        // Where no role was asked for, it is a right that is lacking.
        assert_eq!(told(Ability::CreateUsers, role()), Standing::NotPermitted);
    }
}
