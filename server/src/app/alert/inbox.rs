//! The alerts there are: what the store holds, kept at hand.

use std::collections::{BTreeMap, HashSet};
use std::ops::Bound;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use kept_schema::Day;
use kept_store::{Alert, AlertChange, AlertHead, Delivery, Store, StoreError};
use tokio::sync::{Mutex, Notify, watch};

use super::super::{App, WriteError, seen};
use super::cause;
use super::near::Near;
use super::news::{Marks, News};

/// The alerts there are.
#[derive(Debug, Default)]
pub(in crate::app) struct Inbox {
    known: RwLock<Known>,
    /// Raising is one at a time.
    pub(super) turn: Mutex<()>,
    /// A person asked for a message.
    pub(super) posted: Notify,
    /// The number of the last alert that is known, for who waits for the next one.
    last: watch::Sender<u64>,
    /// Alerts that changed, and messages that did.
    pub(super) changed: News<Alert>,
    pub(super) messages: News<Delivery>,
    /// What was known of the latest messages when other services were asked last.
    pub(super) followed: Mutex<Option<Marks>>,
    /// The deadlines that are near, with the revision and day they are of.
    pub(super) near: std::sync::Mutex<Option<Near>>,
}

#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) head: AlertHead,
    pub(super) alerts: BTreeMap<u64, Arc<Alert>>,
    pub(super) causes: HashSet<String>,
    /// The deadlines that stand.
    pub(super) standing: HashSet<String>,
    /// The causes that were forecast last, and when; none when nothing was.
    pub(super) foreseen: Option<(DateTime<Utc>, HashSet<String>)>,
}

impl Known {
    /// Takes an alert over, unless it is known as it is.
    fn take(&mut self, alert: Alert) -> Option<Arc<Alert>> {
        if self.alerts.get(&alert.number).is_some_and(|known| **known == alert) {
            return None;
        }
        self.causes.insert(alert.cause.clone());
        let alert = Arc::new(alert);
        self.alerts.insert(alert.number, alert.clone());
        Some(alert)
    }
}

impl Inbox {
    // A panic while the lock is held cannot leave it half changed unless memory ran out.
    pub(super) fn read<T>(&self, with: impl FnOnce(&Known) -> T) -> T {
        with(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn write<T>(&self, with: impl FnOnce(&mut Known) -> T) -> T {
        with(&mut self.known.write().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes over what was written up to a head, and tells who listens.
    fn take(&self, alerts: Vec<Alert>, head: AlertHead) {
        let changed: Vec<_> = self.write(|known| {
            known.head = head;
            alerts.into_iter().filter_map(|alert| known.take(alert)).collect()
        });
        changed.into_iter().for_each(|alert| self.changed.tell(alert));
        let last = self.read(|known| known.alerts.keys().next_back().copied().unwrap_or_default());
        self.last.send_if_modified(|known| std::mem::replace(known, last) < last);
    }

    /// Reads what others wrote.
    pub(in crate::app) async fn catch_up(&self, store: &Store) -> Result<(), StoreError> {
        let head = store.alert_head().await?;
        if head == self.read(|known| known.head) {
            return Ok(());
        }
        let mut all = Vec::new();
        store.alerts(|alert| all.push(alert)).await?;
        // What was written since the head was read is read again with the next one.
        self.take(all, head);
        Ok(())
    }
}

impl App {
    /// Every alert, the oldest first.
    #[must_use]
    pub fn alerts(&self) -> Vec<Arc<Alert>> {
        self.inbox.read(|known| known.alerts.values().cloned().collect())
    }

    /// The alert of a number.
    #[must_use]
    pub fn alert(&self, number: u64) -> Option<Arc<Alert>> {
        self.inbox.read(|known| known.alerts.get(&number).cloned())
    }

    /// The day by which someone has to act on an alert: of a deadline or a forecast.
    #[must_use]
    pub fn due_of(alert: &Alert) -> Option<Day> {
        cause::due(&alert.told)
    }

    /// The alerts after the one of a number, the oldest first.
    #[must_use]
    pub fn alerts_after(&self, number: u64) -> Vec<Arc<Alert>> {
        let after = (Bound::Excluded(number), Bound::Unbounded);
        self.inbox.read(|known| known.alerts.range(after).map(|(_, alert)| alert.clone()).collect())
    }

    /// The number of the last alert, now and whenever there is a new one, whichever service raised it.
    #[must_use]
    pub fn last_alert(&self) -> watch::Receiver<u64> {
        self.inbox.last.subscribe()
    }

    pub(super) async fn write_alerts(&self, change: AlertChange) -> Result<(), WriteError> {
        let alerts = change.alerts.clone();
        let head = self.store.write_alerts(change).await.map_err(seen::raced)?;
        self.inbox.take(alerts, head);
        Ok(())
    }
}
