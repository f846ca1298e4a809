//! How a row of a courses file becomes operations (`spec/operations.md` §2, as intended).

use crate::finding::Code;
use crate::kinds::{CategoryName, SectionText, TemplateSource, Value};
use crate::plan::{Binding, CategoryKey, Change, Draft, ObjectKey, Operation, Refusal, changes};
use crate::settings::{CategoryIdentifier, CourseIdentifier, TemplateMode};
use crate::site::{Course, Fields, Section};

/// The role of a teacher whose row names none (`spec/operations.md` §2.4; Q16).
const DEFAULT_TEACHER_ROLE: &str = "teacher";

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

/// What a row makes when it is executed, so that rows below that need it can be told of its refusal.
pub fn subject(draft: &Draft<'_>) -> Option<ObjectKey> {
    draft.text("shortname").map(ObjectKey::course)
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
        Some(category) => place(draft, category)?,
        None => lowest_category(draft)?,
    };
    let template = template(draft)?.unwrap_or_default();
    let teachers = teachers(draft)?;

    create_categories(draft, &place)?;
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
    draft.about(id, &shortname, "shortname")?;
    set_content(draft, id)?;
    if !teachers.is_empty() && !draft.offers(id, "manual") {
        draft.apply(Operation::SetMethod {
            course: shortname,
            method: "manual".to_owned(),
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
        Some(category) => Some(place(draft, category)?),
        None => None,
    };
    let template = match draft.settings().template_mode {
        TemplateMode::Ignore => None,
        TemplateMode::Add | TemplateMode::Replace => template(draft)?,
    };
    let teachers = teachers(draft)?;

    if let Some(template) = template.filter(|template| !same_template(template, &course.template)) {
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
    let mut changed = changes(
        &course.fields,
        &draft.site().facts.defaults.course,
        &attributes(draft),
    );
    if let Some(name) = new_name {
        changed.push(Change {
            field: "shortname".to_owned(),
            old: Some(Value::Text(course.shortname.clone())),
            new: Some(Value::Text(name)),
        });
    }
    let mut category = None;
    if let Some(place) = place.filter(|place| place.id != Some(course.category)) {
        create_categories(draft, &place)?;
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

/// Where a course goes.
struct Place {
    /// Id of the category, when it exists.
    id: Option<u64>,
    key: CategoryKey,
    /// How many levels of the path exist.
    existing: usize,
}

/// The category that the row names (`spec/files.md` §2.1).
fn place(draft: &Draft<'_>, category: &str) -> Result<Place, Refusal> {
    let site = draft.site();
    let found = match draft.settings().category_identifier {
        CategoryIdentifier::Idnumber => site.category_by_idnumber(category),
        CategoryIdentifier::Path => match CategoryName::of(category) {
            CategoryName::Id(id) => site.category(id),
            CategoryName::Path(path) => return Ok(place_by_path(draft, &path)),
        },
    };
    match found {
        Some(found) => Ok(existing(draft, found.id)),
        None => Err(unknown(draft, Code::UnknownCategory, "category", category)),
    }
}

/// A path of names from the root, of which the last ones may be missing.
fn place_by_path(draft: &Draft<'_>, path: &[&str]) -> Place {
    let path: Vec<String> = path.iter().map(|name| (*name).to_owned()).collect();
    let mut id = None;
    let mut existing = 0;
    while existing < path.len() {
        match draft.site().category_by_path(&path[..=existing]) {
            Some(category) => id = Some(category.id),
            None => break,
        }
        existing += 1;
    }
    let whole = id.filter(|_| existing == path.len());
    let key = match whole {
        Some(id) => draft.category_key(id, path),
        None => CategoryKey { id: None, path },
    };
    Place {
        id: whole,
        key,
        existing,
    }
}

/// The category of lowest id: where courses without a category go (Q13).
fn lowest_category(draft: &Draft<'_>) -> Result<Place, Refusal> {
    match draft.site().lowest_category() {
        Some(category) => Ok(existing(draft, category.id)),
        None => Err(unknown(draft, Code::UnknownCategory, "category", "")),
    }
}

fn existing(draft: &Draft<'_>, id: u64) -> Place {
    let path = draft.site().category_path(id);
    Place {
        id: Some(id),
        existing: path.len(),
        key: draft.category_key(id, path),
    }
}

fn create_categories(draft: &mut Draft<'_>, place: &Place) -> Result<(), Refusal> {
    let visible = draft.settings().new_categories_visible;
    for level in place.existing..place.key.path.len() {
        draft.apply(Operation::CreateCategory {
            category: CategoryKey {
                id: None,
                path: place.key.path[..=level].to_vec(),
            },
            visible,
        })?;
    }
    Ok(())
}

/// The template that the row gives. A course that only a refused line would have made blocks the row.
fn template(draft: &Draft<'_>) -> Result<Option<String>, Refusal> {
    let Some(template) = draft.normal_text("template") else {
        return Ok(None);
    };
    if let TemplateSource::Course(shortname) = TemplateSource::of(&template)
        && draft.site().course_by_shortname(shortname).is_none()
    {
        draft.not_blocked(&ObjectKey::course(shortname), "template")?;
        return Err(unknown(
            draft,
            Code::TemplateNotFound,
            "template",
            shortname,
        ));
    }
    Ok(Some(template))
}

/// Whether a course was made from this template already.
fn same_template(template: &str, recorded: &str) -> bool {
    match TemplateSource::of(template) {
        TemplateSource::Archive(path) => path == recorded,
        TemplateSource::Course(shortname) => shortname.to_lowercase() == recorded.to_lowercase(),
    }
}

/// Sections and the enrolment methods `self` and `guest`, as far as the row gives them (Q18, Q19).
fn set_content(draft: &mut Draft<'_>, id: u64) -> Result<(), Refusal> {
    for number in draft.numbers("topic{n}") {
        set_section(draft, id, number)?;
    }
    for method in ["self", "guest"] {
        let Some(course) = draft.site().course(id) else {
            return Ok(());
        };
        let old = course.methods.get(method).copied();
        let shortname = course.shortname.clone();
        match draft.flag(method) {
            Some(enabled) if old.unwrap_or(false) != enabled => {
                draft.apply(Operation::SetMethod {
                    course: shortname,
                    method: method.to_owned(),
                    old,
                    enabled,
                })?;
            }
            Some(_) | None => {}
        }
    }
    Ok(())
}

/// Title before the bar, summary after it; a part that is empty stays as it is.
fn set_section(draft: &mut Draft<'_>, id: u64, number: u32) -> Result<(), Refusal> {
    let Some(cell) = draft.normal_text(&format!("topic{number}")) else {
        return Ok(());
    };
    let Some(course) = draft.site().course(id) else {
        return Ok(());
    };
    let shortname = course.shortname.clone();
    let old = course.sections.get(&number).cloned();
    let given = SectionText::of(&cell);
    let mut new = old.clone().unwrap_or_default();
    for (part, given) in [
        (&mut new.name, given.title),
        (&mut new.summary, given.summary.unwrap_or_default()),
    ] {
        if !given.is_empty() {
            given.clone_into(part);
        }
    }
    if old.as_ref() == Some(&new) || (old.is_none() && new == Section::default()) {
        return Ok(());
    }
    draft.apply(Operation::SetSection {
        course: shortname,
        number,
        old,
        new,
    })
}

/// A teacher that the row names.
struct Teacher {
    user: u64,
    role: String,
}

/// The teachers of the row, each found on the site by id, login name, e-mail address or idnumber.
fn teachers(draft: &Draft<'_>) -> Result<Vec<Teacher>, Refusal> {
    let mut teachers = Vec::new();
    for number in draft.numbers("teacher{n}_account") {
        let column = format!("teacher{number}_account");
        let Some(account) = draft.text(&column) else {
            continue;
        };
        let site = draft.site();
        let user = account
            .parse()
            .ok()
            .and_then(|id| site.user(id))
            .filter(|user| !user.deleted)
            .or_else(|| site.user_by_username(account))
            .or_else(|| site.user_by_email(account))
            .or_else(|| site.user_by_idnumber(account));
        let Some(user) = user else {
            return Err(unknown(draft, Code::UnknownUser, &column, account));
        };
        let role = draft
            .text(&format!("teacher{number}_role"))
            .unwrap_or(DEFAULT_TEACHER_ROLE)
            .to_owned();
        teachers.push(Teacher {
            user: user.id,
            role,
        });
    }
    Ok(teachers)
}

/// Enrols the teachers by hand. Where manual enrolment is missing or switched off on purpose, they get the role alone.
fn enrol_teachers(draft: &mut Draft<'_>, course: u64, teachers: &[Teacher]) -> Result<(), Refusal> {
    for teacher in teachers {
        let method = draft.offers(course, "manual").then_some("manual");
        draft.bind(Binding {
            course,
            user: teacher.user,
            method,
            role: Some(&teacher.role),
            start: None,
            end: None,
        })?;
    }
    Ok(())
}
