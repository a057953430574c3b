//! Which contracts count as one, and between whom: kept from one revision to the next, so that a
//! change of one contract looks at few others.

use std::collections::{BTreeMap, BTreeSet};

use kept_schema::{Change, ContractKey, NodeId, Register};

use super::{Group, groups, root_of};
use crate::graph::SharingGraph;
use crate::hash::FastMap;

/// Contracts with their amendments, by the key of the contract at the root, and by operator.
#[derive(Clone, Debug, Default)]
pub(crate) struct ContractIndex {
    members: BTreeMap<ContractKey, Vec<ContractKey>>,
    /// The roots of the contracts that an operator is in, on whatever day.
    by_operator: FastMap<u32, BTreeSet<ContractKey>>,
}

/// The groups that changes were about, as they were: the contracts of each by its root, none where there was no group.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outdated {
    members: BTreeMap<ContractKey, Vec<ContractKey>>,
}

impl Outdated {
    /// The roots of the groups.
    pub(crate) fn roots(&self) -> impl Iterator<Item = &ContractKey> {
        self.members.keys()
    }

    /// A group as it was, of the register as it was; nothing in the outer option when changes were not about it.
    pub(crate) fn group<'a>(&self, register: &'a Register, root: &ContractKey) -> Option<Option<Group<'a>>> {
        self.members.get(root).map(|members| group(register, root, members))
    }
}

fn group<'a>(register: &'a Register, root: &ContractKey, members: &[ContractKey]) -> Option<Group<'a>> {
    let contract = |key: &ContractKey| register.contracts().get(key).map(|contract| &contract.value);
    let mut amendments: Vec<_> = members.iter().filter(|key| *key != root).filter_map(contract).collect();
    amendments.sort_by_key(|amendment| (amendment.starts_on(), &amendment.key));
    // What amends another contract is no root any more, or not yet.
    let root = contract(root).filter(|_| !members.is_empty())?;
    Some(Group { root, amendments })
}

impl ContractIndex {
    pub(crate) fn new(register: &Register, graph: &SharingGraph) -> Self {
        let mut index = Self::default();
        for group in groups(register) {
            index.insert(register, graph, &group);
        }
        index
    }

    fn insert(&mut self, register: &Register, graph: &SharingGraph, group: &Group<'_>) {
        let contracts = || group.amendments.iter().copied().chain([group.root]);
        for party in contracts().flat_map(|contract| &contract.parties) {
            let operator = graph.party_number(register.operator_of(&party.party));
            if let Some(operator) = operator {
                self.by_operator.entry(operator).or_default().insert(group.root.key.clone());
            }
        }
        self.members.insert(group.root.key.clone(), contracts().map(|contract| contract.key.clone()).collect());
    }

    /// The operators of a group.
    pub(crate) fn operators(&self, register: &Register, graph: &SharingGraph, root: &ContractKey) -> BTreeSet<u32> {
        let contracts = self.members.get(root).into_iter().flatten().filter_map(|key| register.contracts().get(key));
        let parties = contracts.flat_map(|contract| &contract.parties);
        parties.filter_map(|party| graph.party_number(register.operator_of(&party.party))).collect()
    }

    /// The roots of the contracts an operator is in.
    pub(crate) fn roots_of(&self, operator: u32) -> impl Iterator<Item = &ContractKey> {
        self.by_operator.get(&operator).into_iter().flatten()
    }

    /// Whether two operators have a contract, on whatever day.
    pub(crate) fn are_joined(&self, a: u32, b: u32) -> bool {
        let (Some(a), Some(b)) = (self.by_operator.get(&a), self.by_operator.get(&b)) else { return false };
        !a.is_disjoint(b)
    }

    /// The roots of the contracts that both operators are in, by key.
    pub(crate) fn roots_between(&self, a: u32, b: u32) -> impl Iterator<Item = &ContractKey> {
        let of = |operator| self.by_operator.get(&operator);
        let (few, many) = match (of(a), of(b)) {
            (Some(few), Some(many)) if few.len() > many.len() => (Some(many), Some(few)),
            both => both,
        };
        few.into_iter().flatten().filter(move |root| many.is_some_and(|many| many.contains(*root)))
    }

    /// The roots of the groups that are new, gone or different with changes, and the contracts in them.
    fn concerned(
        &self,
        (before, register): (&Register, &Register),
        changes: &[Change],
    ) -> (BTreeSet<ContractKey>, BTreeSet<ContractKey>) {
        let mut roots: BTreeSet<ContractKey> = BTreeSet::new();
        let mut members: BTreeSet<ContractKey> = BTreeSet::new();
        for change in changes {
            let NodeId::Contract(key) = &change.id else { continue };
            members.insert(key.clone());
            for register in [before, register] {
                roots.extend(register.contracts().get(key).map(|contract| root_of(register, contract).clone()));
            }
        }
        // What amends a contract goes where that goes.
        members.extend(roots.iter().filter_map(|root| self.members.get(root)).flatten().cloned());
        roots.extend(
            members
                .iter()
                .filter_map(|key| register.contracts().get(key))
                .map(|found| root_of(register, found).clone()),
        );
        members.extend(roots.iter().filter_map(|root| self.members.get(root)).flatten().cloned());
        (roots, members)
    }

    /// Brings it up to date; the groups that are new, gone or different, as they were.
    pub(crate) fn update(
        &mut self,
        (before, register): (&Register, &Register),
        graph: &SharingGraph,
        changes: &[Change],
    ) -> Outdated {
        let (roots, members) = self.concerned((before, register), changes);
        let mut outdated = Outdated::default();
        for root in &roots {
            for operator in self.operators(before, graph, root) {
                if let Some(roots) = self.by_operator.get_mut(&operator) {
                    roots.remove(root);
                }
            }
            outdated.members.insert(root.clone(), self.members.remove(root).unwrap_or_default());
        }
        let mut groups: BTreeMap<&ContractKey, Group<'_>> = BTreeMap::new();
        for contract in members.iter().filter_map(|key| register.contracts().get(key)) {
            let root = root_of(register, contract);
            let Some(found) = register.contracts().get(root) else { continue };
            let group = groups.entry(root).or_insert_with(|| Group { root: found, amendments: Vec::new() });
            if contract.amends.is_some() {
                group.amendments.push(contract);
            }
        }
        for group in groups.values() {
            self.insert(register, graph, group);
        }
        outdated
    }

    /// A group by the key of its root.
    pub(crate) fn group<'a>(&self, register: &'a Register, root: &ContractKey) -> Option<Group<'a>> {
        group(register, root, self.members.get(root)?)
    }

    /// All roots.
    pub(crate) fn roots(&self) -> impl Iterator<Item = &ContractKey> {
        self.members.keys()
    }
}
