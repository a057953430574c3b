//! From the graph of one revision to that of the next.

use std::sync::Arc;

use kept_schema::{Change, Flow, NodeId, PartyKey, Record, Register};

use super::build::node;
use super::interned::Met;
use super::{Hop, Interned, Inward, NEVER, Node, Row, SharingGraph};

/// What became of the flows and parties between two revisions, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moved {
    /// The flows that are new, gone or different, with their rows before and after.
    pub(crate) flows: Vec<(u32, Option<Row>, Option<Row>)>,
    /// The parties that are new or different.
    pub(crate) parties: Vec<u32>,
}

impl SharingGraph {
    /// The graph of `register`, which `changes` turned the register of this graph into: in time that
    /// depends on what changed. Parties keep their numbers, and so do flows.
    #[must_use]
    pub fn updated(&self, register: &Register, changes: &[Change]) -> Self {
        self.changed(register, changes).0
    }

    pub(crate) fn changed(&self, register: &Register, changes: &[Change]) -> (Self, Moved) {
        if changes.iter().any(|change| matches!(change.id, NodeId::Term(..))) {
            // Positions of terms are others now, and with them everything.
            return (Self::new(register), Moved::default());
        }
        let mut graph = self.clone();
        let mut moved = Moved::default();
        // Twice, because a new party may be operated by one that comes after it.
        for change in changes.iter().chain(changes) {
            if let NodeId::Party(key) = &change.id {
                moved.parties.extend(graph.move_party(register, key));
            }
        }
        if changes.iter().any(changes_operators) {
            graph.renew_operators(register);
        }
        if !moved.parties.is_empty() {
            graph.find_operated();
        }
        let flow = |record: &Option<Record>| match record {
            Some(Record::Flow(flow)) => Some(flow.clone()),
            _ => None,
        };
        for change in changes.iter().filter(|change| matches!(change.id, NodeId::Flow(_))) {
            moved.flows.extend(graph.move_flow(register, flow(&change.before).as_ref(), flow(&change.after).as_ref()));
        }
        (graph, moved)
    }

    fn move_party(&mut self, register: &Register, key: &PartyKey) -> Option<u32> {
        let known = self.party_number(key);
        let Some(record) = register.parties().get(key) else {
            // Nothing refers to it any more; its number is not given away again.
            let party = known?;
            Arc::make_mut(&mut self.by_key).retain(|other| *other != party);
            if let Some(node) = Arc::make_mut(&mut self.parties).get_mut(party as usize) {
                (node.operator, node.own) = (party, false);
            }
            return Some(party);
        };
        let party = known.unwrap_or_else(|| super::number(self.parties.len()));
        let node = node(register, record, |operator| self.party_number(operator).unwrap_or(party));
        let parties = Arc::make_mut(&mut self.parties);
        match parties.get_mut(party as usize) {
            Some(place) => *place = node,
            None => {
                parties.push(node);
                self.out.push([].into());
                self.into.push([].into());
                let place =
                    self.by_key.partition_point(|other| self.node(*other).is_some_and(|node| node.record.key < *key));
                Arc::make_mut(&mut self.by_key).insert(place, party);
            }
        }
        Some(party)
    }

    fn renew_operators(&mut self, register: &Register) {
        let renew = |(number, old): (u32, &Node)| match register.parties().get(&old.record.key) {
            Some(record) => node(register, record, |operator| self.party_number(operator).unwrap_or(number)),
            None => old.clone(),
        };
        self.parties = Arc::new(self.nodes().map(renew).collect());
    }

    fn move_flow(
        &mut self,
        register: &Register,
        before: Option<&Flow>,
        after: Option<&Flow>,
    ) -> Option<(u32, Option<Row>, Option<Row>)> {
        let known = before.and_then(|flow| self.flow_number(flow));
        let old = known.and_then(|flow| self.row(flow)).copied();
        let ends = after.and_then(|flow| Some([self.party_number(&flow.source)?, self.party_number(&flow.recipient)?]));
        let new = after.zip(ends).map(|(flow, ends)| self.intern(flow, ends));
        let same_ends =
            old.zip(new).is_some_and(|(old, new)| (old.source, old.recipient) == (new.source, new.recipient));
        if let (Some(flow), Some(old)) = (known, old)
            && !same_ends
        {
            self.detach(flow, &old);
        }
        let flow = match (known, new) {
            (Some(flow), None) => {
                self.flows.set(flow as usize, Row { period: NEVER, ..old? });
                self.records.set(flow as usize, None);
                self.free.push(flow);
                flow
            }
            (known, Some(new)) => {
                let record = register.flows().get(&after?.key)?.clone();
                let flow = known.or_else(|| self.free.pop());
                let flow = match flow {
                    Some(flow) => {
                        self.flows.set(flow as usize, new);
                        self.records.set(flow as usize, Some(record));
                        flow
                    }
                    None => {
                        self.flows.push(new);
                        self.records.push(Some(record));
                        super::number(self.flows.len() - 1)
                    }
                };
                self.attach(flow, &new, same_ends);
                flow
            }
            (None, None) => return None,
        };
        Some((flow, old, new))
    }

    fn intern(&mut self, flow: &Flow, ends: [u32; 2]) -> Row {
        let known = self.interned.find(flow, ends);
        known.unwrap_or_else(|| Interned::row(Arc::make_mut(&mut self.interned), flow, ends, &mut Met::default()))
    }

    fn detach(&mut self, flow: u32, row: &Row) {
        let out: Arc<[Hop]> = self.out(row.source).iter().filter(|hop| hop.flow != flow).copied().collect();
        self.out.set(row.source as usize, out);
        let into: Arc<[Inward]> = self.arriving(row.recipient).iter().filter(|hop| hop.flow != flow).copied().collect();
        self.into.set(row.recipient as usize, into);
    }

    /// Puts a flow where its key belongs, or in the place it has already.
    fn attach(&mut self, flow: u32, row: &Row, in_place: bool) {
        let Some(key) = self.flow(flow).map(|flow| flow.key.clone()) else { return };
        let before = |other: u32| other != flow && self.key_order(other, &key).is_lt();
        let mut out = self.out(row.source).to_vec();
        let place = out.partition_point(|hop| before(hop.flow));
        match out.get_mut(place).filter(|_| in_place) {
            Some(hop) => *hop = row.hop(flow),
            None => out.insert(place, row.hop(flow)),
        }
        let mut into = self.arriving(row.recipient).to_vec();
        let place = into.partition_point(|hop| before(hop.flow));
        match into.get_mut(place).filter(|_| in_place) {
            Some(hop) => *hop = row.inward(flow),
            None => into.insert(place, row.inward(flow)),
        }
        self.out.set(row.source as usize, out.into());
        self.into.set(row.recipient as usize, into.into());
    }
}

/// Whether a change may give a party another operator, or make it ours.
pub(crate) fn changes_operators(change: &Change) -> bool {
    let told = |record: &Option<Record>| match record {
        Some(Record::Party(party)) => Some((party.kind, party.operator.clone())),
        _ => None,
    };
    matches!(change.id, NodeId::Party(_)) && change.before.is_some() && told(&change.before) != told(&change.after)
}
