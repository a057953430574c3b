//! Following a register: after a change or on a later day, what can be different is looked at again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use kept_schema::{Change, ContractKey, Day, NodeId, Observation, ObservationKey, PromiseKey, Record, Register};

use super::earlier::Earlier;
use super::sites::{Again, End, Found, Site, look};
use super::{Evaluation, count, promises_in_force};
use crate::contracts::{ContractIndex, Outdated, groups};
use crate::forecast::{Event, EventKind, events};
use crate::graph::change::changes_operators;
use crate::graph::{Row, Terms, Travel};
use crate::hash::FastMap;
use crate::rules::{given_to, told_otherwise};
use crate::scene::{By, Lean, Scene};
use crate::watches::asked_of_old;
use crate::{Finding, ReportDelta, Rule, SharingGraph, Verdict, finding};

/// How far ahead a day is gone to step by step; what is further is evaluated from scratch.
const MOST_DAYS_FOLLOWED: i64 = 400;

impl Evaluation {
    /// Follows the register to `register`, which `changes` made of it, and says what is different.
    pub fn update(&mut self, register: Register, changes: &[Change]) -> ReportDelta {
        let (graph, moved) = self.graph.changed(&register, changes);
        if !self.can_follow(&register, changes) {
            return self.restart(register, graph, self.day);
        }
        let mut contracts = std::mem::take(&mut self.contracts);
        let before: BTreeSet<u32> = changed_groups(&contracts, &self.register, &self.graph, changes);
        let outdated = contracts.update((&self.register, &register), &graph, changes);
        let mut again = Again::default();
        for root in outdated.roots() {
            let operators: BTreeSet<u32> =
                contracts.operators(&register, &graph, root).into_iter().chain(before.iter().copied()).collect();
            flows_between(&graph, &operators, &mut again);
            again.contracts.insert(root.clone());
        }
        again.observations = observations_of(&register, changes);
        for party in &moved.parties {
            of_party(&graph, &contracts, *party, &mut again);
            again.parties.insert(*party);
        }
        again.promises = changes
            .iter()
            .filter_map(|change| match &change.id {
                NodeId::Promise(key) => Some(key.clone()),
                _ => None,
            })
            .collect();
        if !again.promises.is_empty() {
            // What the promises of today say decides what is asked of the old ones.
            let asked = |register, graph| asked_of_old(&Scene::new(register, graph, self.day));
            let (old, new) = (asked(&self.register, &self.graph), asked(&register, &graph));
            again.promises.extend(old.symmetric_difference(&new).map(|(promise, _)| promise.clone()));
        }
        self.contracts = contracts;
        let day = self.day;
        self.follow(register, graph, day, &moved.flows, again, &outdated)
    }

    /// Goes to another day and says what is different there.
    pub fn advance(&mut self, day: Day) -> ReportDelta {
        let far = self.day.days_until(day);
        if !(0..=MOST_DAYS_FOLLOWED).contains(&far) {
            return self.restart(self.register.clone(), self.graph.clone(), day);
        }
        let events: BTreeSet<Event> = events(&self.register, self.day, day).into_values().flatten().collect();
        self.advance_by(day, &events)
    }

    /// Goes to a later day, `events` being all that happens until then.
    pub(crate) fn advance_by(&mut self, day: Day, events: &BTreeSet<Event>) -> ReportDelta {
        let mut again = Again::default();
        let mut moved = Vec::new();
        for event in events {
            match &event.id {
                Some(NodeId::Notice(key)) if event.kind == EventKind::OldDataGone => {
                    let of = self.register.promises().iter();
                    let of = of.filter(|(_, promise)| promise.notice.as_ref() == Some(key));
                    again.promises.extend(of.map(|(promise, _)| promise.clone()));
                }
                Some(NodeId::Flow(key)) => {
                    let flow = self.register.flows().get(key).and_then(|flow| self.graph.flow_number(flow));
                    if let Some((flow, row)) = flow.and_then(|flow| Some((flow, *self.graph.row(flow)?))) {
                        moved.push((flow, Some(row), Some(row)));
                    }
                }
                Some(NodeId::Contract(key)) => {
                    if let Some(contract) = self.register.contracts().get(key) {
                        let root = crate::contracts::root_of(&self.register, contract);
                        let operators = self.contracts.operators(&self.register, &self.graph, root);
                        flows_between(&self.graph, &operators, &mut again);
                        again.contracts.insert(root.clone());
                    }
                }
                Some(NodeId::Party(key)) => {
                    if let Some(party) = self.graph.party_number(key) {
                        of_party(&self.graph, &self.contracts, party, &mut again);
                        again.parties.insert(party);
                    }
                }
                Some(NodeId::Acceptance(_) | NodeId::Assignment(_) | NodeId::Channel(_)) => {}
                Some(NodeId::Observation(key)) => {
                    again.observations.insert(key.clone());
                }
                // Other promises are in force then, or regions are others: everything may be different.
                Some(NodeId::Notice(_) | NodeId::Promise(_) | NodeId::Term(..)) | None => {
                    return self.restart(self.register.clone(), self.graph.clone(), day);
                }
            }
        }
        self.follow(self.register.clone(), self.graph.clone(), day, &moved, again, &Outdated::default())
    }

