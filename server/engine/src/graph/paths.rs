//! The paths by which data gets to a party.

use fixedbitset::FixedBitSet;
use kept_schema::{Day, FlowKey, PartyKey, Register, TermKey};
use petgraph::visit::{Bfs, Reversed};

use super::bits::{Bits, Pair};
use super::flood::Gates;
use super::view::LiveView;
use super::{Hop, Live, SharingGraph, TermSet};
use crate::Certainty;

/// A question for paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathQuery {
    /// Where they end.
    pub to: PartyKey,
    /// Where they start, as if that party held the category; at any party of ours when `None`.
    pub from: Option<PartyKey>,
    /// What travels: the category or something under it.
    pub category: TermKey,
    /// When.
    pub day: Day,
    /// The longest path to look for.
    pub max_hops: u32,
    /// How many paths are enough.
    pub first: usize,
}

/// One path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharingPath {
    /// Whether some of the data certainly travels all the way.
    pub certainty: Certainty,
    /// The hops.
    pub flows: Vec<FlowKey>,
}

/// Paths: the shortest first, equally long ones in the order of their flow keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathResult {
    /// Whether these are all the paths there are. `false` when the search stopped at a bound and
    /// there may be more.
    pub complete: bool,
    /// The paths.
    pub paths: Vec<SharingPath>,
}

/// The most hops a search looks at: some tenths of a second.
const MAX_STEPS: u64 = 20_000_000;
/// The longest path a search looks for, whatever was asked.
const MAX_HOPS: u32 = 64;

impl SharingGraph {
    /// The paths by which a category gets to a party: the shortest first, equally long ones in the
    /// order of their flow keys. A path visits no party twice, except that it may end where it
    /// started.
    #[must_use]
    pub fn sharing_paths(&self, _register: &Register, query: &PathQuery) -> PathResult {
        if self.is_narrow() { self.search_paths::<u128>(query) } else { self.search_paths::<TermSet>(query) }
    }

    fn search_paths<B: Bits>(&self, query: &PathQuery) -> PathResult {
        let nothing = PathResult { complete: true, paths: Vec::new() };
        let (Some(to), Some(category)) =
            (self.party_number(&query.to), self.categories().find(query.category.as_str()))
        else {
            return nothing;
        };
        let wanted = TermSet::down(self.categories(), [category]);
        let relevant = self.closed(&wanted);
        let (origins, given) = match &query.from {
            None => (self.own(), &relevant),
            Some(from) => match self.party_number(from) {
                None => return nothing,
                Some(from) if self.is_own(from) => (vec![from], &relevant),
                Some(from) => (vec![from], &wanted),
            },
        };
        let given = Pair { certain: B::of(given), possible: B::of(given) };
        let live = self.live(query.day);
        let mut search = Search {
            graph: self,
            gates: self.gates(&[]).into_iter().next().map(|(_, gates)| gates).unwrap_or_default(),
            live: &live,
            to,
            passes_own: !origins.iter().any(|origin| self.is_own(*origin)),
            distance: self.distances_to(to, &live),
            wanted: B::of(&wanted),
            relevant: B::of(&relevant),
            first: query.first,
            steps: 0,
            visited: FixedBitSet::with_capacity(self.parties.len()),
            path: Vec::new(),
            paths: Vec::new(),
            longer: true,
            stopped: false,
        };
        let mut starts: Vec<(u32, Hop)> = origins
            .iter()
            .flat_map(|origin| self.out(*origin).iter().map(move |hop| (*origin, *hop)))
            .filter(|(_, hop)| live.has(hop.period))
            .collect();
        starts.sort_unstable_by_key(|(_, hop)| self.flow(hop.flow).map(|flow| &flow.key));
        // One length after the other, so that the shortest come first without keeping all
        // unfinished paths; when none is left unfinished at a length, there are no longer ones.
        for length in 1..=query.max_hops.min(MAX_HOPS) {
            search.longer = false;
            for (origin, hop) in &starts {
                search.visited.insert(*origin as usize);
                search.step(hop, &given, length);
                search.visited.set(*origin as usize, false);
            }
            if search.stopped || !search.longer {
                break;
            }
        }
        let complete = !search.stopped && (!search.longer || starts.is_empty());
        PathResult { complete, paths: search.paths }
    }

