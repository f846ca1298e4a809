//! What the rows of a courses file must satisfy beyond their single cells: against each other, and against the site.
//!
//! A row is about the course that has its identifier (of the settings): short name, idnumber or id. A row that does not give
//! the identifier is about a new course: an empty idnumber matches nothing (Q14). What the row gives besides must belong to
//! that course, or to none. With short name `S` and idnumber `I`:
//!
//! | on the site | identifier `shortname` | `idnumber` | `id` |
//! |---|---|---|---|
//! | the identifier | [`Code::CourseExists`], or updated | likewise | likewise; an unknown id is [`Code::UnknownCourse`] |
//! | `S` belongs to another course | – | [`Code::ShortnameTaken`] | [`Code::ShortnameTaken`] |
//! | `I` belongs to another course | [`Code::IdnumberTaken`] | – | [`Code::IdnumberTaken`] |

use super::categories::Categories;
use super::teachers::Teachers;
use super::templates::Templates;
use crate::finding::{Code, Finding, FixAction, Grade};
use crate::input::Record;
use crate::kinds::cells::Place;
use crate::kinds::duplicates::{Fingerprints, FirstRow, KeySet, lower_case};
use crate::kinds::nearby::{Nearby, Reach};
use crate::kinds::references::{Reference, suggest};
use crate::kinds::{Header, Row};
use crate::settings::{CourseIdentifier, Settings, TemplateMode};
use crate::site::{Directory, Space};

/// The checks of a courses file, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct CoursesChecks {
    shortname: Place,
    idnumber: Place,
    id: Place,
    format: Place,
    lang: Place,
    theme: Place,
    identifier: CourseIdentifier,
    force_update: bool,
    protect_category: bool,
    template_mode: TemplateMode,
    shortnames: KeySet<FirstRow>,
    idnumbers: KeySet<u64>,
    ids: KeySet<u64>,
    fingerprints: Fingerprints,
    nearby: Nearby,
    categories: Categories,
    templates: Templates,
    teachers: Teachers,
    formats: Reference,
    languages: Reference,
    themes: Reference,
    lower: String,
    pair: String,
}

/// The identifiers of a row; empty when not given.
#[derive(Debug, Clone, Copy)]
struct Names<'a> {
    /// As written.
    shortname: &'a str,
    idnumber: &'a str,
    id: &'a str,
}

/// The course of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    New,
    Existing,
}

