//! The sharing graph, the rules and the verdicts of Kept: pure functions of a register and a day.

pub mod graph;
pub mod report;
pub mod witness;

mod evaluate;
mod rules;

pub use evaluate::{evaluate, Options};
pub use graph::{PathQuery, PathResult, Receipt, Recipient, SharingGraph, SharingPath};
pub use report::{Aspect, Certainty, Finding, FindingId, PromiseVerdict, Report, Rule, Severity, Verdict};
pub use witness::Witness;
