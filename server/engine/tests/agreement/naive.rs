//! The naive evaluator: the semantics once more, for clarity alone.
//!
//! It is written from the semantics (`docs/guide/semantics.md`) and their reading (`docs/decisions/`), shares no
//! code with the engine, and knows one way of doing things: loop until nothing changes. Where the engine and this
//! disagree, one of them is wrong.

pub(crate) mod clauses;
pub(crate) mod commitments;
pub(crate) mod compare;
pub(crate) mod contracts;
pub(crate) mod disclosures;
pub(crate) mod legacy;
pub(crate) mod observed;
pub(crate) mod onward;
pub(crate) mod paths;
pub(crate) mod transfers;
pub(crate) mod travel;
pub(crate) mod upkeep;

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::taxonomy::{TermIx, TermTable};
use kept_schema::{
    ContractKey, Day, Flow, FlowKey, NodeId, Notice, Party, PartyKey, PartyKind, PartyStatus, PromiseKey, PromiseKind,
    RecipientSelector, Register, TaxonomyKind, TermKey, TermList,
};

use travel::{Level, Path, Travel, Travels};

/// From best to worst, so that the worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    Kept,
    Unproven,
    Broken,
}

impl Verdict {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Kept => "KEPT",
            Self::Unproven => "UNPROVEN",
            Self::Broken => "BROKEN",
        }
    }

    /// A breach is BROKEN only when the travel is certain too.
    pub(crate) fn capped(self, travels: Level) -> Self {
        if travels == Level::Possible { self.min(Self::Unproven) } else { self }
    }
}

/// What a finding says, in the words that are published.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    pub(crate) rule: &'static str,
    pub(crate) aspect: Option<&'static str>,
    pub(crate) verdict: &'static str,
    pub(crate) severity: &'static str,
    pub(crate) subject: NodeId,
    pub(crate) promise: Option<PromiseKey>,
    pub(crate) contract: Option<ContractKey>,
    pub(crate) categories: Vec<TermKey>,
    pub(crate) path: Vec<FlowKey>,
    pub(crate) due_on: Option<Day>,
    /// The clause or the certification it is about.
    pub(crate) detail: Option<String>,
}

/// Who gets some of the terms in question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recipient {
    pub(crate) party: PartyKey,
    pub(crate) certainty: &'static str,
    pub(crate) path: Vec<FlowKey>,
    /// Every term in question that it holds, with the best certainty.
    pub(crate) categories: Vec<(TermKey, &'static str)>,
    /// Those of the flows that bring it some.
    pub(crate) purposes: Vec<TermKey>,
    pub(crate) regions: Vec<TermKey>,
}

/// What one flow brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Receipt {
    pub(crate) flow: FlowKey,
    pub(crate) source: PartyKey,
    /// Reduced, with the certainty of each.
    pub(crate) categories: Vec<(TermKey, &'static str)>,
    pub(crate) path: Vec<FlowKey>,
}

/// A register on a day.
pub(crate) struct World<'a> {
    pub(crate) register: &'a Register,
    pub(crate) day: Day,
    pub(crate) live: Vec<&'a Flow>,
}

impl<'a> World<'a> {
    pub(crate) fn new(register: &'a Register, day: Day) -> Self {
        let started = |flow: &&Flow| flow.started_on <= day;
        let not_ended = |flow: &&Flow| flow.ended_on.is_none_or(|last| day <= last);
        let live = register.flows().values().map(|flow| &flow.value).filter(started).filter(not_ended).collect();
        Self { register, day, live }
    }

