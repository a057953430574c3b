//! Transfers to other countries (decision 0004).

use kept_schema::contract::TransferMechanism;
use kept_schema::taxonomy::RegionSet;
use kept_schema::{ClauseKind, ContractRole, Flow, Party, PartyKey, PartyKind, Presence, TaxonomyKind, TermKey};

use super::clauses::{entries, roles};
use super::contracts::Group;
use super::onward::in_force_between;
use super::{Finding, Verdict, World};

/// transfer-without-mechanism.
pub(crate) fn findings(world: &World<'_>, findings: &mut Vec<Finding>) {
    let travel = world.our_data();
    for flow in &world.live {
        let Some((level, carried)) = travel.best_carried(world, flow) else { continue };
        let (s, r) = (world.operator(&flow.source), world.operator(&flow.recipient));
        if s == r || world.is_own(r) || !is_asked(world, world.party(s)) {
            continue;
        }
        let need = need(world, flow);
        let mechanism = mechanism(world, flow, need);
        if need == Verdict::Kept || mechanism == Verdict::Kept {
            continue;
        }
        let both = need == Verdict::Broken && mechanism == Verdict::Broken;
        let certain = both && world.party(s).country.is_some();
        let verdict = if certain { Verdict::Broken } else { Verdict::Unproven }.capped(level);
        let severities = ["MEDIUM", "HIGH"];
        findings.push(world.about_flow("transfer-without-mechanism", None, verdict, severities, flow, &carried));
    }
}

fn places(world: &World<'_>, key: &str) -> RegionSet {
    let taxonomy = world.register.taxonomy();
    let region = taxonomy.table(TaxonomyKind::Region).find(key).expect("a known region");
    taxonomy.region_set(region, world.day)
}

fn is_in(world: &World<'_>, country: &TermKey, group: &str) -> bool {
    places(world, country.as_str()).is_inside(&places(world, group))
}

/// Whether anything is asked of what an operator gives away.
fn is_asked(world: &World<'_>, operator: &Party) -> bool {
    let Some(country) = &operator.country else { return true };
    if is_in(world, country, "eea") {
        return true;
    }
    if is_in(world, country, "adequate") {
        return false;
    }
    let own = |party: &Party| party.kind == PartyKind::SelfParty;
    let mut own = world.parties().filter(|party| own(party)).filter_map(|party| party.country.as_ref());
    own.any(|country| is_in(world, country, "eea"))
}

/// The worst of the places to which data goes.
fn need(world: &World<'_>, flow: &Flow) -> Verdict {
    let operator = world.party(world.operator(&flow.recipient));
    let certified = [world.party(&flow.recipient), operator].iter().any(|party| is_certified(world, party));
    let mut safe = places(world, "eea");
    safe.add(&places(world, "adequate"));
    let decided = world.register.taxonomy().adequacy_decisions().iter();
    let framework = decided.clone().any(|decision| {
        decision.country.as_str() == "US"
            && decision.interval.from <= world.day
            && decision.interval.until.is_none_or(|until| world.day < until)
    });
    let place = |key: &TermKey| {
        let place = places(world, key.as_str());
        if place.is_inside(&places(world, "US")) {
            if framework && certified { Verdict::Kept } else { Verdict::Broken }
        } else if place.is_inside(&safe) {
            Verdict::Kept
        } else if place.is_outside(&safe) {
            Verdict::Broken
        } else {
            Verdict::Unproven
        }
    };
    let country = operator.country.as_ref().map_or(Verdict::Unproven, place);
    let regions = flow.regions.iter().map(place).max().unwrap_or(Verdict::Unproven);
    country.max(regions)
}

fn is_certified(world: &World<'_>, party: &Party) -> bool {
    party.certifications.iter().any(|certification| {
        let letters = certification.scheme.as_str().chars().filter(char::is_ascii_alphanumeric);
        let scheme = letters.collect::<String>().to_lowercase();
        ["dpf", "euusdpf", "euusdataprivacyframework"].contains(&scheme.as_str())
            && certification.valid_from.is_none_or(|from| from <= world.day)
            && certification.valid_until.is_none_or(|until| world.day <= until)
    })
}

/// Whether an operator is a controller, and whether it is a processor.
fn letters(world: &World<'_>, groups: &[Group<'_>], operator: &PartyKey) -> [bool; 2] {
    let roles: Vec<ContractRole> = groups
        .iter()
        .flat_map(|group| roles(world, group))
        .filter(|(party, _)| party == operator)
        .map(|(_, role)| role)
        .collect();
    let has = |wanted: &[ContractRole]| roles.iter().any(|role| wanted.contains(role));
    [
        has(&[
            ContractRole::Controller,
            ContractRole::JointController,
            ContractRole::Business,
            ContractRole::Recipient,
            ContractRole::ThirdParty,
        ]),
        has(&[
            ContractRole::Processor,
            ContractRole::SubProcessor,
            ContractRole::ServiceProvider,
            ContractRole::Contractor,
        ]),
    ]
}

fn mechanism(world: &World<'_>, flow: &Flow, need: Verdict) -> Verdict {
    let (s, r) = (world.operator(&flow.source), world.operator(&flow.recipient));
    let groups = in_force_between(world, s, r);
    let [from, to] = [s, r].map(|operator| letters(world, &groups, operator));
    let partial = need == Verdict::Unproven && world.party(r).country.is_some() && flow.regions.is_recorded();
    let undertaking =
        [s, r].iter().all(|key| matches!(world.party(key).kind, PartyKind::SelfParty | PartyKind::Affiliate));
    let fits = |module: &u8| {
        let (left, right) = [(0, 0), (0, 1), (1, 1), (1, 0)][usize::from(*module) - 1];
        from[left] && to[right]
    };
    let mut best = Verdict::Broken;
    for group in &groups {
        let entries = entries(world, group, ClauseKind::TransferMechanism);
        if entries.is_empty() {
            best = best.min(Verdict::Unproven);
        }
        for clause in entries {
            let when = |fine: bool, otherwise: Verdict| if fine { Verdict::Kept } else { otherwise };
            let verdict = match (clause.presence, clause.mechanism) {
                (Presence::Absent | Presence::NotApplicable, _) => Verdict::Broken,
                (Presence::Unknown, _) | (_, None | Some(TransferMechanism::Derogation)) => Verdict::Unproven,
                (_, Some(TransferMechanism::Adequacy)) => when(partial, Verdict::Broken),
                (_, Some(TransferMechanism::Dpf | TransferMechanism::UkIdta)) => Verdict::Broken,
                (_, Some(TransferMechanism::Bcr)) => when(undertaking, Verdict::Unproven),
                (_, Some(TransferMechanism::Scc)) => {
                    if clause.modules.is_empty() || from == [false; 2] || to == [false; 2] {
                        Verdict::Unproven
                    } else {
                        when(clause.modules.iter().any(fits), Verdict::Broken)
                    }
                }
            };
            best = best.min(verdict);
        }
    }
    best
}
