//! What happens by itself, and when.

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::{Contract, Day, Duration, NodeId, Observation, PromiseKind, Register};

use super::{Event, EventKind};

/// How many days ahead the end of something is told, and becomes graver.
const NEAR: [u32; 3] = [90, 30, 7];

const DAY_SECONDS: u64 = 86_400;

/// What happens by itself after `after`, through `until`, by day.
#[must_use]
pub fn events(register: &Register, after: Day, until: Day) -> BTreeMap<Day, BTreeSet<Event>> {
    let mut agenda = Agenda { after, until, events: BTreeMap::new() };
    for flow in register.flows().values() {
        let id = || Some(NodeId::Flow(flow.key.clone()));
        let live = flow.live();
        agenda.add(live.from, EventKind::FlowStarts, id);
        if let Some(end) = live.until {
            agenda.add(end, EventKind::FlowEnds, id);
        }
        if let Some(verified) = flow.verified_on {
            let year = verified.plus(Duration::from_months(12), 1);
            agenda.add(year, EventKind::VerificationLapses, id);
            agenda.add(year.next(), EventKind::VerificationLapses, id);
        }
    }
    for contract in register.contracts().values() {
        agenda.contract(contract);
    }
    let mut retentions: Vec<u64> =
        register.flows().values().filter_map(|flow| Some(flow.retention?.nominal_seconds() / DAY_SECONDS)).collect();
    retentions.sort_unstable();
    retentions.dedup();
    let binding: BTreeSet<_> = register
        .promises()
        .values()
        .filter(|promise| promise.kind == PromiseKind::Commitment)
        .filter_map(|promise| promise.notice.as_ref())
        .collect();
    for notice in register.notices().values() {
        let id = || Some(NodeId::Notice(notice.key.clone()));
        let in_force = register.notice_in_force(notice);
        agenda.add(in_force.from, EventKind::NoticeStarts, id);
        if let Some(end) = in_force.until {
            agenda.add(end, EventKind::NoticeEnds, id);
            if in_force.from < end && binding.contains(&notice.key) {
                for kept in retentions.iter().filter_map(|days| u32::try_from(*days).ok()) {
                    agenda.add(end.plus(Duration::from_days(kept), 1), EventKind::OldDataGone, id);
                }
            }
        }
    }
    for party in register.parties().values() {
        let id = || Some(NodeId::Party(party.key.clone()));
        if let Some(day) = party.offboarded_on {
            agenda.add(day, EventKind::PartyOffboarded, id);
        }
        for certification in &party.certifications {
            if let Some(from) = certification.valid_from {
                agenda.add(from, EventKind::CertificationStarts, id);
            }
            if let Some(last) = certification.valid_until {
                agenda.near(last, EventKind::CertificationEndNears, id);
                agenda.add(last.next(), EventKind::CertificationEnds, id);
            }
        }
    }
    for observation in register.observations().values() {
        let id = || Some(NodeId::Observation(observation.key.clone()));
        agenda.add(observation.first_seen, EventKind::ObservationStarts, id);
        let last = Observation::fades_after(observation.last_seen);
        agenda.add(last.next(), EventKind::ObservationLapses, id);
    }
    for acceptance in register.acceptances().values() {
        let id = || Some(NodeId::Acceptance(acceptance.key.clone()));
        agenda.add(acceptance.accepted_on, EventKind::AcceptanceStarts, id);
        agenda.add(acceptance.until.next(), EventKind::AcceptanceEnds, id);
    }
    for decision in register.taxonomy().adequacy_decisions() {
        agenda.add(decision.interval.from, EventKind::AdequacyChanges, || None);
        if let Some(end) = decision.interval.until {
            agenda.add(end, EventKind::AdequacyChanges, || None);
        }
    }
    agenda.events
}

struct Agenda {
    after: Day,
    until: Day,
    events: BTreeMap<Day, BTreeSet<Event>>,
}

impl Agenda {
    fn add(&mut self, on: Day, kind: EventKind, id: impl Fn() -> Option<NodeId>) {
        self.put(on, kind, on.previous(), id);
    }

    fn put(&mut self, on: Day, kind: EventKind, act_by: Day, id: impl Fn() -> Option<NodeId>) {
        if self.after < on && on <= self.until {
            self.events.entry(on).or_default().insert(Event { kind, id: id(), act_by });
        }
    }

    fn near(&mut self, last: Day, kind: EventKind, id: impl Fn() -> Option<NodeId>) {
        for days in NEAR {
            let ahead = Duration::from_days(days);
            self.put(last.minus(ahead), kind, last, &id);
        }
    }

    fn contract(&mut self, contract: &Contract) {
        let id = || Some(NodeId::Contract(contract.key.clone()));
        self.add(contract.starts_on(), EventKind::ContractStarts, id);
        if let Some(end) = contract.end() {
            self.near(end.until().previous(), EventKind::ContractEndNears, id);
            self.add(end.until(), EventKind::ContractEnds, id);
        }
        if let Some(terminated) = contract.terminated_on {
            // What amends it ends with it, even where that had outlasted it.
            self.add(terminated, EventKind::ContractEnds, id);
        }
        // Term after term, from the one of today.
        let mut day = contract.starts_on().max(self.after);
        while let Some(term) = contract.term_on(day) {
            if let Some(deadline) = term.notice_deadline {
                for days in [30, 7] {
                    let ahead = Duration::from_days(days);
                    self.put(deadline.minus(ahead), EventKind::NoticeDeadlineNears, deadline, id);
                }
                self.put(deadline.next(), EventKind::NoticeDeadlinePasses, deadline, id);
            }
            let Some(until) = term.interval.until else { break };
            if contract.term_on(until).is_some() {
                let act_by = term.notice_deadline.unwrap_or_else(|| until.previous());
                self.put(until, EventKind::ContractRenews, act_by, id);
            } else {
                self.add(until, EventKind::ContractEnds, id);
            }
            // A deadline lies at most one notice period before its term.
            if until > self.until && term.notice_deadline.is_none_or(|deadline| deadline > self.until) {
                break;
            }
            if until <= day {
                break;
            }
            day = until;
        }
    }
}
