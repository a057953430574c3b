//! A part of the sharing graph, for drawing.

use std::sync::Arc;

use async_graphql::{Context, Object};
use kept_engine::questions::{FlowCoverage, MapFlow, MapParty, MapQuery, SharingMap, sharing_map};
use kept_schema::{Day, NodeId, TaxonomyKind};
use tokio::sync::OnceCell;

use super::arguments::{Arguments, given};
use super::coverage::CoverageObject;
use super::error::{Fault, present};
use super::flow::FlowObject;
use super::page::limit;
use super::party::PartyObject;
use super::recipient::{HeldCategory, held};
use super::scalar::{Date, Moment};
use super::words::{Certainty, Verdict};
use super::{blocking, day_of, snapshot_known_at};
use crate::app::Snapshot;

/// How many parties are drawn when nothing else is asked for.
const DEFAULT_PARTIES: i32 = 60;

/// A map of a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct MapObject {
    snapshot: Arc<Snapshot>,
    map: Arc<SharingMap>,
    day: Day,
}

/// A part of the sharing graph on a day.
#[Object(name = "SharingMap")]
impl MapObject {
    /// The day it shows.
    async fn as_of(&self) -> Date {
        Date(self.day)
    }

    /// Ours first, then the nearest to us, then by key; those that nothing of it reaches last.
    async fn parties(&self) -> Vec<MapPartyObject> {
        let party = |index| MapPartyObject { snapshot: self.snapshot.clone(), map: self.map.clone(), index };
        (0..self.map.parties.len()).map(party).collect()
    }

    /// The live flows between them, by key.
    async fn flows(&self) -> Vec<MapFlowObject> {
        let (snapshot, map, day) = (&self.snapshot, &self.map, self.day);
        let coverages = Arc::default();
        let flow = |index| MapFlowObject {
            snapshot: snapshot.clone(),
            map: map.clone(),
            day,
            index,
            coverages: Arc::clone(&coverages),
        };
        (0..self.map.flows.len()).map(flow).collect()
    }

    /// How many parties there are to show, these among them.
    async fn total_parties(&self) -> usize {
        self.map.total
    }
}

/// A party of a map.
#[derive(Clone, Debug)]
pub(crate) struct MapPartyObject {
    snapshot: Arc<Snapshot>,
    map: Arc<SharingMap>,
    index: usize,
}

impl MapPartyObject {
    fn get(&self) -> Result<&MapParty, Fault> {
        given(self.map.parties.get(self.index))
    }
}

/// A party on the map.
#[Object(name = "MapParty")]
impl MapPartyObject {
    /// Who.
    async fn party(&self) -> Result<PartyObject, Fault> {
        let key = &self.get()?.party;
        present(PartyObject::find(&self.snapshot, key), || NodeId::Party(key.clone()))
    }

    /// Whether it certainly holds some of what is asked about; null for our own, and for who holds none.
    async fn certainty(&self) -> Result<Option<Certainty>, Fault> {
        Ok(self.get()?.certainty.map(Into::into))
    }

    /// How many sharings away from us it is; 0 for our own, null when nothing of it gets there.
    async fn hops(&self) -> Result<Option<u32>, Fault> {
        Ok(self.get()?.hops)
    }

    /// How many more parties than are shown it shares some of it with.
    async fn hidden(&self) -> Result<usize, Fault> {
        Ok(self.get()?.hidden)
    }
}

/// A flow of a map.
#[derive(Clone, Debug)]
pub(crate) struct MapFlowObject {
    snapshot: Arc<Snapshot>,
    map: Arc<SharingMap>,
    day: Day,
    index: usize,
    /// Of all flows of the map, worked out for the first that is asked.
    coverages: Arc<OnceCell<Vec<Option<FlowCoverage>>>>,
}

impl MapFlowObject {
    fn get(&self) -> Result<&MapFlow, Fault> {
        given(self.map.flows.get(self.index))
    }
}

/// A flow on the map.
#[Object(name = "MapFlow")]
impl MapFlowObject {
    /// The flow.
    async fn flow(&self) -> Result<FlowObject, Fault> {
        let key = &self.get()?.flow;
        present(FlowObject::find(&self.snapshot, key), || NodeId::Flow(key.clone()))
    }

    /// Whether it certainly carries some of what is asked about; null when it carries nothing of ours.
    async fn certainty(&self) -> Result<Option<Certainty>, Fault> {
        Ok(self.get()?.certainty.map(Into::into))
    }

    /// What it carries of that, without what stands under another of them.
    async fn categories(&self) -> Result<Vec<HeldCategory>, Fault> {
        Ok(held(&self.snapshot, &self.get()?.categories))
    }

    /// How contracts between its ends cover it.
    async fn coverage(&self) -> Result<CoverageObject, Fault> {
        let key = &self.get()?.flow;
        let all = || self.snapshot.coverages(self.map.flows.iter().map(|flow| flow.flow.clone()).collect(), self.day);
        let coverage = self.coverages.get_or_try_init(all).await?.get(self.index).cloned().flatten();
        let coverage = coverage.map(|coverage| CoverageObject::new(&self.snapshot, coverage));
        present(coverage, || NodeId::Flow(key.clone()))
    }

    /// The worst verdict of the findings about it.
    async fn verdict(&self) -> Result<Verdict, Fault> {
        let key = &self.get()?.flow;
        let report = self.snapshot.report_on(self.day).await?;
        Ok(self.snapshot.verdict_of(&report, key).into())
    }
}

/// Reading a part of the graph.
#[derive(Default)]
pub(crate) struct MapQueries;

#[Object]
impl MapQueries {
    /// A part of the sharing graph on a day, small enough to be drawn: who holds some data and how it gets there, or
    /// some parties with everyone they share with.
    #[graphql(complexity = "60 * child_complexity + 50")]
    async fn sharing_map(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only what carries these data categories, or what stands under them; any when not said.")]
        of: Option<Vec<String>>,
        #[graphql(desc = "The keys of the parties to start from; those that hold some of it when not said.")]
        around: Option<Vec<String>>,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
        #[graphql(desc = "How many parties at most, up to 500.", default_with = "Some(DEFAULT_PARTIES)")] first: Option<
            i32,
        >,
    ) -> Result<MapObject, Fault> {
        let (snapshot, day) = (snapshot_known_at(ctx, known_at).await?, day_of(as_of));
        let mut arguments = Arguments::of(snapshot.register());
        let of = arguments.terms(TaxonomyKind::Category, "of", &of.unwrap_or_default());
        let around = around.unwrap_or_default();
        let around =
            (0..).zip(&around).filter_map(|(place, key): (usize, _)| arguments.party(&format!("around[{place}]"), key));
        let around = around.collect();
        arguments.check()?;
        let query = MapQuery { of, around, first: limit(first)? };
        let asked = snapshot.clone();
        let map = blocking(move || sharing_map(asked.register(), asked.graph(), &query, day)).await?;
        Ok(MapObject { snapshot, map: Arc::new(map), day })
    }
}
