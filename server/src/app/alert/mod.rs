//! Alerts: what people are told, once each, and what they say to it.

mod cause;
mod delivery;
pub(crate) mod when;

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Duration, Utc};
use kept_engine::{ForecastStep, deadlines};
use kept_schema::channel::Zone;
use kept_schema::{AlertKind, Channel, Day, Register};
use kept_store::{Acknowledgement, Alert, AlertChange, AlertHead, Look, LookCause, Store, StoreError, Waiting};
use tokio::sync::{Mutex, Notify};

use super::{App, MAX_ATTEMPTS, Snapshot, WriteError, blocking, today};
use cause::Cause;
pub use delivery::DeliveryError;

/// How many looks alerts are raised of at a time.
const LOOKS_AT_A_TIME: u64 = 50;
/// How far back deadlines are told that nobody was told of, because no service ran.
const LOOK_BACK_DAYS: u32 = 90;

/// Where an alert stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlertState {
    /// Nobody has seen to it.
    Open,
    /// It is told again later.
    Snoozed,
    /// Someone has seen to it.
    Acknowledged,
    /// What it is about is gone, or accepted, or over.
    Resolved,
}

/// The alerts there are.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    known: RwLock<Known>,
    /// Raising is one at a time.
    turn: Mutex<()>,
    /// A person asked for a message.
    posted: Notify,
}

#[derive(Debug, Default)]
struct Known {
    head: AlertHead,
    alerts: BTreeMap<u64, Arc<Alert>>,
    causes: HashSet<String>,
    /// The deadlines that stand.
    standing: HashSet<String>,
}

impl Known {
    fn take(&mut self, alert: Alert) {
        self.causes.insert(alert.cause.clone());
        self.alerts.insert(alert.number, Arc::new(alert));
    }
}

