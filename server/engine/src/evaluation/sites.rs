//! What rules look at, and what they found there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::thread;

use fixedbitset::FixedBitSet;
use kept_schema::{ContractKey, ObservationKey, PromiseKey};

use super::earlier::{Compared, Earlier};
use crate::contracts::ContractIndex;
use crate::graph::Row;
use crate::rules::{Changed, Check, RULES, Uses};
use crate::scene::{Examined, Given, Lean, Scene, Spreads};
use crate::{Finding, SharingGraph};

/// The most threads that look at one register.
const MOST_THREADS: usize = 8;
/// How many parts of the flows there are for each thread.
const PARTS_A_THREAD: usize = 64;
/// How many rows are read before rules are asked of them.
const ROWS_AT_ONCE: usize = 256;
/// How many flows are worth a thread.
const FLOWS_A_THREAD: usize = 250;

/// What findings were found by looking at; they are replaced together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Site {
    Flow(u32),
    /// A flow again, as one that passes on what others gave its source.
    Onward(u32),
    Contract(ContractKey),
    Own(u32),
    Party(u32),
    Observation(ObservationKey),
    Disclosures,
}

/// A site that paths lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    Flow(u32),
    Onward(u32),
    Party(u32),
}

/// Findings, and the parties in the middle of the paths that lead to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) findings: Vec<Finding>,
    pub(super) via: Vec<Lean>,
}

/// What to look at again.
#[derive(Debug, Default)]
pub(super) struct Again {
    pub(super) flows: Flows,
    /// Flows as ones that pass data on.
    pub(super) onward: Flows,
    /// The same as far as contracts say something else of that than before.
    pub(super) charged: Flows,
    pub(super) contracts: BTreeSet<ContractKey>,
    pub(super) own: BTreeSet<u32>,
    pub(super) parties: BTreeSet<u32>,
    pub(super) observations: BTreeSet<ObservationKey>,
    /// Promises that say something else now.
    pub(super) promises: BTreeSet<PromiseKey>,
}

impl Again {
    /// Everything that is asked of some flows.
    pub(super) fn all_of(&mut self, flows: impl IntoIterator<Item = u32>) {
        for flow in flows {
            self.flows.insert(flow);
            self.onward.insert(flow);
        }
    }

    pub(super) fn end(&mut self, end: End) {
        match end {
            End::Flow(flow) => self.flows.insert(flow),
            End::Onward(flow) => self.onward.insert(flow),
            End::Party(party) => {
                self.parties.insert(party);
            }
        }
    }
}

/// Some flows, by number.
#[derive(Debug, Default)]
pub(super) struct Flows(FixedBitSet);

impl Flows {
    pub(super) fn insert(&mut self, flow: u32) {
        self.0.grow_and_insert(flow as usize);
    }

    pub(super) fn extend(&mut self, flows: impl IntoIterator<Item = u32>) {
        flows.into_iter().for_each(|flow| self.insert(flow));
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        Self(&self.0 | &other.0)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_clear()
    }

    fn contains(&self, flow: u32) -> bool {
        self.0.contains(flow as usize)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.ones().filter_map(|flow| u32::try_from(flow).ok())
    }
}

impl Found {
    fn new(findings: Vec<Finding>, leaning: Vec<Lean>) -> Self {
        let mut via = leaning;
        via.sort_unstable();
        via.dedup();
        Self { findings, via }
    }

    pub(super) fn is_nothing(&self) -> bool {
        self.findings.is_empty() && self.via.is_empty()
    }

    /// The parties in the middle of the paths, with where these end.
    pub(super) fn via_of(&self, site: &Site) -> impl Iterator<Item = (Lean, End)> {
        let end = match site {
            Site::Flow(flow) => Some(End::Flow(*flow)),
            Site::Onward(flow) => Some(End::Onward(*flow)),
            Site::Party(party) => Some(End::Party(*party)),
            Site::Contract(_) | Site::Own(_) | Site::Observation(_) | Site::Disclosures => None,
        };
        self.via.iter().filter_map(move |lean| Some((*lean, end?)))
    }
}

