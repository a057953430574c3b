//! A breach at a party: what is exposed, who else has it from there, and who must be told by whom and when.

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::{
    ClauseKind, ContractKey, Day, FlowKey, PartyKey, Presence, PromiseKey, Register, TaxonomyKind, TermKey,
};
use serde::Serialize;

use crate::contracts::State;
use crate::graph::{Row, TermSet, Terms};
use crate::scene::Scene;
use crate::watches::subjects_of;
use crate::{Certainty, Receipt, SharingGraph};

/// What a breach at a party exposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Exposure {
    /// The party asked about and, when it is an organisation, the systems it operates; by key.
    pub parties: Vec<PartyKey>,
    /// What they hold of our data, reduced to what does not stand under another of them, by key; what they certainly hold also
    /// under what they only possibly do.
    pub categories: Vec<HeldTerm>,
    /// Whose data it is, as far as recorded: the subjects of the flows it came by, by key.
    pub subjects: Vec<TermKey>,
    /// Whether every flow it came by records whose data it carries. When not, others may be concerned.
    pub subjects_complete: bool,
    /// The flows it came by, by key.
    pub received: Vec<Receipt>,
    /// Who got some of it from there: nearest first, then by key.
    pub downstream: Vec<Downstream>,
    /// The contracts in force with those the data came from, by key.
    pub contracts: Vec<BreachNotice>,
    /// The shortest time, in hours, within which one of these contracts says a breach is notified.
    /// `None` when none records it.
    pub notice_hours: Option<u32>,
    /// The promises in force about data that is, or may be, among it, by key.
    pub promises: Vec<ConcernedPromise>,
}

/// A term that is held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct HeldTerm {
    /// The term.
    pub term: TermKey,
    /// Whether it certainly is.
    pub certainty: Certainty,
}

/// A party that got some of the data from those breached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Downstream {
    /// Who.
    pub party: PartyKey,
    /// Whether it certainly got some.
    pub certainty: Certainty,
    /// The length of the path.
    pub hops: usize,
    /// A shortest path of that certainty from a breached party.
    pub path: Vec<FlowKey>,
    /// What of it, reduced in the same way, by key.
    pub categories: Vec<HeldTerm>,
}

/// What a contract says of telling about a breach.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BreachNotice {
    /// The contract; the first when it has amendments.
    pub contract: ContractKey,
    /// With whom: an operator the data came from.
    pub with: PartyKey,
    /// Whether it has the clause; `None` when not recorded.
    pub presence: Option<Presence>,
    /// Within how many hours, when the clause is there and says so.
    pub hours: Option<u32>,
}

/// A promise about data that is exposed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ConcernedPromise {
    /// The promise.
    pub promise: PromiseKey,
    /// Whether some of its data certainly is among it.
    pub certainty: Certainty,
}

