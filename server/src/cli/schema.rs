//! `kept schema`: the published contracts.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use kept_schema::document;

use super::{CliError, Output};

/// What `kept schema` is told.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Which
    #[arg(value_enum)]
    pub which: Published,
}

/// The published contracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Published {
    /// The JSON Schema of documents.
    Document,
}

pub(super) fn run(args: &SchemaArgs, output: &Output) -> Result<ExitCode, CliError> {
    match args.which {
        Published::Document => output.json(&document::json_schema())?,
    }
    Ok(ExitCode::SUCCESS)
}
