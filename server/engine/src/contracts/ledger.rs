//! The contracts of a register on a day, arranged for asking about millions of flows.

use std::cell::RefCell;
use std::rc::Rc;

use kept_schema::{Contract, Day, Register, TaxonomyKind, TermList};

use super::{Declared, Effective, Shortfall, Standing, State, groups, shortfalls};
use crate::Verdict;
use crate::compare::{Comparer, at_most};
use crate::graph::{ListId, Row, SharingGraph};
use crate::hash::FastMap;

/// Groups by the operators they stand between.
type Between = FastMap<(u32, u32), Rc<[u32]>>;

/// The contracts of a register on a day.
#[derive(Debug)]
pub(crate) struct Ledger<'a> {
    graph: &'a SharingGraph,
    standings: Vec<Standing<'a>>,
    /// The groups each operator is in, in order.
    by_operator: FastMap<u32, Vec<u32>>,
    /// The groups between two operators, in order.
    between: RefCell<Between>,
    /// What lists of contracts say of whole lists of flows.
    lists: RefCell<FastMap<(TaxonomyKind, usize, ListId), Verdict>>,
}

/// How contracts cover a flow.
#[derive(Clone, Debug)]
pub(crate) enum Coverage<'a> {
    /// It needs none, or those in force admit it.
    Covered,
    /// There is none, or none that has started.
    Missing,
    /// None is in force. The one that ended last, and its last day.
    Ended(&'a Contract, Day),
    /// Some are in force and do not admit all of it: for each side the contract that comes nearest.
    Outside(Vec<(Shortfall, &'a Contract, Effective<'a>)>),
}

impl<'a> Ledger<'a> {
    pub(crate) fn new(register: &'a Register, graph: &'a SharingGraph, day: Day) -> Self {
        let standings: Vec<Standing<'a>> = groups(register).iter().map(|group| group.on(day)).collect();
        let mut by_operator: FastMap<u32, Vec<u32>> = FastMap::default();
        for (number, standing) in (0..).zip(&standings) {
            let mut operators: Vec<u32> = standing
                .parties
                .iter()
                .filter_map(|party| graph.party_number(party))
                .map(|party| graph.operator(party))
                .collect();
            operators.sort_unstable();
            operators.dedup();
            for operator in operators {
                by_operator.entry(operator).or_default().push(number);
            }
        }
        Self { graph, standings, by_operator, between: RefCell::default(), lists: RefCell::default() }
    }

    /// How contracts cover a flow. One inside an operator or between two of ours needs none.
    pub(crate) fn coverage(&self, comparer: &Comparer<'a>, row: &Row) -> Coverage<'a> {
        let (source, recipient) = (self.graph.operator(row.source), self.graph.operator(row.recipient));
        if source == recipient || (self.graph.is_own(row.source) && self.graph.is_own(row.recipient)) {
            return Coverage::Covered;
        }
        let groups = self.between(source, recipient);
        let standings = || groups.iter().filter_map(|number| self.standings.get(*number as usize));
        let in_force = || standings().filter(|standing| standing.state == State::InForce);
        if in_force().any(|standing| self.admits(comparer, &standing.terms, row)) {
            return Coverage::Covered;
        }
        let candidates: Vec<&Standing<'a>> = in_force().collect();
        if candidates.is_empty() {
            let ended = standings().filter_map(|standing| match standing.state {
                State::Ended(last) => Some((last, standing.contract)),
                _ => None,
            });
            let latest = ended.rev().max_by_key(|(last, _)| *last);
            return latest.map_or(Coverage::Missing, |(last, contract)| Coverage::Ended(contract, last));
        }
        let nearest = |shortfall: Shortfall| {
            let standing = candidates.get(shortfall.contract)?;
            Some((shortfall, standing.contract, standing.terms))
        };
        let outside: Vec<_> =
            shortfalls(comparer, &candidates, self.declared(row)).into_iter().filter_map(nearest).collect();
        if outside.is_empty() { Coverage::Covered } else { Coverage::Outside(outside) }
    }

    pub(crate) fn declared(&self, row: &Row) -> Declared<'_> {
        let list = |kind, id| self.graph.lists(kind).terms(id);
        let (categories, subjects) = self.graph.recorded(row);
        Declared {
            categories: list(TaxonomyKind::Category, categories),
            purposes: list(TaxonomyKind::Purpose, row.purposes),
            subjects: list(TaxonomyKind::Subject, subjects),
            regions: list(TaxonomyKind::Region, row.regions),
            safeguards: list(TaxonomyKind::Safeguard, row.safeguards),
            retention: self.graph.retention(row),
        }
    }

    fn between(&self, a: u32, b: u32) -> Rc<[u32]> {
        let ends = (a.min(b), a.max(b));
        if let Some(groups) = self.between.borrow().get(&ends) {
            return groups.clone();
        }
        let of = |operator| self.by_operator.get(operator).map_or(&[][..], Vec::as_slice);
        let (mut few, mut many) = (of(&a), of(&b));
        if few.len() > many.len() {
            (few, many) = (many, few);
        }
        let groups: Rc<[u32]> = few.iter().copied().filter(|group| many.binary_search(group).is_ok()).collect();
        self.between.borrow_mut().insert(ends, groups.clone());
        groups
    }

    /// Whether one contract admits all of a flow: the usual case, decided by whole lists.
    fn admits(&self, comparer: &Comparer<'a>, terms: &Effective<'a>, row: &Row) -> bool {
        let (categories, subjects) = self.graph.recorded(row);
        let only = |kind, limit, list| self.list(comparer, kind, limit, list) == Verdict::Kept;
        terms.max_retention.is_none_or(|limit| at_most(limit, self.graph.retention(row)) == Verdict::Kept)
            && terms.categories.is_recorded()
            && only(TaxonomyKind::Category, terms.categories, categories)
            && terms.purposes.is_recorded()
            && only(TaxonomyKind::Purpose, terms.purposes, row.purposes)
            && terms.regions.is_recorded()
            && only(TaxonomyKind::Region, terms.regions, row.regions)
            && (!terms.subjects.is_recorded() || only(TaxonomyKind::Subject, terms.subjects, subjects))
            && (!terms.safeguards.is_recorded() || only(TaxonomyKind::Safeguard, terms.safeguards, row.safeguards))
    }

    fn list(&self, comparer: &Comparer<'a>, kind: TaxonomyKind, limit: &'a TermList, list: ListId) -> Verdict {
        let address = limit.shared().map_or(0, |shared| shared.as_ptr() as usize);
        let compare = || {
            let listed = self.graph.lists(kind).terms(list);
            match kind {
                TaxonomyKind::Safeguard => comparer.at_least(kind, limit, listed),
                _ => comparer.only(kind, limit, listed),
            }
        };
        *self.lists.borrow_mut().entry((kind, address, list)).or_insert_with(compare)
    }
}
