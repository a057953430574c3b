//! # Contract expiring
//!
//! ## What
//! The current term of a contract ends within 90 days and will not be renewed: it was terminated,
//! notice was given, or it does not renew itself. An amendment that has no term of its own is not
//! asked, nor is a contract that an amendment prolongs.
//!
//! ## Why
//! After its end every flow under it is a flow without a contract. A replacement takes weeks to
//! negotiate.
//!
//! ## Legal source
//! - GDPR Art. 28(3): a contract governs the processing for as long as it lasts. Art. 24(1): measures
//!   are reviewed and updated where necessary.
//! - DORA Art. 28(8): exit strategies for services that support critical or important functions.
//!
//! ## Example
//! The agreement with Nimbus Mail Inc. ends on 31 January, in 40 days, and nobody has agreed a renewal.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: mailer, name: Nimbus Mail Inc., kind: VENDOR, country: IE}
//! contracts:
//!   - key: dpa-mailer
//!     name: Mail agreement
//!     kind: DATA_PROCESSING_AGREEMENT
//!     parties: [{party: us, role: CONTROLLER}, {party: mailer, role: PROCESSOR}]
//!     effectiveOn: 2025-02-01
//!     endsOn: 2026-01-31
//!     renewal: {kind: EXPRESS, period: P1Y}
//! ```
//!
//! On 2025-12-22:
//!
//! ```text
//! KEPT LOW contract:dpa-mailer act by 2026-01-31
//! The contract Mail agreement with Nimbus Mail Inc. ends on 2026-01-31 and will not be renewed
//! ```
//!
//! ## Repair
//! Renew the contract and record it, or sign another one; or plan the end of the flows under it and
//! the return or deletion of the data.
//!
//! ```yaml
//! contracts:
//!   - key: dpa-mailer
//!     name: Mail agreement
//!     kind: DATA_PROCESSING_AGREEMENT
//!     parties: [{party: us, role: CONTROLLER}, {party: mailer, role: PROCESSOR}]
//!     effectiveOn: 2025-02-01
//!     endsOn: 2026-01-31
//!     renewal: {kind: EXPRESS, period: P1Y}
//!     renewals: [{agreedOn: 2025-12-22}]
//! ```
//!
//! ## Severity and verdict
//! - KEPT, HIGH: right today, and a week or less is left.
//! - KEPT, MEDIUM: 8 to 30 days are left.
//! - KEPT, LOW: 31 to 90 days are left.

use kept_schema::{Contract, Day, NodeId, Register};

use crate::contracts::Group;
use crate::finding::Identity;
use crate::language::said;
use crate::scene::Scene;
use crate::witness::{Fact, Witness};
use crate::{Finding, FindingId, Rule, Said, Severity, Verdict, prose};

/// How many days ahead the end of a contract is told.
pub(crate) const AHEAD: i64 = 90;

/// The last day of a contract's current term, when that is soon and nothing follows.
pub(crate) fn expires_soon(group: &Group<'_>, contract: &Contract, day: Day) -> Option<Day> {
    last_day(group, contract, day).filter(|last| day.days_until(*last) <= AHEAD)
}

/// The last day of the term of a contract that `day` falls into, when nothing follows.
pub(crate) fn last_day(group: &Group<'_>, contract: &Contract, day: Day) -> Option<Day> {
    let is_root = contract.key == group.root.key;
    if !is_root && (contract.ends_on.is_none() || group.is_terminated(day)) {
        return None;
    }
    let until = contract.term_on(day)?.interval.until?;
    contract.end().filter(|end| end.until() == until)?;
    let outlasts = |amendment: &&Contract| {
        let later = amendment.end().is_none_or(|end| end.until() > until);
        amendment.key != contract.key && amendment.ends_on.is_some() && later && amendment.in_force_on(day)
    };
    // What ends a terminated contract ends its amendments too.
    let may_be_prolonged = !is_root || contract.terminated_on != Some(until);
    if may_be_prolonged && group.amendments.iter().copied().any(|amendment| outlasts(&amendment)) {
        return None;
    }
    Some(until.previous())
}

/// HIGH within a week, then MEDIUM within a month, then LOW.
pub(crate) fn urgency(days: i64) -> Severity {
    match days {
        ..=7 => Severity::High,
        8..=30 => Severity::Medium,
        _ => Severity::Low,
    }
}

/// The other sides of a contract: "with Nimbus Mail Inc.", or nothing when it names none.
pub(crate) fn with_others(register: &Register, group: &Group<'_>) -> Said {
    let parties = group.root.parties.iter().map(|party| &party.party).filter(|party| !register.is_own(party));
    let names: Vec<&str> =
        parties.filter_map(|party| register.parties().get(party)).map(|party| party.name.as_str()).collect();
    let all = prose::all(&names);
    if names.is_empty() { Said::default() } else { said!(" with {all}", " mit {all}"; all) }
}

/// That a contract ends on a day.
pub(crate) fn will_end(register: &Register, group: &Group<'_>, contract: &Contract, last: Day) -> Said {
    let (name, others) = (prose::contract(contract), with_others(register, group));
    said!(
        "The contract {name}{others} ends on {last} and will not be renewed",
        "Der Vertrag {name}{others} endet am {last} und wird nicht verlängert";
        name, others, last
    )
}

/// A finding about a contract that is right today.
pub(super) fn deadline(rule: Rule, contract: &Contract, due: Day, severity: Severity, message: Said) -> Finding {
    let mut finding = Finding {
        id: FindingId::new([0; 8]),
        rule,
        aspect: None,
        verdict: Verdict::Kept,
        severity,
        subject: NodeId::Contract(contract.key.clone()),
        promise: None,
        contract: Some(contract.key.clone()),
        clause: None,
        categories: Vec::new(),
        path: Vec::new(),
        due_on: Some(due),
        message: message.into(),
        witness: Witness { travelled: None, fact: Fact::Deadline { due_on: due } },
    };
    finding.id = Identity::of(&finding).id();
    finding
}

pub(super) fn of_contract(scene: &Scene<'_>, group: &Group<'_>, findings: &mut Vec<Finding>) {
    for contract in group.amendments.iter().copied().chain([group.root]) {
        let Some(last) = expires_soon(group, contract, scene.day) else { continue };
        let days = scene.day.days_until(last);
        let message = will_end(scene.register, group, contract, last);
        findings.push(deadline(Rule::ContractExpiring, contract, last, urgency(days), message));
    }
}
