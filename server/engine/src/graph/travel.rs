//! The travel of data from some origins on a day: what every flow carries and how it got there.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use kept_schema::taxonomy::{TermIx, TermTable};
use kept_schema::{Day, Derivation, TaxonomyKind};

use super::bits::{Bits, Pair};
use super::flood::{Flood, Gates, LastHop};
use super::lasting::{Kept, Lasting, lasting};
use super::{Inward, Row, SharingGraph, TermSet, Terms};
use crate::Certainty;
use crate::hash::FastMap;

/// The travel of data from some origins on a day.
#[derive(Debug)]
pub(crate) struct Travel<'a> {
    graph: &'a SharingGraph,
    spread: Spread,
}

/// What a travel found, without the graph: it outlives the revision.
#[derive(Clone, Debug)]
pub(crate) struct Spread {
    lanes: Lanes,
    /// The subjects that were asked for.
    subjects: Vec<TermIx>,
    /// How many lists of subjects there were: with others, other subjects may be worth telling apart.
    subject_lists: usize,
}

/// One for each subject whose data is told apart, or one for everyone's data.
#[derive(Clone, Debug)]
enum Lanes {
    Narrow(Vec<Lane<u128>>),
    Wide(Vec<Lane<TermSet>>),
}

/// A flood and the last hops of the paths that were asked for.
#[derive(Clone, Debug)]
pub(super) struct Lane<B> {
    /// Shared: threads look at it side by side.
    pub(super) flood: Arc<Flood<B>>,
    last_hops: RefCell<Vec<LastHops<B>>>,
    /// The paths that were asked for by how long data was kept on them.
    lasting: RefCell<FastMap<(u32, Certainty, Kept), LastingPaths<B>>>,
}

/// The last hops to a party that were asked for, by what was wanted there.
type LastHops<B> = Vec<(Certainty, B, Option<LastHop<B>>)>;

/// Paths to a party that were asked for by how long data was kept on them, by what was wanted there.
type LastingPaths<B> = Vec<(B, Lasting<B>)>;

/// A path and what travels it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Journey {
    /// Its flows.
    pub(crate) flows: Vec<u32>,
    /// A category that travels all of it.
    pub(crate) category: Option<TermIx>,
    /// The subject whose data travels, when subjects were asked for.
    pub(crate) subject: Option<TermIx>,
}

/// A hop that need not be declared.
#[derive(Clone, Debug)]
pub(crate) struct Sending<'s> {
    /// The categories it names.
    names: TermSet,
    /// And what stands under them; all when it names none.
    covers: TermSet,
    /// Whose data it is; unknown when there are none.
    subjects: &'s [TermIx],
    /// What it makes of other data.
    derives: &'s [Derived],
}

/// What a hop makes of other data.
#[derive(Clone, Debug)]
pub(crate) struct Derived {
    /// From any of these,
    from: TermSet,
    /// and what stands under them,
    under: TermSet,
    /// it makes these.
    to: TermSet,
}

impl Derived {
    pub(crate) fn new(table: &TermTable, derivation: &Derivation) -> Self {
        let from: Vec<TermIx> = table.find_all(&derivation.from).collect();
        Self {
            from: TermSet::of(from.iter().copied()),
            under: TermSet::down(table, from),
            to: TermSet::of(table.find_all(&derivation.to)),
        }
    }
}

impl<'s> Sending<'s> {
    /// Whether something of what it names is in what is sent, which may be only what it makes of other data.
    pub(crate) fn names_some_of(&self, sent: &Terms) -> bool {
        sent.possible.intersects(&self.covers)
    }

    /// What of `sent` it makes of other data, and does not name.
    pub(crate) fn made(&self, sent: &Terms) -> TermSet {
        let mut made = TermSet::default();
        for derived in self.derives {
            made.add(&derived.to);
        }
        made.minus(&self.names).and(&sent.possible)
    }

