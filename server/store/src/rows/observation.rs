//! Rows of the table `observation`.

use kept_schema::{Observation, Record};
use surrealdb::types::{RecordId, SurrealValue};

use super::{
    PartyRow, Row, Unreadable, key, key_option, link, parse, parse_option, parse_terms, revision, stored_number, text,
    text_option, texts,
};

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(crate) struct ObservationRow {
    id: RecordId,
    revision: i64,
    source: RecordId,
    recipient: Option<RecordId>,
    host: Option<String>,
    categories: Vec<String>,
    first_seen: String,
    last_seen: String,
    evidence: String,
    reference: Option<String>,
    note: Option<String>,
}

impl ObservationRow {
    pub(crate) fn of(observation: &Observation, revision: u64) -> Self {
        let Observation { key, source, recipient, host, categories, first_seen, last_seen, evidence, reference, note } =
            observation;
        Self {
            id: link(Self::TABLE, key),
            revision: stored_number(revision),
            source: link(PartyRow::TABLE, source),
            recipient: recipient.as_ref().map(|party| link(PartyRow::TABLE, party)),
            host: text_option(host.as_ref()),
            categories: texts(categories),
            first_seen: text(first_seen),
            last_seen: text(last_seen),
            evidence: text(evidence),
            reference: text_option(reference.as_ref()),
            note: text_option(note.as_ref()),
        }
    }
}

impl Row for ObservationRow {
    const TABLE: &'static str = "observation";

    fn read(self) -> Result<(Record, u64), Unreadable> {
        let observation = Observation {
            key: key("id", self.id)?,
            source: key("source", self.source)?,
            recipient: key_option("recipient", self.recipient)?,
            host: parse_option("host", self.host.as_ref())?,
            categories: parse_terms("categories", &self.categories)?,
            first_seen: parse("firstSeen", &self.first_seen)?,
            last_seen: parse("lastSeen", &self.last_seen)?,
            evidence: parse("evidence", &self.evidence)?,
            reference: parse_option("reference", self.reference.as_ref())?,
            note: parse_option("note", self.note.as_ref())?,
        };
        Ok((Record::Observation(observation), revision(self.revision)?))
    }
}
