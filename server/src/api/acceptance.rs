//! Accepted risks: findings that are known, with a reason, for a while.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use kept_engine::Finding;
use kept_schema::{Acceptance, AcceptanceKey, Day, Edit, FindingId, NodeId, Record, SourcedEdit, Versioned};

use super::error::{Fault, present};
use super::finding::FindingObject;
use super::page::{Connection, PageArgs, cost};
use super::plan::PlanObject;
use super::scalar::{Date, Moment};
use super::words::{OrderDirection, Severity, Verdict};
use super::{snapshot_known_at, write};
use crate::app::{Acceptable, Snapshot, acceptance, reopen, today};

/// Whether someone accepted the risk of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum FindingState {
    /// Nobody did, or not for as bad a finding, or not any longer.
    Open,
    /// Someone did, and it holds.
    Accepted,
}

impl FindingState {
    /// The one of a finding on a day.
    pub(super) fn of(snapshot: &Snapshot, finding: &Finding, day: Day) -> Self {
        snapshot.acceptance_of(finding, day).map_or(Self::Open, |_| Self::Accepted)
    }
}

/// An acceptance as it was in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct AcceptanceObject {
    record: Arc<Versioned<Acceptance>>,
}

impl AcceptanceObject {
    pub(super) fn find(snapshot: &Snapshot, key: &AcceptanceKey) -> Option<Self> {
        snapshot.register().acceptances().get(key).cloned().map(|record| Self { record })
    }

    /// The one that holds for a finding on a day.
    pub(super) fn holding(snapshot: &Snapshot, finding: &Finding, day: Day) -> Option<Self> {
        snapshot.acceptance_of(finding, day).cloned().map(|record| Self { record })
    }
}

/// A risk that someone accepted. It holds on each day from `acceptedOn` through `until`, for a finding that is no worse
/// than it was then; it changes neither verdicts nor findings.
#[Object(name = "Acceptance")]
impl AcceptanceObject {
    /// Its global id, such as `acceptance:risk-f3a9c0e1b2d45678-2026-06-01`.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Acceptance(self.record.key.clone()).to_string().into()
    }

    /// Its key.
    pub(crate) async fn key(&self) -> String {
        self.record.key.to_string()
    }

    /// What people call it: its reason.
    pub(crate) async fn title(&self) -> String {
        self.record.reason.to_string()
    }

    /// The id of the finding.
    async fn finding(&self) -> ID {
        self.record.finding.to_string().into()
    }

    /// The verdict that was accepted: a finding with a worse one is open again.
    async fn verdict(&self) -> Verdict {
        self.record.verdict.into()
    }

    /// The severity that was accepted: a finding with a higher one is open again.
    async fn severity(&self) -> Severity {
        self.record.severity.into()
    }

    /// Why it is accepted.
    async fn reason(&self) -> &str {
        &self.record.reason
    }

    /// Who answers for it.
    async fn owner(&self) -> &str {
        &self.record.owner
    }

    /// The first day on which it is accepted.
    async fn accepted_on(&self) -> Date {
        Date(self.record.accepted_on)
    }

    /// The last day on which it is accepted.
    async fn until(&self) -> Date {
        Date(self.record.until)
    }

    /// The revision of the register that last changed it.
    async fn revision(&self) -> u64 {
        self.record.revision
    }
}

/// Reading accepted risks.
#[derive(Default)]
pub(crate) struct AcceptanceQuery;

#[Object]
impl AcceptanceQuery {
    /// The acceptance of a key; null when there is none.
    async fn acceptance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key, such as `risk-f3a9c0e1b2d45678-2026-06-01`.")] key: String,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Option<AcceptanceObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let record = snapshot.register().acceptances().get(key.as_str()).cloned();
        Ok(record.map(|record| AcceptanceObject { record }))
    }

    /// The accepted risks, past ones too: by the day they end, then by key.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn acceptances(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those of the finding of this id.")] finding: Option<ID>,
        #[graphql(desc = "Only those that hold on this day for what was accepted.")] holding_on: Option<Date>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<AcceptanceObject>, Fault> {
        let finding = finding.map(|id| finding_id("finding", &id)).transpose()?;
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let holds = |acceptance: &Acceptance, day| acceptance.holds(day, acceptance.verdict, acceptance.severity);
        let wanted = |acceptance: &&Arc<Versioned<Acceptance>>| {
            finding.is_none_or(|finding| acceptance.finding == finding)
                && holding_on.is_none_or(|day| holds(acceptance, day.0))
        };
        let mut found: Vec<_> = snapshot.register().acceptances().values().filter(wanted).cloned().collect();
        found.sort_by(|a, b| (a.until, &a.key).cmp(&(b.until, &b.key)));
        let args = PageArgs::new(first, after, last, before);
        let place = |record: &Arc<Versioned<Acceptance>>| (record.until.to_string(), record.key.to_string());
        Connection::of_list(found, &args, "ACCEPTANCE", OrderDirection::Asc, place, |record| AcceptanceObject {
            record,
        })
    }
}

