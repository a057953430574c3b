//! What happens further down: who was authorised, and whether the terms got weaker (decision 0004).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use kept_schema::contract::Authorisation;
use kept_schema::taxonomy::TermIx;
use kept_schema::{ClauseKind, ContractKey, ContractRole, Flow, PartyKey, Presence, TaxonomyKind};

use super::clauses::{PROCESSOR, asked_for, entries, presence, roles};
use super::contracts::Group;
use super::travel::{Held, Level, Travel};
use super::{Finding, Verdict, World, compare};

type Aspect = Option<&'static str>;
/// What is worse, then whose contract comes first.
type Rank = (Reverse<Verdict>, ContractKey, PartyKey);

/// subprocessor-not-authorised and onward-weaker-terms.
pub(crate) fn findings<'a>(world: &World<'a>, findings: &mut Vec<Finding>) {
    let travel = world.our_data();
    for flow in &world.live {
        let (v, w) = (world.operator(&flow.source), world.operator(&flow.recipient));
        if v == w || world.is_own(v) || world.is_own(w) || travel.best_carried(world, flow).is_none() {
            continue;
        }
        let lowers = in_force_between(world, v, w);
        let operators: BTreeSet<&PartyKey> = world.parties().map(|party| world.operator(&party.key)).collect();
        let mut worst: BTreeMap<(&'static str, Aspect), (Rank, Level)> = BTreeMap::new();
        for s in operators.into_iter().filter(|s| *s != v && *s != w) {
            let brought = |level| brought(world, &travel, flow, s, level);
            if brought(Level::Possible).is_empty() {
                continue;
            }
            let level = if brought(Level::Certain).is_empty() { Level::Possible } else { Level::Certain };
            for upper in in_force_between(world, s, v) {
                if !acts_for(world, &upper, v, s) || !is_about(world, &upper, &brought(Level::Possible)) {
                    continue;
                }
                let mut found: Vec<(&'static str, Aspect, Verdict)> = Vec::new();
                if under_article_28(world, &upper, v) {
                    found.push(("subprocessor-not-authorised", None, authorises(world, &upper, flow)));
                }
                let nearest = lowers.iter().map(|lower| {
                    let aspects = weaker(world, &upper, lower);
                    let worst = aspects.iter().map(|(_, verdict)| *verdict).max().expect("five aspects");
                    let lacking = aspects.iter().filter(|(_, verdict)| *verdict != Verdict::Kept).count();
                    (worst, lacking, lower.root.key.clone(), aspects)
                });
                // Without one that is in force there is nothing to be weaker.
                let aspects = nearest.min().map(|(_, _, _, aspects)| aspects).unwrap_or_default();
                found.extend(
                    aspects.into_iter().map(|(aspect, verdict)| ("onward-weaker-terms", Some(aspect), verdict)),
                );
                for (rule, aspect, verdict) in found.into_iter().filter(|(_, _, verdict)| *verdict != Verdict::Kept) {
                    let rank = (Reverse(verdict.capped(level)), upper.root.key.clone(), s.clone());
                    let known = worst.entry((rule, aspect)).or_insert((rank.clone(), level));
                    if rank < known.0 {
                        *known = (rank, level);
                    }
                }
            }
        }
        for ((rule, aspect), ((Reverse(verdict), _, s), level)) in worst {
            let severities = if aspect.is_some() { ["LOW", "MEDIUM"] } else { ["MEDIUM", "HIGH"] };
            let brought = brought(world, &travel, flow, &s, level);
            let mut finding = world.about_flow(rule, aspect, verdict, severities, flow, &brought);
            if let Some(path) = trail(world, &travel, flow, &s, level, &brought) {
                finding.path = path;
            }
            findings.push(finding);
        }
    }
}

pub(super) fn in_force_between<'a>(world: &World<'a>, a: &PartyKey, b: &PartyKey) -> Vec<Group<'a>> {
    let mut groups = Group::all(world);
    groups.retain(|group| group.is_in_force(world) && group.is_between(world, a, b));
    groups
}

/// What a flow carries that an operator brought to the operator of its source too.
fn brought<'a>(world: &World<'a>, travel: &Travel<'a>, flow: &'a Flow, from: &PartyKey, level: Level) -> Held<'a> {
    let v = world.operator(&flow.source);
    let mut carried = travel.carried(world, flow, level);
    let entering = world.live.iter().filter(|entry| world.operator(&entry.source) == from);
    let entering = entering.filter(|entry| world.operator(&entry.recipient) == v);
    let given: BTreeSet<_> = entering.flat_map(|entry| travel.carried(world, entry, level).into_keys()).collect();
    carried.retain(|term, _| given.contains(term));
    carried
}

