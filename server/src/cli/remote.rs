//! Talking to a running Kept instead of a store.

use std::process::ExitCode;

use kept_schema::document::{self, SourceFile};
use kept_schema::{Origin, Problem, Problems};
use serde_json::{Value, json};

use super::plan::{self, PlanFormat};
use super::store::TargetArgs;
use super::{CliError, Output};

/// What is asked of what a mutation did: all that is printed of it.
pub(super) const PLAN: &str = "json";

/// Applies documents through a server's GraphQL; `prune` also removes what they do not mention. The server reads them, so
/// that what is wrong with how they are written is told with what does not fit in there.
pub(super) async fn apply(
    server: &str,
    target: &TargetArgs,
    files: Vec<SourceFile>,
    (dry_run, prune): (bool, bool),
    output: &Output,
) -> Result<ExitCode, CliError> {
    let mut sent = Vec::new();
    for SourceFile { name, bytes } in &files {
        let Ok(text) = std::str::from_utf8(bytes) else {
            document::read(files)?;
            return Err(CliError::Usage("a document is not UTF-8: save it as UTF-8".to_owned()));
        };
        sent.push(json!({ "name": name, "text": text }));
    }
    let query = format!(
        "mutation Apply($input: ApplyFilesInput!, $dryRun: Boolean!, $prune: Boolean!) {{
             done: applyFiles(input: $input, dryRun: $dryRun, prune: $prune) {{ {PLAN} }} }}"
    );
    let variables = json!({ "input": { "files": sent }, "dryRun": dry_run, "prune": prune });
    let done = send(server, target, &query, &variables, output).await;
    if matches!(done, Err(CliError::Unavailable { .. })) {
        // What can be told without it.
        document::read(files)?;
    }
    done
}

/// Does another mutation through a server's GraphQL, or only asks what it would do: `name`, whose input is of the type
/// `kind`.
pub(super) async fn change(
    server: &str,
    target: &TargetArgs,
    (name, kind): (&str, &str),
    input: Value,
    output: &Output,
) -> Result<ExitCode, CliError> {
    let query = format!(
        "mutation Change($input: {kind}!, $dryRun: Boolean!) {{
             done: {name}(input: $input, dryRun: $dryRun) {{ {PLAN} }} }}"
    );
    let variables = json!({ "input": input, "dryRun": target.dry_run });
    send(server, target, &query, &variables, output).await
}

/// Does a mutation whose answer is called `done` and holds a plan, and prints that; what else it tells comes first.
pub(super) async fn send(
    server: &str,
    target: &TargetArgs,
    query: &str,
    variables: &Value,
    output: &Output,
) -> Result<ExitCode, CliError> {
    done(server, target, query, variables).await?.print(target.format, output)?;
    Ok(ExitCode::SUCCESS)
}

/// What a mutation did.
#[derive(Debug)]
pub(super) struct Done {
    /// What else is to be said of it.
    pub(super) told: String,
    /// The plan in its published shape.
    plan: Value,
}

impl Done {
    /// Says it, as it is said of a store.
    pub(super) fn print(self, format: PlanFormat, output: &Output) -> Result<(), CliError> {
        plan::print_published(&self.told, self.plan, format, output)
    }
}

/// Does a mutation whose answer is called `done` and holds a plan.
pub(super) async fn done(server: &str, target: &TargetArgs, query: &str, variables: &Value) -> Result<Done, CliError> {
    let mut data = ask(server, target.token.as_deref(), query, variables).await?;
    let mut done = data.get_mut("done").map(Value::take).unwrap_or_default();
    let plan = done.get_mut(PLAN).map(Value::take).unwrap_or_default();
    let told = done.get("told").and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Done { told, plan })
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
    // What was typed is no input yet.
    let place = |path: &Value| path.as_str().map_or("", |path| path.strip_prefix("input.").unwrap_or(path)).to_owned();
    let origin = |field: &Value| {
        let number = |name: &str| field.get(name)?.as_u64()?.try_into().ok();
        let file = field.get("file")?.as_str()?.into();
        Some(Origin { file, line: number("line")?, column: number("column")? })
    };
    let mut problems = Vec::new();
    for error in errors {
        let fields = error.pointer("/extensions/fields").and_then(Value::as_array);
        match fields {
            Some(fields) => problems.extend(fields.iter().map(|field| Problem {
                origin: origin(field),
                path: place(&field["path"]),
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
