//! Sets of terms of one taxonomy.

use kept_schema::taxonomy::{TermIx, TermTable};

use crate::Certainty;

const LOW: usize = 128;

/// A set of terms of one taxonomy. The first 128 need no allocation, and no taxonomy of data that
/// comes with Kept has more; users may add any number.
#[derive(Clone, Debug, Default)]
pub(crate) struct TermSet {
    low: u128,
    /// Terms 128 and above; absent is the same as empty.
    high: Option<Box<[u64]>>,
}

impl TermSet {
    /// All terms of a taxonomy of this length.
    pub(crate) fn all(length: usize) -> Self {
        let low = if length < LOW { !(u128::MAX << length) } else { u128::MAX };
        let mut set = Self { low, high: None };
        for term in LOW..length {
            set.insert_index(term);
        }
        set
    }

    /// These terms.
    pub(crate) fn of(terms: impl IntoIterator<Item = TermIx>) -> Self {
        let mut set = Self::default();
        for term in terms {
            set.insert_index(term.index());
        }
        set
    }

    /// These terms and all under them.
    pub(crate) fn down(table: &TermTable, terms: impl IntoIterator<Item = TermIx>) -> Self {
        let mut set = Self::default();
        for term in table.down(terms).ones() {
            set.insert_index(term);
        }
        set
    }

    /// These terms and all above them.
    pub(crate) fn up(table: &TermTable, terms: impl IntoIterator<Item = TermIx>) -> Self {
        Self::of(terms.into_iter().flat_map(|term| table.ancestors(term)))
    }

    /// The first 128 terms.
    #[inline]
    pub(super) const fn low(&self) -> u128 {
        self.low
    }

    #[inline]
    pub(super) const fn from_low(low: u128) -> Self {
        Self { low, high: None }
    }

    fn insert_index(&mut self, index: usize) {
        if index < LOW {
            self.low |= 1 << index;
            return;
        }
        let (word, bit) = ((index - LOW) / 64, index % 64);
        if self.high().len() <= word {
            let mut high = self.high.take().map_or_else(Vec::new, Vec::from);
            high.resize(word + 1, 0);
            self.high = Some(high.into());
        }
        if let Some(word) = self.high.as_deref_mut().and_then(|high| high.get_mut(word)) {
            *word |= 1 << bit;
        }
    }

    #[inline]
    pub(crate) fn contains(&self, term: TermIx) -> bool {
        let index = term.index();
        if index < LOW {
            return self.low >> index & 1 == 1;
        }
        self.high().get((index - LOW) / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    #[inline]
    fn high(&self) -> &[u64] {
        self.high.as_deref().unwrap_or_default()
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.low == 0 && self.high().iter().all(|word| *word == 0)
    }

    #[inline]
    pub(crate) fn intersects(&self, other: &Self) -> bool {
        self.low & other.low != 0 || self.high().iter().zip(other.high()).any(|(a, b)| a & b != 0)
    }

    #[inline]
    pub(crate) fn is_subset(&self, other: &Self) -> bool {
        self.minus(other).is_empty()
    }

    /// The terms of both.
    #[inline]
    pub(crate) fn and(&self, other: &Self) -> Self {
        let high = match (&self.high, &other.high) {
            (Some(own), Some(other)) => Some(own.iter().zip(other).map(|(a, b)| a & b).collect()),
            _ => None,
        };
        Self { low: self.low & other.low, high }
    }

    /// The terms that are not in `other`.
    #[inline]
    pub(crate) fn minus(&self, other: &Self) -> Self {
        let high = self.high.as_ref().map(|own| {
            let others = other.high().iter().copied().chain(std::iter::repeat(0));
            own.iter().zip(others).map(|(a, b)| a & !b).collect()
        });
        Self { low: self.low & !other.low, high }
    }

    #[inline]
    pub(crate) fn add(&mut self, other: &Self) {
        self.low |= other.low;
        if let Some(other) = &other.high {
            self.add_high(other);
        }
    }

    fn add_high(&mut self, other: &[u64]) {
        if self.high().len() < other.len() {
            let mut high = self.high.take().map_or_else(Vec::new, Vec::from);
            high.resize(other.len(), 0);
            self.high = Some(high.into());
        }
        for (word, other) in self.high.as_deref_mut().unwrap_or_default().iter_mut().zip(other) {
            *word |= other;
        }
    }

    /// The positions of its terms, in order.
    pub(crate) fn indices(&self) -> impl Iterator<Item = usize> + '_ {
        let mut low = self.low;
        let low = std::iter::from_fn(move || {
            let index = low.trailing_zeros() as usize;
            (low != 0).then(|| {
                low &= low - 1;
                index
            })
        });
        let high = self.high().iter().zip(0..).flat_map(|(word, position)| {
            let set = move |bit: &usize| word >> bit & 1 == 1;
            (0..64).filter(set).map(move |bit| LOW + position * 64 + bit)
        });
        low.chain(high)
    }

    /// Each of its terms as a set of its own, in order.
    pub(super) fn singles(&self) -> impl Iterator<Item = Self> + '_ {
        self.indices().map(|index| {
            let mut single = Self::default();
            single.insert_index(index);
            single
        })
    }

