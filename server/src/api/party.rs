//! Parties.

mod ask;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use kept_schema::{NodeId, Party, PartyKey, Text, Versioned};

pub(crate) use ask::{PartyMutation, PartyQuery};

use super::contract::ContractObject;
use super::error::Fault;
use super::finding::{FindingObject, findings_of};
use super::flow::FlowObject;
use super::links::links;
use super::page::{Connection, PageArgs, cost};
use super::recipient::{ReceiptObject, receipts};
use super::scalar::Date;
use super::values::{Certification, Contact, Identifier};
use super::words::{OrderDirection, PartyKind, PartyStatus};
use crate::app::Snapshot;

/// A party as it was in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct PartyObject {
    snapshot: Arc<Snapshot>,
    record: Arc<Versioned<Party>>,
}

impl PartyObject {
    pub(super) fn new(snapshot: &Arc<Snapshot>, record: Arc<Versioned<Party>>) -> Self {
        Self { snapshot: snapshot.clone(), record }
    }

    pub(super) fn find(snapshot: &Arc<Snapshot>, key: &PartyKey) -> Option<Self> {
        snapshot.register().parties().get(key).map(|record| Self::new(snapshot, record.clone()))
    }

    /// The parties of these keys that are there.
    pub(super) fn all<'a>(snapshot: &Arc<Snapshot>, keys: impl IntoIterator<Item = &'a PartyKey>) -> Vec<Self> {
        keys.into_iter().filter_map(|key| Self::find(snapshot, key)).collect()
    }
}

/// An organisation or a system that can hold data.
#[Object(name = "Party")]
impl PartyObject {
    /// Its global id, such as `party:mailer`.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Party(self.record.key.clone()).to_string().into()
    }

    /// Its key in the register.
    pub(crate) async fn key(&self) -> String {
        self.record.key.to_string()
    }

    /// What people call it: its name.
    pub(crate) async fn title(&self) -> String {
        self.record.name.to_string()
    }

    /// Its name as people know it.
    async fn name(&self) -> &str {
        &self.record.name
    }

    /// What it is. Its legal role (controller, processor, ...) is given to it by a contract.
    async fn kind(&self) -> PartyKind {
        self.record.kind.into()
    }

    /// Who runs it; only systems have an operator.
    async fn operator(&self) -> Option<PartyObject> {
        self.record.operator.as_ref().and_then(|key| Self::find(&self.snapshot, key))
    }

    /// Whether it is the company of this register or run by it. Our own parties hold all data.
    async fn own(&self) -> bool {
        self.snapshot.register().is_own(&self.record.key)
    }

    /// The country it is established in (ISO 3166-1 alpha-2).
    async fn country(&self) -> Option<&str> {
        self.record.country.as_ref().map(AsRef::as_ref)
    }

    /// Where the relation with it stands.
    async fn status(&self) -> PartyStatus {
        self.record.status.into()
    }

    /// The first day on which the relation was over.
    async fn offboarded_on(&self) -> Option<Date> {
        self.record.offboarded_on.map(Date)
    }

    /// Who in the company looks after it.
    async fn owner(&self) -> Option<&str> {
        self.record.owner.as_deref()
    }

    /// Its website.
    async fn website(&self) -> Option<&str> {
        self.record.website.as_deref()
    }

    /// The address of its privacy policy.
    async fn privacy_policy(&self) -> Option<&str> {
        self.record.privacy_policy.as_deref()
    }

    /// What it is and what it is used for, in a sentence.
    async fn description(&self) -> Option<&str> {
        self.record.description.as_deref()
    }

    /// Its identifiers in other registers.
    async fn identifiers(&self) -> Vec<Identifier> {
        self.record.identifiers.iter().map(Identifier::from).collect()
    }

    /// Whom to write to.
    async fn contacts(&self) -> Vec<Contact> {
        self.record.contacts.iter().map(Contact::from).collect()
    }

    /// Certifications it holds.
    async fn certifications(&self) -> Vec<Certification> {
        self.record.certifications.iter().map(Certification::from).collect()
    }

    /// Free labels, to select parties by.
    async fn tags(&self) -> Vec<&str> {
        self.record.tags.iter().map(Text::as_str).collect()
    }

    /// The internet domains it serves from.
    async fn domains(&self) -> Vec<&str> {
        self.record.domains.iter().map(Text::as_str).collect()
    }

    /// The revision of the register that last changed it: give it as `expectedRevision`.
    async fn revision(&self) -> u64 {
        self.record.revision
    }

    /// The systems and companies it runs, by key.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn operates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<PartyObject>, Fault> {
        let links = links(ctx, &self.snapshot).await?;
        let keys = links.operates.get(&self.record.key).map(Vec::as_slice).unwrap_or_default();
        let args = PageArgs::new(first, after, last, before);
        let key = |party: &Self| party.record.key.to_string();
        Connection::of_list(Self::all(&self.snapshot, keys), &args, "KEY", OrderDirection::Asc, key, |party| party)
    }

    /// The contracts it is a party to, by key. An amendment that names no parties is under the contract it amends.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn contracts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those in force on this day.")] in_force_on: Option<Date>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<ContractObject>, Fault> {
        let links = links(ctx, &self.snapshot).await?;
        let keys = links.contracts.get(&self.record.key).map(Vec::as_slice).unwrap_or_default();
        let args = PageArgs::new(first, after, last, before);
        ContractObject::page(&self.snapshot, keys, in_force_on, &args)
    }

    /// The flows by which it receives data, by key.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn incoming_flows(
        &self,
        #[graphql(desc = "Only those that are live on this day.")] live_on: Option<Date>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<FlowObject>, Fault> {
        let keys = self.snapshot.graph().brought_to(&self.record.key);
        FlowObject::page(&self.snapshot, keys, live_on, &PageArgs::new(first, after, last, before))
    }

    /// The flows by which it gives data, by key.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn outgoing_flows(
        &self,
        #[graphql(desc = "Only those that are live on this day.")] live_on: Option<Date>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<FlowObject>, Fault> {
        let keys = self.snapshot.graph().given_by(&self.record.key);
        FlowObject::page(&self.snapshot, keys, live_on, &PageArgs::new(first, after, last, before))
    }

    /// What it receives of our data, a receipt for each flow that brings it some.
    #[graphql(complexity = "20 * child_complexity + 10")]
    async fn received(
        &self,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
    ) -> Result<Vec<ReceiptObject>, Fault> {
        receipts(&self.snapshot, self.record.key.clone(), as_of).await
    }

    /// Findings about it, about flows to or from it, and about contracts it is a party to.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn findings(
        &self,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<FindingObject>, Fault> {
        let args = PageArgs::new(first, after, last, before);
        findings_of(&self.snapshot, as_of, &args, &NodeId::Party(self.record.key.clone())).await
    }
}
