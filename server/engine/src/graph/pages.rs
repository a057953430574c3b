//! A long list whose copies share all that is the same.

use std::sync::Arc;

/// How many items change hands when one of them is replaced.
const PAGE: usize = 512;

/// A list in pages: copying it copies a pointer a page, replacing an item copies its page.
#[derive(Clone, Debug)]
pub(super) struct Pages<T> {
    pages: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T: Clone> Pages<T> {
    #[inline]
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub(super) fn get(&self, index: usize) -> Option<&T> {
        self.pages.get(index / PAGE)?.get(index % PAGE)
    }

    /// Replaces the item at `index`, if there is one.
    pub(super) fn set(&mut self, index: usize, item: T) {
        if let Some(place) = self.pages.get_mut(index / PAGE).and_then(|page| Arc::make_mut(page).get_mut(index % PAGE))
        {
            *place = item;
        }
    }

    pub(super) fn push(&mut self, item: T) {
        match self.pages.last_mut().filter(|page| page.len() < PAGE) {
            Some(page) => Arc::make_mut(page).push(item),
            None => {
                let mut page = Vec::with_capacity(PAGE);
                page.push(item);
                self.pages.push(Arc::new(page));
            }
        }
        self.len += 1;
    }
}

impl<T: Clone> FromIterator<T> for Pages<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter().peekable();
        let mut pages = Self { pages: Vec::new(), len: 0 };
        while items.peek().is_some() {
            let mut page = Vec::with_capacity(PAGE);
            page.extend(items.by_ref().take(PAGE));
            pages.len += page.len();
            pages.pages.push(Arc::new(page));
        }
        pages
    }
}
