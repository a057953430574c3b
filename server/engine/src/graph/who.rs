//! Who gets which data, and what a party gets.

use kept_schema::taxonomy::TermIx;
use kept_schema::{Day, FlowKey, PartyKey, Register, TaxonomyKind, TermKey};

use super::spread::SubjectFilter;
use super::tracks::Tracks;
use super::{SharingGraph, TermSet, Terms, Travel};
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
    /// A shortest path of that certainty; of several, the one whose flow keys come first.
    pub path: Vec<FlowKey>,
    /// The terms asked about, and those under them, that it holds, by key.
    pub categories: Vec<(TermKey, Certainty)>,
    /// What for, as far as recorded: the purposes of the flows that bring it some, by key.
    pub purposes: Vec<TermKey>,
    /// Where, as far as recorded: the regions of the flows that bring it some, by key.
    pub regions: Vec<TermKey>,
}

/// Data of ours that a party receives by one flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The flow.
    pub flow: FlowKey,
    /// Who gives it.
    pub source: PartyKey,
    /// What it carries, reduced to what does not stand under another of them, by key.
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
    purposes: TermSet,
    regions: TermSet,
}

fn keep_first(kept: &mut Option<Vec<u32>>, path: Vec<u32>) {
    if kept.as_ref().is_none_or(|kept| (path.len(), &path) < (kept.len(), kept)) {
        *kept = Some(path);
    }
}

impl SharingGraph {
    /// Who holds some of the categories `of`, or of what stands under them, on `day`: nearest
    /// first, then by key. With `subjects`, only their data counts.
    #[must_use]
    pub fn recipients(&self, register: &Register, of: &[TermKey], day: Day, subjects: &[TermKey]) -> Vec<Recipient> {
        let taxonomy = register.taxonomy();
        let wanted = TermSet::down(self.categories(), self.categories().find_all(of));
        let known: Vec<TermIx> = taxonomy.table(TaxonomyKind::Subject).find_all(subjects).collect();
        if wanted.is_empty() || (known.is_empty() && !subjects.is_empty()) {
            return Vec::new();
        }
        let origins = self.own();
        let terms = self.closed(&wanted);
        let mut found = vec![Found::default(); self.parties.len()];
        for filter in self.subject_filters(&known) {
            self.find_recipients((&origins, day), filter.as_ref(), (&wanted, &terms), &mut found);
        }
        let mut recipients: Vec<(u32, Vec<u32>, Certainty, Found)> = (0..)
            .zip(found)
            .filter(|(party, _)| !self.is_own(*party))
            .filter_map(|(party, mut found)| match (found.certain.take(), found.possible.take()) {
                (Some(path), _) => Some((party, path, Certainty::Certain, found)),
                (None, Some(path)) => Some((party, path, Certainty::Possible, found)),
                (None, None) => None,
            })
            .collect();
        recipients.sort_by_key(|(party, path, ..)| (path.len(), *party));
        let keys = |kind, set: &TermSet| {
            let table = taxonomy.table(kind);
            let mut keys: Vec<TermKey> =
                set.terms(table).filter_map(|term| table.get(term)).map(|info| info.key.clone()).collect();
            keys.sort_unstable();
            keys
        };
        recipients
            .into_iter()
            .filter_map(|(party, path, certainty, found)| {
                Some(Recipient {
                    party: self.node(party)?.record.key.clone(),
                    certainty,
                    hops: super::number(path.len()),
                    path: self.flow_keys(&path),
                    categories: self.with_certainty(&found.held, found.held.possible.terms(self.categories())),
                    purposes: keys(TaxonomyKind::Purpose, &found.purposes),
                    regions: keys(TaxonomyKind::Region, &found.regions),
                })
            })
            .collect()
    }

    fn find_recipients(
        &self,
        from: (&[u32], Day),
        filter: Option<&SubjectFilter>,
        (wanted, terms): (&TermSet, &TermSet),
        found: &mut [Found],
    ) {
        let mut brought = |flow: u32, recipient: u32, passed: &TermSet| {
            if passed.intersects(wanted)
                && let Some(row) = self.row(flow)
                && let Some(found) = found.get_mut(recipient as usize)
            {
                for (kept, lists, list) in [
                    (&mut found.purposes, &self.purposes, row.purposes),
                    (&mut found.regions, &self.regions, row.regions),
                ] {
                    if let Some(set) = lists.set(list) {
                        kept.add(set);
                    }
                }
            }
        };
        let possible = Tracks::new(self, from, Certainty::Possible, filter, terms, &mut brought);
        let certain = Tracks::new(self, from, Certainty::Certain, filter, terms, |_, _, _| {});
        for (party, found) in (0..).zip(found) {
            let Some((track, _)) = possible.find(party, wanted) else { continue };
            found.held.possible.add(&possible.reaching(party).and(wanted));
            found.held.certain.add(&certain.reaching(party).and(wanted));
            match certain.find(party, wanted) {
                Some((track, _)) => keep_first(&mut found.certain, certain.path(track)),
                None => keep_first(&mut found.possible, possible.path(track)),
            }
        }
    }

    /// `wanted` and everything it can be derived from, in any number of steps.
    pub(super) fn closed(&self, wanted: &TermSet) -> TermSet {
        let mut closed = wanted.clone();
        loop {
            let mut larger = closed.clone();
            for profile in self.profiles.iter().filter(|profile| profile.derives()) {
                larger.add(&profile.origins_of(&closed));
            }
            if larger == closed {
                return closed;
            }
            closed = larger;
        }
    }

    fn with_certainty(&self, held: &Terms, terms: impl IntoIterator<Item = TermIx>) -> Vec<(TermKey, Certainty)> {
        let table = self.categories();
        let certainty = |term| if held.certain.contains(term) { Certainty::Certain } else { Certainty::Possible };
        let mut terms: Vec<_> =
            terms.into_iter().filter_map(|term| Some((table.get(term)?.key.clone(), certainty(term)))).collect();
        terms.sort_unstable();
        terms
    }

    /// What a party receives of our data on `day`: an entry for each live flow that carries some,
    /// by key.
    #[must_use]
    pub fn received(&self, _register: &Register, by: &PartyKey, day: Day) -> Vec<Receipt> {
        let Some(party) = self.party_number(by) else { return Vec::new() };
        let travel = Travel::new(self, self.own(), day, &[]);
        let receipt = |flow: u32| {
            let row = self.row(flow)?;
            let carried = travel.carried(row);
            let (certainty, best) = carried.best()?;
            let journey = travel.journey(flow, certainty, best)?;
            Some(Receipt {
                flow: self.flow(flow)?.key.clone(),
                source: self.node(row.source)?.record.key.clone(),
                categories: self.with_certainty(&carried, carried.possible.topmost(self.categories())),
                path: self.flow_keys(&journey.flows),
            })
        };
        self.into(party).iter().filter_map(|flow| receipt(*flow)).collect()
    }
}

impl SharingGraph {
    /// How many pairs of a party and a category there are on `day` such that the party certainly or
    /// possibly holds the category: the size of everything there is to know about a day.
    #[must_use]
    pub fn holdings(&self, day: Day) -> usize {
        self.spread(&self.own(), day, None).iter().map(|held| held.possible.indices().count()).sum()
    }
}
