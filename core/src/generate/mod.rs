//! Files made from what is known already: blank templates from the tables of the kinds, lists from the courses and categories of a site.
//!
//! Mirrors the utilities of tool_sync (`spec/utilities.md`), which are rooms of seed 003; what they break (Q52 to Q54) works here.

mod categories;
mod courses;
mod pictures;
mod template;
#[cfg(test)]
mod tests;

pub use categories::{CategoryFate, KeptFor, above, branch, category_deletions, clean_categories};
pub use courses::{
    CourseEntry, CourseSelection, LeftOut, course_entries, deletion_list, reset_file,
};
pub use pictures::pictures;
pub use template::{Template, template};
