//! The register: everything recorded, validated, immutable and cheap to copy.

mod draft;
mod validate;

use std::sync::Arc;

use imbl::OrdMap;

pub use draft::Draft;
pub(crate) use draft::Unreadable;

use crate::record::{Change, Record, SourcedEdit, Versioned};
use crate::{
    Acceptance, AcceptanceKey, Assignment, AssignmentKey, Channel, ChannelKey, Contract, ContractKey, Flow, FlowKey,
    Interval, NodeId, Notice, NoticeKey, Observation, ObservationKey, Party, PartyKey, PartyKind, Problems, Promise,
    PromiseKey, Taxonomy, TaxonomyKind, Term, TermKey,
};

/// Records of one kind by their keys. Copies share all that is the same.
pub type Table<K, V> = OrdMap<K, Arc<Versioned<V>>>;

/// Everything recorded at one revision. It cannot hold a reference to something that is not in it;
/// what else holds is listed at `validate`.
#[derive(Clone, Debug)]
pub struct Register {
    revision: u64,
    taxonomy: Arc<Taxonomy>,
    terms: Table<(TaxonomyKind, TermKey), Term>,
    parties: Table<PartyKey, Party>,
    contracts: Table<ContractKey, Contract>,
    flows: Table<FlowKey, Flow>,
    notices: Table<NoticeKey, Notice>,
    promises: Table<PromiseKey, Promise>,
    acceptances: Table<AcceptanceKey, Acceptance>,
    assignments: Table<AssignmentKey, Assignment>,
    observations: Table<ObservationKey, Observation>,
    channels: Table<ChannelKey, Channel>,
}

impl Default for Register {
    fn default() -> Self {
        Self {
            revision: 0,
            taxonomy: Arc::new(Taxonomy::built_in().clone()),
            terms: OrdMap::new(),
            parties: OrdMap::new(),
            contracts: OrdMap::new(),
            flows: OrdMap::new(),
            notices: OrdMap::new(),
            promises: OrdMap::new(),
            acceptances: OrdMap::new(),
            assignments: OrdMap::new(),
            observations: OrdMap::new(),
            channels: OrdMap::new(),
        }
    }
}

impl Register {
    /// The register with these edits, all or none of them, as revision `revision`, and what they
    /// change. Records that an edit leaves as they were keep their revision and are no change.
    ///
    /// # Errors
    /// Everything that is wrong with the edits, by place.
    pub fn apply(
        &self,
        edits: impl IntoIterator<Item = SourcedEdit>,
        revision: u64,
    ) -> Result<(Self, Vec<Change>), Problems> {
        let mut draft = Draft::of(self);
        for edit in edits {
            draft.edit(edit, revision);
        }
        draft.finish(revision)
    }

    /// The sequence number of the last change; 0 for a register that was never stored.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// What things are called, with the terms users added.
    #[must_use]
    pub const fn taxonomy(&self) -> &Arc<Taxonomy> {
        &self.taxonomy
    }

    /// The terms users added.
    #[must_use]
    pub const fn terms(&self) -> &Table<(TaxonomyKind, TermKey), Term> {
        &self.terms
    }

    /// The parties.
    #[must_use]
    pub const fn parties(&self) -> &Table<PartyKey, Party> {
        &self.parties
    }

    /// The contracts.
    #[must_use]
    pub const fn contracts(&self) -> &Table<ContractKey, Contract> {
        &self.contracts
    }

    /// The flows.
    #[must_use]
    pub const fn flows(&self) -> &Table<FlowKey, Flow> {
        &self.flows
    }

    /// The notices.
    #[must_use]
    pub const fn notices(&self) -> &Table<NoticeKey, Notice> {
        &self.notices
    }

    /// The promises of all notices.
    #[must_use]
    pub const fn promises(&self) -> &Table<PromiseKey, Promise> {
        &self.promises
    }

    /// The accepted risks.
    #[must_use]
    pub const fn acceptances(&self) -> &Table<AcceptanceKey, Acceptance> {
        &self.acceptances
    }

    /// Who sees to which finding.
    #[must_use]
    pub const fn assignments(&self) -> &Table<AssignmentKey, Assignment> {
        &self.assignments
    }

    /// The observations.
    #[must_use]
    pub const fn observations(&self) -> &Table<ObservationKey, Observation> {
        &self.observations
    }

    /// The channels.
    #[must_use]
    pub const fn channels(&self) -> &Table<ChannelKey, Channel> {
        &self.channels
    }

