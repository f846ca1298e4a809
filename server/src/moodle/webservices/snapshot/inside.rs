//! What is in the courses: sections, methods, participants with their roles, groups and groupings with their members.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use toolsync_core::site::{
    Enrolment, FRONT_PAGE, Group, Grouping, Role, RoleAssignment, Section, SiteIndex,
};

use super::courses::is_there;
use super::reader::{Question, Reader, understood};
use super::told;
use crate::moodle::webservices::CallError;

/// The method that every course is assumed to have and everybody to be enrolled by: no function tells.
const MANUAL: &str = "manual";

/// How many participants one answer holds.
const PARTICIPANTS: usize = 1000;

/// How many courses are asked about before their answers are taken in.
const COURSES: usize = 100;

/// How many groups, groupings or cohorts a question lists.
const LISTED: usize = 200;

/// What is asked about each course, in the order of [`questions`].
const EACH: usize = 6;

const PEOPLE: &str = "core_enrol_get_enrolled_users";
const CONTENTS: &str = "core_course_get_contents";
const METHODS: &str = "core_enrol_get_course_enrolment_methods";
const GROUPS: &str = "core_group_get_course_groups";
const GROUPINGS: &str = "core_group_get_course_groupings";

/// Reads what is in all courses but the front page, of which everybody is a participant.
///
/// # Errors
/// Any [`CallError`].
pub async fn read(reader: &Reader<'_>, site: &mut SiteIndex) -> Result<(), CallError> {
    let courses = site.courses().map(|course| course.id);
    let courses: Vec<u64> = courses.filter(|id| *id != FRONT_PAGE).collect();
    let mut found = Found::default();
    for (number, some) in courses.chunks(COURSES).enumerate() {
        let answers = match ask(reader, some).await {
            Err(CallError::Refused(_)) => ask_those_left(reader, site, some).await?,
            answers => answers?,
        };
        for (course, answers) in answers {
            found.take_in(reader, site, course, answers).await?;
        }
        let done = number * COURSES + some.len();
        tracing::info!(courses = done, of = courses.len(), "reading the site");
    }
    found.read_members(reader, site).await
}

/// Answers about each course.
type Answers = Vec<(u64, Vec<Json>)>;

async fn ask(reader: &Reader<'_>, courses: &[u64]) -> Result<Answers, CallError> {
    let all = courses.iter().flat_map(|course| questions(*course));
    let answers = reader.ask_all(all.collect()).await?;
    let answers = answers.chunks(EACH).map(<[Json]>::to_vec);
    Ok(courses.iter().copied().zip(answers).collect())
}

