//! Alerts: what people are told, once each, and what they say to it.

mod answer;
mod cause;
mod delivery;
mod inbox;
mod near;
mod news;
mod raising;
mod state;
pub(crate) mod when;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use kept_engine::{Acceptances, Deadline, ForecastStep};
use kept_schema::channel::Zone;
use kept_schema::{Acceptance, Day};
use kept_store::{Alert, AlertChange, AlertHead, Look, LookCause};

use super::{App, MAX_ATTEMPTS, Snapshot, WriteError};
pub use answer::AlertError;
use cause::Cause;
pub use delivery::DeliveryError;
pub(super) use inbox::Inbox;
use near::{LOOK_BACK_DAYS, standing};
use raising::Raising;
pub use state::AlertState;
pub(crate) use state::Fate;
use state::States;

/// How many looks alerts are raised of at a time.
const LOOKS_AT_A_TIME: u64 = 50;
/// What is forecast, of the register as it was at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Foreseen<'a> {
    /// What will change.
    pub steps: &'a [ForecastStep],
    /// The moment.
    pub at: DateTime<Utc>,
}

impl App {
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
}

#[cfg(test)]
mod tests;
