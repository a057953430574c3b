//! How long data was kept on its way: of all paths that bring it, and not only of the shortest one.

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::Duration;

use super::bits::Bits;
use super::flood::Flood;
use super::{Inward, SharingGraph};
use crate::Certainty;
use crate::hash::FastMap;

/// What is asked of the time that one of the hops of a path keeps data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kept {
    /// So many days or longer.
    For(u32),
    /// It is not recorded.
    Unrecorded,
}

impl Kept {
    /// Whether a hop that keeps data this long meets it.
    pub(crate) fn is_met(self, retention: Option<Duration>) -> bool {
        match (self, retention) {
            (Self::For(days), Some(retention)) => retention >= Duration::from_days(days),
            (Self::Unrecorded, None) => true,
            _ => false,
        }
    }
}

/// A shortest path to a party that brings it some of what was wanted and has a hop that keeps data so long, with what
/// it brings; and the parties whose incoming flows decide that.
pub(super) type Lasting<B> = (Option<(Vec<u32>, B)>, Vec<u32>);

/// A hop that leads to what is wanted.
struct Leading<'f, B> {
    hop: &'f Inward,
    recipient: u32,
    lasts: bool,
    gate: &'f super::profile::Gate<B>,
}

/// A search of one lane.
struct Search<'f, B> {
    graph: &'f SharingGraph,
    flood: &'f Flood<B>,
    certainty: Certainty,
    kept: Kept,
    /// What of each party leads to what is wanted.
    leading: BTreeMap<u32, B>,
    hops: Vec<Leading<'f, B>>,
}

/// Finds it. A path starts at an origin and comes back to none: what an origin holds, it gives away anew.
pub(super) fn lasting<B: Bits>(
    (graph, flood): (&SharingGraph, &Flood<B>),
    party: u32,
    certainty: Certainty,
    kept: Kept,
    wanted: &B,
) -> Lasting<B> {
    // What is found within so many hops of the party is the shortest when all that is so near was looked at; most is near.
    let mut most = 1;
    loop {
        let mut search = Search { graph, flood, certainty, kept, leading: BTreeMap::new(), hops: Vec::new() };
        let (visited, is_all) = search.walk_back(party, wanted, most);
        search.lead(&visited);
        let levels = search.reach(party, wanted).filter(|levels| is_all || levels.len() <= most + 1);
        if is_all || levels.is_some() {
            let found = levels.and_then(|levels| search.path(party, wanted, &levels));
            return (found, visited.into_iter().collect());
        }
        most *= 2;
    }
}

impl<'f, B: Bits> Search<'f, B> {
    fn live(&self, party: u32) -> impl Iterator<Item = &'f Inward> + use<'f, B> {
        let flood = self.flood;
        self.graph.arriving(party).iter().filter(|hop| flood.live.has(hop.period))
    }

    fn is_origin(&self, party: u32) -> bool {
        self.flood.waves_of(party).next().is_some_and(|(_, wave)| wave.hops == 0)
    }

    /// What of its source's data a hop lets through to become some of `wanted`.
    fn needed(&self, hop: &Inward, wanted: &B) -> Option<B> {
        let gate = self.flood.gates.get(hop.profile as usize)?;
        let held = self.flood.held.get(hop.source as usize)?;
        let needed = gate.needed_for(self.certainty, wanted).and(held.with(self.certainty));
        (!needed.is_empty()).then_some(needed)
    }

    /// Finds what leads to what is wanted, from hop to hop until nothing is new or `most` hops were walked. The parties
    /// that were walked through and are no origins, and whether nothing is left.
    fn walk_back(&mut self, party: u32, wanted: &B, most: usize) -> (BTreeSet<u32>, bool) {
        let mut visited = BTreeSet::new();
        self.leading.insert(party, wanted.clone());
        let mut open = BTreeSet::from([party]);
        // INVARIANT (it ends): a party is opened again only for terms it was not opened for.
        for _ in 0..most {
            for party in std::mem::take(&mut open) {
                if self.is_origin(party) {
                    continue;
                }
                visited.insert(party);
                let wanted = self.leading.get(&party).cloned().unwrap_or_default();
                for hop in self.live(party) {
                    let Some(needed) = self.needed(hop, &wanted) else { continue };
                    let known = self.leading.entry(hop.source).or_default();
                    if !needed.minus(known).is_empty() {
                        known.add(&needed);
                        open.insert(hop.source);
                    }
                }
            }
        }
        open.retain(|party| !self.is_origin(*party));
        (visited, open.is_empty())
    }

