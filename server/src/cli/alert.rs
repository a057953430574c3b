//! `kept alert`: what people were told, and what they say to it.

use std::fmt::Write;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand, ValueEnum};
use kept_schema::{AlertKind, Severity};
use serde_json::{Value, json};

use super::ask::{AskArgs, joined, list, text};
use super::paint::{DIM, STRONG};
use super::{CliError, Format, Output, moment};

/// What `kept alert` is told.
#[derive(Debug, Args)]
pub struct AlertsArgs {
    /// What to do.
    #[command(subcommand)]
    pub what: AlertCommand,
}

/// What can be done about alerts.
#[derive(Debug, Subcommand)]
pub enum AlertCommand {
    /// Say what people were told, the worst first
    List(ListArgs),
    /// Say that you have seen to an alert: it is told no more, and goes to nobody else
    Ack(AckArgs),
    /// Have an alert told again later, if nobody has seen to it until then
    Snooze(SnoozeArgs),
    /// Take back that someone has seen to an alert, or that it is told again later
    Reopen(ReopenArgs),
}

impl AlertsArgs {
    /// The register to ask.
    #[must_use]
    pub const fn asked(&self) -> &AskArgs {
        match &self.what {
            AlertCommand::List(args) => &args.ask,
            AlertCommand::Ack(args) => &args.ask,
            AlertCommand::Snooze(args) => &args.ask,
            AlertCommand::Reopen(args) => &args.ask,
        }
    }
}

/// Where an alert stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum State {
    /// Nobody has seen to it.
    Open,
    /// It is told again later.
    Snoozed,
    /// Someone has seen to it.
    Acknowledged,
    /// What it is about is gone, or accepted, or over.
    Resolved,
}

impl State {
    const fn word(self) -> &'static str {
        match self {
            Self::Open => "OPEN",
            Self::Snoozed => "SNOOZED",
            Self::Acknowledged => "ACKNOWLEDGED",
            Self::Resolved => "RESOLVED",
        }
    }
}

/// Which alert comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// The gravest, of these what is due first.
    #[default]
    Worst,
    /// What was raised last.
    Latest,
}

impl Order {
    const fn field(self) -> &'static str {
        match self {
            Self::Worst => "SEVERITY",
            Self::Latest => "NUMBER",
        }
    }
}

/// What `kept alert list` is told.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only alerts that stand so; repeat it for more [default: all]
    #[arg(long, value_enum, value_name = "STATE")]
    pub state: Vec<State>,
    /// Only alerts of this kind: finding, deadline or forecast; repeat it for more [default: all]
    #[arg(long, value_name = "KIND", value_parser = word::<AlertKind>)]
    pub kind: Vec<AlertKind>,
    /// Only alerts of this severity or a higher one
    #[arg(long, value_name = "SEVERITY", value_parser = word::<Severity>)]
    pub min_severity: Option<Severity>,
    /// Which comes first: the worst, by severity, then by the day someone has to act, then the latest; or the latest alone
    #[arg(long, value_enum, value_name = "ORDER", default_value_t)]
    pub order: Order,
    /// How many at most
    #[arg(long, value_name = "COUNT", default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=500))]
    pub limit: u16,
    /// The register to ask.
    #[command(flatten)]
    pub ask: AskArgs,
}

/// What `kept alert ack` is told.
#[derive(Debug, Args)]
pub struct AckArgs {
    /// The number of the alert
    #[arg(value_name = "N")]
    pub number: u64,
    /// What is to be said of it
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// The register to change.
    #[command(flatten)]
    pub ask: AskArgs,
}

/// What `kept alert snooze` is told.
#[derive(Debug, Args)]
pub struct SnoozeArgs {
    /// The number of the alert
    #[arg(value_name = "N")]
    pub number: u64,
    /// When it is told again, such as 2026-12-01T08:00:00Z
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub until: DateTime<Utc>,
    /// The register to change.
    #[command(flatten)]
    pub ask: AskArgs,
}

/// What `kept alert reopen` is told.
#[derive(Debug, Args)]
pub struct ReopenArgs {
    /// The number of the alert
    #[arg(value_name = "N")]
    pub number: u64,
    /// The register to change.
    #[command(flatten)]
    pub ask: AskArgs,
}

/// A published word, in whatever case it is written.
fn word<T: std::str::FromStr>(text: &str) -> Result<T, T::Err> {
    text.to_ascii_uppercase().parse()
}

