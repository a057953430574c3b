//! The messages that alerts were sent in.

use std::sync::Arc;

use async_graphql::futures_util::stream::{Stream, StreamExt};
use async_graphql::{ComplexObject, Context, Enum, Error, ID, InputObject, Object, SimpleObject};
use kept_store::{Delivery, DeliveryState as StoredState};

use super::alert::AlertObject;
use super::channel::ChannelObject;
use super::error::Fault;
use super::page::{DEFAULT_LIST, limit};
use super::scalar::Moment;
use super::snapshot;
use super::subscription::heard;
use super::write::app;
use crate::app::{App, DeliveryError};

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

/// The messages that are made, tried or put back from now on: those of a channel when one is said.
pub(super) fn changed(
    app: &Arc<App>,
    channel: Option<String>,
) -> impl Stream<Item = Result<DeliveryObject, Error>> + use<> {
    let wanted = move |delivery: &Delivery| channel.as_ref().is_none_or(|channel| delivery.channel == *channel);
    heard(app.changed_messages())
        .filter(move |heard| std::future::ready(heard.as_ref().map_or(true, |delivery| wanted(delivery))))
        .map(|heard| Ok(DeliveryObject::of(Arc::unwrap_or_clone(heard?))))
}

/// Reading messages.
#[derive(Default)]
pub(crate) struct DeliveryQuery;

#[Object]
impl DeliveryQuery {
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

/// A message that is on its way.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct DeliveryPayload {
    /// The message.
    delivery: DeliveryObject,
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

/// Sending messages that someone asks for.
#[derive(Default)]
pub(crate) struct DeliveryMutation;

#[Object]
impl DeliveryMutation {
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
