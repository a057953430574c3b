//! Who holds which data: everyone at once, and how it got there for those one asks about.

use kept_schema::taxonomy::TermIx;
use kept_schema::{Day, PartyKey, Register, TaxonomyKind, TermKey};

use super::bits::Bits;
use super::travel::Lane;
use super::who::Unions;
use super::{Recipient, SharingGraph, TermSet};
use crate::Certainty;

/// Someone who holds data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder<'a> {
    /// Who.
    pub party: &'a PartyKey,
    /// Whether it certainly holds some of it.
    pub certainty: Certainty,
    /// In how many hops, at least, data of that certainty gets there.
    pub hops: u32,
}

/// Who besides ourselves holds some data on a day. How it got to one of them is worked out when it is asked for.
#[derive(Debug)]
pub struct Holders<'a> {
    graph: &'a SharingGraph,
    reach: Reach,
    purposes: Unions<'a>,
    regions: Unions<'a>,
    /// Hops, party and certainty, in order.
    found: Vec<(u32, u32, Certainty)>,
}

/// How data reaches parties, and which of it is wanted.
#[derive(Debug)]
enum Reach {
    Narrow(Vec<Lane<u128>>, u128),
    Wide(Vec<Lane<TermSet>>, TermSet),
}

impl<'a> Holders<'a> {
    /// All of them: nearest first, then by key.
    pub fn iter(&self) -> impl Iterator<Item = Holder<'a>> {
        let graph = self.graph;
        let holder = move |&(hops, party, certainty): &(u32, u32, Certainty)| {
            Some(Holder { party: &graph.node(party)?.record.key, certainty, hops })
        };
        self.found.iter().filter_map(holder)
    }

    /// How it gets to some of them, in their order; those who do not hold any are left out.
    #[must_use]
    pub fn recipients<'k>(&self, of: impl IntoIterator<Item = &'k PartyKey>) -> Vec<Recipient> {
        let mut wanted: Vec<u32> = of.into_iter().filter_map(|key| self.graph.party_number(key)).collect();
        wanted.sort_unstable();
        self.tell(|party| wanted.binary_search(&party).is_ok())
    }

    pub(super) fn tell(&self, wanted: impl Fn(u32) -> bool) -> Vec<Recipient> {
        let unions = (&self.purposes, &self.regions);
        let recipient = |party| match &self.reach {
            Reach::Narrow(lanes, terms) => self.graph.recipient(lanes, party, terms, unions),
            Reach::Wide(lanes, terms) => self.graph.recipient(lanes, party, terms, unions),
        };
        // Nearest first, so that paths are known before they are continued.
        let wanted = self.found.iter().map(|(_, party, _)| *party).filter(|party| wanted(*party));
        wanted.filter_map(recipient).collect()
    }
}

impl SharingGraph {
    /// Who besides ourselves holds some of the categories `of`, or of what stands under them, on
    /// `day`. With `subjects`, only their data counts.
    #[must_use]
    pub fn holders<'a>(
        &'a self,
        register: &'a Register,
        of: &[TermKey],
        day: Day,
        subjects: &[TermKey],
    ) -> Holders<'a> {
        let taxonomy = register.taxonomy();
        let mut wanted = TermSet::down(self.categories(), self.categories().find_all(of));
        let known: Vec<TermIx> = taxonomy.table(TaxonomyKind::Subject).find_all(subjects).collect();
        if known.is_empty() && !subjects.is_empty() {
            wanted = TermSet::default();
        }
        let closed = self.closed(&wanted);
        let mut holders = Holders {
            graph: self,
            reach: Reach::Narrow(Vec::new(), 0),
            purposes: Unions::new(taxonomy.table(TaxonomyKind::Purpose), &self.interned.purposes),
            regions: Unions::new(taxonomy.table(TaxonomyKind::Region), &self.interned.regions),
            found: Vec::new(),
        };
        if wanted.is_empty() {
            return holders;
        }
        let origins = self.own();
        if self.is_narrow() {
            let (lanes, wanted) = (Lane::all(self, (&origins, day), self.gates(&known), &closed), Bits::of(&wanted));
            holders.found = self.find_holders(&lanes, &wanted);
            holders.reach = Reach::Narrow(lanes, wanted);
        } else {
            let lanes = Lane::all(self, (&origins, day), self.gates(&known), &closed);
            holders.found = self.find_holders(&lanes, &wanted);
            holders.reach = Reach::Wide(lanes, wanted);
        }
        holders
    }

    fn find_holders<B: Bits>(&self, lanes: &[Lane<B>], wanted: &B) -> Vec<(u32, u32, Certainty)> {
        let mut nearest: Vec<Option<(Certainty, u32)>> = vec![None; self.parties.len()];
        for Lane { flood, .. } in lanes {
            for ((party, held), nearest) in (0..).zip(&flood.held).zip(&mut nearest) {
                let certainty = match held.and(wanted) {
                    held if held.is_empty() => continue,
                    held if held.certain.is_empty() => Certainty::Possible,
                    _ => Certainty::Certain,
                };
                let wave = flood.first_of(party, certainty, wanted).and_then(|wave| flood.waves.get(wave as usize));
                let Some(wave) = wave else { continue };
                // Of what is equally certain, the nearest counts.
                let is_better = |(known, hops)| certainty > known || (certainty == known && wave.hops < hops);
                if nearest.is_none_or(is_better) {
                    *nearest = Some((certainty, wave.hops));
                }
            }
        }
        let found = (0..).zip(nearest).filter(|(party, _)| !self.is_own(*party));
        let mut found: Vec<_> =
            found.filter_map(|(party, nearest)| nearest.map(|(certainty, hops)| (hops, party, certainty))).collect();
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.party_order(a.1, b.1)));
        found
    }
}