    /// What the source must hold some of, so that some of `wanted` is sent.
    fn needed_for(&self, certainty: Certainty, wanted: &TermSet) -> TermSet {
        let (through, from): (&TermSet, fn(&Derived) -> &TermSet) = match certainty {
            Certainty::Certain => (&self.names, |derived| &derived.from),
            Certainty::Possible => (&self.covers, |derived| &derived.under),
        };
        let mut needed = wanted.and(through);
        for derived in self.derives.iter().filter(|derived| derived.to.intersects(wanted)) {
            needed.add(from(derived));
        }
        needed
    }

    /// A hop that carries one category, of which more than its name may be known; anything, possibly, without one.
    pub(crate) fn new(
        table: &TermTable,
        category: Option<TermIx>,
        subjects: &'s [TermIx],
        derives: &'s [Derived],
    ) -> Self {
        let covers = category.map_or_else(|| TermSet::all(table.len()), |category| TermSet::down(table, [category]));
        Self { names: TermSet::of(category), covers, subjects, derives }
    }
}

impl<'a> Travel<'a> {
    pub(crate) fn new(graph: &'a SharingGraph, origins: &[u32], day: Day, subjects: &[TermIx]) -> Self {
        let terms = TermSet::all(graph.categories().len());
        let lanes = if graph.is_narrow() {
            Lanes::Narrow(Lane::all(graph, (origins, day), graph.gates(subjects), &terms))
        } else {
            Lanes::Wide(Lane::all(graph, (origins, day), graph.gates(subjects), &terms))
        };
        let subject_lists = graph.interned.subjects.len();
        Self::resumed(graph, Spread { lanes, subjects: subjects.to_vec(), subject_lists })
    }

    /// The travel of data of the same subjects from other origins.
    pub(crate) fn beside(&self, origins: &[u32], day: Day) -> Self {
        let lanes = match &self.spread.lanes {
            Lanes::Narrow(lanes) => Lanes::Narrow(Lane::beside(self.graph, (origins, day), lanes)),
            Lanes::Wide(lanes) => Lanes::Wide(Lane::beside(self.graph, (origins, day), lanes)),
        };
        let Spread { subjects, subject_lists, .. } = &self.spread;
        Self::resumed(self.graph, Spread { lanes, subjects: subjects.clone(), subject_lists: *subject_lists })
    }

    /// The travel that a spread, which is up to date with `graph`, was made of.
    pub(crate) fn resumed(graph: &'a SharingGraph, spread: Spread) -> Self {
        Self { graph, spread }
    }

    /// What was found, without the graph.
    pub(crate) const fn spread(&self) -> &Spread {
        &self.spread
    }

    /// What is worth keeping for the next revision.
    pub(crate) fn into_spread(self) -> Spread {
        self.spread
    }

    /// What a flow carries; nothing when it is not live.
    #[inline]
    pub(crate) fn carried(&self, row: &Row) -> Terms {
        self.carried_by(row.source, row.period, row.profile)
    }

    /// The same by who gives it to whom for a flow into a party.
    pub(crate) fn brought(&self, hop: &Inward) -> Terms {
        self.carried_by(hop.source, hop.period, hop.profile)
    }

    #[inline]
    fn carried_by(&self, source: u32, period: u32, profile: u32) -> Terms {
        match &self.spread.lanes {
            Lanes::Narrow(lanes) => carried(lanes, source, period, profile),
            Lanes::Wide(lanes) => carried(lanes, source, period, profile),
        }
    }

    /// What a hop out of `source` would carry.
    pub(crate) fn sent(&self, source: u32, sending: &Sending<'_>) -> Terms {
        match &self.spread.lanes {
            Lanes::Narrow(lanes) => sent(self.graph, lanes, source, sending),
            Lanes::Wide(lanes) => sent(self.graph, lanes, source, sending),
        }
    }

    /// A shortest path of some of `wanted` that ends with `flow`, the first by keys.
    pub(crate) fn journey(&self, flow: u32, certainty: Certainty, wanted: &TermSet) -> Option<Journey> {
        let journey = match &self.spread.lanes {
            Lanes::Narrow(lanes) => journey(self.graph, lanes, flow, certainty, wanted),
            Lanes::Wide(lanes) => journey(self.graph, lanes, flow, certainty, wanted),
        }?;
        let subject = journey.subject.and_then(|_| self.first_subject(&journey.flows, certainty));
        Some(Journey { subject, ..journey })
    }

