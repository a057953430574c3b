//! An evaluation that follows its register: after a change, only what the change can affect is looked
//! at again, and the outcome is that of an evaluation from scratch.

mod earlier;
mod following;
mod sites;

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::{Day, PromiseKey, Register};

use crate::contracts::ContractIndex;
use crate::rules::Uses;
use crate::scene::{Given, Lean, Scene, Spreads};
use crate::threads::both;
use crate::{Finding, PromiseVerdict, Report, ReportDelta, SharingGraph, Verdict, finding};

use sites::{End, Found, Looked, Site, look_at_all, threads};

/// The report of a register on a day, kept up to date.
///
/// [`Evaluation::update`] takes it to the next revision and [`Evaluation::advance`] to another day.
/// Both say what is different, in time that depends on what changed; a change that touches everything,
/// such as one of a notice or of who operates what, is evaluated from scratch.
#[derive(Clone, Debug)]
pub struct Evaluation {
    register: Register,
    graph: SharingGraph,
    day: Day,
    spreads: Spreads,
    /// What was asked of who brought operators their data.
    given: Given,
    contracts: ContractIndex,
    found: BTreeMap<Site, Found>,
    /// What the paths of findings go through, with what these are about.
    via: BTreeSet<(Lean, End)>,
    used: Uses,
    /// The promises of the notices in force, with the numbers of findings that are UNPROVEN and BROKEN.
    promises: BTreeMap<PromiseKey, [u32; 2]>,
}

impl Evaluation {
    /// Evaluates a register on a day.
    #[must_use]
    pub fn new(register: Register, day: Day) -> Self {
        let graph = SharingGraph::new(&register);
        Self::of(register, graph, day)
    }

    /// Evaluates a register on a day; `graph` must be the graph of `register`.
    #[must_use]
    pub fn of(register: Register, graph: SharingGraph, day: Day) -> Self {
        let threads = threads(graph.flow_bound());
        let scene = Scene::new(&register, &graph, day);
        let index = || ContractIndex::new(&register, &graph);
        let spread = || {
            scene.spread();
            scene.groups();
        };
        let (contracts, ()) = both(threads > 1, index, spread);
        let promises = promises_in_force(&scene);
        let Looked { found, used, spreads, given } = look_at_all(scene, &contracts, threads);
        let via = found.iter().flat_map(|(site, found)| found.via_of(site)).collect();
        let mut evaluation =
            Self { register, graph, day, spreads, given, contracts, found: BTreeMap::new(), via, used, promises };
        for found in found.values() {
            evaluation.count(&found.findings, true);
        }
        evaluation.found = found;
        evaluation
    }

    /// The register.
    #[must_use]
    pub const fn register(&self) -> &Register {
        &self.register
    }

    /// Its sharing graph.
    #[must_use]
    pub const fn graph(&self) -> &SharingGraph {
        &self.graph
    }

    /// The day.
    #[must_use]
    pub const fn day(&self) -> Day {
        self.day
    }

    /// Which contracts count as one, and between whom.
    pub(crate) const fn contracts(&self) -> &ContractIndex {
        &self.contracts
    }

    /// The whole report: its cost grows with the number of findings.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut findings: Vec<Finding> = self.found.values().flat_map(|found| &found.findings).cloned().collect();
        finding::sort(&mut findings);
        self.report_of(findings)
    }

    /// The whole report.
    #[must_use]
    pub fn into_report(mut self) -> Report {
        let mut findings: Vec<Finding> =
            std::mem::take(&mut self.found).into_values().flat_map(|found| found.findings).collect();
        finding::sort(&mut findings);
        self.report_of(findings)
    }

    fn report_of(&self, findings: Vec<Finding>) -> Report {
        // Fixpoints have no bounds to stop at.
        Report {
            as_of: self.day,
            revision: self.register.revision(),
            complete: true,
            promises: self
                .verdicts()
                .map(|(promise, verdict)| PromiseVerdict { promise: promise.clone(), verdict })
                .collect(),
            findings,
        }
    }

    fn verdicts(&self) -> impl Iterator<Item = (&PromiseKey, Verdict)> {
        self.promises.iter().map(|(promise, counts)| (promise, verdict(*counts)))
    }

    fn restart(&mut self, register: Register, graph: SharingGraph, day: Day) -> ReportDelta {
        let before = std::mem::replace(self, Self::of(register, graph, day)).into_report();
        crate::diff(&before, &self.report())
    }

    fn count(&mut self, findings: &[Finding], more: bool) {
        count(&mut self.promises, findings, more);
    }
}

/// The promises of the notices in force, without findings.
fn promises_in_force(scene: &Scene<'_>) -> BTreeMap<PromiseKey, [u32; 2]> {
    let notices: BTreeSet<_> = scene.notices().iter().map(|notice| &notice.key).collect();
    let promises = scene.register.promises().iter();
    let in_force = promises.filter(|(_, promise)| promise.notice.as_ref().is_some_and(|key| notices.contains(key)));
    in_force.map(|(key, _)| (key.clone(), [0; 2])).collect()
}

fn count(promises: &mut BTreeMap<PromiseKey, [u32; 2]>, findings: &[Finding], more: bool) {
    for finding in findings.iter().filter(|finding| finding.rule.is_of_commitments()) {
        let counts = finding.promise.as_ref().and_then(|promise| promises.get_mut(promise));
        let Some([unproven, broken]) = counts else { continue };
        let count = match finding.verdict {
            Verdict::Broken => broken,
            Verdict::Unproven => unproven,
            Verdict::Kept => continue,
        };
        *count = if more { count.saturating_add(1) } else { count.saturating_sub(1) };
    }
}

const fn verdict([unproven, broken]: [u32; 2]) -> Verdict {
    match (unproven, broken) {
        (0, 0) => Verdict::Kept,
        (_, 0) => Verdict::Unproven,
        _ => Verdict::Broken,
    }
}
