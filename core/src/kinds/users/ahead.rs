//! Hashes of the identifiers of rows that are checked next: they are needed to fetch what is far away, and again to look it up.

use crate::site::NameHash;

/// Hashes of the identifiers of a row, in the form in which they are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hashes {
    /// Whether the identifiers stand in the row in that form.
    pub(super) as_given: bool,
    pub(super) username: NameHash,
    pub(super) idnumber: NameHash,
    pub(super) email: NameHash,
}

/// The hashes of some rows, in file order.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    /// The lines on which the rows stand, ascending.
    lines: Vec<u64>,
    as_given: Vec<bool>,
    pub(super) usernames: Vec<NameHash>,
    pub(super) idnumbers: Vec<NameHash>,
    pub(super) emails: Vec<NameHash>,
    /// The index of the row that is checked next, or of one before it.
    next: usize,
}

impl Ahead {
    /// Forgets all rows.
    pub(super) fn clear(&mut self) {
        self.lines.clear();
        self.as_given.clear();
        self.usernames.clear();
        self.idnumbers.clear();
        self.emails.clear();
        self.next = 0;
    }

    /// Keeps the hashes of the row on a line below those of all others.
    pub(super) fn push(&mut self, line: u64, hashes: Hashes) {
        self.lines.push(line);
        self.as_given.push(hashes.as_given);
        self.usernames.push(hashes.username);
        self.idnumbers.push(hashes.idnumber);
        self.emails.push(hashes.email);
    }

    /// The hashes of the row on a line, if they are there. Rows are asked for in file order; those that are passed over are not asked for.
    pub(super) fn take(&mut self, line: u64) -> Option<Hashes> {
        while *self.lines.get(self.next)? < line {
            self.next += 1;
        }
        let at = self.next;
        (self.lines[at] == line).then(|| Hashes {
            as_given: self.as_given[at],
            username: self.usernames[at],
            idnumber: self.idnumbers[at],
            email: self.emails[at],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_line_that_is_asked_for() {
        let hashes = |name: &str| Hashes {
            as_given: true,
            username: NameHash::of(name),
            idnumber: NameHash::of("P-1"),
            email: NameHash::of(""),
        };
        let mut ahead = Ahead::default();
        ahead.push(2, hashes("a"));
        ahead.push(3, hashes("b"));
        ahead.push(5, hashes("c"));
        let mut login = |line| ahead.take(line).map(|hashes| hashes.username);
        assert_eq!(login(2), Some(NameHash::of("a")));
        assert_eq!(login(4), None);
        assert_eq!(login(5), Some(NameHash::of("c")));
        assert_eq!(login(6), None);
        ahead.clear();
        assert!(ahead.take(2).is_none());
    }
}
