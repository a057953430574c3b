//! What people say to an alert: that they have seen to it, that it is to be told again later, or that neither is so after all.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use kept_store::{Acknowledgement, Alert, AlertChange, Given, Waiting};

use super::super::{App, MAX_ATTEMPTS, WriteError};

/// The last second of the year 9999. What waits for longer than its channel says is given its time by whoever sends, who knows
/// the time zone of channels that say none.
const UNTIL_TIMED: i64 = 253_402_300_799;

/// What becomes of whom an alert is for.
#[derive(Clone, Copy)]
enum Holders {
    /// Who was not told yet is not.
    Spared,
    /// Who was not told yet is.
    ToldUnlessTheyWere,
}

/// Why nothing was said about an alert.
#[derive(Debug, thiserror::Error)]
pub enum AlertError {
    /// There is no such alert.
    #[error("there is no alert {0}")]
    NotFound(u64),
    /// The moment is over.
    #[error("{0} is over; say a moment to come")]
    Over(DateTime<Utc>),
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl App {
    /// Says that someone has seen to an alert: it is told no more.
    ///
    /// # Errors
    /// [`AlertError::NotFound`] when there is none of the number.
    pub async fn acknowledge(&self, number: u64, by: String, note: Option<String>) -> Result<Arc<Alert>, AlertError> {
        let acknowledged = Acknowledgement { by, at: Utc::now(), note };
        let change = |alert: &mut Alert| {
            alert.acknowledged = Some(acknowledged.clone());
            alert.snoozed_until = None;
        };
        self.change_alert(number, change, Holders::Spared).await
    }

    /// Has an alert told again later, when it is not seen to until then.
    ///
    /// # Errors
    /// [`AlertError::NotFound`] when there is none of the number, [`AlertError::Over`] when the moment is over.
    pub async fn snooze(&self, number: u64, until: DateTime<Utc>) -> Result<Arc<Alert>, AlertError> {
        if until <= Utc::now() {
            return Err(AlertError::Over(until));
        }
        let change = |alert: &mut Alert| {
            alert.acknowledged = None;
            alert.snoozed_until = Some(until);
        };
        self.change_alert(number, change, Holders::Spared).await
    }

    /// Takes back what was said to an alert: nobody has seen to it. Who was told is not told again; who was not told because it
    /// was seen to in time is told by its schedule. The time until it goes to someone else goes on where it stopped when it was
    /// acknowledged, and begins anew after a snooze, whose beginning nobody knows.
    ///
    /// # Errors
    /// [`AlertError::NotFound`] when there is none of the number.
    pub async fn reopen_alert(&self, number: u64) -> Result<Arc<Alert>, AlertError> {
        let now = Utc::now();
        let change = |alert: &mut Alert| {
            let (seen, snoozed) = (alert.acknowledged.take().map(|seen| seen.at), alert.snoozed_until.take());
            if seen.is_none() && snoozed.is_none() {
                return;
            }
            let given = alert.holders().into_iter().map(|channel| {
                let before = alert.given_at(&channel);
                let at = seen.map_or(now, |seen| before + (now - seen).max(TimeDelta::zero()));
                Given { channel, at }
            });
            alert.given = given.collect();
        };
        self.change_alert(number, change, Holders::ToldUnlessTheyWere).await
    }

    /// Changes an alert, when that makes it another one.
    async fn change_alert(
        &self,
        number: u64,
        change: impl Fn(&mut Alert),
        holders: Holders,
    ) -> Result<Arc<Alert>, AlertError> {
        let _turn = self.inbox.turn.lock().await;
        let mut attempts = 0;
        loop {
            self.inbox.catch_up(&self.store).await.map_err(WriteError::from)?;
            let (head, alert) = self.inbox.read(|known| (known.head, known.alerts.get(&number).cloned()));
            let known = alert.ok_or(AlertError::NotFound(number))?;
            let mut alert = Alert::clone(&known);
            change(&mut alert);
            if alert == *known {
                return Ok(known);
            }
            let mut channels = alert.holders();
            let mut change = AlertChange { head, alerts: vec![alert], ..AlertChange::default() };
            match holders {
                Holders::Spared => change.withdrawn = channels.into_iter().map(|channel| (channel, number)).collect(),
                Holders::ToldUnlessTheyWere => {
                    let told = self.store.channels_told(number).await.map_err(WriteError::from)?;
                    channels.retain(|channel| !told.contains(channel));
                    let due_at = DateTime::from_timestamp(UNTIL_TIMED, 0).unwrap_or(DateTime::<Utc>::MAX_UTC);
                    let waiting = |channel| Waiting { channel, alert: number, due_at };
                    change.waiting = channels.into_iter().map(waiting).collect();
                }
            }
            match self.write_alerts(change).await {
                Ok(()) => return self.alert(number).ok_or(AlertError::NotFound(number)),
                Err(WriteError::Raced) if attempts < MAX_ATTEMPTS => attempts += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }
}