pub(super) fn finding_id(path: &str, id: &ID) -> Result<FindingId, Fault> {
    id.parse().map_err(|error: kept_schema::acceptance::InvalidFindingId| Fault::invalid(path, error.to_string()))
}

/// The acceptance of a finding's risk.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AcceptRiskInput {
    /// The id of the finding; it must be found today.
    finding: ID,
    /// Why the risk is accepted.
    reason: String,
    /// Who answers for it.
    owner: String,
    /// The last day on which it is accepted.
    until: Date,
}

/// The end of an acceptance.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ReopenFindingInput {
    /// The id of the finding.
    finding: ID,
}

/// A finding as it is now, and what accepting its risk, reopening or assigning it did.
#[derive(Debug, SimpleObject)]
pub(crate) struct FindingPayload {
    /// The finding; null when it is not found today.
    pub(super) finding: Option<FindingObject>,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

/// Accepting risks.
#[derive(Default)]
pub(crate) struct AcceptanceMutation;

#[Object]
impl AcceptanceMutation {
    /// Accepts the risk of a finding of today's report, as bad as it is now, for a while. Accepted again on the same
    /// day, it says what was said last.
    async fn accept_risk(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which finding, why, who answers for it, and until when.")] input: AcceptRiskInput,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<FindingPayload, Fault> {
        let id = finding_id("input.finding", &input.finding)?;
        let (snapshot, day) = (write::app(ctx)?.snapshot(), today());
        let finding = found(&snapshot, id, day).await?;
        let said = Acceptable { reason: input.reason, owner: input.owner, until: input.until.0 };
        let record = Record::Acceptance(acceptance(&finding, day, &said, "input.")?);
        let edit = SourcedEdit { edit: Edit::Put(record), origin: None, path: "input".to_owned() };
        let outcome = write::carry_out(ctx, ("acceptRisk", String::new()), vec![edit], Vec::new(), dry_run).await?;
        let payload = payload(id, day, outcome).await?;
        present(payload.finding.clone(), || finding.subject.clone())?;
        Ok(payload)
    }

    /// Takes back what accepts the risk of a finding today.
    async fn reopen_finding(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which finding.")] input: ReopenFindingInput,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<FindingPayload, Fault> {
        let id = finding_id("input.finding", &input.finding)?;
        let day = today();
        let edits = reopen(write::app(ctx)?.snapshot().register(), id, day);
        if edits.is_empty() {
            return Err(Fault::not_found(format!("nothing accepts the finding `{id}` today")));
        }
        let outcome = write::carry_out(ctx, ("reopenFinding", String::new()), edits, Vec::new(), dry_run).await?;
        payload(id, day, outcome).await
    }
}

/// The finding of an id in the report of today.
pub(super) async fn found(snapshot: &Arc<Snapshot>, id: FindingId, today: Day) -> Result<Finding, Fault> {
    let report = snapshot.report_on(today).await?;
    let finding = report.findings.iter().find(|finding| finding.id == id).cloned();
    finding.ok_or_else(|| Fault::not_found(format!("nothing with the id `{id}` is found today")))
}

pub(super) async fn payload(id: FindingId, day: Day, outcome: write::Outcome) -> Result<FindingPayload, Fault> {
    let report = outcome.after.report_on(day).await?;
    let finding = report.findings.iter().find(|finding| finding.id == id);
    let finding = finding.map(|finding| FindingObject::new(&outcome.after, day, finding));
    Ok(FindingPayload { finding, plan: PlanObject::of(outcome) })
}
