//! # Old promise broken
//!
//! ## What
//! A notice is over, because another took its place or it ended, and a flow of today does with data
//! collected under it what a commitment of that notice said is not done. It is asked for as long as the
//! longest retention on the path lasts, counted from the notice's last day, unless users agreed to the
//! new notice. Where a flow on the path records no retention, the time never provably runs out.
//!
//! The guide follows [one company](../guide/old-promises.md) through it.
//!
//! ## Why
//! A promise is made to the people who gave their data while it stood. A new notice speaks to those who
//! come after it; it does not change what the others were told.
//!
//! ## Legal source
//! - FTC Act § 5, 15 U.S.C. § 45(a): to apply a materially changed notice to data collected before,
//!   without the express consent of those it is about, is unfair and deceptive. In re Gateway Learning
//!   Corp., 138 F.T.C. 443 (2004).
//! - GDPR Art. 5(1)(a) and (b): fairness and transparency, purpose limitation. Art. 13(3): who wants to
//!   use data for another purpose tells users before. Art. 6(4): when another purpose is compatible.
//!
//! ## Example
//! Until 31 December 2024 the notice said "We never give your e-mail address to advertisers". The one of
//! 2025 allows it, nobody was asked, and an advertising partner has received addresses since, which it
//! keeps for two years: until 31 December 2026 the addresses from 2024 are still promised.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: shop, name: Web shop, kind: SYSTEM, operator: us}
//!   - {key: ads, name: Adhesive Ads, kind: PARTNER, country: IE}
//! flows:
//!   - {key: shop-ads, source: shop, recipient: ads, categories: [user.contact.email],
//!      purposes: [marketing.advertising], regions: [IE], retention: P2Y, startedOn: 2025-03-01}
//! notices:
//!   - key: privacy-2023
//!     title: Privacy notice of 2023
//!     effectiveOn: 2023-01-01
//!     promises:
//!       - {key: no-advertisers, kind: COMMITMENT,
//!          quote: "We never give your e-mail address to advertisers.",
//!          scope: {categories: [user.contact.email]}, limits: {neverPurposes: [marketing.advertising]}}
//!   - {key: privacy-2025, title: Privacy notice of 2025, effectiveOn: 2025-01-01, supersedes: privacy-2023}
//! ```
//!
//! On 2026-06-01:
//!
//! ```text
//! BROKEN HIGH flow:shop-ads (purpose) promise:no-advertisers
//! Adhesive Ads receives user.contact.email for marketing.advertising; the promise rules out
//! marketing.advertising; this was promised through 2024-12-31 in Privacy notice of 2023
//! ```
//!
//! ## Repair
//! Keep the data collected under the old notice apart and out of the flow, and narrow or end the flow
//! until that is done; or ask those users to agree anew and record it (`consentRenewed`). When the
//! finding is UNPROVEN, record how long each recipient keeps the data. Here users agreed to a new
//! notice, and data of those who did not was taken out:
//!
//! ```yaml
//! notices:
//!   - {key: privacy-2026, title: Privacy notice of 2026, effectiveOn: 2026-06-01, supersedes: privacy-2025,
//!      consentRenewed: true}
//! ```
//!
//! ## Severity and verdict
//! - BROKEN, CRITICAL: data is sold, or shared for cross-context advertising, though the old promise
//!   was that it never is.
//! - BROKEN, HIGH: any other limit; travel and limit are certain, and the time has not run out.
//! - UNPROVEN, HIGH: it may be such a sale.
//! - UNPROVEN, MEDIUM: travel or limit is only possible, or all recorded retentions have run out and
//!   some flow on the path records none.

use kept_schema::{Day, Duration};

use crate::compare::at_most;
use crate::scene::{Examined, Suspect};
use crate::watches::{breaches, last_day, message};
use crate::witness::Fact;
use crate::{Finding, Rule, Verdict};

/// How far a breach of an old promise counts on a day, for data that was kept this long on its path.
pub(crate) fn still_bound(
    retentions: impl Iterator<Item = Option<Duration>>,
    breach: Verdict,
    last: Day,
    day: Day,
) -> Verdict {
    let age = u32::try_from(last.days_until(day)).map_or(Duration::from_days(u32::MAX), Duration::from_days);
    let mut unknown = false;
    for retention in retentions {
        match retention {
            Some(retention) if at_most(retention, Some(age)) == Verdict::Kept => return breach,
            Some(_) => {}
            None => unknown = true,
        }
    }
    if unknown { breach.min(Verdict::Unproven) } else { Verdict::Kept }
}

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    let Examined { scene, flow, row, .. } = *examined;
    let (register, graph, day) = (scene.register, scene.graph, scene.day);
    breaches(examined, scene.old_watches(), |found| {
        let notice = found.watch.notice;
        let Some(last) = last_day(register, notice, scene.agreed(), day) else { return };
        let Some((certainty, best)) = found.carried.best() else { return };
        let Some(journey) = found.travel.journey(flow, certainty, best) else { return };
        let retentions = journey.flows.iter().filter_map(|flow| Some(graph.handling(graph.row(*flow)?).retention));
        let breach = still_bound(retentions, found.verdict, last, day);
        if breach == Verdict::Kept {
            // It would be one if the path kept data longer, or were another.
            scene.lean_on(&journey.flows);
            return;
        }
        let suspect = Suspect {
            rule: Rule::LegacyCommitmentBroken,
            aspect: Some(found.aspect),
            flow,
            travel: found.travel,
            carried: &found.carried,
            breach,
            promise: Some(&found.watch.promise.key),
            contract: None,
            categories: None,
            fact: Fact::OldPromise { breach },
        };
        let who = (scene.name(row.source), scene.name(row.recipient));
        findings.extend(scene.finding_by(
            &suspect,
            |_, _| Some(journey),
            |told| {
                let text = message(found.aspect, found.watch.limits, told, who, found.verdict);
                let since = format!("{text}; this was promised through {last} in {}", notice.title);
                if breach == found.verdict {
                    since
                } else {
                    format!("{since}, and it is not recorded that the data of that time is gone")
                }
            },
        ));
    });
}
