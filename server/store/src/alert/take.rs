//! Taking: a message is tried by whoever takes it, until it is sent or given up.

use std::hash::{BuildHasher, RandomState};

use chrono::{DateTime, Utc};
use kept_schema::ChannelKey;
use surrealdb::types::{RecordId, RecordIdKey, SurrealValue, Value, Variables};

use super::number;
use crate::connection::{value, variables};
use crate::error::{CommitError, StoreError};
use crate::look::TAKEN;
use crate::rows::stored_number;
use crate::store::{Store, damaged, unavailable};

/// Longer than a message is ever made to wait.
const LONGEST_WAIT: chrono::Duration = chrono::Duration::hours(30);

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeliveryState {
    /// It is on its way, or will be tried again.
    Pending,
    /// Whoever it was for has it.
    Sent,
    /// It was given up. A person can have it tried anew.
    Dead,
}

/// One try to send a message.
#[derive(Clone, Debug, PartialEq, Eq, SurrealValue)]
pub struct Attempt {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it was taken.
    pub sent: bool,
    /// What the other side said, or why it could not be reached.
    pub detail: String,
}

/// A message: alerts that were sent together on a channel. None are in a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its id, the same for each attempt; the order of ids is that of their making.
    pub id: String,
    /// The key of the channel.
    pub channel: String,
    /// The numbers of the alerts.
    pub alerts: Vec<u64>,
    /// Whether it says that they are resolved.
    pub resolved: bool,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// What became of it.
    pub state: DeliveryState,
    /// How often it was tried since it was made, or made to be tried anew.
    pub attempts: u32,
    /// When it is tried next, if it is.
    pub due_at: DateTime<Utc>,
    /// All tries.
    pub history: Vec<Attempt>,
    /// The addresses that have it already, when it goes to several.
    pub reached: Vec<String>,
    /// The addresses that will never have it, because they were refused.
    pub refused: Vec<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(super) struct DeliveryRow {
    id: RecordId,
    channel: String,
    alerts: Vec<i64>,
    resolved: Option<bool>,
    at: DateTime<Utc>,
    state: String,
    attempts: u32,
    due_at: DateTime<Utc>,
    history: Vec<Attempt>,
    reached: Option<Vec<String>>,
    refused: Option<Vec<String>>,
}

impl DeliveryState {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Sent => "SENT",
            Self::Dead => "DEAD",
        }
    }

    fn read(word: &str) -> Option<Self> {
        [Self::Pending, Self::Sent, Self::Dead].into_iter().find(|state| state.as_str() == word)
    }
}

impl DeliveryRow {
    pub(super) fn of(delivery: &Delivery) -> Self {
        let Delivery { id, channel, alerts, resolved, at, state, attempts, due_at, history, reached, refused } =
            delivery;
        Self {
            id: RecordId::new("delivery", id.as_str()),
            channel: channel.clone(),
            alerts: alerts.iter().map(|alert| stored_number(*alert)).collect(),
            resolved: resolved.then_some(true),
            at: *at,
            state: state.as_str().to_owned(),
            attempts: *attempts,
            due_at: *due_at,
            history: history.clone(),
            reached: (!reached.is_empty()).then(|| reached.clone()),
            refused: (!refused.is_empty()).then(|| refused.clone()),
        }
    }

    fn read(self) -> Result<Delivery, StoreError> {
        let RecordIdKey::String(id) = self.id.key else { return Err(damaged("delivery", "an id is no text")) };
        let state = DeliveryState::read(&self.state)
            .ok_or_else(|| damaged(format!("delivery:{id}"), format!("`{}` is no state", self.state)))?;
        Ok(Delivery {
            id,
            channel: self.channel,
            alerts: self.alerts.into_iter().map(number).collect::<Result<_, _>>()?,
            resolved: self.resolved.unwrap_or_default(),
            at: self.at,
            state,
            attempts: self.attempts,
            due_at: self.due_at,
            history: self.history,
            reached: self.reached.unwrap_or_default(),
            refused: self.refused.unwrap_or_default(),
        })
    }
}

impl Delivery {
    /// A new message, to be tried at once.
    #[must_use]
    pub fn new(channel: &ChannelKey, alerts: Vec<u64>, at: DateTime<Utc>) -> Self {
        // Every `RandomState` has keys of its own.
        let random = RandomState::new().hash_one(at);
        Self {
            id: format!("{:012x}{random:016x}", at.timestamp_millis().max(0)),
            channel: channel.to_string(),
            alerts,
            resolved: false,
            at,
            state: DeliveryState::Pending,
            attempts: 0,
            due_at: at,
            history: Vec::new(),
            reached: Vec::new(),
            refused: Vec::new(),
        }
    }
}

