//! May this be shared? Asked by programs at run time, many times a second.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError, RwLock, mpsc};
use std::thread;

use kept_engine::questions::{Answer, Desk, Sharing};
use kept_schema::Day;
use tokio::sync::oneshot;

use super::{Snapshot, WorkerLost};

/// How many days' desks a snapshot keeps.
const MAX_DESKS: usize = 4;

/// How many answers a snapshot remembers: programs ask the same few questions again and again.
const MAX_ANSWERS: usize = 16_384;

/// A question, and where its answer goes.
type Question = (Sharing, oneshot::Sender<Arc<Answer>>);

/// The desks of a snapshot, by day. A desk remembers what it compared and shares that with nobody, so each has a
/// thread of its own, which ends with the snapshot; an answer takes less time than a lock that several wait for.
#[derive(Debug, Default)]
pub(super) struct Desks {
    open: Mutex<BTreeMap<Day, mpsc::Sender<Question>>>,
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
        let mut desks = self.desks.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(desk) = desks.get(&day) {
            return Ok(desk.clone());
        }
        if desks.len() >= MAX_DESKS {
            desks.pop_first();
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
        desks.insert(day, asked.clone());
        Ok(asked)
    }

    /// A desk that failed: the next question opens another one.
    fn without_desk(&self, day: Day) -> WorkerLost {
        self.desks.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&day);
        WorkerLost::Gone
    }
}