/// What is asked of an alert.
const FIELDS: &str =
    "number kind severity state title at asOf dueOn owners channels escalated acknowledgedBy note snoozedUntil";

pub(super) async fn run(args: AlertsArgs, output: &Output) -> Result<ExitCode, CliError> {
    match args.what {
        AlertCommand::List(args) => {
            let query = format!(
                "query Alerts($states: [AlertState!], $kinds: [AlertKind!], $minSeverity: Severity, $orderBy: AlertOrder, $first: Int) {{
                     alerts(states: $states, kinds: $kinds, minSeverity: $minSeverity, orderBy: $orderBy, first: $first) {{ {FIELDS} }} }}"
            );
            let some = |words: Vec<&'static str>| (!words.is_empty()).then_some(words);
            let variables = json!({
                "states": some(args.state.iter().map(|state| state.word()).collect()),
                "kinds": some(args.kind.iter().map(|kind| kind.as_str()).collect()),
                "minSeverity": args.min_severity,
                "orderBy": { "field": args.order.field(), "direction": "DESC" },
                "first": args.limit,
            });
            let found = args.ask.ask(&query, &variables, output).await?;
            print(list(&found, "/alerts"), args.ask.format, output)?;
        }
        AlertCommand::Ack(args) => {
            let query = format!(
                "mutation Acknowledge($input: AcknowledgeAlertInput!) {{ done: acknowledgeAlert(input: $input) {{ alert {{ {FIELDS} }} }} }}"
            );
            let input = json!({ "number": args.number, "note": args.note });
            changed(&args.ask, &query, input, output).await?;
        }
        AlertCommand::Snooze(args) => {
            let query = format!(
                "mutation Snooze($input: SnoozeAlertInput!) {{ done: snoozeAlert(input: $input) {{ alert {{ {FIELDS} }} }} }}"
            );
            let input = json!({ "number": args.number, "until": args.until });
            changed(&args.ask, &query, input, output).await?;
        }
        AlertCommand::Reopen(args) => {
            let query = format!(
                "mutation Reopen($input: ReopenAlertInput!) {{ done: reopenAlert(input: $input) {{ alert {{ {FIELDS} }} }} }}"
            );
            changed(&args.ask, &query, json!({ "number": args.number }), output).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn changed(ask: &AskArgs, query: &str, input: Value, output: &Output) -> Result<(), CliError> {
    let done = ask.ask(query, &json!({ "input": input }), output).await?;
    match (ask.format, done.pointer("/done/alert")) {
        (Format::Json, alert) => output.json(&alert)?,
        (Format::Text, alert) => print(alert.map_or(&[], std::slice::from_ref), Format::Text, output)?,
    }
    Ok(())
}

fn print(alerts: &[Value], format: Format, output: &Output) -> Result<(), CliError> {
    if format == Format::Json {
        return Ok(output.json(&alerts)?);
    }
    let mut said = String::new();
    for alert in alerts {
        // Writing to a string does not fail.
        let _ = writeln!(
            said,
            "{STRONG}{:>4}{STRONG:#} {} {} {}",
            alert.get("number").and_then(Value::as_u64).unwrap_or_default(),
            text(alert, "severity"),
            text(alert, "state"),
            text(alert, "title")
        );
        let _ = writeln!(said, "     {DIM}{}{DIM:#}", details(alert));
    }
    if alerts.is_empty() {
        said.push_str("No alerts are like that.\n");
    }
    Ok(output.print(&said)?)
}

/// When it was raised, who looks after it, where it went and what was said to it.
fn details(alert: &Value) -> String {
    let mut parts = vec![format!("{}, {}", text(alert, "kind"), text(alert, "at"))];
    if !text(alert, "dueOn").is_empty() {
        parts.push(format!("due on {}", text(alert, "dueOn")));
    }
    for (field, label) in [("owners", "owned by"), ("channels", "for"), ("escalated", "escalated to")] {
        let texts = joined(alert, field);
        if !texts.is_empty() {
            parts.push(format!("{label} {texts}"));
        }
    }
    for (field, label) in [("acknowledgedBy", "seen to by"), ("note", "who says:"), ("snoozedUntil", "again on")] {
        if !text(alert, field).is_empty() {
            parts.push(format!("{label} {}", text(alert, field)));
        }
    }
    parts.join("; ")
}
