//! Observations: evidence that data really went somewhere.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use kept_schema::{
    Host, NodeId, NodeKind, Observation, ObservationKey, Register, SourcedEdit, TermKey, Text, Versioned,
};

use super::error::{Fault, present};
use super::finding::{FindingObject, findings_of};
use super::input::{CreateObservationInput, DeleteObservationInput, Raw, UpdateObservationInput};
use super::listing::{Filter, Listing};
use super::page::{Connection, PageArgs, cost};
use super::party::PartyObject;
use super::plan::{DeletePayload, PlanObject};
use super::scalar::{Date, Moment};
use super::words::{Evidence, OrderDirection};
use super::write::{self, Outcome};
use super::{known_party, snapshot_known_at};
use crate::app::{
    ListContext, Listed, ObserveContext, Sighted, Snapshot, observe, observe_list, source_of, title, today,
};

/// An observation as it was in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct ObservationObject {
    snapshot: Arc<Snapshot>,
    record: Arc<Versioned<Observation>>,
}

impl ObservationObject {
    pub(super) fn new(snapshot: &Arc<Snapshot>, record: Arc<Versioned<Observation>>) -> Self {
        Self { snapshot: snapshot.clone(), record }
    }

    pub(super) fn find(snapshot: &Arc<Snapshot>, key: &ObservationKey) -> Option<Self> {
        snapshot.register().observations().get(key).map(|record| Self::new(snapshot, record.clone()))
    }
}

/// Evidence that data went from a party to another, or to a host. What no flow declares is a finding of the rule
/// `undeclared-sharing`.
#[Object(name = "Observation")]
impl ObservationObject {
    /// Its global id, such as `observation:har-2026-05-04`.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Observation(self.record.key.clone()).to_string().into()
    }

    /// Its key in the register.
    pub(crate) async fn key(&self) -> String {
        self.record.key.to_string()
    }

    /// What people call it: from whom to whom or to which host the data went.
    pub(crate) async fn title(&self) -> String {
        title::observation(&self.record)
    }

    /// The party it went out of.
    async fn source(&self) -> Result<PartyObject, Fault> {
        let key = &self.record.source;
        present(PartyObject::find(&self.snapshot, key), || NodeId::Party(key.clone()))
    }

    /// The party it went to; null when only a host was seen.
    async fn recipient(&self) -> Result<Option<PartyObject>, Fault> {
        let Some(key) = &self.record.recipient else { return Ok(None) };
        present(PartyObject::find(&self.snapshot, key), || NodeId::Party(key.clone())).map(Some)
    }

    /// The host it went to; null when it names a party.
    async fn host(&self) -> Option<&str> {
        self.record.host.as_ref().map(Host::as_str)
    }

    /// The data categories that were seen. Empty means not recorded.
    async fn categories(&self) -> Vec<&str> {
        self.record.categories.iter().map(TermKey::as_str).collect()
    }

    /// The first day on which it was seen.
    async fn first_seen(&self) -> Date {
        Date(self.record.first_seen)
    }

    /// The last day on which it was seen.
    async fn last_seen(&self) -> Date {
        Date(self.record.last_seen)
    }

    /// What shows it.
    async fn evidence(&self) -> Evidence {
        self.record.evidence.into()
    }

    /// Where the evidence is kept.
    async fn reference(&self) -> Option<&str> {
        self.record.reference.as_deref()
    }

    /// What else is to be said of it.
    async fn note(&self) -> Option<&str> {
        self.record.note.as_deref()
    }

    /// What is found about it on a day.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn findings(
        &self,
        #[graphql(desc = "The day; today when not said.")] as_of: Option<Date>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<FindingObject>, Fault> {
        let args = PageArgs::new(first, after, last, before);
        findings_of(&self.snapshot, as_of, &args, &NodeId::Observation(self.record.key.clone())).await
    }

    /// The revision of the register that last changed it; give it back as `expectedRevision` when you change it.
    async fn revision(&self) -> u64 {
        self.record.revision
    }
}

/// Which observations: those that meet all that is given.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct ObservationFilter {
    /// Out of the party of this key.
    source: Option<String>,
    /// To the party of this key, by name.
    recipient: Option<String>,
    /// To this host or one that stands under it, such as `example.com`.
    host: Option<String>,
    /// That were seen on this day, or before it and after it.
    seen_on: Option<Date>,
}

impl ObservationFilter {
    fn matcher(self, register: &Register) -> Result<Filter<Observation>, Fault> {
        let party = |path, key: Option<&str>| key.map(|key| known_party(register, path, key)).transpose();
        let source = party("filter.source", self.source.as_deref())?;
        let recipient = party("filter.recipient", self.recipient.as_deref())?;
        let host = self.host.map(|host| host.parse::<Host>()).transpose();
        let host = host.map_err(|error| Fault::invalid("filter.host", error.to_string()))?;
        let seen_on = self.seen_on;
        Ok(Box::new(move |_, observation| {
            let stands_under = |host: &Host| {
                observation.host.as_ref().is_some_and(|seen| seen.domains().any(|domain| domain == host.as_str()))
            };
            source.as_ref().is_none_or(|source| observation.source == *source)
                && recipient.as_ref().is_none_or(|party| observation.recipient.as_ref() == Some(party))
                && host.as_ref().is_none_or(stands_under)
                && seen_on.is_none_or(|day| observation.first_seen <= day.0 && day.0 <= observation.last_seen)
        }))
    }
}

