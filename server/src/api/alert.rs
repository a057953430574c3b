//! Alerts, and the messages they were sent in.

use std::sync::Arc;

use async_graphql::futures_util::stream::{self, Stream, StreamExt};
use async_graphql::{ComplexObject, Context, Enum, Error, ID, InputObject, Object, SimpleObject};
use kept_store::{Alert, Delivery, DeliveryState as StoredState};

use super::channel::{AlertKind, ChannelObject};
use super::error::Fault;
use super::finding::FindingObject;
use super::node::Node;
use super::page::{DEFAULT_LIST, limit};
use super::scalar::{Date, Moment};
use super::viewer::actor;
use super::words::Severity;
use super::write::app;
use super::{day_of, snapshot};
use crate::app::{AlertError, App, DeliveryError};

/// Where an alert stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::app::AlertState")]
pub(crate) enum AlertState {
    /// Nobody has seen to it.
    Open,
    /// It is told again later.
    Snoozed,
    /// Someone has seen to it.
    Acknowledged,
    /// What it is about is gone, or accepted, or over.
    Resolved,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_store::DeliveryState")]
pub(crate) enum DeliveryState {
    /// It is on its way, or will be tried again.
    Pending,
    /// Whoever it was for has it.
    Sent,
    /// It was given up. `replayDelivery` has it tried anew.
    Dead,
}

/// Something people are told of, once.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(name = "Alert", complex)]
pub(crate) struct AlertObject {
    /// Its number, from 1 without gaps.
    number: u64,
    /// What it is about.
    kind: AlertKind,
    /// How much it matters.
    severity: Severity,
    /// What it says, in a sentence.
    title: String,
    /// When it was raised.
    at: Moment,
    /// The day it is about.
    as_of: Date,
    /// What it is told for; no other alert has the same.
    cause: String,
    /// The keys of the channels it is for.
    channels: Vec<String>,
    /// The keys of the channels it went to because nobody acknowledged it.
    escalated: Vec<String>,
    /// Who has seen to it.
    acknowledged_by: Option<String>,
    /// When they said so.
    acknowledged_at: Option<Moment>,
    /// What they said of it.
    note: Option<String>,
    /// When it is told again.
    snoozed_until: Option<Moment>,
    #[graphql(skip)]
    alert: Arc<Alert>,
}

impl AlertObject {
    fn of(alert: Arc<Alert>) -> Self {
        let acknowledged = alert.acknowledged.as_ref();
        Self {
            number: alert.number,
            kind: alert.kind.into(),
            severity: alert.severity.into(),
            title: alert.title.clone(),
            at: Moment(alert.at),
            as_of: Date(alert.as_of),
            cause: alert.cause.clone(),
            channels: alert.channels.clone(),
            escalated: alert.escalated.clone(),
            acknowledged_by: acknowledged.map(|said| said.by.clone()),
            acknowledged_at: acknowledged.map(|said| Moment(said.at)),
            note: acknowledged.and_then(|said| said.note.clone()),
            snoozed_until: alert.snoozed_until.map(Moment),
            alert,
        }
    }
}

#[ComplexObject]
impl AlertObject {
    /// Where it stands now.
    async fn state(&self, ctx: &Context<'_>) -> Result<AlertState, Fault> {
        Ok(app(ctx)?.alert_state(&self.alert, &snapshot(ctx)).into())
    }

    /// Who looks after what it is about.
    async fn owners(&self) -> Vec<&str> {
        texts(&self.alert, "owners")
    }

    /// The tags of the parties it is about.
    async fn tags(&self) -> Vec<&str> {
        texts(&self.alert, "tags")
    }

    /// The findings it is about that are still there, the gravest first.
    #[graphql(complexity = "10 * child_complexity + 5")]
    async fn findings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<FindingObject>, Fault> {
        let (snapshot, day, count) = (snapshot(ctx), day_of(None), limit(first)?);
        let wanted: std::collections::HashSet<&str> = texts(&self.alert, "ids").into_iter().collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let report = snapshot.report_on(day).await?;
        let found = report.findings.iter().filter(|finding| wanted.contains(finding.id.to_string().as_str()));
        Ok(found.take(count).map(|finding| FindingObject::new(&snapshot, day, finding)).collect())
    }

    /// What ends or must be decided, when it is about a day that comes near.
    #[graphql(complexity = "child_complexity + 1")]
    async fn subject(&self, ctx: &Context<'_>) -> Option<Node> {
        let subject = self.alert.told.get("deadline")?.get("subject")?.as_str()?;
        Node::find(&snapshot(ctx), &subject.parse().ok()?)
    }
}

fn texts<'a>(alert: &'a Alert, field: &str) -> Vec<&'a str> {
    let list = alert.told.get(field).and_then(serde_json::Value::as_array);
    list.into_iter().flatten().filter_map(serde_json::Value::as_str).collect()
}

