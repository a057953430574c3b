//! # Flow unverified
//!
//! ## What
//! A flow that carries data of ours was verified once, and that is more than a year ago. A flow that was
//! never verified is not asked.
//!
//! ## Why
//! A register is believed as long as somebody looks. What was true two years ago says little of what a
//! vendor does today, and every other answer about the flow rests on it.
//!
//! ## Source
//! GDPR Art. 5(2) (accountability), Art. 24(1) (measures are reviewed and updated), Art. 30(1) (the record
//! is of what is done).
//!
//! ## Example
//! The flow to the parcel service was confirmed on 19 January 2025 and not since; on 20 January 2026 it is
//! a finding.
//!
//! ## Repair
//! Ask who is responsible for the flow whether its declaration is still true, correct it if not, and
//! record the day (`verifiedOn`).

use kept_schema::{Day, Flow};

use crate::scene::{Examined, Suspect};
use crate::witness::Fact;
use crate::{Finding, Rule, Verdict};

/// How many days a verification lasts.
const LASTS: i64 = 365;

/// The day a flow was verified, when that is too long ago.
pub(crate) fn outdated(flow: &Flow, day: Day) -> Option<Day> {
    flow.verified_on.filter(|verified| verified.days_until(day) > LASTS)
}

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    let Examined { scene, flow, row, .. } = *examined;
    if examined.carried.is_empty() {
        return;
    }
    let Some(verified) = scene.graph.flow(flow).and_then(|flow| outdated(flow, scene.day)) else { return };
    let suspect = Suspect {
        rule: Rule::FlowUnverified,
        aspect: None,
        flow,
        travel: scene.ours(),
        carried: &examined.carried,
        breach: Verdict::Unproven,
        promise: None,
        contract: None,
        categories: None,
        fact: Fact::Unverified { since: verified },
    };
    findings.extend(scene.finding(&suspect, |told| {
        format!(
            "{} {} {} from {}, which was last verified on {verified}{}",
            scene.name(row.recipient),
            told.verb("receives", "may receive"),
            told.data(),
            scene.name(row.source),
            told.doubt
        )
    }));
}
