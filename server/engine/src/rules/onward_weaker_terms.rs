//! # Weaker terms further down
//!
//! ## What
//! Someone works for another under a contract and hands the data on under a contract that asks for
//! less: more purposes or regions, a longer time, fewer safeguards, or a clause that was lost on the
//! way. Asked of every hop, along chains of any length; the aspect says what is weaker.
//!
//! ## Why
//! What was agreed with the first company means nothing when the third one never agreed to it.
//!
//! ## Legal source
//! - GDPR Art. 28(4): the same data protection obligations on the other processor.
//! - Implementing Decision (EU) 2021/914, clauses 8.8 (onward transfers) and 9 of modules 2 and 3.
//! - CCPA, Cal. Civ. Code § 1798.140(ag)(2): a written contract that binds whom a service provider
//!   engages to the same.
//!
//! ## Example
//! The agreement with the support desk allows two years. Its agreement with the archive allows five.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: desk, name: Helpful Desk, kind: VENDOR, country: IE}
//!   - {key: archive, name: Deep Archive, kind: VENDOR, country: IE}
//! contracts:
//!   - key: dpa-desk
//!     name: Support agreement
//!     kind: DATA_PROCESSING_AGREEMENT
//!     parties: [{party: us, role: CONTROLLER}, {party: desk, role: PROCESSOR}]
//!     effectiveOn: 2026-01-01
//!     terms: {regions: [eea], maxRetention: P2Y}
//!   - key: dpa-archive
//!     name: Archive agreement
//!     kind: DATA_PROCESSING_AGREEMENT
//!     parties: [{party: desk, role: PROCESSOR}, {party: archive, role: SUB_PROCESSOR}]
//!     effectiveOn: 2026-01-01
//!     terms: {regions: [IE], maxRetention: P5Y}
//! flows:
//!   - {key: us-desk, source: us, recipient: desk, categories: [user.content],
//!      purposes: [essential.service], regions: [IE], retention: P1Y, startedOn: 2026-01-01}
//!   - {key: desk-archive, source: desk, recipient: archive, categories: [user.content],
//!      purposes: [essential.service], regions: [IE], retention: P1Y, startedOn: 2026-01-01}
//! ```
//!
//! On 2026-06-01:
//!
//! ```text
//! BROKEN MEDIUM flow:desk-archive (retention)
//! Helpful Desk passes user.content on to Deep Archive; the contract Archive agreement is weaker
//! on retention than Support agreement with Acme GmbH
//! ```
//!
//! ## Repair
//! Have the lower contract amended to what the upper one allows; or allow more in the upper one, if
//! your promises do.
//!
//! ```yaml
//! contracts:
//!   - key: dpa-archive-two-years
//!     kind: ADDENDUM
//!     amends: dpa-archive
//!     effectiveOn: 2026-06-01
//!     terms: {maxRetention: P2Y}
//! ```
//!
//! ## Severity and verdict
//! - BROKEN, MEDIUM: the lower contract allows what the upper one does not, or lacks a clause that the
//!   upper one has.
//! - UNPROVEN, LOW: the lower contract does not record what the upper one limits or a clause that it
//!   has, or the data travels there only possibly. A contract with a processor is asked for its
//!   clauses by `contract-clause-missing`, and not again here.

use super::flow_down;
use crate::scene::Examined;
use crate::{Finding, Rule};

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    flow_down::of_flow(examined, Rule::OnwardWeakerTerms, findings);
}
