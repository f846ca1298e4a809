//! What the rows of a cohorts file must satisfy beyond their single cells: against each other, and against the site.

use super::history::{History, Name, Said};
use super::{Command, identifier_column};
use crate::finding::{Code, Finding};
use crate::input::Record;
use crate::kinds::cells::{Place, plain_number};
use crate::kinds::duplicates::{Announced, lower_case};
use crate::kinds::people::People;
use crate::kinds::references::{Reference, suggest};
use crate::kinds::{Header, Row, RowChecks};
use crate::settings::{GroupIdentifier, Settings, UserIdentifier};
use crate::site::{Directory, Space};

/// The checks of a cohorts file, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct CohortsChecks {
    columns: Columns,
    identifier: GroupIdentifier,
    user_identifier: UserIdentifier,
    create: bool,
    history: History,
    cohorts: Reference,
    names: Reference,
    idnumbers: Reference,
    categories: Reference,
    category_idnumbers: Reference,
    people: People,
    /// Cohorts that the file creates.
    new_cohorts: Announced,
    lower: String,
}

/// Where the columns stand.
#[derive(Debug)]
struct Columns {
    cmd: Place,
    cohort: Place,
    cname: Place,
    cidnumber: Place,
    userid: Place,
    cdescription: Place,
    ccatcontext: Place,
    ccatcontextidnumber: Place,
    component: Place,
}

impl CohortsChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        let identifier = settings.cohort_identifier;
        let userid = header.position("userid");
        Self {
            columns: Columns {
                cmd: header.position("cmd"),
                cohort: header.position(identifier_column(identifier)),
                cname: header.position("cname"),
                cidnumber: header.position("cidnumber"),
                userid,
                cdescription: header.position("cdescription"),
                ccatcontext: header.position("ccatcontext"),
                ccatcontextidnumber: header.position("ccatcontextidnumber"),
                component: header.position("component"),
            },
            identifier,
            user_identifier: settings.cohort_user_identifier,
            create: settings.create_cohorts,
            history: History::default(),
            cohorts: Reference::to(match identifier {
                GroupIdentifier::Id => Space::CohortId,
                GroupIdentifier::Idnumber => Space::CohortIdnumber,
                GroupIdentifier::Name => Space::CohortName,
            }),
            names: Reference::to(Space::CohortName),
            idnumbers: Reference::to(Space::CohortIdnumber),
            categories: Reference::to(Space::CategoryId),
            category_idnumbers: Reference::to(Space::CategoryIdnumber),
            people: People::new(userid, settings.cohort_user_identifier),
            new_cohorts: Announced::default(),
            lower: String::new(),
        }
    }

    /// What the row says that the cohort is: nothing that another row says otherwise.
    fn definition(&mut self, row: &Row<'_>, cohort: &str, findings: &mut Vec<Finding>) {
        let columns = &self.columns;
        let (name, idnumber) = (
            (self.identifier != GroupIdentifier::Name).then_some((Name::Name, columns.cname)),
            (self.identifier != GroupIdentifier::Idnumber)
                .then_some((Name::Idnumber, columns.cidnumber)),
        );
        for given in [name, idnumber].into_iter().flatten() {
            self.history.name(row, cohort, given, findings);
        }
        let (id, by_idnumber) = (columns.ccatcontext, columns.ccatcontextidnumber);
        let context = match row.given(id) {
            "" => format!("={}", row.given(by_idnumber)),
            id => plain_number(id).to_owned(),
        };
        let (context, place) = match &*context {
            "=" => ("", id),
            context if context.starts_with('=') => (context, by_idnumber),
            context => (context, id),
        };
        for (column, place, text) in [
            ("cname", columns.cname, row.given(columns.cname)),
            ("cidnumber", columns.cidnumber, row.given(columns.cidnumber)),
            (
                "cdescription",
                columns.cdescription,
                row.given(columns.cdescription),
            ),
            ("ccatcontext", place, context),
            ("component", columns.component, row.given(columns.component)),
        ] {
            if place != columns.cohort {
                self.history
                    .define(row, cohort, (column, place, text), findings);
            }
        }
    }

    /// A cohort that is to be there, and is created where it is not.
    fn kept(
        &mut self,
        row: &Row<'_>,
        cohort: &str,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        if self.cohorts.exists(cohort, directory) != Some(false)
            || self.new_cohorts.contains(cohort)
        {
            return;
        }
        let place = self.columns.cohort;
        let reason = match self.identifier {
            GroupIdentifier::Id => Some("numbered"),
            _ if !self.create => Some("switched_off"),
            _ => None,
        };
        if let Some(reason) = reason {
            let unknown = row
                .finding_on(Code::UnknownCohort, place)
                .with("value", cohort)
                .with("reason", reason);
            findings.push(suggest(unknown, self.cohorts.near(cohort, directory)));
            return;
        }
        let (name, idnumber) = (
            row.given(self.columns.cname),
            row.given(self.columns.cidnumber),
        );
        if name.is_empty() {
            let unnamed = row.finding_on(Code::CohortWithoutName, place);
            let unnamed = unnamed.with("value", cohort);
            findings.push(suggest(unnamed, self.cohorts.near(cohort, directory)));
            return;
        }
        if self.identifier != GroupIdentifier::Name
            && self.names.exists(name, directory) == Some(true)
        {
            findings.push(
                row.finding_on(Code::CohortNameTaken, self.columns.cname)
                    .with("value", name),
            );
            return;
        }
        if self.identifier != GroupIdentifier::Idnumber
            && !idnumber.is_empty()
            && self.idnumbers.exists(idnumber, directory) == Some(true)
        {
            findings.push(
                row.finding_on(Code::IdnumberTaken, self.columns.cidnumber)
                    .with("value", idnumber)
                    .with("object", "cohort"),
            );
            return;
        }
        if self.new_cohorts.first(cohort) {
            findings.push(row.finding_on(Code::NewCohort, place).with("value", name));
        }
    }

    /// The category that the cohort belongs to: one that the site does not have changes nothing.
    fn context(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        let id = row.given(self.columns.ccatcontext);
        let (references, place, text) = if id.is_empty() {
            let place = self.columns.ccatcontextidnumber;
            (&mut self.category_idnumbers, place, row.given(place))
        } else if plain_number(id) == "0" {
            return;
        } else {
            let place = self.columns.ccatcontext;
            (&mut self.categories, place, plain_number(id))
        };
        if !text.is_empty() {
            let code = Code::UnknownCohortContext;
            references.check(code, (row, place), text, directory, findings);
        }
    }
}

