//! How far data spreads: the least fixpoint of who holds what.

use std::collections::VecDeque;

use kept_schema::taxonomy::TermIx;
use kept_schema::{Day, TaxonomyKind};

use super::{SharingGraph, TermSet, Terms};
use crate::Certainty;

/// Which hops concern the data of some subject.
#[derive(Clone, Debug)]
pub(crate) struct SubjectFilter {
    /// A subject whose data the hops concern in this way.
    pub(crate) subject: TermIx,
    /// With which certainty each profile concerns it.
    concerns: Vec<Option<Certainty>>,
}

impl SubjectFilter {
    /// How a profile concerns the subject, if it does.
    #[inline]
    pub(super) fn concerns(&self, profile: u32) -> Option<Certainty> {
        self.concerns.get(profile as usize).copied().flatten()
    }
}

impl SharingGraph {
    /// The ways in which hops concern the data of `subjects`: nothing to filter (`[None]`) when no
    /// subjects are given, else one filter a subject under them. Of subjects that no declaration
    /// tells apart, or that concern fewer hops less certainly than another, only one is kept.
    pub(crate) fn subject_filters(&self, subjects: &[TermIx]) -> Vec<Option<SubjectFilter>> {
        if subjects.is_empty() {
            return vec![None];
        }
        let table = self.taxonomy.table(TaxonomyKind::Subject);
        let down = TermSet::down(table, subjects.iter().copied());
        let by_list = |subject: TermIx| -> Vec<Option<Certainty>> {
            let list = |id| {
                let terms = self.subjects.terms(id);
                if terms.contains(&subject) {
                    return Some(Certainty::Certain);
                }
                let covered = terms.is_empty() || terms.iter().any(|term| table.covers(*term, subject));
                covered.then_some(Certainty::Possible)
            };
            (0..super::number(self.subjects.len())).map(list).collect()
        };
        let mut kept: Vec<(TermIx, Vec<Option<Certainty>>)> = Vec::new();
        for subject in down.terms(table) {
            let lists = by_list(subject);
            let beats = |a: &[Option<Certainty>], b: &[Option<Certainty>]| a.iter().zip(b).all(|(a, b)| a >= b);
            if kept.iter().any(|(_, other)| beats(other, &lists)) {
                continue;
            }
            kept.retain(|(_, other)| !beats(&lists, other));
            kept.push((subject, lists));
        }
        let filter = |(subject, lists): (TermIx, Vec<Option<Certainty>>)| {
            let concerns = self.profiles.iter().map(|profile| lists.get(profile.subjects as usize).copied().flatten());
            Some(SubjectFilter { subject, concerns: concerns.collect() })
        };
        kept.into_iter().map(filter).collect()
    }

    /// What a flow of `profile` passes on of what its source holds.
    #[inline]
    pub(crate) fn pass(&self, profile: u32, held: &Terms, filter: Option<&SubjectFilter>) -> Terms {
        let Some(declared) = self.profile(profile) else { return Terms::default() };
        let Some(filter) = filter else { return declared.pass(held) };
        match filter.concerns(profile) {
            None => Terms::default(),
            Some(Certainty::Certain) => declared.pass(held),
            Some(Certainty::Possible) => {
                let mut passed = declared.pass(held);
                passed.certain = TermSet::default();
                passed
            }
        }
    }

    /// What every party holds on `day` when the origins hold everything and all others what
    /// reaches them.
    pub(crate) fn spread(&self, origins: &[u32], day: Day, filter: Option<&SubjectFilter>) -> Vec<Terms> {
        let day = day.number();
        let everything = Terms::certainly(TermSet::all(self.categories().len()));
        let mut held = vec![Terms::default(); self.parties.len()];
        // What a party holds that its recipients were not given yet.
        let mut fresh = vec![Terms::default(); self.parties.len()];
        let mut queue = VecDeque::new();
        for origin in origins {
            for terms in [&mut held, &mut fresh] {
                if let Some(terms) = terms.get_mut(*origin as usize) {
                    terms.clone_from(&everything);
                }
            }
            queue.push_back(*origin);
        }
        // INVARIANT (it ends): a party is queued only when it holds a term more than before.
        while let Some(source) = queue.pop_front() {
            let Some(fresh_here) = fresh.get_mut(source as usize) else { continue };
            let given = std::mem::take(fresh_here);
            for hop in self.out(source).iter().filter(|hop| hop.is_live(day)) {
                let passed = self.pass(hop.profile, &given, filter);
                if passed.is_empty() {
                    continue;
                }
                let recipient = hop.recipient as usize;
                let (Some(held), Some(waiting)) = (held.get_mut(recipient), fresh.get_mut(recipient)) else { continue };
                let new = passed.minus(held);
                if new.is_empty() {
                    continue;
                }
                held.add(&new);
                if waiting.is_empty() {
                    queue.push_back(hop.recipient);
                }
                waiting.add(&new);
            }
        }
        held
    }
}
