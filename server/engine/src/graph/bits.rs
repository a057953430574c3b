//! The sets that searches work with: a number where 128 terms are enough, which is nearly always.

use super::TermSet;
use crate::Certainty;

/// A set of terms.
pub(super) trait Bits: Clone + Default + PartialEq + std::fmt::Debug {
    fn of(set: &TermSet) -> Self;
    fn to_set(&self) -> TermSet;
    fn and(&self, other: &Self) -> Self;
    fn minus(&self, other: &Self) -> Self;
    fn add(&mut self, other: &Self);
    fn is_empty(&self) -> bool;
    fn intersects(&self, other: &Self) -> bool;
}

impl Bits for u128 {
    #[inline]
    fn of(set: &TermSet) -> Self {
        set.low()
    }

    #[inline]
    fn to_set(&self) -> TermSet {
        TermSet::from_low(*self)
    }

    #[inline]
    fn and(&self, other: &Self) -> Self {
        self & other
    }

    #[inline]
    fn minus(&self, other: &Self) -> Self {
        self & !other
    }

    #[inline]
    fn add(&mut self, other: &Self) {
        *self |= other;
    }

    #[inline]
    fn is_empty(&self) -> bool {
        *self == 0
    }

    #[inline]
    fn intersects(&self, other: &Self) -> bool {
        self & other != 0
    }
}

impl Bits for TermSet {
    fn of(set: &TermSet) -> Self {
        set.clone()
    }

    fn to_set(&self) -> TermSet {
        self.clone()
    }

    fn and(&self, other: &Self) -> Self {
        Self::and(self, other)
    }

    fn minus(&self, other: &Self) -> Self {
        Self::minus(self, other)
    }

    fn add(&mut self, other: &Self) {
        Self::add(self, other);
    }

    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }

    fn intersects(&self, other: &Self) -> bool {
        Self::intersects(self, other)
    }
}

/// Terms that certainly are somewhere, and terms that certainly or possibly are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pair<B> {
    pub(super) certain: B,
    pub(super) possible: B,
}

impl<B: Bits> Pair<B> {
    #[inline]
    pub(super) fn with(&self, certainty: Certainty) -> &B {
        match certainty {
            Certainty::Certain => &self.certain,
            Certainty::Possible => &self.possible,
        }
    }

    /// Both are asked: what is newly certain may have been possible before.
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.possible.is_empty() && self.certain.is_empty()
    }

    #[inline]
    pub(super) fn minus(&self, other: &Self) -> Self {
        Self { certain: self.certain.minus(&other.certain), possible: self.possible.minus(&other.possible) }
    }

    #[inline]
    pub(super) fn and(&self, set: &B) -> Self {
        Self { certain: self.certain.and(set), possible: self.possible.and(set) }
    }

    #[inline]
    pub(super) fn add(&mut self, other: &Self) {
        self.certain.add(&other.certain);
        self.possible.add(&other.possible);
    }
}
