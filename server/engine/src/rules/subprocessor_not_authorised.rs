//! # A sub-processor that was not authorised
//!
//! ## What
//! A processor hands our data on to someone whom its contract with the one it works for does not let
//! it engage. The contract may allow others in general, or by name. Asked of every hop, along chains
//! of any length, whether or not the processor has a contract with them; not of data that goes back to
//! whom it came from.
//!
//! ## Why
//! Who hands data to a processor answers for what becomes of it, and can only do so for companies it
//! knows of and could object to.
//!
//! ## Legal source
//! - GDPR Art. 28(2): prior specific or general written authorisation; with a general one the processor
//!   tells of changes, so that the controller can object. Art. 28(3)(d) and 28(4).
//! - Implementing Decision (EU) 2021/914, clause 9 of modules 2 and 3 (use of sub-processors).
//! - CCPA, Cal. Civ. Code § 1798.140(ag)(2): a service provider gives notice of whom it engages.
//!
//! ## Example
//! The agreement with the carrier approves Radboten by name. The carrier sends addresses to a second
//! courier too.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: carrier, name: Rook Parcels, kind: VENDOR, country: DE}
//!   - {key: radboten, name: Radboten, kind: VENDOR, country: DE}
//!   - {key: courier, name: Second Courier, kind: VENDOR, country: DE}
//! contracts:
//!   - key: dpa-carrier
//!     name: Parcel agreement
//!     kind: DATA_PROCESSING_AGREEMENT
//!     parties: [{party: us, role: CONTROLLER}, {party: carrier, role: PROCESSOR}]
//!     effectiveOn: 2026-01-01
//!     clauses:
//!       - {kind: SUBPROCESSOR_AUTHORISATION, presence: PRESENT, authorisation: SPECIFIC, approved: [radboten]}
//!   - key: dpa-courier
//!     kind: DATA_PROCESSING_AGREEMENT
//!     parties: [{party: carrier, role: PROCESSOR}, {party: courier, role: SUB_PROCESSOR}]
//!     effectiveOn: 2026-01-01
//! flows:
//!   - {key: us-carrier, source: us, recipient: carrier, categories: [user.contact.address],
//!      purposes: [essential.service], regions: [DE], retention: P90D, startedOn: 2026-01-01}
//!   - {key: carrier-courier, source: carrier, recipient: courier, categories: [user.contact.address],
//!      purposes: [essential.service], regions: [DE], retention: P30D, startedOn: 2026-02-01}
//! ```
//!
//! On 2026-06-01:
//!
//! ```text
//! BROKEN HIGH flow:carrier-courier
//! Rook Parcels passes user.contact.address on to Second Courier; its contract Parcel agreement
//! with Acme GmbH does not authorise that
//! ```
//!
//! ## Repair
//! Approve the sub-processor and record it under the clause SUBPROCESSOR_AUTHORISATION; or have the
//! processor end the flow.
//!
//! ```yaml
//! contracts:
//!   - key: dpa-carrier-couriers
//!     kind: ADDENDUM
//!     amends: dpa-carrier
//!     effectiveOn: 2026-06-01
//!     clauses:
//!       - {kind: SUBPROCESSOR_AUTHORISATION, presence: PRESENT, authorisation: SPECIFIC,
//!          approved: [radboten, courier]}
//! ```
//!
//! ## Severity and verdict
//! - BROKEN, HIGH: the contract forbids others, or approves others by name and not this one.
//! - UNPROVEN, MEDIUM: the clause, or what it allows, is not recorded, or the data travels there only
//!   possibly.

use super::flow_down;
use crate::scene::Examined;
use crate::{Finding, Rule};

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    flow_down::of_flow(examined, Rule::SubprocessorNotAuthorised, findings);
}