/// Reading observations.
#[derive(Default)]
pub(crate) struct ObservationQuery;

#[Object]
impl ObservationQuery {
    /// The observation of a key; null when there is none.
    async fn observation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key, such as `har-2026-05-04`.")] key: String,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<Option<ObservationObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let record = snapshot.register().observations().get(key.as_str()).cloned();
        Ok(record.map(|record| ObservationObject::new(&snapshot, record)))
    }

    /// The observations of the register, by key.
    #[expect(clippy::too_many_arguments, reason = "a GraphQL field has the arguments it has")]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn observations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which observations; all when not said.")] filter: Option<ObservationFilter>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<ObservationObject>, Fault> {
        let snapshot = snapshot_known_at(ctx, known_at).await?;
        let filter = filter.map(|filter| filter.matcher(snapshot.register())).transpose()?;
        let direction = OrderDirection::Asc;
        let listing = Listing { table: Register::observations, filter, order: None, direction };
        listing.page(snapshot, PageArgs::new(first, after, last, before), ObservationObject::new).await
    }
}

/// An observation as it is now, and what changing it did.
#[derive(Debug, SimpleObject)]
pub(crate) struct ObservationPayload {
    /// The observation.
    observation: ObservationObject,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

fn payload((id, outcome): (NodeId, Outcome)) -> Result<ObservationPayload, Fault> {
    let observation = match &id {
        NodeId::Observation(key) => ObservationObject::find(&outcome.after, key),
        _ => None,
    };
    Ok(ObservationPayload { observation: present(observation, || id)?, plan: PlanObject::of(outcome) })
}

/// Where something was seen to go, and when.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct SightingInput {
    /// The host alone: `px.stats.example`.
    host: String,
    /// The day.
    on: Date,
}

/// What was seen of traffic, host by host.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ObserveTrafficInput {
    /// What shows it.
    evidence: Evidence,
    /// Where that is kept.
    reference: Option<String>,
    /// The key of the party data went out of; when not said, the system that lists the host of the page, else the only
    /// SELF party.
    source: Option<String>,
    /// The host of the page that was looked at.
    page: Option<String>,
    /// Sites of your own besides those that your parties list.
    first_party: Option<Vec<String>>,
    /// Where something went, at most 10,000.
    sightings: Vec<SightingInput>,
}

/// The most sightings, names or rows of one request.
pub(super) const MOST_ROWS: usize = 10_000;

impl ObserveTrafficInput {
    /// The edits it makes of a register, and what is to be said of them.
    fn edits(&self, register: &Register) -> Result<(Vec<SourcedEdit>, String), Fault> {
        if self.sightings.len() > MOST_ROWS {
            let message = format!("at most {MOST_ROWS} sightings fit into one request");
            return Err(Fault::invalid("input.sightings", message));
        }
        let host =
            |path: String, text: &str| text.parse::<Host>().map_err(|error| Fault::invalid(path, error.to_string()));
        let page = self.page.as_deref().map(|page| host("input.page".to_owned(), page)).transpose()?;
        let source = source_of(register, self.source.as_deref(), page.as_ref());
        let source = source.map_err(|message| Fault::invalid("input.source", message))?;
        let sighted = self.sightings.iter().enumerate().map(|(index, seen)| {
            Ok(Sighted { host: host(format!("input.sightings[{index}].host"), &seen.host)?, day: seen.on.0 })
        });
        let sighted: Vec<Sighted> = sighted.collect::<Result<_, Fault>>()?;
        let context = ObserveContext {
            register,
            source: &source,
            evidence: self.evidence.into(),
            reference: reference(self.reference.as_deref())?,
            first_party: self.first_party.iter().flatten().cloned().collect(),
        };
        let seen = observe(&sighted, &context);
        Ok((seen.edits, seen.summary.to_string()))
    }
}

/// A name in a published list of sub-processors.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ListedNameInput {
    /// The name, as it is published.
    name: String,
    /// Whose list the line is of, when it is not the same for all.
    from: Option<String>,
    /// Hosts of links beside the name.
    hosts: Option<Vec<String>>,
    /// The line it is on, to tell it by; its place among the names when not said.
    line: Option<u32>,
}

