//! What subscribers hear.

use std::sync::Arc;

use super::Plan;

/// The register changed, or a new day made its findings others.
#[derive(Clone, Debug)]
pub struct Event {
    /// The revision after it.
    pub revision: u64,
    /// What changed, which is nothing when a day did it, and which findings appeared and disappeared.
    pub plan: Arc<Plan>,
}
