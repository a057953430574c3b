//! Alerts: that they are raised once, sent at least once, and what became of it.

use std::hash::{BuildHasher, RandomState};
use std::ops::Bound;

use chrono::{DateTime, Utc};
use kept_schema::{AlertKind, ChannelKey, Day, Severity};
use serde_json::Value as Json;
use surrealdb::types::{Array, RecordId, RecordIdKey, SurrealValue, Value, Variables};

use crate::connection::{value, variables};
use crate::error::{CommitError, StoreError};
use crate::look::TAKEN;
use crate::rows::stored_number;
use crate::scan;
use crate::store::{Store, damaged, unavailable};

/// Longer than a message is ever made to wait.
const LONGEST_WAIT: chrono::Duration = chrono::Duration::hours(30);

/// Up to where alerts were raised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlertHead {
    /// How often anything about alerts changed.
    pub version: u64,
    /// The number of the last alert; 0 when there is none.
    pub number: u64,
    /// The number of the last look alerts were raised of.
    pub looked: u64,
    /// The last day whose deadlines were told.
    pub asked: Option<Day>,
}

/// Something people are told of.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// What it is told for; no other alert has the same.
    pub cause: String,
    /// What it is about.
    pub kind: AlertKind,
    /// How much it matters.
    pub severity: Severity,
    /// When it was raised.
    pub at: DateTime<Utc>,
    /// The day it is about.
    pub as_of: Day,
    /// What it says, in a sentence.
    pub title: String,
    /// What else it says.
    pub told: Json,
    /// The channels it was for.
    pub channels: Vec<String>,
    /// The channels it went to because nobody acknowledged it.
    pub escalated: Vec<String>,
    /// Who has seen to it.
    pub acknowledged: Option<Acknowledgement>,
    /// Until when it is not to be told.
    pub snoozed_until: Option<DateTime<Utc>>,
}

/// That someone has seen to an alert.
#[derive(Clone, Debug, PartialEq, Eq, SurrealValue)]
pub struct Acknowledgement {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What they say of it.
    pub note: Option<String>,
}

/// An alert that waits to be sent on a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The key of the channel.
    pub channel: String,
    /// The number of the alert.
    pub alert: u64,
    /// When it is to be sent.
    pub due_at: DateTime<Utc>,
}

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
}

