//! `kept channel`: where alerts are sent, whether they arrive, and what to do when they do not.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use kept_schema::document::{self, read_onto};
use kept_schema::record::{Edit, Record};
use kept_schema::{ChannelKey, NodeId, Problem, Problems, SourcedEdit};
use serde_json::{Value, json};

use super::ask::{AskArgs, joined, list, text};
use super::paint::{DIM, STRONG};
use super::store::{self, TargetArgs};
use super::{CliError, Format, Output, input, plan, remote};
use crate::app::Write as Wish;

/// What `kept channel` is told.
#[derive(Debug, Args)]
pub struct ChannelArgs {
    /// What to do.
    #[command(subcommand)]
    pub what: ChannelCommand,
}

/// What can be done about channels.
#[derive(Debug, Subcommand)]
pub enum ChannelCommand {
    /// Say where alerts are sent
    List(AskArgs),
    /// Say all that is recorded of a channel
    Show(OneArgs),
    /// Add or change the channels of documents
    Put(PutArgs),
    /// Remove a channel; what was not sent on it yet is not sent
    Remove(RemoveArgs),
    /// Send a message that says it is a test, whatever the schedule says
    ///
    /// A service sends it: at once through --server, and on a store when `kept serve` runs there next.
    Test(OneArgs),
    /// Say which messages were sent, wait or were given up, the latest first
    Deliveries(DeliveriesArgs),
    /// Have a message that was given up tried anew
    Replay(ReplayArgs),
}

impl ChannelArgs {
    /// How what is wrong is to be written.
    #[must_use]
    pub const fn format(&self) -> Format {
        match &self.what {
            ChannelCommand::List(ask) => ask.format,
            ChannelCommand::Show(args) | ChannelCommand::Test(args) => args.ask.format,
            ChannelCommand::Put(args) => args.target.format.of_problems(),
            ChannelCommand::Remove(args) => args.target.format.of_problems(),
            ChannelCommand::Deliveries(args) => args.ask.format,
            ChannelCommand::Replay(args) => args.ask.format,
        }
    }
}

/// A channel.
#[derive(Debug, Args)]
pub struct OneArgs {
    /// The key of the channel
    #[arg(value_name = "KEY")]
    pub key: ChannelKey,
    /// The register to ask.
    #[command(flatten)]
    pub ask: AskArgs,
}

