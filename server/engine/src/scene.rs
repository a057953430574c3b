//! What the rules share while a register is evaluated on a day. Everything is worked out when it is
//! first asked for.

mod suspect;

pub(crate) use suspect::{Suspect, Told};

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use kept_schema::taxonomy::TermIx;
use kept_schema::{Contract, Day, Notice, NoticeKey, Party, PromiseKey, Register, TermKey};

use crate::compare::Comparer;
use crate::contracts::{Coverage, Declared, Group, Ledger, groups};
use crate::graph::{Journey, ListId, Row, SharingGraph, Spread, TermSet, Terms, Travel};
use crate::hash::FastMap;
use crate::known::{Known, remembered};
use crate::observed::HostClaims;
use crate::recipients::Recipients;
use crate::rules::{self, Alike, Charges, Transfers};
use crate::watches::{self, Watched, Watches};
use crate::{Certainty, Verdict};

/// Ways to a party that were asked for: with which certainty, of what.
type Entries = Vec<(Certainty, TermSet, Option<Journey>)>;

/// Spreads by their origins and subjects.
pub(crate) type Spreads = BTreeMap<(Vec<u32>, Vec<TermIx>), Spread>;

/// What operators gave to an operator, by who gave it, for each that was asked about.
pub(crate) type Given = FastMap<u32, Arc<FastMap<u32, Terms>>>;

/// The flows into a party with the operators they come from, by operator.
type Entering = FastMap<u32, Rc<[(u32, u32)]>>;

/// Travels by their origins and subjects.
type Travels<'a> = BTreeMap<(Vec<u32>, Vec<TermIx>), Rc<Travel<'a>>>;

/// What contracts lack, by an operator and the party it hands data to.
type Charged<'a> = FastMap<(u32, u32), Rc<Charges<'a>>>;

/// What each of [`Scene::told`] discloses, by the kind of recipient and the purposes.
type Disclosed = FastMap<(u32, ListId), Rc<[TermSet]>>;

/// What contracts between two operators are weaker on than those above.
type Weaker<'a> = FastMap<[u32; 2], Rc<Vec<Alike<'a>>>>;

/// Whether a contract between two operators makes the second one a service provider, and which.
type Providers<'a> = FastMap<(u32, u32), Option<(Verdict, &'a Contract)>>;

/// A party that a path goes through, and which flows into it can make it another path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Lean {
    pub(crate) party: u32,
    pub(crate) by: By,
}

/// Which flows into a party can make a path another one, as long as what reaches the party stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum By {
    /// The first flow that brings it there, and any before it in order.
    Hop(u32),
    /// Any at all.
    Any,
    /// Any from this operator.
    Operator(u32),
}

