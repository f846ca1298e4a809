//! Look-up of single objects, as the planner asks for them. Names are compared as [`super::Space`] says; deleted accounts are found
//! only by the methods that name them.

use super::{Category, Cohort, Course, Enrolment, Group, SiteIndex, User};

impl SiteIndex {
    /// The course of this id.
    pub fn course(&self, _id: u64) -> Option<&Course> {
        todo!()
    }

    /// The course of this short name, without regard to case.
    pub fn course_by_shortname(&self, _shortname: &str) -> Option<&Course> {
        todo!()
    }

    /// The course of this idnumber; an empty one is nobody's.
    pub fn course_by_idnumber(&self, _idnumber: &str) -> Option<&Course> {
        todo!()
    }

    /// The category of this id.
    pub fn category(&self, _id: u64) -> Option<&Category> {
        todo!()
    }

    /// The category of this idnumber; an empty one is nobody's.
    pub fn category_by_idnumber(&self, _idnumber: &str) -> Option<&Category> {
        todo!()
    }

    /// The category of this path: names from the root, compared exactly.
    pub fn category_by_path(&self, _path: &[String]) -> Option<&Category> {
        todo!()
    }

    /// Names from the root down to the category of this id; empty when there is none.
    pub fn category_path(&self, _id: u64) -> Vec<String> {
        todo!()
    }

    /// The category of lowest id: where courses without a category go.
    pub fn lowest_category(&self) -> Option<&Category> {
        todo!()
    }

    /// The account of this id, deleted or not.
    pub fn user(&self, _id: u64) -> Option<&User> {
        todo!()
    }

    /// The account of this login name, without regard to case.
    pub fn user_by_username(&self, _username: &str) -> Option<&User> {
        todo!()
    }

    /// The account of lowest id that has this e-mail address, without regard to case; an empty one is nobody's.
    pub fn user_by_email(&self, _email: &str) -> Option<&User> {
        todo!()
    }

    /// The account of lowest id that has this idnumber; an empty one is nobody's.
    pub fn user_by_idnumber(&self, _idnumber: &str) -> Option<&User> {
        todo!()
    }

    /// The deleted account that [`crate::plan::Operation::ReviveUser`] of this login name revives.
    pub fn deleted_user_by_username(&self, _username: &str) -> Option<&User> {
        todo!()
    }

    /// A deleted account of this e-mail address, without regard to case.
    pub fn deleted_user_by_email(&self, _email: &str) -> Option<&User> {
        todo!()
    }

    /// A deleted account of this idnumber.
    pub fn deleted_user_by_idnumber(&self, _idnumber: &str) -> Option<&User> {
        todo!()
    }

    /// The cohort of this name, compared exactly.
    pub fn cohort_by_name(&self, _name: &str) -> Option<&Cohort> {
        todo!()
    }

    /// The cohort of this idnumber; an empty one is nobody's.
    pub fn cohort_by_idnumber(&self, _idnumber: &str) -> Option<&Cohort> {
        todo!()
    }

    /// The group of this name in the course of this id.
    pub fn group(&self, _course: u64, _name: &str) -> Option<&Group> {
        todo!()
    }

    /// The enrolment of this account in this course by this method.
    pub fn enrolment(&self, _course: u64, _user: u64, _method: &str) -> Option<&Enrolment> {
        todo!()
    }

    /// Whether the account holds the role in the course.
    pub fn has_role(&self, _course: u64, _user: u64, _role: &str) -> bool {
        todo!()
    }

    /// Whether the account is enrolled in the course by any method, or holds any role in it.
    pub fn takes_part(&self, _course: u64, _user: u64) -> bool {
        todo!()
    }
}
