//! What is asked before data is shared, and the answer.

use std::fmt;

use kept_schema::{ContractKey, Day, FlowKey, PartyKey, PromiseKey, TermKey};
use serde::{Serialize, Serializer};

use crate::{Aspect, Said, Verdict};

/// A sharing that is about to happen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sharing {
    /// Who would give the data.
    pub source: PartyKey,
    /// Who would receive it.
    pub recipient: PartyKey,
    /// Which data; not known when there are none.
    pub categories: Vec<TermKey>,
    /// What for; not known when there are none.
    pub purposes: Vec<TermKey>,
}

/// Whether a sharing may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// It is declared, and shown to be right.
    Allow,
    /// It cannot be shown to be right. Do not share until it can.
    Unproven,
    /// It is shown to be wrong.
    Deny,
}

impl Decision {
    /// The published code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Allow => "ALLOW",
            Self::Unproven => "UNPROVEN",
            Self::Deny => "DENY",
        }
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl Serialize for Decision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// What speaks against a sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// No live flow declares it.
    Declaration,
    /// Nothing shows that the source has such data of ours.
    Origin,
    /// No contract in force admits it.
    Contract,
    /// A commitment does not allow it; when its aspect is `consent`, users did not agree as promised.
    Commitment,
    /// Users were not told of it.
    Disclosure,
    /// The recipient was offboarded.
    Offboarded,
    /// A promise of a notice that is over, which still binds data of its time, does not allow it.
    OldPromise,
    /// It leaves for another country without a mechanism that allows it.
    Transfer,
    /// A contract under which the source was given the data does not let it pass it on like this; without an
    /// aspect, it does not authorise the recipient.
    FlowDown,
    /// The promise is that data is never sold, and the contract does not make the recipient a service provider.
    Sale,
    /// The flow that declares it was verified too long ago.
    Verification,
}

impl Ground {
    /// The published code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Declaration => "DECLARATION",
            Self::Origin => "ORIGIN",
            Self::Contract => "CONTRACT",
            Self::Commitment => "COMMITMENT",
            Self::Disclosure => "DISCLOSURE",
            Self::Offboarded => "OFFBOARDED",
            Self::OldPromise => "OLD_PROMISE",
            Self::Transfer => "TRANSFER",
            Self::FlowDown => "FLOW_DOWN",
            Self::Sale => "SALE",
            Self::Verification => "VERIFICATION",
        }
    }
}

impl Serialize for Ground {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// One thing that speaks against a sharing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reason {
    /// BROKEN when it alone denies the sharing, else UNPROVEN.
    pub verdict: Verdict,
    /// What it is.
    pub ground: Ground,
    /// The side of a contract or commitment.
    pub aspect: Option<Aspect>,
    /// The contract.
    pub contract: Option<ContractKey>,
    /// The promise.
    pub promise: Option<PromiseKey>,
    /// The declared flow that was looked at.
    pub flow: Option<FlowKey>,
    /// The categories it is about, of those asked for, by key.
    pub categories: Vec<TermKey>,
    /// The same in a sentence.
    pub message: Said,
}

/// Whether a sharing may happen, and why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// The day it is about.
    pub as_of: Day,
    /// The revision of the register it is true of.
    pub revision: u64,
    /// The worst of the reasons; ALLOW when there are none.
    pub decision: Decision,
    /// The declared flows it would be part of, by key.
    pub flows: Vec<FlowKey>,
    /// What speaks against it, the gravest first.
    pub reasons: Vec<Reason>,
}
