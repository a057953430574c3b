//! What subscribers hear.

use std::sync::Arc;

use async_graphql::{Context, Enum, Error, SimpleObject, Subscription as SubscriptionMacro};
use futures::stream::{self, Stream, StreamExt};
use kept_engine::{Finding, Severity as EngineSeverity};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::alert::{self, AlertObject, Wanted};
use super::channel::AlertKind;
use super::deadline::{self, DeadlineEvent};
use super::delivery::{self, DeliveryObject};
use super::error::Fault;
use super::finding::FindingObject;
use super::log::ChangeObject;
use super::scalar::{Date, Span};
use super::words::Severity;
use super::write::app;
use crate::app::{App, Event, Snapshot};

/// What happened to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum FindingEventKind {
    /// It is new, or became graver or less grave.
    Appeared,
    /// It is gone, or was replaced by a graver or less grave one.
    Disappeared,
}

/// A finding that appeared or disappeared because the register changed or a day began.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct FindingEvent {
    /// What happened to it.
    kind: FindingEventKind,
    /// The finding. What it is about may be gone from the register.
    finding: FindingObject,
    /// The revision of the register.
    revision: u64,
    /// The day it is about.
    as_of: Date,
}

/// The events from now on.
fn events(app: &App) -> impl Stream<Item = Result<Event, Fault>> + use<> {
    heard(app.events())
}

/// What is told from now on. What was missed is an error, and then it goes on.
pub(super) fn heard<T: Clone + Send + 'static>(from: Receiver<T>) -> impl Stream<Item = Result<T, Fault>> + use<T> {
    stream::unfold(from, |mut receiver| async move {
        match receiver.recv().await {
            Ok(event) => Some((Ok(event), receiver)),
            Err(RecvError::Lagged(missed)) => Some((Err(Fault::missed(missed)), receiver)),
            Err(RecvError::Closed) => None,
        }
    })
}

fn finding_events(snapshot: &Arc<Snapshot>, event: &Event, least: Option<EngineSeverity>) -> Vec<FindingEvent> {
    let day = event.plan.as_of;
    let of = |kind, findings: &[Finding]| -> Vec<FindingEvent> {
        let findings = findings.iter().filter(|finding| least.is_none_or(|least| finding.severity >= least));
        let event = |finding| FindingEvent {
            kind,
            finding: FindingObject::new(snapshot, day, finding),
            revision: event.revision,
            as_of: Date(day),
        };
        findings.map(event).collect()
    };
    let mut events = of(FindingEventKind::Disappeared, &event.plan.delta.disappeared);
    events.extend(of(FindingEventKind::Appeared, &event.plan.delta.appeared));
    events
}

/// What can be listened to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subscription;

/// What can be listened to.
#[SubscriptionMacro]
impl Subscription {
    /// Every alert that meets all that is said, when it is raised, by this service or by another one on the same store.
    async fn alert_raised(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only alerts of these kinds.")] kinds: Option<Vec<AlertKind>>,
        #[graphql(desc = "Only alerts of this severity or a higher one.")] min_severity: Option<Severity>,
        #[graphql(desc = "Only alerts about what one of these looks after.")] owners: Option<Vec<String>>,
        #[graphql(desc = "Only alerts about parties with one of these tags.")] tags: Option<Vec<String>>,
    ) -> Result<impl Stream<Item = Result<AlertObject, Error>> + use<>, Fault> {
        Ok(alert::raised(app(ctx)?.clone(), Wanted { kinds, min_severity, owners, tags }))
    }

    /// Every alert that meets all that is said, when it is raised, goes to someone else, is seen to, is to be told later or is
    /// opened again, by this service or by another one on the same store. That what it is about is mended, and a snooze over,
    /// is told by nothing: `state` says where it stands now.
    async fn alert_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only alerts of these kinds.")] kinds: Option<Vec<AlertKind>>,
        #[graphql(desc = "Only alerts of this severity or a higher one.")] min_severity: Option<Severity>,
        #[graphql(desc = "Only alerts about what one of these looks after.")] owners: Option<Vec<String>>,
        #[graphql(desc = "Only alerts about parties with one of these tags.")] tags: Option<Vec<String>>,
    ) -> Result<impl Stream<Item = Result<AlertObject, Error>> + use<>, Fault> {
        Ok(alert::changed(app(ctx)?, Wanted { kinds, min_severity, owners, tags }))
    }

    /// Every message that alerts are sent in, when it is made, when it was tried, and when someone has it tried anew. What another
    /// service on the same store did is told for the latest fifty messages, within seconds.
    async fn delivery_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only messages on the channel of this key.")] channel: Option<String>,
    ) -> Result<impl Stream<Item = Result<DeliveryObject, Error>> + use<>, Fault> {
        Ok(delivery::changed(app(ctx)?, channel))
    }

    /// Every change of the register, when it is recorded.
    async fn change_recorded(
        &self,
        ctx: &Context<'_>,
    ) -> Result<impl Stream<Item = Result<ChangeObject, Error>> + use<>, Fault> {
        let app = app(ctx)?.clone();
        // A day that begins changes nothing that is recorded.
        let changes = |event: &Result<Event, Fault>| {
            std::future::ready(event.as_ref().map_or(true, |event| !event.plan.changes.is_empty()))
        };
        Ok(events(&app).filter(changes).then(move |event| {
            let app = app.clone();
            async move {
                let headers =
                    app.store().change_headers(event?.revision.saturating_sub(1), 1).await.map_err(Fault::from)?;
                headers.into_iter().next().map(ChangeObject::of).ok_or_else(|| Fault::missed(1).into())
            }
        }))
    }

    /// The deadlines of contracts that are near: first those that already are, then each one when its day comes near, when it
    /// is recorded, and again when its day is moved.
    async fn contract_deadline(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How near, such as P90D.")] within: Span,
    ) -> Result<impl Stream<Item = Result<DeadlineEvent, Error>> + use<>, Fault> {
        Ok(deadline::of_contracts(app(ctx)?.clone(), within))
    }

    /// Every finding that appears or disappears because the register changes, or because a day begins.
    async fn finding_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only findings of this severity or a higher one.")] min_severity: Option<Severity>,
    ) -> Result<impl Stream<Item = Result<FindingEvent, Error>> + use<>, Fault> {
        let app = app(ctx)?.clone();
        let least = min_severity.map(EngineSeverity::from);
        Ok(events(&app).flat_map(move |event| {
            let events = match event {
                Ok(event) => finding_events(&app.snapshot(), &event, least).into_iter().map(Ok).collect(),
                Err(missed) => vec![Err(Error::from(missed))],
            };
            stream::iter(events)
        }))
    }
}
