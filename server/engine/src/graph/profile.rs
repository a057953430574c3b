//! What a flow's declaration lets through.

use kept_schema::taxonomy::{TermIx, TermTable};

use super::lists::ListId;
use super::terms::{TermSet, Terms};
use crate::Certainty;

/// What a flow's declaration lets through: a distinct combination of categories, subjects and
/// derivations. Flows repeat few of them very often.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    /// The terms it lists.
    pub(crate) names: TermSet,
    /// The terms its list covers: all when nothing is recorded.
    pub(crate) covers: TermSet,
    /// Whose data.
    pub(crate) subjects: ListId,
    derives: Box<[Derive]>,
}

/// Data made from other data on the way.
#[derive(Clone, Debug)]
struct Derive {
    from: TermSet,
    from_down: TermSet,
    to: TermSet,
}

/// Derivations by positions of terms.
pub(super) type Derivations = Vec<(Vec<TermIx>, Vec<TermIx>)>;

impl Profile {
    pub(super) fn new(table: &TermTable, categories: &[TermIx], subjects: ListId, derives: &Derivations) -> Self {
        let covers = if categories.is_empty() {
            TermSet::all(table.len())
        } else {
            TermSet::down(table, categories.iter().copied())
        };
        let derives = derives.iter().map(|(from, to)| Derive {
            from: TermSet::of(from.iter().copied()),
            from_down: TermSet::down(table, from.iter().copied()),
            to: TermSet::of(to.iter().copied()),
        });
        Self { names: TermSet::of(categories.iter().copied()), covers, subjects, derives: derives.collect() }
    }

    /// What gets through of what the source holds.
    #[inline]
    pub(crate) fn pass(&self, held: &Terms) -> Terms {
        let mut passed = Terms { certain: held.certain.and(&self.names), possible: held.possible.and(&self.covers) };
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
    pub(crate) fn pass_with(&self, certainty: Certainty, held: &TermSet) -> TermSet {
        let mut passed = held.and(self.lets_through(certainty));
        for derive in &self.derives {
            if held.intersects(derive.made_from(certainty)) {
                passed.add(&derive.to);
            }
        }
        passed
    }

    /// What the source must hold some of, so that some of `wanted` gets through.
    pub(crate) fn needed_for(&self, certainty: Certainty, wanted: &TermSet) -> TermSet {
        let mut needed = wanted.and(self.lets_through(certainty));
        for derive in self.derives.iter().filter(|derive| derive.to.intersects(wanted)) {
            needed.add(derive.made_from(certainty));
        }
        needed
    }

    /// What `wanted` can be derived from, in one step.
    pub(super) fn origins_of(&self, wanted: &TermSet) -> TermSet {
        let mut origins = TermSet::default();
        for derive in self.derives.iter().filter(|derive| derive.to.intersects(wanted)) {
            origins.add(&derive.from_down);
        }
        origins
    }

    pub(super) fn derives(&self) -> bool {
        !self.derives.is_empty()
    }

    #[inline]
    fn lets_through(&self, certainty: Certainty) -> &TermSet {
        match certainty {
            Certainty::Certain => &self.names,
            Certainty::Possible => &self.covers,
        }
    }
}

impl Derive {
    fn made_from(&self, certainty: Certainty) -> &TermSet {
        match certainty {
            Certainty::Certain => &self.from,
            Certainty::Possible => &self.from_down,
        }
    }
}
