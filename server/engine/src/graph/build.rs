//! From a register to its graph.

use std::sync::Arc;

use kept_schema::{Flow, PartyKind, Register, TaxonomyKind};

use super::interned::{Interned, Met};
use super::pages::Pages;
use super::{Hop, Inward, Node, Row, SharingGraph, TermSet};
use crate::hash::FastMap;
use crate::threads::both;

/// How many flows are worth a thread of their own.
const WORTH_A_THREAD: usize = 10_000;

impl SharingGraph {
    /// The graph of a register.
    #[must_use]
    pub fn new(register: &Register) -> Self {
        Self::built(register, register.flows().len() >= WORTH_A_THREAD)
    }

    fn built(register: &Register, two_threads: bool) -> Self {
        let taxonomy = register.taxonomy().clone();
        let numbers: FastMap<&str, u32> = register.parties().keys().map(|key| key.as_str()).zip(0..).collect();
        let party = |key: &kept_schema::PartyKey| numbers.get(key.as_str()).copied();
        let node = |(record, number): (&Arc<_>, u32)| node(register, record, |key| party(key).unwrap_or(number));
        let parties: Vec<Node> = register.parties().values().zip(0..).map(node).collect();
        let by_key = (0..super::number(parties.len())).collect();

        // INVARIANT (edges resolve): validation refuses flows between unknown parties.
        let ends = |flow: &Flow| Some([party(&flow.source)?, party(&flow.recipient)?]);
        let records = || register.flows().values();
        let find_ends = || records().map(|record| ends(record)).collect::<Vec<_>>();
        let intern = || {
            let (mut interned, mut met) = (Interned::new(taxonomy.clone()), Met::default());
            let rows: Vec<Row> = records().map(|record| interned.row(record, [0; 2], &mut met)).collect();
            (interned, rows)
        };
        let (ends, (interned, rows)) = both(two_threads, find_ends, intern);
        let row =
            |(ends, row): (&Option<[u32; 2]>, Row)| ends.map(|[source, recipient]| Row { source, recipient, ..row });
        let flows: Vec<Row> = ends.iter().zip(rows).filter_map(row).collect();

        let out = || by_party(parties.len(), &flows, |flow, row| (row.source, row.hop(flow)));
        let into = || by_party(parties.len(), &flows, |flow, row| (row.recipient, row.inward(flow)));
        let (into, out) = both(two_threads, into, out);
        let records = records().zip(&ends).filter(|(_, ends)| ends.is_some()).map(|(record, _)| Some(record.clone()));
        let table = taxonomy.table(TaxonomyKind::Category);
        let terms: Vec<_> = table.iter().map(|(term, _)| (term, TermSet::down(table, [term]))).collect();
        let mut graph = Self {
            parties: Arc::new(parties),
            by_key: Arc::new(by_key),
            operated: Arc::default(),
            flows: flows.into_iter().collect(),
            records: records.collect(),
            free: Vec::new(),
            out,
            into,
            terms: Arc::new(terms),
            interned: Arc::new(interned),
            taxonomy: taxonomy.clone(),
        };
        graph.find_operated();
        graph
    }
}

/// The hops of each party, in the order of the flows.
fn by_party<H>(parties: usize, flows: &[Row], hop: impl Fn(u32, &Row) -> (u32, H)) -> Pages<Arc<[H]>> {
    let mut counts = vec![0_usize; parties];
    for (flow, row) in (0..).zip(flows) {
        if let Some(count) = counts.get_mut(hop(flow, row).0 as usize) {
            *count += 1;
        }
    }
    let mut hops: Vec<Vec<H>> = counts.into_iter().map(Vec::with_capacity).collect();
    for (flow, row) in (0..).zip(flows) {
        let (party, hop) = hop(flow, row);
        if let Some(hops) = hops.get_mut(party as usize) {
            hops.push(hop);
        }
    }
    hops.into_iter().map(Arc::from).collect()
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use kept_schema::document::{SourceFile, read_register};

    use super::*;

    #[test]
    fn two_threads_build_what_one_does() {
        let texts = [
            include_str!("../../../../seeds/example/contracts.yaml"),
            include_str!("../../../../seeds/example/flows.yaml"),
            include_str!("../../../../seeds/example/parties.yaml"),
            include_str!("../../../../seeds/example/terms.yaml"),
        ];
        let file = |text: &str| SourceFile { name: "example.yaml".to_owned(), bytes: text.as_bytes().to_vec() };
        let (register, _) = read_register(texts.map(file).into()).unwrap();
        let told = |graph: &SharingGraph| {
            let flows = graph.rows().map(|(flow, row)| (flow, *row, graph.flow(flow).unwrap().key.clone()));
            let flows: Vec<_> = flows.collect();
            let hops: Vec<_> =
                graph.nodes().map(|(party, _)| (graph.out(party).to_vec(), graph.arriving(party).to_vec())).collect();
            (flows.len(), format!("{flows:?}"), format!("{hops:?}"))
        };
        let [one, two] = [false, true].map(|two_threads| told(&SharingGraph::built(&register, two_threads)));
        assert!(one.0 > 10, "{}", one.0);
        assert_eq!(one, two);
    }
}
