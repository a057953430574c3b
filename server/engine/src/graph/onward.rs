//! Where what some parties hold goes from them.

use kept_schema::Day;

use super::bits::{Bits, Pair};
use super::travel::Lane;
use super::{SharingGraph, TermSet, Terms};
use crate::Certainty;

/// A party that data goes on to.
#[derive(Clone, Debug)]
pub(crate) struct Onward {
    pub(crate) party: u32,
    pub(crate) held: Terms,
    pub(crate) certainty: Certainty,
    /// A shortest path of that certainty.
    pub(crate) path: Vec<u32>,
}

impl SharingGraph {
    /// Who gets what of the data that `origins` hold on `day`, from them: nearest first, then by key.
    /// Parties of ours and the origins themselves pass it on, and are not listed.
    pub(crate) fn onward(&self, origins: &[(u32, Terms)], day: Day) -> Vec<Onward> {
        if self.is_narrow() {
            self.find_onward::<u128>(origins, day)
        } else {
            self.find_onward::<TermSet>(origins, day)
        }
    }

    fn find_onward<B: Bits>(&self, origins: &[(u32, Terms)], day: Day) -> Vec<Onward> {
        let pair = |terms: &Terms| Pair { certain: B::of(&terms.certain), possible: B::of(&terms.possible) };
        let given: Vec<(u32, Pair<B>)> = origins.iter().map(|(party, terms)| (*party, pair(terms))).collect();
        let all = B::of(&TermSet::all(self.categories().len()));
        let lanes = self.gates(&[]).into_iter();
        let lanes: Vec<Lane<B>> =
            lanes.map(|gates| Lane::new(self.flood(gates, &given, self.live(day), &all))).collect();
        let mut found: Vec<Onward> = Vec::new();
        for lane in &lanes {
            for (party, held) in (0..).zip(&lane.flood.held) {
                if self.is_own(party) || origins.iter().any(|(origin, _)| *origin == party) {
                    continue;
                }
                let (certainty, wanted) = match held {
                    held if held.is_empty() => continue,
                    held if held.certain.is_empty() => (Certainty::Possible, &held.possible),
                    held => (Certainty::Certain, &held.certain),
                };
                let Some((path, _)) = lane.path(self, party, certainty, wanted) else { continue };
                let held = Terms { certain: held.certain.to_set(), possible: held.possible.to_set() };
                found.push(Onward { party, held, certainty, path });
            }
        }
        found.sort_by(|a, b| a.path.len().cmp(&b.path.len()).then_with(|| self.party_order(a.party, b.party)));
        found
    }
}
