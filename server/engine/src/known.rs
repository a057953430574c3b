//! Answers that are worked out when they are first asked for: many flows have in common what is asked.

use std::cell::RefCell;
use std::hash::Hash;

use crate::hash::FastMap;

/// The answer for a key, which must not depend on anything else that changes between two questions. Working it out may ask
/// for others.
pub(crate) fn remembered<K: Eq + Hash, V: Clone>(
    known: &RefCell<FastMap<K, V>>,
    key: K,
    work_out: impl FnOnce() -> V,
) -> V {
    if let Some(answer) = known.borrow().get(&key) {
        return answer.clone();
    }
    let answer = work_out();
    known.borrow_mut().insert(key, answer.clone());
    answer
}

/// Answers by number.
#[derive(Debug)]
pub(crate) struct Known<T>(RefCell<Vec<Option<T>>>);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Copy> Known<T> {
    /// The answer for a number; it must not depend on anything else that changes between two questions.
    #[inline]
    pub(crate) fn get_or(&self, number: u32, work_out: impl FnOnce() -> T) -> T {
        let index = number as usize;
        if let Some(answer) = self.0.borrow().get(index).copied().flatten() {
            return answer;
        }
        self.learn(index, work_out())
    }

    #[cold]
    fn learn(&self, index: usize, answer: T) -> T {
        let mut known = self.0.borrow_mut();
        if known.len() <= index {
            known.resize(index + 1, None);
        }
        if let Some(place) = known.get_mut(index) {
            *place = Some(answer);
        }
        answer
    }
}
