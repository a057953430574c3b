//! # Undeclared sharing
//!
//! ## What
//! Data was seen going from a party to another, or to a host, and no flow declares it; or it carried
//! categories that no flow between the two declares. A flow declared since then explains what was seen, and
//! so does one that has ended since. What was last seen more than a year ago says nothing any more.
//!
//! ## Why
//! Everything else here compares declarations with each other. Evidence shows where the declarations
//! themselves are wrong: a script that marketing added, a sub-processor that a vendor published and nobody
//! recorded.
//!
//! ## Legal source
//! - GDPR Art. 30(1)(d): the record of processing names the recipients to whom data is disclosed.
//! - GDPR Art. 5(2) with 24(1): the controller must be able to show that what happens is as it should be.
//! - GDPR Art. 13(1)(e): users are told the recipients of their data.
//!
//! ## Example
//! A browser recorded that the shop's pages call a host which nobody had recorded.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: shop, name: Web shop, kind: SYSTEM, operator: us}
//!   - {key: counter, name: Tally Counter Ltd, kind: VENDOR, country: IE, domains: [tally.example]}
//! observations:
//!   - key: har-2026-05-04
//!     source: shop
//!     host: px.tally.example
//!     categories: [user.behavior.browsing_history]
//!     firstSeen: 2026-05-04
//!     lastSeen: 2026-05-04
//!     evidence: HAR
//!     reference: crawls/2026-05-04.har
//! ```
//!
//! On 2026-06-01:
//!
//! ```text
//! BROKEN HIGH observation:har-2026-05-04
//! user.behavior.browsing_history went from Web shop to px.tally.example (Tally Counter Ltd) on 2026-05-04, and no flow
//! declares that anything goes there
//! ```
//!
//! ## Repair
//! Stop the sharing, or declare it: the other rules then say what contract and which words of the notice it
//! needs. What has stopped is declared with its last day.
//!
//! ```yaml
//! flows:
//!   - {key: shop-counter, source: shop, recipient: counter, categories: [user.behavior.browsing_history],
//!      purposes: [analytics.reporting], startedOn: 2026-05-04, endedOn: 2026-05-20}
//! ```
//!
//! ## Severity and verdict
//! - BROKEN, HIGH: no flow declares it, or none declares a category that was seen.
//! - UNPROVEN, MEDIUM: a flow may declare what was seen, but its categories are not recorded or narrower than
//!   what was seen.

use std::collections::BTreeSet;

use kept_schema::{Flow, NodeId, Observation, TermList};

use crate::finding::{Identity, severity};
use crate::language::said;
use crate::observed::unexplained;
use crate::scene::Scene;
use crate::witness::{Fact, Witness};
use crate::{Finding, FindingId, Rule, Said, Verdict, prose};

pub(super) fn of_observation(scene: &Scene<'_>, observation: &Observation, findings: &mut Vec<Finding>) {
    let (graph, day) = (scene.graph, scene.day);
    let Some(seen) = observation.seen_by(day) else { return };
    let claimants = observation.host.as_ref().map_or(&[][..], |host| scene.claims().of(host));
    let recipients = claimants.iter().copied().chain(&observation.recipient);
    let recipients: BTreeSet<u32> =
        recipients.filter_map(|party| graph.party_number(party)).map(|party| graph.operator(party)).collect();
    let Some(source) = graph.party_number(&observation.source) else { return };
    let operator = graph.operator(source);
    if recipients.contains(&operator) {
        return;
    }
    let explains = |flow: &&Flow| flow.live().contains(seen) || flow.live().contains(day);
    let candidates: Vec<&TermList> = recipients
        .iter()
        .flat_map(|recipient| graph.parties_of(*recipient))
        .flat_map(|party| graph.rows_into(*party))
        .filter(|(_, row)| graph.operator(row.source) == operator)
        .filter_map(|(flow, _)| graph.flow(flow))
        .filter(explains)
        .map(|flow| &flow.categories)
        .collect();
    let Some((verdict, categories)) = unexplained(graph.categories(), &observation.categories, &candidates) else {
        return;
    };
    let to = match (&observation.host, &observation.recipient) {
        (Some(host), _) if claimants.is_empty() => said!(
            "{host}, a host of no party that is registered,",
            "{host}, einen Host, der zu keinem erfassten Beteiligten gehört";
            host
        ),
        (Some(host), _) => {
            let names = claimants.iter().filter_map(|party| graph.party_number(party)).map(|party| scene.name(party));
            let names: Vec<&str> = names.collect();
            let names = prose::all(&names);
            said!("{host} ({names})", "{host} ({names})"; host, names)
        }
        (None, Some(party)) => {
            let name = graph.party_number(party).map_or("", |party| scene.name(party));
            said!("{name}", "{name}"; name)
        }
        (None, None) => return,
    };
    let named = prose::all(&categories);
    let data = if categories.is_empty() { said!("Data", "Daten") } else { said!("{named}", "{named}"; named) };
    let Observation { first_seen, last_seen, .. } = observation;
    let when = if first_seen == last_seen {
        said!("on {first_seen}", "Am {first_seen}"; first_seen)
    } else {
        said!("between {first_seen} and {last_seen}", "Zwischen {first_seen} und {last_seen}"; first_seen, last_seen)
    };
    let declared = match (verdict, candidates.is_empty()) {
        (_, true) => {
            Said::new("no flow declares that anything goes there", "kein Datenfluss gibt an, dass etwas dorthin geht")
        }
        (Verdict::Unproven, _) => Said::new(
            "the flows there declare it too vaguely to say whether they mean it",
            "die Datenflüsse dorthin sind zu ungenau angegeben, um zu sagen, ob sie das meinen",
        ),
        _ => Said::new("the flows there do not declare it", "die Datenflüsse dorthin geben das nicht an"),
    };
    let from = scene.name(source);
    let message = said!(
        "{data} went from {from} to {to} {when}, and {declared}",
        "{when} gesehen: {data} von {from} an {to}; {declared}";
        data, from, to, when, declared
    );
    let subject = NodeId::Observation(observation.key.clone());
    let mut finding = Finding {
        id: FindingId::new([0; 8]),
        rule: Rule::UndeclaredSharing,
        aspect: None,
        verdict,
        severity: severity(Rule::UndeclaredSharing, None, verdict),
        subject,
        promise: None,
        contract: None,
        clause: None,
        categories,
        path: Vec::new(),
        due_on: None,
        message: message.into(),
        witness: Witness { travelled: None, fact: Fact::Undeclared },
    };
    finding.id = Identity::of(&finding).id();
    findings.push(finding);
}
