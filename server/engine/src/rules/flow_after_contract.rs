//! # Flow after the end of its contract
//!
//! ## What
//! Data of ours still goes from one organisation to another although no contract between the two is
//! in force any more.
//!
//! ## Why
//! The duties of the recipient end with the contract, while the data keeps coming; and what came
//! before should have been returned or deleted.
//!
//! ## Legal source
//! - GDPR Art. 28(3): processing by a processor is governed by a contract that sets out its duration;
//!   28(3)(g): return or deletion at the end.
//! - DORA Art. 30(2)(d): access to, recovery and return of data when the contract ends.
//!
//! ## Example
//! The agreement with Nimbus Mail Inc. ran out on 31 January; the web shop sends e-mail addresses
//! until today.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: shop, name: Web shop, kind: SYSTEM, operator: us}
//!   - {key: mailer, name: Nimbus Mail Inc., kind: VENDOR, country: IE}
//! contracts:
//!   - key: dpa-mailer
//!     name: Mail agreement
//!     kind: DATA_PROCESSING_AGREEMENT
//!     parties: [{party: us, role: CONTROLLER}, {party: mailer, role: PROCESSOR}]
//!     effectiveOn: 2025-02-01
//!     endsOn: 2026-01-31
//! flows:
//!   - {key: shop-mailer, source: shop, recipient: mailer, categories: [user.contact.email],
//!      purposes: [marketing.communications.email], regions: [IE], retention: P1Y, startedOn: 2025-02-01}
//! ```
//!
//! On 2026-03-01:
//!
//! ```text
//! BROKEN HIGH flow:shop-mailer
//! Nimbus Mail Inc. still receives user.contact.email from Web shop although the contract Mail
//! agreement ended on 2026-01-31
//! ```
//!
//! ## Repair
//! Record the renewal if there was one, or sign a new contract; otherwise end the flow and have the
//! data returned or deleted. Here the flow is ended:
//!
//! ```yaml
//! flows:
//!   - {key: shop-mailer, source: shop, recipient: mailer, categories: [user.contact.email],
//!      purposes: [marketing.communications.email], regions: [IE], retention: P1Y, startedOn: 2025-02-01,
//!      endedOn: 2026-02-28}
//! ```
//!
//! ## Severity and verdict
//! - BROKEN, HIGH: the data certainly travels there.
//! - UNPROVEN, MEDIUM: a broad declaration says only that data of ours may travel there.

use crate::contracts::Coverage;
use crate::language::said;
use crate::scene::{Examined, Suspect};
use crate::witness::Fact;
use crate::{Finding, Rule, Verdict, prose};

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    let Examined { scene, row, .. } = *examined;
    if examined.carried.is_empty() {
        return;
    }
    let Coverage::Ended(contract, last) = examined.coverage() else { return };
    let ours = scene.ours();
    let suspect = Suspect {
        rule: Rule::FlowAfterContract,
        aspect: None,
        flow: examined.flow,
        travel: ours,
        carried: &examined.carried,
        breach: Verdict::Broken,
        promise: None,
        contract: Some(&contract.key),
        categories: None,
        fact: Fact::ContractEnded { last_day: *last },
    };
    findings.extend(scene.finding(&suspect, |told| {
        let (source, recipient) = (scene.name(row.source), scene.name(row.recipient));
        let (receives, data, doubt) = (told.still_receives(), told.data(), &told.doubt);
        let contract = prose::contract(contract);
        said!(
            "{recipient} {receives} {data} from {source} although the contract {contract} ended on {last}{doubt}",
            "{recipient} {receives} {data} von {source}, obwohl der Vertrag {contract} am {last} endete{doubt}";
            recipient, receives, data, source, contract, last, doubt
        )
    }));
}
