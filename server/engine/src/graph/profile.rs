//! What flows' declarations let through.

use std::sync::Arc;

use kept_schema::TaxonomyKind;
use kept_schema::taxonomy::{TermIx, TermTable};

use super::bits::{Bits, Pair};
use super::flood::Gates;
use super::lists::ListId;
use super::{SharingGraph, TermSet};
use crate::Certainty;

/// A distinct combination of categories, subjects and derivations. Flows repeat few of them very
/// often.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub(crate) categories: ListId,
    pub(crate) subjects: ListId,
    /// The terms it lists.
    names: TermSet,
    /// The terms its list covers: all when nothing is recorded.
    covers: TermSet,
    derives: Box<[Derive<TermSet>]>,
    /// The terms it derives and does not list.
    pub(super) made: TermSet,
}

/// Data made from other data on the way.
#[derive(Clone, Debug)]
struct Derive<B> {
    from: B,
    from_down: B,
    to: B,
}

/// Derivations by positions of terms.
pub(super) type Derivations = Vec<(Vec<TermIx>, Vec<TermIx>)>;

impl Profile {
    pub(super) fn new(
        table: &TermTable,
        (categories, terms): (ListId, &[TermIx]),
        subjects: ListId,
        derives: &Derivations,
    ) -> Self {
        let down = |terms: &[TermIx]| TermSet::down(table, terms.iter().copied());
        let of = |terms: &[TermIx]| TermSet::of(terms.iter().copied());
        let covers = if terms.is_empty() { TermSet::all(table.len()) } else { down(terms) };
        let names = of(terms);
        let made = TermSet::of(derives.iter().flat_map(|(_, to)| to.iter().copied())).minus(&names);
        let derives = derives.iter().map(|(from, to)| Derive { from: of(from), from_down: down(from), to: of(to) });
        Self { categories, subjects, names, covers, derives: derives.collect(), made }
    }

    /// What `wanted` can be derived from, in one step.
    pub(super) fn origins_of(&self, wanted: &TermSet) -> TermSet {
        let mut origins = TermSet::default();
        for derive in self.derives.iter().filter(|derive| derive.to.intersects(wanted)) {
            origins.add(&derive.from_down);
        }
        origins
    }
}

/// What a profile lets through of the data of the people asked about.
#[derive(Clone, Debug)]
pub(super) struct Gate<B> {
    names: B,
    covers: B,
    derives: Box<[Derive<B>]>,
}

impl<B: Bits> Gate<B> {
    /// `concerns`: how the profile concerns the people asked about, if it does.
    fn new(profile: &Profile, concerns: Option<Certainty>) -> Self {
        let certainly = |set: &TermSet| if concerns == Some(Certainty::Certain) { B::of(set) } else { B::default() };
        let possibly = |set: &TermSet| if concerns.is_some() { B::of(set) } else { B::default() };
        let derive = |derive: &Derive<TermSet>| Derive {
            from: certainly(&derive.from),
            from_down: possibly(&derive.from_down),
            to: B::of(&derive.to),
        };
        Self {
            names: certainly(&profile.names),
            covers: possibly(&profile.covers),
            derives: profile.derives.iter().map(derive).collect(),
        }
    }

    /// What gets through of what the source holds.
    #[inline]
    pub(super) fn pass(&self, held: &Pair<B>) -> Pair<B> {
        let mut passed = Pair { certain: held.certain.and(&self.names), possible: held.possible.and(&self.covers) };
        for derive in &self.derives {
            if held.certain.intersects(&derive.from) {
                passed.certain.add(&derive.to);
            }
            if held.possible.intersects(&derive.from_down) {
                passed.possible.add(&derive.to);
            }
        }
        passed
    }

    /// What gets through with one certainty of what the source holds with it.
    #[inline]
    pub(super) fn pass_with(&self, certainty: Certainty, held: &B) -> B {
        let (through, from): (&B, fn(&Derive<B>) -> &B) = match certainty {
            Certainty::Certain => (&self.names, |derive| &derive.from),
            Certainty::Possible => (&self.covers, |derive| &derive.from_down),
        };
        let mut passed = held.and(through);
        for derive in &self.derives {
            if held.intersects(from(derive)) {
                passed.add(&derive.to);
            }
        }
        passed
    }

    /// Whether a hop passes some of `terms` as what it is, possibly.
    pub(super) fn can_pass(&self, terms: &B) -> bool {
        self.covers.intersects(terms)
    }

