//! Which message tells what an operation does, and with which parameters.

use std::borrow::Cow;

use crate::plan::{AccountTies, BindingKey, CategoryKey, Operation};
use crate::site::{Fields, Password};

/// Parameters of a message by name.
type Args<'o> = Vec<(&'static str, Cow<'o, str>)>;

/// Ids of all messages that [`message`] gives, for the test that every one is written.
#[cfg(test)]
pub(super) const IDS: &[&str] = &[
    "operation-create-category",
    "operation-delete-category",
    "operation-create-course",
    "operation-update-course",
    "operation-delete-course",
    "operation-apply-template",
    "operation-set-section",
    "operation-set-method",
    "operation-reset-course",
    "operation-create-user",
    "operation-update-user",
    "operation-set-password",
    "operation-rename-user",
    "operation-revive-user",
    "operation-delete-user",
    "operation-set-picture",
    "operation-enrol",
    "operation-set-enrolment",
    "operation-unenrol",
    "operation-assign-role",
    "operation-unassign-role",
    "operation-shift-role",
    "operation-create-cohort",
    "operation-update-cohort",
    "operation-delete-cohort",
    "operation-add-cohort-member",
    "operation-remove-cohort-member",
    "operation-empty-cohort",
    "operation-set-cohort-binding",
    "operation-remove-cohort-binding",
    "operation-set-course-link",
    "operation-remove-course-link",
    "operation-create-group",
    "operation-update-group",
    "operation-delete-group",
    "operation-create-grouping",
    "operation-update-grouping",
    "operation-delete-grouping",
    "operation-add-to-grouping",
    "operation-add-group-member",
    "operation-remove-group-member",
];