/// What is to be written about alerts, all of it or nothing.
#[derive(Clone, Debug, Default)]
pub struct AlertChange {
    /// Up to where alerts are raised afterwards; its version is that before.
    pub head: AlertHead,
    /// New alerts, and alerts that changed.
    pub alerts: Vec<Alert>,
    /// What is to be sent.
    pub waiting: Vec<Waiting>,
    /// What no longer is: channels and alerts.
    pub withdrawn: Vec<(String, u64)>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct HeadRow {
    version: i64,
    number: i64,
    looked: i64,
    asked: Option<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct AlertRow {
    id: RecordId,
    cause: String,
    kind: String,
    severity: String,
    at: DateTime<Utc>,
    as_of: String,
    title: String,
    told: String,
    channels: Vec<String>,
    escalated: Vec<String>,
    acknowledged: Option<Acknowledgement>,
    snoozed_until: Option<DateTime<Utc>>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct WaitingRow {
    id: RecordId,
    due_at: DateTime<Utc>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct DeliveryRow {
    id: RecordId,
    channel: String,
    alerts: Vec<i64>,
    at: DateTime<Utc>,
    state: String,
    attempts: u32,
    due_at: DateTime<Utc>,
    history: Vec<Attempt>,
    reached: Option<Vec<String>>,
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

fn number(stored: i64) -> Result<u64, StoreError> {
    u64::try_from(stored).map_err(|error| damaged("alert", error.to_string()))
}

fn key_number(key: &RecordIdKey) -> Result<u64, StoreError> {
    match key {
        RecordIdKey::Number(stored) => number(*stored),
        _ => Err(damaged("alert", "an id is no number")),
    }
}

impl AlertRow {
    fn of(alert: &Alert) -> Self {
        let Alert {
            number,
            cause,
            kind,
            severity,
            at,
            as_of,
            title,
            told,
            channels,
            escalated,
            acknowledged,
            snoozed_until,
        } = alert;
        Self {
            id: RecordId::new("alert", stored_number(*number)),
            cause: cause.clone(),
            kind: kind.to_string(),
            severity: severity.to_string(),
            at: *at,
            as_of: as_of.to_string(),
            title: title.clone(),
            told: told.to_string(),
            channels: channels.clone(),
            escalated: escalated.clone(),
            acknowledged: acknowledged.clone(),
            snoozed_until: *snoozed_until,
        }
    }

    fn read(self) -> Result<Alert, StoreError> {
        let number = key_number(&self.id.key)?;
        let wrong = |reason: String| damaged(format!("alert:{number}"), reason);
        Ok(Alert {
            number,
            kind: self.kind.parse().map_err(|_| wrong(format!("`{}` is no kind", self.kind)))?,
            severity: self.severity.parse().map_err(|_| wrong(format!("`{}` is no severity", self.severity)))?,
            as_of: self.as_of.parse().map_err(|_| wrong(format!("`{}` is no day", self.as_of)))?,
            told: serde_json::from_str(&self.told).map_err(|error| wrong(error.to_string()))?,
            cause: self.cause,
            at: self.at,
            title: self.title,
            channels: self.channels,
            escalated: self.escalated,
            acknowledged: self.acknowledged,
            snoozed_until: self.snoozed_until,
        })
    }
}

fn waiting_id(channel: &str, alert: u64) -> RecordId {
    let key = [Value::from_t(channel.to_owned()), Value::from_t(stored_number(alert))];
    RecordId::new("waiting", RecordIdKey::Array(Array::from(key.to_vec())))
}

impl WaitingRow {
    fn read(self) -> Result<Waiting, StoreError> {
        let wrong = || damaged("waiting", "an id is no channel and number");
        let RecordIdKey::Array(key) = self.id.key else { return Err(wrong()) };
        let mut parts = key.iter().cloned();
        let channel = parts.next().and_then(|part| String::from_value(part).ok()).ok_or_else(wrong)?;
        let alert = parts.next().and_then(|part| i64::from_value(part).ok()).ok_or_else(wrong)?;
        Ok(Waiting { channel, alert: number(alert)?, due_at: self.due_at })
    }
}

impl DeliveryRow {
    fn of(delivery: &Delivery) -> Self {
        let Delivery { id, channel, alerts, at, state, attempts, due_at, history, reached } = delivery;
        Self {
            id: RecordId::new("delivery", id.as_str()),
            channel: channel.clone(),
            alerts: alerts.iter().map(|alert| stored_number(*alert)).collect(),
            at: *at,
            state: state.as_str().to_owned(),
            attempts: *attempts,
            due_at: *due_at,
            history: history.clone(),
            reached: (!reached.is_empty()).then(|| reached.clone()),
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
            at: self.at,
            state,
            attempts: self.attempts,
            due_at: self.due_at,
            history: self.history,
            reached: self.reached.unwrap_or_default(),
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
            at,
            state: DeliveryState::Pending,
            attempts: 0,
            due_at: at,
            history: Vec::new(),
            reached: Vec::new(),
        }
    }
}

impl Store {
    /// Up to where alerts were raised.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn alert_head(&self) -> Result<AlertHead, StoreError> {
        let found = self.inner.connection.query("SELECT * OMIT id FROM ONLY alert_head:all", Variables::new()).await;
        let row: Option<HeadRow> = found.map_err(unavailable)?.take(0).map_err(unavailable)?;
        let Some(HeadRow { version, number: last, looked, asked }) = row else { return Ok(AlertHead::default()) };
        let day = |text: String| text.parse().map_err(|_| damaged("alert_head:all", format!("`{text}` is no day")));
        Ok(AlertHead {
            version: number(version)?,
            number: number(last)?,
            looked: number(looked)?,
            asked: asked.map(day).transpose()?,
        })
    }

    /// All alerts, the oldest first. `each` is told of them one by one.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn alerts(&self, mut each: impl FnMut(Alert) + Send) -> Result<(), StoreError> {
        let mut start = Bound::Unbounded;
        loop {
            let rows = scan::range(&self.inner.connection, "alert", start, Bound::Unbounded, scan::PAGE).await?;
            let is_last = rows.len() < scan::PAGE;
            start = Bound::Unbounded;
            for row in rows {
                let row = AlertRow::from_value(row).map_err(|error| damaged("alert", error.to_string()))?;
                start = Bound::Excluded(row.id.key.clone());
                each(row.read()?);
            }
            if is_last {
                return Ok(());
            }
        }
    }

    /// Writes what is new about alerts, if nobody else did since. When this returns `Ok`, it is on disk.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when somebody else was first.
    pub async fn write_alerts(&self, change: AlertChange) -> Result<AlertHead, CommitError> {
        let AlertChange { head, alerts, waiting, withdrawn } = change;
        let next = AlertHead { version: head.version + 1, ..head };
        let row = HeadRow {
            version: stored_number(next.version),
            number: stored_number(next.number),
            looked: stored_number(next.looked),
            asked: next.asked.map(|day| day.to_string()),
        };
        let alerts: Vec<Value> = alerts.iter().map(|alert| AlertRow::of(alert).into_value()).collect();
        let waiting = waiting.into_iter().map(|waiting| {
            WaitingRow { id: waiting_id(&waiting.channel, waiting.alert), due_at: waiting.due_at }.into_value()
        });
        let withdrawn = withdrawn.iter().map(|(channel, alert)| Value::RecordId(waiting_id(channel, *alert)));
        let bound = variables([
            ("expect", value(stored_number(head.version))),
            ("head", value(row)),
            ("alerts", value(alerts)),
            ("waiting", value(waiting.collect::<Vec<_>>())),
            ("withdrawn", value(withdrawn.collect::<Vec<_>>())),
        ]);
        let statements = format!(
            "BEGIN;
             IF ((SELECT VALUE version FROM ONLY alert_head:all) ?? 0) != $expect {{ THROW '{TAKEN}' }};
             UPSERT alert_head:all CONTENT $head RETURN NONE;
             FOR $alert IN $alerts {{ UPSERT $alert.id CONTENT $alert RETURN NONE }};
             FOR $row IN $waiting {{ UPSERT $row.id CONTENT $row RETURN NONE }};
             DELETE $withdrawn RETURN NONE;
             COMMIT;"
        );
        self.write(statements, bound, head.version).await?;
        Ok(next)
    }

    /// What is to be sent at a moment: at most `limit`, what waits longest first.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn waiting(&self, by: DateTime<Utc>, limit: u32) -> Result<Vec<Waiting>, StoreError> {
        let statement = "SELECT * FROM waiting WHERE dueAt <= $by ORDER BY dueAt LIMIT $limit";
        self.read_waiting(statement, variables([("by", value(by)), ("limit", value(limit))])).await
    }

    /// What is to be sent only after a moment: at most `limit`, what waits longest first.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn waiting_after(&self, moment: DateTime<Utc>, limit: u32) -> Result<Vec<Waiting>, StoreError> {
        let statement = "SELECT * FROM waiting WHERE dueAt > $moment ORDER BY dueAt DESC LIMIT $limit";
        self.read_waiting(statement, variables([("moment", value(moment)), ("limit", value(limit))])).await
    }

    async fn read_waiting(&self, statement: &str, bound: Variables) -> Result<Vec<Waiting>, StoreError> {
        let rows: Vec<WaitingRow> =
            self.inner.connection.query(statement, bound).await.map_err(unavailable)?.take(0).map_err(unavailable)?;
        rows.into_iter().map(WaitingRow::read).collect()
    }

    /// Makes a message of what waits for its channel, unless somebody else did. When this returns `Ok`, it is on disk.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when somebody else was first.
    pub async fn post(&self, delivery: &Delivery) -> Result<(), CommitError> {
        let waiting = delivery.alerts.iter().map(|alert| Value::RecordId(waiting_id(&delivery.channel, *alert)));
        let bound = variables([
            ("waiting", value(waiting.collect::<Vec<_>>())),
            ("delivery", value(vec![DeliveryRow::of(delivery).into_value()])),
        ]);
        let statements = format!(
            "BEGIN;
             FOR $row IN $waiting {{
                 IF !record::exists($row) {{ THROW '{TAKEN}' }};
                 DELETE $row RETURN NONE
             }};
             INSERT INTO delivery $delivery RETURN NONE;
             COMMIT;"
        );
        self.write(statements, bound, 0).await
    }

    /// Has what waits wait longer, or no more when `due_at` is `None`.
    ///
    /// # Errors
    /// When the store does not take it.
    pub async fn put_off(&self, waiting: &[Waiting], due_at: Option<DateTime<Utc>>) -> Result<(), CommitError> {
        let rows = waiting.iter().map(|waiting| Value::RecordId(waiting_id(&waiting.channel, waiting.alert)));
        let mut bound = variables([("rows", value(rows.collect::<Vec<_>>()))]);
        let statements = match due_at {
            None => "BEGIN; DELETE $rows RETURN NONE; COMMIT;",
            Some(due_at) => {
                bound.insert("due", value(due_at));
                "BEGIN; UPDATE $rows SET dueAt = $due RETURN NONE; COMMIT;"
            }
        };
        self.write(statements.to_owned(), bound, 0).await
    }

    /// The messages that are to be tried at a moment, but for those of some channels; what waits longest comes first. Nothing
    /// waits for longer than a day: what does was put off by a clock that was ahead.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn overdue(&self, by: DateTime<Utc>, but: &[String], limit: u32) -> Result<Vec<Delivery>, StoreError> {
        let statement = "SELECT * FROM delivery
             WHERE state = 'PENDING' AND (dueAt <= $by OR dueAt > $never) AND channel NOT IN $but
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
