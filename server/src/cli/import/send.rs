//! `kept import --server`: what was published goes to a running service, which lays it over what it has recorded. A document
//! for `apply` would not do: which party is meant by a name, what changed and what ended since can only be told there.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use kept_schema::{Problem, Problems};
use serde_json::{Value, json};

use super::{GvlArgs, SubprocessorsArgs};
use crate::cli::remote::{self, PLAN};
use crate::cli::store::TargetArgs;
use crate::cli::{CliError, Output, day_or_today, input};
use crate::import::{read_gvl, read_subprocessors};

/// Sends a Global Vendor List.
pub(super) async fn gvl(server: &str, args: &GvlArgs, output: &Output) -> Result<ExitCode, CliError> {
    let query = format!(
        "mutation Import($input: ImportGvlInput!, $dryRun: Boolean) {{
             done: importGvl(input: $input, dryRun: $dryRun) {{ told {PLAN} }} }}"
    );
    let source = &args.source;
    each(server, &args.files, &args.target, &query, output, |file, bytes| {
        Ok(json!({ "list": read_gvl(bytes, Some(&named(file)))?, "source": source }))
    })
    .await
}

/// Sends a table of sub-processors.
pub(super) async fn subprocessors(
    server: &str,
    args: &SubprocessorsArgs,
    output: &Output,
) -> Result<ExitCode, CliError> {
    let query = format!(
        "mutation Import($input: ImportSubprocessorsInput!, $dryRun: Boolean) {{
             done: importSubprocessors(input: $input, dryRun: $dryRun) {{ told {PLAN} }} }}"
    );
    let observed_on = day_or_today(args.observed_on)?;
    each(server, &args.files, &args.target, &query, output, |file, bytes| {
        let name = named(file);
        let rows = read_subprocessors(bytes, &name)?.into_iter().map(|row| {
            let [from, to, service] = row.fields();
            json!({ "line": row.line(), "from": from, "to": to, "service": service })
        });
        Ok(json!({ "rows": rows.collect::<Vec<_>>(), "observedOn": observed_on, "reference": &*name }))
    })
    .await
}

/// Sends each file as the input that is made of it. What cannot be read is told before anything is sent of it.
async fn each(
    server: &str,
    files: &[std::path::PathBuf],
    target: &TargetArgs,
    query: &str,
    output: &Output,
    make: impl Fn(&Path, &[u8]) -> Result<Value, Problems>,
) -> Result<ExitCode, CliError> {
    for file in files {
        let progress = output.progress(format!("Importing {}", file.display()));
        let input = make(file, &input::read_file(file)?.bytes)?;
        let variables = json!({ "input": input, "dryRun": target.dry_run });
        let done = remote::done(server, target, query, &variables).await.map_err(as_of_the_file)?;
        drop(progress);
        done.print(target.format, output)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn named(file: &Path) -> Arc<str> {
    file.display().to_string().into()
}

/// What the service says of the list in its input, said of the list.
fn as_of_the_file(error: CliError) -> CliError {
    let CliError::Problems(problems) = error else { return error };
    let place = |problem: Problem| {
        let path = problem.path.strip_prefix("list").map(|path| path.trim_start_matches('.').to_owned());
        Problem { path: path.unwrap_or(problem.path), ..problem }
    };
    CliError::Problems(problems.map(place))
}