/// What `kept channel put` is told.
#[derive(Debug, Args)]
pub struct PutArgs {
    /// Documents that hold channels and nothing else: files, folders, or `-` for stdin
    #[arg(value_name = "FILE|DIR", required = true)]
    pub paths: Vec<PathBuf>,
    /// The register to change.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// What `kept channel remove` is told.
#[derive(Debug, Args)]
pub struct RemoveArgs {
    /// The key of the channel
    #[arg(value_name = "KEY")]
    pub key: ChannelKey,
    /// The register to change.
    #[command(flatten)]
    pub target: TargetArgs,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum State {
    /// It is on its way, or will be tried again.
    Pending,
    /// Whoever it was for has it.
    Sent,
    /// It was given up.
    Dead,
}

/// What `kept channel deliveries` is told.
#[derive(Debug, Args)]
pub struct DeliveriesArgs {
    /// Only messages on the channel of this key
    #[arg(value_name = "KEY")]
    pub key: Option<ChannelKey>,
    /// Only messages of which this became
    #[arg(long, value_enum, value_name = "STATE")]
    pub state: Option<State>,
    /// How many at most
    #[arg(long, value_name = "COUNT", default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=500))]
    pub limit: u16,
    /// The register to ask.
    #[command(flatten)]
    pub ask: AskArgs,
}

/// What `kept channel replay` is told.
#[derive(Debug, Args)]
pub struct ReplayArgs {
    /// The id of the message, as `kept channel deliveries` prints it
    #[arg(value_name = "ID")]
    pub id: String,
    /// The register to change.
    #[command(flatten)]
    pub ask: AskArgs,
}

/// What is asked of a channel: all that is recorded.
const CHANNEL: &str = "key name kind url urlFrom secretFrom to about { kinds rules minSeverity owners tags } schedule
    quiet { from until days } zone escalation { after to } subject body resolved paused revision";
/// What is asked of a message.
const DELIVERY: &str =
    "id channel: channelKey at state isTest resolved nextAttemptAt attempts { at sent detail } alerts { number title }";

pub(super) async fn run(args: ChannelArgs, output: &Output) -> Result<ExitCode, CliError> {
    match args.what {
        ChannelCommand::List(ask) => {
            let query = format!("{{ channels(first: 500) {{ nodes {{ {CHANNEL} }} }} }}");
            let found = ask.ask(&query, &json!({}), output).await?;
            let channels = list(&found, "/channels/nodes");
            print(&Value::from(channels), ask.format, output, || lines(channels))?;
        }
        ChannelCommand::Show(OneArgs { key, ask }) => {
            let query = format!("query Channel($key: String!) {{ channel(key: $key) {{ {CHANNEL} }} }}");
            let mut found = ask.ask(&query, &json!({ "key": key }), output).await?;
            let channel = found.get_mut("channel").map(Value::take).filter(|channel| !channel.is_null());
            let channel = channel.ok_or_else(|| CliError::Usage(format!("there is no channel `{key}`")))?;
            let channel = recorded(channel);
            print(&channel, ask.format, output, || shown(&channel))?;
        }
        ChannelCommand::Put(args) => return put(args, output).await,
        ChannelCommand::Remove(args) => return remove(args, output).await,
        ChannelCommand::Test(OneArgs { key, ask }) => {
            let query = format!(
                "mutation Test($input: TestChannelInput!) {{ done: testChannel(input: $input) {{ delivery {{ {DELIVERY} }} }} }}"
            );
            delivered(&ask, &query, json!({ "key": key }), output).await?;
        }
        ChannelCommand::Deliveries(args) => {
            let query = format!(
                "query Deliveries($channel: String, $state: DeliveryState, $first: Int) {{
                     deliveries(channel: $channel, state: $state, first: $first) {{ {DELIVERY} }} }}"
            );
            let state = args.state.map(|state| match state {
                State::Pending => "PENDING",
                State::Sent => "SENT",
                State::Dead => "DEAD",
            });
            let variables = json!({ "channel": args.key, "state": state, "first": args.limit });
            let found = args.ask.ask(&query, &variables, output).await?;
            let deliveries = list(&found, "/deliveries");
            print(&Value::from(deliveries), args.ask.format, output, || messages(deliveries))?;
        }
        ChannelCommand::Replay(ReplayArgs { id, ask }) => {
            let query = format!(
                "mutation Replay($input: ReplayDeliveryInput!) {{ done: replayDelivery(input: $input) {{ delivery {{ {DELIVERY} }} }} }}"
            );
            delivered(&ask, &query, json!({ "id": id }), output).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn delivered(ask: &AskArgs, query: &str, input: Value, output: &Output) -> Result<(), CliError> {
    let done = ask.ask(query, &json!({ "input": input }), output).await?;
    let delivery = done.pointer("/done/delivery").cloned().unwrap_or_default();
    print(&delivery, ask.format, output, || {
        let sender = if ask.server.is_some() {
            "The service sends it now"
        } else {
            "It is sent when a service runs on this store"
        };
        format!("{sender}; see `kept channel deliveries`.\n{}", messages(std::slice::from_ref(&delivery)))
    })
}

async fn put(args: PutArgs, output: &Output) -> Result<ExitCode, CliError> {
    let files = input::read_files(&args.paths)?;
    if let Some(server) = &args.target.server {
        let read = document::read(files.clone());
        if let Ok(documents) = &read {
            only_channels(&documents.edits)?;
        }
        // Of documents with mistakes the server only says what else is wrong with them.
        let dry_run = args.target.dry_run || read.is_err();
        let done = remote::apply(server, &args.target, files, (dry_run, false), output).await?;
        read?;
        return Ok(done);
    }
    let app = store::open(&args.target.store, output).await?;
    let outcome = async {
        let (documents, ..) = read_onto(app.snapshot().register(), files, 0)?;
        only_channels(&documents.edits)?;
        let wish = wish("channel put", documents.edits);
        plan::carry_out(&app, wish, args.target.dry_run).await.map_err(|error| match CliError::from(error) {
            CliError::Problems(problems) => CliError::Problems(documents.sources.locate(problems)),
            error => error,
        })
    };
    let outcome = outcome.await;
    store::close(app).await;
    plan::print(&outcome?, args.target.format, output)?;
    Ok(ExitCode::SUCCESS)
}

fn only_channels(edits: &[SourcedEdit]) -> Result<(), Problems> {
    let others = edits.iter().filter_map(|edit| match &edit.edit {
        Edit::Put(Record::Channel(_)) => None,
        Edit::Put(record) => Some((record.id(), edit)),
        Edit::Delete(id) => Some((id.clone(), edit)),
    });
    let problem = |(id, edit): (NodeId, &SourcedEdit)| Problem {
        origin: edit.origin.clone(),
        path: String::new(),
        message: format!("`{id}` is no channel; `kept apply` takes documents of everything"),
    };
    Problems::check(others.map(problem).collect())
}

async fn remove(args: RemoveArgs, output: &Output) -> Result<ExitCode, CliError> {
    let RemoveArgs { key, target } = args;
    if let Some(server) = &target.server {
        // The revision of now: whoever types a key saw none.
        let query = "query Channel($key: String!) { channel(key: $key) { revision } }";
        let found = remote::ask(server, target.token.as_deref(), query, &json!({ "key": key })).await?;
        let revision = found.pointer("/channel/revision").and_then(Value::as_u64);
        let revision = revision.ok_or_else(|| CliError::Usage(format!("there is no channel `{key}`")))?;
        let input = json!({ "key": key, "expectedRevision": revision });
        return remote::change(server, &target, ("deleteChannel", "DeleteChannelInput"), input, output).await;
    }
    let app = store::open_existing(&target.store, output).await?;
    let wish = wish("channel remove", vec![Edit::Delete(NodeId::Channel(key)).into()]);
    let outcome = plan::carry_out(&app, wish, target.dry_run).await.map_err(CliError::from);
    store::close(app).await;
    plan::print(&outcome?, target.format, output)?;
    Ok(ExitCode::SUCCESS)
}

fn wish(action: &str, edits: Vec<SourcedEdit>) -> Wish {
    let (actor, action) = (store::actor(), action.to_owned());
    Wish { actor, action, summary: String::new(), edits, expected: Vec::new() }
}

fn print(answer: &Value, format: Format, output: &Output, text: impl FnOnce() -> String) -> Result<(), CliError> {
    match format {
        Format::Json => output.json(answer)?,
        Format::Text => output.print(&text())?,
    }
    Ok(())
}

/// A line a channel.
fn lines(channels: &[Value]) -> String {
    let mut said = String::new();
    for channel in channels {
        let to = match text(channel, "url") {
            "" => joined(channel, "to"),
            url => url.to_owned(),
        };
        let to = if to.is_empty() { format!("what {} says", text(channel, "urlFrom")) } else { to };
        let when = match text(channel, "schedule") {
            "" => "at once".to_owned(),
            schedule => format!("at {schedule}"),
        };
        let paused = if channel.get("paused") == Some(&Value::Bool(true)) { "; paused" } else { "" };
        // Writing to a string does not fail, here and below.
        let _ = writeln!(
            said,
            "{STRONG}{}{STRONG:#} {} to {to} {DIM}{when}{paused}{DIM:#}",
            text(channel, "key"),
            text(channel, "kind")
        );
    }
    if channels.is_empty() {
        said.push_str("Alerts are sent nowhere: there is no channel.\n");
    }
    said
}

/// What is recorded, without what is not.
fn recorded(value: Value) -> Value {
    let is_said = |value: &Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, recorded(value)));
            Value::Object(fields.filter(|(_, value)| is_said(value)).collect())
        }
        value => value,
    }
}

