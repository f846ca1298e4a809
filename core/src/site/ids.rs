//! Ids by name. Most names that a file asks for are new to the site, and what a look for them costs is waiting for memory: before the
//! table stands a filter of one to two bytes per name, small enough to be near, that answers for nearly all of them.

use std::collections::BTreeSet;

use hashbrown::HashTable;

use super::NameHash;

/// Ids by a name, in ascending order; a name without ids is not kept.
///
/// The table knows names by their places in a list, in which they stand as they came: files are often sorted as the site is, and names that are asked for one
/// after the other are near each other in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    table: HashTable<u32>,
    list: Vec<Named>,
    /// All names, one after the other, and some that are gone.
    text: String,
    /// How many bytes of the text are of names that are gone.
    gone: usize,
    filter: Filter,
}

/// Where a name stands in the text, and its ids.
#[derive(Debug, Clone)]
struct Named {
    start: usize,
    length: usize,
    ids: Ids,
}

impl Named {
    fn name<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.start + self.length]
    }
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
        for named in &self.list {
            match &named.ids {
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
        self.list.is_empty()
    }

    /// Says of each of these names whether it is known to be nobody's.
    pub(super) fn absent(&self, names: &[NameHash]) -> Vec<bool> {
        let is_absent = |hash: &NameHash| !self.filter.may_have(hash.bits());
        names.iter().map(is_absent).collect()
    }

    /// Fetches what is looked at for each of these names, those apart that are absent, step by step for all of them, so that the processor waits for all of them at
    /// once.
    pub(super) fn fetch(&self, names: &[NameHash], absent: &[bool]) {
        let known = names.iter().zip(absent).filter(|(_, absent)| !**absent);
        let found = |(hash, _): (&NameHash, _)| self.table.find(hash.bits(), |_| true);
        let found: Vec<&u32> = known.filter_map(found).collect();
        let look = |all, place: &&u32| all ^ self.name(**place).as_bytes()[0];
        std::hint::black_box(found.iter().fold(0, look));
    }

    /// Empty names are nobody's.
    pub(super) fn add(&mut self, name: &str, id: u64) {
        if name.is_empty() {
            return;
        }
        let hash = NameHash::of(name).bits();
        if let Some(place) = self.place(name, hash) {
            self.list[place].ids.add(id);
            return;
        }
        let place = u32::try_from(self.list.len()).expect("2^32 names do not fit in memory");
        self.list.push(Named {
            start: self.text.len(),
            length: name.len(),
            ids: Ids::One(id),
        });
        self.text.push_str(name);
        let Self {
            table,
            list,
            text,
            filter,
            ..
        } = self;
        let of = |place: &u32| NameHash::of(list[*place as usize].name(text)).bits();
        table.insert_unique(hash, place, of);
        if filter.holds(list.len()) {
            filter.add(hash);
        } else {
            *filter = Filter::of(table.iter().map(of), list.len());
        }
    }

    /// Takes an id from a name.
    pub(super) fn drop(&mut self, name: &str, id: u64) {
        let hash = NameHash::of(name).bits();
        let Some(place) = self.place(name, hash) else {
            return;
        };
        if self.list[place].ids.drop(id) {
            self.set_place(hash, place, None);
            self.list.swap_remove(place);
            // The last name of the list stands there now.
            if let Some(moved) = self.list.get(place) {
                let hash = NameHash::of(moved.name(&self.text)).bits();
                self.set_place(hash, self.list.len(), Some(place));
            }
            self.forget(name.len());
        }
    }

    /// Lets go of the text of names that are gone, of which the last one had so many bytes, once there are as many bytes of them as of others.
    fn forget(&mut self, length: usize) {
        self.gone += length;
        if self.gone <= self.text.len() / 2 {
            return;
        }
        let mut text = String::with_capacity(self.text.len() - self.gone);
        for named in &mut self.list {
            let start = text.len();
            text.push_str(named.name(&self.text));
            named.start = start;
        }
        self.text = text;
        self.gone = 0;
    }

    /// Changes where the table finds a name, or takes it from the table.
    fn set_place(&mut self, hash: u64, old: usize, new: Option<usize>) {
        let entry = self.table.find_entry(hash, |place| *place as usize == old);
        match (entry, new) {
            // Places of the list have been made of 32 bits.
            (Ok(mut entry), Some(new)) => *entry.get_mut() = new as u32,
            (Ok(entry), None) => drop(entry.remove()),
            (Err(_), _) => {}
        }
    }

    fn name(&self, place: u32) -> &str {
        self.list[place as usize].name(&self.text)
    }

    /// Where the list has a name.
    #[inline]
    fn place(&self, name: &str, hash: u64) -> Option<usize> {
        let place = self.table.find(hash, |place| self.name(*place) == name)?;
        Some(*place as usize)
    }

    #[inline]
    fn find(&self, name: &str, hash: NameHash) -> Option<&Ids> {
        let hash = hash.bits();
        if !self.filter.may_have(hash) {
            return None;
        }
        self.place(name, hash).map(|place| &self.list[place].ids)
    }
}

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        let same = |named: &Named| {
            let name = named.name(&self.text);
            other.find(name, NameHash::of(name)) == Some(&named.ids)
        };
        self.list.len() == other.list.len() && self.list.iter().all(same)
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

    /// With room for at least one more hash than there are.
    fn of(hashes: impl Iterator<Item = u64>, count: usize) -> Self {
        let words = (count + 1).div_ceil(Self::PER_WORD).next_power_of_two();
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
