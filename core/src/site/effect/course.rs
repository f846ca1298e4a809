//! Categories, courses, their sections and enrolment methods.

use super::Effects;
use super::expect::{
    category, change_field, course, expect, expect_features, expect_value, missing, next_id, put,
};
use crate::kinds::Value;
use crate::plan::{CategoryKey, Change};
use crate::site::{
    ApplyError, Category, Course, Features, Fields, Object, Section, SiteIndex, Thing, ThingKind,
};

pub(super) fn create_category(site: &SiteIndex, key: &CategoryKey, visible: bool) -> Effects {
    let Some((name, above)) = key.path.split_last() else {
        return Err(missing(Thing::new(ThingKind::NamelessCategory, "")));
    };
    if site.category_by_path(&key.path).is_some() {
        return Err(ApplyError::Exists(Thing::category(&key.path)));
    }
    let parent = match above {
        [] => 0,
        _ => {
            let found = site.category_by_path(above);
            found.ok_or_else(|| missing(Thing::category(above)))?.id
        }
    };
    put(Object::Category(Category {
        id: next_id(site.categories.last_key_value()),
        parent,
        name: name.clone(),
        idnumber: String::new(),
        visible,
    }))
}

/// What the row gives wins over what is restored (Q61), and that over the site's defaults.
pub(super) fn create_course(
    site: &SiteIndex,
    shortname: &str,
    place: &CategoryKey,
    fields: &Fields,
    template: &str,
) -> Effects {
    free_shortname(site, shortname, None)?;
    // A link to a course that is gone is none to the new one.
    let linked = site.links_of_sources.last();
    let linked = linked.map_or(0, |(source, _)| *source);
    let mut course = Course {
        id: next_id(site.courses.last_key_value()).max(linked + 1),
        shortname: shortname.to_owned(),
        category: category(site, place)?.id,
        fields: site.facts.defaults.course.clone(),
        sections: [(0, Section::default())].into(),
        methods: site.facts.defaults.methods.clone(),
        backup: false,
        template: String::new(),
        last_access: 0,
        content: Default::default(),
    };
    if !template.is_empty() {
        restore(site, &mut course, template, false)?;
    }
    course.fields.extend(fields.clone());
    put(Object::Course(course))
}

pub(super) fn update_course(
    site: &SiteIndex,
    shortname: &str,
    changes: &[Change],
    place: Option<&CategoryKey>,
) -> Effects {
    let mut course = course(site, shortname)?.clone();
    let what = || Thing::course(shortname);
    for change in changes {
        match (change.field.as_str(), &change.new) {
            ("shortname", Some(new)) => {
                let found = Some(Value::Text(course.shortname.clone()));
                expect_value(what, change, found.as_ref())?;
                let new = new.to_string();
                free_shortname(site, &new, Some(course.id))?;
                course.shortname = new;
            }
            ("category", _) => {
                let path = site.category_path(course.category).join("/");
                expect_value(what, change, Some(&Value::Text(path)))?;
            }
            _ => change_field(what, &mut course.fields, change)?,
        }
    }
    if let Some(place) = place {
        course.category = category(site, place)?.id;
    }
    put(Object::Course(course))
}

/// A template on a course that exists.
pub(super) fn apply_template(
    site: &SiteIndex,
    shortname: &str,
    template: &str,
    replace: bool,
) -> Effects {
    let mut course = course(site, shortname)?.clone();
    restore(site, &mut course, template, replace)?;
    put(Object::Course(course))
}

/// Title and summary of a section.
pub(super) fn set_section(
    site: &SiteIndex,
    shortname: &str,
    number: u32,
    old: Option<&Section>,
    new: &Section,
) -> Effects {
    let mut course = course(site, shortname)?.clone();
    let what = || Thing::in_course(ThingKind::Section, number.to_string(), shortname);
    let told = |section: &Section| {
        Features::new()
            .text("title", &section.name)
            .text("summary", &section.summary)
    };
    let found = course.sections.get(&number);
    expect_features(what, found == old, || (old.map(told), found.map(told)))?;
    course.sections.insert(number, new.clone());
    put(Object::Course(course))
}

/// An enrolment method added, enabled or disabled.
pub(super) fn set_method(
    site: &SiteIndex,
    shortname: &str,
    method: &str,
    old: Option<bool>,
    enabled: bool,
) -> Effects {
    let mut course = course(site, shortname)?.clone();
    let what = || Thing::in_course(ThingKind::CourseMethod, method, shortname);
    let state = |enabled: Option<bool>| match enabled {
        Some(true) => "enabled".to_owned(),
        Some(false) => "disabled".to_owned(),
        None => "absent".to_owned(),
    };
    let found = course.methods.get(method).copied();
    expect(what, found == old, state(old), state(found))?;
    course.methods.insert(method.to_owned(), enabled);
    put(Object::Course(course))
}

/// Brings in the content of a template. What an archive holds is not known here; only its path is recorded.
fn restore(
    site: &SiteIndex,
    course: &mut Course,
    template: &str,
    replace: bool,
) -> Result<(), ApplyError> {
    let found = site.course_by_shortname(template);
    match found.filter(|found| found.backup) {
        Some(source) => {
            if replace {
                course.sections.clear();
            }
            course.sections.extend(source.sections.clone());
            for field in ["format", "summary"] {
                if let Some(value) = source.fields.get(field) {
                    course.fields.insert(field.to_owned(), value.clone());
                }
            }
        }
        None if site.facts.archives_without_course.contains(template) => {
            return Err(missing(Thing::new(ThingKind::ArchivedCourse, template)));
        }
        None if site.facts.archives.contains(template) => {
            if replace {
                course.sections.clear();
            }
        }
        None => return Err(missing(Thing::new(ThingKind::Backup, template))),
    }
    course.sections.entry(0).or_default();
    template.clone_into(&mut course.template);
    Ok(())
}

fn free_shortname(site: &SiteIndex, name: &str, own: Option<u64>) -> Result<(), ApplyError> {
    match site.course_by_shortname(name) {
        Some(other) if Some(other.id) != own => Err(ApplyError::Exists(Thing::course(name))),
        _ => Ok(()),
    }
}
