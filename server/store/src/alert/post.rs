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

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(super) struct WaitingRow {
    id: RecordId,
    due_at: DateTime<Utc>,
}

pub(super) fn waiting_id(channel: &str, alert: u64) -> RecordId {
    let key = [Value::from_t(channel.to_owned()), Value::from_t(stored_number(alert))];
    RecordId::new("waiting", RecordIdKey::Array(Array::from(key.to_vec())))
}

impl WaitingRow {
    pub(super) fn of(waiting: &Waiting) -> Self {
        Self { id: waiting_id(&waiting.channel, waiting.alert), due_at: waiting.due_at }
    }

    fn read(self) -> Result<Waiting, StoreError> {
        let wrong = || damaged("waiting", "an id is no channel and number");
        let RecordIdKey::Array(key) = self.id.key else { return Err(wrong()) };
        let mut parts = key.iter().cloned();
        let channel = parts.next().and_then(|part| String::from_value(part).ok()).ok_or_else(wrong)?;
        let alert = parts.next().and_then(|part| i64::from_value(part).ok()).ok_or_else(wrong)?;
        Ok(Waiting { channel, alert: number(alert)?, due_at: self.due_at })
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
}
