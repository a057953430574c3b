//! Who gets which data, and what a party gets.

use kept_schema::taxonomy::{TermIx, TermTable};
use kept_schema::{Day, FlowKey, PartyKey, Register, TermKey};

use super::bits::{Bits, Pair};
use super::travel::Lane;
use super::{ListId, Lists, SharingGraph, TermSet, Terms, Travel};
use crate::Certainty;

/// Someone who gets data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Who.
    pub party: PartyKey,
    /// Whether it certainly gets some of it.
    pub certainty: Certainty,
    /// The length of the path.
    pub hops: u32,
    /// A shortest path of that certainty; of several, the one whose last flow comes first, then whose last
    /// but one does, and so on.
    pub path: Vec<FlowKey>,
    /// The terms asked about, and those under them, that it holds, by key.
    pub categories: Vec<(TermKey, Certainty)>,
    /// What for, as far as recorded: the purposes of the flows that bring it some, by key.
    pub purposes: Vec<TermKey>,
    /// Where, as far as recorded: the regions of the flows that bring it some, by key.
    pub regions: Vec<TermKey>,
}

/// Data of ours that a party receives by one flow.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Receipt {
    /// The flow.
    pub flow: FlowKey,
    /// Who gives it.
    pub source: PartyKey,
    /// What it carries, reduced to what does not stand under another of them, by key; what it certainly carries also under what
    /// it only possibly does.
    pub categories: Vec<(TermKey, Certainty)>,
    /// A shortest path of the best certainty that ends with the flow.
    pub path: Vec<FlowKey>,
}

/// What is found about a party.
#[derive(Clone, Debug, Default)]
struct Found {
    held: Terms,
    certain: Option<Vec<u32>>,
    possible: Option<Vec<u32>>,
    /// What the flows that bring it some are used for, and where.
    usages: Vec<u32>,
}

fn keep_first(graph: &SharingGraph, kept: &mut Option<Vec<u32>>, path: Vec<u32>) {
    let order = |kept: &Vec<u32>| path.len().cmp(&kept.len()).then_with(|| graph.order(&path, kept));
    if kept.as_ref().is_none_or(|kept| order(kept).is_lt()) {
        *kept = Some(path);
    }
}

impl SharingGraph {
    /// Who holds some of the categories `of`, or of what stands under them, on `day`: nearest
    /// first, then by key. With `subjects`, only their data counts.
    #[must_use]
    pub fn recipients(&self, register: &Register, of: &[TermKey], day: Day, subjects: &[TermKey]) -> Vec<Recipient> {
        self.holders(register, of, day, subjects).tell(|_| true)
    }

    pub(super) fn recipient<B: Bits>(
        &self,
        lanes: &[Lane<B>],
        party: u32,
        wanted: &B,
        (purposes, regions): (&Unions<'_>, &Unions<'_>),
    ) -> Option<Recipient> {
        let mut found = self.find_recipient(lanes, party, wanted)?;
        let (path, certainty) = match (found.certain.take(), found.possible.take()) {
            (Some(path), _) => (path, Certainty::Certain),
            (None, Some(path)) => (path, Certainty::Possible),
            (None, None) => return None,
        };
        let usages = || found.usages.iter().filter_map(|usage| self.interned.usages.get(*usage as usize));
        Some(Recipient {
            party: self.node(party)?.record.key.clone(),
            certainty,
            hops: super::number(path.len()),
            path: self.flow_keys(&path),
            categories: self.with_certainty(&found.held, self.category_terms(&found.held.possible)),
            purposes: purposes.keys(usages().map(|usage| usage.purposes)),
            regions: regions.keys(usages().map(|usage| usage.regions)),
        })
    }

    fn find_recipient<B: Bits>(&self, lanes: &[Lane<B>], party: u32, wanted: &B) -> Option<Found> {
        let mut held = Pair::<B>::default();
        for Lane { flood, .. } in lanes {
            held.add(&flood.held.get(party as usize)?.and(wanted));
        }
        if held.is_empty() {
            return None;
        }
        let mut found = Found::default();
        for lane in lanes {
            let keep = |certainty, kept: &mut Option<Vec<u32>>| {
                if let Some((path, _)) = lane.path(self, party, certainty, wanted) {
                    keep_first(self, kept, path);
                }
            };
            if held.certain.is_empty() {
                keep(Certainty::Possible, &mut found.possible);
            } else {
                keep(Certainty::Certain, &mut found.certain);
            }
            let flood = &lane.flood;
            for hop in self.arriving(party).iter().filter(|hop| flood.live.has(hop.period)) {
                let (Some(given), Some(gate)) =
                    (flood.held.get(hop.source as usize), flood.gates.get(hop.profile as usize))
                else {
                    continue;
                };
                if gate.pass_with(Certainty::Possible, &given.possible).intersects(wanted) {
                    found.usages.push(hop.usage);
                }
            }
        }
        found.usages.sort_unstable();
        found.usages.dedup();
        found.held = Terms { certain: held.certain.to_set(), possible: held.possible.to_set() };
        Some(found)
    }