    /// Whether it lets some of `wanted` through when the source holds everything.
    #[inline]
    pub(super) fn can_bring(&self, certainty: Certainty, wanted: &B) -> bool {
        let through = match certainty {
            Certainty::Certain => &self.names,
            Certainty::Possible => &self.covers,
        };
        through.intersects(wanted) || self.derives.iter().any(|derive| derive.to.intersects(wanted))
    }

    /// What the source must hold some of, so that some of `wanted` gets through.
    pub(super) fn needed_for(&self, certainty: Certainty, wanted: &B) -> B {
        let (through, from): (&B, fn(&Derive<B>) -> &B) = match certainty {
            Certainty::Certain => (&self.names, |derive| &derive.from),
            Certainty::Possible => (&self.covers, |derive| &derive.from_down),
        };
        let mut needed = wanted.and(through);
        for derive in self.derives.iter().filter(|derive| derive.to.intersects(wanted)) {
            needed.add(from(derive));
        }
        needed
    }
}

/// How lists of subjects concern a subject, by list.
type Concerns = Vec<Option<Certainty>>;

impl SharingGraph {
    /// The gates of all profiles for everyone's data when no subjects are given, else for the data of
    /// each subject under them. Of subjects that no declaration tells apart, or that concern no hop
    /// more certainly than another does, only one is kept.
    pub(super) fn gates<B: Bits>(&self, subjects: &[TermIx]) -> Vec<(Option<TermIx>, Gates<B>)> {
        if subjects.is_empty() {
            let all = self.interned.profiles.iter().map(|profile| Gate::new(profile, Some(Certainty::Certain)));
            return vec![(None, Arc::new(all.collect()))];
        }
        let table = self.taxonomy.table(TaxonomyKind::Subject);
        let down = table.down(subjects.iter().copied());
        let mut kept: Vec<(TermIx, Concerns)> = Vec::new();
        for (subject, _) in table.iter().filter(|(subject, _)| down.contains(subject.index())) {
            let concerns = self.concerns(table, subject);
            let beats = |a: &Concerns, b: &Concerns| a.iter().zip(b).all(|(a, b)| a >= b);
            if kept.iter().any(|(_, other)| beats(other, &concerns)) {
                continue;
            }
            kept.retain(|(_, other)| !beats(&concerns, other));
            kept.push((subject, concerns));
        }
        let gates = |(subject, concerns): (TermIx, Concerns)| {
            let of = |profile: &Profile| concerns.get(profile.subjects as usize).copied().flatten();
            let gates = self.interned.profiles.iter().map(|profile| Gate::new(profile, of(profile)));
            (Some(subject), Arc::new(gates.collect()))
        };
        kept.into_iter().map(gates).collect()
    }

    /// The gates of the profiles from number `known` on, for everyone's data or that of a subject.
    pub(super) fn new_gates<B: Bits>(&self, subject: Option<TermIx>, known: usize) -> Vec<Gate<B>> {
        let profiles = self.interned.profiles.iter().skip(known);
        let Some(subject) = subject else {
            return profiles.map(|profile| Gate::new(profile, Some(Certainty::Certain))).collect();
        };
        let concerns = self.concerns(self.taxonomy.table(TaxonomyKind::Subject), subject);
        let of = |profile: &Profile| concerns.get(profile.subjects as usize).copied().flatten();
        profiles.map(|profile| Gate::new(profile, of(profile))).collect()
    }

    /// How a list of subjects concerns a subject, if it does; everyone is concerned certainly.
    pub(super) fn concern(&self, listed: &[TermIx], subject: Option<TermIx>) -> Option<Certainty> {
        let Some(subject) = subject else { return Some(Certainty::Certain) };
        if listed.contains(&subject) {
            return Some(Certainty::Certain);
        }
        let table = self.taxonomy.table(TaxonomyKind::Subject);
        let covered = listed.is_empty() || listed.iter().any(|term| table.covers(*term, subject));
        covered.then_some(Certainty::Possible)
    }

    fn concerns(&self, table: &TermTable, subject: TermIx) -> Concerns {
        let concerns = |list| {
            let terms = self.interned.subjects.terms(list);
            if terms.contains(&subject) {
                return Some(Certainty::Certain);
            }
            let covered = terms.is_empty() || terms.iter().any(|term| table.covers(*term, subject));
            covered.then_some(Certainty::Possible)
        };
        (0..super::number(self.interned.subjects.len())).map(concerns).collect()
    }
}
