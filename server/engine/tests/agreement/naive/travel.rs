//! How data travels: who holds what, with a shortest path for each thing held.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use kept_schema::taxonomy::TermIx;
use kept_schema::{Flow, FlowKey, PartyKey, TaxonomyKind, TermList};

use super::World;

/// Whether every hop names a term, or covers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Possible,
    Certain,
}

impl Level {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Possible => "POSSIBLE",
            Self::Certain => "CERTAIN",
        }
    }
}

/// Flows one after another. Shorter ones are less; equally long ones compare hop by hop from the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Path<'a>(pub(crate) Vec<&'a FlowKey>);

impl Ord for Path<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Path<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<'a> Path<'a> {
    pub(crate) fn and(&self, flow: &'a Flow) -> Self {
        let mut hops = self.0.clone();
        hops.push(&flow.key);
        Self(hops)
    }

    pub(crate) fn keys(&self) -> Vec<FlowKey> {
        self.0.iter().copied().cloned().collect()
    }
}

/// Terms, each with the shortest path it came by.
pub(crate) type Held<'a> = BTreeMap<TermIx, Path<'a>>;

/// Takes a path when there is none for the term or only a longer one; says whether it was taken.
fn offer<'a>(held: &mut Held<'a>, term: TermIx, path: Path<'a>) -> bool {
    if held.get(&term).is_some_and(|known| *known <= path) {
        return false;
    }
    held.insert(term, path);
    true
}

/// Whether a list passes a term: names it, or covers it, or says nothing.
fn passes(world: &World<'_>, kind: TaxonomyKind, listed: &[TermIx], level: Level, term: TermIx) -> bool {
    match level {
        Level::Certain => listed.contains(&term),
        Level::Possible => listed.is_empty() || listed.iter().any(|above| world.covers(kind, *above, term)),
    }
}

/// What a flow carries when its source holds this.
pub(crate) fn carry<'a>(
    world: &World<'a>,
    flow: &'a Flow,
    level: Level,
    subject: Option<TermIx>,
    held: &Held<'a>,
) -> Held<'a> {
    let mut carried = Held::new();
    let category = TaxonomyKind::Category;
    let subjects = world.terms(TaxonomyKind::Subject, &flow.subjects);
    if subject.is_some_and(|subject| !passes(world, TaxonomyKind::Subject, &subjects, level, subject)) {
        return carried;
    }
    let categories = world.terms(category, &flow.categories);
    for (term, path) in held.iter().filter(|(term, _)| passes(world, category, &categories, level, **term)) {
        offer(&mut carried, *term, path.and(flow));
    }
    for derivation in &flow.derives {
        let (from, to) = (world.terms(category, &derivation.from), world.terms(category, &derivation.to));
        for (_, path) in held.iter().filter(|(term, _)| passes(world, category, &from, level, **term)) {
            for made in &to {
                offer(&mut carried, *made, path.and(flow));
            }
        }
    }
    carried
}

/// What everybody holds when some parties hold everything and their data travels: everybody's data, or that of one
/// kind of people.
pub(crate) struct Travel<'a> {
    subject: Option<TermIx>,
    held: BTreeMap<Level, BTreeMap<&'a PartyKey, Held<'a>>>,
}

impl<'a> Travel<'a> {
    pub(crate) fn new(world: &World<'a>, origins: &BTreeSet<&'a PartyKey>, subject: Option<TermIx>) -> Self {
        let mut held = BTreeMap::new();
        for level in [Level::Certain, Level::Possible] {
            let mut holders: BTreeMap<&PartyKey, Held<'a>> = BTreeMap::new();
            for party in world.parties() {
                let mut terms = Held::new();
                if origins.contains(&party.key) {
                    terms.extend(world.all_categories().into_iter().map(|term| (term, Path::default())));
                }
                holders.insert(&party.key, terms);
            }
            loop {
                let mut changed = false;
                for flow in &world.live {
                    let carried = carry(world, flow, level, subject, &holders[&flow.source]);
                    let recipient = holders.get_mut(&flow.recipient).expect("every party is there");
                    for (term, path) in carried {
                        changed |= offer(recipient, term, path);
                    }
                }
                if !changed {
                    break;
                }
            }
            held.insert(level, holders);
        }
        Self { subject, held }
    }

