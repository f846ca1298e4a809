//! The columns that name a person.

use super::Fate;
use crate::kinds::cells::Place;
use crate::kinds::users::brings::goes;
use crate::kinds::{Header, Parsed, Row};
use crate::settings::{Settings, UserIdentifier};
use crate::site::Forecast;

/// The columns of a header that name a person, and the one of the settings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    identifier: UserIdentifier,
    id: Place,
    pub(super) username: Place,
    pub(super) idnumber: Place,
    pub(super) email: Place,
}

impl Columns {
    /// Those of this header.
    pub(super) fn new(header: &Header, identifier: UserIdentifier) -> Self {
        Self {
            identifier,
            id: header.position("id"),
            username: header.position("username"),
            idnumber: header.position("idnumber"),
            email: header.position("email"),
        }
    }

    /// Where an identifier stands.
    pub(super) const fn place(&self, identifier: UserIdentifier) -> Place {
        match identifier {
            UserIdentifier::Id => self.id,
            UserIdentifier::Username => self.username,
            UserIdentifier::Idnumber => self.idnumber,
            UserIdentifier::Email => self.email,
        }
    }

    /// The column that the header must have and lacks: that of the settings, where the login name does not stand in for it.
    pub(super) const fn missing(&self) -> Option<&'static str> {
        if self.username.is_some() || self.place(self.identifier).is_some() {
            return None;
        }
        Some(column(self.identifier))
    }

    /// What names the person of a row: the identifier of the settings, else the login name. None when both are empty.
    pub(super) fn key(&self, row: &Row<'_>) -> Option<UserIdentifier> {
        [self.identifier, UserIdentifier::Username]
            .into_iter()
            .find(|identifier| !row.given(self.place(*identifier)).is_empty())
    }

    /// The column to fill where a row names nobody.
    pub(super) const fn wanted(&self) -> Place {
        match self.place(self.identifier) {
            None => self.username,
            place => place,
        }
    }
}

/// Says which names a row of a list of deletions changes, for the files of a bundle that come after.
pub(super) fn brings(row: &Row<'_>, _settings: &Settings, forecast: &mut Forecast<'_>) {
    if row.parsed(Fate::Deletion.column()) == Some(Parsed::Bool(false)) {
        return;
    }
    let names = [
        UserIdentifier::Username,
        UserIdentifier::Idnumber,
        UserIdentifier::Email,
    ];
    let names = names.map(|by| (by, row.text(column(by)).unwrap_or_default()));
    goes(names, forecast);
}

/// The column of an identifier.
pub(super) const fn column(identifier: UserIdentifier) -> &'static str {
    match identifier {
        UserIdentifier::Id => "id",
        UserIdentifier::Username => "username",
        UserIdentifier::Idnumber => "idnumber",
        UserIdentifier::Email => "email",
    }
}
