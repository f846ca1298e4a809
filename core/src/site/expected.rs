//! A site as it will be once the files of a bundle that come before are executed, as far as names tell: what they make, rename and
//! remove, over what the site has now. Checks ask it in the browser, where the site is digests, and on the server alike, so that both come to
//! the same verdict.
//!
//! Rows with mistakes count as well: what is wrong with the courses file is said there, once, and not again of each enrolment in its
//! courses. (The planner knows better: it says of each row that needs another one which that is.)

use hashbrown::HashMap;

use super::names::normal;
use super::{Directory, NameHash, Space};
use crate::finding::FileLine;

/// The names that files of a bundle make, rename and remove.
#[derive(Debug, Clone, Default)]
pub struct ExpectedNames {
    /// By the number of the space, names as they are compared in it.
    spaces: Vec<HashMap<Box<str>, Expected>>,
}

/// What becomes of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Expected {
    fate: Fate,
    by: FileLine,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// A new object gets it, of which everything is known.
    Made,
    /// An object that is there gets it, with all that it has.
    Given,
    /// Nothing has it any more.
    Gone,
}

impl ExpectedNames {
    /// Adds what a later file changes.
    pub fn add(&mut self, later: Self) {
        for (index, names) in later.spaces.into_iter().enumerate() {
            self.space(index).extend(names);
        }
    }

    /// The line that makes what has this name, or gives the name to something.
    pub fn brought_by(&self, space: Space, name: &str) -> Option<FileLine> {
        let expected = self.get(space, &normal(space, name))?;
        (expected.fate != Fate::Gone).then_some(expected.by)
    }

    /// What becomes of a name as it is compared in its space.
    fn get(&self, space: Space, normal: &str) -> Option<Expected> {
        self.spaces.get(space as usize)?.get(normal).copied()
    }

    fn set(&mut self, space: Space, name: &str, expected: Expected) {
        if !name.is_empty() {
            let name = normal(space, name);
            self.space(space as usize)
                .insert(name.into_owned().into(), expected);
        }
    }

    fn space(&mut self, index: usize) -> &mut HashMap<Box<str>, Expected> {
        if self.spaces.len() <= index {
            self.spaces.resize_with(index + 1, HashMap::new);
        }
        &mut self.spaces[index]
    }

    /// Whether there will be something of this name; none when the files say nothing of it.
    fn has(&self, space: Space, name: &str) -> Option<bool> {
        if self.spaces.is_empty() {
            return None;
        }
        let name = &*normal(space, name);
        if let Some(expected) = self.get(space, name) {
            return Some(expected.fate != Fate::Gone);
        }
        let (owners, identifies) = owners(space)?;
        let (owner, _) = name.split_once(Space::PAIR).unwrap_or((name, ""));
        match self.get(owners, owner)?.fate {
            Fate::Made => Some(false),
            // What it has, it has under its old name.
            Fate::Given => Some(true),
            // What identified it together is free for whoever comes after it, and told apart from what belongs to somebody else.
            Fate::Gone => (!identifies).then_some(false),
        }
    }
}

/// The space of the objects whose parts or identifiers a space holds, and whether it is identifiers.
const fn owners(space: Space) -> Option<(Space, bool)> {
    use Space as S;
    Some(match space {
        S::ShortnameWithIdnumber => (S::CourseShortname, true),
        S::UsernameWithIdnumber | S::UsernameWithEmail => (S::Username, true),
        S::CourseIdWithShortname | S::CourseIdWithIdnumber => (S::CourseId, true),
        S::Group
        | S::GroupIdnumber
        | S::GroupId
        | S::GroupingIdnumber
        | S::CourseMethod
        | S::AnyMethod
        | S::CourseBackup => (S::CourseShortname, false),
        S::GroupByCourseIdnumber
        | S::GroupIdnumberByCourseIdnumber
        | S::GroupIdByCourseIdnumber
        | S::GroupingIdnumberByCourseIdnumber
        | S::MethodByCourseIdnumber
        | S::AnyMethodByCourseIdnumber => (S::CourseIdnumber, false),
        S::GroupByCourseId
        | S::GroupIdnumberByCourseId
        | S::GroupIdByCourseId
        | S::GroupingIdnumberByCourseId
        | S::MethodByCourseId
        | S::AnyMethodByCourseId => (S::CourseId, false),
        _ => return None,
    })
}

/// A site with the names that files of a bundle change.
#[derive(Clone, Copy)]
pub struct ExpectedSite<'d> {
    site: &'d dyn Directory,
    names: &'d ExpectedNames,
}

impl<'d> ExpectedSite<'d> {
    /// The site as `names` leave it.
    pub fn new(site: &'d dyn Directory, names: &'d ExpectedNames) -> Self {
        Self { site, names }
    }
}

impl Directory for ExpectedSite<'_> {
    fn covers(&self, space: Space) -> bool {
        self.site.covers(space)
    }

    fn has(&self, space: Space, name: &str) -> bool {
        let expected = self.names.has(space, name);
        expected.unwrap_or_else(|| self.site.has(space, name))
    }

    fn has_hashed(&self, space: Space, name: &str, hash: NameHash) -> bool {
        let expected = self.names.has(space, name);
        expected.unwrap_or_else(|| self.site.has_hashed(space, name, hash))
    }

    fn foresees(&self) -> bool {
        true
    }

    // What the site does not have may be there by then: nothing is known to be absent.
    fn look_ahead(&self, space: Space, names: &[NameHash], _absent: &[bool]) {
        let absent = self.site.absent(space, names);
        self.site.look_ahead(space, names, &absent);
    }
}

/// Where a row says which names it changes. Names that are empty are none.
pub(crate) struct Forecast<'f> {
    site: &'f dyn Directory,
    names: &'f mut ExpectedNames,
    by: FileLine,
}

