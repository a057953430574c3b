//! May this be shared now? Asked by other systems at run time.

mod answer;
mod hop;
mod passing;
mod reasons;

use std::collections::BTreeSet;
use std::rc::Rc;

use kept_schema::taxonomy::TermIx;
use kept_schema::{Day, Flow, FlowKey, PartyKey, Register, TaxonomyKind, TermKey, TermList};

pub use self::answer::{Answer, Decision, Ground, Reason, Sharing};
use self::hop::Hop;
use self::reasons::Reasons;
use crate::contracts::{FlowLists, lists_of};
use crate::disclosures::{Sharers, sharers};
use crate::graph::{Derived, ListId, Live, Row, Sending, Travel};
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

/// A declared flow, with what questions about it need.
struct Declaration<'a> {
    flow: &'a Flow,
    lists: FlowLists,
    /// Its regions, as the graph knows them.
    regions: ListId,
    derives: Vec<Derived>,
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
                reasons.unknown(&format!("There is no party {key} in the register"));
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
                None => reasons.unknown(&format!("The register does not know the term {key}")),
            }
        }
        terms
    }

    fn pairs(&self, asked: &Sharing, ends: [u32; 2], reasons: &mut Reasons, flows: &mut Vec<FlowKey>) {
        let graph = self.scene.graph;
        let between = graph.rows_between(ends[0], ends[1]);
        // Of flows that declare the same only the first one counts; busy parties have thousands of them.
        let mut known: BTreeSet<((u32, u32, u32), bool)> = BTreeSet::new();
        let is_outdated = |row: &Row| outdated(row.verified_on, self.scene.day).is_some();
        let mut is_new = |row: &Row| known.insert((row.declaration(), is_outdated(row)));
        let live = between.into_iter().filter(|(_, row)| self.live.has(row.period) && is_new(row));
        let table = graph.categories();
        let declared: Vec<Declaration<'a>> = live
            .filter_map(|(flow, row)| Some((graph.flow(flow)?, graph.usage(row).regions)))
            .map(|(flow, regions)| {
                let derives = flow.derives.iter().map(|derivation| Derived::new(table, derivation)).collect();
                Declaration { flow, lists: lists_of(&self.scene.comparer, flow), regions, derives }
            })
            .collect();
        let categories = self.terms(TaxonomyKind::Category, &asked.categories, reasons);
        let purposes = self.terms(TaxonomyKind::Purpose, &asked.purposes, reasons);
        for category in &categories {
            for purpose in &purposes {
                // The best declaration counts, of equally good ones the first.
                let mut best: Option<(Verdict, Option<&FlowKey>, Reasons)> = None;
                for declaration in &declared {
                    let part = self.declares(declaration, *category, *purpose);
                    if part == Verdict::Broken {
                        continue;
                    }
                    let [_, _, subjects, ..] = &declaration.lists;
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

    /// Whether a pair is part of what a flow declares.
    fn declares(
        &self,
        Declaration { flow, derives, .. }: &Declaration<'a>,
        category: Option<TermIx>,
        purpose: Option<TermIx>,
    ) -> Verdict {
        let of_list = |kind, list: &'a TermList, term: Option<TermIx>| match (list.is_recorded(), term) {
            (false, None) => Verdict::Kept,
            (true, Some(term)) => self.scene.comparer.only(kind, list, &[term]),
            _ => Verdict::Unproven,
        };
        let makes = |term| derives.iter().any(|derived| derived.makes(term));
        let of_category = match category {
            Some(term) if makes(term) => Verdict::Kept,
            category => of_list(TaxonomyKind::Category, &flow.categories, category),
        };
        of_category.max(of_list(TaxonomyKind::Purpose, &flow.purposes, purpose))
    }
}
