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

use kept_schema::{Contract, Flow, TermKey, TermList};

use crate::contracts::{Coverage, Effective};
use crate::language::said;
use crate::prose::{self, All, Data};
use crate::scene::{Examined, Suspect};
use crate::witness::Fact;
use crate::{Aspect, Finding, Rule, Said, Verdict};

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
            let shared = shared(side.aspect, told.flow, who, told.data());
            let admitted = admitted(side.aspect, contract, terms);
            let said = shared.is_ok() && admitted.is_ok();
            let partly = if said && side.verdict == Verdict::Unproven {
                Said::new(", so only part of it may be admitted", ", vielleicht also nur einen Teil davon")
            } else {
                Said::default()
            };
            let (Ok(shared) | Err(shared), Ok(admitted) | Err(admitted)) = (shared, admitted);
            let doubt = &told.doubt;
            said!("{shared}; {admitted}{partly}{doubt}", "{shared}; {admitted}{partly}{doubt}"; shared, admitted, partly, doubt)
        }));
    }
}

/// What the flow does; as an error, that it is not recorded.
fn shared(aspect: Aspect, flow: &Flow, who: &str, data: Data<'_>) -> Result<Said, Said> {
    let recorded = |list: &TermList, known: fn(&str, Data<'_>, All<'_, TermKey>) -> Said, unknown: Said| {
        if list.is_recorded() { Ok(known(who, data, prose::all(list))) } else { Err(unknown) }
    };
    match aspect {
        Aspect::Purpose => recorded(
            &flow.purposes,
            |who, data, list| said!("{who} receives {data} for {list}", "{who} erhält {data} für {list}"; who, data, list),
            said!(
                "It is not recorded what {who} receives {data} for",
                "Es ist nicht erfasst, wofür {who} {data} erhält";
                who, data
            ),
        ),
        Aspect::Subject => recorded(
            &flow.subjects,
            |who, data, list| said!("{who} receives {data} of {list}", "{who} erhält {data} (Betroffene: {list})"; who, data, list),
            said!(
                "It is not recorded whose {data} {who} receives",
                "Es ist nicht erfasst, um wessen Daten es geht: {who} erhält {data}";
                who, data
            ),
        ),
        Aspect::Region => recorded(
            &flow.regions,
            |who, data, list| said!("{who} receives {data} in {list}", "{who} erhält {data} (Ort: {list})"; who, data, list),
            said!("It is not recorded where {who} receives {data}", "Es ist nicht erfasst, wo {who} {data} erhält"; who, data),
        ),
        Aspect::Safeguard => recorded(
            &flow.safeguards,
            |who, data, list| {
                said!(
                    "{who} receives {data} protected by {list}",
                    "{who} erhält {data}, geschützt durch {list}";
                    who, data, list
                )
            },
            said!(
                "It is not recorded how {data} is protected that {who} receives",
                "Es ist nicht erfasst, welcher Schutz bei {who} für {data} gilt";
                data, who
            ),
        ),
        Aspect::Retention => match flow.retention.map(prose::duration) {
            Some(long) => {
                Ok(said!("{who} keeps {data} for {long}", "{who} bewahrt {data} {long} auf"; who, data, long))
            }
            None => Err(said!(
                "It is not recorded how long {who} keeps {data}",
                "Es ist nicht erfasst, wie lange {who} {data} aufbewahrt";
                who, data
            )),
        },
        _ if flow.categories.is_recorded() => Ok(said!("{who} receives {data}", "{who} erhält {data}"; who, data)),
        _ => Err(
            said!("It is not recorded which data {who} receives", "Es ist nicht erfasst, welche Daten {who} erhält"; who),
        ),
    }
}

/// What the contract admits; as an error, that it does not record it.
fn admitted(aspect: Aspect, contract: &Contract, terms: &Effective<'_>) -> Result<Said, Said> {
    let name = prose::contract(contract);
    let only = |list: &TermList, which: Said<&'static str>| {
        if list.is_recorded() {
            let list = prose::all(list);
            Ok(said!(
                "the contract {name} admits only {list}",
                "der Vertrag {name} lässt nur dies zu: {list}";
                name, list
            ))
        } else {
            Err(said!(
                "the contract {name} does not say which {which} it admits",
                "der Vertrag {name} sagt nicht, {which} er zulässt";
                name, which
            ))
        }
    };
    match aspect {
        Aspect::Purpose => only(terms.purposes, Said::new("purposes", "welche Zwecke")),
        Aspect::Subject => only(terms.subjects, Said::new("people's data", "wessen Daten")),
        Aspect::Region => only(terms.regions, Said::new("regions", "welche Orte")),
        Aspect::Safeguard => {
            let list = prose::all(terms.safeguards);
            Ok(said!("the contract {name} asks for {list}", "der Vertrag {name} verlangt {list}"; name, list))
        }
        Aspect::Retention => {
            let limit = prose::duration(terms.max_retention.unwrap_or_default());
            Ok(said!(
                "the contract {name} admits at most {limit}",
                "der Vertrag {name} lässt höchstens {limit} zu";
                name, limit
            ))
        }
        _ => only(terms.categories, Said::new("categories", "welche Daten")),
    }
}
