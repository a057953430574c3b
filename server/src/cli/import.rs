//! `kept import`: other people's formats into the register.

mod send;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use kept_schema::{Day, PartyKey};

use super::observe::{self, HarArgs, ListArgs};
use super::plan::{self, Done};
use super::store::{self, TargetArgs};
use super::{CliError, Output, day_or_today, input};
use crate::app::{App, Write};
use crate::import::gvl::{GvlContext, gvl};
use crate::import::subprocessors::{SubprocessorContext, subprocessors};

/// What `kept import` is told.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The format.
    #[command(subcommand)]
    pub format: ImportFormat,
}

impl ImportArgs {
    /// The register to change.
    #[must_use]
    pub const fn target(&self) -> &TargetArgs {
        match &self.format {
            ImportFormat::Gvl(args) => &args.target,
            ImportFormat::Subprocessors(args) => &args.target,
            ImportFormat::Har(args) => &args.target,
            ImportFormat::Listed(args) => &args.target,
        }
    }

    fn files(&self) -> &[PathBuf] {
        match &self.format {
            ImportFormat::Gvl(args) => &args.files,
            ImportFormat::Subprocessors(args) => &args.files,
            ImportFormat::Har(args) => &args.files,
            ImportFormat::Listed(args) => &args.files,
        }
    }
}

/// The formats that can be imported.
#[derive(Debug, Subcommand)]
pub enum ImportFormat {
    /// A Global Vendor List of the IAB Europe TCF (version 3)
    ///
    /// Vendors become parties, their purposes flows by legal basis and retention. A later list shows as changes; vendors that are gone are offboarded and their flows end, and nothing is removed.
    Gvl(GvlArgs),
    /// A table (CSV) of published sub-processors with the columns from, to and service
    Subprocessors(SubprocessorsArgs),
    /// Traffic that a browser recorded (HTTP Archive); the same as `kept observe har`
    Har(HarArgs),
    /// What `kept observe subprocessors` reads.
    #[command(skip)]
    Listed(ListArgs),
}

/// What `kept import gvl` is told.
#[derive(Debug, Args)]
pub struct GvlArgs {
    /// The list, as it is published; several in the order of their days
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The party whose users the vendors reach [default: the only SELF party]
    #[arg(long, value_name = "PARTY")]
    pub source: Option<PartyKey>,
    /// The register to change.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// What `kept import subprocessors` is told.
#[derive(Debug, Args)]
pub struct SubprocessorsArgs {
    /// The tables
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The day the lists were seen: the first day of flows that are not recorded yet [default: today]
    #[arg(long, value_name = "DAY")]
    pub observed_on: Option<Day>,
    /// The register to change.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// What an import of one file wants to do: a line for the change log, the same at length, and the edits.
struct Wish {
    action: &'static str,
    summary: String,
    said: String,
    edits: Vec<kept_schema::SourcedEdit>,
}

pub(super) async fn run(args: ImportArgs, output: &Output) -> Result<ExitCode, CliError> {
    match &args.format {
        ImportFormat::Har(har) if !har.from.is_empty() => {
            return observe::documents((&har.files, &har.from), har.target.format, output, |register, file| {
                observe::read(register, har, file).map(|import| (import.edits, import.summary.to_string()))
            });
        }
        ImportFormat::Listed(list) if !list.from.is_empty() => {
            return observe::documents((&list.files, &list.from), list.target.format, output, |register, file| {
                observe::read_list(register, list, file).map(|import| (import.edits, import.summary.to_string()))
            });
        }
        _ => {}
    }
    let target = args.target().clone();
    let files = args.files().to_vec();
    if target.dry_run && files.len() > 1 {
        return Err(CliError::Usage(
            "--dry-run takes one file: the plan of the second depends on the first".to_owned(),
        ));
    }
    if let Some(server) = &target.server {
        return match &args.format {
            ImportFormat::Gvl(gvl) => send::gvl(server, gvl, output).await,
            ImportFormat::Subprocessors(list) => send::subprocessors(server, list, output).await,
            ImportFormat::Har(har) => observe::send(server, har, output).await,
            ImportFormat::Listed(list) => observe::send_list(server, list, output).await,
        };
    }
    let app = store::open(&target.store, output).await?;
    let outcome = each(&app, &args, &files, output).await;
    store::close(app).await;
    outcome.map(|()| ExitCode::SUCCESS)
}

async fn each(app: &Arc<App>, args: &ImportArgs, files: &[PathBuf], output: &Output) -> Result<(), CliError> {
    let target = args.target();
    for file in files {
        let progress = output.progress(format!("Importing {}", file.display()));
        let bytes = input::read_file(file)?.bytes;
        let wish = wish(app, args, file, &bytes)?;
        let write = Write {
            actor: store::actor(),
            action: wish.action.to_owned(),
            summary: wish.summary,
            edits: wish.edits,
            expected: Vec::new(),
        };
        let done: Done = plan::carry_out(app, write, target.dry_run).await?;
        drop(progress);
        plan::print_with(&wish.said, &done, target.format, output)?;
    }
    Ok(())
}

fn wish(app: &App, args: &ImportArgs, path: &Path, bytes: &[u8]) -> Result<Wish, CliError> {
    let snapshot = app.snapshot();
    let register = snapshot.register();
    let file: Arc<str> = path.display().to_string().into();
    Ok(match &args.format {
        ImportFormat::Gvl(args) => {
            let import = gvl(bytes, &GvlContext { register, source: args.source.clone(), file: Some(file) })?;
            let summary = import.summary.title();
            Wish { action: "import gvl", summary, said: import.summary.to_string(), edits: import.edits }
        }
        ImportFormat::Har(args) => {
            let import = observe::read(register, args, path)?;
            let summary = format!("{} observations of {}", import.summary.observations, path.display());
            Wish { action: "observe har", summary, said: import.summary.to_string(), edits: import.edits }
        }
        ImportFormat::Listed(args) => {
            let import = observe::read_list(register, args, path)?;
            let summary = format!("{} observations of {}", import.summary.observations, path.display());
            Wish { action: "observe subprocessors", summary, said: import.summary.to_string(), edits: import.edits }
        }
        ImportFormat::Subprocessors(args) => {
            let observed_on = day_or_today(args.observed_on)?;
            let import = subprocessors(bytes, &SubprocessorContext { register, observed_on, file })?;
            let summary = import.summary.title(&path.display().to_string());
            Wish { action: "import subprocessors", summary, said: import.summary.to_string(), edits: import.edits }
        }
    })
}
