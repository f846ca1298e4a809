//! Operations that several tests ask of sites.

use toolsync_core::plan::{CategoryKey, CourseState, Operation};
use toolsync_core::site::Fields;

/// A person takes part in a course as a student, by hand and without bounds.
pub fn enrol(course: &str, user: &str) -> Operation {
    Operation::Enrol {
        course: course.to_owned(),
        user: user.to_owned(),
        method: "manual".to_owned(),
        role: "student".to_owned(),
        start: 0,
        end: 0,
        old: None,
        switched_off: false,
        held: false,
    }
}

/// A course that goes.
pub fn delete_course(course: &str) -> Operation {
    Operation::DeleteCourse {
        shortname: course.to_owned(),
        old: Box::new(empty_course()),
    }
}

/// A course made of the newest backup of another.
pub fn restore(course: &str) -> Operation {
    Operation::CreateCourse {
        shortname: course.to_owned(),
        category: CategoryKey {
            id: None,
            path: vec!["Sciences".to_owned()],
        },
        fields: Fields::new(),
        template: "PHY-000".to_owned(),
    }
}

/// What a plan would have seen of a course that goes; core functions do not look at it.
pub fn empty_course() -> CourseState {
    CourseState {
        id: 0,
        category: CategoryKey {
            id: None,
            path: Vec::new(),
        },
        fields: Fields::new(),
        sections: Vec::new(),
        methods: Default::default(),
        backup: false,
        template: String::new(),
        last_access: 0,
        people: Vec::new(),
        groups: Vec::new(),
        groupings: Vec::new(),
        cohorts: Vec::new(),
        links: Vec::new(),
        linked: Vec::new(),
        content: Default::default(),
    }
}
