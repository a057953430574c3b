//! Use cases: what can be asked of a register and done to it, over one current snapshot.

mod alert;
mod assign;
mod concerned;
mod decided;
mod desk;
mod edit;
mod error;
mod event;
mod explain;
mod forecast;
mod history;
mod listed;
mod observe;
mod plan;
mod risk;
mod search;
mod seen;
mod snapshot;
mod standing;
pub(crate) mod title;
mod wake;
mod workshop;
mod written;

use std::sync::Arc;

use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};
use kept_schema::{Change, Day, Edit, NodeId, Record, Register, SourcedEdit};
use kept_store::{ChangeEntry, Commit, Credentials, LookCause, Store, StoreUrl};
use tokio::sync::{Mutex, broadcast};

pub use alert::{AlertError, AlertState, DeliveryError, Foreseen};
pub(crate) use alert::{Fate, when};
pub use assign::{Assignable, assignment, unassign};
pub use edit::{create_edit, update_edit};
pub use error::{AppError, WriteError};
pub use event::Event;
pub use history::HistoryError;
pub(crate) use listed::folded;
pub use listed::{ListContext, ListImport, ListSummary, Listed, NoPublisher, observe_list};
pub use observe::{
    Nameless, ObservationImport, ObservationSummary, ObserveContext, Sighted, host_of, left_out, observation_key,
    observe, own_party, site, source_of,
};
pub use plan::{Plan, PlanCounts, Planned, PublishedPlan};
pub use risk::{Acceptable, acceptance, reopen};
pub use search::{SearchHit, search};
pub use snapshot::Snapshot;
pub use wake::Wake;

/// How many events a slow subscriber may be behind before it misses some.
const EVENT_BACKLOG: usize = 1024;
/// How often a write starts anew because another process wrote first.
const MAX_ATTEMPTS: u32 = 8;

/// One register being served: its store, the current snapshot and the events of its changes.
///
/// Reading takes a snapshot and never waits; writing is one at a time: validate against the
/// snapshot, one durable transaction, the next snapshot, then events.
#[derive(Debug)]
pub struct App {
    store: Store,
    current: ArcSwap<Snapshot>,
    writing: Mutex<()>,
    standing: standing::Standing,
    events: broadcast::Sender<Event>,
    history: history::History,
    sightings: seen::Sightings,
    inbox: alert::Inbox,
}

/// A wish to change the register.
#[derive(Clone, Debug)]
pub struct Write {
    /// Who wishes it, for the change log.
    pub actor: String,
    /// What kind of change it is, such as `createParty` or `import gvl`.
    pub action: String,
    /// What it does, in a sentence for the change log; said by the plan when empty.
    pub summary: String,
    /// The edits; all of them happen or none.
    pub edits: Vec<SourcedEdit>,
    /// Records that must still be at these revisions.
    pub expected: Vec<(NodeId, u64)>,
}

/// What a write did.
#[derive(Clone, Debug)]
pub struct Written {
    /// The revision of the register after it; unchanged when there was nothing to change.
    pub revision: u64,
    /// What changed, and which findings appeared and disappeared.
    pub plan: Arc<Plan>,
    /// The snapshot after it.
    pub snapshot: Arc<Snapshot>,
}

impl App {
    /// Opens the store and loads the register. `progress` hears how many records were loaded.
    ///
    /// # Errors
    /// When the store cannot be opened or what it holds is not a register.
    pub async fn open(
        url: &StoreUrl,
        credentials: Option<&Credentials>,
        progress: impl Fn(usize) + Send,
    ) -> Result<Arc<Self>, AppError> {
        let store = Store::open_with(url, credentials).await?;
        Ok(Arc::new(Self::on(store, progress).await?))
    }

    pub(crate) async fn on(store: Store, progress: impl Fn(usize) + Send) -> Result<Self, AppError> {
        let register = store.load(progress).await?;
        let snapshot = blocking(move || Snapshot::new(register)).await?;
        let sightings = seen::Sightings::default();
        sightings.catch_up(&store).await?;
        let inbox = alert::Inbox::default();
        inbox.catch_up(&store).await?;
        let (events, _) = broadcast::channel(EVENT_BACKLOG);
        Ok(Self {
            store,
            current: ArcSwap::from_pointee(snapshot),
            writing: Mutex::new(()),
            standing: standing::Standing::default(),
            events,
            history: history::History::default(),
            sightings,
            inbox,
        })
    }

