//! From a file to a changed site: the planner never panics, every operation that it plans can be done, and leaves what it said.
#![no_main]

use libfuzzer_sys::fuzz_target;
use toolsync_core::plan::{PlanOptions, plan_and_apply};
use toolsync_fuzz::{Case, SITE, count};

fuzz_target!(|input: &[u8]| {
    let Some(case) = Case::of(input) else {
        return;
    };
    let options = PlanOptions {
        check: case.options.clone(),
        ..PlanOptions::default()
    };
    let (plan, after) = plan_and_apply(case.chunks(), &options, SITE.clone());
    count(&plan.verdict);
    let mut site = SITE.clone();
    for row in &plan.rows {
        for operation in &row.operations {
            if let Err(error) = site.apply(operation) {
                panic!("line {}: {operation:?}: {error}", row.line);
            }
        }
    }
    assert!(
        site.objects().eq(after.objects()),
        "the site as planned and as it became"
    );
});
