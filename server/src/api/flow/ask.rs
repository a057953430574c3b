//! Reading and changing flows.

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use kept_schema::{Flow, NodeId, NodeKind, Register, TaxonomyKind};
use serde_json::{Map, json};

use super::FlowObject;
use crate::api::error::{Fault, present};
use crate::api::input::{CreateFlowInput, DeleteFlowInput, EndFlowInput, Raw, UpdateFlowInput, VerifyFlowInput};
use crate::api::listing::{Concerned, Filter, Listing, Order, Words, by_revision};
use crate::api::page::{Connection, PageArgs, cost};
use crate::api::plan::{DeletePayload, PlanObject};
use crate::api::scalar::{Date, Moment};
use crate::api::words::{Consideration, LegalBasis, OrderDirection};
use crate::api::write::{self, Outcome};
use crate::api::{day_of, known_party, snapshot_known_at};

/// Which flows: those that meet all that is given. A flow concerns a category, purpose, subject or safeguard when it
/// declares that term, one under it, or one above it, because a broad declaration may mean it. A flow that declares none
/// is not found by such a term.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct FlowFilter {
    /// On which data is shared on this day.
    live_on: Option<Date>,
    /// From the party of this key.
    source: Option<String>,
    /// To the party of this key.
    recipient: Option<String>,
    /// That concern this data category, such as `user.contact`.
    category: Option<String>,
    /// That concern this purpose.
    purpose: Option<String>,
    /// That concern the data of these people, such as `customer`.
    subject: Option<String>,
    /// That declare a country or group that shares a place with this one, such as `eea` or `US`.
    region: Option<String>,
    /// That name the contract of this key.
    contract: Option<String>,
    /// With one of these legal bases.
    legal_basis: Option<Vec<LegalBasis>>,
    /// With one of these in return.
    consideration: Option<Vec<Consideration>>,
    /// That nobody confirmed on this day or later.
    unverified_since: Option<Date>,
    /// With all these words in the key, description, source or recipient.
    text: Option<String>,
}

impl FlowFilter {
    fn matcher(self, register: &Register) -> Result<Filter<Flow>, Fault> {
        let day = day_of(self.live_on);
        let concerned = |kind, path: &str, key: Option<&String>| {
            key.map(|key| Concerned::by(register, kind, path, key, day)).transpose()
        };
        let categories = concerned(TaxonomyKind::Category, "filter.category", self.category.as_ref())?;
        let purposes = concerned(TaxonomyKind::Purpose, "filter.purpose", self.purpose.as_ref())?;
        let subjects = concerned(TaxonomyKind::Subject, "filter.subject", self.subject.as_ref())?;
        let regions = concerned(TaxonomyKind::Region, "filter.region", self.region.as_ref())?;
        let source = self.source.as_deref().map(|key| known_party(register, "filter.source", key)).transpose()?;
        let recipient =
            self.recipient.as_deref().map(|key| known_party(register, "filter.recipient", key)).transpose()?;
        let words = self.text.as_deref().map(Words::of);
        let bases =
            self.legal_basis.map(|list| list.into_iter().map(kept_schema::LegalBasis::from).collect::<Vec<_>>());
        let considerations =
            self.consideration.map(|list| list.into_iter().map(kept_schema::Consideration::from).collect::<Vec<_>>());
        let (live_on, contract, unverified_since) = (self.live_on, self.contract, self.unverified_since);
        Ok(Box::new(move |register, flow| {
            live_on.is_none_or(|day| flow.live().contains(day.0))
                && source.as_ref().is_none_or(|source| flow.source == *source)
                && recipient.as_ref().is_none_or(|recipient| flow.recipient == *recipient)
                && categories.as_ref().is_none_or(|wanted| wanted.any_of(register, &flow.categories))
                && purposes.as_ref().is_none_or(|wanted| wanted.any_of(register, &flow.purposes))
                && subjects.as_ref().is_none_or(|wanted| wanted.any_of(register, &flow.subjects))
                && regions.as_ref().is_none_or(|wanted| wanted.any_of(register, &flow.regions))
                && contract
                    .as_ref()
                    .is_none_or(|key| flow.contract.as_ref().is_some_and(|contract| contract.as_str() == key))
                && bases.as_ref().is_none_or(|bases| flow.legal_basis.is_some_and(|basis| bases.contains(&basis)))
                && considerations
                    .as_ref()
                    .is_none_or(|list| flow.consideration.is_some_and(|given| list.contains(&given)))
                && unverified_since.is_none_or(|day| flow.verified_on.is_none_or(|verified| verified < day.0))
                && words.as_ref().is_none_or(|words| {
                    let mut texts = vec![flow.key.as_str(), flow.source.as_str(), flow.recipient.as_str()];
                    texts.extend(flow.description.as_deref());
                    words.are_in(&texts)
                })
        }))
    }
}

