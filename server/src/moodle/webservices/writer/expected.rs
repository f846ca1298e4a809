//! Whether what an update changes is still as the plan saw it. Core functions write over whatever is there: what somebody changed since the
//! plan would be lost without a word.
//!
//! Only what a function tells can be looked at. A refusal to tell holds nothing up: then the update itself says what is wrong.

use std::collections::BTreeSet;

use hashbrown::HashMap;
use serde_json::{Value as Json, json};
use toolsync_core::kinds::{Value, ValueType};
use toolsync_core::plan::{Change, Operation};
use toolsync_core::site::{Part, Thing, ThingKind};

use super::super::error::CallError;
use super::super::snapshot::{
    Told, ToldAccount, ToldCourse, cell, columns_of_account, columns_of_course, text,
};
use super::calls::Calls;
use super::element::Element;
use super::fields::PROFILE;
use super::function::Function;
use super::ids::Name;
use super::problem::Problem;
use super::reply::number;

/// Columns that are told of some accounts and not of others, as these choose or the site's languages have it: what is not told of them may
/// be there all the same.
const TOLD_OF_SOME: &[&str] = &["description", "email", "lang"];

/// Columns of a cohort, and Moodle's names for them.
const OF_COHORT: &[(&str, &str)] = &[
    ("cname", "name"),
    ("cidnumber", "idnumber"),
    ("cdescription", "description"),
];

/// Columns of a group or a grouping, and Moodle's names for them.
const OF_GROUP: &[(&str, &str)] = &[
    ("name", "name"),
    ("idnumber", "idnumber"),
    ("description", "description"),
];

impl Calls<'_> {
    /// Which elements change something that is not as the plan saw it. Cohorts and groupings are looked at where they are read anyway.
    ///
    /// # Errors
    /// When the site does not answer.
    pub(super) async fn moved(
        &self,
        function: Function,
        elements: &[Element<'_>],
    ) -> Result<Vec<Option<Problem>>, CallError> {
        let expecting = || elements.iter().filter(|element| expects(element));
        Ok(match function {
            Function::UpdateUsers => {
                let asked = |ids: &[u64]| json!({"field": "id", "values": ids});
                let read = self.by_ids("core_user_get_users_by_field", asked, expecting());
                let accounts = accounts(read.await?);
                judged(elements, |element| {
                    of_account(element, accounts.get(&element.id)?)
                })
            }
            Function::UpdateCourses => {
                let asked = |ids: &[u64]| json!({"options": {"ids": ids}});
                let read = self.by_ids("core_course_get_courses", asked, expecting());
                let courses = read.await?;
                judged(elements, |element| {
                    of_course(element, courses.get(&element.id)?)
                })
            }
            Function::UpdateGroups => {
                let groups = self.groups(expecting()).await?;
                judged(elements, |element| {
                    of_group(element, groups.get(&element.id)?)
                })
            }
            _ => vec![None; elements.len()],
        })
    }

    /// The groups of the courses that elements are about, by id. The function that tells groups by their ids is not among those that a
    /// service for Toolsync has to hold.
    async fn groups<'e, 'o: 'e>(
        &self,
        elements: impl Iterator<Item = &'e Element<'o>>,
    ) -> Result<HashMap<u64, Json>, CallError> {
        let courses: BTreeSet<u64> = elements.map(|element| element.place).collect();
        let mut groups = HashMap::new();
        for course in courses {
            let asked = json!({"courseid": course, "moodlewssettingfileurl": false});
            let told = match self.read("core_group_get_course_groups", &asked).await {
                Ok(told) => told,
                Err(CallError::Refused(_)) => continue,
                Err(error) => return Err(error),
            };
            for group in told.as_array().into_iter().flatten() {
                groups.extend(number(&group["id"]).map(|id| (id, group.clone())));
            }
        }
        Ok(groups)
    }
}

/// Whether an element is about something that the plan saw, and not about what the row itself has just made.
fn expects(element: &Element<'_>) -> bool {
    element.operations.iter().any(|operation| {
        matches!(operation, Operation::RenameUser { .. }) || !operation.changes().is_empty()
    })
}