/// All that was found, and what is worth keeping.
pub(super) struct Looked {
    pub(super) found: BTreeMap<Site, Found>,
    pub(super) used: Uses,
    pub(super) spreads: Spreads,
    pub(super) given: Given,
}

/// Asks something of a flow.
type OfFlow = fn(&Examined<'_, '_>, &mut Vec<Finding>);

/// What was found at one site.
type Seen = (Site, Found);

/// How many threads are worth it for so many flows.
pub(super) fn threads(flows: usize) -> usize {
    let available = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    available.min(flows / FLOWS_A_THREAD).max(1)
}

/// Looks at everything. A flow is looked at by itself, so that several threads share them; what they find
/// does not depend on how many there are.
pub(super) fn look_at_all(scene: Scene<'_>, contracts: &ContractIndex, threads: usize) -> Looked {
    let rest = Again {
        contracts: contracts.roots().cloned().collect(),
        own: scene.graph.own().into_iter().collect(),
        observations: scene.register.observations().keys().cloned().collect(),
        parties: scene.graph.nodes().map(|(party, _)| party).collect(),
        ..Again::default()
    };
    scene.spread();
    let mut used = Uses::new();
    // What is asked of an operator is remembered by the thread that asked, so the flows out of it are in one part; those
    // out of us are shared out by who gets them.
    let by = |row: &Row| scene.graph.operator(if scene.graph.is_own(row.source) { row.recipient } else { row.source });
    let parts = Parts::new(scene.graph, scene.graph.rows().map(|(flow, _)| flow), threads, by);
    let is_something = |found: &Found| !found.is_nothing();
    let seen = look_together(&scene, (&parts, None, None), threads, is_something, |mut tell| {
        look_at_rest(&scene, &rest, contracts, &mut tell);
        look_at_disclosures(&scene, None, &mut used, tell);
    });
    let found = seen.into_iter().collect();
    let (spreads, given) = scene.into_kept();
    Looked { found, used, spreads, given }
}

