//! Deadlines: what ends, and what must be decided, by when.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::futures_util::stream::{self, Stream, StreamExt};
use async_graphql::{ComplexObject, Context, Enum, Error, ID, Object, SimpleObject};
use kept_engine::{Deadline, Said, deadlines};
use kept_schema::{Day, Duration, NodeId};

use super::contract::ContractObject;
use super::error::Fault;
use super::node::Node;
use super::page::{Connection, PageArgs, cost};
use super::scalar::{Date, Moment, Span};
use super::words::OrderDirection;
use super::{blocking, day_of, language, snapshot_known_at};
use crate::app::{App, Snapshot, today};

/// How far ahead deadlines are told when nothing else is said.
const AHEAD: Duration = Duration::from_months(12);

/// What a deadline is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_engine::DeadlineKind")]
pub(crate) enum DeadlineKind {
    /// From this day on it is time to decide whether to give notice: 30 days before the last one.
    NoticeOpens,
    /// The last day on which notice keeps a contract from renewing itself.
    NoticeCloses,
    /// The last day of a contract that will not be renewed.
    ContractEnds,
    /// The last day of a certification.
    CertificationEnds,
    /// The last day on which a risk is accepted.
    AcceptanceEnds,
}

/// A day to come on which something ends or must be decided.
#[derive(Clone, Debug)]
pub(crate) struct DeadlineObject {
    snapshot: Arc<Snapshot>,
    deadline: Deadline,
}

/// A day to come on which something ends or must be decided.
#[Object(name = "Deadline")]
impl DeadlineObject {
    /// What stays the same though the day is moved, such as `contract-ends/dpa-mailer`.
    async fn id(&self) -> ID {
        ID::from(&self.deadline.id)
    }

    /// What it is about.
    async fn kind(&self) -> DeadlineKind {
        self.deadline.kind.into()
    }

    /// The last day that counts.
    async fn due_on(&self) -> Date {
        Date(self.deadline.due_on)
    }

    /// The contract, party or acceptance.
    async fn subject(&self) -> Option<Node> {
        Node::find(&self.snapshot, &self.deadline.subject)
    }

    /// Who looks after it, as far as that is recorded.
    async fn owner(&self) -> Option<&str> {
        self.deadline.owner.as_deref()
    }

    /// The same in a sentence. In the language of the request.
    async fn message(&self, ctx: &Context<'_>) -> &str {
        self.deadline.message.in_language(language(ctx))
    }
}

/// Reading deadlines.
#[derive(Default)]
pub(crate) struct DeadlineQuery;

#[Object]
impl DeadlineQuery {
    /// What ends or must be decided, the next first: contracts, notices, certifications, accepted risks. The same as a
    /// calendar to subscribe to is at `/calendar.ics`.
    #[graphql(complexity = "cost(first, last, child_complexity) + 50")]
    #[expect(clippy::too_many_arguments, reason = "a page and what it is of")]
    async fn deadlines(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first day; today when not said.")] from: Option<Date>,
        #[graphql(desc = "The last day; a year after the first when not said.")] until: Option<Date>,
        #[graphql(desc = "Which kinds; all when not said.")] kinds: Option<Vec<DeadlineKind>>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<DeadlineObject>, Fault> {
        let (snapshot, from) = (snapshot_known_at(ctx, known_at).await?, day_of(from));
        let until = until.map_or_else(|| from.plus(AHEAD, 1), |until| until.0);
        let asked = snapshot.clone();
        let mut found = blocking(move || deadlines(asked.register(), from, until)).await?;
        if let Some(kinds) = kinds {
            found.retain(|deadline| kinds.contains(&deadline.kind.into()));
        }
        let place = |deadline: &Deadline| (deadline.due_on.to_string(), deadline.id.clone());
        let wrap = |deadline| DeadlineObject { snapshot: snapshot.clone(), deadline };
        let args = PageArgs::new(first, after, last, before);
        Connection::of_list(found, &args, "DEADLINE", OrderDirection::Asc, place, wrap)
    }
}

/// A deadline of a contract that came near.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub(crate) struct DeadlineEvent {
    /// What it is about.
    kind: DeadlineKind,
    /// The last day that counts.
    due_on: Date,
    /// How many days are left.
    days_left: i64,
    /// The contract.
    contract: ContractObject,
    #[graphql(skip)]
    message: Said,
}

#[ComplexObject]
impl DeadlineEvent {
    /// The same in a sentence. In the language of the request.
    async fn message(&self, ctx: &Context<'_>) -> &str {
        self.message.in_language(language(ctx))
    }
}

/// The deadlines of contracts that are near, then each one when it comes near, is recorded or is moved.
pub(super) fn of_contracts(app: Arc<App>, within: Span) -> impl Stream<Item = Result<DeadlineEvent, Error>> + use<> {
    let told: HashMap<String, Day> = HashMap::new();
    let wake = app.wake();
    stream::unfold((app, wake, told, true), move |(app, mut wake, mut told, is_first)| async move {
        if !is_first {
            wake.next().await;
        }
        let (snapshot, day) = (app.snapshot(), today());
        let asked = snapshot.clone();
        let found = blocking(move || deadlines(asked.register(), day, day.plus(within.0, 1))).await;
        let events: Vec<Result<DeadlineEvent, Error>> = match found {
            Err(fault) => vec![Err(fault.into())],
            Ok(found) => {
                let new =
                    found.into_iter().filter(|found| told.insert(found.id.clone(), found.due_on) != Some(found.due_on));
                new.filter_map(|deadline| event(&snapshot, day, deadline)).map(Ok).collect()
            }
        };
        Some((stream::iter(events), (app, wake, told, false)))
    })
    .flatten()
}

fn event(snapshot: &Arc<Snapshot>, day: Day, deadline: Deadline) -> Option<DeadlineEvent> {
    let NodeId::Contract(key) = &deadline.subject else { return None };
    Some(DeadlineEvent {
        kind: deadline.kind.into(),
        due_on: Date(deadline.due_on),
        days_left: day.days_until(deadline.due_on),
        contract: ContractObject::find(snapshot, key)?,
        message: deadline.message,
    })
}
