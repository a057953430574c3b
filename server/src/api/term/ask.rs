//! Reading taxonomies and changing their terms.

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};
use kept_schema::taxonomy::TermInfo;
use kept_schema::{NodeId, NodeKind, TaxonomyKind as Kind};

use super::TermObject;
use crate::api::error::{Fault, present};
use crate::api::input::{CreateTermInput, DeleteTermInput, Raw, UpdateTermInput};
use crate::api::listing::Words;
use crate::api::plan::{DeletePayload, PlanObject};
use crate::api::scalar::Moment;
use crate::api::snapshot_known_at;
use crate::api::words::TaxonomyKind;
use crate::api::write::{self, Outcome};
use crate::app::Snapshot;

/// The taxonomies of a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct Taxonomy {
    snapshot: Arc<Snapshot>,
}

impl Taxonomy {
    fn all(&self, kind: Kind, text: Option<&String>) -> Vec<TermObject> {
        let words = text.map(|text| Words::of(text));
        let matches = |words: &Words, info: &TermInfo| {
            words.are_in(&[info.key.as_str(), &info.name, info.description.as_deref().unwrap_or_default()])
        };
        TermObject::list(&self.snapshot, kind, |info| words.as_ref().is_none_or(|words| matches(words, info)))
    }
}

/// What data, purposes, people, regions and safeguards are called. Each list has parents before what stands under them.
#[Object]
impl Taxonomy {
    /// One term; null when there is none of this key.
    async fn term(
        &self,
        #[graphql(desc = "The taxonomy.")] taxonomy: TaxonomyKind,
        #[graphql(desc = "The key, such as `user.contact.email`.")] key: String,
    ) -> Option<TermObject> {
        TermObject::find(&self.snapshot, taxonomy.into(), &key)
    }

    /// The terms of one taxonomy.
    #[graphql(complexity = "100 * child_complexity + 1")]
    async fn terms(
        &self,
        #[graphql(desc = "The taxonomy.")] taxonomy: TaxonomyKind,
        #[graphql(desc = "Only those with all these words in the key, name or description.")] text: Option<String>,
    ) -> Vec<TermObject> {
        self.all(taxonomy.into(), text.as_ref())
    }

    /// Categories of data about people, and of data about systems.
    #[graphql(complexity = "100 * child_complexity + 1")]
    async fn categories(
        &self,
        #[graphql(desc = "Only those with all these words in the key, name or description.")] text: Option<String>,
    ) -> Vec<TermObject> {
        self.all(Kind::Category, text.as_ref())
    }

    /// What data is used for.
    #[graphql(complexity = "100 * child_complexity + 1")]
    async fn purposes(
        &self,
        #[graphql(desc = "Only those with all these words in the key, name or description.")] text: Option<String>,
    ) -> Vec<TermObject> {
        self.all(Kind::Purpose, text.as_ref())
    }

    /// Whose data it is.
    #[graphql(complexity = "100 * child_complexity + 1")]
    async fn subjects(
        &self,
        #[graphql(desc = "Only those with all these words in the key, name or description.")] text: Option<String>,
    ) -> Vec<TermObject> {
        self.all(Kind::Subject, text.as_ref())
    }

    /// Where data is: countries and groups of them.
    #[graphql(complexity = "100 * child_complexity + 1")]
    async fn regions(
        &self,
        #[graphql(desc = "Only those with all these words in the key, name or description.")] text: Option<String>,
    ) -> Vec<TermObject> {
        self.all(Kind::Region, text.as_ref())
    }

    /// How data is protected.
    #[graphql(complexity = "100 * child_complexity + 1")]
    async fn safeguards(
        &self,
        #[graphql(desc = "Only those with all these words in the key, name or description.")] text: Option<String>,
    ) -> Vec<TermObject> {
        self.all(Kind::Safeguard, text.as_ref())
    }
}

/// Reading taxonomies.
#[derive(Default)]
pub(crate) struct TaxonomyQuery;

#[Object]
impl TaxonomyQuery {
    /// What data, purposes, people, regions and safeguards are called.
    async fn taxonomy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Taxonomy, Fault> {
        Ok(Taxonomy { snapshot: snapshot_known_at(ctx, known_at).await? })
    }
}

/// A term as it is now, and what changing it did.
#[derive(Debug, SimpleObject)]
pub(crate) struct TermPayload {
    /// The term.
    term: TermObject,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

fn payload((id, outcome): (NodeId, Outcome)) -> Result<TermPayload, Fault> {
    let term = match &id {
        NodeId::Term(taxonomy, key) => TermObject::find(&outcome.after, *taxonomy, key.as_str()),
        _ => None,
    };
    Ok(TermPayload { term: present(term, || id)?, plan: PlanObject::of(outcome) })
}

/// Changing the terms that were added to this register.
#[derive(Default)]
pub(crate) struct TermMutation;

#[Object]
impl TermMutation {
    /// Adds a term to a taxonomy.
    async fn create_term(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new term.")] input: Raw<CreateTermInput>,
    ) -> Result<TermPayload, Fault> {
        payload(write::create(ctx, "createTerm", NodeKind::Term, input).await?)
    }

    /// Changes a term that was added to this register. Terms that came with Kept cannot be changed.
    async fn update_term(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which term, and its new values.")] input: Raw<UpdateTermInput>,
    ) -> Result<TermPayload, Fault> {
        payload(write::update(ctx, "updateTerm", NodeKind::Term, input).await?)
    }

    /// Deletes a term that was added to this register and that nothing uses any more.
    async fn delete_term(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which term.")] input: Raw<DeleteTermInput>,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<DeletePayload, Fault> {
        write::delete(ctx, "deleteTerm", NodeKind::Term, input, dry_run).await.map(DeletePayload::of)
    }
}
