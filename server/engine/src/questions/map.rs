//! A part of the sharing graph, small enough to be looked at.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use kept_schema::{Day, FlowKey, PartyKey, Register, TermKey};
use serde::Serialize;

use crate::graph::{Row, TermSet, Terms, Travel};
use crate::{Certainty, SharingGraph};

/// Which part is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapQuery {
    /// Only what carries some of these categories, or of what stands under them; any data of ours when empty.
    pub of: Vec<TermKey>,
    /// The parties to start from, with everyone they share with; all those that hold some of it when empty.
    pub around: Vec<PartyKey>,
    /// How many parties at most: the nearest to us, or to those to start from.
    pub first: usize,
}

/// A part of the sharing graph on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SharingMap {
    /// Ours first, then the nearest to us, then by key; those that nothing of it reaches last.
    pub parties: Vec<MapParty>,
    /// The live flows between them, by key.
    pub flows: Vec<MapFlow>,
    /// How many parties there are to show, these among them.
    pub total: usize,
}

/// A party on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MapParty {
    /// Who.
    pub party: PartyKey,
    /// Whether it certainly holds some of what is asked about; `None` for our own, and for who holds none.
    pub certainty: Option<Certainty>,
    /// How many sharings away from us it is; 0 for our own, `None` when nothing of it gets there.
    pub hops: Option<u32>,
    /// How many more parties than are shown it shares some of it with.
    pub hidden: usize,
}

/// A flow on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MapFlow {
    /// Which.
    pub flow: FlowKey,
    /// Whether it certainly carries some of what is asked about; `None` when it carries nothing of ours.
    pub certainty: Option<Certainty>,
    /// What it carries of that, without what stands under another of them, by key; what it certainly carries also under what it
    /// only possibly does.
    pub categories: Vec<(TermKey, Certainty)>,
}

/// The part of the graph that a query asks for, on `day`.
#[must_use]
pub fn sharing_map(register: &Register, graph: &SharingGraph, query: &MapQuery, day: Day) -> SharingMap {
    let holders = graph.holders(register, &every_category(graph, &query.of), day, &[]);
    let mut nearest: BTreeMap<u32, (Certainty, u32)> = BTreeMap::new();
    for holder in holders.iter() {
        let Some(party) = graph.party_number(holder.party) else { continue };
        nearest.insert(party, (holder.certainty, holder.hops));
    }
    let drawing = Drawing::new(graph, &query.of, day);
    let (shown, total) = if query.around.is_empty() {
        drawing.nearest_us(&nearest, query.first)
    } else {
        let around = query.around.iter().filter_map(|party| graph.party_number(party)).collect();
        drawing.around(around, query.first)
    };
    let mut parties: Vec<(u32, MapParty)> = Vec::with_capacity(shown.len());
    for party in &shown {
        let Some(node) = graph.node(*party) else { continue };
        let held = nearest.get(party).copied();
        let own = graph.is_own(*party).then_some(0);
        let hidden = drawing.neighbours(*party).difference(&shown).count();
        let (certainty, hops) = (held.map(|(certainty, _)| certainty), own.or(held.map(|(_, hops)| hops)));
        parties.push((*party, MapParty { party: node.record.key.clone(), certainty, hops, hidden }));
    }
    parties.sort_by(|(a, at), (b, bt)| {
        let far = |hops: Option<u32>| hops.unwrap_or(u32::MAX);
        far(at.hops).cmp(&far(bt.hops)).then_with(|| graph.party_order(*a, *b))
    });
    let mut flows: Vec<MapFlow> = shown
        .iter()
        .flat_map(|party| drawing.out_of(*party))
        .filter(|(_, row, _)| shown.contains(&row.recipient))
        .filter_map(|(flow, _, carried)| drawing.flow(flow, &carried))
        .collect();
    flows.sort_by(|a, b| a.flow.cmp(&b.flow));
    SharingMap { parties: parties.into_iter().map(|(_, party)| party).collect(), flows, total }
}

/// The categories asked about; when none is, those that stand under no other.
fn every_category(graph: &SharingGraph, of: &[TermKey]) -> Vec<TermKey> {
    if !of.is_empty() {
        return of.to_vec();
    }
    let all = TermSet::all(graph.categories().len());
    graph.category_keys(graph.topmost(&all))
}

