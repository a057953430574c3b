//! Messages are tried until they are taken, or given up.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use kept_schema::{Channel, Versioned};
use kept_store::{Alert, Attempt, CommitError, Delivery, DeliveryState};
use tokio::task::{Id, JoinSet};

use super::send::{Failure, Outcome};
use super::{Alerter, message};
use crate::app::{Snapshot, WriteError, when};

/// How long whoever tries a message has for it: longer than an attempt can take.
pub(super) const LEASE: chrono::Duration = chrono::Duration::minutes(2);
/// How many messages are tried at the same time, and how many of them on one channel: a slow one holds up no other.
const AT_A_TIME: usize = 32;
pub(super) const ON_A_CHANNEL: usize = 2;

/// Messages that are being tried, each in a task of its own: an attempt that is written down holds the store's turn, and
/// goes on whatever else is waited for.
#[derive(Default)]
pub(super) struct UnderWay {
    attempts: JoinSet<()>,
    channels: HashMap<Id, String>,
}

impl UnderWay {
    fn push(&mut self, channel: &str, attempt: impl Future<Output = ()> + Send + 'static) {
        let id = self.attempts.spawn(attempt).id();
        self.channels.insert(id, channel.to_owned());
    }

    /// Waits until an attempt is over; `None` when there is none.
    pub(super) async fn next(&mut self) -> Option<()> {
        let id = match self.attempts.join_next_with_id().await? {
            Ok((id, ())) => id,
            Err(error) => {
                // Its message is tried again when its lease is over.
                tracing::error!(error = &error as &dyn std::error::Error, "an attempt to send alerts broke off");
                error.id()
            }
        };
        self.channels.remove(&id);
        Some(())
    }

    /// Ends all attempts, and waits until none holds anything. They are made again.
    pub(super) async fn stop(&mut self) {
        self.attempts.shutdown().await;
        self.channels.clear();
    }

    /// How many messages are being tried on each channel.
    pub(super) fn channels(&self) -> BTreeMap<&str, usize> {
        let mut channels = BTreeMap::new();
        for channel in self.channels.values() {
            *channels.entry(channel.as_str()).or_default() += 1;
        }
        channels
    }

    fn room(&self) -> usize {
        AT_A_TIME.saturating_sub(self.attempts.len())
    }

    fn is_busy(&self, channel: &str) -> bool {
        self.channels.values().filter(|other| *other == channel).count() >= ON_A_CHANNEL
    }

    /// The channels on which no more is tried for now.
    fn busy(&self) -> Vec<String> {
        self.channels().into_keys().filter(|channel| self.is_busy(channel)).map(str::to_owned).collect()
    }
}

impl Alerter {
    /// Begins to try the messages whose time has come, as many as there is room for.
    pub(super) async fn begin(self: &Arc<Self>, under_way: &mut UnderWay) -> Result<(), WriteError> {
        self.begin_by(under_way, Utc::now).await
    }

