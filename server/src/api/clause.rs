//! The parts of contracts: renewal, clauses and documents.

use async_graphql::{InputObject, SimpleObject};
use kept_schema::contract;

use super::clause_kind::ClauseKind;
use super::scalar::{Date, Span};
use super::values::text;
use super::words::{Authorisation, DataAtEnd, Presence, RenewalKind, TransferMechanism};

/// How the term of a contract is renewed.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "RenewalInput")]
pub(crate) struct Renewal {
    /// By itself, by agreement or not at all.
    pub(crate) kind: RenewalKind,
    /// By how long.
    pub(crate) period: Option<Span>,
    /// How long before the end of the term notice must be given.
    pub(crate) notice: Option<Span>,
}

impl From<&contract::Renewal> for Renewal {
    fn from(from: &contract::Renewal) -> Self {
        Self { kind: from.kind.into(), period: from.period.map(Span), notice: from.notice.map(Span) }
    }
}

/// A renewal both sides agreed to.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "RecordedRenewalInput")]
pub(crate) struct RecordedRenewal {
    /// The day it was agreed.
    pub(crate) agreed_on: Option<Date>,
    /// The last day in force of the renewed term; one renewal period later when not said.
    pub(crate) ends_on: Option<Date>,
}

impl From<&contract::RecordedRenewal> for RecordedRenewal {
    fn from(from: &contract::RecordedRenewal) -> Self {
        Self { agreed_on: from.agreed_on.map(Date), ends_on: from.ends_on.map(Date) }
    }
}

/// One entry of the clause checklist. Which of the details apply depends on the kind.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "ClauseInput")]
pub(crate) struct Clause {
    /// Which clause.
    pub(crate) kind: ClauseKind,
    /// Whether it is there. UNKNOWN never passes a check.
    pub(crate) presence: Presence,
    /// Where it stands, such as `§ 7.2`.
    pub(crate) locator: Option<String>,
    /// BREACH_NOTICE: within how many hours.
    pub(crate) hours: Option<u32>,
    /// RIGHTS_ASSISTANCE, RETURN_OR_DELETE: within how many days.
    pub(crate) days: Option<u32>,
    /// SUBPROCESSOR_AUTHORISATION: none, specific or general.
    pub(crate) authorisation: Option<Authorisation>,
    /// SUBPROCESSOR_AUTHORISATION: how many days before a change it is announced.
    pub(crate) notice_days: Option<u32>,
    /// SUBPROCESSOR_AUTHORISATION: how many days there are to object.
    pub(crate) objection_days: Option<u32>,
    /// SUBPROCESSOR_AUTHORISATION: the keys of the parties that were approved.
    #[graphql(default)]
    pub(crate) approved: Vec<String>,
    /// RETURN_OR_DELETE: what happens to the data.
    pub(crate) choice: Option<DataAtEnd>,
    /// RETURN_OR_DELETE: whether deletion is certified.
    pub(crate) certificate: Option<bool>,
    /// TRANSFER_MECHANISM: which.
    pub(crate) mechanism: Option<TransferMechanism>,
    /// TRANSFER_MECHANISM by SCC: which modules, 1 to 4.
    #[graphql(default)]
    pub(crate) modules: Vec<u8>,
}

impl From<&contract::Clause> for Clause {
    fn from(from: &contract::Clause) -> Self {
        Self {
            kind: from.kind.into(),
            presence: from.presence.into(),
            locator: text(from.locator.as_ref()),
            hours: from.hours,
            days: from.days,
            authorisation: from.authorisation.map(Into::into),
            notice_days: from.notice_days,
            objection_days: from.objection_days,
            approved: from.approved.iter().map(ToString::to_string).collect(),
            choice: from.choice.map(Into::into),
            certificate: from.certificate,
            mechanism: from.mechanism.map(Into::into),
            modules: from.modules.clone(),
        }
    }
}

/// A signed document.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "ContractDocumentInput")]
pub(crate) struct ContractDocument {
    /// Its file name.
    pub(crate) name: String,
    /// The SHA-256 of its content, in hexadecimal.
    pub(crate) sha256: Option<String>,
    /// Where it is kept.
    pub(crate) url: Option<String>,
}

impl From<&contract::ContractDocument> for ContractDocument {
    fn from(from: &contract::ContractDocument) -> Self {
        Self { name: from.name.to_string(), sha256: text(from.sha256.as_ref()), url: text(from.url.as_ref()) }
    }
}
