//! How the spread of data changes when flows do: only parties that something new reaches, or that
//! something no longer reaches as soon as before, are looked at again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use kept_schema::Day;

use super::bits::{Bits, Pair};
use super::flood::{Flood, NONE, Wave};
use super::{SharingGraph, TermSet};

impl<B: Bits> Flood<B> {
    /// Brings the spread up to date with `graph` on `day`, after flows between these pairs of source and
    /// recipient came, went or changed. Adds the parties that now hold something else, or as soon as
    /// not before, to `changed`, and the flows out of them that carry something else to `carrying`.
    ///
    /// What reaches a party in some number of hops follows from what reached its sources in one hop
    /// less. So numbers of hops are gone through upwards, and a party is looked at again where one of
    /// its sources, one of its flows, or what it got sooner is different.
    pub(super) fn refresh(
        &mut self,
        graph: &SharingGraph,
        day: Day,
        moved: &[(u32, u32)],
        changed: &mut BTreeSet<u32>,
        carrying: &mut BTreeSet<u32>,
    ) {
        self.live = graph.live(day);
        let known = self.gates.len();
        let new = graph.new_gates::<B>(self.subject, known);
        if !new.is_empty() {
            Arc::make_mut(&mut self.gates).extend(new);
        }
        self.held.resize(graph.parties.len(), Pair::default());
        self.first.resize(graph.parties.len(), NONE);
        let all = B::of(&TermSet::all(graph.categories().len()));
        let mut waiting: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (source, recipient) in moved {
            for (_, wave) in self.waves_of(*source) {
                waiting.entry(wave.hops + 1).or_default().insert(*recipient);
            }
        }
        let mut touched: BTreeSet<u32> = BTreeSet::new();
        while let Some((hops, parties)) = waiting.pop_first() {
            for party in parties {
                if self.is_origin(party) {
                    continue;
                }
                let new = self.arriving_at(graph, party, hops, &all);
                let old = self.wave_at(party, hops).map(|wave| wave.terms.clone()).unwrap_or_default();
                if new.certain == old.certain && new.possible == old.possible {
                    continue;
                }
                self.set_wave(party, hops, new);
                for hop in graph.out(party) {
                    waiting.entry(hops + 1).or_default().insert(hop.recipient);
                }
                if touched.insert(party) {
                    for later in self.later(graph, party, hops) {
                        waiting.entry(later).or_default().insert(party);
                    }
                }
            }
        }
        for party in &touched {
            let mut held = Pair::default();
            for (_, wave) in self.waves_of(*party) {
                held.add(&wave.terms);
            }
            let Some(place) = self.held.get_mut(*party as usize) else { continue };
            let before = std::mem::replace(place, held.clone());
            for hop in graph.out(*party) {
                if let Some(gate) = self.gates.get(hop.profile as usize) {
                    let (before, after) = (gate.pass(&before), gate.pass(&held));
                    if before.certain != after.certain || before.possible != after.possible {
                        carrying.insert(hop.flow);
                    }
                }
            }
        }
        changed.extend(touched);
    }

    fn is_origin(&self, party: u32) -> bool {
        self.waves_of(party).next().is_some_and(|(_, wave)| wave.hops == 0)
    }

    /// The numbers of hops after `hops` in which something can reach a party.
    fn later(&self, graph: &SharingGraph, party: u32, hops: u32) -> BTreeSet<u32> {
        let sources = graph.arriving(party).iter().filter(|hop| self.live.has(hop.period)).map(|hop| hop.source);
        let arrivals = sources.flat_map(|source| self.waves_of(source).map(|(_, wave)| wave.hops + 1));
        let own = self.waves_of(party).map(|(_, wave)| wave.hops);
        arrivals.chain(own).filter(|later| *later > hops).collect()
    }

    /// What reaches a party in exactly this many hops and not sooner.
    fn arriving_at(&self, graph: &SharingGraph, party: u32, hops: u32, all: &B) -> Pair<B> {
        let mut arriving = Pair::<B>::default();
        let Some(before) = hops.checked_sub(1) else { return arriving };
        for hop in graph.arriving(party).iter().filter(|hop| self.live.has(hop.period)) {
            if let (Some(gate), Some(given)) = (self.gates.get(hop.profile as usize), self.wave_at(hop.source, before))
            {
                arriving.add(&gate.pass(&given.terms));
            }
        }
        let mut sooner = Pair::<B>::default();
        for (_, wave) in self.waves_of(party).take_while(|(_, wave)| wave.hops < hops) {
            sooner.add(&wave.terms);
        }
        arriving.minus(&sooner).and(all)
    }

    /// Puts a wave in its place among those of a party, or takes it out when it brings nothing.
    fn set_wave(&mut self, party: u32, hops: u32, terms: Pair<B>) {
        let mut chain: Vec<(u32, u32)> = self.waves_of(party).map(|(number, wave)| (wave.hops, number)).collect();
        let place = chain.partition_point(|(of, _)| *of < hops);
        let known = chain.get(place).filter(|(of, _)| *of == hops).map(|(_, number)| *number);
        match (known, terms.is_empty()) {
            (Some(number), false) => {
                if let Some(wave) = self.waves.get_mut(number as usize) {
                    wave.terms = terms;
                }
                return;
            }
            (Some(_), true) => {
                chain.remove(place);
            }
            (None, false) => {
                chain.insert(place, (hops, super::number(self.waves.len())));
                self.waves.push(Wave { party, hops, next: NONE, terms });
            }
            (None, true) => return,
        }
        let mut next = NONE;
        for (_, number) in chain.iter().rev() {
            if let Some(wave) = self.waves.get_mut(*number as usize) {
                wave.next = next;
            }
            next = *number;
        }
        if let Some(first) = self.first.get_mut(party as usize) {
            *first = next;
        }
    }
}
