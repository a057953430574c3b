//! Rows of the table `party`.

use kept_schema::party::{Certification, Contact, Identifier};
use kept_schema::{Party, Record};
use surrealdb::types::{RecordId, SurrealValue};

use super::{
    Row, Unreadable, key, key_option, link, parse, parse_list, parse_option, revision, stored_number, text,
    text_option, texts,
};

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub(crate) struct PartyRow {
    id: RecordId,
    revision: i64,
    name: String,
    kind: String,
    operator: Option<RecordId>,
    country: Option<String>,
    status: String,
    offboarded_on: Option<String>,
    owner: Option<String>,
    website: Option<String>,
    privacy_policy: Option<String>,
    description: Option<String>,
    identifiers: Vec<IdentifierRow>,
    contacts: Vec<ContactRow>,
    certifications: Vec<CertificationRow>,
    tags: Vec<String>,
    domains: Vec<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct IdentifierRow {
    scheme: String,
    value: String,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct ContactRow {
    role: String,
    email: Option<String>,
    name: Option<String>,
    url: Option<String>,
}

#[derive(SurrealValue)]
#[surreal(rename_all = "camelCase")]
struct CertificationRow {
    scheme: String,
    valid_from: Option<String>,
    valid_until: Option<String>,
    url: Option<String>,
}

impl PartyRow {
    pub(crate) fn of(party: &Party, revision: u64) -> Self {
        // Taken apart whole, so that a new field cannot be forgotten here.
        let Party {
            key,
            name,
            kind,
            operator,
            country,
            status,
            offboarded_on,
            owner,
            website,
            privacy_policy,
            description,
            identifiers,
            contacts,
            certifications,
            tags,
            domains,
        } = party;
        Self {
            id: link(Self::TABLE, key),
            revision: stored_number(revision),
            name: text(name),
            kind: text(kind),
            operator: operator.as_ref().map(|operator| link(Self::TABLE, operator)),
            country: text_option(country.as_ref()),
            status: text(status),
            offboarded_on: text_option(offboarded_on.as_ref()),
            owner: text_option(owner.as_ref()),
            website: text_option(website.as_ref()),
            privacy_policy: text_option(privacy_policy.as_ref()),
            description: text_option(description.as_ref()),
            identifiers: identifiers.iter().map(IdentifierRow::of).collect(),
            contacts: contacts.iter().map(ContactRow::of).collect(),
            certifications: certifications.iter().map(CertificationRow::of).collect(),
            tags: texts(tags),
            domains: texts(domains),
        }
    }
}

impl Row for PartyRow {
    const TABLE: &'static str = "party";

    fn read(self) -> Result<(Record, u64), Unreadable> {
        let party = Party {
            key: key("id", self.id)?,
            name: parse("name", &self.name)?,
            kind: parse("kind", &self.kind)?,
            operator: key_option("operator", self.operator)?,
            country: parse_option("country", self.country.as_ref())?,
            status: parse("status", &self.status)?,
            offboarded_on: parse_option("offboardedOn", self.offboarded_on.as_ref())?,
            owner: parse_option("owner", self.owner.as_ref())?,
            website: parse_option("website", self.website.as_ref())?,
            privacy_policy: parse_option("privacyPolicy", self.privacy_policy.as_ref())?,
            description: parse_option("description", self.description.as_ref())?,
            identifiers: self.identifiers.iter().map(IdentifierRow::read).collect::<Result<_, _>>()?,
            contacts: self.contacts.iter().map(ContactRow::read).collect::<Result<_, _>>()?,
            certifications: self.certifications.iter().map(CertificationRow::read).collect::<Result<_, _>>()?,
            tags: parse_list("tags", &self.tags)?,
            domains: parse_list("domains", &self.domains)?,
        };
        Ok((Record::Party(party), revision(self.revision)?))
    }
}

impl IdentifierRow {
    fn of(Identifier { scheme, value }: &Identifier) -> Self {
        Self { scheme: text(scheme), value: text(value) }
    }

    fn read(&self) -> Result<Identifier, Unreadable> {
        let field = "identifiers";
        Ok(Identifier { scheme: parse(field, &self.scheme)?, value: parse(field, &self.value)? })
    }
}

impl ContactRow {
    fn of(Contact { role, email, name, url }: &Contact) -> Self {
        Self {
            role: text(role),
            email: text_option(email.as_ref()),
            name: text_option(name.as_ref()),
            url: text_option(url.as_ref()),
        }
    }

    fn read(&self) -> Result<Contact, Unreadable> {
        let field = "contacts";
        Ok(Contact {
            role: parse(field, &self.role)?,
            email: parse_option(field, self.email.as_ref())?,
            name: parse_option(field, self.name.as_ref())?,
            url: parse_option(field, self.url.as_ref())?,
        })
    }
}

impl CertificationRow {
    fn of(Certification { scheme, valid_from, valid_until, url }: &Certification) -> Self {
        Self {
            scheme: text(scheme),
            valid_from: text_option(valid_from.as_ref()),
            valid_until: text_option(valid_until.as_ref()),
            url: text_option(url.as_ref()),
        }
    }

    fn read(&self) -> Result<Certification, Unreadable> {
        let field = "certifications";
        Ok(Certification {
            scheme: parse(field, &self.scheme)?,
            valid_from: parse_option(field, self.valid_from.as_ref())?,
            valid_until: parse_option(field, self.valid_until.as_ref())?,
            url: parse_option(field, self.url.as_ref())?,
        })
    }
}
