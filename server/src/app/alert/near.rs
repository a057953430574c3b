//! The deadlines that are near enough to tell someone of, and those that passed not long ago.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use chrono::{DateTime, Utc};
use kept_engine::{Deadline, DeadlineKind, deadlines};
use kept_schema::{Day, NodeId};

use super::super::{App, Snapshot, WriteError, blocking, day_at, today};
use super::cause;

/// How far back deadlines are told that nobody was told of, because no service ran or the channel was quiet.
pub(super) const LOOK_BACK_DAYS: u32 = 90;

/// The deadlines that are near, and of which revision and day they are.
pub(super) type Near = (u64, Day, Arc<[Deadline]>);

impl App {
    /// Works out which deadlines stand, for who asks where alerts stand without raising any.
    ///
    /// # Errors
    /// When the work was given up.
    pub async fn know_deadlines(&self) -> Result<(), WriteError> {
        self.know_deadlines_of(today()).await
    }

    async fn know_deadlines_of(&self, day: Day) -> Result<(), WriteError> {
        let near = self.near(&self.snapshot(), day).await?;
        self.inbox.write(|known| known.standing = standing(&near));
        Ok(())
    }

    /// Reads what others wrote: the register, which findings there are, and alerts. What is found to be over afterwards is over,
    /// and not only new to this service.
    pub(crate) async fn know_alerts(&self, now: DateTime<Utc>) -> Result<Arc<Snapshot>, WriteError> {
        self.catch_up().await?;
        self.inbox.catch_up(&self.store).await?;
        self.know_deadlines_of(day_at(now)).await?;
        Ok(self.snapshot())
    }

    /// The deadlines that are near, those that passed not long ago, and none of risks that are gone.
    pub(super) async fn near(&self, snapshot: &Arc<Snapshot>, day: Day) -> Result<Vec<Deadline>, WriteError> {
        let revision = snapshot.register().revision();
        // A panic while the lock is held leaves the deadlines whole.
        let cache = || self.inbox.near.lock().unwrap_or_else(PoisonError::into_inner);
        let known = cache().as_ref().filter(|(of, on, _)| (*of, *on) == (revision, day)).map(|(.., near)| near.clone());
        let near = match known {
            Some(near) => near,
            None => {
                let near: Arc<[Deadline]> = near(snapshot, day).await?.into();
                *cache() = Some((revision, day, near.clone()));
                near
            }
        };
        let is_left = |deadline: &&Deadline| match &deadline.subject {
            NodeId::Acceptance(key) => {
                let acceptance = snapshot.register().acceptances().get(key);
                acceptance.is_some_and(|acceptance| self.sightings.is_there(acceptance.finding))
            }
            _ => true,
        };
        Ok(near.iter().filter(is_left).cloned().collect())
    }
}

pub(super) fn standing(deadlines: &[Deadline]) -> HashSet<String> {
    deadlines.iter().map(|deadline| cause::standing(&deadline.id, deadline.due_on)).collect()
}

/// The deadlines that are near enough that someone may be told of them, and those that passed not long ago.
async fn near(snapshot: &Arc<Snapshot>, day: Day) -> Result<Vec<Deadline>, WriteError> {
    let snapshot = snapshot.clone();
    Ok(blocking(move || {
        let register = snapshot.register();
        let said = register.contracts().values().flat_map(|contract| contract.alert_days.iter().copied());
        let usual = DeadlineKind::ALL.into_iter().flat_map(|kind| kind.days_ahead().iter().copied());
        let ahead = said.chain(usual).max().unwrap_or_default();
        let from = day.minus(kept_schema::Duration::from_days(LOOK_BACK_DAYS));
        deadlines(register, from, day.plus(kept_schema::Duration::from_days(ahead), 1))
    })
    .await?)
}
