//! `kept assign` and `kept unassign`: who sees to a finding.

use std::process::ExitCode;

use clap::Args;
use kept_schema::{Day, Edit, FindingId, Record};
use serde_json::json;

use super::risk::{changing, found, nothing};
use super::store::TargetArgs;
use super::{CliError, Output, remote};
use crate::app::{Assignable, assignment, today, unassign};

/// What `kept assign` is told.
#[derive(Debug, Args)]
pub struct AssignArgs {
    /// The id of the finding, as `kept check` prints it; it must be found today
    #[arg(value_name = "FINDING")]
    pub finding: FindingId,
    /// Who sees to it: a person, a role or a team
    #[arg(long, value_name = "NAME")]
    pub to: String,
    /// The last day on which it should be mended
    #[arg(long, value_name = "DAY")]
    pub due: Option<Day>,
    /// What is to be done
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// The register to change.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// What `kept unassign` is told.
#[derive(Debug, Args)]
pub struct UnassignArgs {
    /// The id of the finding that nobody sees to any more
    #[arg(value_name = "FINDING")]
    pub finding: FindingId,
    /// The register to change.
    #[command(flatten)]
    pub target: TargetArgs,
}

pub(super) async fn assign(args: AssignArgs, output: &Output) -> Result<ExitCode, CliError> {
    let AssignArgs { finding, to, due, note, target } = args;
    if let Some(server) = &target.server {
        let input = json!({ "finding": finding.to_string(), "to": to, "dueOn": due, "note": note });
        return remote::change(server, &target, ("assignFinding", "AssignFindingInput"), input, output).await;
    }
    let said = Assignable { to, due_on: due, note };
    changing(&target, output, "assignFinding", |app| {
        found(app, finding)?;
        let record = assignment(app.snapshot().register(), finding, today(), &said, "")?;
        Ok(vec![Edit::Put(Record::Assignment(record)).into()])
    })
    .await
}

pub(super) async fn unassign_finding(args: UnassignArgs, output: &Output) -> Result<ExitCode, CliError> {
    let UnassignArgs { finding, target } = args;
    if let Some(server) = &target.server {
        let input = json!({ "finding": finding.to_string() });
        return remote::change(server, &target, ("unassignFinding", "UnassignFindingInput"), input, output).await;
    }
    changing(&target, output, "unassignFinding", |app| {
        let edits = unassign(app.snapshot().register(), finding);
        if edits.is_empty() {
            return Err(nothing(format!("nobody was told to see to the finding `{finding}`")));
        }
        Ok(edits)
    })
    .await
}