    /// `wanted` and everything it can be derived from, in any number of steps.
    pub(super) fn closed(&self, wanted: &TermSet) -> TermSet {
        let mut closed = wanted.clone();
        loop {
            let mut larger = closed.clone();
            for profile in
                self.interned.deriving.iter().filter_map(|profile| self.interned.profiles.get(*profile as usize))
            {
                larger.add(&profile.origins_of(&closed));
            }
            if larger == closed {
                return closed;
            }
            closed = larger;
        }
    }

    /// What is held without what stands under another of it, by key. Under what only possibly is held, what certainly is
    /// stands by itself: something broad hides nothing narrow.
    pub(crate) fn broadest(&self, held: &Terms) -> Vec<(TermKey, Certainty)> {
        let told = TermSet::of(self.topmost(&held.possible).chain(self.topmost(&held.certain)));
        self.with_certainty(held, self.category_terms(&told))
    }

    fn with_certainty(&self, held: &Terms, terms: impl IntoIterator<Item = TermIx>) -> Vec<(TermKey, Certainty)> {
        let table = self.categories();
        let mut terms: Vec<_> =
            terms.into_iter().filter_map(|term| Some((table.get(term)?.key.clone(), held.certainty(term)))).collect();
        terms.sort_unstable();
        terms
    }

    /// What a party receives of our data on `day`: an entry for each live flow that carries some,
    /// by key.
    #[must_use]
    pub fn received(&self, _register: &Register, by: &PartyKey, day: Day) -> Vec<Receipt> {
        let Some(party) = self.party_number(by) else { return Vec::new() };
        let travel = Travel::new(self, &self.own(), day, &[]);
        let receipt = |flow: u32| {
            let row = self.row(flow)?;
            let carried = travel.carried(row);
            let (certainty, best) = carried.best()?;
            let journey = travel.journey(flow, certainty, best)?;
            Some(Receipt {
                flow: self.flow(flow)?.key.clone(),
                source: self.node(row.source)?.record.key.clone(),
                categories: self.broadest(&carried),
                path: self.flow_keys(&journey.flows),
            })
        };
        self.arriving(party).iter().filter_map(|hop| receipt(hop.flow)).collect()
    }

    /// How many pairs of a party and a category there are on `day` such that the party certainly or
    /// possibly holds the category: the size of everything there is to know about a day.
    #[must_use]
    pub fn holdings(&self, day: Day) -> usize {
        if self.is_narrow() { self.count_holdings::<u128>(day) } else { self.count_holdings::<TermSet>(day) }
    }

    fn count_holdings<B: Bits>(&self, day: Day) -> usize {
        let terms = TermSet::all(self.categories().len());
        let floods = self.floods::<B>(&self.own(), day, self.gates(&[]), &terms);
        floods.iter().flat_map(|flood| &flood.held).map(|held| held.possible.to_set().indices().count()).sum()
    }
}

/// The terms of several lists together, by key.
#[derive(Debug)]
pub(super) struct Unions<'a> {
    lists: &'a Lists,
    /// The terms of the taxonomy in the order of their keys.
    by_key: Vec<(TermIx, &'a TermKey)>,
}

impl<'a> Unions<'a> {
    pub(super) fn new(table: &'a TermTable, lists: &'a Lists) -> Self {
        let mut by_key: Vec<_> = table.iter().map(|(term, info)| (term, &info.key)).collect();
        by_key.sort_unstable_by_key(|(_, key)| *key);
        Self { lists, by_key }
    }

    fn keys(&self, of: impl Iterator<Item = ListId>) -> Vec<TermKey> {
        let mut union = TermSet::default();
        for set in of.filter_map(|list| self.lists.set(list)) {
            union.add(set);
        }
        self.by_key.iter().filter(|(term, _)| union.contains(*term)).map(|(_, key)| (*key).clone()).collect()
    }
}
