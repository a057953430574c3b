//! The sharing graph: who passes which data to whom, as numbers and bit sets.
//!
//! Parties and flows have numbers that stay theirs while others come and go; what is in an order is in
//! the order of keys. Copies share all that is the same, so that the graph of the next revision costs
//! no more than what changed. The graph knows nothing of days until it is asked.

mod bits;
mod build;
pub(crate) mod change;
mod cuts;
mod flood;
mod holders;
mod interned;
mod lasting;
mod lists;
mod onward;
mod pages;
mod paths;
mod profile;
mod refresh;
mod terms;
mod travel;
mod view;
mod who;

use std::cmp::Ordering;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use kept_schema::taxonomy::{Taxonomy, TermIx, TermTable};
use kept_schema::{
    Consent, Consideration, Day, Duration, Flow, FlowKey, Notice, Party, PartyKey, TaxonomyKind, Versioned,
};

use crate::contracts::FlowLists;
use crate::hash::FastMap;
pub use holders::{Holder, Holders};
use interned::{Interned, NEVER};
pub(crate) use lasting::Kept;
pub(crate) use lists::{ListId, Lists, NOT_RECORDED};
use pages::Pages;
pub use paths::{PathQuery, PathResult, SharingPath};
use profile::Profile;
pub(crate) use terms::{TermSet, Terms};
pub(crate) use travel::{Derived, Journey, Sending, Spread, Travel};
pub use who::{Receipt, Recipient};

/// The sharing graph of a register: everything that questions about paths need, independent of
/// the day.
#[derive(Clone, Debug)]
pub struct SharingGraph {
    taxonomy: Arc<Taxonomy>,
    parties: Arc<Vec<Node>>,
    /// The numbers of the parties in the order of their keys.
    by_key: Arc<Vec<u32>>,
    /// The parties of each operator, itself among them, in the order of their keys.
    operated: Arc<FastMap<u32, Vec<u32>>>,
    flows: Pages<Row>,
    /// The records of the flows, by number; none for numbers whose flow is gone.
    records: Pages<Option<Arc<Versioned<Flow>>>>,
    /// Numbers whose flow is gone, to be given away again.
    free: Vec<u32>,
    /// The hops out of each party in the order of their flows' keys; a list of its own each, so that a
    /// change of one party's flows leaves the others alone.
    out: Pages<Arc<[Hop]>>,
    /// The hops into each party in the order of their flows' keys.
    into: Pages<Arc<[Inward]>>,
    /// The categories, and what stands under each.
    terms: Arc<Vec<(TermIx, TermSet)>>,
    interned: Arc<Interned>,
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
    period: u32,
    profile: u32,
}

/// A hop seen from its recipient.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inward {
    flow: u32,
    pub(crate) source: u32,
    period: u32,
    profile: u32,
    usage: u32,
    handling: u32,
}

/// What rules ask of a flow, as numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) source: u32,
    pub(crate) recipient: u32,
    pub(crate) period: u32,
    profile: u32,
    usage: u32,
    pub(crate) handling: u32,
    /// When someone last checked that it is as declared.
    pub(crate) verified_on: Option<Day>,
}

impl Row {
    /// The same for flows that say the same of what they carry, what for, where and how it is handled.
    pub(crate) const fn declaration(&self) -> (u32, u32, u32) {
        (self.profile, self.usage, self.handling)
    }
}

/// What the recipient uses the data for, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Usage {
    pub(crate) purposes: ListId,
    pub(crate) regions: ListId,
}

/// How the recipient handles the data. Flows repeat few combinations very often.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Handling {
    pub(crate) safeguards: ListId,
    pub(crate) retention: Option<Duration>,
    pub(crate) consent: Option<Consent>,
    pub(crate) consideration: Option<Consideration>,
}

/// The periods that a day lies in.
#[derive(Clone, Debug)]
pub(crate) struct Live(FixedBitSet);

impl Live {
    /// Whether a hop or row with this period is live.
    #[inline]
    pub(crate) fn has(&self, period: u32) -> bool {
        self.0.contains(period as usize)
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
        self.by_key.len()
    }

    /// How many flows there are.
    #[must_use]
    pub fn flow_count(&self) -> usize {
        self.flows.len() - self.free.len()
    }

    /// One more than the highest number of a flow.
    pub(crate) fn flow_bound(&self) -> usize {
        self.flows.len()
    }

