//! # Old promise broken
//!
//! ## What
//! A notice is over, because another took its place or it ended, and a flow of today does with data
//! collected under it what a commitment of that notice said is not done. It is asked for as long as the
//! longest retention on some path to it lasts, counted from the notice's last day, unless users agreed
//! to the new notice. Where a flow on the path records no retention, the time never provably runs out.
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

use std::collections::BTreeSet;

use kept_schema::{Day, Duration};

use crate::graph::{Journey, Kept, Row, TermSet, Terms};
use crate::language::said;
use crate::prose::Title;
use crate::scene::{Examined, Suspect};
use crate::watches::{Breach, breaches, last_day, message};
use crate::witness::Fact;
use crate::{Certainty, Finding, Rule, Said, Verdict};

/// How far a breach of an old promise counts on a day, for data that was kept this long on its path.
pub(crate) fn still_bound(
    retentions: impl Iterator<Item = Option<Duration>>,
    breach: Verdict,
    last: Day,
    day: Day,
) -> Verdict {
    let longest = Kept::For(age(last, day));
    let mut unknown = false;
    for retention in retentions {
        if longest.is_met(retention) {
            return breach;
        }
        unknown |= Kept::Unrecorded.is_met(retention);
    }
    if unknown { breach.min(Verdict::Unproven) } else { Verdict::Kept }
}

/// How many days old the youngest data of a notice is.
fn age(last: Day, day: Day) -> u32 {
    u32::try_from(last.days_until(day)).unwrap_or(u32::MAX)
}

/// In which order paths are asked for, for data of a notice whose last day this was: those that bind provably first.
pub(crate) fn ways_of_old_data(last: Day, day: Day) -> [(Certainty, Kept); 4] {
    let kept = [Kept::For(age(last, day)), Kept::Unrecorded];
    let [bound, unknown] = kept;
    [
        (Certainty::Certain, bound),
        (Certainty::Certain, unknown),
        (Certainty::Possible, bound),
        (Certainty::Possible, unknown),
    ]
}

/// What is carried with a certainty.
pub(crate) const fn of_certainty(carried: &Terms, certainty: Certainty) -> &TermSet {
    match certainty {
        Certainty::Certain => &carried.certain,
        Certainty::Possible => &carried.possible,
    }
}

/// Data of that time on its way through the flow: a path on which some hop keeps it so long.
fn bound(examined: &Examined<'_, '_>, found: &Breach<'_, '_>, last: Day) -> Option<(Certainty, Verdict, Journey)> {
    let Examined { scene, flow, .. } = *examined;
    let graph = scene.graph;
    let retention = |row: &Row| graph.handling(row).retention;
    let mut visited = BTreeSet::new();
    let mut bound = None;
    for (certainty, kept) in ways_of_old_data(last, scene.day) {
        let wanted = of_certainty(&found.carried, certainty);
        let Some(shortest) = found.travel.journey(flow, certainty, wanted) else { continue };
        let lasts = |flow: &u32| graph.row(*flow).is_some_and(|row| kept.is_met(retention(row)));
        let journey = if shortest.flows.iter().any(lasts) {
            Some(shortest)
        } else {
            scene.lean_on(&shortest.flows);
            found.travel.lasting_journey(flow, certainty, kept, wanted, &mut visited)
        };
        if let Some(journey) = journey {
            let breach = if kept == Kept::Unrecorded { found.verdict.min(Verdict::Unproven) } else { found.verdict };
            bound = Some((certainty, breach, journey));
            break;
        }
    }
    // It would be otherwise if another flow brought them some of it.
    scene.lean_on_all(&visited);
    bound
}

pub(super) fn of_flow(examined: &Examined<'_, '_>, findings: &mut Vec<Finding>) {
    let Examined { scene, flow, row, .. } = *examined;
    let (register, day) = (scene.register, scene.day);
    breaches(examined, scene.old_watches(), |found| {
        let notice = found.watch.notice;
        let Some(last) = last_day(register, notice, scene.agreed(), day) else { return };
        let Some((certainty, breach, journey)) = bound(examined, found, last) else { return };
        let possible = Terms { certain: TermSet::default(), possible: found.carried.possible.clone() };
        let carried = if certainty == Certainty::Certain { &found.carried } else { &possible };
        let suspect = Suspect {
            rule: Rule::LegacyCommitmentBroken,
            aspect: Some(found.aspect),
            flow,
            travel: found.travel,
            carried,
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
                let gone = if breach == found.verdict {
                    Said::default()
                } else {
                    Said::new(
                        ", and it is not recorded that the data of that time is gone",
                        ", und es ist nicht erfasst, dass die Daten von damals gelöscht sind",
                    )
                };
                let notice = Title(&notice.title);
                said!(
                    "{text}; this was promised through {last} in {notice}{gone}",
                    "{text}; so stand es bis {last} in {notice}{gone}";
                    text, last, notice, gone
                )
            },
        ));
    });
}
