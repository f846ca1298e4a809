//! What an operation would change, worked out on a site that stays as it is. An operation that a site cannot take has no effect
//! at all, because nothing is written before everything is known.

use super::apply::Effect;
use super::{
    ApplyError, Category, Cohort, Course, Enrolment, Fields, Group, Object, Password,
    RoleAssignment, Section, SiteIndex, Touched, User,
};
use crate::kinds::Value;
use crate::plan::{CategoryKey, Change, CohortKey, Operation};

type Effects = Result<Vec<Effect>, ApplyError>;

/// The effects of an operation, in order.
pub(super) fn effects(site: &SiteIndex, operation: &Operation) -> Effects {
    match operation {
        Operation::CreateCategory { category, visible } => {
            create_category(site, category, *visible)
        }
        Operation::CreateCourse {
            shortname,
            category,
            fields,
            template,
        } => create_course(site, shortname, category, fields, template),
        Operation::UpdateCourse {
            shortname,
            changes,
            category,
        } => update_course(site, shortname, changes, category.as_ref()),
        Operation::ApplyTemplate {
            shortname,
            template,
            replace,
        } => {
            let mut course = course(site, shortname)?.clone();
            restore(site, &mut course, template, *replace)?;
            put(Object::Course(course))
        }
        Operation::SetSection {
            course: shortname,
            number,
            old,
            new,
        } => {
            let mut course = course(site, shortname)?.clone();
            let what = format!("section {number} of the course {shortname}");
            let title = |section: Option<&Section>| match section {
                Some(section) => format!("“{}|{}”", section.name, section.summary),
                None => "absent".to_owned(),
            };
            let found = course.sections.get(number);
            expect(
                &what,
                found == old.as_ref(),
                title(old.as_ref()),
                title(found),
            )?;
            course.sections.insert(*number, new.clone());
            put(Object::Course(course))
        }
        Operation::SetMethod {
            course: shortname,
            method,
            old,
            enabled,
        } => {
            let mut course = course(site, shortname)?.clone();
            let what = format!("the enrolment method {method} of the course {shortname}");
            let state = |enabled: Option<bool>| match enabled {
                Some(true) => "enabled".to_owned(),
                Some(false) => "disabled".to_owned(),
                None => "absent".to_owned(),
            };
            let found = course.methods.get(method).copied();
            expect(&what, found == *old, state(*old), state(found))?;
            course.methods.insert(method.clone(), *enabled);
            put(Object::Course(course))
        }
        Operation::CreateUser {
            username,
            fields,
            password,
            digest,
            ..
        } => {
            free_username(site, username)?;
            let mut all = site.facts.defaults.user.clone();
            all.extend(fields.clone());
            put(Object::User(User {
                id: next_id(site.users.last_key_value()),
                username: username.clone(),
                fields: all,
                password: *password,
                password_digest: kept_digest(*password, digest),
                deleted: false,
            }))
        }
        Operation::UpdateUser { username, changes } => {
            let mut user = user(site, username)?.clone();
            let what = format!("the account {username}");
            for change in changes {
                change_field(&what, &mut user.fields, change)?;
            }
            put(Object::User(user))
        }
        Operation::SetPassword {
            username,
            password,
            digest,
            ..
        } => {
            let mut user = user(site, username)?.clone();
            user.password = *password;
            user.password_digest = kept_digest(*password, digest);
            put(Object::User(user))
        }
        Operation::RenameUser { from, to } => {
            let mut renamed = user(site, from)?.clone();
            match site.user_by_username(to) {
                Some(other) if other.id != renamed.id => {
                    return Err(ApplyError::Exists(format!("the account {to}")));
                }
                _ => renamed.username.clone_from(to),
            }
            put(Object::User(renamed))
        }
        Operation::ReviveUser { username } => {
            free_username(site, username)?;
            let mut user = site
                .deleted_user_by_username(username)
                .ok_or_else(|| missing(format!("the deleted account {username}")))?
                .clone();
            user.deleted = false;
            put(Object::User(user))
        }
        Operation::DeleteUser { username } => delete_user(site, username),
        Operation::Enrol { .. } => enrol(site, operation),
        Operation::AssignRole {
            course: shortname,
            user: username,
            role,
        } => {
            let (course, user) = (course(site, shortname)?.id, user(site, username)?.id);
            if site.has_role(course, user, role) {
                return Err(ApplyError::Exists(format!(
                    "the role {role} of {username} in the course {shortname}"
                )));
            }
            Ok(vec![assign(site, course, user, role)?])
        }
        Operation::CreateCohort { cohort, idnumber } => {
            if site.cohort_by_name(&cohort.name).is_some() {
                return Err(ApplyError::Exists(format!("the cohort {}", cohort.name)));
            }
            if site.cohort_by_idnumber(idnumber).is_some() {
                return Err(ApplyError::Exists(format!(
                    "a cohort of idnumber {idnumber}"
                )));
            }
            put(Object::Cohort(Cohort {
                id: next_id(site.cohorts.last_key_value()),
                name: cohort.name.clone(),
                idnumber: idnumber.clone(),
                members: [].into(),
            }))
        }
        Operation::AddCohortMember {
            cohort: key,
            user: username,
        } => {
            let (cohort, user) = (cohort(site, key)?, user(site, username)?.id);
            if cohort.members.contains(&user) {
                let what = format!("{username} in the cohort {}", key.name);
                return Err(ApplyError::Exists(what));
            }
            Ok(vec![Effect::Join(Touched::Cohort(cohort.id), user)])
        }
        Operation::CreateGroup {
            course: shortname,
            name,
        } => {
            let course = course(site, shortname)?.id;
            if site.group(course, name).is_some() {
                let what = format!("the group {name} of the course {shortname}");
                return Err(ApplyError::Exists(what));
            }
            put(Object::Group(Group {
                id: next_id(site.groups.last_key_value()),
                course,
                name: name.clone(),
                members: [].into(),
            }))
        }
        Operation::AddGroupMember {
            course: shortname,
            group,
            user: username,
        } => {
            let course = course(site, shortname)?.id;
            let what = format!("the group {group} of the course {shortname}");
            let found = site.group(course, group);
            let group = found.ok_or_else(|| missing(what.clone()))?;
            let user = user(site, username)?.id;
            if group.members.contains(&user) {
                return Err(ApplyError::Exists(format!("{username} in {what}")));
            }
            Ok(vec![Effect::Join(Touched::Group(group.id), user)])
        }
    }
}