    /// Whether the changes leave most things as they were.
    fn can_follow(&self, register: &Register, changes: &[Change]) -> bool {
        changes.iter().all(|change| match &change.id {
            // An accepted risk changes nothing in a report, nor does who sees to it or is told of it.
            NodeId::Flow(_)
            | NodeId::Contract(_)
            | NodeId::Promise(_)
            | NodeId::Acceptance(_)
            | NodeId::Assignment(_)
            | NodeId::Observation(_)
            | NodeId::Channel(_) => true,
            NodeId::Party(key) => {
                let country = |record: &Option<Record>| match record {
                    Some(Record::Party(party)) => Some(party.country.clone()),
                    _ => None,
                };
                // Where we are decides which law is asked about everything.
                let ours = self.register.is_own(key) || register.is_own(key);
                let as_before = !ours || country(&change.before) == country(&change.after);
                as_before && change.after.is_some() && !changes_operators(change)
            }
            NodeId::Notice(_) | NodeId::Term(..) => false,
        })
    }

    fn follow(
        &mut self,
        register: Register,
        graph: SharingGraph,
        day: Day,
        moved: &[(u32, Option<Row>, Option<Row>)],
        mut again: Again,
        outdated: &Outdated,
    ) -> ReportDelta {
        let rows = || moved.iter().flat_map(|(_, before, after)| [before, after]).flatten();
        let ends: Vec<(u32, u32)> = rows().map(|row| (row.source, row.recipient)).collect();
        let (mut changed, mut carrying) = (BTreeSet::new(), BTreeSet::new());
        for spread in self.spreads.values_mut() {
            if spread.refresh(&graph, day, &ends, &mut changed, &mut carrying).is_err() {
                return self.restart(register, graph, day);
            }
        }
        again.all_of(moved.iter().map(|(flow, ..)| *flow));
        again.own.extend(rows().map(|row| row.source).filter(|party| graph.is_own(*party)));
        if !moved.is_empty() {
            let sources: BTreeSet<u32> = rows().map(|row| graph.operator(row.source)).collect();
            let operator = |party| graph.party_number(party).map(|party| graph.operator(party));
            let observed = register.observations().values();
            let of_them = observed.filter(|seen| operator(&seen.source).is_some_and(|from| sources.contains(&from)));
            again.observations.extend(of_them.map(|seen| seen.key.clone()));
        }
        // A path is found by walking back: it may be another one where another flow arrives, or where
        // something arrives otherwise at one of the sources.
        let mut turned: FixedBitSet = changed.iter().map(|party| *party as usize).collect();
        let mut given: BTreeSet<u32> = rows().map(|row| row.recipient).collect();
        for row in changed.iter().flat_map(|party| graph.flows_from(*party)).filter_map(|flow| graph.row(flow)) {
            turned.grow_and_insert(row.recipient as usize);
        }
        given.extend(carrying.iter().filter_map(|flow| graph.row(*flow)).map(|row| row.recipient));
        again.all_of(carrying);
        // Onward sharing is judged by who gave its source the data.
        let operators: BTreeSet<u32> = given.iter().map(|party| graph.operator(*party)).collect();
        again.onward.extend(self.given_otherwise(&graph, operators));
        for party in turned.ones().filter_map(|party| u32::try_from(party).ok()) {
            through(&self.via, party).for_each(|(_, end)| again.end(*end));
        }
        for (flow, before, after) in moved {
            for row in [before, after].into_iter().flatten() {
                let is_sooner =
                    |hop| hop == *flow || graph.row(*flow).is_some() && graph.order(&[*flow], &[hop]).is_lt();
                let matters = |lean: &Lean| match lean.by {
                    By::Hop(hop) => is_sooner(hop),
                    By::Any => true,
                    By::Operator(operator) => graph.operator(row.source) == operator,
                };
                let through_it = through(&self.via, row.recipient).filter(|(lean, _)| matters(lean));
                through_it.for_each(|(_, end)| again.end(*end));
            }
        }
        if !again.promises.is_empty() && !self.ask(&register, &graph, day, &mut again) {
            return self.restart(register, graph, day);
        }
        let sources = again.flows.iter().filter_map(|flow| graph.row(flow)).map(|row| row.source);
        again.own.extend(sources.filter(|party| graph.is_own(*party)));
        let looked_at: Vec<u32> =
            again.flows.iter().filter_map(|flow| graph.row(flow)).chain(rows()).map(|row| row.recipient).collect();
        again.parties.extend(looked_at.into_iter().flat_map(|party| [party, graph.operator(party)]));
        let before: BTreeMap<PromiseKey, Verdict> =
            self.verdicts().map(|(promise, verdict)| (promise.clone(), verdict)).collect();
        let mut delta = ReportDelta::default();
        let kept = (std::mem::take(&mut self.spreads), std::mem::take(&mut self.given));
        let (before_register, before_day) = (self.register.clone(), self.day);
        let roots = self.roots_for(&graph, &again);
        let groups = roots.iter().filter_map(|root| self.contracts.group(&register, root)).collect();
        let earlier = (!again.charged.is_empty()).then(|| {
            let as_it_was = |root: &&ContractKey| {
                let outdated = outdated.group(&before_register, root);
                outdated.unwrap_or_else(|| self.contracts.group(&before_register, root))
            };
            let all: BTreeSet<&ContractKey> = roots.iter().copied().chain(outdated.roots()).collect();
            let groups = all.iter().filter_map(as_it_was).collect();
            Earlier { register: &before_register, day: before_day, groups }
        });
        (self.spreads, self.given) = {
            let scene = Scene::resume(&register, &graph, day, kept, groups);
            let contracts = std::mem::take(&mut self.contracts);
            if !again.promises.is_empty() {
                self.promises = promises_in_force(&scene);
                for found in self.found.values() {
                    count(&mut self.promises, &found.findings, true);
                }
            }
            let mut used = std::mem::take(&mut self.used);
            look(&scene, &again, earlier.as_ref(), &contracts, &mut used, |site, found| {
                self.replace(site, found, &mut delta);
            });
            (self.contracts, self.used) = (contracts, used);
            scene.into_kept()
        };
        (self.register, self.graph, self.day) = (register, graph, day);
        self.finish(delta, &before)
    }