/// Which alerts someone wants to hear of: those that meet all that is said.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) kinds: Option<Vec<AlertKind>>,
    pub(super) min_severity: Option<Severity>,
    pub(super) owners: Option<Vec<String>>,
    pub(super) tags: Option<Vec<String>>,
}

impl Wanted {
    fn has(&self, alert: &Alert) -> bool {
        let named = |wanted: &Option<Vec<String>>, field: &str| {
            let has = texts(alert, field);
            wanted
                .as_ref()
                .is_none_or(|wanted| wanted.iter().any(|wanted| has.iter().any(|own| own.eq_ignore_ascii_case(wanted))))
        };
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&alert.kind.into()))
            && self.min_severity.is_none_or(|least| alert.severity >= least.into())
            && named(&self.owners, "owners")
            && named(&self.tags, "tags")
    }
}

/// The alerts that are raised from now on, by this service or another one on the same store.
pub(super) fn raised(app: Arc<App>, wanted: Wanted) -> impl Stream<Item = Result<AlertObject, Error>> + use<> {
    let mut last = app.last_alert();
    let told = *last.borrow_and_update();
    stream::unfold((app, last, told), |(app, mut last, told)| async move {
        // The sender lives as long as the app.
        last.changed().await.ok()?;
        last.mark_unchanged();
        let new = app.alerts_after(told);
        let told = new.last().map_or(told, |alert| alert.number);
        Some((stream::iter(new), (app, last, told)))
    })
    .flatten()
    .filter(move |alert| std::future::ready(wanted.has(alert)))
    .map(|alert| Ok(AlertObject::of(alert)))
}

/// A message: alerts that were sent together on a channel.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(name = "Delivery", complex)]
pub(crate) struct DeliveryObject {
    /// Its id, the same for each attempt; a webhook gets it with `msg_` before it as `webhook-id`.
    id: ID,
    /// The key of the channel.
    channel_key: String,
    /// When it was made.
    at: Moment,
    /// What became of it.
    state: DeliveryState,
    /// Whether someone asked for it to try the channel.
    is_test: bool,
    /// Whether it says that its alerts are resolved.
    resolved: bool,
    /// When it is tried next; null when it is not.
    next_attempt_at: Option<Moment>,
    /// All attempts, the first first.
    attempts: Vec<AttemptObject>,
    #[graphql(skip)]
    alerts: Vec<u64>,
}

/// One try to send a message.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(name = "DeliveryAttempt")]
pub(crate) struct AttemptObject {
    /// When.
    at: Moment,
    /// Whether it was taken.
    sent: bool,
    /// What the other side said, or why it could not be reached.
    detail: String,
}

impl DeliveryObject {
    fn of(delivery: Delivery) -> Self {
        let attempts = delivery.history.into_iter();
        let attempts = attempts.map(|attempt| AttemptObject {
            at: Moment(attempt.at),
            sent: attempt.sent,
            detail: attempt.detail,
        });
        Self {
            id: delivery.id.into(),
            channel_key: delivery.channel,
            at: Moment(delivery.at),
            state: delivery.state.into(),
            is_test: delivery.alerts.is_empty(),
            resolved: delivery.resolved,
            next_attempt_at: (delivery.state == StoredState::Pending).then_some(Moment(delivery.due_at)),
            attempts: attempts.collect(),
            alerts: delivery.alerts,
        }
    }
}

#[ComplexObject]
impl DeliveryObject {
    /// The channel; null when it was deleted.
    async fn channel(&self, ctx: &Context<'_>) -> Option<ChannelObject> {
        ChannelObject::find(&snapshot(ctx), &self.channel_key.parse().ok()?)
    }

    /// What was sent.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn alerts(&self, ctx: &Context<'_>) -> Result<Vec<AlertObject>, Fault> {
        let app = app(ctx)?;
        Ok(self.alerts.iter().filter_map(|number| app.alert(*number)).map(AlertObject::of).collect())
    }
}

/// Reading alerts.
#[derive(Default)]
pub(crate) struct AlertQuery;

#[Object]
impl AlertQuery {
    /// The alert of a number; null when there is none.
    async fn alert(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its number.")] number: u64,
    ) -> Result<Option<AlertObject>, Fault> {
        Ok(app(ctx)?.alert(number).map(AlertObject::of))
    }