impl RowChecks for CohortsChecks {
    fn header(
        &mut self,
        record: &Record<'_>,
        _directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        if self.columns.cohort.is_none() {
            findings.push(
                Finding::new(Code::MissingColumn, record.line(), record.span())
                    .column(identifier_column(self.identifier)),
            );
        }
    }

    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        let Some(command) = Command::of(row.given(self.columns.cmd)) else {
            return;
        };
        let place = self.columns.cohort;
        let cohort = match self.identifier {
            GroupIdentifier::Id => plain_number(row.given(place)),
            GroupIdentifier::Idnumber | GroupIdentifier::Name => row.given(place),
        };
        if cohort.is_empty() {
            if place.is_some() {
                findings.push(row.finding_on(Code::RequiredEmpty, place));
            }
            return;
        }
        let given = row.given(self.columns.userid);
        let mut lower = std::mem::take(&mut self.lower);
        let user = match self.user_identifier {
            UserIdentifier::Id => plain_number(given),
            UserIdentifier::Username | UserIdentifier::Email => lower_case(given, &mut lower),
            UserIdentifier::Idnumber => given,
        };
        let said = Said {
            cohort,
            user,
            command,
            place: self.columns.cmd,
        };
        let is_repeated = self.history.repeats(row, said, findings);
        let is_whole = said.is_whole();
        self.lower = lower;
        if command == Command::Add {
            // Said of a repeated row too: the row that it repeats may be refused for it.
            self.definition(row, cohort, findings);
        }
        if is_repeated {
            return;
        }
        // `free` says what it does; with a person beside it, something else may be meant.
        let what = match command {
            Command::Delete if is_whole && self.columns.userid.is_some() => Some("del"),
            Command::Free if !given.is_empty() => Some("free"),
            Command::Add | Command::Delete | Command::Free => None,
        };
        if let Some(what) = what {
            findings.push(
                row.finding_on(Code::WholeCohort, self.columns.userid)
                    .with("what", what)
                    .with("value", cohort),
            );
        }
        if command == Command::Add {
            self.kept(row, cohort, directory, findings);
            self.context(row, directory, findings);
        } else if !self.new_cohorts.contains(cohort) {
            let code = Code::MissingCohort;
            self.cohorts
                .check(code, (row, place), cohort, directory, findings);
        }
        if !is_whole {
            self.people.check(row, directory, findings);
        }
    }
}
