//! Asking a register in the words of its API: a running Kept, or a store on this machine, which answers the same.

use clap::Args;
use serde_json::Value;

use super::store::{self, StoreArgs};
use super::{CliError, Format, Output, remote};
use crate::api::{self, Actor};

/// The register to ask, and how to write what it says.
#[derive(Clone, Debug, Args)]
pub struct AskArgs {
    /// The store to ask.
    #[command(flatten)]
    pub store: StoreArgs,
    /// A running Kept to ask instead of a store, such as https://kept.example
    #[arg(long, env = "KEPT_SERVER", value_name = "URL")]
    pub server: Option<String>,
    /// The token to show to the server; better in the variable than in the list of processes
    #[arg(long, env = "KEPT_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl AskArgs {
    /// Asks, and gives the data of the answer.
    ///
    /// # Errors
    /// When the register cannot be reached, or refuses.
    pub(super) async fn ask(&self, query: &str, variables: &Value, output: &Output) -> Result<Value, CliError> {
        if let Some(server) = &self.server {
            return remote::ask(server, self.token.as_deref(), query, variables).await;
        }
        let app = store::open_existing(&self.store, output).await?;
        let answer = match app.know_deadlines().await {
            Ok(()) => Ok(api::answer(app.clone(), Actor(store::actor()), query, variables).await),
            Err(error) => Err(CliError::from(error)),
        };
        store::close(app).await;
        remote::data(answer?)
    }
}

/// A text of an answer; empty when there is none.
pub(super) fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// A list of an answer.
pub(super) fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Texts of an answer, in a line.
pub(super) fn joined(value: &Value, field: &str) -> String {
    let texts = value.get(field).and_then(Value::as_array);
    texts.into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
}
