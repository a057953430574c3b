//! Rows of the table `acceptance`.

use kept_schema::{Acceptance, Record};
use surrealdb::types::{RecordId, SurrealValue};

use super::{Row, Unreadable, key, parse, revision, stored_number, text};

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(crate) struct AcceptanceRow {
    id: RecordId,
    revision: i64,
    finding: String,
    verdict: String,
    severity: String,
    reason: String,
    owner: String,
    accepted_on: String,
    until: String,
}

impl AcceptanceRow {
    pub(crate) fn of(acceptance: &Acceptance, revision: u64) -> Self {
        let Acceptance { key, finding, verdict, severity, reason, owner, accepted_on, until } = acceptance;
        Self {
            id: RecordId::new(Self::TABLE, key.as_str()),
            revision: stored_number(revision),
            finding: text(finding),
            verdict: text(verdict),
            severity: text(severity),
            reason: text(reason),
            owner: text(owner),
            accepted_on: text(accepted_on),
            until: text(until),
        }
    }
}

impl Row for AcceptanceRow {
    const TABLE: &'static str = "acceptance";

    fn read(self) -> Result<(Record, u64), Unreadable> {
        let acceptance = Acceptance {
            key: key("id", self.id)?,
            finding: parse("finding", &self.finding)?,
            verdict: parse("verdict", &self.verdict)?,
            severity: parse("severity", &self.severity)?,
            reason: parse("reason", &self.reason)?,
            owner: parse("owner", &self.owner)?,
            accepted_on: parse("acceptedOn", &self.accepted_on)?,
            until: parse("until", &self.until)?,
        };
        Ok((Record::Acceptance(acceptance), revision(self.revision)?))
    }
}