    /// The register as it is now. Keep it for the whole of a request.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.current.load_full()
    }

    /// What happens from now on. A subscriber that falls behind is told how much it missed.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// The store, for reading its log.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Lets go of the store: everything is on disk and its directory is free when this returns.
    pub async fn close(self) {
        self.store.close().await;
    }

    /// Whether the store answers and the snapshot is no older than it.
    ///
    /// # Errors
    /// When the store cannot be reached.
    pub async fn is_current(&self) -> Result<bool, AppError> {
        Ok(self.store.head().await?.seq <= self.snapshot().register().revision())
    }

    /// What the edits would change and which findings would appear and disappear, without doing it:
    /// the snapshot it was worked out on, and the plan with the snapshot it would lead to. What would
    /// change has the revision of today's register, because no revision is made.
    ///
    /// # Errors
    /// When an expectation does not hold or the edits are not valid.
    pub async fn plan(
        &self,
        edits: Vec<SourcedEdit>,
        expected: &[(NodeId, u64)],
    ) -> Result<(Arc<Snapshot>, Planned), WriteError> {
        let mut turn = self.standing.turn().await;
        let before = self.snapshot();
        check_expected(before.register(), expected)?;
        let planned = turn.plan(&before, edits, before.register().revision(), today()).await??;
        turn.take_back(before.register(), &planned.plan.changes).await?;
        Ok((before, planned))
    }

    /// Changes the register durably. It goes on when the caller stops waiting, so that the snapshot
    /// never lags behind what was stored.
    ///
    /// # Errors
    /// When an expectation does not hold, the edits are not valid, or the store does not take them;
    /// nothing is changed then. [`CommitError::Unknown`] says that the store does not tell.
    pub async fn write(self: &Arc<Self>, write: Write) -> Result<Written, WriteError> {
        let app = self.clone();
        tokio::spawn(async move { app.write_in_turn(&write).await }).await.map_err(WorkerLost::Task)?
    }

    async fn write_in_turn(&self, write: &Write) -> Result<Written, WriteError> {
        let _writing = self.writing.lock().await;
        let mut attempt = 0;
        loop {
            match self.try_write(write).await {
                Err(error) => self.again(&mut attempt, error).await?,
                Ok(written) => return Ok(written),
            }
        }
    }

    /// Takes over what others wrote when they were first, so that it can be tried again; any other error stays one.
    async fn again(&self, attempt: &mut u32, error: WriteError) -> Result<(), WriteError> {
        match error {
            WriteError::Raced if *attempt < MAX_ATTEMPTS => {
                *attempt += 1;
                self.catch_up_in_turn().await
            }
            error => Err(error),
        }
    }

    async fn try_write(&self, write: &Write) -> Result<Written, WriteError> {
        // Nobody else may see the evaluation before what it knows is stored.
        let mut turn = self.standing.turn().await;
        let before = self.snapshot();
        check_expected(before.register(), &write.expected)?;
        let today = today();
        // What the day brought is not the work of the change.
        self.look_in_turn(&mut turn, &before, today).await?;
        let edits = write.edits.clone();
        let planned = turn.plan(&before, edits, before.register().revision() + 1, today).await??;
        if planned.plan.changes.is_empty() {
            let revision = before.register().revision();
            return Ok(Written { revision, plan: Arc::new(planned.plan), snapshot: before });
        }
        let summary = if write.summary.is_empty() { planned.plan.summary() } else { write.summary.clone() };
        let at = Utc::now();
        let look = self.sightings.of_change(&planned.plan);
        let commit = Commit {
            expect: before.register().revision(),
            at,
            actor: write.actor.clone(),
            action: write.action.clone(),
            summary: summary.clone(),
            changes: planned.plan.changes.clone(),
            look: look.clone(),
        };
        let committed = match self.store.commit(commit).await {
            Ok(committed) => committed,
            Err(error) => {
                turn.take_back(before.register(), &planned.plan.changes).await?;
                return Err(seen::raced(error));
            }
        };
        let look = look.map(|look| seen::made(look, committed.seq, LookCause::Change, at));
        self.sightings.written(look.as_ref(), (committed.seq, today));
        let snapshot = Arc::new(planned.snapshot);
        self.current.store(snapshot.clone());
        let plan = Arc::new(planned.plan);
        self.publish(&plan, committed.seq);
        Ok(Written { revision: committed.seq, plan, snapshot })
    }

    /// Takes over what other processes wrote to the same store.
    ///
    /// # Errors
    /// When the store cannot be read, or its log does not follow from the snapshot.
    pub async fn catch_up(&self) -> Result<(), WriteError> {
        let _turn = self.writing.lock().await;
        self.catch_up_in_turn().await
    }

    async fn catch_up_in_turn(&self) -> Result<(), WriteError> {
        loop {
            let before = self.snapshot();
            let entries = self.store.changes(before.register().revision(), 100).await?;
            if entries.is_empty() {
                return Ok(self.sightings.catch_up(&self.store).await?);
            }
            for entry in entries {
                self.follow(&entry).await?;
            }
        }
    }

    async fn follow(&self, entry: &ChangeEntry) -> Result<(), WriteError> {
        let before = self.snapshot();
        let edits = edits_of(entry)?;
        let mut turn = self.standing.turn().await;
        let planned = turn.plan(&before, edits, entry.seq, today()).await??;
        self.current.store(Arc::new(planned.snapshot));
        self.publish(&Arc::new(planned.plan), entry.seq);
        Ok(())
    }

    fn publish(&self, plan: &Arc<Plan>, revision: u64) {
        // An error means that nobody is listening.
        let _ = self.events.send(Event { revision, plan: plan.clone() });
    }
}

