//! A small set of flows whose end keeps data from a party.
//!
//! A flow that lists several categories is one thing to end, and a path must carry one category all the
//! way (what is derived on the way changes it). So this is a cut of labelled edges, and not a plain cut
//! between two parties. Two bounds are cheap: the plain cut through all flows that take part in some
//! complete travel stops everything, and no set can be smaller than the plain cut of a single category
//! or than a packing of travels without a common flow. Mostly they meet. Where they do not, all smaller
//! sets are tried, up to a bound of work.

use fixedbitset::FixedBitSet;
use kept_schema::Day;
use petgraph::algo::dinics;
use petgraph::graph::{DiGraph, NodeIndex};

use super::flood::Gates;
use super::profile::Gate;
use super::{SharingGraph, TermSet};
use crate::Certainty;
use crate::hash::FastMap;

/// Flows whose end stops a travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The flows, by key.
    pub(crate) flows: Vec<u32>,
    /// Whether it is shown that no fewer flows do.
    pub(crate) minimum: bool,
}

/// All parties of ours together, where the data begins.
const ORIGIN: usize = 0;
/// The party it is kept from.
const TARGET: usize = 1;
/// The most flows that are looked at while smaller sets are tried: some tenths of a second.
const MAX_STEPS: usize = 4_000_000;
/// The largest sets that are tried one by one.
const MAX_TRIED: usize = 24;

/// A flow that takes part in some complete travel.
#[derive(Clone, Copy, Debug)]
struct Edge {
    flow: u32,
    source: usize,
    recipient: usize,
    profile: u32,
}

/// The flows that take part in some complete travel, by key.
#[derive(Debug)]
struct Network {
    gates: Gates<TermSet>,
    wanted: TermSet,
    /// What the origin gives: all that `wanted` can be made of.
    given: TermSet,
    edges: Vec<Edge>,
    /// The edges out of each party.
    out: Vec<Vec<usize>>,
}

impl SharingGraph {
    /// Flows whose end on `day` stops every possible travel of `wanted` from us to a party that is not ours.
    pub(crate) fn cut(&self, to: u32, wanted: &TermSet, day: Day) -> Cut {
        self.network(to, wanted, day).cut()
    }

    fn network(&self, to: u32, wanted: &TermSet, day: Day) -> Network {
        let given = self.closed(wanted);
        let floods = self.floods::<TermSet>(&self.own(), day, self.gates(&[]), &given);
        let Some(flood) = floods.into_iter().next().filter(|_| !self.is_own(to)) else {
            return Network {
                gates: Gates::default(),
                wanted: wanted.clone(),
                given,
                edges: Vec::new(),
                out: Vec::new(),
            };
        };
        let held = |party: u32| flood.held.get(party as usize).map(|held| &held.possible);
        // What is of use where: what can still become something wanted at the target.
        let mut useful: FastMap<u32, TermSet> = FastMap::default();
        useful.insert(to, wanted.clone());
        let mut waiting = vec![to];
        while let Some(recipient) = waiting.pop() {
            let Some(needed) = useful.get(&recipient).cloned() else { continue };
            for hop in self.arriving(recipient).iter().filter(|hop| flood.live.has(hop.period)) {
                let (Some(gate), Some(held)) = (flood.gates.get(hop.profile as usize), held(hop.source)) else {
                    continue;
                };
                if self.is_own(hop.source) {
                    continue;
                }
                let more = gate.needed_for(Certainty::Possible, &needed).and(held);
                let known = useful.entry(hop.source).or_default();
                if !more.is_subset(known) {
                    known.add(&more);
                    waiting.push(hop.source);
                }
            }
        }
        let mut recipients: Vec<u32> = useful.keys().copied().collect();
        recipients.sort_by(|a, b| self.party_order(*a, *b));
        let places: FastMap<u32, usize> =
            recipients.iter().filter(|party| **party != to).copied().zip(TARGET + 1..).collect();
        let place = |party: u32| match party {
            party if party == to => TARGET,
            party if self.is_own(party) => ORIGIN,
            party => places.get(&party).copied().unwrap_or(ORIGIN),
        };
        let mut edges = Vec::new();
        for (recipient, needed) in recipients.iter().filter_map(|party| Some((*party, useful.get(party)?))) {
            for hop in self.arriving(recipient).iter().filter(|hop| flood.live.has(hop.period)) {
                let (Some(gate), Some(held)) = (flood.gates.get(hop.profile as usize), held(hop.source)) else {
                    continue;
                };
                let takes_part =
                    hop.source != recipient && gate.pass_with(Certainty::Possible, held).intersects(needed);
                if takes_part {
                    let (source, recipient) = (place(hop.source), place(recipient));
                    edges.push(Edge { flow: hop.flow, source, recipient, profile: hop.profile });
                }
            }
        }
        edges.sort_by(|a, b| self.flow(a.flow).map(|flow| &flow.key).cmp(&self.flow(b.flow).map(|flow| &flow.key)));
        let mut out = vec![Vec::new(); places.len() + 2];
        for (number, edge) in edges.iter().enumerate() {
            if let Some(out) = out.get_mut(edge.source) {
                out.push(number);
            }
        }
        Network { gates: flood.gates, wanted: wanted.clone(), given, edges, out }
    }
}

