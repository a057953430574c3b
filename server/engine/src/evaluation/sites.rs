//! What rules look at, and what they found there.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;

use fixedbitset::FixedBitSet;
use kept_schema::{ContractKey, ObservationKey, PromiseKey};

use crate::contracts::ContractIndex;
use crate::rules::{Check, RULES, Uses};
use crate::scene::{Given, Lean, Scene, Spreads};
use crate::{Finding, SharingGraph};

/// The most threads that look at one register.
const MOST_THREADS: usize = 8;
/// How many flows are worth a thread.
const FLOWS_A_THREAD: usize = 50_000;

/// What findings were found by looking at; they are replaced together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Site {
    Flow(u32),
    Contract(ContractKey),
    Own(u32),
    Party(u32),
    Observation(ObservationKey),
    Disclosures,
}

/// Findings, and the parties in the middle of the paths that lead to them.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) findings: Vec<Finding>,
    pub(super) via: Vec<Lean>,
}

/// What to look at again.
#[derive(Debug, Default)]
pub(super) struct Again {
    pub(super) flows: Flows,
    pub(super) contracts: BTreeSet<ContractKey>,
    pub(super) own: BTreeSet<u32>,
    pub(super) parties: BTreeSet<u32>,
    pub(super) observations: BTreeSet<ObservationKey>,
    /// Commitments that say something else now.
    pub(super) promises: BTreeSet<PromiseKey>,
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

    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.ones().filter_map(|flow| u32::try_from(flow).ok())
    }
}

impl Found {
    pub(super) fn new(findings: Vec<Finding>, leaning: Vec<Lean>) -> Self {
        let mut via = leaning;
        via.sort_unstable();
        via.dedup();
        Self { findings, via }
    }

    /// The parties in the middle of the paths, with the flow the findings are about.
    pub(super) fn via_of(&self, site: &Site) -> impl Iterator<Item = (Lean, u32)> {
        let flow = match site {
            Site::Flow(flow) => Some(*flow),
            Site::Contract(_) | Site::Own(_) | Site::Party(_) | Site::Observation(_) | Site::Disclosures => None,
        };
        self.via.iter().filter_map(move |lean| Some((*lean, flow?)))
    }

    /// The same with the party, when the findings are about one.
    pub(super) fn via_to_party(&self, site: &Site) -> impl Iterator<Item = (Lean, u32)> {
        let to = if let Site::Party(party) = site { Some(*party) } else { None };
        self.via.iter().filter_map(move |lean| Some((*lean, to?)))
    }
}

/// All that was found, and what is worth keeping.
pub(super) struct Looked {
    pub(super) found: BTreeMap<Site, Found>,
    pub(super) used: Uses,
    pub(super) spreads: Spreads,
    pub(super) given: Given,
}

/// How many threads are worth it.
pub(super) fn threads(graph: &SharingGraph) -> usize {
    let available = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    available.min(graph.flow_bound() / FLOWS_A_THREAD).max(1)
}

