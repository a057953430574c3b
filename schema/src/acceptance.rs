//! Accepted risks, and how findings are told apart.

use std::fmt;
use std::str::FromStr;

use deserr::Deserr;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::wire::written_as_text;
use crate::words::words;
use crate::{AcceptanceKey, Day, Text};

words! {
    /// Whether a promise or a flow is as it should be. Ordered from best to worst.
    pub enum Verdict {
        /// Shown to be right.
        Kept = "KEPT",
        /// Cannot be shown to be right: something is not recorded, or declared too broadly.
        Unproven = "UNPROVEN",
        /// Shown to be wrong.
        Broken = "BROKEN",
    }
}

words! {
    /// How much a finding matters. Ordered from least to most.
    pub enum Severity {
        /// Good to know.
        Info = "INFO",
        /// Some day.
        Low = "LOW",
        /// Soon.
        Medium = "MEDIUM",
        /// Now.
        High = "HIGH",
        /// Drop everything.
        Critical = "CRITICAL",
    }
}

impl Verdict {
    /// The published code: the word as it is written.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.as_str()
    }
}

impl Severity {
    /// The published code: the word as it is written.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.as_str()
    }
}

/// The fingerprint of a finding: the same on every day and in every revision in which it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingId([u8; 8]);

impl FindingId {
    /// The id made of these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for FindingId {
    type Err = InvalidFindingId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != 16 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(InvalidFindingId);
        }
        u64::from_str_radix(text, 16).map(|id| Self(id.to_be_bytes())).map_err(|_| InvalidFindingId)
    }
}

/// The text is not the id of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the id of a finding is 16 hexadecimal digits, as `kept check` prints it")]
pub struct InvalidFindingId;

written_as_text!(FindingId, "FindingId", { "type": "string", "pattern": "^[0-9a-fA-F]{16}$" });

/// A risk that someone accepted: a finding that is known, with a reason, for a while.
///
/// It holds on each day from `acceptedOn` through `until`, and only for a finding that is no worse than
/// what was accepted. It changes nothing in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Acceptance {
    /// Its key in the register.
    pub key: AcceptanceKey,
    /// The id of the finding: 16 hexadecimal digits, as `kept check` prints it.
    pub finding: FindingId,
    /// The verdict that was accepted: a finding with a worse one is open again.
    pub verdict: Verdict,
    /// The severity that was accepted: a finding with a higher one is open again.
    pub severity: Severity,
    /// Why it is accepted.
    pub reason: Text,
    /// Who answers for it.
    pub owner: Text,
    /// The first day on which it is accepted.
    pub accepted_on: Day,
    /// The last day on which it is accepted.
    pub until: Day,
}

impl Acceptance {
    /// Whether it holds on a day for a finding with this verdict and severity.
    #[must_use]
    pub fn holds(&self, day: Day, verdict: Verdict, severity: Severity) -> bool {
        self.accepted_on <= day && day <= self.until && verdict <= self.verdict && severity <= self.severity
    }
}
