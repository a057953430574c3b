//! Lists of terms that flows record, each distinct one kept once.

use kept_schema::TermList;
use kept_schema::taxonomy::{TermIx, TermTable};

use super::terms::TermSet;
use crate::hash::FastMap;

/// The number of a distinct list; see [`NOT_RECORDED`].
pub(crate) type ListId = u32;

/// The list of what was not recorded.
pub(crate) const NOT_RECORDED: ListId = 0;

/// The distinct lists of one taxonomy.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    lists: Vec<(Box<[TermIx]>, TermSet)>,
}

impl Lists {
    pub(crate) fn len(&self) -> usize {
        self.lists.len()
    }

    /// The terms of a list, in the order they were recorded.
    #[inline]
    pub(crate) fn terms(&self, id: ListId) -> &[TermIx] {
        self.lists.get(id as usize).map_or(&[], |(terms, _)| terms)
    }

    /// All lists, by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[TermIx]> {
        self.lists.iter().map(|(terms, _)| &**terms)
    }

    /// The terms of a list as a set.
    #[inline]
    pub(crate) fn set(&self, id: ListId) -> Option<&TermSet> {
        self.lists.get(id as usize).map(|(_, set)| set)
    }
}

/// Collects lists of one taxonomy.
pub(super) struct ListsBuilder<'a> {
    table: &'a TermTable,
    lists: Lists,
    /// Registers share equal lists, so that most are known by their address.
    by_address: FastMap<usize, ListId>,
    by_terms: FastMap<Box<[TermIx]>, ListId>,
}

impl<'a> ListsBuilder<'a> {
    pub(super) fn new(table: &'a TermTable) -> Self {
        let mut builder =
            Self { table, lists: Lists::default(), by_address: FastMap::default(), by_terms: FastMap::default() };
        builder.intern([].into());
        builder
    }

    pub(super) fn id(&mut self, list: &TermList) -> ListId {
        let Some(shared) = list.shared() else { return NOT_RECORDED };
        let address = shared.as_ptr() as usize;
        if let Some(id) = self.by_address.get(&address) {
            return *id;
        }
        let terms: Box<[TermIx]> = self.table.find_all(list).collect();
        let id = self.intern(terms);
        self.by_address.insert(address, id);
        id
    }

    fn intern(&mut self, terms: Box<[TermIx]>) -> ListId {
        if let Some(id) = self.by_terms.get(&terms) {
            return *id;
        }
        let id = super::number(self.lists.len());
        let set = TermSet::of(terms.iter().copied());
        self.lists.lists.push((terms.clone(), set));
        self.by_terms.insert(terms, id);
        id
    }

    pub(super) fn terms(&self, id: ListId) -> &[TermIx] {
        self.lists.terms(id)
    }

    pub(super) fn finish(self) -> Lists {
        self.lists
    }
}