/// Id and parameters of the message of an operation. No parameter holds a secret.
pub(super) fn message(operation: &Operation) -> (&'static str, Args<'_>) {
    match operation {
        Operation::CreateCategory { category, visible } => (
            "operation-create-category",
            vec![path(category), flag("visible", *visible)],
        ),
        Operation::DeleteCategory { category, old } => (
            "operation-delete-category",
            vec![
                path(category),
                flag("moves", !old.cohorts.is_empty()),
                count("cohorts", old.cohorts.len()),
            ],
        ),
        Operation::CreateCourse {
            shortname,
            category,
            template,
            ..
        } => (
            "operation-create-course",
            vec![
                text("course", shortname),
                path(category),
                flag("from", !template.is_empty()),
                text("template", template),
            ],
        ),
        Operation::UpdateCourse { shortname, .. } => {
            ("operation-update-course", vec![text("course", shortname)])
        }
        Operation::DeleteCourse { shortname, old } => (
            "operation-delete-course",
            vec![
                text("course", shortname),
                text_of("fullname", &old.fields),
                count("people", old.people.len()),
                count("groups", old.groups.len()),
                count("cohorts", old.cohorts.len()),
                flag("backup", old.backup),
            ],
        ),
        Operation::ApplyTemplate {
            shortname,
            template,
            replace,
        } => (
            "operation-apply-template",
            vec![
                text("course", shortname),
                text("template", template),
                flag("replace", *replace),
            ],
        ),
        Operation::SetSection {
            course,
            number,
            new,
            ..
        } => (
            "operation-set-section",
            vec![
                text("course", course),
                ("number", number.to_string().into()),
                text("title", &new.name),
            ],
        ),
        Operation::SetMethod {
            course,
            method,
            enabled,
            ..
        } => (
            "operation-set-method",
            vec![
                text("course", course),
                text("method", method),
                flag("enabled", *enabled),
            ],
        ),
        Operation::ResetCourse {
            course, removed, ..
        } => {
            let left = removed.people.iter();
            let left = left.filter(|loss| !loss.enrolments.is_empty()).count();
            (
                "operation-reset-course",
                vec![text("course", course), ("people", left.to_string().into())],
            )
        }
        Operation::CreateUser {
            username,
            password,
            mail,
            ..
        } => (
            "operation-create-user",
            vec![
                text("user", username),
                way(password),
                flag("mailed", !mail.is_empty()),
                text("mail", mail),
            ],
        ),
        Operation::UpdateUser { username, .. } => {
            ("operation-update-user", vec![text("user", username)])
        }
        Operation::SetPassword {
            username,
            password,
            mail,
            ..
        } => (
            "operation-set-password",
            vec![
                text("user", username),
                way(password),
                flag("mailed", !mail.is_empty()),
                text("mail", mail),
            ],
        ),
        Operation::RenameUser { from, to } => (
            "operation-rename-user",
            vec![text("from", from), text("to", to)],
        ),
        Operation::ReviveUser { username } => {
            ("operation-revive-user", vec![text("user", username)])
        }
        Operation::DeleteUser { username, old } => {
            let ties = old.ties();
            let args = vec![
                text("user", username),
                flag("alone", ties == AccountTies::default()),
                count("enrolments", ties.enrolments),
                count("roles", ties.roles),
                count("cohorts", ties.cohorts),
                count("groups", ties.groups),
            ];
            ("operation-delete-user", args)
        }
        Operation::SetPicture { user, old, .. } => (
            "operation-set-picture",
            vec![text("user", user), flag("replaces", old.is_some())],
        ),
        Operation::Enrol {
            course,
            user,
            method,
            role,
            old,
            ..
        } => (
            "operation-enrol",
            vec![
                text("user", user),
                text("course", course),
                text("method", method),
                flag("with", !role.is_empty()),
                text("role", role),
                flag("enrolled", old.is_some()),
            ],
        ),
        Operation::SetEnrolment {
            course,
            user,
            method,
            old,
            new,
        } => {
            let how = match (old.active, new.active) {
                (false, true) => "enabled",
                (true, false) => "disabled",
                _ => "period",
            };
            (
                "operation-set-enrolment",
                vec![
                    text("user", user),
                    text("course", course),
                    text("method", method),
                    text("how", how),
                ],
            )
        }
        Operation::Unenrol {
            course,
            user,
            method,
            with,
            ..
        } => (
            "operation-unenrol",
            vec![
                text("user", user),
                text("course", course),
                text("method", method),
                count("roles", with.own_roles.len() + with.roles.len()),
                count("groups", with.groups.len()),
            ],
        ),
        Operation::UnassignRole { course, user, role } => (
            "operation-unassign-role",
            vec![
                text("user", user),
                text("course", course),
                text("role", role),
            ],
        ),
        Operation::ShiftRole {
            course, user, role, ..
        } => (
            "operation-shift-role",
            vec![
                text("user", user),
                text("course", course),
                text("role", role),
            ],
        ),
        Operation::AssignRole { course, user, role } => (
            "operation-assign-role",
            vec![
                text("user", user),
                text("course", course),
                text("role", role),
            ],
        ),
        Operation::CreateCohort { cohort, .. } => (
            "operation-create-cohort",
            vec![text("cohort", &cohort.name)],
        ),
        Operation::UpdateCohort { cohort, .. } => (
            "operation-update-cohort",
            vec![text("cohort", &cohort.name)],
        ),
        Operation::DeleteCohort {
            cohort,
            old,
            losses,
        } => (
            "operation-delete-cohort",
            vec![
                text("cohort", &cohort.name),
                count("members", old.members.len()),
                count("bindings", old.bindings.len()),
                count("lost", losses.len()),
            ],
        ),
        Operation::RemoveCohortMember {
            cohort,
            user,
            losses,
        } => (
            "operation-remove-cohort-member",
            vec![
                text("user", user),
                text("cohort", &cohort.name),
                flag("loses", !losses.is_empty()),
                count("lost", losses.len()),
            ],
        ),
        Operation::EmptyCohort {
            cohort,
            members,
            losses,
        } => (
            "operation-empty-cohort",
            vec![
                text("cohort", &cohort.name),
                count("members", members.len()),
                count("lost", losses.len()),
            ],
        ),
        Operation::SetCohortBinding {
            binding,
            old,
            new,
            people,
            ..
        } => {
            let mut args = bound(binding);
            let how = match old {
                None => "new",
                Some(old) if old.enabled && !new.enabled => "disabled",
                Some(old) if !old.enabled && new.enabled => "enabled",
                Some(_) => "changed",
            };
            args.push(text("how", how));
            args.push(("people", people.to_string().into()));
            ("operation-set-cohort-binding", args)
        }
        Operation::RemoveCohortBinding {
            binding, losses, ..
        } => {
            let mut args = bound(binding);
            args.push(count("lost", losses.len()));
            ("operation-remove-cohort-binding", args)
        }
        Operation::SetCourseLink {
            link,
            old,
            enabled,
            people,
        } => {
            let how = match (old, enabled) {
                (_, false) => "disabled",
                (None, true) => "new",
                (Some(_), true) => "enabled",
            };
            (
                "operation-set-course-link",
                vec![
                    text("course", &link.course),
                    text("source", &link.source),
                    text("how", how),
                    ("people", people.to_string().into()),
                ],
            )
        }
        Operation::RemoveCourseLink { link, losses, .. } => (
            "operation-remove-course-link",
            vec![
                text("course", &link.course),
                text("source", &link.source),
                count("lost", losses.len()),
            ],
        ),
        Operation::AddCohortMember { cohort, user } => (
            "operation-add-cohort-member",
            vec![text("user", user), text("cohort", &cohort.name)],
        ),
        Operation::CreateGroup { course, group } => (
            "operation-create-group",
            vec![text("group", &group.name), text("course", course)],
        ),
        Operation::UpdateGroup { course, group, .. } => (
            "operation-update-group",
            vec![text("group", group), text("course", course)],
        ),
        Operation::DeleteGroup { course, old, .. } => (
            "operation-delete-group",
            vec![text("group", &old.name), text("course", course)],
        ),
        Operation::CreateGrouping { course, grouping } => (
            "operation-create-grouping",
            vec![text("grouping", &grouping.name), text("course", course)],
        ),
        Operation::UpdateGrouping {
            course, grouping, ..
        } => (
            "operation-update-grouping",
            vec![text("grouping", grouping), text("course", course)],
        ),
        Operation::DeleteGrouping { course, old, .. } => (
            "operation-delete-grouping",
            vec![text("grouping", &old.name), text("course", course)],
        ),
        Operation::AddToGrouping {
            course,
            grouping,
            group,
        } => (
            "operation-add-to-grouping",
            vec![
                text("group", group),
                text("grouping", grouping),
                text("course", course),
            ],
        ),
        Operation::RemoveGroupMember {
            course,
            group,
            user,
            ..
        } => (
            "operation-remove-group-member",
            vec![
                text("user", user),
                text("group", group),
                text("course", course),
            ],
        ),
        Operation::AddGroupMember {
            course,
            group,
            user,
            ..
        } => (
            "operation-add-group-member",
            vec![
                text("user", user),
                text("group", group),
                text("course", course),
            ],
        ),
    }
}

