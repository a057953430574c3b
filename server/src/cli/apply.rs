//! `kept apply`: make the register say what documents say.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use kept_schema::document::{self, Documents, read_onto};

use super::store::{self, TargetArgs};
use super::{CliError, Output, input, plan, remote};
use crate::app::{App, Write, prune_edits};

/// What `kept apply` is told.
#[derive(Debug, Args)]
pub struct ApplyArgs {
    /// Documents: files, folders, or `-` for stdin
    #[arg(value_name = "FILE|DIR", required = true)]
    pub paths: Vec<PathBuf>,
    /// Remove what the documents do not mention
    #[arg(long)]
    pub prune: bool,
    /// The register to change.
    #[command(flatten)]
    pub target: TargetArgs,
}

pub(super) async fn run(args: ApplyArgs, output: &Output) -> Result<ExitCode, CliError> {
    let files = input::read_files(&args.paths)?;
    if let Some(server) = &args.target.server {
        return remote::apply(server, &args.target, files, (args.target.dry_run, args.prune), output).await;
    }
    let app = store::open(&args.target.store, output).await?;
    let outcome = apply(&app, files, &args, output).await;
    store::close(app).await;
    outcome
}

async fn apply(
    app: &Arc<App>,
    files: Vec<document::SourceFile>,
    args: &ApplyArgs,
    output: &Output,
) -> Result<ExitCode, CliError> {
    let progress = output.progress("Working out the plan");
    // Read onto the register first: it tells all mistakes at once, those of writing and those of fitting in.
    let snapshot = app.snapshot();
    let (Documents { mut edits, sources, .. }, ..) = read_onto(snapshot.register(), files, 0)?;
    if args.prune {
        edits.extend(prune_edits(snapshot.register(), &edits));
    }
    let dry_run = args.target.dry_run;
    let write = Write {
        actor: store::actor(),
        action: "apply".to_owned(),
        summary: String::new(),
        edits,
        expected: Vec::new(),
    };
    let done = plan::carry_out(app, write, dry_run).await.map_err(|error| match CliError::from(error) {
        CliError::Problems(problems) => CliError::Problems(sources.locate(problems)),
        error => error,
    })?;
    drop(progress);
    plan::print(&done, args.target.format, output)?;
    Ok(ExitCode::SUCCESS)
}
