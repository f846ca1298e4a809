//! What the rows of a courses file must satisfy beyond their single cells: against each other, and against the site.

use super::categories::Categories;
use super::identity::{Course, Identity};
use super::teachers::Teachers;
use super::templates::Templates;
use crate::finding::{Code, Finding};
use crate::input::Record;
use crate::kinds::cells::Place;
use crate::kinds::duplicates::lower_case;
use crate::kinds::references::Reference;
use crate::kinds::{Header, Row, RowChecks};
use crate::settings::{Settings, TemplateMode};
use crate::site::{Directory, Space};

/// The checks of a courses file, fed row by row in file order.
#[derive(Debug)]
pub(crate) struct CoursesChecks {
    format: Place,
    lang: Place,
    theme: Place,
    protect_category: bool,
    template_mode: TemplateMode,
    identity: Identity,
    categories: Categories,
    templates: Templates,
    teachers: Teachers,
    formats: Reference,
    languages: Reference,
    themes: Reference,
    lower: String,
}

impl CoursesChecks {
    /// Checks at the start of a file with this header.
    pub(crate) fn new(header: &Header, settings: &Settings) -> Self {
        let category = header.position("category");
        Self {
            format: header.position("format"),
            lang: header.position("lang"),
            theme: header.position("theme"),
            protect_category: settings.protect_category,
            template_mode: settings.template_mode,
            identity: Identity::new(header, settings),
            categories: Categories::new(category, settings.category_identifier),
            templates: Templates::new(header.position("template")),
            teachers: Teachers::new(header),
            formats: Reference::to(Space::Format),
            languages: Reference::to(Space::Language),
            themes: Reference::to(Space::Theme),
            lower: String::new(),
        }
    }

    /// Course format, language pack and theme.
    fn site_names(
        &mut self,
        row: &Row<'_>,
        directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        let (format, theme) = (row.given(self.format), row.given(self.theme));
        let lang = lower_case(row.given(self.lang), &mut self.lower);
        let lang = lang.strip_suffix("_utf8").unwrap_or(lang);
        let names = [
            (&mut self.formats, Code::UnknownFormat, self.format, format),
            (&mut self.languages, Code::UnknownLanguage, self.lang, lang),
            (&mut self.themes, Code::UnknownTheme, self.theme, theme),
        ];
        for (references, code, place, name) in names {
            if !name.is_empty() {
                references.check(code, (row, place), name, directory, findings);
            }
        }
    }
}

impl RowChecks for CoursesChecks {
    fn header(
        &mut self,
        record: &Record<'_>,
        _directory: &dyn Directory,
        findings: &mut Vec<Finding>,
    ) {
        if let Some(column) = self.identity.missing_column() {
            findings.push(
                Finding::new(Code::MissingColumn, record.line(), record.span()).column(column),
            );
        }
    }

    fn row(&mut self, row: &Row<'_>, directory: &dyn Directory, findings: &mut Vec<Finding>) {
        if self.identity.is_empty(row) {
            findings.push(row.row_finding(Code::EmptyDefinition));
            return;
        }
        let course = self.identity.check(row, directory, findings);
        if course == Course::LeftAlone {
            return;
        }
        self.site_names(row, directory, findings);
        if course == Course::New || !self.protect_category {
            self.categories.check(row, directory, findings);
        }
        if course == Course::New || self.template_mode != TemplateMode::Ignore {
            let made_above = |name: &str| self.identity.is_made_above(name, row.line());
            self.templates.check(row, made_above, directory, findings);
        }
        self.teachers.check(row, directory, findings);
    }
}
