//! `kept observe`: evidence of where data really goes, as observations.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use kept_schema::document::{Document, write_json, write_yaml};
use kept_schema::record::{Edit, Record};
use kept_schema::{Day, Evidence, Host, PartyKey, Problem, Problems, Register, SourcedEdit};
use serde_json::json;

use super::import::{self, ImportArgs, ImportFormat};
use super::plan::PlanFormat;
use super::remote::{self, PLAN};
use super::store::TargetArgs;
use super::{CliError, Output, day_or_today, input};
use crate::app::{
    ListContext, ListImport, Listed, NoPublisher, ObservationImport, ObserveContext, left_out, observe, observe_list,
    site, source_of,
};
use crate::import::har::har;
use crate::import::listed::listed;

/// What `kept observe` is told.
#[derive(Debug, Args)]
pub struct ObserveArgs {
    /// The evidence.
    #[command(subcommand)]
    pub evidence: Observed,
}

/// The evidence that can be read.
#[derive(Debug, Subcommand)]
pub enum Observed {
    /// Traffic that a browser recorded (HTTP Archive): what a page loads and sends, and from where
    ///
    /// A host that a party lists under its domains is that party; other hosts are told by their site. Only hosts and days are kept, no paths and no parameters.
    Har(HarArgs),
    /// Lists of sub-processors that vendors published: tables (CSV) or pages with tables (Markdown)
    ///
    /// Names are compared without case, signs and legal forms; what no party of the register is called is told. Nothing is declared by it: what no flow declares is found by undeclared-sharing.
    Subprocessors(ListArgs),
}

impl ObserveArgs {
    /// The register to change.
    #[must_use]
    pub const fn target(&self) -> &TargetArgs {
        match &self.evidence {
            Observed::Har(args) => &args.target,
            Observed::Subprocessors(args) => &args.target,
        }
    }
}

