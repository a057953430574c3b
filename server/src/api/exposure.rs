//! What does a breach at a party expose?

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};
use kept_engine::questions::{self, BreachNotice, Downstream as Reached, Exposure as Exposed, HeldTerm};
use kept_schema::{NodeId, TermKey};

use super::contract::ContractObject;
use super::error::{Fault, present};
use super::flow::FlowObject;
use super::page::{DEFAULT_LIST, cut};
use super::party::PartyObject;
use super::promise::PromiseObject;
use super::recipient::{HeldCategory, ReceiptObject, held};
use super::scalar::{Date, Moment};
use super::words::{Certainty, Presence};
use super::{blocking, day_of, known_party, snapshot_known_at};
use crate::app::Snapshot;

/// An exposure in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct ExposureObject {
    snapshot: Arc<Snapshot>,
    found: Arc<Exposed>,
}

/// How much is exposed: the lists may be cut.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(crate) struct ExposureCounts {
    /// The parties breached.
    parties: usize,
    /// The flows by which they got the data.
    received: usize,
    /// The parties that got some of it from there.
    downstream: usize,
    /// The contracts in force with those the data came from.
    contracts: usize,
    /// The promises about data that is, or may be, among it.
    promises: usize,
}

/// A promise about data that is exposed.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ConcernedPromise {
    /// The promise.
    promise: PromiseObject,
    /// Whether some of its data certainly is among it.
    certainty: Certainty,
}

fn held_terms(snapshot: &Snapshot, terms: &[HeldTerm]) -> Vec<HeldCategory> {
    let terms: Vec<_> = terms.iter().map(|held| (held.term.clone(), held.certainty)).collect();
    held(snapshot, &terms)
}

/// What a breach at a party exposes. A list that may be long is cut after 100, unless more is asked for.
#[Object(name = "Exposure")]
impl ExposureObject {
    /// The party asked about and, when it is an organisation, all it operates; by key.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn parties(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<PartyObject>, Fault> {
        Ok(PartyObject::all(&self.snapshot, cut(&self.found.parties, first)?))
    }

    /// What they hold of our data, without what stands under another of them.
    async fn categories(&self) -> Vec<HeldCategory> {
        held_terms(&self.snapshot, &self.found.categories)
    }

    /// Whose data it is, as far as recorded.
    async fn subjects(&self) -> Vec<&str> {
        self.found.subjects.iter().map(TermKey::as_str).collect()
    }

    /// Whether all whose data it is are recorded. When false, others may be concerned.
    async fn subjects_complete(&self) -> bool {
        self.found.subjects_complete
    }

    /// How much is exposed: the lists may be cut.
    async fn counts(&self) -> ExposureCounts {
        ExposureCounts {
            parties: self.found.parties.len(),
            received: self.found.received.len(),
            downstream: self.found.downstream.len(),
            contracts: self.found.contracts.len(),
            promises: self.found.promises.len(),
        }
    }

    /// The flows by which they got it, by key.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn received(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<ReceiptObject>, Fault> {
        let receipts = cut(&self.found.received, first)?.iter().cloned();
        Ok(receipts.map(|receipt| ReceiptObject::new(&self.snapshot, receipt)).collect())
    }

    /// Who got some of it from there: nearest first, then by key.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn downstream(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<Downstream>, Fault> {
        let reached = cut(&self.found.downstream, first)?.iter().cloned();
        Ok(reached.map(|reached| Downstream { snapshot: self.snapshot.clone(), reached }).collect())
    }

    /// The contracts in force with those the data came from, by key, and what each says of telling about a breach.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn contracts(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<BreachContract>, Fault> {
        let contracts = cut(&self.found.contracts, first)?.iter().cloned();
        Ok(contracts.map(|notice| BreachContract { snapshot: self.snapshot.clone(), notice }).collect())
    }

    /// The shortest time, in hours, within which one of these contracts says a breach is told. Null when none records
    /// it: then it is not known. The controller's own 72 hours (GDPR Art. 33(1)) are not meant.
    async fn notice_hours(&self) -> Option<u32> {
        self.found.notice_hours
    }

    /// The promises in force about data that is, or may be, among it, by key.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn promises(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<ConcernedPromise>, Fault> {
        let promises = cut(&self.found.promises, first)?.iter().filter_map(|concerned| {
            let promise = PromiseObject::find(&self.snapshot, &concerned.promise)?;
            Some(ConcernedPromise { promise, certainty: concerned.certainty.into() })
        });
        Ok(promises.collect())
    }
}

/// A party downstream in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct Downstream {
    snapshot: Arc<Snapshot>,
    reached: Reached,
}

/// A party that got some of the data from those breached.
#[Object]
impl Downstream {
    /// Who.
    async fn party(&self) -> Result<PartyObject, Fault> {
        let key = &self.reached.party;
        present(PartyObject::find(&self.snapshot, key), || NodeId::Party(key.clone()))
    }

    /// Whether it certainly got some, or may have.
    async fn certainty(&self) -> Certainty {
        self.reached.certainty.into()
    }

    /// How many sharings it took from there.
    async fn hops(&self) -> usize {
        self.reached.hops
    }

    /// A shortest path from a breached party: of the best certainty there is.
    #[graphql(complexity = "3 * child_complexity + 1")]
    async fn path(&self) -> Vec<FlowObject> {
        FlowObject::all(&self.snapshot, &self.reached.path)
    }

    /// What of it, without what stands under another of them.
    async fn categories(&self) -> Vec<HeldCategory> {
        held_terms(&self.snapshot, &self.reached.categories)
    }
}

/// A contract in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct BreachContract {
    snapshot: Arc<Snapshot>,
    notice: BreachNotice,
}

/// What a contract says of telling about a breach.
#[Object]
impl BreachContract {
    /// The contract; the first when it has amendments.
    async fn contract(&self) -> Result<ContractObject, Fault> {
        let key = &self.notice.contract;
        present(ContractObject::find(&self.snapshot, key), || NodeId::Contract(key.clone()))
    }

    /// With whom: an organisation the data came from.
    async fn with(&self) -> Result<PartyObject, Fault> {
        let key = &self.notice.with;
        present(PartyObject::find(&self.snapshot, key), || NodeId::Party(key.clone()))
    }

    /// Whether it has the clause on telling about breaches; null when that is not recorded.
    async fn presence(&self) -> Option<Presence> {
        self.notice.presence.map(Into::into)
    }

    /// Within how many hours, when the clause is there and says so.
    async fn hours(&self) -> Option<u32> {
        self.notice.hours
    }
}

/// Reading what a breach exposes.
#[derive(Default)]
pub(crate) struct ExposureQuery;

#[Object]
impl ExposureQuery {
    /// What a breach at a party exposes on a day: which data of whom, who got it from there, which contracts say how
    /// soon it is told, and which promises are concerned.
    #[graphql(complexity = "child_complexity + 100")]
    async fn exposure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key of the party with the breach; an organisation with all it operates.")] of: String,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
        #[graphql(desc = "The register as it was recorded at this moment; as it is now when not said.")]
        known_at: Option<Moment>,
    ) -> Result<ExposureObject, Fault> {
        let (snapshot, day) = (snapshot_known_at(ctx, known_at).await?, day_of(as_of));
        let key = known_party(snapshot.register(), "of", &of)?;
        let (asked, of) = (snapshot.clone(), key.clone());
        let found = blocking(move || questions::exposure(asked.register(), asked.graph(), &of, day)).await?;
        let found = Arc::new(present(found, || NodeId::Party(key))?);
        Ok(ExposureObject { snapshot, found })
    }
}
