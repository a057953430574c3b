//! Old promises bind old data (decision 0005).

use std::collections::BTreeSet;

use kept_schema::taxonomy::TermIx;
use kept_schema::{Day, Flow, Limits, Notice, Promise, TaxonomyKind, TermList};

use super::commitments::{breaches, commitments_of};
use super::travel::{Held, Lasting, Level, Travels, carried_lasting};
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
            of_promise(world, notice, promise, last, findings);
        }
    }
}

/// What is not as an old commitment says, for data that some path still brings.
fn of_promise<'a>(world: &World<'a>, notice: &'a Notice, promise: &'a Promise, last: Day, findings: &mut Vec<Finding>) {
    let limits = promise.limits.as_ref().expect("a validated commitment has limits");
    let (origins, scope) = (world.systems(notice), scope(world, promise));
    let travels = Travels::new(world, &origins, subjects(notice, promise));
    let age = u64::try_from(last.days_until(world.day)).expect("it is over") * 86_400;
    let bound = |flow: &Flow| flow.retention.is_some_and(|retention| age <= retention.nominal_seconds());
    let unknown = |flow: &Flow| flow.retention.is_none();
    // What binds provably comes first.
    let ways: Vec<(Level, bool, Vec<Lasting<'_, 'a>>)> = [Level::Certain, Level::Possible]
        .into_iter()
        .flat_map(|level| {
            [
                (level, true, travels.lasting(world, &origins, level, &bound)),
                (level, false, travels.lasting(world, &origins, level, &unknown)),
            ]
        })
        .collect();
    for flow in &world.live {
        let in_scope = |mut carried: Held<'a>| {
            carried.retain(|term, _| scope.as_ref().is_none_or(|scope| scope.contains(term)));
            carried
        };
        for (aspect, breach) in breaches(world, limits, world.giver(notice), flow) {
            if is_promised_today(world, notice, promise, aspect) {
                continue;
            }
            let severities = if aspect == "sale" { ["HIGH", "CRITICAL"] } else { ["MEDIUM", "HIGH"] };
            for (level, provably, way) in &ways {
                let lasting = in_scope(carried_lasting(world, way, flow));
                let Some(path) = lasting.values().min() else { continue };
                let verdict = if *provably { breach } else { breach.min(Verdict::Unproven) };
                let carried = in_scope(travels.carried(world, flow, *level));
                let (rule, verdict) = ("legacy-commitment-broken", verdict.capped(*level));
                let finding = world.about_flow(rule, Some(aspect), verdict, severities, flow, &carried);
                findings.push(Finding { promise: Some(promise.key.clone()), path: path.keys(), ..finding });
                break;
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

/// The subjects of a commitment: its own, else those of its notice's audience.
fn subjects<'a>(notice: &'a Notice, promise: &'a Promise) -> &'a TermList {
    match promise.scope.subjects.is_recorded() {
        true => &promise.scope.subjects,
        false => &notice.audience.subjects,
    }
}

/// The people, or `None` for everybody.
fn people(world: &World<'_>, notice: &Notice, promise: &Promise) -> Option<BTreeSet<TermIx>> {
    let subjects = subjects(notice, promise);
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
