//! What the commands that need a register to work on have in common: a store on this machine, or a server.

use std::process::ExitCode;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use clap::Args;
use kept_engine::Lives;
use kept_schema::Register;
use kept_store::{Credentials, StoreUrl};

use super::{CliError, Command, Output, alert, apply, assign, channel, export, import, moment, observe, risk, serve};
use crate::app::{App, AppError, HistoryError, WriteError};

/// The store to work on.
#[derive(Clone, Debug, Args)]
pub struct StoreArgs {
    /// The store: rocksdb:DIR, mem:, or ws://HOST or wss://HOST for a SurrealDB server
    #[arg(long, env = "KEPT_STORE", value_name = "URL", default_value_t)]
    pub store: StoreUrl,
}

/// The store to read, and when.
#[derive(Clone, Debug, Args)]
pub struct ReadArgs {
    /// The store to look into.
    #[command(flatten)]
    pub store: StoreArgs,
    /// The register as it was recorded at this moment, such as 2026-03-01T09:30:00Z [default: now]
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub known_at: Option<DateTime<Utc>>,
}

/// The register to change: in a store, or behind a running server.
#[derive(Clone, Debug, Args)]
pub struct TargetArgs {
    /// The store to change.
    #[command(flatten)]
    pub store: StoreArgs,
    /// A running Kept to change instead of a store, such as https://kept.example
    #[arg(long, env = "KEPT_SERVER", value_name = "URL")]
    pub server: Option<String>,
    /// The token to show to the server; better in the variable than in the list of processes
    #[arg(long, env = "KEPT_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// Print the plan and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How to write the plan
    #[arg(long, value_enum, default_value_t)]
    pub format: super::plan::PlanFormat,
}

/// SurrealDB evaluates queries recursively; the usual 2 MiB are not enough for it.
const THREAD_STACK_BYTES: usize = 10 * 1024 * 1024;

/// Does a command that works on a store.
pub(super) fn run(command: Command, output: &Output) -> Result<ExitCode, CliError> {
    match command {
        Command::Serve(args) => on_runtime(serve::run(args, output)),
        Command::Apply(args) => on_runtime(apply::run(args, output)),
        Command::Accept(args) => on_runtime(risk::accept(args, output)),
        Command::Reopen(args) => on_runtime(risk::reopen_finding(args, output)),
        Command::Assign(args) => on_runtime(assign::assign(args, output)),
        Command::Unassign(args) => on_runtime(assign::unassign_finding(args, output)),
        Command::Import(args) => on_runtime(import::run(args, output)),
        Command::Observe(args) => on_runtime(observe::run(args, output)),
        Command::Alert(args) => on_runtime(alert::run(args, output)),
        Command::Channel(args) => on_runtime(channel::run(args, output)),
        Command::Export(args) => export::run(&args, output),
        _ => Err(CliError::Usage("this command needs no store".to_owned())),
    }
}

/// The register in a store, read and let go of again.
pub(super) fn read_register(args: &ReadArgs, output: &Output) -> Result<Register, CliError> {
    on_runtime(async {
        let app = open_existing(&args.store, output).await?;
        let snapshot = match args.known_at {
            None => Ok(app.snapshot()),
            Some(moment) => app.known_at(moment).await,
        };
        close(app).await;
        let snapshot =
            snapshot.map_err(|error| CliError::unavailable("the register of that moment cannot be read", error))?;
        Ok(snapshot.register().clone())
    })
}

/// What a check asks of a store.
pub(super) struct Stored {
    /// The register.
    pub(super) register: Register,
    /// When its findings were seen.
    pub(super) lives: Lives,
    /// The register at the revision that was asked for.
    pub(super) before: Option<Register>,
}

/// The register in a store, when its findings were seen, and what it was at revision `since`. Looking at the findings of
/// today is remembered.
pub(super) fn look(args: &StoreArgs, looks: bool, since: Option<u64>, output: &Output) -> Result<Stored, CliError> {
    on_runtime(async {
        let app = open_existing(args, output).await?;
        let looked = if looks { app.look().await } else { Ok(()) };
        let (snapshot, lives) = (app.snapshot(), app.lives());
        let before = match since {
            Some(revision) => app.at_revision(revision).await.map(Some),
            None => Ok(None),
        };
        close(app).await;
        looked.map_err(|error| CliError::unavailable("what was found cannot be remembered", error))?;
        let before = before.map_err(|error| match error {
            HistoryError::ToCome { .. } => CliError::Usage(error.to_string()),
            error => CliError::unavailable("the register of that revision cannot be read", error),
        })?;
        let before = before.map(|before| before.register().clone());
        Ok(Stored { register: snapshot.register().clone(), lives, before })
    })
}

/// Opens a store that is there, for commands that would find nothing in a new one: a check of a register that was never
/// written must not pass.
pub(super) async fn open_existing(args: &StoreArgs, output: &Output) -> Result<Arc<App>, CliError> {
    if !args.store.is_there() {
        let what = format!(
            "there is no store at `{}`: name documents, or another store with --store; `kept apply` and `kept serve` make one",
            args.store
        );
        return Err(CliError::Unavailable { what, cause: None });
    }
    open(args, output).await
}

/// Opens the store and loads the register.
pub(super) async fn open(args: &StoreArgs, output: &Output) -> Result<Arc<App>, CliError> {
    let loading = output.loading("Loading the register");
    let said = loading.clone();
    let app = App::open(&args.store, credentials().as_ref(), move |records| said.at(records)).await;
    loading.finish();
    app.map_err(|error| match error {
        AppError::Open(error) => CliError::unavailable("the store cannot be opened", error),
        error => CliError::unavailable(format!("the register in `{}` cannot be read", args.store), error),
    })
}

/// Lets go of the store, so that the next command finds it free.
pub(super) async fn close(app: Arc<App>) {
    if let Some(app) = Arc::into_inner(app) {
        app.close().await;
    }
}

/// The user of a SurrealDB server, from the environment: a command line can be seen by others.
fn credentials() -> Option<Credentials> {
    let user = std::env::var("KEPT_STORE_USER").ok()?;
    let password = std::env::var("KEPT_STORE_PASSWORD").unwrap_or_default();
    Some(Credentials { user, password })
}

/// Who the change log says it was: whoever runs the command on this machine.
pub(super) fn actor() -> String {
    let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_else(|_| "unknown".to_owned());
    format!("cli:{user}")
}

pub(super) fn on_runtime<T>(work: impl Future<Output = Result<T, CliError>>) -> Result<T, CliError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(THREAD_STACK_BYTES)
        .build()
        .map_err(|error| CliError::unavailable("threads cannot be started", error))?;
    runtime.block_on(work)
}

impl From<WriteError> for CliError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Invalid(problems) => Self::Problems(problems),
            WriteError::NotFound(_) | WriteError::Conflict { .. } => Self::Usage(error.to_string()),
            error => Self::unavailable("the register was not changed", error),
        }
    }
}