impl<'f> Forecast<'f> {
    /// What the row on this line changes of `site`, which the rows above it have changed by `names`.
    pub(crate) fn new(site: &'f dyn Directory, names: &'f mut ExpectedNames, by: FileLine) -> Self {
        Self { site, names, by }
    }

    /// Whether there is something of this name before the row.
    pub(crate) fn has(&self, space: Space, name: &str) -> bool {
        !name.is_empty() && ExpectedSite::new(self.site, self.names).has(space, name)
    }

    /// Something new gets this name, unless something has it.
    pub(crate) fn make(&mut self, space: Space, name: &str) {
        self.unless_there(space, name, Fate::Made);
    }

    /// Something that exists gets this name, unless something has it.
    pub(crate) fn give(&mut self, space: Space, name: &str) {
        self.unless_there(space, name, Fate::Given);
    }

    /// What has this name goes, or gets another.
    pub(crate) fn remove(&mut self, space: Space, name: &str) {
        self.set(space, name, Fate::Gone);
    }

    /// As [`Forecast::make`], of a pair.
    pub(crate) fn make_pair(&mut self, space: Space, one: &str, other: &str) {
        if !one.is_empty() {
            self.make(space, &format!("{one}{}{other}", Space::PAIR));
        }
    }

    /// As [`Forecast::remove`], of a pair.
    pub(crate) fn remove_pair(&mut self, space: Space, one: &str, other: &str) {
        self.remove(space, &format!("{one}{}{other}", Space::PAIR));
    }

    fn unless_there(&mut self, space: Space, name: &str, fate: Fate) {
        if !self.has(space, name) {
            self.set(space, name, fate);
        }
    }

    fn set(&mut self, space: Space, name: &str, fate: Fate) {
        let by = self.by;
        self.names.set(space, name, Expected { fate, by });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::testing::Names;

    fn line(file: u32, line: u64) -> FileLine {
        FileLine { file, line }
    }

    /// The names that one file changes, which `says` says of its line 2.
    fn file(
        number: u32,
        site: &dyn Directory,
        says: impl FnOnce(&mut Forecast<'_>),
    ) -> ExpectedNames {
        let mut names = ExpectedNames::default();
        says(&mut Forecast::new(site, &mut names, line(number, 2)));
        names
    }

    fn pair(one: &str, other: &str) -> String {
        format!("{one}{}{other}", Space::PAIR)
    }

    fn site() -> Names {
        Names::of(&[(Space::Group, "BIO-101\u{1f}Lab 3")]).course(10, "BIO-101", "C-1")
    }

    #[test]
    fn a_course_that_is_made_is_there_and_one_that_goes_is_not() {
        let site = site();
        let names = file(0, &site, |row| {
            row.make(Space::CourseShortname, "NEW-1");
            row.remove(Space::CourseShortname, "Bio-101");
            row.make(Space::CourseIdnumber, "");
        });
        let expected = ExpectedSite::new(&site, &names);
        assert!(expected.has(Space::CourseShortname, "new-1"));
        assert!(!expected.has(Space::CourseShortname, "BIO-101"));
        assert!(!expected.has(Space::CourseIdnumber, ""));
        assert!(expected.has(Space::CourseIdnumber, "C-1"), "nobody said so");
        assert_eq!(
            names.brought_by(Space::CourseShortname, "new-1"),
            Some(line(0, 2))
        );
        assert_eq!(names.brought_by(Space::CourseShortname, "BIO-101"), None);
    }

    #[test]
    fn parts_of_a_course_go_with_it_and_do_not_come_back() {
        let site = site();
        let lab = pair("BIO-101", "Lab 3");
        let mut names = file(0, &site, |row| {
            row.remove(Space::CourseShortname, "BIO-101")
        });
        assert!(!ExpectedSite::new(&site, &names).has(Space::Group, &lab));
        let made = {
            let expected = ExpectedSite::new(&site, &names);
            file(1, &expected, |row| {
                row.make(Space::CourseShortname, "BIO-101");
                row.make_pair(Space::CourseMethod, "BIO-101", "manual");
            })
        };
        names.add(made);
        let expected = ExpectedSite::new(&site, &names);
        assert!(expected.has(Space::CourseShortname, "BIO-101"));
        assert!(expected.has(Space::CourseMethod, &pair("bio-101", "manual")));
        assert!(!expected.has(Space::Group, &lab), "that was the other one");
    }

    #[test]
    fn what_identified_an_object_that_went_is_still_known_to_have_been_its_own() {
        let site = site();
        let names = file(0, &site, |row| {
            row.remove(Space::CourseShortname, "BIO-101")
        });
        let expected = ExpectedSite::new(&site, &names);
        assert!(expected.has(Space::ShortnameWithIdnumber, &pair("BIO-101", "C-1")));
        assert!(!expected.has(Space::ShortnameWithIdnumber, &pair("BIO-101", "C-2")));
    }

    #[test]
    fn an_object_with_a_new_name_has_what_it_had() {
        let site = site();
        let names = file(0, &site, |row| row.give(Space::CourseShortname, "BIO-201"));
        let expected = ExpectedSite::new(&site, &names);
        assert!(expected.has(Space::Group, &pair("BIO-201", "Lab 3")));
        assert!(expected.has(Space::ShortnameWithIdnumber, &pair("BIO-201", "C-1")));
    }

    #[test]
    fn what_is_there_is_not_made() {
        let site = site();
        let names = file(0, &site, |row| row.make(Space::CourseShortname, "bio-101"));
        assert_eq!(names.brought_by(Space::CourseShortname, "BIO-101"), None);
        let lab = pair("BIO-101", "Lab 3");
        assert!(ExpectedSite::new(&site, &names).has(Space::Group, &lab));
    }
}
