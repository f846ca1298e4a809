//! Categories, courses, links between courses.

use serde_json::{Value as Json, json};
use toolsync_core::plan::{Change, LinkKey, Operation};
use toolsync_core::site::{Thing, ThingKind};

use super::super::fields::{Parameters, add_course};
use super::super::function::Function;
use super::super::ids::Name;
use super::super::problem::{Problem, Subject};
use super::{Builder, Element, Lock, element, other, pair};

impl Builder<'_> {
    pub(super) fn category<'o>(&self, operation: &'o Operation) -> Result<Element<'o>, Problem> {
        match operation {
            Operation::DeleteCategory { category, .. } => {
                let id = self.category_id(category)?;
                Ok(Element {
                    id,
                    subject: Subject {
                        category: Some(Name::Category(category.path.clone()).thing()),
                        ..Subject::default()
                    },
                    ..element(Function::DeleteCategories, operation, json!({"id": id}))
                })
            }
            Operation::CreateCategory { category, .. } => {
                let Some((name, above)) = category.path.split_last() else {
                    return Err(Problem::missing(Thing::new(
                        ThingKind::NamelessCategory,
                        "",
                    )));
                };
                let parent = match above {
                    [] => 0,
                    _ => self.id(&Name::Category(above.to_vec()))?,
                };
                let value = json!({"name": name, "parent": parent});
                Ok(Element {
                    place: parent,
                    ..element(Function::CreateCategories, operation, value)
                })
            }
            _ => Err(other(operation)),
        }
    }

    pub(super) fn course<'o>(&self, operation: &'o Operation) -> Result<Element<'o>, Problem> {
        let mut value = Parameters::new();
        match operation {
            Operation::CreateCourse {
                shortname,
                category,
                fields,
                ..
            } => {
                value.insert("shortname".to_owned(), json!(shortname));
                value.insert("categoryid".to_owned(), json!(self.category_id(category)?));
                let fields = fields.iter();
                add_course(
                    &mut value,
                    fields.map(|(name, value)| (name.as_str(), Some(value))),
                );
                let mut new = element(Function::CreateCourses, operation, Json::Object(value));
                new.subject.category = Some(Name::Category(category.path.clone()).thing());
                Ok(new)
            }
            Operation::UpdateCourse {
                shortname,
                changes,
                category,
            } => {
                let id = self.id(&Name::course(shortname))?;
                value.insert("id".to_owned(), json!(id));
                let fields = changes.iter().filter(|change| change.field != "category");
                add_course(&mut value, fields.map(pair));
                if let Some(category) = category {
                    value.insert("categoryid".to_owned(), json!(self.category_id(category)?));
                }
                let mut changed = self.in_course(
                    Function::UpdateCourses,
                    operation,
                    (shortname, id),
                    Json::Object(value),
                );
                changed.id = id;
                changed.leaves = self.left_by(id, changes);
                changed.subject.category = category
                    .as_ref()
                    .map(|category| Name::Category(category.path.clone()).thing());
                Ok(changed)
            }
            Operation::DeleteCourse { shortname, .. } => {
                let id = self.id(&Name::course(shortname))?;
                let gone = self.in_course(
                    Function::DeleteCourses,
                    operation,
                    (shortname, id),
                    json!(id),
                );
                Ok(Element { id, ..gone })
            }
            _ => Err(other(operation)),
        }
    }

    /// The category that a course moves out of, when it is where the plan saw it.
    fn left_by(&self, course: u64, changes: &[Change]) -> Option<u64> {
        let mut changes = changes.iter();
        let moved = changes.find(|change| change.field == "category")?;
        let category = self.known.course(course)?.category;
        let path = self.known.category_path(category).join("/");
        (moved.old.as_ref()?.to_string() == path).then_some(category)
    }

    pub(super) fn link<'o>(
        &self,
        function: Function,
        operation: &'o Operation,
        course: &str,
        source: &str,
    ) -> Result<Element<'o>, Problem> {
        let (meta, taken) = (
            self.id(&Name::course(course))?,
            self.id(&Name::course(source))?,
        );
        let value = json!({"metacourseid": meta, "courseid": taken});
        let mut link = self.in_course(function, operation, (course, meta), value);
        link.locks.push(Lock::Course(taken));
        let (course, source) = (course.to_owned(), source.to_owned());
        link.subject.made = Some(Thing::link(&LinkKey { course, source }));
        Ok(link)
    }
}
