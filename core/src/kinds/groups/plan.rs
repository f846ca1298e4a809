//! How a row of a groups file becomes operations (`spec/operations.md` §11, as intended).

use super::part::{Found, Part};
use super::{DELETE, delete};
use crate::finding::{Code, Finding};
use crate::kinds::Value;
use crate::plan::{Change, Draft, GroupState, Operation, Refusal};
use crate::settings::GroupIdentifier;

/// The course of a row, as look-ups and operations name it.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Moodle's id.
    pub(crate) id: u64,
    /// Short name.
    pub(crate) shortname: String,
}

/// What the row gives of its group or grouping.
struct Given {
    name: Option<String>,
    idnumber: Option<String>,
    description: Option<String>,
}

/// What is to be done with the row's object.
enum Step {
    Create(GroupState),
    Update(Found, Vec<Change>),
}

/// Plans one row.
///
/// # Errors
/// The finding that refuses it.
pub fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let course = course(draft)?;
    let part = Part::of(draft.text("type"));
    if draft.text("cmd") == Some(DELETE) {
        return delete::plan(draft, &course, part);
    }
    let given = Given {
        name: draft.normal_text("name"),
        idnumber: draft.normal_text("idnumber"),
        description: draft.normal_text("description"),
    };
    let step = match draft.text("updateid") {
        Some(id) => update(draft, &course, part, id, given)?,
        None => add(draft, &course, part, given)?,
    };
    let grouping = match part {
        Part::Group => grouping(draft, &course)?,
        Part::Grouping => None,
    };

    let created = matches!(step, Step::Create(_));
    let name = match step {
        Step::Create(state) => {
            let name = state.name.clone();
            draft.apply(part.create(&course.shortname, state))?;
            let by = GroupIdentifier::Name;
            if let Some(made) = part.find(draft.site(), course.id, by, &name) {
                draft.has_made(part.claim(made.id));
            }
            name
        }
        Step::Update(found, changes) => {
            let new = changes.iter().find(|change| change.field == "name");
            let new = new.and_then(|change| change.new.as_ref());
            let name = new.map_or_else(|| found.state.name.clone(), Value::to_string);
            if !changes.is_empty() {
                draft.apply(part.update(&course.shortname, &found.state.name, changes))?;
            }
            name
        }
    };
    if part == Part::Group {
        let apart = created && grouping.is_none() && draft.settings().group_created_groups;
        if apart || draft.flag("selfgrouping") == Some(true) {
            put_in(draft, &course, &name, &name)?;
        }
        if let Some(grouping) = grouping {
            put_in(draft, &course, &grouping, &name)?;
        }
    }
    Ok(())
}

/// The course of the row.
///
/// # Errors
/// The refusal when there is none, or several have that idnumber.
pub(crate) fn course(draft: &Draft<'_>) -> Result<Place, Refusal> {
    let by = draft.settings().group_course_identifier;
    let text = draft.text("courseid").unwrap_or_default();
    match draft.site().course_by(by, text) {
        Some(course) => Ok(Place {
            id: course.id,
            shortname: course.shortname.clone(),
        }),
        None => {
            let code = Code::UnknownCourse;
            let finding = draft.finding(code, "courseid").with("value", text);
            Err(Box::new(finding.with("suggested", "no")))
        }
    }
}

/// What exists is left as it is; a row that says otherwise is told so.
fn add(draft: &mut Draft<'_>, course: &Place, part: Part, given: Given) -> Result<Step, Refusal> {
    let site = draft.site();
    let found = match (part, &given.idnumber, &given.name) {
        (Part::Group, Some(idnumber), _) => {
            part.find(site, course.id, GroupIdentifier::Idnumber, idnumber)
        }
        (_, _, Some(name)) => part.find(site, course.id, GroupIdentifier::Name, name),
        (_, _, None) => None,
    };
    let Some(found) = found else {
        return create(draft, course, part, given);
    };
    claim(draft, course, part, &found, "name")?;
    if !given.is_so(&found.state) {
        draft.note(object(
            draft.finding(Code::GroupExists, "name"),
            part,
            &found.state.name,
        ));
    }
    Ok(Step::Update(found, Vec::new()))
}

