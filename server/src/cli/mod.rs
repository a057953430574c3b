//! The command line: one command a file.

mod check;
mod chokepoints;
mod completions;
mod deadlines;
mod error;
mod explain;
mod exposure;
mod input;
mod markdown;
mod may_share;
mod output;
mod paint;
mod paths;
mod received;
mod repair;
mod ribbon;
mod schema;
mod which;
mod who;

#[cfg(feature = "server")]
mod alert;
#[cfg(feature = "server")]
mod apply;
#[cfg(feature = "server")]
mod ask;
#[cfg(feature = "server")]
mod assign;
#[cfg(feature = "server")]
mod channel;
#[cfg(feature = "server")]
mod export;
#[cfg(feature = "server")]
mod import;
#[cfg(feature = "server")]
mod observe;
#[cfg(feature = "server")]
mod plan;
#[cfg(feature = "server")]
mod remote;
#[cfg(feature = "server")]
mod risk;
#[cfg(feature = "server")]
mod serve;
#[cfg(feature = "server")]
mod store;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use kept_schema::Day;

pub use error::CliError;
pub use output::{Format, Output, Progress};

/// What the exit codes mean; at the end of every help text.
const EXIT_CODES: &str = "\
Exit codes: 0 all kept; 1 findings at or above --fail-on; 2 bad input; 3 something cannot be reached or opened.";

/// Who gets which data, and is every promise to users kept?
#[derive(Debug, Parser)]
#[command(name = "kept", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = EXIT_CODES, infer_subcommands = false, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Colours: on a terminal, always or never. NO_COLOR is respected.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub color: clap::ColorChoice,
}

/// The commands.
#[derive(Debug, Subcommand)]
#[non_exhaustive]
pub enum Command {
    /// Check that every promise is kept and every flow covered
    ///
    /// Evaluates documents in memory and prints verdicts and findings. Fails with exit code 1 when there are findings that --fail-on asks for.
    Check(check::CheckArgs),
    /// Say who gets data of a category, a line each, with the path it takes
    Who(who::WhoArgs),
    /// Say on which paths data of a category gets to a party, the shortest first
    Paths(paths::PathsArgs),
    /// Say what a party receives of our data: which flows bring it, what, and on which path
    Received(received::ReceivedArgs),
    /// Say what a breach at a party exposes, who else has it from there, and who must tell whom and when
    Exposure(exposure::ExposureArgs),
    /// Say which flows to end, so that a party no longer gets data of a category
    Chokepoints(chokepoints::ChokepointsArgs),
    /// Say whether data may be shared now: ALLOW, DENY or UNPROVEN, with reasons
    ///
    /// Fails with exit code 1 unless the answer is ALLOW.
    MayShare(may_share::MayShareArgs),
    /// Say what ends and what must be decided, by when
    Deadlines(deadlines::DeadlinesArgs),
    /// Say what a rule looks for, why, on what legal ground, and how to mend what it finds
    Explain(explain::ExplainArgs),
    /// Serve the API, the user interface and alerts
    #[cfg(feature = "server")]
    Serve(serve::ServeArgs),
    /// Make the register say what documents say: print the plan, then apply it in one transaction
    #[cfg(feature = "server")]
    Apply(apply::ApplyArgs),
    /// Bring in what was written in other formats
    #[cfg(feature = "server")]
    Import(import::ImportArgs),
    /// Bring in evidence of where data really goes, and find what of it no flow declares
    ///
    /// For example: kept observe har checkout.har --from register --source web-shop > observations.yaml
    #[cfg(feature = "server")]
    Observe(observe::ObserveArgs),
    /// Write the register in other forms
    #[cfg(feature = "server")]
    Export(export::ExportArgs),
    /// Say what makes a finding go away: documents to apply, each tried, with what else they change
    ///
    /// For example: kept repair 45149ae31a7f8b6d --take 1 | kept apply -
    Repair(repair::RepairArgs),
    /// Accept the risk of a finding for a while: it no longer fails `kept check`, and hides nothing worse
    ///
    /// For example: kept accept 45149ae31a7f8b6d --reason "The contract is being signed" --owner procurement --until 2026-07-31
    #[cfg(feature = "server")]
    Accept(risk::AcceptArgs),
    /// Take back what accepts the risk of a finding
    #[cfg(feature = "server")]
    Reopen(risk::ReopenArgs),
    /// Say who sees to a finding, and by when
    ///
    /// For example: kept assign 45149ae31a7f8b6d --to procurement --due 2026-07-31
    #[cfg(feature = "server")]
    Assign(assign::AssignArgs),
    /// Take back who sees to a finding
    #[cfg(feature = "server")]
    Unassign(assign::UnassignArgs),
    /// Say what people were told, and say what you did about it
    #[cfg(feature = "server")]
    Alert(alert::AlertsArgs),
    /// Manage where alerts are sent, and see whether they arrive
    #[cfg(feature = "server")]
    Channel(channel::ChannelArgs),
    /// Print a published contract
    Schema(schema::SchemaArgs),
    /// Print a script that completes commands in a shell
    ///
    /// For bash: kept completions bash > ~/.local/share/bash-completion/completions/kept
    Completions(completions::CompletionsArgs),
}