/// A register on a day, as the rules see it.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) register: &'a Register,
    pub(crate) graph: &'a SharingGraph,
    pub(crate) day: Day,
    pub(crate) comparer: Comparer<'a>,
    travels: RefCell<Travels<'a>>,
    ours: OnceCell<Rc<Travel<'a>>>,
    groups: OnceCell<Vec<Group<'a>>>,
    ledger: OnceCell<Ledger<'a>>,
    watches: OnceCell<Vec<Watched<'a>>>,
    old_watches: OnceCell<Vec<Watched<'a>>>,
    agreed: OnceCell<BTreeSet<&'a NoticeKey>>,
    told: OnceCell<Vec<rules::Told<'a>>>,
    disclosed: RefCell<Disclosed>,
    notices: OnceCell<Vec<&'a Notice>>,
    claims: OnceCell<HostClaims<'a>>,
    charges: RefCell<Charged<'a>>,
    weaker: RefCell<Weaker<'a>>,
    given: RefCell<Given>,
    entries: RefCell<FastMap<(u32, u32), Entries>>,
    entering: RefCell<Entering>,
    providers: RefCell<Providers<'a>>,
    offboarded: Known<Option<&'a Party>>,
    recipients: OnceCell<Recipients<'a>>,
    transfers: OnceCell<Transfers<'a>>,
    /// What was leaned on.
    leaning: RefCell<Vec<Lean>>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(register: &'a Register, graph: &'a SharingGraph, day: Day) -> Self {
        Self {
            register,
            graph,
            day,
            comparer: Comparer::new(register.taxonomy(), day),
            travels: RefCell::default(),
            ours: OnceCell::new(),
            groups: OnceCell::new(),
            ledger: OnceCell::new(),
            watches: OnceCell::new(),
            old_watches: OnceCell::new(),
            agreed: OnceCell::new(),
            told: OnceCell::new(),
            disclosed: RefCell::default(),
            notices: OnceCell::new(),
            claims: OnceCell::new(),
            charges: RefCell::default(),
            weaker: RefCell::default(),
            given: RefCell::default(),
            entries: RefCell::default(),
            entering: RefCell::default(),
            providers: RefCell::default(),
            offboarded: Known::default(),
            recipients: OnceCell::new(),
            transfers: OnceCell::new(),
            leaning: RefCell::default(),
        }
    }

    /// The scene of another revision or day: with spreads that are up to date, and only these contracts.
    pub(crate) fn resume(
        register: &'a Register,
        graph: &'a SharingGraph,
        day: Day,
        (spreads, given): (Spreads, Given),
        groups: Vec<Group<'a>>,
    ) -> Self {
        let scene = Self::new(register, graph, day);
        let resumed = |(key, spread)| (key, Rc::new(Travel::resumed(graph, spread)));
        scene.travels.replace(spreads.into_iter().map(resumed).collect());
        scene.given.replace(given);
        Self { groups: OnceCell::from(groups), ..scene }
    }

    /// Works out how all data travels that a rule asks about.
    pub(crate) fn spread(&self) {
        self.ours();
        self.watches();
        self.old_watches();
        self.told();
    }

    /// The spreads so far.
    pub(crate) fn spreads(&self) -> Spreads {
        let travels = self.travels.borrow();
        travels.iter().map(|(key, travel)| (key.clone(), travel.spread().clone())).collect()
    }

    /// What was asked so far of who brought operators their data.
    pub(crate) fn given(&self) -> Given {
        self.given.borrow().clone()
    }

    /// Takes over what others asked.
    pub(crate) fn learn(&self, given: Given) {
        self.given.borrow_mut().extend(given);
    }

    /// What is worth keeping for the next revision.
    pub(crate) fn into_kept(self) -> (Spreads, Given) {
        let Self { travels, given, ours, watches, old_watches, told, .. } = self;
        drop((ours, watches, old_watches, told));
        let spread = |(key, travel): (_, Rc<Travel<'a>>)| Some((key, Rc::into_inner(travel)?.into_spread()));
        (travels.into_inner().into_iter().filter_map(spread).collect(), given.into_inner())
    }

    /// The travel of data out of all parties of ours.
    pub(crate) fn ours(&self) -> &Rc<Travel<'a>> {
        self.ours.get_or_init(|| self.travel(self.graph.own(), Vec::new()))
    }

    /// The travel of data out of some parties, of all people or of some subjects.
    pub(crate) fn travel(&self, origins: Vec<u32>, subjects: Vec<TermIx>) -> Rc<Travel<'a>> {
        let key = (origins, subjects);
        if let Some(travel) = self.travels.borrow().get(&key) {
            return travel.clone();
        }
        let beside = self.travels.borrow().iter().find(|((_, of), _)| *of == key.1).map(|(_, travel)| travel.clone());
        let travel = Rc::new(match beside {
            Some(travel) => travel.beside(&key.0, self.day),
            None => Travel::new(self.graph, &key.0, self.day, &key.1),
        });
        self.travels.borrow_mut().insert(key, travel.clone());
        travel
    }

    /// The notices in force, by key.
    pub(crate) fn notices(&self) -> &[&'a Notice] {
        self.notices.get_or_init(|| {
            let all = self.register.notices().values().map(|notice| &notice.value);
            all.filter(|notice| self.register.notice_in_force(notice).contains(self.day)).collect()
        })
    }

    /// Who serves from which domains.
    pub(crate) fn claims(&self) -> &HostClaims<'a> {
        self.claims.get_or_init(|| HostClaims::new(self.register))
    }

    /// The contracts with their amendments, by key.
    pub(crate) fn groups(&self) -> &[Group<'a>] {
        self.groups.get_or_init(|| groups(self.register))
    }

    /// The contracts of the day.
    pub(crate) fn ledger(&self) -> &Ledger<'a> {
        self.ledger.get_or_init(|| Ledger::new(self.groups(), self.graph, self.day))
    }

    /// What operators gave to an operator, by who gave it.
    pub(crate) fn given_to(&self, operator: u32) -> Arc<FastMap<u32, Terms>> {
        remembered(&self.given, operator, || Arc::new(rules::given_to(self.graph, self.ours(), operator)))
    }

    /// The shortest way by which an operator brings a party some of `wanted`.
    pub(crate) fn entry(&self, ends: (u32, u32), certainty: Certainty, wanted: &TermSet) -> Option<Journey> {
        let find = |entries: &Entries| {
            entries.iter().find(|(of, terms, _)| *of == certainty && terms == wanted).map(|(.., entry)| entry.clone())
        };
        let known = self.entries.borrow().get(&ends).and_then(find);
        known.unwrap_or_else(|| {
            let entry = rules::entry(self, ends, certainty, wanted);
            let mut entries = self.entries.borrow_mut();
            entries.entry(ends).or_default().push((certainty, wanted.clone(), entry.clone()));
            entry
        })
    }

    /// The flows by which an operator hands data to a party.
    pub(crate) fn entering(&self, party: u32, from: u32) -> impl Iterator<Item = (u32, &'a Row)> + use<'a> {
        let graph = self.graph;
        // A party may have many thousands of flows, and be asked about each who sends them.
        let arrange = || {
            let rows = graph.flows_to(party).filter_map(|flow| Some((graph.operator(graph.row(flow)?.source), flow)));
            let mut flows: Vec<(u32, u32)> = rows.collect();
            flows.sort_by_key(|(operator, _)| *operator);
            flows.into()
        };
        let flows: Rc<[(u32, u32)]> = self.entering.borrow_mut().entry(party).or_insert_with(arrange).clone();
        let first = flows.partition_point(|(operator, _)| *operator < from);
        let last = flows.partition_point(|(operator, _)| *operator <= from);
        (first..last).filter_map(move |place| {
            let (_, flow) = flows.get(place)?;
            Some((*flow, graph.row(*flow)?))
        })
    }

    /// A number that is the same for recipients that promises cannot tell apart.
    #[inline]
    pub(crate) fn kind_of_recipient(&self, party: u32) -> u32 {
        let recipients = self.recipients.get_or_init(|| Recipients::new(self.register));
        recipients.kind(party, || self.with_operator(party))
    }

    /// Who was offboarded by the day, of a party and its operator.
    pub(crate) fn offboarded(&self, party: u32) -> Option<&'a Party> {
        let gone = || self.with_operator(party).and_then(|parties| rules::offboarded(parties, self.day));
        self.offboarded.get_or(party, gone)
    }

    /// What the contracts of an operator lack for handing data to a party.
    pub(crate) fn charges(&self, operator: u32, recipient: u32) -> Rc<Charges<'a>> {
        remembered(&self.charges, (operator, recipient), || Rc::new(rules::charges(self, operator, recipient)))
    }

    /// What the contracts between two operators are weaker on than those above.
    pub(crate) fn weaker(&self, operators: [u32; 2]) -> Rc<Vec<Alike<'a>>> {
        remembered(&self.weaker, operators, || Rc::new(rules::weaker(self, operators)))
    }

    /// Whether a contract makes the second of two operators a service provider of the first, and which.
    pub(crate) fn provider(&self, ends: [u32; 2]) -> Option<(Verdict, &'a Contract)> {
        *self.providers.borrow_mut().entry((ends[0], ends[1])).or_insert_with(|| {
            let contracts = self.ledger().in_force(ends[0], ends[1]);
            let found = rules::provided(self.register, &self.party(ends[1])?.key, &contracts);
            found.map(|(verdict, contract)| (verdict, contract.contract))
        })
    }

    /// What transfers to third countries ask for.
    pub(crate) fn transfers(&self) -> &Transfers<'a> {
        self.transfers.get_or_init(|| Transfers::new(self))
    }

    fn coverage(&self, row: &Row, carried: &Terms) -> Coverage<'a> {
        self.ledger().coverage(&self.comparer, row, carried)
    }

    /// What contracts say of a sharing that need not be declared.
    pub(crate) fn coverage_of(&self, ends: [u32; 2], declared: Declared<'_>) -> Coverage<'a> {
        self.ledger().coverage_of(&self.comparer, ends, declared)
    }

    /// Lets rules about commitments see only these, from now on.
    pub(crate) fn ask_only(&mut self, promises: &BTreeSet<PromiseKey>) {
        self.watches();
        self.old_watches();
        let graph = self.graph;
        for watched in [&mut self.watches, &mut self.old_watches].into_iter().filter_map(OnceCell::get_mut) {
            let all = std::mem::take(watched).into_iter();
            *watched =
                all.map(|together| together.only(graph, |watch| promises.contains(&watch.promise.key))).collect();
        }
    }

    /// Tells of the flows that may break commitments, old ones too, going by what they declare. `true`
    /// when some commitment asks for contracts as well.
    pub(crate) fn suspects(&self, mut tell: impl FnMut(u32)) -> bool {
        let today = watches::suspects(self, self.watches.get_or_init(Vec::new), &mut tell);
        watches::suspects(self, self.old_watches.get_or_init(Vec::new), &mut tell) || today
    }

    /// The commitments in force, by the travel of the data they are about.
    pub(crate) fn watches(&self) -> &[Watched<'a>] {
        self.watches.get_or_init(|| self.watched(watches::watches(self, self.notices())))
    }

    /// The commitments of notices that are over, likewise.
    pub(crate) fn old_watches(&self) -> &[Watched<'a>] {
        self.old_watches.get_or_init(|| self.watched(watches::old_watches(self)))
    }

    fn watched(&self, watches: Watches<'a>) -> Vec<Watched<'a>> {
        let of = |((origins, subjects), watches)| Watched::of(self.graph, &self.travel(origins, subjects), watches);
        watches.into_iter().flat_map(of).collect()
    }

    /// The notices whose users agreed to another one.
    pub(crate) fn agreed(&self) -> &BTreeSet<&'a NoticeKey> {
        self.agreed.get_or_init(|| watches::agreed_anew(self.register, self.day))
    }

    /// What the systems that notices in force speak for disclose.
    pub(crate) fn told(&self) -> &[rules::Told<'a>] {
        self.told.get_or_init(|| rules::told(self))
    }

    /// What each of [`Self::told`] discloses of sharings with the recipient of a flow, for its purposes.
    pub(crate) fn disclosed(&self, row: &Row) -> Rc<[TermSet]> {
        let key = (self.kind_of_recipient(row.recipient), self.graph.usage(row).purposes);
        remembered(&self.disclosed, key, || self.told().iter().map(|told| told.disclosed(self, row)).collect())
    }

    /// A flow as the rules see it.
    pub(crate) fn examine<'s>(&'s self, flow: u32, row: &'s Row) -> Examined<'s, 'a> {
        Examined { scene: self, flow, row, carried: self.ours().carried(row), coverage: OnceCell::new() }
    }

    /// Remembers that what is said here, a finding or not, may change with this path.
    pub(crate) fn lean_on(&self, path: &[u32]) {
        let Some((_, before)) = path.split_last() else { return };
        self.lean_on_hops(before);
    }

    /// The same with hops that other hops follow.
    pub(crate) fn lean_on_hops(&self, hops: &[u32]) {
        self.leaning.borrow_mut().extend(hops.iter().filter_map(|flow| {
            let party = self.graph.row(*flow)?.recipient;
            Some(Lean { party, by: By::Hop(*flow) })
        }));
    }

    /// The same with whatever an operator brings some parties.
    pub(crate) fn lean_on_parties(&self, parties: &[u32], from: u32) {
        let lean = |party: &u32| Lean { party: *party, by: By::Operator(from) };
        self.leaning.borrow_mut().extend(parties.iter().map(lean));
    }

    /// The same with whatever reaches some parties, by any flow.
    pub(crate) fn lean_on_all(&self, parties: &BTreeSet<u32>) {
        let lean = |party: &u32| Lean { party: *party, by: By::Any };
        self.leaning.borrow_mut().extend(parties.iter().map(lean));
    }

    /// What was leaned on since this was last asked.
    pub(crate) fn take_leaning(&self) -> Vec<Lean> {
        std::mem::take(&mut *self.leaning.borrow_mut())
    }

    pub(crate) fn party(&self, party: u32) -> Option<&'a Party> {
        self.graph.node(party).map(|node| &node.record.value)
    }

    pub(crate) fn name(&self, party: u32) -> &'a str {
        self.party(party).map_or("", |party| party.name.as_str())
    }

    /// The name of a party's operator.
    pub(crate) fn operator_name(&self, party: u32) -> &'a str {
        self.name(self.graph.operator(party))
    }

    /// A party and its operator.
    pub(crate) fn with_operator(&self, party: u32) -> Option<[&'a Party; 2]> {
        Some([self.party(party)?, self.party(self.graph.operator(party))?])
    }

    /// The categories among these that do not stand under another, by key.
    pub(crate) fn topmost(&self, terms: &TermSet) -> Vec<TermKey> {
        self.graph.category_keys(self.graph.topmost(terms))
    }
}

/// BROKEN when none is in force.
pub(crate) fn verdict(coverage: &Coverage<'_>) -> Verdict {
    match coverage {
        Coverage::Covered => Verdict::Kept,
        Coverage::Missing | Coverage::Ended(..) => Verdict::Broken,
        Coverage::Outside(sides) => sides.iter().map(|(side, ..)| side.verdict).max().unwrap_or(Verdict::Kept),
    }
}

/// A flow, with what rules ask of it more than once.
#[derive(Debug)]
pub(crate) struct Examined<'s, 'a> {
    pub(crate) scene: &'s Scene<'a>,
    pub(crate) flow: u32,
    pub(crate) row: &'s Row,
    /// What it carries of our data.
    pub(crate) carried: Terms,
    coverage: OnceCell<Coverage<'a>>,
}

impl<'a> Examined<'_, 'a> {
    /// How contracts cover it.
    pub(crate) fn coverage(&self) -> &Coverage<'a> {
        self.coverage.get_or_init(|| self.scene.coverage(self.row, &self.carried))
    }

    /// What contracts say of it: BROKEN when none is in force.
    pub(crate) fn contract_verdict(&self) -> Verdict {
        verdict(self.coverage())
    }
}