fn create_category(site: &SiteIndex, key: &CategoryKey, visible: bool) -> Effects {
    let shown = key.path.join("/");
    let Some((name, above)) = key.path.split_last() else {
        return Err(missing("a category without a name"));
    };
    if site.category_by_path(&key.path).is_some() {
        return Err(ApplyError::Exists(format!("the category {shown}")));
    }
    let parent = match above {
        [] => 0,
        _ => {
            let found = site.category_by_path(above);
            found
                .ok_or_else(|| missing(format!("the category {}", above.join("/"))))?
                .id
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
fn create_course(
    site: &SiteIndex,
    shortname: &str,
    place: &CategoryKey,
    fields: &Fields,
    template: &str,
) -> Effects {
    free_shortname(site, shortname, None)?;
    let mut course = Course {
        id: next_id(site.courses.last_key_value()),
        shortname: shortname.to_owned(),
        category: category(site, place)?.id,
        fields: site.facts.defaults.course.clone(),
        sections: [(0, Section::default())].into(),
        methods: [("manual".to_owned(), true)].into(),
        backup: false,
        template: String::new(),
    };
    if !template.is_empty() {
        restore(site, &mut course, template, false)?;
    }
    course.fields.extend(fields.clone());
    put(Object::Course(course))
}

fn update_course(
    site: &SiteIndex,
    shortname: &str,
    changes: &[Change],
    place: Option<&CategoryKey>,
) -> Effects {
    let mut course = course(site, shortname)?.clone();
    let what = format!("the course {shortname}");
    for change in changes {
        match (change.field.as_str(), &change.new) {
            ("shortname", Some(new)) => {
                let found = Some(Value::Text(course.shortname.clone()));
                expect_value(&what, change, found.as_ref())?;
                let new = new.to_string();
                free_shortname(site, &new, Some(course.id))?;
                course.shortname = new;
            }
            ("category", _) => {
                let path = site.category_path(course.category).join("/");
                expect_value(&what, change, Some(&Value::Text(path)))?;
            }
            _ => change_field(&what, &mut course.fields, change)?,
        }
    }
    if let Some(place) = place {
        course.category = category(site, place)?.id;
    }
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
            return Err(missing(format!("the course in the archive {template}")));
        }
        None if site.facts.archives.contains(template) => {
            if replace {
                course.sections.clear();
            }
        }
        None => return Err(missing(format!("the backup of the template {template}"))),
    }
    course.sections.entry(0).or_default();
    template.clone_into(&mut course.template);
    Ok(())
}

/// The record stays, so that the account can be revived; what it took part in does not, as in Moodle.
fn delete_user(site: &SiteIndex, username: &str) -> Effects {
    let mut user = user(site, username)?.clone();
    let id = user.id;
    user.deleted = true;
    let mut effects = vec![Effect::Put(Object::User(user))];
    for &(_, course) in site.courses_of_users.range((id, 0)..=(id, u64::MAX)) {
        let Some(part) = site.participations.get(&(course, id)) else {
            continue;
        };
        let methods = part.enrolments.keys().cloned();
        let roles = part.roles.iter().cloned();
        effects.extend(methods.map(|name| Effect::Remove(Touched::Enrolment(course, id, name))));
        effects.extend(roles.map(|name| Effect::Remove(Touched::RoleAssignment(course, id, name))));
    }
    for cohort in site.cohorts().filter(|cohort| cohort.members.contains(&id)) {
        let mut cohort = cohort.clone();
        cohort.members.remove(&id);
        effects.push(Effect::Put(Object::Cohort(cohort)));
    }
    for group in site.groups().filter(|group| group.members.contains(&id)) {
        let mut group = group.clone();
        group.members.remove(&id);
        effects.push(Effect::Put(Object::Group(group)));
    }
    Ok(effects)
}

fn enrol(site: &SiteIndex, operation: &Operation) -> Effects {
    let Operation::Enrol {
        course: shortname,
        user: username,
        method,
        role,
        start,
        end,
        old,
    } = operation
    else {
        return Ok(Vec::new());
    };
    let (course, user) = (course(site, shortname)?, user(site, username)?.id);
    let found = site
        .enrolment(course.id, user, method)
        .map(|found| (found.start, found.end, found.active));
    let what = format!("the enrolment ({method}) of {username} in the course {shortname}");
    let state = |enrolment: Option<(i64, i64, bool)>| match enrolment {
        Some((start, end, active)) => {
            let activity = if active { "active" } else { "suspended" };
            format!("{activity} from {start} to {end}")
        }
        None => "absent".to_owned(),
    };
    expect(&what, found == *old, state(*old), state(found))?;
    if found.is_none() && course.methods.get(method) != Some(&true) {
        let what = format!("the enabled enrolment method {method} of the course {shortname}");
        return Err(missing(what));
    }
    let mut effects = vec![Effect::Put(Object::Enrolment(Enrolment {
        course: course.id,
        user,
        method: method.clone(),
        start: *start,
        end: *end,
        active: true,
    }))];
    if !role.is_empty() {
        effects.push(assign(site, course.id, user, role)?);
    }
    Ok(effects)
}

fn assign(site: &SiteIndex, course: u64, user: u64, role: &str) -> Result<Effect, ApplyError> {
    if site.role_by_shortname(role).is_none() {
        return Err(missing(format!("the role {role}")));
    }
    Ok(Effect::Put(Object::RoleAssignment(RoleAssignment {
        course,
        user,
        role: role.to_owned(),
    })))
}

fn put(object: Object) -> Effects {
    Ok(vec![Effect::Put(object)])
}

fn missing(what: impl Into<String>) -> ApplyError {
    ApplyError::Missing(what.into())
}

fn next_id<T>(last: Option<(&u64, &T)>) -> u64 {
    last.map_or(1, |(id, _)| id + 1)
}

fn course<'s>(site: &'s SiteIndex, shortname: &str) -> Result<&'s Course, ApplyError> {
    site.course_by_shortname(shortname)
        .ok_or_else(|| missing(format!("the course {shortname}")))
}

