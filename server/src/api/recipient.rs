//! Who gets which data.

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};
use kept_engine::{Holder, Receipt, Recipient};
use kept_schema::{NodeId, PartyKey, TaxonomyKind, TermKey};

use super::arguments::Arguments;
use super::error::{Fault, present};
use super::flow::FlowObject;
use super::page::{Connection, PageArgs, cost};
use super::party::PartyObject;
use super::scalar::{Date, Moment};
use super::words::{Certainty, OrderDirection};
use super::{blocking, day_of, known_party, snapshot_known_at};
use crate::app::Snapshot;

/// A data category that someone holds or gets.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct HeldCategory {
    /// The key of the category, such as `user.contact.email`.
    term: String,
    /// What it is called.
    name: String,
    /// Whether they certainly get it, or may.
    certainty: Certainty,
}

pub(super) fn held(snapshot: &Snapshot, categories: &[(TermKey, kept_engine::Certainty)]) -> Vec<HeldCategory> {
    let taxonomy = snapshot.register().taxonomy();
    let category = |(key, certainty): &(TermKey, kept_engine::Certainty)| {
        let info = taxonomy.get(TaxonomyKind::Category, key.as_str());
        let name = info.map_or_else(|| key.to_string(), |info| info.name.to_string());
        HeldCategory { term: key.to_string(), name, certainty: (*certainty).into() }
    };
    categories.iter().map(category).collect()
}

/// A recipient in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct RecipientObject {
    snapshot: Arc<Snapshot>,
    recipient: Arc<Recipient>,
}

/// Someone who gets data that is asked about, directly or passed on.
#[Object(name = "Recipient")]
impl RecipientObject {
    /// Who.
    async fn party(&self) -> Result<PartyObject, Fault> {
        let key = &self.recipient.party;
        present(PartyObject::find(&self.snapshot, key), || NodeId::Party(key.clone()))
    }

    /// Whether they certainly get some of it, or may.
    async fn certainty(&self) -> Certainty {
        self.recipient.certainty.into()
    }

    /// What they get of what is asked about, by key.
    async fn categories(&self) -> Vec<HeldCategory> {
        held(&self.snapshot, &self.recipient.categories)
    }

    /// What for, as far as recorded.
    async fn purposes(&self) -> Vec<&str> {
        self.recipient.purposes.iter().map(TermKey::as_str).collect()
    }

    /// Where, as far as recorded.
    async fn regions(&self) -> Vec<&str> {
        self.recipient.regions.iter().map(TermKey::as_str).collect()
    }

    /// How many sharings it takes to get there by `path`: 1 when it comes straight from us.
    async fn hops(&self) -> u32 {
        self.recipient.hops
    }

    /// A shortest path by which it gets there: of the best certainty there is.
    #[graphql(complexity = "3 * child_complexity + 1")]
    async fn path(&self) -> Vec<FlowObject> {
        FlowObject::all(&self.snapshot, &self.recipient.path)
    }
}

/// A receipt in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct ReceiptObject {
    snapshot: Arc<Snapshot>,
    receipt: Arc<Receipt>,
}

impl ReceiptObject {
    pub(super) fn new(snapshot: &Arc<Snapshot>, receipt: Receipt) -> Self {
        Self { snapshot: snapshot.clone(), receipt: Arc::new(receipt) }
    }
}

/// Data of ours that a party receives by one flow.
#[Object(name = "Receipt")]
impl ReceiptObject {
    /// The flow.
    async fn flow(&self) -> Result<FlowObject, Fault> {
        let key = &self.receipt.flow;
        present(FlowObject::find(&self.snapshot, key), || NodeId::Flow(key.clone()))
    }

    /// Who gives it.
    async fn source(&self) -> Result<PartyObject, Fault> {
        let key = &self.receipt.source;
        present(PartyObject::find(&self.snapshot, key), || NodeId::Party(key.clone()))
    }

    /// What it carries, without what stands under another of them.
    async fn categories(&self) -> Vec<HeldCategory> {
        held(&self.snapshot, &self.receipt.categories)
    }

    /// A shortest path from us that ends with the flow: of the best certainty there is.
    #[graphql(complexity = "3 * child_complexity + 1")]
    async fn path(&self) -> Vec<FlowObject> {
        FlowObject::all(&self.snapshot, &self.receipt.path)
    }
}

/// What a party receives on a day.
pub(super) async fn receipts(
    snapshot: &Arc<Snapshot>,
    by: PartyKey,
    as_of: Option<Date>,
) -> Result<Vec<ReceiptObject>, Fault> {
    let day = day_of(as_of);
    let asked = snapshot.clone();
    let receipts = blocking(move || asked.graph().received(asked.register(), &by, day)).await?;
    Ok(receipts.into_iter().map(|receipt| ReceiptObject::new(snapshot, receipt)).collect())
}

/// Reading who gets which data.
#[derive(Default)]
pub(crate) struct RecipientQuery;

#[Object]
impl RecipientQuery {
    /// Who gets data of these categories on a day, directly or passed on: the nearest first, then by key. Our own
    /// parties are not listed.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn recipients(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The data categories, such as `user.contact`; with everything under them.")] of: Vec<String>,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "Only data of these people, such as `customer`; everyone's when not said.")] subjects: Option<
            Vec<String>,
        >,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<RecipientObject>, Fault> {
        let (snapshot, day) = (snapshot_known_at(ctx, known_at).await?, day_of(as_of));
        let mut arguments = Arguments::of(snapshot.register());
        let of = arguments.terms(TaxonomyKind::Category, "of", &of);
        let subjects = arguments.terms(TaxonomyKind::Subject, "subjects", &subjects.unwrap_or_default());
        arguments.check()?;
        let args = PageArgs::new(first, after, last, before);
        blocking(move || {
            let holders = snapshot.graph().holders(snapshot.register(), &of, day, &subjects);
            let place = |holder: &Holder<'_>| (holder.hops, holder.party.to_string());
            let all = holders.iter().collect();
            let page = Connection::of_list(all, &args, "RECIPIENT", OrderDirection::Asc, place, |holder| holder.party)?;
            // Only those on the page are told how it gets there.
            Ok(page.lead_to(|party| {
                let recipient = holders.recipients([party]).into_iter().next().map(Arc::new)?;
                Some(RecipientObject { snapshot: snapshot.clone(), recipient })
            }))
        })
        .await?
    }

    /// What a party receives of our data on a day, a receipt for each flow that brings it some.
    #[graphql(complexity = "20 * child_complexity + 10")]
    async fn received(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key of the party.")] by: String,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Vec<ReceiptObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let by = known_party(snapshot.register(), "by", &by)?;
        receipts(&snapshot, by, as_of).await
    }
}
