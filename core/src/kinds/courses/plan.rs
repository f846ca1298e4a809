//! How a row of a courses file becomes operations (`spec/operations.md` §2, as intended).

mod category;
mod content;

use category::Place;
use content::{BY_HAND, enrol_teachers, set_content, teachers};

use crate::finding::Code;
use crate::kinds::{TemplateSource, Value};
use crate::plan::{Change, Draft, Operation, Refusal, changes};
use crate::settings::{CourseIdentifier, TemplateMode};
use crate::site::{Course, Fields, Unknown};

/// Columns that are no attributes of the course: what identifies and places it, and what is asked apart.
const APART: &[&str] = &[
    "id",
    "shortname",
    "category",
    "self",
    "guest",
    "template",
    "topic{n}",
    "teacher{n}_account",
    "teacher{n}_role",
];

/// Plans one row.
///
/// # Errors
/// The finding that refuses it.
pub fn plan(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let Some(course) = identify(draft)? else {
        return create(draft);
    };
    draft.about(course.id, &course.shortname, "shortname")?;
    if draft.settings().force_update {
        update(draft, course)
    } else {
        // The checks say that it exists and is left alone.
        Ok(())
    }
}

/// The course that the row is about, when it exists. A row that gives no identifier is about a new one (Q14).
fn identify(draft: &Draft<'_>) -> Result<Option<Course>, Refusal> {
    let site = draft.site();
    let found = match draft.settings().course_identifier {
        CourseIdentifier::Shortname => draft
            .text("shortname")
            .and_then(|name| site.course_by_shortname(name)),
        CourseIdentifier::Idnumber => draft
            .text("idnumber")
            .and_then(|idnumber| site.course_by_idnumber(idnumber)),
        CourseIdentifier::Id => match draft.number("id") {
            Some(id) => {
                let course = u64::try_from(id).ok().and_then(|id| site.course(id));
                if course.is_none() {
                    return Err(unknown(draft, Code::UnknownCourse, "id", &id.to_string()));
                }
                course
            }
            None => None,
        },
    };
    Ok(found.cloned())
}

fn create(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let shortname = draft.normal_text("shortname").unwrap_or_default();
    free_shortname(draft, &shortname)?;
    let place = match draft.text("category") {
        Some(category) => Place::named(draft, category)?,
        None => Place::lowest(draft)?,
    };
    let template = template(draft)?.unwrap_or_default();
    let teachers = teachers(draft)?;

    place.create(draft)?;
    draft.apply(Operation::CreateCourse {
        shortname: shortname.clone(),
        category: place.key,
        fields: attributes(draft),
        template,
    })?;
    let Some(id) = draft
        .site()
        .course_by_shortname(&shortname)
        .map(|course| course.id)
    else {
        return Ok(());
    };
    draft.has_made(id);
    set_content(draft, id)?;
    if !teachers.is_empty() && !draft.offers(id, BY_HAND) {
        draft.apply(Operation::SetMethod {
            course: shortname,
            method: BY_HAND.to_owned(),
            old: None,
            enabled: true,
        })?;
    }
    enrol_teachers(draft, id, &teachers)
}

fn update(draft: &mut Draft<'_>, course: Course) -> Result<(), Refusal> {
    let new_name = draft
        .normal_text("shortname")
        .filter(|_| draft.settings().course_identifier != CourseIdentifier::Shortname)
        .filter(|name| *name != course.shortname);
    if let Some(name) = &new_name
        && name.to_lowercase() != course.shortname.to_lowercase()
    {
        free_shortname(draft, name)?;
    }
    let protected = draft.settings().protect_category;
    let place = match draft.text("category").filter(|_| !protected) {
        Some(category) => Some(Place::named(draft, category)?),
        None => None,
    };
    let template = match draft.settings().template_mode {
        TemplateMode::Ignore => None,
        TemplateMode::Add | TemplateMode::Replace => template(draft)?,
    };
    let teachers = teachers(draft)?;

    let template = template.filter(|template| !same_template(template, &course.template));
    if template.is_some() && course.template.is_empty() && !draft.site().tells(&Unknown::Templates)
    {
        // Another time would add the same content again.
        draft.note_not_told("template", "template");
    } else if let Some(template) = template {
        draft.apply(Operation::ApplyTemplate {
            shortname: course.shortname.clone(),
            template,
            replace: draft.settings().template_mode == TemplateMode::Replace,
        })?;
    }
    update_fields(draft, course.id, new_name, place)?;
    set_content(draft, course.id)?;
    enrol_teachers(draft, course.id, &teachers)
}

