//! Reading and changing promises.

use std::sync::Arc;

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use kept_engine::Report;
use kept_schema::{NodeId, NodeKind, Promise, Register, TaxonomyKind};

use super::PromiseObject;
use crate::api::error::{Fault, present};
use crate::api::input::{CreatePromiseInput, DeletePromiseInput, Raw, UpdatePromiseInput};
use crate::api::listing::{Concerned, Filter, Listing, Order, Words, by_revision};
use crate::api::page::{Connection, PageArgs, cost};
use crate::api::plan::{DeletePayload, PlanObject};
use crate::api::scalar::{Date, Moment};
use crate::api::words::{OrderDirection, PromiseKind, Verdict};
use crate::api::write::{self, Outcome};
use crate::api::{day_of, snapshot_known_at};
use crate::app::Snapshot;

/// Which promises: those that meet all that is given.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct PromiseFilter {
    /// Of this kind.
    kind: Option<PromiseKind>,
    /// In the notice of this key.
    notice: Option<String>,
    /// About this data category, one under it or one above it. A promise about all data is about every category.
    category: Option<String>,
    /// In a notice that is in force on this day.
    in_force_on: Option<Date>,
    /// With this verdict, on the day of `inForceOn`, else today.
    verdict: Option<Verdict>,
    /// With all these words in the key or quote.
    text: Option<String>,
}

impl PromiseFilter {
    async fn matcher(self, snapshot: &Arc<Snapshot>) -> Result<Filter<Promise>, Fault> {
        let register = snapshot.register();
        let day = day_of(self.in_force_on);
        let category = self.category.as_deref();
        let category = category.map(|key| Concerned::by(register, TaxonomyKind::Category, "filter.category", key, day));
        let category = category.transpose()?;
        let report: Option<Arc<Report>> = match self.verdict {
            Some(_) => Some(snapshot.report_on(day).await?),
            None => None,
        };
        let verdict = self.verdict.map(kept_engine::Verdict::from);
        let kind = self.kind.map(kept_schema::PromiseKind::from);
        let words = self.text.as_deref().map(Words::of);
        let (notice, in_force_on) = (self.notice, self.in_force_on);
        Ok(Box::new(move |register: &Register, promise: &Promise| {
            let verdict_of = |report: &Arc<Report>| {
                report.promises.iter().find(|other| other.promise == promise.key).map(|other| other.verdict)
            };
            kind.is_none_or(|kind| promise.kind == kind)
                && notice
                    .as_ref()
                    .is_none_or(|key| promise.notice.as_ref().is_some_and(|notice| notice.as_str() == key))
                && category.as_ref().is_none_or(|wanted| {
                    promise.scope.categories.is_empty() || wanted.any_of(register, &promise.scope.categories)
                })
                && in_force_on.is_none_or(|day| {
                    let notice = promise.notice.as_ref().and_then(|key| register.notices().get(key));
                    notice.is_some_and(|notice| register.notice_in_force(notice).contains(day.0))
                })
                && report.as_ref().is_none_or(|report| verdict_of(report) == verdict)
                && words.as_ref().is_none_or(|words| {
                    words.are_in(&[promise.key.as_str(), promise.quote.as_deref().unwrap_or_default()])
                })
        }))
    }
}

/// What promises can be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum PromiseOrderField {
    /// The key.
    #[default]
    Key,
    /// The notice it stands in, then the section.
    Notice,
    /// When it was last changed.
    Changed,
}

/// The order of promises.
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub(crate) struct PromiseOrder {
    /// By what.
    field: PromiseOrderField,
    /// Which way.
    #[graphql(default)]
    direction: OrderDirection,
}

fn order(field: PromiseOrderField) -> Order<Promise> {
    match field {
        PromiseOrderField::Key => None,
        PromiseOrderField::Notice => Some(("NOTICE", |promise| {
            let section = promise.section.as_deref().unwrap_or_default();
            promise.notice.as_ref().map(|notice| format!("{notice}\n{section}"))
        })),
        PromiseOrderField::Changed => Some(("CHANGED", by_revision)),
    }
}

/// Reading promises.
#[derive(Default)]
pub(crate) struct PromiseQuery;

#[Object]
impl PromiseQuery {
    /// The promise of a key; null when there is none.
    async fn promise(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key, such as `email-only-to-deliver`.")] key: String,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Option<PromiseObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let record = snapshot.register().promises().get(key.as_str()).cloned();
        Ok(record.map(|record| PromiseObject::new(&snapshot, record)))
    }

    /// The promises of all notices.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn promises(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which promises; all when not said.")] filter: Option<PromiseFilter>,
        #[graphql(desc = "In which order; by key when not said.")] order_by: Option<PromiseOrder>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<PromiseObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let filter = match filter {
            Some(filter) => Some(filter.matcher(&snapshot).await?),
            None => None,
        };
        let order_by = order_by.unwrap_or_default();
        let order = order(order_by.field);
        let listing = Listing { table: Register::promises, filter, order, direction: order_by.direction };
        listing.page(snapshot, PageArgs::new(first, after, last, before), PromiseObject::new).await
    }
}

/// A promise as it is now, and what changing it did.
#[derive(Debug, SimpleObject)]
pub(crate) struct PromisePayload {
    /// The promise.
    promise: PromiseObject,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

fn payload((id, outcome): (NodeId, Outcome)) -> Result<PromisePayload, Fault> {
    let promise = match &id {
        NodeId::Promise(key) => PromiseObject::find(&outcome.after, key),
        _ => None,
    };
    Ok(PromisePayload { promise: present(promise, || id)?, plan: PlanObject::of(outcome) })
}

/// Changing promises.
#[derive(Default)]
pub(crate) struct PromiseMutation;

#[Object]
impl PromiseMutation {
    /// Adds a promise to a notice.
    async fn create_promise(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new promise.")] input: Raw<CreatePromiseInput>,
    ) -> Result<PromisePayload, Fault> {
        payload(write::create(ctx, "createPromise", NodeKind::Promise, input).await?)
    }

    /// Changes a promise. When what users were told changes, add a notice that supersedes the old one instead.
    async fn update_promise(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which promise, and its new values.")] input: Raw<UpdatePromiseInput>,
    ) -> Result<PromisePayload, Fault> {
        payload(write::update(ctx, "updatePromise", NodeKind::Promise, input).await?)
    }

    /// Deletes a promise that should never have been recorded.
    async fn delete_promise(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which promise.")] input: Raw<DeletePromiseInput>,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<DeletePayload, Fault> {
        write::delete(ctx, "deletePromise", NodeKind::Promise, input, dry_run).await.map(DeletePayload::of)
    }
}
