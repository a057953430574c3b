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
//! ## Legal source
//! - GDPR Art. 5(2) (accountability), Art. 24(1) (measures are reviewed and updated where necessary),
//!   Art. 30(1) (the record of processing activities). None of them names a year: that is our measure.
//!
//! ## Example
//! The flow to the parcel service was confirmed on 19 January 2025 and not since.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: parcels, name: Rook Parcels, kind: VENDOR, country: DE}
//! flows:
//!   - {key: us-parcels, source: us, recipient: parcels, categories: [user.contact.address],
//!      purposes: [essential.service], regions: [DE], retention: P90D, startedOn: 2024-01-01,
//!      verifiedOn: 2025-01-19}
//! ```
//!
//! On 2026-01-20:
//!
//! ```text
//! UNPROVEN LOW flow:us-parcels
//! Rook Parcels receives user.contact.address from Acme GmbH, which was last verified on
//! 2025-01-19
//! ```
//!
//! ## Repair
//! Ask who is responsible for the flow whether its declaration is still true, correct it if not, and
//! record the day (`verifiedOn`).
//!
//! ```yaml
//! flows:
//!   - {key: us-parcels, source: us, recipient: parcels, categories: [user.contact.address],
//!      purposes: [essential.service], regions: [DE], retention: P90D, startedOn: 2024-01-01,
//!      verifiedOn: 2026-01-20}
//! ```
//!
//! ## Severity and verdict
//! - UNPROVEN, LOW: always.

use kept_schema::Day;

use crate::language::said;
use crate::scene::{Examined, Suspect};
use crate::witness::Fact;
use crate::{Finding, Rule, Verdict};

/// How many days a verification lasts.
const LASTS: i64 = 365;

/// The day a flow was verified, when that is too long ago.
pub(crate) fn outdated(verified_on: Option<Day>, day: Day) -> Option<Day> {
    verified_on.filter(|verified| verified.days_until(day) > LASTS)
}

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    let Examined { scene, flow, row, .. } = *examined;
    if examined.carried.is_empty() {
        return;
    }
    let Some(verified) = outdated(row.verified_on, scene.day) else { return };
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
        let (source, recipient) = (scene.name(row.source), scene.name(row.recipient));
        let (receives, data, doubt) = (told.receives(), told.data(), &told.doubt);
        said!(
            "{recipient} {receives} {data} from {source}, which was last verified on {verified}{doubt}",
            "{recipient} {receives} {data} von {source}; das wurde zuletzt am {verified} bestätigt{doubt}";
            recipient, receives, data, source, verified, doubt
        )
    }));
}
