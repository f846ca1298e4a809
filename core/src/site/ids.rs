//! Ids by name. Most names that a file asks for are new to the site, and what a look for them costs is waiting for memory: before the
//! table stands a filter of two bytes per name, small enough to be near, that answers for nearly all of them.

use std::collections::BTreeSet;

use hashbrown::HashTable;

use super::NameHash;

/// Ids by a name, in ascending order; a name without ids is not kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    table: HashTable<(Box<str>, Ids)>,
    filter: Filter,
}

/// The ids of a name: nearly always one.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Ids {
    One(u64),
    Many(BTreeSet<u64>),
}

impl Names {
    /// The ids of a name, lowest first.
    pub(super) fn ids(&self, name: &str) -> impl DoubleEndedIterator<Item = u64> + '_ {
        self.ids_hashed(name, NameHash::of(name))
    }

    /// As [`Names::ids`], where the hash of the name is known.
    #[inline]
    pub(super) fn ids_hashed(
        &self,
        name: &str,
        hash: NameHash,
    ) -> impl DoubleEndedIterator<Item = u64> + '_ {
        let (one, many) = match self.find(name, hash) {
            Some(Ids::One(id)) => (Some(*id), None),
            Some(Ids::Many(ids)) => (None, Some(ids)),
            None => (None, None),
        };
        one.into_iter().chain(many.into_iter().flatten().copied())
    }

    /// The ids of all names.
    pub(super) fn all(&self) -> BTreeSet<u64> {
        let mut all = BTreeSet::new();
        for (_, ids) in &self.table {
            match ids {
                Ids::One(id) => drop(all.insert(*id)),
                Ids::Many(ids) => all.extend(ids),
            }
        }
        all
    }

    /// Whether an object has the name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.has_hashed(name, NameHash::of(name))
    }

    /// As [`Names::has`], where the hash of the name is known.
    #[inline]
    pub(super) fn has_hashed(&self, name: &str, hash: NameHash) -> bool {
        self.find(name, hash).is_some()
    }

    /// Whether several objects share the name.
    pub(super) fn shared(&self, name: &str) -> bool {
        matches!(self.find(name, NameHash::of(name)), Some(Ids::Many(_)))
    }

    /// Whether no object has any name.
    pub(super) fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Fetches what is looked at for each of these names, step by step for all of them, so that the processor waits for all of them at once. Says of
    /// each whether it is known to be nobody's.
    pub(super) fn fetch(&self, names: &[NameHash]) -> Vec<bool> {
        let is_absent = |hash: &NameHash| !self.filter.may_have(hash.bits());
        let absent: Vec<bool> = names.iter().map(is_absent).collect();
        let known = names.iter().zip(&absent).filter(|(_, absent)| !**absent);
        let found = |(hash, _): (&NameHash, _)| self.table.find(hash.bits(), |_| true);
        let found: Vec<&(Box<str>, Ids)> = known.filter_map(found).collect();
        let look =
            |all, entry: &&(Box<str>, Ids)| all ^ entry.0.as_bytes().first().copied().unwrap_or(0);
        std::hint::black_box(found.iter().fold(0, look));
        absent
    }

    /// Empty names are nobody's.
    pub(super) fn add(&mut self, name: &str, id: u64) {
        if name.is_empty() {
            return;
        }
        let hash = NameHash::of(name).bits();
        if let Some((_, ids)) = self.table.find_mut(hash, |(known, _)| **known == *name) {
            ids.add(id);
            return;
        }
        let of = |(name, _): &(Box<str>, Ids)| NameHash::of(name).bits();
        self.table
            .insert_unique(hash, (name.into(), Ids::One(id)), of);
        if self.filter.holds(self.table.len()) {
            self.filter.add(hash);
        } else {
            self.filter = Filter::of(self.table.iter().map(of), self.table.len());
        }
    }

    /// Takes an id from a name.
    pub(super) fn drop(&mut self, name: &str, id: u64) {
        let hash = NameHash::of(name).bits();
        let known = |(known, _): &(Box<str>, Ids)| **known == *name;
        if let Ok(mut entry) = self.table.find_entry(hash, known)
            && entry.get_mut().1.drop(id)
        {
            entry.remove();
        }
    }

    #[inline]
    fn find(&self, name: &str, hash: NameHash) -> Option<&Ids> {
        let hash = hash.bits();
        if !self.filter.may_have(hash) {
            return None;
        }
        let found = self.table.find(hash, |(known, _)| **known == *name);
        found.map(|(_, ids)| ids)
    }
}

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        let same =
            |(name, ids): &(Box<str>, Ids)| other.find(name, NameHash::of(name)) == Some(ids);
        self.table.len() == other.table.len() && self.table.iter().all(same)
    }
}

