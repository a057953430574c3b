//! Channels: where alerts are sent.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use kept_schema::channel::{AlertFilter, Escalation, QuietHours};
use kept_schema::{Channel, ChannelKey, NodeId, NodeKind, Register, Versioned};

use super::error::{Fault, present};
use super::input::{CreateChannelInput, DeleteChannelInput, Raw, UpdateChannelInput};
use super::listing::Listing;
use super::page::{Connection, PageArgs, cost};
use super::plan::{DeletePayload, PlanObject};
use super::scalar::Span;
use super::snapshot;
use super::words::{OrderDirection, Severity};
use super::write::{self, Outcome};
use crate::app::Snapshot;

/// How a channel sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::ChannelKind")]
pub(crate) enum ChannelKind {
    /// A signed request (Standard Webhooks) with a CloudEvents 1.0 envelope.
    Webhook,
    /// An incoming webhook of Slack, or of what understands the same.
    Slack,
    /// A workflow of Microsoft Teams that takes an Adaptive Card.
    Teams,
    /// E-mail.
    Email,
}

/// What an alert is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::AlertKind")]
pub(crate) enum AlertKind {
    /// Something broke, cannot be shown to be right any more, or became graver.
    Finding,
    /// A day comes near on which something ends or must be decided.
    Deadline,
    /// If nothing is done, a promise will not be kept on a day to come.
    Forecast,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_schema::channel::Weekday")]
pub(crate) enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

/// Which alerts a channel sends: those that meet all that is said.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(name = "AlertFilter", input_name = "AlertFilterInput")]
pub(crate) struct AlertFilterObject {
    /// Only alerts of these kinds.
    kinds: Option<Vec<AlertKind>>,
    /// Only findings of these rules, by code; other kinds of alerts have none.
    rules: Option<Vec<String>>,
    /// Only alerts of this severity or a higher one.
    min_severity: Option<Severity>,
    /// Only alerts about what one of these looks after.
    owners: Option<Vec<String>>,
    /// Only alerts about parties with one of these tags.
    tags: Option<Vec<String>>,
}

impl From<&AlertFilter> for AlertFilterObject {
    fn from(from: &AlertFilter) -> Self {
        fn some<T, U>(list: &[T], each: impl Fn(&T) -> U) -> Option<Vec<U>> {
            (!list.is_empty()).then(|| list.iter().map(each).collect())
        }
        Self {
            kinds: some(&from.kinds, |kind| (*kind).into()),
            rules: some(&from.rules, ToString::to_string),
            min_severity: from.min_severity.map(Into::into),
            owners: some(&from.owners, ToString::to_string),
            tags: some(&from.tags, ToString::to_string),
        }
    }
}

/// When nothing is sent but what is CRITICAL.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(name = "QuietHours", input_name = "QuietHoursInput")]
pub(crate) struct QuietHoursObject {
    /// Every day from this time on, such as 18:30.
    from: Option<String>,
    /// Until this time, on the next day when that is not later.
    until: Option<String>,
    /// These days as a whole.
    days: Option<Vec<Weekday>>,
}

impl From<&QuietHours> for QuietHoursObject {
    fn from(from: &QuietHours) -> Self {
        Self {
            from: from.from.map(|time| time.to_string()),
            until: from.until.map(|time| time.to_string()),
            days: (!from.days.is_empty()).then(|| from.days.iter().map(|day| (*day).into()).collect()),
        }
    }
}

/// Where alerts go that nobody acknowledges.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(name = "Escalation", input_name = "EscalationInput")]
pub(crate) struct EscalationObject {
    /// How long after it was sent: P2D, PT4H.
    after: Span,
    /// To which channel, by key.
    to: String,
}

impl From<&Escalation> for EscalationObject {
    fn from(from: &Escalation) -> Self {
        Self { after: Span(from.after), to: from.to.to_string() }
    }
}

/// A channel as it was in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct ChannelObject {
    record: Arc<Versioned<Channel>>,
}

impl ChannelObject {
    pub(super) fn new(_: &Arc<Snapshot>, record: Arc<Versioned<Channel>>) -> Self {
        Self { record }
    }

    pub(super) fn find(snapshot: &Arc<Snapshot>, key: &ChannelKey) -> Option<Self> {
        snapshot.register().channels().get(key).map(|record| Self::new(snapshot, record.clone()))
    }
}

