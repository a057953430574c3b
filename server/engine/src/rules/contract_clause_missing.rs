//! # A contract lacks a clause
//!
//! ## What
//! A contract in force does not have a clause that the law asks of it, or nobody recorded whether it
//! has. Which clauses are asked for follows from the kind of the contract and the roles it gives its
//! parties. A contract and its amendments count as one. When none of the clauses is recorded, the
//! contract is named once.
//!
//! - With a processor or sub-processor, or a data processing agreement: the clauses of Art. 28.
//! - With joint controllers: JOINT_CONTROLLER_ARRANGEMENT.
//! - With a service provider or contractor: the six clauses of the CCPA.
//! - With a third party of the CCPA: the four of these six that every recipient is bound by.
//! - With an exporter or an importer, or of kind SCC: TRANSFER_MECHANISM.
//!
//! The clauses of DORA can be recorded; no contract is known to be one of a financial entity, so none
//! is asked for them.
//!
//! ## Why
//! A contract that is silent about instructions, breaches or deletion cannot be relied on when it
//! matters, and in some laws the recipient is then not what the contract calls it.
//!
//! ## Legal source
//! - GDPR Art. 28(3), first sentence (SCOPE) and (a) DOCUMENTED_INSTRUCTIONS, (b) CONFIDENTIALITY,
//!   (c) SECURITY_MEASURES, (d) with 28(2) SUBPROCESSOR_AUTHORISATION and 28(4) SUBPROCESSOR_FLOW_DOWN,
//!   (e) RIGHTS_ASSISTANCE, (f) COMPLIANCE_ASSISTANCE, (g) RETURN_OR_DELETE, (h) AUDIT_RIGHTS.
//! - GDPR Art. 33(2), BREACH_NOTICE: the processor tells the controller without undue delay. The 72
//!   hours of Art. 33(1) are the controller's, so no number of hours is asked of a processor.
//! - GDPR Art. 26(1), JOINT_CONTROLLER_ARRANGEMENT. Art. 46, TRANSFER_MECHANISM. The clauses of
//!   Implementing Decision (EU) 2021/915 fulfil Art. 28; they are no tool for transfers.
//! - CCPA, Cal. Civ. Code § 1798.100(d)(1) PURPOSE_LIMITATION, (2) SAME_PROTECTION, (4)
//!   CANNOT_COMPLY_NOTICE, (5) STOP_AND_REMEDIATE, of every recipient (for third parties also
//!   11 CCR § 7053(a)); § 1798.140(ag)(1) and (j)(1) and 11 CCR § 7051(a), of service providers and
//!   contractors, also NO_SALE_OR_SHARE and NO_COMBINING.
//!
//! ## Example
//! The agreement with the support desk does not say what happens to conversations when it ends.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: desk, name: Helpful Desk, kind: VENDOR, country: IE}
//! contracts:
//!   - key: dpa-desk
//!     name: Support agreement
//!     kind: DATA_PROCESSING_AGREEMENT
//!     parties: [{party: us, role: CONTROLLER}, {party: desk, role: PROCESSOR}]
//!     effectiveOn: 2026-01-01
//!     clauses:
//!       - {kind: SCOPE, presence: PRESENT, locator: "§ 1"}
//!       - {kind: DOCUMENTED_INSTRUCTIONS, presence: PRESENT, locator: "§ 2"}
//!       - {kind: CONFIDENTIALITY, presence: PRESENT, locator: "§ 3"}
//!       - {kind: SECURITY_MEASURES, presence: PRESENT, locator: "§ 4"}
//!       - {kind: SUBPROCESSOR_AUTHORISATION, presence: PRESENT, authorisation: GENERAL, locator: "§ 5"}
//!       - {kind: SUBPROCESSOR_FLOW_DOWN, presence: PRESENT, locator: "§ 5"}
//!       - {kind: RIGHTS_ASSISTANCE, presence: PRESENT, locator: "§ 6"}
//!       - {kind: COMPLIANCE_ASSISTANCE, presence: PRESENT, locator: "§ 6"}
//!       - {kind: BREACH_NOTICE, presence: PRESENT, hours: 48, locator: "§ 7"}
//!       - {kind: RETURN_OR_DELETE, presence: ABSENT}
//!       - {kind: AUDIT_RIGHTS, presence: PRESENT, locator: "§ 8"}
//! ```
//!
//! On 2026-06-01:
//!
//! ```text
//! BROKEN MEDIUM contract:dpa-desk RETURN_OR_DELETE
//! The contract Support agreement with Helpful Desk has no clause RETURN_OR_DELETE
//! ```
//!
//! ## Repair
//! Read the contract and record the clause with where it stands; or agree an amendment that has it:
//!
//! ```yaml
//! contracts:
//!   - key: dpa-desk-deletion
//!     kind: ADDENDUM
//!     amends: dpa-desk
//!     effectiveOn: 2026-06-01
//!     clauses: [{kind: RETURN_OR_DELETE, presence: PRESENT, choice: CONTROLLERS_CHOICE, days: 30, locator: "§ 1"}]
//! ```
//!
//! ## Severity and verdict
//! - BROKEN, MEDIUM: the clause is recorded as ABSENT.
//! - UNPROVEN, LOW: it is UNKNOWN or not recorded.

use kept_schema::NodeId;

use super::contract_expiring::with_others;
use crate::contracts::{Group, State};
use crate::finding::{Identity, severity};
use crate::language::said;
use crate::scene::Scene;
use crate::witness::{Fact, Witness};
use crate::{Finding, FindingId, Rule, Verdict, prose};

pub(super) fn of_contract(scene: &Scene<'_>, group: &Group<'_>, findings: &mut Vec<Finding>) {
    let standing = group.on(scene.day);
    if standing.state != State::InForce {
        return;
    }
    for (clause, verdict) in standing.lacking() {
        let contract = group.root;
        let (name, others) = (prose::contract(contract), with_others(scene.register, group));
        let message = match (clause, verdict) {
            (None, _) => said!(
                "The contract {name}{others} is recorded without its clauses, so that nothing shows what it must say",
                "Der Vertrag {name}{others} ist ohne seine Klauseln erfasst, und nichts belegt, was darin stehen muss";
                name, others
            ),
            (Some(clause), Verdict::Broken) => said!(
                "The contract {name}{others} has no clause {clause}",
                "Der Vertrag {name}{others} hat keine Klausel {clause}";
                name, others, clause
            ),
            (Some(clause), _) => said!(
                "It is not recorded whether there is a clause {clause}: The contract {name}{others}",
                "Es ist nicht erfasst, ob der Vertrag {name}{others} eine Klausel {clause} hat";
                name, others, clause
            ),
        };
        let mut finding = Finding {
            id: FindingId::new([0; 8]),
            rule: Rule::ContractClauseMissing,
            aspect: None,
            verdict,
            severity: severity(Rule::ContractClauseMissing, None, verdict),
            subject: NodeId::Contract(contract.key.clone()),
            promise: None,
            contract: Some(contract.key.clone()),
            clause,
            categories: Vec::new(),
            path: Vec::new(),
            due_on: None,
            message: message.into(),
            witness: Witness { travelled: None, fact: Fact::ClauseMissing },
        };
        finding.id = Identity::of(&finding).id();
        findings.push(finding);
    }
}
