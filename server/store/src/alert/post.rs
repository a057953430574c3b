//! Posting: what waits for a channel becomes a message when its time has come.

use chrono::{DateTime, Utc};
use surrealdb::types::{Array, RecordId, RecordIdKey, SurrealValue, Value, Variables};

use super::number;
use super::take::{Delivery, DeliveryRow};
use crate::connection::{value, variables};
use crate::error::{CommitError, StoreError};
use crate::look::TAKEN;
use crate::rows::stored_number;
use crate::store::{Store, damaged, unavailable};

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

/// An alert that was sent on a channel that is told when it is resolved, and is not resolved yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The key of the channel.
    pub channel: String,
    /// The number of the alert.
    pub alert: u64,
    /// When that it is resolved is to be sent, once it is.
    pub due_at: Option<DateTime<Utc>>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(super) struct WaitingRow {
    id: RecordId,
    due_at: DateTime<Utc>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct ToldRow {
    id: RecordId,
    due_at: Option<DateTime<Utc>>,
}

/// The id of what is kept of an alert and a channel.
fn id(table: &str, channel: &str, alert: u64) -> RecordId {
    let key = [Value::from_t(channel.to_owned()), Value::from_t(stored_number(alert))];
    RecordId::new(table, RecordIdKey::Array(Array::from(key.to_vec())))
}

pub(super) fn waiting_id(channel: &str, alert: u64) -> RecordId {
    id("waiting", channel, alert)
}

/// The channel and the alert of such an id.
fn parts(id: RecordId) -> Result<(String, u64), StoreError> {
    let wrong = || damaged("alert", "an id is no channel and number");
    let RecordIdKey::Array(key) = id.key else { return Err(wrong()) };
    let mut parts = key.iter().cloned();
    let channel = parts.next().and_then(|part| String::from_value(part).ok()).ok_or_else(wrong)?;
    let alert = parts.next().and_then(|part| i64::from_value(part).ok()).ok_or_else(wrong)?;
    Ok((channel, number(alert)?))
}

impl WaitingRow {
    pub(super) fn of(waiting: &Waiting) -> Self {
        Self { id: waiting_id(&waiting.channel, waiting.alert), due_at: waiting.due_at }
    }

    fn read(self) -> Result<Waiting, StoreError> {
        let (channel, alert) = parts(self.id)?;
        Ok(Waiting { channel, alert, due_at: self.due_at })
    }
}

impl ToldRow {
    fn read(self) -> Result<Told, StoreError> {
        let (channel, alert) = parts(self.id)?;
        Ok(Told { channel, alert, due_at: self.due_at })
    }
}

impl Store {
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

    /// Makes a message of what waits for its channel, or of what was told there and is resolved, unless somebody else did.
    /// With `follows`, that its alerts were told is kept until they are resolved. When this returns `Ok`, it is on disk.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when somebody else was first.
    pub async fn post(&self, delivery: &Delivery, follows: bool) -> Result<(), CommitError> {
        let ids = |table: &'static str| -> Vec<Value> {
            let ids = delivery.alerts.iter().map(|alert| id(table, &delivery.channel, *alert));
            ids.map(Value::RecordId).collect()
        };
        let bound = variables([
            ("taken", value(ids(if delivery.resolved { "told" } else { "waiting" }))),
            ("told", value(if follows { ids("told") } else { Vec::new() })),
            ("delivery", value(vec![DeliveryRow::of(delivery).into_value()])),
        ]);
        let statements = format!(
            "BEGIN;
             FOR $row IN $taken {{
                 IF !record::exists($row) {{ THROW '{TAKEN}' }};
                 DELETE $row RETURN NONE
             }};
             FOR $row IN $told {{ UPSERT $row SET dueAt = NONE RETURN NONE }};
             INSERT INTO delivery $delivery RETURN NONE;
             COMMIT;"
        );
        self.write(statements, bound, 0).await
    }

    /// What was told and is not resolved yet.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn told(&self) -> Result<Vec<Told>, StoreError> {
        let found = self.inner.connection.query("SELECT * FROM told", Variables::new()).await;
        let rows: Vec<ToldRow> = found.map_err(unavailable)?.take(0).map_err(unavailable)?;
        rows.into_iter().map(ToldRow::read).collect()
    }

    /// Says when that something is resolved is to be sent; `None` when it is not resolved after all.
    ///
    /// # Errors
    /// When the store does not take it.
    pub async fn time_told(&self, told: &[Told], due_at: Option<DateTime<Utc>>) -> Result<(), CommitError> {
        let bound = variables([("rows", value(told_ids(told))), ("due", value(due_at))]);
        self.write("BEGIN; UPDATE $rows SET dueAt = $due RETURN NONE; COMMIT;".to_owned(), bound, 0).await
    }

    /// Forgets what was told: that it is resolved is told no more.
    ///
    /// # Errors
    /// When the store does not take it.
    pub async fn forget_told(&self, told: &[Told]) -> Result<(), CommitError> {
        let bound = variables([("rows", value(told_ids(told)))]);
        self.write("BEGIN; DELETE $rows RETURN NONE; COMMIT;".to_owned(), bound, 0).await
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
}

fn told_ids(told: &[Told]) -> Vec<Value> {
    told.iter().map(|told| Value::RecordId(id("told", &told.channel, told.alert))).collect()
}