/// Looks at flows with several threads, and meanwhile at something else with this one. Threads have their scenes to
/// themselves: what they work out of what was given is kept, the rest they only remember meanwhile.
fn look_together<'a>(
    scene: &Scene<'a>,
    (parts, again, earlier): (&Parts, Option<&Again>, Option<&Earlier<'a>>),
    threads: usize,
    is_wanted: impl Fn(&Found) -> bool + Copy + Send + Sync,
    meanwhile: impl FnOnce(&mut dyn FnMut(Site, Found)),
) -> Vec<Seen> {
    let (register, graph, day) = (scene.register, scene.graph, scene.day);
    let work = |scene: &Scene<'a>, seen: &mut Vec<Seen>| {
        let compared = earlier.map(|earlier| earlier.clone().beside(scene, graph));
        let mut rows: Vec<(u32, Row)> = Vec::with_capacity(ROWS_AT_ONCE);
        while let Some(flows) = parts.take() {
            for flows in flows.chunks(ROWS_AT_ONCE) {
                // Read one after the other: where they lie has nothing to do with this order.
                rows.clear();
                rows.extend(flows.iter().filter_map(|(_, flow)| Some((*flow, *graph.row(*flow)?))));
                for (flow, row) in &rows {
                    look_at_row(scene, (*flow, row), (again, compared.as_ref()), |site, found| {
                        if is_wanted(&found) {
                            seen.push((site, found));
                        }
                    });
                }
            }
        }
    };
    thread::scope(|scope| {
        let helper = |_| {
            let (kept, groups) = ((scene.spreads(), scene.given()), scene.groups().to_vec());
            scope.spawn(move || {
                let scene = Scene::resume(register, graph, day, kept, groups);
                let mut seen = Vec::new();
                work(&scene, &mut seen);
                (seen, scene.into_kept().1)
            })
        };
        let helpers: Vec<_> = (1..threads).map(helper).collect();
        let mut seen = Vec::new();
        meanwhile(&mut |site, found| {
            if is_wanted(&found) {
                seen.push((site, found));
            }
        });
        work(scene, &mut seen);
        for helper in helpers {
            match helper.join() {
                Ok((more, given)) => {
                    seen.extend(more);
                    scene.learn(given);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        seen
    })
}

/// Flows in parts that threads take one by one.
struct Parts(Mutex<Vec<Part>>);

/// Flows with the operators of their ends.
type Part = Vec<([u32; 2], u32)>;

impl Parts {
    /// Those between the same parties are in the same part; `by` says which are together otherwise.
    fn new(graph: &SharingGraph, flows: impl Iterator<Item = u32>, threads: usize, by: impl Fn(&Row) -> u32) -> Self {
        // Many for each thread, the largest taken first, so that none waits long for another one.
        let count = if threads == 1 { 1 } else { threads * PARTS_A_THREAD };
        let mut parts = vec![Part::new(); count];
        for flow in flows {
            let Some(row) = graph.row(flow) else { continue };
            if let Some(part) = parts.get_mut(by(row) as usize % count) {
                part.push(([graph.operator(row.source), graph.operator(row.recipient)], flow));
            }
        }
        parts.sort_by_key(Vec::len);
        Self(Mutex::new(parts))
    }

    /// The flows of the next part: those between the same operators one after the other, since most of what is asked is
    /// asked of both.
    fn take(&self) -> Option<Part> {
        let mut flows = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
        flows.sort_unstable();
        Some(flows)
    }
}

/// Looks at everything in `again` and tells what was found, site by site.
pub(super) fn look<'a>(
    scene: &Scene<'a>,
    again: &Again,
    earlier: Option<&Earlier<'a>>,
    contracts: &ContractIndex,
    used: &mut Uses,
    mut tell: impl FnMut(Site, Found),
) {
    let changed: Vec<u32> = again.flows.iter().collect();
    let either: Vec<u32> = again.flows.union(&again.onward).union(&again.charged).iter().collect();
    match threads(either.len()) {
        1 => {
            let compared = earlier.map(|earlier| earlier.clone().beside(scene, scene.graph));
            // What is gone has a row too, which is never live.
            for (flow, row) in either.iter().filter_map(|flow| Some((*flow, scene.graph.row(*flow)?))) {
                look_at_row(scene, (flow, row), (Some(again), compared.as_ref()), &mut tell);
            }
        }
        threads => {
            // Mostly they have one end in common, and only the other one can tell them apart.
            let by = |row: &Row| row.source.wrapping_add(row.recipient);
            let parts = Parts::new(scene.graph, either.iter().copied(), threads, by);
            for (site, found) in look_together(scene, (&parts, Some(again), earlier), threads, |_| true, |_| {}) {
                tell(site, found);
            }
        }
    }
    look_at_rest(scene, again, contracts, &mut tell);
    look_at_disclosures(scene, Some(&Changed { flows: &changed, promises: &again.promises }), used, &mut tell);
}

fn checks() -> impl Iterator<Item = &'static Check> {
    RULES.iter().flat_map(|entry| entry.checks)
}

/// Looks at a flow, at what is in `again` of it when not at everything.
fn look_at_row(
    scene: &Scene<'_>,
    (flow, row): (u32, &Row),
    (again, compared): (Option<&Again>, Option<&Compared<'_, '_>>),
    mut tell: impl FnMut(Site, Found),
) {
    let examined = scene.examine(flow, row);
    let mut look = |site: Site, checks_of: fn(&Check) -> Option<OfFlow>| {
        let mut findings = Vec::new();
        for check in checks().filter_map(checks_of) {
            check(&examined, &mut findings);
        }
        tell(site, Found::new(findings, scene.take_leaning()));
    };
    if again.is_none_or(|again| again.flows.contains(flow)) {
        look(Site::Flow(flow), |check| if let Check::Flow(check) = check { Some(*check) } else { None });
    }
    let is_charged_otherwise = |again: &Again| {
        again.charged.contains(flow) && compared.is_some_and(|compared| compared.is_charged_otherwise(row))
    };
    if again.is_none_or(|again| again.onward.contains(flow) || is_charged_otherwise(again)) {
        look(Site::Onward(flow), |check| if let Check::Onward(check) = check { Some(*check) } else { None });
    }
}