impl Inbox {
    // A panic while the lock is held cannot leave it half changed unless memory ran out.
    fn read<T>(&self, with: impl FnOnce(&Known) -> T) -> T {
        with(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn write<T>(&self, with: impl FnOnce(&mut Known) -> T) -> T {
        with(&mut self.known.write().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads what others wrote.
    pub(super) async fn catch_up(&self, store: &Store) -> Result<(), StoreError> {
        let head = store.alert_head().await?;
        if head == self.read(|known| known.head) {
            return Ok(());
        }
        let mut all = Vec::new();
        store.alerts(|alert| all.push(alert)).await?;
        // What was written since the head was read is read again with the next one.
        self.write(|known| {
            all.into_iter().for_each(|alert| known.take(alert));
            known.head = head;
        });
        Ok(())
    }
}

/// Whether a channel is for a cause.
fn is_for(channel: &Channel, cause: &Cause) -> bool {
    let about = &channel.about;
    let named = |list: &[kept_schema::Text], has: &std::collections::BTreeSet<kept_schema::Text>| {
        list.is_empty() || list.iter().any(|wanted| has.iter().any(|own| own.eq_ignore_ascii_case(wanted)))
    };
    (about.kinds.is_empty() || about.kinds.contains(&cause.kind))
        && (about.rules.is_empty() || cause.rule.is_some_and(|rule| about.rules.contains(&rule)))
        && about.min_severity.is_none_or(|least| cause.severity >= least)
        && named(&about.owners, &cause.about.owners)
        && named(&about.tags, &cause.about.tags)
}

/// What is to be raised, and what it depends on.
struct Raising<'a> {
    register: &'a Register,
    zone: Zone,
    now: DateTime<Utc>,
    today: Day,
    change: AlertChange,
}

impl Raising<'_> {
    fn raise(&mut self, cause: Cause) {
        let number = self.change.head.number + 1;
        self.change.head.number = number;
        let channels = self.register.channels().iter().filter(|(_, channel)| is_for(channel, &cause));
        let mut keys = Vec::new();
        for (key, channel) in channels {
            let due_at = when::due(channel, cause.severity, self.now, self.zone);
            self.change.waiting.push(Waiting { channel: key.to_string(), alert: number, due_at });
            keys.push(key.to_string());
        }
        let Cause { key, kind, severity, title, told, .. } = cause;
        self.change.alerts.push(Alert {
            number,
            cause: key,
            kind,
            severity,
            at: self.now,
            as_of: self.today,
            title,
            told,
            channels: keys,
            escalated: Vec::new(),
            acknowledged: None,
            snoozed_until: None,
        });
    }

    /// What becomes of an open alert as time goes by: it is told again after a snooze, or to someone else.
    fn age(&mut self, alert: &Alert) {
        let mut next = alert.clone();
        if next.snoozed_until.take_if(|until| *until <= self.now).is_some() {
            self.wait(&next.channels, alert);
        } else if next.snoozed_until.is_none() {
            for channel in alert.channels.iter().filter_map(|key| self.register.channels().get(key.as_str())) {
                let Some(escalation) = &channel.escalation else { continue };
                let after = i64::try_from(escalation.after.nominal_seconds()).unwrap_or(i64::MAX);
                let is_due = Duration::try_seconds(after).is_some_and(|after| alert.at + after <= self.now);
                let to = escalation.to.to_string();
                if is_due && !next.escalated.contains(&to) {
                    self.wait(std::slice::from_ref(&to), alert);
                    next.escalated.push(to);
                }
            }
        }
        if next != *alert {
            self.change.alerts.push(next);
        }
    }

    fn wait(&mut self, channels: &[String], alert: &Alert) {
        for key in channels {
            if let Some(channel) = self.register.channels().get(key.as_str()) {
                let due_at = when::due(channel, alert.severity, self.now, self.zone);
                self.change.waiting.push(Waiting { channel: key.clone(), alert: alert.number, due_at });
            }
        }
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

    /// Where an alert stands on a snapshot.
    #[must_use]
    pub fn alert_state(&self, alert: &Alert, snapshot: &Snapshot) -> AlertState {
        self.states(snapshot, today(), Utc::now())(alert)
    }

    /// Where alerts stand on a snapshot, for who asks of many.
    pub fn alert_states<'a>(&'a self, snapshot: &'a Snapshot) -> impl Fn(&Alert) -> AlertState + 'a {
        self.states(snapshot, today(), Utc::now())
    }

    fn states<'a>(
        &'a self,
        snapshot: &'a Snapshot,
        day: Day,
        now: DateTime<Utc>,
    ) -> impl Fn(&Alert) -> AlertState + 'a {
        let accepted: HashSet<_> = snapshot
            .register()
            .acceptances()
            .values()
            .filter(|acceptance| acceptance.accepted_on <= day && day <= acceptance.until)
            .map(|acceptance| acceptance.finding)
            .collect();
        move |alert| {
            let told_day = |field: &str| -> Option<Day> { alert.told.get(field)?.as_str()?.parse().ok() };
            let stands = match alert.kind {
                AlertKind::Finding => cause::findings(&alert.told)
                    .any(|finding| self.sightings.is_there(finding) && !accepted.contains(&finding)),
                AlertKind::Deadline => {
                    let deadline = alert.told.get("deadline");
                    let field = |name: &str| deadline.and_then(|deadline| deadline.get(name)?.as_str());
                    let due: Option<Day> = field("dueOn").and_then(|day| day.parse().ok());
                    due.is_some_and(|due| {
                        let name = cause::standing(field("id").unwrap_or_default(), due);
                        due >= day && self.inbox.read(|known| known.standing.contains(&name))
                    })
                }
                AlertKind::Forecast => told_day("on").is_some_and(|on| day < on),
            };
            match alert {
                _ if !stands => AlertState::Resolved,
                Alert { acknowledged: Some(_), .. } => AlertState::Acknowledged,
                Alert { snoozed_until: Some(until), .. } if *until > now => AlertState::Snoozed,
                _ => AlertState::Open,
            }
        }
    }

    /// Raises the alerts that are due: of looks nobody was told of, of days that come near and of what is forecast when
    /// that is given; and tells again or others of what nobody saw to. Returns how many were raised.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub async fn raise_alerts(&self, zone: Zone, forecast: Option<&[ForecastStep]>) -> Result<usize, WriteError> {
        self.raise_alerts_at(zone, forecast, Utc::now()).await
    }

