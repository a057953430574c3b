//! Findings.

use std::cmp::Reverse;
use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use kept_engine::{Finding, Seen};
use kept_schema::{Day, NodeId, TermKey};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::acceptance::{AcceptanceObject, FindingState};
use super::assignment::AssignmentObject;
use super::clause_kind::ClauseKind;
use super::contract::ContractObject;
use super::error::Fault;
use super::flow::FlowObject;
use super::node::Node;
use super::page::{Connection, PageArgs};
use super::promise::PromiseObject;
use super::repair::RepairObject;
use super::scalar::{Date, Moment};
use super::words::{OrderDirection, Severity, Verdict};
use super::write::app;
use super::{day_of, language, told};
use crate::app::Snapshot;

/// A finding about a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct FindingObject {
    snapshot: Arc<Snapshot>,
    as_of: Day,
    finding: Arc<Finding>,
}

/// A place among findings: by severity, rule, subject and what else tells them apart, as a report lists them.
pub(super) type Place = (Reverse<u8>, u8, u8, String, String);

pub(super) fn place(finding: &Finding) -> Place {
    let subject = finding.subject.key().to_owned();
    let aspect = finding.aspect.map_or(0, |aspect| aspect as u8 + 1);
    let promise = finding.promise.as_ref().map_or("", |promise| promise.as_str());
    let contract = finding.contract.as_ref().map_or("", |contract| contract.as_str());
    let clause = finding.clause.map_or(0, |clause| clause as u8 + 1);
    // Zeros compare below all that stands in keys.
    let rest = format!("{aspect:03}{promise}\0{contract}\0{clause:03}{}", finding.id);
    (Reverse(finding.severity as u8), finding.rule as u8, finding.subject.kind() as u8, subject, rest)
}

impl FindingObject {
    pub(super) fn new(snapshot: &Arc<Snapshot>, as_of: Day, finding: &Finding) -> Self {
        Self { snapshot: snapshot.clone(), as_of, finding: Arc::new(finding.clone()) }
    }

    /// When it was seen. That is about the store, which several snapshots share.
    fn seen(&self, ctx: &Context<'_>) -> Result<Option<Seen>, Fault> {
        Ok(app(ctx)?.seen(self.finding.id))
    }

    /// A page of findings.
    pub(super) fn page<'a>(
        snapshot: &Arc<Snapshot>,
        as_of: Day,
        findings: impl Iterator<Item = &'a Finding>,
        args: &PageArgs,
    ) -> Result<Connection<Self>, Fault> {
        Self::page_in(snapshot, as_of, findings, args, "FINDING", place)
    }

    /// The same in another order, which has a name of its own.
    pub(super) fn page_in<'a, C: Ord + Serialize + DeserializeOwned>(
        snapshot: &Arc<Snapshot>,
        as_of: Day,
        findings: impl Iterator<Item = &'a Finding>,
        args: &PageArgs,
        list: &str,
        place: impl Fn(&Finding) -> C,
    ) -> Result<Connection<Self>, Fault> {
        let wrap = |finding| Self::new(snapshot, as_of, finding);
        Connection::of_list(findings.collect(), args, list, OrderDirection::Asc, |finding| place(finding), wrap)
    }
}

/// A page of the findings of a day's report that concern something.
pub(super) async fn findings_of(
    snapshot: &Arc<Snapshot>,
    as_of: Option<Date>,
    args: &PageArgs,
    id: &NodeId,
) -> Result<Connection<FindingObject>, Fault> {
    let day = day_of(as_of);
    let report = snapshot.report_on(day).await?;
    FindingObject::page(snapshot, day, snapshot.concerning(&report, id), args)
}

/// One thing that is wrong, cannot be shown to be right, or must be seen to in time.
#[Object(name = "Finding")]
impl FindingObject {
    /// Its fingerprint: the same cause has the same id on every day and in every revision.
    async fn id(&self) -> ID {
        self.finding.id.to_string().into()
    }

    /// The day it is about.
    async fn as_of(&self) -> Date {
        Date(self.as_of)
    }

    /// The code of the rule that found it, such as `commitment-broken`.
    async fn rule(&self) -> &str {
        self.finding.rule.code()
    }

    /// The side it is about, for rules that have several, such as `region`.
    async fn aspect(&self) -> Option<&str> {
        self.finding.aspect.map(|aspect| aspect.code())
    }

    /// BROKEN or UNPROVEN; KEPT for what is right today and needs someone to act in time.
    async fn verdict(&self) -> Verdict {
        self.finding.verdict.into()
    }