fn user<'s>(site: &'s SiteIndex, username: &str) -> Result<&'s User, ApplyError> {
    site.user_by_username(username)
        .ok_or_else(|| missing(format!("the account {username}")))
}

fn cohort<'s>(site: &'s SiteIndex, key: &CohortKey) -> Result<&'s Cohort, ApplyError> {
    let found = match key.id {
        Some(id) => site.cohort(id),
        None => site.cohort_by_name(&key.name),
    };
    let found = found.ok_or_else(|| missing(format!("the cohort {}", key.name)))?;
    let what = format!("the name of the cohort {}", found.id);
    expect(&what, found.name == key.name, &key.name, &found.name)?;
    Ok(found)
}

fn category<'s>(site: &'s SiteIndex, key: &CategoryKey) -> Result<&'s Category, ApplyError> {
    let shown = key.path.join("/");
    let found = match key.id {
        Some(id) => site.category(id),
        None => site.category_by_path(&key.path),
    };
    let found = found.ok_or_else(|| missing(format!("the category {shown}")))?;
    let path = site.category_path(found.id);
    let what = format!("the path of the category {}", found.id);
    expect(&what, path == key.path, shown, path.join("/"))?;
    Ok(found)
}

fn free_shortname(site: &SiteIndex, name: &str, own: Option<u64>) -> Result<(), ApplyError> {
    match site.course_by_shortname(name) {
        Some(other) if Some(other.id) != own => {
            Err(ApplyError::Exists(format!("the course {name}")))
        }
        _ => Ok(()),
    }
}