    /// The flows by which operators, of some that may have been given something else than before, pass that on.
    fn given_otherwise(&mut self, graph: &SharingGraph, operators: BTreeSet<u32>) -> Vec<u32> {
        let key = (graph.own(), Vec::new());
        let asked = operators.into_iter().filter(|operator| !graph.is_own(*operator));
        let asked = asked.filter(|operator| self.contracts.roots_of(*operator).next().is_some());
        let flows_of = |operator: u32| graph.parties_of(operator).iter().flat_map(|party| graph.flows_from(*party));
        let Some(spread) = self.spreads.remove(&key) else { return asked.flat_map(flows_of).collect() };
        let ours = Travel::resumed(graph, spread);
        let mut flows = Vec::new();
        for operator in asked {
            let now = given_to(graph, &ours, operator);
            // Who was never asked about had no contracts that lack anything.
            let Some(known) = self.given.get_mut(&operator) else { continue };
            let mut otherwise = Terms::default();
            for from in now.keys().chain(known.keys()) {
                // Who has no contract with it cannot have asked anything of it.
                if now.get(from) != known.get(from) && self.contracts.are_joined(*from, operator) {
                    let of = |given: &FastMap<u32, Terms>| given.get(from).cloned().unwrap_or_default();
                    otherwise.add(&of(&now).except(&of(known)));
                    otherwise.add(&of(known).except(&of(&now)));
                }
            }
            let carry_it = |flow: &u32| graph.row(*flow).is_some_and(|row| ours.carried(row).shares(&otherwise));
            flows.extend(flows_of(operator).filter(carry_it));
            *known = Arc::new(now);
        }
        self.spreads.insert(key, ours.into_spread());
        flows
    }

