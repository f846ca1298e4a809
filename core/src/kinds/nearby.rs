//! Near misses: a name that does not exist, and one of nearly the same spelling that does.
//!
//! A directory can only be asked whether a name exists (a browser has hashes of names, not names), so the
//! candidates are made here, one after the other, and the first that exists is proposed. What differs by case, blanks or
//! accents only comes first; then every spelling at one edit's distance (a letter left out, exchanged
//! with its neighbour, replaced, added), the one that replaces a digit by another last of all: `BIO-102` is rarely
//! `BIO-101` misspelt.

use hashbrown::HashMap;

use super::values::fold;
use crate::finding::Grade;

/// The most names that are tried in the place of one.
const PROBES_PER_NAME: u32 = 4_000;
/// The most names that are tried for a whole file; a file that names thousands of things which do not exist
/// has another problem than its spelling.
const PROBES_PER_FILE: u32 = 1_000_000;
/// Shorter names are one edit away from everything.
const SHORTEST: usize = 3;
/// Shorter words (`L1`, `A`, `TP`) tell things apart: they are not spelt, they are chosen.
const SHORTEST_WORD: usize = 4;

/// A name that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Near {
    /// The name.
    pub(crate) name: String,
    /// [`Grade::Likely`] when only case, blanks or accents differ, [`Grade::Ask`] otherwise.
    pub(crate) grade: Grade,
}

/// How far to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The same letters and digits: a code that is to be created has neighbours of its own right (`BIO-101`, `BIO-102`).
    SameLetters,
    /// One letter of a word as well: so has a name (`Year 1`, `Year 2`, `Group A`, `Group B`), but its words are spelt in one way.
    OneLetter,
    /// One edit anywhere: what must exist is probably misspelt.
    OneEdit,
}

/// Finds near misses, and remembers what it found.
#[derive(Debug)]
pub(crate) struct Nearby {
    found: HashMap<String, Option<Near>>,
    left: u32,
}

impl Default for Nearby {
    fn default() -> Self {
        Self {
            found: HashMap::new(),
            left: PROBES_PER_FILE,
        }
    }
}

impl Nearby {
    /// A name near `name` for which `exists` holds. The answer is remembered, so `exists` must be the same question
    /// each time for the same `name`.
    pub(crate) fn find(
        &mut self,
        name: &str,
        reach: Reach,
        exists: impl Fn(&str) -> bool,
    ) -> Option<Near> {
        if let Some(found) = self.found.get(name) {
            return found.clone();
        }
        if self.left == 0 {
            return None;
        }
        let mut search = Search {
            name,
            reach,
            exists,
            left: self.left.min(PROBES_PER_NAME),
            asked: 0,
            candidate: String::with_capacity(name.len() + 4),
        };
        let near = search.run();
        self.left -= search.asked;
        self.found.insert(name.to_owned(), near.clone());
        near
    }
}

/// The search for one name.
struct Search<'n, E> {
    name: &'n str,
    reach: Reach,
    exists: E,
    left: u32,
    asked: u32,
    candidate: String,
}