    /// The position of its first term.
    #[inline]
    pub(super) fn first(&self) -> Option<usize> {
        if self.low != 0 { Some(self.low.trailing_zeros() as usize) } else { self.indices().next() }
    }
}

impl PartialEq for TermSet {
    fn eq(&self, other: &Self) -> bool {
        self.is_subset(other) && other.is_subset(self)
    }
}

impl Eq for TermSet {}

/// Terms that certainly are somewhere, and terms that certainly or possibly are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Terms {
    pub(crate) certain: TermSet,
    pub(crate) possible: TermSet,
}

impl Terms {
    /// The certain terms when there are any, else the possible ones when there are any.
    pub(crate) fn best(&self) -> Option<(Certainty, &TermSet)> {
        if !self.certain.is_empty() {
            return Some((Certainty::Certain, &self.certain));
        }
        (!self.possible.is_empty()).then_some((Certainty::Possible, &self.possible))
    }

    /// How certainly one that is in it is.
    pub(crate) fn certainty(&self, term: TermIx) -> Certainty {
        if self.certain.contains(term) { Certainty::Certain } else { Certainty::Possible }
    }

    /// Whether there is nothing, not even possibly.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.possible.is_empty()
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.certain.add(&other.certain);
        self.possible.add(&other.possible);
    }

    /// What certainly is in it and not in `other`, and what possibly is.
    pub(crate) fn except(&self, other: &Self) -> Self {
        Self { certain: self.certain.minus(&other.certain), possible: self.possible.minus(&other.possible) }
    }

    /// Whether something certainly is in both, or something possibly.
    pub(crate) fn shares(&self, other: &Self) -> bool {
        self.certain.intersects(&other.certain) || self.possible.intersects(&other.possible)
    }

    /// What certainly is in both, and what possibly is.
    #[inline]
    pub(crate) fn both(&self, other: &Self) -> Self {
        Self { certain: self.certain.and(&other.certain), possible: self.possible.and(&other.possible) }
    }

    #[inline]
    pub(crate) fn and(&self, set: &TermSet) -> Self {
        Self { certain: self.certain.and(set), possible: self.possible.and(set) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;

    fn set(indices: &[usize]) -> TermSet {
        let mut set = TermSet::default();
        for index in indices {
            set.insert_index(*index);
        }
        set
    }

    #[test]
    fn sets_work_below_and_above_128_terms() {
        let (a, b) = (set(&[1, 64, 200, 700]), set(&[64, 130, 200]));
        assert_eq!(a.and(&b), set(&[64, 200]));
        assert_eq!(a.minus(&b), set(&[1, 700]));
        assert!(a.intersects(&set(&[700])) && !a.intersects(&set(&[701, 2])));
        let mut union = b.clone();
        union.add(&a);
        assert_eq!(union.indices().collect::<Vec<_>>(), [1, 64, 130, 200, 700]);
        assert!(a.is_subset(&union) && !union.is_subset(&a));
        assert!(set(&[200]).minus(&b).is_empty() && set(&[5]).minus(&b) == set(&[5]));
        for length in [0, 1, 85, 127, 128, 129, 300] {
            assert!(TermSet::all(length).indices().eq(0..length));
        }
        assert_eq!(set(&[200, 700]).first(), Some(200));
    }
}