    /// The same by a clock.
    pub(super) async fn begin_by(
        self: &Arc<Self>,
        under_way: &mut UnderWay,
        now: impl Fn() -> DateTime<Utc> + Send,
    ) -> Result<(), WriteError> {
        let store = self.app.store();
        while under_way.room() > 0 {
            let room = u32::try_from(under_way.room()).unwrap_or(u32::MAX);
            let due = store.overdue(now(), &under_way.busy(), room).await?;
            if due.is_empty() {
                break;
            }
            for message in due {
                if under_way.is_busy(&message.channel) {
                    continue;
                }
                match store.take_delivery(&message, now() + LEASE).await {
                    Ok(taken) => under_way.push(&message.channel, self.clone().attempt(taken)),
                    Err(CommitError::Stale { .. }) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(())
    }

    /// The channel of a message, and its alerts. What this service does not know yet it reads first: another one may have
    /// raised it.
    pub(super) async fn known(
        &self,
        delivery: &Delivery,
    ) -> Result<(Option<Arc<Versioned<Channel>>>, Vec<Arc<Alert>>), WriteError> {
        let find = |snapshot: &Snapshot| {
            let channel = snapshot.register().channels().get(delivery.channel.as_str()).cloned();
            let alerts = delivery.alerts.iter().filter_map(|number| self.app.alert(*number));
            (channel, alerts.collect::<Vec<_>>())
        };
        let (channel, alerts) = find(&self.app.snapshot());
        if channel.is_some() && alerts.len() == delivery.alerts.len() {
            return Ok((channel, alerts));
        }
        Ok(find(&*self.app.know_alerts(Utc::now()).await?))
    }

    /// Tries a message and writes what became of it.
    async fn attempt(self: Arc<Self>, delivery: Delivery) {
        let outcome = match self.known(&delivery).await {
            Err(error) => {
                let detail = format!("what is to be said cannot be read: {error}");
                Err(Failure { detail, is_final: false, retry_after: None }).into()
            }
            Ok((None, _)) => {
                let detail = "the channel was deleted".to_owned();
                Err(Failure { detail, is_final: true, retry_after: None }).into()
            }
            Ok((Some(channel), alerts)) => {
                let message = message::message(&channel, &delivery, &alerts, self.settings.public_url.as_deref());
                let outcome = self.sender.send(&channel, &delivery, &message).await;
                let result = outcome.result.map(|said| match &message.template_error {
                    None => said,
                    Some(error) => format!("{said}; with the usual text, because a template failed: {error}"),
                });
                Outcome { result, ..outcome }
            }
        };
        let after = after(&delivery, outcome, Utc::now(), fastrand_unit());
        let (id, channel) = (&delivery.id, &delivery.channel);
        let said = after.history.last().map_or("", |attempt| attempt.detail.as_str());
        match after.state {
            DeliveryState::Sent => tracing::info!(id, channel, said, "sent alerts"),
            DeliveryState::Pending => tracing::warn!(id, channel, said, "alerts were not taken, and are sent again"),
            DeliveryState::Dead => tracing::error!(id, channel, said, "alerts were given up"),
        }
        match self.app.replace_message(&delivery, &after).await {
            // Somebody else took it meanwhile, because this attempt took too long.
            Ok(()) | Err(CommitError::Stale { .. }) => {}
            Err(error) => {
                tracing::error!(id, error = &error as &dyn std::error::Error, "what became of alerts cannot be stored");
            }
        }
    }
}

/// A number from 0 to 1.
fn fastrand_unit() -> f64 {
    use std::hash::{BuildHasher, RandomState};
    // Every `RandomState` has keys of its own.
    f64::from((RandomState::new().hash_one(0_u8) >> 32) as u32) / f64::from(u32::MAX)
}

/// A message after an attempt.
fn after(delivery: &Delivery, outcome: Outcome, now: DateTime<Utc>, jitter: f64) -> Delivery {
    let mut after = delivery.clone();
    after.reached.extend(outcome.reached);
    after.refused.extend(outcome.refused);
    let sent = outcome.result.is_ok();
    let detail = match outcome.result {
        Ok(said) => {
            after.state = DeliveryState::Sent;
            said
        }
        Err(Failure { detail, is_final, retry_after }) => {
            if is_final || delivery.attempts >= when::MAX_ATTEMPTS {
                after.state = DeliveryState::Dead;
            } else {
                let wait = when::backoff(delivery.attempts, jitter);
                after.due_at = now + retry_after.map_or(wait, |asked| asked.max(wait));
            }
            detail
        }
    };
    after.history.push(Attempt { at: now, sent, detail });
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_tried_ten_times_and_then_given_up() {
        let start: DateTime<Utc> = "2026-06-01T08:00:00Z".parse().unwrap();
        let mut delivery = Delivery::new(&"desk".parse().unwrap(), vec![1], start);
        delivery.attempts = 1;
        let mut now = start;
        loop {
            let failed = Failure { detail: "503".to_owned(), is_final: false, retry_after: None };
            delivery = after(&delivery, Err(failed).into(), now, 1.0);
            if delivery.state == DeliveryState::Dead {
                break;
            }
            now = delivery.due_at;
            delivery.attempts += 1;
        }
        assert_eq!(delivery.history.len(), 10);
        assert!((19..25).contains(&(now - start).num_hours()), "{}", now - start);
    }

    #[test]
    fn who_says_when_to_come_back_is_listened_to() {
        let now: DateTime<Utc> = "2026-06-01T08:00:00Z".parse().unwrap();
        let delivery = Delivery::new(&"desk".parse().unwrap(), vec![1], now);
        let busy = Failure { detail: "429".to_owned(), is_final: false, retry_after: Some(chrono::Duration::hours(1)) };
        assert_eq!(after(&delivery, Err(busy).into(), now, 0.0).due_at, now + chrono::Duration::hours(1));
        let gone = Failure { detail: "410".to_owned(), is_final: true, retry_after: None };
        assert_eq!(after(&delivery, Err(gone).into(), now, 0.0).state, DeliveryState::Dead);
    }
}
