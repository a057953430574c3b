//! What refers to what, besides flows to their parties, which the graph knows: for lists of contracts, systems and named flows.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use async_graphql::Context;
use kept_schema::{ContractKey, FlowKey, PartyKey, Register};

use super::blocking;
use super::error::Fault;
use crate::app::Snapshot;

/// For each party and contract, what refers to it, by key.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub(super) contracts: HashMap<PartyKey, Vec<ContractKey>>,
    pub(super) operates: HashMap<PartyKey, Vec<PartyKey>>,
    pub(super) named_by: HashMap<ContractKey, Vec<FlowKey>>,
    pub(super) amendments: HashMap<ContractKey, Vec<ContractKey>>,
}

impl Links {
    fn of(register: &Register) -> Self {
        let mut links = Self::default();
        for party in register.parties().values() {
            if let Some(operator) = &party.operator {
                links.operates.entry(operator.clone()).or_default().push(party.key.clone());
            }
        }
        for contract in register.contracts().values() {
            for party in &contract.parties {
                let contracts = links.contracts.entry(party.party.clone()).or_default();
                if contracts.last() != Some(&contract.key) {
                    contracts.push(contract.key.clone());
                }
            }
            if let Some(amended) = &contract.amends {
                links.amendments.entry(amended.clone()).or_default().push(contract.key.clone());
            }
        }
        for flow in register.flows().values() {
            if let Some(contract) = &flow.contract {
                links.named_by.entry(contract.clone()).or_default().push(flow.key.clone());
            }
        }
        links
    }
}

/// The links of the snapshot that was asked about last: made once for many requests.
#[derive(Debug, Default)]
pub(super) struct LinkCache(Mutex<Option<(Weak<Snapshot>, Arc<Links>)>>);

impl LinkCache {
    fn get(&self, snapshot: &Arc<Snapshot>) -> Option<Arc<Links>> {
        let cached = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, links) = cached.as_ref()?;
        std::ptr::eq(of.as_ptr(), Arc::as_ptr(snapshot)).then(|| links.clone())
    }

    fn put(&self, snapshot: &Arc<Snapshot>, links: Arc<Links>) {
        let mut cached = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // The weak reference keeps the address from being used again.
        *cached = Some((Arc::downgrade(snapshot), links));
    }
}

/// The links of a snapshot.
pub(super) async fn links(ctx: &Context<'_>, snapshot: &Arc<Snapshot>) -> Result<Arc<Links>, Fault> {
    let cache = ctx.data_opt::<Arc<LinkCache>>();
    if let Some(links) = cache.and_then(|cache| cache.get(snapshot)) {
        return Ok(links);
    }
    let of = snapshot.clone();
    let links = blocking(move || Arc::new(Links::of(of.register()))).await?;
    if let Some(cache) = cache {
        cache.put(snapshot, links.clone());
    }
    Ok(links)
}
