//! How contracts cover a flow.

use std::sync::Arc;

use async_graphql::{Enum, Object};
use kept_engine::questions::{CoverageState as State, FlowCoverage};

use super::contract::ContractObject;
use super::scalar::Date;
use crate::app::Snapshot;

/// How contracts between the operators of its ends cover a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "State")]
pub(crate) enum CoverageState {
    /// Both ends are run by one operator, or are ours.
    NotNeeded,
    /// Those in force admit all of it.
    InForce,
    /// There is none.
    Missing,
    /// None is in force yet; one starts later.
    Awaited,
    /// None is in force any more.
    Ended,
    /// Some are in force, and part of it is outside of what they admit.
    Outside,
    /// Some are in force, and it cannot be shown that they admit all of it.
    Unproven,
}

/// A coverage in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct CoverageObject {
    snapshot: Arc<Snapshot>,
    coverage: FlowCoverage,
}

impl CoverageObject {
    pub(super) fn new(snapshot: &Arc<Snapshot>, coverage: FlowCoverage) -> Self {
        Self { snapshot: snapshot.clone(), coverage }
    }
}

/// How contracts cover a flow on a day.
#[Object(name = "Coverage")]
impl CoverageObject {
    /// How.
    async fn state(&self) -> CoverageState {
        self.coverage.state.into()
    }

    /// The contracts this speaks of, by key: those in force, the one that ended last, or the one that starts first.
    async fn contracts(&self) -> Vec<ContractObject> {
        self.coverage.contracts.iter().filter_map(|key| ContractObject::find(&self.snapshot, key)).collect()
    }

    /// The last day on which one was in force, when it has ended; the first, when it starts later.
    async fn day(&self) -> Option<Date> {
        self.coverage.day.map(Date)
    }
}