/// What flows can be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum FlowOrderField {
    /// The key.
    #[default]
    Key,
    /// The first day.
    StartedOn,
    /// The last day.
    EndedOn,
    /// The last day someone confirmed it.
    VerifiedOn,
    /// When it was last changed.
    Changed,
}

/// The order of flows.
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub(crate) struct FlowOrder {
    /// By what.
    field: FlowOrderField,
    /// Which way.
    #[graphql(default)]
    direction: OrderDirection,
}

fn order(field: FlowOrderField) -> Order<Flow> {
    match field {
        FlowOrderField::Key => None,
        FlowOrderField::StartedOn => Some(("STARTED_ON", |flow| Some(flow.started_on.to_string()))),
        FlowOrderField::EndedOn => Some(("ENDED_ON", |flow| flow.ended_on.map(|day| day.to_string()))),
        FlowOrderField::VerifiedOn => Some(("VERIFIED_ON", |flow| flow.verified_on.map(|day| day.to_string()))),
        FlowOrderField::Changed => Some(("CHANGED", by_revision)),
    }
}

/// Reading flows.
#[derive(Default)]
pub(crate) struct FlowQuery;

#[Object]
impl FlowQuery {
    /// The flow of a key; null when there is none.
    async fn flow(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key, such as `shop-mailer`.")] key: String,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Option<FlowObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let record = snapshot.register().flows().get(key.as_str()).cloned();
        Ok(record.map(|record| FlowObject::new(&snapshot, record)))
    }

    /// The flows of the register.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn flows(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which flows; all when not said.")] filter: Option<FlowFilter>,
        #[graphql(desc = "In which order; by key when not said.")] order_by: Option<FlowOrder>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<FlowObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let filter = filter.map(|filter| filter.matcher(snapshot.register())).transpose()?;
        let order_by = order_by.unwrap_or_default();
        let order = order(order_by.field);
        let listing = Listing { table: Register::flows, filter, order, direction: order_by.direction };
        listing.page(snapshot, PageArgs::new(first, after, last, before), FlowObject::new).await
    }
}

/// A flow as it is now, and what changing it did.
#[derive(Debug, SimpleObject)]
pub(crate) struct FlowPayload {
    /// The flow.
    flow: FlowObject,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

fn payload((id, outcome): (NodeId, Outcome)) -> Result<FlowPayload, Fault> {
    let flow = match &id {
        NodeId::Flow(key) => FlowObject::find(&outcome.after, key),
        _ => None,
    };
    Ok(FlowPayload { flow: present(flow, || id)?, plan: PlanObject::of(outcome) })
}

/// Gives the flow of a key a new day.
async fn set(
    ctx: &Context<'_>,
    action: &str,
    (key, expected): (&str, u64),
    field: &str,
    day: Option<Date>,
) -> Result<FlowPayload, Fault> {
    let id = write::id_of(NodeKind::Flow, &Map::from_iter([("key".to_owned(), key.into())]))?;
    let fields = Map::from_iter([(field.to_owned(), json!(day_of(day)))]);
    payload((id.clone(), write::set(ctx, action, id, expected, fields).await?))
}

/// Changing flows.
#[derive(Default)]
pub(crate) struct FlowMutation;

#[Object]
impl FlowMutation {
    /// Declares a sharing of data.
    async fn create_flow(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new flow.")] input: Raw<CreateFlowInput>,
    ) -> Result<FlowPayload, Fault> {
        payload(write::create(ctx, "createFlow", NodeKind::Flow, input).await?)
    }

    /// Changes the declaration of a sharing.
    async fn update_flow(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which flow, and its new values.")] input: Raw<UpdateFlowInput>,
    ) -> Result<FlowPayload, Fault> {
        payload(write::update(ctx, "updateFlow", NodeKind::Flow, input).await?)
    }

    /// Deletes a flow that should never have been declared. To stop one, end it: that keeps its history.
    async fn delete_flow(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which flow.")] input: Raw<DeleteFlowInput>,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<DeletePayload, Fault> {
        write::delete(ctx, "deleteFlow", NodeKind::Flow, input, dry_run).await.map(DeletePayload::of)
    }

    /// Records the last day of a sharing.
    async fn end_flow(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which flow, and its last day.")] input: EndFlowInput,
    ) -> Result<FlowPayload, Fault> {
        set(ctx, "endFlow", (&input.key, input.expected_revision), "endedOn", input.ended_on).await
    }

    /// Records that someone confirmed that a sharing happens as it is declared.
    async fn verify_flow(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which flow, and when it was confirmed.")] input: VerifyFlowInput,
    ) -> Result<FlowPayload, Fault> {
        set(ctx, "verifyFlow", (&input.key, input.expected_revision), "verifiedOn", input.verified_on).await
    }
}