/// What the row gives is changed in the object that `updateid` names, in the course of the row (Q40).
fn update(
    draft: &mut Draft<'_>,
    course: &Place,
    part: Part,
    id: &str,
    mut given: Given,
) -> Result<Step, Refusal> {
    let by = part.identifier(draft.settings());
    if let Some(found) = part.find(draft.site(), course.id, by, id) {
        claim(draft, course, part, &found, "updateid")?;
        if part == Part::Grouping {
            keep_identifier(draft, by, &found.state, &mut given);
        }
        let changes = given.changes(&found.state);
        free(draft, course, part, &changes)?;
        return Ok(Step::Update(found, changes));
    }
    // Done before: it has the name and idnumber that this row gave it.
    if let Some(found) = given.done(draft, course, (part, by)) {
        claim(draft, course, part, &found, "updateid")?;
        return Ok(Step::Update(found, Vec::new()));
    }
    let told =
        |code| object(draft.finding(code, "updateid"), part, id).with("course", &course.shortname);
    match by {
        GroupIdentifier::Id => {
            let code = match part {
                Part::Group => Code::UnknownGroup,
                Part::Grouping => Code::UnknownGrouping,
            };
            return Err(Box::new(told(code).with("suggested", "no")));
        }
        GroupIdentifier::Idnumber => given.idnumber.get_or_insert(id.to_owned()),
        GroupIdentifier::Name => given.name.get_or_insert(id.to_owned()),
    };
    let notice = told(Code::UpdateCreates).with("suggested", "no");
    let step = create(draft, course, part, given)?;
    draft.note(notice);
    Ok(step)
}

/// A new object, whose name and idnumber are free in the course.
fn create(
    draft: &mut Draft<'_>,
    course: &Place,
    part: Part,
    given: Given,
) -> Result<Step, Refusal> {
    let Some(name) = given.name.clone() else {
        return Err(Box::new(draft.finding(Code::RequiredEmpty, "name")));
    };
    let state = GroupState {
        name,
        idnumber: given.idnumber.clone().unwrap_or_default(),
        description: given.description.clone().unwrap_or_default(),
    };
    free(draft, course, part, &given.changes(&GroupState::default()))?;
    if part == Part::Grouping && state.idnumber.is_empty() {
        let code = Code::GroupingWithoutIdnumber;
        let finding = draft.finding(code, "idnumber").with("value", &state.name);
        draft.note(finding);
    }
    Ok(Step::Create(state))
}

/// A grouping keeps the field that identifies it, whatever the row gives.
fn keep_identifier(
    draft: &mut Draft<'_>,
    by: GroupIdentifier,
    state: &GroupState,
    given: &mut Given,
) {
    let (column, new, kept) = match by {
        GroupIdentifier::Name => ("name", &mut given.name, &state.name),
        GroupIdentifier::Idnumber => ("idnumber", &mut given.idnumber, &state.idnumber),
        GroupIdentifier::Id => return,
    };
    if let Some(new) = new.take().filter(|new| new != kept) {
        let finding = draft.finding(Code::IdentifierKept, column);
        draft.note(finding.with("value", new).with("kept", kept));
    }
}

/// Says that the row is about this object, which operations can name only when no other of the course has its name.
pub(super) fn claim(
    draft: &mut Draft<'_>,
    course: &Place,
    part: Part,
    found: &Found,
    column: &str,
) -> Result<(), Refusal> {
    let name = &found.state.name;
    if part.share_name(draft.site(), course.id, name) {
        let finding = draft.finding(Code::AmbiguousGroup, column);
        return Err(Box::new(object(finding, part, name)));
    }
    draft.about(part.claim(found.id), name, column)
}

