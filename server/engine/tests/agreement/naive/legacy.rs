//! Old promises bind old data (decision 0005).

use std::collections::BTreeSet;

use kept_schema::taxonomy::TermIx;
use kept_schema::{Day, FlowKey, Limits, Notice, Promise, TaxonomyKind};

use super::commitments::{Asked, asked, breaches, commitments_of};
use super::{Finding, Verdict, World};

/// legacy-commitment-broken.
pub(crate) fn findings(world: &World<'_>, findings: &mut Vec<Finding>) {
    let notices: Vec<&Notice> = world.register.notices().values().map(|notice| &notice.value).collect();
    for notice in notices {
        let Some(last) = last_day(world, notice) else { continue };
        if agreed_anew(world, notice) {
            continue;
        }
        for promise in commitments_of(world, notice) {
            let limits = promise.limits.as_ref().expect("a validated commitment has limits");
            for Asked { flow, level, carried } in asked(world, notice, promise) {
                for (aspect, breach) in breaches(world, limits, world.giver(notice), flow) {
                    if is_promised_today(world, notice, promise, aspect) {
                        continue;
                    }
                    let severities = if aspect == "sale" { ["HIGH", "CRITICAL"] } else { ["MEDIUM", "HIGH"] };
                    let about = |verdict| {
                        world.about_flow("legacy-commitment-broken", Some(aspect), verdict, severities, flow, &carried)
                    };
                    let path = about(Verdict::Broken).path;
                    let Some(verdict) = still_bound(world, &path, last, breach.capped(level)) else { continue };
                    findings.push(Finding { promise: Some(promise.key.clone()), ..about(verdict) });
                }
            }
        }
    }
}

/// The last day on which it was in force, when it was and is no more.
fn last_day(world: &World<'_>, notice: &Notice) -> Option<Day> {
    let others = world.register.notices().values().map(|other| &other.value);
    let superseded =
        others.filter(|other| other.supersedes.as_ref() == Some(&notice.key)).map(|other| other.effective_on);
    let end = superseded.chain(notice.ended_on.map(Day::next)).min()?;
    (notice.effective_on < end && end <= world.day).then(|| end.previous())
}

fn agreed_anew(world: &World<'_>, notice: &Notice) -> bool {
    let renewing = world.register.notices().values().map(|other| &other.value);
    renewing.filter(|other| other.consent_renewed && other.effective_on <= world.day).any(|renewing| {
        let mut before = renewing.supersedes.as_ref();
        while let Some(key) = before {
            if *key == notice.key {
                return true;
            }
            before =
                world.register.notices().get(key).expect("a validated register knows its notices").supersedes.as_ref();
        }
        false
    })
}

/// How far a breach still counts; `None` when all data of that time is gone.
fn still_bound(world: &World<'_>, path: &[FlowKey], last: Day, breach: Verdict) -> Option<Verdict> {
    let flows = path.iter().map(|key| world.register.flows().get(key).expect("a flow of the register"));
    let retentions: Vec<_> = flows.map(|flow| flow.retention).collect();
    let age = u64::try_from(last.days_until(world.day)).expect("it is over") * 86_400;
    let longest = retentions.iter().flatten().map(|retention| retention.nominal_seconds()).max();
    if longest.is_some_and(|longest| age <= longest) {
        Some(breach)
    } else if retentions.contains(&None) {
        Some(breach.min(Verdict::Unproven))
    } else {
        None
    }
}

/// The people, or `None` for everybody.
fn people(world: &World<'_>, notice: &Notice, promise: &Promise) -> Option<BTreeSet<TermIx>> {
    let subjects = match promise.scope.subjects.is_recorded() {
        true => &promise.scope.subjects,
        false => &notice.audience.subjects,
    };
    let kind = TaxonomyKind::Subject;
    subjects.is_recorded().then(|| world.down(kind, &world.terms(kind, subjects)))
}

fn scope(world: &World<'_>, promise: &Promise) -> Option<BTreeSet<TermIx>> {
    let (kind, categories) = (TaxonomyKind::Category, &promise.scope.categories);
    categories.is_recorded().then(|| world.down(kind, &world.terms(kind, categories)))
}

fn is_promised_today<'a>(world: &World<'a>, old: &'a Notice, promise: &Promise, aspect: &str) -> bool {
    world.notices_in_force().into_iter().any(|notice| {
        commitments_of(world, notice).into_iter().any(|new| {
            world.systems(notice) == world.systems(old)
                && world.giver(notice) == old.by.as_ref().expect("a validated notice has a giver")
                && people(world, notice, new) == people(world, old, promise)
                && scope(world, new) == scope(world, promise)
                && stated(new, aspect) == stated(promise, aspect)
        })
    })
}

/// What a commitment states for an aspect.
fn stated(promise: &Promise, aspect: &str) -> Limits {
    let limits = promise.limits.clone().expect("a validated commitment has limits");
    let nothing = Limits::default();
    match aspect {
        "purpose" => Limits { only_purposes: limits.only_purposes, never_purposes: limits.never_purposes, ..nothing },
        "recipient" => {
            Limits { only_recipients: limits.only_recipients, never_recipients: limits.never_recipients, ..nothing }
        }
        "region" => Limits { only_regions: limits.only_regions, never_regions: limits.never_regions, ..nothing },
        "retention" => Limits { max_retention: limits.max_retention, ..nothing },
        "safeguard" => Limits { safeguards: limits.safeguards, ..nothing },
        "consent" => Limits { consent: limits.consent, ..nothing },
        "sale" => Limits { never_sold: limits.never_sold, ..nothing },
        "contract" => Limits { contract_required: limits.contract_required, ..nothing },
        "onward" => Limits { onward_sharing: limits.onward_sharing, ..nothing },
        other => panic!("no such aspect: {other}"),
    }
}