    /// The record of an id.
    #[must_use]
    pub fn get(&self, id: &NodeId) -> Option<Record> {
        match id {
            NodeId::Party(key) => self.parties.get(key).map(|found| Record::Party(found.value.clone())),
            NodeId::Contract(key) => self.contracts.get(key).map(|found| Record::Contract(found.value.clone())),
            NodeId::Flow(key) => self.flows.get(key).map(|found| Record::Flow(found.value.clone())),
            NodeId::Notice(key) => self.notices.get(key).map(|found| Record::Notice(found.value.clone())),
            NodeId::Promise(key) => self.promises.get(key).map(|found| Record::Promise(found.value.clone())),
            NodeId::Term(taxonomy, key) => {
                self.terms.get(&(*taxonomy, key.clone())).map(|found| Record::Term(found.value.clone()))
            }
            NodeId::Acceptance(key) => self.acceptances.get(key).map(|found| Record::Acceptance(found.value.clone())),
            NodeId::Assignment(key) => self.assignments.get(key).map(|found| Record::Assignment(found.value.clone())),
            NodeId::Observation(key) => {
                self.observations.get(key).map(|found| Record::Observation(found.value.clone()))
            }
            NodeId::Channel(key) => self.channels.get(key).map(|found| Record::Channel(found.value.clone())),
        }
    }

    /// The revision that last changed a record; `None` when there is no such record.
    #[must_use]
    pub fn revision_of(&self, id: &NodeId) -> Option<u64> {
        match id {
            NodeId::Party(key) => self.parties.get(key).map(|found| found.revision),
            NodeId::Contract(key) => self.contracts.get(key).map(|found| found.revision),
            NodeId::Flow(key) => self.flows.get(key).map(|found| found.revision),
            NodeId::Notice(key) => self.notices.get(key).map(|found| found.revision),
            NodeId::Promise(key) => self.promises.get(key).map(|found| found.revision),
            NodeId::Term(taxonomy, key) => self.terms.get(&(*taxonomy, key.clone())).map(|found| found.revision),
            NodeId::Acceptance(key) => self.acceptances.get(key).map(|found| found.revision),
            NodeId::Assignment(key) => self.assignments.get(key).map(|found| found.revision),
            NodeId::Observation(key) => self.observations.get(key).map(|found| found.revision),
            NodeId::Channel(key) => self.channels.get(key).map(|found| found.revision),
        }
    }

    /// The ids of everything recorded, terms first, each kind by its keys.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> {
        let terms = self.terms.keys().map(|(taxonomy, key)| NodeId::Term(*taxonomy, key.clone()));
        let parties = self.parties.keys().cloned().map(NodeId::Party);
        let contracts = self.contracts.keys().cloned().map(NodeId::Contract);
        let flows = self.flows.keys().cloned().map(NodeId::Flow);
        let notices = self.notices.keys().cloned().map(NodeId::Notice);
        let promises = self.promises.keys().cloned().map(NodeId::Promise);
        let acceptances = self.acceptances.keys().cloned().map(NodeId::Acceptance);
        let assignments = self.assignments.keys().cloned().map(NodeId::Assignment);
        let observations = self.observations.keys().cloned().map(NodeId::Observation);
        let declared = terms.chain(parties).chain(contracts).chain(flows).chain(notices).chain(promises);
        let channels = self.channels.keys().cloned().map(NodeId::Channel);
        declared.chain(acceptances).chain(assignments).chain(observations).chain(channels)
    }

    /// The organisation behind a party: who operates it when it is a system, else the party itself.
    #[must_use]
    pub fn operator_of<'a>(&'a self, party: &'a PartyKey) -> &'a PartyKey {
        let mut current = party;
        // INVARIANT (operators end): validation refuses circles of operators; while it looks for
        // them there may be some, so no more steps are taken than there are parties.
        for _ in 0..self.parties.len() {
            match self.parties.get(current).and_then(|found| found.operator.as_ref()) {
                Some(operator) => current = operator,
                None => break,
            }
        }
        current
    }

    /// Whether the company of this register is the party or operates it.
    #[must_use]
    pub fn is_own(&self, party: &PartyKey) -> bool {
        self.parties.get(self.operator_of(party)).is_some_and(|operator| operator.kind == PartyKind::SelfParty)
    }

    /// The days on which a notice is in force: from its first day until its last, or until one that
    /// supersedes it is in force.
    #[must_use]
    pub fn notice_in_force(&self, notice: &Notice) -> Interval {
        let superseded = self
            .notices
            .values()
            .filter(|other| other.supersedes.as_ref() == Some(&notice.key))
            .map(|other| other.effective_on)
            .min();
        let ended = notice.ended_on.map(crate::Day::next);
        let until = match (ended, superseded) {
            (Some(ended), Some(superseded)) => Some(ended.min(superseded)),
            (ended, superseded) => ended.or(superseded),
        };
        Interval { from: notice.effective_on, until }
    }

    /// The systems a notice speaks for, by key: those it names, or its giver and all the giver operates.
    #[must_use]
    pub fn systems_of(&self, notice: &Notice) -> Vec<PartyKey> {
        if !notice.systems.is_empty() {
            let mut systems = notice.systems.clone();
            systems.sort();
            systems.dedup();
            return systems;
        }
        let Some(by) = &notice.by else { return Vec::new() };
        self.parties.keys().filter(|party| self.operator_of(party) == by).cloned().collect()
    }
}
