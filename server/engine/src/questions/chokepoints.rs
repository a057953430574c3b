//! Which flows must end, so that a party no longer gets some data?

use kept_schema::{Day, FlowKey, PartyKey, TermKey};
use serde::Serialize;

use crate::SharingGraph;
use crate::graph::TermSet;

/// Flows whose end keeps a category from a party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Chokepoints {
    /// The flows to end, by key. None when the party does not get the category anyway.
    pub flows: Vec<FlowKey>,
    /// Whether it is shown that no fewer flows do. When `false` these stop it too, none of them can be
    /// spared, and a smaller set may exist.
    pub minimum: bool,
}

/// A smallest set of live flows whose end on `day` stops every travel, certain or possible, of the
/// category, or of anything under it, from us to a party. Of several the answer is always the same one,
/// near to us. `None` when the party is unknown, or ours: our own parties hold everything.
#[must_use]
pub fn chokepoints(graph: &SharingGraph, to: &PartyKey, category: &TermKey, day: Day) -> Option<Chokepoints> {
    let to = graph.party_number(to).filter(|to| !graph.is_own(*to))?;
    let table = graph.categories();
    let cut = graph.cut(to, &TermSet::down(table, table.find(category.as_str())), day);
    Some(Chokepoints { flows: graph.flow_keys(&cut.flows), minimum: cut.minimum })
}