/// A shortest path by which it was brought to the source itself, and then the flow.
fn trail<'a>(
    world: &World<'a>,
    travel: &Travel<'a>,
    flow: &'a Flow,
    from: &PartyKey,
    level: Level,
    brought: &Held<'a>,
) -> Option<Vec<kept_schema::FlowKey>> {
    let listed = world.terms(TaxonomyKind::Category, &flow.categories);
    let passes = |term: &TermIx| match level {
        Level::Certain => listed.contains(term),
        Level::Possible => {
            listed.is_empty() || listed.iter().any(|above| world.covers(TaxonomyKind::Category, *above, *term))
        }
    };
    let entering = world.live.iter().filter(|entry| entry.recipient == flow.source);
    let entering = entering.filter(|entry| world.operator(&entry.source) == from);
    let paths = entering.flat_map(|entry| {
        let carried = travel.carried(world, entry, level).into_iter();
        carried.filter(|(term, _)| brought.contains_key(term) && passes(term)).map(|(_, path)| path)
    });
    paths.min().map(|path| path.and(flow).keys())
}

fn of_operator(world: &World<'_>, group: &Group<'_>, operator: &PartyKey) -> Vec<ContractRole> {
    let roles = roles(world, group).into_iter().filter(|(party, _)| party == operator);
    roles.map(|(_, role)| role).collect()
}

fn level_of(roles: &[ContractRole]) -> u8 {
    let processing = [ContractRole::Processor, ContractRole::ServiceProvider, ContractRole::Contractor];
    if roles.contains(&ContractRole::SubProcessor) {
        2
    } else if processing.iter().any(|role| roles.contains(role)) {
        1
    } else {
        0
    }
}

fn acts_for(world: &World<'_>, group: &Group<'_>, v: &PartyKey, s: &PartyKey) -> bool {
    let [v, s] = [v, s].map(|operator| level_of(&of_operator(world, group, operator)));
    v >= 1 && v >= s
}

fn under_article_28(world: &World<'_>, group: &Group<'_>, v: &PartyKey) -> bool {
    let roles = of_operator(world, group, v);
    roles.contains(&ContractRole::Processor) || roles.contains(&ContractRole::SubProcessor)
}

/// Whether it records no categories, or some that have to do with what was brought.
fn is_about(world: &World<'_>, group: &Group<'_>, brought: &Held<'_>) -> bool {
    let categories = group.terms(world).categories;
    let kind = TaxonomyKind::Category;
    let touches = |named, term| world.covers(kind, named, term) || world.covers(kind, term, named);
    let listed = world.terms(kind, &categories);
    listed.is_empty() || listed.iter().any(|named| brought.keys().any(|term| touches(*named, *term)))
}

fn authorises(world: &World<'_>, upper: &Group<'_>, flow: &Flow) -> Verdict {
    match presence(world, upper, ClauseKind::SubprocessorAuthorisation) {
        None | Some(Presence::Unknown) => return Verdict::Unproven,
        Some(Presence::Absent | Presence::NotApplicable) => return Verdict::Broken,
        Some(Presence::Present) => {}
    }
    let entries = entries(world, upper, ClauseKind::SubprocessorAuthorisation);
    let clause = entries.into_iter().find(|clause| clause.presence == Presence::Present).expect("one is present");
    let names = |party: &PartyKey| clause.approved.contains(party);
    match clause.authorisation {
        None => Verdict::Unproven,
        Some(Authorisation::General) => Verdict::Kept,
        Some(Authorisation::None) => Verdict::Broken,
        Some(Authorisation::Specific) if names(&flow.recipient) || names(world.operator(&flow.recipient)) => {
            Verdict::Kept
        }
        Some(Authorisation::Specific) if clause.approved.is_empty() => Verdict::Unproven,
        Some(Authorisation::Specific) => Verdict::Broken,
    }
}

/// How much weaker the lower contract is than the upper one.
fn weaker(world: &World<'_>, upper: &Group<'_>, lower: &Group<'_>) -> Vec<(&'static str, Verdict)> {
    let (a, b) = (upper.terms(world), lower.terms(world));
    let when = |recorded: bool, verdict: Verdict| if recorded { verdict } else { Verdict::Kept };
    let purposes = compare::only(world, TaxonomyKind::Purpose, &b.purposes, &a.purposes);
    let regions = compare::only_regions(world, &b.regions, &a.regions);
    let retention = a.max_retention.map_or(Verdict::Kept, |longest| compare::at_most(b.max_retention, longest));
    // "The Art. 28(3) clauses present", and unknown is not compliant; unless another rule asks for them already.
    let asked = asked_for(world, lower);
    let stands = |kind: &ClauseKind| match presence(world, lower, *kind) {
        Some(Presence::Present | Presence::NotApplicable) => Verdict::Kept,
        Some(Presence::Absent) => Verdict::Broken,
        Some(Presence::Unknown) | None if asked.contains(kind) => Verdict::Kept,
        Some(Presence::Unknown) | None => Verdict::Unproven,
    };
    let above = PROCESSOR.iter().filter(|kind| presence(world, upper, **kind) == Some(Presence::Present));
    let clause = above.map(stands).max().unwrap_or(Verdict::Kept);
    vec![
        ("purpose", when(a.purposes.is_recorded(), purposes)),
        ("region", when(a.regions.is_recorded(), regions)),
        ("retention", retention),
        ("safeguard", compare::at_least(world, &b.safeguards, &a.safeguards)),
        ("clause", clause),
    ]
}
