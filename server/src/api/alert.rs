//! Alerts: what people are told, once, and what they say to it.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use async_graphql::futures_util::stream::{self, Stream, StreamExt};
use async_graphql::{ComplexObject, Context, Enum, Error, InputObject, Object, SimpleObject};
use kept_schema::{Day, FindingId};
use kept_store::Alert;

use super::channel::AlertKind;
use super::error::Fault;
use super::finding::FindingObject;
use super::node::Node;
use super::page::{DEFAULT_LIST, limit};
use super::scalar::{Date, Moment};
use super::subscription::heard;
use super::viewer::actor;
use super::words::{OrderDirection, Severity};
use super::write::app;
use super::{day_of, snapshot};
use crate::app::{AlertError, App};

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
    /// The day by which someone has to act, when it is about a deadline or a forecast.
    due_on: Option<Date>,
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
    pub(super) fn of(alert: Arc<Alert>) -> Self {
        let acknowledged = alert.acknowledged.as_ref();
        Self {
            number: alert.number,
            kind: alert.kind.into(),
            severity: alert.severity.into(),
            title: alert.title.clone(),
            at: Moment(alert.at),
            as_of: Date(alert.as_of),
            due_on: App::due_of(&alert).map(Date),
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
        let wanted: HashSet<FindingId> = texts(&self.alert, "ids").into_iter().flat_map(str::parse).collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let report = snapshot.report_on(day).await?;
        let found = report.findings.iter().filter(|finding| wanted.contains(&finding.id));
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

/// The alerts that are raised, told to someone else or seen to from now on.
pub(super) fn changed(app: &Arc<App>, wanted: Wanted) -> impl Stream<Item = Result<AlertObject, Error>> + use<> {
    heard(app.changed_alerts())
        .filter(move |heard| std::future::ready(heard.as_ref().map_or(true, |alert| wanted.has(alert))))
        .map(|heard| Ok(AlertObject::of(heard?)))
}

/// What alerts are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum AlertOrderField {
    /// When they were raised.
    #[default]
    Number,
    /// How much they matter, then the day by which someone has to act, then when they were raised. Descending, the gravest
    /// come first, of these what is due first, and what has no such day last.
    Severity,
}

/// The order of alerts.
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct AlertOrder {
    /// By what.
    field: AlertOrderField,
    /// Which way.
    #[graphql(default)]
    direction: OrderDirection,
}

/// A place in a list of alerts, which nothing that happens to one changes.
type Place = (Option<kept_schema::Severity>, Reverse<Day>, u64);

impl AlertOrder {
    const LATEST_FIRST: Self = Self { field: AlertOrderField::Number, direction: OrderDirection::Desc };

    fn place(self, alert: &Alert) -> Place {
        match self.field {
            AlertOrderField::Number => (None, Reverse(Day::MAX), alert.number),
            AlertOrderField::Severity => {
                (Some(alert.severity), Reverse(App::due_of(alert).unwrap_or(Day::MAX)), alert.number)
            }
        }
    }

    fn is_after(self, place: Place, mark: Place) -> bool {
        match self.direction {
            OrderDirection::Asc => place > mark,
            OrderDirection::Desc => place < mark,
        }
    }

    fn sort(self, alerts: &mut [Arc<Alert>]) {
        alerts.sort_by_cached_key(|alert| self.place(alert));
        if self.direction == OrderDirection::Desc {
            alerts.reverse();
        }
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

    /// What people were told, the latest first when no order is said.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "20 * child_complexity + 10")]
    async fn alerts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only alerts that stand so; all when not said.")] states: Option<Vec<AlertState>>,
        #[graphql(desc = "Only alerts of these kinds; all when not said.")] kinds: Option<Vec<AlertKind>>,
        #[graphql(desc = "Only alerts of this severity or a higher one.")] min_severity: Option<Severity>,
        #[graphql(desc = "The order; the latest first when not said.")] order_by: Option<AlertOrder>,
        #[graphql(desc = "Only alerts that come after the one of this number in this order.")] after: Option<u64>,
        #[graphql(desc = "Only alerts before the one of this number, whatever the order.")] before: Option<u64>,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<AlertObject>, Fault> {
        let (app, snapshot, count) = (app(ctx)?, snapshot(ctx), limit(first)?);
        let least = min_severity.map(kept_schema::Severity::from);
        let order = order_by.unwrap_or(AlertOrder::LATEST_FIRST);
        let mark = |number| {
            let alert = app.alert(number).ok_or_else(|| Fault::invalid("after", format!("there is no alert {number}")));
            alert.map(|alert| order.place(&alert))
        };
        let after = after.map(mark).transpose()?;
        let standing = app.alert_states(&snapshot);
        let wanted = |alert: &Arc<Alert>| {
            before.is_none_or(|before| alert.number < before)
                && after.is_none_or(|mark| order.is_after(order.place(alert), mark))
                && least.is_none_or(|least| alert.severity >= least)
                && kinds.as_ref().is_none_or(|kinds| kinds.contains(&alert.kind.into()))
                && states.as_ref().is_none_or(|states| states.contains(&standing(alert).into()))
        };
        let mut alerts = app.alerts();
        alerts.retain(wanted);
        order.sort(&mut alerts);
        Ok(alerts.into_iter().take(count).map(AlertObject::of).collect())
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

/// Which alert nobody has seen to after all.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ReopenAlertInput {
    /// Its number.
    number: u64,
}

/// An alert as it is now.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct AlertPayload {
    /// The alert.
    alert: AlertObject,
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

    /// Takes back that someone has seen to an alert, or that it is told again later. Who was told is not told again; who was
    /// not, because it was seen to before its time came, is. An alert that is open already stays as it is.
    async fn reopen_alert(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which alert.")] input: ReopenAlertInput,
    ) -> Result<AlertPayload, Fault> {
        let alert = app(ctx)?.reopen_alert(input.number).await?;
        Ok(AlertPayload { alert: AlertObject::of(alert) })
    }
}
