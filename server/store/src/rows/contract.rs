//! Rows of the table `contract`.

use kept_schema::contract::{ContractDocument, ContractParty, RecordedRenewal, Renewal};
use kept_schema::{Clause, Contract, ContractTerms, Record};
use surrealdb::types::{RecordId, SurrealValue};

use super::{
    PartyRow, Row, Unreadable, key, key_option, keys, link, links, parse, parse_option, parse_terms, revision,
    stored_number, text, text_option, texts,
};

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(crate) struct ContractRow {
    id: RecordId,
    revision: i64,
    name: Option<String>,
    kind: String,
    parties: Vec<ContractPartyRow>,
    master: Option<RecordId>,
    amends: Option<RecordId>,
    signed_on: Option<String>,
    effective_on: Option<String>,
    ends_on: Option<String>,
    renewal: Option<RenewalRow>,
    renewals: Vec<RecordedRenewalRow>,
    notice_given_on: Option<String>,
    terminated_on: Option<String>,
    terms: TermsRow,
    clauses: Vec<ClauseRow>,
    documents: Vec<DocumentRow>,
    alert_days: Option<Vec<u32>>,
    owner: Option<String>,
    description: Option<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct ContractPartyRow {
    party: RecordId,
    role: String,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct RenewalRow {
    kind: String,
    period: Option<String>,
    notice: Option<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct RecordedRenewalRow {
    agreed_on: Option<String>,
    ends_on: Option<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct TermsRow {
    categories: Vec<String>,
    purposes: Vec<String>,
    subjects: Vec<String>,
    regions: Vec<String>,
    max_retention: Option<String>,
    safeguards: Vec<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct ClauseRow {
    kind: String,
    presence: String,
    locator: Option<String>,
    hours: Option<u32>,
    days: Option<u32>,
    authorisation: Option<String>,
    notice_days: Option<u32>,
    objection_days: Option<u32>,
    approved: Vec<RecordId>,
    choice: Option<String>,
    certificate: Option<bool>,
    mechanism: Option<String>,
    modules: Vec<u32>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct DocumentRow {
    name: String,
    sha256: Option<String>,
    url: Option<String>,
}

impl ContractRow {
    pub(crate) fn of(contract: &Contract, revision: u64) -> Self {
        let Contract {
            key,
            name,
            kind,
            parties,
            master,
            amends,
            signed_on,
            effective_on,
            ends_on,
            renewal,
            renewals,
            notice_given_on,
            terminated_on,
            terms,
            clauses,
            documents,
            alert_days,
            owner,
            description,
        } = contract;
        Self {
            id: link(Self::TABLE, key),
            revision: stored_number(revision),
            name: text_option(name.as_ref()),
            kind: text(kind),
            parties: parties.iter().map(ContractPartyRow::of).collect(),
            master: master.as_ref().map(|master| link(Self::TABLE, master)),
            amends: amends.as_ref().map(|amended| link(Self::TABLE, amended)),
            signed_on: text_option(signed_on.as_ref()),
            effective_on: text_option(effective_on.as_ref()),
            ends_on: text_option(ends_on.as_ref()),
            renewal: renewal.as_ref().map(RenewalRow::of),
            renewals: renewals.iter().map(RecordedRenewalRow::of).collect(),
            notice_given_on: text_option(notice_given_on.as_ref()),
            terminated_on: text_option(terminated_on.as_ref()),
            terms: TermsRow::of(terms),
            clauses: clauses.iter().map(ClauseRow::of).collect(),
            documents: documents.iter().map(DocumentRow::of).collect(),
            // Absent in rows of before there was such a field.
            alert_days: (!alert_days.is_empty()).then(|| alert_days.clone()),
            owner: text_option(owner.as_ref()),
            description: text_option(description.as_ref()),
        }
    }
}

impl Row for ContractRow {
    const TABLE: &'static str = "contract";

    fn read(self) -> Result<(Record, u64), Unreadable> {
        let contract = Contract {
            key: key("id", self.id)?,
            name: parse_option("name", self.name.as_ref())?,
            kind: parse("kind", &self.kind)?,
            parties: self.parties.into_iter().map(ContractPartyRow::read).collect::<Result<_, _>>()?,
            master: key_option("master", self.master)?,
            amends: key_option("amends", self.amends)?,
            signed_on: parse_option("signedOn", self.signed_on.as_ref())?,
            effective_on: parse_option("effectiveOn", self.effective_on.as_ref())?,
            ends_on: parse_option("endsOn", self.ends_on.as_ref())?,
            renewal: self.renewal.as_ref().map(RenewalRow::read).transpose()?,
            renewals: self.renewals.iter().map(RecordedRenewalRow::read).collect::<Result<_, _>>()?,
            notice_given_on: parse_option("noticeGivenOn", self.notice_given_on.as_ref())?,
            terminated_on: parse_option("terminatedOn", self.terminated_on.as_ref())?,
            terms: self.terms.read()?,
            clauses: self.clauses.into_iter().map(ClauseRow::read).collect::<Result<_, _>>()?,
            documents: self.documents.iter().map(DocumentRow::read).collect::<Result<_, _>>()?,
            alert_days: self.alert_days.unwrap_or_default(),
            owner: parse_option("owner", self.owner.as_ref())?,
            description: parse_option("description", self.description.as_ref())?,
        };
        Ok((Record::Contract(contract), revision(self.revision)?))
    }
}

impl ContractPartyRow {
    fn of(ContractParty { party, role }: &ContractParty) -> Self {
        Self { party: link(PartyRow::TABLE, party), role: text(role) }
    }

    fn read(self) -> Result<ContractParty, Unreadable> {
        Ok(ContractParty { party: key("parties", self.party)?, role: parse("parties", &self.role)? })
    }
}

impl RenewalRow {
    fn of(Renewal { kind, period, notice }: &Renewal) -> Self {
        Self { kind: text(kind), period: text_option(period.as_ref()), notice: text_option(notice.as_ref()) }
    }

    fn read(&self) -> Result<Renewal, Unreadable> {
        Ok(Renewal {
            kind: parse("renewal.kind", &self.kind)?,
            period: parse_option("renewal.period", self.period.as_ref())?,
            notice: parse_option("renewal.notice", self.notice.as_ref())?,
        })
    }
}

impl RecordedRenewalRow {
    fn of(RecordedRenewal { agreed_on, ends_on }: &RecordedRenewal) -> Self {
        Self { agreed_on: text_option(agreed_on.as_ref()), ends_on: text_option(ends_on.as_ref()) }
    }

    fn read(&self) -> Result<RecordedRenewal, Unreadable> {
        let field = "renewals";
        Ok(RecordedRenewal {
            agreed_on: parse_option(field, self.agreed_on.as_ref())?,
            ends_on: parse_option(field, self.ends_on.as_ref())?,
        })
    }
}

impl TermsRow {
    fn of(terms: &ContractTerms) -> Self {
        let ContractTerms { categories, purposes, subjects, regions, max_retention, safeguards } = terms;
        Self {
            categories: texts(categories),
            purposes: texts(purposes),
            subjects: texts(subjects),
            regions: texts(regions),
            max_retention: text_option(max_retention.as_ref()),
            safeguards: texts(safeguards),
        }
    }

    fn read(&self) -> Result<ContractTerms, Unreadable> {
        Ok(ContractTerms {
            categories: parse_terms("terms.categories", &self.categories)?,
            purposes: parse_terms("terms.purposes", &self.purposes)?,
            subjects: parse_terms("terms.subjects", &self.subjects)?,
            regions: parse_terms("terms.regions", &self.regions)?,
            max_retention: parse_option("terms.maxRetention", self.max_retention.as_ref())?,
            safeguards: parse_terms("terms.safeguards", &self.safeguards)?,
        })
    }
}

impl ClauseRow {
    fn of(clause: &Clause) -> Self {
        let Clause {
            kind,
            presence,
            locator,
            hours,
            days,
            authorisation,
            notice_days,
            objection_days,
            approved,
            choice,
            certificate,
            mechanism,
            modules,
        } = clause;
        Self {
            kind: text(kind),
            presence: text(presence),
            locator: text_option(locator.as_ref()),
            hours: *hours,
            days: *days,
            authorisation: text_option(authorisation.as_ref()),
            notice_days: *notice_days,
            objection_days: *objection_days,
            approved: links(PartyRow::TABLE, approved),
            choice: text_option(choice.as_ref()),
            certificate: *certificate,
            mechanism: text_option(mechanism.as_ref()),
            modules: modules.iter().copied().map(u32::from).collect(),
        }
    }

    fn read(self) -> Result<Clause, Unreadable> {
        let modules = self.modules.into_iter().map(u8::try_from).collect::<Result<_, _>>();
        Ok(Clause {
            kind: parse("clauses.kind", &self.kind)?,
            presence: parse("clauses.presence", &self.presence)?,
            locator: parse_option("clauses.locator", self.locator.as_ref())?,
            hours: self.hours,
            days: self.days,
            authorisation: parse_option("clauses.authorisation", self.authorisation.as_ref())?,
            notice_days: self.notice_days,
            objection_days: self.objection_days,
            approved: keys("clauses.approved", self.approved)?,
            choice: parse_option("clauses.choice", self.choice.as_ref())?,
            certificate: self.certificate,
            mechanism: parse_option("clauses.mechanism", self.mechanism.as_ref())?,
            modules: modules.map_err(|error| super::unreadable("clauses.modules", error))?,
        })
    }
}

impl DocumentRow {
    fn of(ContractDocument { name, sha256, url }: &ContractDocument) -> Self {
        Self { name: text(name), sha256: text_option(sha256.as_ref()), url: text_option(url.as_ref()) }
    }

    fn read(&self) -> Result<ContractDocument, Unreadable> {
        let field = "documents";
        Ok(ContractDocument {
            name: parse(field, &self.name)?,
            sha256: parse_option(field, self.sha256.as_ref())?,
            url: parse_option(field, self.url.as_ref())?,
        })
    }
}
