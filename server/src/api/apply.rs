//! Applying documents.

use async_graphql::{Context, InputObject, Json, Object};
use kept_schema::document::{Documents, SourceFile, read_for, read_value_for};
use kept_schema::{Problem, Problems, SourcedEdit};
use serde_json::Value;

use super::blocking;
use super::error::Fault;
use super::plan::PlanObject;
use super::write;
use crate::app::{Snapshot, prune_edits};

/// A document as it is written.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct DocumentFileInput {
    /// What it is called, for messages; one that ends in `.json` is read as JSON only.
    name: String,
    /// What is in it: YAML or JSON.
    text: String,
}

/// Documents as they are written.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ApplyFilesInput {
    /// The files, which count as one document.
    files: Vec<DocumentFileInput>,
}

/// Applying documents.
#[derive(Default)]
pub(crate) struct ApplyMutation;

#[Object]
impl ApplyMutation {
    /// Brings the register to what a document says, all of it or nothing: what is new is added, what differs is
    /// changed, and what the document does not mention stays, unless `prune` is said. A dry run changes nothing and says what
    /// would happen.
    async fn apply(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The document: `{kept: 1, parties: [...], contracts: [...], flows: [...], notices: [...], terms: [...]}`."
        )]
        document: Json<Value>,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
        #[graphql(desc = "Whether to remove what the document does not mention.", default_with = "Some(false)")]
        prune: Option<bool>,
    ) -> Result<PlanObject, Fault> {
        let snapshot = write::app(ctx)?.snapshot();
        let before = snapshot.clone();
        let read = blocking(move || read_value_for(before.register(), &document)).await?;
        let edits = read.map_err(in_document)?.edits.into_iter();
        let edits = edits.map(|edit| SourcedEdit { path: of_document(&edit.path), ..edit }).collect();
        let edits = pruned(edits, prune, &snapshot);
        let outcome = write::carry_out(ctx, ("apply", String::new()), edits, Vec::new(), dry_run).await?;
        Ok(PlanObject::of(outcome))
    }

    /// Does the same with documents as they are written. What is wrong with them is told with `file`, `line` and `column`
    /// beside `path` and `message`.
    async fn apply_files(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The documents.")] input: ApplyFilesInput,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
        #[graphql(desc = "Whether to remove what the documents do not mention.", default_with = "Some(false)")]
        prune: Option<bool>,
    ) -> Result<PlanObject, Fault> {
        let snapshot = write::app(ctx)?.snapshot();
        let before = snapshot.clone();
        let files = input.files.into_iter().map(|file| SourceFile::new(file.name, file.text)).collect();
        let Documents { edits, sources, .. } = blocking(move || read_for(before.register(), files)).await??;
        let edits = pruned(edits, prune, &snapshot);
        let outcome = write::carry_out_of(&sources, ctx, ("apply", String::new()), edits, dry_run).await?;
        Ok(PlanObject::of(outcome))
    }
}

/// Edits, and those that remove what they do not mention when that is asked for.
fn pruned(mut edits: Vec<SourcedEdit>, prune: Option<bool>, snapshot: &Snapshot) -> Vec<SourcedEdit> {
    if prune.unwrap_or(false) {
        edits.extend(prune_edits(snapshot.register(), &edits));
    }
    edits
}

/// Where in the argument something of a document is.
fn of_document(path: &str) -> String {
    match path {
        "" => "document".to_owned(),
        path => format!("document.{path}"),
    }
}

fn in_document(problems: Problems) -> Fault {
    problems.map(|problem| Problem { path: of_document(&problem.path), ..problem }).into()
}