/// What is drawn: live flows, and of them those that carry what is asked about.
struct Drawing<'a> {
    graph: &'a SharingGraph,
    travel: Travel<'a>,
    wanted: TermSet,
    /// Whether flows that carry nothing of ours are drawn too: only when nothing is asked about.
    whatever: bool,
    live: crate::graph::Live,
}

impl<'a> Drawing<'a> {
    fn new(graph: &'a SharingGraph, of: &[TermKey], day: Day) -> Self {
        let table = graph.categories();
        let wanted = if of.is_empty() { TermSet::all(table.len()) } else { TermSet::down(table, table.find_all(of)) };
        let travel = Travel::new(graph, &graph.own(), day, &[]);
        Self { graph, travel, wanted, whatever: of.is_empty(), live: graph.live(day) }
    }

    /// What a flow carries of what is asked about, when it is drawn.
    fn drawn(&self, row: &Row) -> Option<Terms> {
        let carried = self.travel.carried(row).and(&self.wanted);
        (!carried.is_empty() || (self.whatever && self.live.has(row.period))).then_some(carried)
    }

    fn out_of(&self, party: u32) -> Vec<(u32, &'a Row, Terms)> {
        self.drawn_of(self.graph.flows_from(party))
    }

    fn drawn_of(&self, flows: impl Iterator<Item = u32>) -> Vec<(u32, &'a Row, Terms)> {
        let drawn = |flow| {
            let row = self.graph.row(flow)?;
            Some((flow, row, self.drawn(row)?))
        };
        flows.filter_map(drawn).collect()
    }

    /// Whom a party shares with, in either direction.
    fn neighbours(&self, party: u32) -> BTreeSet<u32> {
        let out = self.out_of(party).into_iter().map(|(_, row, _)| row.recipient);
        let arriving = self.drawn_of(self.graph.flows_to(party)).into_iter().map(|(_, row, _)| row.source);
        out.chain(arriving).filter(|other| *other != party).collect()
    }

    /// Those that hold some of it, nearest first, and those of ours that it comes from.
    fn nearest_us(&self, nearest: &BTreeMap<u32, (Certainty, u32)>, first: usize) -> (BTreeSet<u32>, usize) {
        let mut order: Vec<(u32, u32)> = nearest.iter().map(|(party, (_, hops))| (*hops, *party)).collect();
        order.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| self.graph.party_order(a.1, b.1)));
        let own: BTreeSet<u32> =
            self.graph.own().into_iter().filter(|party| !self.neighbours(*party).is_empty()).collect();
        let total = own.len() + order.len();
        // Of many systems of ours, those that give to who is shown come first.
        let mut shown: BTreeSet<u32> = BTreeSet::new();
        for (_, party) in order {
            let sources = self.neighbours(party).into_iter().filter(|other| own.contains(other));
            let fresh: Vec<u32> = sources.chain([party]).filter(|party| !shown.contains(party)).collect();
            if shown.len() + fresh.len() > first && !shown.is_empty() {
                break;
            }
            shown.extend(fresh);
        }
        shown.extend(own.into_iter().take(first.saturating_sub(shown.len())));
        (shown.into_iter().collect(), total)
    }

    /// Some parties, and those they share with, the most connected of these to them first.
    fn around(&self, around: Vec<u32>, first: usize) -> (BTreeSet<u32>, usize) {
        let centre: BTreeSet<u32> = around.into_iter().collect();
        let mut links: BTreeMap<u32, usize> = BTreeMap::new();
        for party in &centre {
            for other in self.neighbours(*party).difference(&centre) {
                *links.entry(*other).or_default() += 1;
            }
        }
        let total = centre.len() + links.len();
        let mut order: Vec<(u32, usize)> = links.into_iter().collect();
        order.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| self.graph.party_order(a.0, b.0)));
        let mut queue: VecDeque<u32> = order.into_iter().map(|(party, _)| party).collect();
        let mut shown = centre;
        while shown.len() < first
            && let Some(party) = queue.pop_front()
        {
            shown.insert(party);
        }
        (shown, total)
    }

    fn flow(&self, flow: u32, carried: &Terms) -> Option<MapFlow> {
        let categories = self.graph.broadest(carried);
        let certainty = carried.best().map(|(certainty, _)| certainty);
        Some(MapFlow { flow: self.graph.flow(flow)?.key.clone(), certainty, categories })
    }
}
