//! Where alerts stand: whether what they are about is still so, and what people said to it.

use chrono::{DateTime, Utc};
use kept_engine::Acceptances;
use kept_schema::{AlertKind, Day, FindingId};
use kept_store::Alert;

use super::super::{App, Snapshot, day_at};
use super::cause;

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

/// What became of what an alert is about, whatever people said to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is still so.
    Stands,
    /// It was mended, accepted or moved, or is not to be expected any more.
    Mended,
    /// Its day is over.
    Over,
}

/// What alerts are held against, to see where they stand at a moment.
pub(super) struct States<'a> {
    app: &'a App,
    accepted: Acceptances<'a>,
    day: Day,
    now: DateTime<Utc>,
}

impl<'a> States<'a> {
    pub(super) fn new(app: &'a App, snapshot: &'a Snapshot, now: DateTime<Utc>) -> Self {
        Self { app, accepted: Acceptances::of(snapshot.register()), day: day_at(now), now }
    }

    pub(super) fn of(&self, alert: &Alert) -> AlertState {
        match alert {
            _ if !self.stands(alert) || self.is_over(alert) => AlertState::Resolved,
            Alert { acknowledged: Some(_), .. } => AlertState::Acknowledged,
            Alert { snoozed_until: Some(until), .. } if *until > self.now => AlertState::Snoozed,
            _ => AlertState::Open,
        }
    }

    fn fate(&self, alert: &Alert) -> Fate {
        match alert {
            _ if self.is_over(alert) => Fate::Over,
            _ if self.stands(alert) => Fate::Stands,
            _ => Fate::Mended,
        }
    }

    /// Whether people are still to be told: nobody has seen to it, and it was not mended or moved. A deadline that passed
    /// while the alert waited is told all the more.
    pub(super) fn is_worth_telling(&self, alert: &Alert) -> bool {
        let is_snoozed = alert.snoozed_until.is_some_and(|until| until > self.now);
        let is_over = alert.kind != AlertKind::Deadline && self.is_over(alert);
        alert.acknowledged.is_none() && !is_snoozed && !is_over && self.stands(alert)
    }

    /// Whether what it is about is still so.
    fn stands(&self, alert: &Alert) -> bool {
        match alert.kind {
            AlertKind::Finding => cause::findings(&alert.told).any(|finding| self.is_open(finding)),
            AlertKind::Deadline => cause::deadline(&alert.told).is_some_and(|(id, due_on)| {
                self.app.inbox.read(|known| known.standing.contains(&cause::standing(id, due_on)))
            }),
            // What was not forecast since is still told: nothing was since the service started, or another one raised it.
            AlertKind::Forecast => self.app.inbox.read(|known| {
                let foreseen = known.foreseen.as_ref();
                foreseen.is_none_or(|(at, causes)| alert.at > *at || causes.contains(&alert.cause))
            }),
        }
    }

    /// Whether its day is over.
    fn is_over(&self, alert: &Alert) -> bool {
        match alert.kind {
            AlertKind::Finding => false,
            AlertKind::Deadline => cause::deadline(&alert.told).is_none_or(|(_, due_on)| due_on < self.day),
            // From its day on it is a finding.
            AlertKind::Forecast => cause::day(&alert.told, "on").is_none_or(|on| on <= self.day),
        }
    }

    /// Whether a finding is there and nobody accepted it as grave as it is.
    fn is_open(&self, finding: FindingId) -> bool {
        let sightings = &self.app.sightings;
        let is_accepted = |grade| self.accepted.holding_for(finding, grade, self.day).is_some();
        sightings.is_there(finding) && !sightings.grade(finding).is_some_and(is_accepted)
    }
}

impl App {
    /// Where an alert stands on a snapshot.
    #[must_use]
    pub fn alert_state(&self, alert: &Alert, snapshot: &Snapshot) -> AlertState {
        States::new(self, snapshot, Utc::now()).of(alert)
    }

    /// Where alerts stand on a snapshot, for who asks of many.
    pub fn alert_states<'a>(&'a self, snapshot: &'a Snapshot) -> impl Fn(&Alert) -> AlertState + 'a {
        let states = States::new(self, snapshot, Utc::now());
        move |alert| states.of(alert)
    }

    /// Which alerts people are still to be told at a moment.
    pub(crate) fn worth_telling<'a>(
        &'a self,
        snapshot: &'a Snapshot,
        now: DateTime<Utc>,
    ) -> impl Fn(&Alert) -> bool + 'a {
        let states = States::new(self, snapshot, now);
        move |alert| states.is_worth_telling(alert)
    }

    /// What became of what alerts are about, at a moment.
    pub(crate) fn fates<'a>(&'a self, snapshot: &'a Snapshot, now: DateTime<Utc>) -> impl Fn(&Alert) -> Fate + 'a {
        let states = States::new(self, snapshot, now);
        move |alert| states.fate(alert)
    }
}
