//! What was observed and is not declared.

use kept_schema::{Flow, NodeId, Observation, PartyKey, TaxonomyKind};

use super::{Finding, Verdict, World};

/// undeclared-sharing.
pub(crate) fn undeclared(world: &World<'_>, findings: &mut Vec<Finding>) {
    for observation in world.register.observations().values() {
        if let Some((verdict, categories)) = judge(world, observation) {
            findings.push(Finding {
                rule: "undeclared-sharing",
                aspect: None,
                verdict: verdict.code(),
                severity: if verdict == Verdict::Broken { "HIGH" } else { "MEDIUM" },
                subject: NodeId::Observation(observation.key.clone()),
                promise: None,
                contract: None,
                categories,
                path: Vec::new(),
                due_on: None,
                detail: None,
            });
        }
    }
}

fn judge(world: &World<'_>, observation: &Observation) -> Option<(Verdict, Vec<kept_schema::TermKey>)> {
    if world.day < observation.first_seen {
        return None;
    }
    let seen = if observation.last_seen < world.day { observation.last_seen } else { world.day };
    if world.day > seen.plus(kept_schema::Duration::from_months(12), 1) {
        return None;
    }
    let recipients = recipients(world, observation);
    let source = world.operator(&observation.source);
    if recipients.iter().any(|recipient| world.operator(recipient) == source) {
        return None;
    }
    let live_on = |flow: &Flow, day| flow.started_on <= day && flow.ended_on.is_none_or(|last| day <= last);
    let candidates: Vec<&Flow> = world
        .register
        .flows()
        .values()
        .map(|flow| &flow.value)
        .filter(|flow| live_on(flow, seen) || live_on(flow, world.day))
        .filter(|flow| world.operator(&flow.source) == source)
        .filter(|flow| recipients.iter().any(|party| world.operator(party) == world.operator(&flow.recipient)))
        .collect();
    let kind = TaxonomyKind::Category;
    let observed = world.terms(kind, &observation.categories);
    let verdict_on = |category| {
        let mut verdict = Verdict::Broken;
        for flow in &candidates {
            if flow.categories.is_empty() {
                verdict = verdict.min(Verdict::Unproven);
            }
            for declared in world.terms(kind, &flow.categories) {
                if world.covers(kind, declared, category) {
                    verdict = Verdict::Kept;
                } else if world.covers(kind, category, declared) {
                    verdict = verdict.min(Verdict::Unproven);
                }
            }
        }
        verdict
    };
    let worst = observed.iter().map(|category| verdict_on(*category)).max();
    let worst = if candidates.is_empty() { Verdict::Broken } else { worst.unwrap_or(Verdict::Kept) };
    if worst == Verdict::Kept {
        return None;
    }
    let of_worst: Vec<_> = observed.into_iter().filter(|category| verdict_on(*category) == worst).collect();
    let under = |below| of_worst.iter().any(|above| *above != below && world.covers(kind, *above, below));
    let mut keys: Vec<_> =
        of_worst.iter().filter(|term| !under(**term)).map(|term| world.category_key(*term)).collect();
    keys.sort();
    keys.dedup();
    Some((worst, keys))
}

/// The party it names, or those that list the longest domain in which its host stands.
fn recipients(world: &World<'_>, observation: &Observation) -> Vec<PartyKey> {
    let Some(host) = &observation.host else { return observation.recipient.iter().cloned().collect() };
    let host = host.to_string();
    let stands_in = |domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
    let plain = |domain: &str| domain.to_lowercase().trim_end_matches('.').to_owned();
    let listed: Vec<(String, &PartyKey)> = world
        .parties()
        .flat_map(|party| party.domains.iter().map(move |domain| (plain(domain.as_str()), &party.key)))
        .filter(|(domain, _)| stands_in(domain))
        .collect();
    let longest = listed.iter().map(|(domain, _)| domain.len()).max();
    listed.iter().filter(|(domain, _)| Some(domain.len()) == longest).map(|(_, party)| (*party).clone()).collect()
}
