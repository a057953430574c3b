//! Who holds which data, without how it got there: for answers that look at everyone at once.

use kept_schema::{Day, PartyKey, TermKey};

use super::bits::Bits;
use super::{SharingGraph, TermSet};
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

impl SharingGraph {
    /// Who besides ourselves holds some of the categories `of`, or of what stands under them, on
    /// `day`: nearest first, then by key. The same parties as [`SharingGraph::recipients`], which
    /// also tells the paths and takes longer.
    #[must_use]
    pub fn holders(&self, of: &[TermKey], day: Day) -> Vec<Holder<'_>> {
        let wanted = TermSet::down(self.categories(), self.categories().find_all(of));
        if self.is_narrow() {
            self.find_holders::<u128>(day, &wanted)
        } else {
            self.find_holders::<TermSet>(day, &wanted)
        }
    }

    fn find_holders<B: Bits>(&self, day: Day, wanted: &TermSet) -> Vec<Holder<'_>> {
        let floods = self.floods::<B>(&self.own(), day, &[], &self.closed(wanted));
        let wanted = B::of(wanted);
        let mut found: Vec<(u32, u32, Certainty)> = Vec::new();
        for flood in &floods {
            for (party, held) in (0..).zip(&flood.held).filter(|(party, _)| !self.is_own(*party)) {
                let certainty = match held.and(&wanted) {
                    held if held.is_empty() => continue,
                    held if held.certain.is_empty() => Certainty::Possible,
                    _ => Certainty::Certain,
                };
                let wave = flood.first_of(party, certainty, &wanted).and_then(|wave| flood.waves.get(wave as usize));
                found.extend(wave.map(|wave| (wave.hops, party, certainty)));
            }
        }
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.party_order(a.1, b.1)));
        let holder = |(hops, party, certainty)| Some(Holder { party: &self.node(party)?.record.key, certainty, hops });
        found.into_iter().filter_map(holder).collect()
    }
}
