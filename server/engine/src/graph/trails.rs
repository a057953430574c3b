//! Shortest paths, worked out only where they are asked for: the first by flow keys for every term.

use std::cmp::Ordering;

use super::SharingGraph;
use super::bits::Bits;
use super::flood::{Flood, NONE, Wave};
use crate::Certainty;

/// The paths by which waves reach parties with one certainty, as far as they were asked for.
#[derive(Clone, Debug)]
pub(super) struct Trails<B> {
    certainty: Certainty,
    /// For each wave its terms by the path they take, the first path first.
    groups: Vec<Option<Box<[Group<B>]>>>,
    /// Paths as trees: each continues another by a flow. The empty path is [`NONE`].
    steps: Vec<Step>,
}

/// Terms that take the same path.
#[derive(Clone, Debug)]
struct Group<B> {
    terms: B,
    step: u32,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    before: u32,
    flow: u32,
}

/// One way to a party, before it is known whether it is the first.
struct Candidate<B> {
    step: Step,
    terms: B,
}

impl<B: Bits> Trails<B> {
    pub(super) fn new(certainty: Certainty) -> Self {
        Self { certainty, groups: Vec::new(), steps: Vec::new() }
    }

    /// The first path by which a wave brings some of `wanted`, and what of it.
    pub(super) fn find(&mut self, graph: &SharingGraph, flood: &Flood<B>, wave: u32, wanted: &B) -> (Vec<u32>, B) {
        self.work_out(graph, flood, wave);
        let groups = self.groups.get(wave as usize).and_then(Option::as_deref).unwrap_or_default();
        match groups.iter().find(|group| group.terms.intersects(wanted)) {
            Some(group) => (self.path(group.step), group.terms.and(wanted)),
            None => (Vec::new(), B::default()),
        }
    }

    fn path(&self, step: u32) -> Vec<u32> {
        let steps = std::iter::successors(self.step(step), |step| self.step(step.before));
        let mut path: Vec<u32> = steps.map(|step| step.flow).collect();
        path.reverse();
        path
    }

    fn step(&self, step: u32) -> Option<Step> {
        self.steps.get(step as usize).copied()
    }

    /// The order of two equally long paths.
    fn order(&self, a: Step, b: Step) -> Ordering {
        let mut order = a.flow.cmp(&b.flow);
        let (mut a, mut b) = (a.before, b.before);
        // Backwards until they are one path; the difference seen last comes first.
        while a != b {
            let (Some(left), Some(right)) = (self.step(a), self.step(b)) else { break };
            order = left.flow.cmp(&right.flow).then(order);
            (a, b) = (left.before, right.before);
        }
        order
    }

    /// Works out the groups of a wave, after those it comes from. Not by recursion: chains are long.
    fn work_out(&mut self, graph: &SharingGraph, flood: &Flood<B>, wave: u32) {
        if self.groups.is_empty() {
            let origin = |terms: &B| Some([Group { terms: terms.clone(), step: NONE }].into());
            let known = |wave: &Wave<B>| if wave.hops == 0 { origin(wave.terms.with(self.certainty)) } else { None };
            self.groups = flood.waves.iter().map(known).collect();
        }
        let mut waiting = vec![wave];
        let mut sources = Vec::new();
        while let Some(wave) = waiting.last().copied() {
            if self.groups.get(wave as usize).is_none_or(Option::is_some) {
                waiting.pop();
                continue;
            }
            sources.clear();
            self.sources(graph, flood, wave, &mut sources);
            let before = waiting.len();
            let unknown = |source: &u32| self.groups.get(*source as usize).is_some_and(Option::is_none);
            waiting.extend(sources.iter().map(|(source, _)| *source).filter(unknown));
            if waiting.len() == before {
                let groups = self.groups_of(flood, wave, &sources);
                if let Some(place) = self.groups.get_mut(wave as usize) {
                    *place = Some(groups);
                }
                waiting.pop();
            }
        }
    }

    /// The waves that a wave comes from, each with the flow and profile by which it does.
    fn sources(&self, graph: &SharingGraph, flood: &Flood<B>, wave: u32, sources: &mut Vec<(u32, (u32, u32))>) {
        let Some(wave) = flood.waves.get(wave as usize) else { return };
        let Some(hops) = wave.hops.checked_sub(1) else { return };
        let wanted = wave.terms.with(self.certainty);
        if wanted.is_empty() {
            return;
        }
        for hop in graph.into(wave.party).iter().filter(|hop| flood.live.has(hop.period)) {
            let Some(gate) = flood.gates.get(hop.profile as usize) else { continue };
            if !gate.can_bring(self.certainty, wanted) {
                continue;
            }
            let before = flood.waves_of(hop.source).find(|(_, wave)| wave.hops >= hops);
            let Some((source, given)) = before.filter(|(_, wave)| wave.hops == hops) else { continue };
            if gate.pass_with(self.certainty, given.terms.with(self.certainty)).intersects(wanted) {
                sources.push((source, (hop.flow, hop.profile)));
            }
        }
    }

    fn groups_of(&mut self, flood: &Flood<B>, wave: u32, sources: &[(u32, (u32, u32))]) -> Box<[Group<B>]> {
        let Some(wave) = flood.waves.get(wave as usize) else { return Box::default() };
        let mut left = wave.terms.with(self.certainty).clone();
        let mut candidates: Vec<Candidate<B>> = Vec::new();
        for (source, (flow, profile)) in sources {
            let Some(gate) = flood.gates.get(*profile as usize) else { continue };
            for group in self.groups.get(*source as usize).and_then(Option::as_deref).unwrap_or_default() {
                let terms = gate.pass_with(self.certainty, &group.terms).and(&left);
                if !terms.is_empty() {
                    candidates.push(Candidate { step: Step { before: group.step, flow: *flow }, terms });
                }
            }
        }
        let mut groups = Vec::new();
        // Most often the first of all paths brings everything, and there is no need to sort.
        let first = (0..).zip(&candidates).min_by(|(_, a), (_, b)| self.order(a.step, b.step)).map(|(first, _)| first);
        let first = first.map(|first: usize| candidates.swap_remove(first));
        let mut take = |trails: &mut Self, candidate: Candidate<B>| {
            let terms = candidate.terms.and(&left);
            if !terms.is_empty() {
                left = left.minus(&terms);
                groups.push(Group { terms, step: super::number(trails.steps.len()) });
                trails.steps.push(candidate.step);
            }
            left.is_empty()
        };
        if first.is_some_and(|first| take(self, first)) {
            return groups.into();
        }
        candidates.sort_unstable_by(|a, b| self.order(a.step, b.step));
        for candidate in candidates {
            if take(self, candidate) {
                break;
            }
        }
        groups.into()
    }
}
