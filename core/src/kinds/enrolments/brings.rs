//! Which names a row of an enrolments file changes: what files of a bundle that come after can rely on.

use super::GroupCommand;
use crate::kinds::Row;
use crate::settings::{GroupIdentifier, Settings};
use crate::site::{Forecast, Space};

/// Says so of one row: as [`super::plan`] would do, as far as names tell.
pub(super) fn brings(row: &Row<'_>, settings: &Settings, forecast: &mut Forecast<'_>) {
    let given = |column| row.text(column).unwrap_or_default();
    let (Some(GroupCommand::Add { create: true }) | Some(GroupCommand::Replace { create: true })) =
        GroupCommand::of(given("gcmd"))
    else {
        return;
    };
    let by = settings.enrolment_course_identifier;
    for place in row.header.numbered("g{n}").into_values() {
        let group = row.given(Some(place));
        if !group.is_empty() {
            let groups = Space::group(by, GroupIdentifier::Name);
            forecast.make_pair(groups, given("cid"), group);
        }
    }
}
