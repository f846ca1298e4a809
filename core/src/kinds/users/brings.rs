//! Which names a row of a users file changes: what files of a bundle that come after can rely on.

use crate::kinds::values::sends_no_mail;
use crate::kinds::{Parsed, Row};
use crate::settings::{GroupIdentifier, Settings, UserIdentifier};
use crate::site::{Forecast, Space};

/// Says so of one row: as [`super::plan`] would do, as far as names tell.
pub(super) fn brings(row: &Row<'_>, settings: &Settings, forecast: &mut Forecast<'_>) {
    let given = |column| row.text(column).unwrap_or_default();
    let (login, idnumber, old) = (given("username"), given("idnumber"), given("oldusername"));
    let email = Some(given("email")).filter(|email| !sends_no_mail(email));
    let email = email.unwrap_or_default();
    let names = [
        (UserIdentifier::Username, login),
        (UserIdentifier::Idnumber, idnumber),
        (UserIdentifier::Email, email),
    ];
    if row.parsed("deleted") == Some(Parsed::Bool(true)) {
        if forecast.has(Space::Username, login) {
            goes(names, forecast);
        }
        return;
    }
    let is_there = forecast.has(Space::Username, login);
    let is_renamed = settings.allow_rename && !is_there && forecast.has(Space::Username, old);
    let deleted = names.map(|(by, name)| (Space::account(by, name), name));
    let mut deleted = deleted
        .into_iter()
        .filter(|(account, name)| !name.is_empty() && forecast.has(Space::DeletedUser, account));
    if is_renamed {
        forecast.give(Space::Username, login);
        forecast.remove(Space::Username, old);
    } else if is_there {
    } else if let Some((account, _)) = deleted.next() {
        forecast.give(Space::Username, login);
        forecast.remove(Space::DeletedUser, &account);
    } else {
        forecast.make(Space::Username, login);
        // Nothing else is known to be so of an account that has been there before.
        forecast.make_pair(Space::UsernameWithIdnumber, login, idnumber);
        forecast.make_pair(Space::UsernameWithEmail, login, email);
    }
    if !idnumber.is_empty() {
        forecast.make(Space::UserIdnumber, idnumber);
        forecast.make_pair(Space::UsernameWithIdnumber, login, idnumber);
    }
    let keeps_address = settings.protect_emails
        && (is_there || is_renamed)
        && !forecast.has(Space::UsernameWithEmail, &format!("{login}{}", Space::PAIR));
    if !email.is_empty() && !keeps_address {
        forecast.make(Space::UserEmail, &email.to_lowercase());
        forecast.make_pair(Space::UsernameWithEmail, login, email);
    }
    forecast.make(Space::CohortName, given("cohort"));
    forecast.make(Space::CohortIdnumber, given("cohortid"));
    let groups = Space::group(settings.user_course_identifier, GroupIdentifier::Name);
    for (_, [course, group]) in row.header.sets(["course{n}", "group{n}"]) {
        let (course, group) = (row.given(course), row.given(group));
        if !group.is_empty() {
            forecast.make_pair(groups, course, group);
        }
    }
}

/// An account goes that has these names.
pub(in crate::kinds) fn goes(names: [(UserIdentifier, &str); 3], forecast: &mut Forecast<'_>) {
    for (by, name) in names {
        if !name.is_empty() {
            forecast.remove(Space::user(by), name);
            forecast.make(Space::DeletedUser, &Space::account(by, name));
        }
    }
}
