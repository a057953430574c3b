//! `kept serve`: API, user interface and alerts in one process.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use futures::FutureExt;

use kept_schema::channel::Zone;
use kept_schema::document::read_onto;
use tokio::sync::oneshot;
use tracing_subscriber::EnvFilter;

use super::store::{self, StoreArgs};
use super::{CliError, Output, input, plan};
use crate::alerts::{Alerter, Settings};
use crate::app::{App, Write, WriteError, count};
use crate::http::{Bound, ListenError};

/// What `kept serve` is told.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The address to listen on
    #[arg(long, env = "KEPT_LISTEN", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The store to serve.
    #[command(flatten)]
    pub store: StoreArgs,
    /// Documents to apply before serving: files or folders; what they do not mention stays
    #[arg(long, value_name = "FILE|DIR")]
    pub load: Vec<PathBuf>,
    /// Let browsers report at /v1/reports what pages of yours load from elsewhere; whoever can send a report can make one up
    #[arg(long, env = "KEPT_ACCEPT_REPORTS")]
    pub accept_reports: bool,
    /// How alerts are sent.
    #[command(flatten)]
    pub alerts: AlertArgs,
}

/// How `kept serve` sends alerts.
#[derive(Debug, Args)]
#[command(next_help_heading = "Alerts")]
pub struct AlertArgs {
    /// The time zone of channels that say none, such as Europe/Berlin [default: UTC]
    #[arg(long, env = "KEPT_TIME_ZONE", value_name = "ZONE")]
    pub time_zone: Option<Zone>,
    /// Where people reach this service, for links in alerts
    #[arg(long, env = "KEPT_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// The mail server: smtps://USER:PASSWORD@HOST or smtp://HOST:25
    #[arg(long, env = "KEPT_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Who e-mail is from, such as `Kept <kept@acme.example>`
    #[arg(long, env = "KEPT_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// How long messages that were sent are kept, such as P90D; those that were given up are kept until they are replayed
    #[arg(long, env = "KEPT_KEEP_MESSAGES", value_name = "DURATION", default_value = "P1Y")]
    pub keep_messages: kept_schema::Duration,
    /// Let channels send to addresses that are not of the public internet
    #[arg(long, env = "KEPT_ALLOW_PRIVATE_CHANNELS")]
    pub allow_private_channels: bool,
}

impl From<AlertArgs> for Settings {
    fn from(args: AlertArgs) -> Self {
        let AlertArgs { time_zone, public_url, smtp_url, mail_from, keep_messages, allow_private_channels } = args;
        let (allow_private, keep) = (allow_private_channels, Some(keep_messages));
        Self { zone: time_zone, public_url, smtp_url, mail_from, allow_private, keep }
    }
}

/// How often a service on a shared store looks for what others wrote.
const FOLLOW_EVERY: Duration = Duration::from_secs(2);

/// How often a service asks whether a new day began.
const LOOK_EVERY: Duration = Duration::from_secs(30);

pub(super) async fn run(args: ServeArgs, output: &Output) -> Result<ExitCode, CliError> {
    log_to_stderr();
    // Before anything is loaded, so that a wrong address is told at once.
    let bound = Bound::take(args.listen).map_err(refused)?;
    let app = store::open(&args.store, output).await?;
    if !args.load.is_empty() {
        load(&app, &args, output).await?;
    }
    let alerter = Alerter::new(app.clone(), args.alerts.into()).map_err(|error| {
        let cause = std::error::Error::source(&error).map_or_else(String::new, |cause| format!(" ({cause})"));
        CliError::Usage(format!("{error}{cause}"))
    })?;
    let register = app.snapshot().register().clone();
    output.print(&format!(
        "Kept serves {} parties, {} contracts, {} flows and {} promises from {} at revision {}.\n\
         Playground: http://{address}/graphiql\n\
         Listening at http://{address}/ (Ctrl-C stops it)\n",
        register.parties().len(),
        register.contracts().len(),
        register.flows().len(),
        register.promises().len(),
        args.store.store,
        register.revision(),
        address = bound.address(),
    ))?;
    let watching = tokio::spawn(watch(app.clone()));
    let (stop_alerts, alerts_stopped) = oneshot::channel::<()>();
    // That its sender is gone says the same.
    let alerting = tokio::spawn(alerter.run(alerts_stopped.map(|_| ())));
    let following = args.store.store.is_remote().then(|| tokio::spawn(follow(app.clone())));
    let served = bound.serve(app.clone(), args.accept_reports, stop_asked()).await.map_err(refused);
    drop(stop_alerts);
    for task in following.into_iter().chain([watching]) {
        task.abort();
        // It holds the store until it has ended. What it was doing is done again by the next look.
        let _ = task.await;
    }
    if let Err(error) = alerting.await {
        tracing::error!(error = &error as &dyn std::error::Error, "alerts broke off");
    }
    store::close(app).await;
    served.map(|()| ExitCode::SUCCESS)
}

async fn load(app: &Arc<App>, args: &ServeArgs, output: &Output) -> Result<(), CliError> {
    let progress = output.progress("Applying documents");
    let files = input::read_files(&args.load)?;
    let (documents, ..) = read_onto(app.snapshot().register(), files, 0)?;
    let edits = documents.edits;
    let write = Write {
        actor: store::actor(),
        action: "serve --load".to_owned(),
        summary: String::new(),
        edits,
        expected: Vec::new(),
    };
    let done = plan::carry_out(app, write, false).await?;
    drop(progress);
    let (added, changed, removed) = count(&done.plan.changes);
    output.note(&format!("Loaded documents: {added} added, {changed} changed, {removed} removed.\n"))?;
    Ok(())
}

fn refused(error: ListenError) -> CliError {
    match error {
        ListenError::NotLoopback(_) => CliError::Usage(error.to_string()),
        error => CliError::unavailable("Kept cannot serve", error),
    }
}

/// Does something now and again and again, and warns when it fails.
async fn repeat<F>(every: Duration, warning: &'static str, mut what: impl FnMut() -> F)
where
    F: Future<Output = Result<(), WriteError>>,
{
    let mut ticks = tokio::time::interval(every);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = what().await {
            tracing::warn!(error = &error as &dyn std::error::Error, "{warning}");
        }
    }
}

/// Looks which findings are there, now and on every day that begins. A clock is asked, not a timer set: the machine may
/// sleep, and its clock be mended.
async fn watch(app: Arc<App>) {
    repeat(LOOK_EVERY, "which findings are new cannot be told", || app.look()).await;
}

/// Takes over what other processes write to the same store.
async fn follow(app: Arc<App>) {
    let follow = || async {
        app.catch_up().await?;
        app.follow_messages().await
    };
    repeat(FOLLOW_EVERY, "what others wrote cannot be read", follow).await;
}

async fn stop_asked() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    // When signals cannot be heard, the process ends only by being killed.
    if interrupted.await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn log_to_stderr() {
    let filter = EnvFilter::try_from_env("KEPT_LOG").unwrap_or_else(|_| EnvFilter::new("warn,kept=info"));
    // Fails only when a log is set up already.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