    pub(crate) fn categories(&self) -> &TermTable {
        self.taxonomy.table(TaxonomyKind::Category)
    }

    pub(crate) fn lists(&self, kind: TaxonomyKind) -> &Lists {
        match kind {
            TaxonomyKind::Category => &self.interned.categories,
            TaxonomyKind::Purpose => &self.interned.purposes,
            TaxonomyKind::Subject => &self.interned.subjects,
            TaxonomyKind::Region => &self.interned.regions,
            TaxonomyKind::Safeguard => &self.interned.safeguards,
        }
    }

    pub(crate) fn party_number(&self, key: &PartyKey) -> Option<u32> {
        let order = |party: &u32| self.node(*party).map(|node| node.record.key.cmp(key));
        let place = self.by_key.binary_search_by(|party| order(party).unwrap_or(Ordering::Less)).ok()?;
        self.by_key.get(place).copied()
    }

    #[inline]
    pub(crate) fn node(&self, party: u32) -> Option<&Node> {
        self.parties.get(party as usize)
    }

    pub(crate) fn nodes(&self) -> impl Iterator<Item = (u32, &Node)> {
        (0..).zip(self.parties.iter())
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

    pub(crate) fn row(&self, flow: u32) -> Option<&Row> {
        self.flows.get(flow as usize)
    }

    /// The record of a flow.
    pub(crate) fn flow(&self, flow: u32) -> Option<&Flow> {
        self.records.get(flow as usize)?.as_deref().map(|record| &record.value)
    }

    /// An operator and the parties it operates, in the order of their keys.
    pub(crate) fn parties_of(&self, operator: u32) -> &[u32] {
        self.operated.get(&operator).map_or(&[], Vec::as_slice)
    }

    fn find_operated(&mut self) {
        let mut operated: FastMap<u32, Vec<u32>> = FastMap::default();
        for party in self.by_key.iter() {
            operated.entry(self.operator(*party)).or_default().push(*party);
        }
        self.operated = Arc::new(operated);
    }

    /// The flows out of a party, in the order of their keys.
    pub(crate) fn flows_from(&self, party: u32) -> impl Iterator<Item = u32> {
        self.out(party).iter().map(|hop| hop.flow)
    }

    /// The flows into a party, in the order of their keys.
    pub(crate) fn flows_to(&self, party: u32) -> impl Iterator<Item = u32> {
        self.arriving(party).iter().map(|hop| hop.flow)
    }

    /// The flows by which a party gives data, by key.
    pub fn given_by<'g>(&'g self, party: &PartyKey) -> impl Iterator<Item = &'g FlowKey> {
        let flows = self.party_number(party).into_iter().flat_map(|party| self.flows_from(party));
        flows.filter_map(|flow| self.flow(flow)).map(|flow| &flow.key)
    }

    /// The flows by which a party receives data, by key.
    pub fn brought_to<'g>(&'g self, party: &PartyKey) -> impl Iterator<Item = &'g FlowKey> {
        let flows = self.party_number(party).into_iter().flat_map(|party| self.flows_to(party));
        flows.filter_map(|flow| self.flow(flow)).map(|flow| &flow.key)
    }

    /// The number of a flow, found among those of its source.
    pub(crate) fn flow_number(&self, flow: &Flow) -> Option<u32> {
        let hops = self.out(self.party_number(&flow.source)?);
        let place = hops.binary_search_by(|hop| self.key_order(hop.flow, &flow.key)).ok()?;
        hops.get(place).map(|hop| hop.flow)
    }

    fn key_order(&self, flow: u32, key: &FlowKey) -> Ordering {
        self.flow(flow).map_or(Ordering::Less, |flow| flow.key.cmp(key))
    }

    /// The order of two equally long paths: by the keys of their flows, the last one first.
    pub(crate) fn order(&self, a: &[u32], b: &[u32]) -> Ordering {
        let key = |flow: &u32| self.flow(*flow).map(|flow| &flow.key);
        a.iter().rev().map(key).cmp(b.iter().rev().map(key))
    }

    /// The order of two parties by their keys.
    pub(crate) fn party_order(&self, a: u32, b: u32) -> Ordering {
        let key = |party| self.node(party).map(|node| &node.record.key);
        key(a).cmp(&key(b))
    }

    #[inline]
    pub(crate) fn usage(&self, row: &Row) -> Usage {
        self.interned.usages.get(row.usage as usize).copied().unwrap_or_default()
    }

    #[inline]
    pub(crate) fn handling(&self, row: &Row) -> Handling {
        self.interned.handlings.get(row.handling as usize).copied().unwrap_or_default()
    }

    /// How long the recipient of a hop keeps the data.
    fn retention(&self, hop: &Inward) -> Option<Duration> {
        self.interned.handlings.get(hop.handling as usize)?.retention
    }

    /// Which periods `day` lies in.
    pub(crate) fn live(&self, day: Day) -> Live {
        let day = day.number();
        let live = self.interned.periods.iter().map(|(from, until)| *from <= day && day < *until);
        Live(live.enumerate().filter(|(_, live)| *live).map(|(period, _)| period).collect())
    }

    #[inline]
    fn out(&self, party: u32) -> &[Hop] {
        self.out.get(party as usize).map_or(&[], |hops| hops)
    }

    #[inline]
    pub(crate) fn arriving(&self, party: u32) -> &[Inward] {
        self.into.get(party as usize).map_or(&[], |hops| hops)
    }

    /// All flows, by number.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (u32, &Row)> {
        (0..).take(self.flow_bound()).filter_map(|flow| Some((flow, self.row(flow)?)))
    }

    /// The live flows from one party to another, by key, without looking at all of a party with very many.
    pub(crate) fn live_between(&self, live: &Live, [source, recipient]: [u32; 2]) -> Vec<(u32, &Row)> {
        let (out, into) = (self.out(source), self.arriving(recipient));
        let row = |flow| Some((flow, self.row(flow)?));
        if out.len() <= into.len() {
            let between = out.iter().filter(|hop| hop.recipient == recipient && live.has(hop.period));
            return between.filter_map(|hop| row(hop.flow)).collect();
        }
        let between = into.iter().filter(|hop| hop.source == source && live.has(hop.period));
        between.filter_map(|hop| row(hop.flow)).collect()
    }

    /// The flows into a party, by key.
    pub(crate) fn rows_into(&self, party: u32) -> impl Iterator<Item = (u32, &Row)> {
        self.arriving(party).iter().filter_map(|hop| Some((hop.flow, self.row(hop.flow)?)))
    }

    /// Whether 128 categories are enough.
    fn is_narrow(&self) -> bool {
        self.terms.len() <= 128
    }

    /// The categories and the subjects that a flow records.
    pub(crate) fn recorded(&self, row: &Row) -> (ListId, ListId) {
        let profile = self.interned.profiles.get(row.profile as usize);
        profile.map_or((NOT_RECORDED, NOT_RECORDED), |profile| (profile.categories, profile.subjects))
    }

    /// The terms that a flow lists, in the order of the fields of [`crate::contracts::Declared`].
    pub(crate) fn listed(&self, row: &Row) -> FlowLists<'_> {
        let (known, usage, handling) = (&*self.interned, self.usage(row), self.handling(row));
        let (categories, subjects) = self.recorded(row);
        [
            known.categories.terms(categories),
            known.purposes.terms(usage.purposes),
            known.subjects.terms(subjects),
            known.regions.terms(usage.regions),
            known.safeguards.terms(handling.safeguards),
        ]
    }

    /// The categories that a flow derives and does not list.
    pub(crate) fn made(&self, row: &Row) -> &TermSet {
        static NOTHING: std::sync::OnceLock<TermSet> = std::sync::OnceLock::new();
        let profile = self.interned.profiles.get(row.profile as usize);
        profile.map_or_else(|| NOTHING.get_or_init(TermSet::default), |profile| &profile.made)
    }

    /// The category at a position.
    fn category(&self, index: usize) -> Option<TermIx> {
        self.terms.get(index).map(|(term, _)| *term)
    }

    /// The categories of a set, in the order of the taxonomy.
    pub(crate) fn category_terms<'s>(&'s self, set: &'s TermSet) -> impl Iterator<Item = TermIx> + 's {
        set.indices().filter_map(|index| self.category(index))
    }

    /// The categories of a set that do not stand under another of them, in the order of the taxonomy.
    pub(crate) fn topmost(&self, set: &TermSet) -> impl Iterator<Item = TermIx> + '_ {
        let mut left = set.clone();
        std::iter::from_fn(move || {
            // INVARIANT (parents first): the first one left stands under none of the others.
            let (term, under) = left.first().and_then(|index| self.terms.get(index))?;
            left = left.minus(under);
            Some(*term)
        })
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
}
