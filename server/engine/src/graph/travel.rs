//! The travel of data from some origins on a day: what every flow carries and how it got there.

use std::cell::{OnceCell, RefCell};

use kept_schema::Day;
use kept_schema::taxonomy::TermIx;

use super::bits::{Bits, Pair};
use super::flood::Flood;
use super::trails::Trails;
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

/// A flood and its paths, which are asked for only where something is wrong.
#[derive(Debug)]
pub(super) struct Lane<B> {
    pub(super) flood: Flood<B>,
    certain: RefCell<Trails<B>>,
    possible: RefCell<Trails<B>>,
}

/// A path and what travels it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
        let lane = |flood| Self {
            flood,
            certain: RefCell::new(Trails::new(Certainty::Certain)),
            possible: RefCell::new(Trails::new(Certainty::Possible)),
        };
        graph.floods(origins, day, subjects, terms).into_iter().map(lane).collect()
    }

    /// A shortest path that brings a party some of `wanted`, the first by keys, and what of it.
    pub(super) fn path(
        &self,
        graph: &SharingGraph,
        party: u32,
        certainty: Certainty,
        wanted: &B,
    ) -> Option<(Vec<u32>, B)> {
        let wave = self.flood.first_of(party, certainty, wanted)?;
        let trails = match certainty {
            Certainty::Certain => &self.certain,
            Certainty::Possible => &self.possible,
        };
        Some(trails.borrow_mut().find(graph, &self.flood, wave, wanted))
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
    journeys.min_by(|a, b| (a.flows.len(), a).cmp(&(b.flows.len(), b)))
}
