//! Reading tables a page at a time, in the order of their keys.

use std::ops::Bound;

use surrealdb::types::{RecordId, RecordIdKey, RecordIdKeyRange, Value};

use crate::connection::{Connection, value, variables};
use crate::error::StoreError;
use crate::rows::key_of;
use crate::store::unavailable;

/// Records read at a time: some 4 MB.
pub(crate) const PAGE: usize = 1000;

/// The statement that reads a page of a range of ids.
///
/// SurrealDB 3.3.5 pushes a LIMIT down into the scan only when the range comes out of a function:
/// `FROM $range LIMIT n` reads the whole rest of the table first, `WHERE id > $last` the whole table
/// before. A test of the store holds this statement to it.
const PAGE_OF_RANGE: &str = "SELECT * FROM array::first([$range]) LIMIT $limit";

/// The first `limit` rows of a range of keys.
pub(crate) async fn range(
    connection: &Connection,
    table: &str,
    start: Bound<RecordIdKey>,
    end: Bound<RecordIdKey>,
    limit: usize,
) -> Result<Vec<Value>, StoreError> {
    let range = RecordId::new(table, RecordIdKey::Range(Box::new(RecordIdKeyRange { start, end })));
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let bound = variables([("range", Value::RecordId(range)), ("limit", value(limit))]);
    let mut results = connection.query(PAGE_OF_RANGE, bound).await.map_err(unavailable)?;
    results.take(0).map_err(unavailable)
}

/// All rows of a table, page by page.
pub(crate) struct Pages<'a> {
    connection: &'a Connection,
    table: &'static str,
    start: Bound<RecordIdKey>,
    exhausted: bool,
}

impl<'a> Pages<'a> {
    pub(crate) const fn of(connection: &'a Connection, table: &'static str) -> Self {
        Self { connection, table, start: Bound::Unbounded, exhausted: false }
    }

    /// The next page; empty when there are no more.
    pub(crate) async fn next(&mut self) -> Result<Vec<Value>, StoreError> {
        if self.exhausted {
            return Ok(Vec::new());
        }
        let rows = range(self.connection, self.table, self.start.clone(), Bound::Unbounded, PAGE).await?;
        self.exhausted = rows.len() < PAGE;
        match rows.last().and_then(key_of) {
            Some((_, key)) => self.start = Bound::Excluded(key.clone()),
            None => self.exhausted = true,
        }
        Ok(rows)
    }
}
