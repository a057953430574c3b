//! What people say to an alert: that they have seen to it, or that it is to be told again later.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use kept_store::{Acknowledgement, Alert, AlertChange};

use super::super::{App, MAX_ATTEMPTS, WriteError};

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
        self.change_alert(number, |alert| {
            alert.acknowledged = Some(acknowledged.clone());
            alert.snoozed_until = None;
        })
        .await
    }

    /// Has an alert told again later, when it is not seen to until then.
    ///
    /// # Errors
    /// [`AlertError::NotFound`] when there is none of the number, [`AlertError::Over`] when the moment is over.
    pub async fn snooze(&self, number: u64, until: DateTime<Utc>) -> Result<Arc<Alert>, AlertError> {
        if until <= Utc::now() {
            return Err(AlertError::Over(until));
        }
        self.change_alert(number, |alert| {
            alert.acknowledged = None;
            alert.snoozed_until = Some(until);
        })
        .await
    }

    async fn change_alert(&self, number: u64, change: impl Fn(&mut Alert)) -> Result<Arc<Alert>, AlertError> {
        let _turn = self.inbox.turn.lock().await;
        let mut attempts = 0;
        loop {
            self.inbox.catch_up(&self.store).await.map_err(WriteError::from)?;
            let (head, alert) = self.inbox.read(|known| (known.head, known.alerts.get(&number).cloned()));
            let mut alert = Alert::clone(alert.ok_or(AlertError::NotFound(number))?.as_ref());
            change(&mut alert);
            let withdrawn =
                alert.channels.iter().chain(&alert.escalated).map(|channel| (channel.clone(), number)).collect();
            let change = AlertChange { head, alerts: vec![alert], withdrawn, ..AlertChange::default() };
            match self.write_alerts(change).await {
                Ok(()) => return self.alert(number).ok_or(AlertError::NotFound(number)),
                Err(WriteError::Raced) if attempts < MAX_ATTEMPTS => attempts += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }
}
