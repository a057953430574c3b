//! # A contract lacks a clause
//!
//! ## What
//! A contract in force does not have a clause that the law asks of it, or nobody recorded whether it
//! has. Which clauses are asked for follows from the kind of the contract and the roles it gives its
//! parties. A contract and its amendments count as one. When none of the clauses is recorded, the
//! contract is named once.
//!
//! ## Why
//! A contract that is silent about instructions, breaches or deletion cannot be relied on when it
//! matters, and in some laws the recipient is then not what the contract calls it.
//!
//! ## Source
//! GDPR Art. 28(2), (3) and (4), Art. 33(2) (processors), Art. 26(1) (joint controllers), Art. 46
//! (transfers); CCPA, Cal. Civ. Code § 1798.100(d), § 1798.140(ag)(1) and (j)(1), 11 CCR § 7051(a).
//! The 72 hours of Art. 33(1) are the controller's, so no number of hours is asked of a processor.
//!
//! ## Example
//! The agreement with the support desk does not say what happens to conversations when it ends.
//!
//! ## Repair
//! Read the contract and record the clause with where it stands; or agree an amendment that has it.

use kept_schema::NodeId;

use super::contract_expiring::with_others;
use crate::contracts::{Group, State};
use crate::finding::{Identity, severity};
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
        let names = format!("The contract {}{}", prose::contract(contract), with_others(scene.register, group));
        let message = match (clause, verdict) {
            (None, _) => format!("{names} is recorded without its clauses, so that nothing shows what it must say"),
            (Some(clause), Verdict::Broken) => format!("{names} has no clause {clause}"),
            (Some(clause), _) => format!("It is not recorded whether there is a clause {clause}: {names}"),
        };
        let mut finding = Finding {
            id: FindingId([0; 8]),
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
            message,
            witness: Witness { travelled: None, fact: Fact::ClauseMissing },
        };
        finding.id = Identity::of(&finding).id();
        findings.push(finding);
    }
}
