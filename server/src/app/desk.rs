//! May this be shared? Asked by programs at run time, many times a second.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError, RwLock, mpsc};
use std::thread;

use kept_engine::questions::{Answer, Desk, Sharing};
use kept_schema::Day;
use tokio::sync::oneshot;

use super::{Snapshot, WorkerLost, today};

/// How many days' desks a snapshot keeps.
const MAX_DESKS: usize = 4;

/// How many answers a snapshot remembers: programs ask the same few questions again and again.
const MAX_ANSWERS: usize = 16_384;

/// A question, and where its answer goes.
type Question = (Sharing, oneshot::Sender<Arc<Answer>>);

/// A desk that is open.
#[derive(Debug)]
struct Open {
    questions: mpsc::Sender<Question>,
    /// When it was asked last, counted in questions.
    asked: u64,
}

/// Desks by day, those that nobody asks any more closed first.
#[derive(Debug, Default)]
struct Row {
    desks: BTreeMap<Day, Open>,
    asked: u64,
}

impl Row {
    /// The desk of a day, when it is open.
    fn at(&mut self, day: Day) -> Option<mpsc::Sender<Question>> {
        self.asked += 1;
        let desk = self.desks.get_mut(&day)?;
        desk.asked = self.asked;
        Some(desk.questions.clone())
    }

    /// Opens a desk; when there are too many, the one that was asked longest ago is closed, never that of today.
    fn open(&mut self, day: Day, questions: mpsc::Sender<Question>, today: Day) {
        if self.desks.len() >= MAX_DESKS {
            let others = self.desks.iter().filter(|(day, _)| **day != today);
            if let Some(idle) = others.min_by_key(|(_, desk)| desk.asked).map(|(day, _)| *day) {
                self.desks.remove(&idle);
            }
        }
        self.desks.insert(day, Open { questions, asked: self.asked });
    }
}

/// The desks of a snapshot, by day. A desk remembers what it compared and shares that with nobody, so each has a
/// thread of its own, which ends with the snapshot; an answer takes less time than a lock that several wait for.
#[derive(Debug, Default)]
pub(super) struct Desks {
    open: Mutex<Row>,
    answered: RwLock<HashMap<(Day, Sharing), Arc<Answer>>>,
}

impl Snapshot {
    /// Whether a sharing may happen on a day. The first question about a day waits until its desk is ready.
    ///
    /// # Errors
    /// When the desk cannot be opened, or failed unexpectedly.
    pub async fn may_share(&self, sharing: Sharing, day: Day) -> Result<Arc<Answer>, WorkerLost> {
        // A panic while a lock is held leaves the map whole.
        let asked = (day, sharing);
        if let Some(known) = self.desks.answered.read().unwrap_or_else(PoisonError::into_inner).get(&asked) {
            return Ok(known.clone());
        }
        let (answer, answered) = oneshot::channel();
        self.desk(day)?.send((asked.1.clone(), answer)).map_err(|_| self.without_desk(day))?;
        let answer = answered.await.map_err(|_| self.without_desk(day))?;
        let mut answered = self.desks.answered.write().unwrap_or_else(PoisonError::into_inner);
        if answered.len() >= MAX_ANSWERS {
            answered.clear();
        }
        answered.insert(asked, answer.clone());
        Ok(answer)
    }

    fn desk(&self, day: Day) -> Result<mpsc::Sender<Question>, WorkerLost> {
        let mut row = self.desks.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(desk) = row.at(day) {
            return Ok(desk);
        }
        let (register, graph) = (self.register().clone(), self.graph().clone());
        let (asked, questions) = mpsc::channel::<Question>();
        let serve = move || {
            let desk = Desk::new(&register, &graph, day);
            for (sharing, answer) in questions {
                // An error means that nobody waits for it any more.
                let _ = answer.send(Arc::new(desk.may_share(&sharing)));
            }
        };
        thread::Builder::new().name("desk".to_owned()).spawn(serve).map_err(WorkerLost::Thread)?;
        row.open(day, asked.clone(), today());
        Ok(asked)
    }

    /// A desk that failed: the next question opens another one.
    fn without_desk(&self, day: Day) -> WorkerLost {
        self.desks.open.lock().unwrap_or_else(PoisonError::into_inner).desks.remove(&day);
        WorkerLost::Gone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_that_was_asked_longest_ago_is_closed_and_never_that_of_today() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let (today, mut row) = (day("2026-06-01"), Row::default());
        let mut ask = |text: &str| {
            if row.at(day(text)).is_none() {
                row.open(day(text), mpsc::channel().0, today);
            }
            row.desks.keys().map(ToString::to_string).collect::<Vec<_>>()
        };
        for later in ["2026-06-01", "2027-01-01", "2027-02-01", "2027-03-01", "2027-01-01"] {
            ask(later);
        }
        assert_eq!(ask("2027-04-01"), ["2026-06-01", "2027-01-01", "2027-03-01", "2027-04-01"]);
        assert_eq!(ask("2025-01-01"), ["2025-01-01", "2026-06-01", "2027-01-01", "2027-04-01"]);
    }
}
