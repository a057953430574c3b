//! # A recipient that is no service provider
//!
//! ## What
//! A contract calls a recipient a service provider or contractor but lacks terms that make one, while
//! users were promised that their data is never sold. Then the recipient is a third party, and giving
//! it data in return for a service may be a sale.
//!
//! ## Why
//! Giving personal information to a third party for something of value is a sale; only the terms of the
//! contract keep an ordinary service from being one.
//!
//! ## Legal source
//! - CCPA, Cal. Civ. Code § 1798.140(ag)(1) and (j)(1): the contract must prohibit selling and sharing,
//!   use for other purposes or outside the direct business relationship, and combining.
//! - CCPA, § 1798.140(ad) (what a sale is) and (ai) (who is a third party); § 1798.100(d) and
//!   11 CCR § 7051(a): what else the contract must say.
//!
//! ## Example
//! The contract with the analytics company calls it a service provider and lets it combine our data
//! with that of other customers.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme Inc., kind: SELF, country: US}
//!   - {key: analytics, name: Statlake, kind: VENDOR, country: US}
//! contracts:
//!   - key: msa-analytics
//!     name: Analytics agreement
//!     kind: MASTER_AGREEMENT
//!     parties: [{party: us, role: BUSINESS}, {party: analytics, role: SERVICE_PROVIDER}]
//!     effectiveOn: 2026-01-01
//!     clauses:
//!       - {kind: PURPOSE_LIMITATION, presence: PRESENT}
//!       - {kind: NO_SALE_OR_SHARE, presence: PRESENT}
//!       - {kind: NO_COMBINING, presence: ABSENT}
//!       - {kind: SAME_PROTECTION, presence: PRESENT}
//!       - {kind: STOP_AND_REMEDIATE, presence: PRESENT}
//!       - {kind: CANNOT_COMPLY_NOTICE, presence: PRESENT}
//! flows:
//!   - {key: us-analytics, source: us, recipient: analytics, categories: [user.behavior.browsing_history],
//!      purposes: [analytics.reporting], regions: [US], retention: P90D, consideration: SERVICE,
//!      startedOn: 2026-01-01}
//! notices:
//!   - key: privacy-2026
//!     title: Privacy notice of 2026
//!     effectiveOn: 2026-01-01
//!     promises:
//!       - {key: never-sold, kind: COMMITMENT, quote: "We do not sell your personal information.",
//!          limits: {neverSold: true}}
//! ```
//!
//! On 2026-06-01:
//!
//! ```text
//! BROKEN HIGH flow:us-analytics (sale) promise:never-sold
//! Statlake receives user.behavior.browsing_history for a service, and the contract Analytics
//! agreement lacks a prohibition that makes it a service provider; the promise is that it is
//! never sold
//! ```
//!
//! ## Repair
//! Amend the contract and record the clauses; or treat the recipient as a third party, and the promise as
//! one you cannot give.
//!
//! ```yaml
//! contracts:
//!   - key: msa-analytics-combining
//!     kind: ADDENDUM
//!     amends: msa-analytics
//!     effectiveOn: 2026-06-01
//!     clauses: [{kind: NO_COMBINING, presence: PRESENT}]
//! ```
//!
//! ## Severity and verdict
//! - BROKEN, HIGH: a prohibition that makes a service provider is recorded as ABSENT.
//! - UNPROVEN, MEDIUM: a prohibition is not recorded, or another term that the law asks for is absent
//!   or not recorded, or the data travels there only possibly.

use kept_schema::{Consideration, Contract, PartyKey, Register};

use crate::contracts::Standing;
use crate::graph::Row;
use crate::language::said;
use crate::limits::Position;
use crate::scene::{Examined, Scene, Suspect};
use crate::watches::Watched;
use crate::witness::Fact;
use crate::{Aspect, Finding, Rule, Said, Verdict, prose};

/// The best contract that calls an operator a service provider or contractor, and whether it makes it one.
pub(crate) fn provided<'s, 'a>(
    register: &Register,
    operator: &PartyKey,
    contracts: &[&'s Standing<'a>],
) -> Option<(Verdict, &'s Standing<'a>)> {
    let stands = contracts.iter().filter_map(|contract| Some((contract.provider(register, operator)?, *contract)));
    stands.min_by(|(a, left), (b, right)| (a, &left.contract.key).cmp(&(b, &right.contract.key)))
}

/// The contract between two operators that calls the second one a service provider for what the flow gives it, and does
/// not make it one; and how sure that is.
pub(crate) fn lost<'a>(
    scene: &Scene<'a>,
    ends: [u32; 2],
    consideration: Option<Consideration>,
) -> Option<(Verdict, &'a Contract)> {
    if consideration != Some(Consideration::Service) || ends[0] == ends[1] {
        return None;
    }
    scene.provider(ends).filter(|(breach, _)| *breach != Verdict::Kept)
}

/// The same for the flow of a row.
pub(crate) fn lost_by<'a>(scene: &Scene<'a>, row: &Row) -> Option<(Verdict, &'a Contract)> {
    let ends = [row.source, row.recipient].map(|party| scene.graph.operator(party));
    lost(scene, ends, scene.graph.handling(row).consideration)
}

/// What such a contract lacks.
pub(crate) fn lacking(contract: &Contract, breach: Verdict) -> Said {
    let contract = prose::contract(contract);
    match breach {
        Verdict::Broken => said!(
            "the contract {contract} lacks a prohibition that makes it a service provider",
            "im Vertrag {contract} fehlt ein Verbot, das zum Service Provider macht";
            contract
        ),
        _ => said!(
            "the contract {contract} does not show all the terms that make it a service provider",
            "der Vertrag {contract} belegt nicht alle Bedingungen, die zum Service Provider machen";
            contract
        ),
    }
}

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    let Examined { scene, flow, row, .. } = *examined;
    let graph = scene.graph;
    let Some((breach, contract)) = lost_by(scene, row) else { return };
    let ends = [graph.operator(row.source), graph.operator(row.recipient)];
    for Watched { travel, watches, .. } in scene.watches() {
        let carried = travel.carried(row);
        for watch in watches.iter().filter(|watch| watch.limits.never_sold) {
            let position = Position::new([&ends[0], &ends[1]], &watch.giver, graph.is_own(row.source));
            if !position.leaves {
                continue;
            }
            let suspect = Suspect {
                rule: Rule::ServiceProviderLost,
                aspect: Some(Aspect::Sale),
                flow,
                travel,
                carried: &watch.in_scope(&carried),
                breach,
                promise: Some(&watch.promise.key),
                contract: Some(&contract.key),
                categories: None,
                fact: Fact::ProviderLost { breach },
            };
            findings.extend(scene.finding(&suspect, |told| {
                let (recipient, receives, data) = (scene.name(row.recipient), told.receives(), told.data());
                let (lacking, doubt) = (lacking(contract, breach), &told.doubt);
                said!(
                    "{recipient} {receives} {data} for a service, and {lacking}; the promise is that it is never sold{doubt}",
                    "{recipient} {receives} {data} für eine Leistung, und {lacking}; versprochen ist, dass nie verkauft wird{doubt}";
                    recipient, receives, data, lacking, doubt
                )
            }));
        }
    }
}