    /// A shortest path of some of `wanted` that ends with `flow`, with a hop before it that keeps data so long. Adds the
    /// parties whose incoming flows decide that to `visited`.
    pub(crate) fn lasting_journey(
        &self,
        flow: u32,
        certainty: Certainty,
        kept: Kept,
        wanted: &TermSet,
        visited: &mut BTreeSet<u32>,
    ) -> Option<Journey> {
        let journey = match &self.spread.lanes {
            Lanes::Narrow(lanes) => lasting_journey(self.graph, lanes, flow, certainty, kept, wanted, visited),
            Lanes::Wide(lanes) => lasting_journey(self.graph, lanes, flow, certainty, kept, wanted, visited),
        }?;
        let subject = journey.subject.and_then(|_| self.first_subject(&journey.flows, certainty));
        Some(Journey { subject, ..journey })
    }

    /// Whether there is a path to `source`, with a hop that keeps data so long, of what lets a hop out of it carry
    /// some of `wanted`.
    pub(crate) fn is_lasting(
        &self,
        source: u32,
        sending: &Sending<'_>,
        certainty: Certainty,
        kept: Kept,
        wanted: &TermSet,
    ) -> bool {
        match &self.spread.lanes {
            Lanes::Narrow(lanes) => is_lasting(self.graph, lanes, source, sending, certainty, kept, wanted),
            Lanes::Wide(lanes) => is_lasting(self.graph, lanes, source, sending, certainty, kept, wanted),
        }
    }

    /// The first of the subjects asked for whose data takes a path: which of them were told apart depends on
    /// all lists there ever were, and must not show.
    fn first_subject(&self, path: &[u32], certainty: Certainty) -> Option<TermIx> {
        let table = self.graph.taxonomy.table(TaxonomyKind::Subject);
        let asked = table.down(self.spread.subjects.iter().copied());
        let lists: Vec<&[TermIx]> = path
            .iter()
            .filter_map(|flow| self.graph.row(*flow))
            .map(|row| self.graph.interned.subjects.terms(self.graph.recorded(row).1))
            .collect();
        let concerns = |listed: &[TermIx], subject| match certainty {
            Certainty::Certain => listed.contains(&subject),
            Certainty::Possible => listed.is_empty() || listed.iter().any(|term| table.covers(*term, subject)),
        };
        let mut subjects = table.iter().map(|(subject, _)| subject).filter(|subject| asked.contains(subject.index()));
        subjects.find(|subject| lists.iter().all(|listed| concerns(listed, *subject)))
    }
}

impl Spread {
    /// Brings it up to date with `graph` on `day`, after flows between these pairs of source and
    /// recipient moved. Adds the parties that data now reaches otherwise to `changed`, and the flows out
    /// of them that carry something else to `carrying`.
    ///
    /// # Errors
    /// When it must be made anew, because subjects are to be told apart otherwise.
    pub(crate) fn refresh(
        &mut self,
        graph: &SharingGraph,
        day: Day,
        moved: &[(u32, u32)],
        changed: &mut BTreeSet<u32>,
        carrying: &mut BTreeSet<u32>,
    ) -> Result<(), Outdated> {
        let tells_subjects = match &self.lanes {
            Lanes::Narrow(lanes) => lanes.iter().any(|lane| lane.flood.subject.is_some()),
            Lanes::Wide(lanes) => lanes.iter().any(|lane| lane.flood.subject.is_some()),
        };
        if tells_subjects && self.subject_lists != graph.interned.subjects.len() {
            return Err(Outdated);
        }
        match &mut self.lanes {
            Lanes::Narrow(lanes) => {
                lanes.iter_mut().for_each(|lane| lane.refresh(graph, day, moved, changed, carrying));
            }
            Lanes::Wide(lanes) => lanes.iter_mut().for_each(|lane| lane.refresh(graph, day, moved, changed, carrying)),
        }
        Ok(())
    }
}

/// A spread must be made anew.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outdated;

