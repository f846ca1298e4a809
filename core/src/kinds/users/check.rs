//! What the rows of a users file must satisfy beyond their single cells: against each other, and against the site.

use super::bindings::Bindings;
use super::identity::{Account, Identity};
use crate::finding::{Code, Finding};
use crate::input::{AlikeRows, Record};
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{Announced, lower_case};
use crate::kinds::references::{Reference, suggest};
use crate::kinds::{Header, Keys, Row, RowChecks};
use crate::settings::Settings;
use crate::site::{Directory, Space};

/// The methods that know an account by a password of its own; every other one asks elsewhere (CAS, LDAP, SAML…).
pub(super) const OWN_PASSWORD: &[&str] = &["manual", "email", "none", "webservice"];

/// An account that is to have no password (`spec/operations.md` §7.6).
const NO_PASSWORD: &str = "*NOPASS*";

/// The checks of a users file, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct UsersChecks {
    /// Custom profile fields of the header: short name, place.
    profile_fields: Vec<(String, usize)>,
    password: Place,
    auth: Place,
    lang: Place,
    cohort: Place,
    cohortid: Place,
    identity: Identity,
    bindings: Bindings,
    auths: Reference,
    languages: Reference,
    cohorts: Reference,
    cohort_idnumbers: Reference,
    new_cohorts: Announced,
    lower: String,
}

impl UsersChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        Self {
            profile_fields: header
                .named("profile_field_{name}")
                .map(|(name, position)| (name.to_owned(), position))
                .collect(),
            password: header.position("password"),
            auth: header.position("auth"),
            lang: header.position("lang"),
            cohort: header.position("cohort"),
            cohortid: header.position("cohortid"),
            identity: Identity::new(header, settings),
            bindings: Bindings::new(header, settings),
            auths: Reference::to(Space::Auth),
            languages: Reference::to(Space::Language),
            cohorts: Reference::to(Space::CohortName),
            cohort_idnumbers: Reference::to(Space::CohortIdnumber),
            new_cohorts: Announced::default(),
            lower: String::new(),
        }
    }

    /// A password for an account that logs in by another system's.
    fn password(&self, row: &Row<'_>, findings: &mut Vec<Finding>) {
        let (password, auth) = (row.given(self.password), row.given(self.auth));
        if !password.is_empty()
            && password != NO_PASSWORD
            && !auth.is_empty()
            && !OWN_PASSWORD.contains(&auth)
        {
            findings.push(
                row.finding_on(Code::PasswordNotUsed, self.password)
                    .with("auth", auth),
            );
        }
    }

    /// Authentication method and language pack.
    fn site_names(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let auth = row.given(self.auth);
        if !auth.is_empty() {
            let place = (row, self.auth);
            self.auths
                .check(Code::UnknownAuth, place, auth, directory, findings);
        }
        let lang = lower_case(row.given(self.lang), &mut self.lower);
        let lang = lang.strip_suffix("_utf8").unwrap_or(lang);
        if !lang.is_empty() {
            let place = (row, self.lang);
            self.languages
                .check(Code::UnknownLanguage, place, lang, directory, findings);
        }
    }

    /// A cohort is found by name and created when missing, with an idnumber that no other cohort may have
    /// (`spec/operations.md` §7.7).
    fn cohort(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        let (cohort, idnumber) = (row.given(self.cohort), row.given(self.cohortid));
        if cohort.is_empty() {
            if !idnumber.is_empty() {
                findings.push(
                    row.finding_on(Code::OrphanCell, self.cohortid)
                        .with("partner", "cohort"),
                );
            }
            return;
        }
        if self.cohorts.exists(cohort, directory) != Some(false) || !self.new_cohorts.first(cohort)
        {
            return;
        }
        if !idnumber.is_empty() && self.cohort_idnumbers.exists(idnumber, directory) == Some(true) {
            findings.push(
                row.finding_on(Code::IdnumberTaken, self.cohortid)
                    .with("value", idnumber)
                    .with("object", "cohort"),
            );
        }
        findings.push(
            row.finding_on(Code::NewCohort, self.cohort)
                .with("value", cohort),
        );
    }
}

impl RowChecks for UsersChecks {
    fn expect(&mut self, rows: usize) {
        self.identity.expect(rows);
    }

    fn look_ahead(&mut self, keys: &Keys, _: &AlikeRows, directory: &dyn Directory) {
        self.identity.look_ahead(keys, directory);
    }

    fn header(
        &mut self,
        record: &Record<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let mut fields = Reference::to(Space::ProfileField);
        for (name, index) in &self.profile_fields {
            if fields.exists(name, directory) == Some(false) {
                let near = fields.near(name, directory).map(|mut near| {
                    near.name.insert_str(0, "profile_field_");
                    near
                });
                let finding = Finding::new(
                    Code::UnknownProfileField,
                    record.line(),
                    record.cell_span(*index),
                )
                .column(format!("profile_field_{name}"))
                .with("value", name);
                findings.push(suggest(finding, near));
            }
        }
    }

    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        match self.identity.check(row, directory, findings) {
            Account::Repeated | Account::Deleted => {}
            Account::Kept => {
                self.password(row, findings);
                self.site_names(row, directory, findings);
                self.cohort(row, directory, findings);
                self.bindings.check(row, directory, findings);
            }
        }
    }
}
