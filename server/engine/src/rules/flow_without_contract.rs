//! # Flow without a contract
//!
//! ## What
//! Data of ours goes from one organisation to another, and no contract between the two has started.
//! A flow inside one organisation, or between two systems of one operator, needs none.
//!
//! ## Why
//! Without a contract nobody is bound to use the data for its purpose only, to protect it, to delete
//! it, or to tell of a breach; a promise to users then has nothing to stand on.
//!
//! ## Legal source
//! - GDPR Art. 28(3): a processor acts under a contract; Art. 28(9): in writing.
//! - GDPR Art. 26(1): joint controllers have an arrangement. Art. 5(2): you must be able to show it.
//! - CCPA, Cal. Civ. Code § 1798.100(d): an agreement with every third party, service provider or
//!   contractor that personal information is sold to, shared with or disclosed to.
//! - DORA, Regulation (EU) 2022/2554 Art. 28(3) and 30(1): financial entities keep a register of all
//!   contracts on ICT services, and these are in writing.
//!
//! ## Example
//! The web shop sends e-mail addresses to Nimbus Mail Inc. since February, and nobody has signed the
//! data processing agreement.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: shop, name: Web shop, kind: SYSTEM, operator: us}
//!   - {key: mailer, name: Nimbus Mail Inc., kind: VENDOR, country: IE}
//! flows:
//!   - {key: shop-mailer, source: shop, recipient: mailer, categories: [user.contact.email],
//!      purposes: [marketing.communications.email], regions: [IE], retention: P1Y, startedOn: 2026-02-01}
//! ```
//!
//! On 2026-06-01:
//!
//! ```text
//! BROKEN HIGH flow:shop-mailer
//! Nimbus Mail Inc. receives user.contact.email from Web shop without a contract between Acme
//! GmbH and Nimbus Mail Inc.
//! ```
//!
//! ## Repair
//! Sign a contract and record it with both as parties; or end the flow.
//!
//! ```yaml
//! contracts:
//!   - key: dpa-mailer
//!     kind: DATA_PROCESSING_AGREEMENT
//!     parties: [{party: us, role: CONTROLLER}, {party: mailer, role: PROCESSOR}]
//!     effectiveOn: 2026-06-01
//!     terms: {categories: [user.contact.email], purposes: [marketing.communications.email], regions: [IE]}
//! ```
//!
//! Its clauses are still to be recorded: that is `contract-clause-missing`.
//!
//! ## Severity and verdict
//! - BROKEN, HIGH: the data certainly travels there.
//! - UNPROVEN, MEDIUM: a broad declaration says only that data of ours may travel there.

use crate::contracts::Coverage;
use crate::language::said;
use crate::scene::{Examined, Suspect};
use crate::witness::Fact;
use crate::{Finding, Rule, Verdict};

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    let Examined { scene, row, .. } = *examined;
    if examined.carried.is_empty() {
        return;
    }
    let Coverage::Missing = examined.coverage() else { return };
    let ours = scene.ours();
    let suspect = Suspect {
        rule: Rule::FlowWithoutContract,
        aspect: None,
        flow: examined.flow,
        travel: ours,
        carried: &examined.carried,
        breach: Verdict::Broken,
        promise: None,
        contract: None,
        categories: None,
        fact: Fact::NoContract,
    };
    findings.extend(scene.finding(&suspect, |told| {
        let (source, recipient) = (scene.name(row.source), scene.name(row.recipient));
        let (giver, getter) = (scene.operator_name(row.source), scene.operator_name(row.recipient));
        let (receives, data, doubt) = (told.receives(), told.data(), &told.doubt);
        said!(
            "{recipient} {receives} {data} from {source} without a contract between {giver} and {getter}{doubt}",
            "{recipient} {receives} {data} von {source}, und zwischen {giver} und {getter} besteht kein Vertrag{doubt}";
            recipient, receives, data, source, giver, getter, doubt
        )
    }));
}