/// The edits that a change of the log made.
fn edits_of(entry: &ChangeEntry) -> Result<Vec<SourcedEdit>, WriteError> {
    entry
        .items
        .iter()
        .map(|item| {
            let edit = match &item.after {
                None => Edit::Delete(item.id.clone()),
                Some(json) => Edit::Put(Record::from_json(item.id.kind(), json.clone()).map_err(WriteError::Log)?),
            };
            Ok(edit.into())
        })
        .collect()
}

fn check_expected(register: &Register, expected: &[(NodeId, u64)]) -> Result<(), WriteError> {
    for (id, expected) in expected {
        match register.revision_of(id) {
            None => return Err(WriteError::NotFound(id.clone())),
            Some(actual) if actual != *expected => {
                return Err(WriteError::Conflict { id: id.clone(), expected: *expected, actual });
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Today, UTC: the only place where the service asks which day it is.
#[must_use]
pub fn today() -> Day {
    day_at(Utc::now())
}

/// The day of a moment, UTC.
fn day_at(moment: DateTime<Utc>) -> Day {
    Day::new(moment.date_naive()).unwrap_or(Day::MAX)
}

/// Runs graph work where it does not hold up other requests.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, WorkerLost> {
    tokio::task::spawn_blocking(work).await.map_err(WorkerLost::Task)
}

/// Work was given up because it failed unexpectedly or the service is stopping.
#[derive(Debug, thiserror::Error)]
pub enum WorkerLost {
    /// A task of the service.
    #[error("the work was given up")]
    Task(#[source] tokio::task::JoinError),
    /// A thread could not be started.
    #[error("no thread could be started for the work")]
    Thread(#[source] std::io::Error),
    /// A thread ended without an answer.
    #[error("the thread that did the work ended without an answer")]
    Gone,
}

/// The changes of a list of edits, for `kept apply --prune`: removals of all that they do not mention.
#[must_use]
pub fn prune_edits(register: &Register, edits: &[SourcedEdit]) -> Vec<SourcedEdit> {
    let mentioned: std::collections::BTreeSet<NodeId> = edits.iter().map(|edit| edit.edit.id()).collect();
    register.ids().filter(|id| !mentioned.contains(id)).map(|id| Edit::Delete(id).into()).collect()
}

/// A count of what a list of changes adds, changes and removes.
#[must_use]
pub fn count(changes: &[Change]) -> (usize, usize, usize) {
    let added = changes.iter().filter(|change| change.before.is_none()).count();
    let removed = changes.iter().filter(|change| change.after.is_none()).count();
    (added, changes.len() - added - removed, removed)
}

#[cfg(test)]
mod tests;
