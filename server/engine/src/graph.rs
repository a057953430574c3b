//! The sharing graph: who passes which data to whom, as numbers and bit sets.
//!
//! Parties and flows are numbered in the order of their keys, so that comparing numbers compares
//! keys. The graph knows nothing of days until it is asked.

mod build;
mod lists;
mod paths;
mod profile;
mod spread;
mod terms;
mod tracks;
mod travel;
mod view;
mod who;

use std::sync::Arc;

use kept_schema::taxonomy::{Taxonomy, TermIx, TermTable};
use kept_schema::{
    Consent, Consideration, Day, Duration, Flow, FlowKey, Notice, Party, PartyKey, TaxonomyKind, Versioned,
};

pub(crate) use lists::{ListId, Lists};
pub use paths::{PathQuery, PathResult, SharingPath};
pub(crate) use profile::Profile;
pub(crate) use terms::{TermSet, Terms};
pub(crate) use travel::{Journey, Travel};
pub use who::{Receipt, Recipient};

/// The sharing graph of a register: everything that questions about paths need, independent of
/// the day.
#[derive(Clone, Debug)]
pub struct SharingGraph {
    taxonomy: Arc<Taxonomy>,
    parties: Vec<Node>,
    flows: Vec<Row>,
    /// The records of the flows, in the same order.
    records: Vec<Arc<Versioned<Flow>>>,
    /// The hops out of each party by flow; a list of its own each, so that a change of one party's
    /// flows leaves the others alone.
    out: Vec<Arc<[Hop]>>,
    /// The flows into each party, in order.
    into: Vec<Arc<[u32]>>,
    profiles: Vec<Profile>,
    purposes: Lists,
    subjects: Lists,
    regions: Lists,
    safeguards: Lists,
    categories: Lists,
    retentions: Vec<Option<Duration>>,
}

/// A party.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) record: Arc<Versioned<Party>>,
    /// The party at the end of the chain of operators.
    pub(crate) operator: u32,
    /// Whether the operator is SELF.
    pub(crate) own: bool,
}

/// What following a flow needs: small, because a search reads millions of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hop {
    pub(crate) flow: u32,
    pub(crate) recipient: u32,
    /// The first day, as a number.
    from: i32,
    /// The first day after the last, as a number.
    until: i32,
    profile: u32,
}

impl Hop {
    #[inline]
    pub(crate) const fn is_live(&self, day: i32) -> bool {
        self.from <= day && day < self.until
    }
}

/// What rules ask of a flow, as numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) source: u32,
    pub(crate) recipient: u32,
    from: i32,
    until: i32,
    profile: u32,
    pub(crate) categories: ListId,
    pub(crate) purposes: ListId,
    pub(crate) subjects: ListId,
    pub(crate) regions: ListId,
    pub(crate) safeguards: ListId,
    retention: u32,
    pub(crate) consent: Option<Consent>,
    pub(crate) consideration: Option<Consideration>,
}

impl Row {
    #[inline]
    pub(crate) const fn is_live(&self, day: i32) -> bool {
        self.from <= day && day < self.until
    }
}

/// A number for the next thing in a list. Registers hold far fewer than 2^32 of anything.
fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl SharingGraph {
    /// How many parties there are.
    #[must_use]
    pub fn party_count(&self) -> usize {
        self.parties.len()
    }

    /// How many flows there are.
    #[must_use]
    pub fn flow_count(&self) -> usize {
        self.flows.len()
    }

    pub(crate) fn categories(&self) -> &TermTable {
        self.taxonomy.table(TaxonomyKind::Category)
    }

    pub(crate) fn lists(&self, kind: TaxonomyKind) -> &Lists {
        match kind {
            TaxonomyKind::Category => &self.categories,
            TaxonomyKind::Purpose => &self.purposes,
            TaxonomyKind::Subject => &self.subjects,
            TaxonomyKind::Region => &self.regions,
            TaxonomyKind::Safeguard => &self.safeguards,
        }
    }

    pub(crate) fn party_number(&self, key: &PartyKey) -> Option<u32> {
        self.parties.binary_search_by(|node| node.record.key.cmp(key)).ok().map(number)
    }

    #[inline]
    pub(crate) fn node(&self, party: u32) -> Option<&Node> {
        self.parties.get(party as usize)
    }

    pub(crate) fn nodes(&self) -> impl Iterator<Item = (u32, &Node)> {
        (0..).zip(&self.parties)
    }

    /// The operator of a party; the party itself when it has none.
    #[inline]
    pub(crate) fn operator(&self, party: u32) -> u32 {
        self.node(party).map_or(party, |node| node.operator)
    }

    #[inline]
    pub(crate) fn is_own(&self, party: u32) -> bool {
        self.node(party).is_some_and(|node| node.own)
    }

    /// The parties of ours.
    pub(crate) fn own(&self) -> Vec<u32> {
        self.nodes().filter(|(_, node)| node.own).map(|(party, _)| party).collect()
    }

    #[inline]
    pub(crate) fn rows(&self) -> impl Iterator<Item = (u32, &Row)> {
        (0..).zip(&self.flows)
    }

    pub(crate) fn row(&self, flow: u32) -> Option<&Row> {
        self.flows.get(flow as usize)
    }

    /// The record of a flow.
    pub(crate) fn flow(&self, flow: u32) -> Option<&Flow> {
        self.records.get(flow as usize).map(|record| &record.value)
    }

    pub(crate) fn retention(&self, row: &Row) -> Option<Duration> {
        self.retentions.get(row.retention as usize).copied().flatten()
    }

    #[inline]
    fn out(&self, party: u32) -> &[Hop] {
        self.out.get(party as usize).map_or(&[], |hops| hops)
    }

    #[inline]
    fn into(&self, party: u32) -> &[u32] {
        self.into.get(party as usize).map_or(&[], |flows| flows)
    }

    #[inline]
    fn profile(&self, profile: u32) -> Option<&Profile> {
        self.profiles.get(profile as usize)
    }

    /// The keys of flows.
    pub(crate) fn flow_keys(&self, flows: &[u32]) -> Vec<FlowKey> {
        flows.iter().filter_map(|flow| self.flow(*flow)).map(|flow| flow.key.clone()).collect()
    }

    /// The keys of categories, in the order of keys.
    pub(crate) fn category_keys(&self, terms: impl IntoIterator<Item = TermIx>) -> Vec<kept_schema::TermKey> {
        let table = self.categories();
        let mut keys: Vec<_> =
            terms.into_iter().filter_map(|term| table.get(term)).map(|info| info.key.clone()).collect();
        keys.sort_unstable();
        keys
    }

    /// The systems a notice speaks for, in order: those it names, or its giver and all it operates.
    pub(crate) fn systems_of(&self, notice: &Notice) -> Vec<u32> {
        if notice.systems.is_empty() {
            let Some(giver) = notice.by.as_ref().and_then(|by| self.party_number(by)) else { return Vec::new() };
            return self.nodes().filter(|(_, node)| node.operator == giver).map(|(party, _)| party).collect();
        }
        let mut systems: Vec<u32> = notice.systems.iter().filter_map(|key| self.party_number(key)).collect();
        systems.sort_unstable();
        systems.dedup();
        systems
    }

    /// Whether the flow with this key is live on `day`.
    #[must_use]
    pub fn is_live(&self, flow: &FlowKey, day: Day) -> bool {
        let found = self.records.binary_search_by(|record| record.key.cmp(flow)).ok();
        found.and_then(|flow| self.flows.get(flow)).is_some_and(|row| row.is_live(day.number()))
    }
}
