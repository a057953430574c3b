//! # Commitment broken
//!
//! ## What
//! A flow, direct or passed on, does what a commitment of a notice in force says is not done: it uses
//! data for another purpose, gives it to another recipient, keeps it elsewhere, longer or with less
//! protection, without the consent, as a sale, without a contract, or onward. Each side is a finding
//! of its own.
//!
//! ## Why
//! This is the promise made to users. It binds every hop on which their data travels, down to the
//! last recipient, whatever the contracts on the way say.
//!
//! ## Source
//! GDPR Art. 5(1)(a) (fairness and transparency), 5(1)(b) (purpose limitation); FTC Act § 5, 15 U.S.C.
//! § 45(a) (deceptive practices); for sale and sharing also CCPA, Cal. Civ. Code § 1798.120; for
//! retention GDPR Art. 13(2)(a); for transfers Art. 13(1)(f).
//!
//! ## Example
//! "We keep your e-mail address in the European Economic Area": the shop gives it to a mail service
//! that keeps it in the United States.
//!
//! ## Repair
//! Change the flow (or the contract behind it) so that it stays within the limit, or end it. Changing
//! the notice does not help for data collected before. When the finding is UNPROVEN, record what is
//! missing or declare the flow more narrowly.

use crate::scene::{Examined, Suspect};
use crate::watches::{breaches, message};
use crate::witness::Fact;
use crate::{Finding, Rule};

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    let Examined { scene, flow, row, .. } = *examined;
    breaches(examined, scene.watches(), |breach| {
        let suspect = Suspect {
            rule: Rule::CommitmentBroken,
            aspect: Some(breach.aspect),
            flow,
            travel: breach.travel,
            carried: &breach.carried,
            breach: breach.verdict,
            promise: Some(&breach.watch.promise.key),
            contract: None,
            categories: None,
            fact: Fact::Limit { breach: breach.verdict },
        };
        let who = (scene.name(row.source), scene.name(row.recipient));
        let limits = breach.watch.limits;
        findings.extend(scene.finding(&suspect, |told| message(breach.aspect, limits, told, who, breach.verdict)));
    });
}
