//! The register and its graph at one revision, never changed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use kept_engine::questions::Explainer;
use kept_engine::{Options, Report, SharingGraph, evaluate};
use kept_schema::{Day, Register};

use super::decided::Decided;
use super::desk::Desks;
use super::workshop::Workshop;
use super::{WorkerLost, blocking};

/// How many days' reports a snapshot keeps.
const MAX_REPORTS: usize = 32;

type Slot = Arc<OnceLock<Arc<Report>>>;

/// The register and its sharing graph at one revision, with the reports made of them so far.
#[derive(Debug)]
pub struct Snapshot {
    register: Register,
    graph: SharingGraph,
    reports: Mutex<BTreeMap<Day, Slot>>,
    /// What explaining paths needs, made when the first is asked for.
    pub(super) explainer: OnceLock<Explainer>,
    /// What people decided about findings.
    pub(super) decided: OnceLock<Decided>,
    /// Who answers whether something may be shared.
    pub(super) desks: Desks,
    /// Where repairs are tried.
    pub(super) workshop: Workshop,
}

impl Snapshot {
    /// Builds the graph; takes time in proportion to the register.
    #[must_use]
    pub fn new(register: Register) -> Self {
        let graph = SharingGraph::new(&register);
        Self::of(register, graph)
    }

    /// The snapshot of a register whose graph is known.
    pub(super) fn of(register: Register, graph: SharingGraph) -> Self {
        Self {
            register,
            graph,
            reports: Mutex::default(),
            explainer: OnceLock::new(),
            decided: OnceLock::new(),
            desks: Desks::default(),
            workshop: Workshop::default(),
        }
    }

    /// The register.
    #[must_use]
    pub const fn register(&self) -> &Register {
        &self.register
    }

    /// The sharing graph.
    #[must_use]
    pub const fn graph(&self) -> &SharingGraph {
        &self.graph
    }

    /// The report of a day over all rules, made when it is first asked for. Call it where waiting
    /// is allowed; else use [`Snapshot::report_on`].
    #[must_use]
    pub fn report(&self, day: Day) -> Arc<Report> {
        // Several askers of the same day wait for one evaluation.
        let slot = self.slot(day);
        slot.get_or_init(|| Arc::new(evaluate(&self.register, &self.graph, day, &Options::default()))).clone()
    }

    /// The report of a day, made on another thread when it is not there yet.
    ///
    /// # Errors
    /// When the evaluation was given up because the service is stopping.
    pub async fn report_on(self: &Arc<Self>, day: Day) -> Result<Arc<Report>, WorkerLost> {
        if let Some(report) = self.slot(day).get() {
            return Ok(report.clone());
        }
        let snapshot = self.clone();
        blocking(move || snapshot.report(day)).await
    }

    /// Keeps a report that was made elsewhere.
    pub(super) fn remember(&self, day: Day, report: impl FnOnce() -> Report) {
        self.slot(day).get_or_init(|| Arc::new(report()));
    }

    fn slot(&self, day: Day) -> Slot {
        // A panic while the lock is held leaves the map whole.
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        if !reports.contains_key(&day) && reports.len() >= MAX_REPORTS {
            reports.pop_first();
        }
        reports.entry(day).or_default().clone()
    }
}
