//! The digest of all findings, by which two verdicts on one file are compared.

use std::hash::Hasher;

use siphasher::sip128::{Hasher128, SipHasher24};

use crate::finding::{Finding, FixAction};

/// Feeds findings in a form that is the same on every machine: texts with their length, numbers as 64-bit little-endian.
#[derive(Debug)]
pub(super) struct Digest {
    hasher: SipHasher24,
    /// The finding at hand, to be fed at once: the hasher takes many small pieces slowly.
    fed: Vec<u8>,
}

impl Default for Digest {
    fn default() -> Self {
        // No secret: a browser's verdict is compared, not trusted.
        Self {
            hasher: SipHasher24::new_with_key(b"toolsync verdict"),
            fed: Vec::new(),
        }
    }
}

impl Digest {
    /// Adds the next finding in file order.
    pub(super) fn add(&mut self, finding: &Finding) {
        self.text(finding.code.as_str());
        self.number(finding.line);
        self.number(finding.span.start);
        self.number(finding.span.end);
        self.option(finding.column.as_deref());
        self.number(finding.params.len() as u64);
        for (name, value) in &finding.params {
            self.text(name);
            self.text(value);
        }
        match &finding.fix {
            None => self.number(0),
            Some(fix) => {
                self.number(1 + fix.grade as u64);
                self.action(&fix.action);
            }
        }
        self.hasher.write(&self.fed);
        self.fed.clear();
    }

    /// The digest in hexadecimal.
    pub(super) fn hex(&self) -> String {
        self.hasher
            .finish128()
            .as_bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    fn action(&mut self, action: &FixAction) {
        match action {
            FixAction::Replace(text) => {
                self.number(0);
                self.text(text);
            }
            FixAction::RemoveRecord(span) => {
                self.number(1);
                self.number(span.start);
                self.number(span.end);
            }
            FixAction::UseSeparator(separator) => {
                self.number(2);
                self.number(u64::from(u32::from(*separator)));
            }
            FixAction::UseEncoding(encoding) => {
                self.number(3);
                self.text(encoding.name());
            }
        }
    }

    fn option(&mut self, text: Option<&str>) {
        self.number(u64::from(text.is_some()));
        self.text(text.unwrap_or_default());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.fed.extend_from_slice(text.as_bytes());
    }

    fn number(&mut self, number: u64) {
        self.fed.extend_from_slice(&number.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Code, Grade, Span};

    fn of(findings: &[Finding]) -> String {
        let mut digest = Digest::default();
        for finding in findings {
            digest.add(finding);
        }
        digest.hex()
    }

    /// Whatever differs in a finding differs in the digest, and so does the order of findings.
    #[test]
    fn every_part_counts() {
        let finding = || Finding::new(Code::BadCountry, 2, Span::new(10, 12));
        let others = [
            Finding::new(Code::BadEmail, 2, Span::new(10, 12)),
            Finding::new(Code::BadCountry, 3, Span::new(10, 12)),
            Finding::new(Code::BadCountry, 2, Span::new(10, 13)),
            finding().column("country"),
            finding().column(""),
            finding().with("value", "XX"),
            finding().with("value", "YY"),
            finding().fix(Grade::Likely, FixAction::Replace("FR".to_owned())),
            finding().fix(Grade::Ask, FixAction::Replace("FR".to_owned())),
            finding().fix(Grade::Ask, FixAction::UseSeparator(';')),
        ];
        let mut digests: Vec<String> = others
            .iter()
            .map(|other| of(std::slice::from_ref(other)))
            .collect();
        digests.push(of(&[finding()]));
        digests.push(of(&[]));
        digests.push(of(&[finding(), others[0].clone()]));
        digests.push(of(&[others[0].clone(), finding()]));
        let count = digests.len();
        digests.sort();
        digests.dedup();
        assert_eq!(digests.len(), count);
        assert!(digests.iter().all(|digest| digest.len() == 32));
    }
}
