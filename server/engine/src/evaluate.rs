//! From a register and a day to a report.

use std::collections::BTreeSet;

use kept_schema::{Day, Register};

use crate::evaluation::Evaluation;
use crate::{Report, Rule, SharingGraph};

/// What to evaluate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Only findings of these rules; all when `None`. Verdicts on promises are given all the same.
    pub rules: Option<BTreeSet<Rule>>,
}

/// What there is to say about a register on a day. `graph` must be the graph of `register`.
#[must_use]
pub fn evaluate(register: &Register, graph: &SharingGraph, day: Day, options: &Options) -> Report {
    let mut report = Evaluation::of(register.clone(), graph.clone(), day).into_report();
    if let Some(rules) = &options.rules {
        report.findings.retain(|finding| rules.contains(&finding.rule));
    }
    report
}
