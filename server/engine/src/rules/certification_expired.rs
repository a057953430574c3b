//! # Certification expired
//!
//! ## What
//! A party that receives data of ours, itself or by a system it operates, has let a certification lapse, or
//! will within 90 days. Another certification of the same scheme that is valid makes it fine.
//!
//! ## Why
//! A certificate is often the only evidence that a vendor protects what it is given. Nobody tells you when
//! it is not renewed.
//!
//! ## Legal source
//! - GDPR Art. 28(1): only processors that provide sufficient guarantees. Art. 28(5) with 42: an approved
//!   certification can help to show them (others, such as ISO/IEC 27001, are evidence without that rank).
//! - GDPR Art. 32(1)(d): security is regularly tested, assessed and evaluated.
//! - DORA Art. 28(5): only providers that comply with appropriate information security standards.
//!
//! ## Example
//! The hosting company's ISO_27001 certificate was valid through 30 April; the shop's data is still there
//! on 1 May.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - key: host
//!     name: Basalt Hosting AG
//!     kind: VENDOR
//!     country: CH
//!     certifications: [{scheme: ISO_27001, validUntil: 2026-04-30}]
//! flows:
//!   - {key: us-host, source: us, recipient: host, categories: [user.contact], purposes: [essential.service],
//!      regions: [CH], retention: P1Y, startedOn: 2024-01-01}
//! ```
//!
//! On 2026-05-01:
//!
//! ```text
//! UNPROVEN MEDIUM party:host
//! The certification ISO_27001 of Basalt Hosting AG, which receives user.contact, ended on
//! 2026-04-30
//! ```
//!
//! ## Repair
//! Ask the party for the new certificate and record it. If there is none, review its security yourselves,
//! or move the data.
//!
//! ```yaml
//! parties:
//!   - key: host
//!     name: Basalt Hosting AG
//!     kind: VENDOR
//!     country: CH
//!     certifications:
//!       - {scheme: ISO_27001, validUntil: 2026-04-30}
//!       - {scheme: ISO_27001, validFrom: 2026-05-01, validUntil: 2029-04-30}
//! ```
//!
//! ## Severity and verdict
//! - UNPROVEN, MEDIUM: it has lapsed; what it showed is no longer shown.
//! - KEPT, MEDIUM: it lapses within 30 days.
//! - KEPT, LOW: it lapses within 31 to 90 days.

use std::collections::BTreeMap;

use kept_schema::party::Certification;
use kept_schema::{Day, NodeId};

use crate::finding::Identity;
use crate::language::said;
use crate::scene::{Scene, Suspect};
use crate::witness::Fact;
use crate::{Certainty, Finding, Rule, Said, Severity, Verdict};

/// How many days ahead the end of a certification is told.
const AHEAD: i64 = 90;
/// From how many days ahead it is urgent.
const SOON: i64 = 30;

/// The schemes that have lapsed, or soon will, with their last days.
pub(crate) fn lapses(certifications: &[Certification], day: Day) -> BTreeMap<&str, Day> {
    lapses_within(certifications, day, AHEAD)
}

/// The schemes that have lapsed, or will within so many days, with their last days.
pub(crate) fn lapses_within(certifications: &[Certification], day: Day, ahead: i64) -> BTreeMap<&str, Day> {
    let mut schemes: BTreeMap<&str, Vec<&Certification>> = BTreeMap::new();
    for certification in certifications {
        schemes.entry(certification.scheme.as_str()).or_default().push(certification);
    }
    let last = |all: &Vec<&Certification>| {
        let begun = |certification: &&&Certification, by: Day| certification.valid_from.is_none_or(|from| from <= by);
        let ends = || all.iter().filter_map(|certification| certification.valid_until);
        let counts = all.iter().any(|certification| {
            begun(&certification, day) && certification.valid_until.is_none_or(|until| day <= until)
        });
        if !counts {
            return ends().filter(|until| *until < day).max();
        }
        // INVARIANT (it ends): each round is a later day on which one of them ends.
        let mut last = day;
        let mut reach = day;
        loop {
            let holding = all.iter().filter(|certification| {
                begun(certification, reach) && certification.valid_until.is_none_or(|until| day <= until)
            });
            let ends: Option<Vec<Day>> = holding.map(|certification| certification.valid_until).collect();
            let furthest = ends?.into_iter().max()?;
            if furthest <= last && reach != day {
                break;
            }
            (last, reach) = (furthest, furthest.next());
        }
        (day.days_until(last) <= ahead).then_some(last)
    };
    schemes.into_iter().filter_map(|(scheme, all)| Some((scheme, last(&all)?))).collect()
}

/// What is said of a scheme whose last day this is.
pub(crate) fn standing(last: Day, day: Day) -> (Verdict, Severity, Option<Day>) {
    match day.days_until(last) {
        ..0 => (Verdict::Unproven, Severity::Medium, None),
        0..=SOON => (Verdict::Kept, Severity::Medium, Some(last)),
        _ => (Verdict::Kept, Severity::Low, Some(last)),
    }
}

pub(super) fn of_party(scene: &Scene<'_>, party: u32, findings: &mut Vec<Finding>) {
    let (graph, day) = (scene.graph, scene.day);
    let Some(record) = scene.party(party).filter(|_| !graph.is_own(party)) else { return };
    let lapses = lapses(&record.certifications, day);
    if lapses.is_empty() {
        return;
    }
    let ours = scene.ours();
    let systems = graph.parties_of(party).iter().copied().filter(|system| *system != party);
    let key = |flow: u32| graph.flow(flow).map(|flow| &flow.key);
    let flows = systems.chain([party]).flat_map(|party| graph.rows_into(party));
    let carrying = flows.filter_map(|(flow, row)| {
        let carried = ours.carried(row);
        let certain = carried.best()?.0 == Certainty::Certain;
        Some((flow, row, carried, certain))
    });
    let best = carrying.min_by(|a, b| b.3.cmp(&a.3).then_with(|| key(a.0).cmp(&key(b.0))));
    let Some((flow, _, carried, _)) = best else { return };
    for (scheme, last) in lapses {
        let suspect = Suspect {
            rule: Rule::CertificationExpired,
            aspect: None,
            flow,
            travel: ours,
            carried: &carried,
            breach: Verdict::Unproven,
            promise: None,
            contract: None,
            categories: None,
            fact: Fact::Certification { scheme: scheme.to_owned(), last_day: last },
        };
        let (verdict, severity, due_on) = standing(last, day);
        let finding = scene.finding(&suspect, |told| {
            let (name, data, receives) = (&record.name, told.data(), told.receives());
            let ends = if verdict == Verdict::Kept { Said::new("ends", "endet") } else { Said::new("ended", "endete") };
            said!(
                "The certification {scheme} of {name}, which {receives} {data}, {ends} on {last}",
                "{name} {receives} {data}; die Zertifizierung {scheme} {ends} am {last}";
                name, receives, data, scheme, ends, last
            )
        });
        findings.extend(finding.map(|finding| {
            let subject = NodeId::Party(record.key.clone());
            let mut finding = Finding { subject, verdict, severity, due_on, ..finding };
            finding.id = Identity::of(&finding).id();
            finding
        }));
    }
}
