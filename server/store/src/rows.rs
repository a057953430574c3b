//! Rows: how records lie in the tables. One struct a table, with the columns of `schema/surql`.

mod acceptance;
mod assignment;
mod channel;
mod contract;
mod flow;
mod notice;
mod observation;
mod party;
mod term;

use std::fmt::Display;
use std::str::FromStr;

use kept_schema::{NodeId, Record, TermKey, TermList};
use surrealdb::types::{RecordId, RecordIdKey, SurrealValue, Value};

pub(crate) use acceptance::AcceptanceRow;
pub(crate) use assignment::AssignmentRow;
pub(crate) use channel::ChannelRow;
pub(crate) use contract::ContractRow;
pub(crate) use flow::FlowRow;
pub(crate) use notice::{NoticeRow, PromiseRow};
pub(crate) use observation::ObservationRow;
pub(crate) use party::PartyRow;
pub(crate) use term::TermRow;

/// A row of one of the tables of records.
pub(crate) trait Row: SurrealValue + Send {
    /// The table.
    const TABLE: &'static str;
    /// The record of the row and the revision that last changed it.
    fn read(self) -> Result<(Record, u64), Unreadable>;
}

/// What of a row is not as Kept writes it.
#[derive(Debug, thiserror::Error)]
#[error("{field}: {reason}")]
pub(crate) struct Unreadable {
    field: &'static str,
    reason: String,
}

/// The tables of records, in the order they are loaded in: what is referred to first.
pub(crate) const TABLES: [&str; 10] = [
    TermRow::TABLE,
    PartyRow::TABLE,
    ContractRow::TABLE,
    FlowRow::TABLE,
    NoticeRow::TABLE,
    PromiseRow::TABLE,
    AcceptanceRow::TABLE,
    AssignmentRow::TABLE,
    ObservationRow::TABLE,
    ChannelRow::TABLE,
];

/// The table of a record.
pub(crate) const fn table(id: &NodeId) -> &'static str {
    id.kind().prefix()
}

/// Where a record lies.
pub(crate) fn record_id(id: &NodeId) -> RecordId {
    match id {
        NodeId::Term(taxonomy, key) => RecordId::new(table(id), format!("{}/{key}", taxonomy.prefix())),
        _ => RecordId::new(table(id), id.key()),
    }
}

/// The row of a record.
pub(crate) fn row(record: &Record, revision: u64) -> Value {
    match record {
        Record::Party(party) => PartyRow::of(party, revision).into_value(),
        Record::Contract(contract) => ContractRow::of(contract, revision).into_value(),
        Record::Flow(flow) => FlowRow::of(flow, revision).into_value(),
        Record::Notice(notice) => NoticeRow::of(notice, revision).into_value(),
        Record::Promise(promise) => PromiseRow::of(promise, revision).into_value(),
        Record::Term(term) => TermRow::of(term, revision).into_value(),
        Record::Acceptance(acceptance) => AcceptanceRow::of(acceptance, revision).into_value(),
        Record::Assignment(assignment) => AssignmentRow::of(assignment, revision).into_value(),
        Record::Observation(observation) => ObservationRow::of(observation, revision).into_value(),
        Record::Channel(channel) => ChannelRow::of(channel, revision).into_value(),
    }
}

