//! From a register and a day to a report.

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::{Day, PromiseKey, Register};

use crate::rules::RULES;
use crate::scene::Scene;
use crate::{Finding, PromiseVerdict, Report, Rule, SharingGraph, Verdict, finding};

/// What to evaluate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Only findings of these rules; all when `None`. Verdicts on promises are given all the same.
    pub rules: Option<BTreeSet<Rule>>,
}

/// What there is to say about a register on a day. `graph` must be the graph of `register`.
#[must_use]
pub fn evaluate(register: &Register, graph: &SharingGraph, day: Day, options: &Options) -> Report {
    let scene = Scene::new(register, graph, day);
    let asked = |rule: Rule| options.rules.as_ref().is_none_or(|rules| rules.contains(&rule));
    let mut findings: Vec<Finding> = Vec::new();
    let mut verdicts: BTreeMap<&PromiseKey, Verdict> = BTreeMap::new();
    let notices: BTreeSet<_> = scene.notices().iter().map(|notice| &notice.key).collect();
    for (key, promise) in register.promises() {
        if promise.notice.as_ref().is_some_and(|notice| notices.contains(notice)) {
            verdicts.insert(key, Verdict::Kept);
        }
    }
    for entry in RULES {
        // Verdicts on promises come from the findings about them, whether these are asked for or not.
        if !asked(entry.rule) && entry.rule != Rule::CommitmentBroken {
            continue;
        }
        let first = findings.len();
        (entry.check)(&scene, &mut findings);
        if entry.rule == Rule::CommitmentBroken {
            for finding in findings.iter().skip(first) {
                if let Some(verdict) = finding.promise.as_ref().and_then(|promise| verdicts.get_mut(promise)) {
                    *verdict = finding.verdict.max(*verdict);
                }
            }
            if !asked(entry.rule) {
                findings.truncate(first);
            }
        }
    }
    finding::sort(&mut findings);
    let promises =
        verdicts.into_iter().map(|(promise, verdict)| PromiseVerdict { promise: promise.clone(), verdict }).collect();
    // Fixpoints have no bounds to stop at.
    Report { as_of: day, revision: register.revision(), complete: true, promises, findings }
}