    /// What people were told, the latest first.
    #[graphql(complexity = "20 * child_complexity + 10")]
    async fn alerts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only alerts that stand so; all when not said.")] states: Option<Vec<AlertState>>,
        #[graphql(desc = "Only alerts of these kinds; all when not said.")] kinds: Option<Vec<AlertKind>>,
        #[graphql(desc = "Only alerts of this severity or a higher one.")] min_severity: Option<Severity>,
        #[graphql(desc = "Only alerts before the one of this number.")] before: Option<u64>,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<AlertObject>, Fault> {
        let (app, snapshot, count) = (app(ctx)?, snapshot(ctx), limit(first)?);
        let least = min_severity.map(kept_schema::Severity::from);
        let standing = app.alert_states(&snapshot);
        let wanted = |alert: &Arc<Alert>| {
            before.is_none_or(|before| alert.number < before)
                && least.is_none_or(|least| alert.severity >= least)
                && kinds.as_ref().is_none_or(|kinds| kinds.contains(&alert.kind.into()))
                && states.as_ref().is_none_or(|states| states.contains(&standing(alert).into()))
        };
        Ok(app.alerts().into_iter().rev().filter(wanted).take(count).map(AlertObject::of).collect())
    }

    /// The messages that alerts were sent in, the latest first.
    #[graphql(complexity = "20 * child_complexity + 10")]
    async fn deliveries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only messages on the channel of this key.")] channel: Option<String>,
        #[graphql(desc = "Only messages of which this became.")] state: Option<DeliveryState>,
        #[graphql(desc = "Only messages before the one of this id.")] before: Option<ID>,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<DeliveryObject>, Fault> {
        let count = u32::try_from(limit(first)?).unwrap_or_default();
        let before = before.as_ref().map(|id| id.as_str());
        let found = app(ctx)?.store().deliveries(before, channel.as_deref(), state.map(Into::into), count).await?;
        Ok(found.into_iter().map(DeliveryObject::of).collect())
    }
}

/// Which alert someone has seen to.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AcknowledgeAlertInput {
    /// Its number.
    number: u64,
    /// What is to be said of it.
    note: Option<String>,
}

/// Which alert is to be told again later.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct SnoozeAlertInput {
    /// Its number.
    number: u64,
    /// When it is told again, if nobody has seen to it until then.
    until: Moment,
}

/// Which channel is to be tried.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct TestChannelInput {
    /// Its key.
    key: String,
}

/// Which message is to be tried anew.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ReplayDeliveryInput {
    /// Its id.
    id: ID,
}

/// An alert as it is now.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct AlertPayload {
    /// The alert.
    alert: AlertObject,
}

/// A message that is on its way.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct DeliveryPayload {
    /// The message.
    delivery: DeliveryObject,
}

impl From<AlertError> for Fault {
    fn from(error: AlertError) -> Self {
        match error {
            AlertError::NotFound(_) => Self::not_found(error.to_string()),
            AlertError::Over(_) => Self::invalid("input.until", error.to_string()),
            AlertError::Write(error) => error.into(),
        }
    }
}

impl From<DeliveryError> for Fault {
    fn from(error: DeliveryError) -> Self {
        match error {
            DeliveryError::NoChannel(_) | DeliveryError::NotFound(_) => Self::not_found(error.to_string()),
            DeliveryError::NotDead(_) => Self::invalid("input.id", error.to_string()),
            DeliveryError::Write(error) => error.into(),
        }
    }
}

/// Seeing to alerts.
#[derive(Default)]
pub(crate) struct AlertMutation;

#[Object]
impl AlertMutation {
    /// Says that you have seen to an alert: it is told no more, and goes to nobody else.
    async fn acknowledge_alert(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which alert.")] input: AcknowledgeAlertInput,
    ) -> Result<AlertPayload, Fault> {
        let alert = app(ctx)?.acknowledge(input.number, actor(ctx), input.note).await?;
        Ok(AlertPayload { alert: AlertObject::of(alert) })
    }

    /// Has an alert told again later, if nobody has seen to it until then.
    async fn snooze_alert(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which alert, until when.")] input: SnoozeAlertInput,
    ) -> Result<AlertPayload, Fault> {
        let alert = app(ctx)?.snooze(input.number, input.until.0).await?;
        Ok(AlertPayload { alert: AlertObject::of(alert) })
    }

    /// Sends a message that says it is a test on a channel, at once, whatever its schedule says. What became of it is in
    /// `deliveries`.
    async fn test_channel(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which channel.")] input: TestChannelInput,
    ) -> Result<DeliveryPayload, Fault> {
        let delivery = app(ctx)?.test_channel(&input.key).await?;
        Ok(DeliveryPayload { delivery: DeliveryObject::of(delivery) })
    }

    /// Has a message that was given up tried anew.
    async fn replay_delivery(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which message.")] input: ReplayDeliveryInput,
    ) -> Result<DeliveryPayload, Fault> {
        let delivery = app(ctx)?.replay(input.id.as_str()).await?;
        Ok(DeliveryPayload { delivery: DeliveryObject::of(delivery) })
    }
}
