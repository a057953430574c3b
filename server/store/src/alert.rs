//! Alerts: that they are raised once, sent at least once, and what became of it. Three transactions lead from a cause to a
//! message that is tried; each is done by one of several services, and done again when it was lost.

mod post;
mod raise;
mod take;

use crate::error::StoreError;
use crate::store::damaged;

pub use post::{Told, Waiting};
pub use raise::{Acknowledgement, Alert, AlertChange, AlertHead, Given};
pub use take::{Attempt, Delivery, DeliveryState};

fn number(stored: i64) -> Result<u64, StoreError> {
    u64::try_from(stored).map_err(|error| damaged("alert", error.to_string()))
}
