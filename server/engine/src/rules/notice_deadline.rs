//! # Notice deadline
//!
//! ## What
//! A contract renews itself, and the last day on which notice keeps that from happening is today or
//! within 30 days.
//!
//! ## Why
//! Whoever misses the day is bound for another term, often a year, to prices and terms that nobody
//! looked at again.
//!
//! ## Legal source
//! - The renewal clause of the contract itself; data protection law does not set this day.
//! - DORA Art. 30(2)(h): for financial entities the contract has termination rights with minimum
//!   notice periods.
//!
//! ## Example
//! The agreement with Nimbus Mail Inc. renews itself for a year on 1 February unless notice is given
//! 90 days before.
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
//!     renewal: {kind: TACIT, period: P1Y, notice: P90D}
//! ```
//!
//! On 2025-10-20:
//!
//! ```text
//! KEPT MEDIUM contract:dpa-mailer act by 2025-11-02
//! The contract Mail agreement with Nimbus Mail Inc. renews itself for 1 year unless notice is
//! given by 2025-11-02
//! ```
//!
//! ## Repair
//! Decide. To leave, give notice and record the day (`noticeGivenOn`); to stay, nothing needs to be
//! done, and the finding goes away after the day. Here notice is given, so that `contract-expiring`
//! reminds of the end from 2 November on:
//!
//! ```yaml
//! contracts:
//!   - key: dpa-mailer
//!     name: Mail agreement
//!     kind: DATA_PROCESSING_AGREEMENT
//!     parties: [{party: us, role: CONTROLLER}, {party: mailer, role: PROCESSOR}]
//!     effectiveOn: 2025-02-01
//!     endsOn: 2026-01-31
//!     renewal: {kind: TACIT, period: P1Y, notice: P90D}
//!     noticeGivenOn: 2025-10-20
//! ```
//!
//! ## Severity and verdict
//! - KEPT, HIGH: nothing is wrong, and a week or less is left.
//! - KEPT, MEDIUM: 8 to 30 days are left.

use kept_schema::{Contract, Day, Register};

use super::contract_expiring::{deadline, urgency, with_others};
use crate::contracts::Group;
use crate::language::said;
use crate::scene::Scene;
use crate::{Finding, Rule, Said, prose};

/// How many days ahead a deadline is told.
pub(crate) const AHEAD: i64 = 30;

/// The last day for notice, when that is soon.
pub(crate) fn deadline_soon(group: &Group<'_>, contract: &Contract, day: Day) -> Option<Day> {
    if contract.key != group.root.key && group.is_terminated(day) {
        return None;
    }
    let deadline = contract.term_on(day)?.notice_deadline?;
    (0..=AHEAD).contains(&day.days_until(deadline)).then_some(deadline)
}

/// That a contract renews itself unless someone acts by a day.
pub(crate) fn renews_itself(register: &Register, group: &Group<'_>, contract: &Contract, due: Day) -> Said {
    let (name, others) = (prose::contract(contract), with_others(register, group));
    let period = contract.renewal.as_ref().and_then(|renewal| renewal.period).map(prose::duration);
    let again = period.map_or_else(Said::default, |period| said!(" for {period}", " um {period}"; period));
    said!(
        "The contract {name}{others} renews itself{again} unless notice is given by {due}",
        "Der Vertrag {name}{others} verlängert sich von selbst{again}, wenn nicht bis {due} gekündigt wird";
        name, others, again, due
    )
}

pub(super) fn of_contract(scene: &Scene<'_>, group: &Group<'_>, findings: &mut Vec<Finding>) {
    for contract in group.amendments.iter().copied().chain([group.root]) {
        let Some(due) = deadline_soon(group, contract, scene.day) else { continue };
        let days = scene.day.days_until(due);
        let message = renews_itself(scene.register, group, contract, due);
        findings.push(deadline(Rule::NoticeDeadline, contract, due, urgency(days), message));
    }
}
