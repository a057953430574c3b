//! Alerts: what people are told, once each, and what they say to it.

mod cause;
mod delivery;
mod state;
pub(crate) mod when;

use std::collections::{BTreeMap, HashSet};
use std::ops::Bound;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Duration, Utc};
use kept_engine::{Acceptances, Deadline, DeadlineKind, ForecastStep, deadlines};
use kept_schema::channel::Zone;
use kept_schema::{Acceptance, Channel, Day, NodeId, Register};
use kept_store::{Acknowledgement, Alert, AlertChange, AlertHead, Given, Look, LookCause, Store, StoreError, Waiting};
use tokio::sync::{Mutex, Notify, watch};

use super::{App, MAX_ATTEMPTS, Snapshot, WriteError, blocking, today};
use cause::Cause;
pub use delivery::DeliveryError;
pub use state::AlertState;
pub(crate) use state::Fate;
use state::States;

/// How many looks alerts are raised of at a time.
const LOOKS_AT_A_TIME: u64 = 50;
/// How far back deadlines are told that nobody was told of, because no service ran or the channel was quiet.
const LOOK_BACK_DAYS: u32 = 90;
/// How far clocks of services on one store are apart when none is wrong.
const CLOCK_ERROR: Duration = Duration::hours(1);

/// What is forecast, of the register as it was at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Foreseen<'a> {
    /// What will change.
    pub steps: &'a [ForecastStep],
    /// The moment.
    pub at: DateTime<Utc>,
}

/// The deadlines that are near, and of which revision and day they are.
type Near = (u64, Day, Arc<[Deadline]>);

/// The alerts there are.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    known: RwLock<Known>,
    /// Raising is one at a time.
    turn: Mutex<()>,
    /// A person asked for a message.
    posted: Notify,
    /// The number of the last alert that is known, for who waits for the next one.
    last: watch::Sender<u64>,
    /// The deadlines that are near, with the revision and day they are of.
    near: std::sync::Mutex<Option<Near>>,
}

#[derive(Debug, Default)]
struct Known {
    head: AlertHead,
    alerts: BTreeMap<u64, Arc<Alert>>,
    causes: HashSet<String>,
    /// The deadlines that stand.
    standing: HashSet<String>,
    /// The causes that were forecast last, and when; none when nothing was.
    foreseen: Option<(DateTime<Utc>, HashSet<String>)>,
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

