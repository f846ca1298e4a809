//! Counts of a plan.

use super::{Decision, Plan};
use crate::api::PlanTotals;

impl Plan {
    /// How many rows have each decision, and how many operations there are of each type.
    pub fn totals(&self) -> PlanTotals {
        let mut totals = PlanTotals {
            without_picture: self.without_picture.clone(),
            ..PlanTotals::default()
        };
        for row in &self.rows {
            match row.decision {
                Decision::Change => totals.change += 1,
                Decision::Unchanged => totals.unchanged += 1,
                Decision::Refused => totals.refused += 1,
            }
            for operation in &row.operations {
                let name = operation.name();
                match totals.operations.get_mut(name) {
                    Some(count) => *count += 1,
                    None => {
                        totals.operations.insert(name.to_owned(), 1);
                    }
                }
            }
        }
        totals
    }
}
