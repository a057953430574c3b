//! Reading and changing notices.

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use kept_schema::{NodeId, NodeKind, Notice, Register};

use super::NoticeObject;
use crate::api::error::{Fault, present};
use crate::api::input::{CreateNoticeInput, DeleteNoticeInput, Raw, UpdateNoticeInput};
use crate::api::listing::{Filter, Listing, Order, Words, by_revision};
use crate::api::page::{Connection, PageArgs, cost};
use crate::api::plan::{DeletePayload, PlanObject};
use crate::api::scalar::{Date, Moment};
use crate::api::words::OrderDirection;
use crate::api::write::{self, Outcome};
use crate::api::{known_party, snapshot_known_at};

/// Which notices: those that meet all that is given.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct NoticeFilter {
    /// In force on this day.
    in_force_on: Option<Date>,
    /// Given by the party of this key.
    by: Option<String>,
    /// That speak for the system of this key.
    system: Option<String>,
    /// With all these words in the key or title.
    text: Option<String>,
}

impl NoticeFilter {
    fn matcher(self, register: &Register) -> Result<Filter<Notice>, Fault> {
        let by = self.by.as_deref().map(|key| known_party(register, "filter.by", key)).transpose()?;
        let system = self.system.as_deref().map(|key| known_party(register, "filter.system", key)).transpose()?;
        let words = self.text.as_deref().map(Words::of);
        let in_force_on = self.in_force_on;
        Ok(Box::new(move |register, notice| {
            in_force_on.is_none_or(|day| register.notice_in_force(notice).contains(day.0))
                && by.as_ref().is_none_or(|by| notice.by.as_ref() == Some(by))
                && system.as_ref().is_none_or(|system| register.systems_of(notice).contains(system))
                && words.as_ref().is_none_or(|words| words.are_in(&[notice.key.as_str(), &notice.title]))
        }))
    }
}

/// What notices can be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum NoticeOrderField {
    /// The key.
    #[default]
    Key,
    /// The title.
    Title,
    /// The first day in force.
    EffectiveOn,
    /// When it was last changed.
    Changed,
}

/// The order of notices.
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub(crate) struct NoticeOrder {
    /// By what.
    field: NoticeOrderField,
    /// Which way.
    #[graphql(default)]
    direction: OrderDirection,
}

fn order(field: NoticeOrderField) -> Order<Notice> {
    match field {
        NoticeOrderField::Key => None,
        NoticeOrderField::Title => Some(("TITLE", |notice| Some(notice.title.to_lowercase()))),
        NoticeOrderField::EffectiveOn => Some(("EFFECTIVE_ON", |notice| Some(notice.effective_on.to_string()))),
        NoticeOrderField::Changed => Some(("CHANGED", by_revision)),
    }
}

/// Reading notices.
#[derive(Default)]
pub(crate) struct NoticeQuery;

#[Object]
impl NoticeQuery {
    /// The privacy notice of a key; null when there is none.
    async fn notice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key, such as `privacy-2025`.")] key: String,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Option<NoticeObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let record = snapshot.register().notices().get(key.as_str()).cloned();
        Ok(record.map(|record| NoticeObject::new(&snapshot, record)))
    }

    /// The privacy notices of the register.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn notices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which notices; all when not said.")] filter: Option<NoticeFilter>,
        #[graphql(desc = "In which order; by key when not said.")] order_by: Option<NoticeOrder>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<NoticeObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let filter = filter.map(|filter| filter.matcher(snapshot.register())).transpose()?;
        let order_by = order_by.unwrap_or_default();
        let order = order(order_by.field);
        let listing = Listing { table: Register::notices, filter, order, direction: order_by.direction };
        listing.page(snapshot, PageArgs::new(first, after, last, before), NoticeObject::new).await
    }
}

/// A notice as it is now, and what changing it did.
#[derive(Debug, SimpleObject)]
pub(crate) struct NoticePayload {
    /// The notice.
    notice: NoticeObject,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

fn payload((id, outcome): (NodeId, Outcome)) -> Result<NoticePayload, Fault> {
    let notice = match &id {
        NodeId::Notice(key) => NoticeObject::find(&outcome.after, key),
        _ => None,
    };
    Ok(NoticePayload { notice: present(notice, || id)?, plan: PlanObject::of(outcome) })
}

/// Changing notices.
#[derive(Default)]
pub(crate) struct NoticeMutation;

#[Object]
impl NoticeMutation {
    /// Adds a privacy notice. Its promises are added one by one, or all at once with `apply`.
    async fn create_notice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new notice.")] input: Raw<CreateNoticeInput>,
    ) -> Result<NoticePayload, Fault> {
        payload(write::create(ctx, "createNotice", NodeKind::Notice, input).await?)
    }

    /// Changes a privacy notice. When what users were told changes, add a notice that supersedes it instead.
    async fn update_notice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which notice, and its new values.")] input: Raw<UpdateNoticeInput>,
    ) -> Result<NoticePayload, Fault> {
        payload(write::update(ctx, "updateNotice", NodeKind::Notice, input).await?)
    }

    /// Deletes a privacy notice that should never have been recorded. Its promises must be deleted first.
    async fn delete_notice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which notice.")] input: Raw<DeleteNoticeInput>,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<DeletePayload, Fault> {
        write::delete(ctx, "deleteNotice", NodeKind::Notice, input, dry_run).await.map(DeletePayload::of)
    }
}