impl Command {
    /// How the answer, and what is wrong with the input, is to be written.
    #[must_use]
    pub const fn format(&self) -> Format {
        match self {
            Self::Check(args) => args.format.of_problems(),
            Self::Who(args) => args.format,
            Self::Paths(args) => args.format,
            Self::Received(args) => args.format,
            Self::Exposure(args) => args.format,
            Self::Chokepoints(args) => args.format,
            Self::MayShare(args) => args.format,
            Self::Repair(args) => args.format,
            Self::Deadlines(args) => args.format(),
            #[cfg(feature = "server")]
            Self::Alert(args) => args.asked().format,
            #[cfg(feature = "server")]
            Self::Channel(args) => args.format(),
            #[cfg(feature = "server")]
            Self::Apply(args) => args.target.format.of_problems(),
            #[cfg(feature = "server")]
            Self::Accept(args) => args.target.format.of_problems(),
            #[cfg(feature = "server")]
            Self::Reopen(args) => args.target.format.of_problems(),
            #[cfg(feature = "server")]
            Self::Assign(args) => args.target.format.of_problems(),
            #[cfg(feature = "server")]
            Self::Unassign(args) => args.target.format.of_problems(),
            #[cfg(feature = "server")]
            Self::Import(args) => args.target().format.of_problems(),
            #[cfg(feature = "server")]
            Self::Observe(args) => args.target().format.of_problems(),
            #[cfg(feature = "server")]
            Self::Serve(_) | Self::Export(_) => Format::Text,
            Self::Explain(_) | Self::Schema(_) | Self::Completions(_) => Format::Text,
        }
    }
}

/// Reads the command line, does what it asks for and says how it went.
#[must_use]
pub fn main() -> ExitCode {
    let (cli, refused) = which::parse();
    let format = cli.command.format();
    let output = Output::new(cli.color);
    match refused.map_or_else(|| run(cli.command, &output), |message| Err(CliError::Usage(message))) {
        Ok(code) => code,
        Err(error) => error.report(format, &output),
    }
}

fn run(command: Command, output: &Output) -> Result<ExitCode, CliError> {
    match command {
        Command::Check(args) => check::run(&args, output),
        Command::Who(args) => who::run(&args, output),
        Command::Paths(args) => paths::run(&args, output),
        Command::Received(args) => received::run(&args, output),
        Command::Exposure(args) => exposure::run(&args, output),
        Command::Chokepoints(args) => chokepoints::run(&args, output),
        Command::MayShare(args) => may_share::run(&args, output),
        Command::Repair(args) => repair::run(&args, output),
        Command::Deadlines(args) => deadlines::run(&args, output),
        Command::Explain(args) => explain::run(&args, output),
        Command::Schema(args) => schema::run(&args, output),
        Command::Completions(args) => completions::run(&args, output, &mut Cli::command()),
        #[cfg(feature = "server")]
        stored => store::run(stored, output),
    }
}

/// A moment as it is written on the command line.
#[cfg(feature = "server")]
fn moment(text: &str) -> Result<chrono::DateTime<chrono::Utc>, String> {
    let wrong = |_| "this is not a moment: write day, time and zone, such as 2026-12-01T08:00:00Z".to_owned();
    text.parse().map_err(wrong)
}

/// Today (UTC), unless a day was given. The only place where the clock is read.
fn day_or_today(day: Option<Day>) -> Result<Day, CliError> {
    match day {
        Some(day) => Ok(day),
        None => Day::new(chrono::Utc::now().date_naive())
            .map_err(|error| CliError::Usage(format!("the clock of this machine is wrong: {error}"))),
    }
}
