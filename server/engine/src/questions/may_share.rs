//! May this be shared now? Asked by other systems at run time.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

use kept_schema::taxonomy::TermIx;
use kept_schema::{
    ContractKey, Day, Flow, FlowKey, Limits, PartyKey, Promise, PromiseKey, PromiseKind, Register, TaxonomyKind,
    TermKey, TermList,
};
use serde::{Serialize, Serializer};

use crate::contracts::{Coverage, Declared, FlowLists, lists_of};
use crate::disclosures::{Sharers, disclosed, names, sharers};
use crate::graph::{Derived, Live, Sending, TermSet, Travel};
use crate::limits::{self, Position};
use crate::rules::offboarded;
use crate::scene::{Scene, verdict};
use crate::watches::subjects_of;
use crate::{Aspect, Certainty, SharingGraph, Verdict, prose};

/// A sharing that is about to happen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sharing {
    /// Who would give the data.
    pub source: PartyKey,
    /// Who would receive it.
    pub recipient: PartyKey,
    /// Which data; not known when there are none.
    pub categories: Vec<TermKey>,
    /// What for; not known when there are none.
    pub purposes: Vec<TermKey>,
}

/// Whether a sharing may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// It is declared, and shown to be right.
    Allow,
    /// It cannot be shown to be right. Do not share until it can.
    Unproven,
    /// It is shown to be wrong.
    Deny,
}

impl Decision {
    /// The published code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Allow => "ALLOW",
            Self::Unproven => "UNPROVEN",
            Self::Deny => "DENY",
        }
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl Serialize for Decision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// What speaks against a sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// No live flow declares it.
    Declaration,
    /// Nothing shows that the source has such data of ours.
    Origin,
    /// No contract in force admits it.
    Contract,
    /// A commitment does not allow it; when its aspect is `consent`, users did not agree as promised.
    Commitment,
    /// Users were not told of it.
    Disclosure,
    /// The recipient was offboarded.
    Offboarded,
}

impl Ground {
    /// The published code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Declaration => "DECLARATION",
            Self::Origin => "ORIGIN",
            Self::Contract => "CONTRACT",
            Self::Commitment => "COMMITMENT",
            Self::Disclosure => "DISCLOSURE",
            Self::Offboarded => "OFFBOARDED",
        }
    }
}

impl Serialize for Ground {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// One thing that speaks against a sharing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reason {
    /// BROKEN when it alone denies the sharing, else UNPROVEN.
    pub verdict: Verdict,
    /// What it is.
    pub ground: Ground,
    /// The side of a contract or commitment.
    pub aspect: Option<Aspect>,
    /// The contract.
    pub contract: Option<ContractKey>,
    /// The promise.
    pub promise: Option<PromiseKey>,
    /// The declared flow that was looked at.
    pub flow: Option<FlowKey>,
    /// The categories it is about, of those asked for, by key.
    pub categories: Vec<TermKey>,
    /// The same in a sentence.
    pub message: String,
}

/// Whether a sharing may happen, and why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// The day it is about.
    pub as_of: Day,
    /// The revision of the register it is true of.
    pub revision: u64,
    /// The worst of the reasons; ALLOW when there are none.
    pub decision: Decision,
    /// The declared flows it would be part of, by key.
    pub flows: Vec<FlowKey>,
    /// What speaks against it, the gravest first.
    pub reasons: Vec<Reason>,
}

/// Answers whether sharings may happen: everything that does not depend on the question is worked out once for
/// a register and a day, so that a question costs what stands between its two parties and not the register.
#[derive(Debug)]
pub struct Desk<'a> {
    scene: Scene<'a>,
    live: Live,
    ours: Rc<Travel<'a>>,
    /// By the travel of the data they are about, which is asked once for all of them.
    commitments: Vec<(Rc<Travel<'a>>, Vec<Commitment<'a>>)>,
    sharers: Vec<(Sharers<'a>, Rc<Travel<'a>>)>,
}

