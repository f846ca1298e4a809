//! Lists of courses: which ones, and how a list names them. The page chooses among the same entries by the same rules.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::input::quote;
use crate::kinds::course_resets::options::STANDARD;
use crate::settings::CourseIdentifier;
use crate::site::SiteIndex;

/// Id of the course that Moodle keeps for the front page.
const FRONT_PAGE: u64 = 1;

/// A course as lists are made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseEntry {
    /// Moodle's id.
    pub id: u64,
    /// Short name.
    pub shortname: String,
    /// Full name.
    pub fullname: String,
    /// Identifier in other systems; empty when none.
    pub idnumber: String,
    /// Its category, names from the root joined by `/`.
    pub category: String,
    /// How many people take part.
    pub participants: u64,
    /// When somebody last opened it, Unix seconds; 0: never.
    pub last_access: i64,
    /// When it ends, Unix seconds; 0: never.
    pub end: i64,
    /// Whether students see it.
    pub visible: bool,
}

/// The courses of a site by short name, without its front page.
pub fn course_entries(site: &SiteIndex) -> Vec<CourseEntry> {
    let mut entries: Vec<CourseEntry> = site
        .courses()
        .filter(|course| course.id != FRONT_PAGE)
        .map(|course| CourseEntry {
            id: course.id,
            shortname: course.shortname.clone(),
            fullname: course.text("fullname"),
            idnumber: course.text("idnumber"),
            category: site.category_path(course.category).join("/"),
            participants: site.participants(course.id) as u64,
            last_access: course.last_access,
            end: course.number("enddate").unwrap_or(0),
            visible: course.text("visible") != "0",
        })
        .collect();
    entries.sort_by_cached_key(|entry| (entry.shortname.to_lowercase(), entry.id));
    entries
}

/// Which courses are meant. Every condition that is given must hold; none at all means every course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CourseSelection {
    /// A piece of the short name, full name or idnumber, without regard to case; empty: any.
    pub search: String,
    /// Path of a category, names from the root joined by `/`: the courses in it and below it; empty: any.
    pub category: String,
    /// Nobody takes part.
    pub empty: bool,
    /// Nobody has ever opened it.
    pub never_accessed: bool,
    /// It has an end, before this moment in Unix seconds.
    pub ended_before: Option<i64>,
    /// Students do not see it.
    pub hidden: bool,
}

impl CourseEntry {
    /// What a search looks in: short name, full name and idnumber, one a line, without capitals. A list that is searched at each key makes
    /// these texts once.
    pub fn searched(&self) -> String {
        let texts = [&*self.shortname, &self.fullname, &self.idnumber];
        texts.join("\n").to_lowercase()
    }
}

impl CourseSelection {
    /// Whether a course is meant.
    pub fn has(&self, course: &CourseEntry) -> bool {
        let with_text = [(course, &*course.searched())];
        self.chosen_from(with_text).next().is_some()
    }

    /// The places of the courses that are meant, of courses that each come with [`CourseEntry::searched`].
    pub fn chosen_from<'e>(
        &self,
        courses: impl IntoIterator<Item = (&'e CourseEntry, &'e str)>,
    ) -> impl Iterator<Item = usize> {
        let search = self.search.trim().to_lowercase();
        let courses = courses.into_iter().enumerate();
        courses.filter_map(move |(place, (course, searched))| {
            (searched.contains(&search) && self.fits(course)).then_some(place)
        })
    }

    /// Whether all but the search means a course.
    fn fits(&self, course: &CourseEntry) -> bool {
        (!self.empty || course.participants == 0)
            && (!self.never_accessed || course.last_access == 0)
            && (!self.hidden || !course.visible)
            && self
                .ended_before
                .is_none_or(|moment| 0 < course.end && course.end < moment)
            && is_below(&course.category, self.category.trim_matches('/'))
    }
}

/// Whether a path is this other one or below it.
fn is_below(path: &str, above: &str) -> bool {
    above.is_empty()
        || path
            .strip_prefix(above)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A course that a list cannot name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its short name.
    pub shortname: String,
    /// Whether its idnumber belongs to several courses; otherwise it has none.
    pub shared: bool,
}

/// A course deletion file: one identifier a line (`spec/files.md` §3), and the courses that have none of their own among `all` courses
/// of the site.
pub fn deletion_list<'e>(
    chosen: impl IntoIterator<Item = &'e CourseEntry>,
    all: &[CourseEntry],
    identifier: CourseIdentifier,
) -> (String, Vec<LeftOut>) {
    let (names, left_out) = named(chosen, all, identifier);
    let lines = names.iter().map(|name| format!("{name}\n"));
    (lines.collect(), left_out)
}

/// A course reset file with the usual options, to be refined by hand (`spec/utilities.md` §2), and the courses that have no identifier of
/// their own. Its first column is that of the identifier, filled in each row (Q53).
pub fn reset_file<'e>(
    chosen: impl IntoIterator<Item = &'e CourseEntry>,
    all: &[CourseEntry],
    identifier: CourseIdentifier,
    separator: char,
) -> (String, Vec<LeftOut>) {
    let (names, left_out) = named(chosen, all, identifier);
    let line = |first: &str, rest: &dyn Fn(&(&'static str, &'static str)) -> &'static str| {
        let cells = STANDARD.iter().map(|option| quote(rest(option), separator));
        let cells: Vec<_> = std::iter::once(quote(first, separator))
            .chain(cells)
            .collect();
        cells.join(&separator.to_string()) + "\n"
    };
    let mut file = line(identifier.as_str(), &|(column, _)| column);
    for name in &names {
        file.push_str(&line(name, &|(_, cell)| cell));
    }
    (file, left_out)
}

/// What identifies each course, and the courses that have nothing that does.
fn named<'e>(
    chosen: impl IntoIterator<Item = &'e CourseEntry>,
    all: &[CourseEntry],
    identifier: CourseIdentifier,
) -> (Vec<String>, Vec<LeftOut>) {
    let mut owners: HashMap<&str, u32> = HashMap::new();
    for course in all {
        *owners.entry(&course.idnumber).or_default() += 1;
    }
    let (mut names, mut left_out) = (Vec::new(), Vec::new());
    for course in chosen {
        let name = match identifier {
            CourseIdentifier::Shortname => course.shortname.clone(),
            CourseIdentifier::Idnumber => course.idnumber.clone(),
            CourseIdentifier::Id => course.id.to_string(),
        };
        let shared = identifier == CourseIdentifier::Idnumber
            && owners.get(&*name).is_some_and(|owners| *owners > 1);
        if name.is_empty() || shared {
            left_out.push(LeftOut {
                shortname: course.shortname.clone(),
                shared: shared && !name.is_empty(),
            });
        } else {
            names.push(name);
        }
    }
    (names, left_out)
}
