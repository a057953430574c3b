//! Alerts as they are sent: what waits is gathered into messages, and messages are tried until they are taken.

mod attempt;
mod gather;
mod message;
mod send;
mod settings;

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{NaiveTime, Utc};
use futures::future::join4;
use kept_schema::Day;
use kept_schema::channel::Zone;
use tokio::sync::Notify;
use tokio::time::{Interval, MissedTickBehavior};

use crate::app::{App, Foreseen, WriteError, today};
use attempt::UnderWay;
use send::Sender;
pub use settings::{Settings, SettingsError};

/// How often it is looked whether something's time has come.
const TICK: Duration = Duration::from_secs(5);
/// How often it is looked whether messages are old.
const TIDY: Duration = Duration::from_secs(60 * 60);
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

    /// Raises and sends, whenever something changed or its time has come, until it is to stop; what it was doing then is done
    /// again. Raising, forecasting and sending wait for nothing of each other.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let (alerter, mut under_way) = (Arc::new(self), UnderWay::default());
        let (raising, forecasting, tidying) = (alerter.raising(), alerter.forecasting(), alerter.tidying());
        tokio::select! {
            _ = join4(raising, forecasting, alerter.sending(&mut under_way), tidying) => {}
            () = stop => {}
        }
        under_way.stop().await;
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

    async fn sending(self: &Arc<Self>, under_way: &mut UnderWay) {
        let mut ticks = ticks();
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
                self.begin(under_way).await
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

#[cfg(test)]
mod tests;