#[derive(Debug)]
struct Commitment<'a> {
    promise: &'a Promise,
    limits: &'a Limits,
    aspects: Vec<Aspect>,
    giver: u32,
    /// The categories in scope; all when `None`.
    scope: Option<TermSet>,
}

/// A pair of what is asked about, as a hop that lists just that.
struct Hop<'q, 'a> {
    ends: [u32; 2],
    category: Option<TermIx>,
    purpose: Option<TermIx>,
    /// The declaration it would be part of, with its lists.
    flow: Option<(&'a Flow, &'q FlowLists)>,
    sending: Sending<'q>,
}

/// A declared flow, with what questions about it need.
type Declaration<'a> = (&'a Flow, FlowLists, Vec<Derived>);

/// What tells reasons apart.
type ReasonKey = (Ground, Option<Aspect>, Option<ContractKey>, Option<PromiseKey>, Option<FlowKey>);
/// Reasons with the categories they are about.
type Reasons = BTreeMap<ReasonKey, (Verdict, Vec<TermIx>, String)>;

impl<'a> Desk<'a> {
    /// Prepares answers about a day. `graph` must be the graph of `register`.
    #[must_use]
    pub fn new(register: &'a Register, graph: &'a SharingGraph, day: Day) -> Self {
        let scene = Scene::new(register, graph, day);
        let notices: BTreeMap<_, _> = scene.notices().iter().map(|notice| (&notice.key, *notice)).collect();
        let mut commitments: BTreeMap<(Vec<u32>, Vec<TermIx>), Vec<Commitment<'a>>> = BTreeMap::new();
        for promise in register.promises().values() {
            let Some(limits) = promise.limits.as_ref().filter(|_| promise.kind == PromiseKind::Commitment) else {
                continue;
            };
            let Some(notice) = promise.notice.as_ref().and_then(|notice| notices.get(notice)) else { continue };
            let Some(giver) = notice.by.as_ref().and_then(|by| graph.party_number(by)) else { continue };
            let mut subjects: Vec<TermIx> =
                scene.comparer.table(TaxonomyKind::Subject).find_all(subjects_of(promise, notice)).collect();
            subjects.sort_unstable();
            subjects.dedup();
            let categories = &promise.scope.categories;
            let scope = || TermSet::down(graph.categories(), graph.categories().find_all(categories));
            let scope = categories.is_recorded().then(scope);
            let commitment = Commitment { promise, limits, aspects: limits::limited(limits), giver, scope };
            commitments.entry((graph.systems_of(notice), subjects)).or_default().push(commitment);
        }
        let travelled = |((origins, subjects), commitments)| (scene.travel(origins, subjects), commitments);
        let commitments = commitments.into_iter().map(travelled).collect();
        let with_travel = |group: Sharers<'a>| {
            let travel = scene.travel(group.systems.clone(), Vec::new());
            (group, travel)
        };
        let sharers = sharers(&scene).into_iter().map(with_travel).collect();
        let (live, ours) = (graph.live(day), scene.ours().clone());
        // The contracts are arranged now, and not at the first question.
        scene.coverage_of(
            [0, 0],
            Declared { categories: &[], purposes: &[], subjects: &[], regions: &[], safeguards: &[], retention: None },
        );
        Self { scene, live, ours, commitments, sharers }
    }

    /// Whether a sharing may happen.
    #[must_use]
    pub fn may_share(&self, asked: &Sharing) -> Answer {
        let mut reasons = Reasons::new();
        let mut flows = Vec::new();
        if let Some(ends) = self.ends(asked, &mut reasons) {
            self.pairs(asked, ends, &mut reasons, &mut flows);
        }
        flows.sort();
        flows.dedup();
        let graph = self.scene.graph;
        let mut reasons: Vec<Reason> = reasons
            .into_iter()
            .map(|((ground, aspect, contract, promise, flow), (verdict, categories, message))| Reason {
                verdict,
                ground,
                aspect,
                contract,
                promise,
                flow,
                categories: {
                    let mut keys = graph.category_keys(categories);
                    keys.dedup();
                    keys
                },
                message,
            })
            .collect();
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.verdict));
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
                undeclared(reasons, &format!("There is no party {key} in the register"));
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
                None => undeclared(reasons, &format!("The register does not know the term {key}")),
            }
        }
        terms
    }

    fn pairs(&self, asked: &Sharing, ends: [u32; 2], reasons: &mut Reasons, flows: &mut Vec<FlowKey>) {
        let graph = self.scene.graph;
        let between = graph.rows_between(ends[0], ends[1]);
        // Of flows that declare the same only the first one counts; busy parties have thousands of them.
        let mut known: BTreeSet<(u32, u32, u32)> = BTreeSet::new();
        let live = between.into_iter().filter(|(_, row)| self.live.has(row.period) && known.insert(row.declaration()));
        let table = graph.categories();
        let declared: Vec<Declaration<'a>> = live
            .filter_map(|(flow, _)| graph.flow(flow))
            .map(|flow| {
                let derives = flow.derives.iter().map(|derivation| Derived::new(table, derivation)).collect();
                (flow, lists_of(&self.scene.comparer, flow), derives)
            })
            .collect();
        let categories = self.terms(TaxonomyKind::Category, &asked.categories, reasons);
        let purposes = self.terms(TaxonomyKind::Purpose, &asked.purposes, reasons);
        for category in &categories {
            for purpose in &purposes {
                // The best declaration counts, of equally good ones the first.
                let mut best: Option<(Verdict, Option<&FlowKey>, Reasons)> = None;
                for (flow, lists, derives) in &declared {
                    let part = self.declares((flow, derives), *category, *purpose);
                    if part == Verdict::Broken {
                        continue;
                    }
                    let [_, _, subjects, ..] = lists;
                    let sending = Sending::new(table, *category, subjects, derives);
                    let hop = Hop { ends, category: *category, purpose: *purpose, flow: Some((flow, lists)), sending };
                    let found = self.of_hop(&hop, part);
                    let worst = worst(&found);
                    if best.as_ref().is_none_or(|(known, ..)| worst < *known) {
                        best = Some((worst, Some(&flow.key), found));
                    }
                    if worst == Verdict::Kept {
                        break;
                    }
                }
                let (_, flow, found) = best.unwrap_or_else(|| {
                    let sending = Sending::new(table, *category, &[], &[]);
                    let hop = Hop { ends, category: *category, purpose: *purpose, flow: None, sending };
                    let found = self.of_hop(&hop, Verdict::Unproven);
                    (worst(&found), None, found)
                });
                flows.extend(flow.cloned());
                for (key, (verdict, categories, message)) in found {
                    add(reasons, key, verdict, categories, || message);
                }
            }
        }
    }

    /// Whether a pair is part of what a flow declares.
    fn declares(
        &self,
        (flow, derives): (&'a Flow, &[Derived]),
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

    /// What speaks against a pair as part of a declaration, or of none.
    fn of_hop(&self, hop: &Hop<'_, 'a>, declared: Verdict) -> Reasons {
        let mut reasons = Reasons::new();
        let [source, recipient] = hop.ends;
        let scene = &self.scene;
        let (from, to) = (scene.name(source), scene.name(recipient));
        let flow = hop.flow.map(|(flow, _)| flow);
        let categories: Vec<TermIx> = hop.category.into_iter().collect();
        let mut against = |ground,
                           aspect,
                           contract: Option<&ContractKey>,
                           promise: Option<&PromiseKey>,
                           verdict,
                           text: &dyn Fn() -> String| {
            if verdict == Verdict::Kept {
                return;
            }
            let key = (ground, aspect, contract.cloned(), promise.cloned(), flow.map(|flow| flow.key.clone()));
            add(&mut reasons, key, verdict, categories.clone(), text);
        };
        against(Ground::Declaration, None, None, None, declared, &|| match flow {
            Some(flow) => format!("The flow {} from {from} to {to} declares only part of this", flow.key),
            None => format!("No live flow from {from} to {to} declares this"),
        });

        let sent = self.ours.sent(source, &hop.sending);
        let Some((certainty, _)) = sent.best() else {
            against(Ground::Origin, None, None, None, Verdict::Unproven, &|| {
                format!("Nothing in the register shows that {from} has such data of ours")
            });
            return reasons;
        };
        let capped = |breach: Verdict, certainty: Certainty| match certainty {
            Certainty::Certain => breach,
            Certainty::Possible => breach.min(Verdict::Unproven),
        };

        let coverage = self.coverage(hop);
        match &coverage {
            Coverage::Covered => {}
            Coverage::Missing => {
                against(Ground::Contract, None, None, None, capped(Verdict::Broken, certainty), &|| {
                    format!(
                        "There is no contract between {} and {}",
                        scene.operator_name(source),
                        scene.operator_name(recipient)
                    )
                });
            }
            Coverage::Ended(contract, last) => {
                against(Ground::Contract, None, Some(&contract.key), None, capped(Verdict::Broken, certainty), &|| {
                    format!("{} ended on {last}", prose::contract(contract))
                });
            }
            Coverage::Outside(sides) => {
                for (side, contract, _) in sides {
                    let verdict = capped(side.verdict, certainty);
                    against(Ground::Contract, Some(side.aspect), Some(&contract.key), None, verdict, &|| {
                        let provably = if side.verdict == Verdict::Unproven { "provably " } else { "" };
                        format!("{} does not {provably}admit its {}", prose::contract(contract), side.aspect)
                    });
                }
            }
        }

        if let Some(party) = scene.with_operator(recipient).and_then(|parties| offboarded(parties, scene.day)) {
            against(Ground::Offboarded, None, None, None, capped(Verdict::Broken, certainty), &|| {
                let since = party.offboarded_on.map_or_else(String::new, |day| format!(" on {day}"));
                format!("{} was offboarded{since}", party.name)
            });
        }

        let operators = [scene.graph.operator(source), scene.graph.operator(recipient)];
        let source_is_own = scene.graph.is_own(source);
        let concerned = self.commitments.iter().flat_map(|(travel, commitments)| {
            let sent = travel.sent(source, &hop.sending);
            let concerned = move |commitment: &'_ Commitment<'a>| match &commitment.scope {
                Some(scope) => sent.and(scope).best().map(|(certainty, _)| certainty),
                None => sent.best().map(|(certainty, _)| certainty),
            };
            commitments.iter().filter_map(move |commitment| Some((commitment, concerned(commitment)?)))
        });
        for (commitment, certainty) in concerned {
            let position = Position::new([&operators[0], &operators[1]], &commitment.giver, source_is_own);
            for aspect in &commitment.aspects {
                if limits::only_of_leaving(*aspect) && !position.leaves {
                    continue;
                }
                let breach = self.limit(commitment.limits, *aspect, hop, position, &coverage);
                let promise = Some(&commitment.promise.key);
                against(Ground::Commitment, Some(*aspect), None, promise, capped(breach, certainty), &|| {
                    let may = if breach == Verdict::Broken { "does not allow" } else { "may not allow" };
                    let quote = commitment.promise.quote.as_ref();
                    let quote = quote.map_or_else(String::new, |quote| format!(" (\"{quote}\")"));
                    format!("The promise {}{quote} {may} this {aspect}", commitment.promise.key)
                });
            }
        }

        let mut spoken_for = !source_is_own || operators[0] == operators[1];
        for (group, travel) in &self.sharers {
            spoken_for |= group.systems.binary_search(&source).is_ok();
            if !Position::new([&operators[0], &operators[1]], &group.giver, source_is_own).leaves {
                continue;
            }
            let sent = travel.sent(source, &hop.sending);
            let parties = scene.with_operator(recipient);
            let speaks = |disclosure: &&'a Promise| parties.is_some_and(|parties| names(disclosure, parties));
            let speaking: Vec<&'a Promise> =
                group.disclosures.iter().copied().filter(|promise| speaks(promise)).collect();
            for category in scene.graph.topmost(&sent.possible) {
                let breach = disclosed(&scene.comparer, &speaking, category, hop.purpose.as_slice());
                let certainty = if sent.certain.contains(category) { Certainty::Certain } else { Certainty::Possible };
                against(Ground::Disclosure, None, None, None, capped(breach, certainty), &|| {
                    let titles: Vec<&str> = group.notices.iter().map(|notice| notice.title.as_str()).collect();
                    let only = if breach == Verdict::Unproven { " more than in part" } else { "" };
                    format!("{} does not disclose this{only}", prose::all(&titles))
                });
            }
        }
        if !spoken_for {
            against(Ground::Disclosure, None, None, None, Verdict::Unproven, &|| {
                format!("No notice in force speaks for {from}")
            });
        }
        reasons
    }

    /// What contracts say of it.
    fn coverage(&self, hop: &Hop<'_, 'a>) -> Coverage<'a> {
        let declared = match hop.flow {
            Some((flow, lists)) => Declared::new(lists, flow),
            None => Declared {
                categories: &[],
                purposes: &[],
                subjects: &[],
                regions: &[],
                safeguards: &[],
                retention: None,
            },
        };
        let declared = Declared { categories: hop.category.as_slice(), purposes: hop.purpose.as_slice(), ..declared };
        self.scene.coverage_of(hop.ends, declared)
    }

    /// What a limit says of it.
    fn limit(
        &self,
        limits: &'a Limits,
        aspect: Aspect,
        hop: &Hop<'_, 'a>,
        position: Position,
        coverage: &Coverage<'a>,
    ) -> Verdict {
        let comparer = &self.scene.comparer;
        let flow = hop.flow.map(|(flow, _)| flow);
        let (regions, safeguards) =
            hop.flow.map_or((&[][..], &[][..]), |(_, [_, _, _, regions, safeguards])| (regions, safeguards));
        match aspect {
            Aspect::Purpose => limits::purposes(comparer, limits, hop.purpose.as_slice()),
            Aspect::Region => limits::regions(comparer, limits, regions),
            Aspect::Safeguard => limits::safeguards(comparer, limits, safeguards),
            Aspect::Retention => limits::retention(limits, flow.and_then(|flow| flow.retention)),
            Aspect::Consent => limits::consent(limits, flow.and_then(|flow| flow.consent)),
            Aspect::Sale => limits::sale(limits, flow.and_then(|flow| flow.consideration)),
            Aspect::Contract => verdict(coverage),
            Aspect::Onward => position.forbidden_onward(),
            Aspect::Recipient | Aspect::Category | Aspect::Subject | Aspect::Clause => {
                let parties = self.scene.with_operator(hop.ends[1]);
                parties.map_or(Verdict::Kept, |parties| limits::recipient(limits, parties))
            }
        }
    }
}

fn worst(reasons: &Reasons) -> Verdict {
    reasons.values().map(|(verdict, ..)| *verdict).max().unwrap_or(Verdict::Kept)
}

fn undeclared(reasons: &mut Reasons, message: &str) {
    // Each unknown name is a reason of its own: one sentence tells of all.
    let known = reasons
        .entry((Ground::Declaration, None, None, None, None))
        .or_insert_with(|| (Verdict::Unproven, Vec::new(), String::new()));
    if !known.2.is_empty() {
        known.2.push_str("; ");
    }
    known.2.push_str(message);
}

/// The worst of what is said twice counts.
fn add(
    reasons: &mut Reasons,
    key: ReasonKey,
    verdict: Verdict,
    categories: Vec<TermIx>,
    message: impl FnOnce() -> String,
) {
    match reasons.get_mut(&key) {
        None => {
            reasons.insert(key, (verdict, categories, message()));
        }
        Some(known) => {
            known.1.extend(categories);
            if verdict > known.0 {
                known.0 = verdict;
                known.2 = message();
            }
        }
    }
}
