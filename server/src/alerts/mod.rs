//! Alerts as they are sent: what waits is gathered into messages, and messages are tried until they are taken.

mod message;
mod send;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveTime, Utc};
use futures::future::{BoxFuture, FutureExt, join4};
use futures::stream::{FuturesUnordered, StreamExt};
use kept_schema::channel::Zone;
use kept_schema::{Channel, ChannelKey, Day, Severity, Versioned};
use kept_store::{Alert, Attempt, CommitError, Delivery, DeliveryState, Told, Waiting};
use tokio::sync::Notify;
use tokio::time::{Interval, MissedTickBehavior};

use crate::app::{App, Fate, Foreseen, Snapshot, WriteError, today, when};
use send::{Failure, Outcome, Sender};

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
    /// How long messages that were sent are kept; for good when not said.
    pub keep: Option<kept_schema::Duration>,
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
/// How often it is looked whether messages are old.
const TIDY: Duration = Duration::from_secs(60 * 60);
/// How long whoever tries a message has for it: longer than an attempt can take.
const LEASE: chrono::Duration = chrono::Duration::minutes(2);
/// How many messages are tried at the same time, and how many of them on one channel: a slow one holds up no other.
const AT_A_TIME: usize = 32;
const ON_A_CHANNEL: usize = 2;
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
    /// Alerts were raised: it may be time to send.
    raised: Notify,
}

/// What was forecast last, and told.
#[derive(Default)]
struct Forecasting {
    told: Option<(u64, Day)>,
    not_before: Option<Instant>,
}

/// Messages that are being tried.
#[derive(Default)]
struct UnderWay<'a> {
    attempts: FuturesUnordered<BoxFuture<'a, String>>,
    channels: BTreeMap<String, usize>,
}

impl<'a> UnderWay<'a> {
    fn push(&mut self, channel: &str, attempt: impl Future<Output = ()> + Send + 'a) {
        *self.channels.entry(channel.to_owned()).or_default() += 1;
        let channel = channel.to_owned();
        self.attempts.push(Box::pin(attempt.map(|()| channel)));
    }

    /// Waits until an attempt is over; `None` when there is none.
    async fn next(&mut self) -> Option<()> {
        let channel = self.attempts.next().await?;
        if let Some(count) = self.channels.get_mut(&channel) {
            *count -= 1;
        }
        self.channels.retain(|_, count| *count > 0);
        Some(())
    }

    fn room(&self) -> usize {
        AT_A_TIME.saturating_sub(self.attempts.len())
    }

    fn is_busy(&self, channel: &str) -> bool {
        self.channels.get(channel).is_some_and(|count| *count >= ON_A_CHANNEL)
    }