    /// The hops between what was found.
    fn lead(&mut self, visited: &BTreeSet<u32>) {
        let mut hops = Vec::new();
        for party in visited {
            let Some(wanted) = self.leading.get(party) else { continue };
            for hop in self.live(*party).filter(|hop| self.needed(hop, wanted).is_some()) {
                let lasts = self.kept.is_met(self.graph.retention(hop));
                if let Some(gate) = self.flood.gates.get(hop.profile as usize) {
                    hops.push(Leading { hop, recipient: *party, lasts, gate });
                }
            }
        }
        self.hops = hops;
    }

    /// What reaches a party in exactly this many hops, on any path.
    fn wave(&self, party: u32, hops: u32) -> B {
        let wave = self.flood.wave_at(party, hops);
        wave.map(|wave| wave.terms.with(self.certainty).clone()).unwrap_or_default()
    }

    /// What reaches parties first in how many hops, one of which keeps it so long: by the number of hops, up to the one
    /// that brings some of what is wanted.
    fn reach(&self, party: u32, wanted: &B) -> Option<Vec<BTreeMap<u32, B>>> {
        // By how many hops data comes to the source of a hop that keeps it so long, and all hops by their source: only
        // where something arrives is anything passed on.
        let mut starts: BTreeMap<u32, Vec<(&Leading<'f, B>, &B)>> = BTreeMap::new();
        let mut onward: FastMap<u32, Vec<&Leading<'f, B>>> = FastMap::default();
        for leading in &self.hops {
            onward.entry(leading.hop.source).or_default().push(leading);
            if leading.lasts {
                for (_, wave) in self.flood.waves_of(leading.hop.source) {
                    starts.entry(wave.hops).or_default().push((leading, wave.terms.with(self.certainty)));
                }
            }
        }
        let mut levels: Vec<BTreeMap<u32, B>> = vec![BTreeMap::new()];
        let mut reached: BTreeMap<u32, B> = BTreeMap::new();
        // INVARIANT (it ends): no later start is left at some time, and then each level has terms that were not reached.
        for hops in 0.. {
            let known = levels.last()?;
            let mut new: BTreeMap<u32, B> = BTreeMap::new();
            let mut pass = |leading: &Leading<'f, B>, given: &B| {
                let Some(leads) = self.leading.get(&leading.recipient) else { return };
                let passed = leading.gate.pass_with(self.certainty, given).and(leads);
                let passed = reached.get(&leading.recipient).map_or(passed.clone(), |known| passed.minus(known));
                if !passed.is_empty() {
                    new.entry(leading.recipient).or_default().add(&passed);
                }
            };
            for (leading, wave) in starts.remove(&hops).into_iter().flatten() {
                pass(leading, wave);
            }
            for (source, given) in known {
                onward.get(source).into_iter().flatten().for_each(|leading| pass(leading, given));
            }
            for (party, terms) in &new {
                reached.entry(*party).or_default().add(terms);
            }
            let arrived = new.get(&party).is_some_and(|terms| terms.intersects(wanted));
            let over = new.is_empty() && starts.is_empty();
            levels.push(new);
            if arrived {
                return Some(levels);
            }
            if over {
                return None;
            }
        }
        None
    }

    /// Walks back from the party, always by the first flow that is on such a path.
    fn path(&self, party: u32, wanted: &B, levels: &[BTreeMap<u32, B>]) -> Option<(Vec<u32>, B)> {
        let at = |party: u32, hops: u32| levels.get(hops as usize)?.get(&party).cloned();
        let (mut party, mut hops) = (party, u32::try_from(levels.len()).ok()?.checked_sub(1)?);
        // What is still to pass a hop that lasts, and what may come by any way since one follows.
        let (mut before, mut after) = (at(party, hops)?.and(wanted), B::default());
        let mut flows = Vec::new();
        while let Some(sooner) = hops.checked_sub(1) {
            let leading = self.hops.iter().filter(|leading| leading.recipient == party);
            let mut steps = leading.filter_map(|Leading { hop, lasts, gate, .. }| {
                let needed = |wanted: &B| gate.needed_for(self.certainty, wanted);
                let wave = self.wave(hop.source, sooner);
                let still = needed(&before).and(&at(hop.source, sooner).unwrap_or_default());
                let mut any = needed(&after).and(&wave);
                if *lasts {
                    any.add(&needed(&before).and(&wave));
                }
                (!still.is_empty() || !any.is_empty()).then_some((hop.flow, hop.source, still, any))
            });
            let (flow, source, still, any) = steps.next()?;
            flows.push(flow);
            (party, hops, before, after) = (source, sooner, still, any);
        }
        flows.reverse();
        let mut given = after;
        for row in flows.iter().filter_map(|flow| self.graph.row(*flow)) {
            given = self.flood.gates.get(row.profile as usize)?.pass_with(self.certainty, &given);
        }
        Some((flows, given.and(wanted)))
    }
}
