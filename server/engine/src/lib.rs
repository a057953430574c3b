//! The sharing graph, the rules and the verdicts of Kept: pure functions of a register and a day.

mod acceptances;
pub mod graph;
pub mod questions;
pub mod report;
pub mod witness;

mod compare;
mod contracts;
mod deadlines;
mod delta;
mod disclosures;
mod evaluate;
mod evaluation;
mod finding;
mod forecast;
mod hash;
mod known;
mod language;
mod limits;
mod lives;
mod observed;
mod prose;
mod recipients;
mod repairs;
mod rules;
mod scene;
mod threads;
mod transfers;
mod watches;

pub use acceptances::Acceptances;
pub use deadlines::{Deadline, DeadlineKind, deadlines};
pub use delta::{ReportDelta, diff};
pub use evaluate::{Options, evaluate};
pub use evaluation::Evaluation;
pub use forecast::{Event, EventKind, ForecastStep, Steps, events};
pub use graph::{Holder, Holders, PathQuery, PathResult, Receipt, Recipient, SharingGraph, SharingPath};
pub use kept_schema::{FindingId, Rule, Severity, Verdict};
pub use language::{Language, Said};
pub use lives::{Lives, Seen};
pub use observed::HostClaims;
pub use repairs::{Repair, RepairKind};
pub use report::{Aspect, Certainty, Finding, PromiseVerdict, Report};
pub use rules::Documented;
pub use witness::{Witness, WitnessError};
