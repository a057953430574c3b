//! What waits is gathered into messages, when its channel says so.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use kept_schema::{Channel, ChannelKey, Severity};
use kept_store::{CommitError, Delivery, Told, Waiting};

use super::Alerter;
use crate::app::{Fate, Snapshot, WriteError, when};

/// How many alerts are in one message.
const IN_A_MESSAGE: usize = 100;
/// How much is read of what waits.
const PAGE: u32 = 1000;
/// How long what waits for a channel that is paused waits until it is looked at again.
const PAUSE: chrono::Duration = chrono::Duration::minutes(5);

impl Alerter {
    /// Makes messages of what is due; says how many.
    pub(super) async fn gather(&self, now: DateTime<Utc>) -> Result<usize, WriteError> {
        let store = self.app.store();
        let mut waiting: BTreeMap<String, Vec<Waiting>> = BTreeMap::new();
        let due = store.waiting(now, PAGE).await?;
        for row in due.into_iter().chain(self.mend_times(&self.app.snapshot(), now).await?) {
            waiting.entry(row.channel.clone()).or_default().push(row);
        }
        let told = store.told().await?;
        if waiting.is_empty() && told.is_empty() {
            return Ok(0);
        }
        // Another service may have raised it, of a change that this one did not hear of yet.
        let snapshot = self.app.know_alerts(now).await?;
        let mut made = 0;
        for (channel, rows) in waiting {
            match snapshot.register().channels().get(channel.as_str()) {
                Some(channel) => made += self.gather_on(&snapshot, channel, rows, now).await?,
                None => store.put_off(&rows, None).await?,
            }
        }
        Ok(made + self.gather_resolved(&snapshot, told, now).await?)
    }

    /// Makes messages of what was told and is resolved. It follows the schedule and the quiet hours of its channel too.
    async fn gather_resolved(
        &self,
        snapshot: &Arc<Snapshot>,
        told: Vec<Told>,
        now: DateTime<Utc>,
    ) -> Result<usize, WriteError> {
        let (store, fate) = (self.app.store(), self.app.fates(snapshot, now));
        let mut due: BTreeMap<&ChannelKey, Vec<u64>> = BTreeMap::new();
        let (mut over, mut again) = (Vec::new(), Vec::new());
        for row in told {
            let channel = snapshot.register().channels().get_key_value(row.channel.as_str());
            let channel = channel.filter(|(_, channel)| channel.resolved);
            let (Some((key, channel)), Some(alert)) = (channel, self.app.alert(row.alert)) else {
                over.push(row);
                continue;
            };
            match fate(&alert) {
                Fate::Over => over.push(row),
                Fate::Stands if row.due_at.is_some() => again.push(row),
                Fate::Stands => {}
                Fate::Mended if channel.paused => {}
                Fate::Mended => {
                    let next = when::due(channel, alert.severity, now, self.zone());
                    let due_at = row.due_at.map_or(next, |due_at| due_at.min(next));
                    if due_at <= now {
                        due.entry(key).or_default().push(row.alert);
                    } else if row.due_at != Some(due_at) {
                        store.time_told(&[row], Some(due_at)).await?;
                    }
                }
            }
        }
        if !again.is_empty() {
            store.time_told(&again, None).await?;
        }
        if !over.is_empty() {
            store.forget_told(&over).await?;
        }
        let mut made = 0;
        for (channel, mut alerts) in due {
            alerts.sort_unstable();
            for alerts in alerts.chunks(IN_A_MESSAGE) {
                let delivery = Delivery { resolved: true, ..Delivery::new(channel, alerts.to_vec(), now) };
                made += self.post(&delivery, false).await?;
            }
        }
        Ok(made)
    }

    /// Makes a message; says how many were made.
    async fn post(&self, delivery: &Delivery, follows: bool) -> Result<usize, WriteError> {
        match self.app.post(delivery, follows).await {
            Ok(()) => Ok(1),
            // Somebody else made one of some of it; what is left is gathered next.
            Err(CommitError::Stale { .. }) => Ok(0),
            Err(error) => Err(error.into()),
        }
    }

    /// What waits for longer than it would if it were raised now: its channel was changed, or it was put off by a clock
    /// that was ahead. Returns what is due now; the rest waits until its time.
    async fn mend_times(&self, snapshot: &Snapshot, now: DateTime<Utc>) -> Result<Vec<Waiting>, WriteError> {
        let mut due = Vec::new();
        for row in self.app.store().waiting_after(now, PAGE).await? {
            let channel = snapshot.register().channels().get(row.channel.as_str()).filter(|channel| !channel.paused);
            let (Some(channel), Some(alert)) = (channel, self.app.alert(row.alert)) else { continue };
            let due_at = when::due(channel, alert.severity, now, self.zone());
            if due_at <= now {
                due.push(row);
            } else if due_at < row.due_at {
                self.app.store().put_off(&[row], Some(due_at)).await?;
            }
        }
        Ok(due)
    }

    /// Makes messages of what is due on a channel.
    async fn gather_on(
        &self,
        snapshot: &Arc<Snapshot>,
        channel: &Channel,
        rows: Vec<Waiting>,
        now: DateTime<Utc>,
    ) -> Result<usize, WriteError> {
        let store = self.app.store();
        if channel.paused {
            store.put_off(&rows, Some(now + PAUSE)).await?;
            return Ok(0);
        }
        let quiet_until = when::after_quiet(channel, now, self.zone());
        let is_worth_telling = self.app.worth_telling(snapshot, now);
        let (mut due, mut quiet, mut over) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            match self.app.alert(row.alert) {
                Some(alert) if is_worth_telling(&alert) => {
                    let waits = quiet_until > now && alert.severity < Severity::Critical;
                    if waits { quiet.push(row) } else { due.push(row.alert) }
                }
                // What was mended or seen to before its time came is not told.
                _ => over.push(row),
            }
        }
        if !quiet.is_empty() {
            store.put_off(&quiet, Some(quiet_until)).await?;
        }
        if !over.is_empty() {
            store.put_off(&over, None).await?;
        }
        due.sort_unstable();
        let mut made = 0;
        for alerts in due.chunks(IN_A_MESSAGE) {
            made += self.post(&Delivery::new(&channel.key, alerts.to_vec(), now), channel.resolved).await?;
        }
        Ok(made)
    }
}
