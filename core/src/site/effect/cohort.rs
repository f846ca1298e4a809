//! Cohorts and their members.

use super::Effects;
use super::expect::{cohort, next_id, put, user};
use crate::plan::CohortKey;
use crate::site::apply::Effect;
use crate::site::{ApplyError, Cohort, Object, SiteIndex, Touched};

/// A new cohort.
pub(super) fn create(site: &SiteIndex, key: &CohortKey, idnumber: &str) -> Effects {
    if site.cohort_by_name(&key.name).is_some() {
        return Err(ApplyError::Exists(format!("the cohort {}", key.name)));
    }
    if site.cohort_by_idnumber(idnumber).is_some() {
        return Err(ApplyError::Exists(format!(
            "a cohort of idnumber {idnumber}"
        )));
    }
    put(Object::Cohort(Cohort {
        id: next_id(site.cohorts.last_key_value()),
        name: key.name.clone(),
        idnumber: idnumber.to_owned(),
        members: [].into(),
    }))
}

/// A new member.
pub(super) fn add_member(site: &SiteIndex, key: &CohortKey, username: &str) -> Effects {
    let (cohort, user) = (cohort(site, key)?, user(site, username)?.id);
    if cohort.members.contains(&user) {
        let what = format!("{username} in the cohort {}", key.name);
        return Err(ApplyError::Exists(what));
    }
    Ok(vec![Effect::Join(Touched::Cohort(cohort.id), user)])
}
