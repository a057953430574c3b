//! Rows of the table `flow`.

use kept_schema::{Derivation, Flow, Record};
use surrealdb::types::{RecordId, SurrealValue};

use super::{
    ContractRow, PartyRow, Row, Unreadable, key, key_option, link, parse, parse_option, parse_terms, revision,
    stored_number, text, text_option, texts,
};

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(crate) struct FlowRow {
    id: RecordId,
    revision: i64,
    source: RecordId,
    recipient: RecordId,
    categories: Vec<String>,
    purposes: Vec<String>,
    subjects: Vec<String>,
    legal_basis: Option<String>,
    regions: Vec<String>,
    retention: Option<String>,
    safeguards: Vec<String>,
    consent: Option<String>,
    consideration: Option<String>,
    started_on: String,
    ended_on: Option<String>,
    contract: Option<RecordId>,
    verified_on: Option<String>,
    derives: Vec<DerivationRow>,
    description: Option<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct DerivationRow {
    from: Vec<String>,
    to: Vec<String>,
}

impl FlowRow {
    pub(crate) fn of(flow: &Flow, revision: u64) -> Self {
        let Flow {
            key,
            source,
            recipient,
            categories,
            purposes,
            subjects,
            legal_basis,
            regions,
            retention,
            safeguards,
            consent,
            consideration,
            started_on,
            ended_on,
            contract,
            verified_on,
            derives,
            description,
        } = flow;
        Self {
            id: link(Self::TABLE, key),
            revision: stored_number(revision),
            source: link(PartyRow::TABLE, source),
            recipient: link(PartyRow::TABLE, recipient),
            categories: texts(categories),
            purposes: texts(purposes),
            subjects: texts(subjects),
            legal_basis: text_option(legal_basis.as_ref()),
            regions: texts(regions),
            retention: text_option(retention.as_ref()),
            safeguards: texts(safeguards),
            consent: text_option(consent.as_ref()),
            consideration: text_option(consideration.as_ref()),
            started_on: text(started_on),
            ended_on: text_option(ended_on.as_ref()),
            contract: contract.as_ref().map(|contract| link(ContractRow::TABLE, contract)),
            verified_on: text_option(verified_on.as_ref()),
            derives: derives
                .iter()
                .map(|Derivation { from, to }| DerivationRow { from: texts(from), to: texts(to) })
                .collect(),
            description: text_option(description.as_ref()),
        }
    }
}

impl Row for FlowRow {
    const TABLE: &'static str = "flow";

    fn read(self) -> Result<(Record, u64), Unreadable> {
        let flow = Flow {
            key: key("id", self.id)?,
            source: key("source", self.source)?,
            recipient: key("recipient", self.recipient)?,
            categories: parse_terms("categories", &self.categories)?,
            purposes: parse_terms("purposes", &self.purposes)?,
            subjects: parse_terms("subjects", &self.subjects)?,
            legal_basis: parse_option("legalBasis", self.legal_basis.as_ref())?,
            regions: parse_terms("regions", &self.regions)?,
            retention: parse_option("retention", self.retention.as_ref())?,
            safeguards: parse_terms("safeguards", &self.safeguards)?,
            consent: parse_option("consent", self.consent.as_ref())?,
            consideration: parse_option("consideration", self.consideration.as_ref())?,
            started_on: parse("startedOn", &self.started_on)?,
            ended_on: parse_option("endedOn", self.ended_on.as_ref())?,
            contract: key_option("contract", self.contract)?,
            verified_on: parse_option("verifiedOn", self.verified_on.as_ref())?,
            derives: self.derives.iter().map(DerivationRow::read).collect::<Result<_, _>>()?,
            description: parse_option("description", self.description.as_ref())?,
        };
        Ok((Record::Flow(flow), revision(self.revision)?))
    }
}

impl DerivationRow {
    fn read(&self) -> Result<Derivation, Unreadable> {
        Ok(Derivation { from: parse_terms("derives", &self.from)?, to: parse_terms("derives", &self.to)? })
    }
}
