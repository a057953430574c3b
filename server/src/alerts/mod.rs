//! Alerts as they are sent: what waits is gathered into messages, and messages are tried until they are taken.

mod message;
mod send;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use futures::stream::{self, StreamExt};
use kept_engine::ForecastStep;
use kept_schema::channel::Zone;
use kept_schema::{Channel, Day, Severity};
use kept_store::{Alert, Attempt, CommitError, Delivery, DeliveryState, Waiting};

use crate::app::{App, Snapshot, WriteError, today, when};
use send::{Failure, Sender};

/// How a service sends alerts.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The time zone of channels that say none; UTC when not said.
    pub zone: Option<Zone>,
    /// Where people reach the service, for links.
    pub public_url: Option<String>,
    /// The mail server, with user and password when it wants them.
    pub smtp_url: Option<String>,
    /// Who e-mail is from.
    pub mail_from: Option<String>,
    /// Whether channels may send to addresses that are not of the public internet.
    pub allow_private: bool,
}

/// Why alerts cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Nobody to send from.
    #[error("say who e-mail is from: --mail-from, such as `Kept <kept@acme.example>`")]
    NoMailFrom,
    /// The sender is no address.
    #[error("`{0}` is not a sender: write `Kept <kept@acme.example>`")]
    MailFrom(String, #[source] lettre::address::AddressError),
    /// The mail server is no address. It may hold a password: it is not told.
    #[error("--smtp-url cannot be read: write `smtps://USER:PASSWORD@HOST` or `smtp://HOST:25`")]
    Smtp(#[source] lettre::transport::smtp::Error),
    /// Requests cannot be sent.
    #[error("requests cannot be sent")]
    Http(#[source] reqwest::Error),
}

/// How often it is looked whether something's time has come.
const TICK: Duration = Duration::from_secs(5);
/// How long whoever tries a message has for it.
const LEASE: chrono::Duration = chrono::Duration::minutes(2);
/// How many messages are tried at the same time.
const AT_A_TIME: usize = 8;
/// How many alerts are in one message.
const IN_A_MESSAGE: usize = 100;
/// How much is read of what waits.
const PAGE: u32 = 1000;
/// How long what waits for a channel that is paused waits until it is looked at again.
const PAUSE: chrono::Duration = chrono::Duration::minutes(5);
/// How far ahead promises are forecast.
const FORECAST: kept_schema::Duration = kept_schema::Duration::from_days(30);
/// The forecast takes at most one part in so many of the time.
const FORECAST_SHARE: u32 = 20;

/// Raises alerts and sends them.
pub struct Alerter {
    app: Arc<App>,
    settings: Settings,
    sender: Sender,
    forecast: Forecasting,
}

/// What was forecast last.
#[derive(Default)]
struct Forecasting {
    of: Option<(u64, Day)>,
    not_before: Option<Instant>,
}

impl std::fmt::Debug for Alerter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Alerter").finish_non_exhaustive()
    }
}

impl Alerter {
    /// What sends the alerts of an app.
    ///
    /// # Errors
    /// When a setting is not right.
    pub fn new(app: Arc<App>, settings: Settings) -> Result<Self, SettingsError> {
        let sender = Sender::new(&settings)?;
        Ok(Self { app, settings, sender, forecast: Forecasting::default() })
    }

