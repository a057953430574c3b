//! May this be shared now? Asked by other systems at run time.

mod answer;
mod candidate;
mod hop;
mod passing;
mod reasons;

use std::rc::Rc;

use kept_schema::taxonomy::TermIx;
use kept_schema::{Day, FlowKey, PartyKey, Register, TaxonomyKind, TermKey};

pub use self::answer::{Answer, Decision, Ground, Reason, Sharing};
use self::candidate::Candidate;
use self::hop::Hop;
use self::reasons::Reasons;
use crate::disclosures::{Sharers, sharers};
use crate::graph::{Live, Row, Sending, Travel};
use crate::hash::FastSet;
use crate::language::said;
use crate::rules::outdated;
use crate::scene::Scene;
use crate::{SharingGraph, Verdict};

/// Answers whether sharings may happen: everything that does not depend on the question is worked out once for
/// a register and a day, so that a question costs what stands between its two parties and not the register.
#[derive(Debug)]
pub struct Desk<'a> {
    scene: Scene<'a>,
    live: Live,
    ours: Rc<Travel<'a>>,
    sharers: Vec<(Sharers<'a>, Rc<Travel<'a>>)>,
}

impl<'a> Desk<'a> {
    /// Prepares answers about a day. `graph` must be the graph of `register`.
    #[must_use]
    pub fn new(register: &'a Register, graph: &'a SharingGraph, day: Day) -> Self {
        let scene = Scene::new(register, graph, day);
        let with_travel = |group: Sharers<'a>| {
            let travel = scene.travel(group.systems.clone(), Vec::new());
            (group, travel)
        };
        let sharers = sharers(&scene).into_iter().map(with_travel).collect();
        let (live, ours) = (graph.live(day), scene.ours().clone());
        // All of this is arranged now, and not at the first question.
        scene.watches();
        scene.old_watches();
        scene.transfers();
        scene.ledger();
        Self { scene, live, ours, sharers }
    }

    /// Whether a sharing may happen.
    #[must_use]
    pub fn may_share(&self, asked: &Sharing) -> Answer {
        let mut reasons = Reasons::default();
        let mut flows = Vec::new();
        if let Some(ends) = self.ends(asked, &mut reasons) {
            self.pairs(asked, ends, &mut reasons, &mut flows);
        }
        flows.sort();
        flows.dedup();
        let reasons = reasons.told(self.scene.graph);
        let decision = match reasons.first().map(|reason| reason.verdict) {
            None | Some(Verdict::Kept) => Decision::Allow,
            Some(Verdict::Unproven) => Decision::Unproven,
            Some(Verdict::Broken) => Decision::Deny,
        };
        Answer { as_of: self.scene.day, revision: self.scene.register.revision(), decision, flows, reasons }
    }

    /// The parties asked about.
    fn ends(&self, asked: &Sharing, reasons: &mut Reasons) -> Option<[u32; 2]> {
        let mut number = |key: &PartyKey| {
            let found = self.scene.graph.party_number(key);
            if found.is_none() {
                reasons.unknown(said!(
                    "There is no party {key} in the register",
                    "Im Register gibt es keine Beteiligten mit dem Schlüssel {key}";
                    key
                ));
            }
            found
        };
        let (source, recipient) = (number(&asked.source), number(&asked.recipient));
        Some([source?, recipient?])
    }

    fn terms(&self, kind: TaxonomyKind, keys: &[TermKey], reasons: &mut Reasons) -> Vec<Option<TermIx>> {
        if keys.is_empty() {
            return vec![None];
        }
        let table = self.scene.comparer.table(kind);
        let mut terms = Vec::new();
        for key in keys {
            match table.find(key.as_str()) {
                Some(term) => terms.push(Some(term)),
                None => reasons.unknown(said!(
                    "The register does not know the term {key}",
                    "Das Register kennt den Begriff {key} nicht";
                    key
                )),
            }
        }
        terms
    }

    fn pairs(&self, asked: &Sharing, ends: [u32; 2], reasons: &mut Reasons, flows: &mut Vec<FlowKey>) {
        let graph = self.scene.graph;
        let is_outdated = |row: &Row| outdated(row.verified_on, self.scene.day).is_some();
        let declared = |(flow, row): (u32, &'a Row)| (row.declaration(), is_outdated(row), flow, row);
        // All rows are fetched before any is compared: they are far apart in memory, and wait for none of each other.
        let live: Vec<_> = graph.live_between(&self.live, ends).into_iter().map(declared).collect();
        // Of flows that declare the same only the first one counts; busy parties have thousands of them.
        let mut known = FastSet::default();
        let new = live.into_iter().filter(|(declared, is_outdated, ..)| known.insert((*declared, *is_outdated)));
        let candidates: Vec<_> = new.map(|(.., flow, row)| Candidate::new(graph, flow, row)).collect();
        let table = graph.categories();
        let categories = self.terms(TaxonomyKind::Category, &asked.categories, reasons);
        let purposes = self.terms(TaxonomyKind::Purpose, &asked.purposes, reasons);
        for category in &categories {
            for purpose in &purposes {
                // The best declaration counts, of equally good ones the first.
                let mut best: Option<(Verdict, Option<&FlowKey>, Reasons)> = None;
                for candidate in &candidates {
                    let part = candidate.declares(&self.scene, *category, *purpose);
                    if part == Verdict::Broken {
                        continue;
                    }
                    let Some(declaration) = candidate.declaration(graph) else { continue };
                    let [_, _, subjects, ..] = declaration.lists;
                    let sending = Sending::new(table, *category, subjects, &declaration.derives);
                    let declaration = Some(declaration);
                    let hop = Hop { ends, category: *category, purpose: *purpose, declaration, sending };
                    let found = hop::reasons(self, &hop, part);
                    let worst = found.worst();
                    if best.as_ref().is_none_or(|(known, ..)| worst < *known) {
                        best = Some((worst, hop.flow().map(|flow| &flow.key), found));
                    }
                    if worst == Verdict::Kept {
                        break;
                    }
                }
                let (_, flow, found) = best.unwrap_or_else(|| {
                    let sending = Sending::new(table, *category, &[], &[]);
                    let hop = Hop { ends, category: *category, purpose: *purpose, declaration: None, sending };
                    let found = hop::reasons(self, &hop, Verdict::Unproven);
                    (found.worst(), None, found)
                });
                flows.extend(flow.cloned());
                reasons.extend(found);
            }
        }
    }
}