fn shown(channel: &Value) -> String {
    let mut said = String::new();
    for (name, value) in channel.as_object().into_iter().flatten() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let _ = writeln!(said, "{DIM}{name}:{DIM:#} {value}");
    }
    said
}

/// A message a line, with what the other side said last.
fn messages(deliveries: &[Value]) -> String {
    let mut said = String::new();
    for delivery in deliveries {
        let alerts = list(delivery, "/alerts");
        let what = match alerts {
            [] => "a test".to_owned(),
            [only] => text(only, "title").to_owned(),
            [first, rest @ ..] => format!("{} and {} more", text(first, "title"), rest.len()),
        };
        let what =
            if delivery.get("resolved") == Some(&Value::Bool(true)) { format!("resolved: {what}") } else { what };
        let _ = writeln!(
            said,
            "{STRONG}{}{STRONG:#} {} {} on {}: {what}",
            text(delivery, "id"),
            text(delivery, "state"),
            text(delivery, "at"),
            text(delivery, "channel")
        );
        if let Some(last) = list(delivery, "/attempts").last() {
            let _ =
                writeln!(said, "  {DIM}attempt {}: {}{DIM:#}", list(delivery, "/attempts").len(), text(last, "detail"));
        }
    }
    if deliveries.is_empty() {
        said.push_str("No messages are like that.\n");
    }
    said
}
