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
//! ## Legal source
//! - FTC Act § 5, 15 U.S.C. § 45(a): not to do what one's own notice says is a deceptive practice.
//! - GDPR Art. 5(1)(a), (b) and (e): fairness and transparency, purpose limitation, storage limitation.
//! - GDPR Art. 13(1)(f) and 13(2)(a): what users are told of transfers and of how long data is kept.
//! - For consent: GDPR Art. 6(1)(a) and 7; on users' devices Directive 2002/58/EC Art. 5(3).
//! - For sale and sharing: CCPA, Cal. Civ. Code § 1798.120 (the right to opt out) and
//!   § 1798.140(ad) and (ah) (what they are).
//!
//! ## Example
//! "Your e-mail address stays in Europe": the shop gives it to a mail service that keeps it in the
//! United States.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: shop, name: Web shop, kind: SYSTEM, operator: us}
//!   - {key: mailer, name: Nimbus Mail Inc., kind: VENDOR, country: US}
//! flows:
//!   - {key: shop-mailer, source: shop, recipient: mailer, categories: [user.contact.email],
//!      purposes: [marketing.communications.email], regions: [US], retention: P1Y, startedOn: 2025-02-01}
//! notices:
//!   - key: privacy-2025
//!     title: Privacy notice of 2025
//!     effectiveOn: 2025-01-01
//!     promises:
//!       - {key: email-stays-here, kind: COMMITMENT, quote: "Your e-mail address stays in Europe.",
//!          scope: {categories: [user.contact.email]}, limits: {onlyRegions: [eea]}}
//! ```
//!
//! On 2026-06-01:
//!
//! ```text
//! BROKEN HIGH flow:shop-mailer (region) promise:email-stays-here
//! Nimbus Mail Inc. receives user.contact.email in US; the promise keeps it in eea
//! ```
//!
//! ## Repair
//! Change the flow (or the contract behind it) so that it stays within the limit, or end it. Changing
//! the notice does not help for data collected before: that is `legacy-commitment-broken`. When the
//! finding is UNPROVEN, record what is missing or declare the flow more narrowly. Here the mail
//! service keeps the data in Ireland:
//!
//! ```yaml
//! flows:
//!   - {key: shop-mailer, source: shop, recipient: mailer, categories: [user.contact.email],
//!      purposes: [marketing.communications.email], regions: [IE], retention: P1Y, startedOn: 2025-02-01}
//! ```
//!
//! ## Severity and verdict
//! - BROKEN, CRITICAL: data is sold, or shared for cross-context advertising, though the promise is
//!   that it never is.
//! - BROKEN, HIGH: any other limit; the data certainly travels there, and what the flow declares is
//!   outside the limit.
//! - UNPROVEN, HIGH: it may be a sale.
//! - UNPROVEN, MEDIUM: the flow does not record what the limit is about, or declares it too broadly,
//!   or the data travels there only possibly.

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