    /// Wakes who waits for alerts, when there are new ones.
    fn tell(&self) {
        let last = self.read(|known| known.alerts.keys().next_back().copied().unwrap_or_default());
        self.last.send_if_modified(|known| std::mem::replace(known, last) < last);
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
        self.tell();
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
            given: Vec::new(),
            acknowledged: None,
            snoozed_until: None,
        });
    }

    /// What becomes of an open alert as time goes by: it is told again after a snooze, or to someone else.
    fn age(&mut self, alert: &Alert, is_worth_telling: bool) {
        if !is_worth_telling {
            return;
        }
        let mut next = alert.clone();
        let holders: Vec<String> = alert.channels.iter().chain(&alert.escalated).cloned().collect();
        if next.snoozed_until.take().is_some() {
            // Whoever had it may have put it off: all who had it are told again, and have their time anew.
            self.wait(&holders, alert);
            let now = self.now;
            next.given = holders.into_iter().map(|channel| Given { channel, at: now }).collect();
        } else {
            // Whom it goes to now has its time too before it goes on: a chain is a step a turn at most.
            for channel in holders.iter().filter_map(|key| self.register.channels().get(key.as_str())) {
                let Some(escalation) = &channel.escalation else { continue };
                let to = escalation.to.to_string();
                // No channel has it twice, so that chains end, circles too.
                let has_it = holders.contains(&to) || next.escalated.contains(&to);
                if !has_it && self.is_late(alert, channel, escalation.after) {
                    self.wait(std::slice::from_ref(&to), alert);
                    next.given.push(Given { channel: to.clone(), at: self.now });
                    next.escalated.push(to);
                }
            }
        }
        if next != *alert {
            self.change.alerts.push(next);
        }
    }

    /// Whether nobody saw to an alert for so long after its time came on a channel. Whether it arrived there does not
    /// matter: who cannot be reached does not see to it.
    fn is_late(&self, alert: &Alert, channel: &Channel, after: kept_schema::Duration) -> bool {
        let given_at = alert.given_at(channel.key.as_str());
        // It went there by a clock that was ahead: how long ago nobody knows.
        if given_at > self.now + CLOCK_ERROR {
            return true;
        }
        let sent_at = when::due(channel, alert.severity, given_at, self.zone);
        let after = i64::try_from(after.nominal_seconds()).ok().and_then(Duration::try_seconds);
        after.and_then(|after| sent_at.checked_add_signed(after)).is_some_and(|late| late <= self.now)
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

    /// Raises the alerts that are due: of looks nobody was told of, of days that come near and of what is forecast when
    /// that is given; and tells again or others of what nobody saw to. Returns how many were raised.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub async fn raise_alerts(&self, zone: Zone, forecast: Option<Foreseen<'_>>) -> Result<usize, WriteError> {
        self.raise_alerts_at(zone, forecast, Utc::now()).await
    }

    pub(crate) async fn raise_alerts_at(
        &self,
        zone: Zone,
        forecast: Option<Foreseen<'_>>,
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
        forecast: Option<Foreseen<'_>>,
        now: DateTime<Utc>,
    ) -> Result<(usize, bool), WriteError> {
        let (snapshot, day) = (self.snapshot(), super::day_at(now));
        let head = self.inbox.read(|known| known.head);
        let (looks, looked) = self.looks_to_tell(&snapshot, &head, day).await?;
        let near = self.near(&snapshot, day).await?;
        let register = snapshot.register();
        let foreseen = forecast.map(|foreseen| (foreseen.at, cause::of_forecast(foreseen.steps, register)));
        let standing = standing(&near);
        self.inbox.write(|known| {
            known.standing = standing;
            if let Some((at, causes)) = &foreseen {
                known.foreseen = Some((*at, causes.iter().map(|cause| cause.key.clone()).collect()));
            }
        });

        let mut causes: Vec<Cause> = looks.iter().flat_map(|look| cause::of_look(look, register)).collect();
        causes.extend(self.lapses(&snapshot, day).await?);
        // What passed is told when nobody asked since; names of causes keep the rest from being told twice.
        let is_news =
            |deadline: &&Deadline| deadline.due_on >= day || head.asked.is_some_and(|asked| deadline.due_on > asked);
        causes.extend(cause::of_deadlines(near.iter().filter(is_news), day));
        causes.extend(foreseen.into_iter().flat_map(|(_, causes)| causes));
        self.inbox.read(|known| causes.retain(|cause| !known.causes.contains(&cause.key)));

        // Of a clock that was ahead too: what it told is not told again, because causes have names.
        let asked = Some(day);
        let change = AlertChange { head: AlertHead { looked, asked, ..head }, ..AlertChange::default() };
        let mut raising = Raising { register, zone, now, today: day, change };
        {
            let states = States::new(self, &snapshot, now);
            let unseen = |alert: &&Arc<Alert>| alert.acknowledged.is_none();
            let alerts: Vec<_> = self.inbox.read(|known| known.alerts.values().filter(unseen).cloned().collect());
            for alert in alerts {
                raising.age(&alert, states.is_worth_telling(&alert));
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
        self.know_deadlines_of(super::day_at(now)).await?;
        Ok(self.snapshot())
    }

    /// The deadlines that are near, those that passed not long ago, and none of risks that are gone.
    async fn near(&self, snapshot: &Arc<Snapshot>, day: Day) -> Result<Vec<Deadline>, WriteError> {
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

    /// Findings that are open again because what accepted them is over, and that nobody was told of.
    async fn lapses(&self, snapshot: &Arc<Snapshot>, day: Day) -> Result<Vec<Cause>, WriteError> {
        let register = snapshot.register();
        let accepted = Acceptances::of(register);
        let longest_ago = day.minus(kept_schema::Duration::from_days(LOOK_BACK_DAYS));
        let is_news = |acceptance: &Acceptance| {
            let Acceptance { finding, until, .. } = acceptance;
            // What was found only afterwards is told by the look that found it.
            let was_there = self.sightings.of(*finding).is_some_and(|seen| super::day_at(seen.since) <= *until);
            let is_open = |grade| accepted.holding_for(*finding, grade, day).is_none();
            longest_ago <= *until
                && *until < day
                && was_there
                && self.sightings.is_there(*finding)
                && self.sightings.grade(*finding).is_some_and(is_open)
                && self.inbox.read(|known| !known.causes.contains(&cause::lapse(acceptance)))
        };
        let lapsed: Vec<&Acceptance> = register
            .acceptances()
            .values()
            .map(|acceptance| &acceptance.value)
            .filter(|acceptance| is_news(acceptance))
            .collect();
        if lapsed.is_empty() {
            return Ok(Vec::new());
        }
        let report = snapshot.report_on(day).await?;
        let causes = lapsed.into_iter().filter_map(|acceptance| {
            let finding = report.findings.iter().find(|finding| finding.id == acceptance.finding)?;
            cause::of_lapse(acceptance, &super::seen::told(finding, true, None), register)
        });
        Ok(causes.collect())
    }

    async fn write_alerts(&self, change: AlertChange) -> Result<(), WriteError> {
        let alerts = change.alerts.clone();
        let head = self.store.write_alerts(change).await.map_err(super::seen::raced)?;
        self.inbox.write(|known| {
            known.head = head;
            alerts.into_iter().for_each(|alert| known.take(alert));
        });
        self.inbox.tell();
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

fn standing(deadlines: &[Deadline]) -> HashSet<String> {
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

#[cfg(test)]
mod tests;