impl<E: Fn(&str) -> bool> Search<'_, E> {
    fn run(&mut self) -> Option<Near> {
        let letters: Vec<char> = self.name.chars().collect();
        if letters.len() < SHORTEST {
            return None;
        }
        if self.same_letters(&letters) {
            return Some(self.near(Grade::Likely));
        }
        let found =
            self.other_joints() || (self.reach != Reach::SameLetters && self.one_edit(&letters));
        found.then(|| self.near(Grade::Ask))
    }

    fn near(&mut self, grade: Grade) -> Near {
        Near {
            name: std::mem::take(&mut self.candidate),
            grade,
        }
    }

    /// Asks for one candidate, and keeps it in `self.candidate`.
    fn ask(&mut self, letters: impl Iterator<Item = char>) -> bool {
        if self.asked == self.left {
            return false;
        }
        self.candidate.clear();
        self.candidate.extend(letters);
        if self.candidate == self.name || self.candidate.is_empty() {
            return false;
        }
        self.asked += 1;
        (self.exists)(&self.candidate)
    }

    fn ask_text(&mut self, text: &str) -> bool {
        self.ask(text.chars())
    }

    /// Names that differ by case, blanks and accents.
    fn same_letters(&mut self, letters: &[char]) -> bool {
        let words: Vec<&str> = self.name.split_whitespace().collect();
        let bare = fold(self.name);
        let bare_words: Vec<&str> = bare.split_whitespace().collect();
        for text in [
            words.join(" "),
            words.concat(),
            bare_words.join(" "),
            bare_words.concat(),
        ] {
            if self.ask_text(&text)
                || self.ask_text(&text.to_lowercase())
                || self.ask_text(&text.to_uppercase())
                || self.ask_text(&capitals(&text, false))
                || self.ask_text(&capitals(&text, true))
            {
                return true;
            }
        }
        (0..letters.len()).any(|at| {
            accented(letters[at])
                .chars()
                .any(|letter| self.ask(replaced(letters, at, letter)))
        })
    }

    /// Names that differ by what joins their parts: blank, hyphen, underscore, nothing.
    fn other_joints(&mut self) -> bool {
        let parts: Vec<&str> = self
            .name
            .split([' ', '-', '_'])
            .filter(|part| !part.is_empty())
            .collect();
        parts.len() > 1
            && ["-", "_", " ", ""]
                .iter()
                .any(|joint| self.ask_text(&parts.join(joint)))
    }

    /// Names at one edit's distance.
    fn one_edit(&mut self, letters: &[char]) -> bool {
        let signs = Signs {
            capitals: !letters.iter().any(|letter| letter.is_lowercase()),
            letters_only: self.reach == Reach::OneLetter,
        };
        let places: Vec<usize> = (0..letters.len())
            .filter(|&at| !signs.letters_only || word_length(letters, at) >= SHORTEST_WORD)
            .collect();
        places.iter().any(|&at| self.ask(without(letters, at)))
            || places
                .windows(2)
                .filter(|pair| pair[0] + 1 == pair[1])
                .any(|pair| self.ask(exchanged(letters, pair[1])))
            || self.any_replaced(letters, &places, signs, false)
            || self.any_added(letters, &places, signs)
            || self.any_replaced(letters, &places, signs, true)
    }

    /// Names with one letter replaced: digits by digits, or all the others.
    fn any_replaced(
        &mut self,
        letters: &[char],
        places: &[usize],
        signs: Signs,
        digits: bool,
    ) -> bool {
        places.iter().any(|&at| {
            let old = letters[at];
            signs
                .beside(old)
                .filter(|new| (old.is_ascii_digit() && new.is_ascii_digit()) == digits)
                .any(|new| self.ask(replaced(letters, at, new)))
        })
    }

    /// Names with one letter more, behind another or (at the start of a word) before it.
    fn any_added(&mut self, letters: &[char], places: &[usize], signs: Signs) -> bool {
        places.iter().any(|&at| {
            let starts = !places.contains(&at.wrapping_sub(1));
            signs.beside(letters[at]).any(|letter| {
                self.ask(with(letters, at + 1, letter))
                    || (starts && self.ask(with(letters, at, letter)))
            })
        })
    }
}

/// How many letters the word at a place has; 0 where there is no letter.
fn word_length(letters: &[char], at: usize) -> usize {
    if !letters[at].is_alphabetic() {
        return 0;
    }
    let is_letter = |letter: &&char| letter.is_alphabetic();
    let before = letters[..at].iter().rev().take_while(is_letter).count();
    before + letters[at..].iter().take_while(is_letter).count()
}

/// What a slip may put in the place of a letter or beside it.
#[derive(Debug, Clone, Copy)]
struct Signs {
    /// Whether the name has no small letter.
    capitals: bool,
    /// Without digits and the signs of course codes.
    letters_only: bool,
}

