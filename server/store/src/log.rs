//! The change log: what was changed, by whom and when, each entry sealed with the one before it.
//!
//! # The hashes
//! Change N is sealed by two SHA-256 hashes over canonical JSON (RFC 8785) in UTF-8:
//! - `itemsHash` over its items, a line each, every line ended by a line feed:
//!   `{"after":RECORD or null,"before":RECORD or null,"id":"party:mailer"}`
//! - `hash` over one line without a line feed:
//!   `{"action":…,"actor":…,"at":…,"items":COUNT,"itemsHash":HEX,"previousHash":HEX,"seq":N,"summary":…}`,
//!   where `at` is RFC 3339 in UTC with nine decimals and a `Z`, and the `previousHash` of change 1
//!   is 64 zeros.
//!
//! So whoever wrote down the hash of one change can tell whether any change up to it, or any record
//! in one, was altered since; with `sha256sum` alone, if need be.

use std::ops::Bound;

use chrono::{DateTime, SecondsFormat, Utc};
use kept_schema::{Change, NodeId};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use surrealdb::types::{Array, RecordId, RecordIdKey, SurrealValue, Value, Variables};

use crate::canonical::{self, hex, unhex};
use crate::commit::Commit;
use crate::connection::Connection;
use crate::error::StoreError;
use crate::history;
use crate::rows::{key_of, stored_number};
use crate::scan;
use crate::store::{Store, damaged, unavailable};

/// The last change of a store: its sequence number, 0 when there is none, and its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The sequence number, which is the revision of the register.
    pub seq: u64,
    /// The hash of that change; zeros when there is none.
    pub hash: [u8; 32],
}

/// A change without what it changed: cheap to list, however much that was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeHeader {
    /// Its number, from 1 without gaps.
    pub seq: u64,
    /// When it was made, as the one who made it told.
    pub at: DateTime<Utc>,
    /// Who made it.
    pub actor: String,
    /// What they did: `createParty`, `apply`, `import gvl`.
    pub action: String,
    /// What it did, in a sentence.
    pub summary: String,
    /// How many records it changed.
    pub item_count: u64,
    /// The hash of its items.
    pub items_hash: [u8; 32],
    /// The hash of the change before it.
    pub previous_hash: [u8; 32],
    /// Its own hash.
    pub hash: [u8; 32],
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeEntry {
    /// Its number, from 1 without gaps: the revision of the register it led to.
    pub seq: u64,
    /// When it was made, as the one who made it told.
    pub at: DateTime<Utc>,
    /// Who made it.
    pub actor: String,
    /// What they did: `createParty`, `apply`, `import gvl`.
    pub action: String,
    /// What it did, in a sentence.
    pub summary: String,
    /// The records it changed.
    pub items: Vec<ChangeItem>,
    /// The hash of the change before it.
    pub previous_hash: [u8; 32],
    /// Its own hash.
    pub hash: [u8; 32],
}

/// What a change did to one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeItem {
    /// Which record.
    pub id: NodeId,
    /// The record before, in its written form; `None` when it is new.
    pub before: Option<Json>,
    /// The record after; `None` when it was removed.
    pub after: Option<Json>,
}

/// The most a row of `change_item` holds, unless a single item is larger.
const CHUNK_BYTES: usize = 256 * 1024;
/// Rows of `change_item` read at a time: at most some 8 MiB.
const CHUNKS_AT_A_TIME: usize = 32;

/// A change ready to be written.
pub(crate) struct Sealed {
    pub(crate) head: Head,
    row: HeaderRow,
    chunks: Vec<String>,
    /// Which of the chunks holds an item, item by item.
    places: Vec<u64>,
}

#[derive(Clone, SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct HeaderRow {
    id: RecordId,
    at: DateTime<Utc>,
    actor: String,
    action: String,
    summary: String,
    items: i64,
    items_hash: String,
    previous_hash: String,
    hash: String,
}

#[derive(SurrealValue)]
struct ChunkRow {
    id: RecordId,
    lines: String,
}