    /// How much it matters.
    async fn severity(&self) -> Severity {
        self.finding.severity.into()
    }

    /// Whether someone accepted its risk on that day.
    async fn state(&self) -> FindingState {
        FindingState::of(&self.snapshot, &self.finding, self.as_of)
    }

    /// What accepts its risk on that day: of several the one that holds longest.
    async fn acceptance(&self) -> Option<AcceptanceObject> {
        AcceptanceObject::holding(&self.snapshot, &self.finding, self.as_of)
    }

    /// Who sees to it; null when nobody was told to.
    async fn assignment(&self) -> Option<AssignmentObject> {
        AssignmentObject::of(&self.snapshot, self.finding.id)
    }

    /// What it is about; null when that is not in the register any more.
    async fn subject(&self) -> Option<Node> {
        Node::find(&self.snapshot, &self.finding.subject)
    }

    /// The id of what it is about.
    async fn subject_id(&self) -> ID {
        self.finding.subject.to_string().into()
    }

    /// The promise it concerns.
    async fn promise(&self) -> Option<PromiseObject> {
        self.finding.promise.as_ref().and_then(|key| PromiseObject::find(&self.snapshot, key))
    }

    /// The contract it concerns.
    async fn contract(&self) -> Option<ContractObject> {
        self.finding.contract.as_ref().and_then(|key| ContractObject::find(&self.snapshot, key))
    }

    /// The clause it concerns, for rules about what contracts must say.
    async fn clause(&self) -> Option<ClauseKind> {
        self.finding.clause.map(Into::into)
    }

    /// The data categories it concerns.
    async fn categories(&self) -> Vec<&str> {
        self.finding.categories.iter().map(TermKey::as_str).collect()
    }

    /// The sharings by which the data gets there, the last being the one it is about.
    #[graphql(complexity = "3 * child_complexity + 1")]
    async fn path(&self) -> Vec<FlowObject> {
        FlowObject::all(&self.snapshot, &self.finding.path)
    }

    /// The path in plain language: a sentence for each sharing, with the contract it happens under on the day, what it
    /// is for, where the data is kept and for how long. In the language of the request: terms by their names in English,
    /// else by their keys.
    #[graphql(complexity = 5)]
    async fn explanation(&self, ctx: &Context<'_>) -> Result<Vec<String>, Fault> {
        let sentences = self.snapshot.explain(&self.finding.path, &self.finding.categories, self.as_of).await?;
        Ok(told(ctx, &sentences))
    }

    /// What is wrong, in a sentence. In the language of the request.
    async fn message(&self, ctx: &Context<'_>) -> &str {
        self.finding.message.in_language(language(ctx))
    }

    /// Ways to make it go away, each tried on its day: what changes what is shared comes first.
    #[graphql(complexity = "50 + 5 * child_complexity")]
    async fn repairs(&self) -> Result<Vec<RepairObject>, Fault> {
        let repairs = self.snapshot.repairs((*self.finding).clone(), self.as_of).await?;
        let wrap = |repair| RepairObject { snapshot: self.snapshot.clone(), day: self.as_of, repair: Arc::new(repair) };
        Ok(repairs.into_iter().map(wrap).collect())
    }

    /// When it was first seen, whoever looked; null when it never was, as what will appear on a day to come. What went
    /// away and came back was first seen when it was there for the first time.
    async fn first_seen(&self, ctx: &Context<'_>) -> Result<Option<Moment>, Fault> {
        Ok(self.seen(ctx)?.map(|seen| Moment(seen.first)))
    }

    /// Since when it was seen to be there without a break: later than `firstSeen` when it came back.
    async fn seen_since(&self, ctx: &Context<'_>) -> Result<Option<Moment>, Fault> {
        Ok(self.seen(ctx)?.map(|seen| Moment(seen.since)))
    }

    /// When it was seen to be gone; null while it is there.
    async fn last_seen(&self, ctx: &Context<'_>) -> Result<Option<Moment>, Fault> {
        Ok(self.seen(ctx)?.and_then(|seen| seen.gone).map(Moment))
    }

    /// The last day on which acting helps, for what must be seen to in time.
    async fn due_on(&self) -> Option<Date> {
        self.finding.due_on.map(Date)
    }
}

/// Whether a finding is about something, directly or by its promise, contract or path.
pub(super) fn concerns(finding: &Finding, id: &NodeId) -> bool {
    finding.subject == *id
        || match id {
            NodeId::Promise(key) => finding.promise.as_ref() == Some(key),
            NodeId::Contract(key) => finding.contract.as_ref() == Some(key),
            _ => false,
        }
}
