//! # Unused disclosure
//!
//! ## What
//! A disclosure of a notice in force tells of a sharing that does not take place: no live flow out of
//! the systems of the notice carries such data to such a recipient for such a purpose.
//!
//! ## Why
//! A notice that tells of more than happens is longer than it need be, worries users without reason,
//! and hides what matters. Or the flow exists and nobody recorded it.
//!
//! ## Legal source
//! - GDPR Art. 12(1): concise and transparent information. Art. 5(1)(a): transparency.
//!
//! ## Example
//! The notice says that postal addresses go to a parcel service; the shop has sold only downloads
//! since spring.
//!
//! ```yaml
//! kept: 1
//! parties:
//!   - {key: us, name: Acme GmbH, kind: SELF, country: DE}
//!   - {key: shop, name: Web shop, kind: SYSTEM, operator: us}
//!   - {key: parcels, name: Rook Parcels, kind: VENDOR, country: DE}
//! flows:
//!   - {key: shop-parcels, source: shop, recipient: parcels, categories: [user.contact.address],
//!      purposes: [essential.service], regions: [DE], retention: P90D, startedOn: 2024-01-01,
//!      endedOn: 2026-03-31}
//! notices:
//!   - key: privacy-2024
//!     title: Privacy notice of 2024
//!     effectiveOn: 2024-01-01
//!     promises:
//!       - {key: tells-of-parcels, kind: DISCLOSURE, quote: "A parcel service learns your address.",
//!          scope: {categories: [user.contact.address]}, shares: {recipients: {kinds: [VENDOR]}}}
//! ```
//!
//! On 2026-06-01:
//!
//! ```text
//! KEPT INFO promise:tells-of-parcels
//! The disclosure tells-of-parcels tells of sharing user.contact.address, and no flow does that
//! ```
//!
//! ## Repair
//! Record the flow if it exists; else take the disclosure out of the next version of the notice:
//!
//! ```yaml
//! notices:
//!   - key: privacy-2026
//!     title: Privacy notice of 2026
//!     effectiveOn: 2026-06-01
//!     supersedes: privacy-2024
//! ```
//!
//! ## Severity and verdict
//! - KEPT, INFO: always. Telling of more than happens breaks no promise.

use std::collections::BTreeMap;

use kept_schema::taxonomy::TermIx;
use kept_schema::{NodeId, Promise, PromiseKey, TaxonomyKind};

use super::undisclosed_sharing::{Told, leaves};
use crate::disclosures::{names, purpose};
use crate::finding::{Identity, severity};
use crate::graph::{Row, TermSet};
use crate::language::said;
use crate::rules::{Changed, Uses};
use crate::scene::Scene;
use crate::witness::{Fact, Witness};
use crate::{Finding, FindingId, Rule, Verdict, prose};

struct Open<'s, 'a> {
    told: &'s Told<'a>,
    disclosure: &'a Promise,
    /// What stands under or above one of its categories.
    related: TermSet,
}

/// Finds the disclosures that no sharing uses. `used` remembers for each other one a flow that uses it:
/// as long as that does, and where only some flows changed, few are looked at.
pub(crate) fn check(scene: &Scene<'_>, changed: Option<&Changed<'_>>, used: &mut Uses, findings: &mut Vec<Finding>) {
    let table = scene.graph.categories();
    let related = |disclosure: &Promise| {
        let terms: Vec<TermIx> = table.find_all(&disclosure.scope.categories).collect();
        let mut related = TermSet::down(table, terms.iter().copied());
        related.add(&TermSet::up(table, terms));
        related
    };
    // A notice may speak for several groups of systems; one sharing out of any of them is a use.
    let mut open: BTreeMap<&PromiseKey, Vec<Open<'_, '_>>> = BTreeMap::new();
    for told in scene.told() {
        for disclosure in &told.group.disclosures {
            let entry = Open { told, disclosure, related: related(disclosure) };
            open.entry(&disclosure.key).or_default().push(entry);
        }
    }
    used.retain(|key, _| open.contains_key(key));
    let mut anywhere = Vec::new();
    let mut among_changed = Vec::new();
    for (key, entries) in open {
        match used.get(key).copied() {
            Some(flow) if entries.iter().any(|entry| entry.is_used_by(scene, flow)) => {}
            None if changed.is_some_and(|changed| !changed.promises.contains(key)) => {
                among_changed.push((key, entries));
            }
            _ => {
                used.remove(key);
                anywhere.push((key, entries));
            }
        }
    }
    let mut look_among = |flows: &mut dyn Iterator<Item = u32>, mut open: Vec<(&PromiseKey, Vec<Open<'_, '_>>)>| {
        for flow in flows {
            if open.is_empty() {
                break;
            }
            open.retain(|(key, entries)| {
                let uses = entries.iter().any(|entry| entry.is_used_by(scene, flow));
                if uses {
                    used.insert((*key).clone(), flow);
                }
                !uses
            });
        }
        let first = |(_, entries): (_, Vec<Open<'_, '_>>)| entries.first().map(|entry| finding(entry.disclosure));
        findings.extend(open.into_iter().filter_map(first));
    };
    look_among(&mut (0..).take(scene.graph.flow_bound()), anywhere);
    look_among(&mut changed.map_or(&[][..], |changed| changed.flows).iter().copied(), among_changed);
}

impl Open<'_, '_> {
    fn is_used_by(&self, scene: &Scene<'_>, flow: u32) -> bool {
        let Some(row) = scene.graph.row(flow) else { return false };
        leaves(scene, self.told.group.giver, row)
            && self.told.travel.carried(row).possible.intersects(&self.related)
            && uses(scene, self.disclosure, row)
    }
}

/// Whether neither the purposes nor the recipient of a flow are excluded.
fn uses(scene: &Scene<'_>, disclosure: &Promise, row: &Row) -> bool {
    let purposes = scene.graph.lists(TaxonomyKind::Purpose).terms(scene.graph.usage(row).purposes);
    let possible = |wanted: Option<TermIx>| purpose(&scene.comparer, disclosure, wanted) != Verdict::Broken;
    let for_some = if purposes.is_empty() { possible(None) } else { purposes.iter().any(|term| possible(Some(*term))) };
    for_some && scene.with_operator(row.recipient).is_some_and(|recipient| names(disclosure, recipient))
}

fn finding(disclosure: &Promise) -> Finding {
    let rule = Rule::UnusedDisclosure;
    let mut categories = disclosure.scope.categories.to_vec();
    categories.sort_unstable();
    let mut finding = Finding {
        id: FindingId::new([0; 8]),
        rule,
        aspect: None,
        verdict: Verdict::Kept,
        severity: severity(rule, None, Verdict::Kept),
        subject: NodeId::Promise(disclosure.key.clone()),
        promise: Some(disclosure.key.clone()),
        contract: None,
        clause: None,
        message: {
            let (key, data) = (&disclosure.key, prose::data(&categories));
            said!(
                "The disclosure {key} tells of sharing {data}, and no flow does that",
                "Die Angabe {key} spricht von einer Weitergabe, die kein Datenfluss vornimmt: {data}";
                key, data
            )
            .into()
        },
        categories,
        path: Vec::new(),
        due_on: None,
        witness: Witness { travelled: None, fact: Fact::Unused },
    };
    finding.id = Identity::of(&finding).id();
    finding
}
