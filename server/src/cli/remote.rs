//! Talking to a running Kept instead of a store.

use std::process::ExitCode;

use kept_schema::document::Document;
use kept_schema::record::Edit;
use kept_schema::{Problem, Problems, SourcedEdit};
use serde_json::{Value, json};

use super::plan::{PlanFormat, markdown};
use super::store::TargetArgs;
use super::{CliError, Output};

/// What is asked of the plan of a mutation.
pub(super) const PLAN: &str = "revision summary asOf
    counts { created updated deleted findingsAppeared findingsDisappeared promiseVerdicts }
    changes { id kind fields { field before after } }
    findingsAppeared { id rule aspect verdict severity message }
    findingsDisappeared { id rule aspect verdict severity message }
    promiseVerdicts { promise { key } before after }";

/// Applies edits through a server's GraphQL; `prune` also removes what they do not mention.
pub(super) async fn apply(
    server: &str,
    target: &TargetArgs,
    edits: Vec<SourcedEdit>,
    prune: bool,
    output: &Output,
) -> Result<ExitCode, CliError> {
    // Documents hold no removals.
    let records = edits.into_iter().filter_map(|edit| match edit.edit {
        Edit::Put(record) => Some(record),
        Edit::Delete(_) => None,
    });
    let document = Document::of_records(records);
    let document =
        serde_json::to_value(document).map_err(|error| CliError::unavailable("the documents cannot be sent", error))?;
    let query = format!(
        "mutation Apply($document: JSON!, $dryRun: Boolean!, $prune: Boolean!) {{
             done: apply(document: $document, dryRun: $dryRun, prune: $prune) {{ {PLAN} }} }}"
    );
    let variables = json!({ "document": document, "dryRun": target.dry_run, "prune": prune });
    send(server, target, &query, &variables, output).await
}

/// Does another mutation through a server's GraphQL, which has no dry run; its answer is called `done`.
pub(super) async fn change(
    server: &str,
    target: &TargetArgs,
    mutation: &str,
    variables: Value,
    output: &Output,
) -> Result<ExitCode, CliError> {
    if target.dry_run {
        return Err(CliError::Usage("--dry-run works on a store, not yet through a server".to_owned()));
    }
    send(server, target, mutation, &variables, output).await
}

/// Does a mutation whose answer is called `done` and holds a plan, and prints that; what else it tells comes first.
pub(super) async fn send(
    server: &str,
    target: &TargetArgs,
    query: &str,
    variables: &Value,
    output: &Output,
) -> Result<ExitCode, CliError> {
    let mut data = ask(server, target.token.as_deref(), query, variables).await?;
    let plan = data.get_mut("done").map(Value::take).unwrap_or_default();
    match target.format {
        PlanFormat::Json => output.json(&plan)?,
        PlanFormat::Text => {
            let told = plan.get("told").and_then(Value::as_str).unwrap_or_default();
            output.print(&format!("{told}{}", text(&plan)))?;
        }
        PlanFormat::Markdown => {
            let told = serde_json::from_value(plan)
                .map_err(|error| CliError::unavailable("the answer of the server cannot be read", error))?;
            output.print(&markdown::text(&told))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Asks a server's GraphQL, and gives the data of its answer.
pub(super) async fn ask(server: &str, token: Option<&str>, query: &str, variables: &Value) -> Result<Value, CliError> {
    let body = json!({ "query": query, "variables": variables });
    let unreachable = |error: reqwest::Error| CliError::unavailable(format!("`{server}` cannot be reached"), error);
    let mut request = reqwest::Client::new().post(format!("{}/graphql", server.trim_end_matches('/'))).json(&body);
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    data(request.send().await.map_err(unreachable)?.json().await.map_err(unreachable)?)
}

/// The data of an answer, unless it holds errors.
pub(super) fn data(mut answer: Value) -> Result<Value, CliError> {
    if let Some(errors) = answer.get("errors").and_then(Value::as_array) {
        return Err(refusal(errors));
    }
    Ok(answer.get_mut("data").map(Value::take).unwrap_or_default())
}

fn refusal(errors: &[Value]) -> CliError {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut problems = Vec::new();
    for error in errors {
        let fields = error.pointer("/extensions/fields").and_then(Value::as_array);
        match fields {
            Some(fields) => problems.extend(fields.iter().map(|field| Problem {
                origin: None,
                path: text(&field["path"]),
                message: text(&field["message"]),
            })),
            None => problems.push(Problem { origin: None, path: String::new(), message: text(&error["message"]) }),
        }
    }
    match Problems::check(problems) {
        Err(problems) => CliError::Problems(problems),
        Ok(()) => CliError::Usage("the server refused the documents without saying why".to_owned()),
    }
}

fn text(plan: &Value) -> String {
    let mut text: String = ["findingsAppeared", "findingsDisappeared"]
        .iter()
        .zip(["+", "-"])
        .flat_map(|(field, sign)| {
            plan[*field].as_array().into_iter().flatten().map(move |finding| {
                format!(
                    "{sign} {} {}: {}\n",
                    finding["verdict"].as_str().unwrap_or_default(),
                    finding["rule"].as_str().unwrap_or_default(),
                    finding["message"].as_str().unwrap_or_default()
                )
            })
        })
        .collect();
    let count = |field: &str| plan.pointer(&format!("/counts/{field}")).and_then(Value::as_u64).unwrap_or_default();
    text.push_str(&format!(
        "{}; {} findings appear, {} disappear\n",
        plan["summary"].as_str().unwrap_or_default(),
        count("findingsAppeared"),
        count("findingsDisappeared")
    ));
    text.push_str(&match plan["revision"].as_u64() {
        Some(revision) => format!("Done: the register is at revision {revision}.\n"),
        None => "This was a dry run: nothing was changed.\n".to_owned(),
    });
    text
}