/// As [`ask`], one course at a time: a course that was deleted meanwhile is left out.
async fn ask_those_left(
    reader: &Reader<'_>,
    site: &mut SiteIndex,
    courses: &[u64],
) -> Result<Answers, CallError> {
    let mut left = Vec::with_capacity(courses.len());
    for course in courses {
        match ask(reader, &[*course]).await {
            Ok(answers) => left.extend(answers),
            Err(CallError::Refused(_)) if !is_there(reader, *course).await? => {
                site.remove_course(*course);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(left)
}

fn questions(course: u64) -> [Question; EACH] {
    let about = |function, parameters| Question {
        function,
        parameters,
    };
    let this = || json!({"courseid": course});
    [
        about(
            PEOPLE,
            people(course, 0, "id,roles,lastcourseaccess", false),
        ),
        about(PEOPLE, people(course, 0, "id", true)),
        about(
            CONTENTS,
            json!({"courseid": course, "options": [{"name": "excludemodules", "value": "1"}]}),
        ),
        about(METHODS, this()),
        about(GROUPS, this()),
        about(GROUPINGS, this()),
    ]
}

/// The parameters that ask for a page of participants; `suspended`: of those without access only.
fn people(course: u64, from: usize, fields: &str, suspended: bool) -> Json {
    let mut options = vec![
        json!({"name": "userfields", "value": fields}),
        json!({"name": "limitfrom", "value": from.to_string()}),
        json!({"name": "limitnumber", "value": PARTICIPANTS.to_string()}),
    ];
    if suspended {
        options.push(json!({"name": "onlysuspended", "value": "1"}));
    }
    json!({"courseid": course, "options": options})
}

/// Groups and groupings whose members are still to be asked for.
#[derive(Default)]
struct Found {
    groups: BTreeMap<u64, Group>,
    groupings: Vec<u64>,
}

impl Found {
    async fn take_in(
        &mut self,
        reader: &Reader<'_>,
        site: &mut SiteIndex,
        course: u64,
        answers: Vec<Json>,
    ) -> Result<(), CallError> {
        let mut answers = answers.into_iter();
        let mut next = || answers.next().unwrap_or_default();
        let mut everybody: Vec<told::Participant> = understood(PEOPLE, next())?;
        let mut inactive: Vec<told::Id> = understood(PEOPLE, next())?;
        let sections: Vec<told::Section> = understood(CONTENTS, next())?;
        let methods: Vec<told::Method> = understood(METHODS, next())?;
        let groups: Vec<told::Group> = understood(GROUPS, next())?;
        let groupings: Vec<told::Group> = understood(GROUPINGS, next())?;
        while everybody.len().is_multiple_of(PARTICIPANTS) && !everybody.is_empty() {
            let fields = "id,roles,lastcourseaccess";
            let page = people(course, everybody.len(), fields, false);
            let more: Vec<told::Participant> = reader.ask(PEOPLE, page).await?;
            if more.is_empty() {
                break;
            }
            everybody.extend(more);
        }
        while inactive.len().is_multiple_of(PARTICIPANTS) && !inactive.is_empty() {
            let page = people(course, inactive.len(), "id", true);
            let more: Vec<told::Id> = reader.ask(PEOPLE, page).await?;
            if more.is_empty() {
                break;
            }
            inactive.extend(more);
        }
        put_people(site, course, &everybody, &inactive);
        if let Some(mut found) = site.course(course).cloned() {
            found.last_access = everybody
                .iter()
                .map(|person| person.lastcourseaccess)
                .max()
                .unwrap_or(0);
            found.sections = sections
                .into_iter()
                .filter(|section| section.component.is_none())
                .map(|told| {
                    let section = Section {
                        name: told.name,
                        summary: told.summary,
                    };
                    (told.section, section)
                })
                .collect();
            found.methods = methods
                .into_iter()
                .map(|method| (method.kind, true))
                .collect();
            found.methods.insert(MANUAL.to_owned(), true);
            site.put_course(found);
        }
        for told in groups {
            let group = Group {
                id: told.id,
                course: told.courseid,
                name: told.name,
                idnumber: told.idnumber,
                description: told.description,
                ..Group::default()
            };
            self.groups.insert(told.id, group);
        }
        self.groupings.extend(groupings.iter().map(|told| told.id));
        Ok(())
    }

    /// Reads the members of the groups, and the groupings with their groups.
    async fn read_members(
        mut self,
        reader: &Reader<'_>,
        site: &mut SiteIndex,
    ) -> Result<(), CallError> {
        const MEMBERS: &str = "core_group_get_group_members";
        const PARTS: &str = "core_group_get_groupings";
        let most = LISTED.min(reader.room());
        let ids: Vec<u64> = self.groups.keys().copied().collect();
        let members = |some: &[u64]| Question {
            function: MEMBERS,
            parameters: json!({"groupids": some}),
        };
        let listed = reader.ask_about(&ids, most, members).await?;
        for group in listed.gone {
            self.groups.remove(&group);
        }
        for (_, answer) in listed.answers {
            for told in understood::<Vec<told::GroupMembers>>(MEMBERS, answer)? {
                if let Some(group) = self.groups.get_mut(&told.groupid) {
                    group.members = told.userids.into_iter().collect();
                }
            }
        }
        for group in self.groups.into_values() {
            site.put_group(group);
        }
        let parts = |some: &[u64]| Question {
            function: PARTS,
            parameters: json!({"groupingids": some, "returngroups": 1}),
        };
        let listed = reader.ask_about(&self.groupings, most, parts).await?;
        for (_, answer) in listed.answers {
            for told in understood::<Vec<told::Group>>(PARTS, answer)? {
                site.put_grouping(Grouping {
                    id: told.id,
                    course: told.courseid,
                    name: told.name,
                    idnumber: told.idnumber,
                    description: told.description,
                    groups: told.groups.into_iter().map(|group| group.id).collect(),
                });
            }
        }
        Ok(())
    }
}

fn put_people(
    site: &mut SiteIndex,
    course: u64,
    everybody: &[told::Participant],
    inactive: &[told::Id],
) {
    for person in everybody {
        site.put_enrolment(Enrolment {
            course,
            user: person.id,
            method: MANUAL.to_owned(),
            start: 0,
            end: 0,
            active: !inactive.iter().any(|other| other.id == person.id),
            roles: [].into(),
        });
        for role in &person.roles {
            site.put_role(Role {
                id: role.roleid,
                shortname: role.shortname.clone(),
            });
            site.put_role_assignment(RoleAssignment {
                course,
                user: person.id,
                role: role.shortname.clone(),
            });
        }
    }
}
