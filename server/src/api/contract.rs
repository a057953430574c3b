//! Contracts.

mod ask;

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use kept_schema::contract::End;
use kept_schema::{Contract, ContractKey, NodeId, Versioned};

pub(crate) use ask::{ContractMutation, ContractQuery};

use super::clause::{Clause, ContractDocument, RecordedRenewal, Renewal};
use super::day_of;
use super::error::Fault;
use super::finding::{FindingObject, findings_of};
use super::flow::FlowObject;
use super::links::links;
use super::page::{Connection, PageArgs, cost};
use super::party::PartyObject;
use super::scalar::Date;
use super::values::ContractTerms;
use super::words::{ContractKind, ContractRole, OrderDirection};
use crate::app::Snapshot;

/// A contract as it was in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct ContractObject {
    snapshot: Arc<Snapshot>,
    record: Arc<Versioned<Contract>>,
}

/// A party to a contract.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ContractParty {
    /// Who.
    party: PartyObject,
    /// The legal role the contract gives it.
    role: ContractRole,
}

/// One term of a contract's life: the first one, or a renewal.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ContractTerm {
    /// 0 for the first term, 1 for the first renewal, and so on.
    number: u32,
    /// Its first day.
    from: Date,
    /// Its last day; null when it is open-ended.
    until: Option<Date>,
    /// The last day on which notice keeps the contract from being renewed after this term; null when it will not be
    /// renewed by itself.
    notice_deadline: Option<Date>,
}

impl ContractObject {
    pub(super) fn new(snapshot: &Arc<Snapshot>, record: Arc<Versioned<Contract>>) -> Self {
        Self { snapshot: snapshot.clone(), record }
    }

    pub(super) fn find(snapshot: &Arc<Snapshot>, key: &ContractKey) -> Option<Self> {
        snapshot.register().contracts().get(key).map(|record| Self::new(snapshot, record.clone()))
    }

    /// A page of the contracts of these keys.
    pub(super) fn page(
        snapshot: &Arc<Snapshot>,
        keys: &[ContractKey],
        in_force_on: Option<Date>,
        args: &PageArgs,
    ) -> Result<Connection<Self>, Fault> {
        let contracts = keys.iter().filter_map(|key| Self::find(snapshot, key));
        let contracts = contracts.filter(|contract| in_force_on.is_none_or(|day| contract.record.in_force_on(day.0)));
        let key = |contract: &Self| contract.record.key.to_string();
        Connection::of_list(contracts.collect(), args, "KEY", OrderDirection::Asc, key, |contract| contract)
    }

    fn term_on(&self, on: Option<Date>) -> Option<ContractTerm> {
        self.record.term_on(day_of(on)).map(|term| ContractTerm {
            number: term.number,
            from: Date(term.interval.from),
            until: term.interval.until.map(|until| Date(until.previous())),
            notice_deadline: term.notice_deadline.map(Date),
        })
    }
}

