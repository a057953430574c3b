//! Questions besides the report: pure functions of a register, its graph and a day
//! (`docs/decisions/0007-questions.md` fixes how each is read).

mod chokepoints;
mod coverage;
mod explain;
mod exposure;
mod map;
mod may_share;

pub use chokepoints::{Chokepoints, chokepoints};
pub use coverage::{CoverageState, Coverer, FlowCoverage};
pub use explain::{Explainer, explain, term_name};
pub use exposure::{BreachNotice, ConcernedPromise, Downstream, Exposure, HeldTerm, exposure};
pub use map::{MapFlow, MapParty, MapQuery, SharingMap, sharing_map};
pub use may_share::{Answer, Decision, Desk, Ground, Reason, Sharing};