/// What is said of each element, as far as it expects anything.
fn judged(
    elements: &[Element<'_>],
    problem: impl Fn(&Element<'_>) -> Option<Problem>,
) -> Vec<Option<Problem>> {
    let judged = elements.iter().map(|element| match expects(element) {
        true => problem(element),
        false => None,
    });
    judged.collect()
}

/// What was told of accounts. A column that was told of one of them and not of another is empty there: Moodle leaves out what is empty, and
/// what the token may not see of anybody.
fn accounts(read: HashMap<u64, Json>) -> HashMap<u64, (String, Told)> {
    let mut accounts: HashMap<u64, (String, Told)> = read
        .into_iter()
        .filter_map(|(id, account)| Some((id, told_of_account(account)?)))
        .collect();
    let seen: BTreeSet<String> = accounts
        .values()
        .flat_map(|(_, told)| told.keys())
        .filter(|column| !TOLD_OF_SOME.contains(&column.as_str()))
        .cloned()
        .collect();
    for (_, told) in accounts.values_mut() {
        for column in &seen {
            told.entry(column.clone()).or_default();
        }
    }
    accounts
}

/// Login name and columns of an account; an empty name where it is not told.
fn told_of_account(account: Json) -> Option<(String, Told)> {
    let suspended = account.get("suspended").cloned();
    // Moodles that tell no `displayvalue` tell the value as a page shows it.
    let custom = account["customfields"].as_array().into_iter().flatten();
    let custom: Told = custom
        .filter(|field| field.get("displayvalue").is_some())
        .filter_map(|field| {
            let column = format!("{PROFILE}{}", field["shortname"].as_str()?);
            Some((column, text(&field["value"]).map(Value::Text)))
        })
        .collect();
    let account: ToldAccount = serde_json::from_value(account).ok()?;
    let mut told = columns_of_account(&account);
    told.retain(|column, value| value.is_some() || !TOLD_OF_SOME.contains(&column.as_str()));
    told.extend(custom);
    if let Some(suspended) = suspended {
        told.insert("suspended".to_owned(), cell(ValueType::Boolean, &suspended));
    }
    Some((account.username, told))
}

fn of_account(element: &Element<'_>, (now, told): &(String, Told)) -> Option<Problem> {
    let planned = element.operations.iter().find_map(|one| match one {
        Operation::RenameUser { from: name, .. } | Operation::UpdateUser { username: name, .. } => {
            Some(name)
        }
        _ => None,
    })?;
    if !now.is_empty() && now != planned {
        // Deleted, or under another name by now.
        return Some(Problem::missing(Thing::account(planned)));
    }
    // A profile field that nobody filled in is told with its default.
    let compared = |change: &&Change| !(change.field.starts_with(PROFILE) && change.old.is_none());
    let changes = changes(element).filter(compared);
    first_moved(changes, &Thing::account(planned), told)
}

/// The short name of a course that is known by its number only: it has another one by now.
pub(super) fn renamed_course(id: u64) -> Thing {
    Thing::numbered(ThingKind::NumberedCourse, id).part(Part::Shortname)
}

fn of_course(element: &Element<'_>, now: &Json) -> Option<Problem> {
    let Operation::UpdateCourse { shortname, .. } = element.operation else {
        return None;
    };
    let course: ToldCourse = serde_json::from_value(now.clone()).ok()?;
    let what = Name::course(shortname).thing();
    if course.shortname.to_lowercase() != shortname.to_lowercase() {
        let what = renamed_course(element.id);
        return Some(Problem::changed(what, shortname, course.shortname));
    }
    if let Some(left) = element.leaves
        && left != course.categoryid
    {
        let what = what.part(Part::Category);
        let (left, now) = (left.to_string(), course.categoryid.to_string());
        return Some(Problem::changed(what, left, now));
    }
    let mut told = columns_of_course(&course);
    let shortname = Some(Value::Text(course.shortname));
    told.insert("shortname".to_owned(), shortname);
    first_moved(changes(element), &what, &told)
}

/// The first change of a cohort whose old value is not there any more.
pub(super) fn of_cohort(element: &Element<'_>, now: &Json) -> Option<Problem> {
    let Operation::UpdateCohort { cohort, .. } = element.operation else {
        return None;
    };
    let what = Thing::cohort(&cohort.name);
    first_moved(changes(element), &what, &texts(OF_COHORT, now))
}

/// The first change of a group or a grouping whose old value is not there any more; or that it has another name by now.
pub(super) fn of_group(element: &Element<'_>, now: &Json) -> Option<Problem> {
    let (name, what) = match element.operation {
        Operation::UpdateGroup { course, group, .. } => (group, Name::group(course, group).thing()),
        Operation::UpdateGrouping {
            course, grouping, ..
        } => (grouping, Name::grouping(course, grouping).thing()),
        _ => return None,
    };
    let mut told = texts(OF_GROUP, now);
    match told.remove("name").flatten() {
        Some(now) if now.to_string() != *name => Some(Problem::changed(
            what.part(Part::Name),
            name,
            now.to_string(),
        )),
        _ => first_moved(changes(element), &what, &told),
    }
}

fn texts(columns: &[(&str, &str)], told: &Json) -> Told {
    let of_pair = |(column, name): &(&str, &str)| {
        let value = told.get(*name)?;
        Some(((*column).to_owned(), text(value).map(Value::Text)))
    };
    columns.iter().filter_map(of_pair).collect()
}

/// The changes that an element makes; of two of the same field the first, which is the one that the site knows of.
fn changes<'o>(element: &Element<'o>) -> impl Iterator<Item = &'o Change> {
    let mut fields = BTreeSet::new();
    let changes = element.operations.iter().flat_map(Operation::changes);
    changes.filter(move |change| fields.insert(change.field.as_str()))
}

/// The first change whose old value is not there any more. Empty, absent and the number 0 are the same: Moodle keeps either.
fn first_moved<'c>(
    mut changes: impl Iterator<Item = &'c Change>,
    what: &Thing,
    told: &Told,
) -> Option<Problem> {
    changes.find_map(|change| {
        let said = |value: Option<&Value>| value.map(ToString::to_string).unwrap_or_default();
        let found = said(told.get(&change.field)?.as_ref());
        let expected = said(change.old.as_ref()).replace("\r\n", "\n");
        let is_nothing = |text: &str| matches!(text, "" | "0");
        if expected == found || (is_nothing(&expected) && is_nothing(&found)) {
            return None;
        }
        let what = what.clone().field(&change.field);
        Some(Problem::changed(what, expected, found))
    })
}
