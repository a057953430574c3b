//! `kept check`: is every promise kept?

mod forecast;
mod json;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use kept_engine::{Acceptances, Evaluation, Finding, ForecastStep, Report, Severity, Verdict};
use kept_schema::document::Origins;
use kept_schema::{Day, Register};

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
    pub format: Format,
    /// The store to look into when no documents are given.
    #[cfg(feature = "server")]
    #[command(flatten)]
    pub store: crate::cli::store::ReadArgs,
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
    let (register, origins) = input::register(
        &args.paths,
        #[cfg(feature = "server")]
        &args.store,
        output,
    )?;
    check(&register, &origins, day, args, output)
}

/// Evaluates a register, prints the report and gives the exit code. `origins` says where records were written.
pub(super) fn check(
    register: &Register,
    origins: &Origins,
    day: Day,
    args: &CheckArgs,
    output: &Output,
) -> Result<ExitCode, CliError> {
    if args.until.is_some_and(|until| until < day) {
        return Err(CliError::Usage("`--until` is before the day that is checked".to_owned()));
    }
    let progress = output.progress("Checking promises");
    let evaluation = Evaluation::new(register.clone(), day);
    let steps = args.until.map(|until| evaluation.forecast(until));
    let report = evaluation.into_report();
    let acceptances = Acceptances::of(register);
    drop(progress);
    match args.format {
        Format::Json => output.json(&json::report(&report, &acceptances, origins, steps.as_deref()))?,
        Format::Text => {
            let mut text = text::report(&report, register, (&acceptances, origins), output.width());
            if let (Some(until), Some(steps)) = (args.until, &steps) {
                text.push_str(&forecast::text(until, steps, output.width()));
            }
            output.print(&text)?;
        }
    }
    Ok(exit_code(&report, &acceptances, steps.as_deref().unwrap_or_default(), args.fail_on))
}

/// A report that may miss findings is never clean. What is accepted on its day does not count.
fn exit_code(report: &Report, acceptances: &Acceptances<'_>, steps: &[ForecastStep], fail_on: FailOn) -> ExitCode {
    let counts = |finding: &Finding, day| {
        fail_on.is_met(finding.verdict, finding.severity) && acceptances.holding(finding, day).is_none()
    };
    let fails = report.findings.iter().any(|finding| counts(finding, report.as_of))
        || steps.iter().any(|step| step.delta.appeared.iter().any(|finding| counts(finding, step.on)));
    ExitCode::from(u8::from(fails || !report.complete))
}