/// A signed agreement between parties in roles.
#[Object(name = "Contract")]
impl ContractObject {
    /// Its global id, such as `contract:dpa-mailer`.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Contract(self.record.key.clone()).to_string().into()
    }

    /// Its key in the register.
    pub(crate) async fn key(&self) -> String {
        self.record.key.to_string()
    }

    /// What people call it: its name, else its key.
    pub(crate) async fn title(&self) -> String {
        self.record.title().to_owned()
    }

    /// Its title as people know it.
    async fn name(&self) -> Option<&str> {
        self.record.name.as_deref()
    }

    /// What kind of agreement it is.
    async fn kind(&self) -> ContractKind {
        self.record.kind.into()
    }

    /// Who signed it, in which role. An amendment may leave them to the contract it amends.
    async fn parties(&self) -> Vec<ContractParty> {
        let party = |of: &kept_schema::contract::ContractParty| {
            PartyObject::find(&self.snapshot, &of.party).map(|party| ContractParty { party, role: of.role.into() })
        };
        self.record.parties.iter().filter_map(party).collect()
    }

    /// The master agreement it hangs on.
    async fn master(&self) -> Option<ContractObject> {
        self.record.master.as_ref().and_then(|key| Self::find(&self.snapshot, key))
    }

    /// The contract it amends, and with which it counts as one.
    async fn amends(&self) -> Option<ContractObject> {
        self.record.amends.as_ref().and_then(|key| Self::find(&self.snapshot, key))
    }

    /// The contracts that amend it, by key.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn amendments(&self, ctx: &Context<'_>) -> Result<Vec<ContractObject>, Fault> {
        let links = links(ctx, &self.snapshot).await?;
        let keys = links.amendments.get(&self.record.key).map(Vec::as_slice).unwrap_or_default();
        Ok(keys.iter().filter_map(|key| Self::find(&self.snapshot, key)).collect())
    }

    /// The day it was signed.
    async fn signed_on(&self) -> Option<Date> {
        self.record.signed_on.map(Date)
    }

    /// The first day in force.
    async fn effective_on(&self) -> Date {
        Date(self.record.starts_on())
    }

    /// The last day in force of its first term; null when it is open-ended.
    async fn ends_on(&self) -> Option<Date> {
        self.record.ends_on.map(Date)
    }

    /// The last day in force as far as is known today: null for one that is open-ended or renews itself.
    async fn last_day(&self) -> Option<Date> {
        self.record.end().map(|end| match end {
            End::Expires(last) => Date(last),
            End::Terminated(first) => Date(first.previous()),
        })
    }

    /// How its term is renewed; not at all when null.
    async fn renewal(&self) -> Option<Renewal> {
        self.record.renewal.as_ref().map(Renewal::from)
    }

    /// The renewals that were agreed, in their order.
    async fn renewals(&self) -> Vec<RecordedRenewal> {
        self.record.renewals.iter().map(RecordedRenewal::from).collect()
    }

    /// The day notice was given.
    async fn notice_given_on(&self) -> Option<Date> {
        self.record.notice_given_on.map(Date)
    }

    /// The first day on which it was no longer in force because it was terminated.
    async fn terminated_on(&self) -> Option<Date> {
        self.record.terminated_on.map(Date)
    }

    /// Whether it is in force on a day. Its amendments are not looked at.
    async fn in_force(
        &self,
        #[graphql(desc = "The day that is asked about; today when not said.")] on: Option<Date>,
    ) -> bool {
        self.record.in_force_on(day_of(on))
    }

    /// The term that a day falls into; null when the contract is not in force then.
    async fn term(
        &self,
        #[graphql(desc = "The day that is asked about; today when not said.")] on: Option<Date>,
    ) -> Option<ContractTerm> {
        self.term_on(on)
    }

    /// The last day on which notice keeps it from being renewed after the term that a day falls into; null when it will
    /// not be renewed by itself.
    async fn notice_deadline(
        &self,
        #[graphql(desc = "The day that is asked about; today when not said.")] on: Option<Date>,
    ) -> Option<Date> {
        self.term_on(on).and_then(|term| term.notice_deadline)
    }

    /// What it allows, machine-checkable.
    async fn terms(&self) -> ContractTerms {
        ContractTerms::from(&self.record.terms)
    }

    /// Which clauses it has, as far as someone looked.
    async fn clauses(&self) -> Vec<Clause> {
        self.record.clauses.iter().map(Clause::from).collect()
    }

    /// How many days before it ends, and before the last day for notice, alerts are sent; when none are said, 90, 60, 30, 7
    /// and 0 (7 and 0 for notice).
    async fn alert_days(&self) -> &[u32] {
        &self.record.alert_days
    }

    /// The signed documents.
    async fn documents(&self) -> Vec<ContractDocument> {
        self.record.documents.iter().map(ContractDocument::from).collect()
    }

    /// Who in the company looks after it.
    async fn owner(&self) -> Option<&str> {
        self.record.owner.as_deref()
    }

    /// What it is, in a sentence.
    async fn description(&self) -> Option<&str> {
        self.record.description.as_deref()
    }

    /// The revision of the register that last changed it: give it as `expectedRevision`.
    async fn revision(&self) -> u64 {
        self.record.revision
    }

    /// The flows that name it as the contract they are governed by, by key. Verdicts do not trust that: any contract
    /// between the ends may cover a flow.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn flows(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that are live on this day.")] live_on: Option<Date>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<FlowObject>, Fault> {
        let links = links(ctx, &self.snapshot).await?;
        let keys = links.named_by.get(&self.record.key).map(Vec::as_slice).unwrap_or_default();
        FlowObject::page(&self.snapshot, keys, live_on, &PageArgs::new(first, after, last, before))
    }

    /// Findings about it, and findings that it proves.
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
        findings_of(&self.snapshot, as_of, &args, &NodeId::Contract(self.record.key.clone())).await
    }
}
