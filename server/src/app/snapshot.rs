//! The register and its graph at one revision, never changed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use kept_engine::questions::Explainer;
use kept_engine::{Finding, Options, Report, SharingGraph, Verdict, evaluate};
use kept_schema::{Day, FlowKey, NodeId, Register};

use super::concerned::Concerned;
use super::decided::Decided;
use super::desk::Desks;
use super::workshop::Workshop;
use super::{WorkerLost, blocking};

/// How many days' reports a snapshot keeps.
const MAX_REPORTS: usize = 32;

/// What was found on a day.
#[derive(Debug, Default)]
struct Found {
    report: OnceLock<Arc<Report>>,
    /// Arranged when it is first asked what something has to do with.
    concerned: OnceLock<Concerned>,
}

/// The register and its sharing graph at one revision, with the reports made of them so far.
#[derive(Debug)]
pub struct Snapshot {
    register: Register,
    graph: SharingGraph,
    found: Mutex<BTreeMap<Day, Arc<Found>>>,
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
            found: Mutex::default(),
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
        let found = self.found(day);
        found.report.get_or_init(|| Arc::new(evaluate(&self.register, &self.graph, day, &Options::default()))).clone()
    }

    /// The report of a day, made on another thread when it is not there yet.
    ///
    /// # Errors
    /// When the evaluation was given up because the service is stopping.
    pub async fn report_on(self: &Arc<Self>, day: Day) -> Result<Arc<Report>, WorkerLost> {
        if let Some(report) = self.found(day).report.get() {
            return Ok(report.clone());
        }
        let snapshot = self.clone();
        blocking(move || snapshot.report(day)).await
    }

    /// Keeps a report that was made elsewhere.
    pub(super) fn remember(&self, day: Day, report: impl FnOnce() -> Report) {
        self.found(day).report.get_or_init(|| Arc::new(report()));
    }

    /// The findings of one of its reports that may concern something, in their order: its own, those of the flows and
    /// contracts of a party, those of the promises of a notice.
    pub fn concerning<'r>(&self, report: &'r Report, id: &NodeId) -> impl Iterator<Item = &'r Finding> + use<'r> {
        let found = self.found(report.as_of);
        let concerned = found.concerned.get_or_init(|| Concerned::of(report, &self.register));
        let places = concerned.places(id).to_vec();
        places.into_iter().filter_map(|place| report.findings.get(place))
    }

    /// The worst verdict of the findings of one of its reports that are about a flow.
    #[must_use]
    pub fn verdict_of(&self, report: &Report, flow: &FlowKey) -> Verdict {
        let flow = NodeId::Flow(flow.clone());
        let about = self.concerning(report, &flow).filter(|finding| finding.subject == flow);
        about.map(|finding| finding.verdict).max().unwrap_or(Verdict::Kept)
    }

    fn found(&self, day: Day) -> Arc<Found> {
        // A panic while the lock is held leaves the map whole.
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if !found.contains_key(&day) && found.len() >= MAX_REPORTS {
            found.pop_first();
        }
        found.entry(day).or_default().clone()
    }
}
