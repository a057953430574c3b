//! `kept check`: is every promise kept?

mod forecast;
mod git;
mod json;
mod junit;
mod known;
mod markdown;
mod sarif;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use kept_engine::{Acceptances, Evaluation, Lives, Severity, Verdict};
use kept_schema::document::Origins;
use kept_schema::{Day, Register};

use known::{Baseline, Count, Known};

use super::{CliError, Format, Output, day_or_today, input};

/// What `kept check` is told.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Documents: files, folders, or `-` for stdin
    #[arg(value_name = "FILE|DIR")]
    pub paths: Vec<PathBuf>,
    /// The day to check [default: today]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// Also tell what will change through this day if nothing is done; findings to come can make it fail too
    #[arg(long, value_name = "DAY")]
    pub until: Option<Day>,
    /// Which findings make it fail: of this severity or worse, or all that are UNPROVEN or BROKEN
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    pub fail_on: FailOn,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
    /// An earlier report (--format json): what was in it, no better than now, no longer makes it fail
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Only what was not there at this revision makes it fail: of git for documents, such as origin/main, else of the store, such as 120
    #[arg(long, value_name = "REVISION", conflicts_with = "baseline")]
    #[cfg_attr(feature = "server", arg(conflicts_with = "known_at"))]
    pub changed_since: Option<String>,
    /// The store to look into when no documents are given.
    #[cfg(feature = "server")]
    #[command(flatten)]
    pub store: crate::cli::store::ReadArgs,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: the published shape.
    Json,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For test reports: JUnit XML.
    Junit,
    /// For a comment on a pull request.
    Markdown,
}

impl CheckFormat {
    /// How what is wrong with the input is to be written.
    #[must_use]
    pub const fn of_problems(self) -> Format {
        match self {
            Self::Json => Format::Json,
            Self::Text | Self::Sarif | Self::Junit | Self::Markdown => Format::Text,
        }
    }
}

/// Which findings make a check fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// LOW and worse, whatever the verdict.
    #[default]
    Low,
    /// MEDIUM and worse.
    Medium,
    /// HIGH and worse.
    High,
    /// CRITICAL only.
    Critical,
    /// Whatever is BROKEN or UNPROVEN, of any severity.
    Unproven,
}

impl FailOn {
    fn is_met(self, verdict: Verdict, severity: Severity) -> bool {
        match self {
            Self::Low => severity >= Severity::Low,
            Self::Medium => severity >= Severity::Medium,
            Self::High => severity >= Severity::High,
            Self::Critical => severity >= Severity::Critical,
            Self::Unproven => verdict != Verdict::Kept,
        }
    }
}

pub(super) fn run(args: &CheckArgs, output: &Output) -> Result<ExitCode, CliError> {
    let day = day_or_today(args.as_of)?;
    let baseline = match &args.baseline {
        Some(path) => Some(Baseline::read(&input::read_file(path)?)?),
        None => None,
    };
    #[cfg(feature = "server")]
    if args.paths.is_empty() && args.store.known_at.is_none() {
        let looks = args.as_of.is_none();
        let since = args.changed_since.as_deref().map(revision_of_store).transpose()?;
        let stored = crate::cli::store::look(&args.store.store, looks, since, output)?;
        let since = stored.before.map(|before| Baseline::of(&Evaluation::new(before, day).into_report()));
        return check(&stored.register, (&Origins::default(), stored.lives), baseline.or(since), day, args, output);
    }
    let (register, origins) = input::register(
        &args.paths,
        #[cfg(feature = "server")]
        &args.store,
        output,
    )?;
    let before = match &args.changed_since {
        Some(revision) => Some(documents_at(revision, args, day, output)?),
        None => None,
    };
    check(&register, (&origins, Lives::default()), baseline.or(before), day, args, output)
}

#[cfg(feature = "server")]
fn revision_of_store(text: &str) -> Result<u64, CliError> {
    text.parse().map_err(|_| {
        let message = "is no revision of a store: write its number; a revision of git goes with documents";
        CliError::Usage(format!("`{text}` {message}"))
    })
}

/// The findings of the documents as they were at a revision of git.
fn documents_at(revision: &str, args: &CheckArgs, day: Day, output: &Output) -> Result<Baseline, CliError> {
    if let Some(register) = git::register_at(revision, &args.paths)? {
        return Ok(Baseline::of(&Evaluation::new(register, day).into_report()));
    }
    output.note(&format!("There are no documents without mistakes at {revision}: everything counts as new.\n"))?;
    Ok(Baseline::default())
}

/// Evaluates a register, prints the report and gives the exit code. `origins` says where records were written.
fn check(
    register: &Register,
    (origins, lives): (&Origins, Lives),
    baseline: Option<Baseline>,
    day: Day,
    args: &CheckArgs,
    output: &Output,
) -> Result<ExitCode, CliError> {
    if args.until.is_some_and(|until| until < day) {
        return Err(CliError::Usage("`--until` is before the day that is checked".to_owned()));
    }
    let progress = output.progress("Checking promises");
    let evaluation = Evaluation::new(register.clone(), day);
    let forecast = args.until.map(|until| evaluation.forecast(until));
    let report = evaluation.into_report();
    let acceptances = Acceptances::of(register);
    let assignments = register.assignments().values().map(|found| (found.finding, &found.value)).collect();
    let known = Known { acceptances, assignments, lives, origins, baseline, fail_on: args.fail_on };
    let steps = forecast.as_deref().unwrap_or_default();
    drop(progress);
    match args.format {
        CheckFormat::Json => output.json(&json::report(&report, &known, forecast.as_deref()))?,
        CheckFormat::Sarif => output.json(&sarif::log(&report, &known, steps))?,
        CheckFormat::Junit => {
            let xml = junit::xml(&report, &known, steps);
            output.print(&xml.map_err(|error| CliError::unavailable("the report cannot be written as XML", error))?)?;
        }
        CheckFormat::Markdown => output.print(&markdown::text(&report, &known, steps))?,
        CheckFormat::Text => {
            let mut text = text::report(&report, register, &known, output.width());
            if let Some(until) = args.until {
                text.push_str(&forecast::text(until, steps, output.width()));
            }
            output.print(&text)?;
        }
    }
    // A report that may miss findings is never clean.
    let fails = known::all(&report, steps).any(|(finding, day, _)| known.count(finding, day) == Count::Fails);
    Ok(ExitCode::from(u8::from(fails || !report.complete)))
}
