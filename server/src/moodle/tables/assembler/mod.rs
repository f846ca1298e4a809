//! Rows to objects. Rows of all queries may come in any order, mixed as well: what needs another row waits in as few bytes as it can until
//! [`Assembler::finish`].

mod configuration;
mod courses;
mod groups;
mod participants;
mod people;

use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::thread;

use hashbrown::HashMap;
use toolsync_core::kinds::Value;
use toolsync_core::site::{Fields, SiteFacts, SiteIndex};

use self::configuration::Configuration;
use self::courses::Courses;
use self::groups::Groups;
use self::participants::Participants;
use self::people::People;
use super::{
    CohortMemberRow, CohortRow, GroupMemberRow, GroupRow, GroupingGroupRow, GroupingRow, RoleRow,
};

/// Makes a [`SiteIndex`] of the rows of all queries.
#[derive(Debug, Default)]
pub struct Assembler {
    configuration: Configuration,
    people: People,
    courses: Courses,
    participants: Participants,
    groups: Groups,
}

impl Assembler {
    /// Takes the rows that another assembler was given of the same site.
    pub fn absorb(&mut self, other: Self) {
        let Self {
            configuration,
            people,
            courses,
            participants,
            groups,
        } = other;
        self.configuration.absorb(configuration);
        self.people.absorb(people);
        self.courses.absorb(courses);
        self.participants.absorb(participants);
        self.groups.absorb(groups);
    }

    /// The site that the rows given so far make.
    pub fn finish(mut self) -> SiteIndex {
        let facts = SiteFacts {
            name: self.courses.name_of_front_page(),
            profile_fields: self.people.profile_fields(),
            ..self.configuration.facts()
        };
        let mut site = SiteIndex::new(facts);
        thread::scope(|scope| {
            // What takes longest, at the same time as what takes nearly as long.
            let participants = &mut self.participants;
            let gathered = scope.spawn(|| participants.gathered());
            self.people.put(&mut site);
            self.courses.put(&mut site);
            self.groups.put(&mut site);
            match gathered.join() {
                Ok((enrolments, roles)) => site.put_participants(enrolments, roles),
                Err(panic) => resume_unwind(panic),
            }
        });
        self.participants.put(&mut site, &self.configuration);
        site
    }
}

/// Adds rows to those that are there, nearly always none: then nothing is copied.
fn join<T>(rows: &mut Vec<T>, mut others: Vec<T>) {
    if rows.is_empty() {
        *rows = others;
    } else {
        rows.append(&mut others);
    }
}

/// Records a text, unless it is empty.
fn record(fields: &mut Fields, name: &str, value: String) {
    if !value.is_empty() {
        fields.insert(name.to_owned(), Value::Text(value));
    }
}

/// What a command file means by yes and no; Moodle has columns of 0 and 1 for it, a few of which know more than two values.
fn flag(number: i64) -> Value {
    match number {
        0 => Value::Bool(false),
        1 => Value::Bool(true),
        other => Value::Int(other),
    }
}

/// Where the site has a default for new objects, an object without a value says so: what is absent is taken to be at the default.
fn say_empty(fields: &mut Fields, defaults: &Fields) {
    for (name, default) in defaults {
        if matches!(default, Value::Text(_)) && !fields.contains_key(name) {
            fields.insert(name.clone(), Value::Text(String::new()));
        }
    }
}
