//! What subscribers hear.

use std::sync::Arc;

use super::Plan;

/// The register changed.
#[derive(Clone, Debug)]
pub struct Event {
    /// The revision after the change.
    pub revision: u64,
    /// What changed, and which findings appeared and disappeared.
    pub plan: Arc<Plan>,
}