#[derive(SurrealValue)]
struct HeadRow {
    seq: i64,
    hash: String,
}

impl Sealed {
    /// Seals a commit as the change after `previous`.
    pub(crate) fn after(previous: &Head, commit: &Commit) -> Self {
        let seq = previous.seq.saturating_add(1);
        let (items_hash, chunks, places) = lines(&commit.changes);
        let mut header = ChangeHeader {
            seq,
            at: commit.at,
            actor: commit.actor.clone(),
            action: commit.action.clone(),
            summary: commit.summary.clone(),
            item_count: commit.changes.len() as u64,
            items_hash,
            previous_hash: previous.hash,
            hash: [0; 32],
        };
        header.hash = header.computed_hash();
        Self { head: Head { seq, hash: header.hash }, row: HeaderRow::of(&header), chunks, places }
    }

    /// The rows of `touched`: which changes touched a record.
    pub(crate) fn touched(&self, changes: &[Change]) -> Vec<Value> {
        let touched =
            |(change, place): (&Change, &u64)| history::touched(&change.id.to_string(), self.head.seq, *place);
        changes.iter().zip(&self.places).map(touched).collect()
    }

    /// The row of `change`, and those of `change_item`.
    pub(crate) fn rows(self) -> (Value, Vec<Value>) {
        let seq = self.head.seq;
        let chunks = self.chunks.into_iter().zip(0_u64..).map(|(lines, number)| {
            let id = RecordId::new("change_item", chunk_key(seq, number));
            ChunkRow { id, lines }.into_value()
        });
        (self.row.into_value(), chunks.collect())
    }
}

/// The hash of the items of a change, their lines in chunks, and which chunk each is in.
fn lines(changes: &[Change]) -> ([u8; 32], Vec<String>, Vec<u64>) {
    let mut hasher = Sha256::new();
    let mut chunks: Vec<String> = Vec::new();
    let mut places = Vec::with_capacity(changes.len());
    let mut chunk = String::new();
    for change in changes {
        let record =
            |record: &Option<kept_schema::Record>| record.as_ref().map_or(Json::Null, kept_schema::Record::to_json);
        let start = chunk.len();
        let item =
            json!({ "id": change.id.to_string(), "before": record(&change.before), "after": record(&change.after) });
        canonical::write(&item, &mut chunk);
        chunk.push('\n');
        hasher.update(chunk.as_bytes().get(start..).unwrap_or_default());
        places.push(chunks.len() as u64);
        if chunk.len() >= CHUNK_BYTES {
            chunks.push(std::mem::take(&mut chunk));
        }
    }
    if !chunk.is_empty() {
        chunks.push(chunk);
    }
    (hasher.finalize().into(), chunks, places)
}

impl ChangeHeader {
    /// The hash a change with this header has.
    pub(crate) fn computed_hash(&self) -> [u8; 32] {
        let line = canonical::to_string(&json!({
            "seq": self.seq,
            "at": self.at.to_rfc3339_opts(SecondsFormat::Nanos, true),
            "actor": self.actor,
            "action": self.action,
            "summary": self.summary,
            "items": self.item_count,
            "itemsHash": hex(&self.items_hash),
            "previousHash": hex(&self.previous_hash),
        }));
        Sha256::digest(line.as_bytes()).into()
    }

    fn with_items(self, items: Vec<ChangeItem>) -> ChangeEntry {
        let Self { seq, at, actor, action, summary, previous_hash, hash, .. } = self;
        ChangeEntry { seq, at, actor, action, summary, items, previous_hash, hash }
    }
}

impl HeaderRow {
    fn of(header: &ChangeHeader) -> Self {
        Self {
            id: RecordId::new("change", stored_number(header.seq)),
            at: header.at,
            actor: header.actor.clone(),
            action: header.action.clone(),
            summary: header.summary.clone(),
            items: stored_number(header.item_count),
            items_hash: hex(&header.items_hash),
            previous_hash: hex(&header.previous_hash),
            hash: hex(&header.hash),
        }
    }

