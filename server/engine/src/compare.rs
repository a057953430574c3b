//! Three-way comparisons: what is recorded against a limit, one value at a time (PRODUCT, semantics 5).

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use fixedbitset::FixedBitSet;
use kept_schema::taxonomy::{RegionSet, Taxonomy, TermIx, TermTable};
use kept_schema::{Day, Duration, TaxonomyKind, TermList};

use crate::Verdict;
use crate::hash::FastMap;

/// A limit that a value is compared with.
#[derive(Debug)]
enum Limit {
    /// Terms: those covered by the limit, and those above it.
    Terms { down: FixedBitSet, above: FixedBitSet },
    /// Places.
    Places(RegionSet),
}

/// Compares with the terms of one taxonomy on one day.
#[derive(Debug)]
pub(crate) struct Comparer<'a> {
    taxonomy: &'a Taxonomy,
    day: Day,
    /// By taxonomy and the address of the list, which stays where it is while it is borrowed.
    limits: RefCell<FastMap<(TaxonomyKind, usize), Rc<Limit>>>,
    places: Vec<OnceCell<RegionSet>>,
}

impl<'a> Comparer<'a> {
    pub(crate) fn new(taxonomy: &'a Taxonomy, day: Day) -> Self {
        let regions = taxonomy.table(TaxonomyKind::Region).len();
        Self { taxonomy, day, limits: RefCell::default(), places: (0..regions).map(|_| OnceCell::new()).collect() }
    }

    pub(crate) fn table(&self, kind: TaxonomyKind) -> &'a TermTable {
        self.taxonomy.table(kind)
    }

    /// "Only `limit`": every listed value is covered by it. Nothing listed is UNPROVEN.
    pub(crate) fn only(&self, kind: TaxonomyKind, limit: &'a TermList, listed: &[TermIx]) -> Verdict {
        let limit = self.limit(kind, limit);
        self.worst(listed, |value| self.only_value(&limit, value))
    }

    /// "Never `limit`": no listed value is in it. Nothing listed is UNPROVEN.
    pub(crate) fn never(&self, kind: TaxonomyKind, limit: &'a TermList, listed: &[TermIx]) -> Verdict {
        let limit = self.limit(kind, limit);
        self.worst(listed, |value| match &*limit {
            Limit::Terms { down, .. } if down.contains(value.index()) => Verdict::Broken,
            Limit::Terms { above, .. } if above.contains(value.index()) => Verdict::Unproven,
            Limit::Terms { .. } => Verdict::Kept,
            Limit::Places(places) => match self.place(value) {
                Some(place) if place.is_inside(places) => Verdict::Broken,
                Some(place) if place.is_outside(places) => Verdict::Kept,
                _ => Verdict::Unproven,
            },
        })
    }

    /// "At least `required`": for each required term, a listed one that it covers.
    pub(crate) fn at_least(&self, kind: TaxonomyKind, required: &TermList, listed: &[TermIx]) -> Verdict {
        let table = self.table(kind);
        let verdict = |required: TermIx| {
            if listed.iter().any(|value| table.covers(required, *value)) {
                return Verdict::Kept;
            }
            let open = listed.is_empty() || listed.iter().any(|value| table.covers(*value, required));
            if open { Verdict::Unproven } else { Verdict::Broken }
        };
        table.find_all(required).map(verdict).max().unwrap_or(Verdict::Kept)
    }

    fn worst(&self, listed: &[TermIx], verdict: impl Fn(TermIx) -> Verdict) -> Verdict {
        listed.iter().map(|value| verdict(*value)).max().unwrap_or(Verdict::Unproven)
    }

    fn only_value(&self, limit: &Limit, value: TermIx) -> Verdict {
        match limit {
            Limit::Terms { down, .. } if down.contains(value.index()) => Verdict::Kept,
            Limit::Terms { above, .. } if above.contains(value.index()) => Verdict::Unproven,
            Limit::Terms { .. } => Verdict::Broken,
            Limit::Places(places) => match self.place(value) {
                Some(place) if place.is_inside(places) => Verdict::Kept,
                Some(place) if place.is_outside(places) => Verdict::Broken,
                _ => Verdict::Unproven,
            },
        }
    }

    fn place(&self, region: TermIx) -> Option<&RegionSet> {
        let cell = self.places.get(region.index())?;
        Some(cell.get_or_init(|| self.taxonomy.region_set(region, self.day)))
    }

    fn limit(&self, kind: TaxonomyKind, list: &'a TermList) -> Rc<Limit> {
        let address = list.shared().map_or(0, |shared| shared.as_ptr() as usize);
        if let Some(limit) = self.limits.borrow().get(&(kind, address)) {
            return limit.clone();
        }
        let limit = Rc::new(self.resolve(kind, list));
        self.limits.borrow_mut().insert((kind, address), limit.clone());
        limit
    }

    fn resolve(&self, kind: TaxonomyKind, list: &TermList) -> Limit {
        let table = self.table(kind);
        if kind == TaxonomyKind::Region {
            let empty = FixedBitSet::with_capacity(table.len());
            let mut places = RegionSet { certain: empty.clone(), possible: empty };
            for region in table.find_all(list) {
                if let Some(place) = self.place(region) {
                    places.add(place);
                }
            }
            return Limit::Places(places);
        }
        let mut above = FixedBitSet::with_capacity(table.len());
        for term in table.find_all(list).flat_map(|term| table.ancestors(term)) {
            above.insert(term.index());
        }
        Limit::Terms { down: table.down(table.find_all(list)), above }
    }
}

/// "At most `limit`". Nothing recorded is UNPROVEN.
pub(crate) fn at_most(limit: Duration, recorded: Option<Duration>) -> Verdict {
    match recorded {
        None => Verdict::Unproven,
        Some(recorded) if recorded <= limit => Verdict::Kept,
        Some(_) => Verdict::Broken,
    }
}
