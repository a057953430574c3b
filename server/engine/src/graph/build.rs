//! From a register to its graph.

use std::sync::Arc;

use kept_schema::{PartyKind, Register, TaxonomyKind};

use super::interned::{Interned, Met};
use super::{Hop, Inward, Node, Row, SharingGraph, TermSet};
use crate::hash::FastMap;

impl SharingGraph {
    /// The graph of a register.
    #[must_use]
    pub fn new(register: &Register) -> Self {
        let taxonomy = register.taxonomy().clone();
        let numbers: FastMap<&str, u32> = register.parties().keys().map(|key| key.as_str()).zip(0..).collect();
        let party = |key: &kept_schema::PartyKey| numbers.get(key.as_str()).copied();
        let node = |(record, number): (&Arc<_>, u32)| node(register, record, |key| party(key).unwrap_or(number));
        let parties: Vec<Node> = register.parties().values().zip(0..).map(node).collect();
        let by_key = (0..super::number(parties.len())).collect();

        let mut interned = Interned::new(taxonomy.clone());
        let mut met = Met::default();
        let (mut flows, mut records) = (Vec::new(), Vec::new());
        let (mut leaving, mut arriving) = (vec![0_usize; parties.len()], vec![0_usize; parties.len()]);
        for record in register.flows().values() {
            // INVARIANT (edges resolve): validation refuses flows between unknown parties.
            let (Some(source), Some(recipient)) = (party(&record.source), party(&record.recipient)) else { continue };
            for (counts, end) in [(&mut leaving, source), (&mut arriving, recipient)] {
                if let Some(count) = counts.get_mut(end as usize) {
                    *count += 1;
                }
            }
            flows.push(interned.row(record, [source, recipient], &mut met));
            records.push(Some(record.clone()));
        }

        let mut out: Vec<Vec<Hop>> = leaving.into_iter().map(Vec::with_capacity).collect();
        let mut into: Vec<Vec<Inward>> = arriving.into_iter().map(Vec::with_capacity).collect();
        for (flow, row) in (0..).zip(&flows) {
            if let Some(hops) = out.get_mut(row.source as usize) {
                hops.push(row.hop(flow));
            }
            if let Some(hops) = into.get_mut(row.recipient as usize) {
                hops.push(row.inward(flow));
            }
        }
        let table = taxonomy.table(TaxonomyKind::Category);
        let terms: Vec<_> = table.iter().map(|(term, _)| (term, TermSet::down(table, [term]))).collect();
        let mut graph = Self {
            parties: Arc::new(parties),
            by_key: Arc::new(by_key),
            operated: Arc::default(),
            flows: flows.into_iter().collect(),
            records: records.into_iter().collect(),
            free: Vec::new(),
            out: out.into_iter().map(Arc::from).collect(),
            into: into.into_iter().map(Arc::from).collect(),
            terms: Arc::new(terms),
            interned: Arc::new(interned),
            taxonomy: taxonomy.clone(),
        };
        graph.find_operated();
        graph
    }
}

/// A party; `number` finds the one that operates it.
pub(super) fn node(
    register: &Register,
    record: &Arc<kept_schema::Versioned<kept_schema::Party>>,
    number: impl Fn(&kept_schema::PartyKey) -> u32,
) -> Node {
    let operator = register.operator_of(&record.key);
    let own = register.parties().get(operator).is_some_and(|party| party.kind == PartyKind::SelfParty);
    Node { record: record.clone(), operator: number(operator), own }
}

impl Row {
    pub(super) const fn hop(&self, flow: u32) -> Hop {
        Hop { flow, recipient: self.recipient, period: self.period, profile: self.profile }
    }

    pub(super) const fn inward(&self, flow: u32) -> Inward {
        let Self { source, period, profile, usage, handling, .. } = *self;
        Inward { flow, source, period, profile, usage, handling }
    }
}