    /// The roots of the contracts that the rules ask for when they look at these flows: those between the ends, and those by which who
    /// passes data on may work for others. An end may have very many others.
    fn roots_for(&self, graph: &SharingGraph, again: &Again) -> BTreeSet<&ContractKey> {
        let (mut ends, mut sources) = (BTreeSet::new(), BTreeSet::new());
        let operators = |flow| graph.row(flow).map(|row| (graph.operator(row.source), graph.operator(row.recipient)));
        ends.extend(again.flows.iter().filter_map(operators).filter(|(source, recipient)| source != recipient));
        let onward = again.onward.union(&again.charged);
        let onward = onward.iter().filter_map(operators);
        sources.extend(
            onward
                .filter(|(source, recipient)| !graph.is_own(*source) && !graph.is_own(*recipient))
                .map(|(source, _)| source),
        );
        let mut roots: BTreeSet<&ContractKey> =
            sources.iter().flat_map(|source| self.contracts.roots_of(*source)).collect();
        let between = ends.iter().filter(|(source, _)| !sources.contains(source));
        roots.extend(between.flat_map(|(source, recipient)| self.contracts.roots_between(*source, *recipient)));
        roots
    }

    /// Adds the flows of which promises that say something else now may say something else. `false` when
    /// these cannot be told from the others.
    fn ask(&mut self, register: &Register, graph: &SharingGraph, day: Day, again: &mut Again) -> bool {
        let kept = (std::mem::take(&mut self.spreads), std::mem::take(&mut self.given));
        // Contracts are asked only whether what they call a service is a sale.
        let rules_out_sale = |key| {
            register.promises().get(key).and_then(|promise| promise.limits.as_ref()).is_some_and(|of| of.never_sold)
        };
        let contracts = if again.promises.iter().any(rules_out_sale) { groups(register) } else { Vec::new() };
        let mut scene = Scene::resume(register, graph, day, kept, contracts);
        scene.ask_only(&again.promises);
        let asks_for_contracts = scene.suspects(|flow| again.flows.insert(flow));
        let before = Scene::new(&self.register, graph, day);
        let comparable = told_otherwise(&scene, &before, |flow| again.flows.insert(flow));
        (self.spreads, self.given) = scene.into_kept();
        let concerned = |finding: &Finding| match finding.rule {
            // What contracts do not cover breaks a promise that asks for them.
            Rule::FlowWithoutContract | Rule::FlowAfterContract | Rule::FlowOutsideContract => asks_for_contracts,
            rule => {
                rule.is_of_commitments()
                    && finding.promise.as_ref().is_some_and(|promise| again.promises.contains(promise))
            }
        };
        let mut flows = Vec::new();
        for (site, found) in &self.found {
            if let Site::Flow(flow) = site
                && found.findings.iter().any(concerned)
            {
                flows.push(*flow);
            }
        }
        again.flows.extend(flows);
        comparable
    }

    fn replace(&mut self, site: Site, found: Found, delta: &mut ReportDelta) {
        // Most that is looked at again is as it was.
        if self.found.get(&site).map_or(found.is_nothing(), |known| *known == found) {
            return;
        }
        let known = self.found.remove(&site);
        let old = known.unwrap_or_default();
        for place in old.via_of(&site) {
            self.via.remove(&place);
        }
        let old = old.findings;
        self.count(&old, false);
        self.count(&found.findings, true);
        delta.appeared.extend(found.findings.iter().cloned());
        delta.disappeared.extend(old);
        if !found.is_nothing() {
            self.via.extend(found.via_of(&site));
            self.found.insert(site, found);
        }
    }

