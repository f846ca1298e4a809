//! Which names a row of a cohorts file changes: what files of a bundle that come after can rely on.

use super::{Command, identifier_column};
use crate::kinds::Row;
use crate::kinds::cells::plain_number;
use crate::settings::{GroupIdentifier, Settings};
use crate::site::{Forecast, Space};

/// Says so of one row: as [`super::plan`] would do, as far as names tell.
pub(super) fn brings(row: &Row<'_>, settings: &Settings, forecast: &mut Forecast<'_>) {
    let given = |column| row.text(column).unwrap_or_default();
    let by = settings.cohort_identifier;
    let named = given(identifier_column(by));
    let (space, named) = match by {
        GroupIdentifier::Id => (Space::CohortId, plain_number(named)),
        GroupIdentifier::Idnumber => (Space::CohortIdnumber, named),
        GroupIdentifier::Name => (Space::CohortName, named),
    };
    let names = [
        (Space::CohortName, given("cname")),
        (Space::CohortIdnumber, given("cidnumber")),
    ];
    let exists = forecast.has(space, named);
    match Command::of(given("cmd")) {
        Some(Command::Add) if exists => {
            for (space, name) in names {
                forecast.give(space, name);
            }
        }
        Some(Command::Add) if settings.create_cohorts && by != GroupIdentifier::Id => {
            for (space, name) in names {
                forecast.make(space, name);
            }
        }
        Some(Command::Delete) if exists && given("userid").is_empty() => {
            forecast.remove(space, named);
            for (space, name) in names {
                forecast.remove(space, name);
            }
        }
        Some(Command::Add | Command::Delete | Command::Free) | None => {}
    }
}
