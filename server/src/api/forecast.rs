//! What will change if nothing is done.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use kept_engine::{Event, Finding, ForecastStep as Step};
use kept_schema::{Day, NodeId};

use super::error::Fault;
use super::finding::FindingObject;
use super::node::Node;
use super::page::{DEFAULT_LIST, cut};
use super::plan::{PromiseVerdictChange, verdict_changes};
use super::scalar::{Date, Moment};
use super::{day_of, snapshot_known_at};
use crate::app::Snapshot;

/// The most days one forecast looks ahead: three years.
const MAX_DAYS: i64 = 3 * 366;

/// What happens by itself on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_engine::EventKind")]
pub(crate) enum ForecastCauseKind {
    /// A flow starts.
    FlowStarts,
    /// A flow is over.
    FlowEnds,
    /// A contract or an amendment comes into force.
    ContractStarts,
    /// A contract will end soon: in 90, 30 or 7 days.
    ContractEndNears,
    /// A contract is over.
    ContractEnds,
    /// The last day for notice is near: 30 or 7 days away.
    NoticeDeadlineNears,
    /// Notice can no longer be given in time.
    NoticeDeadlinePasses,
    /// A contract has renewed itself, or a recorded renewal begins.
    ContractRenews,
    /// A privacy notice takes effect.
    NoticeStarts,
    /// A privacy notice is no longer in force.
    NoticeEnds,
    /// A party counts as offboarded.
    PartyOffboarded,
    /// A certification begins to count.
    CertificationStarts,
    /// A certification will lapse soon: in 90, 30 or 7 days.
    CertificationEndNears,
    /// A certification has lapsed.
    CertificationEnds,
    /// It is a year since a flow was verified.
    VerificationLapses,
    /// Data from the time of an old notice that recipients kept for so long is gone.
    OldDataGone,
    /// Something is observed for the first time.
    ObservationStarts,
    /// It is more than a year since something was observed.
    ObservationLapses,
    /// The risk of a finding begins to be accepted.
    AcceptanceStarts,
    /// The risk of a finding is no longer accepted: it is open again.
    AcceptanceEnds,
    /// An adequacy decision begins or ends.
    AdequacyChanges,
}

/// Something that happens by itself on a day.
#[derive(Clone, Debug)]
pub(crate) struct ForecastCause {
    snapshot: Arc<Snapshot>,
    event: Event,
}

/// Something that happens by itself on a day.
#[Object]
impl ForecastCause {
    /// What happens.
    async fn kind(&self) -> ForecastCauseKind {
        self.event.kind.into()
    }

    /// To what; null for what happens to a country.
    async fn subject(&self) -> Option<Node> {
        self.event.id.as_ref().and_then(|id| Node::find(&self.snapshot, id))
    }

    /// The id of what it happens to; null for what happens to a country.
    async fn subject_id(&self) -> Option<ID> {
        self.event.id.as_ref().map(|id| NodeId::to_string(id).into())
    }

    /// The last day on which acting changes it: before it happens, or before what it announces does.
    async fn act_by(&self) -> Date {
        Date(self.event.act_by)
    }
}

/// How much changes on a day: the lists may be cut.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(crate) struct ForecastCounts {
    /// What happens on it.
    causes: usize,
    /// Findings that appear.
    findings_appeared: usize,
    /// Findings that disappear.
    findings_disappeared: usize,
    /// Findings that stay as they are and are no longer accepted.
    findings_reopened: usize,
    /// Findings that stay as they are and begin to be accepted.
    findings_accepted: usize,
    /// Promises whose verdict changes.
    promise_verdicts: usize,
}

/// Until when acting on what brings a finding still helps.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ForecastDeadline {
    /// The finding, as it is on the day.
    finding: FindingObject,
    /// The last day on which acting still helps.
    act_by: Date,
}

/// A step in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct ForecastStep {
    snapshot: Arc<Snapshot>,
    step: Arc<Step>,
}

impl ForecastStep {
    fn findings(&self, as_of: Day, findings: &[Finding], first: Option<i32>) -> Result<Vec<FindingObject>, Fault> {
        Ok(cut(findings, first)?.iter().map(|finding| FindingObject::new(&self.snapshot, as_of, finding)).collect())
    }
}

