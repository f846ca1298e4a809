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

impl PlanTotals {
    /// Adds the totals of another file.
    pub fn add(&mut self, other: &Self) {
        self.change += other.change;
        self.unchanged += other.unchanged;
        self.refused += other.refused;
        for (name, count) in &other.operations {
            *self.operations.entry(name.clone()).or_default() += count;
        }
        // Of several archives of pictures, the last one knows who is left.
        if other.without_picture.is_some() {
            self.without_picture.clone_from(&other.without_picture);
        }
    }
}
