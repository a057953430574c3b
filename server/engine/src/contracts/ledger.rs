//! The contracts of a register on a day, arranged for asking about millions of flows.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use kept_schema::{Contract, Day, Register, TaxonomyKind, TermList};

use super::onward::{Onward, Profile, Uppers};
use super::{Declared, Effective, Group, Shortfall, Standing, State, best, shortfalls};
use crate::Verdict;
use crate::compare::{Comparer, at_most};
use crate::graph::{ListId, Row, SharingGraph};
use crate::hash::FastMap;

/// The contracts of a register on a day.
#[derive(Debug)]
pub(crate) struct Ledger<'a> {
    graph: &'a SharingGraph,
    standings: Vec<Standing<'a>>,
    /// For each group the numbers of its lists of terms, in the order of [`KINDS`].
    limits: Vec<[u32; KINDS.len()]>,
    tables: [Table<'a>; KINDS.len()],
    /// The groups each operator is in, in order.
    by_operator: FastMap<u32, Vec<u32>>,
    /// The groups between two operators.
    between: RefCell<FastMap<(u32, u32), Between>>,
    /// What they ask of contracts further down.
    onward: Onward<'a>,
}

/// Groups between two operators: most often one.
#[derive(Clone, Debug)]
enum Between {
    One(u32),
    Several(Rc<[u32]>),
}

impl Between {
    fn groups(&self) -> &[u32] {
        match self {
            Self::One(group) => std::slice::from_ref(group),
            Self::Several(groups) => groups,
        }
    }
}

/// The kinds of lists that contracts and flows both have.
const KINDS: [TaxonomyKind; 5] = [
    TaxonomyKind::Category,
    TaxonomyKind::Purpose,
    TaxonomyKind::Subject,
    TaxonomyKind::Region,
    TaxonomyKind::Safeguard,
];

/// The number of the list of what a contract does not record.
const NOT_RECORDED: u32 = 0;

/// What each distinct list of contracts says of each distinct list of flows, once it was asked.
#[derive(Debug)]
struct Table<'a> {
    kind: TaxonomyKind,
    limits: Vec<&'a TermList>,
    lists: usize,
    verdicts: Vec<Cell<Option<Verdict>>>,
}

/// The most answers a table remembers; with more distinct lists than that, they are not repeated.
const MOST_REMEMBERED: usize = 1 << 24;