impl Network {
    fn cut(&self) -> Cut {
        let mut every = FixedBitSet::with_capacity(self.edges.len());
        every.insert_range(..);
        // The plain cut stops more than it need: travels that change from one category to another.
        let (_, mut ended) = self.plain_cut(&every);
        for edge in ended.clone().ones() {
            ended.set(edge, false);
            if self.travel(&ended).is_some() {
                ended.insert(edge);
            }
        }
        let most = ended.count_ones(..);
        let least = self.single_category_bound(most).max(self.packing_bound());
        let minimum = least >= most || self.try_smaller(least..most, &mut ended);
        let flows = ended.ones().filter_map(|edge| self.edges.get(edge)).map(|edge| edge.flow).collect();
        Cut { flows, minimum }
    }

    /// A shortest travel that remains when some flows have ended: its edges in their order.
    fn travel(&self, ended: &FixedBitSet) -> Option<Vec<usize>> {
        struct Wave {
            party: usize,
            terms: TermSet,
            before: usize,
            edge: usize,
        }
        let mut held = vec![TermSet::default(); self.out.len()];
        let mut waves = vec![Wave { party: ORIGIN, terms: self.given.clone(), before: 0, edge: usize::MAX }];
        let mut current = 0;
        while let Some(Wave { party, terms, .. }) = waves.get(current) {
            let (party, terms) = (*party, terms.clone());
            for number in self.out.get(party).into_iter().flatten().filter(|edge| !ended.contains(**edge)) {
                let Some((edge, gate)) = self.edge(*number) else { continue };
                let passed = gate.pass_with(Certainty::Possible, &terms);
                // What is not wanted there may pass through it and come back as something that is.
                if edge.recipient == TARGET && passed.intersects(&self.wanted) {
                    let mut path = vec![*number];
                    let mut wave = current;
                    while let Some(Wave { before, edge, .. }) = waves.get(wave).filter(|wave| wave.party != ORIGIN) {
                        path.push(*edge);
                        wave = *before;
                    }
                    path.reverse();
                    return Some(path);
                }
                let Some(held) = held.get_mut(edge.recipient) else { continue };
                let new = passed.minus(held);
                if !new.is_empty() {
                    held.add(&new);
                    waves.push(Wave { party: edge.recipient, terms: new, before: current, edge: *number });
                }
            }
            current += 1;
        }
        None
    }

    fn edge(&self, number: usize) -> Option<(&Edge, &Gate<TermSet>)> {
        let edge = self.edges.get(number)?;
        Some((edge, self.gates.get(edge.profile as usize)?))
    }

