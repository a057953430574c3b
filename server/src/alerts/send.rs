//! Sending a message on its channel.

mod mail;
mod post;
mod public;

use std::sync::Arc;
use std::time::Duration;

use kept_schema::{Channel, ChannelKind};
use kept_store::Delivery;
use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use reqwest::Client;
use reqwest::redirect::Policy;

use super::message::Message;
use super::{Settings, SettingsError};
use public::PublicOnly;

/// The longest a server may take to answer.
const TIMEOUT: Duration = Duration::from_secs(15);
const PROGRAM: &str = concat!("kept/", env!("CARGO_PKG_VERSION"));

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// What the other side said when it took the message, or why it did not.
    pub(super) result: Result<String, Failure>,
    /// The addresses that have it now, of a message that goes to several.
    pub(super) reached: Vec<String>,
    /// The addresses that will never have it, because the mail server refused them for good.
    pub(super) refused: Vec<String>,
}

impl From<Result<String, Failure>> for Outcome {
    fn from(result: Result<String, Failure>) -> Self {
        Self { result, reached: Vec::new(), refused: Vec::new() }
    }
}

/// Why a message was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) detail: String,
    /// Trying again would not help.
    pub(super) is_final: bool,
    /// When the server wants to be asked again.
    pub(super) retry_after: Option<chrono::Duration>,
}

impl Failure {
    fn of(detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), is_final: false, retry_after: None }
    }
}

/// Sends over HTTP and SMTP.
pub(super) struct Sender {
    http: Client,
    mail: Option<(AsyncSmtpTransport<Tokio1Executor>, Mailbox)>,
    allows_private: bool,
}

impl Sender {
    pub(super) fn new(settings: &Settings) -> Result<Self, SettingsError> {
        let client = Client::builder().redirect(Policy::none()).timeout(TIMEOUT).user_agent(PROGRAM).no_proxy();
        let client = if settings.allow_private { client } else { client.dns_resolver(Arc::new(PublicOnly)) };
        let mail = match (&settings.smtp_url, &settings.mail_from) {
            (None, _) => None,
            (Some(_), None) => return Err(SettingsError::NoMailFrom),
            (Some(url), Some(from)) => {
                let from = from.parse().map_err(|error| SettingsError::MailFrom(from.clone(), error))?;
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(SettingsError::Smtp)?;
                Some((transport.timeout(Some(TIMEOUT)).build(), from))
            }
        };
        Ok(Self { http: client.build().map_err(SettingsError::Http)?, mail, allows_private: settings.allow_private })
    }

    /// Sends a message; what the other side said when it took it.
    pub(super) async fn send(&self, channel: &Channel, delivery: &Delivery, message: &Message) -> Outcome {
        match channel.kind {
            ChannelKind::Email => {
                self.mail(channel, delivery, message).await.unwrap_or_else(|failure| Err(failure).into())
            }
            ChannelKind::Webhook | ChannelKind::Slack | ChannelKind::Teams => {
                self.post(channel, delivery, message).await.into()
            }
        }
    }
}

/// An error with its causes; some errors tell theirs themselves.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut said = error.to_string();
    for cause in std::iter::successors(error.source(), |error| error.source()).map(ToString::to_string) {
        if !said.ends_with(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    said
}