impl<'a> Table<'a> {
    fn verdict(&self, graph: &SharingGraph, comparer: &Comparer<'a>, limit: u32, list: ListId) -> Verdict {
        let compare = || {
            let listed = graph.lists(self.kind).terms(list);
            match (self.limits.get(limit as usize), self.kind) {
                (None, _) => Verdict::Unproven,
                (Some(limit), TaxonomyKind::Safeguard) => comparer.at_least(self.kind, limit, listed),
                (Some(limit), kind) => comparer.only(kind, limit, listed),
            }
        };
        let Some(cell) = self.verdicts.get(limit as usize * self.lists + list as usize) else { return compare() };
        let verdict = cell.get().unwrap_or_else(compare);
        cell.set(Some(verdict));
        verdict
    }
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
    pub(crate) fn new(groups: &[Group<'a>], graph: &'a SharingGraph, day: Day) -> Self {
        let standings: Vec<Standing<'a>> = groups.iter().map(|group| group.on(day)).collect();
        let mut by_operator: FastMap<u32, Vec<u32>> = FastMap::default();
        for (number, standing) in (0..).zip(&standings) {
            let parties = standing.parties.iter().filter_map(|party| graph.party_number(party));
            let mut operators: Vec<u32> = parties.map(|party| graph.operator(party)).collect();
            operators.sort_unstable();
            operators.dedup();
            for operator in operators {
                by_operator.entry(operator).or_default().push(number);
            }
        }
        let mut numbers = KINDS.map(|_| FastMap::<usize, u32>::default());
        let mut distinct = KINDS.map(|_| vec![&NOTHING]);
        let mut limits = vec![[NOT_RECORDED; KINDS.len()]; standings.len()];
        for (standing, limits) in standings.iter().zip(&mut limits) {
            let known = numbers.iter_mut().zip(&mut distinct);
            for ((list, limit), (numbers, distinct)) in lists(&standing.terms).into_iter().zip(limits).zip(known) {
                // Registers share equal lists, so that most are known by their address.
                let Some(shared) = list.shared() else { continue };
                *limit = *numbers.entry(shared.as_ptr() as usize).or_insert_with(|| {
                    distinct.push(list);
                    u32::try_from(distinct.len() - 1).unwrap_or(u32::MAX)
                });
            }
        }
        let mut distinct = distinct.into_iter();
        let tables = KINDS.map(|kind| {
            let (limits, lists) = (distinct.next().unwrap_or_default(), graph.lists(kind).len());
            let size = limits.len().saturating_mul(lists);
            let size = if size > MOST_REMEMBERED { 0 } else { size };
            Table { kind, limits, lists, verdicts: vec![Cell::new(None); size] }
        });
        let (between, onward) = (RefCell::default(), Onward::default());
        Self { graph, standings, limits, tables, by_operator, between, onward }
    }

    /// How contracts cover a flow. One inside an operator or between two of ours needs none.
    pub(crate) fn coverage(&self, comparer: &Comparer<'a>, row: &Row) -> Coverage<'a> {
        let Some(between) = self.needed([row.source, row.recipient]) else { return Coverage::Covered };
        if between.groups().iter().any(|group| self.admits(comparer, *group as usize, row)) {
            return Coverage::Covered;
        }
        self.judge(comparer, &between, self.declared(row))
    }

    /// How contracts cover a sharing between two parties that need not be declared.
    pub(crate) fn coverage_of(&self, comparer: &Comparer<'a>, ends: [u32; 2], declared: Declared<'_>) -> Coverage<'a> {
        self.needed(ends).map_or(Coverage::Covered, |between| self.judge(comparer, &between, declared))
    }

    /// The contracts between the operators of two parties, when one is needed.
    fn needed(&self, [source, recipient]: [u32; 2]) -> Option<Between> {
        let operators = (self.graph.operator(source), self.graph.operator(recipient));
        let ours = self.graph.is_own(source) && self.graph.is_own(recipient);
        (operators.0 != operators.1 && !ours).then(|| self.between(operators.0, operators.1))
    }

    fn judge(&self, comparer: &Comparer<'a>, between: &Between, declared: Declared<'_>) -> Coverage<'a> {
        let standings = || between.groups().iter().filter_map(|group| self.standings.get(*group as usize));
        let in_force = || standings().filter(|standing| standing.state == State::InForce);
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
        let outside: Vec<_> = shortfalls(comparer, &candidates, declared).into_iter().filter_map(nearest).collect();
        if outside.is_empty() { Coverage::Covered } else { Coverage::Outside(outside) }
    }

