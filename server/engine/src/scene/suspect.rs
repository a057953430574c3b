//! What a rule suspects of a flow, made a finding with the path that shows it.

use kept_schema::taxonomy::TermIx;
use kept_schema::{Flow, FlowKey, NodeId, PromiseKey, TermKey};

use super::Scene;
use crate::finding::{Identity, capped, severity};
use crate::graph::{Journey, TermSet, Terms, Travel};
use crate::language::said;
use crate::prose::{self, Data};
use crate::witness::{Fact, Travelled, Witness};
use crate::{Aspect, Certainty, Finding, Rule, Said, Verdict};

/// What may be wrong with a flow.
#[derive(Debug)]
pub(crate) struct Suspect<'s, 'a> {
    pub(crate) rule: Rule,
    pub(crate) aspect: Option<Aspect>,
    pub(crate) flow: u32,
    pub(crate) travel: &'s Travel<'a>,
    /// What it carries of the data in question.
    pub(crate) carried: &'s Terms,
    /// How wrong it is if it certainly carries it.
    pub(crate) breach: Verdict,
    pub(crate) promise: Option<&'s PromiseKey>,
    pub(crate) contract: Option<&'s kept_schema::ContractKey>,
    /// The categories to name, when not those it carries.
    pub(crate) categories: Option<Vec<TermKey>>,
    pub(crate) fact: Fact,
}

/// What a message can tell of.
#[derive(Debug)]
pub(crate) struct Told<'t> {
    pub(crate) flow: &'t Flow,
    pub(crate) categories: &'t [TermKey],
    pub(crate) certainty: Certainty,
    /// How to settle what is only possible; empty when it is certain.
    pub(crate) doubt: Said,
}

impl<'t> Told<'t> {
    /// The data the finding is about.
    pub(crate) const fn data(&self) -> Data<'t> {
        prose::data(self.categories)
    }

    /// "receives", or "may receive" when it is only possible.
    pub(crate) const fn verb(&self, certain: Said<&'static str>, possible: Said<&'static str>) -> Said<&'static str> {
        match self.certainty {
            Certainty::Certain => certain,
            Certainty::Possible => possible,
        }
    }

    pub(crate) const fn receives(&self) -> Said<&'static str> {
        self.verb(Said::new("receives", "erhält"), Said::new("may receive", "erhält möglicherweise"))
    }

    pub(crate) const fn passes(&self) -> Said<&'static str> {
        self.verb(Said::new("passes", "gibt"), Said::new("may pass", "gibt möglicherweise"))
    }

    pub(crate) const fn still_receives(&self) -> Said<&'static str> {
        self.verb(
            Said::new("still receives", "erhält weiterhin"),
            Said::new("may still receive", "erhält möglicherweise weiterhin"),
        )
    }
}

impl<'a> Scene<'a> {
    /// A finding about a flow that carries `carried`, which is wrong as far as `breach` says.
    /// `None` when it carries nothing or is kept.
    pub(crate) fn finding(&self, suspect: &Suspect<'_, 'a>, tell: impl FnOnce(&Told<'_>) -> Said) -> Option<Finding> {
        self.finding_by(suspect, |certainty, best| suspect.travel.journey(suspect.flow, certainty, best), tell)
    }

    /// The same, by a path that is not just the shortest.
    pub(crate) fn finding_by(
        &self,
        suspect: &Suspect<'_, 'a>,
        path: impl FnOnce(Certainty, &TermSet) -> Option<Journey>,
        tell: impl FnOnce(&Told<'_>) -> Said,
    ) -> Option<Finding> {
        let Suspect { rule, aspect, flow, carried, breach, .. } = *suspect;
        let (certainty, best) = carried.best().filter(|_| breach != Verdict::Kept)?;
        let verdict = capped(breach, certainty);
        let journey = path(certainty, best)?;
        self.lean_on(&journey.flows);
        let categories = suspect.categories.clone().unwrap_or_else(|| self.topmost(best));
        let record = self.graph.flow(flow)?;
        let message =
            tell(&Told { flow: record, categories: &categories, certainty, doubt: self.doubt(certainty, &journey) });
        let key = |term: TermIx| self.graph.categories().get(term).map(|info| info.key.clone());
        let subject_key = |term: TermIx| {
            let table = self.comparer.table(kept_schema::TaxonomyKind::Subject);
            table.get(term).map(|info| info.key.clone())
        };
        let travelled = Travelled {
            certainty,
            category: journey.category.and_then(key)?,
            subject: journey.subject.and_then(subject_key),
        };
        let subject = NodeId::Flow(record.key.clone());
        let mut finding = Finding {
            id: crate::FindingId::new([0; 8]),
            rule,
            aspect,
            verdict,
            severity: severity(rule, aspect, verdict),
            subject,
            promise: suspect.promise.cloned(),
            contract: suspect.contract.cloned(),
            clause: None,
            categories,
            path: self.graph.flow_keys(&journey.flows),
            due_on: None,
            message: message.into(),
            witness: Witness { travelled: Some(travelled), fact: suspect.fact.clone() },
        };
        finding.id = Identity::of(&finding).id();
        Some(finding)
    }

    /// What to declare more narrowly, so that what is possible becomes certain or impossible.
    fn doubt(&self, certainty: Certainty, journey: &Journey) -> Said {
        if certainty == Certainty::Certain {
            return Said::default();
        }
        let broad = |flow: &&u32| {
            let Some(row) = self.graph.row(**flow) else { return false };
            let lists = |kind, list| self.graph.lists(kind).terms(list);
            let names = |kind, list, term: Option<TermIx>| term.is_none_or(|term| lists(kind, list).contains(&term));
            let (categories, subjects) = self.graph.recorded(row);
            !names(kept_schema::TaxonomyKind::Category, categories, journey.category)
                || !names(kept_schema::TaxonomyKind::Subject, subjects, journey.subject)
        };
        let broad = journey.flows.iter().find(broad).and_then(|flow| self.graph.flow(*flow));
        let key = broad.map(|flow: &Flow| &flow.key);
        key.map_or_else(Said::default, |key: &FlowKey| {
            said!(
                "; to know for certain, declare more narrowly what the flow {key} carries",
                "; sicher wird es, wenn genauer angegeben ist, was der Datenfluss {key} trägt";
                key
            )
        })
    }
}