    pub(crate) fn table(&self, kind: TaxonomyKind) -> &'a TermTable {
        self.register.taxonomy().table(kind)
    }

    pub(crate) fn term(&self, kind: TaxonomyKind, key: &TermKey) -> TermIx {
        self.table(kind).find(key.as_str()).expect("a validated register knows its terms")
    }

    pub(crate) fn terms(&self, kind: TaxonomyKind, list: &TermList) -> Vec<TermIx> {
        list.iter().map(|key| self.term(kind, key)).collect()
    }

    pub(crate) fn covers(&self, kind: TaxonomyKind, a: TermIx, b: TermIx) -> bool {
        let mut current = Some(b);
        while let Some(term) = current {
            if term == a {
                return true;
            }
            current = self.table(kind).get(term).and_then(|info| info.parent);
        }
        false
    }

    /// Everything that some of these terms cover.
    pub(crate) fn down(&self, kind: TaxonomyKind, above: &[TermIx]) -> BTreeSet<TermIx> {
        let all = self.table(kind).iter().map(|(term, _)| term);
        all.filter(|below| above.iter().any(|above| self.covers(kind, *above, *below))).collect()
    }

    pub(crate) fn all_categories(&self) -> BTreeSet<TermIx> {
        self.table(TaxonomyKind::Category).iter().map(|(term, _)| term).collect()
    }

    pub(crate) fn category_key(&self, term: TermIx) -> TermKey {
        self.table(TaxonomyKind::Category).get(term).expect("a term of this taxonomy").key.clone()
    }

    /// Category terms without those under another of them.
    pub(crate) fn reduced(&self, terms: &BTreeSet<TermIx>) -> BTreeSet<TermIx> {
        let under_another = |term: TermIx| {
            terms.iter().any(|other| *other != term && self.covers(TaxonomyKind::Category, *other, term))
        };
        terms.iter().copied().filter(|term| !under_another(*term)).collect()
    }

    /// The reduced terms as they are published.
    pub(crate) fn published(&self, terms: &BTreeSet<TermIx>) -> Vec<TermKey> {
        let keys: BTreeSet<TermKey> = self.reduced(terms).into_iter().map(|term| self.category_key(term)).collect();
        keys.into_iter().collect()
    }

    pub(crate) fn party(&self, key: &PartyKey) -> &'a Party {
        self.register.parties().get(key).expect("a validated register knows its parties")
    }

    pub(crate) fn parties(&self) -> impl Iterator<Item = &'a Party> {
        self.register.parties().values().map(|party| &party.value)
    }

    /// The end of the chain of operators.
    pub(crate) fn operator(&self, key: &'a PartyKey) -> &'a PartyKey {
        match &self.party(key).operator {
            Some(operator) => self.operator(operator),
            None => key,
        }
    }

    pub(crate) fn is_own(&self, key: &'a PartyKey) -> bool {
        self.party(self.operator(key)).kind == PartyKind::SelfParty
    }

    pub(crate) fn own_parties(&self) -> BTreeSet<&'a PartyKey> {
        self.parties().map(|party| &party.key).filter(|key| self.is_own(key)).collect()
    }

    pub(crate) fn is_internal(&self, flow: &'a Flow) -> bool {
        self.operator(&flow.source) == self.operator(&flow.recipient)
    }

    /// Whether a flow leaves, as the giver of a notice sees it.
    pub(crate) fn leaves(&self, flow: &'a Flow, giver: &PartyKey) -> bool {
        !self.is_internal(flow) && self.operator(&flow.recipient) != giver
    }

    /// Whether the recipient of a hop, or its operator, is one of the selected.
    pub(crate) fn matches(&self, flow: &'a Flow, selector: &RecipientSelector) -> bool {
        let selected = |party: &Party| {
            selector.kinds.contains(&party.kind)
                || selector.parties.contains(&party.key)
                || selector.tags.iter().any(|tag| party.tags.contains(tag))
        };
        selected(self.party(&flow.recipient)) || selected(self.party(self.operator(&flow.recipient)))
    }

    pub(crate) fn giver(&self, notice: &'a Notice) -> &'a PartyKey {
        notice.by.as_ref().expect("a validated notice has a giver")
    }

    /// From its first day until the day before that of one that supersedes it, or through its last.
    pub(crate) fn is_notice_in_force(&self, notice: &Notice) -> bool {
        let superseded = self
            .register
            .notices()
            .values()
            .any(|other| other.supersedes.as_ref() == Some(&notice.key) && other.effective_on <= self.day);
        let ended = notice.ended_on.is_some_and(|last| last < self.day);
        notice.effective_on <= self.day && !superseded && !ended
    }

    pub(crate) fn notices_in_force(&self) -> Vec<&'a Notice> {
        let notices = self.register.notices().values().map(|notice| &notice.value);
        notices.filter(|notice| self.is_notice_in_force(notice)).collect()
    }

    /// The systems it names, or its giver and everything the giver operates.
    pub(crate) fn systems(&self, notice: &'a Notice) -> BTreeSet<&'a PartyKey> {
        if notice.systems.is_empty() {
            let giver = self.giver(notice);
            self.parties().map(|party| &party.key).filter(|key| self.operator(key) == giver).collect()
        } else {
            notice.systems.iter().collect()
        }
    }

    /// Data of ours: every party of ours holds everything.
    pub(crate) fn our_data(&self) -> Travel<'a> {
        Travel::new(self, &self.own_parties(), None)
    }

    /// Who gets some of these terms, of these people when any are named: the nearest first.
    pub(crate) fn recipients(&self, of: &TermList, subjects: &TermList) -> Vec<Recipient> {
        let travels = Travels::new(self, &self.own_parties(), subjects);
        let asked = self.down(TaxonomyKind::Category, &self.terms(TaxonomyKind::Category, of));
        let mut recipients = Vec::new();
        for party in self.parties().filter(|party| !self.is_own(&party.key)) {
            let mut categories = BTreeMap::new();
            let mut best: Option<(Level, Path<'_>)> = None;
            for level in [Level::Certain, Level::Possible] {
                let mut held = travels.held(&party.key, level);
                held.retain(|term, _| asked.contains(term));
                if best.is_none() {
                    best = held.values().min().map(|shortest| (level, shortest.clone()));
                }
                for term in held.keys() {
                    categories.entry(self.category_key(*term)).or_insert(level.code());
                }
            }
            let Some((certainty, path)) = best else { continue };
            let brings = |flow: &&&Flow| {
                let carried = travels.carried(self, flow, Level::Possible);
                flow.recipient == party.key && carried.keys().any(|term| asked.contains(term))
            };
            let bringing: Vec<&Flow> = self.live.iter().filter(brings).copied().collect();
            let purposes: BTreeSet<&TermKey> = bringing.iter().flat_map(|flow| &flow.purposes).collect();
            let regions: BTreeSet<&TermKey> = bringing.iter().flat_map(|flow| &flow.regions).collect();
            recipients.push(Recipient {
                party: party.key.clone(),
                certainty: certainty.code(),
                path: path.keys(),
                categories: categories.into_iter().collect(),
                purposes: purposes.into_iter().cloned().collect(),
                regions: regions.into_iter().cloned().collect(),
            });
        }
        recipients.sort_by_key(|recipient| (recipient.path.len(), recipient.party.clone()));
        recipients
    }

    /// What each flow into a party brings of our data, by flow.
    pub(crate) fn received(&self, by: &PartyKey) -> Vec<Receipt> {
        let travel = self.our_data();
        let mut receipts = Vec::new();
        for flow in self.live.iter().filter(|flow| flow.recipient == *by) {
            let Some((_, best)) = travel.best_carried(self, flow) else { continue };
            let certain = travel.carried(self, flow, Level::Certain);
            let possible = travel.carried(self, flow, Level::Possible);
            let level = |term| if certain.contains_key(term) { Level::Certain } else { Level::Possible };
            // What is certain is told where nothing broader is.
            let mut told = self.reduced(&possible.keys().copied().collect());
            told.extend(self.reduced(&certain.keys().copied().collect()));
            let mut categories: Vec<(TermKey, &'static str)> =
                told.iter().map(|term| (self.category_key(*term), level(term).code())).collect();
            categories.sort();
            receipts.push(Receipt {
                flow: flow.key.clone(),
                source: flow.source.clone(),
                categories,
                path: best.values().min().expect("something is carried").keys(),
            });
        }
        receipts
    }

    /// The verdicts on the promises of the notices in force.
    pub(crate) fn promise_verdicts(&self, findings: &[Finding]) -> BTreeMap<PromiseKey, Verdict> {
        let notices: BTreeSet<_> = self.notices_in_force().into_iter().map(|notice| &notice.key).collect();
        let promises = self.register.promises().values();
        let listed = promises.filter(|promise| promise.notice.as_ref().is_some_and(|notice| notices.contains(notice)));
        let verdict = |key: &PromiseKey, kind| match kind {
            PromiseKind::Disclosure => Verdict::Kept,
            PromiseKind::Commitment => {
                let broken = |finding: &&Finding| finding.promise.as_ref() == Some(key);
                let codes: BTreeSet<_> = findings.iter().filter(broken).map(|finding| finding.verdict).collect();
                if codes.contains("BROKEN") {
                    Verdict::Broken
                } else if codes.contains("UNPROVEN") {
                    Verdict::Unproven
                } else {
                    Verdict::Kept
                }
            }
        };
        listed.map(|promise| (promise.key.clone(), verdict(&promise.key, promise.kind))).collect()
    }

    /// All findings, sorted.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        contracts::flow_findings(self, &mut findings);
        contracts::deadline_findings(self, &mut findings);
        self.offboarded(&mut findings);
        commitments::findings(self, &mut findings);
        disclosures::undisclosed(self, &mut findings);
        disclosures::unused(self, &mut findings);
        clauses::missing(self, &mut findings);
        upkeep::certifications(self, &mut findings);
        upkeep::unverified(self, &mut findings);
        observed::undeclared(self, &mut findings);
        onward::findings(self, &mut findings);
        transfers::findings(self, &mut findings);
        legacy::findings(self, &mut findings);
        findings.sort();
        findings
    }

    fn offboarded(&self, findings: &mut Vec<Finding>) {
        let travel = self.our_data();
        for flow in &self.live {
            let Some((level, carried)) = travel.best_carried(self, flow) else { continue };
            let ends = [self.party(&flow.recipient), self.party(self.operator(&flow.recipient))];
            let gone = ends.iter().any(|party| {
                party.status == PartyStatus::Offboarded && party.offboarded_on.is_none_or(|day| day <= self.day)
            });
            if gone {
                let verdict = Verdict::Broken.capped(level);
                findings.push(self.about_flow(
                    "flow-to-offboarded-party",
                    None,
                    verdict,
                    ["MEDIUM", "HIGH"],
                    flow,
                    &carried,
                ));
            }
        }
    }

    /// A finding about a flow, with the terms of the best certainty that it concerns.
    fn about_flow(
        &self,
        rule: &'static str,
        aspect: Option<&'static str>,
        verdict: Verdict,
        [when_unproven, when_broken]: [&'static str; 2],
        flow: &Flow,
        carried: &BTreeMap<TermIx, Path<'a>>,
    ) -> Finding {
        Finding {
            rule,
            aspect,
            verdict: verdict.code(),
            severity: if verdict == Verdict::Broken { when_broken } else { when_unproven },
            subject: NodeId::Flow(flow.key.clone()),
            promise: None,
            contract: None,
            categories: self.published(&carried.keys().copied().collect()),
            path: carried.values().min().map(Path::keys).unwrap_or_default(),
            due_on: None,
            detail: None,
        }
    }
}