    pub(super) async fn raise_alerts_at(
        &self,
        zone: Zone,
        forecast: Option<&[ForecastStep]>,
        now: DateTime<Utc>,
    ) -> Result<usize, WriteError> {
        let _turn = self.inbox.turn.lock().await;
        let mut raised = 0;
        let mut attempts = 0;
        loop {
            self.inbox.catch_up(&self.store).await?;
            match self.raise_in_turn(zone, forecast, now).await {
                Ok((count, is_done)) => {
                    raised += count;
                    if is_done {
                        return Ok(raised);
                    }
                }
                Err(WriteError::Raced) if attempts < MAX_ATTEMPTS => attempts += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Raises a part of what is due; says whether that was all.
    async fn raise_in_turn(
        &self,
        zone: Zone,
        forecast: Option<&[ForecastStep]>,
        now: DateTime<Utc>,
    ) -> Result<(usize, bool), WriteError> {
        let (snapshot, day) = (self.snapshot(), super::day_at(now));
        let head = self.inbox.read(|known| known.head);
        let (looks, looked) = self.looks_to_tell(&snapshot, &head, day).await?;
        let near = near(&snapshot, head.asked, day).await?;
        let stand = near.iter().map(|deadline| cause::standing(&deadline.id, deadline.due_on));
        let stand: HashSet<String> = stand.collect();
        self.inbox.write(|known| known.standing = stand);

        let register = snapshot.register();
        let mut causes: Vec<Cause> = looks.iter().flat_map(|look| cause::of_look(look, register)).collect();
        causes.extend(cause::of_deadlines(&near, day));
        causes.extend(forecast.into_iter().flat_map(|steps| cause::of_forecast(steps, register)));
        self.inbox.read(|known| causes.retain(|cause| !known.causes.contains(&cause.key)));

        // A clock that goes back has no day told twice.
        let asked = head.asked.max(Some(day));
        let change = AlertChange { head: AlertHead { looked, asked, ..head }, ..AlertChange::default() };
        let mut raising = Raising { register, zone, now, today: day, change };
        {
            let state = self.states(&snapshot, day, now);
            let unseen = |alert: &&Arc<Alert>| alert.acknowledged.is_none();
            let alerts: Vec<_> = self.inbox.read(|known| known.alerts.values().filter(unseen).cloned().collect());
            for alert in alerts.iter().filter(|alert| state(alert) != AlertState::Resolved) {
                raising.age(alert);
            }
        }
        let count = causes.len();
        causes.into_iter().for_each(|cause| raising.raise(cause));
        let is_done = looked >= self.last_look();
        let change = raising.change;
        if change.head == head && change.alerts.is_empty() {
            return Ok((0, is_done));
        }
        self.write_alerts(change).await?;
        Ok((count, is_done))
    }

    async fn write_alerts(&self, change: AlertChange) -> Result<(), WriteError> {
        let alerts = change.alerts.clone();
        let head = self.store.write_alerts(change).await.map_err(super::seen::raced)?;
        self.inbox.write(|known| {
            known.head = head;
            alerts.into_iter().for_each(|alert| known.take(alert));
        });
        Ok(())
    }

    /// The looks nobody was told of, some at a time, and the number of the last of them. Of a register that was looked
    /// at before there were alerts, it is what is there now.
    async fn looks_to_tell(
        &self,
        snapshot: &Arc<Snapshot>,
        head: &AlertHead,
        day: Day,
    ) -> Result<(Vec<Look>, u64), WriteError> {
        let last = self.last_look();
        if head.version == 0 && last > 0 {
            let report = snapshot.report_on(day).await?;
            let sightings = report.findings.iter().map(|finding| super::seen::told(finding, true, None)).collect();
            let revision = snapshot.register().revision();
            let now = Look { number: last, revision, cause: LookCause::Day, at: Utc::now(), as_of: day, sightings };
            return Ok((vec![now], last));
        }
        if last <= head.looked {
            return Ok((Vec::new(), head.looked));
        }
        let until = last.min(head.looked + LOOKS_AT_A_TIME);
        let mut looks = self.looks(head.looked + 1, until).await?;
        looks.reverse();
        Ok((looks, until))
    }

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

    /// Whether an alert is still worth telling.
    pub(crate) fn is_open(&self, alert: &Alert, snapshot: &Snapshot) -> bool {
        self.alert_state(alert, snapshot) == AlertState::Open
    }
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

/// The deadlines that are near enough that someone may be told of them, and those that passed since anybody was asked.
async fn near(
    snapshot: &Arc<Snapshot>,
    asked: Option<Day>,
    day: Day,
) -> Result<Vec<kept_engine::Deadline>, WriteError> {
    let longest_ago = day.minus(kept_schema::Duration::from_days(LOOK_BACK_DAYS));
    let from = asked.map_or(day, |asked| asked.next()).clamp(longest_ago, day);
    let snapshot = snapshot.clone();
    Ok(blocking(move || {
        let register = snapshot.register();
        let said = register.contracts().values().flat_map(|contract| contract.alert_days.iter().copied());
        let usual = kept_engine::DeadlineKind::ALL.into_iter().flat_map(|kind| kind.days_ahead().iter().copied());
        let ahead = said.chain(usual).max().unwrap_or_default();
        deadlines(register, from, day.plus(kept_schema::Duration::from_days(ahead), 1))
    })
    .await?)
}

#[cfg(test)]
mod tests;
