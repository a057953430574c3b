//! The days of a forecast, one after the other.

use std::collections::{BTreeMap, BTreeSet, btree_map};

use kept_schema::{Day, FindingId, NodeId};
use serde::Serialize;

use super::concerns::Causes;
use super::{Event, events};
use crate::{Acceptances, Evaluation, Finding, ReportDelta};

/// A day on which a verdict or a finding will change, or a finding is open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ForecastStep {
    /// The day.
    pub on: Day,
    /// What happens on it.
    pub causes: Vec<Event>,
    /// The last day on which acting on all that appears still helps; of what it is too late for, the last that did. Where
    /// nothing appears, of all that happens.
    pub act_by: Day,
    /// What is different from the day before.
    pub delta: ReportDelta,
    /// Findings that were accepted the day before, are as they were, and are open.
    pub reopened: Vec<Finding>,
    /// Findings that were open the day before, are as they were, and are accepted.
    pub accepted: Vec<Finding>,
    /// For each finding that appears or is open again the last day on which acting on what brings it still helps.
    pub deadlines: BTreeMap<FindingId, Day>,
}

impl ForecastStep {
    /// The last day on which acting on what brings a finding still helps.
    #[must_use]
    pub fn act_by_of(&self, finding: &Finding) -> Day {
        self.deadlines.get(&finding.id).copied().unwrap_or(self.act_by)
    }
}

/// The days to come on which a verdict or a finding changes, each worked out when it is asked for.
#[derive(Debug)]
pub struct Steps {
    today: Day,
    ahead: Evaluation,
    events: btree_map::IntoIter<Day, BTreeSet<Event>>,
}

impl Iterator for Steps {
    type Item = ForecastStep;

    fn next(&mut self) -> Option<ForecastStep> {
        loop {
            let (on, causes) = self.events.next()?;
            let delta = self.ahead.advance_by(on, &causes);
            let (reopened, accepted) = self.acceptances(on, &causes, &delta);
            if !delta.is_empty() || !reopened.is_empty() || !accepted.is_empty() {
                return Some(self.step(on, causes, delta, reopened, accepted));
            }
        }
    }
}

impl Steps {
    fn step(
        &self,
        on: Day,
        causes: BTreeSet<Event>,
        delta: ReportDelta,
        reopened: Vec<Finding>,
        accepted: Vec<Finding>,
    ) -> ForecastStep {
        // An acceptance ends by itself: one can act until the day before.
        let ends = |finding: &Finding| (finding.id, on.previous());
        let by_what = Causes::new(&self.ahead, &causes);
        let all = self.latest(causes.iter().map(|cause| cause.act_by)).unwrap_or_else(|| on.previous());
        let brings = |finding: &Finding| {
            let of_it = self.latest(by_what.act_by_of(finding).into_iter());
            (finding.id, of_it.unwrap_or(all))
        };
        let deadlines: BTreeMap<FindingId, Day> =
            delta.appeared.iter().map(brings).chain(reopened.iter().map(ends)).collect();
        let act_by = self.latest(deadlines.values().copied()).unwrap_or(all);
        ForecastStep { on, causes: causes.into_iter().collect(), act_by, delta, reopened, accepted, deadlines }
    }

    /// The last day on which acting on all of some things still helps, by when one can act on each; when it is too late for
    /// all of them, the last that did.
    fn latest(&self, acts: impl Iterator<Item = Day> + Clone) -> Option<Day> {
        acts.clone().filter(|act_by| *act_by >= self.today).min().or_else(|| acts.max())
    }

    /// The findings that stay as they are and are open, or accepted, from this day on.
    fn acceptances(&self, on: Day, causes: &BTreeSet<Event>, delta: &ReportDelta) -> (Vec<Finding>, Vec<Finding>) {
        let register = self.ahead.register();
        let named: BTreeSet<FindingId> = causes
            .iter()
            .filter_map(|event| match &event.id {
                Some(NodeId::Acceptance(key)) => Some(register.acceptances().get(key)?.finding),
                _ => None,
            })
            .collect();
        let (mut reopened, mut accepted) = (Vec::new(), Vec::new());
        if named.is_empty() {
            return (reopened, accepted);
        }
        let acceptances = Acceptances::of(register);
        let is_new = |finding: &Finding| delta.appeared.iter().any(|new| new.id == finding.id);
        let findings = self.ahead.report().findings.into_iter().filter(|finding| named.contains(&finding.id));
        for finding in findings.filter(|finding| !is_new(finding)) {
            let holds = |day| acceptances.holding(&finding, day).is_some();
            match (holds(on.previous()), holds(on)) {
                (true, false) => reopened.push(finding),
                (false, true) => accepted.push(finding),
                _ => {}
            }
        }
        (reopened, accepted)
    }
}

impl Evaluation {
    /// The days after today's, through `until`, on which a verdict or a finding changes if nothing is done.
    #[must_use]
    pub fn forecast(&self, until: Day) -> Vec<ForecastStep> {
        self.clone().into_steps(until).collect()
    }

    /// The same one by one, for those who may stop early.
    #[must_use]
    pub fn into_steps(self, until: Day) -> Steps {
        let events = events(self.register(), self.day(), until).into_iter();
        Steps { today: self.day(), ahead: self, events }
    }
}