/// A list of sub-processors that a vendor published.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ObserveSubprocessorsInput {
    /// The key of the party whose list it is; when not said, each name says so with `from`.
    of: Option<String>,
    /// The day the list was seen; today when not said.
    seen_on: Option<Date>,
    /// Where the list is kept.
    reference: Option<String>,
    /// Its names, at most 10,000.
    names: Vec<ListedNameInput>,
}

impl ObserveSubprocessorsInput {
    /// The edits it makes of a register, and what is to be said of them.
    fn edits(self, register: &Register) -> Result<(Vec<SourcedEdit>, String), Fault> {
        if self.names.len() > MOST_ROWS {
            let message = format!("at most {MOST_ROWS} names fit into one request");
            return Err(Fault::invalid("input.names", message));
        }
        let of = self.of.as_deref().map(|of| source_of(register, Some(of), None)).transpose();
        let of = of.map_err(|message| Fault::invalid("input.of", message))?;
        let host =
            |path: String, text: String| text.parse::<Host>().map_err(|error| Fault::invalid(path, error.to_string()));
        let names = (0_u32..).zip(self.names).map(|(index, ListedNameInput { name, from, hosts, line })| {
            let hosts = hosts.into_iter().flatten().enumerate();
            let hosts = hosts.map(|(at, text)| host(format!("input.names[{index}].hosts[{at}]"), text));
            Ok(Listed { line: line.unwrap_or(index + 1), from, name, hosts: hosts.collect::<Result<_, Fault>>()? })
        });
        let names: Vec<Listed> = names.collect::<Result<_, Fault>>()?;
        let context = ListContext {
            register,
            of: of.as_ref(),
            seen_on: self.seen_on.map_or_else(today, |day| day.0),
            reference: reference(self.reference.as_deref())?,
            file: None,
        };
        let seen = observe_list(&names, &context).map_err(|error| Fault::invalid("input.of", error.to_string()))?;
        Ok((seen.edits, seen.summary.to_string()))
    }
}

/// Where evidence is kept, as it is recorded.
pub(super) fn reference(text: Option<&str>) -> Result<Option<Text>, Fault> {
    let read = |text: &str| text.parse::<Text>().map_err(|error| Fault::invalid("input.reference", error.to_string()));
    text.map(read).transpose()
}

/// What was made of a list, and what that did.
#[derive(Debug, SimpleObject)]
pub(crate) struct ObserveSubprocessorsPayload {
    /// What was seen, in numbers, and the names that no party has or several have.
    told: String,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

/// What was made of traffic, and what that did.
#[derive(Debug, SimpleObject)]
pub(crate) struct ObserveTrafficPayload {
    /// What was seen, in numbers, and the sites that are of no party.
    told: String,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

/// Changing observations.
#[derive(Default)]
pub(crate) struct ObservationMutation;

#[Object]
impl ObservationMutation {
    /// Records what was seen of traffic: an observation for each host that a party lists, else for each site. Seen again it
    /// is the same observation.
    async fn observe_traffic(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was seen.")] input: ObserveTrafficInput,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<ObserveTrafficPayload, Fault> {
        let (edits, told) = input.edits(write::app(ctx)?.snapshot().register())?;
        let outcome = write::carry_out(ctx, ("observeTraffic", String::new()), edits, Vec::new(), dry_run).await?;
        Ok(ObserveTrafficPayload { told, plan: PlanObject::of(outcome) })
    }

    /// Records whom vendors name as their sub-processors: an observation for each party that is named. It declares nothing;
    /// what no flow declares is found. Seen again it is the same observation.
    async fn observe_subprocessors(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was published.")] input: ObserveSubprocessorsInput,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<ObserveSubprocessorsPayload, Fault> {
        let (edits, told) = input.edits(write::app(ctx)?.snapshot().register())?;
        let action = ("observeSubprocessors", String::new());
        let outcome = write::carry_out(ctx, action, edits, Vec::new(), dry_run).await?;
        Ok(ObserveSubprocessorsPayload { told, plan: PlanObject::of(outcome) })
    }

    /// Records evidence that data went somewhere.
    async fn create_observation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new observation.")] input: Raw<CreateObservationInput>,
    ) -> Result<ObservationPayload, Fault> {
        payload(write::create(ctx, "createObservation", NodeKind::Observation, input).await?)
    }

    /// Changes an observation: it was seen again, or more is known of it.
    async fn update_observation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which observation, and its new values.")] input: Raw<UpdateObservationInput>,
    ) -> Result<ObservationPayload, Fault> {
        payload(write::update(ctx, "updateObservation", NodeKind::Observation, input).await?)
    }

    /// Deletes an observation that was wrong. One that is only old says nothing any more by itself.
    async fn delete_observation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which observation.")] input: Raw<DeleteObservationInput>,
        #[graphql(desc = "Whether to only say what would happen.", default_with = "Some(false)")] dry_run: Option<bool>,
    ) -> Result<DeletePayload, Fault> {
        write::delete(ctx, "deleteObservation", NodeKind::Observation, input, dry_run).await.map(DeletePayload::of)
    }
}
