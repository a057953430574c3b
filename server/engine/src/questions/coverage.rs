//! How contracts cover one flow: what is drawn on its line, whether or not anything is wrong.

use kept_schema::{ContractKey, Day, FlowKey, Register};
use serde::Serialize;

use super::Explainer;
use crate::compare::Comparer;
use crate::contracts::{Coverage as Judged, Group, Ledger, State};
use crate::graph::{Terms, Travel};
use crate::{SharingGraph, Verdict};

/// How contracts between the operators of its ends cover a flow (PRODUCT, semantics 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CoverageState {
    /// Both ends are run by one operator, or are ours.
    NotNeeded,
    /// Those in force admit all of it.
    InForce,
    /// There is none.
    Missing,
    /// None was in force yet; one starts later.
    Awaited,
    /// None is in force any more.
    Ended,
    /// Some are in force, and part of it is certainly outside of what they admit.
    Outside,
    /// Some are in force, and it cannot be shown that they admit all of it.
    Unproven,
}

/// How a flow is covered on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FlowCoverage {
    /// How.
    pub state: CoverageState,
    /// The contracts this speaks of, by key; the first of each with its amendments.
    pub contracts: Vec<ContractKey>,
    /// The last day on which one was in force, when it has ended; the first, when it starts later.
    pub day: Option<Day>,
}

impl FlowCoverage {
    fn of(state: CoverageState, contracts: Vec<ContractKey>) -> Self {
        Self { state, contracts, day: None }
    }
}

impl Explainer {
    /// How contracts cover a flow on a day, live or not; `None` when there is no such flow. `register` and
    /// `graph` must be those this was made of.
    #[must_use]
    pub fn coverage(
        &self,
        register: &Register,
        graph: &SharingGraph,
        flow: &FlowKey,
        day: Day,
    ) -> Option<FlowCoverage> {
        let row = graph.row(graph.flow_number(register.flows().get(flow)?)?)?;
        let operators = [graph.operator(row.source), graph.operator(row.recipient)];
        if operators[0] == operators[1] || (graph.is_own(row.source) && graph.is_own(row.recipient)) {
            return Some(FlowCoverage::of(CoverageState::NotNeeded, Vec::new()));
        }
        let between: Vec<Group<'_>> = self.between(register, operators);
        let ledger = Ledger::new(&between, graph, day);
        let comparer = Comparer::new(register.taxonomy(), day);
        // How data travels matters only to what a flow makes of it on the way.
        let carried = if graph.made(row).is_empty() {
            Terms::default()
        } else {
            Travel::new(graph, &graph.own(), day, &[]).carried(row)
        };
        Some(match ledger.coverage(&comparer, row, &carried) {
            Judged::Covered => {
                let in_force = ledger.in_force(operators[0], operators[1]);
                let keys = in_force.iter().map(|standing| standing.contract.key.clone()).collect();
                FlowCoverage::of(CoverageState::InForce, keys)
            }
            Judged::Ended(contract, last) => {
                FlowCoverage { day: Some(last), ..FlowCoverage::of(CoverageState::Ended, vec![contract.key.clone()]) }
            }
            Judged::Outside(sides) => {
                let certain = sides.iter().any(|(side, ..)| side.verdict == Verdict::Broken);
                let state = if certain { CoverageState::Outside } else { CoverageState::Unproven };
                let mut keys: Vec<_> = sides.iter().map(|(_, contract, _)| contract.key.clone()).collect();
                keys.sort_unstable();
                keys.dedup();
                FlowCoverage::of(state, keys)
            }
            Judged::Missing => awaited(&between, day),
        })
    }
}

/// When none is or was in force: the one that starts first, if any does.
fn awaited(between: &[Group<'_>], day: Day) -> FlowCoverage {
    let later = between.iter().map(|group| group.on(day)).filter(|standing| standing.state == State::Awaited);
    let first = later.min_by_key(|standing| (standing.contract.starts_on(), &standing.contract.key));
    first.map_or_else(
        || FlowCoverage::of(CoverageState::Missing, Vec::new()),
        |standing| FlowCoverage {
            day: Some(standing.contract.starts_on()),
            ..FlowCoverage::of(CoverageState::Awaited, vec![standing.contract.key.clone()])
        },
    )
}
