//! `kept accept` and `kept reopen`: living with a finding for a while, and no longer.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use kept_engine::Finding;
use kept_schema::{Day, FindingId, Problem, Problems, Record, SourcedEdit};
use serde_json::json;

use super::store::{self, TargetArgs};
use super::{CliError, Output, plan, remote};
use crate::app::{Acceptable, App, Write, acceptance, reopen, today};

/// What `kept accept` is told.
#[derive(Debug, Args)]
pub struct AcceptArgs {
    /// The id of the finding, as `kept check` prints it; it must be found today
    #[arg(value_name = "FINDING")]
    pub finding: FindingId,
    /// Why the risk is accepted
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who answers for it
    #[arg(long, value_name = "NAME")]
    pub owner: String,
    /// The last day on which it is accepted
    #[arg(long, value_name = "DAY")]
    pub until: Day,
    /// The register to change.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// What `kept reopen` is told.
#[derive(Debug, Args)]
pub struct ReopenArgs {
    /// The id of the finding whose risk is no longer accepted
    #[arg(value_name = "FINDING")]
    pub finding: FindingId,
    /// The register to change.
    #[command(flatten)]
    pub target: TargetArgs,
}

pub(super) async fn accept(args: AcceptArgs, output: &Output) -> Result<ExitCode, CliError> {
    let AcceptArgs { finding, reason, owner, until, target } = args;
    if let Some(server) = &target.server {
        let input = json!({ "finding": finding.to_string(), "reason": reason, "owner": owner, "until": until });
        return remote::change(server, &target, ("acceptRisk", "AcceptRiskInput"), input, output).await;
    }
    let said = Acceptable { reason, owner, until };
    changing(&target, output, "acceptRisk", |app| {
        let record = acceptance(&found(app, finding)?, today(), &said, "")?;
        Ok(vec![kept_schema::Edit::Put(Record::Acceptance(record)).into()])
    })
    .await
}

pub(super) async fn reopen_finding(args: ReopenArgs, output: &Output) -> Result<ExitCode, CliError> {
    let ReopenArgs { finding, target } = args;
    if let Some(server) = &target.server {
        let input = json!({ "finding": finding.to_string() });
        return remote::change(server, &target, ("reopenFinding", "ReopenFindingInput"), input, output).await;
    }
    changing(&target, output, "reopenFinding", |app| {
        let edits = reopen(app.snapshot().register(), finding, today());
        if edits.is_empty() {
            return Err(nothing(format!("nothing accepts the finding `{finding}` today")));
        }
        Ok(edits)
    })
    .await
}

/// The finding of an id in the report of today.
pub(super) fn found(app: &App, id: FindingId) -> Result<Finding, Problems> {
    let report = app.snapshot().report(today());
    let finding = report.findings.iter().find(|finding| finding.id == id).cloned();
    finding.ok_or_else(|| nothing(format!("nothing with the id `{id}` is found today; `kept check` prints the ids")))
}

pub(super) fn nothing(message: String) -> Problems {
    Problems::one(Problem { origin: None, path: "finding".to_owned(), message })
}

/// Opens the store, makes the edits and says what they did.
pub(super) async fn changing(
    target: &TargetArgs,
    output: &Output,
    action: &str,
    edits: impl FnOnce(&Arc<App>) -> Result<Vec<SourcedEdit>, Problems>,
) -> Result<ExitCode, CliError> {
    let app = store::open_existing(&target.store, output).await?;
    let outcome = match edits(&app) {
        Ok(edits) => {
            let write = Write {
                actor: store::actor(),
                action: action.to_owned(),
                summary: String::new(),
                edits,
                expected: Vec::new(),
            };
            plan::carry_out(&app, write, target.dry_run).await.map_err(CliError::from)
        }
        Err(problems) => Err(CliError::Problems(problems)),
    };
    store::close(app).await;
    plan::print(&outcome?, target.format, output)?;
    Ok(ExitCode::SUCCESS)
}
