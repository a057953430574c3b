//! What an evaluation says: verdicts and findings.

use std::sync::Arc;

use kept_schema::{
    ClauseKind, ContractKey, Day, FindingId, FlowKey, NodeId, PromiseKey, Rule, Severity, TermKey, Verdict,
};
use serde::{Serialize, Serializer};

use crate::Said;
use crate::witness::Witness;

macro_rules! codes {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$variant_meta:meta])* $variant:ident = $code:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$variant_meta])* $variant, )+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// The published code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }

            /// The value of a published code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }
    };
}

pub(crate) use codes;

codes! {
    /// Whether data certainly travels, or may. Ordered from weakest to strongest.
    pub enum Certainty {
        /// Every hop's declaration covers it, and some hop's is broader.
        Possible = "POSSIBLE",
        /// Every hop declares it.
        Certain = "CERTAIN",
    }
}

codes! {
    /// The side of a contract or a promise that a finding is about.
    pub enum Aspect {
        /// Data categories.
        Category = "category",
        /// What data is used for.
        Purpose = "purpose",
        /// Whose data.
        Subject = "subject",
        /// Who receives it.
        Recipient = "recipient",
        /// Where it is kept.
        Region = "region",
        /// How long it is kept.
        Retention = "retention",
        /// How it is protected.
        Safeguard = "safeguard",
        /// Whether users agreed or can refuse.
        Consent = "consent",
        /// Whether it is sold.
        Sale = "sale",
        /// Whether a contract covers it.
        Contract = "contract",
        /// Whether it is shared onward.
        Onward = "onward",
        /// Clauses of a contract.
        Clause = "clause",
    }
}

/// One thing that is wrong, cannot be shown to be right, or must be seen to in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Its fingerprint.
    pub id: FindingId,
    /// The rule that found it.
    pub rule: Rule,
    /// The side it is about, for rules that have several.
    pub aspect: Option<Aspect>,
    /// BROKEN or UNPROVEN; KEPT for what is right today and needs someone to act in time.
    pub verdict: Verdict,
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub subject: NodeId,
    /// The promise it concerns.
    #[serde(serialize_with = "promise_id")]
    pub promise: Option<PromiseKey>,
    /// The contract it concerns.
    #[serde(serialize_with = "contract_id")]
    pub contract: Option<ContractKey>,
    /// The clause it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<ClauseKind>,
    /// The data it concerns, by key.
    pub categories: Vec<TermKey>,
    /// The hops on which the data gets there, the last being the one it is about.
    #[serde(serialize_with = "flow_ids")]
    pub path: Vec<FlowKey>,
    /// The last day on which acting helps, for what must be seen to in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// What is wrong, in a sentence that names people's things; shared by its copies.
    #[serde(serialize_with = "sentence")]
    pub message: Arc<Said>,
    /// What proves it.
    #[serde(skip)]
    pub witness: Witness,
}

fn sentence<S: Serializer>(message: &Arc<Said>, serializer: S) -> Result<S::Ok, S::Error> {
    message.as_ref().serialize(serializer)
}

fn promise_id<S: Serializer>(key: &Option<PromiseKey>, serializer: S) -> Result<S::Ok, S::Error> {
    key.clone().map(NodeId::Promise).serialize(serializer)
}

fn contract_id<S: Serializer>(key: &Option<ContractKey>, serializer: S) -> Result<S::Ok, S::Error> {
    key.clone().map(NodeId::Contract).serialize(serializer)
}

fn flow_ids<S: Serializer>(path: &[FlowKey], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(path.iter().cloned().map(NodeId::Flow))
}

/// The verdict on one promise of a notice in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromiseVerdict {
    /// The promise.
    #[serde(rename = "key")]
    pub promise: PromiseKey,
    /// Whether it is kept.
    pub verdict: Verdict,
}

/// What an evaluation of a register on a day says. The same register and day give the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The day it is about.
    pub as_of: Day,
    /// The revision of the register.
    pub revision: u64,
    /// Whether every search came to its end; findings may be missing when not.
    pub complete: bool,
    /// The promises of the notices in force, by key.
    pub promises: Vec<PromiseVerdict>,
    /// The findings: the gravest first, then by rule and subject.
    pub findings: Vec<Finding>,
}