    fn read(self) -> Result<ChangeHeader, StoreError> {
        let RecordIdKey::Number(seq) = self.id.key else { return Err(damaged("change", "its id is no number")) };
        let at = format!("change:{seq}");
        let number = |number: i64| u64::try_from(number).map_err(|error| damaged(&at, error.to_string()));
        let hash = |name: &str, text: &str| unhex(text).ok_or_else(|| damaged(&at, format!("{name} is no SHA-256")));
        Ok(ChangeHeader {
            seq: number(seq)?,
            at: self.at,
            actor: self.actor,
            action: self.action,
            summary: self.summary,
            item_count: number(self.items)?,
            items_hash: hash("itemsHash", &self.items_hash)?,
            previous_hash: hash("previousHash", &self.previous_hash)?,
            hash: hash("hash", &self.hash)?,
        })
    }
}

impl Store {
    /// The changes after number `after`, oldest first, at most `limit`. With everything they
    /// changed: a single import can be large, [`Store::change_headers`] never is.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn changes(&self, after: u64, limit: usize) -> Result<Vec<ChangeEntry>, StoreError> {
        let headers = self.change_headers(after, limit).await?;
        self.with_items(headers).await
    }

    /// The changes before number `before`, newest first, at most `limit`. With everything they
    /// changed: a single import can be large, [`Store::change_headers_before`] never is.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn changes_before(&self, before: u64, limit: usize) -> Result<Vec<ChangeEntry>, StoreError> {
        let headers = self.change_headers_before(before, limit).await?;
        self.with_items(headers).await
    }

    /// The changes after number `after`, oldest first, at most `limit`, without what they changed.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn change_headers(&self, after: u64, limit: usize) -> Result<Vec<ChangeHeader>, StoreError> {
        let last = after.saturating_add(limit as u64);
        headers(&self.inner.connection, after.saturating_add(1), last).await
    }

    /// The changes before number `before`, newest first, at most `limit`, without what they changed.
    ///
    /// # Errors
    /// When the store does not answer or is damaged.
    pub async fn change_headers_before(&self, before: u64, limit: usize) -> Result<Vec<ChangeHeader>, StoreError> {
        // Numbers have no gaps, so that the page is known without reading from the end.
        let last = before.saturating_sub(1).min(self.head().await?.seq);
        let first = last.saturating_sub((limit as u64).saturating_sub(1)).max(1);
        if limit == 0 || last == 0 {
            return Ok(Vec::new());
        }
        let mut page = headers(&self.inner.connection, first, last).await?;
        page.reverse();
        Ok(page)
    }

    async fn with_items(&self, headers: Vec<ChangeHeader>) -> Result<Vec<ChangeEntry>, StoreError> {
        let mut entries = Vec::with_capacity(headers.len());
        for header in headers {
            let mut items = Vec::new();
            let mut chunks = Chunks::of(header.seq, header.seq);
            while let Some((_, lines)) = chunks.next(&self.inner.connection).await? {
                for line in lines.lines() {
                    items.push(item(header.seq, line)?);
                }
            }
            entries.push(header.with_items(items));
        }
        Ok(entries)
    }
}

/// Reads an item back from its line.
pub(crate) fn item(seq: u64, line: &str) -> Result<ChangeItem, StoreError> {
    let wrong = |reason: String| damaged(format!("change:{seq}"), reason);
    let mut fields: serde_json::Map<String, Json> =
        serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
    let id = fields.get("id").and_then(Json::as_str).ok_or_else(|| wrong("an item has no id".to_owned()))?;
    let id = id.parse().map_err(|error: kept_schema::key::InvalidNodeId| wrong(error.to_string()))?;
    let mut record = |name| fields.remove(name).filter(|record| !record.is_null());
    Ok(ChangeItem { id, before: record("before"), after: record("after") })
}

