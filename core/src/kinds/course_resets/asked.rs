//! What the cells of a row ask for.

use super::modules::Modules;
use super::options::{MODULES, OPTIONS, ResetOption};

/// What a row says of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing: the column is absent or the cell empty.
    NotGiven,
    /// It is not wanted.
    No,
    /// It is wanted.
    Yes,
}

/// What a row asks for.
#[derive(Debug)]
pub(super) struct Asked<'r> {
    /// Each option that a cell speaks of, with that cell, in the order of the table.
    cells: Vec<(&'static ResetOption, &'r str)>,
    /// The activities whose default options are asked for.
    pub(super) modules: Modules<'r>,
}

impl<'r> Asked<'r> {
    /// Reads the cells; `text` gives that of a column, unless it is absent, empty or in error.
    pub(super) fn of(text: impl Fn(&'static str) -> Option<&'r str>) -> Self {
        let cells = OPTIONS.iter();
        Self {
            cells: cells
                .filter_map(|option| Some((option, text(option.column)?)))
                .collect(),
            modules: Modules::of(text(MODULES).unwrap_or_default()),
        }
    }

    /// What the option's own column says.
    fn answer(&self, option: &ResetOption) -> Answer {
        let found = self.cells.iter().find(|(other, _)| *other == option);
        match found {
            None => Answer::NotGiven,
            Some((_, cell)) if option.is_asked_by(cell) => Answer::Yes,
            Some(_) => Answer::No,
        }
    }

    /// The options that columns of their own ask for, each with its cell.
    pub(super) fn by_column(&self) -> impl Iterator<Item = (&'static ResetOption, &'r str)> {
        let cells = self.cells.iter().copied();
        cells.filter(|(option, cell)| option.is_asked_by(cell))
    }

    /// All options that the row asks for: by their columns, or by default for the modules that it names.
    pub(super) fn options(&self) -> impl Iterator<Item = &'static ResetOption> {
        OPTIONS.iter().filter(|option| match self.answer(option) {
            Answer::Yes => true,
            Answer::No => false,
            Answer::NotGiven => {
                option.by_default
                    && !option.module.is_empty()
                    && self.modules.include(option.module)
            }
        })
    }

    /// Whether the row asks for this option of Moodle, by whatever column.
    pub(super) fn wants(&self, name: &str) -> bool {
        self.options().any(|option| option.name == name)
    }

    /// Whether the row asks for nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.options().next().is_none()
    }
}
