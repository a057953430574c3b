//! Where repairs are tried: an evaluation of one day that is followed to where it would be, and back.

use std::sync::{Arc, Mutex, PoisonError};

use kept_engine::{Evaluation, Finding, Repair};
use kept_schema::Day;

use super::{Snapshot, WorkerLost, blocking};

/// The evaluation of the day that was last asked about.
#[derive(Debug, Default)]
pub(super) struct Workshop(Mutex<Option<Evaluation>>);

impl Snapshot {
    /// Ways to make a finding of a day's report go away. The first question about a day waits until the register is
    /// evaluated; those that come together wait for each other.
    ///
    /// # Errors
    /// When the work was given up because the service is stopping.
    pub async fn repairs(self: &Arc<Self>, finding: Finding, day: Day) -> Result<Vec<Repair>, WorkerLost> {
        let snapshot = self.clone();
        blocking(move || {
            // A panic while an evaluation is on its way leaves it elsewhere: it is made anew.
            let mut workshop = snapshot.workshop.0.lock().unwrap_or_else(PoisonError::into_inner);
            let of_day = workshop.take().filter(|evaluation| evaluation.day() == day);
            let anew = || Evaluation::of(snapshot.register().clone(), snapshot.graph().clone(), day);
            let mut evaluation = of_day.unwrap_or_else(anew);
            let repairs = evaluation.repairs(&finding);
            *workshop = Some(evaluation);
            repairs
        })
        .await
    }
}
