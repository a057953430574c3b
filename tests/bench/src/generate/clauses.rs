//! The clauses of generated contracts.

use fastrand::Rng;
use kept_schema::contract::{Authorisation, DataAtEnd, TransferMechanism};
use kept_schema::{Clause, ClauseKind, Presence};

use super::once_in;

/// What GDPR Art. 28(3) asks of a contract with a processor, and what carries transfers; one contract in two hundred
/// lacks a clause, or nobody looked.
pub(super) fn clauses(rng: &mut Rng) -> Vec<Clause> {
    let kinds = [
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
        ClauseKind::UnlawfulInstructionNotice,
        ClauseKind::WrittenForm,
        ClauseKind::TransferMechanism,
    ];
    let mut clauses: Vec<Clause> = kinds.into_iter().map(|kind| clause(kind, Presence::Present)).collect();
    if once_in(rng, 200) {
        let place = rng.usize(..clauses.len());
        match rng.usize(..3) {
            0 => clauses[place].presence = Presence::Absent,
            1 => clauses[place].presence = Presence::Unknown,
            _ => drop(clauses.remove(place)),
        }
    }
    clauses
}

/// A clause with the parameters that its kind has.
pub(super) fn clause(kind: ClauseKind, presence: Presence) -> Clause {
    let is = |other: ClauseKind| kind == other;
    Clause {
        kind,
        presence,
        locator: None,
        hours: is(ClauseKind::BreachNotice).then_some(48),
        days: (is(ClauseKind::RightsAssistance) || is(ClauseKind::ReturnOrDelete)).then_some(30),
        authorisation: is(ClauseKind::SubprocessorAuthorisation).then_some(Authorisation::General),
        notice_days: is(ClauseKind::SubprocessorAuthorisation).then_some(30),
        objection_days: is(ClauseKind::SubprocessorAuthorisation).then_some(14),
        approved: Vec::new(),
        choice: is(ClauseKind::ReturnOrDelete).then_some(DataAtEnd::Delete),
        certificate: None,
        mechanism: is(ClauseKind::TransferMechanism).then_some(TransferMechanism::Scc),
        modules: if is(ClauseKind::TransferMechanism) { vec![2, 3] } else { Vec::new() },
    }
}