/// What a breach at `of` on `day` exposes; `None` when there is no such party.
#[must_use]
pub fn exposure(register: &Register, graph: &SharingGraph, of: &PartyKey, day: Day) -> Option<Exposure> {
    let asked = graph.party_number(of)?;
    let scene = Scene::new(register, graph, day);
    let mut breached: Vec<u32> =
        graph.nodes().filter(|(party, _)| operates(graph, asked, *party)).map(|(party, _)| party).collect();
    breached.sort_by(|a, b| graph.party_order(*a, *b));
    let key = |party: &u32| graph.node(*party).map(|node| node.record.key.clone());
    let parties: Vec<PartyKey> = breached.iter().filter_map(key).collect();

    let ours = scene.ours();
    let outside = |row: &Row| !breached.contains(&row.source);
    let arriving = |carried: &dyn Fn(&Row) -> Terms| {
        let mut all = Terms::default();
        for row in breached.iter().flat_map(|party| graph.rows_into(*party)).map(|(_, row)| row) {
            all.add(&carried(row));
        }
        all
    };
    let everything = TermSet::all(graph.categories().len());
    let holds = |party: u32| {
        if graph.is_own(party) {
            return Terms { certain: everything.clone(), possible: everything.clone() };
        }
        let mut held = Terms::default();
        for (_, row) in graph.rows_into(party) {
            held.add(&ours.carried(row));
        }
        held
    };
    let origins: Vec<(u32, Terms)> = breached.iter().map(|party| (*party, holds(*party))).collect();
    let mut held = Terms::default();
    for (_, terms) in &origins {
        held.add(terms);
    }

    let (mut subjects, mut subjects_complete) = (BTreeSet::new(), !graph.is_own(asked));
    let mut sources: BTreeSet<u32> = BTreeSet::new();
    let bringing = breached.iter().flat_map(|party| graph.rows_into(*party)).filter(|(_, row)| outside(row));
    for (flow, row) in bringing.filter(|(_, row)| !ours.carried(row).possible.is_empty()) {
        sources.insert(graph.operator(row.source));
        let Some(flow) = graph.flow(flow) else { continue };
        subjects_complete &= flow.subjects.is_recorded();
        subjects.extend(flow.subjects.iter().cloned());
    }
    let mut received: Vec<Receipt> = parties
        .iter()
        .flat_map(|party| graph.received(register, party, day))
        .filter(|receipt| !parties.contains(&receipt.source))
        .collect();
    received.sort_by(|a, b| a.flow.cmp(&b.flow));

    let downstream = graph.onward(&origins, day).into_iter().filter_map(|onward| {
        Some(Downstream {
            party: key(&onward.party)?,
            certainty: onward.certainty,
            hops: onward.path.len(),
            path: graph.flow_keys(&onward.path),
            categories: broadest(graph, &onward.held),
        })
    });
    let downstream = downstream.collect();
    let contracts = contracts(&scene, graph.operator(asked), &sources);

    // What of a promise's own data got there: from its systems, of its people.
    let mut promises: Vec<ConcernedPromise> = Vec::new();
    let notices: BTreeMap<_, _> = scene.notices().iter().map(|notice| (&notice.key, *notice)).collect();
    for promise in register.promises().values() {
        let Some(notice) = promise.notice.as_ref().and_then(|notice| notices.get(notice)) else { continue };
        let origins = graph.systems_of(notice);
        let own = origins.iter().any(|origin| breached.contains(origin));
        let concerned = if own {
            held.clone()
        } else {
            let table = scene.comparer.table(TaxonomyKind::Subject);
            let mut subjects: Vec<_> = table.find_all(subjects_of(promise, notice)).collect();
            subjects.sort_unstable();
            subjects.dedup();
            let travel = scene.travel(origins, subjects);
            arriving(&|row| travel.carried(row))
        };
        let scope = &promise.scope.categories;
        let concerned = if scope.is_recorded() {
            concerned.and(&TermSet::down(graph.categories(), graph.categories().find_all(scope)))
        } else {
            concerned
        };
        if let Some((certainty, _)) = concerned.best() {
            promises.push(ConcernedPromise { promise: promise.key.clone(), certainty });
        }
    }
    Some(Exposure {
        parties,
        categories: broadest(graph, &held),
        subjects: subjects.into_iter().collect(),
        subjects_complete,
        received,
        downstream,
        notice_hours: contracts.iter().filter_map(|contract| contract.hours).min(),
        contracts,
        promises,
    })
}

/// Whether a party is the one asked about, or operated by it directly or through others.
fn operates(graph: &SharingGraph, asked: u32, party: u32) -> bool {
    let mut current = Some(party);
    // INVARIANT (operators end): validation refuses circles of operators.
    while let Some(party) = current {
        if party == asked {
            return true;
        }
        let operator = graph.node(party).and_then(|node| node.record.operator.as_ref());
        current = operator.and_then(|operator| graph.party_number(operator));
    }
    false
}

fn broadest(graph: &SharingGraph, held: &Terms) -> Vec<HeldTerm> {
    graph.broadest(held).into_iter().map(|(term, certainty)| HeldTerm { term, certainty }).collect()
}

/// The contracts in force between an operator and those data came from.
fn contracts(scene: &Scene<'_>, operator: u32, sources: &BTreeSet<u32>) -> Vec<BreachNotice> {
    let graph = scene.graph;
    let mut found = Vec::new();
    for group in scene.groups() {
        let standing = group.on(scene.day);
        if standing.state != State::InForce {
            continue;
        }
        let sides: BTreeSet<u32> = standing
            .parties
            .iter()
            .filter_map(|party| graph.party_number(party))
            .map(|party| graph.operator(party))
            .collect();
        if !sides.contains(&operator) {
            continue;
        }
        let clause = group.clause(ClauseKind::BreachNotice, scene.day);
        let there = clause.filter(|clause| clause.presence == Presence::Present);
        for source in sides.iter().filter(|side| **side != operator && sources.contains(*side)) {
            let Some(with) = graph.node(*source).map(|node| node.record.key.clone()) else { continue };
            found.push(BreachNotice {
                contract: group.root.key.clone(),
                with,
                presence: clause.map(|clause| clause.presence),
                hours: there.and_then(|clause| clause.hours),
            });
        }
    }
    found.sort();
    found
}