    /// How many of some edges must end at least to leave no way through the others of them, whatever they
    /// carry; and those nearest to the origin.
    fn plain_cut(&self, among: &FixedBitSet) -> (usize, FixedBitSet) {
        let mut cut = FixedBitSet::with_capacity(self.edges.len());
        let mut capacities: std::collections::BTreeMap<(usize, usize), usize> = std::collections::BTreeMap::new();
        for edge in among.ones().filter_map(|edge| self.edges.get(edge)) {
            *capacities.entry((edge.source, edge.recipient)).or_default() += 1;
        }
        if capacities.is_empty() {
            return (0, cut);
        }
        let mut graph: DiGraph<(), usize> = DiGraph::with_capacity(self.out.len(), capacities.len());
        for _ in &self.out {
            graph.add_node(());
        }
        for ((source, recipient), capacity) in &capacities {
            graph.add_edge(NodeIndex::new(*source), NodeIndex::new(*recipient), *capacity);
        }
        let (size, used) = dinics(&graph, NodeIndex::new(ORIGIN), NodeIndex::new(TARGET));
        // What can still be reached where there is something left, or something to take back.
        let mut next = vec![Vec::new(); self.out.len()];
        for (((source, recipient), capacity), used) in capacities.iter().zip(&used) {
            if let Some(next) = next.get_mut(*source).filter(|_| used < capacity) {
                next.push(*recipient);
            }
            if let Some(next) = next.get_mut(*recipient).filter(|_| *used > 0) {
                next.push(*source);
            }
        }
        let mut near = FixedBitSet::with_capacity(self.out.len());
        let mut waiting = vec![ORIGIN];
        near.insert(ORIGIN);
        while let Some(party) = waiting.pop() {
            waiting.extend(next.get(party).into_iter().flatten().filter(|party| !near.put(**party)));
        }
        for edge in among.ones() {
            let crosses = |edge: &Edge| near.contains(edge.source) && !near.contains(edge.recipient);
            cut.set(edge, self.edges.get(edge).is_some_and(crosses));
        }
        (size, cut)
    }

    /// The largest plain cut of what carries one category all the way; no more than `enough` is of use.
    fn single_category_bound(&self, enough: usize) -> usize {
        let mut layers: Vec<FixedBitSet> = Vec::new();
        for category in self.wanted.singles() {
            let mut layer = FixedBitSet::with_capacity(self.edges.len());
            for number in 0..self.edges.len() {
                let carries = |(_, gate): (_, &Gate<TermSet>)| gate.can_pass(&category);
                layer.set(number, self.edge(number).is_some_and(carries));
            }
            if !layers.contains(&layer) {
                layers.push(layer);
            }
        }
        let mut bound = 0;
        for layer in layers.iter().filter(|layer| !layer.is_clear()) {
            bound = bound.max(self.plain_cut(layer).0);
            if bound >= enough {
                break;
            }
        }
        bound
    }

    /// How many travels there are without a common flow, at least.
    fn packing_bound(&self) -> usize {
        let mut ended = FixedBitSet::with_capacity(self.edges.len());
        let (mut count, mut steps) = (0, 0);
        while steps < MAX_STEPS {
            let Some(path) = self.travel(&ended) else { break };
            ended.extend(path);
            steps += self.edges.len();
            count += 1;
        }
        count
    }

    /// Tries all sets of these sizes, the smallest first. Whether it came to an end; `best` is then one of the
    /// smallest.
    fn try_smaller(&self, sizes: std::ops::Range<usize>, best: &mut FixedBitSet) -> bool {
        let mut steps = 0;
        for size in sizes {
            if size > MAX_TRIED {
                return false;
            }
            let none = FixedBitSet::with_capacity(self.edges.len());
            match self.hits_all(&mut none.clone(), &none, size, &mut steps) {
                Tried::Found(found) => {
                    *best = found;
                    return true;
                }
                Tried::None => {}
                Tried::Stopped => return false,
            }
        }
        true
    }

    /// Some flow of every travel must end: so of any one that is left, each is tried, nearest to us first.
    /// Those tried before need not be tried again.
    fn hits_all(&self, ended: &mut FixedBitSet, tried: &FixedBitSet, left: usize, steps: &mut usize) -> Tried {
        *steps += self.edges.len();
        let Some(path) = self.travel(ended) else { return Tried::Found(ended.clone()) };
        if *steps > MAX_STEPS {
            return Tried::Stopped;
        }
        if left == 0 {
            return Tried::None;
        }
        let mut tried = tried.clone();
        for edge in path {
            if tried.put(edge) {
                continue;
            }
            ended.insert(edge);
            match self.hits_all(ended, &tried, left - 1, steps) {
                Tried::None => ended.set(edge, false),
                done => return done,
            }
        }
        Tried::None
    }
}

/// How trying sets ended.
enum Tried {
    Found(FixedBitSet),
    None,
    Stopped,
}
