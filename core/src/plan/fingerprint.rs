//! The fingerprint of a plan: what an approval is of.

use std::hash::Hasher;

use siphasher::sip128::{Hasher128, SipHasher24};

use super::{Plan, PlanOptions, PlannedRow};
use crate::check::Verdict;

/// A digest that takes in the file as it is read and the plan when it is made. The same on every platform: texts go in
/// as UTF-8 after their length, numbers as little-endian 64 bits.
#[derive(Debug)]
pub struct Fingerprint {
    hasher: SipHasher24,
    bytes: u64,
}

impl Fingerprint {
    /// Of a file not read yet.
    pub fn new() -> Self {
        Self {
            hasher: SipHasher24::new(),
            bytes: 0,
        }
    }

    /// Takes in the next bytes of the file; how the file is cut does not matter.
    pub fn file(&mut self, bytes: &[u8]) {
        self.hasher.write(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// The digest (32 hex digits) of the file, this crate's version, how the file is read, the verdict, and what is decided
    /// for each row. What the rows expect of the site is in their operations.
    pub fn of(mut self, options: &PlanOptions, verdict: &Verdict, rows: &[PlannedRow]) -> String {
        self.number(self.bytes);
        self.text(crate::VERSION);
        self.json(&options.check);
        self.text(
            options
                .zone
                .as_ref()
                .and_then(jiff::tz::TimeZone::iana_name)
                .unwrap_or_default(),
        );
        self.text(&verdict.digest);
        for row in rows {
            self.number(row.line);
            self.json(&row.decision);
            self.json(&row.operations);
        }
        format!("{:032x}", self.hasher.finish128().as_u128())
    }

    /// The fingerprint of a bundle whose files have these plans, in their order; of one file, its own.
    pub fn of_bundle(plans: &[Plan]) -> String {
        if let [plan] = plans {
            return plan.fingerprint.clone();
        }
        let mut whole = Self::new();
        for plan in plans {
            whole.text(&plan.fingerprint);
        }
        format!("{:032x}", whole.hasher.finish128().as_u128())
    }

    fn number(&mut self, number: u64) {
        self.hasher.write(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.hasher.write(text.as_bytes());
    }

    fn json<T: serde::Serialize>(&mut self, value: &T) {
        let json =
            serde_json::to_string(value).expect("plain data with text keys is always valid JSON");
        self.text(&json);
    }
}