fn look_at_rest(scene: &Scene<'_>, again: &Again, contracts: &ContractIndex, mut tell: impl FnMut(Site, Found)) {
    for root in &again.contracts {
        let mut findings = Vec::new();
        if let Some(group) = contracts.group(scene.register, root) {
            for check in checks() {
                if let Check::Contract(check) = check {
                    check(scene, &group, &mut findings);
                }
            }
        }
        tell(Site::Contract(root.clone()), Found::new(findings, scene.take_leaning()));
    }
    for party in &again.own {
        let mut findings = Vec::new();
        for check in checks() {
            if let Check::Own(check) = check {
                check(scene, *party, &mut findings);
            }
        }
        tell(Site::Own(*party), Found::new(findings, scene.take_leaning()));
    }
    for party in &again.parties {
        let mut findings = Vec::new();
        for check in checks() {
            if let Check::Party(check) = check {
                check(scene, *party, &mut findings);
            }
        }
        tell(Site::Party(*party), Found::new(findings, scene.take_leaning()));
    }
    for key in &again.observations {
        let mut findings = Vec::new();
        if let Some(observation) = scene.register.observations().get(key) {
            for check in checks() {
                if let Check::Observation(check) = check {
                    check(scene, observation, &mut findings);
                }
            }
        }
        tell(Site::Observation(key.clone()), Found::new(findings, scene.take_leaning()));
    }
}

fn look_at_disclosures(
    scene: &Scene<'_>,
    changed: Option<&Changed<'_>>,
    used: &mut Uses,
    mut tell: impl FnMut(Site, Found),
) {
    let mut findings = Vec::new();
    for check in checks() {
        if let Check::Disclosures(check) = check {
            check(scene, changed, used, &mut findings);
        }
    }
    tell(Site::Disclosures, Found::new(findings, scene.take_leaning()));
}

#[cfg(test)]
mod tests {
    use kept_schema::document::{SourceFile, read_register};

    use super::*;

    #[test]
    fn as_many_threads_as_there_are_find_the_same() {
        let texts = [
            include_str!("../../../../seeds/example/contracts.yaml"),
            include_str!("../../../../seeds/example/flows.yaml"),
            include_str!("../../../../seeds/example/notice-2023.yaml"),
            include_str!("../../../../seeds/example/notice-2025.yaml"),
            include_str!("../../../../seeds/example/parties.yaml"),
            include_str!("../../../../seeds/example/terms.yaml"),
        ];
        let file =
            |(number, text): (usize, &&str)| SourceFile { name: number.to_string(), bytes: text.as_bytes().to_vec() };
        let files: Vec<SourceFile> = texts.iter().enumerate().map(file).collect();
        let (register, _) = read_register(files).unwrap();
        let graph = SharingGraph::new(&register);
        let contracts = ContractIndex::new(&register, &graph);
        let look = |threads| {
            let scene = Scene::new(&register, &graph, "2026-11-24".parse().unwrap());
            let looked = look_at_all(scene, &contracts, threads);
            let found: Vec<_> =
                looked.found.into_iter().map(|(site, found)| (site, found.findings, found.via)).collect();
            (found, looked.used)
        };
        let alone = look(1);
        assert!(alone.0.iter().any(|(site, ..)| matches!(site, Site::Flow(_))));
        for threads in [2, 3, 1_000] {
            assert_eq!(look(threads), alone, "{threads} threads");
        }
    }
}
