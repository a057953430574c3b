//! When to look again: the register changed, or a day began.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::{App, Event, today};
use kept_schema::Day;

/// How often it is asked whether a day began. A clock is asked, not a timer set: the machine may sleep, and its clock
/// be mended.
const ASK_EVERY: Duration = Duration::from_secs(30);

/// Wakes whoever waits when the register changed or another day is today.
#[derive(Debug)]
pub struct Wake {
    events: Receiver<Event>,
    day: Day,
}

impl App {
    /// Wakes when something changes from now on.
    #[must_use]
    pub fn wake(self: &Arc<Self>) -> Wake {
        Wake { events: self.events(), day: today() }
    }
}

impl Wake {
    /// Waits until something changed; what changed meanwhile counts, once.
    pub async fn next(&mut self) {
        loop {
            match tokio::time::timeout(ASK_EVERY, self.events.recv()).await {
                // The register is asked itself, so that nothing is lost with a missed event.
                Ok(Ok(_) | Err(RecvError::Lagged(_))) => break,
                Ok(Err(RecvError::Closed)) => std::future::pending().await,
                Err(_) if today() != self.day => break,
                Err(_) => {}
            }
        }
        while self.events.try_recv().is_ok() {}
        self.day = today();
    }
}