    /// What appeared and disappeared, without what only was looked at again.
    fn finish(&self, delta: ReportDelta, before: &BTreeMap<PromiseKey, Verdict>) -> ReportDelta {
        let ReportDelta { mut appeared, mut disappeared, .. } = delta;
        let key = |finding: &Finding| (finding.id, finding.verdict, finding.severity);
        let old: BTreeSet<_> = disappeared.iter().map(key).collect();
        let new: BTreeSet<_> = appeared.iter().map(key).collect();
        appeared.retain(|finding| !old.contains(&key(finding)));
        disappeared.retain(|finding| !new.contains(&key(finding)));
        finding::sort(&mut appeared);
        finding::sort(&mut disappeared);
        let mut promises: BTreeMap<&PromiseKey, (Option<Verdict>, Option<Verdict>)> = BTreeMap::new();
        for (promise, verdict) in before {
            promises.entry(promise).or_default().0 = Some(*verdict);
        }
        for (promise, verdict) in self.verdicts() {
            promises.entry(promise).or_default().1 = Some(verdict);
        }
        let changed = promises.into_iter().filter(|(_, (before, after))| before != after);
        let promises = changed.map(|(promise, (before, after))| (promise.clone(), before, after)).collect();
        ReportDelta { appeared, disappeared, promises }
    }
}

/// The operators of the groups that changes are about, before they are made.
fn changed_groups(
    contracts: &ContractIndex,
    register: &Register,
    graph: &SharingGraph,
    changes: &[Change],
) -> BTreeSet<u32> {
    let keys = changes.iter().filter_map(|change| match &change.id {
        NodeId::Contract(key) => register.contracts().get(key),
        _ => None,
    });
    let roots: BTreeSet<&ContractKey> = keys.map(|contract| crate::contracts::root_of(register, contract)).collect();
    roots.into_iter().flat_map(|root| contracts.operators(register, graph, root)).collect()
}

/// The observations that changes are about: they themselves, their ends, or who serves from a host.
fn observations_of(register: &Register, changes: &[Change]) -> BTreeSet<ObservationKey> {
    let mut keys = BTreeSet::new();
    let mut parties = BTreeSet::new();
    let mut serve = false;
    for change in changes {
        match &change.id {
            NodeId::Observation(key) => {
                keys.insert(key.clone());
            }
            NodeId::Party(key) => {
                parties.insert(key);
                let serves = |record: &Record| matches!(record, Record::Party(party) if !party.domains.is_empty());
                serve |= [&change.before, &change.after].into_iter().flatten().any(serves);
            }
            _ => {}
        }
    }
    if !parties.is_empty() {
        let concerned = |seen: &&Observation| {
            serve && seen.host.is_some()
                || parties.contains(&seen.source)
                || seen.recipient.as_ref().is_some_and(|recipient| parties.contains(recipient))
        };
        let observed = register.observations().values().map(|seen| &seen.value);
        keys.extend(observed.filter(concerned).map(|seen| seen.key.clone()));
    }
    keys
}

/// What leads through a party.
fn through(via: &BTreeSet<(Lean, End)>, party: u32) -> impl Iterator<Item = &(Lean, End)> {
    let (first, last) = (Lean { party, by: By::Hop(0) }, Lean { party, by: By::Operator(u32::MAX) });
    via.range((first, End::Flow(0))..=(last, End::Party(u32::MAX)))
}

/// The flows that contracts between these operators are asked about: those between them, and those by
/// which they pass data on.
fn flows_between(graph: &SharingGraph, operators: &BTreeSet<u32>, again: &mut Again) {
    let ends = |flow: &u32| graph.row(*flow).map(|row| [row.source, row.recipient].map(|party| graph.operator(party)));
    let are_between = |[source, recipient]: [u32; 2]| {
        source != recipient && [source, recipient].iter().all(|end| operators.contains(end))
    };
    let (ours, theirs): (Vec<u32>, Vec<u32>) = operators.iter().partition(|operator| graph.is_own(**operator));
    for party in theirs.iter().flat_map(|operator| graph.parties_of(*operator)) {
        again.charged.extend(graph.flows_from(*party));
        let flows = graph.flows_from(*party).chain(graph.flows_to(*party));
        again.flows.extend(flows.filter(|flow| ends(flow).is_some_and(are_between)));
    }
    // There are very many flows into us and few between us.
    if ours.len() > 1 {
        for party in ours.iter().flat_map(|operator| graph.parties_of(*operator)) {
            again.flows.extend(graph.flows_to(*party).filter(|flow| ends(flow).is_some_and(are_between)));
        }
    }
}

/// What is said of a party that is not ours, and of its systems.
fn of_party(graph: &SharingGraph, contracts: &ContractIndex, party: u32, again: &mut Again) {
    for party in graph.parties_of(party).iter().copied().chain([party]) {
        again.all_of(graph.flows_from(party).chain(graph.flows_to(party)));
    }
    again.contracts.extend(contracts.roots_of(graph.operator(party)).cloned());
}
