//! Sets of a handful of things, of which a site has a hundred thousand: what a person is in a course.

use super::Enrolment;

/// What is told apart by a name of its own.
pub(super) trait Named {
    /// The name.
    fn name(&self) -> &str;
}

impl Named for String {
    fn name(&self) -> &str {
        self
    }
}

/// Of the enrolments of a person in a course, each has a method of its own.
impl Named for Enrolment {
    fn name(&self) -> &str {
        &self.method
    }
}

/// A set in the order of names. It takes no more memory than what is in it: a map of the standard library makes room for eleven at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Few<T>(Vec<T>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Named> Few<T> {
    /// That of this name.
    pub(super) fn get(&self, name: &str) -> Option<&T> {
        self.0.get(self.place(name).ok()?)
    }

    /// Whether there is one of this name.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Adds one, in place of one of the same name.
    pub(super) fn insert(&mut self, new: T) {
        match self.place(new.name()) {
            Ok(place) => self.0[place] = new,
            Err(place) => {
                self.0.reserve_exact(1);
                self.0.insert(place, new);
            }
        }
    }

    /// Takes away that of this name.
    pub(super) fn remove(&mut self, name: &str) -> Option<T> {
        let place = self.place(name).ok()?;
        Some(self.0.remove(place))
    }

    /// All, in the order of their names.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|known| known.name().cmp(name))
    }
}

impl<'f, T: Named> IntoIterator for &'f Few<T> {
    type Item = &'f T;
    type IntoIter = std::slice::Iter<'f, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(few: &Few<String>) -> Vec<&str> {
        few.iter().map(String::as_str).collect()
    }

    #[test]
    fn few_are_in_the_order_of_their_names_each_once() {
        let mut few = Few::default();
        for name in ["student", "manager", "teacher", "manager"] {
            few.insert(name.to_owned());
        }
        assert_eq!(names(&few), ["manager", "student", "teacher"]);
        assert_eq!(few.remove("student").as_deref(), Some("student"));
        assert_eq!(few.remove("student"), None);
        assert_eq!((names(&few), few.len()), (vec!["manager", "teacher"], 2));
        assert!(few.contains("teacher") && !few.contains("student"));
    }

    #[test]
    fn an_enrolment_replaces_the_one_by_the_same_method() {
        let enrolment = |method: &str, start| Enrolment {
            course: 7,
            user: 9,
            method: method.to_owned(),
            start,
            end: 0,
            active: true,
            roles: std::collections::BTreeSet::new(),
        };
        let mut few = Few::default();
        few.insert(enrolment("self", 1));
        few.insert(enrolment("manual", 2));
        few.insert(enrolment("self", 3));
        let starts: Vec<i64> = few.iter().map(|enrolment| enrolment.start).collect();
        assert_eq!(starts, [2, 3]);
        assert_eq!(few.get("self").map(|found| found.start), Some(3));
        assert_eq!(few.get("cohort"), None);
    }
}
