//! What mutations have in common: read the input, write, keep both snapshots for the answer.

use std::sync::Arc;

use async_graphql::{Context, InputType};
use kept_schema::document::Sources;
use kept_schema::{Edit, NodeId, NodeKind, Problem, Problems, SourcedEdit};
use serde_json::{Map, Value};

use super::error::Fault;
use super::input::Raw;
use super::viewer::actor;
use crate::app::{App, Plan, Planned, Snapshot, Write, WriteError, Written, create_edit, update_edit};

/// What a mutation did.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// The snapshot before it, for findings that are gone.
    pub(super) before: Arc<Snapshot>,
    /// The snapshot after it; of a dry run, the one there would be.
    pub(super) after: Arc<Snapshot>,
    /// What it did.
    pub(super) plan: Arc<Plan>,
    /// The revision it made; `None` for a dry run.
    pub(super) revision: Option<u64>,
}

/// The use cases; only a schema that is printed has none.
pub(super) fn app<'a>(ctx: &Context<'a>) -> Result<&'a Arc<App>, Fault> {
    #[derive(Debug, thiserror::Error)]
    #[error("the schema was built without an app")]
    struct NoApp;
    ctx.data_opt::<Arc<App>>().ok_or_else(|| Fault::internal(&NoApp))
}

/// Adds a record of `kind`.
pub(super) async fn create<T: InputType>(
    ctx: &Context<'_>,
    action: &str,
    kind: NodeKind,
    input: Raw<T>,
) -> Result<(NodeId, Outcome), Fault> {
    let fields = Value::Object(input.fields(ctx));
    let edit = create_edit(app(ctx)?.snapshot().register(), kind, &fields)?;
    let id = edit.edit.id();
    Ok((id, commit(ctx, action, vec![edit], Vec::new()).await?))
}

/// Gives a record of `kind` new values.
pub(super) async fn update<T: InputType>(
    ctx: &Context<'_>,
    action: &str,
    kind: NodeKind,
    input: Raw<T>,
) -> Result<(NodeId, Outcome), Fault> {
    let mut fields = input.fields(ctx);
    let expected = expected(&mut fields);
    let id = id_of(kind, &fields)?;
    let outcome = set(ctx, action, id.clone(), expected, fields).await?;
    Ok((id, outcome))
}

/// Removes a record of `kind`, or only says what that would do.
pub(super) async fn delete<T: InputType>(
    ctx: &Context<'_>,
    action: &str,
    kind: NodeKind,
    input: Raw<T>,
    dry_run: Option<bool>,
) -> Result<(NodeId, Outcome), Fault> {
    let mut fields = input.fields(ctx);
    let expected = expected(&mut fields);
    let id = id_of(kind, &fields)?;
    let edit = SourcedEdit { edit: Edit::Delete(id.clone()), origin: None, path: "input".to_owned() };
    let expected = vec![(id.clone(), expected)];
    let outcome = carry_out(ctx, (action, String::new()), vec![edit], expected, dry_run).await?;
    Ok((id, outcome))
}

/// Gives a record new values in some of its fields.
pub(super) async fn set(
    ctx: &Context<'_>,
    action: &str,
    id: NodeId,
    expected: u64,
    fields: Map<String, Value>,
) -> Result<Outcome, Fault> {
    let edit = update_edit(app(ctx)?.snapshot().register(), &id, Value::Object(fields))?;
    commit(ctx, action, vec![edit], vec![(id, expected)]).await
}

/// Writes edits, or only says what that would do.
pub(super) async fn carry_out(
    ctx: &Context<'_>,
    called: (&str, String),
    edits: Vec<SourcedEdit>,
    expected: Vec<(NodeId, u64)>,
    dry_run: Option<bool>,
) -> Result<Outcome, Fault> {
    Ok(tried(app(ctx)?, actor(ctx), called, edits, expected, dry_run).await?)
}

/// The same with edits that were read in documents: what is wrong with them is told with its place there.
pub(super) async fn carry_out_of(
    sources: &Sources,
    ctx: &Context<'_>,
    called: (&str, String),
    edits: Vec<SourcedEdit>,
    dry_run: Option<bool>,
) -> Result<Outcome, Fault> {
    let outcome = tried(app(ctx)?, actor(ctx), called, edits, Vec::new(), dry_run).await;
    Ok(outcome.map_err(|error| match error {
        WriteError::Invalid(problems) => WriteError::Invalid(sources.locate(problems)),
        error => error,
    })?)
}

/// Writes edits.
pub(super) async fn commit(
    ctx: &Context<'_>,
    action: &str,
    edits: Vec<SourcedEdit>,
    expected: Vec<(NodeId, u64)>,
) -> Result<Outcome, Fault> {
    carry_out(ctx, (action, String::new()), edits, expected, None).await
}

/// Writes edits, with what the change log says of them, or only says what that would do.
async fn tried(
    app: &Arc<App>,
    actor: String,
    (action, summary): (&str, String),
    edits: Vec<SourcedEdit>,
    expected: Vec<(NodeId, u64)>,
    dry_run: Option<bool>,
) -> Result<Outcome, WriteError> {
    if dry_run.unwrap_or(false) {
        let (before, Planned { plan, snapshot }) = app.plan(edits, &expected).await?;
        return Ok(Outcome { before, after: Arc::new(snapshot), plan: Arc::new(plan), revision: None });
    }
    let before = app.snapshot();
    let write = Write { actor, action: action.to_owned(), summary, edits, expected };
    let Written { revision, plan, snapshot } = app.write(write).await?;
    Ok(Outcome { before, after: snapshot, plan, revision: Some(revision) })
}

/// The id that an input names by its key.
pub(super) fn id_of(kind: NodeKind, fields: &Map<String, Value>) -> Result<NodeId, Fault> {
    let field = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let id = match kind {
        NodeKind::Term => format!("term:{}/{}", field("taxonomy").to_ascii_lowercase(), field("key")),
        kind => format!("{}:{}", kind.prefix(), field("key")),
    };
    id.parse().map_err(|_| {
        let shown: String = field("key").chars().take(128).collect();
        let message = format!("`{shown}` is not a key");
        Problems::one(Problem { origin: None, path: "input.key".to_owned(), message }).into()
    })
}

fn expected(fields: &mut Map<String, Value>) -> u64 {
    fields.remove("expectedRevision").and_then(|value| value.as_u64()).unwrap_or(0)
}