/// Where alerts are sent, which, and when.
#[Object(name = "Channel")]
impl ChannelObject {
    /// Its global id, such as `channel:privacy-team`.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Channel(self.record.key.clone()).to_string().into()
    }

    /// Its key in the register.
    pub(crate) async fn key(&self) -> String {
        self.record.key.to_string()
    }

    /// What people call it.
    pub(crate) async fn title(&self) -> String {
        self.record.title().to_owned()
    }

    /// Its name, when it has one.
    async fn name(&self) -> Option<&str> {
        self.record.name.as_deref()
    }

    /// How it sends.
    async fn kind(&self) -> ChannelKind {
        self.record.kind.into()
    }

    /// The address it sends to; null when an environment variable holds it, and for e-mail.
    async fn url(&self) -> Option<&str> {
        self.record.url.as_deref()
    }

    /// The environment variable of the service that holds the address.
    async fn url_from(&self) -> Option<String> {
        self.record.url_from.as_ref().map(ToString::to_string)
    }

    /// The environment variable of the service that holds the secret a webhook is signed with.
    async fn secret_from(&self) -> Option<String> {
        self.record.secret_from.as_ref().map(ToString::to_string)
    }

    /// The e-mail addresses it sends to.
    async fn to(&self) -> Vec<String> {
        self.record.to.iter().map(ToString::to_string).collect()
    }

    /// Which alerts; null when all.
    async fn about(&self) -> Option<AlertFilterObject> {
        (!self.record.about.is_empty()).then(|| AlertFilterObject::from(&self.record.about))
    }

    /// When what has gathered is sent, as in `crontab`; null when at once.
    async fn schedule(&self) -> Option<String> {
        self.record.schedule.as_ref().map(ToString::to_string)
    }

    /// When nothing is sent but what is CRITICAL.
    async fn quiet(&self) -> Option<QuietHoursObject> {
        self.record.quiet.as_ref().map(Into::into)
    }

    /// The time zone of the schedule and the quiet hours; null for that of the service.
    async fn zone(&self) -> Option<String> {
        self.record.zone.map(|zone| zone.to_string())
    }

    /// Where alerts go that nobody acknowledges.
    async fn escalation(&self) -> Option<EscalationObject> {
        self.record.escalation.as_ref().map(Into::into)
    }

    /// The template of the subject, when it is not the usual one.
    async fn subject(&self) -> Option<&str> {
        self.record.subject.as_ref().map(|template| template.as_str())
    }

    /// The template of the text, when it is not the usual one.
    async fn body(&self) -> Option<&str> {
        self.record.body.as_ref().map(|template| template.as_str())
    }

    /// Whether it is told, too, that what it was told of is resolved: mended, accepted or moved.
    async fn resolved(&self) -> bool {
        self.record.resolved
    }

    /// Whether nothing is sent for now; what gathers meanwhile is sent afterwards.
    async fn paused(&self) -> bool {
        self.record.paused
    }

    /// The revision of the register that last changed it; give it back as `expectedRevision` when you change it.
    async fn revision(&self) -> u64 {
        self.record.revision
    }
}

/// Reading channels.
#[derive(Default)]
pub(crate) struct ChannelQuery;

#[Object]
impl ChannelQuery {
    /// The channel of a key; null when there is none.
    async fn channel(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key, such as `privacy-team`.")] key: String,
    ) -> Option<ChannelObject> {
        let snapshot = snapshot(ctx);
        let record = snapshot.register().channels().get(key.as_str())?.clone();
        Some(ChannelObject::new(&snapshot, record))
    }

    /// The channels alerts are sent on, by key.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn channels(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<ChannelObject>, Fault> {
        let direction = OrderDirection::Asc;
        let listing = Listing { table: Register::channels, filter: None, order: None, direction };
        listing.page(snapshot(ctx), PageArgs::new(first, after, last, before), ChannelObject::new).await
    }
}

/// A channel as it is now, and what changing it did.
#[derive(Debug, SimpleObject)]
pub(crate) struct ChannelPayload {
    /// The channel.
    channel: ChannelObject,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

fn payload((id, outcome): (NodeId, Outcome)) -> Result<ChannelPayload, Fault> {
    let channel = match &id {
        NodeId::Channel(key) => ChannelObject::find(&outcome.after, key),
        _ => None,
    };
    Ok(ChannelPayload { channel: present(channel, || id)?, plan: PlanObject::of(outcome) })
}

/// Changing channels.
#[derive(Default)]
pub(crate) struct ChannelMutation;

#[Object]
impl ChannelMutation {
    /// Adds a channel. Alerts from now on are sent on it.
    async fn create_channel(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new channel.")] input: Raw<CreateChannelInput>,
    ) -> Result<ChannelPayload, Fault> {
        payload(write::create(ctx, "createChannel", NodeKind::Channel, input).await?)
    }

    /// Changes a channel.
    async fn update_channel(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which channel, and its new values.")] input: Raw<UpdateChannelInput>,
    ) -> Result<ChannelPayload, Fault> {
        payload(write::update(ctx, "updateChannel", NodeKind::Channel, input).await?)
    }

    /// Deletes a channel. What was not sent on it yet is not sent.
    async fn delete_channel(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which channel.")] input: Raw<DeleteChannelInput>,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<DeletePayload, Fault> {
        write::delete(ctx, "deleteChannel", NodeKind::Channel, input, dry_run).await.map(DeletePayload::of)
    }
}
