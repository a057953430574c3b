//! What the gate said, as it was written.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, Weak};

use hyper::body::Bytes;
use kept_schema::Day;

use crate::app::Snapshot;

/// How many answers are kept.
const MAX_ANSWERS: usize = 4_096;
/// The longest question whose answer is kept, in bytes.
const MAX_QUESTION: usize = 4_096;

/// Answers by the very bytes that asked: programs send the same question again and again, and one that was answered is neither
/// read nor its answer written again. What is kept is of one snapshot and, as a question may mean today, of one day.
#[derive(Debug, Default)]
pub(super) struct Said(RwLock<Kept>);

#[derive(Debug, Default)]
struct Kept {
    of: Weak<Snapshot>,
    on: Option<Day>,
    answers: HashMap<Box<[u8]>, Bytes>,
}

impl Kept {
    fn is_of(&self, snapshot: &Arc<Snapshot>, day: Day) -> bool {
        // The address cannot be another snapshot's: the weak reference keeps it taken.
        self.on == Some(day) && std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(snapshot))
    }
}

impl Said {
    /// The answer to a question that a snapshot gave on a day.
    pub(super) fn find(&self, snapshot: &Arc<Snapshot>, day: Day, question: &[u8]) -> Option<Bytes> {
        // A panic while the lock is held leaves the map whole.
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        kept.is_of(snapshot, day).then(|| kept.answers.get(question).cloned()).flatten()
    }

    /// Keeps an answer that a snapshot gave on a day; those of another snapshot or day are forgotten.
    pub(super) fn keep(&self, snapshot: &Arc<Snapshot>, day: Day, question: &[u8], answer: Bytes) {
        if question.len() > MAX_QUESTION {
            return;
        }
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if !kept.is_of(snapshot, day) || kept.answers.len() >= MAX_ANSWERS {
            *kept = Kept { of: Arc::downgrade(snapshot), on: Some(day), answers: HashMap::new() };
        }
        // A copy: what was read is a part of the whole buffer of its connection.
        kept.answers.insert(question.into(), answer);
    }
}

#[cfg(test)]
mod tests {
    use kept_schema::Register;

    use super::*;

    #[test]
    fn an_answer_is_of_one_snapshot_and_one_day() {
        let snapshot = || Arc::new(Snapshot::new(Register::default()));
        let (first, second) = (snapshot(), snapshot());
        let [today, tomorrow] = ["2026-06-01", "2026-06-02"].map(|day| day.parse::<Day>().unwrap());
        let said = Said::default();
        let keep = |snapshot: &Arc<Snapshot>, day, answer| said.keep(snapshot, day, b"asked", answer);
        let find = |snapshot: &Arc<Snapshot>, day| said.find(snapshot, day, b"asked");

        keep(&first, today, "yes".into());
        assert_eq!(find(&first, today).as_deref(), Some(b"yes".as_slice()));
        assert_eq!(said.find(&first, today, b"asked "), None);
        assert_eq!(find(&first, tomorrow), None);
        assert_eq!(find(&second, today), None);

        keep(&second, today, "no".into());
        assert_eq!(find(&second, today).as_deref(), Some(b"no".as_slice()));
        assert_eq!(find(&first, today), None);
        drop(second);
        assert!((0..8).all(|_| find(&snapshot(), today).is_none()), "a new snapshot is not taken for one that is gone");
    }

    #[test]
    fn what_is_kept_has_a_bound() {
        let snapshot = Arc::new(Snapshot::new(Register::default()));
        let (said, day) = (Said::default(), Day::MAX);
        for question in 0..2 * MAX_ANSWERS {
            said.keep(&snapshot, day, question.to_string().as_bytes(), Bytes::new());
        }
        assert!(said.0.read().unwrap().answers.len() <= MAX_ANSWERS);
        let long = "?".repeat(MAX_QUESTION + 1);
        said.keep(&snapshot, day, long.as_bytes(), Bytes::new());
        assert_eq!(said.find(&snapshot, day, long.as_bytes()), None);
    }
}
