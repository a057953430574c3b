//! `kept export`: the register in other forms.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use kept_schema::document::{Document, write_json, write_yaml};

use super::store::{self, ReadArgs};
use super::{CliError, Output, input};

/// What `kept export` is told.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// What to export
    #[arg(value_enum)]
    pub what: Export,
    /// Documents to export instead of the store: files, folders, or `-` for stdin
    #[arg(long, value_name = "FILE|DIR")]
    pub from: Vec<PathBuf>,
    /// The file to write; one that ends in .json is written as JSON [default: stdout]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The store to export.
    #[command(flatten)]
    pub store: ReadArgs,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Export {
    /// The whole register as a document that `kept apply` reads again
    Document,
}

pub(super) fn run(args: &ExportArgs, output: &Output) -> Result<ExitCode, CliError> {
    let register = if args.from.is_empty() {
        store::read_register(&args.store, output)?
    } else {
        input::register(&args.from, &args.store, output)?.0
    };
    let document = Document::of(&register);
    let as_json =
        args.output.as_ref().is_some_and(|path| path.extension().is_some_and(|extension| extension == "json"));
    let text = match args.what {
        Export::Document if as_json => write_json(&document),
        Export::Document => write_yaml(&document),
    };
    match &args.output {
        None => output.print(&text)?,
        Some(path) => std::fs::write(path, text)
            .map_err(|error| CliError::unavailable(format!("`{}` cannot be written", path.display()), error))?,
    }
    Ok(ExitCode::SUCCESS)
}