impl<B: Bits> Lane<B> {
    fn refresh(
        &mut self,
        graph: &SharingGraph,
        day: Day,
        moved: &[(u32, u32)],
        changed: &mut BTreeSet<u32>,
        carrying: &mut BTreeSet<u32>,
    ) {
        self.last_hops = RefCell::default();
        self.lasting = RefCell::default();
        Arc::make_mut(&mut self.flood).refresh(graph, day, moved, changed, carrying);
    }

    /// One for each of the people whose gates are given.
    pub(super) fn all(
        graph: &SharingGraph,
        (origins, day): (&[u32], Day),
        gates: Vec<(Option<TermIx>, Gates<B>)>,
        terms: &TermSet,
    ) -> Vec<Self> {
        graph.floods(origins, day, gates, terms).into_iter().map(Self::new).collect()
    }

    /// Those of data of the same people from other origins.
    fn beside(graph: &SharingGraph, from: (&[u32], Day), lanes: &[Self]) -> Vec<Self> {
        let gates = lanes.iter().map(|lane| (lane.flood.subject, lane.flood.gates.clone())).collect();
        Self::all(graph, from, gates, &TermSet::all(graph.categories().len()))
    }

    pub(super) fn new(flood: Flood<B>) -> Self {
        Self { flood: Arc::new(flood), last_hops: RefCell::default(), lasting: RefCell::default() }
    }

    /// A shortest path that brings a party some of `wanted`, and what of it. Of several, the one whose last
    /// flow comes first, then whose last but one does, and so on.
    pub(super) fn path(
        &self,
        graph: &SharingGraph,
        party: u32,
        certainty: Certainty,
        wanted: &B,
    ) -> Option<(Vec<u32>, B)> {
        self.flood.first_of(party, certainty, wanted)?;
        let (mut flows, mut party, mut needed) = (Vec::new(), party, wanted.clone());
        // INVARIANT (it ends): each hop comes from a party that is one hop nearer.
        while let Some(hop) = self.last_hop(graph, party, certainty, &needed) {
            flows.push(hop.flow);
            (party, needed) = (hop.source, hop.needed);
        }
        flows.reverse();
        let mut given = needed;
        for row in flows.iter().filter_map(|flow| graph.row(*flow)) {
            given = self.flood.gates.get(row.profile as usize)?.pass_with(certainty, &given);
        }
        Some((flows, given.and(wanted)))
    }

    /// A shortest path that brings a party some of `wanted` and has a hop that keeps data so long.
    fn lasting(&self, graph: &SharingGraph, party: u32, certainty: Certainty, kept: Kept, wanted: &B) -> Lasting<B> {
        let key = (party, certainty, kept);
        let find = |known: &LastingPaths<B>| known.iter().find(|(of, _)| of == wanted).map(|(_, found)| found.clone());
        if let Some(known) = self.lasting.borrow().get(&key).and_then(find) {
            return known;
        }
        let found = lasting((graph, &self.flood), party, certainty, kept, wanted);
        self.lasting.borrow_mut().entry(key).or_default().push((wanted.clone(), found.clone()));
        found
    }

    /// Many findings ask for the way to the same party.
    fn last_hop(&self, graph: &SharingGraph, party: u32, certainty: Certainty, wanted: &B) -> Option<LastHop<B>> {
        let mut known = self.last_hops.borrow_mut();
        if known.len() <= party as usize {
            known.resize_with(graph.parties.len(), Vec::new);
        }
        let known = known.get_mut(party as usize)?;
        if let Some((.., hop)) = known.iter().find(|(of, terms, _)| *of == certainty && terms == wanted) {
            return hop.clone();
        }
        let hop = self.flood.last_hop(graph, party, certainty, wanted);
        known.push((certainty, wanted.clone(), hop.clone()));
        hop
    }
}

fn carried<B: Bits>(lanes: &[Lane<B>], source: u32, period: u32, profile: u32) -> Terms {
    let mut carried = Pair::<B>::default();
    for Lane { flood, .. } in lanes.iter().filter(|lane| lane.flood.live.has(period)) {
        let held = flood.held.get(source as usize).filter(|held| !held.is_empty());
        if let (Some(held), Some(gate)) = (held, flood.gates.get(profile as usize)) {
            carried.add(&gate.pass(held));
        }
    }
    Terms { certain: carried.certain.to_set(), possible: carried.possible.to_set() }
}

