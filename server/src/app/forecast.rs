//! What will change if nothing is done.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kept_engine::{Evaluation, ForecastStep};
use kept_schema::Day;

use super::{Snapshot, WorkerLost, blocking};

/// Says that nobody waits any more, when it is dropped.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Snapshot {
    /// The days after `from`, through `until`, on which a verdict or a finding changes if nothing is done. It is
    /// worked out on another thread, which stops at the next such day when nobody waits for it any more.
    ///
    /// # Errors
    /// When it was given up because the service is stopping.
    pub async fn forecast(self: &Arc<Self>, from: Day, until: Day) -> Result<Vec<ForecastStep>, WorkerLost> {
        let snapshot = self.clone();
        let waiting = Waiting(Arc::default());
        let alone = waiting.0.clone();
        blocking(move || {
            let evaluation = Evaluation::of(snapshot.register().clone(), snapshot.graph().clone(), from);
            evaluation.into_steps(until).take_while(|_| !alone.load(Ordering::Relaxed)).collect()
        })
        .await
    }
}
