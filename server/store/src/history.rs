//! What became of one record, without reading the log of all of them.

use std::ops::Bound;

use kept_schema::NodeId;
use surrealdb::types::{Array, RecordId, RecordIdKey, SurrealValue, Value, Variables};

use crate::connection::{Connection, value, variables};
use crate::error::{OpenError, StoreError};
use crate::log::{ChangeHeader, ChangeItem, Chunks, chunk, headers, item, read_head};
use crate::rows::{key_of, stored_number};
use crate::scan;
use crate::store::{Store, damaged};

/// What a change did to one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordChange {
    /// The change.
    pub change: ChangeHeader,
    /// The record before and after it.
    pub item: ChangeItem,
}

#[derive(SurrealValue)]
struct TouchedRow {
    id: RecordId,
    chunk: i64,
}

fn key(id: &str, seq: u64) -> RecordIdKey {
    RecordIdKey::Array(Array::from(vec![Value::from_t(id.to_owned()), Value::from_t(stored_number(seq))]))
}

/// The row that says that a change touched a record, and which part of its items tells how.
pub(crate) fn touched(id: &str, seq: u64, chunk: u64) -> Value {
    TouchedRow { id: RecordId::new("touched", key(id, seq)), chunk: stored_number(chunk) }.into_value()
}

/// The number of the change, and the part of its items.
fn read(row: Value) -> Result<(u64, u64), StoreError> {
    let wrong = |reason: String| damaged("touched", reason);
    let row = TouchedRow::from_value(row).map_err(|error| wrong(error.to_string()))?;
    let seq = match &row.id.key {
        RecordIdKey::Array(key) => key.get(1).cloned(),
        _ => None,
    };
    let seq = seq.and_then(|seq| i64::from_value(seq).ok()).and_then(|seq| u64::try_from(seq).ok());
    let chunk = u64::try_from(row.chunk).map_err(|error| wrong(error.to_string()))?;
    Ok((seq.ok_or_else(|| wrong("an id is not [record, change]".to_owned()))?, chunk))
}

impl Store {
    /// What became of a record in the changes before number `before`, all of them when `None`: the newest
    /// first, at most `limit`. Costs what the record was changed, not what the log holds.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn history(
        &self,
        id: &NodeId,
        before: Option<u64>,
        limit: usize,
    ) -> Result<Vec<RecordChange>, StoreError> {
        let connection = &self.inner.connection;
        let id = id.to_string();
        let mut found: Vec<(u64, u64)> = Vec::new();
        let mut start = Bound::Included(key(&id, 0));
        let end = Bound::Excluded(key(&id, before.unwrap_or(u64::MAX)));
        loop {
            let rows = scan::range(connection, "touched", start.clone(), end.clone(), scan::PAGE).await?;
            let last = rows.last().and_then(key_of).map(|(_, key)| key.clone());
            let is_last = rows.len() < scan::PAGE;
            for row in rows {
                found.push(read(row)?);
            }
            match last {
                Some(key) if !is_last => start = Bound::Excluded(key),
                _ => break,
            }
        }
        let mut history = Vec::new();
        // Canonical JSON sorts its fields, so that a line ends with the id.
        let ending = format!("\"id\":{}}}", serde_json::Value::from(id.as_str()));
        for (seq, part) in found.into_iter().rev().take(limit) {
            let missing = |what: &str| damaged(format!("change:{seq}"), format!("{what} that touched {id} is missing"));
            let change =
                headers(connection, seq, seq).await?.into_iter().next().ok_or_else(|| missing("the change"))?;
            let lines = chunk(connection, seq, part).await?.ok_or_else(|| missing("the part"))?;
            let line = lines.lines().find(|line| line.ends_with(&ending)).ok_or_else(|| missing("the line"))?;
            history.push(RecordChange { change, item: item(seq, line)? });
        }
        Ok(history)
    }
}

/// How many rows are written at a time.
const BATCH: usize = 500;

/// Makes the index of what was written before there was one. Done again from the start when it was cut off.
pub(crate) async fn index(connection: &Connection) -> Result<(), OpenError> {
    let failed =
        |source: surrealdb::Error| OpenError::Migration { name: "0007_touched".to_owned(), source: source.into() };
    let mut done =
        connection.query("RETURN record::exists(indexed:touched)", Variables::new()).await.map_err(failed)?;
    if done.take::<Option<bool>>(0).map_err(failed)? == Some(true) {
        return Ok(());
    }
    let damaged = |error: StoreError| OpenError::Migration { name: "0007_touched".to_owned(), source: error.into() };
    let head = read_head(connection).await.map_err(damaged)?;
    let mut chunks = Chunks::of(1, head.seq);
    let mut rows = Vec::new();
    let (mut change, mut part) = (0, 0);
    while let Some((seq, lines)) = chunks.next(connection).await.map_err(damaged)? {
        part = if seq == change { part + 1 } else { 0 };
        change = seq;
        for line in lines.lines() {
            let id = item(seq, line).map_err(damaged)?.id.to_string();
            rows.push(touched(&id, seq, part));
        }
        if rows.len() >= BATCH {
            write(connection, std::mem::take(&mut rows)).await.map_err(failed)?;
        }
    }
    write(connection, rows).await.map_err(failed)?;
    let bound = variables([("seq", value(stored_number(head.seq)))]);
    connection.query("UPSERT indexed:touched SET seq = $seq RETURN NONE", bound).await.map_err(failed)?;
    Ok(())
}

async fn write(connection: &Connection, mut rows: Vec<Value>) -> surrealdb::Result<()> {
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(BATCH));
        let bound = variables([("rows", value(std::mem::replace(&mut rows, rest)))]);
        connection.query("INSERT IGNORE INTO touched $rows RETURN NONE", bound).await?;
    }
    Ok(())
}