/// Renames, moves and changes what the row gives and the site has otherwise. Comes after the template: what the row gives wins
/// over what was restored (Q61).
fn update_fields(
    draft: &mut Draft<'_>,
    id: u64,
    new_name: Option<String>,
    place: Option<Place>,
) -> Result<(), Refusal> {
    let Some(course) = draft.site().course(id).cloned() else {
        return Ok(());
    };
    let mut given = attributes(draft);
    draft.leave_not_told(&mut given, Unknown::CourseField);
    let mut changed = changes(&course.fields, &draft.site().facts.defaults.course, &given);
    if let Some(name) = new_name {
        changed.push(Change {
            field: "shortname".to_owned(),
            old: Some(Value::Text(course.shortname.clone())),
            new: Some(Value::Text(name)),
        });
    }
    let mut category = None;
    if let Some(place) = place.filter(|place| place.id != Some(course.category)) {
        place.create(draft)?;
        let old = draft.site().category_path(course.category);
        changed.push(Change {
            field: "category".to_owned(),
            old: Some(Value::Text(old.join("/"))),
            new: Some(Value::Text(place.key.path.join("/"))),
        });
        category = Some(place.key);
    }
    if changed.is_empty() {
        return Ok(());
    }
    draft.apply(Operation::UpdateCourse {
        shortname: course.shortname,
        changes: changed,
        category,
    })
}

/// The attributes that the row gives.
fn attributes(draft: &Draft<'_>) -> Fields {
    draft.fields(|column| APART.contains(&column))
}

/// Refuses the row when a course has this short name.
fn free_shortname(draft: &Draft<'_>, shortname: &str) -> Result<(), Refusal> {
    match draft.site().course_by_shortname(shortname) {
        Some(_) => Err(Box::new(
            draft
                .finding(Code::ShortnameTaken, "shortname")
                .with("value", shortname)
                .with("object", "course"),
        )),
        None => Ok(()),
    }
}

/// The refusal of a row that names something that is not there.
fn unknown(draft: &Draft<'_>, code: Code, column: &str, value: &str) -> Refusal {
    let finding = draft.finding(code, column).with("value", value);
    Box::new(finding.with("suggested", "no"))
}

/// The template that the row gives. The checks have looked for it on the site; a line above may have renamed it since.
fn template(draft: &Draft<'_>) -> Result<Option<String>, Refusal> {
    let Some(template) = draft.normal_text("template") else {
        return Ok(None);
    };
    let site = draft.site();
    let code = match TemplateSource::of(&template) {
        TemplateSource::Course(name) if site.course_by_shortname(name).is_none() => {
            Code::TemplateNotFound
        }
        TemplateSource::Archive(path) if site.facts.archives_without_course.contains(path) => {
            Code::TemplateCourseNotCreated
        }
        TemplateSource::Course(_) | TemplateSource::Archive(_) => return Ok(Some(template)),
    };
    Err(unknown(draft, code, "template", &template))
}

/// Whether a course was made from this template already.
fn same_template(template: &str, recorded: &str) -> bool {
    match TemplateSource::of(template) {
        TemplateSource::Archive(path) => path == recorded,
        TemplateSource::Course(shortname) => shortname.to_lowercase() == recorded.to_lowercase(),
    }
}