    pub(crate) fn held(&self, party: &PartyKey, level: Level) -> &Held<'a> {
        &self.held[&level][party]
    }

    /// What a flow carries, each term with a shortest path that ends with the flow.
    pub(crate) fn carried(&self, world: &World<'a>, flow: &'a Flow, level: Level) -> Held<'a> {
        carry(world, flow, level, self.subject, self.held(&flow.source, level))
    }

    /// What a flow carries of the best certainty; `None` when it carries nothing.
    pub(crate) fn best_carried(&self, world: &World<'a>, flow: &'a Flow) -> Option<(Level, Held<'a>)> {
        [Level::Certain, Level::Possible]
            .into_iter()
            .map(|level| (level, self.carried(world, flow, level)))
            .find(|(_, carried)| !carried.is_empty())
    }
}

/// What everybody holds that came by a path on which some hop kept it as long as was asked.
pub(crate) struct Lasting<'t, 'a> {
    travel: &'t Travel<'a>,
    level: Level,
    lasts: &'t dyn Fn(&Flow) -> bool,
    held: BTreeMap<&'a PartyKey, Held<'a>>,
}

impl<'t, 'a> Lasting<'t, 'a> {
    fn new(
        world: &World<'a>,
        travel: &'t Travel<'a>,
        origins: &BTreeSet<&'a PartyKey>,
        level: Level,
        lasts: &'t dyn Fn(&Flow) -> bool,
    ) -> Self {
        let held = world.parties().map(|party| (&party.key, Held::new())).collect();
        let mut lasting = Self { travel, level, lasts, held };
        loop {
            let mut changed = false;
            // An origin holds everything anyway: what comes back to it does not make it hold it longer.
            for flow in world.live.iter().filter(|flow| !origins.contains(&flow.recipient)) {
                let carried = lasting.carried(world, flow);
                let recipient = lasting.held.get_mut(&flow.recipient).expect("every party is there");
                for (term, path) in carried {
                    changed |= offer(recipient, term, path);
                }
            }
            if !changed {
                return lasting;
            }
        }
    }

    /// What a flow carries that some hop, the flow itself or one before it, kept so long.
    fn carried(&self, world: &World<'a>, flow: &'a Flow) -> Held<'a> {
        let mut carried = carry(world, flow, self.level, self.travel.subject, &self.held[&flow.source]);
        if (self.lasts)(flow) {
            for (term, path) in self.travel.carried(world, flow, self.level) {
                offer(&mut carried, term, path);
            }
        }
        carried
    }
}

/// The same for each kind of people in question, the best counting.
pub(crate) struct Travels<'a>(Vec<Travel<'a>>);

impl<'a> Travels<'a> {
    pub(crate) fn new(world: &World<'a>, origins: &BTreeSet<&'a PartyKey>, subjects: &TermList) -> Self {
        if subjects.is_empty() {
            return Self(vec![Travel::new(world, origins, None)]);
        }
        let subjects = world.down(TaxonomyKind::Subject, &world.terms(TaxonomyKind::Subject, subjects));
        Self(subjects.into_iter().map(|subject| Travel::new(world, origins, Some(subject))).collect())
    }

    pub(crate) fn held(&self, party: &PartyKey, level: Level) -> Held<'a> {
        best(self.0.iter().map(|travel| travel.held(party, level).clone()))
    }

    pub(crate) fn carried(&self, world: &World<'a>, flow: &'a Flow, level: Level) -> Held<'a> {
        best(self.0.iter().map(|travel| travel.carried(world, flow, level)))
    }

    /// What came by paths with a hop of which `lasts` says so, for each kind of people in question.
    pub(crate) fn lasting<'t>(
        &'t self,
        world: &World<'a>,
        origins: &BTreeSet<&'a PartyKey>,
        level: Level,
        lasts: &'t dyn Fn(&Flow) -> bool,
    ) -> Vec<Lasting<'t, 'a>> {
        self.0.iter().map(|travel| Lasting::new(world, travel, origins, level, lasts)).collect()
    }
}

/// What a flow carries of it.
pub(crate) fn carried_lasting<'a>(world: &World<'a>, lasting: &[Lasting<'_, 'a>], flow: &'a Flow) -> Held<'a> {
    best(lasting.iter().map(|lasting| lasting.carried(world, flow)))
}

fn best<'a>(several: impl Iterator<Item = Held<'a>>) -> Held<'a> {
    let mut all = Held::new();
    for (term, path) in several.flatten() {
        offer(&mut all, term, path);
    }
    all
}
