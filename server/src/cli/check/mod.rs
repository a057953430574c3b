//! `kept check`: is every promise kept?

mod forecast;
mod json;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use kept_engine::{Acceptances, Evaluation, Finding, ForecastStep, Lives, Report, Severity, Verdict};
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

/// What is known about findings besides what they say.
struct Known<'a> {
    /// The risks that were accepted.
    acceptances: Acceptances<'a>,
    /// When they were seen; nothing for documents.
    lives: Lives,
    /// Where their subjects are written.
    origins: &'a Origins,
}

pub(super) fn run(args: &CheckArgs, output: &Output) -> Result<ExitCode, CliError> {
    let day = day_or_today(args.as_of)?;
    #[cfg(feature = "server")]
    if args.paths.is_empty() && args.as_of.is_none() && args.store.known_at.is_none() {
        let (register, lives) = crate::cli::store::look(&args.store.store, output)?;
        return check(&register, &Origins::default(), lives, day, args, output);
    }
    let (register, origins) = input::register(
        &args.paths,
        #[cfg(feature = "server")]
        &args.store,
        output,
    )?;
    check(&register, &origins, Lives::default(), day, args, output)
}

/// Evaluates a register, prints the report and gives the exit code. `origins` says where records were written.
pub(super) fn check(
    register: &Register,
    origins: &Origins,
    lives: Lives,
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
    let known = Known { acceptances: Acceptances::of(register), lives, origins };
    drop(progress);
    match args.format {
        Format::Json => output.json(&json::report(&report, &known, steps.as_deref()))?,
        Format::Text => {
            let mut text = text::report(&report, register, &known, output.width());
            if let (Some(until), Some(steps)) = (args.until, &steps) {
                text.push_str(&forecast::text(until, steps, output.width()));
            }
            output.print(&text)?;
        }
    }
    Ok(exit_code(&report, &known.acceptances, steps.as_deref().unwrap_or_default(), args.fail_on))
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
