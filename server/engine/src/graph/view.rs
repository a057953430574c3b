//! The graph of a day as petgraph sees it, for its algorithms.

use fixedbitset::FixedBitSet;
use kept_schema::{Day, PartyKey};
use petgraph::Direction;
use petgraph::algo::kosaraju_scc;
use petgraph::visit::{
    GraphBase, GraphProp, GraphRef, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, NodeCount,
    NodeIndexable, Visitable,
};

use super::{Hop, Inward, Live, SharingGraph};

/// The live flows of a day: parties are nodes, flows are edges.
#[derive(Clone, Copy, Debug)]
pub(super) struct LiveView<'a> {
    graph: &'a SharingGraph,
    live: &'a Live,
}

impl<'a> LiveView<'a> {
    pub(super) fn new(graph: &'a SharingGraph, live: &'a Live) -> Self {
        Self { graph, live }
    }
}

impl GraphBase for LiveView<'_> {
    type EdgeId = u32;
    type NodeId = u32;
}

impl GraphRef for LiveView<'_> {}

impl GraphProp for LiveView<'_> {
    type EdgeType = petgraph::Directed;
}

impl NodeCount for LiveView<'_> {
    fn node_count(&self) -> usize {
        self.graph.parties.len()
    }
}

impl NodeIndexable for LiveView<'_> {
    fn node_bound(&self) -> usize {
        self.graph.parties.len()
    }

    fn to_index(&self, party: u32) -> usize {
        party as usize
    }

    fn from_index(&self, index: usize) -> u32 {
        super::number(index)
    }
}

impl IntoNodeIdentifiers for LiveView<'_> {
    type NodeIdentifiers = std::ops::Range<u32>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        0..super::number(self.graph.parties.len())
    }
}

impl Visitable for LiveView<'_> {
    type Map = FixedBitSet;

    fn visit_map(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.graph.parties.len())
    }

    fn reset_map(&self, map: &mut FixedBitSet) {
        map.clear();
        map.grow(self.graph.parties.len());
    }
}

/// The parties at the other end of a party's live flows.
#[derive(Clone, Debug)]
pub(super) enum Neighbors<'a> {
    /// Where its flows go.
    Out(std::slice::Iter<'a, Hop>, &'a Live),
    /// Where flows to it come from.
    Into(std::slice::Iter<'a, Inward>, &'a Live),
}

impl Iterator for Neighbors<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        match self {
            Self::Out(hops, live) => hops.find(|hop| live.has(hop.period)).map(|hop| hop.recipient),
            Self::Into(hops, live) => hops.find(|hop| live.has(hop.period)).map(|hop| hop.source),
        }
    }
}

impl<'a> IntoNeighbors for LiveView<'a> {
    type Neighbors = Neighbors<'a>;

    fn neighbors(self, party: u32) -> Neighbors<'a> {
        Neighbors::Out(self.graph.out(party).iter(), self.live)
    }
}

impl<'a> IntoNeighborsDirected for LiveView<'a> {
    type NeighborsDirected = Neighbors<'a>;

    fn neighbors_directed(self, party: u32, direction: Direction) -> Neighbors<'a> {
        match direction {
            Direction::Outgoing => self.neighbors(party),
            Direction::Incoming => Neighbors::Into(self.graph.arriving(party).iter(), self.live),
        }
    }
}

impl SharingGraph {
    /// The parties that pass data around in circles on `day`: every largest set in which each can
    /// reach each other, by key.
    #[must_use]
    pub fn circles(&self, day: Day) -> Vec<Vec<PartyKey>> {
        // Not Tarjan's algorithm, which recurses and overflows the stack on long chains.
        let mut circles: Vec<Vec<u32>> = kosaraju_scc(LiveView::new(self, &self.live(day)))
            .into_iter()
            .filter(|parties| parties.len() > 1)
            .collect();
        for circle in &mut circles {
            circle.sort_unstable();
        }
        circles.sort_unstable();
        let key = |party: &u32| self.node(*party).map(|node| node.record.key.clone());
        circles.iter().map(|circle| circle.iter().filter_map(key).collect()).collect()
    }
}
