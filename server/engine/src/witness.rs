//! What proves a finding, and how it is checked again.

mod verify;

use std::fmt;

use kept_schema::{ContractKey, Day, FlowKey, PartyKey, Register, TermKey};

use crate::{Certainty, Finding, Verdict};

/// What proves a finding, together with the finding itself: everything else is read from the
/// register again when it is verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// How the data got there, for findings about data on its way.
    pub travelled: Option<Travelled>,
    /// What is wrong.
    pub fact: Fact,
}

/// What travels the path of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Travelled {
    /// Whether every hop declares it, or only covers it.
    pub certainty: Certainty,
    /// A category that arrives.
    pub category: TermKey,
    /// The subject whose data it is, when the promise is about some subjects.
    pub subject: Option<TermKey>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// No contract between the operators has started.
    NoContract,
    /// The finding's contract was the last one in force between the operators.
    ContractEnded {
        /// Its last day.
        last_day: Day,
    },
    /// No contract in force admits the finding's aspect of the flow.
    OutsideContract {
        /// How far it is from being admitted.
        breach: Verdict,
    },
    /// The recipient or its operator was offboarded.
    Offboarded {
        /// Which of them.
        party: PartyKey,
    },
    /// The finding's contract has something to be done by a day.
    Deadline {
        /// The last day on which that helps.
        due_on: Day,
    },
    /// A limit of the finding's promise is exceeded.
    Limit {
        /// How far.
        breach: Verdict,
    },
    /// No notice in force speaks for the party.
    NoNotice,
    /// No disclosure covers the finding's category on the flow.
    Undisclosed,
    /// No sharing uses the finding's disclosure.
    Unused,
    /// The finding's contract lacks the finding's clause, or none of its clauses is recorded.
    ClauseMissing,
    /// A contract under which the operator of the source works for another does not allow what the flow does.
    FlowDown {
        /// The operator it works for.
        from: PartyKey,
        /// The contract between the two.
        upper: ContractKey,
        /// How far the finding's flow or contract is from being allowed.
        breach: Verdict,
        /// How the data came from there: the last flow brings it.
        entry: Vec<FlowKey>,
    },
    /// Nothing allows the transfer.
    Transfer {
        /// How sure that is.
        breach: Verdict,
    },
    /// A limit of the finding's promise, whose notice is over, is exceeded for data from its time.
    OldPromise {
        /// How far.
        breach: Verdict,
    },
    /// The finding's party has a certification that ends.
    Certification {
        /// Which.
        scheme: String,
        /// The last day it is valid.
        last_day: Day,
    },
    /// The flow was verified too long ago.
    Unverified {
        /// When.
        since: Day,
    },
    /// No flow declares what was observed.
    Undeclared,
    /// The finding's contract calls the recipient a service provider, and does not make it one.
    ProviderLost {
        /// How sure that is.
        breach: Verdict,
    },
}

/// Why a witness does not prove its finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WitnessError {
    /// The finding names something that is not in the register.
    Unknown(String),
    /// The finding and its witness are not of the same kind, or contradict each other.
    Mismatch,
    /// The flows do not follow one another, or do not end with the flow in question.
    BrokenPath,
    /// A flow of the path is not live on the day.
    NotLive(FlowKey),
    /// The path does not start where data of ours is.
    NotOurs(PartyKey),
    /// The data does not travel the path with the certainty claimed.
    DoesNotTravel(TermKey),
    /// The register does not show what is claimed to be wrong.
    NotShown(&'static str),
}

impl fmt::Display for WitnessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(id) => write!(f, "`{id}` is not in the register"),
            Self::Mismatch => f.write_str("the finding and its witness do not fit together"),
            Self::BrokenPath => f.write_str("the flows of the path do not lead to the subject of the finding"),
            Self::NotLive(flow) => write!(f, "`{flow}` is not live on the day"),
            Self::NotOurs(party) => write!(f, "`{party}`, where the path starts, does not hold the data"),
            Self::DoesNotTravel(category) => write!(f, "`{category}` does not travel the path as claimed"),
            Self::NotShown(what) => write!(f, "the register does not show {what}"),
        }
    }
}

impl std::error::Error for WitnessError {}

impl Witness {
    /// Checks, by nothing but the register and the day, that things are as `finding` says.
    ///
    /// # Errors
    /// The first thing that is not as claimed.
    pub fn verify(&self, register: &Register, day: Day, finding: &Finding) -> Result<(), WitnessError> {
        verify::verify(self, register, day, finding)
    }
}