impl Signs {
    /// Letters of the case of `near` (beside a sign, of the name's), digits, and the signs of course codes.
    fn beside(self, near: char) -> impl Iterator<Item = char> {
        let capitals = near.is_uppercase() || (self.capitals && !near.is_alphabetic());
        let letters = if capitals { 'A'..='Z' } else { 'a'..='z' };
        let others = if self.letters_only {
            ""
        } else {
            "0123456789-_. /"
        };
        letters.chain(others.chars())
    }
}

fn without(letters: &[char], at: usize) -> impl Iterator<Item = char> {
    letters[..at].iter().chain(&letters[at + 1..]).copied()
}

/// `letters` with those before and at `at` in each other's place.
fn exchanged(letters: &[char], at: usize) -> impl Iterator<Item = char> {
    letters[..at - 1]
        .iter()
        .chain([&letters[at], &letters[at - 1]])
        .chain(&letters[at + 1..])
        .copied()
}

fn replaced(letters: &[char], at: usize, letter: char) -> impl Iterator<Item = char> {
    letters[..at]
        .iter()
        .copied()
        .chain([letter])
        .chain(letters[at + 1..].iter().copied())
}

fn with(letters: &[char], at: usize, letter: char) -> impl Iterator<Item = char> {
    letters[..at]
        .iter()
        .copied()
        .chain([letter])
        .chain(letters[at..].iter().copied())
}

/// The first letter, or that of each word, in upper case and the others in lower case.
fn capitals(text: &str, each_word: bool) -> String {
    let mut first = true;
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if first {
            out.extend(letter.to_uppercase());
        } else {
            out.extend(letter.to_lowercase());
        }
        first = each_word && !letter.is_alphanumeric();
    }
    out
}

