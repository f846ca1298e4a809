//! What the tests of the kinds' checks share: a small directory, and findings as short lines.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::Kind;
use crate::check::{CheckOptions, Checker};
use crate::finding::{Finding, FixAction};
use crate::messages::{Catalogue, Language};
use crate::settings::Settings;
use crate::site::{Directory, Space};

/// A directory of just these names.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeSet<(Space, String)>);

impl Names {
    pub(crate) fn of(names: &[(Space, &str)]) -> Self {
        let mut directory = Self::default();
        for (space, name) in names {
            directory.0.insert((*space, folded(*space, name)));
        }
        directory
    }

    /// Adds an account with everything that is asked of it; an empty identifier is none.
    pub(crate) fn user(mut self, username: &str, idnumber: &str, email: &str) -> Self {
        self.0.insert((Space::Username, username.to_owned()));
        for (space, name) in [(Space::UserIdnumber, idnumber), (Space::UserEmail, email)] {
            if !name.is_empty() {
                self.0.insert((space, name.to_owned()));
            }
        }
        for (space, name) in [
            (Space::UsernameWithIdnumber, idnumber),
            (Space::UsernameWithEmail, email),
        ] {
            self.0
                .insert((space, format!("{username}{}{name}", Space::PAIR)));
        }
        self
    }

    /// Adds a course with everything that is asked of it.
    pub(crate) fn course(mut self, id: u64, shortname: &str, idnumber: &str) -> Self {
        let mut add = |space, name: String| self.0.insert((space, folded(space, &name)));
        add(Space::CourseShortname, shortname.to_owned());
        add(Space::CourseId, id.to_string());
        add(
            Space::CourseIdWithShortname,
            format!("{id}{}{shortname}", Space::PAIR),
        );
        add(
            Space::ShortnameWithIdnumber,
            format!("{shortname}{}{idnumber}", Space::PAIR),
        );
        if !idnumber.is_empty() {
            add(Space::CourseIdnumber, idnumber.to_owned());
            add(
                Space::CourseIdWithIdnumber,
                format!("{id}{}{idnumber}", Space::PAIR),
            );
        }
        self
    }
}

/// Short names and login names without regard to case.
fn folded(space: Space, name: &str) -> String {
    match space {
        Space::CourseShortname | Space::Username | Space::CourseBackup => name.to_lowercase(),
        Space::CourseMethod
        | Space::AnyMethod
        | Space::Group
        | Space::GroupIdnumber
        | Space::GroupId
        | Space::GroupingIdnumber
        | Space::ShortnameWithIdnumber => {
            let (course, rest) = name.split_once(Space::PAIR).expect("a pair");
            format!("{}{}{rest}", course.to_lowercase(), Space::PAIR)
        }
        Space::CourseIdWithShortname => name.to_lowercase(),
        _ => name.to_owned(),
    }
}

impl Directory for Names {
    fn covers(&self, _space: Space) -> bool {
        true
    }

    fn has(&self, space: Space, name: &str) -> bool {
        self.0.contains(&(space, folded(space, name)))
    }
}

/// The findings of a whole check, each as `line column code`.
pub(crate) fn codes(
    kind: Kind,
    file: &str,
    settings: &Settings,
    directory: &dyn Directory,
) -> Vec<String> {
    findings(kind, file, settings, directory)
        .iter()
        .map(|finding| {
            let column = finding.column.as_deref().unwrap_or("row");
            format!("{} {column} {}", finding.line, finding.code.as_str())
        })
        .collect()
}

/// The findings of a whole check.
pub(crate) fn findings(
    kind: Kind,
    file: &str,
    settings: &Settings,
    directory: &dyn Directory,
) -> Vec<Finding> {
    let options = CheckOptions {
        kind: Some(kind),
        separator: Some(';'),
        settings: settings.clone(),
        ..CheckOptions::default()
    };
    let mut checker = Checker::new(options, directory);
    checker.push(file.as_bytes());
    let findings = checker.finish().findings;
    for finding in &findings {
        for catalogue in CATALOGUES.iter() {
            let text = catalogue.finding(finding);
            assert!(!text.contains("{$"), "a parameter is missing: {text}");
        }
    }
    findings
}

static CATALOGUES: LazyLock<[Catalogue; 2]> =
    LazyLock::new(|| [Catalogue::new(Language::En), Catalogue::new(Language::Fr)]);

/// The findings of a whole check as people read them, in both languages.
pub(crate) fn texts(
    kind: Kind,
    file: &str,
    settings: &Settings,
    directory: &dyn Directory,
) -> String {
    texts_of(&findings(kind, file, settings, directory))
}

/// Findings as people read them, in both languages.
pub(crate) fn texts_of(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let column = finding.column.as_deref().unwrap_or("row");
        let mend = mend(finding);
        out += &format!(
            "{} {column}: {} [{mend}]\n",
            finding.line,
            finding.code.as_str()
        );
        for catalogue in CATALOGUES.iter() {
            out += &format!("    {}\n", catalogue.finding(finding));
        }
    }
    out
}

/// The mend of a finding as text: its grade, and what it writes.
pub(crate) fn mend(finding: &Finding) -> String {
    match &finding.fix {
        None => "none".to_owned(),
        Some(fix) => match &fix.action {
            FixAction::Replace(text) => format!("{:?}: {text}", fix.grade),
            action => format!("{:?}: {action:?}", fix.grade),
        },
    }
}
