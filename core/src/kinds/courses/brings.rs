//! Which names a row of a courses file changes: what files of a bundle that come after can rely on.

use crate::kinds::{CategoryName, Parsed, Row};
use crate::settings::{CategoryIdentifier, CourseIdentifier, Settings};
use crate::site::{Forecast, Space};

/// The method by which people are enrolled by hand: a new course offers it.
const MANUAL: &str = "manual";

/// Says so of one row: as [`super::plan`] would do, as far as names tell.
pub(super) fn brings(row: &Row<'_>, settings: &Settings, forecast: &mut Forecast<'_>) {
    let given = |column| row.text(column).unwrap_or_default();
    let (shortname, idnumber) = (given("shortname"), given("idnumber"));
    let by = settings.course_identifier;
    let named = match by {
        CourseIdentifier::Shortname => shortname,
        CourseIdentifier::Idnumber => idnumber,
        CourseIdentifier::Id => given("id"),
    };
    let exists = forecast.has(Space::course(by), named);
    let is_unknown = by == CourseIdentifier::Id && !named.is_empty() && !exists;
    if is_unknown || exists && !settings.force_update {
        return;
    }
    if exists {
        forecast.give(Space::CourseShortname, shortname);
        forecast.give(Space::CourseIdnumber, idnumber);
    } else {
        forecast.make(Space::CourseShortname, shortname);
        forecast.make(Space::CourseIdnumber, idnumber);
    }
    if !exists || !idnumber.is_empty() {
        forecast.make_pair(Space::ShortnameWithIdnumber, shortname, idnumber);
    }
    for (course, by) in [
        (shortname, CourseIdentifier::Shortname),
        (idnumber, CourseIdentifier::Idnumber),
    ] {
        if !exists {
            forecast.make_pair(Space::any_method(by), course, MANUAL);
            forecast.make_pair(Space::method(by), course, MANUAL);
        }
        for method in ["self", "guest"] {
            if row.parsed(method) == Some(Parsed::Bool(true)) {
                forecast.make_pair(Space::any_method(by), course, method);
                forecast.make_pair(Space::method(by), course, method);
            }
        }
    }
    if settings.category_identifier == CategoryIdentifier::Path
        && let CategoryName::Path(levels) = CategoryName::of(given("category"))
        && !levels.contains(&"")
    {
        for end in 1..=levels.len() {
            forecast.make(Space::CategoryPath, &levels[..end].join("/"));
        }
    }
}
