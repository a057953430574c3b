//! Who sees to which finding.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};
use kept_schema::{Assignment, AssignmentKey, Edit, FindingId, NodeId, Record, SourcedEdit, Versioned};

use super::acceptance::{FindingPayload, finding_id, found, payload};
use super::error::{Fault, present};
use super::page::{Connection, PageArgs, cost};
use super::scalar::{Date, Moment};
use super::words::OrderDirection;
use super::{snapshot_known_at, write};
use crate::app::{Assignable, Snapshot, assignment, today, unassign};

/// An assignment as it was in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct AssignmentObject {
    record: Arc<Versioned<Assignment>>,
}

impl AssignmentObject {
    pub(super) fn find(snapshot: &Snapshot, key: &AssignmentKey) -> Option<Self> {
        snapshot.register().assignments().get(key).cloned().map(|record| Self { record })
    }

    /// The one of a finding.
    pub(super) fn of(snapshot: &Snapshot, finding: FindingId) -> Option<Self> {
        snapshot.assignment_of(finding).cloned().map(|record| Self { record })
    }
}

/// Who sees to a finding, and by when. It changes neither verdicts nor findings.
#[Object(name = "Assignment")]
impl AssignmentObject {
    /// Its global id, such as `assignment:todo-f3a9c0e1b2d45678`.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Assignment(self.record.key.clone()).to_string().into()
    }

    /// Its key.
    pub(crate) async fn key(&self) -> String {
        self.record.key.to_string()
    }

    /// What people call it: who sees to it.
    pub(crate) async fn title(&self) -> String {
        self.record.to.to_string()
    }

    /// The id of the finding.
    async fn finding(&self) -> ID {
        self.record.finding.to_string().into()
    }

    /// Who sees to it: a person, a role or a team.
    async fn to(&self) -> &str {
        &self.record.to
    }

    /// The day on which it was assigned.
    async fn assigned_on(&self) -> Date {
        Date(self.record.assigned_on)
    }

    /// The last day on which it should be mended.
    async fn due_on(&self) -> Option<Date> {
        self.record.due_on.map(Date)
    }

    /// What is to be done, or what was agreed.
    async fn note(&self) -> Option<&str> {
        self.record.note.as_deref()
    }

    /// The revision of the register that last changed it.
    async fn revision(&self) -> u64 {
        self.record.revision
    }
}

/// Reading assignments.
#[derive(Default)]
pub(crate) struct AssignmentQuery;

#[Object]
impl AssignmentQuery {
    /// The assignment of a key; null when there is none.
    async fn assignment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key, such as `todo-f3a9c0e1b2d45678`.")] key: String,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Option<AssignmentObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let record = snapshot.register().assignments().get(key.as_str()).cloned();
        Ok(record.map(|record| AssignmentObject { record }))
    }

    /// Who sees to what, of findings that were mended too: by the day it is due, what has none last, then by key.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn assignments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only what is seen to by this person, role or team, whatever its case.")] to: Option<String>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<AssignmentObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let place = |record: &Arc<Versioned<Assignment>>| {
            (
                record.due_on.is_none(),
                record.due_on.map(|due| due.to_string()).unwrap_or_default(),
                record.key.to_string(),
            )
        };
        let wanted = |record: &&Arc<Versioned<Assignment>>| to.as_deref().is_none_or(|to| is_to(record, to));
        let mut found: Vec<_> = snapshot.register().assignments().values().filter(wanted).cloned().collect();
        found.sort_by_key(place);
        let args = PageArgs::new(first, after, last, before);
        let wrap = |record| AssignmentObject { record };
        Connection::of_list(found, &args, "ASSIGNMENT", OrderDirection::Asc, place, wrap)
    }
}

/// Whether someone sees to it, whatever the case of the name.
pub(super) fn is_to(assignment: &Assignment, to: &str) -> bool {
    assignment.to.to_lowercase() == to.trim().to_lowercase()
}

/// Who sees to a finding.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AssignFindingInput {
    /// The id of the finding; it must be found today.
    finding: ID,
    /// Who sees to it: a person, a role or a team.
    to: String,
    /// The last day on which it should be mended.
    due_on: Option<Date>,
    /// What is to be done, or what was agreed.
    note: Option<String>,
}

/// The end of an assignment.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UnassignFindingInput {
    /// The id of the finding.
    finding: ID,
}

/// Saying who sees to what.
#[derive(Default)]
pub(crate) struct AssignmentMutation;

#[Object]
impl AssignmentMutation {
    /// Says who sees to a finding of today's report, in the place of what was said before.
    async fn assign_finding(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which finding, who sees to it, and by when.")] input: AssignFindingInput,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<FindingPayload, Fault> {
        let id = finding_id("input.finding", &input.finding)?;
        let (snapshot, day) = (write::app(ctx)?.snapshot(), today());
        let finding = found(&snapshot, id, day).await?;
        let said = Assignable { to: input.to, due_on: input.due_on.map(|due| due.0), note: input.note };
        let record = Record::Assignment(assignment(snapshot.register(), id, day, &said, "input.")?);
        let edit = SourcedEdit { edit: Edit::Put(record), origin: None, path: "input".to_owned() };
        let outcome = write::carry_out(ctx, ("assignFinding", String::new()), vec![edit], Vec::new(), dry_run).await?;
        let payload = payload(id, day, outcome).await?;
        present(payload.finding.clone(), || finding.subject.clone())?;
        Ok(payload)
    }

    /// Takes back who sees to a finding.
    async fn unassign_finding(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which finding.")] input: UnassignFindingInput,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<FindingPayload, Fault> {
        let id = finding_id("input.finding", &input.finding)?;
        let edits = unassign(write::app(ctx)?.snapshot().register(), id);
        if edits.is_empty() {
            return Err(Fault::not_found(format!("nobody was told to see to the finding `{id}`")));
        }
        let outcome = write::carry_out(ctx, ("unassignFinding", String::new()), edits, Vec::new(), dry_run).await?;
        payload(id, today(), outcome).await
    }
}
