//! How contracts cover one flow: what is drawn on its line, whether or not anything is wrong.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use kept_schema::{ContractKey, Day, FlowKey, Register};
use serde::Serialize;

use super::Explainer;
use crate::compare::Comparer;
use crate::contracts::{Coverage as Judged, Group, Ledger, State};
use crate::graph::{Terms, Travel};
use crate::hash::FastMap;
use crate::known::remembered;
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

/// How contracts cover the flows of a register on a day: what flows have in common is looked at once.
pub struct Coverer<'a> {
    explainer: &'a Explainer,
    register: &'a Register,
    graph: &'a SharingGraph,
    day: Day,
    comparer: Comparer<'a>,
    /// How data travels, which matters only to what a flow makes of it on the way.
    travel: OnceCell<Travel<'a>>,
    between: RefCell<FastMap<[u32; 2], Rc<Between<'a>>>>,
}

/// The contracts between two operators, and what they say on the day.
struct Between<'a> {
    groups: Vec<Group<'a>>,
    ledger: Ledger<'a>,
}

impl<'a> Coverer<'a> {
    /// How contracts cover a flow, live or not; `None` when there is no such flow.
    #[must_use]
    pub fn coverage(&self, flow: &FlowKey) -> Option<FlowCoverage> {
        let Self { register, graph, day, .. } = *self;
        let row = graph.row(graph.flow_number(register.flows().get(flow)?)?)?;
        let operators = [graph.operator(row.source), graph.operator(row.recipient)];
        if operators[0] == operators[1] || (graph.is_own(row.source) && graph.is_own(row.recipient)) {
            return Some(FlowCoverage::of(CoverageState::NotNeeded, Vec::new()));
        }
        let between = remembered(&self.between, operators, || {
            let groups = self.explainer.between(register, operators);
            let ledger = Ledger::new(&groups, graph, day);
            Rc::new(Between { groups, ledger })
        });
        let Between { groups, ledger } = &*between;
        let carried = if graph.made(row).is_empty() {
            Terms::default()
        } else {
            self.travel.get_or_init(|| Travel::new(graph, &graph.own(), day, &[])).carried(row)
        };
        Some(match ledger.coverage(&self.comparer, row, &carried) {
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
            Judged::Missing => awaited(groups, day),
        })
    }
}

impl Explainer {
    /// Says how contracts cover flows on a day. `register` and `graph` must be those this was made of.
    #[must_use]
    pub fn coverer<'a>(&'a self, register: &'a Register, graph: &'a SharingGraph, day: Day) -> Coverer<'a> {
        let comparer = Comparer::new(register.taxonomy(), day);
        Coverer {
            explainer: self,
            register,
            graph,
            day,
            comparer,
            travel: OnceCell::new(),
            between: RefCell::default(),
        }
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
