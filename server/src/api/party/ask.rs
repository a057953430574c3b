//! Reading and changing parties.

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use kept_schema::{NodeId, NodeKind, Party, Register, TaxonomyKind, Text};

use super::PartyObject;
use crate::api::error::{Fault, present};
use crate::api::input::{CreatePartyInput, DeletePartyInput, Raw, UpdatePartyInput};
use crate::api::listing::{Concerned, Filter, Listing, Order, Words, by_revision};
use crate::api::page::{Connection, PageArgs, cost};
use crate::api::plan::{DeletePayload, PlanObject};
use crate::api::scalar::Moment;
use crate::api::words::{OrderDirection, PartyKind, PartyStatus};
use crate::api::write::{self, Outcome};
use crate::api::{known_party, snapshot_known_at};
use crate::app::today;

/// Which parties: those that meet all that is given.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct PartyFilter {
    /// Of one of these kinds.
    kind: Option<Vec<PartyKind>>,
    /// With which the relation stands at one of these.
    status: Option<Vec<PartyStatus>>,
    /// With this tag.
    tag: Option<String>,
    /// Established in this country, or in one of this group of countries, such as `eea`.
    country: Option<String>,
    /// Run by the party of this key.
    operator: Option<String>,
    /// With all these words in the key, name, description, website or domains.
    text: Option<String>,
    /// Ours (the company of this register, and what it runs), or not ours.
    own: Option<bool>,
}

impl PartyFilter {
    fn matcher(self, register: &Register) -> Result<Filter<Party>, Fault> {
        let country = self.country.as_deref();
        let country = country.map(|key| Concerned::by(register, TaxonomyKind::Region, "filter.country", key, today()));
        let country = country.transpose()?;
        let operator = self.operator.as_deref().map(|key| known_party(register, "filter.operator", key)).transpose()?;
        let words = self.text.as_deref().map(Words::of);
        let kinds = self.kind.map(|kinds| kinds.into_iter().map(kept_schema::PartyKind::from).collect::<Vec<_>>());
        let statuses = self.status.map(|list| list.into_iter().map(kept_schema::PartyStatus::from).collect::<Vec<_>>());
        let (tag, own) = (self.tag, self.own);
        Ok(Box::new(move |register, party| {
            kinds.as_ref().is_none_or(|kinds| kinds.contains(&party.kind))
                && statuses.as_ref().is_none_or(|statuses| statuses.contains(&party.status))
                && tag.as_ref().is_none_or(|tag| party.tags.iter().any(|other| other.as_str() == tag))
                && operator.as_ref().is_none_or(|operator| party.operator.as_ref() == Some(operator))
                && own.is_none_or(|own| register.is_own(&party.key) == own)
                && country
                    .as_ref()
                    .is_none_or(|wanted| party.country.as_ref().is_some_and(|country| wanted.holds(register, country)))
                && words.as_ref().is_none_or(|words| {
                    let mut texts = vec![party.key.as_str(), party.name.as_str()];
                    texts.extend(party.description.as_deref());
                    texts.extend(party.website.as_deref());
                    texts.extend(party.domains.iter().map(Text::as_str));
                    words.are_in(&texts)
                })
        }))
    }
}

/// What parties can be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum PartyOrderField {
    /// The key.
    #[default]
    Key,
    /// The name.
    Name,
    /// When it was last changed.
    Changed,
}

/// The order of parties.
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub(crate) struct PartyOrder {
    /// By what.
    field: PartyOrderField,
    /// Which way.
    #[graphql(default)]
    direction: OrderDirection,
}

/// Reading parties.
#[derive(Default)]
pub(crate) struct PartyQuery;

#[Object]
impl PartyQuery {
    /// The party of a key; null when there is none.
    async fn party(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key, such as `mailer`.")] key: String,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Option<PartyObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let record = snapshot.register().parties().get(key.as_str()).cloned();
        Ok(record.map(|record| PartyObject::new(&snapshot, record)))
    }

    /// The parties of the register.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn parties(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which parties; all when not said.")] filter: Option<PartyFilter>,
        #[graphql(desc = "In which order; by key when not said.")] order_by: Option<PartyOrder>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<PartyObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let filter = filter.map(|filter| filter.matcher(snapshot.register())).transpose()?;
        let order_by = order_by.unwrap_or_default();
        let order: Order<Party> = match order_by.field {
            PartyOrderField::Key => None,
            PartyOrderField::Name => Some(("NAME", |party| Some(party.name.to_lowercase()))),
            PartyOrderField::Changed => Some(("CHANGED", by_revision)),
        };
        let listing = Listing { table: Register::parties, filter, order, direction: order_by.direction };
        listing.page(snapshot, PageArgs::new(first, after, last, before), PartyObject::new).await
    }
}

/// A party as it is now, and what changing it did.
#[derive(Debug, SimpleObject)]
pub(crate) struct PartyPayload {
    /// The party.
    party: PartyObject,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

fn payload((id, outcome): (NodeId, Outcome)) -> Result<PartyPayload, Fault> {
    let party = match &id {
        NodeId::Party(key) => PartyObject::find(&outcome.after, key),
        _ => None,
    };
    Ok(PartyPayload { party: present(party, || id)?, plan: PlanObject::of(outcome) })
}

/// Changing parties.
#[derive(Default)]
pub(crate) struct PartyMutation;

#[Object]
impl PartyMutation {
    /// Adds a party.
    async fn create_party(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new party.")] input: Raw<CreatePartyInput>,
    ) -> Result<PartyPayload, Fault> {
        payload(write::create(ctx, "createParty", NodeKind::Party, input).await?)
    }

    /// Changes a party.
    async fn update_party(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which party, and its new values.")] input: Raw<UpdatePartyInput>,
    ) -> Result<PartyPayload, Fault> {
        payload(write::update(ctx, "updateParty", NodeKind::Party, input).await?)
    }

    /// Deletes a party. It must not be an end of a flow or a party to a contract any more; consider the status
    /// OFFBOARDED instead, which keeps its history.
    async fn delete_party(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which party.")] input: Raw<DeletePartyInput>,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<DeletePayload, Fault> {
        write::delete(ctx, "deleteParty", NodeKind::Party, input, dry_run).await.map(DeletePayload::of)
    }
}
