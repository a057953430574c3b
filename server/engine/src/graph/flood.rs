//! How far data spreads: the least fixpoint of who holds what, and in how many hops.

use std::sync::Arc;

use kept_schema::Day;
use kept_schema::taxonomy::TermIx;

use super::bits::{Bits, Pair};
use super::profile::Gate;
use super::{Live, SharingGraph, TermSet};
use crate::Certainty;
use crate::graph::Inward;

pub(super) const NONE: u32 = u32::MAX;

/// The spread of data from some origins on a day.
#[derive(Clone, Debug)]
pub(super) struct Flood<B> {
    /// The subject whose data it is; everyone's when `None`.
    pub(super) subject: Option<TermIx>,
    pub(super) live: Live,
    pub(super) gates: Gates<B>,
    /// What every party holds.
    pub(super) held: Vec<Pair<B>>,
    /// What reached which party in how many hops.
    pub(super) waves: Vec<Wave<B>>,
    /// The first wave of each party.
    pub(super) first: Vec<u32>,
}

/// The gates of all profiles; spreads of the same people's data share them, so that they stay near.
pub(super) type Gates<B> = Arc<Vec<Gate<B>>>;

/// What reaches a party first in some number of hops.
#[derive(Clone, Debug)]
pub(super) struct Wave<B> {
    pub(super) party: u32,
    pub(super) hops: u32,
    /// The next wave of the same party.
    pub(super) next: u32,
    pub(super) terms: Pair<B>,
}

impl SharingGraph {
    /// The spreads of `terms` from origins that hold all of them: one for each of the people whose gates are given.
    pub(super) fn floods<B: Bits>(
        &self,
        origins: &[u32],
        day: Day,
        gates: Vec<(Option<TermIx>, Gates<B>)>,
        terms: &TermSet,
    ) -> Vec<Flood<B>> {
        let all = Pair { certain: B::of(terms), possible: B::of(terms) };
        let origins: Vec<(u32, Pair<B>)> = origins.iter().map(|origin| (*origin, all.clone())).collect();
        let flood = |(subject, gates)| self.flood((subject, gates), &origins, self.live(day), &B::of(terms));
        gates.into_iter().map(flood).collect()
    }

    /// The spread of what each origin holds, as far as it is among `terms`.
    pub(super) fn flood<B: Bits>(
        &self,
        (subject, gates): (Option<TermIx>, Gates<B>),
        origins: &[(u32, Pair<B>)],
        live: Live,
        terms: &B,
    ) -> Flood<B> {
        let parties = self.parties.len();
        let all = Pair { certain: terms.clone(), possible: terms.clone() };
        let mut held: Vec<Pair<B>> = vec![Pair::default(); parties];
        let mut waves: Vec<Wave<B>> = Vec::with_capacity(parties);
        let mut first = vec![NONE; parties];
        let mut last = vec![NONE; parties];
        for (origin, given) in origins {
            let number = super::number(waves.len());
            for list in [&mut first, &mut last] {
                if let Some(wave) = list.get_mut(*origin as usize) {
                    *wave = number;
                }
            }
            if let Some(held) = held.get_mut(*origin as usize) {
                held.clone_from(given);
            }
            waves.push(Wave { party: *origin, hops: 0, next: NONE, terms: given.clone() });
        }
        // Most flows of a large register carry nothing of what is asked about: a byte a profile tells.
        let relevant: Vec<bool> = gates.iter().map(|gate| !gate.pass(&all).and(terms).is_empty()).collect();
        // INVARIANT (it ends): a wave brings a party a term it did not hold, or not for certain.
        let mut current = 0;
        while let Some(Wave { party, hops, terms: given, .. }) = waves.get(current) {
            let (source, hops, given) = (*party, hops + 1, given.clone());
            current += 1;
            for hop in self.out(source) {
                if !relevant.get(hop.profile as usize).copied().unwrap_or_default() || !live.has(hop.period) {
                    continue;
                }
                let recipient = hop.recipient as usize;
                let Some(held) = held.get_mut(recipient).filter(|held| held.certain != *terms) else { continue };
                let Some(gate) = gates.get(hop.profile as usize) else { continue };
                let passed = gate.pass(&given);
                if passed.is_empty() {
                    continue;
                }
                // What is derived may lie outside the terms asked about.
                let new = passed.minus(held).and(terms);
                if new.is_empty() {
                    continue;
                }
                held.add(&new);
                let Some(last) = last.get_mut(recipient) else { continue };
                let number = super::number(waves.len());
                match waves.get_mut(*last as usize) {
                    Some(wave) if wave.hops == hops => {
                        wave.terms.add(&new);
                        continue;
                    }
                    Some(wave) => wave.next = number,
                    None => {
                        if let Some(first) = first.get_mut(recipient) {
                            *first = number;
                        }
                    }
                }
                *last = number;
                waves.push(Wave { party: hop.recipient, hops, next: NONE, terms: new });
            }
        }
        Flood { subject, live, gates, held, waves, first }
    }
}

impl<B: Bits> Flood<B> {
    /// The waves that reach a party, nearest first.
    pub(super) fn waves_of(&self, party: u32) -> impl Iterator<Item = (u32, &Wave<B>)> {
        let mut number = self.first.get(party as usize).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let wave = self.waves.get(number as usize)?;
            let found = (number, wave);
            number = wave.next;
            Some(found)
        })
    }

    /// The first wave that brings a party some of `wanted`.
    pub(super) fn first_of(&self, party: u32, certainty: Certainty, wanted: &B) -> Option<u32> {
        let mut waves = self.waves_of(party);
        waves.find(|(_, wave)| wave.terms.with(certainty).intersects(wanted)).map(|(number, _)| number)
    }
}

/// The last hop of a path, and what its source must bring.
#[derive(Clone, Debug)]
pub(super) struct LastHop<B> {
    pub(super) flow: u32,
    pub(super) source: u32,
    /// The terms that the source has in one hop less and that lead to what is wanted.
    pub(super) needed: B,
}

impl<B: Bits> Flood<B> {
    /// What reaches a party in exactly this many hops.
    #[inline]
    pub(super) fn wave_at(&self, party: u32, hops: u32) -> Option<&Wave<B>> {
        let found = self.waves_of(party).map(|(_, wave)| wave).find(|wave| wave.hops >= hops);
        found.filter(|wave| wave.hops == hops)
    }

    /// The last hop of the path by which some of `wanted` first reaches a party: of all that bring
    /// some in the fewest hops the one whose flow comes first. `None` at an origin.
    pub(super) fn last_hop(
        &self,
        graph: &SharingGraph,
        party: u32,
        certainty: Certainty,
        wanted: &B,
    ) -> Option<LastHop<B>> {
        let wave = self.waves.get(self.first_of(party, certainty, wanted)? as usize)?;
        let hops = wave.hops.checked_sub(1)?;
        let wanted = wave.terms.with(certainty).and(wanted);
        graph.arriving(party).iter().filter(|hop| self.live.has(hop.period)).find_map(|hop: &Inward| {
            let gate = self.gates.get(hop.profile as usize).filter(|gate| gate.can_bring(certainty, &wanted))?;
            let needed = gate.needed_for(certainty, &wanted).and(self.wave_at(hop.source, hops)?.terms.with(certainty));
            (!needed.is_empty()).then_some(LastHop { flow: hop.flow, source: hop.source, needed })
        })
    }
}
