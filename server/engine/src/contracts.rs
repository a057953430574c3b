//! Contracts and their amendments as one, and what they admit (PRODUCT, semantics 3 and 7).

mod clauses;
mod index;
mod judge;
mod ledger;
mod onward;

use std::collections::BTreeMap;

use kept_schema::{Clause, ClauseKind, Contract, ContractKey, Day, Duration, PartyKey, Register, TermList};

pub(crate) use clauses::{OF_PROCESSORS, OF_PROVIDERS, ONWARD, against, best, nearest};
pub(crate) use index::{ContractIndex, Outdated};
pub(crate) use judge::{Declared, Lists as FlowLists, Shortfall, lists_of, shortfalls};
pub(crate) use ledger::{Coverage, Ledger};

/// A contract and its amendments, which count as one.
#[derive(Clone, Debug)]
pub(crate) struct Group<'a> {
    pub(crate) root: &'a Contract,
    /// Direct and indirect ones: the latest first day last, then by key.
    pub(crate) amendments: Vec<&'a Contract>,
}

/// Where a group stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It has not started.
    Awaited,
    /// It is in force.
    InForce,
    /// It is over; the last day it was in force.
    Ended(Day),
}

/// What a group admits on a day: for each term the latest amendment in force that records it, else
/// the contract itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effective<'a> {
    pub(crate) categories: &'a TermList,
    pub(crate) purposes: &'a TermList,
    pub(crate) subjects: &'a TermList,
    pub(crate) regions: &'a TermList,
    pub(crate) max_retention: Option<Duration>,
    pub(crate) safeguards: &'a TermList,
}

/// A group on a day.
#[derive(Clone, Debug)]
pub(crate) struct Standing<'a> {
    /// The contract at the root.
    pub(crate) contract: &'a Contract,
    pub(crate) state: State,
    pub(crate) parties: Vec<&'a PartyKey>,
    pub(crate) terms: Effective<'a>,
    /// The amendments in force, the latest first, then the contract at the root.
    pub(crate) layers: Vec<&'a Contract>,
}

/// All groups, by the key of the contract at the root.
pub(crate) fn groups(register: &Register) -> Vec<Group<'_>> {
    let contracts = register.contracts();
    let mut groups: BTreeMap<&ContractKey, Group<'_>> = BTreeMap::new();
    for (key, contract) in contracts.iter().filter(|(_, contract)| contract.amends.is_none()) {
        groups.insert(key, Group { root: contract, amendments: Vec::new() });
    }
    for contract in contracts.values().filter(|contract| contract.amends.is_some()) {
        if let Some(group) = groups.get_mut(root_of(register, contract)) {
            group.amendments.push(contract);
        }
    }
    for group in groups.values_mut() {
        group.amendments.sort_by_key(|amendment| (amendment.starts_on(), &amendment.key));
    }
    groups.into_values().collect()
}

/// The contract at the root of what a contract amends; itself when it amends none.
pub(crate) fn root_of<'a>(register: &'a Register, contract: &'a Contract) -> &'a ContractKey {
    let mut current = contract;
    // INVARIANT (amendments end): validation refuses circles of amendments.
    while let Some(amended) = current.amends.as_ref().and_then(|key| register.contracts().get(key)) {
        current = amended;
    }
    &current.key
}

impl<'a> Group<'a> {
    fn amendments_in_force(&self, day: Day) -> impl Iterator<Item = &'a Contract> {
        self.amendments.iter().copied().filter(move |amendment| amendment.in_force_on(day))
    }

    /// What it says of a clause: the latest amendment in force that records it, else the contract itself.
    pub(crate) fn clause(&self, kind: ClauseKind, day: Day) -> Option<&'a Clause> {
        let amendments: Vec<&'a Contract> = self.amendments_in_force(day).collect();
        let mut latest_first = amendments.into_iter().rev().chain([self.root]);
        latest_first.find_map(|contract| contract.clauses.iter().find(|clause| clause.kind == kind))
    }

    /// Whether the contract at the root was terminated by `day`.
    pub(crate) fn is_terminated(&self, day: Day) -> bool {
        self.root.terminated_on.is_some_and(|terminated| terminated <= day)
    }

    fn state(&self, day: Day) -> State {
        let prolongs = |amendment: &Contract| amendment.ends_on.is_some();
        let prolonged = !self.is_terminated(day) && self.amendments_in_force(day).any(prolongs);
        if self.root.in_force_on(day) || prolonged {
            return State::InForce;
        }
        if self.root.starts_on() > day {
            return State::Awaited;
        }
        let root = self.root.end().map(|end| end.until());
        let later = self.amendments.iter().copied().filter(|amendment| !self.is_terminated(day) && prolongs(amendment));
        let ends = later.filter_map(|amendment| amendment.end()).map(|end| end.until()).chain(root);
        State::Ended(ends.filter(|until| *until <= day).max().unwrap_or(day).previous())
    }

    /// The group on a day.
    pub(crate) fn on(&self, day: Day) -> Standing<'a> {
        let in_force: Vec<&'a Contract> = self.amendments_in_force(day).collect();
        let latest_first = || in_force.iter().rev().copied().chain([self.root]);
        let list = |list: fn(&Contract) -> &TermList| {
            latest_first().map(list).find(|terms| terms.is_recorded()).unwrap_or_else(|| list(self.root))
        };
        let mut parties: Vec<&PartyKey> =
            latest_first().flat_map(|contract| &contract.parties).map(|party| &party.party).collect();
        parties.sort_unstable();
        parties.dedup();
        Standing {
            contract: self.root,
            state: self.state(day),
            parties,
            terms: Effective {
                categories: list(|contract| &contract.terms.categories),
                purposes: list(|contract| &contract.terms.purposes),
                subjects: list(|contract| &contract.terms.subjects),
                regions: list(|contract| &contract.terms.regions),
                max_retention: latest_first().find_map(|contract| contract.terms.max_retention),
                safeguards: list(|contract| &contract.terms.safeguards),
            },
            layers: latest_first().collect(),
        }
    }
}

/// The groups between two operators on a day, by key.
pub(crate) fn between<'a>(register: &'a Register, day: Day, ends: [&PartyKey; 2]) -> Vec<Standing<'a>> {
    let joins = |standing: &Standing<'_>, end: &PartyKey| {
        standing.parties.iter().any(|party| register.operator_of(party) == end)
    };
    groups(register)
        .iter()
        .map(|group| group.on(day))
        .filter(|standing| ends.iter().all(|end| joins(standing, end)))
        .collect()
}
