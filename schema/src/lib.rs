//! The vocabulary of Kept: who shares which data with whom, under which contract, and what users
//! were promised about it.
//!
//! Everything here is pure: no clock, no files, no network. A [`Register`] is validated when it is
//! built and cannot hold a reference to something that is not in it.

mod wire;
mod words;

pub mod acceptance;
pub mod assignment;
pub mod channel;
pub mod contract;
pub mod document;
pub mod flow;
pub mod key;
pub mod notice;
pub mod observation;
pub mod party;
pub mod period;
pub mod problem;
pub mod record;
pub mod register;
pub mod rule;
pub mod taxonomy;

pub use acceptance::{Acceptance, FindingId, Severity, Verdict};
pub use assignment::Assignment;
pub use channel::{AlertKind, Channel, ChannelKind};
pub use contract::{Clause, ClauseKind, Contract, ContractKind, ContractRole, ContractTerms, Presence};
pub use flow::{Consent, Consideration, Derivation, Flow, LegalBasis};
pub use key::{
    AcceptanceKey, AssignmentKey, ChannelKey, ContractKey, FlowKey, NodeId, NodeKind, NoticeKey, ObservationKey,
    PartyKey, PromiseKey, TermKey, TermList, Text,
};
pub use notice::{Limits, Notice, Promise, PromiseKind, RecipientSelector, Scope, Shares};
pub use observation::{Evidence, Host, Observation};
pub use party::{Party, PartyKind, PartyStatus};
pub use period::{Day, Duration, Interval};
pub use problem::{Origin, Problem, Problems};
pub use record::{Change, Edit, FieldChange, Record, SourcedEdit, Versioned};
pub use register::Register;
pub use rule::Rule;
pub use taxonomy::{Taxonomy, TaxonomyKind, Term};
