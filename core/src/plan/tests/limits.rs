//! Sites on which not every operation can be asked.

use super::{Decision, Kind, codes, operations, options, row};
use crate::finding::{Code, Finding, Span};
use crate::plan::{Operation, plan_and_apply};
use crate::site::institution;

fn no_sections(operation: &Operation) -> Option<Finding> {
    let is_section = matches!(operation, Operation::SetSection { .. });
    is_section.then(|| Finding::new(Code::SiteRefused, 0, Span::default()).with("details", "no"))
}

#[test]
fn what_a_site_cannot_do_is_refused_in_the_plan_and_leaves_no_trace() {
    // Line 2 would create the course before it comes to its section.
    let file = "shortname;fullname;category;topic1\n\
        NEW-1;New;Sciences;Week 1\n\
        NEW-2;New;Sciences;\n";
    let mut options = options(Kind::Courses, |_| {});
    options.limits = Some(no_sections);
    let (plan, after) = plan_and_apply([file.as_bytes()], &options, institution());
    assert_eq!(row(&plan, 2).decision, Decision::Refused);
    assert_eq!(codes(&plan, 2), [Code::SiteRefused]);
    assert_eq!(row(&plan, 2).findings[0].line, 2);
    assert!(operations(&plan, 2).is_empty());
    assert!(after.course_by_shortname("NEW-1").is_none());
    assert_eq!(operations(&plan, 3), ["create_course"]);
    assert!(after.course_by_shortname("NEW-2").is_some());
}
