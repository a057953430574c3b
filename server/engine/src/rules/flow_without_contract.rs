//! # Flow without a contract
//!
//! ## What
//! Data of ours goes from one organisation to another, and no contract between the two has started.
//! A flow inside one organisation, or between two of ours, needs none.
//!
//! ## Why
//! Without a contract nobody is bound to use the data for its purpose only, to protect it, to delete
//! it, or to tell of a breach; a promise to users then has nothing to stand on.
//!
//! ## Source
//! GDPR Art. 28(3) (a processor acts under a contract), Art. 26(1) (an arrangement between joint
//! controllers), Art. 5(2) (accountability); CCPA, Cal. Civ. Code § 1798.100(d) (an agreement with
//! every recipient).
//!
//! ## Example
//! The web shop sends e-mail addresses to Nimbus Mail Inc. since February, and the data processing
//! agreement is still a draft.
//!
//! ## Repair
//! Sign a contract and record it with both as parties; or end the flow.

use crate::contracts::Coverage;
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
        format!(
            "{} {} {} from {} without a contract between {} and {}{}",
            scene.name(row.recipient),
            told.verb("receives", "may receive"),
            told.data(),
            scene.name(row.source),
            scene.operator_name(row.source),
            scene.operator_name(row.recipient),
            told.doubt
        )
    }));
}
