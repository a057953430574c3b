//! Disclosures: what users were told is shared.

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::taxonomy::TermIx;
use kept_schema::{Flow, FlowKey, NodeId, Notice, NoticeKey, PartyKey, Promise, PromiseKind, TaxonomyKind, TermKey};

use super::travel::{Level, Travel};
use super::{Finding, Verdict, World, compare};

fn disclosures<'a>(world: &World<'a>, notices: &BTreeSet<&NoticeKey>) -> Vec<&'a Promise> {
    let promises = world.register.promises().values().map(|promise| &promise.value);
    let stated = |promise: &&Promise| promise.notice.as_ref().is_some_and(|notice| notices.contains(notice));
    promises.filter(|promise| promise.kind == PromiseKind::Disclosure).filter(stated).collect()
}

/// The parties that notices in force speak for, by the notices that do.
fn groups<'a>(world: &World<'a>) -> BTreeMap<BTreeSet<&'a NoticeKey>, BTreeSet<&'a PartyKey>> {
    let mut notices_of: BTreeMap<&PartyKey, BTreeSet<&NoticeKey>> = BTreeMap::new();
    for notice in world.notices_in_force() {
        for system in world.systems(notice) {
            notices_of.entry(system).or_default().insert(&notice.key);
        }
    }
    let mut groups: BTreeMap<BTreeSet<&NoticeKey>, BTreeSet<&PartyKey>> = BTreeMap::new();
    for (party, notices) in notices_of {
        groups.entry(notices).or_default().insert(party);
    }
    groups
}

/// undisclosed-sharing.
pub(crate) fn undisclosed(world: &World<'_>, findings: &mut Vec<Finding>) {
    let mut worst: BTreeMap<(&FlowKey, TermKey), (Verdict, Vec<FlowKey>)> = BTreeMap::new();
    let mut spoken_for = BTreeSet::new();
    for (notices, origins) in groups(world) {
        spoken_for.extend(origins.iter().copied());
        let giver = world.operator(origins.first().expect("a group has parties"));
        let disclosures = disclosures(world, &notices);
        let travel = Travel::new(world, &origins, None);
        for flow in world.live.iter().filter(|flow| world.leaves(flow, giver)) {
            let certain = travel.carried(world, flow, Level::Certain);
            let mut carried = travel.carried(world, flow, Level::Possible);
            carried.extend(certain.clone());
            let verdict_of = |category: TermIx| {
                let level = if certain.contains_key(&category) { Level::Certain } else { Level::Possible };
                disclosed(world, &disclosures, category, flow).capped(level)
            };
            let broadest = world.reduced(&carried.keys().copied().collect());
            // What is shown to be wrong is told where nothing broader is.
            let broken = carried.keys().copied().filter(|category| verdict_of(*category) == Verdict::Broken);
            let broken = world.reduced(&broken.collect());
            for category in broadest.into_iter().chain(broken).collect::<BTreeSet<_>>() {
                let verdict = verdict_of(category);
                if verdict != Verdict::Kept {
                    let found = (verdict, carried[&category].keys());
                    let known = worst.entry((&flow.key, world.category_key(category))).or_insert_with(|| found.clone());
                    if known.0 < verdict {
                        *known = found;
                    }
                }
            }
        }
    }
    for ((flow, category), (verdict, path)) in worst {
        findings.push(finding(verdict, NodeId::Flow(flow.clone()), vec![category], path));
    }
    let without_notice = world.own_parties().into_iter().filter(|party| !spoken_for.contains(party));
    for party in without_notice {
        let giver = world.operator(party);
        // The first flow that leaves stands for all of them.
        if let Some(leaving) = world.live.iter().find(|flow| flow.source == *party && world.leaves(flow, giver)) {
            let subject = NodeId::Party(party.clone());
            findings.push(finding(Verdict::Unproven, subject, Vec::new(), vec![leaving.key.clone()]));
        }
    }
}

fn finding(verdict: Verdict, subject: NodeId, categories: Vec<TermKey>, path: Vec<FlowKey>) -> Finding {
    Finding {
        rule: "undisclosed-sharing",
        aspect: None,
        verdict: verdict.code(),
        severity: if verdict == Verdict::Broken { "MEDIUM" } else { "LOW" },
        subject,
        promise: None,
        contract: None,
        categories,
        path,
        due_on: None,
        detail: None,
    }
}

/// The best disclosure for each purpose of a flow, the worst purpose.
fn disclosed<'a>(world: &World<'a>, disclosures: &[&Promise], category: TermIx, flow: &'a Flow) -> Verdict {
    let for_purpose = |purpose: Option<TermIx>| {
        disclosures.iter().map(|disclosure| discloses(world, disclosure, category, purpose, flow)).min()
    };
    let purposes = compare::values(world, TaxonomyKind::Purpose, &flow.purposes);
    purposes.into_iter().map(|purpose| for_purpose(purpose).unwrap_or(Verdict::Broken)).max().expect("some purpose")
}

fn discloses<'a>(
    world: &World<'a>,
    disclosure: &Promise,
    category: TermIx,
    purpose: Option<TermIx>,
    flow: &'a Flow,
) -> Verdict {
    let shares = disclosure.shares.clone().unwrap_or_default();
    let category = compare::only_value(world, TaxonomyKind::Category, Some(category), &disclosure.scope.categories);
    let purpose = match shares.purposes.is_recorded() {
        true => compare::only_value(world, TaxonomyKind::Purpose, purpose, &shares.purposes),
        false => Verdict::Kept,
    };
    let recipient = match shares.recipients.is_empty() || world.matches(flow, &shares.recipients) {
        true => Verdict::Kept,
        false => Verdict::Broken,
    };
    category.max(purpose).max(recipient)
}

/// unused-disclosure.
pub(crate) fn unused(world: &World<'_>, findings: &mut Vec<Finding>) {
    for notice in world.notices_in_force() {
        for disclosure in disclosures(world, &BTreeSet::from([&notice.key])) {
            if !is_used(world, notice, disclosure) {
                findings.push(Finding {
                    rule: "unused-disclosure",
                    aspect: None,
                    verdict: "KEPT",
                    severity: "INFO",
                    subject: NodeId::Promise(disclosure.key.clone()),
                    promise: Some(disclosure.key.clone()),
                    contract: None,
                    categories: disclosure
                        .scope
                        .categories
                        .iter()
                        .cloned()
                        .collect::<BTreeSet<_>>()
                        .into_iter()
                        .collect(),
                    path: Vec::new(),
                    due_on: None,
                    detail: None,
                });
            }
        }
    }
}

/// Whether a flow that leaves carries, possibly, what the disclosure may be about.
fn is_used<'a>(world: &World<'a>, notice: &'a Notice, disclosure: &Promise) -> bool {
    let giver = world.giver(notice);
    let travel = Travel::new(world, &world.systems(notice), None);
    world.live.iter().filter(|flow| world.leaves(flow, giver)).any(|flow| {
        let carried = travel.carried(world, flow, Level::Possible);
        let purposes = compare::values(world, TaxonomyKind::Purpose, &flow.purposes);
        carried.keys().any(|category| {
            purposes.iter().any(|purpose| discloses(world, disclosure, *category, *purpose, flow) != Verdict::Broken)
        })
    })
}
