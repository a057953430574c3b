//! What contracts say in their clauses (decision 0004).

use std::collections::BTreeSet;

use kept_schema::{Clause, ClauseKind, ContractKind, ContractRole, NodeId, PartyKey, Presence};

use super::contracts::Group;
use super::{Finding, Verdict, World};

/// The entries of a kind in the latest amendment in force that records any of that kind, else those of the root.
pub(super) fn entries<'a>(world: &World<'_>, group: &Group<'a>, kind: ClauseKind) -> Vec<&'a Clause> {
    let mut found = Vec::new();
    for document in group.documents(world) {
        let of_kind: Vec<&Clause> = document.clauses.iter().filter(|clause| clause.kind == kind).collect();
        if !of_kind.is_empty() {
            found = of_kind;
        }
    }
    found
}

/// The best of the entries; `None` when it is not recorded.
pub(super) fn presence(world: &World<'_>, group: &Group<'_>, kind: ClauseKind) -> Option<Presence> {
    let entries = entries(world, group, kind);
    let best_first = [Presence::Present, Presence::NotApplicable, Presence::Unknown, Presence::Absent];
    best_first.into_iter().find(|presence| entries.iter().any(|clause| clause.presence == *presence))
}

/// Those that the root and the amendments in force give.
pub(super) fn roles(world: &World<'_>, group: &Group<'_>) -> Vec<(PartyKey, ContractRole)> {
    let documents = group.documents(world).into_iter();
    documents
        .flat_map(|document| &document.parties)
        .map(|signatory| (world.operator(&signatory.party).clone(), signatory.role))
        .collect()
}

pub(super) const PROCESSOR: [ClauseKind; 11] = [
    ClauseKind::Scope,
    ClauseKind::DocumentedInstructions,
    ClauseKind::Confidentiality,
    ClauseKind::SecurityMeasures,
    ClauseKind::SubprocessorAuthorisation,
    ClauseKind::SubprocessorFlowDown,
    ClauseKind::RightsAssistance,
    ClauseKind::ComplianceAssistance,
    ClauseKind::BreachNotice,
    ClauseKind::ReturnOrDelete,
    ClauseKind::AuditRights,
];

const SERVICE_PROVIDER: [ClauseKind; 6] = [
    ClauseKind::PurposeLimitation,
    ClauseKind::NoSaleOrShare,
    ClauseKind::NoCombining,
    ClauseKind::SameProtection,
    ClauseKind::StopAndRemediate,
    ClauseKind::CannotComplyNotice,
];

pub(super) fn asked_for(world: &World<'_>, group: &Group<'_>) -> BTreeSet<ClauseKind> {
    let roles: Vec<ContractRole> = roles(world, group).into_iter().map(|(_, role)| role).collect();
    let kinds: Vec<ContractKind> = group.documents(world).iter().map(|document| document.kind).collect();
    let mut asked = BTreeSet::new();
    if roles.contains(&ContractRole::Processor)
        || roles.contains(&ContractRole::SubProcessor)
        || kinds.contains(&ContractKind::DataProcessingAgreement)
    {
        asked.extend(PROCESSOR);
    }
    if roles.contains(&ContractRole::JointController) || kinds.contains(&ContractKind::JointController) {
        asked.insert(ClauseKind::JointControllerArrangement);
    }
    if roles.contains(&ContractRole::ServiceProvider) || roles.contains(&ContractRole::Contractor) {
        asked.extend(SERVICE_PROVIDER);
    }
    if roles.contains(&ContractRole::ThirdParty) {
        asked.extend([
            ClauseKind::PurposeLimitation,
            ClauseKind::SameProtection,
            ClauseKind::StopAndRemediate,
            ClauseKind::CannotComplyNotice,
        ]);
    }
    if roles.contains(&ContractRole::DataExporter)
        || roles.contains(&ContractRole::DataImporter)
        || kinds.contains(&ContractKind::Scc)
    {
        asked.insert(ClauseKind::TransferMechanism);
    }
    asked
}

/// contract-clause-missing.
pub(crate) fn missing(world: &World<'_>, findings: &mut Vec<Finding>) {
    for group in Group::all(world) {
        if !group.is_in_force(world) {
            continue;
        }
        let asked = asked_for(world, &group);
        let finding = |verdict: Verdict, detail| Finding {
            rule: "contract-clause-missing",
            aspect: None,
            verdict: verdict.code(),
            severity: if verdict == Verdict::Broken { "MEDIUM" } else { "LOW" },
            subject: NodeId::Contract(group.root.key.clone()),
            promise: None,
            contract: None,
            categories: Vec::new(),
            path: Vec::new(),
            due_on: None,
            detail,
        };
        if !asked.is_empty() && asked.iter().all(|kind| presence(world, &group, *kind).is_none()) {
            findings.push(finding(Verdict::Unproven, None));
            continue;
        }
        for kind in asked {
            match presence(world, &group, kind) {
                Some(Presence::Present | Presence::NotApplicable) => {}
                Some(Presence::Absent) => findings.push(finding(Verdict::Broken, Some(kind.to_string()))),
                Some(Presence::Unknown) | None => {
                    findings.push(finding(Verdict::Unproven, Some(kind.to_string())));
                }
            }
        }
    }
}

/// How the best contract between two operators keeps the second a service provider; `None` when none makes it one.
pub(crate) fn provider<'a>(world: &World<'a>, source: &PartyKey, recipient: &PartyKey) -> Option<Verdict> {
    let mut best = None;
    for group in Group::all(world) {
        if !group.is_in_force(world) || !group.is_between(world, source, recipient) {
            continue;
        }
        let provides = roles(world, &group).iter().any(|(party, role)| {
            party == recipient && [ContractRole::ServiceProvider, ContractRole::Contractor].contains(role)
        });
        if !provides {
            continue;
        }
        let stands = |kind| presence(world, &group, kind);
        let defining = [ClauseKind::PurposeLimitation, ClauseKind::NoSaleOrShare, ClauseKind::NoCombining];
        let fine = |kind: &ClauseKind| matches!(stands(*kind), Some(Presence::Present | Presence::NotApplicable));
        let verdict = if defining.iter().any(|kind| stands(*kind) == Some(Presence::Absent)) {
            Verdict::Broken
        } else if SERVICE_PROVIDER.iter().all(fine) {
            Verdict::Kept
        } else {
            Verdict::Unproven
        };
        best = Some(best.map_or(verdict, |known: Verdict| known.min(verdict)));
    }
    best
}
