//! The column `modules`: whose default options are asked for (`spec/files.md` §5, Q22).
//!
//! | cell | activities |
//! |---|---|
//! | empty, `none` | none |
//! | `all` | all |
//! | `quiz forum`, `+quiz +forum` | these |
//! | `-quiz -forum`, `all -quiz` | all but these |

use super::options::{ALL, words};

/// A name in the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named<'r> {
    /// The sign before it, `+` or `-`; empty when none.
    pub(super) sign: &'r str,
    /// The module.
    pub(super) module: &'r str,
}

/// What the cell asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Modules<'r> {
    /// Whether it says `all`.
    all: bool,
    /// The names, in their order.
    pub(super) named: Vec<Named<'r>>,
}

impl<'r> Modules<'r> {
    /// Reads a cell; an empty one asks for nothing.
    pub(super) fn of(cell: &'r str) -> Self {
        let mut modules = Self::default();
        for word in words(cell) {
            let (sign, module) = word.split_at(usize::from(word.starts_with(['+', '-'])));
            if word == ALL {
                modules.all = true;
            } else {
                modules.named.push(Named { sign, module });
            }
        }
        modules
    }

    /// Whether the cell says both "only these" and "all" or "all but these".
    pub(super) fn contradicts_itself(&self) -> bool {
        let excludes = self.named.iter().any(|named| named.sign == "-");
        let includes = self.named.iter().any(|named| named.sign != "-");
        includes && (excludes || self.all)
    }

    /// Whether the default options of this module are asked for.
    pub(super) fn include(&self, module: &str) -> bool {
        let named = self.named.iter().any(|named| named.module == module);
        let but_these = self.all || self.named.first().is_some_and(|named| named.sign == "-");
        named != but_these
    }

    /// Whether this module is left out by name.
    pub(super) fn exclude(&self, module: &str) -> bool {
        let mut named = self.named.iter();
        named.any(|named| named.sign == "-" && named.module == module)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn included(cell: &str) -> Vec<&'static str> {
        let modules = Modules::of(cell);
        let all = ["forum", "quiz", "wiki"];
        all.into_iter()
            .filter(|module| modules.include(module))
            .collect()
    }

    /// Quirk Q22: tool_sync never read the column.
    #[test]
    fn q22_modules_are_all_these_or_all_but_these() {
        assert_eq!(included("all"), ["forum", "quiz", "wiki"]);
        assert_eq!(included("quiz  forum"), ["forum", "quiz"]);
        assert_eq!(included("+quiz"), ["quiz"]);
        assert_eq!(included("+quiz wiki"), ["quiz", "wiki"]);
        assert_eq!(included("-quiz"), ["forum", "wiki"]);
        assert_eq!(included("-quiz -forum"), ["wiki"]);
        assert_eq!(included("all -quiz"), ["forum", "wiki"]);
        assert_eq!(included("-quiz,-forum"), ["wiki"]);
        for nothing in ["", "none", "no", "0"] {
            assert_eq!(included(nothing), [""; 0], "{nothing:?}");
        }
    }

    #[test]
    fn only_these_and_all_but_these_contradict_each_other() {
        for cell in ["quiz -forum", "all quiz", "-quiz +quiz", "all +quiz"] {
            assert!(Modules::of(cell).contradicts_itself(), "{cell}");
        }
        for cell in [
            "",
            "all",
            "all -quiz",
            "-quiz -forum",
            "quiz +forum",
            "none",
        ] {
            assert!(!Modules::of(cell).contradicts_itself(), "{cell}");
        }
    }

    #[test]
    fn what_is_left_out_by_name_is_known() {
        assert!(Modules::of("all -quiz").exclude("quiz"));
        assert!(!Modules::of("forum").exclude("quiz"));
    }
}