fn sent<B: Bits>(graph: &SharingGraph, lanes: &[Lane<B>], source: u32, sending: &Sending<'_>) -> Terms {
    let mut sent = Terms::default();
    for Lane { flood, .. } in lanes {
        let Some(held) = flood.held.get(source as usize).filter(|held| !held.is_empty()) else { continue };
        let Some(concern) = graph.concern(sending.subjects, flood.subject) else { continue };
        let (certain, possible) = (held.certain.to_set(), held.possible.to_set());
        let certainly = concern == Certainty::Certain;
        if certainly {
            sent.certain.add(&certain.and(&sending.names));
        }
        sent.possible.add(&possible.and(&sending.covers));
        for derived in sending.derives {
            if certainly && certain.intersects(&derived.from) {
                sent.certain.add(&derived.to);
            }
            if possible.intersects(&derived.under) {
                sent.possible.add(&derived.to);
            }
        }
    }
    sent
}

fn is_lasting<B: Bits>(
    graph: &SharingGraph,
    lanes: &[Lane<B>],
    source: u32,
    sending: &Sending<'_>,
    certainty: Certainty,
    kept: Kept,
    wanted: &TermSet,
) -> bool {
    let needed = B::of(&sending.needed_for(certainty, wanted));
    let mut concerned =
        lanes.iter().filter(|lane| graph.concern(sending.subjects, lane.flood.subject) >= Some(certainty));
    concerned.any(|lane| lane.lasting(graph, source, certainty, kept, &needed).0.is_some())
}

fn lasting_journey<B: Bits>(
    graph: &SharingGraph,
    lanes: &[Lane<B>],
    flow: u32,
    certainty: Certainty,
    kept: Kept,
    wanted: &TermSet,
    visited: &mut BTreeSet<u32>,
) -> Option<Journey> {
    let row = graph.row(flow)?;
    let wanted = B::of(wanted);
    let mut journeys = Vec::new();
    for lane in lanes {
        let Some(gate) = lane.flood.gates.get(row.profile as usize) else { continue };
        let needed = gate.needed_for(certainty, &wanted);
        let (found, parties) = lane.lasting(graph, row.source, certainty, kept, &needed);
        visited.extend(parties);
        let Some((mut flows, given)) = found else { continue };
        flows.push(flow);
        let arriving = gate.pass_with(certainty, &given).and(&wanted).to_set();
        let category = arriving.first().and_then(|index| graph.category(index));
        journeys.push(Journey { flows, category, subject: lane.flood.subject });
    }
    first(graph, journeys.into_iter())
}

/// The shortest, then the first by keys.
fn first(graph: &SharingGraph, journeys: impl Iterator<Item = Journey>) -> Option<Journey> {
    journeys.min_by(|a, b| {
        let order = a.flows.len().cmp(&b.flows.len()).then_with(|| graph.order(&a.flows, &b.flows));
        order.then_with(|| (a.category, a.subject).cmp(&(b.category, b.subject)))
    })
}

fn journey<B: Bits>(
    graph: &SharingGraph,
    lanes: &[Lane<B>],
    flow: u32,
    certainty: Certainty,
    wanted: &TermSet,
) -> Option<Journey> {
    let row = graph.row(flow)?;
    let wanted = B::of(wanted);
    let journeys = lanes.iter().filter_map(|lane| {
        let gate = lane.flood.gates.get(row.profile as usize)?;
        let needed = gate.needed_for(certainty, &wanted);
        let (mut flows, given) = lane.path(graph, row.source, certainty, &needed)?;
        flows.push(flow);
        let arriving = gate.pass_with(certainty, &given).and(&wanted).to_set();
        let category = arriving.first().and_then(|index| graph.category(index));
        Some(Journey { flows, category, subject: lane.flood.subject })
    });
    first(graph, journeys)
}