/// Looks at everything. A flow is looked at by itself, so that several threads share them; what they find
/// does not depend on how many there are.
pub(super) fn look_at_all(scene: Scene<'_>, contracts: &ContractIndex, threads: usize) -> Looked {
    let (register, graph, day) = (scene.register, scene.graph, scene.day);
    let bound = graph.flow_bound();
    let part = |number: usize| bound * number / threads..bound * (number + 1) / threads;
    let mut rest = Again::default();
    rest.flows.0.grow(bound);
    rest.flows.0.insert_range(part(0));
    rest.contracts = contracts.roots().cloned().collect();
    rest.own = graph.own().into_iter().collect();
    rest.observations = register.observations().keys().cloned().collect();
    rest.parties = graph.nodes().map(|(party, _)| party).collect();
    thread::scope(|scope| {
        scene.spread();
        let (spreads, groups) = (scene.spreads(), scene.groups());
        let others: Vec<_> = (1..threads)
            .map(|number| {
                let (spreads, groups) = (spreads.clone(), groups.to_vec());
                scope.spawn(move || {
                    let scene = Scene::resume(register, graph, day, (spreads, Given::default()), groups);
                    let mut flows = Flows::default();
                    flows.0.grow(bound);
                    flows.0.insert_range(part(number));
                    let mut found = BTreeMap::new();
                    look_at_flows(&scene, &flows, keep(&mut found));
                    (found, scene.into_kept().1)
                })
            })
            .collect();
        let (mut found, mut used) = (BTreeMap::new(), Uses::new());
        look_at_flows(&scene, &rest.flows, keep(&mut found));
        look_at_rest(&scene, &rest, contracts, keep(&mut found));
        look_at_disclosures(&scene, None, &mut used, keep(&mut found));
        let (spreads, mut given) = scene.into_kept();
        for other in others {
            match other.join() {
                Ok((more, asked)) => {
                    found.extend(more);
                    given.extend(asked);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Looked { found, used, spreads, given }
    })
}

/// Keeps what was found where anything was.
fn keep(found: &mut BTreeMap<Site, Found>) -> impl FnMut(Site, Vec<Finding>, Vec<Lean>) {
    |site, findings, leaning| {
        if !findings.is_empty() || !leaning.is_empty() {
            found.insert(site, Found::new(findings, leaning));
        }
    }
}

/// Looks at everything in `again` and tells what was found, site by site.
pub(super) fn look(
    scene: &Scene<'_>,
    again: &Again,
    contracts: &ContractIndex,
    used: &mut Uses,
    mut tell: impl FnMut(Site, Vec<Finding>, Vec<Lean>),
) {
    look_at_flows(scene, &again.flows, &mut tell);
    look_at_rest(scene, again, contracts, &mut tell);
    let changed: Vec<u32> = again.flows.iter().collect();
    look_at_disclosures(scene, Some(&changed), used, &mut tell);
}

fn checks() -> impl Iterator<Item = &'static Check> {
    RULES.iter().flat_map(|entry| entry.checks)
}

fn look_at_flows(scene: &Scene<'_>, flows: &Flows, mut tell: impl FnMut(Site, Vec<Finding>, Vec<Lean>)) {
    for flow in flows.iter() {
        let mut findings = Vec::new();
        if let Some(examined) = scene.examine(flow) {
            for check in checks() {
                if let Check::Flow(check) = check {
                    check(&examined, &mut findings);
                }
            }
        }
        tell(Site::Flow(flow), findings, scene.take_leaning());
    }
}

fn look_at_rest(
    scene: &Scene<'_>,
    again: &Again,
    contracts: &ContractIndex,
    mut tell: impl FnMut(Site, Vec<Finding>, Vec<Lean>),
) {
    for root in &again.contracts {
        let mut findings = Vec::new();
        if let Some(group) = contracts.group(scene.register, root) {
            for check in checks() {
                if let Check::Contract(check) = check {
                    check(scene, &group, &mut findings);
                }
            }
        }
        tell(Site::Contract(root.clone()), findings, scene.take_leaning());
    }
    for party in &again.own {
        let mut findings = Vec::new();
        for check in checks() {
            if let Check::Own(check) = check {
                check(scene, *party, &mut findings);
            }
        }
        tell(Site::Own(*party), findings, scene.take_leaning());
    }
    for party in &again.parties {
        let mut findings = Vec::new();
        for check in checks() {
            if let Check::Party(check) = check {
                check(scene, *party, &mut findings);
            }
        }
        tell(Site::Party(*party), findings, scene.take_leaning());
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
        tell(Site::Observation(key.clone()), findings, scene.take_leaning());
    }
}

fn look_at_disclosures(
    scene: &Scene<'_>,
    changed: Option<&[u32]>,
    used: &mut Uses,
    mut tell: impl FnMut(Site, Vec<Finding>, Vec<Lean>),
) {
    let mut findings = Vec::new();
    for check in checks() {
        if let Check::Disclosures(check) = check {
            check(scene, changed, used, &mut findings);
        }
    }
    tell(Site::Disclosures, findings, scene.take_leaning());
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
