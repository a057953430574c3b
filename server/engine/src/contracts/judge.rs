//! What contracts do not admit of a flow.

use std::collections::BTreeMap;

use kept_schema::taxonomy::TermIx;
use kept_schema::{Duration, Flow, TaxonomyKind};

use super::{Effective, Standing};
use crate::compare::{Comparer, at_most};
use crate::{Aspect, Verdict};

/// What a flow declares, by positions of terms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Declared<'f> {
    pub(crate) categories: &'f [TermIx],
    /// What it makes of them on the way, and carries.
    pub(crate) derived: &'f [TermIx],
    pub(crate) purposes: &'f [TermIx],
    pub(crate) subjects: &'f [TermIx],
    pub(crate) regions: &'f [TermIx],
    pub(crate) safeguards: &'f [TermIx],
    pub(crate) retention: Option<Duration>,
}

/// The terms of a flow's lists, in the order of the fields of [`Declared`].
pub(crate) type Lists<'l> = [&'l [TermIx]; 5];

/// The terms of a flow's lists as the flow itself tells them, in the order of [`Lists`].
pub(crate) fn lists_of(comparer: &Comparer<'_>, flow: &Flow) -> [Vec<TermIx>; 5] {
    use TaxonomyKind::{Category, Purpose, Region, Safeguard, Subject};
    [
        (Category, &flow.categories),
        (Purpose, &flow.purposes),
        (Subject, &flow.subjects),
        (Region, &flow.regions),
        (Safeguard, &flow.safeguards),
    ]
    .map(|(kind, list)| comparer.table(kind).find_all(list).collect())
}

impl<'f> Declared<'f> {
    /// Nothing is recorded.
    pub(crate) const NOTHING: Self = Self {
        categories: &[],
        derived: &[],
        purposes: &[],
        subjects: &[],
        regions: &[],
        safeguards: &[],
        retention: None,
    };

    pub(crate) fn new([categories, purposes, subjects, regions, safeguards]: Lists<'f>, flow: &Flow) -> Self {
        Self { categories, derived: &[], purposes, subjects, regions, safeguards, retention: flow.retention }
    }
}

/// One side of a flow that no contract admits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shortfall {
    pub(crate) aspect: Aspect,
    pub(crate) verdict: Verdict,
    /// The categories of the pairs concerned; none when the flow records none.
    pub(crate) categories: Vec<TermIx>,
    /// The position of the contract that comes nearest to admitting the worst pair.
    pub(crate) contract: usize,
}

/// The sides a contract is asked about, in the order of their words.
const ASPECTS: [Aspect; 6] =
    [Aspect::Category, Aspect::Purpose, Aspect::Subject, Aspect::Region, Aspect::Retention, Aspect::Safeguard];

/// What `contracts`, those in force between the ends of a flow, do not admit of it; nothing when
/// they admit it all. For each pair of category and purpose the best contract counts: the one with
/// the better worst side, then with fewer sides not kept, then the first.
pub(crate) fn shortfalls<'a>(
    comparer: &Comparer<'a>,
    contracts: &[&Standing<'a>],
    declared: Declared<'_>,
) -> Vec<Shortfall> {
    let whole: Vec<[Verdict; 4]> =
        contracts.iter().map(|contract| whole(comparer, &contract.terms, declared)).collect();
    let mut found: BTreeMap<Aspect, Shortfall> = BTreeMap::new();
    let derived = declared.derived.iter().copied().map(Some);
    for category in values(declared.categories).into_iter().chain(derived) {
        for purpose in values(declared.purposes) {
            let sides = contracts.iter().zip(&whole).map(|(contract, [subject, region, retention, safeguard])| {
                let category = of_list(comparer, TaxonomyKind::Category, contract.terms.categories, category);
                let purpose = of_list(comparer, TaxonomyKind::Purpose, contract.terms.purposes, purpose);
                [category, purpose, *subject, *region, *retention, *safeguard]
            });
            let rank = |sides: &[Verdict; 6]| {
                let lacking = sides.iter().filter(|side| **side != Verdict::Kept).count();
                (sides.iter().copied().max(), lacking)
            };
            let Some((contract, sides)) = sides.enumerate().min_by_key(|(_, sides)| rank(sides)) else { continue };
            for (aspect, verdict) in ASPECTS.into_iter().zip(sides).filter(|(_, verdict)| *verdict != Verdict::Kept) {
                let new = || Shortfall { aspect, verdict, categories: Vec::new(), contract };
                let shortfall = found.entry(aspect).or_insert_with(new);
                if verdict > shortfall.verdict {
                    (shortfall.verdict, shortfall.contract) = (verdict, contract);
                }
                shortfall.categories.extend(category);
            }
        }
    }
    let mut shortfalls: Vec<Shortfall> = found.into_values().collect();
    for shortfall in &mut shortfalls {
        shortfall.categories.sort_unstable();
        shortfall.categories.dedup();
    }
    shortfalls
}

/// The values of a list; one unknown value when it is not recorded.
fn values(list: &[TermIx]) -> Vec<Option<TermIx>> {
    if list.is_empty() { vec![None] } else { list.iter().copied().map(Some).collect() }
}

/// A category or purpose: UNPROVEN when either side does not record it.
fn of_list<'a>(
    comparer: &Comparer<'a>,
    kind: TaxonomyKind,
    limit: &'a kept_schema::TermList,
    value: Option<TermIx>,
) -> Verdict {
    if !limit.is_recorded() {
        return Verdict::Unproven;
    }
    comparer.only(kind, limit, value.as_slice())
}

/// The sides that are the same for all pairs: subject, region, retention, safeguard.
fn whole<'a>(comparer: &Comparer<'a>, terms: &Effective<'a>, declared: Declared<'_>) -> [Verdict; 4] {
    let subject = if terms.subjects.is_recorded() {
        comparer.only(TaxonomyKind::Subject, terms.subjects, declared.subjects)
    } else {
        Verdict::Kept
    };
    let region = if terms.regions.is_recorded() {
        comparer.only(TaxonomyKind::Region, terms.regions, declared.regions)
    } else {
        Verdict::Unproven
    };
    let retention = terms.max_retention.map_or(Verdict::Kept, |limit| at_most(limit, declared.retention));
    let safeguard = comparer.at_least(TaxonomyKind::Safeguard, terms.safeguards, declared.safeguards);
    [subject, region, retention, safeguard]
}
