//! Channels: where alerts are sent, which, and when.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use chrono::{NaiveTime, Timelike};
use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};
use deserr::Deserr;
use ecow::EcoString;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::wire::written_as_text;
use crate::words::words;
use crate::{ChannelKey, Duration, Rule, Severity, Text};

words! {
    /// How a channel sends.
    pub enum ChannelKind {
        /// A signed request (Standard Webhooks) with a CloudEvents 1.0 envelope.
        Webhook = "WEBHOOK",
        /// An incoming webhook of Slack, or of what understands the same.
        Slack = "SLACK",
        /// A workflow of Microsoft Teams that takes an Adaptive Card.
        Teams = "TEAMS",
        /// E-mail.
        Email = "EMAIL",
    }
}

words! {
    /// What an alert is about.
    pub enum AlertKind {
        /// Something broke, cannot be shown to be right any more, or became graver.
        Finding = "FINDING",
        /// A day comes near on which something ends or must be decided.
        Deadline = "DEADLINE",
        /// If nothing is done, a promise will not be kept on a day to come.
        Forecast = "FORECAST",
    }
}

words! {
    /// A day of the week.
    pub enum Weekday {
        /// Monday.
        Monday = "MONDAY",
        /// Tuesday.
        Tuesday = "TUESDAY",
        /// Wednesday.
        Wednesday = "WEDNESDAY",
        /// Thursday.
        Thursday = "THURSDAY",
        /// Friday.
        Friday = "FRIDAY",
        /// Saturday.
        Saturday = "SATURDAY",
        /// Sunday.
        Sunday = "SUNDAY",
    }
}

impl From<chrono::Weekday> for Weekday {
    fn from(day: chrono::Weekday) -> Self {
        match day {
            chrono::Weekday::Mon => Self::Monday,
            chrono::Weekday::Tue => Self::Tuesday,
            chrono::Weekday::Wed => Self::Wednesday,
            chrono::Weekday::Thu => Self::Thursday,
            chrono::Weekday::Fri => Self::Friday,
            chrono::Weekday::Sat => Self::Saturday,
            chrono::Weekday::Sun => Self::Sunday,
        }
    }
}

/// When something is sent: minute, hour, day of the month, month and day of the week, as in `crontab`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    text: EcoString,
    /// Large, and the same in every copy.
    cron: Arc<Cron>,
}

/// The text is not a schedule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is not a schedule: write minute, hour, day of the month, month and day of the week, such as `0 9 * * 1-5` for nine o'clock on working days ({reason})"
)]
pub struct InvalidSchedule {
    text: String,
    reason: String,
}

impl Schedule {
    /// The pattern, to find the moments it matches.
    #[must_use]
    pub fn cron(&self) -> &Cron {
        &self.cron
    }
}

impl FromStr for Schedule {
    type Err = InvalidSchedule;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |reason: String| InvalidSchedule { text: text.chars().take(64).collect(), reason };
        let parser = CronParser::builder().seconds(Seconds::Disallowed).year(Year::Disallowed).build();
        let cron = parser.parse(text).map_err(|error| invalid(error.to_string()))?;
        // `0 0 30 2 *` reads well and never comes.
        let start = chrono::DateTime::UNIX_EPOCH;
        cron.find_next_occurrence(&start, true).map_err(|_| invalid("no day is like that".to_owned()))?;
        Ok(Self { text: text.into(), cron: Arc::new(cron) })
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

written_as_text!(Schedule, "Schedule", { "type": "string", "examples": ["0 9 * * 1-5"] });

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(chrono_tz::Tz);

/// The text is not the name of a time zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time zone: write its name in the IANA database, such as Europe/Berlin")]
pub struct InvalidZone(String);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(chrono_tz::UTC);

    /// The zone, to reckon with.
    #[must_use]
    pub const fn tz(self) -> chrono_tz::Tz {
        self.0
    }
}

impl FromStr for Zone {
    type Err = InvalidZone;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| InvalidZone(text.chars().take(64).collect()))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0.name())
    }
}

written_as_text!(Zone, "Zone", { "type": "string", "examples": ["Europe/Berlin"] });

/// A time of the day, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime(NaiveTime);

/// The text is not a time of the day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time of the day: write hours and minutes in quotes, such as \"18:30\"")]
pub struct InvalidClockTime(String);

impl ClockTime {
    /// The time, to reckon with.
    #[must_use]
    pub const fn time(self) -> NaiveTime {
        self.0
    }
}

impl FromStr for ClockTime {
    type Err = InvalidClockTime;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidClockTime(text.chars().take(64).collect());
        NaiveTime::parse_from_str(text, "%H:%M").map(Self).map_err(|_| invalid())
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

written_as_text!(ClockTime, "ClockTime", { "type": "string", "pattern": "^[0-2]?[0-9]:[0-5][0-9]$" });

/// The name of an environment variable of the service that holds a secret. The register holds no secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretName(EcoString);

/// The text is not the name of a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "write the name of an environment variable that begins with KEPT_SECRET_, such as KEPT_SECRET_ALERTS; the secret itself does not belong into the register"
)]
pub struct InvalidSecretName;