    /// The channels on which no more is tried for now.
    fn busy(&self) -> Vec<String> {
        self.channels.keys().filter(|channel| self.is_busy(channel)).cloned().collect()
    }
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
        Ok(Self { app, settings, sender, raised: Notify::new() })
    }

    /// Raises and sends, whenever something changed or its time has come. Never ends; it can be dropped at any time, and
    /// what it was doing is done again. Raising, forecasting and sending wait for nothing of each other.
    pub async fn run(self) {
        join4(self.raising(), self.forecasting(), self.sending(), self.tidying()).await;
    }

    async fn raising(&self) {
        let (mut wake, mut ticks) = (self.app.wake(), ticks());
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                () = wake.next() => {}
            }
            self.raise(None).await;
        }
    }

    async fn forecasting(&self) {
        let (mut ticks, mut known) = (ticks(), Forecasting::default());
        loop {
            ticks.tick().await;
            self.forecast(&mut known).await;
        }
    }

    async fn sending(&self) {
        let (mut ticks, mut under_way) = (ticks(), UnderWay::default());
        loop {
            let gathers = tokio::select! {
                _ = ticks.tick() => true,
                () = self.raised.notified() => true,
                () = self.app.posted() => false,
                Some(()) = under_way.next() => false,
            };
            let sent = async {
                if gathers {
                    self.gather(Utc::now()).await?;
                }
                self.begin(&mut under_way).await
            };
            warn(sent.await, "alerts cannot be sent");
        }
    }

    async fn tidying(&self) {
        let mut ticks = ticks_every(TIDY);
        loop {
            ticks.tick().await;
            warn(self.tidy(today()).await, "old messages cannot be forgotten");
        }
    }

    /// Forgets messages that were sent long ago.
    async fn tidy(&self, today: Day) -> Result<(), WriteError> {
        let Some(keep) = self.settings.keep else { return Ok(()) };
        let before = today.minus(keep).date().and_time(NaiveTime::MIN).and_utc();
        Ok(self.app.store().forget_sent(before).await?)
    }

    /// Raises what is to be told; whether that could be done.
    async fn raise(&self, forecast: Option<Foreseen<'_>>) -> bool {
        let raised = self.app.raise_alerts(self.zone(), forecast).await;
        self.raised.notify_one();
        warn(raised.map(|_| ()), "alerts cannot be raised")
    }

    fn zone(&self) -> Zone {
        self.settings.zone.unwrap_or(Zone::UTC)
    }

    /// Tells what is forecast, when that was not told of this register and day yet; seldom when it takes long.
    async fn forecast(&self, known: &mut Forecasting) {
        let (at, snapshot, day) = (Utc::now(), self.app.snapshot(), today());
        let of = (snapshot.register().revision(), day);
        let is_early = known.not_before.is_some_and(|moment| Instant::now() < moment);
        if known.told == Some(of) || is_early {
            return;
        }
        let started = Instant::now();
        let steps = match snapshot.register().promises().is_empty() {
            true => Ok(Vec::new()),
            false => snapshot.forecast(day, day.plus(FORECAST, 1)).await.map_err(WriteError::from),
        };
        known.not_before = Instant::now().checked_add(started.elapsed() * FORECAST_SHARE);
        let told = match steps {
            Ok(steps) => self.raise(Some(Foreseen { steps: &steps, at })).await,
            Err(error) => warn(Err(error), "what comes cannot be forecast"),
        };
        if told {
            known.told = Some(of);
        }
    }

    /// Begins to try the messages whose time has come, as many as there is room for.
    async fn begin<'a>(&'a self, under_way: &mut UnderWay<'a>) -> Result<(), WriteError> {
        let store = self.app.store();
        while under_way.room() > 0 {
            let room = u32::try_from(under_way.room()).unwrap_or(u32::MAX);
            let due = store.overdue(Utc::now(), &under_way.busy(), room).await?;
            if due.is_empty() {
                break;
            }
            for message in due {
                if under_way.is_busy(&message.channel) {
                    continue;
                }
                match store.take_delivery(&message, Utc::now() + LEASE).await {
                    Ok(taken) => under_way.push(&message.channel, self.attempt(taken)),
                    Err(CommitError::Stale { .. }) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(())
    }

    /// Makes messages of what is due; says how many.
    async fn gather(&self, now: DateTime<Utc>) -> Result<usize, WriteError> {
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
        match self.app.store().post(delivery, follows).await {
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

    /// The channel of a message, and its alerts. What this service does not know yet it reads first: another one may have
    /// raised it.
    async fn known(
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
    async fn attempt(&self, delivery: Delivery) {
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
        match self.app.store().replace_delivery(&delivery, &after).await {
            // Somebody else took it meanwhile, because this attempt took too long.
            Ok(()) | Err(CommitError::Stale { .. }) => {}
            Err(error) => {
                tracing::error!(id, error = &error as &dyn std::error::Error, "what became of alerts cannot be stored");
            }
        }
    }
}

fn ticks() -> Interval {
    ticks_every(TICK)
}

fn ticks_every(period: Duration) -> Interval {
    let mut ticks = tokio::time::interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// Says in the log what went wrong; whether nothing did.
fn warn(outcome: Result<(), WriteError>, warning: &'static str) -> bool {
    match outcome {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "{warning}");
            false
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
mod tests;
