//! The evaluation of today that follows the register, so that a change costs what it touches.

use kept_engine::Evaluation;
use kept_schema::{Change, Day, Problems, Register, SourcedEdit};
use tokio::sync::{Mutex, MutexGuard};

use super::{Plan, Planned, Snapshot, WorkerLost, blocking};

/// The evaluation of the current register, made when it is first needed.
///
/// Whoever has the turn may take it to a register that is only tried, or not stored yet, and takes it back, or lets
/// go of it: then the next one makes it anew.
#[derive(Debug, Default)]
pub(super) struct Standing(Mutex<Option<Evaluation>>);

/// A turn with the evaluation.
#[derive(Debug)]
pub(super) struct Turn<'a>(MutexGuard<'a, Option<Evaluation>>);

impl Standing {
    /// Waits until nobody else has it.
    pub(super) async fn turn(&self) -> Turn<'_> {
        Turn(self.0.lock().await)
    }
}

impl Turn<'_> {
    /// Brings the evaluation to a snapshot and a day, whose report the snapshot has then.
    pub(super) async fn stand(&mut self, snapshot: &std::sync::Arc<Snapshot>, day: Day) -> Result<(), WorkerLost> {
        let (snapshot, standing) = (snapshot.clone(), self.0.take());
        let work = move || {
            let evaluation = standing_on(standing, &snapshot, day);
            snapshot.remember(day, || evaluation.report());
            evaluation
        };
        *self.0 = Some(blocking(work).await?);
        Ok(())
    }

    /// Works out what edits of a snapshot do, with what changes as revision `revision`. The evaluation is that of the
    /// register after them then.
    pub(super) async fn plan(
        &mut self,
        before: &std::sync::Arc<Snapshot>,
        edits: Vec<SourcedEdit>,
        revision: u64,
        today: Day,
    ) -> Result<Result<Planned, Problems>, WorkerLost> {
        let (before, standing) = (before.clone(), self.0.take());
        let work = move || {
            let (register, changes) = match before.register().apply(edits, revision) {
                Ok(next) => next,
                Err(problems) => return (standing, Err(problems)),
            };
            let mut evaluation = standing_on(standing, &before, today);
            let delta = evaluation.update(register.clone(), &changes);
            let snapshot = Snapshot::of(register, evaluation.graph().clone());
            snapshot.remember(today, || evaluation.report());
            (Some(evaluation), Ok(Planned { plan: Plan { as_of: today, changes, delta }, snapshot }))
        };
        let (standing, planned) = blocking(work).await?;
        *self.0 = standing;
        Ok(planned)
    }

    /// Takes the evaluation back to the register before some changes, which did not happen after all.
    pub(super) async fn take_back(mut self, register: &Register, changes: &[Change]) -> Result<(), WorkerLost> {
        let Some(mut evaluation) = self.0.take() else { return Ok(()) };
        let (register, back) = (register.clone(), changes.iter().cloned().map(Change::reversed).collect::<Vec<_>>());
        let work = move || {
            evaluation.update(register, &back);
            evaluation
        };
        *self.0 = Some(blocking(work).await?);
        Ok(())
    }
}

/// An evaluation of a snapshot on a day: the one there is when it is of that register, else a new one.
fn standing_on(standing: Option<Evaluation>, snapshot: &Snapshot, day: Day) -> Evaluation {
    let of_it = |evaluation: &Evaluation| evaluation.register().revision() == snapshot.register().revision();
    match standing.filter(of_it) {
        None => Evaluation::of(snapshot.register().clone(), snapshot.graph().clone(), day),
        Some(mut evaluation) => {
            if evaluation.day() != day {
                evaluation.advance(day);
            }
            evaluation
        }
    }
}
