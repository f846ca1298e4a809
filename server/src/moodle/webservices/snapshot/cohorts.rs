//! Cohorts, the categories that they belong to, and their members.

use serde_json::json;
use toolsync_core::site::{Cohort, SiteIndex};

use super::reader::{Question, Reader, understood};
use super::told;
use crate::moodle::webservices::CallError;

/// How many cohorts a question lists.
const LISTED: usize = 200;

/// The function that tells where cohorts belong; the one that lists them does not.
const SEARCH: &str = "core_cohort_search_cohorts";

/// Reads all cohorts. `finds_places`: whether the token's service has the function that tells to which categories they belong; without it,
/// all are taken for the whole site's.
///
/// # Errors
/// Any [`CallError`].
pub async fn read(
    reader: &Reader<'_>,
    site: &mut SiteIndex,
    finds_places: bool,
) -> Result<(), CallError> {
    const MEMBERS: &str = "core_cohort_get_cohort_members";
    let cohorts: Vec<told::Cohort> = reader.ask("core_cohort_get_cohorts", json!({})).await?;
    for told in cohorts {
        site.put_cohort(Cohort {
            id: told.id,
            name: told.name,
            idnumber: told.idnumber,
            description: told.description,
            visible: told.visible != 0,
            ..Cohort::default()
        });
    }
    if finds_places {
        read_places(reader, site).await?;
    }
    let ids: Vec<u64> = site.cohorts().map(|cohort| cohort.id).collect();
    let members = |some: &[u64]| Question {
        function: MEMBERS,
        parameters: json!({"cohortids": some}),
    };
    let listed = reader
        .ask_about(&ids, LISTED.min(reader.room()), members)
        .await?;
    for cohort in listed.gone {
        site.remove_cohort(cohort);
    }
    for (_, answer) in listed.answers {
        for told in understood::<Vec<told::CohortMembers>>(MEMBERS, answer)? {
            if let Some(mut cohort) = site.cohort(told.cohortid).cloned() {
                cohort.members = told.userids.into_iter().collect();
                site.put_cohort(cohort);
            }
        }
    }
    tracing::info!(cohorts = ids.len(), "reading the site");
    Ok(())
}

/// Finds the categories of the cohorts that are not the whole site's, when there are any.
async fn read_places(reader: &Reader<'_>, site: &mut SiteIndex) -> Result<(), CallError> {
    let all = site.cohorts().count();
    // The search takes a text that is part of a name; none is part of all.
    let search = |context: serde_json::Value| json!({"query": "", "context": context, "includes": "self", "limitfrom": 0, "limitnum": all});
    if all == 0 {
        return Ok(());
    }
    let system = search(json!({"contextlevel": "system", "instanceid": 0}));
    let system: told::Cohorts = reader.ask(SEARCH, system).await?;
    if system.cohorts.len() >= all {
        return Ok(());
    }
    let categories: Vec<u64> = site.categories().map(|category| category.id).collect();
    let inside = |category: &[u64]| Question {
        function: SEARCH,
        parameters: search(json!({"contextlevel": "coursecat", "instanceid": category.first()})),
    };
    let listed = reader.ask_about(&categories, 1, inside).await?;
    for (category, answer) in listed.answers {
        for told in understood::<told::Cohorts>(SEARCH, answer)?.cohorts {
            if let Some(mut cohort) = site.cohort(told.id).cloned() {
                cohort.category = category.first().copied().unwrap_or_default();
                site.put_cohort(cohort);
            }
        }
    }
    Ok(())
}