/// The record of a row of a table of [`TABLES`]; on failure where it is and what is wrong.
pub(crate) fn read(table: &str, row: Value) -> Result<(Record, u64), (String, String)> {
    fn typed<R: Row>(row: Value) -> Result<(Record, u64), (String, String)> {
        let id = id_of(&row).unwrap_or_else(|| R::TABLE.to_owned());
        match R::from_value(row) {
            Ok(row) => row.read().map_err(|error| (id, error.to_string())),
            Err(error) => Err((id, error.to_string())),
        }
    }
    match table {
        TermRow::TABLE => typed::<TermRow>(row),
        PartyRow::TABLE => typed::<PartyRow>(row),
        ContractRow::TABLE => typed::<ContractRow>(row),
        FlowRow::TABLE => typed::<FlowRow>(row),
        NoticeRow::TABLE => typed::<NoticeRow>(row),
        PromiseRow::TABLE => typed::<PromiseRow>(row),
        AcceptanceRow::TABLE => typed::<AcceptanceRow>(row),
        AssignmentRow::TABLE => typed::<AssignmentRow>(row),
        ObservationRow::TABLE => typed::<ObservationRow>(row),
        ChannelRow::TABLE => typed::<ChannelRow>(row),
        _ => Err((table.to_owned(), "there is no such table".to_owned())),
    }
}

fn id_of(row: &Value) -> Option<String> {
    match key_of(row)? {
        (table, RecordIdKey::String(key)) => Some(format!("{table}:{key}")),
        (table, key) => Some(format!("{table}:{key:?}")),
    }
}

/// The table and key of a row.
pub(crate) fn key_of(row: &Value) -> Option<(&str, &RecordIdKey)> {
    let Value::Object(fields) = row else { return None };
    match fields.get("id") {
        Some(Value::RecordId(id)) => Some((id.table.as_str(), &id.key)),
        _ => None,
    }
}

fn unreadable(field: &'static str, reason: impl Display) -> Unreadable {
    Unreadable { field, reason: reason.to_string() }
}

fn parse<T: FromStr<Err: Display>>(field: &'static str, text: &str) -> Result<T, Unreadable> {
    text.parse().map_err(|error| unreadable(field, error))
}

fn parse_option<T: FromStr<Err: Display>>(field: &'static str, text: Option<&String>) -> Result<Option<T>, Unreadable> {
    text.map(|text| parse(field, text)).transpose()
}

fn parse_list<T: FromStr<Err: Display>>(field: &'static str, texts: &[String]) -> Result<Vec<T>, Unreadable> {
    texts.iter().map(|text| parse(field, text)).collect()
}

fn parse_terms(field: &'static str, terms: &[String]) -> Result<TermList, Unreadable> {
    parse_list::<TermKey>(field, terms).map(TermList::from)
}

fn key_text(field: &'static str, id: RecordId) -> Result<String, Unreadable> {
    match id.key {
        RecordIdKey::String(key) => Ok(key),
        _ => Err(unreadable(field, "the key is no text")),
    }
}

fn key<T: FromStr<Err: Display>>(field: &'static str, id: RecordId) -> Result<T, Unreadable> {
    parse(field, &key_text(field, id)?)
}

fn key_option<T: FromStr<Err: Display>>(field: &'static str, id: Option<RecordId>) -> Result<Option<T>, Unreadable> {
    id.map(|id| key(field, id)).transpose()
}

fn keys<T: FromStr<Err: Display>>(field: &'static str, ids: Vec<RecordId>) -> Result<Vec<T>, Unreadable> {
    ids.into_iter().map(|id| key(field, id)).collect()
}

fn revision(revision: i64) -> Result<u64, Unreadable> {
    u64::try_from(revision).map_err(|error| unreadable("revision", error))
}

/// Sequence numbers count commits: they fit.
pub(crate) fn stored_number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn text(value: &impl ToString) -> String {
    value.to_string()
}

fn text_option(value: Option<&impl ToString>) -> Option<String> {
    value.map(ToString::to_string)
}

fn texts<'a, T: ToString + 'a>(values: impl IntoIterator<Item = &'a T>) -> Vec<String> {
    values.into_iter().map(ToString::to_string).collect()
}

fn link(table: &'static str, key: &impl AsRef<str>) -> RecordId {
    RecordId::new(table, key.as_ref())
}

fn links<'a, T: AsRef<str> + 'a>(table: &'static str, keys: impl IntoIterator<Item = &'a T>) -> Vec<RecordId> {
    keys.into_iter().map(|key| link(table, key)).collect()
}
