//! Flows.

mod ask;

use std::sync::Arc;

use async_graphql::{ID, Object};
use kept_schema::{Flow, FlowKey, NodeId, TermKey, Versioned};

pub(crate) use ask::{FlowMutation, FlowQuery};

use super::contract::ContractObject;
use super::coverage::CoverageObject;
use super::day_of;
use super::error::{Fault, present};
use super::finding::{FindingObject, findings_of};
use super::page::{Connection, PageArgs, cost};
use super::party::PartyObject;
use super::scalar::{Date, Span};
use super::values::Derivation;
use super::words::{Consent, Consideration, LegalBasis, OrderDirection, Verdict};
use crate::app::{Snapshot, title};

/// A flow as it was in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct FlowObject {
    snapshot: Arc<Snapshot>,
    record: Arc<Versioned<Flow>>,
}

impl FlowObject {
    pub(super) fn new(snapshot: &Arc<Snapshot>, record: Arc<Versioned<Flow>>) -> Self {
        Self { snapshot: snapshot.clone(), record }
    }

    pub(super) fn find(snapshot: &Arc<Snapshot>, key: &FlowKey) -> Option<Self> {
        snapshot.register().flows().get(key).map(|record| Self::new(snapshot, record.clone()))
    }

    /// The flows of these keys that are there.
    pub(super) fn all<'a>(snapshot: &Arc<Snapshot>, keys: impl IntoIterator<Item = &'a FlowKey>) -> Vec<Self> {
        keys.into_iter().filter_map(|key| Self::find(snapshot, key)).collect()
    }

    /// A page of the flows of these keys.
    pub(super) fn page<'a>(
        snapshot: &Arc<Snapshot>,
        keys: impl IntoIterator<Item = &'a FlowKey>,
        live_on: Option<Date>,
        args: &PageArgs,
    ) -> Result<Connection<Self>, Fault> {
        let flows = keys.into_iter().filter_map(|key| Self::find(snapshot, key));
        let flows = flows.filter(|flow| live_on.is_none_or(|day| flow.record.live().contains(day.0)));
        let key = |flow: &Self| flow.record.key.to_string();
        Connection::of_list(flows.collect(), args, "KEY", OrderDirection::Asc, key, |flow| flow)
    }
}

fn keys(terms: &[TermKey]) -> Vec<&str> {
    terms.iter().map(TermKey::as_str).collect()
}

/// One declared sharing of data, from a source to a recipient. What is absent was not recorded, which is not the same
/// as "none".
#[Object(name = "Flow")]
impl FlowObject {
    /// Its global id, such as `flow:shop-mailer`.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Flow(self.record.key.clone()).to_string().into()
    }

    /// Its key in the register.
    pub(crate) async fn key(&self) -> String {
        self.record.key.to_string()
    }

    /// What people call it: its description, else from whom to whom it goes.
    pub(crate) async fn title(&self) -> String {
        title::flow(self.snapshot.register(), &self.record)
    }

    /// Who gives the data.
    async fn source(&self) -> Result<PartyObject, Fault> {
        let key = &self.record.source;
        present(PartyObject::find(&self.snapshot, key), || NodeId::Party(key.clone()))
    }

    /// Who receives it.
    async fn recipient(&self) -> Result<PartyObject, Fault> {
        let key = &self.record.recipient;
        present(PartyObject::find(&self.snapshot, key), || NodeId::Party(key.clone()))
    }

    /// The data categories it declares, such as `user.contact.email`. Empty means not recorded: then it may carry all
    /// that its source holds.
    async fn categories(&self) -> Vec<&str> {
        keys(&self.record.categories)
    }

    /// What the recipient uses the data for.
    async fn purposes(&self) -> Vec<&str> {
        keys(&self.record.purposes)
    }

    /// Whose data it is.
    async fn subjects(&self) -> Vec<&str> {
        keys(&self.record.subjects)
    }

    /// Why it is lawful.
    async fn legal_basis(&self) -> Option<LegalBasis> {
        self.record.legal_basis.map(Into::into)
    }

    /// Where the data is received and kept.
    async fn regions(&self) -> Vec<&str> {
        keys(&self.record.regions)
    }

    /// How long the recipient keeps it.
    async fn retention(&self) -> Option<Span> {
        self.record.retention.map(Span)
    }

    /// How the data is protected.
    async fn safeguards(&self) -> Vec<&str> {
        keys(&self.record.safeguards)
    }

    /// What users did or can do about it.
    async fn consent(&self) -> Option<Consent> {
        self.record.consent.map(Into::into)
    }

    /// What is given in return.
    async fn consideration(&self) -> Option<Consideration> {
        self.record.consideration.map(Into::into)
    }

    /// The first day of the sharing.
    async fn started_on(&self) -> Date {
        Date(self.record.started_on)
    }

    /// The last day of the sharing; null while it goes on.
    async fn ended_on(&self) -> Option<Date> {
        self.record.ended_on.map(Date)
    }

    /// Whether data is shared on a day.
    async fn live(
        &self,
        #[graphql(desc = "The day that is asked about; today when not said.")] on: Option<Date>,
    ) -> bool {
        self.record.live().contains(day_of(on))
    }

    /// Whether both ends are run by the same organisation.
    async fn internal(&self) -> bool {
        let register = self.snapshot.register();
        register.operator_of(&self.record.source) == register.operator_of(&self.record.recipient)
    }

    /// The contract it is meant to be governed by. Verdicts do not trust it: any contract between the ends may cover it.
    async fn contract(&self) -> Option<ContractObject> {
        self.record.contract.as_ref().and_then(|key| ContractObject::find(&self.snapshot, key))
    }

    /// The last day someone confirmed that this declaration is true.
    async fn verified_on(&self) -> Option<Date> {
        self.record.verified_on.map(Date)
    }

    /// What the recipient gets that is made from what the source holds.
    async fn derives(&self) -> Vec<Derivation> {
        self.record.derives.iter().map(Into::into).collect()
    }

    /// What it is, in a sentence.
    async fn description(&self) -> Option<&str> {
        self.record.description.as_deref()
    }

    /// The revision of the register that last changed it: give it as `expectedRevision`.
    async fn revision(&self) -> u64 {
        self.record.revision
    }

    /// Whether it is as it should be: the worst verdict of the findings about it. Null when it is not live on the day.
    #[graphql(complexity = 10)]
    async fn verdict(
        &self,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
    ) -> Result<Option<Verdict>, Fault> {
        let day = day_of(as_of);
        if !self.record.live().contains(day) {
            return Ok(None);
        }
        let report = self.snapshot.report_on(day).await?;
        Ok(Some(self.snapshot.verdict_of(&report, &self.record.key).into()))
    }

    /// How contracts between its ends cover it on a day.
    #[graphql(complexity = "5 + child_complexity")]
    async fn coverage(
        &self,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
    ) -> Result<CoverageObject, Fault> {
        let flow = NodeId::Flow(self.record.key.clone());
        let coverage = self.snapshot.coverage(&self.record.key, day_of(as_of)).await?;
        present(coverage.map(|coverage| CoverageObject::new(&self.snapshot, coverage)), || flow)
    }

    /// Findings about it.
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
        findings_of(&self.snapshot, as_of, &args, &NodeId::Flow(self.record.key.clone())).await
    }
}
