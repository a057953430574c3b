//! Reading and changing contracts.

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use kept_schema::{Contract, NodeId, NodeKind, Register};
use serde_json::{Map, json};

use super::ContractObject;
use crate::api::error::{Fault, present};
use crate::api::input::{
    CreateContractInput, DeleteContractInput, GiveNoticeInput, Raw, RenewContractInput, TerminateContractInput,
    UpdateContractInput,
};
use crate::api::listing::{Filter, Listing, Order, Words, by_revision};
use crate::api::page::{Connection, PageArgs, cost};
use crate::api::plan::{DeletePayload, PlanObject};
use crate::api::scalar::{Date, Moment};
use crate::api::words::{ContractKind, OrderDirection};
use crate::api::write::{self, Outcome};
use crate::api::{day_of, known_party, snapshot_known_at};
use crate::app::today;

/// Which contracts: those that meet all that is given.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct ContractFilter {
    /// In force on this day.
    in_force_on: Option<Date>,
    /// In force today, and for the last time before this day: what renews itself is left out.
    expiring_before: Option<Date>,
    /// In force today, in a term that renews itself unless notice is given, with a deadline for notice from today until
    /// before this day.
    notice_before: Option<Date>,
    /// With the party of this key as a party, itself or by an amendment.
    party: Option<String>,
    /// Of one of these kinds.
    kind: Option<Vec<ContractKind>>,
    /// With all these words in the key, name or description.
    text: Option<String>,
}

impl ContractFilter {
    fn matcher(self, register: &Register) -> Result<Filter<Contract>, Fault> {
        let party = self.party.as_deref().map(|key| known_party(register, "filter.party", key)).transpose()?;
        let words = self.text.as_deref().map(Words::of);
        let kinds = self.kind.map(|kinds| kinds.into_iter().map(kept_schema::ContractKind::from).collect::<Vec<_>>());
        let (in_force_on, expiring_before, notice_before) =
            (self.in_force_on, self.expiring_before, self.notice_before);
        let today = today();
        Ok(Box::new(move |register, contract| {
            in_force_on.is_none_or(|day| contract.in_force_on(day.0))
                && expiring_before.is_none_or(|day| {
                    contract.in_force_on(today) && contract.end().is_some_and(|end| end.until().previous() < day.0)
                })
                && notice_before.is_none_or(|day| {
                    let deadline = contract.term_on(today).and_then(|term| term.notice_deadline);
                    deadline.is_some_and(|deadline| today <= deadline && deadline < day.0)
                })
                && party.as_ref().is_none_or(|party| {
                    let amended = contract.amends.as_ref().and_then(|key| register.contracts().get(key));
                    let parties = amended.map(|amended| amended.parties.as_slice()).unwrap_or_default();
                    contract.parties.iter().chain(parties).any(|other| other.party == *party)
                })
                && kinds.as_ref().is_none_or(|kinds| kinds.contains(&contract.kind))
                && words.as_ref().is_none_or(|words| {
                    let mut texts = vec![contract.key.as_str()];
                    texts.extend(contract.name.as_deref());
                    texts.extend(contract.description.as_deref());
                    words.are_in(&texts)
                })
        }))
    }
}

/// What contracts can be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum ContractOrderField {
    /// The key.
    #[default]
    Key,
    /// The name.
    Name,
    /// The last day in force as far as is known.
    LastDay,
    /// The deadline for notice in today's term.
    NoticeDeadline,
    /// When it was last changed.
    Changed,
}

/// The order of contracts.
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub(crate) struct ContractOrder {
    /// By what.
    field: ContractOrderField,
    /// Which way.
    #[graphql(default)]
    direction: OrderDirection,
}

fn order(field: ContractOrderField) -> Order<Contract> {
    match field {
        ContractOrderField::Key => None,
        ContractOrderField::Name => Some(("NAME", |contract| contract.name.as_ref().map(|name| name.to_lowercase()))),
        ContractOrderField::LastDay => Some(("LAST_DAY", |contract| contract.end().map(|end| end.until().to_string()))),
        ContractOrderField::NoticeDeadline => Some(("NOTICE_DEADLINE", |contract| {
            contract.term_on(today()).and_then(|term| term.notice_deadline).map(|day| day.to_string())
        })),
        ContractOrderField::Changed => Some(("CHANGED", by_revision)),
    }
}

/// Reading contracts.
#[derive(Default)]
pub(crate) struct ContractQuery;

