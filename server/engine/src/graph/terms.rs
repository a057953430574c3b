//! Sets of terms of one taxonomy.

use kept_schema::taxonomy::{TermIx, TermTable};

use crate::Certainty;

/// A set of terms of one taxonomy. The first 128 terms need no allocation, and no taxonomy that
/// comes with Kept has more categories; users may add any number.
#[derive(Clone, Debug, Default)]
pub(crate) struct TermSet {
    low: [u64; 2],
    /// Terms 128 and above; absent is the same as empty.
    high: Option<Box<[u64]>>,
}

impl TermSet {
    /// All terms of a taxonomy of this length.
    pub(crate) fn all(length: usize) -> Self {
        let mut set = Self::default();
        for term in 0..length {
            set.insert_index(term);
        }
        set
    }

    /// These terms.
    pub(crate) fn of(terms: impl IntoIterator<Item = TermIx>) -> Self {
        let mut set = Self::default();
        for term in terms {
            set.insert(term);
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

    /// All terms above these, and these.
    pub(crate) fn up(table: &TermTable, terms: impl IntoIterator<Item = TermIx>) -> Self {
        Self::of(terms.into_iter().flat_map(|term| table.ancestors(term)))
    }

    pub(crate) fn insert(&mut self, term: TermIx) {
        self.insert_index(term.index());
    }

    fn insert_index(&mut self, index: usize) {
        let (word, bit) = (index / 64, index % 64);
        if let Some(word) = self.low.get_mut(word) {
            *word |= 1 << bit;
            return;
        }
        let word = word - self.low.len();
        let mut high = self.high.take().map_or_else(Vec::new, Vec::from);
        if high.len() <= word {
            high.resize(word + 1, 0);
        }
        if let Some(word) = high.get_mut(word) {
            *word |= 1 << bit;
        }
        self.high = Some(high.into());
    }

    #[inline]
    pub(crate) fn contains(&self, term: TermIx) -> bool {
        let (word, bit) = (term.index() / 64, term.index() % 64);
        let word = match self.low.get(word) {
            Some(word) => Some(word),
            None => self.high().get(word - self.low.len()),
        };
        word.is_some_and(|word| word >> bit & 1 == 1)
    }

    #[inline]
    fn high(&self) -> &[u64] {
        self.high.as_deref().unwrap_or_default()
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.low == [0, 0] && self.high().iter().all(|word| *word == 0)
    }

    #[inline]
    pub(crate) fn intersects(&self, other: &Self) -> bool {
        let ([a, b], [c, d]) = (self.low, other.low);
        (a & c) | (b & d) != 0 || self.high().iter().zip(other.high()).any(|(a, b)| a & b != 0)
    }

    #[inline]
    pub(crate) fn is_subset(&self, other: &Self) -> bool {
        self.minus(other).is_empty()
    }

    /// The terms of both.
    #[inline]
    pub(crate) fn and(&self, other: &Self) -> Self {
        let ([a, b], [c, d]) = (self.low, other.low);
        let high = match (&self.high, &other.high) {
            (Some(own), Some(other)) => Some(own.iter().zip(other).map(|(a, b)| a & b).collect()),
            _ => None,
        };
        Self { low: [a & c, b & d], high }
    }

    /// The terms that are not in `other`.
    #[inline]
    pub(crate) fn minus(&self, other: &Self) -> Self {
        let ([a, b], [c, d]) = (self.low, other.low);
        let high = self.high.as_ref().map(|own| {
            let others = other.high().iter().copied().chain(std::iter::repeat(0));
            own.iter().zip(others).map(|(a, b)| a & !b).collect()
        });
        Self { low: [a & !c, b & !d], high }
    }

    #[inline]
    pub(crate) fn add(&mut self, other: &Self) {
        let ([a, b], [c, d]) = (self.low, other.low);
        self.low = [a | c, b | d];
        if let Some(other) = &other.high {
            self.add_high(other);
        }
    }

    #[cold]
    fn add_high(&mut self, other: &[u64]) {
        let mut high = self.high.take().map_or_else(Vec::new, Vec::from);
        high.resize(high.len().max(other.len()), 0);
        for (word, other) in high.iter_mut().zip(other) {
            *word |= other;
        }
        self.high = Some(high.into());
    }

    /// The positions of its terms, in order.
    pub(crate) fn indices(&self) -> impl Iterator<Item = usize> + '_ {
        let words = self.low.iter().chain(self.high());
        words.enumerate().flat_map(|(position, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                (rest != 0).then(|| {
                    rest &= rest - 1;
                    position * 64 + bit
                })
            })
        })
    }

    /// Its terms, in the order of the taxonomy.
    pub(crate) fn terms<'a>(&'a self, table: &'a TermTable) -> impl Iterator<Item = TermIx> + 'a {
        let mut all = table.iter();
        let mut next = 0;
        self.indices().filter_map(move |index| {
            let (term, _) = all.nth(index - next)?;
            next = index + 1;
            Some(term)
        })
    }

    /// Its terms that do not stand under another of them, in the order of the taxonomy.
    pub(crate) fn topmost(&self, table: &TermTable) -> Vec<TermIx> {
        self.terms(table).filter(|term| !table.ancestors(*term).skip(1).any(|above| self.contains(above))).collect()
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
    pub(crate) fn certainly(set: TermSet) -> Self {
        Self { possible: set.clone(), certain: set }
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        // Both: what a party newly holds for certain may have been possible before.
        self.possible.is_empty() && self.certain.is_empty()
    }

    /// The certain terms when there are any, else the possible ones when there are any.
    pub(crate) fn best(&self) -> Option<(Certainty, &TermSet)> {
        if !self.certain.is_empty() {
            return Some((Certainty::Certain, &self.certain));
        }
        (!self.possible.is_empty()).then_some((Certainty::Possible, &self.possible))
    }

    #[inline]
    pub(crate) fn add(&mut self, other: &Self) {
        self.certain.add(&other.certain);
        self.possible.add(&other.possible);
    }

    #[inline]
    pub(crate) fn minus(&self, other: &Self) -> Self {
        Self { certain: self.certain.minus(&other.certain), possible: self.possible.minus(&other.possible) }
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
        assert_eq!(TermSet::all(300).indices().count(), 300);
    }
}