    /// The groups in force between two operators, by key.
    pub(crate) fn in_force(&self, a: u32, b: u32) -> Vec<&Standing<'a>> {
        let between = self.between(a, b);
        let standings = between.groups().iter().filter_map(|group| self.standings.get(*group as usize));
        standings.filter(|standing| standing.state == State::InForce).collect()
    }

    /// The contracts in force by which an operator works for others.
    pub(crate) fn uppers(&self, register: &Register, operator: u32) -> Rc<Uppers<'a>> {
        self.onward.uppers(operator, || {
            let middle = self.graph.node(operator).map(|node| &node.record.key);
            let groups = self.by_operator.get(&operator).map_or(&[][..], Vec::as_slice);
            let standings = groups.iter().filter_map(|group| self.standings.get(*group as usize));
            let mut works = Vec::new();
            for standing in standings.filter(|standing| standing.state == State::InForce) {
                let parties = standing.parties.iter().filter_map(|party| self.graph.party_number(party));
                let mut operators: Vec<u32> = parties.map(|party| self.graph.operator(party)).collect();
                operators.sort_unstable();
                operators.dedup();
                for other in operators.into_iter().filter(|other| *other != operator) {
                    let above = self.graph.node(other).map(|node| &node.record.key);
                    if let (Some(middle), Some(above)) = (middle, above)
                        && standing.acts_for(register, middle, above)
                    {
                        works.push((other, standing.clone(), standing.is_processor(register, middle)));
                    }
                }
            }
            works
        })
    }

    /// The best of `lowers` against a contract above them, and how it stands.
    pub(crate) fn nearest<'s>(
        &self,
        comparer: &Comparer<'a>,
        upper: (Profile, &Standing<'a>),
        lowers: &[(Profile, &'s Standing<'a>)],
    ) -> Option<(&'s Standing<'a>, [Verdict; 5])> {
        let stands =
            lowers.iter().map(|(profile, lower)| (*lower, self.onward.against(comparer, upper, (*profile, lower))));
        best(stands)
    }

    pub(crate) fn declared(&self, row: &Row) -> Declared<'_> {
        let list = |kind, id| self.graph.lists(kind).terms(id);
        let (categories, subjects) = self.graph.recorded(row);
        let (usage, handling) = (self.graph.usage(row), self.graph.handling(row));
        Declared {
            categories: list(TaxonomyKind::Category, categories),
            purposes: list(TaxonomyKind::Purpose, usage.purposes),
            subjects: list(TaxonomyKind::Subject, subjects),
            regions: list(TaxonomyKind::Region, usage.regions),
            safeguards: list(TaxonomyKind::Safeguard, handling.safeguards),
            retention: handling.retention,
        }
    }

    fn between(&self, a: u32, b: u32) -> Between {
        let ends = (a.min(b), a.max(b));
        if let Some(groups) = self.between.borrow().get(&ends) {
            return groups.clone();
        }
        let of = |operator| self.by_operator.get(operator).map_or(&[][..], Vec::as_slice);
        let (mut few, mut many) = (of(&a), of(&b));
        if few.len() > many.len() {
            (few, many) = (many, few);
        }
        let groups: Vec<u32> = few.iter().copied().filter(|group| many.binary_search(group).is_ok()).collect();
        let groups = match groups.as_slice() {
            [group] => Between::One(*group),
            _ => Between::Several(groups.into()),
        };
        self.between.borrow_mut().insert(ends, groups.clone());
        groups
    }

    /// Whether a contract is in force and admits all of a flow: the usual case, decided by whole lists.
    fn admits(&self, comparer: &Comparer<'a>, group: usize, row: &Row) -> bool {
        let (Some(standing), Some(limits)) = (self.standings.get(group), self.limits.get(group)) else { return false };
        let (categories, subjects) = self.graph.recorded(row);
        let (usage, handling) = (self.graph.usage(row), self.graph.handling(row));
        let within = standing.terms.max_retention;
        if standing.state != State::InForce
            || within.is_some_and(|limit| at_most(limit, handling.retention) != Verdict::Kept)
        {
            return false;
        }
        let lists = [categories, usage.purposes, subjects, usage.regions, handling.safeguards];
        self.tables.iter().zip(limits).zip(lists).all(|((table, limit), list)| {
            if *limit == NOT_RECORDED {
                // Subjects and safeguards that are not recorded are not limited.
                return matches!(table.kind, TaxonomyKind::Subject | TaxonomyKind::Safeguard);
            }
            table.verdict(self.graph, comparer, *limit, list) == Verdict::Kept
        })
    }
}

static NOTHING: TermList = TermList::NOT_RECORDED;

/// The lists of a contract, in the order of [`KINDS`].
fn lists<'a>(terms: &Effective<'a>) -> [&'a TermList; KINDS.len()] {
    [terms.categories, terms.purposes, terms.subjects, terms.regions, terms.safeguards]
}
