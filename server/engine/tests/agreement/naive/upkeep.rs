//! What must be looked after: certifications, and whether flows are as they are declared.

use std::collections::BTreeSet;

use kept_schema::party::Certification;
use kept_schema::{Day, Flow, NodeId, Text};

use super::travel::Level;
use super::{Finding, Verdict, World};

/// flow-unverified.
pub(crate) fn unverified(world: &World<'_>, findings: &mut Vec<Finding>) {
    let travel = world.our_data();
    for flow in &world.live {
        let Some((_, carried)) = travel.best_carried(world, flow) else { continue };
        if flow.verified_on.is_some_and(|verified_on| verified_on.days_until(world.day) > 365) {
            let severities = ["LOW", "LOW"];
            findings.push(world.about_flow("flow-unverified", None, Verdict::Unproven, severities, flow, &carried));
        }
    }
}

/// certification-expired.
pub(crate) fn certifications<'a>(world: &World<'a>, findings: &mut Vec<Finding>) {
    let travel = world.our_data();
    for party in world.parties().filter(|party| !world.is_own(&party.key)) {
        let to_it = |flow: &'a Flow| flow.recipient == party.key || *world.operator(&flow.recipient) == party.key;
        let into_it: Vec<&'a Flow> = world.live.iter().copied().filter(|flow| to_it(flow)).collect();
        let carrying = [Level::Certain, Level::Possible].into_iter().find_map(|level| {
            let carried = into_it.iter().map(|flow| (*flow, travel.carried(world, flow, level)));
            carried.filter(|(_, carried)| !carried.is_empty()).min_by_key(|(flow, _)| &flow.key)
        });
        let Some((flow, carried)) = carrying else { continue };
        let schemes: BTreeSet<&Text> = party.certifications.iter().map(|certification| &certification.scheme).collect();
        for scheme in schemes {
            let of_scheme: Vec<&Certification> =
                party.certifications.iter().filter(|certification| certification.scheme == *scheme).collect();
            let (verdict, due_on) = match standing(&of_scheme, world.day) {
                Standing::Holds => continue,
                Standing::Lapsed => (Verdict::Unproven, None),
                Standing::Until(last) => (Verdict::Kept, Some(last)),
            };
            let severity = match due_on {
                Some(last) if world.day.days_until(last) > 30 => "LOW",
                _ => "MEDIUM",
            };
            findings.push(Finding {
                subject: NodeId::Party(party.key.clone()),
                due_on,
                detail: Some(scheme.to_string()),
                ..world.about_flow("certification-expired", None, verdict, [severity, severity], flow, &carried)
            });
        }
    }
}

enum Standing {
    /// Or it has never begun to.
    Holds,
    Lapsed,
    /// It holds through this day, which is near.
    Until(Day),
}

fn standing(of_scheme: &[&Certification], day: Day) -> Standing {
    let begun_by = |certification: &&&Certification, day: Day| certification.valid_from.is_none_or(|from| from <= day);
    let counting: Vec<_> = of_scheme
        .iter()
        .filter(|certification| begun_by(certification, day))
        .filter(|certification| certification.valid_until.is_none_or(|last| day <= last))
        .collect();
    if counting.is_empty() {
        let over = of_scheme.iter().any(|certification| certification.valid_until.is_some_and(|last| last < day));
        return if over { Standing::Lapsed } else { Standing::Holds };
    }
    if counting.iter().any(|certification| certification.valid_until.is_none()) {
        return Standing::Holds;
    }
    let mut last = counting.iter().filter_map(|certification| certification.valid_until).max().expect("all have one");
    loop {
        let following: Vec<_> = of_scheme.iter().filter(|certification| begun_by(certification, last.next())).collect();
        if following.iter().any(|certification| certification.valid_until.is_none()) {
            return Standing::Holds;
        }
        let longest = following.iter().filter_map(|certification| certification.valid_until).max().unwrap_or(last);
        if longest <= last {
            return if day.days_until(last) <= 90 { Standing::Until(last) } else { Standing::Holds };
        }
        last = longest;
    }
}