impl Eq for Names {}

impl Ids {
    fn add(&mut self, id: u64) {
        match self {
            Self::One(known) if *known == id => {}
            Self::One(known) => *self = Self::Many(BTreeSet::from([*known, id])),
            Self::Many(ids) => drop(ids.insert(id)),
        }
    }

    /// Says whether none is left.
    fn drop(&mut self, id: u64) -> bool {
        match self {
            Self::One(known) => *known == id,
            Self::Many(ids) => {
                ids.remove(&id);
                if let (Some(only), 1) = (ids.first().copied(), ids.len()) {
                    *self = Self::One(only);
                }
                false
            }
        }
    }
}

/// A Bloom filter that looks at one word per hash. It never denies a hash that was added; one that was taken away stays.
#[derive(Debug, Clone, Default)]
struct Filter {
    /// Empty, or as many as a power of two.
    words: Vec<u64>,
}

impl Filter {
    /// How many hashes a word is for.
    const PER_WORD: usize = 8;

    /// With room for twice as many hashes as there are.
    fn of(hashes: impl Iterator<Item = u64>, count: usize) -> Self {
        let words = (2 * count).div_ceil(Self::PER_WORD).next_power_of_two();
        let mut filter = Self {
            words: vec![0; words],
        };
        hashes.for_each(|hash| filter.add(hash));
        filter
    }

    /// Whether there is room for so many hashes.
    fn holds(&self, count: usize) -> bool {
        count <= self.words.len() * Self::PER_WORD
    }

    fn add(&mut self, hash: u64) {
        let word = self.word(hash);
        self.words[word] |= bits(hash);
    }

    #[inline]
    fn may_have(&self, hash: u64) -> bool {
        let bits = bits(hash);
        let word = self.words.get(self.word(hash));
        word.is_some_and(|word| word & bits == bits)
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the lowest bits are as good as any"
    )]
    fn word(&self, hash: u64) -> usize {
        hash as usize & self.words.len().wrapping_sub(1)
    }
}

/// Three of the 64 bits of a word, by parts of the hash that do not name the word.
const fn bits(hash: u64) -> u64 {
    1 << (hash >> 58) | 1 << (hash >> 52 & 63) | 1 << (hash >> 46 & 63)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_has_its_ids_in_order_until_the_last_is_dropped() {
        let mut names = Names::default();
        names.add("Sciences", 7);
        names.add("Sciences", 3);
        names.add("", 9);
        assert_eq!(names.ids("Sciences").collect::<Vec<_>>(), [3, 7]);
        assert!(names.shared("Sciences") && names.has("Sciences"));
        assert!(!names.has("") && !names.has("sciences"));
        names.drop("Sciences", 7);
        assert!(names.has("Sciences") && !names.shared("Sciences"));
        names.drop("Sciences", 3);
        assert!(!names.has("Sciences") && names.is_empty());
    }

    #[test]
    fn few_of_the_names_that_are_not_there_pass_the_filter() {
        let mut names = Names::default();
        for number in 0..10_000 {
            names.add(&format!("P-{number}"), number);
        }
        let passed = (10_000..20_000)
            .filter(|number| {
                let hash = NameHash::of(&format!("P-{number}"));
                names.filter.may_have(hash.bits())
            })
            .count();
        // Three bits of sixteen or more per name let through one in a hundred or so.
        assert!(passed < 500, "{passed} of 10,000 passed");
    }

    proptest! {
        #[test]
        fn names_are_a_map_of_sets(steps in prop::collection::vec(("[ab]{0,3}", 0_u64..4, any::<bool>()), 0..300)) {
            let mut names = Names::default();
            let mut map = BTreeMap::<String, BTreeSet<u64>>::new();
            for (name, id, add) in steps {
                if add {
                    names.add(&name, id);
                    if !name.is_empty() {
                        map.entry(name.clone()).or_default().insert(id);
                    }
                } else {
                    names.drop(&name, id);
                    if let Some(ids) = map.get_mut(&name) {
                        ids.remove(&id);
                    }
                    map.retain(|_, ids| !ids.is_empty());
                }
                let expected: Vec<u64> = map.get(&name).into_iter().flatten().copied().collect();
                prop_assert_eq!(names.ids(&name).collect::<Vec<_>>(), expected);
                prop_assert_eq!(names.has(&name), map.contains_key(&name));
            }
            prop_assert_eq!(names.is_empty(), map.is_empty());
        }
    }
}
