//! Lists of terms that flows record, each distinct one kept once.

use kept_schema::TermList;
use kept_schema::taxonomy::{TermIx, TermTable};

use super::terms::TermSet;
use crate::hash::FastMap;

/// The number of a distinct list; see [`NOT_RECORDED`].
pub(crate) type ListId = u32;

/// The list of what was not recorded.
pub(crate) const NOT_RECORDED: ListId = 0;

/// The distinct lists of one taxonomy. Lists are only ever added.
#[derive(Clone, Debug)]
pub(crate) struct Lists {
    lists: Vec<(Box<[TermIx]>, TermSet)>,
    by_terms: FastMap<Box<[TermIx]>, ListId>,
}

/// The numbers of lists by their address: registers share equal lists, so that most are known by it
/// while nothing changes.
pub(super) type Addresses = FastMap<usize, ListId>;

impl Default for Lists {
    fn default() -> Self {
        let mut lists = Self { lists: Vec::new(), by_terms: FastMap::default() };
        lists.intern([].into());
        lists
    }
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

    /// The terms of a list as a set.
    #[inline]
    pub(crate) fn set(&self, id: ListId) -> Option<&TermSet> {
        self.lists.get(id as usize).map(|(_, set)| set)
    }

    /// The number of a list, when it is known.
    pub(super) fn find(&self, table: &TermTable, list: &TermList) -> Option<ListId> {
        if !list.is_recorded() {
            return Some(NOT_RECORDED);
        }
        let terms: Vec<TermIx> = table.find_all(list).collect();
        self.by_terms.get(terms.as_slice()).copied()
    }

    /// The number of a list, which is added when it is new.
    pub(super) fn id(&mut self, table: &TermTable, list: &TermList, addresses: &mut Addresses) -> ListId {
        let Some(shared) = list.shared() else { return NOT_RECORDED };
        let address = shared.as_ptr() as usize;
        if let Some(id) = addresses.get(&address) {
            return *id;
        }
        let id = self.intern(table.find_all(list).collect());
        addresses.insert(address, id);
        id
    }

    fn intern(&mut self, terms: Box<[TermIx]>) -> ListId {
        if let Some(id) = self.by_terms.get(&terms) {
            return *id;
        }
        let id = super::number(self.lists.len());
        let set = TermSet::of(terms.iter().copied());
        self.lists.push((terms.clone(), set));
        self.by_terms.insert(terms, id);
        id
    }
}
