//! May this be shared now?

use std::sync::Arc;

use async_graphql::{Context, Enum, Object};
use kept_engine::questions::{Answer, Reason, Sharing};
use kept_schema::{Day, Problem, TaxonomyKind, TermKey};

use super::arguments::{Arguments, given};
use super::contract::ContractObject;
use super::error::Fault;
use super::flow::FlowObject;
use super::promise::PromiseObject;
use super::scalar::{Date, Moment};
use super::words::Verdict;
use super::{language, snapshot_known_at};
use crate::app::{Snapshot, today};

/// Whether a sharing may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "DecisionKind", remote = "kept_engine::questions::Decision")]
pub(crate) enum DecisionKind {
    /// It is declared, and shown to be right.
    Allow,
    /// It cannot be shown to be right. Do not share until it can.
    Unproven,
    /// It is shown to be wrong.
    Deny,
}

/// What speaks against a sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "DecisionGround", remote = "kept_engine::questions::Ground")]
pub(crate) enum DecisionGround {
    /// No live flow declares it.
    Declaration,
    /// Nothing shows that the source has such data of ours.
    Origin,
    /// No contract in force admits it.
    Contract,
    /// A commitment does not allow it; when its aspect is `consent`, users did not agree as promised.
    Commitment,
    /// Users were not told of it.
    Disclosure,
    /// The recipient was offboarded.
    Offboarded,
    /// A promise of a notice that is over, which still binds data of its time, does not allow it.
    OldPromise,
    /// It leaves for another country without a mechanism that allows it.
    Transfer,
    /// A contract under which the source was given the data does not let it pass it on like this; without an
    /// aspect, it does not authorise the recipient.
    FlowDown,
    /// The promise is that data is never sold, and the contract does not make the recipient a service provider.
    Sale,
    /// The flow that declares it was verified too long ago.
    Verification,
}

/// A decision on a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct DecisionObject {
    snapshot: Arc<Snapshot>,
    answer: Arc<Answer>,
}

/// Whether a sharing may happen, and why not.
#[Object(name = "Decision")]
impl DecisionObject {
    /// Whether it may: ALLOW, or the worst of the reasons. UNPROVEN is not a yes.
    async fn decision(&self) -> DecisionKind {
        self.answer.decision.into()
    }

    /// The day it is about.
    async fn as_of(&self) -> Date {
        Date(self.answer.as_of)
    }

    /// The revision of the register it is true of.
    async fn revision(&self) -> u64 {
        self.answer.revision
    }

    /// The declared flows it would be part of, by key.
    #[graphql(complexity = "3 * child_complexity + 1")]
    async fn flows(&self) -> Vec<FlowObject> {
        FlowObject::all(&self.snapshot, &self.answer.flows)
    }

    /// What speaks against it, the gravest first; none when it is allowed.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn reasons(&self) -> Vec<DecisionReason> {
        let reasons = self.answer.reasons.iter().cloned();
        reasons.map(|reason| DecisionReason { snapshot: self.snapshot.clone(), reason }).collect()
    }
}

/// A reason of a decision on a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct DecisionReason {
    snapshot: Arc<Snapshot>,
    reason: Reason,
}

/// One thing that speaks against a sharing.
#[Object]
impl DecisionReason {
    /// BROKEN when it alone denies the sharing, else UNPROVEN.
    async fn verdict(&self) -> Verdict {
        self.reason.verdict.into()
    }

    /// What it is.
    async fn ground(&self) -> DecisionGround {
        self.reason.ground.into()
    }

    /// The side of a contract or commitment, such as `region`.
    async fn aspect(&self) -> Option<&str> {
        self.reason.aspect.map(|aspect| aspect.code())
    }

    /// The contract.
    async fn contract(&self) -> Option<ContractObject> {
        self.reason.contract.as_ref().and_then(|key| ContractObject::find(&self.snapshot, key))
    }

    /// The promise.
    async fn promise(&self) -> Option<PromiseObject> {
        self.reason.promise.as_ref().and_then(|key| PromiseObject::find(&self.snapshot, key))
    }

    /// The declared flow that was looked at.
    async fn flow(&self) -> Option<FlowObject> {
        self.reason.flow.as_ref().and_then(|key| FlowObject::find(&self.snapshot, key))
    }

    /// The data categories it is about, of those asked for, by key.
    async fn categories(&self) -> Vec<&str> {
        self.reason.categories.iter().map(TermKey::as_str).collect()
    }

    /// The same in a sentence. In the language of the request.
    async fn message(&self, ctx: &Context<'_>) -> &str {
        self.reason.message.in_language(language(ctx))
    }
}

/// What is asked, by keys that may name nothing.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    /// What is wrong with how it was asked; then a party may be missing.
    pub(crate) wrong: Vec<Problem>,
    pub(crate) source: Option<String>,
    pub(crate) recipient: Option<String>,
    pub(crate) categories: Vec<String>,
    pub(crate) purposes: Vec<String>,
    pub(crate) as_of: Option<Day>,
}

/// Answers a question from a snapshot; what is wrong with it is told all at once.
pub(crate) async fn decide(snapshot: &Snapshot, asked: Question) -> Result<Arc<Answer>, Fault> {
    let mut arguments = Arguments::with(snapshot.register(), asked.wrong);
    let source = asked.source.and_then(|key| arguments.party("source", &key));
    let recipient = asked.recipient.and_then(|key| arguments.party("recipient", &key));
    let categories = arguments.terms(TaxonomyKind::Category, "categories", &asked.categories);
    let purposes = arguments.terms(TaxonomyKind::Purpose, "purposes", &asked.purposes);
    arguments.check()?;
    let sharing = Sharing { source: given(source)?, recipient: given(recipient)?, categories, purposes };
    Ok(snapshot.may_share(sharing, asked.as_of.unwrap_or_else(today)).await?)
}

/// Asking before sharing.
#[derive(Default)]
pub(crate) struct MayShareQuery;

#[Object]
impl MayShareQuery {
    /// Whether a party may now give data to another one: what is declared, contracts, promises and users' consent
    /// all have to allow it.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "child_complexity + 50 + categories.len().max(1) * purposes.len().max(1)")]
    async fn may_share(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key of the party that would give the data.")] source: String,
        #[graphql(desc = "The key of the party that would receive it.")] recipient: String,
        #[graphql(desc = "Which data, such as `user.contact.email`; when empty it is not known.")] categories: Vec<
            String,
        >,
        #[graphql(desc = "What for, such as `essential.service`; when empty it is not known.")] purposes: Vec<String>,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<DecisionObject, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let (source, recipient, as_of) = (Some(source), Some(recipient), as_of.map(|date| date.0));
        let asked = Question { wrong: Vec::new(), source, recipient, categories, purposes, as_of };
        let answer = decide(&snapshot, asked).await?;
        Ok(DecisionObject { snapshot, answer })
    }
}