fn free_username(site: &SiteIndex, username: &str) -> Result<(), ApplyError> {
    match site.user_by_username(username) {
        Some(_) => Err(ApplyError::Exists(format!("the account {username}"))),
        None => Ok(()),
    }
}

/// A digest is kept only of a password that is set.
fn kept_digest(password: Password, digest: &str) -> String {
    match password {
        Password::Set => digest.to_owned(),
        Password::None | Password::ToGenerate => String::new(),
    }
}

fn change_field(what: &str, fields: &mut Fields, change: &Change) -> Result<(), ApplyError> {
    expect_value(what, change, fields.get(&change.field))?;
    match &change.new {
        Some(value) => fields.insert(change.field.clone(), value.clone()),
        None => fields.remove(&change.field),
    };
    Ok(())
}

fn expect_value(what: &str, change: &Change, found: Option<&Value>) -> Result<(), ApplyError> {
    let what = format!("{} of {what}", change.field);
    let text = |value: Option<&Value>| match value {
        Some(value) => format!("“{value}”"),
        None => "empty".to_owned(),
    };
    let expected = change.old.as_ref();
    expect(&what, found == expected, text(expected), text(found))
}

fn expect(
    what: &str,
    same: bool,
    expected: impl Into<String>,
    found: impl Into<String>,
) -> Result<(), ApplyError> {
    if same {
        return Ok(());
    }
    Err(ApplyError::Moved {
        what: what.to_owned(),
        expected: expected.into(),
        found: found.into(),
    })
}