/// The accented letters that people leave bare, in the case of `letter`.
const fn accented(letter: char) -> &'static str {
    match letter {
        'a' => "àâäáãå",
        'c' => "ç",
        'e' => "éèêë",
        'i' => "îïíì",
        'n' => "ñ",
        'o' => "ôöóòõø",
        'u' => "ùûüú",
        'y' => "ÿý",
        'A' => "ÀÂÄÁÃÅ",
        'C' => "Ç",
        'E' => "ÉÈÊË",
        'I' => "ÎÏÍÌ",
        'N' => "Ñ",
        'O' => "ÔÖÓÒÕØ",
        'U' => "ÙÛÜÚ",
        'Y' => "ŸÝ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::*;

    fn near(name: &str, existing: &[&str]) -> Option<(String, Grade)> {
        Nearby::default()
            .find(name, Reach::OneEdit, |candidate| {
                existing.contains(&candidate)
            })
            .map(|near| (near.name, near.grade))
    }

    fn likely(name: &str) -> Option<(String, Grade)> {
        Some((name.to_owned(), Grade::Likely))
    }

    fn ask(name: &str) -> Option<(String, Grade)> {
        Some((name.to_owned(), Grade::Ask))
    }

    #[test]
    fn case_blanks_and_accents_are_likely() {
        assert_eq!(near("sciences", &["Sciences"]), likely("Sciences"));
        assert_eq!(
            near("Life sciences", &["Life Sciences"]),
            likely("Life Sciences")
        );
        assert_eq!(near("BIO 101", &["BIO101"]), likely("BIO101"));
        assert_eq!(
            near("Life\u{a0}sciences", &["Life sciences"]),
            likely("Life sciences")
        );
        assert_eq!(near("Economie", &["Économie"]), likely("Économie"));
        assert_eq!(
            near("économie générale", &["Economie generale"]),
            likely("Economie generale")
        );
        assert_eq!(near("Cœur", &["Coeur"]), likely("Coeur"));
    }

    #[test]
    fn one_edit_is_a_guess() {
        assert_eq!(near("BIO-1011", &["BIO-101"]), ask("BIO-101"));
        assert_eq!(near("BOI-101", &["BIO-101"]), ask("BIO-101"));
        assert_eq!(near("BIO-1O1", &["BIO-101"]), ask("BIO-101"));
        assert_eq!(near("BI-101", &["BIO-101"]), ask("BIO-101"));
        assert_eq!(near("IO-101", &["BIO-101"]), ask("BIO-101"));
        assert_eq!(near("BIO_101", &["BIO-101"]), ask("BIO-101"));
        assert_eq!(near("BIO 101 A", &["BIO-101-A"]), ask("BIO-101-A"));
    }

    #[test]
    fn two_edits_are_another_name() {
        assert_eq!(near("BO-1011", &["BIO-101"]), None);
        assert_eq!(near("CHEM-204", &["BIO-101"]), None);
    }

    #[test]
    fn another_digit_comes_last() {
        assert_eq!(near("BIO-102", &["BIO-101", "BIO-102B"]), ask("BIO-102B"));
        assert_eq!(near("BIO-102", &["BIO-101"]), ask("BIO-101"));
    }

    #[test]
    fn what_is_created_is_near_what_has_its_letters_only() {
        let near = |name: &str| {
            Nearby::default()
                .find(name, Reach::SameLetters, |candidate| candidate == "BIO-101")
                .map(|near| near.grade)
        };
        assert_eq!(near("BIO 101"), Some(Grade::Ask));
        assert_eq!(near("bio-101"), Some(Grade::Likely));
        assert_eq!(near("BIO-102"), None);
    }

    #[test]
    fn names_are_told_apart_by_their_numbers_and_short_words() {
        let near = |name: &str, existing: &str| {
            Nearby::default()
                .find(name, Reach::OneLetter, |candidate| candidate == existing)
                .map(|near| near.grade)
        };
        assert_eq!(near("Geolgy", "Geology"), Some(Grade::Ask));
        assert_eq!(near("Geoolgy", "Geology"), Some(Grade::Ask));
        assert_eq!(near("Geologyy 1", "Geology 1"), Some(Grade::Ask));
        assert_eq!(near("Geolog", "Geology"), Some(Grade::Ask));
        assert_eq!(near("year 2", "Year 2"), Some(Grade::Likely));
        assert_eq!(near("Year 2", "Year 1"), None);
        assert_eq!(near("Year 12", "Year 1"), None);
        assert_eq!(near("Group B", "Group A"), None);
        assert_eq!(near("Licence L2", "Licence M2"), None);
    }

    #[test]
    fn a_short_name_has_no_neighbours() {
        assert_eq!(near("ab", &["abc"]), None);
    }

    #[test]
    fn a_name_is_looked_for_once_and_within_bounds() {
        let probes = Cell::new(0);
        let mut nearby = Nearby::default();
        let long = "x".repeat(200);
        for _ in 0..3 {
            let found = nearby.find(&long, Reach::OneEdit, |_| {
                probes.set(probes.get() + 1);
                false
            });
            assert_eq!(found, None);
        }
        assert_eq!(probes.get(), PROBES_PER_NAME);
        for number in 0..2_000 {
            nearby.find(&format!("course number {number}"), Reach::OneEdit, |_| {
                probes.set(probes.get() + 1);
                false
            });
        }
        assert_eq!(probes.get(), PROBES_PER_FILE);
    }

    proptest! {
        #[test]
        fn what_is_found_exists_and_is_another_name(name in "\\PC{0,12}", existing in "[a-zA-Z0-9 éÉ-]{0,8}") {
            let found = Nearby::default().find(&name, Reach::OneEdit, |candidate| candidate == existing);
            if let Some(near) = found {
                prop_assert_eq!(&near.name, &existing);
                prop_assert_ne!(&near.name, &name);
            }
        }

        #[test]
        fn every_edit_is_found(name in "[a-z]{4,8}", at in 0_usize..4, letter in "[a-z]", edit in 0_u8..4) {
            let letters: Vec<char> = name.chars().collect();
            let letter = letter.chars().next().expect("one letter");
            let slip: String = match edit {
                0 => without(&letters, at).collect(),
                1 => exchanged(&letters, at.max(1)).collect(),
                2 => replaced(&letters, at, letter).collect(),
                _ => with(&letters, at, letter).collect(),
            };
            prop_assume!(slip != name);
            let found = Nearby::default().find(&slip, Reach::OneEdit, |candidate| candidate == name);
            prop_assert_eq!(found.map(|near| near.name), Some(name));
        }
    }
}