/// What `kept observe har` is told.
#[derive(Clone, Debug, Args)]
pub struct HarArgs {
    /// The recordings, as a browser saves them from its network panel
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The system whose pages were recorded [default: the one that lists the host of the page, else the only SELF party]
    #[arg(long, value_name = "PARTY")]
    pub source: Option<PartyKey>,
    /// A site of our own, beside the one of the page and those that our parties list; repeat it for more
    #[arg(long, value_name = "DOMAIN")]
    pub first_party: Vec<Host>,
    /// Write the observations as a document to stdout, over the register of these documents, instead of storing them
    // Whatever the environment says of a store or a server.
    #[arg(long, value_name = "FILE|DIR", conflicts_with = "dry_run")]
    pub from: Vec<PathBuf>,
    /// The register to change.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// What `kept observe subprocessors` is told.
#[derive(Clone, Debug, Args)]
pub struct ListArgs {
    /// The lists
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The party whose list it is [default: what its column `from` says]
    #[arg(long, value_name = "PARTY")]
    pub of: Option<PartyKey>,
    /// The day the list was seen [default: today]
    #[arg(long, value_name = "DAY")]
    pub seen_on: Option<Day>,
    /// Write the observations as a document to stdout, over the register of these documents, instead of storing them
    // Whatever the environment says of a store or a server.
    #[arg(long, value_name = "FILE|DIR", conflicts_with = "dry_run")]
    pub from: Vec<PathBuf>,
    /// The register to change.
    #[command(flatten)]
    pub target: TargetArgs,
}

pub(super) async fn run(args: ObserveArgs, output: &Output) -> Result<ExitCode, CliError> {
    let format = match args.evidence {
        Observed::Har(args) => ImportFormat::Har(args),
        Observed::Subprocessors(args) => ImportFormat::Listed(args),
    };
    import::run(ImportArgs { format }, output).await
}

/// The observations as a document, each file over what the ones before it showed.
pub(super) fn documents(
    (files, from): (&[PathBuf], &[PathBuf]),
    format: PlanFormat,
    output: &Output,
    read: impl Fn(&Register, &Path) -> Result<(Vec<SourcedEdit>, String), CliError>,
) -> Result<ExitCode, CliError> {
    let write = match format {
        PlanFormat::Text => write_yaml,
        PlanFormat::Json => write_json,
        PlanFormat::Markdown => {
            let message = "with `--from` a document is written, as YAML or with `--format json` as JSON, and no plan";
            return Err(CliError::Usage(message.to_owned()));
        }
    };
    let (mut register, _) = input::read_register(from, output)?;
    let mut seen = std::collections::BTreeMap::new();
    for file in files {
        let (edits, said) = read(&register, file)?;
        output.note(&said)?;
        register = register.apply(edits.clone(), 0)?.0;
        for edit in edits {
            if let Edit::Put(record @ Record::Observation(_)) = edit.edit {
                seen.insert(record.id(), record);
            }
        }
    }
    output.print(&write(&Document::of_records(seen.into_values())))?;
    Ok(ExitCode::SUCCESS)
}

/// What a recording shows, over a register.
pub(super) fn read(register: &Register, args: &HarArgs, file: &Path) -> Result<ObservationImport, CliError> {
    let bytes = input::read_file(file)?.bytes;
    let name = file.display().to_string();
    let found = har(&bytes).map_err(|problems| in_file(problems, &name))?;
    let page = found.sighted.first().map(|first| &first.host);
    let named = args.source.as_ref().map(PartyKey::as_str);
    let source = source_of(register, named, page).map_err(CliError::Usage)?;
    let sites = args.first_party.iter().map(|host| site(host).to_owned());
    let first_party: BTreeSet<String> = sites.chain(found.page.clone()).collect();
    let context = ObserveContext {
        register,
        source: &source,
        evidence: Evidence::Har,
        reference: name.parse().ok(),
        first_party,
    };
    let mut import = observe(&found.sighted, &context);
    import.summary.nameless = found.nameless;
    Ok(import)
}

/// What a published list shows, over a register.
pub(super) fn read_list(register: &Register, args: &ListArgs, file: &Path) -> Result<ListImport, CliError> {
    let of = args.of.as_ref().map(|of| source_of(register, Some(of.as_str()), None)).transpose();
    let of = of.map_err(CliError::Usage)?;
    let context = ListContext {
        register,
        of: of.as_ref(),
        seen_on: day_or_today(args.seen_on)?,
        reference: file.display().to_string().parse().ok(),
        file: Some(file.display().to_string().into()),
    };
    let whose = |error: NoPublisher| {
        let problem = Problem { origin: None, path: "from".to_owned(), message: error.to_string() };
        in_file(Problems::one(problem), &file.display().to_string()).into()
    };
    observe_list(&names(file)?, &context).map_err(whose)
}

/// The names of a published list.
fn names(file: &Path) -> Result<Vec<Listed>, CliError> {
    let bytes = input::read_file(file)?.bytes;
    Ok(listed(&bytes).map_err(|problems| in_file(problems, &file.display().to_string()))?)
}

/// Sends what a recording shows to a server, which knows whose the hosts are. Only hosts and days leave this machine.
pub(super) async fn send(server: &str, args: &HarArgs, output: &Output) -> Result<ExitCode, CliError> {
    let query = format!(
        "mutation Observe($input: ObserveTrafficInput!, $dryRun: Boolean) {{
             done: observeTraffic(input: $input, dryRun: $dryRun) {{ told {PLAN} }} }}"
    );
    for file in &args.files {
        let name = file.display().to_string();
        let found = har(&input::read_file(file)?.bytes).map_err(|problems| in_file(problems, &name))?;
        let sightings: BTreeSet<(String, String)> =
            found.sighted.iter().map(|seen| (seen.host.to_string(), seen.day.to_string())).collect();
        let sightings: Vec<_> = sightings.into_iter().map(|(host, on)| json!({ "host": host, "on": on })).collect();
        let sites = args.first_party.iter().map(|host| site(host).to_owned());
        let input = json!({
            "evidence": "HAR", "reference": name, "source": args.source, "sightings": sightings,
            "page": found.sighted.first().map(|first| first.host.to_string()),
            "firstParty": sites.chain(found.page.clone()).collect::<BTreeSet<_>>(),
        });
        let variables = json!({ "input": input, "dryRun": args.target.dry_run });
        let mut done = remote::done(server, &args.target, &query, &variables).await?;
        // The service never hears of these.
        done.told.push_str(&left_out(found.nameless));
        done.print(args.target.format, output)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Sends the names of a published list to a server, which knows whose they are.
pub(super) async fn send_list(server: &str, args: &ListArgs, output: &Output) -> Result<ExitCode, CliError> {
    let query = format!(
        "mutation Observe($input: ObserveSubprocessorsInput!, $dryRun: Boolean) {{
             done: observeSubprocessors(input: $input, dryRun: $dryRun) {{ told {PLAN} }} }}"
    );
    let seen_on = day_or_today(args.seen_on)?;
    for file in &args.files {
        let listed = names(file)?.into_iter().map(|Listed { line, from, name, hosts }| {
            let hosts: Vec<String> = hosts.iter().map(ToString::to_string).collect();
            json!({ "line": line, "from": from, "name": name, "hosts": hosts })
        });
        let input = json!({
            "of": args.of, "seenOn": seen_on, "reference": file.display().to_string(), "names": listed.collect::<Vec<_>>(),
        });
        let variables = json!({ "input": input, "dryRun": args.target.dry_run });
        remote::send(server, &args.target, &query, &variables, output).await?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Each problem with the file it is in.
fn in_file(problems: Problems, file: &str) -> Problems {
    let file: Arc<str> = file.into();
    let origin = Some(kept_schema::Origin { file, line: 1, column: 1 });
    problems.map(|problem| Problem { origin: origin.clone(), ..problem })
}
