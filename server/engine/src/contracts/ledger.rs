//! The contracts of a register on a day, arranged for asking about millions of flows.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use kept_schema::taxonomy::{TermIx, TermTable};
use kept_schema::{Contract, ContractRole, Day, PartyKey, TaxonomyKind, TermList};

use super::clauses::{acts_for, is_processor};
use super::onward::{Onward, Profile, Uppers, Work};
use super::{Declared, Effective, Group, Shortfall, Standing, State, best, shortfalls};
use crate::Verdict;
use crate::compare::{Comparer, at_most};
use crate::graph::{ListId, Row, SharingGraph, TermSet, Terms};
use crate::hash::FastMap;
use crate::known::remembered;

/// The contracts of a register on a day.
#[derive(Debug)]
pub(crate) struct Ledger<'a> {
    graph: &'a SharingGraph,
    standings: Vec<Standing<'a>>,
    /// The roles that each gives to operators.
    roles: Vec<Vec<(u32, ContractRole)>>,
    /// For each group the numbers of its lists of terms, in the order of [`KINDS`].
    limits: Vec<[u32; KINDS.len()]>,
    tables: [Table<'a>; KINDS.len()],
    /// The groups each operator is in, in order.
    by_operator: FastMap<u32, Vec<u32>>,
    /// The groups between two operators.
    between: RefCell<FastMap<(u32, u32), Between>>,
    /// What they ask of contracts further down.
    onward: Onward,
    /// What counts of a contract when it is compared with others, once it was asked.
    profiles: Vec<Cell<Option<Profile>>>,
    /// The categories that lists of contracts are about, with those above and under them, by the numbers of the lists.
    related: RefCell<FastMap<u32, TermSet>>,
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

/// Contracts whose parties are looked up one by one.
const FEW: usize = 4_000;

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
        // For many contracts it is worth while to arrange the parties first.
        let keys = graph.nodes().map(|(party, node)| (node.record.key.as_str(), graph.operator(party)));
        let operators: Option<FastMap<&str, u32>> = (standings.len() > FEW).then(|| keys.collect());
        let operator = |party: &PartyKey| match &operators {
            Some(operators) => operators.get(party.as_str()).copied(),
            None => graph.party_number(party).map(|party| graph.operator(party)),
        };
        let mut roles = Vec::with_capacity(standings.len());
        for (number, standing) in (0..).zip(&standings) {
            let given = standing.all_roles().filter_map(|(party, role)| Some((operator(party)?, role)));
            roles.push(given.collect());
            for operator in distinct(standing.parties.iter().filter_map(|party| operator(party))) {
                by_operator.entry(operator).or_default().push(number);
            }
        }
        let mut numbers = KINDS.map(|_| FastMap::<usize, u32>::default());
        let mut listed = KINDS.map(|_| vec![&NOTHING]);
        let mut limits = vec![[NOT_RECORDED; KINDS.len()]; standings.len()];
        for (standing, limits) in standings.iter().zip(&mut limits) {
            let known = numbers.iter_mut().zip(&mut listed);
            for ((list, limit), (numbers, listed)) in lists(&standing.terms).into_iter().zip(limits).zip(known) {
                // Registers share equal lists, so that most are known by their address.
                let Some(shared) = list.shared() else { continue };
                *limit = *numbers.entry(shared.as_ptr() as usize).or_insert_with(|| {
                    listed.push(list);
                    u32::try_from(listed.len() - 1).unwrap_or(u32::MAX)
                });
            }
        }
        let mut listed = listed.into_iter();
        let tables = KINDS.map(|kind| {
            let (limits, lists) = (listed.next().unwrap_or_default(), graph.lists(kind).len());
            let size = limits.len().saturating_mul(lists);
            let size = if size > MOST_REMEMBERED { 0 } else { size };
            Table { kind, limits, lists, verdicts: vec![Cell::new(None); size] }
        });
        let (between, onward) = (RefCell::default(), Onward::default());
        let profiles = vec![Cell::new(None); standings.len()];
        let related = RefCell::default();
        Self { related, graph, standings, roles, limits, tables, by_operator, between, onward, profiles }
    }

    /// A contract by its number.
    pub(crate) fn standing(&self, number: u32) -> Option<&Standing<'a>> {
        self.standings.get(number as usize)
    }

    /// What counts of a contract when it is compared with others.
    fn profile(&self, number: u32) -> Option<Profile> {
        let profile = self.profiles.get(number as usize)?;
        if profile.get().is_none() {
            profile.set(self.standing(number).map(Profile::of));
        }
        profile.get()
    }

    /// Whether a contract is about one of some categories, or of those above or under it; about any when it records none.
    pub(crate) fn concerns(&self, table: &TermTable, number: u32, terms: &TermSet) -> bool {
        let (Some(standing), Some([list, ..])) = (self.standing(number), self.limits.get(number as usize)) else {
            return false;
        };
        if *list == NOT_RECORDED {
            return true;
        }
        let related = || {
            let listed: Vec<TermIx> = table.find_all(standing.terms.categories).collect();
            let mut related = TermSet::down(table, listed.iter().copied());
            related.add(&TermSet::up(table, listed));
            related
        };
        self.related.borrow_mut().entry(*list).or_insert_with(related).intersects(terms)
    }

    /// The roles that a contract gives an operator.
    fn roles(&self, contract: u32, operator: u32) -> impl Iterator<Item = ContractRole> {
        let roles = self.roles.get(contract as usize).map_or(&[][..], Vec::as_slice);
        roles.iter().filter(move |(party, _)| *party == operator).map(|(_, role)| *role)
    }

    /// How contracts cover a flow that carries this. One inside an operator or between two of ours needs none.
    pub(crate) fn coverage(&self, comparer: &Comparer<'a>, row: &Row, carried: &Terms) -> Coverage<'a> {
        let Some(between) = self.needed([row.source, row.recipient]) else { return Coverage::Covered };
        let made = self.graph.made(row).and(&carried.possible);
        if made.is_empty() && between.groups().iter().any(|group| self.admits(comparer, *group as usize, row)) {
            return Coverage::Covered;
        }
        let derived: Vec<TermIx> = self.graph.category_terms(&made).collect();
        self.judge(comparer, &between, Declared { derived: &derived, ..self.declared(row) })
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
        let standings = between.groups().iter().filter_map(|group| self.standing(*group));
        standings.filter(|standing| standing.state == State::InForce).collect()
    }

    /// The same with what counts of each when they are compared with others.
    pub(crate) fn lowers(&self, a: u32, b: u32) -> Vec<(Profile, &Standing<'a>)> {
        let between = self.between(a, b);
        let standings = between.groups().iter().filter_map(|group| Some((*group, self.standing(*group)?)));
        let in_force = standings.filter(|(_, standing)| standing.state == State::InForce);
        in_force.filter_map(|(group, standing)| Some((self.profile(group)?, standing))).collect()
    }

    /// The contracts in force by which an operator works for others.
    pub(crate) fn uppers(&self, operator: u32) -> Rc<Uppers> {
        self.onward.uppers(operator, || {
            let groups = self.by_operator.get(&operator).map_or(&[][..], Vec::as_slice);
            let mut works = Vec::new();
            for contract in groups.iter().copied() {
                let Some(standing) = self.standing(contract).filter(|standing| standing.state == State::InForce) else {
                    continue;
                };
                let is_processor = is_processor(self.roles(contract, operator));
                let signed = self.roles.get(contract as usize).into_iter().flatten().map(|(party, _)| *party);
                for whom in distinct(signed).into_iter().filter(|other| *other != operator) {
                    if !acts_for(self.roles(contract, operator), self.roles(contract, whom)) {
                        continue;
                    }
                    let choosy = is_processor && !standing.authorises_all();
                    let profile = self.profile(contract);
                    works.extend(profile.map(|profile| Work { whom, contract, profile, choosy }));
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
            derived: &[],
            purposes: list(TaxonomyKind::Purpose, usage.purposes),
            subjects: list(TaxonomyKind::Subject, subjects),
            regions: list(TaxonomyKind::Region, usage.regions),
            safeguards: list(TaxonomyKind::Safeguard, handling.safeguards),
            retention: handling.retention,
        }
    }

    fn between(&self, a: u32, b: u32) -> Between {
        let ends = (a.min(b), a.max(b));
        remembered(&self.between, ends, || {
            let of = |operator| self.by_operator.get(operator).map_or(&[][..], Vec::as_slice);
            let (mut few, mut many) = (of(&a), of(&b));
            if few.len() > many.len() {
                (few, many) = (many, few);
            }
            let groups: Vec<u32> = few.iter().copied().filter(|group| many.binary_search(group).is_ok()).collect();
            match groups.as_slice() {
                [group] => Between::One(*group),
                _ => Between::Several(groups.into()),
            }
        })
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

/// Each of them once, in order.
fn distinct(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

static NOTHING: TermList = TermList::NOT_RECORDED;

/// The lists of a contract, in the order of [`KINDS`].
fn lists<'a>(terms: &Effective<'a>) -> [&'a TermList; KINDS.len()] {
    [terms.categories, terms.purposes, terms.subjects, terms.regions, terms.safeguards]
}
