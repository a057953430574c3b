//! The change log.

use std::sync::Arc;

use async_graphql::{Context, ID, Json, Object};
use kept_schema::key::InvalidNodeId;
use kept_schema::{Change, NodeId, Record};
use kept_store::{ChangeHeader, ChangeItem};
use serde_json::Value;

use super::error::Fault;
use super::page::{Connection, DEFAULT_LIST, DEFAULT_PAGE, MAX_PAGE, cost, limit};
use super::plan::{ChangeKind, FieldChange};
use super::scalar::Moment;
use super::snapshot;
use super::write::app;

/// A change of the log.
#[derive(Clone, Debug)]
pub(crate) struct ChangeObject {
    header: Arc<ChangeHeader>,
}

impl ChangeObject {
    pub(super) fn of(header: ChangeHeader) -> Self {
        Self { header: Arc::new(header) }
    }
}

/// How many changes of a record are told when nothing else is asked for.
const DEFAULT_HISTORY: i32 = 50;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One recorded change of the register. Each is sealed with the hash of the one before it, so that nobody can alter the
/// past unnoticed.
#[Object(name = "Change")]
impl ChangeObject {
    /// Its number, from 1 without gaps: the revision of the register it led to.
    async fn seq(&self) -> u64 {
        self.header.seq
    }

    /// When it was made.
    async fn at(&self) -> Moment {
        Moment(self.header.at)
    }

    /// Who made it.
    async fn actor(&self) -> &str {
        &self.header.actor
    }

    /// What kind of change it was, such as `createParty` or `apply`.
    async fn action(&self) -> &str {
        &self.header.action
    }

    /// What it did, in a sentence.
    async fn summary(&self) -> &str {
        &self.header.summary
    }

    /// How many records it changed.
    async fn item_count(&self) -> u64 {
        self.header.item_count
    }

    /// The records it changed.
    #[graphql(complexity = "10 * child_complexity + 5")]
    async fn items(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<ChangedRecord>, Fault> {
        let count = limit(first)?;
        let entries = app(ctx)?.store().changes(self.header.seq.saturating_sub(1), 1).await?;
        let items = entries.into_iter().flat_map(|entry| entry.items);
        Ok(items.take(count).map(|item| ChangedRecord { item: Arc::new(item) }).collect())
    }

    /// Its SHA-256 hash: over what it changed, who and when, and the hash of the change before it.
    async fn hash(&self) -> String {
        hex(&self.header.hash)
    }

    /// The hash of the change before it; zeros for the first.
    async fn previous_hash(&self) -> String {
        hex(&self.header.previous_hash)
    }
}

/// A record of a change.
#[derive(Clone, Debug)]
pub(crate) struct ChangedRecord {
    item: Arc<ChangeItem>,
}

impl ChangedRecord {
    fn record(&self, json: Option<&Value>) -> Option<Record> {
        // What an older version wrote may not be readable; then its fields are not compared.
        json.and_then(|json| Record::from_json(self.item.id.kind(), json.clone()).ok())
    }
}

/// What a change did to one record.
#[Object]
impl ChangedRecord {
    /// The global id of the record.
    async fn id(&self) -> ID {
        self.item.id.to_string().into()
    }

    /// Whether it was added, changed or removed.
    async fn kind(&self) -> ChangeKind {
        ChangeKind::of(self.item.before.as_ref(), self.item.after.as_ref())
    }

    /// The record before, as in a document; null when it was new.
    async fn before(&self) -> Option<Json<Value>> {
        self.item.before.clone().map(Json)
    }

    /// The record after, as in a document; null when it was removed.
    async fn after(&self) -> Option<Json<Value>> {
        self.item.after.clone().map(Json)
    }

    /// The fields that changed, in the order of their names.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn fields(&self) -> Vec<FieldChange> {
        let (before, after) = (self.record(self.item.before.as_ref()), self.record(self.item.after.as_ref()));
        let change = Change { id: self.item.id.clone(), before, after };
        change.fields().into_iter().map(FieldChange::from).collect()
    }
}

/// What a change did to one record, with the change.
#[derive(Clone, Debug)]
pub(crate) struct RecordChange {
    change: ChangeObject,
    record: ChangedRecord,
}

/// A change as one record saw it.
#[Object]
impl RecordChange {
    /// The change: who made it, when and why.
    async fn change(&self) -> &ChangeObject {
        &self.change
    }

    /// What it did to the record.
    async fn record(&self) -> &ChangedRecord {
        &self.record
    }
}

/// Reading the change log.
#[derive(Default)]
pub(crate) struct ChangeQuery;

#[Object]
impl ChangeQuery {
    /// The change log, oldest first: who changed what and when.
    #[graphql(complexity = "cost(first, None, child_complexity)")]
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only changes after this number; 0 or nothing starts with the first.")] after: Option<i32>,
        #[graphql(desc = "How many; 50 when not said, at most 500.")] first: Option<i32>,
    ) -> Result<Connection<ChangeObject>, Fault> {
        let total = snapshot(ctx).register().revision();
        let invalid = |name: &str, value: i32, range: &str| {
            Fault::invalid(name, format!("`{value}` is out of range: `{name}` is {range}"))
        };
        let after = after.unwrap_or(0);
        let after = u64::try_from(after).map_err(|_| invalid("after", after, "0 or more"))?;
        let count =
            first.map_or(Some(DEFAULT_PAGE), |first| usize::try_from(first).ok().filter(|count| *count <= MAX_PAGE));
        let count = count.ok_or_else(|| invalid("first", first.unwrap_or_default(), "0 to 500"))?;
        // Only what led to the snapshot, so that the answer speaks of one revision.
        let count = count.min(usize::try_from(total.saturating_sub(after)).unwrap_or(usize::MAX));
        let headers = app(ctx)?.store().change_headers(after, count).await?;
        let reached = headers.last().map_or(after, |last| last.seq);
        let edges = headers.into_iter().map(|header| (header.seq.to_string(), ChangeObject::of(header)));
        Ok(Connection::known(edges, total, (after > 0 && total > 0, reached < total)))
    }

    /// What became of one record: the changes that touched it, the newest first; also of one that is gone.
    #[graphql(complexity = "20 * child_complexity + 10")]
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The global id of the record, such as `party:mailer`.")] of: ID,
        #[graphql(desc = "Only changes before this number; all when not said.")] before: Option<i32>,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_HISTORY)")] first: Option<i32>,
    ) -> Result<Vec<RecordChange>, Fault> {
        let count = limit(first)?;
        let id: NodeId = of.parse().map_err(|error: InvalidNodeId| Fault::invalid("of", error.to_string()))?;
        // Only what led to the snapshot, so that the answer speaks of one revision.
        let newest = snapshot(ctx).register().revision().saturating_add(1);
        let before = before.and_then(|before| u64::try_from(before).ok()).map_or(newest, |before| before.min(newest));
        let found = app(ctx)?.store().history(&id, Some(before), count).await?;
        let told = |found: kept_store::RecordChange| RecordChange {
            change: ChangeObject::of(found.change),
            record: ChangedRecord { item: Arc::new(found.item) },
        };
        Ok(found.into_iter().map(told).collect())
    }
}
