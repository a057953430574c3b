//! Regions as sets of places, so that groups of countries can be compared.

use fixedbitset::FixedBitSet;

use super::{Taxonomy, TaxonomyKind, TermInfo, TermIx};
use crate::Day;

/// The group of all places.
const WORLD: &str = "world";
/// The group of countries with an adequacy decision.
const ADEQUATE: &str = "adequate";

/// The places a region stands for on a day: a bit a position in the region taxonomy. A country
/// with subdivisions is itself and all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegionSet {
    /// Places that belong to it.
    pub certain: FixedBitSet,
    /// Places that belong to it or may: a country where only some recipients are adequate.
    pub possible: FixedBitSet,
}

impl RegionSet {
    /// Whether everything that may belong to `self` certainly belongs to `other`.
    #[must_use]
    pub fn is_inside(&self, other: &Self) -> bool {
        self.possible.is_subset(&other.certain)
    }

    /// Whether nothing that may belong to `self` may belong to `other`.
    #[must_use]
    pub fn is_outside(&self, other: &Self) -> bool {
        self.possible.is_disjoint(&other.possible)
    }

    /// The places of both.
    pub fn add(&mut self, other: &Self) {
        self.certain.union_with(&other.certain);
        self.possible.union_with(&other.possible);
    }
}

fn is_group(info: &TermInfo) -> bool {
    info.members.is_recorded() || (info.built_in && matches!(info.key.as_str(), WORLD | ADEQUATE))
}

impl Taxonomy {
    /// The places that `region` stands for on `day`. Adequacy decisions begin and end.
    #[must_use]
    pub fn region_set(&self, region: TermIx, day: Day) -> RegionSet {
        let length = self.table(TaxonomyKind::Region).len();
        let empty = FixedBitSet::with_capacity(length);
        let mut set = RegionSet { certain: empty.clone(), possible: empty };
        self.collect(region, day, &mut set);
        set
    }

    fn collect(&self, region: TermIx, day: Day, set: &mut RegionSet) {
        let table = self.table(TaxonomyKind::Region);
        let Some(info) = table.get(region) else { return };
        if info.built_in && info.key.as_str() == WORLD {
            for (place, _) in table.iter().filter(|(_, info)| !is_group(info)) {
                set.certain.insert(place.index());
                set.possible.insert(place.index());
            }
            return;
        }
        if info.built_in && info.key.as_str() == ADEQUATE {
            for decision in self.decisions.iter().filter(|decision| decision.interval.contains(day)) {
                let Some(country) = table.find(decision.country.as_str()) else { continue };
                let places = self.places(country);
                if !decision.partial {
                    set.certain.union_with(&places);
                }
                set.possible.union_with(&places);
            }
            return;
        }
        // INVARIANT (no circles): a group's members were there before the group.
        for member in table.find_all(&info.members) {
            self.collect(member, day, set);
        }
        let places = self.places(region);
        set.certain.union_with(&places);
        set.possible.union_with(&places);
    }

    /// A place and those under it. Groups are no places, wherever they hang.
    fn places(&self, region: TermIx) -> FixedBitSet {
        let table = self.table(TaxonomyKind::Region);
        let mut places = table.down([region]);
        for (term, _) in table.iter().filter(|(_, info)| is_group(info)) {
            places.set(term.index(), false);
        }
        places
    }
}
