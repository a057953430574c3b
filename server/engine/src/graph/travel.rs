//! The travel of data from some origins on a day: what every flow carries and how it got there.

use std::cell::{OnceCell, RefCell};

use kept_schema::Day;
use kept_schema::taxonomy::TermIx;

use super::bits::{Bits, Pair};
use super::flood::{Flood, LastHop};
use super::{Row, SharingGraph, TermSet, Terms};
use crate::Certainty;

/// The travel of data from some origins on a day.
#[derive(Debug)]
pub(crate) struct Travel<'a> {
    graph: &'a SharingGraph,
    lanes: Lanes,
    carrying: OnceCell<Vec<u32>>,
}

/// One for each subject whose data is told apart, or one for everyone's data.
#[derive(Debug)]
enum Lanes {
    Narrow(Vec<Lane<u128>>),
    Wide(Vec<Lane<TermSet>>),
}

/// A flood and the last hops of the paths that were asked for.
#[derive(Debug)]
pub(super) struct Lane<B> {
    pub(super) flood: Flood<B>,
    last_hops: RefCell<Vec<LastHops<B>>>,
}

/// The last hops to a party that were asked for, by what was wanted there.
type LastHops<B> = Vec<(Certainty, B, Option<LastHop<B>>)>;

/// A path and what travels it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Journey {
    /// Its flows.
    pub(crate) flows: Vec<u32>,
    /// A category that travels all of it.
    pub(crate) category: Option<TermIx>,
    /// The subject whose data travels, when subjects were asked for.
    pub(crate) subject: Option<TermIx>,
}

impl<'a> Travel<'a> {
    pub(crate) fn new(graph: &'a SharingGraph, origins: &[u32], day: Day, subjects: &[TermIx]) -> Self {
        let terms = TermSet::all(graph.categories().len());
        let lanes = if graph.is_narrow() {
            Lanes::Narrow(Lane::all(graph, (origins, day), subjects, &terms))
        } else {
            Lanes::Wide(Lane::all(graph, (origins, day), subjects, &terms))
        };
        Self { graph, lanes, carrying: OnceCell::new() }
    }

    /// What a flow carries; nothing when it is not live.
    #[inline]
    pub(crate) fn carried(&self, row: &Row) -> Terms {
        match &self.lanes {
            Lanes::Narrow(lanes) => carried(lanes, row),
            Lanes::Wide(lanes) => carried(lanes, row),
        }
    }

    /// The flows that carry something, in order.
    pub(crate) fn carrying(&self) -> impl Iterator<Item = (u32, &'a Row)> {
        let find = || {
            let flows = self.graph.rows().filter(|(_, row)| match &self.lanes {
                Lanes::Narrow(lanes) => carries(lanes, row),
                Lanes::Wide(lanes) => carries(lanes, row),
            });
            flows.map(|(flow, _)| flow).collect()
        };
        let flows = self.carrying.get_or_init(find);
        flows.iter().filter_map(|flow| Some((*flow, self.graph.row(*flow)?)))
    }

    /// A shortest path of some of `wanted` that ends with `flow`, the first by keys.
    pub(crate) fn journey(&self, flow: u32, certainty: Certainty, wanted: &TermSet) -> Option<Journey> {
        match &self.lanes {
            Lanes::Narrow(lanes) => journey(self.graph, lanes, flow, certainty, wanted),
            Lanes::Wide(lanes) => journey(self.graph, lanes, flow, certainty, wanted),
        }
    }
}

impl<B: Bits> Lane<B> {
    pub(super) fn all(
        graph: &SharingGraph,
        (origins, day): (&[u32], Day),
        subjects: &[TermIx],
        terms: &TermSet,
    ) -> Vec<Self> {
        graph.floods(origins, day, subjects, terms).into_iter().map(Self::new).collect()
    }

    fn new(flood: Flood<B>) -> Self {
        Self { flood, last_hops: RefCell::default() }
    }

    /// A shortest path that brings a party some of `wanted`, and what of it. Of several, the one whose last
    /// flow comes first, then whose last but one does, and so on.
    pub(super) fn path(
        &self,
        graph: &SharingGraph,
        party: u32,
        certainty: Certainty,
        wanted: &B,
    ) -> Option<(Vec<u32>, B)> {
        self.flood.first_of(party, certainty, wanted)?;
        let (mut flows, mut party, mut needed) = (Vec::new(), party, wanted.clone());
        // INVARIANT (it ends): each hop comes from a party that is one hop nearer.
        while let Some(hop) = self.last_hop(graph, party, certainty, &needed) {
            flows.push(hop.flow);
            (party, needed) = (hop.source, hop.needed);
        }
        flows.reverse();
        let mut given = needed;
        for row in flows.iter().filter_map(|flow| graph.row(*flow)) {
            given = self.flood.gates.get(row.profile as usize)?.pass_with(certainty, &given);
        }
        Some((flows, given.and(wanted)))
    }

    /// Many findings ask for the way to the same party.
    fn last_hop(&self, graph: &SharingGraph, party: u32, certainty: Certainty, wanted: &B) -> Option<LastHop<B>> {
        let mut known = self.last_hops.borrow_mut();
        if known.len() <= party as usize {
            known.resize_with(graph.parties.len(), Vec::new);
        }
        let known = known.get_mut(party as usize)?;
        if let Some((.., hop)) = known.iter().find(|(of, terms, _)| *of == certainty && terms == wanted) {
            return hop.clone();
        }
        let hop = self.flood.last_hop(graph, party, certainty, wanted);
        known.push((certainty, wanted.clone(), hop.clone()));
        hop
    }
}

fn carries<B: Bits>(lanes: &[Lane<B>], row: &Row) -> bool {
    lanes.iter().any(|Lane { flood, .. }| {
        flood.live.has(row.period)
            && flood.held.get(row.source as usize).is_some_and(|held| {
                let gate = flood.gates.get(row.profile as usize);
                !held.possible.is_empty() && gate.is_some_and(|gate| !gate.pass(held).is_empty())
            })
    })
}

fn carried<B: Bits>(lanes: &[Lane<B>], row: &Row) -> Terms {
    let mut carried = Pair::<B>::default();
    for Lane { flood, .. } in lanes.iter().filter(|lane| lane.flood.live.has(row.period)) {
        let held = flood.held.get(row.source as usize).filter(|held| !held.is_empty());
        if let (Some(held), Some(gate)) = (held, flood.gates.get(row.profile as usize)) {
            carried.add(&gate.pass(held));
        }
    }
    Terms { certain: carried.certain.to_set(), possible: carried.possible.to_set() }
}

fn journey<B: Bits>(
    graph: &SharingGraph,
    lanes: &[Lane<B>],
    flow: u32,
    certainty: Certainty,
    wanted: &TermSet,
) -> Option<Journey> {
    let row = graph.row(flow)?;
    let wanted = B::of(wanted);
    let journeys = lanes.iter().filter_map(|lane| {
        let gate = lane.flood.gates.get(row.profile as usize)?;
        let needed = gate.needed_for(certainty, &wanted);
        let (mut flows, given) = lane.path(graph, row.source, certainty, &needed)?;
        flows.push(flow);
        let arriving = gate.pass_with(certainty, &given).and(&wanted).to_set();
        let category = arriving.first().and_then(|index| graph.category(index));
        Some(Journey { flows, category, subject: lane.flood.subject })
    });
    journeys.min_by(|a, b| {
        let order = a.flows.len().cmp(&b.flows.len()).then_with(|| graph.order(&a.flows, &b.flows));
        order.then_with(|| (a.category, a.subject).cmp(&(b.category, b.subject)))
    })
}
