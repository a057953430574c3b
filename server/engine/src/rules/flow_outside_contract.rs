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
//! ## Source
//! GDPR Art. 28(3) (the contract sets out duration, nature and purpose, the type of personal data
//! and the categories of data subjects), 28(3)(a) (only on documented instructions), 28(3)(c) and 32
//! (security), Art. 5(1)(b) (purpose limitation), 5(1)(e) (storage limitation).
//!
//! ## Example
//! The agreement with Nimbus Mail Inc. allows storage in the European Economic Area; the flow says
//! that the data is kept in the United States.
//!
//! ## Repair
//! Bring the flow within the contract, or amend the contract and record the amendment. When the
//! finding is UNPROVEN, record what is missing on the flow or in the terms of the contract, or
//! declare it more narrowly.

use kept_schema::{Contract, Flow, TermList};

use crate::contracts::{Coverage, Effective};
use crate::scene::{Scene, Suspect};
use crate::witness::Fact;
use crate::{Aspect, Finding, Rule, Verdict, prose};

pub(super) fn check(scene: &Scene<'_>, findings: &mut Vec<Finding>) {
    let ours = scene.ours();
    for gap in scene.gaps() {
        let (Coverage::Outside(sides), Some(row)) = (&gap.coverage, scene.graph.row(gap.flow)) else { continue };
        for (side, contract, terms) in sides {
            let suspect = Suspect {
                rule: Rule::FlowOutsideContract,
                aspect: Some(side.aspect),
                flow: gap.flow,
                travel: &ours,
                carried: &gap.carried,
                breach: side.verdict,
                promise: None,
                contract: Some(&contract.key),
                categories: Some(scene.graph.category_keys(side.categories.iter().copied())),
                fact: Fact::OutsideContract { breach: side.verdict },
            };
            findings.extend(scene.finding(&suspect, |told| {
                let who = scene.name(row.recipient);
                let (shared, admitted) = sentence(side.aspect, told.flow, contract, terms, &told.data());
                let (shared, verdict) = (shared.replace("{who}", who), side.verdict);
                let partly = if verdict == Verdict::Unproven && !admitted.1 {
                    ", so only part of it may be admitted"
                } else {
                    ""
                };
                format!("{shared}; {}{partly}{}", admitted.0, told.doubt)
            }));
        }
    }
}

/// What a flow does, what the contract says, and whether something is not recorded.
fn sentence(
    aspect: Aspect,
    flow: &Flow,
    contract: &Contract,
    terms: &Effective<'_>,
    data: &str,
) -> (String, (String, bool)) {
    let name = prose::contract(contract);
    let listed = |flow: &TermList, does: String, unknown: &str, admitted: &TermList, what: &str| {
        let does = if flow.is_recorded() { does } else { format!("It is not recorded {unknown}") };
        let admits = if admitted.is_recorded() {
            format!("the contract {name} admits only {}", prose::all(admitted))
        } else {
            format!("nor is it recorded which {what} the contract {name} admits")
        };
        let admits = if flow.is_recorded() { admits.replace("nor is it", "it is not") } else { admits };
        (does, (admits, !flow.is_recorded() || !admitted.is_recorded()))
    };
    match aspect {
        Aspect::Purpose => {
            let does = format!("{{who}} receives {data} for {}", prose::all(&flow.purposes));
            listed(&flow.purposes, does, &format!("what {{who}} receives {data} for"), terms.purposes, "purposes")
        }
        Aspect::Subject => {
            let does = format!("{{who}} receives {data} of {}", prose::all(&flow.subjects));
            listed(&flow.subjects, does, &format!("whose {data} {{who}} receives"), terms.subjects, "subjects")
        }
        Aspect::Region => {
            let does = format!("{{who}} receives {data} in {}", prose::all(&flow.regions));
            listed(&flow.regions, does, &format!("where {{who}} receives {data}"), terms.regions, "regions")
        }
        Aspect::Retention => {
            let limit = terms.max_retention.map_or_else(String::new, prose::duration);
            let does = match flow.retention {
                Some(retention) => format!("{{who}} keeps {data} for {}", prose::duration(retention)),
                None => format!("It is not recorded how long {{who}} keeps {data}"),
            };
            (does, (format!("the contract {name} admits at most {limit}"), flow.retention.is_none()))
        }
        Aspect::Safeguard => {
            let does = if flow.safeguards.is_recorded() {
                format!("{{who}} receives {data} protected by {}", prose::all(&flow.safeguards))
            } else {
                format!("It is not recorded how {data} received by {{who}} is protected")
            };
            let asks = format!("the contract {name} asks for {}", prose::all(terms.safeguards));
            (does, (asks, flow.safeguards.is_empty()))
        }
        _ => {
            let does = format!("{{who}} receives {data}");
            listed(&flow.categories, does, "which data {who} receives", terms.categories, "categories")
        }
    }
}
