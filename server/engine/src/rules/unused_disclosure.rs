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
//! ## Source
//! GDPR Art. 12(1) (concise and transparent information), Art. 5(1)(a) (transparency).
//!
//! ## Example
//! The notice says that postal addresses go to a parcel service; the shop has sold only downloads
//! since spring.
//!
//! ## Repair
//! Record the flow if it exists; else take the disclosure out of the next version of the notice.

use kept_schema::taxonomy::TermIx;
use kept_schema::{NodeId, Promise, TaxonomyKind};

use super::undisclosed_sharing::leaves;
use crate::disclosures::{names, purpose, sharers};
use crate::finding::{Identity, severity};
use crate::graph::{Row, TermSet};
use crate::scene::Scene;
use crate::witness::{Fact, Witness};
use crate::{Finding, FindingId, Rule, Verdict, prose};

struct Open<'a> {
    disclosure: &'a Promise,
    /// What stands under or above one of its categories.
    related: TermSet,
    used: bool,
}

pub(super) fn check(scene: &Scene<'_>, findings: &mut Vec<Finding>) {
    let table = scene.graph.categories();
    let mut unused: Vec<(&Promise, bool)> = Vec::new();
    for group in sharers(scene) {
        let related = |disclosure: &Promise| {
            let terms: Vec<TermIx> = table.find_all(&disclosure.scope.categories).collect();
            let mut related = TermSet::down(table, terms.iter().copied());
            related.add(&TermSet::up(table, terms));
            related
        };
        let mut open: Vec<Open<'_>> = group
            .disclosures
            .iter()
            .map(|disclosure| Open { disclosure, related: related(disclosure), used: false })
            .collect();
        if open.is_empty() {
            continue;
        }
        let travel = scene.travel(group.systems.clone(), Vec::new());
        let mut waiting = open.len();
        for (_, row) in travel.carrying().filter(|(_, row)| leaves(scene, group.giver, row)) {
            let carried = travel.carried(row).possible;
            for open in open.iter_mut().filter(|open| !open.used && open.related.intersects(&carried)) {
                if uses(scene, open.disclosure, row) {
                    open.used = true;
                    waiting -= 1;
                }
            }
            if waiting == 0 {
                break;
            }
        }
        unused.extend(open.iter().map(|open| (open.disclosure, open.used)));
    }
    // A notice may speak for several groups of systems; one sharing out of any of them is a use.
    unused.sort_by_key(|(disclosure, used)| (&disclosure.key, !used));
    unused.dedup_by_key(|(disclosure, _)| &disclosure.key);
    findings.extend(unused.into_iter().filter(|(_, used)| !used).map(|(disclosure, _)| finding(disclosure)));
}

/// Whether neither the purposes nor the recipient of a flow are excluded.
fn uses<'a>(scene: &Scene<'a>, disclosure: &'a Promise, row: &Row) -> bool {
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
        id: FindingId([0; 8]),
        rule,
        aspect: None,
        verdict: Verdict::Kept,
        severity: severity(rule, None, Verdict::Kept),
        subject: NodeId::Promise(disclosure.key.clone()),
        promise: Some(disclosure.key.clone()),
        contract: None,
        clause: None,
        message: format!(
            "The disclosure {} tells of sharing {}, and no flow does that",
            disclosure.key,
            prose::data(&categories)
        ),
        categories,
        path: Vec::new(),
        due_on: None,
        witness: Witness { travelled: None, fact: Fact::Unused },
    };
    finding.id = Identity::of(&finding).id();
    finding
}
