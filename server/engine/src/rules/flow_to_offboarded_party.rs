//! # Flow to an offboarded party
//!
//! ## What
//! Data of ours still goes to a party, or to a system of a party, whose relation with us is over.
//!
//! ## Why
//! Nobody watches over a relation that has ended: access is not reviewed, deletion is not asked for,
//! and users are not told.
//!
//! ## Legal source
//! - GDPR Art. 5(1)(b) and (c): data goes only where its purpose needs it.
//! - GDPR Art. 28(3)(g): return or deletion at the end of the services.
//!
//! ## Example
//! Old Analytics Ltd. was offboarded on 1 March; the web shop still reports visits to it.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: shop, name: Web shop, kind: SYSTEM, operator: us}
//!   - {key: analytics, name: Old Analytics Ltd., kind: VENDOR, country: IE, status: OFFBOARDED,
//!      offboardedOn: 2026-03-01}
//! flows:
//!   - {key: shop-analytics, source: shop, recipient: analytics, categories: [user.behavior.browsing_history],
//!      purposes: [analytics.reporting], regions: [IE], retention: P90D, startedOn: 2024-05-01}
//! ```
//!
//! On 2026-03-02:
//!
//! ```text
//! BROKEN HIGH flow:shop-analytics
//! Old Analytics Ltd. still receives user.behavior.browsing_history from Web shop although Old
//! Analytics Ltd. was offboarded on 2026-03-01
//! ```
//!
//! ## Repair
//! Stop the flow and record its last day (`endedOn`), and have the data returned or deleted; or set
//! the party's status back to ACTIVE when it is in use after all.
//!
//! ```yaml
//! flows:
//!   - {key: shop-analytics, source: shop, recipient: analytics, categories: [user.behavior.browsing_history],
//!      purposes: [analytics.reporting], regions: [IE], retention: P90D, startedOn: 2024-05-01, endedOn: 2026-03-01}
//! ```
//!
//! ## Severity and verdict
//! - BROKEN, HIGH: the data certainly travels there.
//! - UNPROVEN, MEDIUM: a broad declaration says only that data of ours may travel there.

use kept_schema::{Day, Party, PartyStatus};

use crate::language::said;
use crate::scene::{Examined, Suspect};
use crate::witness::Fact;
use crate::{Finding, Rule, Said, Verdict};

/// The first of a party and its operator that was offboarded by `day`.
pub(crate) fn offboarded(parties: [&Party; 2], day: Day) -> Option<&Party> {
    let over = |party: &&&Party| {
        party.status == PartyStatus::Offboarded && party.offboarded_on.is_none_or(|offboarded| offboarded <= day)
    };
    parties.iter().find(over).copied()
}

/// Since when a party is offboarded, as far as that is recorded.
pub(crate) fn since(party: &Party) -> Said {
    party.offboarded_on.map_or_else(Said::default, |day| said!(" on {day}", " am {day}"; day))
}

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    let Examined { scene, flow, row, .. } = *examined;
    if examined.carried.is_empty() {
        return;
    }
    let Some(party) = scene.offboarded(row.recipient) else { return };
    let ours = scene.ours();
    let suspect = Suspect {
        rule: Rule::FlowToOffboardedParty,
        aspect: None,
        flow,
        travel: ours,
        carried: &examined.carried,
        breach: Verdict::Broken,
        promise: None,
        contract: None,
        categories: None,
        fact: Fact::Offboarded { party: party.key.clone() },
    };
    findings.extend(scene.finding(&suspect, |told| {
        let (source, recipient) = (scene.name(row.source), scene.name(row.recipient));
        let (receives, data, doubt) = (told.still_receives(), told.data(), &told.doubt);
        let (name, since) = (&party.name, since(party));
        said!(
            "{recipient} {receives} {data} from {source} although {name} was offboarded{since}{doubt}",
            "{recipient} {receives} {data} von {source}, obwohl {name}{since} ausgeschieden ist{doubt}";
            recipient, receives, data, source, name, since, doubt
        )
    }));
}
