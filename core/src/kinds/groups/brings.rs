//! Which names a row of a groups file changes: what files of a bundle that come after can rely on.

use super::DELETE;
use super::part::Part;
use crate::kinds::Row;
use crate::settings::{GroupIdentifier, Settings};
use crate::site::{Forecast, Space};

/// Says so of one row: as [`super::plan`] would do, as far as names tell.
pub(super) fn brings(row: &Row<'_>, settings: &Settings, forecast: &mut Forecast<'_>) {
    let given = |column| row.text(column).unwrap_or_default();
    let by = settings.group_course_identifier;
    let names = match Part::of(row.text("type")) {
        Part::Group => [
            (Space::group(by, GroupIdentifier::Name), given("name")),
            (
                Space::group(by, GroupIdentifier::Idnumber),
                given("idnumber"),
            ),
        ],
        // Checks know groupings by idnumber only.
        Part::Grouping => [
            (Space::grouping(by), given("idnumber")),
            (Space::grouping(by), ""),
        ],
    };
    for (space, name) in names {
        if name.is_empty() {
            continue;
        }
        if row.text("cmd") == Some(DELETE) {
            forecast.remove_pair(space, given("courseid"), name);
        } else {
            forecast.make_pair(space, given("courseid"), name);
        }
    }
}