/// Refuses the row when a new name or idnumber belongs to another object of the course.
fn free(draft: &Draft<'_>, course: &Place, part: Part, changes: &[Change]) -> Result<(), Refusal> {
    for (by, column, code) in [
        (GroupIdentifier::Name, "name", Code::GroupNameTaken),
        (GroupIdentifier::Idnumber, "idnumber", Code::IdnumberTaken),
    ] {
        let change = changes.iter().find(|change| change.field == column);
        let Some(new) = change.and_then(|change| change.new.as_ref()) else {
            continue;
        };
        let new = new.to_string();
        if part.find(draft.site(), course.id, by, &new).is_some() {
            return Err(Box::new(object(draft.finding(code, column), part, &new)));
        }
    }
    Ok(())
}

/// The name of the grouping that the row puts its group in; identified by idnumber whatever the settings.
fn grouping(draft: &Draft<'_>, course: &Place) -> Result<Option<String>, Refusal> {
    let Some(idnumber) = draft.normal_text("grouping") else {
        return Ok(None);
    };
    let site = draft.site();
    match site.grouping_by_idnumber(course.id, &idnumber) {
        Some(found) => Ok(Some(found.name.clone())),
        None => {
            let finding = draft.finding(Code::UnknownGrouping, "grouping");
            let finding = finding.with("value", idnumber).with("suggested", "no");
            Err(Box::new(finding.with("course", &course.shortname)))
        }
    }
}

/// Puts a group in a grouping, which is made when it is missing.
fn put_in(
    draft: &mut Draft<'_>,
    course: &Place,
    grouping: &str,
    group: &str,
) -> Result<(), Refusal> {
    let site = draft.site();
    let found = site.grouping(course.id, grouping);
    let id = site.group(course.id, group).map(|group| group.id);
    if let (Some(found), Some(id)) = (found, id)
        && found.groups.contains(&id)
    {
        return Ok(());
    }
    if found.is_none() {
        let state = GroupState {
            name: grouping.to_owned(),
            ..GroupState::default()
        };
        draft.apply(Part::Grouping.create(&course.shortname, state))?;
    }
    draft.apply(Operation::AddToGrouping {
        course: course.shortname.clone(),
        grouping: grouping.to_owned(),
        group: group.to_owned(),
    })
}

/// A finding about a group or grouping: `$object` is which, `$value` its name or what was given for one.
pub(super) fn object(finding: Finding, part: Part, value: &str) -> Finding {
    finding.with("object", part.as_str()).with("value", value)
}

impl Given {
    fn fields(&self) -> [(&'static str, Option<&String>); 3] {
        [
            ("name", self.name.as_ref()),
            ("idnumber", self.idnumber.as_ref()),
            ("description", self.description.as_ref()),
        ]
    }

    /// What the row would change in an object. What it does not give stays as it is (Q40).
    fn changes(&self, state: &GroupState) -> Vec<Change> {
        let value = |text: &str| (!text.is_empty()).then(|| Value::Text(text.to_owned()));
        let old = [&state.name, &state.idnumber, &state.description];
        let fields = self.fields().into_iter().zip(old);
        fields
            .filter_map(|((field, new), old)| {
                let new = new.filter(|new| *new != old)?;
                Some(Change {
                    field: field.to_owned(),
                    old: value(old),
                    new: value(new),
                })
            })
            .collect()
    }

    /// Whether an object has all that the row gives.
    fn is_so(&self, state: &GroupState) -> bool {
        self.changes(state).is_empty()
    }

    /// The object of the course that has what the row gives, the field included that identified it before.
    fn done(
        &self,
        draft: &Draft<'_>,
        course: &Place,
        (part, by): (Part, GroupIdentifier),
    ) -> Option<Found> {
        let own = match by {
            GroupIdentifier::Idnumber => self.idnumber.as_ref()?,
            GroupIdentifier::Name => self.name.as_ref()?,
            GroupIdentifier::Id => return None,
        };
        let found = part.find(draft.site(), course.id, by, own);
        found.filter(|found| self.is_so(&found.state))
    }
}
