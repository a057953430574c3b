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
//! ## Source
//! GDPR Art. 28(3) (a contract for the whole duration of the processing) and 28(3)(g) (return or
//! deletion at its end).
//!
//! ## Example
//! The agreement with Nimbus Mail Inc. ran out on 31 January; the web shop sends e-mail addresses
//! until today.
//!
//! ## Repair
//! Record the renewal if there was one, or sign a new contract; otherwise end the flow and have the
//! data returned or deleted.

use crate::contracts::Coverage;
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
        format!(
            "{} {} {} from {} although the contract {} ended on {last}{}",
            scene.name(row.recipient),
            told.verb("still receives", "may still receive"),
            told.data(),
            scene.name(row.source),
            prose::contract(contract),
            told.doubt
        )
    }));
}