    /// Raises and sends, whenever something changed or its time has come. Never ends; it can be dropped at any time, and
    /// what it was doing is done again.
    pub async fn run(mut self) {
        let mut wake = self.app.wake();
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let app = self.app.clone();
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                () = wake.next() => {}
                () = app.posted() => {}
            }
            if let Err(error) = self.turn().await {
                tracing::warn!(error = &error as &dyn std::error::Error, "alerts cannot be raised or sent");
            }
        }
    }

    async fn turn(&mut self) -> Result<(), WriteError> {
        let steps = self.forecast().await?;
        self.app.raise_alerts(self.zone(), steps.as_deref()).await?;
        self.send().await
    }

    fn zone(&self) -> Zone {
        self.settings.zone.unwrap_or(Zone::UTC)
    }

    /// What is forecast, when that was not asked of this register and day yet; seldom when it takes long.
    async fn forecast(&mut self) -> Result<Option<Vec<ForecastStep>>, WriteError> {
        let (snapshot, day) = (self.app.snapshot(), today());
        let of = (snapshot.register().revision(), day);
        let is_early = self.forecast.not_before.is_some_and(|moment| Instant::now() < moment);
        if self.forecast.of == Some(of) || is_early || snapshot.register().promises().is_empty() {
            return Ok(None);
        }
        let started = Instant::now();
        let steps = snapshot.forecast(day, day.plus(FORECAST, 1)).await?;
        self.forecast =
            Forecasting { of: Some(of), not_before: Instant::now().checked_add(started.elapsed() * FORECAST_SHARE) };
        Ok(Some(steps))
    }

    /// Sends what is due.
    async fn send(&self) -> Result<(), WriteError> {
        let (snapshot, now) = (self.app.snapshot(), Utc::now());
        let store = self.app.store();
        let mut messages = Vec::new();
        for overdue in store.overdue(now, PAGE).await? {
            match store.take_delivery(&overdue, now + LEASE).await {
                Ok(taken) => messages.push(taken),
                Err(CommitError::Stale { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let mut waiting: BTreeMap<String, Vec<Waiting>> = BTreeMap::new();
        for row in store.waiting(now, PAGE).await? {
            waiting.entry(row.channel.clone()).or_default().push(row);
        }
        for (channel, rows) in waiting {
            let Some(channel) = snapshot.register().channels().get(channel.as_str()) else {
                store.put_off(&rows, None).await?;
                continue;
            };
            messages.extend(self.gather(&snapshot, channel, rows, now).await?);
        }
        stream::iter(messages).for_each_concurrent(AT_A_TIME, |message| self.attempt(&snapshot, message)).await;
        Ok(())
    }

    /// Makes messages of what is due on a channel.
    async fn gather(
        &self,
        snapshot: &Arc<Snapshot>,
        channel: &Channel,
        rows: Vec<Waiting>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Delivery>, WriteError> {
        let store = self.app.store();
        if channel.paused {
            store.put_off(&rows, Some(now + PAUSE)).await?;
            return Ok(Vec::new());
        }
        let quiet_until = when::after_quiet(channel, now, self.zone());
        let (mut due, mut quiet, mut over) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            match self.app.alert(row.alert) {
                Some(alert) if self.app.is_open(&alert, snapshot) => {
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
        let mut messages = Vec::new();
        for alerts in due.chunks(IN_A_MESSAGE) {
            let message = Delivery::new(&channel.key, alerts.to_vec(), now, now + LEASE);
            match store.post(&message).await {
                Ok(()) => messages.push(message),
                Err(CommitError::Stale { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(messages)
    }

    /// Tries a message and writes what became of it.
    async fn attempt(&self, snapshot: &Arc<Snapshot>, delivery: Delivery) {
        let outcome = match snapshot.register().channels().get(delivery.channel.as_str()) {
            None => {
                let detail = "the channel was deleted".to_owned();
                Err(Failure { detail, is_final: true, retry_after: None })
            }
            Some(channel) => {
                let alerts: Vec<Arc<Alert>> =
                    delivery.alerts.iter().filter_map(|number| self.app.alert(*number)).collect();
                let message = message::message(channel, &delivery, &alerts, self.settings.public_url.as_deref());
                let sent = self.sender.send(channel, &delivery, &message).await;
                sent.map(|said| match &message.template_error {
                    None => said,
                    Some(error) => format!("{said}; with the usual text, because a template failed: {error}"),
                })
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
        match self.app.store().replace_delivery(&delivery, &after).await {
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
fn after(delivery: &Delivery, outcome: Result<String, Failure>, now: DateTime<Utc>, jitter: f64) -> Delivery {
    let mut after = delivery.clone();
    let sent = outcome.is_ok();
    let detail = match outcome {
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
        let mut delivery = Delivery::new(&"desk".parse().unwrap(), vec![1], start, start + LEASE);
        let mut now = start;
        loop {
            let failed = Failure { detail: "503".to_owned(), is_final: false, retry_after: None };
            delivery = after(&delivery, Err(failed), now, 1.0);
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
        let delivery = Delivery::new(&"desk".parse().unwrap(), vec![1], now, now + LEASE);
        let busy = Failure { detail: "429".to_owned(), is_final: false, retry_after: Some(chrono::Duration::hours(1)) };
        assert_eq!(after(&delivery, Err(busy), now, 0.0).due_at, now + chrono::Duration::hours(1));
        let gone = Failure { detail: "410".to_owned(), is_final: true, retry_after: None };
        assert_eq!(after(&delivery, Err(gone), now, 0.0).state, DeliveryState::Dead);
    }
}
