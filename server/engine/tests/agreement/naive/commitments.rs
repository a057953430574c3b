//! Commitments: limits users were given, hop by hop.

use std::collections::BTreeMap;

use kept_schema::notice::OnwardSharing;
use kept_schema::{Consent, Consideration, Flow, Limits, Notice, PartyKey, Promise, PromiseKind, TaxonomyKind};

use super::travel::{Held, Level, Travels};
use super::{Finding, Verdict, World, clauses, compare, contracts};

/// A flow that is asked about a commitment: it carries some of its scope.
pub(super) struct Asked<'a> {
    pub(super) flow: &'a Flow,
    pub(super) level: Level,
    pub(super) carried: Held<'a>,
}

/// The commitments of a notice.
pub(super) fn commitments_of<'a>(world: &World<'a>, notice: &Notice) -> Vec<&'a Promise> {
    let promises = world.register.promises().values().map(|promise| &promise.value);
    let of_it = |promise: &&Promise| promise.notice.as_ref() == Some(&notice.key);
    promises.filter(|promise| promise.kind == PromiseKind::Commitment).filter(of_it).collect()
}

/// The flows that a commitment of a notice is about, with what of its scope they carry, of the best certainty.
pub(super) fn asked<'a>(world: &World<'a>, notice: &'a Notice, promise: &Promise) -> Vec<Asked<'a>> {
    let subjects =
        if promise.scope.subjects.is_recorded() { &promise.scope.subjects } else { &notice.audience.subjects };
    let travels = Travels::new(world, &world.systems(notice), subjects);
    let categories = world.terms(TaxonomyKind::Category, &promise.scope.categories);
    let scope = match promise.scope.categories.is_recorded() {
        true => world.down(TaxonomyKind::Category, &categories),
        false => world.all_categories(),
    };
    let mut asked = Vec::new();
    for flow in &world.live {
        let in_scope = |level| {
            let mut carried = travels.carried(world, flow, level);
            carried.retain(|term, _| scope.contains(term));
            Asked { flow, level, carried }
        };
        let best = [Level::Certain, Level::Possible].into_iter().map(in_scope);
        asked.extend(best.into_iter().find(|asked| !asked.carried.is_empty()));
    }
    asked
}

/// commitment-broken, every aspect, and service-provider-lost.
pub(crate) fn findings(world: &World<'_>, findings: &mut Vec<Finding>) {
    for notice in world.notices_in_force() {
        let giver = world.giver(notice);
        for promise in commitments_of(world, notice) {
            let limits = promise.limits.as_ref().expect("a validated commitment has limits");
            for Asked { flow, level, carried } in asked(world, notice, promise) {
                let mut found = |rule, aspect, verdict: Verdict, severities| {
                    let verdict = verdict.capped(level);
                    let finding = world.about_flow(rule, Some(aspect), verdict, severities, flow, &carried);
                    findings.push(Finding { promise: Some(promise.key.clone()), ..finding });
                };
                if limits.never_sold && world.leaves(flow, giver) && flow.consideration == Some(Consideration::Service)
                {
                    let ends = [&flow.source, &flow.recipient].map(|party| world.operator(party));
                    let verdict = clauses::provider(world, ends[0], ends[1]).unwrap_or(Verdict::Kept);
                    if verdict != Verdict::Kept {
                        found("service-provider-lost", "sale", verdict, ["MEDIUM", "HIGH"]);
                    }
                }
                for (aspect, verdict) in breaches(world, limits, giver, flow) {
                    let severities = if aspect == "sale" { ["HIGH", "CRITICAL"] } else { ["MEDIUM", "HIGH"] };
                    found("commitment-broken", aspect, verdict, severities);
                }
            }
        }
    }
}

/// The aspects of the limits that a hop does not keep.
pub(super) fn breaches<'a>(
    world: &World<'a>,
    limits: &Limits,
    giver: &PartyKey,
    flow: &'a Flow,
) -> BTreeMap<&'static str, Verdict> {
    let mut verdicts: Vec<(&'static str, Verdict)> = Vec::new();
    let purpose = TaxonomyKind::Purpose;
    if limits.only_purposes.is_recorded() {
        verdicts.push(("purpose", compare::only(world, purpose, &flow.purposes, &limits.only_purposes)));
    }
    if limits.never_purposes.is_recorded() {
        verdicts.push(("purpose", compare::never(world, purpose, &flow.purposes, &limits.never_purposes)));
    }
    if limits.only_regions.is_recorded() {
        verdicts.push(("region", compare::only_regions(world, &flow.regions, &limits.only_regions)));
    }
    if limits.never_regions.is_recorded() {
        verdicts.push(("region", compare::never_regions(world, &flow.regions, &limits.never_regions)));
    }
    if let Some(longest) = limits.max_retention {
        verdicts.push(("retention", compare::at_most(flow.retention, longest)));
    }
    verdicts.push(("safeguard", compare::at_least(world, &flow.safeguards, &limits.safeguards)));
    if world.leaves(flow, giver) {
        let certain = |breach: bool| if breach { Verdict::Broken } else { Verdict::Kept };
        if !limits.only_recipients.is_empty() {
            verdicts.push(("recipient", certain(!world.matches(flow, &limits.only_recipients))));
        }
        if !limits.never_recipients.is_empty() {
            verdicts.push(("recipient", certain(world.matches(flow, &limits.never_recipients))));
        }
        verdicts.push(("consent", consent(limits.consent, flow.consent)));
        if limits.never_sold {
            let sale = match flow.consideration {
                None => Verdict::Unproven,
                Some(Consideration::None | Consideration::Service) => Verdict::Kept,
                Some(Consideration::Sale | Consideration::CrossContextAdvertising) => Verdict::Broken,
            };
            verdicts.push(("sale", sale));
        }
        if limits.contract_required {
            verdicts.push(("contract", contracts::coverage(world, flow).verdict()));
        }
        if limits.onward_sharing == Some(OnwardSharing::Forbidden) {
            let source = world.operator(&flow.source);
            verdicts.push(("onward", certain(source != giver && !world.is_own(source))));
        }
    }
    let mut breaches = BTreeMap::new();
    for (aspect, verdict) in verdicts.into_iter().filter(|(_, verdict)| *verdict != Verdict::Kept) {
        let worst = breaches.entry(aspect).or_insert(verdict);
        *worst = verdict.max(*worst);
    }
    breaches
}

fn consent(limit: Option<Consent>, given: Option<Consent>) -> Verdict {
    match (limit, given) {
        (None | Some(Consent::None), _) => Verdict::Kept,
        (Some(_), None) => Verdict::Unproven,
        (Some(Consent::OptIn), Some(Consent::OptIn)) => Verdict::Kept,
        (Some(Consent::OptOut), Some(Consent::OptIn | Consent::OptOut)) => Verdict::Kept,
        (Some(Consent::OptIn | Consent::OptOut), Some(_)) => Verdict::Broken,
    }
}