impl CoursesChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        Self {
            shortname: header.position("shortname"),
            idnumber: header.position("idnumber"),
            id: header.position("id"),
            format: header.position("format"),
            lang: header.position("lang"),
            theme: header.position("theme"),
            identifier: settings.course_identifier,
            force_update: settings.force_update,
            protect_category: settings.protect_category,
            template_mode: settings.template_mode,
            shortnames: KeySet::default(),
            idnumbers: KeySet::default(),
            ids: KeySet::default(),
            fingerprints: Fingerprints::default(),
            nearby: Nearby::default(),
            categories: Categories::new(header.position("category"), settings.category_identifier),
            templates: Templates::new(header.position("template")),
            teachers: Teachers::new(header),
            formats: Reference::to(Space::Format),
            languages: Reference::to(Space::Language),
            themes: Reference::to(Space::Theme),
            lower: String::new(),
            pair: String::new(),
        }
    }

    /// Checks the header, once, before the rows: it must have the column that identifies courses (Q14).
    /// `record` is the header's own record.
    pub(crate) fn header(
        &mut self,
        record: &Record<'_>,
        _directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let (place, name) = match self.identifier {
            // Required of every courses file, and missed by the header's own check.
            CourseIdentifier::Shortname => return,
            CourseIdentifier::Idnumber => (self.idnumber, "idnumber"),
            CourseIdentifier::Id => (self.id, "id"),
        };
        if place.is_none() {
            findings
                .push(Finding::new(Code::MissingColumn, record.line(), record.span()).column(name));
        }
    }

    /// Checks the next row, whose cells are each right or have findings already.
    pub(crate) fn row(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let names = Names {
            shortname: row.given(self.shortname),
            idnumber: row.given(self.idnumber),
            id: row.given(self.id),
        };
        let mut lower = std::mem::take(&mut self.lower);
        let shortname = lower_case(names.shortname, &mut lower);
        let repeated = !shortname.is_empty() && self.is_repeated(row, names, shortname, findings);
        self.lower = lower;
        if repeated || !directory.covers(Space::CourseShortname) {
            return;
        }
        let Some(course) = self.course(row, names, directory, findings) else {
            return;
        };
        self.site_names(row, directory, findings);
        if course == Course::New || !self.protect_category {
            self.categories.check(row, directory, findings);
        }
        if course == Course::New || self.template_mode != TemplateMode::Ignore {
            let made = |name: &str| {
                let line = self.shortnames.get(&name.to_lowercase());
                line.is_some_and(|first| first.line < row.line())
            };
            self.templates.check(row, made, directory, findings);
        }
        self.teachers.check(row, directory, findings);
    }

    /// Checks the row against those above. Says whether the whole row is a repetition.
    fn is_repeated(
        &mut self,
        row: &Row<'_>,
        names: Names<'_>,
        shortname: &str,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let this = FirstRow {
            line: row.line(),
            fingerprint: self.fingerprints.of(row.record),
        };
        let first_shortname = self.shortnames.insert(shortname, this);
        let first_idnumber = self.idnumbers.insert_filled(names.idnumber, this.line);
        let first_id = self.ids.insert_filled(names.id, this.line);
        if let Some(first) = first_shortname
            && first.fingerprint == this.fingerprint
        {
            findings.push(
                row.row_finding(Code::DuplicateRow)
                    .with("first", first.line)
                    .fix(Grade::Safe, FixAction::RemoveRecord(row.span())),
            );
            return true;
        }
        let first_shortname = first_shortname.map(|first| first.line);
        let repeated = [
            (CourseIdentifier::Shortname, self.shortname, first_shortname),
            (CourseIdentifier::Idnumber, self.idnumber, first_idnumber),
            (CourseIdentifier::Id, self.id, first_id),
        ];
        let key = repeated
            .iter()
            .find(|(identifier, _, first)| *identifier == self.identifier && first.is_some());
        // Rows about one course share its other identifiers, of course.
        let said = match key {
            Some(key) => std::slice::from_ref(key),
            None => &repeated[..],
        };
        for (identifier, place, first) in said {
            let Some(first) = first else { continue };
            let code = if *identifier == self.identifier {
                Code::DuplicateKey
            } else {
                Code::DuplicateIdentifier
            };
            findings.push(
                row.finding_on(code, *place)
                    .with("value", row.given(*place))
                    .with("first", first),
            );
        }
        false
    }

    /// Which course the row is about. None when the rest of the row means nothing: the course exists and is left alone, or does not
    /// exist and cannot be made.
    fn course(
        &mut self,
        row: &Row<'_>,
        names: Names<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) -> Option<Course> {
        let (space, place, identifier) = match self.identifier {
            CourseIdentifier::Shortname => {
                (Space::CourseShortname, self.shortname, names.shortname)
            }
            CourseIdentifier::Idnumber => (Space::CourseIdnumber, self.idnumber, names.idnumber),
            CourseIdentifier::Id => (Space::CourseId, self.id, names.id),
        };
        let exists = !identifier.is_empty() && directory.has(space, identifier);
        if exists && !self.force_update {
            findings.push(
                row.finding_on(Code::CourseExists, place)
                    .with("course", names.shortname),
            );
            return None;
        }
        if !exists && self.identifier == CourseIdentifier::Id && !identifier.is_empty() {
            // Moodle numbers its courses itself.
            findings.push(
                row.finding_on(Code::UnknownCourse, place)
                    .with("value", identifier)
                    .with("suggested", "no"),
            );
            return None;
        }
        let mut taken = |code, space, place: Place, value: &str, pair_space, pair: [&str; 2]| {
            let own = exists && {
                self.pair.clear();
                self.pair.extend([pair[0], "\u{1f}", pair[1]]);
                directory.has(pair_space, &self.pair)
            };
            let taken = !value.is_empty() && !own && directory.has(space, value);
            if taken {
                findings.push(
                    row.finding_on(code, place)
                        .with("value", value)
                        .with("object", "course"),
                );
            }
            taken
        };
        let Names {
            shortname,
            idnumber,
            id,
        } = names;
        let shortname_taken = match self.identifier {
            CourseIdentifier::Shortname => false,
            CourseIdentifier::Idnumber => taken(
                Code::ShortnameTaken,
                Space::CourseShortname,
                self.shortname,
                shortname,
                Space::ShortnameWithIdnumber,
                [shortname, idnumber],
            ),
            CourseIdentifier::Id => taken(
                Code::ShortnameTaken,
                Space::CourseShortname,
                self.shortname,
                shortname,
                Space::CourseIdWithShortname,
                [id, shortname],
            ),
        };
        match self.identifier {
            CourseIdentifier::Idnumber => {}
            CourseIdentifier::Shortname => {
                taken(
                    Code::IdnumberTaken,
                    Space::CourseIdnumber,
                    self.idnumber,
                    idnumber,
                    Space::ShortnameWithIdnumber,
                    [shortname, idnumber],
                );
            }
            CourseIdentifier::Id => {
                taken(
                    Code::IdnumberTaken,
                    Space::CourseIdnumber,
                    self.idnumber,
                    idnumber,
                    Space::CourseIdWithIdnumber,
                    [id, idnumber],
                );
            }
        }
        if exists {
            return Some(Course::Existing);
        }
        if !shortname_taken {
            self.near_course(row, shortname, directory, findings);
        }
        Some(Course::New)
    }

    /// A new course whose short name is that of an existing one but for case, blanks, accents or what joins its parts.
    fn near_course(
        &mut self,
        row: &Row<'_>,
        shortname: &str,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let near = self
            .nearby
            .find(shortname, Reach::SameLetters, |candidate| {
                directory.has(Space::CourseShortname, candidate)
            });
        if near.is_some() {
            let finding = row
                .finding_on(Code::CourseNearMiss, self.shortname)
                .with("value", shortname);
            findings.push(suggest(finding, near));
        }
    }

    /// Course format, language pack and theme.
    fn site_names(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let lang = lower_case(row.given(self.lang), &mut self.lower);
        let lang = lang.strip_suffix("_utf8").unwrap_or(lang);
        let names = [
            (
                &mut self.formats,
                Code::UnknownFormat,
                self.format,
                row.given(self.format),
            ),
            (&mut self.languages, Code::UnknownLanguage, self.lang, lang),
            (
                &mut self.themes,
                Code::UnknownTheme,
                self.theme,
                row.given(self.theme),
            ),
        ];
        for (references, code, place, name) in names {
            if !name.is_empty() {
                references.check(code, (row, place), name, directory, findings);
            }
        }
    }
}
