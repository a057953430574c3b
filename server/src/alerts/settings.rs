//! How a service sends alerts, and what can be wrong with it.

use kept_schema::channel::Zone;

/// How a service sends alerts.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The time zone of channels that say none; UTC when not said.
    pub zone: Option<Zone>,
    /// Where people reach the service, for links.
    pub public_url: Option<String>,
    /// The mail server, with user and password when it wants them.
    pub smtp_url: Option<String>,
    /// Who e-mail is from.
    pub mail_from: Option<String>,
    /// Whether channels may send to addresses that are not of the public internet.
    pub allow_private: bool,
    /// How long messages that were sent are kept; for good when not said.
    pub keep: Option<kept_schema::Duration>,
}

/// Why alerts cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Nobody to send from.
    #[error("say who e-mail is from: --mail-from, such as `Kept <kept@acme.example>`")]
    NoMailFrom,
    /// The sender is no address.
    #[error("`{0}` is not a sender: write `Kept <kept@acme.example>`")]
    MailFrom(String, #[source] lettre::address::AddressError),
    /// The mail server is no address. It may hold a password: it is not told.
    #[error("--smtp-url cannot be read: write `smtps://USER:PASSWORD@HOST` or `smtp://HOST:25`")]
    Smtp(#[source] lettre::transport::smtp::Error),
    /// Requests cannot be sent.
    #[error("requests cannot be sent")]
    Http(#[source] reqwest::Error),
}
