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
    /// The GraphQL schema.
    #[cfg(feature = "server")]
    Graphql,
    /// The tables of the store, as its migrations define them.
    #[cfg(feature = "server")]
    Surql,
}

pub(super) fn run(args: &SchemaArgs, output: &Output) -> Result<ExitCode, CliError> {
    match args.which {
        Published::Document => output.json(&document::json_schema())?,
        #[cfg(feature = "server")]
        Published::Graphql => output.print(&crate::api::sdl())?,
        #[cfg(feature = "server")]
        Published::Surql => {
            for migration in kept_store::MIGRATIONS {
                output.print(&format!("-- {}\n{}\n", migration.name, migration.statements.trim_end()))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