impl Store {
    /// The messages that are to be tried at a moment, but for those of some channels; what waits longest comes first. Nothing
    /// waits for longer than a day: what does was put off by a clock that was ahead. What nobody tried yet waits for nothing.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn overdue(&self, by: DateTime<Utc>, but: &[String], limit: u32) -> Result<Vec<Delivery>, StoreError> {
        let statement = "SELECT * FROM delivery
             WHERE state = 'PENDING' AND (dueAt <= $by OR dueAt > $never OR attempts = 0) AND channel NOT IN $but
             ORDER BY dueAt LIMIT $limit";
        let never = by + LONGEST_WAIT;
        let bound = variables([
            ("by", value(by)),
            ("never", value(never)),
            ("but", value(but.to_vec())),
            ("limit", value(limit)),
        ]);
        self.read_deliveries(statement, bound).await
    }

    /// Takes a message to try it, until `lease`, unless somebody else did.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when somebody else was first.
    pub async fn take_delivery(&self, delivery: &Delivery, lease: DateTime<Utc>) -> Result<Delivery, CommitError> {
        let taken = Delivery { attempts: delivery.attempts + 1, due_at: lease, ..delivery.clone() };
        self.replace_delivery(delivery, &taken).await?;
        Ok(taken)
    }

    /// Writes what became of an attempt, unless the message was taken by somebody else since.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when it was.
    pub async fn replace_delivery(&self, before: &Delivery, after: &Delivery) -> Result<(), CommitError> {
        let bound = variables([
            ("id", Value::RecordId(RecordId::new("delivery", before.id.as_str()))),
            ("state", value(before.state.as_str().to_owned())),
            ("due", value(before.due_at)),
            ("attempts", value(before.attempts)),
            ("after", DeliveryRow::of(after).into_value()),
        ]);
        let statements = format!(
            "BEGIN;
             LET $changed = (UPDATE ONLY $id CONTENT $after
                 WHERE state = $state AND attempts = $attempts AND dueAt = $due RETURN VALUE id);
             IF $changed = NONE {{ THROW '{TAKEN}' }};
             COMMIT;"
        );
        self.write(statements, bound, 0).await
    }

    /// Forgets messages that were sent before a moment. What was given up stays, for someone to have it tried anew.
    ///
    /// # Errors
    /// When the store does not take it.
    pub async fn forget_sent(&self, before: DateTime<Utc>) -> Result<(), CommitError> {
        // What was sent keeps the time until which it was leased.
        let statements = "BEGIN; DELETE delivery WHERE state = 'SENT' AND dueAt < $before RETURN NONE; COMMIT;";
        self.write(statements.to_owned(), variables([("before", value(before))]), 0).await
    }

    /// A message by its id.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn delivery(&self, id: &str) -> Result<Option<Delivery>, StoreError> {
        let bound = variables([("id", Value::RecordId(RecordId::new("delivery", id)))]);
        Ok(self.read_deliveries("SELECT * FROM $id", bound).await?.into_iter().next())
    }

    /// Messages, the newest first: those before one, of a channel and in a state when these are said.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn deliveries(
        &self,
        before: Option<&str>,
        channel: Option<&str>,
        state: Option<DeliveryState>,
        limit: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let statement = "SELECT * FROM delivery
             WHERE ($before = NONE OR id < $before) AND ($channel = NONE OR channel = $channel) AND ($state = NONE OR state = $state)
             ORDER BY id DESC LIMIT $limit";
        let before = before.map(|id| Value::RecordId(RecordId::new("delivery", id)));
        let bound = variables([
            ("before", before.unwrap_or_default()),
            ("channel", value(channel.map(str::to_owned))),
            ("state", value(state.map(|state| state.as_str().to_owned()))),
            ("limit", value(limit)),
        ]);
        self.read_deliveries(statement, bound).await
    }

    /// The channels on which a message was made that says an alert: those that have it, or will.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn channels_told(&self, alert: u64) -> Result<Vec<String>, StoreError> {
        let statement =
            "RETURN array::distinct((SELECT VALUE channel FROM delivery WHERE alerts CONTAINS $alert AND !resolved))";
        let bound = variables([("alert", value(stored_number(alert)))]);
        let found: Result<Vec<String>, _> =
            self.inner.connection.query(statement, bound).await.map_err(unavailable)?.take(0);
        found.map_err(unavailable)
    }

    /// How many messages are in each state.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn count_deliveries(&self) -> Result<Vec<(DeliveryState, u64)>, StoreError> {
        #[derive(SurrealValue)]
        struct Row {
            state: String,
            count: i64,
        }
        let statement = "SELECT state, count() AS count FROM delivery GROUP BY state";
        let rows: Vec<Row> = self
            .inner
            .connection
            .query(statement, Variables::new())
            .await
            .map_err(unavailable)?
            .take(0)
            .map_err(unavailable)?;
        let counted = rows.into_iter().filter_map(|row| Some((DeliveryState::read(&row.state)?, row.count)));
        counted.map(|(state, count)| Ok((state, number(count)?))).collect()
    }

    async fn read_deliveries(&self, statement: &str, bound: Variables) -> Result<Vec<Delivery>, StoreError> {
        let rows: Vec<DeliveryRow> =
            self.inner.connection.query(statement, bound).await.map_err(unavailable)?.take(0).map_err(unavailable)?;
        rows.into_iter().map(DeliveryRow::read).collect()
    }
}