fn text<'o>(name: &'static str, value: &'o str) -> (&'static str, Cow<'o, str>) {
    (name, Cow::Borrowed(value))
}

/// A field of an object as text; empty when it has none.
fn text_of<'o>(name: &'static str, fields: &'o Fields) -> (&'static str, Cow<'o, str>) {
    let value = fields.get(name).map(ToString::to_string);
    (name, value.unwrap_or_default().into())
}

fn count(name: &'static str, number: usize) -> (&'static str, Cow<'static, str>) {
    (name, number.to_string().into())
}

/// Which binding of a cohort to a course.
fn bound(binding: &BindingKey) -> Args<'_> {
    vec![
        text("cohort", &binding.cohort.name),
        text("course", &binding.course),
        text("role", &binding.role),
        text("method", &binding.method),
    ]
}

/// Fluent selects on `yes` and `no`.
fn flag(name: &'static str, value: bool) -> (&'static str, Cow<'static, str>) {
    (name, Cow::Borrowed(if value { "yes" } else { "no" }))
}

/// How the account will log in.
fn way(password: &Password) -> (&'static str, Cow<'static, str>) {
    let way = match password {
        Password::None => "none",
        Password::Set => "set",
        Password::ToGenerate => "generate",
    };
    ("password", Cow::Borrowed(way))
}

/// Names from the root, as a person reads them.
fn path(category: &CategoryKey) -> (&'static str, Cow<'_, str>) {
    ("category", category.path.join(" / ").into())
}