    /// How many hops every party is away from `to`, at least; `None` when no live flows lead there.
    fn distances_to(&self, to: u32, live: &Live) -> Vec<Option<u32>> {
        let view = LiveView::new(self, live);
        let mut distance = vec![None; self.parties.len()];
        let mut search = Bfs::new(Reversed(view), to);
        if let Some(distance) = distance.get_mut(to as usize) {
            *distance = Some(0);
        }
        while let Some(party) = search.next(Reversed(view)) {
            let further = distance.get(party as usize).copied().flatten().map(|hops: u32| hops + 1);
            for hop in self.arriving(party).iter().filter(|hop| live.has(hop.period)) {
                if let Some(distance) = distance.get_mut(hop.source as usize)
                    && distance.is_none()
                {
                    *distance = further;
                }
            }
        }
        distance
    }
}

struct Search<'a, B> {
    graph: &'a SharingGraph,
    gates: Gates<B>,
    live: &'a Live,
    to: u32,
    /// Whether parties of ours may stand in the middle of a path.
    passes_own: bool,
    distance: Vec<Option<u32>>,
    wanted: B,
    /// What is wanted and what it can be derived from.
    relevant: B,
    first: usize,
    steps: u64,
    visited: FixedBitSet,
    path: Vec<u32>,
    paths: Vec<SharingPath>,
    /// Whether there may be paths longer than the length being looked at.
    longer: bool,
    /// Whether the search was stopped at a bound.
    stopped: bool,
}

impl<B: Bits> Search<'_, B> {
    /// Follows `hop` with what travelled so far, for paths that are exactly `left`
    /// hops longer than those behind.
    fn step(&mut self, hop: &Hop, given: &Pair<B>, left: u32) {
        self.steps += 1;
        self.stopped |= self.steps > MAX_STEPS;
        if self.stopped || !self.live.has(hop.period) {
            return;
        }
        let ends = hop.recipient == self.to;
        let Some(distance) = self.distance.get(hop.recipient as usize).copied().flatten() else { return };
        if ends && left > 1 {
            // Shorter paths end here too and were found before.
            return;
        }
        if !ends {
            let blocked = !self.passes_own && self.graph.is_own(hop.recipient);
            if blocked || self.visited.contains(hop.recipient as usize) {
                return;
            }
        } else if self.visited.contains(hop.recipient as usize) && !self.started_at(hop.recipient) {
            return;
        }
        let Some(gate) = self.gates.get(hop.profile as usize) else { return };
        let passed = gate.pass(given).and(&self.relevant);
        if passed.is_empty() {
            return;
        }
        if ends {
            self.arrive(hop.flow, &passed);
            return;
        }
        if distance > left - 1 {
            self.longer = true;
            return;
        }
        self.path.push(hop.flow);
        self.visited.insert(hop.recipient as usize);
        let graph = self.graph;
        for next in graph.out(hop.recipient) {
            self.step(next, &passed, left - 1);
            if self.stopped {
                break;
            }
        }
        self.visited.set(hop.recipient as usize, false);
        self.path.pop();
    }

    /// Whether the path started at `party`; no flow leads back to where it begins.
    fn started_at(&self, party: u32) -> bool {
        self.path.first().and_then(|flow| self.graph.row(*flow)).is_some_and(|row| row.source == party)
    }

    fn arrive(&mut self, flow: u32, passed: &Pair<B>) {
        let certainty = if passed.certain.intersects(&self.wanted) {
            Certainty::Certain
        } else if passed.possible.intersects(&self.wanted) {
            Certainty::Possible
        } else {
            return;
        };
        if self.paths.len() >= self.first {
            self.stopped = true;
            return;
        }
        let mut flows = self.path.clone();
        flows.push(flow);
        self.paths.push(SharingPath { certainty, flows: self.graph.flow_keys(&flows) });
    }
}
