//! Values against limits, in three ways: inside, broader, outside.

use kept_schema::taxonomy::{RegionSet, TermIx};
use kept_schema::{Duration, TaxonomyKind, TermList};

use super::{Verdict, World};

/// One value, or one that is not recorded, against "only these".
pub(crate) fn only_value(world: &World<'_>, kind: TaxonomyKind, value: Option<TermIx>, allowed: &TermList) -> Verdict {
    let allowed = world.terms(kind, allowed);
    let Some(value) = value else { return Verdict::Unproven };
    if allowed.iter().any(|above| world.covers(kind, *above, value)) {
        Verdict::Kept
    } else if allowed.iter().any(|below| world.covers(kind, value, *below)) {
        Verdict::Unproven
    } else {
        Verdict::Broken
    }
}

fn never_value(world: &World<'_>, kind: TaxonomyKind, value: TermIx, forbidden: &TermList) -> Verdict {
    let forbidden = world.terms(kind, forbidden);
    if forbidden.iter().any(|above| world.covers(kind, *above, value)) {
        Verdict::Broken
    } else if forbidden.iter().any(|below| world.covers(kind, value, *below)) {
        Verdict::Unproven
    } else {
        Verdict::Kept
    }
}

/// The values of a list, or the one that is not recorded.
pub(crate) fn values(world: &World<'_>, kind: TaxonomyKind, list: &TermList) -> Vec<Option<TermIx>> {
    if list.is_empty() { vec![None] } else { world.terms(kind, list).into_iter().map(Some).collect() }
}

/// The worst of a list of values against "only these".
pub(crate) fn only(world: &World<'_>, kind: TaxonomyKind, list: &TermList, allowed: &TermList) -> Verdict {
    values(world, kind, list)
        .into_iter()
        .map(|value| only_value(world, kind, value, allowed))
        .max()
        .expect("some value")
}

/// The worst of a list of values against "never these".
pub(crate) fn never(world: &World<'_>, kind: TaxonomyKind, list: &TermList, forbidden: &TermList) -> Verdict {
    let verdict =
        |value: Option<TermIx>| value.map_or(Verdict::Unproven, |value| never_value(world, kind, value, forbidden));
    values(world, kind, list).into_iter().map(verdict).max().expect("some value")
}

fn places(world: &World<'_>, list: &TermList) -> RegionSet {
    let mut places = RegionSet::default();
    for region in world.terms(TaxonomyKind::Region, list) {
        places.add(&world.register.taxonomy().region_set(region, world.day));
    }
    places
}

fn regions(world: &World<'_>, list: &TermList, inside: Verdict, outside: Verdict, limit: &TermList) -> Verdict {
    let limit = places(world, limit);
    let verdict = |value: TermIx| {
        let value = world.register.taxonomy().region_set(value, world.day);
        if value.is_inside(&limit) {
            inside
        } else if value.is_outside(&limit) {
            outside
        } else {
            Verdict::Unproven
        }
    };
    world.terms(TaxonomyKind::Region, list).into_iter().map(verdict).max().unwrap_or(Verdict::Unproven)
}

/// Regions as sets of countries against "only these".
pub(crate) fn only_regions(world: &World<'_>, list: &TermList, allowed: &TermList) -> Verdict {
    regions(world, list, Verdict::Kept, Verdict::Broken, allowed)
}

/// Regions as sets of countries against "never these".
pub(crate) fn never_regions(world: &World<'_>, list: &TermList, forbidden: &TermList) -> Verdict {
    regions(world, list, Verdict::Broken, Verdict::Kept, forbidden)
}

/// A retention against "at most this long".
pub(crate) fn at_most(retention: Option<Duration>, limit: Duration) -> Verdict {
    match retention {
        None => Verdict::Unproven,
        Some(retention) if retention.nominal_seconds() > limit.nominal_seconds() => Verdict::Broken,
        Some(_) => Verdict::Kept,
    }
}

/// Safeguards against "at least these".
pub(crate) fn at_least(world: &World<'_>, list: &TermList, floor: &TermList) -> Verdict {
    let kind = TaxonomyKind::Safeguard;
    let listed = world.terms(kind, list);
    let one = |wanted: TermIx| {
        if listed.iter().any(|safeguard| world.covers(kind, wanted, *safeguard)) {
            Verdict::Kept
        } else if listed.is_empty() || listed.iter().any(|safeguard| world.covers(kind, *safeguard, wanted)) {
            Verdict::Unproven
        } else {
            Verdict::Broken
        }
    };
    world.terms(kind, floor).into_iter().map(one).max().unwrap_or(Verdict::Kept)
}