/// A day on which a verdict or a finding will change if nothing is done. A list is cut after 100, unless more is asked
/// for.
#[Object]
impl ForecastStep {
    /// The day.
    async fn on(&self) -> Date {
        Date(self.step.on)
    }

    /// What happens on it.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn causes(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<ForecastCause>, Fault> {
        let causes = cut(&self.step.causes, first)?.iter().cloned();
        Ok(causes.map(|event| ForecastCause { snapshot: self.snapshot.clone(), event }).collect())
    }

    /// The last day on which acting on all that appears still helps; of what it is too late for, the last that did.
    async fn act_by(&self) -> Date {
        Date(self.step.act_by)
    }

    /// How much changes: the lists may be cut.
    async fn counts(&self) -> ForecastCounts {
        let delta = &self.step.delta;
        ForecastCounts {
            causes: self.step.causes.len(),
            findings_appeared: delta.appeared.len(),
            findings_disappeared: delta.disappeared.len(),
            findings_reopened: self.step.reopened.len(),
            findings_accepted: self.step.accepted.len(),
            promise_verdicts: delta.promises.len(),
        }
    }

    /// The findings that appear, as they are on the day.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn findings_appeared(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<FindingObject>, Fault> {
        self.findings(self.step.on, &self.step.delta.appeared, first)
    }

    /// The findings that disappear, as they were the day before.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn findings_disappeared(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<FindingObject>, Fault> {
        self.findings(self.step.on.previous(), &self.step.delta.disappeared, first)
    }

    /// The findings that stay as they are and are no longer accepted.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn findings_reopened(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<FindingObject>, Fault> {
        self.findings(self.step.on, &self.step.reopened, first)
    }

    /// The findings that stay as they are and begin to be accepted.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn findings_accepted(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<FindingObject>, Fault> {
        self.findings(self.step.on, &self.step.accepted, first)
    }

    /// For each finding that appears, then each that is open again, the last day on which acting on what brings it
    /// still helps.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn deadlines(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<ForecastDeadline>, Fault> {
        let step = &self.step;
        let open: Vec<Finding> = step.delta.appeared.iter().chain(&step.reopened).cloned().collect();
        let deadline = |finding: &Finding| ForecastDeadline {
            finding: FindingObject::new(&self.snapshot, step.on, finding),
            act_by: Date(step.act_by_of(finding)),
        };
        Ok(cut(&open, first)?.iter().map(deadline).collect())
    }

    /// The promises whose verdict changes, by key.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn promise_verdicts(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<PromiseVerdictChange>, Fault> {
        let promises = cut(&self.step.delta.promises, first)?;
        Ok(verdict_changes(promises, [&self.snapshot, &self.snapshot]))
    }
}

/// Reading what will change.
#[derive(Default)]
pub(crate) struct ForecastQuery;

#[Object]
impl ForecastQuery {
    /// Each day on which a verdict or a finding changes if nothing is done, and why: contracts that end, notice that can
    /// no longer be given, certifications that lapse, notices that take effect, flows that start.
    #[graphql(complexity = "50 * child_complexity + 1000")]
    async fn forecast(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day it looks ahead from; today when not said.")] from: Option<Date>,
        #[graphql(desc = "The last day it looks at: at most three years later.")] until: Date,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Vec<ForecastStep>, Fault> {
        let (from, until) = (day_of(from), until.0);
        match from.days_until(until) {
            days if days < 0 => {
                return Err(Fault::invalid("until", format!("{until} is before {from}, from which it looks ahead")));
            }
            days if days > MAX_DAYS => {
                let message = format!(
                    "{until} is {days} days after {from}; a forecast looks at most three years ({MAX_DAYS} days) ahead: ask again from where it ends"
                );
                return Err(Fault::invalid("until", message));
            }
            _ => {}
        }
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let steps = snapshot.forecast(from, until).await?;
        let step = |step| ForecastStep { snapshot: snapshot.clone(), step: Arc::new(step) };
        Ok(steps.into_iter().map(step).collect())
    }
}
