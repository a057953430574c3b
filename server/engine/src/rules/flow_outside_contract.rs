//! # Flow outside its contract
//!
//! ## What
//! Contracts between the two ends of a flow are in force, but none admits everything the flow
//! shares: a category of data, a purpose, the people concerned, a region, the time it is kept, or
//! its protection. Each side is a finding of its own.
//!
//! ## Why
//! What a contract does not admit is not agreed: the recipient acts without instructions, and what
//! users were promised on the strength of the contract no longer holds.
//!
//! ## Legal source
//! - GDPR Art. 28(3): the contract sets out subject-matter, duration, nature and purpose, the type of
//!   personal data and the categories of data subjects; 28(3)(a): only on documented instructions;
//!   28(3)(c) and 32: security.
//! - GDPR Art. 5(1)(b) and (e): purpose limitation and storage limitation.
//! - CCPA, Cal. Civ. Code § 1798.100(d)(1): only for limited and specified purposes.
//! - DORA Art. 30(2)(b): the contract names the regions or countries where data is processed.
//!
//! ## Example
//! The agreement with Nimbus Mail Inc. allows storage in the European Economic Area; the flow says
//! that the data is kept in the United States.
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
//!     effectiveOn: 2026-02-01
//!     terms: {categories: [user.contact], purposes: [marketing.communications], regions: [eea]}
//! flows:
//!   - {key: shop-mailer, source: shop, recipient: mailer, categories: [user.contact.email],
//!      purposes: [marketing.communications.email], regions: [US], retention: P1Y, startedOn: 2026-02-01}
//! ```
//!
//! On 2026-06-01:
//!
//! ```text
//! BROKEN MEDIUM flow:shop-mailer (region)
//! Nimbus Mail Inc. receives user.contact.email in US; the contract Mail agreement admits only
//! eea
//! ```
//!
//! ## Repair
//! Bring the flow within the contract, or amend the contract and record the amendment. When the
//! finding is UNPROVEN, record what is missing on the flow or in the terms of the contract, or
//! declare it more narrowly. Here Nimbus moves the data to Ireland:
//!
//! ```yaml
//! flows:
//!   - {key: shop-mailer, source: shop, recipient: mailer, categories: [user.contact.email],
//!      purposes: [marketing.communications.email], regions: [IE], retention: P1Y, startedOn: 2026-02-01}
//! ```
//!
//! ## Severity and verdict
//! - BROKEN, MEDIUM: what the flow declares is outside what the best contract admits.
//! - UNPROVEN, LOW: the flow or the contract does not record it, or declares it more broadly than the
//!   other, or data of ours travels there only possibly.

use kept_schema::{Contract, Flow, TermList};

use crate::contracts::{Coverage, Effective};
use crate::scene::{Examined, Suspect};
use crate::witness::Fact;
use crate::{Aspect, Finding, Rule, Verdict, prose};

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    let Examined { scene, row, .. } = *examined;
    if examined.carried.is_empty() {
        return;
    }
    let Coverage::Outside(sides) = examined.coverage() else { return };
    let ours = scene.ours();
    for (side, contract, terms) in sides {
        let suspect = Suspect {
            rule: Rule::FlowOutsideContract,
            aspect: Some(side.aspect),
            flow: examined.flow,
            travel: ours,
            carried: &examined.carried,
            breach: side.verdict,
            promise: None,
            contract: Some(&contract.key),
            categories: Some(scene.graph.category_keys(side.categories.iter().copied())),
            fact: Fact::OutsideContract { breach: side.verdict },
        };
        let who = scene.name(row.recipient);
        findings.extend(scene.finding(&suspect, |told| {
            let data = told.data();
            let shared = shared(side.aspect, told.flow, who, &data);
            let admitted = admitted(side.aspect, contract, terms);
            let said = shared.is_ok() && admitted.is_ok();
            let partly =
                if said && side.verdict == Verdict::Unproven { ", so only part of it may be admitted" } else { "" };
            let (Ok(shared) | Err(shared), Ok(admitted) | Err(admitted)) = (shared, admitted);
            format!("{shared}; {admitted}{partly}{}", told.doubt)
        }));
    }
}

/// What the flow does; as an error, that it is not recorded.
fn shared(aspect: Aspect, flow: &Flow, who: &str, data: &str) -> Result<String, String> {
    let listed = |list: &TermList, does: &str, unknown: &str| {
        let recorded = list.is_recorded();
        recorded.then(|| format!("{does} {}", prose::all(list))).ok_or_else(|| format!("It is not recorded {unknown}"))
    };
    let receives = format!("{who} receives {data}");
    match aspect {
        Aspect::Purpose => listed(&flow.purposes, &format!("{receives} for"), &format!("what {receives} for")),
        Aspect::Subject => listed(&flow.subjects, &format!("{receives} of"), &format!("whose {data} {who} receives")),
        Aspect::Region => listed(&flow.regions, &format!("{receives} in"), &format!("where {receives}")),
        Aspect::Safeguard => {
            let unknown = format!("how {data} is protected that {who} receives");
            listed(&flow.safeguards, &format!("{receives} protected by"), &unknown)
        }
        Aspect::Retention => match flow.retention {
            Some(retention) => Ok(format!("{who} keeps {data} for {}", prose::duration(retention))),
            None => Err(format!("It is not recorded how long {who} keeps {data}")),
        },
        _ if flow.categories.is_recorded() => Ok(receives),
        _ => Err(format!("It is not recorded which data {who} receives")),
    }
}

/// What the contract admits; as an error, that it does not record it.
fn admitted(aspect: Aspect, contract: &Contract, terms: &Effective<'_>) -> Result<String, String> {
    let name = prose::contract(contract);
    let only = |list: &TermList, what: &str| {
        let admits = list.is_recorded().then(|| format!("the contract {name} admits only {}", prose::all(list)));
        admits.ok_or_else(|| format!("the contract {name} does not say which {what} it admits"))
    };
    match aspect {
        Aspect::Purpose => only(terms.purposes, "purposes"),
        Aspect::Subject => only(terms.subjects, "people's data"),
        Aspect::Region => only(terms.regions, "regions"),
        Aspect::Safeguard => Ok(format!("the contract {name} asks for {}", prose::all(terms.safeguards))),
        Aspect::Retention => {
            let limit = terms.max_retention.map_or_else(String::new, prose::duration);
            Ok(format!("the contract {name} admits at most {limit}"))
        }
        _ => only(terms.categories, "categories"),
    }
}
