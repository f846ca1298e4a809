//! Columns that name an account by the identifier of the settings (`userid` of cohorts files and the like).

use super::Row;
use super::cells::Place;
use super::duplicates::lower_case;
use super::references::Reference;
use crate::finding::{Code, Finding};
use crate::settings::UserIdentifier;
use crate::site::{Directory, Space};

/// A column of accounts, and whom it has named so far.
#[derive(Debug)]
pub(crate) struct People {
    place: Place,
    identifier: UserIdentifier,
    accounts: Reference,
    /// Those that several accounts answer to; none for identifiers that are unique on every site.
    shared: Option<Reference>,
    lower: String,
}

impl People {
    /// Nobody yet; they stand in this column.
    pub(crate) fn new(place: Place, identifier: UserIdentifier) -> Self {
        let (space, shared) = match identifier {
            UserIdentifier::Idnumber => (Space::UserIdnumber, Some(Space::SharedUserIdnumber)),
            UserIdentifier::Email => (Space::UserEmail, Some(Space::SharedEmail)),
            UserIdentifier::Username => (Space::Username, None),
            UserIdentifier::Id => (Space::UserId, None),
        };
        Self {
            place,
            identifier,
            accounts: Reference::to(space),
            shared: shared.map(Reference::to),
            lower: String::new(),
        }
    }

    /// Whether several accounts answer to a name in the form in which it is compared.
    pub(crate) fn is_shared(&mut self, name: &str, directory: &dyn Directory) -> bool {
        is_shared(&mut self.shared, name, directory)
    }

    /// Finds that the account that the row names does not exist, or that several answer to its name. An empty cell names nobody.
    pub(crate) fn check(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let text = row.given(self.place);
        if text.is_empty() {
            return;
        }
        let name = match self.identifier {
            UserIdentifier::Username | UserIdentifier::Email => lower_case(text, &mut self.lower),
            UserIdentifier::Idnumber | UserIdentifier::Id => text,
        };
        let place = (row, self.place);
        let exists = self
            .accounts
            .check(Code::UnknownUser, place, name, directory, findings);
        if exists && is_shared(&mut self.shared, name, directory) {
            findings.push(
                row.finding_on(Code::AmbiguousUser, self.place)
                    .with("value", text),
            );
        }
    }
}

fn is_shared(shared: &mut Option<Reference>, name: &str, directory: &dyn Directory) -> bool {
    let shared = shared.as_mut();
    shared.is_some_and(|shared| shared.exists(name, directory) == Some(true))
}