impl SecretName {
    /// What every name begins with, so that a channel cannot make the service tell of its other variables.
    const PREFIX: &str = "KEPT_SECRET_";

    /// The name of the variable.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SecretName {
    type Err = InvalidSecretName;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let rest = text.strip_prefix(Self::PREFIX).ok_or(InvalidSecretName)?;
        let is_name = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        if rest.is_empty() || text.len() > 128 || !rest.bytes().all(is_name) {
            return Err(InvalidSecretName);
        }
        Ok(Self(text.into()))
    }
}

impl fmt::Display for SecretName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

written_as_text!(SecretName, "SecretName", { "type": "string", "pattern": "^KEPT_SECRET_[A-Z0-9_]+$" });

/// A text with places that are filled in when it is sent, in the language of Jinja.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(EcoString);

/// The text is not a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTemplate {
    /// It cannot be read.
    #[error("the template cannot be read: {0}")]
    Syntax(String),
    /// It is too long.
    #[error("the template is {0} bytes long; at most {MAX_TEMPLATE_BYTES} are kept")]
    TooLong(usize),
}

const MAX_TEMPLATE_BYTES: usize = 64 * 1024;

impl Template {
    /// The text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Template {
    type Err = InvalidTemplate;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > MAX_TEMPLATE_BYTES {
            return Err(InvalidTemplate::TooLong(text.len()));
        }
        minijinja::Environment::new()
            .template_from_named_str("template", text)
            .map_err(|error| InvalidTemplate::Syntax(error.to_string()))?;
        Ok(Self(text.into()))
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

written_as_text!(Template, "Template", { "type": "string", "maxLength": 65536 });

/// Where alerts are sent, which, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Channel {
    /// Its key in the register.
    pub key: ChannelKey,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub name: Option<Text>,
    /// How it sends.
    pub kind: ChannelKind,
    /// The address it sends to: `https://...`; not for e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub url: Option<Text>,
    /// The environment variable that holds the address, when who knows it may send: Slack, Teams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub url_from: Option<SecretName>,
    /// The environment variable that holds the secret a webhook is signed with; several, separated by spaces, while
    /// one takes the place of another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub secret_from: Option<SecretName>,
    /// The e-mail addresses it sends to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub to: Vec<Text>,
    /// Which alerts; all when not said.
    #[serde(default, skip_serializing_if = "AlertFilter::is_empty")]
    #[deserr(default)]
    pub about: AlertFilter,
    /// When what has gathered is sent, as in `crontab`; at once when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub schedule: Option<Schedule>,
    /// When nothing is sent but what is CRITICAL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub quiet: Option<QuietHours>,
    /// The time zone of the schedule and the quiet hours; that of the service when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub zone: Option<Zone>,
    /// Where alerts go that nobody acknowledges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub escalation: Option<Escalation>,
    /// The subject of a message, instead of the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub subject: Option<Template>,
    /// The text of a message, instead of the usual one; not for webhooks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub body: Option<Template>,
    /// Whether it is told, too, that what it was told of is resolved: mended, accepted or moved.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[deserr(default)]
    pub resolved: bool,
    /// Whether nothing is sent for now; what gathers meanwhile is sent afterwards.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[deserr(default)]
    pub paused: bool,
}

impl Channel {
    /// What people call it: its name, else its key.
    #[must_use]
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(self.key.as_str())
    }
}

/// Which alerts a channel sends: those that meet all that is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct AlertFilter {
    /// Only alerts of these kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub kinds: Vec<AlertKind>,
    /// Only findings of these rules; other kinds of alerts have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub rules: Vec<Rule>,
    /// Only alerts of this severity or a higher one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub min_severity: Option<Severity>,
    /// Only alerts about what one of these looks after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub owners: Vec<Text>,
    /// Only alerts about parties with one of these tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub tags: Vec<Text>,
}

impl AlertFilter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// When nothing is sent but what is CRITICAL.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct QuietHours {
    /// Every day from this time on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub from: Option<ClockTime>,
    /// Until this time, on the next day when that is not later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[deserr(default)]
    pub until: Option<ClockTime>,
    /// These days as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[deserr(default)]
    pub days: Vec<Weekday>,
}

/// Where alerts go that nobody acknowledges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[deserr(rename_all = camelCase, deny_unknown_fields)]
pub struct Escalation {
    /// How long after it was sent: P2D, PT4H.
    pub after: Duration,
    /// To which channel.
    pub to: ChannelKey,
}
