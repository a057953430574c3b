//! The days to come on which something will change if nothing is done.
//!
//! Only the days on which something in the register begins or ends are looked at, and on each only
//! what that can affect: the cost grows with the number of such events and not of days.

mod agenda;
mod concerns;
mod steps;

use kept_schema::{Day, NodeId};
use serde::Serialize;

pub use self::agenda::events;
pub use self::steps::{ForecastStep, Steps};
use crate::report::codes;

codes! {
    /// What happens by itself on a day.
    pub enum EventKind {
        /// A flow starts.
        FlowStarts = "FLOW_STARTS",
        /// A flow is over.
        FlowEnds = "FLOW_ENDS",
        /// A contract or an amendment comes into force.
        ContractStarts = "CONTRACT_STARTS",
        /// A contract will end soon: in 90, 30 or 7 days.
        ContractEndNears = "CONTRACT_END_NEARS",
        /// A contract is over.
        ContractEnds = "CONTRACT_ENDS",
        /// The last day for notice is near: 30 or 7 days away.
        NoticeDeadlineNears = "NOTICE_DEADLINE_NEARS",
        /// Notice can no longer be given in time.
        NoticeDeadlinePasses = "NOTICE_DEADLINE_PASSES",
        /// A contract has renewed itself, or a recorded renewal begins.
        ContractRenews = "CONTRACT_RENEWS",
        /// A privacy notice takes effect.
        NoticeStarts = "NOTICE_STARTS",
        /// A privacy notice is no longer in force.
        NoticeEnds = "NOTICE_ENDS",
        /// A party counts as offboarded.
        PartyOffboarded = "PARTY_OFFBOARDED",
        /// A certification begins to count.
        CertificationStarts = "CERTIFICATION_STARTS",
        /// A certification will lapse soon: in 90, 30 or 7 days.
        CertificationEndNears = "CERTIFICATION_END_NEARS",
        /// A certification has lapsed.
        CertificationEnds = "CERTIFICATION_ENDS",
        /// It is a year since a flow was verified.
        VerificationLapses = "VERIFICATION_LAPSES",
        /// Data from the time of an old notice that recipients kept for so long is gone.
        OldDataGone = "OLD_DATA_GONE",
        /// Something is observed for the first time.
        ObservationStarts = "OBSERVATION_STARTS",
        /// It is more than a year since something was observed.
        ObservationLapses = "OBSERVATION_LAPSES",
        /// The risk of a finding begins to be accepted.
        AcceptanceStarts = "ACCEPTANCE_STARTS",
        /// The risk of a finding is no longer accepted: it is open again.
        AcceptanceEnds = "ACCEPTANCE_ENDS",
        /// An adequacy decision begins or ends.
        AdequacyChanges = "ADEQUACY_CHANGES",
    }
}

/// Something that happens by itself on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// What happens.
    pub kind: EventKind,
    /// To what; none for what happens to a country.
    pub id: Option<NodeId>,
    /// The last day on which acting changes it: before it happens, or before what it announces does.
    pub act_by: Day,
}