#[Object]
impl ContractQuery {
    /// The contract of a key; null when there is none.
    async fn contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key, such as `dpa-mailer`.")] key: String,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Option<ContractObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let record = snapshot.register().contracts().get(key.as_str()).cloned();
        Ok(record.map(|record| ContractObject::new(&snapshot, record)))
    }

    /// The contracts of the register.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn contracts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which contracts; all when not said.")] filter: Option<ContractFilter>,
        #[graphql(desc = "In which order; by key when not said.")] order_by: Option<ContractOrder>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<ContractObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let filter = filter.map(|filter| filter.matcher(snapshot.register())).transpose()?;
        let order_by = order_by.unwrap_or_default();
        let order = order(order_by.field);
        let listing = Listing { table: Register::contracts, filter, order, direction: order_by.direction };
        listing.page(snapshot, PageArgs::new(first, after, last, before), ContractObject::new).await
    }
}

/// A contract as it is now, and what changing it did.
#[derive(Debug, SimpleObject)]
pub(crate) struct ContractPayload {
    /// The contract.
    contract: ContractObject,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

fn payload((id, outcome): (NodeId, Outcome)) -> Result<ContractPayload, Fault> {
    let contract = match &id {
        NodeId::Contract(key) => ContractObject::find(&outcome.after, key),
        _ => None,
    };
    Ok(ContractPayload { contract: present(contract, || id)?, plan: PlanObject::of(outcome) })
}

/// Gives the contract of a key one new value.
async fn set(
    ctx: &Context<'_>,
    action: &str,
    (key, expected): (&str, u64),
    field: &str,
    value: serde_json::Value,
) -> Result<ContractPayload, Fault> {
    let id = write::id_of(NodeKind::Contract, &Map::from_iter([("key".to_owned(), key.into())]))?;
    let fields = Map::from_iter([(field.to_owned(), value)]);
    payload((id.clone(), write::set(ctx, action, id, expected, fields).await?))
}

/// Changing contracts.
#[derive(Default)]
pub(crate) struct ContractMutation;

#[Object]
impl ContractMutation {
    /// Adds a contract.
    async fn create_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new contract.")] input: Raw<CreateContractInput>,
    ) -> Result<ContractPayload, Fault> {
        payload(write::create(ctx, "createContract", NodeKind::Contract, input).await?)
    }

    /// Changes a contract.
    async fn update_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which contract, and its new values.")] input: Raw<UpdateContractInput>,
    ) -> Result<ContractPayload, Fault> {
        payload(write::update(ctx, "updateContract", NodeKind::Contract, input).await?)
    }

    /// Deletes a contract that should never have been recorded. To end one, terminate it: that keeps its history.
    async fn delete_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which contract.")] input: Raw<DeleteContractInput>,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<DeletePayload, Fault> {
        write::delete(ctx, "deleteContract", NodeKind::Contract, input, dry_run).await.map(DeletePayload::of)
    }

    /// Records a renewal that both sides agreed to.
    async fn renew_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which contract, and until when.")] input: RenewContractInput,
    ) -> Result<ContractPayload, Fault> {
        let app = write::app(ctx)?.snapshot();
        let contract = app.register().contracts().get(input.key.as_str());
        let mut renewals = contract.map(|contract| json!(contract.renewals)).unwrap_or_else(|| json!([]));
        let mut renewal = Map::from_iter([("agreedOn".to_owned(), json!(day_of(input.agreed_on)))]);
        renewal.extend(input.ends_on.map(|day| ("endsOn".to_owned(), json!(day.0))));
        if let Some(renewals) = renewals.as_array_mut() {
            renewals.push(renewal.into());
        }
        set(ctx, "renewContract", (&input.key, input.expected_revision), "renewals", renewals).await
    }

    /// Records that notice was given, so that the contract is not renewed after the term whose deadline it meets.
    async fn give_notice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which contract, and when notice was given.")] input: GiveNoticeInput,
    ) -> Result<ContractPayload, Fault> {
        let given = json!(day_of(input.given_on));
        set(ctx, "giveNotice", (&input.key, input.expected_revision), "noticeGivenOn", given).await
    }

    /// Ends a contract before its term is over.
    async fn terminate_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which contract, and from when.")] input: TerminateContractInput,
    ) -> Result<ContractPayload, Fault> {
        let day = json!(input.terminated_on.0);
        set(ctx, "terminateContract", (&input.key, input.expected_revision), "terminatedOn", day).await
    }
}