/// The headers of the changes `first` to `last`, as far as there are.
pub(crate) async fn headers(connection: &Connection, first: u64, last: u64) -> Result<Vec<ChangeHeader>, StoreError> {
    let key = |seq| RecordIdKey::Number(stored_number(seq));
    let limit = usize::try_from(last.saturating_sub(first)).unwrap_or(usize::MAX).saturating_add(1);
    let rows =
        scan::range(connection, "change", Bound::Included(key(first)), Bound::Included(key(last)), limit).await?;
    rows.into_iter()
        .map(|row| {
            HeaderRow::from_value(row).map_err(|error| damaged("change", error.to_string())).and_then(HeaderRow::read)
        })
        .collect()
}

/// The rows of `change_item` of some changes, in order, a few at a time.
pub(crate) struct Chunks {
    start: Bound<RecordIdKey>,
    end: Bound<RecordIdKey>,
    buffer: std::vec::IntoIter<Value>,
    exhausted: bool,
}

impl Chunks {
    /// Those of the changes `first` to `last`.
    pub(crate) fn of(first: u64, last: u64) -> Self {
        // An array sorts before the longer ones it begins.
        let key = |seq: u64| RecordIdKey::Array(Array::from(vec![Value::from_t(stored_number(seq))]));
        let end = Bound::Excluded(key(last.saturating_add(1)));
        Self { start: Bound::Included(key(first)), end, buffer: Vec::new().into_iter(), exhausted: false }
    }

    /// The next: the number of its change, and its lines.
    pub(crate) async fn next(&mut self, connection: &Connection) -> Result<Option<(u64, String)>, StoreError> {
        if self.buffer.len() == 0 && !self.exhausted {
            let rows =
                scan::range(connection, "change_item", self.start.clone(), self.end.clone(), CHUNKS_AT_A_TIME).await?;
            self.exhausted = rows.len() < CHUNKS_AT_A_TIME;
            if let Some((_, key)) = rows.last().and_then(key_of) {
                self.start = Bound::Excluded(key.clone());
            }
            self.buffer = rows.into_iter();
        }
        let Some(row) = self.buffer.next() else { return Ok(None) };
        let wrong = |reason: &str| damaged("change_item", reason);
        let row = ChunkRow::from_value(row).map_err(|error| wrong(&error.to_string()))?;
        let seq = match &row.id.key {
            RecordIdKey::Array(key) => key.iter().next().cloned(),
            _ => None,
        };
        let seq = seq.and_then(|seq| i64::from_value(seq).ok()).and_then(|seq| u64::try_from(seq).ok());
        Ok(Some((seq.ok_or_else(|| wrong("an id is not [change, number]"))?, row.lines)))
    }
}

/// The lines of one part of the items of a change.
pub(crate) async fn chunk(connection: &Connection, seq: u64, number: u64) -> Result<Option<String>, StoreError> {
    let key = || Bound::Included(chunk_key(seq, number));
    let row = scan::range(connection, "change_item", key(), key(), 1).await?.into_iter().next();
    let read = |row| ChunkRow::from_value(row).map_err(|error| damaged("change_item", error.to_string()));
    Ok(row.map(read).transpose()?.map(|row| row.lines))
}

fn chunk_key(seq: u64, number: u64) -> RecordIdKey {
    RecordIdKey::Array(Array::from(vec![Value::from_t(stored_number(seq)), Value::from_t(stored_number(number))]))
}

/// The last change, as `head:log` has it.
pub(crate) async fn read_head(connection: &Connection) -> Result<Head, StoreError> {
    let mut results =
        connection.query("SELECT seq, hash FROM ONLY head:log", Variables::new()).await.map_err(unavailable)?;
    let row: Option<HeadRow> = results.take(0).map_err(|error| damaged("head:log", error.to_string()))?;
    let row = row.ok_or_else(|| damaged("head:log", "it is missing"))?;
    match (u64::try_from(row.seq), unhex(&row.hash)) {
        (Ok(seq), Some(hash)) => Ok(Head { seq, hash }),
        _ => Err(damaged("head:log", "it is no number and hash")),
    }
}
