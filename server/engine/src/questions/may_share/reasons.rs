//! What speaks against a sharing, gathered over everything that is asked about at once.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use kept_schema::taxonomy::TermIx;
use kept_schema::{ContractKey, FlowKey, PromiseKey};

use super::answer::{Ground, Reason};
use crate::{Aspect, Said, SharingGraph, Verdict};

/// What tells reasons apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ReasonKey {
    pub(super) ground: Ground,
    pub(super) aspect: Option<Aspect>,
    pub(super) contract: Option<ContractKey>,
    pub(super) promise: Option<PromiseKey>,
    pub(super) flow: Option<FlowKey>,
}

/// How grave a reason is, the categories it is about, and a sentence.
type Told = (Verdict, Vec<TermIx>, Said);

/// Reasons with the categories they are about.
#[derive(Debug, Default)]
pub(super) struct Reasons(BTreeMap<ReasonKey, Told>);

impl Reasons {
    /// The verdict of the gravest; KEPT when there is none.
    pub(super) fn worst(&self) -> Verdict {
        self.0.values().map(|(verdict, ..)| *verdict).max().unwrap_or(Verdict::Kept)
    }

    /// The worst of what is said twice counts.
    pub(super) fn add(
        &mut self,
        key: ReasonKey,
        verdict: Verdict,
        categories: impl IntoIterator<Item = TermIx>,
        message: impl FnOnce() -> Said,
    ) {
        match self.0.get_mut(&key) {
            None => {
                self.0.insert(key, (verdict, categories.into_iter().collect(), message()));
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

    pub(super) fn extend(&mut self, others: Self) {
        for (key, (verdict, categories, message)) in others.0 {
            self.add(key, verdict, categories, || message);
        }
    }

    /// That the register does not know a name. One sentence tells of all of them.
    pub(super) fn unknown(&mut self, message: Said) {
        let key = ReasonKey { ground: Ground::Declaration, aspect: None, contract: None, promise: None, flow: None };
        match self.0.get_mut(&key) {
            None => {
                self.0.insert(key, (Verdict::Unproven, Vec::new(), message));
            }
            Some((.., known)) => {
                known.push(&"; ");
                known.push(&message);
            }
        }
    }

    /// As they are told: the gravest first.
    pub(super) fn told(self, graph: &SharingGraph) -> Vec<Reason> {
        let told = |(key, (verdict, categories, message)): (ReasonKey, Told)| {
            let ReasonKey { ground, aspect, contract, promise, flow } = key;
            let mut categories = graph.category_keys(categories);
            categories.dedup();
            Reason { verdict, ground, aspect, contract, promise, flow, categories, message }
        };
        let mut reasons: Vec<Reason> = self.0.into_iter().map(told).collect();
        reasons.sort_by_key(|reason| Reverse(reason.verdict));
        reasons
    }
}
