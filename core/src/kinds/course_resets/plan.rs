//! How a row of a file of course resets becomes one operation.

use std::collections::BTreeSet;

use super::asked::Asked;
use super::identifier_column;
use super::options::{ALL, Cell, NO_ROLE, ResetOption, UNENROL, words};
use crate::finding::Code;
use crate::plan::{Draft, Operation, Refusal, ResetSetting, ResetValue};
use crate::site::{Course, SiteIndex, Unknown};

/// Plans a row.
///
/// # Errors
/// The refusal of a row whose course is not there any more, or would end before it starts.
pub(super) fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let identifier = draft.settings().reset_course_identifier;
    let column = identifier_column(identifier);
    let text = draft.text(column).unwrap_or_default();
    let Some(course) = draft.site().course_by(identifier, text).cloned() else {
        let unknown = draft.finding(Code::UnknownCourse, column);
        return Err(Box::new(
            unknown.with("value", text).with("suggested", "no"),
        ));
    };
    draft.about(course.id, text, column)?;
    ends_after_its_start(draft, &course)?;
    let asked = Asked::of(|column| draft.text(column));
    let options = settings(draft, &asked, &course);
    let removed = draft.site().removed_by_reset(&course, &options);
    let is_told = draft.site().tells(&Unknown::CourseContent);
    let may_hold = !is_told && options.iter().any(|option| !option.removes().is_empty());
    if may_hold {
        draft.note_not_told("content", column);
    }
    if removed.is_empty() && !may_hold {
        return Ok(());
    }
    draft.apply(Operation::ResetCourse {
        course: course.shortname,
        options,
        removed,
    })
}

/// Moodle's function does not look, so we do. An end that is not given moves with the start where it is after it (see
/// `site/effect/reset.rs`).
fn ends_after_its_start(draft: &Draft<'_>, course: &Course) -> Result<(), Refusal> {
    let given = |column, field| {
        let given = draft.number(column).filter(|moment| *moment != 0);
        given.or_else(|| course.number(field)).unwrap_or(0)
    };
    let (start, end) = (
        given("start_date", "startdate"),
        given("end_date", "enddate"),
    );
    if draft.number("end_date").is_none() || end == 0 || end > start {
        return Ok(());
    }
    let shown = |seconds| match jiff::Timestamp::from_second(seconds) {
        Ok(moment) => moment.to_string(),
        Err(_) => seconds.to_string(),
    };
    let reversed = draft.finding(Code::PeriodReversed, "end_date");
    Err(Box::new(
        reversed
            .with("value", shown(end))
            .with("start", shown(start)),
    ))
}

/// The options in Moodle's names: those of modules only where the course has such an activity, as Moodle passes over the others.
fn settings(draft: &Draft<'_>, asked: &Asked<'_>, course: &Course) -> Vec<ResetSetting> {
    let mut settings: Vec<ResetSetting> = Vec::new();
    let mut set = |name: &str, value| {
        settings.push(ResetSetting {
            name: name.to_owned(),
            value,
        });
    };
    let mut unenrolled = unenrolled(draft, asked);
    for option in asked.options().filter(|option| option.works) {
        if !option.module.is_empty() && !course.content.has_activity(option.module) {
            continue;
        }
        match option.cell {
            Cell::Date => {
                let Some(moment) = draft.number(option.column).filter(|moment| *moment != 0) else {
                    continue;
                };
                set(option.name, ResetValue::Moment(moment));
            }
            // Two columns ask for it; it stands in the list once.
            _ if option.name == UNENROL && unenrolled.is_empty() => {}
            _ if option.name == UNENROL => {
                set(UNENROL, ResetValue::Words(std::mem::take(&mut unenrolled)));
            }
            Cell::Types(_) => {
                let types = words(draft.text(option.column).unwrap_or_default());
                set(
                    option.name,
                    ResetValue::Words(types.map(str::to_owned).collect()),
                );
            }
            Cell::Flag | Cell::Word(_) | Cell::Roles => {
                for name in names(option, course) {
                    set(&name, ResetValue::Flag(true));
                }
            }
        }
    }
    with_old_dates(settings, course)
}

/// Moodle's names of an option: one for each activity where the name holds its id.
fn names(option: &ResetOption, course: &Course) -> Vec<String> {
    if !option.name.contains("{id}") {
        return vec![option.name.to_owned()];
    }
    let activities = course.content.activities.get(option.module);
    activities
        .into_iter()
        .flatten()
        .map(|id| option.name.replace("{id}", &id.to_string()))
        .collect()
}

/// The roles whose holders are unenrolled, each once: `all` is every role of the site, but not those enrolled without any.
fn unenrolled(draft: &Draft<'_>, asked: &Asked<'_>) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    for (option, cell) in asked
        .by_column()
        .filter(|(option, _)| option.name == UNENROL)
    {
        match option.cell {
            Cell::Roles if words(cell).any(|role| role == ALL) => roles.extend(all(draft.site())),
            Cell::Roles => roles.extend(words(cell).map(str::to_owned)),
            _ => roles.push(NO_ROLE.to_owned()),
        }
    }
    let mut seen = BTreeSet::new();
    roles.retain(|role| seen.insert(role.clone()));
    roles
}

fn all(site: &SiteIndex) -> impl Iterator<Item = String> {
    site.roles().map(|role| role.shortname.clone())
}

/// Moodle moves dates by the difference to the old ones, which it must be told.
fn with_old_dates(settings: Vec<ResetSetting>, course: &Course) -> Vec<ResetSetting> {
    let mut all = Vec::with_capacity(settings.len());
    for setting in settings {
        let old = match setting.name.as_str() {
            "reset_start_date" => vec![
                ("reset_start_date_old", "startdate"),
                ("reset_end_date_old", "enddate"),
            ],
            _ => Vec::new(),
        };
        all.push(setting);
        all.extend(old.into_iter().map(|(name, field)| ResetSetting {
            name: name.to_owned(),
            value: ResetValue::Moment(course.number(field).unwrap_or(0)),
        }));
    }
    all
}
