//! Declared flows that what is asked about may be part of.

use std::cell::OnceCell;

use kept_schema::taxonomy::{TermIx, TermTable};
use kept_schema::{Flow, TaxonomyKind};

use crate::contracts::FlowLists;
use crate::graph::{Derived, ListId, Row};
use crate::scene::Scene;
use crate::{SharingGraph, Verdict};

/// A declared flow as the graph knows it. A busy pair of parties has thousands, of which few list what is asked about.
pub(super) struct Candidate<'a> {
    flow: u32,
    row: &'a Row,
    lists: FlowLists<'a>,
    /// Worked out when it is needed.
    declaration: OnceCell<Option<Declaration<'a>>>,
}

/// A declared flow, with what questions about it need.
pub(super) struct Declaration<'a> {
    pub(super) flow: &'a Flow,
    pub(super) lists: FlowLists<'a>,
    /// Its regions, as the graph knows them.
    pub(super) regions: ListId,
    pub(super) derives: Vec<Derived>,
}

impl<'a> Candidate<'a> {
    pub(super) fn new(graph: &'a SharingGraph, flow: u32, row: &'a Row) -> Self {
        Self { flow, row, lists: graph.listed(row), declaration: OnceCell::new() }
    }

    /// How much of a pair is part of what it declares.
    pub(super) fn declares(&self, scene: &Scene<'_>, category: Option<TermIx>, purpose: Option<TermIx>) -> Verdict {
        let [categories, purposes, ..] = self.lists;
        let of_category = match category {
            Some(term) if scene.graph.made(self.row).contains(term) => Verdict::Kept,
            category => of_list(scene.graph.categories(), categories, category),
        };
        of_category.max(of_list(scene.comparer.table(TaxonomyKind::Purpose), purposes, purpose))
    }

    pub(super) fn declaration(&self, graph: &'a SharingGraph) -> Option<&Declaration<'a>> {
        let new = || {
            let flow = graph.flow(self.flow)?;
            let derived = |derivation| Derived::new(graph.categories(), derivation);
            let derives = flow.derives.iter().map(derived).collect();
            Some(Declaration { flow, lists: self.lists, regions: graph.usage(self.row).regions, derives })
        };
        self.declaration.get_or_init(new).as_ref()
    }
}

/// How much of a value is in a list: UNPROVEN when only one of them is recorded, or it stands above one that is listed.
fn of_list(table: &TermTable, list: &[TermIx], value: Option<TermIx>) -> Verdict {
    match value {
        None if list.is_empty() => Verdict::Kept,
        Some(value) if list.iter().any(|listed| table.covers(*listed, value)) => Verdict::Kept,
        Some(value) if !list.is_empty() && !list.iter().any(|listed| table.covers(value, *listed)) => Verdict::Broken,
        _ => Verdict::Unproven,
    }
}
